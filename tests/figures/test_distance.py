from __future__ import annotations

import numpy as np
import pytest

from explorer.figures.distance import AMONG, SPARSE, distance_facts, distance_word, draw_distance
from explorer.figures.style import LIGHT


def test_the_handle_has_the_ratio_between_its_neighbours() -> None:
    facts = distance_facts(np.array([0.0, 0.5, 2.0], dtype=np.float32), here=0.75)
    assert facts.ratio.tolist() == [0, 0.5, 2.0]
    assert facts.t.tolist() == [0, 0.5, 1]
    assert facts.here_ratio == pytest.approx(1.25)


@pytest.mark.parametrize(
    ("ratio", "word"),
    [(0.0, "among its neighbours"), (AMONG, "among its neighbours"), (2.0, "sparse"), (SPARSE + 0.1, "empty")],
)
def test_words(ratio: float, word: str) -> None:
    assert word in distance_word(ratio)


def test_the_handle_is_on_the_curve() -> None:
    figure = draw_distance(distance_facts(np.array([0.0, 1.0, 0.0]), here=0.25), LIGHT)
    assert figure.data[-1].x == (0.25,)
    assert figure.data[-1].y == (0.5,)


def test_no_latents_give_a_titled_empty_figure() -> None:
    assert draw_distance(distance_facts(np.zeros(0), 0.5), LIGHT).layout.title.text
