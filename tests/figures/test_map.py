from __future__ import annotations

import dataclasses

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.errors import SelectionError
from explorer.figures.map import NO_JOURNEY, NOWHERE, Journey, draw_map, journey_layout, map_facts
from explorer.figures.style import CATEGORICAL, DARK, LIGHT

POSITIONS = np.array([[0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0.5]], dtype=np.float32)
LABELS = {
    "kind": np.array(["chair", "table", "chair", "table", "chair"]),
    "width": np.array([1, 2, 3, 4, 5], dtype=np.float32),
    "iou": np.array([0.9, 0.8, 0.7, 0.6, 0.5], dtype=np.float32),
}
SPLIT = np.array(["train", "train", "heldout", "train", "heldout"])


def points(figure: go.Figure) -> list[go.Scattergl]:
    return [trace for trace in figure.data if isinstance(trace, go.Scattergl)]


def test_categories_come_largest_first_with_a_colour_each() -> None:
    facts = map_facts(POSITIONS, LABELS, SPLIT, "kind", "kind")
    assert [g.name for g in facts.groups] == ["chair", "table"]
    assert [g.colour for g in facts.groups] == list(CATEGORICAL[:2])
    assert facts.groups[0].ids.tolist() == [0, 2, 4]
    assert facts.values is None


def test_a_number_is_one_group_and_is_among_the_facts_shown() -> None:
    facts = map_facts(POSITIONS, LABELS, SPLIT, "width", "kind")
    assert len(facts.groups) == 1
    assert facts.values is not None
    assert facts.values.tolist() == [1, 2, 3, 4, 5]
    assert {name for name, _ in facts.facts} == {"width", "iou"}


def test_more_categories_than_colours_share_one_called_other() -> None:
    count = len(CATEGORICAL) + 3
    many = {"kind": np.array([f"k{i:02}" for i in range(count)])}
    facts = map_facts(np.zeros((count, 2), np.float32), many, np.full(count, "train"), "kind", "kind")
    assert len(facts.groups) == len(CATEGORICAL) + 1
    assert facts.groups[-1].name == "3 others"
    assert sum(len(g.ids) for g in facts.groups) == count


def test_an_unknown_label_is_named_with_the_known_ones() -> None:
    with pytest.raises(SelectionError, match=r"'weight'.*kind, width, iou, split"):
        map_facts(POSITIONS, LABELS, SPLIT, "weight", "kind")


@pytest.mark.parametrize("label", ["kind", "width", "split"])
def test_every_network_is_drawn_once_at_its_place(label: str) -> None:
    figure = draw_map(map_facts(POSITIONS, LABELS, SPLIT, label, "kind"), NO_JOURNEY, LIGHT)
    found = {int(i): (x, y) for t in points(figure) for i, x, y in zip(t.ids, t.x, t.y, strict=True)}
    assert found == {i: tuple(p) for i, p in enumerate(POSITIONS.tolist())}


def test_held_out_networks_have_another_symbol_and_the_legend_says_so() -> None:
    figure = draw_map(map_facts(POSITIONS, LABELS, SPLIT, "kind", "kind"), NO_JOURNEY, LIGHT)
    symbols = {int(i): t.marker.symbol for t in points(figure) for i in t.ids}
    assert [symbols[i] for i in range(5)] == ["circle", "circle", "diamond", "circle", "diamond"]
    assert {"training", "held-out"} <= {t.name for t in figure.data}


def test_every_category_is_in_the_legend_once() -> None:
    figure = draw_map(map_facts(POSITIONS, LABELS, np.array(["heldout"] * 5), "kind", "kind"), NO_JOURNEY, LIGHT)
    assert sorted(t.name for t in points(figure) if t.showlegend) == ["chair", "table"]


def test_hover_names_kind_id_and_facts() -> None:
    trace = points(draw_map(map_facts(POSITIONS, LABELS, SPLIT, "kind", "kind"), NO_JOURNEY, LIGHT))[0]
    assert "%{text} %{id}" in trace.hovertemplate
    assert "IoU %{customdata[" in trace.hovertemplate
    assert trace.text[0] == "chair"


def test_no_networks_give_a_titled_empty_figure() -> None:
    none = np.array([], dtype=str)
    facts = map_facts(np.zeros((0, 2), np.float32), {"kind": none}, none, "kind", "kind")
    figure = draw_map(facts, NO_JOURNEY, LIGHT)
    assert "no networks" in figure.layout.title.text


def test_the_journey_is_drawn_where_it_is() -> None:
    path = np.array([[0, 0], [0.5, 0.25], [1, 0]], dtype=np.float32)
    journey = Journey(NOWHERE, path[[0, -1]], ("A", "B"), path, path[[1]])
    shapes = journey_layout(journey, DARK)["shapes"]
    paths = [s for s in shapes if s["type"] == "path"]
    assert {s["path"] for s in paths} == {"M0.0000,0.0000L0.5000,0.2500L1.0000,0.0000"}
    discs = [s for s in shapes if s["type"] == "circle"]
    assert [(s["xanchor"], s["yanchor"]) for s in discs] == [(0, 0), (1, 0), (0.5, 0.25)]
    assert [s["label"]["text"] for s in discs if "label" in s] == ["<b>A</b>", "<b>B</b>"]
    go.Figure(layout=journey_layout(journey, DARK))  # plotly accepts it


def test_no_journey_draws_nothing() -> None:
    assert journey_layout(NO_JOURNEY, LIGHT) == {"shapes": []}


def test_without_webgl_the_points_are_drawn_as_svg() -> None:
    facts = map_facts(POSITIONS, LABELS, SPLIT, "kind", "kind")
    figure = draw_map(facts, NO_JOURNEY, dataclasses.replace(LIGHT, webgl=False))
    assert not points(figure)
    drawn = [i for trace in figure.data if trace.ids is not None for i in trace.ids]
    assert sorted(drawn) == [str(k) for k in range(len(POSITIONS))]
