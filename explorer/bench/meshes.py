"""From latent to mesh: the engine against the plain way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float

from explorer.bench.rows import Row, interleave
from explorer.errors import ExplorerError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.space import shapes_only
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren
from explorer.space.bundle import Space

BASELINE = "dense grid in batches of 100,000 points, scikit-image marching cubes"
BATCH = 100_000
AIMS: Mapping[int, float] = {64: 6.0, 128: 10.0, 256: 25.0}
ROUNDS: Mapping[int, int] = {64: 25, 128: 11, 256: 5}


def run_bench(
    space_path: Path, rounds: Mapping[int, int] = ROUNDS, progress: Callable[[str], None] | None = None
) -> list[Row]:
    """Latent to mesh at 64^3, 128^3 and 256^3, one row each.

    Every round takes another held-out network's latent; both sides decode it and make its mesh, nothing is
    cached. Both use the same device and number of threads.

    Args:
        space_path: folder of the space.
        rounds: how many rounds at which resolution.
        progress: told what is being measured.

    Raises:
        BundleError: the folder holds no sound space.
        ExplorerError: scikit-image is not installed.
    """
    marching_cubes = _scikit_image()
    engine = Engine(cache_bytes=0)
    space = engine.open(space_path)
    ids = space.heldout if len(space.heldout) else space.train
    where = f"{engine.device.type}, {torch.get_num_threads()} threads"
    rows = []
    for resolution, count in rounds.items():
        if progress is not None:
            progress(f"latent to mesh at {resolution}^3, {count} rounds")
        chosen = ids[np.linspace(0, len(ids) - 1, count).round().astype(int)]

        def ours(k: int, resolution: int = resolution, chosen: np.ndarray = chosen) -> object:
            return mesh_of(engine, space, Decoded.of(space.latents[chosen[k]]), resolution)

        def baseline(k: int, resolution: int = resolution, chosen: np.ndarray = chosen) -> object:
            values = dense_in_batches(engine, space, space.latents[chosen[k]], resolution)
            if values.min() >= 0 or values.max() <= 0:
                return None  # scikit-image refuses a grid without a surface
            return marching_cubes(values, 0.0, spacing=(2 / (resolution - 1),) * 3)

        timing = interleave(ours, baseline, range(count))
        rows.append(timing.row(f"latent to mesh at {resolution}^3", BASELINE, AIMS.get(resolution, 1.0), where))
    return rows


def dense_in_batches(
    engine: Engine, space: Space, latent: Float[np.ndarray, " d"], resolution: int
) -> Float[np.ndarray, "r r r"]:
    """The baseline's first half: the decoded network at every sample of the grid."""
    with torch.inference_mode():
        params = unflatten(space.layout, engine.decode(space, latent[None])[0])
        points = grid_points(resolution, engine.device)
        values = torch.cat([siren(shapes_only(space).arch, params, part) for part in points.split(BATCH)])
        return values.reshape(resolution, resolution, resolution).cpu().numpy()


def _scikit_image() -> Callable[..., Any]:
    try:
        from skimage.measure import marching_cubes  # noqa: PLC0415 - the app does not need it
    except ImportError:
        raise ExplorerError(
            "The benchmark's baseline needs scikit-image, which is not installed.",
            "Install it with: pip install -r tests/requirements.txt",
        ) from None
    function: Callable[..., Any] = marching_cubes
    return function
