"""Shapes to optimize toward: a network's, or a mesh's, as signed distances at sampled points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer import apart
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.encode import probes_of
from explorer.explore.travel.paths import check_ids
from explorer.kinds.protocols import Aim
from explorer.kinds.shapes.mesh_grid import occupied
from explorer.kinds.shapes.meshes import distances_of, mesh_of, occupancy_of
from explorer.kinds.shapes.meshfile import MeshShape, distances_to, on_surface, read_mesh
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.naming import network_name

SHAPE = "shape:"  # of an aim's key
NEAR, UNIFORM = 12_000, 4_000  # sampled points
SPREADS = (0.01, 0.05)  # of those near the surface, in cube units: as the zoo was fitted
SURFACE = 48_000  # points on the surface of a mesh, near which others are drawn
GRID = 64  # samples per axis by which steps are judged
RESOLUTION = 96  # of the surface that points are sampled on
RATE = 0.1  # of the optimization toward a shape


@dataclass(frozen=True)
class TowardShape:
    """A shape, known by its signed distances.

    Attributes:
        points: sampled points in [-1, 1]^3, most of them near the surface.
        distances: signed distances there.
        inside: which samples of a grid over the cube lie in it, (x, y, z) order: by them steps are judged.
        surface: points on it.
        asked: gives its signed distances at any points.
    """

    points: Float[Tensor, "n 3"]
    distances: Float[Tensor, " n"]
    inside: Bool[Tensor, "r r r"]
    surface: Float[np.ndarray, "m 3"]
    asked: Callable[[Float[Tensor, "k 3"]], Float[Tensor, " k"]]

    @classmethod
    def of(
        cls,
        surface: Float[np.ndarray, "m 3"],
        asked: Callable[[Float[Tensor, "k 3"]], Float[Tensor, " k"]],
        inside: Bool[Tensor, "r r r"],
        seed: int,
    ) -> TowardShape:
        """A shape by what answers for it; `seed` is of the points at which it is asked."""
        points = sampled(surface, seed)
        return cls(points, asked(points), inside, surface, asked)


def aim_of(target: TowardShape, key: str, title: str, start: Float[np.ndarray, " d"] | None = None) -> Aim:
    """A shape as an aim of an optimization; `start` is what the encoder reads of it."""
    return Aim(key, title, target, start, RATE)


def network_aim(engine: Engine, space: ShapeSpace, network: int, seed: int = 0) -> Aim:
    """The shape of a network as it was trained, to start from the latent that the encoder reads of it.

    Raises:
        SelectionError: there is no such network, or it has no surface.
    """
    check_ids(space, [network])
    mesh = mesh_of(engine, space, Input(network), RESOLUTION)
    if mesh.n_points == 0:
        raise SelectionError(f"Network {network} has no surface.", "Choose another.")
    weights = engine.weights(space, [Input(network)])

    def asked(points: Float[Tensor, "k 3"]) -> Float[Tensor, " k"]:
        with torch.inference_mode():
            distances = distances_of(engine, space, weights, points)[0].cpu()
        return distances.clone()  # outside of inference mode: what is learned of it has gradients

    with torch.inference_mode():
        start = space.encode(weights.cpu(), network)[0].numpy()
    inside = occupancy_of(engine, space, weights, GRID)[0]
    target = TowardShape.of(np.asarray(mesh.points, dtype=np.float32), asked, inside, seed)
    return aim_of(target, f"{SHAPE}{network}", f"the shape of {network_name(space, network)}", start)


def mesh_aim(
    space: ShapeSpace, shape: MeshShape | Path, seed: int = 0, inside: Bool[Tensor, "r r r"] | None = None
) -> Aim:
    """A mesh's shape, scaled into the cube (see `meshfile`), to start from what the `probe` encoder reads of it.

    Args:
        space: the space.
        shape: the mesh, or its file.
        seed: of the points.
        inside: which samples of a grid lie in it, where that is known already.

    Raises:
        DataError: as `read_mesh`.
        SelectionError: the space's encoder reads networks alone.
    """
    probes = probes_of(space)
    mesh = apart.call(read_mesh, shape, shape.name) if isinstance(shape, Path) else shape
    inside = occupied(mesh) if inside is None else inside
    target = TowardShape.of(on_surface(mesh, SURFACE, seed), partial(distances_to, mesh), inside, seed)
    return aim_of(target, mesh.name, mesh.name, latent_of_distances(space, distances_to(mesh, probes)))


def latent_of_distances(space: ShapeSpace, distances: Float[Tensor, " n"]) -> Float[np.ndarray, " d"]:
    """The latent that a `probe` encoder reads of signed distances at its probes."""
    with torch.inference_mode():
        return np.asarray(space.model.encode(distances[None])[0].numpy())


def sampled(
    surface: Float[np.ndarray, "m 3"],
    seed: int,
    near: int = NEAR,
    uniform: int = UNIFORM,
    spreads: Sequence[float] = SPREADS,
) -> Float[Tensor, "n 3"]:
    """Points near the given ones, as many at each of `spreads` (cube units), and some in the whole cube."""
    rng = np.random.default_rng(seed)
    chosen = surface[rng.integers(0, len(surface), near // len(spreads) * len(spreads))]
    chosen += rng.standard_normal(chosen.shape) * np.repeat(spreads, near // len(spreads))[:, None]
    everywhere = rng.uniform(-1, 1, (uniform, 3))
    return torch.from_numpy(np.concatenate([chosen, everywhere]).astype(np.float32).clip(-1, 1))
