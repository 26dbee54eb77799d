from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import SelectionError
from explorer.explore.travel.paths import PathKind
from explorer.explore.travel.pointers import Analogy, MeanOf, OfNetwork, OnMap, OnPath, Steered
from explorer.ui.live.messages import (
    MAX_BYTES,
    Have,
    Hello,
    Malformed,
    PathMessage,
    Ping,
    SheetMessage,
    SheetStop,
    TerrainMessage,
    ThumbsMessage,
    WantMessage,
    read_hello,
    read_message,
)

COUNT = 21
PLACES: list[dict[str, Any]] = [{"kind": "path", "path": "zoo:1-2", "t": 0.5}, {"kind": "map", "x": -0.5, "y": 1}]
WANT = {"type": "want", "seq": 3, "places": PLACES, "moving": True}
STEERED = {"kind": "steered", "base": {"kind": "network", "id": 4}, "moves": [["width", 0.5]]}
PATH = {"type": "path", "anchors": [3, 20, 3], "kind": "zoo", "spline": False, "slot": 1}
THUMBS = {"type": "thumbs", "ids": [0, 20], "colour": "#DDa673"}
SHEET = {"type": "sheet", "columns": 12, "box": [-1, -0.5, 1, 0.5], "colour": "#dda673"}

GOOD = [
    (WANT, WantMessage(3, (OnPath("zoo:1-2", 0.5), OnMap(-0.5, 1.0)), True)),
    ({**WANT, "places": [{"kind": "network", "id": 20}]}, WantMessage(3, (OfNetwork(20),), True)),
    ({**WANT, "places": [{"kind": "analogy", "a": 3, "b": 2, "c": 1}]}, WantMessage(3, (Analogy(3, 2, 1),), True)),
    ({**WANT, "places": [STEERED]}, WantMessage(3, (Steered(OfNetwork(4), (("width", 0.5),)),), True)),
    ({**WANT, "places": [{"kind": "mean", "ids": [1, 2]}]}, WantMessage(3, (MeanOf((1, 2)),), True)),
    (PATH, PathMessage((3, 20, 3), PathKind.ZOO, False, 1)),
    (THUMBS, ThumbsMessage((0, 20), "#dda673")),
    (SHEET, SheetMessage(12, (-1.0, -0.5, 1.0, 0.5), "#dda673")),
    ({"type": "sheet_stop"}, SheetStop()),
    ({"type": "terrain", "on": True}, TerrainMessage(True)),
    ({"type": "terrain", "on": False}, TerrainMessage(False)),
    ({"type": "ping", "n": 5.0}, Ping(5)),
    ({"type": "have", "n": 5}, Have(5)),
]


@pytest.mark.parametrize(("data", "message"), GOOD, ids=lambda v: v["type"] if isinstance(v, dict) else "")
def test_what_a_browser_says_is_understood(data: dict[str, Any], message: object) -> None:
    assert read_message(json.dumps(data), COUNT) == message


