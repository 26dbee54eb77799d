from __future__ import annotations

import numpy as np
import pytest

from explorer.figures.prep import draw_preps, prep_facts
from explorer.figures.style import DARK


def test_difference_and_relative_size() -> None:
    facts = prep_facts(np.array([[1.0, -1.0]]), np.array([[1.5, -1.0]]))
    np.testing.assert_allclose(facts.rows[2], [[0.5, 0.0]])
    assert facts.relative == pytest.approx(0.25)
    assert facts.titles == ("input", "decoded", "difference")


def test_one_colour_scale_for_all_three() -> None:
    figure = draw_preps(prep_facts(np.full((8, 10), 2.0), np.full((8, 10), -1.0)), DARK)
    assert len(figure.data) == 3
    assert {trace.coloraxis for trace in figure.data} == {"coloraxis"}
    assert figure.layout.coloraxis.cmin == -figure.layout.coloraxis.cmax
    assert figure.layout.coloraxis.cmax == pytest.approx(2.0)


def test_all_zeros_still_have_a_scale() -> None:
    facts = prep_facts(np.zeros((2, 2)), np.zeros((2, 2)))
    assert facts.limit == 1
    assert facts.relative == 0


def test_an_empty_prep_gives_a_titled_empty_figure() -> None:
    figure = draw_preps(prep_facts(np.zeros((0, 4)), np.zeros((0, 4))), DARK)
    assert "empty" in figure.layout.title.text
