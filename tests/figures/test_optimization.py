from __future__ import annotations

from explorer.figures.optimization import draw_optimization
from explorer.figures.style import LIGHT


def test_an_optimization_marks_its_best_step() -> None:
    figure = draw_optimization([3.0, 2.0, 2.5], [50.0, 80.0, 70.0], 1, "accuracy", LIGHT)
    best = figure.data[-1]
    assert (list(best.x), list(best.y)) == ([1], [80.0])
    assert "Nothing yet" in draw_optimization([], [], 0, "accuracy", LIGHT).layout.title.text
