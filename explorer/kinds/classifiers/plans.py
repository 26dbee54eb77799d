"""The zoos of classifiers that this repository's spaces are trained on, by data and kind.

`single`: one architecture, trained from almost not at all to several epochs, so that accuracy spreads. `multi`: four
architectures, each network at its best. `joint`: four architectures, of each networks as in `single`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.data.images import ImageData
from explorer.errors import ZooError
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.networks import REFERENCE_WIDTH, Classifier, bfloat16_helps
from explorer.kinds.classifiers.zoo_plan import BATCH, ZooPlan


def make_plan(data: str, kind: str, count: int | None = None, seed: int = 0) -> ZooPlan:
    """A zoo's plan.

    Args:
        data: "fashion" or "digits".
        kind: "single", "multi" or "joint".
        count: networks of each architecture; None: as many as the shipped spaces want.
        seed: of everything that is drawn.

    Raises:
        ZooError: an unknown name, or a count that is not positive.
    """
    if (data, kind) not in _PLANS:
        known = ", ".join(f"{d} {k}" for d, k in _PLANS)
        raise ZooError(f"There is no zoo {data} {kind}.", f"Choose from: {known}.")
    plan = _PLANS[data, kind]
    return dataclasses.replace(
        plan,
        counts=plan.counts if count is None else (count,) * len(plan.archs),
        seed=seed,
        bfloat16=bfloat16_helps(),
    )


@dataclass(frozen=True)
class AskedZoo:
    """What a command asks of a zoo of classifiers; None and () leave it to the kind of zoo.

    Attributes:
        kind: "single", "multi" or "joint".
        architectures: names of the paper's, in the order of a path.
        own: the user's; after those.
        counts: networks of each: one number for all, or one each; 0 for an architecture that stays unseen.
        widths: of each, likewise.
        stride: of the ResNets' first convolution.
        shortest: optimizer steps of the shortest training.
        longest: of the longest.
        rate: peak learning rate.
        teacher: the teacher's architecture.
        teacher_steps: of its training.
        batch: images a step.
        seed: of everything that is drawn.
        bfloat16: train in bfloat16; None: where that is quicker.
        snapshots: networks kept on the way of each training; None: what the kind of zoo keeps.
    """

    kind: str
    architectures: tuple[str, ...] = ()
    own: tuple[GraphClassifier, ...] = ()
    counts: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    stride: int | None = None
    shortest: int | None = None
    longest: int | None = None
    rate: float | None = None
    teacher: str | None = None
    teacher_steps: int | None = None
    batch: int | None = None
    seed: int = 0
    bfloat16: bool | None = None
    snapshots: int | None = None


def asked_plan(data: ImageData, asked: AskedZoo) -> ZooPlan:
    """A zoo's plan for any images.

    Raises:
        ZooError: numbers that do not fit the architectures.
        SelectionError: an unknown architecture, or images that are too small for one.
    """
    several = asked.kind != "single"
    papers = asked.architectures or (() if asked.own else SEVERAL if several else ("ResNet8",))
    names = (*papers, *(one.name for one in asked.own))
    if not several and len(names) > 1:
        raise ZooError(
            f"A zoo of one architecture cannot be of {', '.join(names)}.", "Use --kind multi or joint, or name one."
        )
    if len(set(names)) < len(names):
        raise ZooError(f"An architecture is named twice: {', '.join(names)}.", "Name each once.")
    counts = _each(asked.counts or (COUNT_EACH if several else COUNT,), names, "--count")
    widths = _each(asked.widths or (REFERENCE_WIDTH,), papers or ("teacher",), "--width")
    form = (data.channels, data.size, len(data.classes))
    stride = asked.stride or (1 if data.name in PAPERS else 2)

    def arch(name: str, width: int) -> Classifier:
        return Classifier(name, *form, width, stride)

    lengths = LENGTHS[asked.kind]
    return ZooPlan(
        (*(arch(name, width) for name, width in zip(papers, widths, strict=False)), *asked.own),
        counts,
        asked.shortest or lengths[0],
        asked.longest or lengths[1],
        asked.rate or RATE,
        asked.kind == "multi",
        arch(asked.teacher or "ResNet56", max(widths)),
        asked.teacher_steps or TEACHER_STEPS,
        asked.seed,
        bfloat16_helps() if asked.bfloat16 is None else asked.bfloat16,
        asked.batch or BATCH,
        (SNAPSHOTS if asked.kind == "joint" else 0) if asked.snapshots is None else asked.snapshots,
    )


def _each(given: tuple[int, ...], names: Sequence[str], option: str) -> tuple[int, ...]:
    """One number for each architecture."""
    if len(given) not in (1, len(names)):
        raise ZooError(
            f"{option} gives {len(given)} numbers for {len(names)} architectures.", "Give one for all, or one each."
        )
    return given * len(names) if len(given) == 1 else given


def _fashion(name: str, width: int) -> Classifier:
    # A stem of stride 2 makes a ResNet four times cheaper, and Fashion-MNIST hardly harder.
    return Classifier(name, 1, 28, 10, width, 2)


def _digits(name: str, width: int) -> Classifier:
    return Classifier(name, 1, 16, 10, width, 2)


RATE = 2e-3
TEACHER_STEPS = 3000
LENGTHS = {"single": (2, 1200), "multi": (400, 800), "joint": (2, 800)}  # steps of trainings
SEVERAL = ("LeNetLike", "VanillaCNN", "ResNet8", "ResNet32")
COUNT, COUNT_EACH = 200, 40  # networks, unless a command says otherwise
SNAPSHOTS = 3  # on the way of each training of a joint zoo
PAPERS = ("cifar-10", "tiny-imagenet")  # data for which the paper's networks are made as they are there

_PLANS: dict[tuple[str, str], ZooPlan] = {
    ("fashion", "single"): ZooPlan(
        (_fashion("ResNet8", 16),), (400,),
        shortest=2, longest=1200, rate=RATE, best=False, teacher=_fashion("ResNet56", 16), teacher_steps=3000,
    ),
    # Widths near one another in parameters: 44, 41, 20 and 66 thousand. More of the two that end a path.
    ("fashion", "multi"): ZooPlan(
        (_fashion("LeNetLike", 16), _fashion("VanillaCNN", 12), _fashion("ResNet8", 8), _fashion("ResNet32", 6)),
        (42, 36, 36, 42),
        shortest=400, longest=800, rate=RATE, best=True, teacher=_fashion("ResNet56", 16), teacher_steps=3000,
    ),
    ("fashion", "joint"): ZooPlan(
        (_fashion("LeNetLike", 16), _fashion("VanillaCNN", 12), _fashion("ResNet8", 8), _fashion("ResNet32", 6)),
        (120, 120, 120, 120),
        shortest=2, longest=800, rate=RATE, best=False, teacher=_fashion("ResNet56", 16), teacher_steps=3000,
        snapshots=SNAPSHOTS,
    ),
    ("digits", "single"): ZooPlan(
        (_digits("ResNet8", 8),), (64,),
        shortest=2, longest=100, rate=RATE, best=False, teacher=_digits("ResNet56", 8), teacher_steps=100,
    ),
    ("digits", "multi"): ZooPlan(
        (_digits("LeNetLike", 8), _digits("VanillaCNN", 8), _digits("ResNet8", 6), _digits("ResNet32", 4)),
        (36, 36, 36, 36),
        shortest=60, longest=120, rate=RATE, best=True, teacher=_digits("ResNet56", 8), teacher_steps=100,
    ),
    ("digits", "joint"): ZooPlan(
        (_digits("LeNetLike", 8), _digits("VanillaCNN", 8), _digits("ResNet8", 6), _digits("ResNet32", 4)),
        (60, 60, 60, 60),
        shortest=2, longest=120, rate=RATE, best=False, teacher=_digits("ResNet56", 8), teacher_steps=100,
        snapshots=SNAPSHOTS,
    ),
}  # fmt: skip
