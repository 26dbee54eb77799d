"""The two sides of a row do the same: what is compared are times alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.bench import optimizing, training
from explorer.bench.rows import Row, Setting, Timing


@pytest.mark.parametrize(
    ("module", "measure"),
    [
        (training, training.train_shapes),
        (training, training.train_classifiers),
        (optimizing, optimizing.optimize_classifier),
    ],
)
def test_both_sides_come_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
    tiny_space_dir: Path,
    tiny_classifiers_dir: Path,
    module: object,
    measure: Callable[[Setting], Row],
) -> None:
    made: list[torch.Tensor] = []

    def both(ours: Callable[[int], torch.Tensor], baseline: Callable[[int], torch.Tensor], rounds: object) -> Timing:
        del rounds
        made.extend((ours(0), baseline(0)))
        return Timing((1.0,), (1.0,))

    monkeypatch.setattr(module, "interleave", both)
    monkeypatch.setattr(training, "bfloat16_helps", lambda: False)
    measure(Setting(tiny_space_dir / "tiny", tiny_classifiers_dir / "digits", quick=True))
    ours, baseline = (one.detach().numpy() for one in made)
    assert np.abs(baseline).max() > 0
    np.testing.assert_allclose(ours, baseline, rtol=1e-3, atol=1e-3 * float(np.abs(baseline).max()))
