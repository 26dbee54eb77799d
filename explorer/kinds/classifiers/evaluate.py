"""What a space of classifiers is worth: every number that its README and `space.json` state.

All of it is measured on the bundle as it is on disk (reduced-precision zoo, half-precision model), on its
class-balanced test images. Accuracies are in percent, shares 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from scipy.stats import spearmanr

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input, Raw, Source
from explorer.explore.measure.evaluate import check_heldout, in_turn, only_if
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.accuracy_read import accuracy_read
from explorer.kinds.classifiers.classification import disagreement
from explorer.kinds.classifiers.constant_baseline import loss_against_constant
from explorer.kinds.classifiers.drawn import drawn_classifiers
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.novelty import novelty
from explorer.kinds.classifiers.optimizing import reached_of
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.steering import STEERING
from explorer.kinds.protocols import Report
from explorer.space.neighbours import nearest

PAIR_SEED = 20_220_605
SHARES = np.linspace(0, 1, 13)  # of a path; thirds are among them
WEAKEST = 20
HARDLY = 50.0  # percent: networks below it are hardly trained
NAMES: Mapping[PathKind, str] = {PathKind.STRAIGHT: "latent", PathKind.ZOO: "zoo_path", PathKind.RAW: "raw"}


@dataclass(frozen=True)
class ClassifierEvaluation:
    """How much is measured.

    Attributes:
        pairs: paths between held-out networks.
        middles: pairs in whose middle novelty is measured.
        starts: weakest networks that optimization starts from; 0: none.
        steered: held-out networks that are moved along each direction.
    """

    pairs: int = 50
    middles: int = 20
    starts: int = WEAKEST
    steered: int = 40


def evaluate_classifiers(
    engine: Engine,
    space: ClassifierSpace,
    how: ClassifierEvaluation | None = None,
    progress: Report = lambda what, done, total: None,
) -> dict[str, Any]:
    """Measure a space; the keys are the design's (`accuracy_gap_points`, `path_spearman`, `between`, ...).

    Raises:
        DataError: the space has no held-out networks.
    """
    return in_turn(parts_of(engine, space, how or ClassifierEvaluation(), progress))


def parts_of(
    engine: Engine, space: ClassifierSpace, how: ClassifierEvaluation, progress: Report
) -> dict[str, Callable[[], dict[str, Any]]]:
    """The parts of `evaluate_classifiers`, by name, in order.

    Raises:
        DataError: the space has no held-out networks.
    """
    check_heldout(space, len(space.heldout))
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "networks": lambda: _training(engine, space, how, progress),
        "held out": lambda: _held_out(engine, space, progress),
    }
    if len(space.archs) == 1:
        parts["loss"] = lambda: {"loss": loss_against_constant(engine, space)}
        for kind, name in NAMES.items():
            parts[f"paths: {name}"] = partial(_rises, engine, space, kind, how.pairs, progress)
        if how.starts:
            parts["optimization"] = lambda: {"optimize": _optimized(engine, space, how.starts, progress)}
            parts["optimization anywhere"] = lambda: {
                "optimize": {"anywhere": _optimized(engine, space, how.starts, progress, anywhere=True)}
            }
    else:
        parts["paths"] = lambda: first_to_last(engine, space, how.pairs, progress)
    parts["steering"] = lambda: {"steering": STEERING.effects(engine, space, how.steered, progress)}
    parts["novelty"] = lambda: {"novelty": novelty(engine, space, how.middles, PAIR_SEED, progress)}
    parts["drawn"] = lambda: only_if("drawn", drawn_classifiers(engine, space, progress))
    parts["accuracy read"] = lambda: only_if("accuracy_read", accuracy_read(space))
    return parts


def _optimized(
    engine: Engine, space: ClassifierSpace, starts: int, progress: Report, *, anywhere: bool = False
) -> dict[str, float]:
    """How many reach the zoo's best, mean test accuracy in percent, and the largest distance in usual ones."""
    reached, of, outcomes = reached_of(
        engine, space, starts, anywhere=anywhere, progress=lambda done, total: progress("optimization", done, total)
    )
    accuracy = float(np.mean([one.facts["test"] for one in outcomes]))
    farthest = max(one.ratio for one in outcomes)
    return {"reached": reached, "of": of, "accuracy": round(accuracy, 2), "farthest": round(farthest, 2)}


