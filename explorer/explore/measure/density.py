"""A density of latents, fitted to those of the training networks, and latents drawn from it.

In each group (an architecture, a kind) the density is one of a family with a single parameter, the width: a network's
latent, moved toward its group's mean, plus Gaussian noise of the group's own covariance. At width 1 it is the Gaussian
of the group; near 0 it gives the training latents back; mean and covariance are the same at every width (a smoothed
bootstrap, Silverman and Young 1987). So the one question, how far a draw may go from the networks that there are, is
answered by cross-validation: the width under which held-out folds of the *training* latents are likeliest. Covariances
are shrunk (Ledoit and Wolf 2004), as groups have fewer networks than latents have numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

FEWEST = 20  # training networks of a group: fewer say nothing of a density
WIDTHS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FOLDS = 5
SEED = 20_220_605


@dataclass(frozen=True)
class Density:
    """A density of latents.

    Attributes:
        latents: those that it was fitted to, of groups that are large enough.
        groups: the group of each, 0 and up.
        means: of each group.
        roots: of each group a matrix whose product with its transpose is the group's covariance.
        widths: of each group, one of `WIDTHS`.
    """

    latents: Float[np.ndarray, "n d"]
    groups: Int[np.ndarray, " n"]
    means: Float[np.ndarray, "g d"]
    roots: Float[np.ndarray, "g d d"]
    widths: Float[np.ndarray, " g"]

    @property
    def width(self) -> float:
        """The mean width over the latents."""
        return float(self.widths[self.groups].mean())

    def draw(self, count: int, seed: int) -> Float[np.ndarray, "count d"]:
        """Latents drawn from it, float32; always the same for a seed. Groups come as often as their networks do."""
        rng = np.random.default_rng(seed)
        rows = rng.integers(len(self.latents), size=count)
        group = self.groups[rows]
        width, mean = self.widths[group, None], self.means[group]
        noise = np.einsum("nij,nj->ni", self.roots[group], rng.standard_normal((count, self.latents.shape[1])))
        return np.asarray(mean + np.sqrt(1 - width**2) * (self.latents[rows] - mean) + width * noise, np.float32)


def fit_density(latents: Float[np.ndarray, "n d"], groups: np.ndarray, fewest: int = FEWEST) -> Density | None:
    """A density of latents whose groups are kept apart; None: no group is large enough.

    Args:
        latents: of training networks.
        groups: the group of each: numbers or words.
        fewest: networks of a group; smaller groups are left out.
    """
    from sklearn.covariance import LedoitWolf  # noqa: PLC0415 - takes a second; spaces are shown without

    names, sizes = np.unique(groups, return_counts=True)
    kept = names[sizes >= max(fewest, 2)]
    if not len(kept):
        return None
    parts = [latents[groups == name].astype(np.float64) for name in kept]
    return Density(
        np.concatenate(parts),
        np.repeat(np.arange(len(parts)), [len(part) for part in parts]),
        np.stack([part.mean(0) for part in parts]),
        np.stack([_root(LedoitWolf().fit(part).covariance_) for part in parts]),
        np.asarray([_width(part) for part in parts]),
    )


def common_groups(labels: np.ndarray, fewest: int = FEWEST) -> np.ndarray:
    """Labels as groups of which none is small: networks of rare labels are one group, called by no name."""
    names, sizes = np.unique(labels, return_counts=True)
    return np.asarray(np.where(np.isin(labels, names[sizes >= fewest]), labels, ""))


def _root(covariance: Float[np.ndarray, "d d"]) -> Float[np.ndarray, "d d"]:
    """The symmetric square root; it exists also where latents do not vary in some direction."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0)) @ vectors.T)


def _width(latents: Float[np.ndarray, "n d"]) -> float:
    """The width under which folds of these latents are likeliest, the density being fitted to the others."""
    from sklearn.covariance import LedoitWolf  # noqa: PLC0415 - as above

    fold = np.random.default_rng(SEED).permutation(len(latents)) % FOLDS
    found = np.zeros(len(WIDTHS))
    for k in range(FOLDS):
        rest, asked = latents[fold != k], latents[fold == k]
        if len(rest) < 2 or not len(asked):
            continue
        values, vectors = np.linalg.eigh(LedoitWolf().fit(rest).covariance_)
        if values.max() <= 0:  # all the same: of any width
            continue
        white = vectors / np.sqrt(np.maximum(values, 1e-9 * values.max()))
        found += _log_likelihoods((asked - rest.mean(0)) @ white, (rest - rest.mean(0)) @ white)
    return WIDTHS[int(found.argmax())]


def _log_likelihoods(asked: Float[np.ndarray, "m d"], rest: Float[np.ndarray, "n d"]) -> Float[np.ndarray, " widths"]:
    """Of whitened latents, for each width; up to what all widths have in common."""
    from scipy.special import logsumexp  # noqa: PLC0415 - as above

    product, own, other = asked @ rest.T, (asked**2).sum(1)[:, None], (rest**2).sum(1)[None]
    out = []
    for width in WIDTHS:
        kept = np.sqrt(1 - width**2)
        squared = own - 2 * kept * product + kept**2 * other
        each = logsumexp(-squared / (2 * width**2), axis=1) - asked.shape[1] * np.log(width)
        out.append(float(each.sum()))
    return np.asarray(out)
