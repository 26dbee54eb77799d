"""What is true of furniture and of no other shapes: the exact piece behind a network, made again from the zoo's seed.

A zoo of other shapes has other truths, or none (see `truths`): `is_furniture` says whether a space's zoo is one of
furniture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.furniture_measurements import GAUGED, gauge
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.pairs import PAIR_SEED
from explorer.kinds.shapes.signals import Signals, network_signals
from explorer.kinds.shapes.space import ShapeSpace
from explorer.netspace.model import NetSpace
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import Space

CHUNK = 8192  # points
RESOLUTION = 64  # of the surface that is measured


def is_furniture(space: Space) -> bool:
    """Whether a space's provenance says that its zoo is one of furniture, and from which seed."""
    zoo = space.info["provenance"].get("zoo")
    return isinstance(zoo, dict) and zoo.get("kind") == "furniture" and "seed" in zoo


def shape_parameters(space: Space, ids: np.ndarray) -> Float[Tensor, "n 18"]:
    """The furniture parameters of networks, from the seed that the space's provenance states.

    Raises:
        SelectionError: its zoo is not one of furniture.
    """
    if not is_furniture(space):
        raise SelectionError(f"The zoo of {space.name} is not one of furniture.", "Take a space of furniture.")
    rows = space.zoo_rows[ids]
    pieces = furniture.sample_furniture(int(rows.max()) + 1, int(space.info["provenance"]["zoo"]["seed"]))
    return torch.from_numpy(pieces.parameters[rows])


def exact_occupancy(space: Space, ids: np.ndarray, resolution: int) -> Bool[Tensor, "n r r r"]:
    """The exact shapes on the grid."""
    boxes = furniture.parts(shape_parameters(space, ids))
    points = grid_points(resolution)
    shape = (len(ids), resolution, resolution, resolution)
    chunks = [furniture.parts_sdf(boxes, c[None].expand(len(ids), -1, -1)) < 0 for c in points.split(CHUNK)]
    return torch.cat(chunks, 1).reshape(shape)


def exact_surfaces(space: Space, ids: np.ndarray, count: int) -> Float[np.ndarray, "n p 3"]:
    """So many points on each exact surface."""
    boxes = furniture.parts(shape_parameters(space, ids))
    return furniture.surface_points(boxes, count, torch.Generator().manual_seed(PAIR_SEED)).numpy()


class FurnitureTruth:
    """See `truths.Truth`: everything is known."""

    gauged: tuple[str, ...] = GAUGED
    parts: Mapping[str, str] = {"back": "back_height", "arms": "arm_height"}
    exact = "the exact shape"

    def occupancy(self, space: ShapeSpace, ids: np.ndarray, resolution: int) -> Bool[Tensor, "n r r r"] | None:
        """The exact pieces."""
        return exact_occupancy(space, ids, resolution)

    def surfaces(self, space: ShapeSpace, ids: np.ndarray, count: int) -> Float[np.ndarray, "n p 3"] | None:
        """Of the exact pieces."""
        return exact_surfaces(space, ids, count)

    def middle(self, space: ShapeSpace, a: int, b: int) -> Callable[[Float[Tensor, "p 3"]], Float[Tensor, " p"]] | None:
        """The piece whose parameters are the mean of two."""
        parameters = shape_parameters(space, np.array([a, b])).mean(0, keepdim=True)
        return lambda points: furniture.furniture_sdf(parameters, points[None])[0]

    def gauge(self, engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"]) -> Mapping[str, float] | None:
        """Its lengths; see `furniture_measurements.gauge`."""
        network = FastSiren(space.arch, space.layout, engine.decode(space, latent[None]))
        mesh = mesh_of(engine, space, Decoded.of(latent), RESOLUTION)
        return gauge(lambda points: network(points.to(engine.device))[0], mesh)

    def applies(self, space: ShapeSpace, label: str) -> Bool[np.ndarray, " n"]:
        """The thickness of a back says nothing of a piece of furniture without one."""
        other, absent = furniture.APPLIES_WITH.get(label, ("", ""))
        if other not in space.labels:
            return np.ones(len(space), dtype=bool)
        return np.asarray(space.labels[other] != absent)

    def signals(self, model: NetSpace, space: ShapeSpace, ids: np.ndarray, points: int, seed: int) -> Signals:
        """At points near the exact surfaces."""
        return network_signals(model, space.zoo.weights(ids.tolist()), shape_parameters(space, ids), points, seed)


FURNITURE = FurnitureTruth()
