"""How well a number, such as accuracy, is read off what is known of networks: latents, or statistics of weights.

By a linear probe and by gradient boosting, learned from training networks and judged on held-out ones. Published, of
zoos of their own: statistics of weights (those of Unterthiner et al. 2020, arXiv 2002.11448) reach an R² of 0.985 to
0.987 on zoos of MNIST and SVHN, the latents of SANE (Schürholt et al. 2024, arXiv 2406.09997) 0.978 to 0.991. Zoos
differ, so only rows of one space can be compared.
"""

from __future__ import annotations

import warnings

import numpy as np
from jaxtyping import Float

FEWEST, FEWEST_HELD = 12, 5  # networks to learn from, and to judge by
ALPHAS = np.logspace(-4, 4, 17)  # of the linear probe: of which cross-validation chooses
DIGITS = 4


def read_off(
    known: Float[np.ndarray, "n f"],
    values: Float[np.ndarray, " n"],
    asked: Float[np.ndarray, "m f"],
    wanted: Float[np.ndarray, " m"],
    *,
    scaled: bool,
) -> dict[str, dict[str, float | None]]:
    """A number read by two regressions.

    Args:
        known: what is known of training networks, a row each.
        values: their number.
        asked: the same of held-out networks.
        wanted: their number, as it is.
        scaled: whether the columns are given the same spread for the linear probe: those of statistics, which have
            other units; latents are read as they are (as by `directions`), as a number of theirs that hardly varies
            says little.

    Returns:
        Of `linear` (ridge) and `boosting` the `r2` on held-out networks, at most 1, and Kendall's `tau`, -1 to 1; None
        where it is not defined: all are equal.
    """
    from sklearn.ensemble import GradientBoostingRegressor  # noqa: PLC0415 - takes a second; shown without
    from sklearn.linear_model import RidgeCV  # noqa: PLC0415 - as above
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - as above
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - as above

    # Small leaves, as there may be a few dozen networks. (The histogram's variant waits for its threads on so few.)
    trees = GradientBoostingRegressor(
        n_estimators=300, learning_rate=0.05, max_depth=3, min_samples_leaf=5, random_state=0
    )
    ways = {"linear": make_pipeline(StandardScaler(with_std=scaled), RidgeCV(alphas=ALPHAS)), "boosting": trees}
    known, asked = known.astype(np.float64), asked.astype(np.float64)
    return {
        name: _worth(way.fit(known, values.astype(np.float64)).predict(asked), wanted) for name, way in ways.items()
    }


def _worth(read: Float[np.ndarray, " m"], wanted: Float[np.ndarray, " m"]) -> dict[str, float | None]:
    from scipy.stats import kendalltau  # noqa: PLC0415 - as above

    spread = float(np.square(wanted - wanted.mean()).sum())
    r2 = 1 - float(np.square(read - wanted).sum()) / spread if spread else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of constant input, whose tau is NaN
        tau = float(kendalltau(read, wanted)[0])
    return {"r2": None if r2 is None else round(r2, DIGITS), "tau": None if np.isnan(tau) else round(tau, DIGITS)}
