"""Networks drawn from a space: are they new, and are they better? One table, and one figure, for every kind.

The critique of weight generation (Zeng et al. 2025, arXiv 2506.07998) is that generated networks replicate those they
were trained on, and are beaten by noise and averages. So latents are drawn from a density of the training latents
(`density`), decoded and judged, beside what anybody could make of the training networks, and beside held-out networks,
which are as new as networks trained independently are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from explorer.explore.measure.cards import joined, table
from explorer.explore.measure.density import fit_density
from explorer.explore.measure.noise import NOISE
from explorer.explore.measure.sampling import some_ids
from explorer.space.bundle import Space

DRAWN = 200  # latents
BESIDE = 40  # networks of each baseline
SEED = 20_220_605
QUANTILE = 0.1  # of the held-out networks' distances: what is farther than that is new
FIGURE = "drawn.png"  # beside the model card

WAYS = {
    "drawn": "drawn from the space: sampled latents, decoded",
    "held_out_decoded": "held-out networks, decoded",
    "noise": f"training networks with noise of {NOISE:g}",
    "average": "raw averages of two training networks",
    "held_out": "held-out networks",
}


@dataclass(frozen=True)
class Made:
    """One network, judged.

    Attributes:
        quality: what it is worth, in the kind's own measure; more is better.
        distance: to the training network nearest in what it does; NaN: it does nothing that could be compared.
        better: whether it is better than that one; of shapes, whether it is whole.
        weights: distance in weights to that one, over its norm; NaN: it was not measured.
    """

    quality: float
    distance: float
    better: bool
    weights: float = float("nan")


@dataclass(frozen=True)
class Sample:
    """What is drawn from a space, and the networks that it is compared with.

    Attributes:
        latents: drawn from a density of the training latents.
        width: of that density (`Density.width`).
        train: training networks, that noise is added to.
        held: held-out networks.
        pairs: training networks, that are averaged.
    """

    latents: Float[np.ndarray, "n d"]
    width: float
    train: list[int]
    held: list[int]
    pairs: list[tuple[int, int]]


def sampled(space: Space, groups: np.ndarray, mates: np.ndarray, count: int, beside: int, fewest: int) -> Sample | None:
    """Latents drawn from a space, and networks beside them; None: too few networks, or none is held out.

    Args:
        space: the space.
        groups: of each training network, that the density keeps apart.
        mates: of each training network, those that may be averaged.
        count: latents drawn.
        beside: networks of each baseline.
        fewest: training networks of a group that is drawn from.
    """
    density = fit_density(space.latents[space.train], groups, fewest)
    held = some_ids(space.heldout, beside)
    if density is None or not len(held):
        return None
    pairs = some_pairs(space.train, mates, beside, SEED)
    train = some_ids(space.train, beside).tolist()
    return Sample(density.draw(count, SEED), density.width, train, held.tolist(), pairs)


def summary(
    rows: Mapping[str, Sequence[Made]], width: float, axes: tuple[str, str], more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What `space.json` holds of drawn networks.

    Args:
        rows: the networks of each of `WAYS`; of `held_out` at least one.
        width: of the density (`Density.width`).
        axes: what quality and distance are, in words.
        more: of the kind's own.

    Returns:
        `width`; `axes`; `rows`: of each way how many `networks`, mean `quality`, `distance` and `weights`, and the
        shares that are `new` (at least as far from the nearest training network as the tenth percentile of held-out
        networks), `better` and `both`; `points`: quality and distance of each network that has a distance.
    """
    far = np.asarray([one.distance for one in rows["held_out"]])
    limit = float(np.nanquantile(far, QUANTILE)) if np.isfinite(far).any() else float("nan")
    return {
        "width": round(width, 3),
        **(more or {}),
        "axes": {"quality": axes[0], "distance": axes[1]},
        "new_from": None if np.isnan(limit) else round(limit, 4),
        "rows": {way: _row(rows[way], limit) for way in WAYS if rows.get(way)},
        "points": {way: _points(rows[way]) for way in WAYS if rows.get(way)},
    }


def _row(made: Sequence[Made], limit: float) -> dict[str, int | float]:
    new = np.asarray([one.distance >= limit for one in made])
    better = np.asarray([one.better for one in made])
    out: dict[str, int | float] = {
        "networks": len(made),
        "quality": round(float(np.mean([one.quality for one in made])), 4),
    }
    for name in ("distance", "weights"):
        values = np.asarray([getattr(one, name) for one in made], dtype=np.float64)
        if np.isfinite(values).any():
            out[name] = round(float(np.nanmean(values)), 4)
    shares = {"new": new, "better": better, "both": new & better}
    return out | {name: round(float(share.mean()), 4) for name, share in shares.items()}


def _points(made: Sequence[Made]) -> dict[str, list[float]]:
    there = [one for one in made if np.isfinite(one.distance)]
    return {
        "quality": [round(float(one.quality), 2) for one in there],
        "distance": [round(float(one.distance), 4) for one in there],
    }


def some_pairs(
    ids: Int[np.ndarray, " n"], groups: Int[np.ndarray, " n"], count: int, seed: int
) -> list[tuple[int, int]]:
    """Pairs of different networks of one group, at random but always the same; none where every group has one."""
    rng = np.random.default_rng(seed)
    able = ids[np.isin(groups, [g for g in np.unique(groups) if (groups == g).sum() > 1])]
    group = dict(zip(ids.tolist(), groups.tolist(), strict=True))
    pairs = []
    for a in rng.choice(able, count).tolist() if len(able) else ():
        others = ids[(groups == group[a]) & (ids != a)]
        pairs.append((a, int(rng.choice(others))))
    return pairs


def drawn_card(
    found: Mapping[str, Any] | None, quality: tuple[str, str], distance: tuple[str, str], better: str
) -> str:
    """The table, what it means, and the figure, in Markdown; empty where nothing was measured.

    Args:
        found: of `space.json`, what `summary` gave.
        quality: title and format of the column.
        distance: the same.
        better: title of the share that is better.
    """
    if not found:
        return ""
    weights = any("weights" in row for row in found["rows"].values())
    rows = [
        [
            title,
            f"{row['networks']}",
            format(row["quality"], quality[1]),
            format(row["distance"], distance[1]) if "distance" in row else "–",
            *([f"{row['weights']:.2f}" if "weights" in row else "–"] if weights else []),
            *(f"{row[share]:.0%}" for share in ("new", "better", "both")),
        ]
        for way, title in WAYS.items()
        if (row := found["rows"].get(way))
    ]
    head = ["new and better? networks drawn from a density of the training latents", "networks", quality[0]]
    head += [distance[0], *(["weights differ, aligned"] if weights else []), "new", better, "both"]
    meaning = (
        "New: at least as far from the nearest training network as nine of ten held-out networks are. What is broken "
        "is new, too: only both together count, beside the same of held-out networks. The density has "
        f"the groups' means and covariances; its width (0: the training latents themselves, 1: a Gaussian), chosen by "
        f"cross-validation of training latents, is {found['width']:.2f}."
    )
    if "images" in found:
        meaning += f" Judged on the first {found['images']:,} of the test images, to save time."
    picture = f"![Each network of the table: what it is worth, and how far from the training networks]({FIGURE})"
    return joined([table(head, rows), meaning, picture]).rstrip()
