"""How likely a pose is before anything is decoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from explorer.kinds.shapes.meshfile import EXTENT
from explorer.kinds.shapes.poses import ODD_SIZE, usual_size
from explorer.kinds.shapes.space import ShapeSpace


def with_labels(space: ShapeSpace, labels: Mapping[str, np.ndarray]) -> ShapeSpace:
    return replace(space, labels={**space.labels, **labels})


def test_where_all_shapes_were_brought_to_one_size_a_smaller_one_is_odd(household: ShapeSpace) -> None:
    usual = usual_size(household)
    assert usual(1.0) > 0.95
    assert usual(0.74) == ODD_SIZE
    factors = [usual(scale) for scale in np.linspace(0.6, 1.0, 9)]
    assert factors == sorted(factors)


def test_where_sizes_differ_none_is_odd(household: ShapeSpace) -> None:
    sides = np.random.default_rng(0).uniform(0.5, 1.0, len(household)).astype(np.float32) * EXTENT
    usual = usual_size(with_labels(household, dict.fromkeys(("width", "height", "depth"), sides)))
    assert min(usual(scale) for scale in (0.65, 0.75, 0.9)) > ODD_SIZE


def test_where_sizes_are_not_known_all_count_alike(shipped: ShapeSpace, household: ShapeSpace) -> None:
    """Of furniture no height is told; and a label of the same name may be words."""
    for space in (shipped, with_labels(household, {"height": np.full(len(household), "tall")})):
        assert {usual_size(space)(scale) for scale in (0.2, 0.7, 1.0)} == {1.0}
