"""How spaces of shapes get better as their zoos grow."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from explorer.cli.main import main
from explorer.errors import SelectionError, TrainingError
from explorer.explore.engine.engine import Engine
from explorer.explore.measure import learning
from explorer.explore.measure.learning import learning_curve, said
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.evaluate import network_ious
from explorer.kinds.shapes.learning import LEARNING, signed_distances
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.netspace.widen import begin_with


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spaces of the tests are small."""
    monkeypatch.setattr(learning, "FEWEST", 4)


def quietly(what: str, done: int, total: int) -> None:
    del what, done, total


def data_of(trainer_of: Callable[[TrainingRecipe], Trainer], recipe: Recipe) -> TrainingData:
    trainer = trainer_of(recipe)
    assert isinstance(trainer, ShapeTrainer)
    return trainer.data


@given(arrays.arrays(bool, st.tuples(*[st.integers(2, 5)] * 3).map(lambda size: (max(size),) * 3)))
def test_distances_are_to_the_nearest_sample_of_the_other_side(inside: np.ndarray) -> None:
    found = signed_distances(inside).astype(np.float64)
    step = 2 / (len(inside) - 1)
    places = np.stack(np.meshgrid(*[np.arange(len(inside))] * 3, indexing="ij"), -1).reshape(-1, 3)
    flat = inside.reshape(-1)
    assert np.array_equal(found.reshape(-1) < 0, flat)
    if flat.all() or not flat.any():
        assert (np.abs(found) > 2).all()
        return
    for own, value, at in zip(flat, found.reshape(-1), places, strict=True):
        across = np.linalg.norm(places[flat != own] - at, axis=1).min()
        assert abs(value) == pytest.approx((across - 0.5) * step, rel=2e-3)


def test_a_sphere_on_a_grid_has_its_own_distances_nearly() -> None:
    axis = np.linspace(-1, 1, 64)
    far = np.sqrt(sum(one**2 for one in np.meshgrid(axis, axis, axis, indexing="ij"))) - 0.6
    off = np.abs(signed_distances(far < 0) - far)
    assert off.max() < 1.0 * (axis[1] - axis[0])


def test_it_is_trained_as_it_was_first_on_its_own_zoo(mesh_space: ShapeSpace) -> None:
    own = LEARNING.recipe(mesh_space)
    assert own.signals == 20
    run = mesh_space.info["provenance"]

    def told(provenance: dict[str, object]) -> ShapeSpace:
        return dataclasses.replace(mesh_space, info={**mesh_space.info, "provenance": provenance})

    other = {"zoo": {"kind": "furniture"}, "recipe": {**run["recipe"], "rate": 1.0}}
    first = {**run, "started_from": other}
    last = {**run, "recipe": {**run["recipe"], "rate": 1e-6}, "started_from": first}
    assert LEARNING.recipe(told(last)) == own
    for odd in ({}, {**run, "recipe": {**run["recipe"], "from_the_future": 1}}):
        with pytest.raises(SelectionError, match="does not say how it was trained"):
            LEARNING.recipe(told(odd))


def test_it_learns_of_the_shapes_that_it_holds_and_of_networks_alone_where_it_holds_none(
    mesh_space: ShapeSpace, tiny_space: ShapeSpace
) -> None:
    recipe = LEARNING.recipe(mesh_space)
    made = data_of(LEARNING.trainer(mesh_space, recipe, 0, quietly), recipe)
    assert made.shapes is not None
    assert made.redraw is not None  # of the grids of its meshes
    assert len(made.networks) == len(mesh_space.train)
    bare = dataclasses.replace(recipe, signals=0, shapes=0, between=0)
    alone = data_of(LEARNING.trainer(mesh_space, bare, 0, quietly), recipe)
    assert alone.shapes is None
    assert alone.between is None
    pieces = data_of(LEARNING.trainer(tiny_space, recipe, 0, quietly), recipe)
    assert pieces.shapes is not None
    assert pieces.redraw is None  # furniture: exact, from its parameters


@pytest.mark.usefixtures("few")
def test_the_command(mesh_space: ShapeSpace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learning-curve", str(mesh_space.path), "--steps", "3", "--json"]) == 0
    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert "3 networks, draw 3: bending shapes" in shown.err
    assert [point["networks"] for point in result["points"]] == [3, 6, 12]
    assert [len(point["errors"]) for point in result["points"]] == [3, 2, 2]
    assert all(0 <= error <= 1 for point in result["points"] for error in point["errors"])
    assert result["baseline"] == pytest.approx(LEARNING.baseline(Engine("cpu"), mesh_space), abs=1e-3)
    title = "1 - IoU of held-out networks with their decoded selves, mean"
    assert said(result)[0] == f"{title}, on 4 held-out networks; 3 steps each:"


@pytest.mark.usefixtures("few")
def test_each_training_can_begin_with_the_model_of_a_space_of_another_zoo(
    mesh_space: ShapeSpace, tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine("cpu")
    begun = list[torch.nn.Module]()

    def watched(old: torch.nn.Module, new: torch.nn.Module) -> None:
        begin_with(old, new)
        begun.append(new)

    monkeypatch.setattr(learning, "begin_with", watched)
    twin = dataclasses.replace(
        mesh_space, path=Path("another"), name="another",
        info={**mesh_space.info, "provenance": {"zoo": {"kind": "shapes", "seed": 7}}},
    )  # fmt: skip
    result = learning_curve(engine, mesh_space, 1, start=twin)
    assert len(begun) == 7
    assert ", from another:" in said(result)[0]
    # One step of a trained model is not far from it.
    own = float(1 - network_ious(engine, mesh_space, mesh_space.heldout.tolist()).mean())
    assert result["points"][-1]["errors"][0] == pytest.approx(own, abs=0.1)
    for start, error, words in (
        (mesh_space, TrainingError, "same zoo"),
        (tiny_classifiers, SelectionError, "Start from a space of shapes"),
    ):
        with pytest.raises(error, match=words):
            learning_curve(engine, mesh_space, 1, start=start)
