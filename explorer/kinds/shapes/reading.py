"""Networks of shapes from elsewhere, and meshes, read into a space of shapes and compared with themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
import pyvista as pv
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.encode import Encoded, probes_of
from explorer.explore.travel.location import Where, where
from explorer.figures.style import Theme
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import FORMATS as NETWORKS
from explorer.foreign.tensors import is_network
from explorer.kinds.shapes.figure import draw_shapes, shape_facts
from explorer.kinds.shapes.foreign import ForeignShape, read_foreign_shape
from explorer.kinds.shapes.mesh import sdf_to_mesh, triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.meshfile import MeshShape, read_mesh
from explorer.kinds.shapes.meshformats import FORMATS as MESHES
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.reconstruct import RESOLUTION, find_pose, occupied, overlap_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import TowardShape, aim_of, latent_of_distances, mesh_aim, sampled
from explorer.space.bundle import Space

SURFACE = 96  # samples per axis of a surface: of a foreign shape's, whose points are drawn on it, and of those shown


@dataclass(frozen=True)
class OwnShape:
    """The shape of a file.

    Attributes:
        inside: which samples of the 64^3 grid lie in it.
        surface: to be drawn beside what is decoded.
    """

    inside: Bool[Tensor, "r r r"]
    surface: pv.PolyData


class ShapeReading:
    """See `protocols.Reading`."""

    title = "Read a network or a mesh"
    uploads = "Networks: safetensors, a torch state_dict, or ONNX; meshes: STL, OBJ, PLY, GLB"
    formats: tuple[str, ...] = (*NETWORKS, *MESHES)
    titles: Mapping[str, tuple[str, str]] = {
        "iou": ("IoU, decoded against itself", "{:.3f}"),
        "iou_of_the_nearest": ("IoU of the nearest network", "{:.3f}"),
    }

    def read(self, engine: Engine, space: Space, data: bytes, name: str, hints: Hints) -> Encoded:
        """A network by its distances at the probes; a mesh in the pose that the space reads best."""
        shapes = shapes_only(space)
        if is_network(name):
            return _network(engine, shapes, read_foreign_shape(data, name, hints))
        return _mesh(engine, shapes, read_mesh(data, name))

    def likeness(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
        """IoU (64^3)."""
        return overlap_of(engine, shapes_only(space), Decoded.of(latent), _own(read).inside)

    def show(
        self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], called: str, read: Encoded
    ) -> Callable[[Theme, int], go.Figure] | None:
        """The two surfaces, seen by the same camera."""
        own = _own(read).surface
        mesh = mesh_of(engine, space, Decoded.of(latent), SURFACE)
        same = self.likeness(engine, space, latent, read)
        facts = [
            shape_facts("The file's shape", np.asarray(own.points), triangles(own)),
            shape_facts(f"Decoded, {called}: IoU {same:.3f}", np.asarray(mesh.points), triangles(mesh)),
        ]
        return lambda theme, height: draw_shapes(facts, theme, height)


READING = ShapeReading()


def _own(read: Encoded) -> OwnShape:
    if not isinstance(read.own, OwnShape):
        raise SelectionError(f"{read.name} is no shape.", "Take a space of shapes.")
    return read.own


def _mesh(engine: Engine, space: ShapeSpace, mesh: MeshShape) -> Encoded:
    posed, pose = find_pose(engine, space, mesh)
    aim = mesh_aim(space, posed)
    assert aim.start is not None  # it was read
    own = OwnShape(occupied(posed), posed.surface)
    found = where(space, aim.start)
    measured = _overlaps(engine, space, aim.start, found, own.inside)
    return Encoded(mesh.name, f"{mesh.words} Pose: {pose}.", aim.start, found, measured, aim, own=own)


def _network(engine: Engine, space: ShapeSpace, network: ForeignShape) -> Encoded:
    latent = latent_of_distances(space, network(probes_of(space)))
    found = where(space, latent)
    inside = (network(grid_points(RESOLUTION)) < 0).reshape((RESOLUTION,) * 3)
    measured = _overlaps(engine, space, latent, found, inside) | {"parameters": float(network.parameters)}
    surface = sdf_to_mesh(network, SURFACE).mesh
    points = sampled(np.asarray(surface.points, np.float32), 0) if surface.n_points else probes_of(space)
    aim = aim_of(TowardShape(points, network(points)), network.name, network.name, latent)
    return Encoded(network.name, network.words, latent, found, measured, aim, own=OwnShape(inside, surface))


def _overlaps(
    engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"], found: Where, own: Bool[Tensor, "r r r"]
) -> dict[str, float | str]:
    """How much of a shape is decoded, and how much of it the nearest network has."""
    nearest = Input(int(found.near.ids[0]))
    return {
        "iou": round(overlap_of(engine, space, Decoded.of(latent), own), 4),
        "iou_of_the_nearest": round(overlap_of(engine, space, nearest, own), 4),
    }
