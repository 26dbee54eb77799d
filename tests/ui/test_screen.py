from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from explorer.kinds import registry
from explorer.kinds.protocols import Storing, Words
from explorer.kinds.registry import Kind
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.storing import ShapeStoring
from explorer.space.bundle import Space
from explorer.ui import resources
from explorer.ui.resources import PRETRAINED
from tests.ui.conftest import MAIN, Start, charts, link, texts


def vertices(mesh: dict[str, Any]) -> str:
    """The mesh's heights as they are sent: equal if and only if the shapes are."""
    return json.dumps(mesh["z"])


def test_the_first_screen_shows_a_map_and_a_shape_on_its_way(start: Start) -> None:
    app = start()
    assert not app.exception
    sent = charts(app)
    points = [t for t in sent["map"]["figure"]["data"] if t["type"] == "scattergl"]
    assert sorted(int(i) for t in points for i in t["ids"]) == list(range(21))
    (mesh,) = sent["shape"]["figure"]["data"]
    assert mesh["type"] == "mesh3d"
    assert len(sent["shape"]["follow"]["map"]["shapes"]) == 5  # the path twice (a halo), A, B, the handle
    assert "usual distance" in texts(app)
    assert app.slider(key="t").value == pytest.approx(0.4)
    assert link(app)["space"] == "tiny"


def test_moving_the_slider_moves_the_shape_the_handle_and_the_link(start: Start) -> None:
    app = start(a="0", b="3", t="0.2")
    before = charts(app)
    app.slider(key="t").set_value(0.9).run()
    after = charts(app)
    assert not app.exception
    assert vertices(after["shape"]["figure"]["data"][0]) != vertices(before["shape"]["figure"]["data"][0])
    assert after["shape"]["follow"] != before["shape"]["follow"]
    assert link(app)["t"] == "0.90"


def test_the_ends_of_a_path_are_the_networks_themselves(start: Start) -> None:
    app = start(a="4", b="9", t="0")
    at_start = vertices(charts(app)["shape"]["figure"]["data"][0])
    assert "at 0.00" in texts(app)
    app.button(key="end_A").click().run()
    assert link(app)["view"] == "network"
    assert link(app)["id"] == "4"
    assert "IoU, decoded against input" in texts(app)
    alone = charts(app)["shape"]["figure"]["data"][0]
    assert vertices(alone) == at_start


def test_a_link_restores_the_view(start: Start) -> None:
    wanted = {
        "space": "tiny",
        "view": "path",
        "id": "5",
        "a": "2",
        "b": "8",
        "t": "0.75",
        "path": "straight",
        "versus": "raw",
        "colour": "width",
        "plain": "1",
    }
    app = start(**wanted)
    assert not app.exception
    assert link(app) == wanted
    sent = charts(app)
    assert len(sent["shape"]["figure"]["data"]) == 2
    assert "coloraxis" in sent["map"]["figure"]["layout"]
    assert app.segmented_control(key="path").value == "straight"


def test_a_bad_link_is_explained_and_the_nearest_view_is_shown(start: Start) -> None:
    app = start(t="7", a="99", colour="weight", path="curved")
    assert not app.exception
    said = "\n".join(w.value for w in app.warning)
    for part in ("'7'", "'99'", "'weight'", "'curved'"):
        assert part in said
    assert (link(app)["t"], link(app)["a"], link(app)["colour"], link(app)["path"]) == ("1.00", "20", "kind", "zoo")
    app.slider(key="t").set_value(0.5).run()  # and it is a usable view
    assert not app.exception


def test_a_link_to_an_unknown_space_shows_another(start: Start) -> None:
    app = start(space="nowhere", t="0.9")
    assert "'nowhere'" in app.warning[0].value
    assert link(app)["space"] == "tiny"
    assert charts(app)["shape"]["figure"]["data"]


@pytest.mark.parametrize("kind", ["zoo", "straight", "raw"])
def test_every_kind_of_path(start: Start, kind: str) -> None:
    app = start(path=kind, t="0.5")
    assert not app.exception
    assert len(charts(app)["shape"]["follow"]["map"]["shapes"]) == 5
    assert "usual distance" in texts(app)


def test_set_as_a_and_b(start: Start) -> None:
    app = start(view="network", id="6", a="1", b="2")
    app.button(key="set_a").click().run()
    assert (link(app)["a"], link(app)["b"]) == ("6", "2")
    app.button(key="set_b").click().run()
    assert link(app)["b"] == "6"
    assert not app.exception


def test_a_neighbour_can_be_jumped_to(start: Start) -> None:
    app = start(view="network", id="6")
    near = [b for b in app.button if b.key and b.key.startswith("near_")]
    assert len(near) == 6
    assert "near_6" not in [b.key for b in near]  # a network is not its own neighbour
    near[0].click().run()
    assert link(app)["id"] == near[0].key.removeprefix("near_")


def test_facts_name_kind_parameters_and_split(start: Start) -> None:
    said = texts(start(view="network", id="0"))
    for part in ("kind", "chair", "split", "IoU", "parameters", "seat height", "legs"):
        assert part in said


def test_preps_are_drawn_when_asked_for(start: Start) -> None:
    app = start(view="network", id="0")
    assert "prep" not in charts(app)
    app.session_state["prep_open"] = True
    app.run()
    assert not app.exception
    assert [t["type"] for t in charts(app)["prep"]["figure"]["data"]] == ["heatmap"] * 3


