"""A label along which networks lie on a bent line: the way from little to much of it does not go straight.

Accuracy is one: hardly trained networks differ from each other in other ways than well trained ones do, and half way
between two lies something better than both (an ensemble of them), so a straight step toward less accuracy finds more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

LEVELS = 65  # of a label, at which the line is kept; between two of them it is straight
# Both were chosen on training networks and validation images of the three spaces of classifiers, moved by SHARE of the
# range of accuracies. Straight steps were 20.7 points off on average. WIDTH: 0.03, 0.05, 0.08 and 0.12 gave 8.6, 8.3,
# 8.3 and 9.8. KEPT of 1, 0.75, 0.5, 0.35 and 0.2 gave 8.1, 7.3, 7.1, 6.9 and 6.8; half keeps more of the network.
WIDTH = 0.06  # of the label's range (5th to 95th percentile), the deviation of the weights of networks near a level
KEPT, SHARE = 0.5, 0.3  # of what makes a network differ from others like it, after a step of this share of the range
_TINY = 1e-6


@dataclass(frozen=True)
class Bend:
    """Where networks with so much of a label lie on average, within their group.

    Attributes:
        levels: of the label, increasing, in its unit.
        places: a latent for each, relative to the group's centre.
        centres: of the groups.
        beyond: change of the latent for one unit more than the last level, or less than the first.
        span: from the 5th to the 95th percentile of the label.
    """

    levels: Float[np.ndarray, " k"]
    places: Float[np.ndarray, "k d"]
    centres: Float[np.ndarray, "groups d"]
    beyond: Float[np.ndarray, " d"]
    span: float

    def step(self, latent: Float[np.ndarray, " d"], level: float, amount: float) -> Float[np.ndarray, " d"]:
        """Change of a latent that has so much of the label, for this much more of it.

        It goes along the line, and nearer to it: what makes one hardly trained network differ from another means
        something else, mostly nothing good, among well trained ones.
        """
        start = self._at(level)
        aside = latent - start
        own = aside - self.centres[np.square(aside - self.centres).sum(1).argmin()]
        kept = KEPT ** (abs(amount) / (SHARE * self.span))
        return np.asarray(self._at(level + amount) - start - (1 - kept) * own)

    def _at(self, level: float) -> Float[np.ndarray, " d"]:
        inside = float(np.clip(level, self.levels[0], self.levels[-1]))
        high = int(np.clip(np.searchsorted(self.levels, inside), 1, len(self.levels) - 1))
        share = (inside - self.levels[high - 1]) / (self.levels[high] - self.levels[high - 1])
        between = (1 - share) * self.places[high - 1] + share * self.places[high]
        return np.asarray(between + (level - inside) * self.beyond)


def fit_bend(
    groups: Sequence[tuple[Float[np.ndarray, " _"], Float[np.ndarray, "_ d"]]],
    span: float,
    beyond: Float[np.ndarray, " d"],
) -> Bend:
    """By local linear regression of latents on a label (Cleveland 1979, JASA 74, with Gaussian weights).

    Args:
        groups: of each group (networks of one architecture) the label and the latent of its networks; labels are not
            all alike.
        span: from the 5th to the 95th percentile of the label.
        beyond: see `Bend`.
    """
    centres = np.stack([latents.mean(0) for _, latents in groups])
    every = np.concatenate([latents - centre for (_, latents), centre in zip(groups, centres, strict=True)])
    known = np.concatenate([values for values, _ in groups])
    levels = np.linspace(known.min(), known.max(), LEVELS)
    width = max(WIDTH * span, _TINY)
    places = []
    for level in levels:
        # The nearest network counts fully wherever it is, so that a level far from all of them has a place, too.
        away = np.square((known - level) / width) / 2
        weights = np.exp(away.min() - away)
        design = np.stack([np.ones_like(known), known - level], 1)
        weighted = design.T * weights
        places.append(np.linalg.solve(weighted @ design + _TINY * np.eye(2), weighted @ every)[0])
    return Bend(levels, np.stack(places), centres, beyond, max(span, _TINY))
