"""The zoos of classifiers that this repository's spaces are trained on, by data and kind.

`single`: one architecture, trained from almost not at all to several epochs, so that accuracy spreads. `multi`: four
architectures, each network at its best.
"""

from __future__ import annotations

import torch

from explorer.errors import ZooError
from explorer.networks.classifiers import Classifier
from explorer.zoo.classifiers import ZooPlan


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
    archs, counts, shortest, longest, teacher, teacher_steps = _PLANS[data, kind]
    return ZooPlan(
        archs,
        counts if count is None else (count,) * len(archs),
        shortest,
        longest,
        rate=2e-3,
        best=kind == "multi",
        teacher=teacher,
        teacher_steps=teacher_steps,
        seed=seed,
        bfloat16=torch.ops.mkldnn._is_mkldnn_bf16_supported(),  # torch has no public name for it
    )


def _fashion(name: str, width: int) -> Classifier:
    # A stem of stride 2 makes a ResNet four times cheaper, and Fashion-MNIST hardly harder.
    return Classifier(name, 1, 28, 10, width, 2)


def _digits(name: str, width: int) -> Classifier:
    return Classifier(name, 1, 16, 10, width, 2)


_PLANS: dict[tuple[str, str], tuple[tuple[Classifier, ...], tuple[int, ...], int, int, Classifier, int]] = {
    ("fashion", "single"): ((_fashion("ResNet8", 16),), (200,), 3, 1200, _fashion("ResNet56", 16), 1500),
    # Widths near one another in parameters: 44, 41, 20 and 66 thousand. More of the two that end a path.
    ("fashion", "multi"): (
        (_fashion("LeNetLike", 16), _fashion("VanillaCNN", 12), _fashion("ResNet8", 8), _fashion("ResNet32", 6)),
        (42, 36, 36, 42), 400, 800, _fashion("ResNet56", 16), 1500,
    ),
    ("digits", "single"): ((_digits("ResNet8", 8),), (64,), 2, 100, _digits("ResNet56", 8), 100),
    ("digits", "multi"): (
        (_digits("LeNetLike", 8), _digits("VanillaCNN", 8), _digits("ResNet8", 6), _digits("ResNet32", 4)),
        (36, 36, 36, 36), 60, 120, _digits("ResNet56", 8), 100,
    ),
}  # fmt: skip
