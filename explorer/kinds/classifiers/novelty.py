"""Is a decoded network new, and is it better? Distances to the zoo, next to simple baselines.

The sharpest critique of weight generation (Zeng et al. 2025, arXiv 2506.07998) is that generated networks replicate
or average those they were trained on, and lose to simple baselines. So networks decoded in the middle of two held-out
ones stand here beside what anybody could make of the same two ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.measure.noise import noisy
from explorer.kinds.classifiers.align import aligned
from explorer.kinds.classifiers.classification import disagreement
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.judging import judge_network, network_answers, network_logits
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.protocols import Report


@dataclass(frozen=True)
class Nearest:
    """The zoo network of the same architecture that is nearest in what it predicts.

    Attributes:
        network: its id.
        disagreement: share of the test images that the two take for different classes.
        weights: distance in weights after permutation alignment, over the zoo network's norm; not a number where the
            symmetries of the architecture are not known (graphs).
    """

    network: int
    disagreement: float
    weights: float


def zoo_predictions(
    engine: Engine,
    space: ClassifierSpace,
    progress: Report = lambda what, done, total: None,
    count: int | None = None,
) -> Int[np.ndarray, "n images"]:
    """Predicted classes of all training networks (rows in the order of `space.train`) on the test images.

    `count`: on the first so many of the images alone.
    """
    rows = []
    for done, i in enumerate(space.train.tolist(), 1):
        rows.append(judge_network(engine, space, Input(i), count).predicted)
        progress("zoo predictions", done, len(space.train))
    return np.stack(rows).astype(np.int64)


def nearest_in_zoo(
    space: ClassifierSpace,
    predictions: Int[np.ndarray, "n images"],
    arch: int,
    entries: Float[Tensor, " count"],
    predicted: Int[np.ndarray, " images"],
    exclude: int | None = None,
) -> Nearest | None:
    """The training network of an architecture nearest to a network in predictions; None if there is none.

    Args:
        space: the space.
        predictions: of all training networks (`zoo_predictions`).
        arch: index of the network's architecture.
        entries: its PRep entries.
        predicted: its predicted classes on the test images.
        exclude: a training network that does not count: itself.
    """
    found = twin_in_zoo(space, predictions, arch, predicted, exclude)
    if found is None:
        return None
    twin, differ = found
    return Nearest(twin, differ, weight_distance(space, arch, entries, space.zoo.weights([twin])[0]))


def twin_in_zoo(
    space: ClassifierSpace,
    predictions: Int[np.ndarray, "n images"],
    arch: int,
    predicted: Int[np.ndarray, " images"],
    exclude: int | None = None,
) -> tuple[int, float] | None:
    """Id of the training network that `nearest_in_zoo` finds, and their disagreement; without its weights."""
    ids = space.train
    allowed = (space.zoo.archs[ids] == arch) & (ids != (-1 if exclude is None else exclude))
    if not allowed.any():
        return None
    differ = (predictions[allowed] != predicted).mean(1)
    return int(ids[allowed][int(differ.argmin())]), float(differ.min())


def weight_distance(
    space: ClassifierSpace, arch: int, entries: Float[Tensor, " count"], other: Float[Tensor, " count"]
) -> float:
    """Distance of two networks' weights after alignment of the first to the other, over the other's norm."""
    model, form = space.model, space.archs[arch]
    if isinstance(form, GraphClassifier):
        return math.nan  # which of its units can change places is not known
    fitted = aligned(form, model.params(arch, entries.cpu()), model.params(arch, other.cpu()))
    return float((model.entries(arch, fitted) - other.cpu()).norm() / other.norm())


def novelty(
    engine: Engine, space: ClassifierSpace, middles: int, seed: int, progress: Report
) -> dict[str, dict[str, float]]:
    """What stands in the middle of two held-out networks of one architecture, by different means.

    Returns:
        Per way of making a network: mean `accuracy` (percent), mean `disagreement` with the training network nearest
        in predictions, mean `weights` distance to it after alignment; `held_out` are the ends themselves, which says
        how far networks trained independently lie from each other.
    """
    known = zoo_predictions(engine, space, progress)
    rows: dict[str, list[tuple[float, float, float]]] = {}
    chosen = _pairs(space, middles, seed)
    labels = space.images.test.labels.numpy()
    for done, (a, b) in enumerate(chosen, 1):
        arch = int(space.zoo.archs[a])
        for name, (entries, probabilities, made) in _candidates(engine, space, a, b, seed + done).items():
            predicted = probabilities.argmax(1)
            near = nearest_in_zoo(space, known, made, entries, predicted) if entries is not None else None
            differ = near.disagreement if near else _least_disagreement(space, known, arch, predicted)
            accuracy = 100 * float((predicted == labels).mean())
            rows.setdefault(name, []).append((accuracy, differ, near.weights if near else np.nan))
        progress("novelty", done, len(chosen))
    return {name: _means(values) for name, values in rows.items()}


def _candidates(
    engine: Engine, space: ClassifierSpace, a: int, b: int, seed: int
) -> dict[str, tuple[Float[Tensor, " count"] | None, Float[np.ndarray, "images classes"], int]]:
    """Per way of making a network of two: PRep entries (None for an ensemble), probabilities, its architecture."""
    arch = int(space.zoo.archs[a])
    model = space.model
    first, second = space.zoo.weights([a, b])
    middle = Decoded.of(space.latents[[a, b]].mean(0))
    own, other = model.params(arch, first), model.params(arch, second)
    made = {"held_out": first, "raw_average": (first + second) / 2}
    form = space.archs[arch]
    if not isinstance(form, GraphClassifier):
        made["aligned_average"] = (first + model.entries(arch, aligned(form, other, own))) / 2
    distances = np.linalg.norm(space.latents[space.train] - middle.array, axis=1)
    distances[space.zoo.archs[space.train] != arch] = np.inf
    if np.isfinite(distances).any():
        made["noisy_neighbour"] = noisy_copy(space, int(space.train[distances.argmin()]), seed)
    out: dict[str, tuple[Tensor | None, np.ndarray, int]] = {}
    archs, logits = network_answers(engine, space, [middle], space.images.test)
    decoded = engine.weights(space, [middle])[0].cpu()
    out["decoded"] = (decoded, torch.softmax(logits[0], -1).numpy(), archs[0])
    for name, entries in made.items():
        out[name] = (entries, _probabilities(engine, space, arch, entries), arch)
    ends = [out["held_out"][1], _probabilities(engine, space, arch, second)]
    out["ensemble_of_ends"] = (None, np.asarray(sum(ends) / 2), arch)
    return out


def noisy_copy(space: ClassifierSpace, network: int, seed: int) -> Float[Tensor, " count"]:
    """PRep entries of a zoo network with noise (`noise.noisy`)."""
    arch = int(space.zoo.archs[network])
    return space.model.entries(arch, noisy(space.model.params(arch, space.zoo.weights([network])[0]), seed))


def _probabilities(
    engine: Engine, space: ClassifierSpace, arch: int, entries: Float[Tensor, " count"]
) -> Float[np.ndarray, "images classes"]:
    logits = network_logits(engine, space, arch, entries[None], space.images.test)[0]
    return np.asarray(torch.softmax(logits, -1).numpy())


def _least_disagreement(
    space: ClassifierSpace, known: Int[np.ndarray, "n images"], arch: int, predicted: Int[np.ndarray, " images"]
) -> float:
    rows = known[space.zoo.archs[space.train] == arch]
    return min((disagreement(row, predicted) for row in rows), default=float("nan"))


def _pairs(space: ClassifierSpace, count: int, seed: int) -> list[tuple[int, int]]:
    """Held-out pairs of one architecture, at random but always the same."""
    held = space.heldout.tolist()
    every = [(a, b) for a, b in combinations(held, 2) if space.zoo.archs[a] == space.zoo.archs[b]]
    order = np.random.default_rng(seed).permutation(len(every))
    return [every[k] for k in order[:count]]


def _means(values: list[tuple[float, float, float]]) -> dict[str, float]:
    accuracy, differ, weights = np.asarray(values, dtype=np.float64).T
    out = {"accuracy": round(float(accuracy.mean()), 2), "disagreement": round(float(differ.mean()), 4)}
    return out if np.isnan(weights).all() else {**out, "weights": round(float(np.nanmean(weights)), 4)}
