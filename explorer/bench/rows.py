"""What the benchmark prints: our time against a named baseline's, measured in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch


@dataclass(frozen=True)
class Setting:
    """What rows are measured on.

    Attributes:
        shapes: folder of a space of shapes.
        classifiers: folder of a space of classifiers.
        quick: whether there is a hurry: five rounds, and less in each.
    """

    shapes: Path = Path("pretrained/furniture")
    classifiers: Path = Path("pretrained/fashion-resnet8")
    quick: bool = False

    def where(self, device: torch.device) -> str:
        """The machine's part that runs a row, in words."""
        return f"{device.type}, {torch.get_num_threads()} threads"


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        row: what was timed.
        baseline: what it is compared with.
        ratio: the baseline's time over ours, the median over the rounds: higher is better.
        low: 10th percentile of the rounds' ratios.
        high: 90th percentile.
        aim: the ratio wanted.
        note: medians in milliseconds and how they were measured.
    """

    row: str
    baseline: str
    ratio: float
    low: float
    high: float
    aim: float
    note: str


@dataclass(frozen=True)
class Timing:
    """Seconds of both sides, round by round.

    Attributes:
        ours: our times.
        baseline: the baseline's.
    """

    ours: tuple[float, ...]
    baseline: tuple[float, ...]

    def row(self, name: str, baseline: str, aim: float, where: str, size: int = 1, unit: str = "") -> Row:
        """As a row.

        Args:
            name: what was timed.
            baseline: what it is compared with.
            aim: the ratio wanted.
            where: the machine's part that ran it.
            size: how many things a round makes: times are of one.
            unit: what those are, where many are made a second.
        """
        ratios = np.array(self.baseline) / np.array(self.ours)
        low, middle, high = (round(float(v), 2) for v in np.percentile(ratios, (10, 50, 90)))
        ours, theirs = (float(np.median(times)) / size for times in (self.ours, self.baseline))
        said = f"{1000 * ours:.1f} ms against {1000 * theirs:.1f} ms"
        if unit:
            said = f"{1 / ours:,.0f} {unit} a second against {1 / theirs:,.0f}"
        note = f"{said} (medians of {len(ratios)} rounds, interleaved, {where})"
        return Row(name, baseline, middle, low, high, aim, note)


def interleave(ours: Callable[[int], object], baseline: Callable[[int], object], rounds: Sequence[int]) -> Timing:
    """Time both sides alternately, so that whatever else the machine does hits both.

    Args:
        ours: one round of ours; gets the round's number.
        baseline: the same work, the baseline's way.
        rounds: numbers of the rounds; the first is also run once before, untimed, to warm up.
    """
    return Timing(*in_turns([ours, baseline], rounds))


def in_turns(
    works: Sequence[Callable[[int], object]], rounds: Sequence[int], *, warm: bool = True
) -> list[tuple[float, ...]]:
    """Seconds of several works, round by round, each round all of them.

    Args:
        works: called with a round's number.
        rounds: numbers of the rounds.
        warm: whether the first round is also run once before, untimed.
    """
    times: list[list[float]] = [[] for _ in works]
    if warm:
        for work in works:
            work(rounds[0])
    for k in rounds:
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work(k)
            taken.append(time.perf_counter() - start)
    return [tuple(one) for one in times]