WRONG = [
    ({**WANT, "seq": -1}, "seq"),
    ({**WANT, "seq": 1e300}, "seq"),
    ({**WANT, "seq": True}, "seq"),
    ({**WANT, "moving": 1}, "moving"),
    ({**WANT, "places": []}, "places"),
    ({**WANT, "places": PLACES * 2}, "places"),
    ({**WANT, "places": [3]}, "places"),
    ({**WANT, "places": [{"kind": "path", "path": "zoo:1-2", "t": 1.01}]}, "t"),
    ({**WANT, "places": [{"kind": "path", "path": "zoo:1-2", "t": float("nan")}]}, "t"),
    ({**WANT, "places": [{"kind": "path", "path": "zoo:1-2", "t": "0.5"}]}, "t"),
    ({**WANT, "places": [{"kind": "path", "path": 3, "t": 0.5}]}, "path"),
    ({**WANT, "places": [{"kind": "map", "x": float("inf"), "y": 0}]}, "x"),
    ({**WANT, "places": [{"kind": "map", "x": 0}]}, "y"),
    ({**WANT, "places": [{"kind": "map", "x": 0, "y": 101}]}, "y"),
    ({**WANT, "places": [{"kind": "network", "id": COUNT}]}, "id"),
    ({**WANT, "places": [{"kind": "mean", "ids": []}]}, "ids"),
    ({**WANT, "places": [{"kind": "moon"}]}, "kind"),
    ({**WANT, "places": [{"kind": ["map"]}]}, "kind"),
    ({**WANT, "places": [{"kind": "analogy", "a": 0, "b": 1}]}, "c"),
    ({**WANT, "places": [{"kind": "analogy", "a": 0, "b": COUNT, "c": 1}]}, "b"),
    ({**WANT, "places": [{"kind": "steered", "moves": [["width", 1]]}]}, "base"),
    ({**WANT, "places": [{**STEERED, "base": STEERED}]}, "base"),
    ({**WANT, "places": [{**STEERED, "moves": []}]}, "moves"),
    ({**WANT, "places": [{**STEERED, "moves": [["width", 0.1]] * 33}]}, "moves"),
    ({**WANT, "places": [{**STEERED, "moves": [["width", float("nan")]]}]}, "moves"),
    ({**WANT, "places": [{**STEERED, "moves": [["width", 101]]}]}, "moves"),
    ({**WANT, "places": [{**STEERED, "moves": [["w" * 401, 1]]}]}, "moves"),
    ({**WANT, "places": [{**STEERED, "moves": [["width"]]}]}, "moves"),
    ({**PATH, "anchors": [3]}, "anchors"),
    ({**PATH, "anchors": [3] * 25}, "anchors"),
    ({**PATH, "anchors": [3, -1]}, "anchors"),
    ({**PATH, "anchors": [3, 1.5]}, "anchors"),
    ({**PATH, "anchors": [True, False]}, "anchors"),
    ({**PATH, "kind": "sideways"}, "kind"),
    ({**PATH, "kind": ["zoo"]}, "kind"),
    ({**PATH, "slot": 2}, "slot"),
    ({**THUMBS, "ids": [0] * 65}, "ids"),
    ({**THUMBS, "colour": "red"}, "colour"),
    ({**THUMBS, "colour": "#dda673\n"}, "colour"),
    ({**SHEET, "columns": 41}, "columns"),
    ({**SHEET, "columns": 12.5}, "columns"),
    ({**SHEET, "box": [0, 0, 0, 1]}, "box"),
    ({**SHEET, "box": [0, 0, 1]}, "box"),
    ({**SHEET, "box": [0, 0, 1, None]}, "box"),
    ({**SHEET, "box": [-1, -1, 10**400, 1]}, "box"),
    ({"type": "terrain"}, "on"),
    ({"type": "terrain", "on": 1}, "on"),
    ({"type": "dance"}, "dance"),
]


@pytest.mark.parametrize(("data", "says"), WRONG, ids=lambda v: json.dumps(v)[:60])
def test_wrong_values_are_named(data: dict[str, Any], says: str) -> None:
    with pytest.raises(SelectionError, match=f"'{says}'"):
        read_message(json.dumps(data), COUNT)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "3", "null", "{}", '{"type": 3}', "[" * 9000, '{"type":"ping","n":' + "1" * 5000 + "}"],
)
def test_what_is_no_message_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        read_message(text, COUNT)


@pytest.mark.parametrize("letter", ["x", "ä"])
def test_a_long_text_is_malformed(letter: str) -> None:
    text = json.dumps({"type": "ping", "n": 1, "more": letter * 10_000}, ensure_ascii=False)
    if len(text.encode()) > MAX_BYTES:
        with pytest.raises(Malformed, match="at most"):
            read_message(text, COUNT)
    else:
        assert read_message(text, COUNT) == Ping(1)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(
    ["seq", "places", "moving", "anchors", "kind", "spline", "slot", "ids", "colour", "columns", "box", "n", "t"]
)
types = st.sampled_from(["want", "path", "thumbs", "sheet", "sheet_stop", "ping", "have"])


@settings(deadline=None)
@given(types, st.dictionaries(fields, json_values))
def test_nothing_else_ever_happens(kind: str, data: dict[str, Any]) -> None:
    with contextlib.suppress(SelectionError, Malformed):
        read_message(json.dumps({**data, "type": kind}), COUNT)


def test_the_first_message_is_a_hello() -> None:
    hello = {"type": "hello", "token": "t", "session": "s", "space": "tiny"}
    assert read_hello(json.dumps(hello)) == Hello("t", "s", "tiny")
    wrong: list[dict[str, Any]] = [
        {"token": ""}, {"token": None}, {"session": 3}, {"space": "x" * 401}, {"type": "ping"}
    ]  # fmt: skip
    for change in wrong:
        with pytest.raises(Malformed):
            read_hello(json.dumps({**hello, **change}))
