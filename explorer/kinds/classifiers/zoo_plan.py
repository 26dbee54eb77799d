"""What a zoo of image classifiers is to hold: which networks, how long each is trained, what is kept of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.errors import ZooError
from explorer.kinds.classifiers.networks import Architecture, arch_data, arch_of

BATCH = 128


@dataclass(frozen=True)
class ZooPlan:
    """What a zoo of classifiers holds.

    Attributes:
        archs: the architectures.
        counts: networks of each; 0 of one that stays unseen.
        shortest: optimizer steps of the shortest training.
        longest: of the longest; lengths are log-uniform in between.
        rate: peak learning rate of Adam (one cycle over each training's own length).
        best: keep each network as it was when it was best on the validation images, not as it was at the end.
        teacher: the teacher's architecture.
        teacher_steps: of its training.
        seed: of everything that is drawn.
        bfloat16: train in bfloat16 where that loses nothing (torch's autocast): up to 1.8 times faster on a CPU that
            has it, and slower on one that has not.
        images: training images a step.
        snapshots: networks kept on the way of each training, beside the one at its end: spaces can learn from them, too
            (as zoos of this field's papers hold the epochs of a training), but show and judge none of them.
    """

    archs: tuple[Architecture, ...]
    counts: tuple[int, ...]
    shortest: int
    longest: int
    rate: float
    best: bool
    teacher: Architecture
    teacher_steps: int
    seed: int = 0
    bfloat16: bool = False
    images: int = BATCH
    snapshots: int = 0

    def __post_init__(self) -> None:
        if len(self.archs) != len(self.counts) or min(self.counts, default=-1) < 0 or not self.total:
            raise ZooError(f"{len(self.archs)} architectures and counts of {self.counts}.", "Give one at least 1.")
        if self.snapshots < 0:
            raise ZooError(f"{self.snapshots} snapshots of a training.", "Keep 0 or more.")
        if not 1 <= self.shortest <= self.longest or min(self.teacher_steps, self.images) < 1:
            raise ZooError(
                f"Trainings of {self.shortest} to {self.longest} steps, and {self.teacher_steps} for the teacher.",
                "Lengths are at least 1, and the longest no shorter than the shortest.",
            )

    @property
    def total(self) -> int:
        """Networks in all."""
        return sum(self.counts)

    def arch_of(self, index: int) -> int:
        """Which architecture (its place in `archs`) the network of this index has; they come in turn."""
        return self._order()[index]

    def steps_of(self, index: int) -> int:
        """Optimizer steps of this network's training."""
        share = np.random.default_rng([self.seed, index]).random()
        ratio: float = self.longest / self.shortest
        return round(self.shortest * math.pow(ratio, share))

    def stops_of(self, index: int) -> list[int]:
        """Steps of this network's training at which a snapshot is kept: one in each of equal shares of its logarithm.

        None in the first share: hardly trained networks are many enough. Fewer of a short training.
        """
        generator = np.random.default_rng([self.seed, index])
        generator.random()  # the length's
        steps, shares = self.steps_of(index), np.arange(1, self.snapshots + 1) + generator.random(self.snapshots)
        stops = {round(self.shortest * math.pow(steps / self.shortest, s / (self.snapshots + 1))) for s in shares}
        return sorted(stop for stop in stops if stop < steps)

    def _order(self) -> list[int]:
        # In proportion, so that the last networks, which will be held out, are of every architecture.
        keyed = [((k + 0.5) / count, a) for a, count in enumerate(self.counts) for k in range(count)]
        return [a for _, a in sorted(keyed)]

    def stated(self) -> dict[str, Any]:
        """As plain data, for `zoo.json`."""
        return {
            "archs": [arch_data(arch) for arch in self.archs],
            "counts": list(self.counts),
            "shortest": self.shortest,
            "longest": self.longest,
            "rate": self.rate,
            "best": self.best,
            "teacher": arch_data(self.teacher),
            "teacher_steps": self.teacher_steps,
            "seed": self.seed,
            "bfloat16": self.bfloat16,
            "images": self.images,
            **({"snapshots": self.snapshots} if self.snapshots else {}),  # zoos of before do not say it
        }

    @classmethod
    def from_stated(cls, data: dict[str, Any]) -> ZooPlan:
        """The inverse of `stated`.

        Raises:
            ZooError: something is missing or of another form.
        """
        names = ("shortest", "longest", "rate", "best", "teacher_steps", "seed", "bfloat16")
        try:
            archs = tuple(arch_of(arch) for arch in data["archs"])
            rest = {name: data[name] for name in names}
            rest["images"] = data.get("images", BATCH)  # zoos of before have no such choice
            rest["snapshots"] = data.get("snapshots", 0)
            return cls(archs, tuple(data["counts"]), teacher=arch_of(data["teacher"]), **rest)
        except (KeyError, TypeError) as error:
            raise ZooError(f"The zoo's plan cannot be read: {error}.", "Make the zoo again.") from error
