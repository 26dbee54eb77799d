"""Large spaces of shapes that nobody trained: to measure how opening, map, search and paths grow with their number.

Latents are drawn between pairs of the training networks of a real space, with noise, and so are places on its map;
labels and weights are those of the one end. Nothing is said of how good such a space is: its networks are copies.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from explorer.errors import BenchError
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.kinds.shapes.storing import save_shapes
from explorer.space.bundle import MapArrays
from explorer.space.zooweights import ZooWeights

NOISE = 0.5  # standard deviation, as a share of the typical distance between neighbours
HELDOUT = 0.02  # share of the networks


def synthesise(source: Path, path: Path, count: int, seed: int = 0) -> None:
    """Write a space of so many networks.

    Args:
        source: folder of a space of shapes, not written to.
        path: the new folder.
        count: networks, at least 100.
        seed: of all that is drawn.

    Raises:
        BundleError: `source` holds no sound space.
        BenchError: too few networks are asked for.
    """
    if count < 100:
        raise BenchError(f"{count} networks say nothing of a large space.", "Ask for 100 or more.")
    space = load_shapes(source)
    rng = np.random.default_rng(seed)
    a, b = rng.choice(space.train, (2, count))
    t = rng.random((count, 1), dtype=np.float32)
    split = np.where(rng.random(count) < HELDOUT, "heldout", "train")
    labels = {name: values[a] for name, values in space.labels.items()}
    arrays = MapArrays(
        _between(space.latents, a, b, t) + _noise(rng, space, count),
        _between(space.positions, a, b, t),
        labels,
        split,
        np.arange(count),
    )
    save_shapes(
        path, title=f"{count:,} synthesised networks", model=space.model, zoo=_copies(space, a), arrays=arrays,
        metrics={},
        provenance={"command": "bench", "commit": "", "seed": seed, "zoo": {"kind": "synthesised"}, "of": space.name},
    )  # fmt: skip


def _between(
    values: Float[np.ndarray, "n d"], a: Int[np.ndarray, " m"], b: Int[np.ndarray, " m"], t: Float[np.ndarray, "m one"]
) -> Float[np.ndarray, "m d"]:
    return np.asarray((1 - t) * values[a] + t * values[b], dtype=np.float32)


def _noise(rng: np.random.Generator, space: ShapeSpace, count: int) -> Float[np.ndarray, "n d"]:
    """So long that networks lie as far from each other as those of the real space do, however many there are."""
    size = space.latents.shape[1]
    return rng.standard_normal((count, size), dtype=np.float32) * np.float32(NOISE * space.typical / size**0.5)


def _copies(space: ShapeSpace, ids: Int[np.ndarray, " m"]) -> ZooWeights:
    zoo = space.zoo
    return ZooWeights(zoo.layout, zoo.init, zoo.small[ids], zoo.step, zoo.levels[ids], zoo.least)
