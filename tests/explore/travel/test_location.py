from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.errors import SelectionError
from explorer.explore.travel.location import (
    REACH,
    course,
    distances_to_zoo,
    latent_at_place,
    latents_on,
    where,
    where_at_place,
)
from explorer.explore.travel.paths import PathKind, make_path, make_tour
from explorer.space.bundle import Space
from tests.closeness import same_latent


def test_a_network_is_at_its_own_place(tiny_space: Space) -> None:
    found = where(tiny_space, tiny_space.latents[3])
    assert found.near.ids[0] == 3
    assert found.ratio == 0
    np.testing.assert_allclose(found.position, tiny_space.positions[3], atol=1e-4)


def test_without_itself_the_typical_training_network_has_a_ratio_of_one(tiny_space: Space) -> None:
    train = tiny_space.train.tolist()
    others = tiny_space.heldout.tolist()
    ratios = [where(tiny_space, tiny_space.latents[i], exclude=[i, *others]).ratio for i in train]
    assert np.median(ratios) == pytest.approx(1, rel=1e-4)


def test_far_away_the_ratio_is_large(tiny_space: Space) -> None:
    far = tiny_space.latents[0] + 1000 * tiny_space.typical
    assert where(tiny_space, far.astype(np.float32)).ratio > 100


@pytest.mark.parametrize("kind", list(PathKind))
def test_the_ends_of_every_path_are_its_networks(tiny_space: Space, kind: PathKind) -> None:
    path = make_path(tiny_space, 1, 5, kind)
    ends = latents_on(tiny_space, path, [0.0, 1.0])
    # raw weights go through the encoder again, from weights of reduced precision
    same_latent(ends, tiny_space.latents[[1, 5]], 0.02 if kind is PathKind.RAW else 1e-5)


def test_distances_to_zoo(tiny_space: Space) -> None:
    assert distances_to_zoo(tiny_space, tiny_space.latents[:4]).tolist() == [0, 0, 0, 0]


# --- tours on the map


@pytest.mark.parametrize("kind", list(PathKind))
@pytest.mark.parametrize("anchors", [(1, 5), (3, 9, 3, 17)])
def test_a_course_passes_its_anchors(tiny_space: Space, kind: PathKind, anchors: tuple[int, ...]) -> None:
    found = course(tiny_space, make_tour(tiny_space, anchors, kind))
    every = (len(found.positions) - 1) // (len(anchors) - 1)
    # raw weights go through the encoder again, from weights of reduced precision
    loose = 0.05 if kind is PathKind.RAW else 1e-4
    np.testing.assert_allclose(found.positions[::every], tiny_space.positions[list(anchors)], atol=loose)
    if kind is PathKind.RAW:
        assert found.ratios is None
    else:
        assert found.ratios is not None
        assert len(found.ratios) == len(found.positions) >= 65
        assert found.ratios[::every].tolist() == [0] * len(anchors)
        assert found.ratios.max() > 0


def test_raw_tours_are_read_like_raw_paths(tiny_space: Space) -> None:
    path, tour = make_path(tiny_space, 1, 5, PathKind.RAW), make_tour(tiny_space, (1, 5), PathKind.RAW)
    shares = [0.0, 0.3, 1.0]
    np.testing.assert_allclose(
        latents_on(tiny_space, tour, shares), latents_on(tiny_space, path, shares), rtol=1e-4, atol=1e-5
    )


# --- the latent at a place


def laid_out(space: Space, positions: object) -> Space:
    """A space of as many networks as there are positions; the latent at a place is the share that each one has."""
    places = np.asarray(positions, np.float32).reshape(-1, 2)
    n = len(places)
    return dataclasses.replace(
        space,
        latents=np.eye(n, dtype=np.float32),
        positions=places,
        split=np.array(["train"] * n),
        zoo_rows=np.arange(n, dtype=np.int32),
    )


HUNDREDTHS = st.tuples(st.integers(-100, 100), st.integers(-100, 100))  # so that distances tie, and places coincide
LAYOUTS = st.lists(HUNDREDTHS, min_size=1, max_size=14).map(lambda places: np.array(places) / 100)
RING = [(3, 4), (4, 3), (5, 0), (4, -3), (3, -4), (0, -5), (-3, -4), (-4, -3), (-5, 0), (-4, 3), (-3, 4), (0, 5)]


@given(LAYOUTS, st.integers(1, 8))
def test_at_a_networks_own_point_it_is_its_latent(tiny_space: Space, places: np.ndarray, k: int) -> None:
    space = laid_out(tiny_space, places)
    for x, y in space.positions.tolist():
        there = (space.positions == np.float32([x, y])).all(1)
        np.testing.assert_allclose(latent_at_place(space, (x, y), k), there / there.sum(), atol=1e-6)


@given(LAYOUTS, HUNDREDTHS, st.integers(1, 8))
def test_elsewhere_it_is_a_mean_of_the_nearest(
    tiny_space: Space, places: np.ndarray, place: tuple[int, int], k: int
) -> None:
    space = laid_out(tiny_space, places)
    at = np.array(place) / 100
    shares = latent_at_place(space, tuple(at), k)
    assert shares.dtype == np.float32
    assert shares.min() >= 0
    assert shares.sum() == pytest.approx(1, abs=1e-5)
    far = np.linalg.norm(space.positions - at, axis=1)
    assert (np.diff(shares[np.argsort(far)]) <= 1e-5).all()  # the nearer, the more
    nth = np.sort(far)[min(k, len(far)) - 1]
    assert not shares[far > max(nth, REACH * far.min()) + 1e-6].any()


