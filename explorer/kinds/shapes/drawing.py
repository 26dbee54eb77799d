"""Shapes drawn large: the frames of a morph, and rows of a sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.film import GIF, MP4, FilmOptions, Progress, schedule, shares
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.shapes.gltf import Frame, animated_glb
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import distances_of, mesh_of
from explorer.kinds.shapes.pairs import heldout_pairs
from explorer.kinds.shapes.renderer import Room, Shape, Studio, bounds, linear, openness
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.thumbnail import picture_of
from explorer.lru import LruCache
from explorer.space.bundle import Space

GLB = "glb"
PROBES = 9  # shares of the path at which the room that the shapes take is measured
PROBE_RESOLUTION = 64
AT_ONCE = 16  # networks decoded in one pass: most of a pass is reading the decoder's own weights
KEPT = 4  # such passes: pictures are drawn side by side, and there and back


class ShapeDrawing:
    """See `protocols.Drawing`."""

    formats: tuple[str, ...] = (MP4, GIF, GLB)
    sizes: Mapping[str, tuple[tuple[int, int], ...]] = {
        MP4: ((1280, 720), (1920, 1080), (720, 720), (640, 360)),
        GIF: ((640, 360), (480, 270), (480, 480), (960, 540)),
    }
    resolutions: Mapping[str, int] = {MP4: 128, GIF: 96, GLB: 64}
    resolution = 128
    turns = True

    def film(self, engine: Engine, space: Space, tour: Tour, options: FilmOptions, cancelled: Cancelled) -> ShapeFilm:
        """The shapes of a path, seen by one camera."""
        return ShapeFilm(engine, shapes_only(space), tour, options, cancelled)

    def tile(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int
    ) -> UInt8[np.ndarray, "s s 4"]:
        """The shape, or nothing where there is no surface."""
        return picture_of(mesh_of(engine, space, source, resolution), size)

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """Held-out networks of different kinds."""
        return heldout_pairs(space, count)


DRAWING = ShapeDrawing()


class ShapeFilm:
    """Makes the frames of one morph, several at a time if asked to. See `film.Film`."""

    def __init__(
        self, engine: Engine, space: ShapeSpace, tour: Tour, options: FilmOptions, cancelled: Cancelled
    ) -> None:
        self.engine, self.space, self.tour, self.options, self.cancelled = engine, space, tour, options, cancelled
        self._times = sorted(set(shares(options.count, options.pingpong)))
        self._decoded = LruCache[Float[Tensor, "n count"]](KEPT)
        self._studios = LruCache[Studio](1)  # one camera, which whoever comes first sets up

    def picture(self, t: float, angle: float) -> UInt8[np.ndarray, "h w 3"]:
        """The shape at a share of the path, lit by how open its own network says that its surface is."""
        studio = self._studios.get(None, lambda: Studio(self.options.look, self._room(), self.options.turntable))
        weights = self._weights(t)
        frame = self._frame(t, self.options.resolution, weights[0])

        def distance(points: Float[np.ndarray, "p 3"]) -> Float[np.ndarray, " p"]:
            return np.asarray(distances_of(self.engine, self.space, weights, torch.from_numpy(points))[0].cpu())

        def sky(points: Float[np.ndarray, "p 3"], normals: Float[np.ndarray, "p 3"]) -> Float[np.ndarray, " p"]:
            return openness(points, normals, studio.ground, distance)

        return studio.draw(Shape(frame.points, frame.normals, frame.faces, sky), angle)

    def file(self, progress: Progress) -> bytes:
        """An animated GLB: shapes at evenly spaced shares, each shown while the eased path is nearest to it."""
        count, frames = self.options.count, []
        for done, t in enumerate(np.linspace(0, 1, count).tolist(), 1):
            frames.append(self._frame(t, self.options.resolution))
            progress(done, count)
        if not any(len(f.faces) for f in frames):
            raise SelectionError("No network on this path has a surface.", "Choose other ends.")
        name = f"{self.space.name} {' to '.join(map(str, self.tour.anchors))}"
        return animated_glb(frames, schedule(count, self.options), linear(self.options.look.colour), name)

    def _weights(self, t: float) -> Float[Tensor, "1 count"]:
        """The network at a share of the path. Those of some pictures that follow each other are decoded in one pass."""
        k = bisect_left(self._times, t)
        if k == len(self._times) or self._times[k] != t:  # of no picture of the film: the colours of a GIF
            return self.engine.weights(self.space, [source_at(self.space, self.tour, t)])
        first = k - k % AT_ONCE
        some = self._times[first : first + AT_ONCE]
        decoded = self._decoded.get(
            first, lambda: self.engine.weights(self.space, [source_at(self.space, self.tour, u) for u in some])
        )
        return decoded[k - first : k - first + 1]

    def _room(self) -> Room:
        """What all shapes of the path take."""
        found = [self._frame(t, PROBE_RESOLUTION).points for t in np.linspace(0, 1, PROBES).tolist()]
        points = np.concatenate(found)
        if not len(points):
            raise SelectionError("No network on this path has a surface.", "Choose other ends.")
        return bounds(points)

    def _frame(self, t: float, resolution: int, weights: Float[Tensor, " count"] | None = None) -> Frame:
        if self.cancelled():
            raise Dropped
        source = source_at(self.space, self.tour, t)
        mesh = mesh_of(self.engine, self.space, source, resolution, self.cancelled, weights)
        faces = triangles(mesh)
        if not len(faces):
            nothing = np.zeros((0, 3), dtype=np.float32)
            return Frame(nothing, nothing, faces)
        return Frame(np.asarray(mesh.points), np.asarray(mesh.point_data["Normals"]), faces)