def _training(engine: Engine, space: ClassifierSpace, how: ClassifierEvaluation, progress: Report) -> dict[str, Any]:
    """What the space is, and how near its training networks come out to what they were."""
    return {
        "space": space.name,
        "kind": space.kind,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": {"test_images": len(space.images.test), "pairs": how.pairs, "middles": how.middles},
        "teacher": round(space.images.teacher_accuracy, 2),
        **_near(space, _compare(engine, space, space.train, "training networks", progress), "train"),
    }


def _held_out(engine: Engine, space: ClassifierSpace, progress: Report) -> dict[str, Any]:
    """The same of held-out networks, and what the nearest training network instead would give."""
    held = _compare(engine, space, space.heldout, "held-out networks", progress)
    nearest_accuracy = np.asarray([space.labels["accuracy"][i] for i in _nearest_twins(space)])
    numbers: dict[str, Any] = {
        "accuracy": {"input": _spread(held.own), "decoded": _spread(held.decoded)},
        **_near(space, held, "heldout"),
        "nearest": {
            "accuracy_gap_points": _mean(np.abs(nearest_accuracy - held.own)),
            "accuracy_rank_correlation": _rank(held.own, nearest_accuracy),
        },
    }
    if len(space.archs) > 1:
        numbers["accuracy_by_architecture"] = _by_architecture(space, held)
    if space.joint:
        numbers["within_architectures"] = _within(space, held)
    return numbers


def _within(space: ClassifierSpace, held: _Compared) -> dict[str, dict[str, float | None]]:
    """How near held-out networks of each architecture come out, where accuracy differs within it."""
    names = np.asarray([space.labels["architecture"][i] for i in held.ids])
    found: dict[str, dict[str, float | None]] = {}
    for arch in space.archs:
        own, decoded = held.own[names == arch.name], held.decoded[names == arch.name]
        if len(own):
            gap = round(float(np.abs(own - decoded).mean()), 3)
            found[arch.name] = {"networks": len(own), "gap": gap, "rank": _rank(own, decoded)}
    return found


def _near(space: ClassifierSpace, compared: _Compared, part: str) -> dict[str, Any]:
    """How near decoded networks are to the input ones, of training or held-out networks."""
    numbers: dict[str, Any] = {
        "accuracy_gap_points": {part: _gap(compared)},
        "accuracy_rank_correlation": {part: _rank(compared.own, compared.decoded)},
        "agreement": {part: _mean(compared.agreement)},
    }
    if len(space.archs) > 1:
        numbers["architecture_right"] = {part: _mean(compared.right)}
    weak = compared.own < HARDLY
    if weak.any():
        off = compared.decoded[weak] - compared.own[weak]
        row = {"networks": int(weak.sum()), "gap": round(float(np.abs(off).mean()), 3), "bias": _mean(off)}
        numbers["hardly_trained"] = {part: row}
    return numbers


@dataclass(frozen=True)
class _Compared:
    """Networks decoded against themselves: accuracies, share of equal predictions, architecture right (0 or 1)."""

    ids: Int[np.ndarray, " n"]
    own: Float[np.ndarray, " n"]
    decoded: Float[np.ndarray, " n"]
    agreement: Float[np.ndarray, " n"]
    right: Float[np.ndarray, " n"]


def _compare(
    engine: Engine, space: ClassifierSpace, ids: Int[np.ndarray, " n"], what: str, progress: Report
) -> _Compared:
    rows = []
    for done, i in enumerate(ids.tolist(), 1):
        own, decoded = (
            judge_network(engine, space, Input(i)),
            judge_network(engine, space, Decoded.of(space.latents[i])),
        )
        same = 1 - disagreement(own.predicted, decoded.predicted)
        rows.append((own.accuracy, decoded.accuracy, same, float(own.arch == decoded.arch)))
        progress(what, done, len(ids))
    own_column, decoded_column, same_column, right = np.asarray(rows).T
    return _Compared(ids, own_column, decoded_column, same_column, right)


