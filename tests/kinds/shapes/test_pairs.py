"""Which networks are measured and shown together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.kinds.shapes.pairs import heldout_pairs, several_kinds
from explorer.kinds.shapes.space import ShapeSpace


def test_pairs_are_held_out_of_different_kinds_and_always_the_same(tiny_space: ShapeSpace) -> None:
    pairs = heldout_pairs(tiny_space, 20)
    assert pairs == heldout_pairs(tiny_space, 20)
    kinds = tiny_space.labels["kind"]
    assert all(kinds[a] != kinds[b] for a, b in pairs)
    assert {i for pair in pairs for i in pair} <= set(tiny_space.heldout.tolist())


def test_of_one_kind_they_are_of_any_and_where_there_are_few_they_are_all(tiny_space: ShapeSpace) -> None:
    labels = {**tiny_space.labels, "kind": np.full(len(tiny_space), "chair")}
    alike = replace(tiny_space, labels=labels)
    assert not several_kinds(alike)
    assert len(heldout_pairs(alike, 3)) == 3
    count = len(tiny_space.heldout)
    assert len(set(heldout_pairs(alike, 1000))) == count * (count - 1) // 2
