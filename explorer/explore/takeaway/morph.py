"""A morph along a path as a file to show elsewhere: MP4, GIF or animated GLB."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float, UInt8
from PIL import Image

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped, never
from explorer.explore.engine.network_refs import Source
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.shapes.gltf import Frame, Schedule, animated_glb
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import distances_of, mesh_of
from explorer.kinds.shapes.renderer import Look, Room, Shape, Studio, bounds, linear, openness
from explorer.space.bundle import Space

Progress = Callable[[int, int], None]
"""Told (done, total) in frames."""

HOLD = 0.05  # share of the time that the shape rests at either end
PROBES = 9  # shares of the path at which the room that the shapes take is measured
PROBE_RESOLUTION = 64
PALETTE_FRAMES = 5
MAX_FRAMES, MAX_SECONDS = 3000, 120.0


class MorphFormat(StrEnum):
    """How a morph is written; the value is the file's suffix."""

    MP4 = "mp4"
    GIF = "gif"
    GLB = "glb"


RATES = {MorphFormat.MP4: 30, MorphFormat.GIF: 20}  # frames a second, unless a number of frames is asked for
GLB_FRAMES = 33
SIZES = {MorphFormat.MP4: (1280, 720), MorphFormat.GIF: (640, 360), MorphFormat.GLB: (1280, 720)}
RESOLUTIONS = {MorphFormat.MP4: 128, MorphFormat.GIF: 96, MorphFormat.GLB: 64}


@dataclass(frozen=True)
class MorphOptions:
    """How a morph is drawn.

    Attributes:
        format: the kind of file.
        seconds: how long it takes, there and back if it goes back.
        frames: pictures in it; None: as many as the format's usual rate gives. In a GLB, shapes along the path.
        look: size and colours; a GLB takes the shape's colour alone.
        resolution: of the meshes, per axis.
        turntable: whether the shape turns once about the upright axis meanwhile.
        pingpong: whether it goes back to its start.

    Raises:
        SelectionError: a value that is not possible.
    """

    format: MorphFormat
    seconds: float = 6.0
    frames: int | None = None
    look: Look = field(default_factory=Look)
    resolution: int = 128
    turntable: bool = False
    pingpong: bool = False

    def __post_init__(self) -> None:
        if not 0.1 <= self.seconds <= MAX_SECONDS:
            wanted = f"Choose 0.1 to {MAX_SECONDS:.0f} seconds."
            raise SelectionError(f"A morph cannot take {self.seconds:g} seconds.", wanted)
        if not 2 <= self.count <= MAX_FRAMES:
            raise SelectionError(f"A morph cannot have {self.count} frames.", f"Choose 2 to {MAX_FRAMES}.")
        if self.format is MorphFormat.MP4 and any(edge % 2 for edge in self.look.size):
            width, height = self.look.size
            wanted = f"Choose even numbers, such as {width + width % 2}x{height + height % 2}."
            raise SelectionError(f"No video has {width} x {height} pixels.", wanted)
        if self.format is MorphFormat.GIF and self.count / self.seconds > 50:
            fewer = f"Choose at most {int(50 * self.seconds)} frames, or more seconds."
            raise SelectionError("A GIF shows at most 50 frames a second.", fewer)

    @property
    def count(self) -> int:
        """Number of frames."""
        if self.frames is not None:
            return self.frames
        rate = RATES.get(self.format)
        return GLB_FRAMES if rate is None else max(2, round(rate * self.seconds))


