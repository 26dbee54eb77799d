"""From latent to mesh: the engine against the plain way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float

from explorer.bench.rows import Row, Setting, interleave
from explorer.errors import BenchError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.space import shapes_only
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren
from explorer.space.bundle import Space

BATCH = 100_000
AIMS: Mapping[int, float] = {64: 6.0, 128: 10.0, 256: 25.0}
ROUNDS: Mapping[int, int] = {64: 25, 128: 11}
FEWEST = 5


def mesh(setting: Setting, resolution: int) -> Row:
    """Latents to meshes.

    Every round takes another held-out network's latent; both sides decode it and make its mesh, nothing is
    cached. Both use the same device and number of threads.

    Args:
        setting: which space, and whether there is a hurry.
        resolution: samples per axis.

    Raises:
        BundleError: the folder holds no sound space.
        BenchError: scikit-image is not installed.
    """
    engine = Engine(cache_bytes=0)
    space = engine.open(setting.shapes)
    plain = dense_mesh(engine, space)
    ids = space.heldout if len(space.heldout) else space.train
    count = FEWEST if setting.quick else ROUNDS.get(resolution, FEWEST)
    chosen = ids[np.linspace(0, len(ids) - 1, count).round().astype(int)]

    def ours(k: int) -> object:
        return mesh_of(engine, space, Decoded.of(space.latents[chosen[k]]), resolution)

    def baseline(k: int) -> object:
        return plain(space.latents[chosen[k]], resolution)

    timing = interleave(ours, baseline, range(count))
    name = f"latent to mesh at {resolution}^3"
    return timing.row(name, plain.words, AIMS.get(resolution, 1.0), setting.where(engine.device))


@dataclass(frozen=True)
class Plain:
    """The plain way from a latent to a mesh: all samples of the grid, and scikit-image.

    Attributes:
        engine: decodes.
        space: of the latents.
        marching_cubes: scikit-image's.
    """

    engine: Engine
    space: Space
    marching_cubes: Callable[..., Any]
    words = f"dense grid in batches of {BATCH:,} points, scikit-image marching cubes"

    def __call__(self, latent: Float[np.ndarray, " d"], resolution: int) -> object:
        """Vertices, faces and more; None where there is no surface."""
        values = dense_in_batches(self.engine, self.space, latent, resolution)
        if values.min() >= 0 or values.max() <= 0:
            return None  # scikit-image refuses a grid without a surface
        made: object = self.marching_cubes(values, 0.0, spacing=(2 / (resolution - 1),) * 3)
        return made


def dense_mesh(engine: Engine, space: Space) -> Plain:
    """See `Plain`.

    Raises:
        BenchError: scikit-image is not installed.
    """
    try:
        from skimage.measure import marching_cubes  # noqa: PLC0415 - the app does not need it
    except ImportError:
        raise BenchError(
            "The benchmark's baseline needs scikit-image, which is not installed.",
            "Install it with: pip install -r tests/requirements.txt",
        ) from None
    return Plain(engine, space, marching_cubes)


def dense_in_batches(
    engine: Engine, space: Space, latent: Float[np.ndarray, " d"], resolution: int
) -> Float[np.ndarray, "r r r"]:
    """The baseline's first half: the decoded network at every sample of the grid."""
    with torch.inference_mode():
        params = unflatten(space.layout, engine.decode(space, latent[None])[0])
        points = grid_points(resolution, engine.device)
        values = torch.cat([siren(shapes_only(space).arch, params, part) for part in points.split(BATCH)])
        return values.reshape(resolution, resolution, resolution).cpu().numpy()
