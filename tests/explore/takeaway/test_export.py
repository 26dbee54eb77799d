"""Which network is taken, and what is known of it as a table."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.takeaway.export import facts_csv, file_formats, latent_read, pick_network, pick_on_tour
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.space.bundle import Space
from tests.closeness import same_latent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_picks_say_what_they_are(tiny_space: Space) -> None:
    decoded, trained = pick_network(tiny_space, 5), pick_network(tiny_space, 5, as_trained=True)
    assert decoded.source == Decoded.of(tiny_space.latents[5])
    assert trained.source == Input(5)
    kind = tiny_space.labels["kind"][5]
    assert (decoded.origin, decoded.stem) == (f"{kind} 5, decoded from its latent", "tiny-5")
    assert trained.stem == "tiny-5-input"
    on_path = pick_on_tour(tiny_space, make_tour(tiny_space, [1, 8], PathKind.RAW), 0.25)
    assert on_path.source == Raw(1, 8, 0.25)
    assert on_path.origin == "0.25 of the way 1 to 8, raw weights averaged"
    assert on_path.stem == "tiny-1-8-raw-0.25"


@pytest.mark.parametrize("network", [-1, 21])
def test_no_such_network(tiny_space: Space, network: int) -> None:
    with pytest.raises(SelectionError, match="Ids run from 0 to 20"):
        pick_network(tiny_space, network)


def test_facts_name_labels_split_and_neighbours(engine: Engine, tiny_space: Space) -> None:
    tour = make_tour(tiny_space, [1, 8], PathKind.STRAIGHT)
    picks = [pick_network(tiny_space, 15), pick_on_tour(tiny_space, tour, 0.0)]
    rows = list(csv.DictReader(io.StringIO(facts_csv(engine, tiny_space, picks))))
    network, end = rows
    assert (network["id"], network["split"], network["space"]) == ("15", "heldout", "tiny")
    assert network["kind"] == tiny_space.labels["kind"][15]
    assert float(network["iou"]) == pytest.approx(0.65)
    distances = np.linalg.norm(tiny_space.latents - tiny_space.latents[15], axis=1)
    distances[15] = np.inf  # a network is not its own neighbour
    assert int(network["nearest_1"]) == distances.argmin()
    assert float(network["distance_1"]) == pytest.approx(distances.min(), rel=1e-4)
    assert float(network["distance_ratio"]) == pytest.approx(distances.min() / tiny_space.typical, rel=1e-4)
    assert (end["id"], end["kind"], end["iou"]) == ("", "", "")
    assert (end["nearest_1"], float(end["distance_1"])) == ("1", 0.0)  # the path starts there
    assert network["parameters"] == str(tiny_space.layout.count)


def test_facts_of_classifiers_are_of_this_very_network(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    picks = [pick_network(tiny_classifiers, 2, as_trained=True), pick_network(tiny_classifiers, 7)]
    rows = list(csv.DictReader(io.StringIO(facts_csv(engine, tiny_classifiers, picks))))
    for pick, row in zip(picks, rows, strict=True):
        judged = judge_network(engine, tiny_classifiers, pick.source)
        arch = tiny_classifiers.archs[judged.arch]
        assert (row["network_architecture"], row["parameters"]) == (arch.name, str(arch.count))
        assert float(row["network_accuracy"]) == pytest.approx(judged.accuracy, rel=1e-4)
        assert row["nearest_6"]


def test_what_networks_are_can_be_written_where_they_are_something(
    tiny_space: Space, tiny_classifiers: ClassifierSpace
) -> None:
    assert file_formats(tiny_space) == ("stl", "ply", "obj", "glb")
    assert file_formats(tiny_classifiers) == ()


def test_averaged_weights_lie_where_the_encoder_reads_them(engine: Engine, tiny_space: Space) -> None:
    read = latent_read(engine, tiny_space, Raw(1, 8, 0.0))
    same_latent(read, tiny_space.latents[1])
    assert np.array_equal(latent_read(engine, tiny_space, Input(4)), tiny_space.latents[4])
