"""A morph along a path as a film to show elsewhere: MP4, GIF, or a format of the kind's own.

Here are time and the files of pictures; what a frame shows, the kind draws (`protocols.Drawing`).
"""

from __future__ import annotations

import io
import re
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped, never
from explorer.explore.takeaway.export import COLOUR
from explorer.explore.travel.paths import Tour
from explorer.kinds.protocols import Drawing
from explorer.kinds.registry import kind, promise
from explorer.networks.fastsiren import single_threaded
from explorer.space.bundle import Space

Progress = Callable[[int, int], None]
"""Told (done, total) in frames."""

HOLD = 0.05  # share of the time that the film rests at either end
PALETTE_FRAMES = 5
MAX_FRAMES, MAX_SECONDS = 3000, 120.0
SIDE_BY_SIDE = 3  # pictures in the making: while one waits for the networks, others are drawn
AHEAD = 4  # pictures that may wait for the encoder
MP4, GIF = "mp4", "gif"
RATES = {MP4: 30, GIF: 20}  # frames a second, unless a number of frames is asked for
OTHER_FRAMES = 33  # in a format that is no video: networks along the path


@dataclass(frozen=True)
class Look:
    """What a picture looks like.

    Attributes:
        size: width and height in pixels.
        background: "#rrggbb".
        colour: of what is drawn, if it has none of its own, "#rrggbb".

    Raises:
        SelectionError: a size or a colour that is none.
    """

    size: tuple[int, int] = (1280, 720)
    background: str = "#F4F2EE"
    colour: str = COLOUR

    def __post_init__(self) -> None:
        if not all(16 <= edge <= 4096 for edge in self.size):
            wanted = "Choose a width and a height from 16 to 4096."
            raise SelectionError(f"No picture has {self.size[0]} x {self.size[1]} pixels.", wanted)
        for colour in (self.background, self.colour):
            if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
                raise SelectionError(f"{colour!r} is no colour.", 'Give it as "#rrggbb", such as "#F4F2EE".')


@dataclass(frozen=True)
class FilmOptions:
    """How a film is made.

    Attributes:
        format: the file's suffix: "mp4", "gif" or another that the kind draws (`Drawing.formats`).
        seconds: how long it takes, there and back if it goes back.
        frames: pictures in it; None: as many as the format's usual rate gives. In a format that is no video, networks
            along the path.
        look: size and colours.
        resolution: how finely networks are evaluated.
        turntable: whether what is drawn turns once about the upright axis meanwhile.
        pingpong: whether it goes back to its start.

    Raises:
        SelectionError: a value that is not possible.
    """

    format: str
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
        if self.format == MP4 and any(edge % 2 for edge in self.look.size):
            width, height = self.look.size
            wanted = f"Choose even numbers, such as {width + width % 2}x{height + height % 2}."
            raise SelectionError(f"No video has {width} x {height} pixels.", wanted)
        if self.format == GIF and self.count / self.seconds > 50:
            fewer = f"Choose at most {int(50 * self.seconds)} frames, or more seconds."
            raise SelectionError("A GIF shows at most 50 frames a second.", fewer)

    @property
    def count(self) -> int:
        """Number of frames."""
        if self.frames is not None:
            return self.frames
        rate = RATES.get(self.format)
        return OTHER_FRAMES if rate is None else max(2, round(rate * self.seconds))


@runtime_checkable
class Film(Protocol):
    """Draws the frames of one morph; made by `Drawing.film`. Asked from several threads at a time."""

    def picture(self, t: float, angle: float) -> UInt8[np.ndarray, "h w 3"]:
        """The picture at a share of the path, turned by an angle in radians.

        Raises:
            Dropped: it was cancelled.
            SelectionError: there is nothing to draw on this path.
        """
        ...

    def file(self, progress: Progress) -> bytes:
        """All of it, in a format that is no video. Raises as `picture`."""
        ...


@dataclass(frozen=True)
class Schedule:
    """When each frame shows.

    Attributes:
        starts: seconds at which the shown frame changes, ascending from 0.
        frames: index of the frame that shows from then on.
        seconds: when the animation ends; later than the last start.
        turning: whether what is drawn turns once about the upright axis meanwhile.
    """

    starts: Sequence[float]
    frames: Sequence[int]
    seconds: float
    turning: bool = False


def drawing(space: Space) -> Drawing:
    """How networks of a space are drawn large.

    Raises:
        SelectionError: they are not.
    """
    return promise(space.kind, Drawing, "be drawn as films and sheets")


def check_format(space: Space, suffix: str) -> None:
    """Whether a morph of a space can be written so.

    Raises:
        SelectionError: it cannot.
    """
    known = drawing(space).formats
    if suffix not in known:
        what = f"No morph of {kind(space.kind).networks} is written as .{suffix}"
        raise SelectionError(f"{what}.", f"Choose one of: {', '.join('.' + name for name in known)}.")


