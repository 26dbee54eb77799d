"""Building a space: what is the same for all kinds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.data.images import load_digits
from explorer.errors import SelectionError, TrainingError
from explorer.kinds.classifiers.build import ClassifierMaker
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.zoo import Trained
from explorer.space.build import build_space
from explorer.space.bundle import Space
from explorer.space.split import Split
from tests.conftest import TINY_CLASSIFIER_RECIPE


def test_what_is_stated_of_every_space(tiny_classifiers: Space, tiny_classifier_zoo: Trained) -> None:
    stated = tiny_classifiers.info["provenance"]
    assert (stated["command"], stated["commit"], stated["seed"]) == ("tests", "unknown", 0)
    assert stated["recipe"]["steps"] == TINY_CLASSIFIER_RECIPE.steps
    assert stated["zoo"] == tiny_classifier_zoo.stated
    assert stated["trained_on"] == 8
    assert stated["training_seconds"] >= 0
    assert stated["device"].startswith("cpu")
    assert "started_from" not in stated
    assert tiny_classifiers.info["metrics"] == {}


def test_ids_are_those_shipped_then_those_held_out(tiny_classifiers: Space) -> None:
    assert tiny_classifiers.zoo_rows.tolist() == list(range(10))
    assert tiny_classifiers.split.tolist() == ["train"] * 8 + ["heldout"] * 2
    assert tiny_classifiers.latents.dtype == tiny_classifiers.positions.dtype == np.float32
    assert np.array_equal(tiny_classifiers.latents, tiny_classifiers.latents.astype(np.float16))


@pytest.fixture
def maker(tiny_classifier_zoo: Trained) -> ClassifierMaker:
    return ClassifierMaker.of(tiny_classifier_zoo, load_digits(), replace(TINY_CLASSIFIER_RECIPE, steps=1, rate=1e-6))


def again(maker: ClassifierMaker, out: Path, start: Space, heldout: int = 2) -> None:
    build_space(
        maker, out, title="More", seed=1, split=Split.of(10, heldout, None),
        provenance={"command": "again", "commit": "unknown"}, start=start,
    )  # fmt: skip


def test_a_space_of_another_kind_is_no_start(maker: ClassifierMaker, tiny_space: Space, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match=r"is a space of shapes\. Start from a space of image classifiers"):
        again(maker, tmp_path / "more", tiny_space)
    assert not list(tmp_path.iterdir())


def test_a_space_that_has_seen_what_is_held_out_now_is_no_start(
    maker: ClassifierMaker, tiny_classifiers: ClassifierSpace, tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match="held out now"):
        again(maker, tmp_path / "more", tiny_classifiers, heldout=3)


def test_a_model_of_another_form_is_no_start(
    tiny_classifier_zoo: Trained, tiny_classifiers: ClassifierSpace, tmp_path: Path
) -> None:
    recipe = replace(TINY_CLASSIFIER_RECIPE, model=replace(TINY_CLASSIFIER_RECIPE.model, latent=5))
    with pytest.raises(TrainingError, match="not the recipe's"):
        again(ClassifierMaker.of(tiny_classifier_zoo, load_digits(), recipe), tmp_path / "more", tiny_classifiers)
    assert not list(tmp_path.iterdir())
