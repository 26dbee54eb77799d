"""The plain view and what lies below either view, of a space of classifiers."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load as load_tensors

from explorer.explore.engine.engine import Engine
from explorer.explore.takeaway.export import pick_network, pick_on_tour
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.figures.map import NO_JOURNEY
from explorer.figures.style import LIGHT
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.screen import NO_AVERAGE
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.words import WORDS
from explorer.space.bundle import Space
from explorer.ui import downloads
from explorer.ui.state import choices
from tests.ui.conftest import Start, charts, link, texts

CANNOT = "The weights of LeNetLike and ResNet8 cannot be averaged"


def of_one_architecture(space: ClassifierSpace) -> tuple[str, str]:
    """Ids of two networks that have an average, as in a link."""
    first, second = np.flatnonzero(space.zoo.archs == 0)[:2].tolist()
    return str(first), str(second)


@pytest.mark.parametrize("plain", ["1", "0"])
def test_an_average_that_cannot_be_is_explained_in_both_views(
    start: Start, tiny_classifiers_dir: Path, plain: str
) -> None:
    app = start(tiny_classifiers_dir, path="raw", plain=plain)
    assert not app.exception
    assert not app.error
    assert CANNOT in texts(app)
    assert not app.get("download_button")


def test_from_an_average_that_cannot_be_one_gets_back(start: Start, tiny_classifiers_dir: Path) -> None:
    app = start(tiny_classifiers_dir, path="raw", t="0.5")
    sent = charts(app)["confusion"]
    assert not sent["figure"]["data"]
    assert len(sent["follow"]["map"]["shapes"]) == 2  # A and B stay on the map
    app.segmented_control(key="path").set_value(PathKind.STRAIGHT).run()
    assert not app.exception
    assert CANNOT not in texts(app)
    assert charts(app)["confusion"]["figure"]["data"]


def test_nor_is_it_shown_or_offered_beside_another_path(start: Start, tiny_classifiers_dir: Path) -> None:
    app = start(tiny_classifiers_dir, versus="raw")
    assert not app.exception
    assert CANNOT in app.info[0].value
    assert NO_AVERAGE in texts(app)
    assert {"confusion", "confusion_beside"} & set(charts(app)) == {"confusion"}
    assert app.selectbox(key="versus").options == ["nothing", "straight"]


def test_networks_of_one_architecture_are_compared_with_their_average(
    start: Start, tiny_classifiers_dir: Path, tiny_classifiers: ClassifierSpace
) -> None:
    a, b = of_one_architecture(tiny_classifiers)
    app = start(tiny_classifiers_dir, a=a, b=b, versus="raw", t="0.5")
    assert not app.exception
    sent = charts(app)
    assert {"confusion", "confusion_beside"} <= set(sent)
    averaged, path, handle = sent["distance"]["figure"]["data"]
    assert averaged["name"] == "averaged weights"
    assert len(path["customdata"]) == 33
    assert handle["x"] == [0.5]
    assert "not of this space" in texts(app)


def test_facts_are_of_the_network_that_is_shown(start: Start, tiny_classifiers_dir: Path) -> None:
    said = texts(start(tiny_classifiers_dir, t="0.25"))
    for part in ("architecture", "parameters", "accuracy, decoded", "accuracy, teacher", "25% from A to B", "score of"):
        assert part in said
    app = start(tiny_classifiers_dir, view="network", id="2", plain="0")
    assert not app.exception
    near = [b for b in app.button if b.key and b.key.startswith("near_")]
    assert len(near) == 6
    assert near[0].label.split()[0] in ("LeNetLike", "ResNet8")
    app.session_state["prep_open"] = True
    app.run()
    assert [t["type"] for t in charts(app)["prep"]["figure"]["data"]] == ["heatmap"] * 3


@pytest.mark.parametrize("colour", ["accuracy", "decoded_accuracy", "split", "architecture"])
def test_the_map_is_coloured_by_any_label(start: Start, tiny_classifiers_dir: Path, colour: str) -> None:
    app = start(tiny_classifiers_dir, view="network", id="1", colour=colour)
    assert not app.exception
    assert not app.warning
    layout = charts(app)["map"]["figure"]["layout"]
    assert ("coloraxis" in layout) == ("accuracy" in colour)


def test_a_link_opens_a_space_of_classifiers_beside_shapes_and_the_picker_forgets_it(
    start: Start, tiny_classifiers_dir: Path, tiny_space_dir: Path, tmp_path: Path
) -> None:
    for space in (tiny_classifiers_dir / "digits", tiny_space_dir / "tiny"):
        shutil.copytree(space, tmp_path / space.name)
    wanted = {"space": "digits", "view": "mean", "ids": "7,8", "colour": "decoded_accuracy", "path": "straight"}
    app = start(tmp_path, **wanted)
    assert not app.exception
    assert not app.warning
    assert wanted.items() <= link(app).items()
    assert "mean of 2 networks" in texts(app)
    app.session_state["prep_open"] = True
    for name, group in (("tiny", "kind"), ("digits", "architecture")):
        app.selectbox(key="space").set_value(name).run()
        assert not app.exception
        assert not app.warning
        assert (link(app)["colour"], link(app)["path"]) == (group, "zoo")
        assert "ids" not in link(app)
        assert app.selectbox(key="colour").value == group


def test_what_a_space_offers_first(tiny_classifiers: ClassifierSpace) -> None:
    offer = choices(tiny_classifiers)
    assert [tiny_classifiers.labels["architecture"][i] for i in (offer.a, offer.b)] == ["LeNetLike", "ResNet8"]
    assert offer.colours[0] == "architecture"
    assert {"accuracy", "decoded_accuracy", "split"} <= set(offer.colours)
    low, high = sorted(arch.count for arch in tiny_classifiers.archs)
    assert f"2 architectures, {low:,} to {high:,} parameters" in WORDS.summary(tiny_classifiers)


def test_the_files_are_of_the_network_that_is_shown(tiny_classifiers: ClassifierSpace) -> None:
    space, engine = tiny_classifiers, Engine("cpu")
    pick = pick_network(space, 3)
    judged = judge_network(engine, space, pick.source)
    state = load_tensors(downloads.network_bytes(engine, space, pick, "safetensors"))
    assert sum(value.numel() for value in state.values()) == space.archs[judged.arch].count
    assert torch.cat([value.reshape(-1) for value in state.values()]).isfinite().all()
    (row,) = csv.DictReader(io.StringIO(downloads.facts_bytes(engine, space, pick).decode()))
    assert row["parameters"] == str(space.archs[judged.arch].count)
    assert row["network_architecture"] == space.archs[judged.arch].name
    assert float(row["network_accuracy"]) == pytest.approx(judged.accuracy, rel=1e-5)
    assert float(row["accuracy"]) == pytest.approx(float(space.labels["accuracy"][3]), rel=1e-5)
    between = pick_on_tour(space, make_tour(space, [0, 9], PathKind.STRAIGHT), 0.5)
    (row,) = csv.DictReader(io.StringIO(downloads.facts_bytes(engine, space, between).decode()))
    assert row["id"] == row["accuracy"] == ""
    assert row["network_architecture"] in ("LeNetLike", "ResNet8")


def test_the_map_is_taken_away(tiny_classifiers: ClassifierSpace, start: Start, tiny_classifiers_dir: Path) -> None:
    assert b"<svg" in downloads.map_bytes(tiny_classifiers, NO_JOURNEY, "accuracy", LIGHT, "svg")
    assert downloads.map_bytes(tiny_classifiers, NO_JOURNEY, "split", LIGHT, "png").startswith(b"\x89PNG")
    app = start(tiny_classifiers_dir)
    offered = {e.proto.id.rsplit("-", 1)[-1] for e in app.get("download_button")}
    assert offered == {"network_file", "map_file", "facts_file"}


def test_facts_of_shapes_have_the_columns_that_they_had(tiny_space: Space) -> None:
    text = downloads.facts_bytes(Engine("cpu"), tiny_space, pick_network(tiny_space, 3)).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert not [name for name in row if name.startswith("network_")]
    assert row["parameters"] == str(tiny_space.layout.count)
