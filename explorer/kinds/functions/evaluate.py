"""What a space of functions is worth: every number that its README and `space.json` state.

All of it is measured on the bundle as it is on disk (reduced-precision zoo, half-precision model), on its test inputs.
Accuracies are in percent, R² and shares up to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from scipy.stats import spearmanr
from torch import Tensor

from explorer.explore.engine.engine import Decoded, Engine, Input, Raw, Source
from explorer.explore.measure.evaluate import check_heldout
from explorer.kinds.functions.judging import agreements, distances, network_answers, worths
from explorer.kinds.functions.space import FunctionSpace
from explorer.kinds.protocols import Report

PAIR_SEED = 20_220_605
PAIRS = 50


@dataclass(frozen=True)
class Compared:
    """Networks, and others in their place, one entry each.

    Attributes:
        agreement: share of equal predictions, or R² of the others' values against the networks' own.
        own: how good the networks are; empty where nobody knows.
        other: how good the others are.
    """

    agreement: Float[np.ndarray, " n"]
    own: Float[np.ndarray, " m"]
    other: Float[np.ndarray, " m"]

    @property
    def gaps(self) -> Float[np.ndarray, " m"]:
        """By how much the two differ in how good they are."""
        return np.asarray(np.abs(self.own - self.other))

    def summary(self) -> dict[str, Any]:
        """Means, the largest gap, and the rank correlation of the two."""
        out: dict[str, Any] = {"agreement": _rounded(self.agreement.mean())}
        if len(self.own):
            out |= {
                "gap": _rounded(self.gaps.mean()),
                "largest_gap": _rounded(self.gaps.max()),
                "rank": _rank(self.own, self.other),
                "worth": _rounded(self.other.mean()),
            }
        return out


def evaluate_functions(
    engine: Engine, space: FunctionSpace, pairs: int = PAIRS, progress: Report = lambda what, done, total: None
) -> dict[str, Any]:
    """Measure a space.

    Returns:
        decoded: of training and held-out networks, how far their decoded selves do what they do: `agreement`, and where
            it is known what is right `gap`, `largest_gap`, `rank` and `worth`, see `Compared.summary`.
        baselines: the same for held-out networks and what anybody could take in their place: the training network that
            is `nearest` in what it does on the training inputs, the mean answer of all training networks (`ensemble`),
            and the training network that is `typical` of all.
        between: half way between held-out networks of one architecture, see `half_way`.

    Raises:
        DataError: the space has no held-out networks.
    """
    check_heldout(space, len(space.heldout))
    decoded = {}
    for split, ids in (("train", space.train), ("heldout", space.heldout)):
        progress(f"{split} networks", 0, 1)
        decoded[split] = compared(engine, space, ids).summary()
        progress(f"{split} networks", 1, 1)
    inputs, targets = space.examples.only("test")
    return {
        "space": space.name,
        "kind": space.kind,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": {"test_inputs": len(inputs), "targets": targets is not None},
        "worth": space.worth,
        "decoded": decoded,
        "baselines": baselines(engine, space),
        "between": half_way(engine, space, pairs, progress),
    }


def compared(
    engine: Engine, space: FunctionSpace, ids: Int[np.ndarray, " n"], others: Tensor | None = None
) -> Compared:
    """Networks of the zoo, and others in their place on the test inputs.

    Args:
        engine: runs them.
        space: the space.
        ids: of the networks.
        others: what the others answer (n, inputs, size), or the same for all (1, inputs, size); None: what they decode
            to.
    """
    inputs, targets = space.examples.only("test")
    own = network_answers(engine, space, [Input(int(i)) for i in ids], inputs)[1]
    if others is None:
        others = network_answers(engine, space, _decoded_sources(space, ids), inputs)[1]
    others = others.expand(len(own), -1, -1)
    agreement = agreements(space.task, others, own, space.model.scale)
    if targets is None:
        nothing = np.zeros(0)
        return Compared(agreement.astype(np.float64), nothing, nothing)
    first, second = (worths(space.task, answers, targets).astype(np.float64) for answers in (own, others))
    return Compared(agreement.astype(np.float64), first, second)


def baselines(engine: Engine, space: FunctionSpace) -> dict[str, Any]:
    """What could be taken in place of a held-out network without the space; see `evaluate_functions`."""
    test, train = space.examples.only("test")[0], space.examples.only("train")[0]
    known = [Input(int(i)) for i in space.train]
    seen = network_answers(engine, space, known, train)[1]
    wanted = network_answers(engine, space, [Input(int(i)) for i in space.heldout], train)[1]
    answers = network_answers(engine, space, known, test)[1]
    near = [int(distances(space.task, seen, one, space.model.scale).argmin()) for one in wanted]
    mean = space.task.raw(answers).mean(0, keepdim=True)
    ensemble = mean.clamp(min=1e-12).log() if space.task.classes else mean
    middle = space.task.raw(seen)
    typical = int((middle - middle.mean(0)).square().mean((1, 2)).argmin())
    return {
        "nearest": compared(engine, space, space.heldout, answers[near]).summary(),
        "ensemble": compared(engine, space, space.heldout, ensemble).summary(),
        "typical": compared(engine, space, space.heldout, answers[[typical]]).summary(),
    }


def half_way(engine: Engine, space: FunctionSpace, count: int, progress: Report) -> dict[str, Any]:
    """What stands half way between held-out networks of one architecture: decoded, and by averaging their weights.

    Returns:
        `pairs`; per way of making it (`decoded`, `raw`, and the `ensemble` of the two ends, which is two networks): the
        `agreement` with the mean answer of the two ends, and where it is known what is right the mean `worth`; `ends`
        has the ends' own worth.
    """
    pairs = heldout_pairs(space, count)
    if not pairs:
        return {"pairs": 0}
    inputs, targets = space.examples.only("test")
    task, scale = space.task, space.model.scale
    rows: dict[str, list[Tensor]] = {"decoded": [], "raw": [], "ensemble": [], "ends": []}
    for done, (a, b) in enumerate(pairs, 1):
        middle = Decoded.of(space.latents[[a, b]].mean(0))
        sources: Sequence[Source] = [middle, Raw(a, b, 0.5), Input(a), Input(b)]
        made, raw, first, second = network_answers(engine, space, sources, inputs)[1]
        mean = (task.raw(first) + task.raw(second)) / 2
        ensemble = mean.clamp(min=1e-12).log() if task.classes else mean
        for name, answers in (("decoded", made), ("raw", raw), ("ensemble", ensemble), ("ends", first)):
            rows[name].append(answers)
        progress("half way", done, len(pairs))
    joined = {name: torch.stack(answers) for name, answers in rows.items()}
    out: dict[str, Any] = {"pairs": len(pairs)}
    for name, answers in joined.items():
        found = {"agreement": _rounded(agreements(task, answers, joined["ensemble"], scale).mean())}
        if targets is not None:
            found["worth"] = _rounded(worths(task, answers, targets).mean())
        out[name] = found
    return out


def heldout_pairs(space: FunctionSpace, count: int) -> list[tuple[int, int]]:
    """Held-out pairs of one architecture, at random but always the same."""
    archs = space.zoo.archs
    every = [(int(a), int(b)) for a, b in combinations(space.heldout, 2) if archs[a] == archs[b]]
    order = np.random.default_rng(PAIR_SEED).permutation(len(every))
    return [every[k] for k in order[:count]]


def _decoded_sources(space: FunctionSpace, ids: Int[np.ndarray, " n"]) -> list[Source]:
    return [Decoded.of(space.latents[i]) for i in ids]


def _rank(a: Float[np.ndarray, " n"], b: Float[np.ndarray, " n"]) -> float | None:
    """Spearman's rank correlation; None where one of them is constant or there are fewer than 3."""
    if len(a) < 3 or not np.ptp(a) or not np.ptp(b):
        return None
    return round(float(spearmanr(a, b)[0]), 4)


def _rounded(value: float | np.floating) -> float:
    return round(float(value), 4)
