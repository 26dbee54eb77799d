from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import cKDTree

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes.measures import chamfer
from explorer.kinds.shapes.novelty import least_chamfer, shape_novelty
from explorer.kinds.shapes.pairs import heldout_pairs
from explorer.kinds.shapes.space import load_shapes


@pytest.mark.slow  # half a minute and more on a busy machine
def test_decoded_middles_are_the_pieces_in_between() -> None:
    """And no copy of the zoo, whose nearest network, ensemble or average is nothing of the kind."""
    space = load_shapes(Path(__file__).parents[3] / "pretrained" / "furniture")
    told: list[tuple[int, int]] = []
    pairs = heldout_pairs(space, 3)
    found = shape_novelty(Engine("cpu"), space, pairs, lambda what, done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert found["exact"]["iou"] == 1
    assert found["decoded"]["iou"] > 0.8
    for name in ("nearest", "noisy_neighbour", "raw_average", "ensemble_of_ends", "held_out"):
        assert found[name]["iou"] < found["decoded"]["iou"] - 0.2, name
    assert found["decoded"]["chamfer"] == pytest.approx(found["exact"]["chamfer"], rel=0.5)
    assert found["nearest"]["chamfer"] < found["decoded"]["chamfer"]  # it is of the zoo


def test_the_least_chamfer_distance_is_that_of_measuring_each() -> None:
    rng = np.random.default_rng(0)
    others = [rng.normal(size=(count, 3)).astype(np.float32) + k for k, count in enumerate((40, 0, 60, 30))]
    for shift in (0.0, 1.2, 2.9):
        surface = rng.normal(size=(50, 3)).astype(np.float32) + np.float32(shift)
        each = [chamfer(surface, other) for other in others]
        assert least_chamfer(surface, [cKDTree(other) for other in others]) == np.nanmin(each)
    assert np.isnan(least_chamfer(surface, [cKDTree(others[1])]))
    assert np.isnan(least_chamfer(surface[:0], [cKDTree(others[0])]))
