"""Networks of shapes from elsewhere, and meshes, read into a space of shapes and compared with themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import plotly.graph_objects as go
import pyvista as pv
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer import apart
from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.encode import Choice, Encoded, probes_of
from explorer.explore.travel.location import where
from explorer.figures.style import Theme
from explorer.foreign.hints import UPS, Hints
from explorer.foreign.tensors import FORMATS as NETWORKS
from explorer.foreign.tensors import is_network
from explorer.kinds.protocols import Aim
from explorer.kinds.shapes.figure import draw_shapes, shape_facts
from explorer.kinds.shapes.foreign import ForeignShape, read_foreign_shape
from explorer.kinds.shapes.grid import dense_grid
from explorer.kinds.shapes.mesh import contour, sdf_to_mesh, triangles
from explorer.kinds.shapes.mesh_grid import occupied
from explorer.kinds.shapes.meshes import mesh_of, occupancy_of
from explorer.kinds.shapes.meshfile import MeshShape, read_mesh
from explorer.kinds.shapes.meshformats import FORMATS as MESHES
from explorer.kinds.shapes.occupancy import grid_points, iou, pieces
from explorer.kinds.shapes.poses import OwnGrid, Pose, Told, find_pose
from explorer.kinds.shapes.reconstruct import RESOLUTION, overlap_of, posed
from explorer.kinds.shapes.sheets import THICKNESS
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import TowardShape, aim_of, latent_of_distances, mesh_aim
from explorer.kinds.shapes.windings import Triangles
from explorer.space.bundle import Space

OWN_SURFACE, SAMPLED = 64, 30_000  # samples per axis of a network's own surface; points on it, for its pose
WELL_READ = 0.9  # IoU from which on it does not matter that the nearest network is more like it
UP, FOUND = "up", "found"  # a setting, and that nothing is told
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
    by_factory = False
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
            read = _network(engine, shapes, read_foreign_shape(data, name, hints), hints)
        else:
            thickness = THICKNESS if hints.thickness is None else hints.thickness
            read = _mesh(engine, shapes, apart.call(read_mesh, data, name, thickness), hints)
        return replace(read, choices=_choices(hints))

    def likeness(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
        """IoU (64^3)."""
        return overlap_of(engine, shapes_only(space), Decoded.of(latent), _own(read).inside)

    def show(
        self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], called: str, read: Encoded
    ) -> Callable[[Theme, int], go.Figure] | None:
        """The two surfaces, seen by the same camera."""
        mesh = mesh_of(engine, space, Decoded.of(latent), SURFACE)
        same = self.likeness(engine, space, latent, read)
        return beside(read, mesh, f"Decoded, {called}: IoU {same:.3f}")


READING = ShapeReading()


def beside(read: Encoded, surface: pv.PolyData, called: str) -> Callable[[Theme, int], go.Figure]:
    """A file's shape, and another surface, seen by the same camera.

    Raises:
        SelectionError: what was read is no shape.
    """
    facts = [
        shape_facts(name, np.asarray(one.points), triangles(one))
        for name, one in (("The file's shape", _own(read).surface), (called, surface))
    ]
    return lambda theme, height: draw_shapes(facts, theme, height)


def _own(read: Encoded) -> OwnShape:
    if not isinstance(read.own, OwnShape):
        raise SelectionError(f"{read.name} is no shape.", "Take a space of shapes.")
    return read.own


def _up(hints: Hints) -> str | None:
    """The axis that is up, where a user says so.

    Raises:
        SelectionError: none is called so.
    """
    told = hints.told.get(UP) or FOUND
    if told not in (FOUND, *UPS):
        raise SelectionError(f"No axis is called {told[:20]!r}.", f"Choose from: {', '.join((FOUND, *UPS))}.")
    return hints.up if told == FOUND else told


def _choices(hints: Hints) -> tuple[Choice, ...]:
    """What of a shape may be set by hand: which axis of its file is up, which nobody can know of a cube."""
    options = ((FOUND, "as found out"), *((up, f"{up} is up") for up in UPS))
    return (Choice(UP, "The file's axes", options, _up(hints) or FOUND),)


def _mesh(engine: Engine, space: ShapeSpace, mesh: MeshShape, hints: Hints) -> Encoded:
    scale = None if hints.scale is None else hints.scale / Pose(mesh.place).scale
    shape, pose = posed(engine, space, mesh, Told(_up(hints), scale))
    own = OwnShape(occupied(shape), shape.surface)
    aim = mesh_aim(space, shape, inside=own.inside)
    words = f"{mesh.warning} {mesh.words} Pose: {pose.words}.".lstrip()
    return _encoded(engine, space, mesh.name, words, aim, own, pose.after(mesh.place).matrix)


def _network(engine: Engine, space: ShapeSpace, network: ForeignShape, hints: Hints) -> Encoded:
    surface = contour(dense_grid(network, OWN_SURFACE))
    if not surface.n_points:
        raise DataError(f"{network.name} has no surface in its cube that is large enough to be seen.", "Scale it.")
    drawn = Triangles(np.asarray(surface.points), triangles(surface).astype(np.int64)).drawn(
        SAMPLED, np.random.default_rng(0)
    )
    scale = None if hints.scale is None else hints.scale * network.place[1]
    told = Told(_up(hints), scale)
    pose = Pose()
    if not network.posed or told != Told():
        pose = find_pose(engine, space, OwnGrid(drawn, lambda points: network(points) < 0), told)

    def run(points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
        if pose.stays:
            return network(points)
        own = torch.from_numpy(pose.to_own(points.numpy().astype(np.float64)).astype(np.float32))
        return pose.scale * network(own)

    inside = (run(grid_points(RESOLUTION)) < 0).reshape((RESOLUTION,) * 3)
    shown = sdf_to_mesh(run, SURFACE).mesh  # not the dense grid: of a wide network that takes ten seconds
    around = np.asarray(shown.points, np.float32) if shown.n_points else probes_of(space).numpy()
    latent = latent_of_distances(space, run(probes_of(space)))
    aim = aim_of(TowardShape.of(around, run, inside, 0), network.name, network.name, latent)
    words = network.words if pose.stays else f"{network.words}. Pose: {pose.words}."
    matrix = pose.after(network.matrix).matrix
    read = _encoded(engine, space, network.name, words, aim, OwnShape(inside, shown), matrix)
    return replace(read, measured={**read.measured, "parameters": float(network.parameters)})


def _encoded(
    engine: Engine, space: ShapeSpace, name: str, words: str, aim: Aim, own: OwnShape, matrix: Float[np.ndarray, "4 4"]
) -> Encoded:
    """What was read, with what speaks against it said first."""
    assert aim.start is not None  # it was read
    found = where(space, aim.start)
    decoded = occupancy_of(engine, space, engine.weights(space, [Decoded.of(aim.start)]), RESOLUTION)
    nearest = overlap_of(engine, space, Input(int(found.near.ids[0])), own.inside)
    measured = {
        "iou": round(float(iou(decoded, own.inside[None])[0]), 4), "iou_of_the_nearest": round(nearest, 4),
    }  # fmt: skip
    found_pieces, own_pieces = pieces(decoded[0]).count, pieces(own.inside).count
    doubts = against(measured["iou"], measured["iou_of_the_nearest"], found_pieces, own_pieces)
    return Encoded(name, " ".join([*doubts, words]), aim.start, found, measured, aim, own=own, pose=matrix)


def against(decoded: float, nearest: float, count: int, own: int) -> list[str]:
    """What speaks against a result, in whole sentences.

    Args:
        decoded: IoU of what is decoded with what was read.
        nearest: the same of the nearest network of the zoo.
        count: pieces of what is decoded.
        own: pieces of what was read.
    """
    said = []
    if decoded < min(nearest, WELL_READ):
        said.append(
            f"The nearest network is more like it than what is decoded (IoU {nearest:.2f} against {decoded:.2f})."
        )
    if count > max(own, 1):
        said.append(f"It is decoded in {count} pieces.")
    return said