def eased(times: Float[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
    """Shares of the path at shares of the time: a rest at both ends, smooth in between (a fifth-order ease)."""
    s = np.clip((times - HOLD) / (1 - 2 * HOLD), 0, 1)
    return np.asarray(np.clip(s * s * s * (s * (6 * s - 15) + 10), 0, 1))  # rounding may exceed 1


def shares(count: int, pingpong: bool) -> list[float]:
    """Where on the path each of `count` frames lies; there and back takes the same shapes both ways."""
    if not pingpong:
        return [float(t) for t in eased(np.linspace(0, 1, count))]
    # Of an even number of frames none is shown twice in a loop; an odd number ends where it began.
    there = count // 2 + 1
    forward = shares(there, pingpong=False)
    back = forward[::-1][1:-1] if count % 2 == 0 else forward[::-1][1:]
    return [*forward, *back]


def make_morph(
    engine: Engine,
    space: Space,
    tour: Tour,
    options: MorphOptions,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The file of a morph.

    Args:
        engine: decodes.
        space: the space.
        tour: the path.
        options: how it is drawn.
        progress: told after every frame.
        cancelled: asked between frames, and while a mesh is made; once it says yes, the work is given up.

    Raises:
        Dropped: it was cancelled.
        SelectionError: no network on the path has a surface.
        OSError: the video could not be encoded.
    """
    maker = _Maker(engine, space, tour, options, progress or _quiet, cancelled or never)
    if options.format is MorphFormat.GLB:
        return _glb(maker)
    with closing(maker.pictures()) as pictures:
        return _mp4(pictures, options) if options.format is MorphFormat.MP4 else _gif(maker, pictures)


@dataclass(frozen=True)
class _Maker:
    """Makes the frames of one morph, one after the other."""

    engine: Engine
    space: Space
    tour: Tour
    options: MorphOptions
    progress: Progress
    cancelled: Cancelled

    def check(self) -> None:
        if self.cancelled():
            raise Dropped

    def frame(self, t: float, resolution: int) -> tuple[Source, Frame]:
        self.check()
        source = source_at(self.space, self.tour, t)
        mesh = mesh_of(self.engine, self.space, source, resolution, self.cancelled)
        faces = triangles(mesh)
        if not len(faces):
            nothing = np.zeros((0, 3), dtype=np.float32)
            return source, Frame(nothing, nothing, faces)
        return source, Frame(np.asarray(mesh.points), np.asarray(mesh.point_data["Normals"]), faces)

    def room(self) -> Room:
        """What all shapes of the path take."""
        found = [self.frame(t, PROBE_RESOLUTION)[1].points for t in np.linspace(0, 1, PROBES).tolist()]
        points = np.concatenate(found)
        if not len(points):
            raise SelectionError("No network on this path has a surface.", "Choose other ends.")
        return bounds(points)

    def pictures(self) -> Generator[UInt8[np.ndarray, "h w 3"], None, None]:
        """The frames as pictures."""
        where = shares(self.options.count, self.options.pingpong)
        for done, t in enumerate(where, 1):
            angle = 2 * np.pi * (done - 1) / len(where) if self.options.turntable else 0.0
            yield self.picture(t, angle)
            self.progress(done, len(where))

    @cached_property
    def studio(self) -> Studio:
        """The camera that all pictures share."""
        return Studio(self.options.look, self.room(), self.options.turntable)

    def picture(self, t: float, angle: float = 0.0) -> UInt8[np.ndarray, "h w 3"]:
        """The picture at a share of the path."""
        source, frame = self.frame(t, self.options.resolution)
        weights = self.engine.weights(self.space, [source])

        def distance(points: Float[np.ndarray, "p 3"]) -> Float[np.ndarray, " p"]:
            return np.asarray(distances_of(self.engine, self.space, weights, torch.from_numpy(points))[0].cpu())

        sky = openness(frame.points, frame.normals, self.studio.ground, distance)
        return self.studio.draw(Shape(frame.points, frame.normals, frame.faces, sky), angle)


def _mp4(pictures: Iterator[UInt8[np.ndarray, "h w 3"]], options: MorphOptions) -> bytes:
    """H.264 that every player knows: 4:2:0, the colours of HD video, ready to play before all of it is loaded."""
    import imageio_ffmpeg  # noqa: PLC0415 - only a video needs it

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "morph.mp4"
        colours = ["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709", "-color_primaries",
                   "bt709", "-color_trc", "bt709", "-color_range", "tv"]  # fmt: skip
        writer = imageio_ffmpeg.write_frames(
            str(file),
            options.look.size,
            fps=options.count / options.seconds,
            codec="libx264",
            pix_fmt_out="yuv420p",
            macro_block_size=2,
            ffmpeg_log_level="error",
            output_params=["-crf", "17", *colours, "-movflags", "+faststart"],
        )
        writer.send(None)
        try:
            for picture in pictures:
                writer.send(np.ascontiguousarray(picture))
        except BaseException:
            with suppress(KeyboardInterrupt):  # which ends ffmpeg at once; else it would encode all it has been sent
                writer.throw(KeyboardInterrupt())
            raise
        writer.close()
        return file.read_bytes()


def _gif(maker: _Maker, pictures: Iterator[UInt8[np.ndarray, "h w 3"]]) -> bytes:
    """A GIF that loops, all of it in the same 256 colours, taken from some frames along the path."""
    options = maker.options
    some = [maker.picture(t) for t in np.linspace(0, 1, PALETTE_FRAMES).tolist()]
    palette = Image.fromarray(np.concatenate(some)).quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    frames = [Image.fromarray(p).quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG) for p in pictures]
    buffer = io.BytesIO()
    delay = max(20, round(options.seconds * 100 / len(frames)) * 10)  # GIFs count in hundredths of a second
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=delay, loop=0, optimize=False)
    return buffer.getvalue()


def _glb(maker: _Maker) -> bytes:
    """Shapes at evenly spaced shares, each shown while the eased path is nearest to it."""
    options, count = maker.options, maker.options.count
    frames = []
    for done, t in enumerate(np.linspace(0, 1, count).tolist(), 1):
        frames.append(maker.frame(t, options.resolution)[1])
        maker.progress(done, count)
    if not any(len(f.faces) for f in frames):
        raise SelectionError("No network on this path has a surface.", "Choose other ends.")
    colour = linear(options.look.colour)
    name = f"{maker.space.name} {' to '.join(map(str, maker.tour.anchors))}"
    return animated_glb(frames, schedule(count, options), colour, name)


def schedule(count: int, options: MorphOptions) -> Schedule:
    """When each of `count` shapes, evenly spaced on the path, shows."""
    times = np.linspace(HOLD, 1 - HOLD, 4097)
    changes = np.interp((np.arange(count - 1) + 0.5) / (count - 1), eased(times), times)
    starts, frames = np.concatenate([[0.0], changes]), np.arange(count)
    if options.pingpong:
        starts = np.concatenate([starts, 2 - changes[::-1]]) / 2
        frames = np.concatenate([frames, frames[-2::-1]])
    return Schedule((starts * options.seconds).tolist(), frames.tolist(), options.seconds, options.turntable)


def _quiet(done: int, total: int) -> None:
    """The progress of a caller that does not ask for it."""
