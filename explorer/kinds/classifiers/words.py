"""What is said of a space of image classifiers and of its networks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Input, Raw, Source
from explorer.explore.travel.ends import colours_of, typical_network, weak_and_strong
from explorer.kinds.classifiers.classification import Judgement, disagreement
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.protocols import Opening
from explorer.space.bundle import Space
from explorer.space.naming import split_name

UNIT = "\N{NO-BREAK SPACE}%"


class ClassifierWords:
    """See `protocols.Words`."""

    ends: Mapping[str, tuple[str, str]] = {"accuracy": ("worse", "better")}
    units: Mapping[str, str] = {"accuracy": "%"}

    def summary(self, space: Space) -> str:
        """Architectures, and how large they are."""
        archs = classifiers_only(space).archs
        counts = sorted(arch.count for arch in archs)
        sizes = f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"
        what = archs[0].name if len(counts) == 1 else f"{len(counts)} architectures"
        return f"{len(space):,} networks, {what}, {sizes} parameters · {space.latents.shape[1]}-d latents"

    def opening(self, space: Space) -> Opening:
        """From the first architecture to the last; where latents tell accuracies, from weak to strong."""
        found = classifiers_only(space)
        if len(found.archs) == 1:
            a, b = weak_and_strong(space.labels["accuracy"], space.split)
            return Opening(a, b, colours_of(space, "accuracy"))
        first, last = np.sort(np.unique(found.zoo.archs))[[0, -1]]
        if found.joint:
            accuracy, own = space.labels["accuracy"], [np.flatnonzero(found.zoo.archs == k) for k in (first, last)]
            ends = [ids[list(weak_and_strong(accuracy[ids], space.split[ids]))] for ids in own]
            return Opening(int(ends[0][0]), int(ends[1][1]), colours_of(space))
        a, b = (typical_network(found.zoo.archs == k, space.split, space.latents) for k in (first, last))
        return Opening(a, b, colours_of(space))

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """What it is and what it is worth; of a network of the zoo also what its input network is."""
        found = classifiers_only(space)
        judged = judge_network(engine, found, source)
        arch, made = found.archs[judged.arch], "averaged weights" if isinstance(source, Raw) else "decoded"
        rows = [
            ("architecture", arch.name),
            ("parameters", f"{arch.count:,}"),
            (f"accuracy, {made}", f"{judged.accuracy:.2f}{UNIT}"),
            ("accuracy, teacher", f"{found.images.teacher_accuracy:.2f}{UNIT}"),
        ]
        if network is not None:
            rows += _input_facts(engine, found, network, judged)
        if len(found.archs) > 1 and not isinstance(source, Raw):
            pairs = zip(found.archs, judged.shares, strict=True)
            rows += [(f"score of {one.name}", f"{share:.1%}") for one, share in pairs]
        return rows

    def caption(self, space: Space, network: int) -> str:
        """What it is worth as it is decoded."""
        return f"{space.labels['decoded_accuracy'][network]:.1f} %"


def _input_facts(engine: Engine, space: ClassifierSpace, network: int, judged: Judgement) -> list[tuple[str, str]]:
    own = judge_network(engine, space, Input(network))
    rows = [
        ("accuracy, input network", f"{own.accuracy:.2f}{UNIT}"),
        ("same predictions as input", f"{1 - disagreement(own.predicted, judged.predicted):.1%}"),
        ("split", split_name(str(space.split[network]))),
    ]
    if "training_steps" in space.labels:
        rows.append(("trained for", f"{space.labels['training_steps'][network]:.0f}\N{NO-BREAK SPACE}steps"))
    return rows


WORDS = ClassifierWords()
