"""Shapes that no network of the zoo represents, read by the `probe` encoder in one pass, then refined.

What comes out is measured against what nobody needs a space for: the network of the zoo that fits best. And a shape far
from all furniture is said to be far: its distance to the zoo is part of every result.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.errors import DataError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.encode import probes_of
from explorer.explore.read.optimize import Step, optimize
from explorer.kinds.protocols import Aim, Report
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.furniture_truth import is_furniture
from explorer.kinds.shapes.mesh_grid import occupied
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.meshfile import MeshShape, inside, on_surface, read_mesh
from explorer.kinds.shapes.occupancy import grid_points, iou
from explorer.kinds.shapes.poses import SURFACE, OwnGrid, Pose, Told, find_pose
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import TowardShape, aim_of, latent_of_distances, mesh_aim
from explorer.space.neighbours import nearest

RESOLUTION = 64
NEAR = 8  # networks of the zoo of which the best is compared with
STEPS = 200
HELDOUT_SEED = 9_000_001  # of exact pieces: in no zoo, and never drawn in training
CHUNK = 1 << 15
ON_SURFACE = 0.005  # cube units from it, within which a point is taken to be on an exact piece's surface


@dataclass(frozen=True)
class Reconstruction:
    """What became of a shape in a space.

    Attributes:
        latent: after refinement, if there was one.
        encoded: IoU of the decoded network with the shape after encoding alone (64^3).
        refined: the same after refinement; None without one.
        nearest: IoU of the network nearest in latent space.
        best_of_near: IoU of the best of the `NEAR` nearest.
        ratio: distance of the encoded latent to the nearest network over the typical one: several is far from the zoo.
        refined_ratio: of the refined one; None without.
        steps: of the refinement.
    """

    latent: Float[np.ndarray, " d"]
    encoded: float
    refined: float | None
    nearest: float
    best_of_near: float
    ratio: float
    refined_ratio: float | None
    steps: int

    def stated(self) -> dict[str, float | int | None]:
        """As rounded numbers."""
        values = {name: value for name, value in dataclasses.asdict(self).items() if name != "latent"}
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in values.items()}


def posed(engine: Engine, space: ShapeSpace, shape: MeshShape, told: Told | None = None) -> tuple[MeshShape, Pose]:
    """The mesh in the pose that the space reads best (see `poses`), and what was done."""
    pose = find_pose(engine, space, own_grid(shape), told)
    return dataclasses.replace(shape, points=pose.to_cube(shape.points).astype(np.float32)), pose


def own_grid(shape: MeshShape) -> OwnGrid:
    """A mesh as it is asked for its pose."""
    return OwnGrid(on_surface(shape, SURFACE, 0), lambda points: inside(shape, points))


def reconstruct(
    engine: Engine,
    space: ShapeSpace,
    shape: MeshShape,
    *,
    steps: int = STEPS,
    seed: int = 0,
    report: Callable[[Step], None] = lambda step: None,
) -> Reconstruction:
    """Read a mesh, refine what was read, and compare both with the mesh.

    Args:
        engine: decodes.
        space: a space whose encoder is `probe`.
        shape: the mesh, in its pose.
        steps: of the refinement; 0: none.
        seed: of the points.
        report: called with each step.

    Raises:
        SelectionError: the space's encoder reads networks alone.
    """
    within = occupied(shape)
    return _reconstructed(engine, space, mesh_aim(space, shape, seed, within), within, steps, seed, report)


def _reconstructed(
    engine: Engine,
    space: ShapeSpace,
    aim: Aim,
    wanted: Bool[Tensor, "r r r"],
    steps: int,
    seed: int,
    report: Callable[[Step], None],
) -> Reconstruction:
    latent = aim.start
    assert latent is not None  # it was read
    near = nearest(space, latent, NEAR)
    zoo = [overlap_of(engine, space, Input(int(i)), wanted) for i in near.ids]
    refined = best = None
    if steps:
        for step in optimize(engine, space, latent, aim, steps=steps, seed=seed):
            best = step if step.best else best
            report(step)
        assert best is not None
        refined = overlap_of(engine, space, Decoded.of(best.latent), wanted)
    end = latent if best is None else best.latent
    return Reconstruction(
        end,
        overlap_of(engine, space, Decoded.of(latent), wanted),
        refined,
        zoo[0],
        max(zoo),
        float(near.distances[0]) / space.typical,
        None if best is None else float(nearest(space, end, 1).distances[0]) / space.typical,
        steps,
    )


def overlap_of(engine: Engine, space: ShapeSpace, source: Decoded | Input, wanted: Bool[Tensor, "r r r"]) -> float:
    """IoU (64^3) of a network's shape with one that is given on the grid."""
    found = occupancy_of(engine, space, engine.weights(space, [source]), RESOLUTION)
    return float(iou(found, wanted[None])[0])


