from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.explore.engine.engine import Engine
from explorer.kinds.classifiers import accuracy_read as module
from explorer.kinds.classifiers import drawn
from explorer.kinds.classifiers.accuracy_read import accuracy_read, weight_statistics
from explorer.kinds.classifiers.drawn import drawn_classifiers
from explorer.kinds.classifiers.space import ClassifierSpace


def silent(what: str, done: int, total: int) -> None:
    """Says nothing."""


def test_drawn_networks_stand_beside_their_baselines(
    tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn, "ALIGNED", 1)
    found = drawn_classifiers(Engine("cpu"), tiny_classifiers, silent, count=4, beside=3, fewest=2)
    assert {way: row["networks"] for way, row in found["rows"].items()} == {
        "drawn": 4, "held_out_decoded": 2, "noise": 3, "average": 3, "held_out": 2
    }  # fmt: skip
    rows = found["rows"]
    # A network with a tenth of noise is the nearest to its origin, and nearer than networks trained independently.
    assert rows["noise"]["distance"] < rows["held_out"]["distance"]
    assert rows["noise"]["weights"] < 0.2 < rows["held_out"]["weights"]
    assert found["images"] == min(500, len(tiny_classifiers.images.test))
    assert all(len(points["quality"]) == rows[way]["networks"] for way, points in found["points"].items())


def test_few_networks_or_none_held_out_say_nothing(tiny_classifiers: ClassifierSpace) -> None:
    assert drawn_classifiers(Engine("cpu"), tiny_classifiers, silent) == {}
    assert accuracy_read(tiny_classifiers) == {}
    alone = replace(tiny_classifiers, split=np.full(len(tiny_classifiers), "train"))
    assert drawn_classifiers(Engine("cpu"), alone, silent, fewest=2) == {}
    assert accuracy_read(alone) == {}


def test_statistics_are_those_of_each_layer() -> None:
    found = weight_statistics({"a.weight": torch.tensor([[0.0, 1, 2], [3, 4, 8]]), "a.bias": torch.full((3,), 7.0)})
    assert found.tolist() == pytest.approx([3, np.sqrt(20 / 3), 0, 1.25, 2.5, 3.75, 8, 7, 0, 7, 7, 7, 7, 7], abs=1e-5)


def test_accuracy_is_learned_from_training_networks_of_one_architecture(
    tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where accuracy is the first number of a latent it is read off latents, each architecture by itself."""
    monkeypatch.setattr(module, "FEWEST", 3)
    monkeypatch.setattr(module, "FEWEST_HELD", 1)
    space = tiny_classifiers
    latents = space.latents * np.eye(1, space.latents.shape[1], dtype=np.float32)  # three networks tell one number
    labels = {**space.labels, "accuracy": latents[:, 0]}
    split = np.full(len(space), "train", dtype="<U7")
    for arch in (0, 1):
        split[np.flatnonzero(space.zoo.archs == arch)[:2]] = "heldout"
    found = accuracy_read(replace(space, latents=latents, labels=labels, split=split))
    assert list(found) == [arch.name for arch in space.archs]
    for row in found.values():
        assert (row["train"], row["heldout"]) == (3, 2)
        assert isinstance(row["latents"], dict)
        linear = row["latents"]["linear"]["r2"]
        assert linear is not None
        assert linear > 0.95
