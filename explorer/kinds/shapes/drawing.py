"""Shapes drawn large: the frames of a morph, and rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from jaxtyping import Float, UInt8

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.film import GIF, MP4, FilmOptions, Progress, schedule
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.shapes.gltf import Frame, animated_glb
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import distances_of, mesh_of
from explorer.kinds.shapes.pairs import heldout_pairs
from explorer.kinds.shapes.renderer import Room, Shape, Studio, bounds, linear, openness
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.thumbnail import picture_of
from explorer.space.bundle import Space

GLB = "glb"
PROBES = 9  # shares of the path at which the room that the shapes take is measured
PROBE_RESOLUTION = 64


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


@dataclass(frozen=True)
class ShapeFilm:
    """Makes the frames of one morph, one after the other. See `film.Film`."""

    engine: Engine
    space: ShapeSpace
    tour: Tour
    options: FilmOptions
    cancelled: Cancelled

    def picture(self, t: float, angle: float) -> UInt8[np.ndarray, "h w 3"]:
        """The shape at a share of the path, lit by how open its own network says that its surface is."""
        source, frame = self._frame(t, self.options.resolution)
        weights = self.engine.weights(self.space, [source])

        def distance(points: Float[np.ndarray, "p 3"]) -> Float[np.ndarray, " p"]:
            return np.asarray(distances_of(self.engine, self.space, weights, torch.from_numpy(points))[0].cpu())

        sky = openness(frame.points, frame.normals, self._studio.ground, distance)
        return self._studio.draw(Shape(frame.points, frame.normals, frame.faces, sky), angle)

    def file(self, progress: Progress) -> bytes:
        """An animated GLB: shapes at evenly spaced shares, each shown while the eased path is nearest to it."""
        count, frames = self.options.count, []
        for done, t in enumerate(np.linspace(0, 1, count).tolist(), 1):
            frames.append(self._frame(t, self.options.resolution)[1])
            progress(done, count)
        if not any(len(f.faces) for f in frames):
            raise SelectionError("No network on this path has a surface.", "Choose other ends.")
        name = f"{self.space.name} {' to '.join(map(str, self.tour.anchors))}"
        return animated_glb(frames, schedule(count, self.options), linear(self.options.look.colour), name)

    @cached_property
    def _studio(self) -> Studio:
        """The camera that all pictures share."""
        return Studio(self.options.look, self._room(), self.options.turntable)

    def _room(self) -> Room:
        """What all shapes of the path take."""
        found = [self._frame(t, PROBE_RESOLUTION)[1].points for t in np.linspace(0, 1, PROBES).tolist()]
        points = np.concatenate(found)
        if not len(points):
            raise SelectionError("No network on this path has a surface.", "Choose other ends.")
        return bounds(points)

    def _frame(self, t: float, resolution: int) -> tuple[Source, Frame]:
        if self.cancelled():
            raise Dropped
        source = source_at(self.space, self.tour, t)
        mesh = mesh_of(self.engine, self.space, source, resolution, self.cancelled)
        faces = triangles(mesh)
        if not len(faces):
            nothing = np.zeros((0, 3), dtype=np.float32)
            return source, Frame(nothing, nothing, faces)
        return source, Frame(np.asarray(mesh.points), np.asarray(mesh.point_data["Normals"]), faces)
