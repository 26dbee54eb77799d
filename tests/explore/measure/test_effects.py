"""What steering does, in the shipped space and in small ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.effects import classifier_turns, effects, shape_effects, turn_effects
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.space.bundle import load_space
from explorer.space.directions import keys_of
from explorer.ui.resources import spaces_root


def quiet(what: str, done: int, total: int) -> None:
    assert 0 < done <= total, what


@pytest.fixture(scope="module")
def shipped() -> ShapeSpace:
    return load_shapes(Path(__file__).parents[3] / "pretrained" / "furniture")


def test_a_slider_does_what_it_says(shipped: ShapeSpace) -> None:
    """On held-out networks of the shipped space: at least four fifths of the change asked for, little else changes."""
    found = shape_effects(Engine("cpu"), shipped, 8, quiet)
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


def test_small_spaces_too(tiny_space: ShapeSpace, tiny_classifiers: ClassifierSpace) -> None:
    engine = Engine("cpu")
    assert set(effects(engine, tiny_space, 2, quiet)) == {"labels", "classes"}
    found = effects(engine, tiny_classifiers, 2, quiet)["labels"]
    for row in found.values():
        assert row["asked"] > 0
        assert row["networks"] == 2


def test_spaces_of_several_architectures_turn_to_them_and_offer_no_accuracy() -> None:
    space = classifiers_only(load_space(spaces_root() / "fashion-multi"))
    assert keys_of(space) == tuple(
        f"architecture={name}" for name in ("LeNetLike", "ResNet32", "ResNet8", "VanillaCNN")
    )
    found = classifier_turns(Engine("cpu"), space, 3)
    assert set(found) == set(keys_of(space))
    for row in found.values():
        assert row["networks"] == 3
        assert row["reached"] == 1
        assert row["accuracy"] > 60
    alone = classifiers_only(load_space(spaces_root() / "fashion-resnet8"))
    assert keys_of(alone) == ("accuracy",)
