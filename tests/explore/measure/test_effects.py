"""What moving networks along a label did, in numbers."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.measure.effects import effect, few, steering
from explorer.kinds.shapes.space import ShapeSpace


def test_few_are_spread_over_all() -> None:
    ids = np.arange(100, 120)
    assert few(ids, 4) == [100, 105, 110, 115]
    assert few(ids, 50) == ids.tolist()
    assert few(ids[:0], 3) == []


def test_an_effect_in_numbers() -> None:
    rows = np.array([[1.0, 0.5, 0.1], [-1.0, -1.0, 0.3], [2.0, 2.4, np.nan]])
    found = effect(rows, 0.9)
    assert found == {
        "r2": 0.9, "networks": 3.0, "asked": pytest.approx(4 / 3, abs=1e-4), "share": 1.0,
        "error": pytest.approx(0.3), "others": pytest.approx(0.2),
    }  # fmt: skip
    assert set(effect(rows * [1, 1, np.nan], None)) == {"networks", "asked", "share", "error"}


def test_the_kind_is_asked(tiny_space: ShapeSpace) -> None:
    assert "iou" in steering(tiny_space).hidden