def test_a_walk_toward_a_shape_offers_no_staying_near_networks(start: Start) -> None:
    app = start()
    app.session_state["optimize_open"] = True
    app.run()
    assert not app.exception
    assert app.button(key="optimize_go")
    assert "optimize_near" not in {one.key for one in app.checkbox}


def test_no_spaces(start: Start, tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "missing"):
        app = start(root)
        assert not app.exception
        assert "There are no spaces" in app.info[0].value
        assert "New space" in texts(app)


def damage(path: Path, how: str) -> None:
    """Make a space unusable."""
    if how == "tampered":
        data = bytearray((path / "netspace.safetensors").read_bytes())
        data[-1] ^= 1
        (path / "netspace.safetensors").write_bytes(data)
    elif how == "truncated":
        data = bytearray((path / "zoo.safetensors").read_bytes())
        (path / "zoo.safetensors").write_bytes(data[:-10])
    elif how == "missing":
        (path / "map.npz").unlink()
    elif how == "schema":
        info = json.loads((path / "space.json").read_text())
        (path / "space.json").write_text(json.dumps({**info, "schema": 99}))


@pytest.mark.parametrize(
    ("how", "reason"),
    [("tampered", "was changed"), ("truncated", "truncated"), ("missing", "missing"), ("schema", "schema version 99")],
)
def test_a_bad_space_is_named_with_its_reason_and_the_good_one_stays(
    start: Start, space_copy: Path, how: str, reason: str
) -> None:
    root = space_copy.parent
    shutil.copytree(space_copy, root / "another")  # sorts before the good one
    damage(root / "another", how)
    app = start(root)
    assert not app.exception
    assert "another" in texts(app)
    assert reason in texts(app)
    app = start(root, space="another")
    assert reason in app.error[0].value
    assert not app.exception
    app.selectbox(key="space").set_value("tiny").run()
    assert not app.error
    assert charts(app)["shape"]["figure"]["data"]


def test_a_shape_without_a_surface_says_so(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyvista as pv

    nothing = SimpleNamespace(mesh=pv.PolyData())
    monkeypatch.setattr("explorer.kinds.shapes.meshes.sdf_to_mesh", lambda *args: nothing)
    app = start()
    assert not app.exception
    said = [a["text"] for a in charts(app)["shape"]["figure"]["layout"]["annotations"]]
    assert "No surface" in said


def test_a_bug_is_not_swallowed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> np.ndarray:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("explorer.kinds.shapes.screen.meshes_of", broken)
    assert start().exception


# Imported when they are needed; pandas is not among them, as Streamlit itself imports it.
LATER = {"joblib", "matplotlib", "numba", "pynndescent", "skimage", "sklearn", "torch._dynamo", "trimesh", "umap"}


def test_the_first_screen_needs_neither_umap_nor_numba(tiny_space_dir: Path) -> None:
    script = (
        "import sys; from streamlit.testing.v1 import AppTest; "
        f"app = AppTest.from_file({str(MAIN)!r}, default_timeout=300).run(); assert not app.exception; "
        f"print(sorted({LATER!r} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env={PRETRAINED: str(tiny_space_dir), "PYTHONPATH": str(MAIN.parents[2])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.strip().splitlines()[-1] == "[]"


def test_a_space_that_is_not_looked_at_takes_no_memory(start: Start, space_copy: Path) -> None:
    """Whether it could be opened is said all the same."""
    shutil.copytree(space_copy, space_copy.with_name("other"))
    broken = space_copy.with_name("broken")
    shutil.copytree(space_copy, broken)
    zoo = broken / "zoo.safetensors"
    zoo.write_bytes(zoo.read_bytes()[:-1] + bytes([zoo.read_bytes()[-1] ^ 1]))
    app = start(space_copy.parent, space="tiny")
    assert not app.exception
    assert "zoo.safetensors was changed" in texts(app)
    assert {path.name for path in resources.engine().opened()} == {"tiny"}


class StoneSpace(ShapeSpace):
    """A space of shapes that says it is of another kind."""

    kind: ClassVar[str] = "stone"


class Stony(ShapeStoring):
    """Reads it."""

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        return StoneSpace(arch=shared["model"].arch, **shared)


@pytest.mark.parametrize("broken", ["nowhere:PANELS", "no object that keeps it"])
def test_a_space_whose_package_breaks_a_promise_of_the_screen_says_so_and_the_others_stay(
    start: Start, space_copy: Path, broken: str
) -> None:
    own = registry.kind("sdf")
    kept = {**{what: registry.promised("sdf", what) for what in own.promises}, Storing: Stony()}
    keeper: Any = broken if ":" in broken else object()
    registry.register(Kind("stone", "stones", {**kept, Words: keeper}, package="netspace-stones"))
    try:
        stone = space_copy.with_name("stones")
        shutil.copytree(space_copy, stone)
        stated = json.loads((stone / "space.json").read_text())
        (stone / "space.json").write_text(json.dumps(stated | {"kind": "stone"}))
        app = start(space_copy.parent, space="stones")
        assert not app.exception
        assert "The space 'stones' cannot be opened" in texts(app)
        assert "of the kind 'stone'" in texts(app)
        app.selectbox(key="space").set_value("tiny").run()
        assert not app.exception
        assert "map" in charts(app)
    finally:
        registry.forget("stone")
