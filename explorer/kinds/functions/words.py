"""What is said of a space of functions and of its networks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Input, Raw, Source
from explorer.explore.travel.ends import colours_of, typical_network, typical_pair, weak_and_strong
from explorer.kinds.functions.forms import from_what_to_what
from explorer.kinds.functions.judging import agreements, judge_network
from explorer.kinds.functions.measuring import worth_name, written
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.kinds.protocols import Opening
from explorer.space.bundle import Space
from explorer.space.naming import split_name, spoken
from explorer.zoo.columns import EPOCH, NAME

FEW = 3  # networks: an architecture of fewer is no end of the first path, where there are others
MOST_LABELS = 12  # of a network that are among its facts


class FunctionWords:
    """See `protocols.Words`."""

    ends: Mapping[str, tuple[str, str]] = {
        "accuracy": ("worse", "better"),
        "r2": ("worse", "better"),
        EPOCH: ("earlier", "later"),
    }
    units: Mapping[str, str] = {"accuracy": "%"}

    def summary(self, space: Space) -> str:
        """Architectures, what goes in and comes out; and that the zoo is too small, where it is."""
        found = functions_only(space)
        counts = sorted(graph.count for graph in found.archs)
        sizes = f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"
        what = found.archs[0].name if len(counts) == 1 else f"{len(counts)} architectures"
        small = " · too few networks" if space.info["metrics"].get("too_few") else ""
        return f"{len(space):,} networks, {what}, {sizes} parameters, {form(found)}{small}"

    def opening(self, space: Space) -> Opening:
        """From a weak network to a strong one, where that is known; else from one group to another."""
        found = functions_only(space)
        archs, counts = np.unique(found.zoo.archs, return_counts=True)
        common = archs[counts >= FEW] if counts.max() >= FEW else archs
        if len(common) > 1:
            a, b = (typical_network(found.zoo.archs == k, space.split, space.latents) for k in common[[0, -1]])
            return Opening(a, b, colours_of(space))
        own = np.flatnonzero(found.zoo.archs == common[0])  # of an architecture of few networks little was learned
        if found.worth is not None:
            worth = np.nan_to_num(space.labels[found.worth][own], nan=-np.inf)
            a, b = own[list(weak_and_strong(worth, space.split[own]))].tolist()
            return Opening(a, b, colours_of(space, found.worth if len(found.archs) == 1 else None))
        group = space.labels[space.group][own]
        a, b = own[list(typical_pair(group, space.split[own], space.latents[own]))].tolist()
        return Opening(a, b if b != a else far_from(space, a), colours_of(space))

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """What it is and what it is worth; of a network of the zoo also what its input network is."""
        found = functions_only(space)
        judged = judge_network(engine, found, source)
        graph, made = found.archs[judged.arch], "averaged weights" if isinstance(source, Raw) else "decoded"
        rows = [("architecture", graph.name), ("parameters", f"{graph.count:,}"), ("from what to what", form(found))]
        name = worth_name(found.worth)
        if judged.worth is not None:
            rows.append((f"{name}, {made}", written(found.worth, judged.worth)))
        if network is not None:
            own = judge_network(engine, found, Input(network))
            if own.worth is not None:
                rows.append((f"{name}, input network", written(found.worth, own.worth)))
            rows += [
                (agreement_name(found), agreement_written(found, agreement_of(found, judged.answers, own.answers))),
                ("split", split_name(str(space.split[network]))),
                *known_labels(found, network),
            ]
        if len(found.archs) > 1 and not isinstance(source, Raw):
            pairs = zip(found.archs, judged.shares, strict=True)
            rows += [(f"score of {one.name}", f"{share:.1%}") for one, share in pairs]
        return rows

    def caption(self, space: Space, network: int) -> str:
        """What it is worth as it is decoded; where nobody knows, what it is called."""
        found = functions_only(space)
        if found.worth is None:
            return str(space.labels[NAME][network])[-24:]
        return written(found.worth, float(space.labels[f"decoded_{found.worth}"][network]))


WORDS = FunctionWords()


def form(space: FunctionSpace) -> str:
    """From what to what its networks go, in words."""
    return from_what_to_what(space.archs[0].input, space.task.form, space.task.outputs)


def agreement_of(space: FunctionSpace, answers: np.ndarray, own: np.ndarray) -> float:
    """How far the one does what the other does; see `judging.agreements`."""
    import torch  # noqa: PLC0415

    first, second = (torch.from_numpy(one)[None] for one in (answers, own))
    return float(agreements(space.task, first, second, space.model.scale)[0])


def agreement_name(space: FunctionSpace) -> str:
    """What an agreement with the input network is called."""
    return "same predictions as input" if space.task.classes else "R² against input"


def agreement_written(space: FunctionSpace, value: float) -> str:
    """An agreement."""
    return f"{value:.1%}" if space.task.classes else f"{value:.3f}"


def known_labels(space: FunctionSpace, network: int) -> list[tuple[str, str]]:
    """What its zoo says of a network: the labels that are not measured."""
    measured = {"architecture", "agreement", "accuracy", "r2", "decoded_accuracy", "decoded_r2"}
    rows = []
    for name, values in space.labels.items():
        value = values[network]
        missing = value == "" if values.dtype.kind == "U" else not np.isfinite(value)
        if name not in measured and not missing:
            rows.append((spoken(name), str(value) if values.dtype.kind == "U" else f"{value:.6g}"))
    return rows[:MOST_LABELS]


def far_from(space: Space, network: int) -> int:
    """The training network farthest from one: the other end where all networks are of one group."""
    ids = space.train if len(space.train) else np.arange(len(space))
    return int(ids[np.linalg.norm(space.latents[ids] - space.latents[network], axis=1).argmax()])
