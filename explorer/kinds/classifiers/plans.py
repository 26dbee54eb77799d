"""The zoos of classifiers that this repository's spaces are trained on, by data and kind.

`single`: one architecture, trained from almost not at all to several epochs, so that accuracy spreads. `multi`: four
architectures, each network at its best.
"""

from __future__ import annotations

import dataclasses

from explorer.errors import ZooError
from explorer.kinds.classifiers.networks import Classifier, bfloat16_helps
from explorer.kinds.classifiers.zoo import ZooPlan


def make_plan(data: str, kind: str, count: int | None = None, seed: int = 0) -> ZooPlan:
    """A zoo's plan.

    Args:
        data: "fashion" or "digits".
        kind: "single" or "multi".
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


def _fashion(name: str, width: int) -> Classifier:
    # A stem of stride 2 makes a ResNet four times cheaper, and Fashion-MNIST hardly harder.
    return Classifier(name, 1, 28, 10, width, 2)


def _digits(name: str, width: int) -> Classifier:
    return Classifier(name, 1, 16, 10, width, 2)


RATE = 2e-3

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
    ("digits", "single"): ZooPlan(
        (_digits("ResNet8", 8),), (64,),
        shortest=2, longest=100, rate=RATE, best=False, teacher=_digits("ResNet56", 8), teacher_steps=100,
    ),
    ("digits", "multi"): ZooPlan(
        (_digits("LeNetLike", 8), _digits("VanillaCNN", 8), _digits("ResNet8", 6), _digits("ResNet32", 4)),
        (36, 36, 36, 36),
        shortest=60, longest=120, rate=RATE, best=True, teacher=_digits("ResNet56", 8), teacher_steps=100,
    ),
}  # fmt: skip
