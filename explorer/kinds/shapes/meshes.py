"""Shapes of networks: surfaces, signed distances and occupancy, by way of the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyvista as pv
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.occupancy import occupancy
from explorer.kinds.shapes.space import shapes_only
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import Space


def mesh_of(
    engine: Engine,
    space: Space,
    source: Source,
    resolution: int,
    cancelled: Cancelled | None = None,
    weights: Float[Tensor, " count"] | None = None,
) -> pv.PolyData:
    """The surface of a network's shape (see `mesh.sdf_to_mesh`); empty if it has none.

    The caller gets an object of its own, but the arrays are shared: never write into them.

    Args:
        engine: decodes, and keeps the mesh.
        space: the space.
        source: which network.
        resolution: samples per axis.
        cancelled: see `Engine.once`.
        weights: the source's, if they are at hand; else they are decoded.

    Raises:
        Dropped: nobody waits any more.
        SelectionError, LatentError, DataError: the source or the resolution is not possible.
    """
    return _mesh(engine, space, source, resolution, cancelled, weights)


def meshes_of(
    engine: Engine, space: Space, sources: Sequence[Source], resolution: int, cancelled: Cancelled | None = None
) -> list[pv.PolyData]:
    """The surfaces of several networks, in order, all decoded in one pass; otherwise as `mesh_of`."""
    missing = [s for s in dict.fromkeys(sources) if not engine.made(space, s, ("mesh", resolution))]
    ready = dict(zip(missing, engine.weights(space, missing), strict=True))
    return [_mesh(engine, space, source, resolution, cancelled, ready.get(source)) for source in sources]


def distances_of(
    engine: Engine, space: Space, weights: Float[Tensor, "n count"], points: Float[Tensor, "p 3"]
) -> Float[Tensor, "n p"]:
    """Signed distances that networks give at the same points; on the engine's device."""
    networks = FastSiren(shapes_only(space).arch, space.layout, weights.to(engine.device))
    return networks(points.to(engine.device, torch.float32))


def occupancy_of(
    engine: Engine, space: Space, weights: Float[Tensor, "n count"], resolution: int
) -> Bool[Tensor, "n r r r"]:
    """Which samples of the dense grid over [-1, 1]^3 lie inside each network's shape, (x, y, z) order.

    For measurements: every sample is evaluated, none inferred. On the CPU, whatever the engine's device.
    """
    return occupancy(shapes_only(space).arch, space.layout, weights.to(engine.device), resolution)


def _mesh(
    engine: Engine, space: Space, source: Source, resolution: int, cancelled: Cancelled | None, weights: Tensor | None
) -> pv.PolyData:
    shapes = shapes_only(space)

    def work(check: Callable[[], None]) -> pv.PolyData:
        row = engine.weights(space, [source])[0] if weights is None else weights
        network = FastSiren(shapes.arch, space.layout, row[None])

        def field(points: Float[Tensor, "p 3"]) -> Float[Tensor, " p"]:
            check()
            return network(points)[0]

        return sdf_to_mesh(field, resolution, engine.device).mesh

    mesh = engine.once(space, source, ("mesh", resolution), work, lambda m: int(m.actual_memory_size) * 1024, cancelled)
    return mesh.copy(deep=False)
