"""Building a space, from a zoo folder to a bundle that loads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.errors import SelectionError, TrainingError
from explorer.kinds.shapes.build import ShapeMaker, read_zoo, zoo_of
from explorer.kinds.shapes.furniture_truth import shape_parameters
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.netspace.model import ModelConfig
from explorer.space.build import build_space
from explorer.space.bundle import Space, load_space
from explorer.space.split import Split
from explorer.zoo.store import ZooFolder
from tests.closeness import same_latent

MODEL = ModelConfig("probe", "residual", 8, 8, {"probes": 64, "hidden": 32}, {"rank": 8, "hidden": 32})

RECIPE = Recipe(MODEL, steps=12, networks=4, shapes=3, between=3, points=64, signals=9)


@pytest.fixture(scope="module")
def built(tiny_zoo: ZooFolder, tmp_path_factory: pytest.TempPathFactory) -> Space:
    out = tmp_path_factory.mktemp("built") / "tiny"
    build_space(
        ShapeMaker(read_zoo(tiny_zoo.path), RECIPE), out, title="Furniture", seed=0, split=Split.of(21, 7, 10),
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
    same_latent(again, built.latents)


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


def test_training_goes_on_from_a_space_of_the_same_split(built: Space, tiny_zoo: ZooFolder, tmp_path: Path) -> None:
    recipe = Recipe(MODEL, steps=1, rate=1e-9, networks=4, points=64)
    build_space(
        ShapeMaker(read_zoo(tiny_zoo.path), recipe), tmp_path / "more", title="More", seed=1,
        split=Split.of(21, 7, None), provenance={"command": "tests", "commit": "unknown"}, start=built,
    )  # fmt: skip
    more = load_space(tmp_path / "more")
    assert more.info["provenance"]["started_from"]["command"] == "tests"
    torch.testing.assert_close(
        more.model.state_dict()["decoder.bend.weight"],
        built.model.state_dict()["decoder.bend.weight"],
        atol=1e-3,
        rtol=0,
    )


def test_a_space_of_furniture_stands_for_its_zoo(built: Space, tmp_path: Path) -> None:
    """What it holds: fewer networks than were trained on, and all that were held out."""
    shapes = shapes_only(built)
    zoo = zoo_of(shapes)
    assert zoo.rows.tolist() == built.zoo_rows.tolist()
    assert zoo.pieces.kinds == tuple(built.labels["kind"].tolist())
    torch.testing.assert_close(zoo.parameters, shape_parameters(built, np.arange(len(built))))
    recipe = Recipe(MODEL, steps=1, rate=1e-9, networks=4, points=64)
    build_space(
        ShapeMaker(zoo, recipe), tmp_path / "more", title="More", seed=1,
        split=Split(built.train, built.heldout, built.train),
        provenance={"command": "tests", "commit": "unknown"}, start=built,
    )  # fmt: skip
    more = load_space(tmp_path / "more")
    assert more.zoo_rows.tolist() == built.zoo_rows.tolist()
    assert more.info["splits"] == built.info["splits"]
    assert more.info["provenance"]["zoo"] == built.info["provenance"]["zoo"]
    assert more.info["provenance"]["zoo_precision"] == built.info["provenance"]["zoo_precision"]
    torch.testing.assert_close(more.zoo.weights([3]), built.zoo.weights([3]), atol=2e-3, rtol=0)
    seen = Split(built.heldout, built.train, built.heldout)
    with pytest.raises(TrainingError, match="held out"):
        build_space(
            ShapeMaker(zoo, recipe), tmp_path / "other", title="Other", seed=1, split=seen,
            provenance={"command": "tests", "commit": "unknown"}, start=built,
        )  # fmt: skip


def test_a_space_of_other_shapes_is_no_zoo(household: ShapeSpace) -> None:
    with pytest.raises(SelectionError, match="not one of furniture"):
        zoo_of(household)
