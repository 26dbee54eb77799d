from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.data.images import load_digits
from explorer.errors import TrainingError
from explorer.kinds.classifiers.build import ClassifierMaker, KeptNetworks, zoo_accuracy
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.zoo import Trained, accuracy
from explorer.space.build import build_space
from explorer.space.bundle import load_space
from explorer.space.split import Split
from tests.closeness import same_latent
from tests.conftest import TINY_CLASSIFIER_RECIPE


def test_the_space_holds_what_was_asked_for(tiny_classifiers: ClassifierSpace, tiny_classifier_zoo: Trained) -> None:
    space = tiny_classifiers
    assert len(space) == 10
    assert (space.split == "train").sum() == 8
    assert [arch.name for arch in space.archs] == ["LeNetLike", "ResNet8"]
    names = [tiny_classifier_zoo.plan.archs[a].name for a in tiny_classifier_zoo.archs]
    assert space.labels["architecture"].tolist() == [names[row] for row in space.zoo_rows]
    assert set(space.labels["architecture"][space.split == "heldout"]) == {"LeNetLike", "ResNet8"}
    assert space.info["provenance"]["zoo_accuracy"].keys() == {"LeNetLike", "ResNet8", "teacher"}


def test_kept_networks_are_those_of_the_zoo_at_reduced_precision(
    tiny_classifiers: ClassifierSpace, tiny_classifier_zoo: Trained
) -> None:
    space = tiny_classifiers
    for k, row in enumerate(space.zoo_rows.tolist()):
        arch = int(space.zoo.archs[k])
        kept = space.model.params(arch, space.zoo.weights([k])[0])
        for name, value in tiny_classifier_zoo.params[row].items():
            assert torch.allclose(kept[name], value, atol=float(value.std(correction=0)) / 16 + 1e-4)


def test_accuracies_are_those_of_an_independent_count(
    tiny_classifiers: ClassifierSpace, tiny_classifier_zoo: Trained
) -> None:
    space, data = tiny_classifiers, load_digits()
    for k in (0, 5, 9):
        arch = int(space.zoo.archs[k])
        params = space.model.params(arch, space.zoo.weights([k])[0])
        assert accuracy(space.archs[arch], params, space.images.test, data) == pytest.approx(
            float(space.labels["accuracy"][k]), abs=1e-3
        )
    teacher = accuracy(tiny_classifier_zoo.plan.teacher, tiny_classifier_zoo.teacher, space.images.test, data)
    assert zoo_accuracy(tiny_classifier_zoo, space.images)["teacher"] == pytest.approx(teacher, abs=2e-3)


def test_images_that_travel_are_balanced_and_apart(tiny_classifiers: ClassifierSpace) -> None:
    images = tiny_classifiers.images
    counts = np.bincount(images.test.labels.numpy())
    assert counts.min() == counts.max()
    seen = {p.numpy().tobytes() for p in images.train.pixels}
    # A few digits may be drawn alike; a test set that is a part of the training images would be alike throughout.
    assert sum(p.numpy().tobytes() in seen for p in images.test.pixels) < len(images.test) / 20


def test_only_some_architectures_leave_the_others_unseen(tiny_classifier_zoo: Trained) -> None:
    kept = KeptNetworks.of(tiny_classifier_zoo, ["ResNet8"])
    assert kept.archs == tiny_classifier_zoo.plan.archs
    assert set(kept.index.tolist()) == {1}
    with pytest.raises(TrainingError, match="'VanillaCNN'"):
        KeptNetworks.of(tiny_classifier_zoo, ["VanillaCNN"])


def test_other_images_are_refused(tiny_classifier_zoo: Trained) -> None:
    other = dataclasses.replace(load_digits(), sha256="0" * 64)
    with pytest.raises(TrainingError, match="other images"):
        ClassifierMaker.of(tiny_classifier_zoo, other, TINY_CLASSIFIER_RECIPE)


def test_training_goes_on_from_a_space(
    tiny_classifiers: ClassifierSpace, tiny_classifier_zoo: Trained, tmp_path: Path
) -> None:
    slow = dataclasses.replace(TINY_CLASSIFIER_RECIPE, steps=1, rate=1e-6)
    build_space(
        ClassifierMaker.of(tiny_classifier_zoo, load_digits(), slow), tmp_path / "more", title="More", seed=1,
        split=Split.of(10, 2, None), provenance={"command": "again", "commit": "unknown"}, start=tiny_classifiers,
    )  # fmt: skip
    more = classifiers_only(load_space(tmp_path / "more"))
    # A step so small changes nothing: it began where the other ended.
    same_latent(more.latents, tiny_classifiers.latents)
    assert more.info["provenance"]["started_from"] == tiny_classifiers.info["provenance"]
