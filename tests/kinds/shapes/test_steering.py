"""What steering does to shapes, in the shipped space and in a small one."""

from __future__ import annotations

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.steering import STEERING, slider_effects, turn_effects
from tests.kinds.shapes.elsewhere import elsewhere


def quiet(what: str, done: int, total: int) -> None:
    assert 0 < done <= total, what


def test_a_slider_does_what_it_says(shipped: ShapeSpace) -> None:
    """On held-out networks of the shipped space: at least four fifths of the change asked for, little else changes."""
    found = slider_effects(Engine("cpu"), shipped, 8, quiet)
    for label in ("width", "depth", "seat_height", "seat_thickness", "arm_height"):
        assert 0.8 < found[label]["share"] < 1.2, label
        assert found[label]["error"] < 0.25 * found[label]["asked"], label
        assert found[label]["others"] < 0.06, label
    assert found["back_height"]["share"] > 0.6


def test_a_part_appears_and_vanishes(shipped: ShapeSpace) -> None:
    found = turn_effects(Engine("cpu"), shipped, 8)
    assert found["arms=none"]["seen"] > 0.8
    assert found["arms=open"]["seen"] > 0.8
    assert found["back=solid"]["seen"] > 0.8
    assert "legs=panel" not in found  # no kind that has them has held-out networks without


def test_small_spaces_too(tiny_space: ShapeSpace) -> None:
    assert set(STEERING.effects(Engine("cpu"), tiny_space, 2, quiet)) == {"labels", "classes"}


def test_the_size_of_a_part_says_nothing_of_those_without_it(shipped: ShapeSpace) -> None:
    there = STEERING.applies(shipped, "back_thickness")
    assert np.array_equal(there, shipped.labels["back"] != "none")
    assert STEERING.applies(shipped, "width").all()


def test_of_other_shapes_their_sizes_are_known(tiny_space: ShapeSpace) -> None:
    engine, other = Engine("cpu"), elsewhere(tiny_space)
    assert set(STEERING.measured(engine, tiny_space, tiny_space.latents[0])) >= {"width", "back_height"}
    assert set(STEERING.measured(engine, other, other.latents[0])) == {"width", "height", "depth", "fullness"}
    assert set(STEERING.effects(engine, other, 2, quiet)["labels"]) <= {"width", "depth"}
    assert STEERING.applies(other, "back_thickness").all()
