"""How a shape covers another, sample by sample."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.kinds.shapes.covering import MOST_PIECES, Covered, covered, sides, to_learn
from explorer.kinds.shapes.occupancy import largest, pieces

SHAPES = st.integers(0, 2**31 - 1).map(
    lambda seed: torch.rand(5, 5, 5, generator=torch.Generator().manual_seed(seed)) < 0.25
)


@given(SHAPES, SHAPES)
def test_the_two_shapes_are_compared_as_measurements_do(inside: torch.Tensor, wanted: torch.Tensor) -> None:
    seen = covered(inside, wanted)
    assert seen.pieces == pieces(inside).count
    there, should, own = inside.reshape(-1), wanted.reshape(-1), largest(inside).reshape(-1)
    black = [k for k in range(125) if sum(divmod(k // 5, 5)) % 2 == k % 5 % 2]  # learned
    white = sorted(set(range(125)) - set(black))
    assert set(seen.mistaken.tolist()) == {k for k in black if there[k] != should[k]}
    assert set(seen.debris.tolist()) == {k for k in black if there[k] and not should[k] and not own[k]}
    both, either = (there & should)[white].sum(), (there | should)[white].sum()
    assert abs(seen.overlap - (float(both / either) if either else 1)) < 1e-6


def test_a_bar_beside_a_cube_is_debris_and_learned_once_more() -> None:
    wanted = torch.zeros(8, 8, 8, dtype=torch.bool)
    wanted[1:5, 1:5, 1:5] = True
    inside = wanted.clone()
    inside[1, 1, 2] = False
    inside[7, :3, 7] = True
    seen = covered(inside, wanted)
    assert (seen.pieces, len(seen.mistaken), len(seen.debris)) == (2, 3, 2)
    assert seen.rank(1, 0.1) == seen.overlap - 0.1
    assert seen.rank(2, 0.1) == seen.rank(5, 0.1) == seen.overlap
    drawn = to_learn(seen, 40, torch.Generator().manual_seed(0), 0.5)
    assert len(drawn) == 60
    assert set(drawn.tolist()) == set(seen.mistaken.tolist())
    assert set(drawn[40:].tolist()) == set(seen.debris.tolist())
    assert sides(wanted)[seen.debris].tolist() == [1.0] * 2


def test_nothing_is_learned_where_nothing_is_wrong_or_seen() -> None:
    shape = torch.ones(2, 2, 2, dtype=torch.bool)
    generator = torch.Generator().manual_seed(0)
    assert to_learn(None, 4, generator, 1.0).tolist() == []
    assert to_learn(covered(shape, shape), 4, generator, 1.0).tolist() == []


def test_pieces_cost_within_a_bound() -> None:
    none = torch.zeros(0, dtype=torch.long)
    assert Covered(0.5, 1000, none, none).rank(1, 0.1) == 0.5 - 0.1 * MOST_PIECES


def test_an_empty_shape_is_in_no_piece() -> None:
    empty, full = torch.zeros(3, 3, 3, dtype=torch.bool), torch.ones(3, 3, 3, dtype=torch.bool)
    seen = covered(empty, full)
    assert (seen.overlap, seen.pieces, len(seen.mistaken), len(seen.debris)) == (0.0, 0, 14, 0)
