"""Encoders and decoders side by side, on small spaces and in a few steps."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import explorer.explore.measure.compare as comparing
from explorer.data.images import load_digits
from explorer.errors import DataError, SelectionError, TrainingError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.measure.compare import Extent, Row, RowFolder, chosen, compare, measured
from explorer.explore.measure.pairings import Budget, pairings, steps_within, train_pairing, with_model
from explorer.explore.measure.pairings import comparing as pairing_kind
from explorer.explore.measure.reference_models import nearest_space, pca_space
from explorer.kinds.classifiers.build import ClassifierMaker
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.trainer import ClassifierTrainer
from explorer.kinds.classifiers.zoo import Trained
from explorer.kinds.shapes.evaluate import network_ious
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.trainer import ShapeTrainer
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.space.build import build_space
from explorer.space.bundle import Space, load_space
from explorer.space.split import Split

FEW = Extent(networks=4, pairs=3)
SHAPE_RECIPES: dict[str, TrainingRecipe] = {
    "conv+conv": Recipe(ModelConfig("conv", "conv", 64), networks=4, points=64),
    "conv+residual": Recipe(ModelConfig("conv", "residual", 8), networks=4, points=64),
    "probe+residual": Recipe(
        ModelConfig("probe", "residual", 8, 8, {"probes": 32, "hidden": 16}), networks=4, points=64
    ),
}
_CHUNKED = {"hidden": 16, "embedding": 8, "chunk": 64}
CLASSIFIER_RECIPES: dict[str, TrainingRecipe] = {
    "conv+conv": ClassifierRecipe(ModelConfig("conv", "conv", 64, 8, {"gain": 1.0}), networks=2, images=16, pool=64),
    "conv+chunked": ClassifierRecipe(
        ModelConfig("conv", "chunked", 6, 8, {"gain": 1.0}, _CHUNKED), networks=2, images=16, pool=64, noise=0.1
    ),
    "probe+chunked": ClassifierRecipe(
        ModelConfig("probe", "chunked", 6, 8, {"probes": 16, "hidden": 16}, _CHUNKED), networks=2, images=16, pool=64
    ),
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def _lenets(zoo: Trained, path: Path) -> ClassifierSpace:
    """A space of the LeNets of a zoo: 2 for training and 3 held out."""
    recipe = ClassifierRecipe(
        ModelConfig("probe", "chunked", 4, 8, {"probes": 16, "hidden": 16}, _CHUNKED), steps=5, networks=2, pool=64
    )
    build_space(
        ClassifierMaker.of(zoo, load_digits(), recipe, ["LeNetLike"]), path, title="LeNets", seed=0,
        split=Split.of(5, 3, None), provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return classifiers_only(load_space(path))


@pytest.fixture(scope="module")
def one_arch(tiny_classifier_zoo: Trained, tmp_path_factory: pytest.TempPathFactory) -> ClassifierSpace:
    """A space of one architecture."""
    zoo = tiny_classifier_zoo
    alone = replace(zoo, plan=replace(zoo.plan, archs=zoo.plan.archs[:1], counts=zoo.plan.counts[:1]))
    own = [k for k, arch in enumerate(zoo.archs) if arch == 0]
    picked = {name: [getattr(zoo, name)[k] for k in own] for name in ("archs", "params", "steps")}
    return _lenets(replace(alone, **picked), tmp_path_factory.mktemp("one") / "lenets")


@pytest.fixture(scope="module")
def unseen_arch(tiny_classifier_zoo: Trained, tmp_path_factory: pytest.TempPathFactory) -> ClassifierSpace:
    """A space of two architectures, with no network of the last one."""
    return _lenets(tiny_classifier_zoo, tmp_path_factory.mktemp("unseen") / "lenets")


@pytest.fixture(scope="module")
def shapes(engine: Engine, tiny_space: ShapeSpace) -> dict[str, Any]:
    """A comparison on the small space of shapes."""
    return compare(engine, tiny_space, Budget(steps=3), extent=FEW, recipes=SHAPE_RECIPES)


def numbers(row: dict[str, Any]) -> list[float]:
    parts = [row["heldout"], row["train"] or {}, row["between"]]
    return [value for part in parts for value in part.values() if value is not None]


def test_every_pairing_of_shapes_has_a_row_of_numbers_in_range(shapes: dict[str, Any]) -> None:
    json.dumps(shapes, allow_nan=False)
    assert [row["name"] for row in shapes["rows"]] == [*SHAPE_RECIPES, "pca", "nearest", "shipped"]
    assert shapes["networks"] == {"train": 14, "heldout": 7}
    assert shapes["measured"] == {"train": 4, "heldout": 4, "pairs": 3, "resolution": 64}
    for row in shapes["rows"]:
        assert 0 <= row["heldout"]["iou_p10"] <= row["heldout"]["iou"] <= 1, row["name"]
        assert 0 <= row["between"]["one_piece"] <= 1
        assert 0 <= row["between"]["loose_volume"] <= 1
        assert np.isfinite(numbers(row)).all()
    rows = {row["name"]: row for row in shapes["rows"]}
    for name in SHAPE_RECIPES:
        assert rows[name]["steps"] == 3
        assert rows[name]["seconds"] is not None
        assert rows[name]["parameters"] > 1000
        assert "steps" not in rows[name]["recipe"]
    assert rows["conv+conv"]["latent"] == 64
    assert rows["nearest"]["train"] is None


def test_the_shipped_row_is_the_space_itself(engine: Engine, tiny_space: ShapeSpace, shapes: dict[str, Any]) -> None:
    row = shapes["rows"][-1]
    own = compare(engine, tiny_space, Budget(steps=1), names=["pca"], extent=replace(FEW, networks=7))["rows"][-1]
    assert own["heldout"]["iou"] == pytest.approx(
        network_ious(engine, tiny_space, tiny_space.heldout.tolist()).mean(), abs=1e-4
    )
    assert row["latent"] == tiny_space.model.config.latent
    assert row["steps"] is None  # its provenance states none


def test_a_pca_of_full_rank_gives_the_training_networks_back(engine: Engine, tiny_space: ShapeSpace) -> None:
    wide = replace(tiny_space, model=_with_latent(tiny_space, 100))
    made = pca_space(wide, 0)
    assert made.model.config.latent == len(tiny_space.train)  # more would say nothing
    ids = tiny_space.train.tolist()
    torch.testing.assert_close(engine.decode(made, made.latents[ids]), tiny_space.zoo.weights(ids), atol=1e-5, rtol=0)
    assert network_ious(engine, made, ids).min() > 0.999
    assert network_ious(engine, made, tiny_space.heldout.tolist()).mean() < 0.99


def test_a_pca_has_as_many_components_as_the_latent_and_is_that_of_scikit_learn(
    engine: Engine, tiny_space: ShapeSpace
) -> None:
    from sklearn.decomposition import PCA

    made = pca_space(tiny_space, 0)
    assert made.model.config.latent == 8
    fitted = PCA(8, svd_solver="full").fit(tiny_space.zoo.weights(tiny_space.train.tolist()).numpy().astype(float))
    held = tiny_space.zoo.weights(tiny_space.heldout.tolist()).numpy()
    expected = fitted.inverse_transform(fitted.transform(held))
    decoded = engine.decode(made, made.latents[tiny_space.heldout]).numpy()
    np.testing.assert_allclose(decoded, expected, atol=1e-5)


def _with_latent(space: ShapeSpace, latent: int) -> Any:
    """The space's model as far as its size matters."""
    from explorer.netspace.model import NetSpace

    return NetSpace(space.arch, ModelConfig("conv", "conv", latent))


