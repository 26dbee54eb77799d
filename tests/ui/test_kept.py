"""Points kept with a space, on the screen: listed, linked, named, removed; a file that is damaged is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.kinds.shapes.space import load_shapes
from explorer.space import kept
from explorer.space.kept import KeptPoint
from explorer.ui.live.messages import read_message
from tests.ui.conftest import Start, charts, link, texts


@pytest.fixture
def point(space_copy: Path) -> KeptPoint:
    """One point, kept with a copy of the space "tiny"."""
    space = load_shapes(space_copy)
    return kept.keep(
        space, "A *stool*", space.latents[[2, 9]].mean(0), np.array([0.3, 0.1], np.float32), what="stool.stl: a mesh",
        measured={"iou": 0.81},
    )  # fmt: skip


def test_a_link_opens_it_and_it_is_an_end_of_the_path(start: Start, space_copy: Path, point: KeptPoint) -> None:
    number = str(point.id)
    app = start(space_copy.parent, space=space_copy.name, a=number, b="5", t="0.0", view="path")
    assert not app.exception
    assert not app.warning
    assert link(app)["a"] == number
    stars = [trace for trace in charts(app)["map"]["figure"]["data"] if trace["name"] == "kept"]
    assert stars[0]["ids"] == [number]
    app = start(space_copy.parent, space=space_copy.name, id=number, view="network")
    assert not app.exception
    assert "A *stool*" in str(app.segmented_control(key="show").options)
    app = start(space_copy.parent, space=space_copy.name, a=number, b="5", path="raw", view="path")
    assert not app.exception
    assert "a kept point is a latent" in app.info[0].value


def test_a_link_to_one_that_is_gone_says_so(start: Start, space_copy: Path, point: KeptPoint) -> None:
    other = point.id + 1 if point.id < kept.LAST else point.id - 1
    app = start(space_copy.parent, space=space_copy.name, a=str(other))
    assert f"The kept point {other} (a) is not here any more" in app.warning[0].value


def test_it_is_listed_renamed_and_removed(start: Start, space_copy: Path, point: KeptPoint) -> None:
    app = start(space_copy.parent, space=space_copy.name)
    app.session_state["kept_open"] = True
    app.run()
    assert "stool.stl: a mesh" in texts(app)
    assert "0.810" in texts(app)
    app.button(key=f"kept_A_{point.id}").click().run()
    assert link(app)["a"] == str(point.id)
    app.session_state["kept_open"] = True
    app.run()
    app.text_input(key=f"kept_name_{point.id}").set_value("Another").run()
    app.button(key=f"kept_rename_{point.id}").click().run()
    space = load_shapes(space_copy)
    assert kept.point(space, point.id).name == "Another"
    app.session_state["kept_open"] = True
    app.run()
    app.button(key=f"kept_remove_{point.id}").click().run()
    assert not app.exception
    assert kept.overlay(space).points == ()
    assert link(app)["a"] == "0"  # a network again


def test_a_damaged_file_is_said_and_the_space_is_shown(start: Start, space_copy: Path, point: KeptPoint) -> None:
    (space_copy / "kept.safetensors").write_bytes(b"x" * 50)
    app = start(space_copy.parent, space=space_copy.name)
    app.session_state["kept_open"] = True
    app.run()
    assert "kept.safetensors is damaged" in app.warning[0].value
    assert "map" in charts(app)
    assert point.name not in texts(app)


@pytest.mark.parametrize("number", [kept.FIRST, kept.LAST])
def test_messages_may_name_it(number: int) -> None:
    text = f'{{"type":"path","anchors":[{number},3,{number}],"kind":"zoo","spline":false,"slot":0}}'
    assert read_message(text, 10).anchors == (number, 3, number)  # type: ignore[union-attr]
    assert read_message(f'{{"type":"thumbs","ids":[{number}],"colour":"#aabbcc"}}', 10).ids == (number,)  # type: ignore[union-attr]
    want = '{"type":"want","seq":1,"moving":false,"places":[{"kind":"network","id":%d}]}'
    assert read_message(want % number, 10).places[0].id == number  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "anchors", ["[1000000, 99]", "[999999, 1]", "[10000000, 1]", "[1000000]", "[1000000, true]", "[]"]
)
def test_what_is_neither_is_refused(anchors: str) -> None:
    with pytest.raises(SelectionError):
        read_message(f'{{"type":"path","anchors":{anchors},"kind":"zoo","spline":false,"slot":0}}', 10)
