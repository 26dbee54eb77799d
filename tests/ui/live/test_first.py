"""The still map that goes with the page: small, true to the space, and coloured as the live map is."""

from __future__ import annotations

import base64
import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.figures.style import CATEGORICAL
from explorer.ui.live.first import HELD, MOST, STEPS, first_map


def drawn(first: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places (n, 2), numbers of colours (n,), and which are rings (n,)."""
    body = base64.b64decode(first["points"])
    count = len(body) // 5
    share = np.frombuffer(body, "<u2", 2 * count).reshape(2, count).T / 65535
    marks = np.frombuffer(body, "u1", count, 4 * count)
    low, high = np.array(first["box"]).reshape(2, 2)
    return low + share * (high - low), marks % HELD, marks >= HELD


def many(count: int) -> SimpleNamespace:
    """What a map is made of."""
    rng = np.random.default_rng(0)
    kinds = np.array([f"kind {k}" for k in range(3)])[rng.integers(0, 3, count)]
    labels = {"kind": kinds, "width": rng.random(count).astype(np.float32)}
    split = np.where(np.arange(count) % 5, "train", "heldout")
    return SimpleNamespace(positions=rng.normal(size=(count, 2)).astype(np.float32), labels=labels, split=split)


def first_of(made: SimpleNamespace, colour: str) -> dict[str, Any]:
    return first_map(made.positions, made.labels, made.split, colour, "kind")


def test_every_network_is_where_the_map_has_it_in_its_colour() -> None:
    space = many(200)
    first = first_of(space, "kind")
    places, colours, rings = drawn(first)
    order = np.argsort(space.split == "heldout", kind="stable")
    np.testing.assert_allclose(places, space.positions[order], atol=1e-3)
    assert np.array_equal(rings, (space.split == "heldout")[order])
    names, counts = np.unique(space.labels["kind"], return_counts=True)
    largest = names[np.argsort(-counts)].tolist()
    assert [first["light"][c] for c in colours] == [CATEGORICAL[largest.index(k)] for k in space.labels["kind"][order]]
    assert "200 networks, coloured by kind" in first["said"]


def test_numbers_are_a_scale_and_what_is_none_is_faint() -> None:
    space = many(50)
    space.labels["width"][:2] = np.nan, np.inf
    first = first_of(space, "width")
    _, colours, _ = drawn(first)
    widths = space.labels["width"][np.argsort(space.split == "heldout", kind="stable")]
    assert set(colours[~np.isfinite(widths)]) == {STEPS}
    known = np.argsort(widths[np.isfinite(widths)])
    assert (np.diff(colours[np.isfinite(widths)][known].astype(int)) >= 0).all()
    assert len(first["light"]) == len(first["dark"]) == STEPS + 1
    assert first["light"] != first["dark"]


@pytest.mark.parametrize(("count", "shown", "bytes_"), [(2000, 2000, 20_000), (30_000, MOST, 35_000)])
def test_it_is_small_however_many_there_are(count: int, shown: int, bytes_: int) -> None:
    first = first_of(many(count), "kind")
    assert len(drawn(first)[0]) == shown
    assert first["count"] == count
    assert len(json.dumps(first)) < bytes_


def test_one_network_and_numbers_that_are_all_the_same_are_drawn() -> None:
    space = many(1)
    places, colours, _ = drawn(first_of(space, "width"))
    np.testing.assert_allclose(places, space.positions, atol=1e-6)
    assert 0 < colours[0] < STEPS