def test_the_nearest_network_is_a_training_network_as_it_is(engine: Engine, tiny_space: ShapeSpace) -> None:
    from explorer.space.neighbours import nearest

    made = nearest_space(tiny_space)
    held = tiny_space.heldout
    twins = [int(nearest(tiny_space, tiny_space.latents[i], 1, among=tiny_space.train.tolist()).ids[0]) for i in held]
    assert torch.equal(engine.decode(made, tiny_space.latents[held]), tiny_space.zoo.weights(twins))


@pytest.mark.parametrize(
    ("which", "archs", "pairs"), [("one_arch", 1, 1), ("tiny_classifiers", 2, 1), ("unseen_arch", 2, 0)]
)
def test_every_pairing_of_classifiers_has_a_row_of_numbers_in_range(
    engine: Engine, request: pytest.FixtureRequest, which: str, archs: int, pairs: int
) -> None:
    space = request.getfixturevalue(which)
    assert len(space.archs) == archs
    result = compare(engine, space, Budget(steps=3), extent=FEW, recipes=CLASSIFIER_RECIPES)
    json.dumps(result, allow_nan=False)
    assert [row["name"] for row in result["rows"]] == [*CLASSIFIER_RECIPES, "pca", "nearest", "shipped"]
    assert result["measured"]["pairs"] == pairs
    for row in result["rows"]:
        assert 0 <= row["heldout"]["accuracy_gap_points"] <= 100
        assert 0 <= row["heldout"]["agreement"] <= 1
        rank = row["heldout"]["accuracy_rank_correlation"]
        assert rank is None or -1 <= rank <= 1
        assert np.isfinite(numbers(row)).all()
        assert set(row["between"]) == ({"accuracy"} if pairs else set())
        assert 0 <= row["between"].get("accuracy", 0) <= 100
    shipped = result["rows"][-1]
    assert shipped["steps"] == space.info["provenance"]["recipe"]["steps"]
    assert shipped["seconds"] is not None


