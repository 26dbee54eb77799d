"""Building a space, from a zoo folder to a bundle that loads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.errors import TrainingError
from explorer.kinds.shapes.build import Split, build_furniture, check_start, read_zoo
from explorer.kinds.shapes.space import shapes_only
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import Recipe
from explorer.space.bundle import Space, load_space
from explorer.zoo.store import ZooFolder

MODEL = ModelConfig("probe", "residual", 8, 8, {"probes": 64, "hidden": 32}, {"rank": 8, "hidden": 32})

RECIPE = Recipe(MODEL, steps=12, networks=4, shapes=3, between=3, points=64, signals=9)


@pytest.fixture(scope="module")
def built(tiny_zoo: ZooFolder, tmp_path_factory: pytest.TempPathFactory) -> Space:
    out = tmp_path_factory.mktemp("built") / "tiny"
    build_furniture(
        read_zoo(tiny_zoo.path), out, RECIPE, seed=0, heldout=7, ship=10, run=None,
        provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return load_space(out)


def test_ships_what_it_was_told_to(built: Space) -> None:
    assert len(built.train) == 10
    assert built.zoo_rows[built.train].tolist() == list(range(10))
    assert built.zoo_rows[built.heldout].tolist() == list(range(14, 21))
    assert built.info["provenance"]["trained_on"] == 14


def test_latents_are_read_from_the_stored_networks(built: Space) -> None:
    again = built.model.encode(built.model.read(built.zoo.weights(range(len(built))))).numpy()
    np.testing.assert_allclose(again, built.latents, atol=2e-3)


def test_the_cost_of_reduced_precision_is_measured_and_small(built: Space) -> None:
    assert (
        built.info["provenance"]["zoo_precision"]["iou_against_full"] > 0.97
    )  # coarse: these networks are small and fitted briefly


def test_every_network_has_its_labels(built: Space, tiny_zoo: ZooFolder) -> None:
    pieces = read_zoo(tiny_zoo.path).pieces
    for index in (0, 16):
        row = int(built.zoo_rows[index])
        assert built.labels["kind"][index] == pieces.kinds[row]
        assert built.labels["width"][index] == pytest.approx(pieces.labels(row)["width"], abs=1e-4)
    assert set(built.labels["in_one_piece"].tolist()) <= {"yes", "no"}
    assert ((built.labels["iou"] >= 0) & (built.labels["iou"] <= 1)).all()


def test_stored_weights_are_those_of_the_zoo(built: Space, tiny_zoo: ZooFolder) -> None:
    full = read_zoo(tiny_zoo.path).weights
    stored = built.zoo.weights([0, 12])
    torch.testing.assert_close(stored, full[[0, 16]], atol=2e-3, rtol=0)


@pytest.mark.parametrize("heldout", [0, 21, 30])
def test_a_split_that_leaves_nothing_is_refused(heldout: int) -> None:
    with pytest.raises(TrainingError, match="hold out"):
        Split.of(21, heldout, None)


def test_held_out_networks_are_never_in_training() -> None:
    split = Split.of(100, 20, 50)
    assert not set(split.train.tolist()) & set(split.heldout.tolist())
    assert set(split.shipped.tolist()) <= set(split.train.tolist())
    assert len(split.shipped) == 50


def test_training_goes_on_from_a_space_of_the_same_split(built: Space, tiny_zoo: ZooFolder, tmp_path: Path) -> None:
    recipe = Recipe(MODEL, steps=1, rate=1e-9, networks=4, points=64)
    build_furniture(
        read_zoo(tiny_zoo.path), tmp_path / "more", recipe, seed=1, heldout=7, ship=None, run=None,
        provenance={"command": "tests", "commit": "unknown"}, start=built,
    )  # fmt: skip
    more = load_space(tmp_path / "more")
    assert more.info["provenance"]["started_from"]["command"] == "tests"
    torch.testing.assert_close(
        more.model.state_dict()["decoder.bend.weight"],
        built.model.state_dict()["decoder.bend.weight"],
        atol=1e-3,
        rtol=0,
    )


def test_a_space_that_has_seen_the_held_out_networks_is_no_start(built: Space, tiny_zoo: ZooFolder) -> None:
    zoo = read_zoo(tiny_zoo.path)
    with pytest.raises(TrainingError, match="held out"):
        check_start(built, zoo.stated, Split.of(21, 9, None), fits=True)


def test_a_model_of_another_form_is_no_start(built: Space, tiny_zoo: ZooFolder, tmp_path: Path) -> None:
    recipe = replace(RECIPE, model=replace(MODEL, latent=4))
    with pytest.raises(TrainingError, match="not the recipe's"):
        build_furniture(
            read_zoo(tiny_zoo.path), tmp_path / "other", recipe, seed=0, heldout=7, ship=None, run=None,
            provenance={}, start=shapes_only(built),
        )  # fmt: skip
    assert not (tmp_path / "other").exists()
