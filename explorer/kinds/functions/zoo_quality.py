"""What a zoo of functions is: how good its networks are, or how much they differ where nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from explorer.kinds.functions.build import FunctionMaker
from explorer.kinds.functions.judging import worths
from explorer.kinds.functions.recipes import FunctionRecipe
from explorer.networks.graph import run
from explorer.networks.prep import PRepLayout, unflatten
from explorer.zoo.imported import ImportedZoo


def judge_zoo(zoo: ImportedZoo, sample: int | None, report: Callable[[int, int], None]) -> dict[str, Any]:
    """Measure networks of a zoo on its test examples.

    Args:
        zoo: the networks.
        sample: how many of them, evenly taken; None: all.
        report: told how many are done, and of how many.

    Returns:
        `networks` measured, what they are for, and where the examples have targets the `worst`, `mean` and `best`
        accuracy (percent) or R².
    """
    maker = FunctionMaker.of(zoo, FunctionRecipe())
    count = len(zoo) if sample is None else min(sample, len(zoo))
    inputs, targets = maker.examples.only("test")
    found = []
    for done, i in enumerate(np.linspace(0, len(zoo) - 1, count).round().astype(int).tolist(), 1):
        graph = zoo.graphs[zoo.records[i].arch]
        layout = PRepLayout.of(graph.shapes)
        answers = maker.task.answers(run(graph, unflatten(layout, maker.nets[i, : layout.count]), inputs).flatten(1))
        if targets is not None:
            found.append(float(worths(maker.task, answers[None], targets)[0]))
        report(done, count)
    out: dict[str, Any] = {"networks": count, "test_inputs": len(inputs), **maker.task.stated()}
    if found:
        values = np.asarray(found)
        numbers = {"worst": values.min(), "mean": values.mean(), "best": values.max()}
        out[maker.task.worth] = {name: round(float(value), 4) for name, value in numbers.items()}
    return out
