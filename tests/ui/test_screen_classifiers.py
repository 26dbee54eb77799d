from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.ui import resources
from tests.ui.conftest import LONG, Start, charts, live_data, texts


def test_a_network_is_judged_beside_its_input_and_the_teacher(
    start: Start, tiny_classifiers_dir: Path, tiny_classifiers: ClassifierSpace
) -> None:
    app = start(tiny_classifiers_dir, view="network", id="3")
    assert not app.exception
    engine = Engine("cpu")
    decoded = judge_network(engine, tiny_classifiers, Decoded.of(tiny_classifiers.latents[3]))
    own = judge_network(engine, tiny_classifiers, Input(3))
    shown = {m.label: m.value for m in app.metric}
    assert shown["Accuracy"] == f"{decoded.accuracy:.1f} %"
    assert shown["Input network"] == f"{own.accuracy:.1f} %"
    assert shown["Teacher"].endswith(" %")
    heatmap = charts(app)["confusion"]["figure"]["data"][0]
    assert heatmap["x"] == list("0123456789")
    assert "same predictions as input" in texts(app)
    app.session_state["new_open"] = True
    app.run()
    assert not app.exception
    assert re.search(r"Nearest in predictions is \*\*\w+( ·)? \d+\*\*: the two disagree on \*\*[\d.]+%\*\*", texts(app))


def test_a_path_shows_accuracy_and_architectures_and_moves_with_the_slider(
    start: Start, tiny_classifiers_dir: Path
) -> None:
    app = start(tiny_classifiers_dir, t="0")
    assert not app.exception
    before = charts(app)
    curve = before["distance"]["figure"]["data"][0]
    assert len(curve["customdata"]) == 33
    assert set(curve["customdata"]) <= {"LeNetLike", "ResNet8"}
    app.slider(key="t").set_value(1.0).run()
    after = charts(app)
    assert not app.exception
    assert after["distance"]["figure"]["data"][1]["x"] == [1.0]
    assert (
        after["confusion"]["figure"]["data"][0]["customdata"] != before["confusion"]["figure"]["data"][0]["customdata"]
    )


def test_raw_weights_of_two_architectures_say_why_not(start: Start, tiny_classifiers_dir: Path) -> None:
    app = start(tiny_classifiers_dir, path="raw")
    assert not app.exception
    assert "cannot be averaged" in texts(app)


def test_nothing_that_only_shapes_have_is_offered(start: Start, tiny_classifiers_dir: Path) -> None:
    app = start(tiny_classifiers_dir)
    assert "Mesh" not in [box.label for box in app.selectbox]
    assert not [box for box in app.selectbox if box.key in ("own_format", "morph_format")]
    (network,) = [box for box in app.selectbox if box.key == "network_format"]
    assert "ONNX" in network.options


def test_both_kinds_of_space_stand_side_by_side(
    start: Start, tiny_classifiers_dir: Path, tiny_space_dir: Path, tmp_path: Path
) -> None:
    for space in (tiny_classifiers_dir / "digits", tiny_space_dir / "tiny"):
        shutil.copytree(space, tmp_path / space.name)
    app = start(tmp_path, space="tiny", colour="width")
    assert not app.exception
    assert "shape" in charts(app)
    app.selectbox(key="space").set_value("digits").run()
    assert not app.exception
    assert "confusion" in charts(app)
    assert not app.warning  # nothing of the other space's link is left
    app.selectbox(key="space").set_value("tiny").run()
    assert not app.exception
    assert "shape" in charts(app)


def test_the_live_component_is_told_what_kind_of_space_it_shows(start: Start, tiny_classifiers_dir: Path) -> None:
    app = start(tiny_classifiers_dir, plain="0")
    assert not app.exception
    assert live_data(app)["kind"] == "classifier"


@pytest.mark.parametrize("goal", ["accuracy", "arch:ResNet8"])
def test_an_optimization_is_started_and_kept(start: Start, tiny_classifiers_dir: Path, goal: str) -> None:
    app = start(tiny_classifiers_dir, view="network", id="1")
    app.session_state["optimize_open"] = True
    app.run()
    assert not app.exception
    assert app.checkbox(key="optimize_near").value
    app.selectbox(key="optimize_aim").set_value(goal)
    app.selectbox(key="optimize_steps").set_value(50)
    app.button(key="optimize_go").click().run()
    run = resources.runs().of(app.session_state["live_session"], "digits")
    assert run is not None
    run.wait(LONG)
    app.run()
    assert not app.exception
    assert "of all test images right" in "\n".join(s.value for s in app.success)
    app.button(key="optimize_keep").click().run()
    assert not app.exception
    assert f"toward {goal.removeprefix('arch:')}" in texts(app)
    assert len(resources.runs().kept(app.session_state["live_session"], "digits")) == 1
