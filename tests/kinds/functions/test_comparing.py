"""Comparing encoders and decoders, and the learning curve: trained anew on the networks that a space holds."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from explorer.cli.compare import report
from explorer.cli.main import main
from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.explore.measure.compare import Extent, compare
from explorer.explore.measure.learning import learning_curve, said
from explorer.explore.measure.pairings import Budget
from explorer.kinds.functions.comparing import COMPARING, LEARNING, recipe_of
from explorer.kinds.functions.recipes import function_recipes
from explorer.kinds.functions.space import FunctionSpace
from tests.kinds.functions.zoos import RECIPE

FEW = Extent(networks=4, pairs=3)
ROWS = ["conv+chunked", "probe+chunked", "pca", "nearest", "shipped"]


@pytest.mark.slow  # half a minute and more on a busy machine
@pytest.mark.parametrize("name", ["cancer", "diabetes", "policy", "moons"])
def test_every_pairing_is_trained_and_measured(engine: Engine, request: pytest.FixtureRequest, name: str) -> None:
    space: FunctionSpace = request.getfixturevalue(f"{name}_space")
    result = compare(engine, space, Budget(steps=3), extent=FEW)
    json.dumps(result, allow_nan=False)
    assert [row["name"] for row in result["rows"]] == ROWS
    rows = {row["name"]: row for row in result["rows"]}
    for row in result["rows"]:
        assert row["heldout"]["agreement"] <= 1
        assert np.isfinite(row["between"]["worth"])
        judged = row["heldout"]["gap"] is not None
        assert judged == (space.worth is not None), row
    assert rows["probe+chunked"]["steps"] == 3
    assert rows["probe+chunked"]["recipe"]["model"]["latent"] == space.model.config.latent
    assert rows["shipped"]["steps"] == RECIPE.steps
    assert rows["nearest"]["train"] is None
    shown = report(result)
    assert all(f"\n{name}  " in shown for name in ROWS)


def test_a_space_that_was_trained_long_is_above_pairings_that_were_not(
    engine: Engine, cancer_space: FunctionSpace
) -> None:
    """Three steps are no training: what is measured must show it."""
    result = compare(engine, cancer_space, Budget(steps=3), names=["probe+chunked"])
    short, shipped = (
        next(row for row in result["rows"] if row["name"] == name) for name in ("probe+chunked", "shipped")
    )
    assert shipped["train"]["agreement"] > short["train"]["agreement"]
    assert shipped["train"]["gap"] < short["train"]["gap"]


def test_pairings_are_trained_as_the_space_was(cancer_space: FunctionSpace) -> None:
    assert recipe_of(cancer_space) == RECIPE
    offered = COMPARING.pairings(cancer_space)
    assert list(offered) == ["conv+chunked", "probe+chunked"]
    assert offered["probe+chunked"] == RECIPE
    usual = function_recipes()["functions"]
    run = cancer_space.info["provenance"]
    for odd in ({}, {**run, "recipe": {**run["recipe"], "from_the_future": 1}}):
        other = dataclasses.replace(cancer_space, info={**cancer_space.info, "provenance": odd})
        assert recipe_of(other) == usual
    later = {**run, "recipe": {**run["recipe"], "rate": 1e-6}, "started_from": run}
    other = dataclasses.replace(cancer_space, info={**cancer_space.info, "provenance": later})
    assert recipe_of(other) == RECIPE, "the last stage alone would train nothing"


@pytest.mark.parametrize("name", ["cancer", "policy"])
def test_the_learning_curve_command(
    functions_root: Path, engine: Engine, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    space: FunctionSpace = request.getfixturevalue(f"{name}_space")
    assert main(["learning-curve", str(functions_root / name), "--steps", "4", "--json"]) == 0
    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert "4 networks, draw 3: training" in shown.err
    assert [point["networks"] for point in result["points"]] == [4, 8, 16]
    assert [len(point["errors"]) for point in result["points"]] == [3, 2, 2]
    assert result["heldout"] == 4
    assert ("accuracy" in result["title"]) == (name == "cancer")
    nearest = LEARNING.baseline(engine, space)
    assert result["baseline"] == pytest.approx(nearest, abs=1e-3)
    lines = said(result)  # what is printed without --json
    assert lines[0] == f"{result['title']}, on 4 held-out networks; 4 steps each:"
    assert f"the nearest training network instead   {result['baseline']:.3f}" in lines[4]
    assert "more networks" in lines[5] or "would take about" in lines[5]


def test_a_zoo_too_small_for_a_learning_curve_is_refused(engine: Engine, diabetes_space: FunctionSpace) -> None:
    assert len(diabetes_space.train) < 16
    with pytest.raises(DataError, match=r"12 training networks.*needs 16"):
        learning_curve(engine, diabetes_space, 1)
