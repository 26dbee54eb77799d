"""Shapes to optimize toward: a network's, or a mesh's, as signed distances at sampled points."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.optimize import TowardShape
from explorer.kinds.shapes.meshes import distances_of, mesh_of
from explorer.kinds.shapes.meshfile import MeshShape, distances_to, on_surface, read_mesh
from explorer.kinds.shapes.space import ShapeSpace

NEAR, UNIFORM = 12_000, 4_000  # sampled points
SPREADS = (0.01, 0.05)  # of those near the surface, in cube units: as the zoo was fitted
RESOLUTION = 96  # of the surface that points are sampled on


def network_target(
    engine: Engine, space: ShapeSpace, network: int, seed: int = 0
) -> tuple[TowardShape, Float[np.ndarray, " d"]]:
    """The shape of a network as it was trained, and the latent that the encoder reads of it.

    Raises:
        SelectionError: there is no such network, or it has no surface.
    """
    mesh = mesh_of(engine, space, Input(network), RESOLUTION)
    if mesh.n_points == 0:
        raise SelectionError(f"Network {network} has no surface.", "Choose another.")
    weights = engine.weights(space, [Input(network)])
    points = sampled(np.asarray(mesh.points, dtype=np.float32), seed)
    with torch.inference_mode():
        distances = distances_of(engine, space, weights, points)[0].cpu()
        start = space.encode(weights.cpu(), network)[0].numpy()
    return TowardShape(points, distances.clone()), start


def mesh_target(
    space: ShapeSpace, shape: MeshShape | Path, seed: int = 0
) -> tuple[TowardShape, Float[np.ndarray, " d"]]:
    """A mesh's shape, scaled into the cube (see `meshes`), and the latent that the `probe` encoder reads of it.

    Args:
        space: the space.
        shape: the mesh, or its file.
        seed: of the points.

    Raises:
        DataError: as `read_mesh`.
        SelectionError: the space's encoder reads networks alone.
    """
    probes = probes_of(space)
    mesh = read_mesh(shape) if isinstance(shape, Path) else shape
    points = sampled(on_surface(mesh, NEAR, seed), seed)
    return TowardShape(points, distances_to(mesh, points)), latent_of(space, distances_to(mesh, probes))


def probes_of(space: ShapeSpace) -> Float[Tensor, "n 3"]:
    """Where the space's encoder asks for signed distances.

    Raises:
        SelectionError: it reads networks alone.
    """
    if space.model.encoder.reads != "answers":
        raise SelectionError(f"The encoder of {space.name} reads networks alone.", "Take a space with `probe`.")
    probes: Tensor = space.model.encoder.probes
    return probes


def latent_of(space: ShapeSpace, distances: Float[Tensor, " n"]) -> Float[np.ndarray, " d"]:
    """The latent that a `probe` encoder reads of signed distances at its probes."""
    with torch.inference_mode():
        return np.asarray(space.model.encode(distances[None])[0].numpy())


def sampled(surface: Float[np.ndarray, "m 3"], seed: int) -> Float[Tensor, "n 3"]:
    """Points near the given ones, half at each of `SPREADS`, and some in the whole cube."""
    rng = np.random.default_rng(seed)
    chosen = surface[rng.integers(0, len(surface), NEAR)]
    chosen += rng.standard_normal(chosen.shape) * np.repeat(SPREADS, NEAR // 2)[:, None]
    everywhere = rng.uniform(-1, 1, (UNIFORM, 3))
    return torch.from_numpy(np.concatenate([chosen, everywhere]).astype(np.float32).clip(-1, 1))