def steepest(positions: np.ndarray, k: int) -> float:
    """The most that shares may change on the way, over the way: by the derivative of the weights, far too large.

    A weight is ((1 - d / R) (d1 / d))^2, with d1 the nearest one's distance and R >= REACH d1; d counts from half the
    gap between places on, and the nearest one's weight is (1 - 1 / REACH)^2 at least.
    """
    places = np.unique(positions, axis=0)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    gap = apart[apart > 0].min(initial=1.0)
    return float(2 * len(positions) * 2 * ((1 + REACH) + 2) / (gap / 2) / (1 - 1 / REACH) ** 2)


@given(LAYOUTS, HUNDREDTHS, st.floats(0, 2 * np.pi), st.integers(1, 8))
@example(np.array([(1, 0), (-1, 0), (0, 1), (0, -1)]), (0, 0), 0.3, 3)
@example(np.array(RING) / 5, (0, 0), 1.0, 8)
@example(np.array([(0, 0), (0, 0), (1, 1)]), (0, 0), 1.0, 1)
def test_the_least_move_of_a_hand_moves_the_latent_the_least(
    tiny_space: Space, places: np.ndarray, place: tuple[int, int], angle: float, k: int
) -> None:
    space = laid_out(tiny_space, places)
    at, move = np.array(place) / 100, 1e-10 * np.array([np.cos(angle), np.sin(angle)])
    here, there = (latent_at_place(space, tuple(one), k) for one in (at, at + move))
    assert np.linalg.norm(there - here) <= steepest(space.positions, k) * 1e-10 + 1e-5


@given(LAYOUTS, st.tuples(*[st.floats(-2, 2)] * 4), st.integers(1, 8))
def test_a_hand_over_the_map_moves_the_latent_without_jumps(
    tiny_space: Space, places: np.ndarray, line: tuple[float, ...], k: int
) -> None:
    """Step after step, the half in which the latent moves more is taken: at a jump, that would not end at nothing."""
    space = laid_out(tiny_space, places)
    steps = np.linspace(line[:2], line[2:], 33)
    shares = np.stack([latent_at_place(space, tuple(one), k) for one in steps])
    most = int(np.linalg.norm(np.diff(shares, axis=0), axis=1).argmax())
    (a, b), (first, last) = steps[most : most + 2], shares[most : most + 2]
    for _ in range(40):
        middle = (a + b) / 2
        half = latent_at_place(space, tuple(middle), k)
        if np.linalg.norm(half - first) > np.linalg.norm(last - half):
            b, last = middle, half
        else:
            a, first = middle, half
    assert np.linalg.norm(last - first) <= steepest(space.positions, k) * float(np.linalg.norm(b - a)) + 1e-5


def test_one_network_is_everywhere(tiny_space: Space) -> None:
    one = laid_out(tiny_space, tiny_space.positions[:1])
    np.testing.assert_allclose(latent_at_place(one, (0.5, 0.5)), [1], rtol=1e-6)


def test_networks_equally_far_count_the_same(tiny_space: Space) -> None:
    four = laid_out(tiny_space, [(1, 0), (-1, 0), (0, 1), (0, -1)])
    np.testing.assert_allclose(latent_at_place(four, (0.0, 0.0), k=3), [0.25] * 4, rtol=1e-5)


@pytest.mark.parametrize("position", [(1e-200, 0.0), (1e200, -1e200), (5e-324, 5e-324), (1.7e308, 0.0)])
def test_places_however_near_or_far_have_a_latent(tiny_space: Space, position: tuple[float, float]) -> None:
    space = laid_out(tiny_space, [(0, 0), (1, 0), (0, 1), (1, 1)])
    shares = latent_at_place(space, position, k=2)
    assert np.isfinite(shares).all()
    assert shares.sum() == pytest.approx(1)


@pytest.mark.parametrize("position", [(float("nan"), 0.0), (0.0, float("inf"))])
def test_a_place_is_finite(tiny_space: Space, position: tuple[float, float]) -> None:
    with pytest.raises(SelectionError, match="no place"):
        latent_at_place(tiny_space, position)


def test_distances_in_the_space_and_on_the_map_are_two(tiny_space: Space) -> None:
    own, far = tuple(tiny_space.positions[3].tolist()), (9.0, 9.0)
    inside = where_at_place(tiny_space, own, latent_at_place(tiny_space, own))
    assert inside.ratio == pytest.approx(0, abs=1e-6)
    assert inside.gap == pytest.approx(0, abs=1e-6)
    outside = where_at_place(tiny_space, far, latent_at_place(tiny_space, far))
    alone = where(tiny_space, latent_at_place(tiny_space, far))
    assert outside.gap is not None
    assert outside.gap > 2.5
    assert outside.ratio == alone.ratio  # the verdict is of the space, wherever the latent comes from
    assert alone.gap is None
