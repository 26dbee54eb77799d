"""Shapes to optimize toward: a network's, or a mesh file's, as signed distances at sampled points."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.explore.engine import Engine, Input
from explorer.explore.mesh import triangles
from explorer.explore.optimize import TowardShape
from explorer.space.bundle import ShapeSpace

NEAR, UNIFORM = 12_000, 4_000  # sampled points
SPREADS = (0.01, 0.05)  # of those near the surface, in cube units: as the zoo was fitted
RESOLUTION = 96  # of the surface that points are sampled on
EXTENT = 1.6  # to which the longest side of a mesh is scaled: about that of the furniture
MOST_TRIANGLES = 200_000
MOST_BYTES = 64 * 2**20


def network_target(
    engine: Engine, space: ShapeSpace, network: int, seed: int = 0
) -> tuple[TowardShape, Float[np.ndarray, " d"]]:
    """The shape of a network as it was trained, and the latent that the encoder reads of it.

    Raises:
        SelectionError: there is no such network, or it has no surface.
    """
    mesh = engine.mesh(space, Input(network), RESOLUTION)
    if mesh.n_points == 0:
        raise SelectionError(f"Network {network} has no surface.", "Choose another.")
    weights = engine.weights(space, [Input(network)])
    points = _sampled(np.asarray(mesh.points, dtype=np.float32), seed)
    with torch.inference_mode():
        distances = engine.sdf(space, weights, points)[0].cpu()
        start = space.encode(weights.cpu(), network)[0].numpy()
    return TowardShape(points, distances.clone()), start


def mesh_target(space: ShapeSpace, file: Path, seed: int = 0) -> tuple[TowardShape, Float[np.ndarray, " d"]]:
    """A mesh file's shape, centred and scaled into the cube, and the latent that the `probe` encoder reads of it.

    Raises:
        DataError: the file cannot be read, is too large, is empty, or does not enclose a volume.
        SelectionError: the space's encoder reads networks alone.
    """
    if space.model.encoder.reads != "answers":
        raise SelectionError(f"The encoder of {space.name} reads networks alone.", "Take a space with `probe`.")
    surface = read_mesh(file)
    points = _sampled(_on_faces(surface, NEAR, seed), seed)
    probes = space.model.encoder.probes
    with torch.inference_mode():
        start = space.model.encode(distances_to(surface, probes)[None])[0].numpy()
    return TowardShape(points, distances_to(surface, points)), start


def read_mesh(file: Path) -> pv.PolyData:
    """A closed surface from any file that trimesh reads, y up, centred and scaled into the cube.

    Raises:
        DataError: the file cannot be read, is too large, is empty, or does not enclose a volume.
    """
    import trimesh  # noqa: PLC0415 - takes most of a second, and the screen opens without it

    try:
        size = file.stat().st_size
        mesh = trimesh.load_mesh(file) if size <= MOST_BYTES else None
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error.strerror or error}.", "Check the path.") from error
    except Exception as error:
        # trimesh's readers raise whatever their parsers meet; none of it may end the program.
        raise DataError(f"{file} is no mesh that can be read: {error}.", "Use STL, OBJ, PLY or GLB.") from error
    if mesh is None:
        raise DataError(f"{file} has {size:,} bytes.", f"At most {MOST_BYTES:,} are read.")
    if len(mesh.faces) == 0 or not np.isfinite(mesh.vertices).all():
        raise DataError(f"{file} holds no triangles.", "Use STL, OBJ, PLY or GLB with a closed surface.")
    if len(mesh.faces) > MOST_TRIANGLES:
        raise DataError(f"{file} has {len(mesh.faces):,} triangles.", f"Reduce it to {MOST_TRIANGLES:,} at most.")
    mesh.merge_vertices()
    if not mesh.is_watertight:
        raise DataError(f"The surface in {file} is not closed: inside and outside are not told.", "Close its holes.")
    low, high = mesh.bounds
    if float((high - low).max()) <= 0:
        raise DataError(f"The mesh in {file} has no extent.", "Use a mesh with a volume.")
    points = (mesh.vertices - (low + high) / 2) * (EXTENT / float((high - low).max()))
    surface: pv.PolyData = pv.PolyData.from_regular_faces(points.astype(np.float32), mesh.faces)
    return surface


def distances_to(surface: pv.PolyData, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
    """Signed distances of points to a closed surface, negative inside."""
    asked = pv.PolyData(points.numpy()).compute_implicit_distance(surface)
    return torch.from_numpy(np.asarray(asked["implicit_distance"], dtype=np.float32))


def _on_faces(surface: pv.PolyData, count: int, seed: int) -> Float[np.ndarray, "n 3"]:
    import trimesh  # noqa: PLC0415 - as above

    mesh = trimesh.Trimesh(np.asarray(surface.points), triangles(surface), process=False)
    return np.asarray(trimesh.sample.sample_surface(mesh, count, seed=seed)[0], dtype=np.float32)


def _sampled(surface: Float[np.ndarray, "m 3"], seed: int) -> Float[Tensor, "n 3"]:
    """Points near the given ones, half at each of `SPREADS`, and some in the whole cube."""
    rng = np.random.default_rng(seed)
    chosen = surface[rng.integers(0, len(surface), NEAR)]
    chosen += rng.standard_normal(chosen.shape) * np.repeat(SPREADS, NEAR // 2)[:, None]
    everywhere = rng.uniform(-1, 1, (UNIFORM, 3))
    return torch.from_numpy(np.concatenate([chosen, everywhere]).astype(np.float32).clip(-1, 1))