def decoded_quality(
    engine: Engine, space: ClassifierSpace, ids: Int[np.ndarray, " n"], what: str, progress: Report
) -> dict[str, float | None]:
    """How far decoded networks are from the input ones: means over these, and the rank correlation of accuracies."""
    compared = _compare(engine, space, ids, what, progress)
    return {
        "accuracy_gap_points": _gap(compared)["mean"],
        "accuracy_rank_correlation": _rank(compared.own, compared.decoded),
        "agreement": _mean(compared.agreement),
    }


def _nearest_twins(space: ClassifierSpace) -> list[int]:
    """For every held-out network the training network nearest in latent space: the baseline."""
    among = space.train.tolist()
    return [int(nearest(space, space.latents[i], 1, among=among).ids[0]) for i in space.heldout]


def _rises(engine: Engine, space: ClassifierSpace, kind: PathKind, pairs: int, progress: Report) -> dict[str, Any]:
    return {"path_spearman": weak_to_strong(engine, space, kind, pairs, progress)}


def weak_to_strong(
    engine: Engine, space: ClassifierSpace, kind: PathKind, pairs: int, progress: Report
) -> dict[str, Any]:
    """Spearman correlation of accuracy with the share of the path, from weak to strong held-out networks.

    The ends come from the lower and upper third by accuracy; means over the paths of one kind.
    """
    chosen = end_pairs(space, pairs)
    name = NAMES[kind]
    found, middle = [], []
    for done, (a, b) in enumerate(chosen, 1):
        _, accuracy = path_accuracies(engine, space, a, b, kind, SHARES)
        # Equal accuracies all along are no rise.
        found.append(float(spearmanr(SHARES, accuracy)[0]) if np.ptp(accuracy) else 0.0)
        middle.append(float(accuracy[len(SHARES) // 2]))
        progress(f"paths: {name}", done, len(chosen))
    half_way = round(float(np.mean(middle)), 2)
    return {name: _mean(np.asarray(found)), "accuracy_in_the_middle": {name: half_way}, "paths": len(chosen)}


def first_to_last(engine: Engine, space: ClassifierSpace, pairs: int, progress: Report) -> dict[str, Any]:
    """Straight paths from held-out networks of the first architecture to some of the last one.

    Returns:
        `between`: mean accuracy at each inner architecture's place, and the share of paths on which it is decoded
        there; `in_order`: the share of paths on which the architectures come in order, none left out.
    """
    last = len(space.archs) - 1
    chosen = end_pairs(space, pairs)
    if not chosen:
        raise SelectionError(
            f"{space.name} holds no held-out networks of its first and last architecture.", "Hold out more."
        )
    ordered, accuracies, right = [], list[list[float]](), list[list[float]]()
    places = [round(k / last * (len(SHARES) - 1)) for k in range(1, last)]
    for done, (a, b) in enumerate(chosen, 1):
        archs, accuracy = path_accuracies(engine, space, a, b, PathKind.STRAIGHT, SHARES)
        ordered.append(float(archs == sorted(archs) and len(set(archs)) == last + 1))
        accuracies.append([float(accuracy[p]) for p in places])
        right.append([float(archs[p] == k) for k, p in enumerate(places, 1)])
        progress("paths", done, len(chosen))
    names = [arch.name for arch in space.archs[1:last]]
    zoo = space.info["provenance"].get("zoo_accuracy", {})
    between = {
        name: {
            "accuracy": round(float(np.mean([row[k] for row in accuracies])), 2),
            "architecture_right": _mean(np.asarray([row[k] for row in right])),
            "zoo": zoo.get(name),
        }
        for k, name in enumerate(names)
    }
    return {"between": between, "in_order": _mean(np.asarray(ordered)), "paths": len(chosen)}


def end_pairs(space: ClassifierSpace, count: int) -> list[tuple[int, int]]:
    """Pairs of held-out networks between which paths are measured, always the same; as many as there are at most.

    One architecture: from the lower to the upper third by accuracy. Several: from the first one to the last.
    """
    if len(space.archs) == 1:
        order = space.heldout[np.argsort(space.labels["accuracy"][space.heldout], kind="stable")]
        third = max(1, len(order) // 3)
        return _pairs(order[:third], order[-third:], count)
    index = space.zoo.archs[space.heldout]
    return _pairs(space.heldout[index == 0], space.heldout[index == len(space.archs) - 1], count)


def path_accuracies(
    engine: Engine, space: ClassifierSpace, a: int, b: int, kind: PathKind, shares: Float[np.ndarray, " s"]
) -> tuple[list[int], Float[np.ndarray, " s"]]:
    """Index of the architecture, and test accuracy in percent, at shares of a path."""
    sources: list[Source]
    if kind is PathKind.RAW:
        sources = [Raw(a, b, float(t)) for t in shares]
    else:
        path = make_path(space, a, b, kind)
        sources = [Decoded.of(latent_at(path, float(t))) for t in shares]
    inner = [k for k, t in enumerate(shares.tolist()) if 0 < t < 1]
    archs, accuracy = [0] * len(shares), np.empty(len(shares), np.float32)
    if inner:
        made, accuracy[inner] = accuracies(engine, space, [sources[k] for k in inner], space.images.test)
        for k, arch in zip(inner, made, strict=True):
            archs[k] = arch
    for k in set(range(len(shares))) - set(inner):
        archs[k], accuracy[k] = _end(engine, space, sources[k])
    return archs, accuracy


def _end(engine: Engine, space: ClassifierSpace, source: Source) -> tuple[int, float]:
    """The same of the end of a path, which many paths have: it is judged once."""
    if isinstance(source, Raw):  # at a share of 0 or 1: the one network or the other
        source = Input(source.b if source.t else source.a)
    judged = judge_network(engine, space, source)
    right = torch.from_numpy(judged.predicted) == space.images.test.labels
    return judged.arch, float(100 * right.float().mean())  # as `percent_right`, to the last digit


def _pairs(first: Sequence[int] | np.ndarray, second: Sequence[int] | np.ndarray, count: int) -> list[tuple[int, int]]:
    """Pairs of one of each, at random but always the same; as many as there are at most."""
    every = [(int(a), int(b)) for a, b in product(first, second)]
    order = np.random.default_rng(PAIR_SEED).permutation(len(every))
    return [every[k] for k in islice(order, count)]


def _by_architecture(space: ClassifierSpace, held: _Compared) -> dict[str, Any]:
    zoo = space.info["provenance"].get("zoo_accuracy", {})
    out = dict[str, Any]()
    for k, arch in enumerate(space.archs):
        of = space.zoo.archs[held.ids] == k
        if of.any():
            out[arch.name] = {
                "decoded": round(float(held.decoded[of].mean()), 2),
                "input": round(float(held.own[of].mean()), 2),
                "zoo": zoo.get(arch.name),
            }
    return out


def _gap(compared: _Compared) -> dict[str, float]:
    gap = np.abs(compared.own - compared.decoded)
    return {"mean": round(float(gap.mean()), 3), "max": round(float(gap.max()), 2)}


def _rank(a: Float[np.ndarray, " n"], b: Float[np.ndarray, " n"]) -> float | None:
    """Spearman's rank correlation; None where one of them is constant or there are fewer than 3."""
    if len(a) < 3 or not np.ptp(a) or not np.ptp(b):
        return None
    return round(float(spearmanr(a, b)[0]), 4)


def _spread(values: Float[np.ndarray, " n"]) -> dict[str, float]:
    return {
        "mean": round(float(values.mean()), 2),
        "min": round(float(values.min()), 2),
        "max": round(float(values.max()), 2),
    }


def _mean(values: Float[np.ndarray, " n"]) -> float:
    return round(float(np.mean(values)), 4)
