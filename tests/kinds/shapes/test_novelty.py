from __future__ import annotations

from pathlib import Path

import pytest

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes.novelty import shape_novelty
from explorer.kinds.shapes.pairs import heldout_pairs
from explorer.kinds.shapes.space import load_shapes


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
