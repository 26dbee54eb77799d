"""Signals from shapes on a grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.grid_signals import (
    LARGEST,
    Bends,
    ask,
    drawn_bends,
    grid_distances,
    grid_samples,
    inside_of,
    marks_of,
    no_bends,
    on_grid,
)
from explorer.kinds.shapes.mixed_signals import (
    GROWN,
    Bent,
    Pairs,
    Wanted,
    between_signals,
    exchanged_signals,
    solid_signals,
)

GRID = 64
AXIS = np.linspace(-1, 1, GRID)
PLACES = np.stack(np.meshgrid(AXIS, AXIS, AXIS, indexing="ij"), -1)
MIDDLE = np.array([0.05, -0.35, -0.02])


def slab(*half: float) -> np.ndarray:
    """Distances of a box about `MIDDLE`."""
    q = np.abs(PLACES - MIDDLE) - np.array(half)
    outside = np.linalg.norm(np.maximum(q, 0), axis=-1)
    return (outside + np.minimum(q.max(-1), 0)).astype(np.float16)


@pytest.fixture(scope="module")
def grids() -> Sequence[np.ndarray]:
    return [slab(0.5, 0.45, 0.4), slab(0.2, 0.45, 0.3), slab(0.6, 0.04, 0.5)]


def test_distances_between_samples_are_those_of_the_grid(grids: Sequence[np.ndarray]) -> None:
    picks = np.random.default_rng(0).integers(0, GRID, (50, 3))
    found = grid_distances(grids[0], torch.from_numpy(PLACES[tuple(picks.T)].astype(np.float32)))
    np.testing.assert_allclose(found.numpy(), grids[0][tuple(picks.T)], atol=2e-3)
    assert inside_of(grids[0], 32).float().mean() == pytest.approx((grids[0] < 0).mean(), abs=0.02)


def test_bends_keep_the_floor_and_are_undone_and_stay_in_the_cube(grids: Sequence[np.ndarray]) -> None:
    generator = torch.Generator().manual_seed(0)
    surface = marks_of(grids, 0).surface[torch.zeros(40, dtype=torch.long)]
    bends = drawn_bends(surface[:, :500], generator)
    places = torch.rand(40, 30, 3, generator=generator) * 1.6 - 0.8
    torch.testing.assert_close(bends.back(bends.there(places)), places, atol=1e-4, rtol=0)
    floor = torch.tensor([[0.0, FLOOR, 0.0]]).expand(40, 1, 3)
    torch.testing.assert_close(bends.there(floor), floor)
    assert bends.there(surface[:, :500]).abs().max() <= LARGEST + 1e-3
    assert len({round(float(value), 3) for value in bends.taper[:, 0]}) > 10


def test_distances_of_a_bent_shape_have_slope_one() -> None:
    """A stretched and leaning box: what is said is still how far away its sides are."""
    stretch = torch.diag(torch.tensor([1.3, 0.8, 1.1]))[None]
    bends = Bends(stretch, torch.zeros(1, 2), torch.zeros(1, 2), torch.tensor([0.01]))
    field = on_grid(slab(0.3, 0.4, 0.3))
    x = torch.linspace(0.25, 0.9, 60)
    line = torch.stack([x, torch.full_like(x, -0.45), torch.zeros_like(x)], -1)[None]
    found = ask(field, bends, line)[0]
    side = (0.05 + 0.3) * 1.3
    torch.testing.assert_close(found, x - side - 0.01, atol=0.02, rtol=0)


def test_places_lie_where_it_matters(grids: Sequence[np.ndarray]) -> None:
    places, distances = grid_samples(grids[2], 4000, torch.Generator().manual_seed(0))
    assert places.abs().max() <= 1
    near = distances.abs()
    assert (near < 0.03).float().mean() > 0.5
    assert (distances < -0.02).float().mean() > 0.05  # the middle of a board that is 0.08 thick
    assert (near > 0.2).float().mean() > 0.05
    torch.testing.assert_close(grid_distances(grids[2], places), distances)


def test_signals_of_all_kinds_come_back_with_what_lies_in_between(grids: Sequence[np.ndarray]) -> None:
    probes = torch.rand(64, 3, generator=torch.Generator().manual_seed(3)) * 2 - 1
    told, wanted = set[str](), Wanted(12, 8, 4, 6, 128)
    shapes, between = solid_signals(grids, probes, wanted, 0, lambda what, done, total: told.add(what))
    assert len(shapes) == 12 + 8 + 6 + 6
    assert len(between.share) == 4 + 6
    assert told == {"bending shapes", "exchanging parts", "blending shapes", "drawing shapes"}
    for k, grid in enumerate(grids):  # the first of each is the shape as it is
        where = shapes.points[4 * k].float()
        torch.testing.assert_close(shapes.distances[4 * k].float(), grid_distances(grid, where), atol=0.01, rtol=0)
        read, seen = shapes.readings[4 * k].float(), grid_distances(grid, probes)
        assert torch.equal(read < 0, seen < 0)
        torch.testing.assert_close(read[seen > 0], seen[seen > 0], atol=2e-3, rtol=0)
    assert not torch.equal(shapes.readings[0], shapes.readings[1])
    assert torch.isfinite(shapes.distances).all()
    assert (between.start < len(shapes)).all()
    assert (between.end < len(shapes)).all()
    again = solid_signals(grids, probes, wanted, 0, lambda what, done, total: None)[0]
    assert torch.equal(again.readings, shapes.readings)


def test_what_lies_between_a_shape_and_itself_is_a_little_thicker(grids: Sequence[np.ndarray]) -> None:
    probes = torch.zeros(1, 3)
    bent = Bent(grids, marks_of(grids, 0), torch.arange(3), no_bends(3))
    pair = Pairs(torch.tensor([0]), torch.tensor([0]))
    between = between_signals(bent, pair, probes, 64, 5, 0, lambda done, total: None)
    for k, share in enumerate(between.share.tolist()):
        plain = grid_distances(grids[0], between.signals.points[k].float())
        grown = plain - between.signals.distances[k].float()
        torch.testing.assert_close(grown, torch.full_like(grown, 4 * GROWN * share * (1 - share)), atol=0.005, rtol=0)


def test_shapes_made_of_two_are_everywhere_one_of_them_or_empty(grids: Sequence[np.ndarray]) -> None:
    probes = torch.zeros(1, 3)
    bent = Bent(grids, marks_of(grids, 0), torch.arange(3), no_bends(3))
    pair = Pairs(torch.tensor([0]), torch.tensor([2]))
    made = exchanged_signals(bent, pair, probes, 400, 12, 0, lambda done, total: None)
    whole = 0
    for places, distances in zip(made.points.float(), made.distances.float(), strict=True):
        one, two = (grid_distances(grids[k], places) for k in (0, 2))
        inside = distances < -0.01
        assert inside.any()
        cut = ~((one < 0.02) | (two < 0.02)) & inside  # where a smaller one was put elsewhere
        whole += not cut.any()
    assert whole >= 5
    assert whole < 12
