"""The model cards of the shipped spaces say what their `space.json` holds."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.measure.evaluate import card, evaluate
from explorer.kinds.registry import Kind, forget, register
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.bundle import Space, load_space

SPACES = Path(__file__).parents[3] / "pretrained"


@pytest.mark.parametrize("name", ["furniture", "fashion-resnet8", "fashion-joint", "fashion-unseen"])
def test_tables_are_whole_and_say_what_was_measured(name: str) -> None:
    space = load_space(SPACES / name)
    text = card(space)
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(tables) >= 3
    for one in tables:
        lines = one.splitlines()
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1, one
        assert set(lines[1]) <= set("| -")
    assert "nan" not in text.lower().replace("nanmean", "")
    assert "baseline" in text
    assert f"{len(space.heldout):,}" in text


def test_numbers_are_rounded_as_they_are_said() -> None:
    space = load_space(SPACES / "furniture")
    metrics = space.info["metrics"]
    iou = metrics["iou"]["heldout"]
    text = card(space)
    assert f"| {iou['mean']:.3f} ({iou['p10']:.3f}) |" in text
    worth = metrics["steering"]["labels"]["width"]
    assert f"| width ({worth['networks']:.0f}) | {worth['r2']:.3f} |" in text
    gap = load_space(SPACES / "fashion-resnet8").info["metrics"]["accuracy_gap_points"]["heldout"]
    assert f"{gap['mean']:.2f} ({gap['max']:.1f})" in card(load_space(SPACES / "fashion-resnet8"))


def test_a_space_that_was_never_measured_has_an_empty_card(tiny_space: Space, tiny_classifiers: Space) -> None:
    assert card(tiny_space) == ""
    assert card(tiny_classifiers) == ""


class Unmeasured(ShapeSpace):
    kind = "unmeasured"


def test_a_kind_that_is_not_measured(tiny_space: ShapeSpace) -> None:
    space = Unmeasured(**{one.name: getattr(tiny_space, one.name) for one in fields(tiny_space)})
    register(Kind("unmeasured", "unmeasured networks", {}))
    try:
        for asked in (lambda: evaluate(Engine("cpu"), space), lambda: card(space)):
            with pytest.raises(SelectionError, match="Spaces of unmeasured networks cannot be measured"):
                asked()
    finally:
        forget("unmeasured")