def exact_aim(space: ShapeSpace, parameters: Float[Tensor, "one 18"], inside: Bool[Tensor, "r r r"], seed: int) -> Aim:
    """An exact piece as an aim, to start from what the encoder reads of its signed distances."""
    generator = torch.Generator().manual_seed(seed)
    points, distances = furniture.near_surface_samples(furniture.parts(parameters), 16_000, generator)
    surface = points[0][distances[0].abs() < ON_SURFACE].numpy()
    reading = furniture.furniture_sdf(parameters, probes_of(space)[None])[0]
    target = TowardShape(
        points[0], distances[0], inside, surface, lambda asked: furniture.furniture_sdf(parameters, asked[None])[0]
    )
    return aim_of(target, f"piece:{seed}", f"piece {seed}", latent_of_distances(space, reading))


def reconstruct_exact(engine: Engine, space: ShapeSpace, index: int, *, steps: int = STEPS) -> Reconstruction:
    """An exact piece of furniture that is in no zoo and in no training, by its number."""
    drawn = furniture.sample_furniture(index + 1, HELDOUT_SEED)
    parameters = torch.from_numpy(drawn.parameters[index : index + 1])
    points = grid_points(RESOLUTION)
    wanted = torch.cat([furniture.furniture_sdf(parameters, part[None])[0] < 0 for part in points.split(CHUNK)])
    shape = wanted.reshape((RESOLUTION,) * 3)
    aim = exact_aim(space, parameters, shape, index)
    return _reconstructed(engine, space, aim, shape, steps, index, lambda step: None)


def bundled_meshes() -> list[Path]:
    """The meshes that pyvista brings along; scikit-image has none, and trimesh's wheels leave its tests out."""
    from pyvista import examples  # noqa: PLC0415 - not loaded unless it is measured

    folder = Path(examples.__file__).parent
    return [folder / name for name in ("airplane.ply", "ant.ply", "nut.ply", "sphere.ply")]


def reconstruction_table(
    engine: Engine,
    space: ShapeSpace,
    *,
    exact: int = 20,
    steps: int = STEPS,
    meshes: Sequence[Path] | None = None,
    progress: Report = lambda what, done, total: None,
) -> dict[str, Any]:
    """How well exact pieces and meshes come back.

    Args:
        engine: decodes.
        space: the space.
        exact: pieces of furniture; of a space of other shapes none are read.
        steps: of every refinement.
        meshes: files; None: those that pyvista brings along.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        `exact`: means over the pieces, and their number; `meshes`: by file, the numbers of `Reconstruction` and the
        `pose`, or the `refused` reason.
    """
    rows = []
    exact = exact if is_furniture(space) else 0
    for k in range(exact):
        rows.append(reconstruct_exact(engine, space, k, steps=steps).stated())
        progress("exact pieces", k + 1, exact)
    means = {name: round(float(np.mean([row[name] for row in rows])), 4) for name in rows[0]} if rows else {}
    out: dict[str, Any] = {"exact": {"pieces": exact, **means}, "meshes": {}}
    files = bundled_meshes() if meshes is None else list(meshes)
    for done, file in enumerate(files, 1):
        try:
            shape, pose = posed(engine, space, read_mesh(file))
        except DataError as error:
            out["meshes"][file.name] = {"refused": error.problem}
        else:
            out["meshes"][file.name] = {"pose": pose.words, **reconstruct(engine, space, shape, steps=steps).stated()}
        progress("meshes", done, len(files))
    return out
