from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.explore.measure.cards import aligned
from explorer.explore.measure.drawn import Made, drawn_card, some_pairs, summary
from explorer.figures.drawn import write_drawn

NAN = float("nan")
ROWS = {
    "drawn": [Made(90.0, 0.3, better=True, weights=1.5), Made(80.0, 0.05, better=True), Made(70.0, NAN, better=False)],
    "held_out": [Made(60.0 + k, 0.1 + k / 100, better=k % 2 == 0) for k in range(10)],
}


def test_new_is_what_is_as_far_as_nine_of_ten_held_out_networks() -> None:
    found = summary(ROWS, 0.4, ("accuracy", "disagreement"), {"images": 500})
    assert found["new_from"] == pytest.approx(0.109)
    assert found["rows"]["held_out"]["new"] == 0.9
    drawn = found["rows"]["drawn"]
    assert drawn == {
        "networks": 3, "quality": 80, "distance": 0.175, "weights": 1.5, "new": 0.3333, "better": 0.6667, "both": 0.3333
    }  # fmt: skip
    assert found["points"]["drawn"] == {"quality": [90, 80], "distance": [0.3, 0.05]}  # a point needs a distance


def test_the_card_has_a_row_a_way_and_the_figure(tmp_path: Path) -> None:
    found = summary(ROWS, 0.4, ("accuracy", "disagreement"), {"images": 500})
    text = drawn_card(found, ("accuracy", ".1f"), ("disagrees", ".0%"), "better than that one")
    assert "| drawn from the space: sampled latents, decoded | 3 | 80.0 | 18% | 1.50 | 33% | 67% | 33% |" in text
    assert "first 500 of the test images" in text
    assert "drawn.png" in text
    assert "drawn.png" not in aligned(text)
    assert write_drawn(tmp_path / "drawn.png", {"drawn": found})
    with Image.open(tmp_path / "drawn.png") as picture:
        assert picture.width > 600
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 10  # not blank


def test_where_nothing_was_drawn_nothing_is_said(tmp_path: Path) -> None:
    assert drawn_card(None, ("accuracy", ".1f"), ("disagrees", ".0%"), "better") == ""
    assert not write_drawn(tmp_path / "drawn.png", {})
    assert not (tmp_path / "drawn.png").exists()


def test_pairs_are_of_different_networks_of_one_group() -> None:
    ids, groups = np.asarray([3, 5, 7, 9, 11]), np.asarray([0, 0, 1, 1, 2])
    pairs = some_pairs(ids, groups, 30, 0)
    assert len(pairs) == 30
    assert {tuple(sorted(pair)) for pair in pairs} == {(3, 5), (7, 9)}
    assert some_pairs(ids[-1:], groups[-1:], 30, 0) == []