def test_a_pca_of_several_architectures_tells_them_apart(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    made = pca_space(replace(tiny_classifiers), 0)
    assert isinstance(made, ClassifierSpace)
    for i in tiny_classifiers.train.tolist():
        judged = judge_network(engine, made, Decoded.of(made.latents[i]))
        assert judged.arch == int(tiny_classifiers.zoo.archs[i])


@pytest.mark.parametrize("name", [*SHAPE_RECIPES])
def test_held_out_networks_are_never_what_shapes_are_learned_from(
    tiny_space: ShapeSpace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    seen = list[ShapeTrainer]()
    _spy(monkeypatch, ShapeTrainer, seen)
    trained = train_pairing(tiny_space, name, SHAPE_RECIPES[name], Budget(steps=2), 0, lambda what, done, total: None)
    (trainer,) = seen
    data = trainer.data
    assert len(data.networks) == 14
    assert len(data.heldout) == 0
    assert data.shapes is None
    assert data.between is None
    wanted = trainer.model.read(tiny_space.zoo.weights(tiny_space.train.tolist()))
    assert torch.equal(data.networks.readings, wanted.to(data.networks.readings.dtype))
    assert trained.steps == 2


@pytest.mark.parametrize("name", [*CLASSIFIER_RECIPES])
def test_held_out_networks_are_never_what_classifiers_are_learned_from(
    one_arch: ClassifierSpace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    seen = list[ClassifierTrainer]()
    _spy(monkeypatch, ClassifierTrainer, seen)
    train_pairing(one_arch, name, CLASSIFIER_RECIPES[name], Budget(steps=2), 0, lambda what, done, total: None)
    (trainer,) = seen
    data = trainer.data
    assert len(data.networks) == len(one_arch.train) == 2
    assert len(data.heldout) == 0
    assert len(data.heldout_images) == 0
    ids = torch.from_numpy(one_arch.train)
    wanted = trainer.model.read(
        one_arch.zoo.weights(ids.tolist()), torch.from_numpy(one_arch.zoo.archs[one_arch.train])
    )
    assert torch.equal(data.networks.readings, wanted)
    # Its images are training images of the space: none of those that judge.
    assert torch.equal(data.images.pixels, one_arch.images.train.pixels[:64])


def _spy(monkeypatch: pytest.MonkeyPatch, kind: type[Trainer], seen: list[Any]) -> None:
    original = kind.__init__

    def watched(self: Trainer, *args: Any, **options: Any) -> None:
        original(self, *args, **options)
        seen.append(self)

    monkeypatch.setattr(kind, "__init__", watched)


def test_a_time_becomes_steps_before_training_starts_and_the_trial_leaves_no_trace(tiny_space: ShapeSpace) -> None:
    recipe = SHAPE_RECIPES["probe+residual"]
    calls = list[tuple[str, int, int]]()
    began = time.monotonic()
    timed = train_pairing(tiny_space, "x", recipe, Budget(minutes=0.005), 3, lambda *call: calls.append(call))
    assert timed.steps >= 1
    assert 0 < timed.seconds <= time.monotonic() - began
    trained = [call for call in calls if call[0] == "x: training"]
    assert trained[-1] == ("x: training", timed.steps, timed.steps)
    again = train_pairing(tiny_space, "x", recipe, Budget(steps=timed.steps), 3, lambda *call: None)
    np.testing.assert_array_equal(timed.space.latents, again.space.latents)


@pytest.mark.parametrize(
    ("seconds", "fits", "tried"),
    [
        (600.0, 1200, 60),  # for 30 seconds: a twentieth
        (200.0, 400, 30),  # 30 steps are the least
        (40.0, 80, 12),  # unless they took too much of the time
        (0.1, 1, 1),  # never none
    ],
)
def test_steps_within_follows_what_a_step_takes(
    monkeypatch: pytest.MonkeyPatch, tiny_space: ShapeSpace, seconds: float, fits: int, tried: int
) -> None:
    seen, clock, done = list[ShapeTrainer](), [0.0], [0]
    _spy(monkeypatch, ShapeTrainer, seen)
    name = "probe+residual"
    train_pairing(tiny_space, name, SHAPE_RECIPES[name], Budget(steps=1), 0, lambda what, done, total: None)

    def one_step() -> list[float]:
        done[0] += 1
        clock[0] += 20.0 if done[0] == 1 else 0.5  # the first step of all is slow
        return []

    monkeypatch.setattr(seen[0], "one_step", one_step)
    monkeypatch.setattr("explorer.explore.measure.pairings.time.monotonic", lambda: clock[0])
    assert steps_within(seconds, seen[0]) == fits
    assert done[0] == 3 + tried


def test_another_model_never_shares_a_cache_key(tiny_space: ShapeSpace) -> None:
    a, b = (with_model(tiny_space, tiny_space.model, tiny_space.latents) for _ in range(2))
    assert len({a.version, b.version, tiny_space.version}) == 3


def test_the_pairings_of_each_kind_differ_in_parts_but_not_in_loss_and_batch(
    tiny_space: Space, tiny_classifiers: ClassifierSpace, one_arch: ClassifierSpace
) -> None:
    assert list(pairings(tiny_space)) == ["conv+conv", "conv+residual", "probe+residual"]
    for space in (tiny_space, tiny_classifiers, one_arch):
        recipes = pairings(space)
        own = {"model", "steps", "rate"}
        shared = [{k: v for k, v in recipe.stated().items() if k not in own} for recipe in recipes.values()]
        assert shared[0] == shared[1] == shared[2]
        assert not any(shared[0].get(more) for more in ("shapes", "mixed"))
    assert list(pairings(one_arch)) == ["conv+conv", "conv+chunked", "probe+chunked"]


def test_a_finished_row_is_not_made_again(
    engine: Engine, tiny_space: ShapeSpace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(names: list[str], resume: bool, steps: int = 2) -> dict[str, Any]:
        return compare(
            engine, tiny_space, Budget(steps=steps), names=names, extent=FEW, recipes=SHAPE_RECIPES,
            folder=partial(RowFolder, tmp_path / "run", resume=resume),
        )  # fmt: skip

    first = again(["conv+residual"], resume=False)
    trained = list[str]()
    original = train_pairing

    def counted(space: Space, name: str, *args: Any) -> Any:
        trained.append(name)
        return original(space, name, *args)

    monkeypatch.setattr(comparing, "train_pairing", counted)
    assert again(["conv+residual"], resume=True) == first
    assert trained == []
    more = again(["conv+residual", "probe+residual"], resume=True)
    assert trained == ["probe+residual"]
    assert more["rows"][0] == first["rows"][0]
    with pytest.raises(TrainingError, match="already holds a comparison"):
        again(["conv+residual"], resume=False)
    with pytest.raises(TrainingError, match="another space, budget or seed"):
        again(["conv+residual"], resume=True, steps=3)
    (tmp_path / "run" / "row-pca.json").write_text("{")
    with pytest.raises(TrainingError, match=r"row-pca\.json cannot be read"):
        again(["pca"], resume=True)
    (tmp_path / "run" / "row-pca.json").write_text('{"name": "pca"}')
    with pytest.raises(TrainingError, match="holds no row"):
        again(["pca"], resume=True)


def test_a_row_of_another_recipe_is_made_again(tmp_path: Path) -> None:
    kept = RowFolder(tmp_path, {}, resume=False)
    row = Row("conv+conv", {"rate": 0.1}, 4, 10, 3, 1.0, {"iou": 0.5}, None, {}, "")
    kept.save(row)
    assert kept.load("conv+conv", {"rate": 0.1}) == row
    assert kept.load("conv+conv", {"rate": 0.2}) is None
    assert kept.load("pca", {}) is None


def test_an_unknown_pairing_is_refused_with_the_known_ones() -> None:
    assert chosen(SHAPE_RECIPES, ["pca", "conv+conv", "pca"]) == ["conv+conv", "pca"]
    with pytest.raises(SelectionError, match=r"'probe\+magic'.*conv\+conv, conv\+residual, probe\+residual, pca"):
        chosen(SHAPE_RECIPES, ["pca", "probe+magic"])


def test_a_space_without_held_out_networks_is_refused(engine: Engine, tiny_space: ShapeSpace) -> None:
    with pytest.raises(DataError, match="no held-out networks"):
        compare(engine, replace(tiny_space, split=np.array(["train"] * 21)), Budget(steps=1), recipes=SHAPE_RECIPES)


@pytest.mark.parametrize(
    "wrong", [{}, {"minutes": 1.0, "steps": 1}, {"minutes": 0.0}, {"minutes": float("nan")}, {"steps": 0}]
)
def test_an_impossible_budget_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TrainingError, match="budget"):
        Budget(**wrong)


def test_what_is_compared_is_the_kinds(tiny_space: ShapeSpace, tiny_classifiers: ClassifierSpace) -> None:
    for space in (tiny_space, tiny_classifiers):
        kind = pairing_kind(space)
        counts = measured(space, Extent(networks=3))
        assert counts["pairs"] == len(kind.pairs(space, kind.most_pairs))
        assert counts["train"] == counts["heldout"] + (space is tiny_classifiers)
        assert set(kind.measured(space)) < set(counts)