def eased(times: Float[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
    """Shares of the path at shares of the time: a rest at both ends, smooth in between (a fifth-order ease)."""
    s = np.clip((times - HOLD) / (1 - 2 * HOLD), 0, 1)
    return np.asarray(np.clip(s * s * s * (s * (6 * s - 15) + 10), 0, 1))  # rounding may exceed 1


def shares(count: int, pingpong: bool) -> list[float]:
    """Where on the path each of `count` frames lies; there and back takes the same way back."""
    if not pingpong:
        return [float(t) for t in eased(np.linspace(0, 1, count))]
    # Of an even number of frames none is shown twice in a loop; an odd number ends where it began.
    there = count // 2 + 1
    forward = shares(there, pingpong=False)
    back = forward[::-1][1:-1] if count % 2 == 0 else forward[::-1][1:]
    return [*forward, *back]


def make_film(
    engine: Engine,
    space: Space,
    tour: Tour,
    options: FilmOptions,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = never,
) -> bytes:
    """The file of a morph.

    Args:
        engine: decodes.
        space: the space.
        tour: the path.
        options: how it is drawn.
        progress: told after every frame.
        cancelled: asked between frames, and while one is made; once it says yes, the work is given up.

    Raises:
        Dropped: it was cancelled.
        SelectionError: there is nothing to draw on this path, or not in this format.
        OSError: the video could not be encoded.
    """
    check_format(space, options.format)
    draws = drawing(space)
    if options.turntable and not draws.turns:
        raise SelectionError(f"There is nothing to turn in a morph of {kind(space.kind).networks}.", "Leave it out.")
    film: Film = draws.film(engine, space, tour, options, cancelled)
    if options.format not in RATES:
        return film.file(progress)
    with closing(_pictures(film, options, progress, cancelled)) as pictures:
        return mp4_of(pictures, options) if options.format == MP4 else _gif(film, pictures, options)


def _pictures(
    film: Film, options: FilmOptions, progress: Progress, cancelled: Cancelled
) -> Generator[UInt8[np.ndarray, "h w 3"], None, None]:
    """The frames in their order, drawn side by side; one that is as the one before is not drawn again."""
    where = shares(options.count, options.pingpong)
    asked = [(t, 2 * np.pi * k / len(where) if options.turntable else 0.0) for k, t in enumerate(where)]

    def draw(t: float, angle: float) -> UInt8[np.ndarray, "h w 3"]:
        if cancelled():
            raise Dropped
        return film.picture(t, angle)

    def taken(picture: Future[UInt8[np.ndarray, "h w 3"]]) -> UInt8[np.ndarray, "h w 3"]:
        if cancelled():  # even if some are drawn already
            raise Dropped
        return picture.result()

    drawn: deque[Future[UInt8[np.ndarray, "h w 3"]]] = deque()
    pool = single_threaded(SIDE_BY_SIDE, "film")  # several threads of torch's each would take turns at waiting
    try:
        for k, frame in enumerate(asked):
            drawn.append(drawn[-1] if drawn and frame == asked[k - 1] else pool.submit(draw, *frame))
            if len(drawn) > AHEAD:
                yield taken(drawn.popleft())
                progress(k + 1 - len(drawn), len(asked))
        while drawn:
            yield taken(drawn.popleft())
            progress(len(asked) - len(drawn), len(asked))
    finally:
        pool.shutdown(cancel_futures=True)


def mp4_of(pictures: Iterable[UInt8[np.ndarray, "h w 3"]], options: FilmOptions) -> bytes:
    """H.264 that every player knows: 4:2:0, the colours of HD video, ready to play before all of it is loaded.

    Raises:
        OSError: the video could not be encoded.
    """
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
            output_params=["-preset", "veryfast", "-crf", "17", *colours, "-movflags", "+faststart"],
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


def _gif(film: Film, pictures: Iterator[UInt8[np.ndarray, "h w 3"]], options: FilmOptions) -> bytes:
    """A GIF that loops, all of it in the same 256 colours, taken from some frames along the path."""
    some = [film.picture(t, 0.0) for t in np.linspace(0, 1, PALETTE_FRAMES).tolist()]
    palette = Image.fromarray(np.concatenate(some)).quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    frames = [Image.fromarray(p).quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG) for p in pictures]
    buffer = io.BytesIO()
    delay = max(20, round(options.seconds * 100 / len(frames)) * 10)  # GIFs count in hundredths of a second
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=delay, loop=0, optimize=False)
    return buffer.getvalue()


def schedule(count: int, options: FilmOptions) -> Schedule:
    """When each of `count` networks, evenly spaced on the path, shows."""
    times = np.linspace(HOLD, 1 - HOLD, 4097)
    changes = np.interp((np.arange(count - 1) + 0.5) / (count - 1), eased(times), times)
    starts, frames = np.concatenate([[0.0], changes]), np.arange(count)
    if options.pingpong:
        starts = np.concatenate([starts, 2 - changes[::-1]]) / 2
        frames = np.concatenate([frames, frames[-2::-1]])
    return Schedule((starts * options.seconds).tolist(), frames.tolist(), options.seconds, options.turntable)
