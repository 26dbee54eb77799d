from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.sparse.csgraph import connected_components
from sklearn.neighbors import kneighbors_graph

from explorer.errors import SelectionError
from explorer.explore.engine.network_refs import Decoded, Raw
from explorer.explore.travel.paths import (
    MAX_ANCHORS,
    Path,
    PathKind,
    catmull_rom,
    latent_at,
    make_path,
    make_tour,
    shortest_route,
    smooth_joints,
    smooth_route,
    source_at,
    straight,
)
from explorer.space.bundle import Space
from explorer.space.roads import EDGE_POWER, GRAPH_NEIGHBOURS

PAIRS = [(0, 13), (14, 20), (3, 17), (20, 1)]


@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_the_ends_are_the_anchors(tiny_space: Space, a: int, b: int, kind: PathKind) -> None:
    path = make_path(tiny_space, a, b, kind, samples=33)
    assert path.latents is not None
    assert path.latents.shape == (33, 8)
    assert path.latents.dtype == np.float32
    assert np.array_equal(path.latents[0], tiny_space.latents[a])
    assert np.array_equal(path.latents[-1], tiny_space.latents[b])
    assert np.array_equal(latent_at(path, 0.0), tiny_space.latents[a])
    assert np.array_equal(latent_at(path, 1.0), tiny_space.latents[b])
    assert (path.visited[0], path.visited[-1]) == (a, b)


def test_a_raw_path_has_no_latents(tiny_space: Space) -> None:
    path = make_path(tiny_space, 0, 1, PathKind.RAW)
    assert path.latents is None
    with pytest.raises(SelectionError, match="no latents"):
        latent_at(path, 0.5)


@pytest.mark.parametrize("kind", list(PathKind))
def test_from_a_network_to_itself(tiny_space: Space, kind: PathKind) -> None:
    path = make_path(tiny_space, 5, 5, kind)
    if path.latents is not None:
        np.testing.assert_allclose(path.latents, np.repeat(tiny_space.latents[5:6], 65, 0), atol=1e-6)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_the_route_passes_through_training_networks_alone(tiny_space: Space, a: int, b: int) -> None:
    route = shortest_route(tiny_space, a, b).tolist()
    assert (route[0], route[-1]) == (a, b)
    assert len(set(route)) == len(route)
    assert all(tiny_space.split[i] == "train" for i in route[1:-1])


def with_latents(space: Space, latents: np.ndarray, heldout: tuple[int, ...] = ()) -> Space:
    split = np.array(["heldout" if i in heldout else "train" for i in range(len(latents))])
    positions = np.zeros((len(latents), 2), np.float32)
    rows = np.arange(len(latents), dtype=np.int32)
    return dataclasses.replace(
        space, latents=latents.astype(np.float32), positions=positions, split=split, zoo_rows=rows
    )


def test_the_route_is_the_cheapest_of_all(tiny_space: Space) -> None:
    """Against a search by repeated relaxation (Bellman and Ford) on the same graph."""
    latents = np.random.default_rng(2).normal(size=(40, 3))
    space = with_latents(tiny_space, latents)
    graph = kneighbors_graph(space.latents.astype(np.float64), GRAPH_NEIGHBOURS, mode="distance").toarray()
    cost = np.where(graph > 0, graph, np.inf) ** EDGE_POWER
    cost = np.minimum(cost, cost.T)
    assert connected_components(np.isfinite(cost))[0] == 1
    for a, b in ((0, 39), (7, 21), (30, 2)):
        best = np.full(40, np.inf)
        best[a] = 0
        for _ in range(40):
            best = np.minimum(best, (best[:, None] + cost).min(0))
        route = shortest_route(space, a, b)
        steps = np.linalg.norm(np.diff(space.latents[route].astype(np.float64), axis=0), axis=1) ** EDGE_POWER
        assert steps.sum() == pytest.approx(best[b], rel=1e-6)


def test_the_route_follows_a_bend_of_networks(tiny_space: Space) -> None:
    turn = np.linspace(0, np.pi, 40)
    space = with_latents(tiny_space, np.stack([np.cos(turn), np.sin(turn), np.zeros(40)], 1))
    route = shortest_route(space, 0, 39)
    assert len(route) > 5, "it cut straight across the empty middle"
    path = make_path(space, 0, 39, PathKind.ZOO)
    assert path.latents is not None
    assert float(np.linalg.norm(path.latents, axis=1).min()) > 0.8


def test_held_out_networks_are_not_stepping_stones(tiny_space: Space) -> None:
    space = with_latents(tiny_space, np.arange(20)[:, None] * np.ones((1, 3)), heldout=(0, 9, 19))
    assert 9 not in shortest_route(space, 0, 19)


def test_there_is_a_route_between_islands(tiny_space: Space) -> None:
    rng = np.random.default_rng(0)
    space = with_latents(tiny_space, np.concatenate([rng.normal(size=(20, 3)), rng.normal(size=(20, 3)) + 100]))
    route = shortest_route(space, 3, 35)
    assert (route[0], route[-1]) == (3, 35)


def test_twins_are_no_trouble(tiny_space: Space) -> None:
    """Networks with equal latents have edges of length zero, which a sparse graph could take for none."""
    for twins in (4, 30):
        latents = np.repeat(np.random.default_rng(0).normal(size=(6, 3)), twins, axis=0)
        space = with_latents(tiny_space, latents)
        for a, b in ((0, 1), (0, 6 * twins - 1), (5, 20), (3, 0), (0, twins - 1)):
            route = shortest_route(space, a, b)
            assert (route[0], route[-1]) == (a, b)


@pytest.mark.parametrize(("a", "b"), [(-1, 2), (0, 21), (99, 0)])
def test_an_unknown_network_is_named(tiny_space: Space, a: int, b: int) -> None:
    with pytest.raises(SelectionError, match=r"no network (-1|21|99) in tiny"):
        make_path(tiny_space, a, b, PathKind.STRAIGHT)


def test_a_path_needs_two_samples(tiny_space: Space) -> None:
    with pytest.raises(SelectionError, match="1 samples"):
        make_path(tiny_space, 0, 1, PathKind.ZOO, samples=1)


# --- positions on a path

LINE = Path(PathKind.STRAIGHT, 0, 1, straight(np.zeros(2, np.float32), np.array([4, 8], np.float32), 5))


@pytest.mark.parametrize("t", [0.0, 0.1, 0.25, 0.5, 0.77, 1.0])
def test_latent_at_is_linear_between_samples(t: float) -> None:
    np.testing.assert_allclose(latent_at(LINE, t), [4 * t, 8 * t], atol=1e-6)


@pytest.mark.parametrize("t", [-0.01, 1.01, float("nan"), float("inf")])
def test_points_off_the_path_are_errors(t: float) -> None:
    with pytest.raises(SelectionError, match="no point"):
        latent_at(LINE, t)


# --- smoothing

polylines = arrays.arrays(
    np.float64, st.tuples(st.integers(2, 9), st.integers(1, 4)), elements=st.floats(-5, 5).map(lambda v: round(v, 3))
)


@settings(deadline=None)
@given(polylines, st.integers(2, 80))
def test_smoothing_keeps_the_ends_and_stays_in_the_hull(nodes: np.ndarray, samples: int) -> None:
    line = smooth_route(nodes, samples)
    assert line.shape == (samples, nodes.shape[1])
    assert np.array_equal(line[0], nodes[0].astype(np.float32))
    assert np.array_equal(line[-1], nodes[-1].astype(np.float32))
    assert np.isfinite(line).all()


@settings(deadline=None)
@given(arrays.arrays(np.float64, (2, 3), elements=st.floats(-5, 5)), st.integers(2, 50))
def test_a_straight_route_stays_straight(nodes: np.ndarray, samples: int) -> None:
    nodes = nodes.astype(np.float32)
    np.testing.assert_allclose(smooth_route(nodes, samples), straight(nodes[0], nodes[1], samples), atol=1e-5)


def test_a_corner_is_rounded_and_steps_are_even() -> None:
    corner = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    line = smooth_route(corner, 1001)  # so fine that the corner would be met exactly
    assert 0.003 < np.linalg.norm(line - [1, 0], axis=1).min() < 0.03
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    assert steps.max() < 1.5 * np.median(steps)
    assert np.linalg.norm(line[250] - [0.5, 0.0]) < 0.02


# --- tours

TOURS = [(0, 13), (14, 3, 20), (5, 9, 5, 5, 17), (1, 1)]


@pytest.mark.parametrize("spline", [False, True])
@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
@pytest.mark.parametrize("anchors", TOURS)
def test_a_tour_passes_exactly_through_its_anchors(
    tiny_space: Space, anchors: tuple[int, ...], kind: PathKind, spline: bool
) -> None:
    tour = make_tour(tiny_space, anchors, kind, spline, samples_per_leg=9)
    assert tour.latents is not None
    assert tour.latents.shape == (8 * (len(anchors) - 1) + 1, 8)
    assert np.isfinite(tour.latents).all()
    assert (tour.stops[0], tour.stops[-1]) == (0, 1)
    for stop, anchor in zip(tour.stops, anchors, strict=True):
        assert source_at(tiny_space, tour, float(stop)) == Decoded.of(tiny_space.latents[anchor])


@pytest.mark.parametrize("spline", [False, True])
@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
def test_a_tour_of_two_is_the_path(tiny_space: Space, kind: PathKind, spline: bool) -> None:
    path, tour = make_path(tiny_space, 3, 17, kind), make_tour(tiny_space, [3, 17], kind, spline)
    assert path.latents is not None
    assert np.array_equal(tour.latents, path.latents)


def test_raw_weights_are_mixed_leg_by_leg(tiny_space: Space) -> None:
    tour = make_tour(tiny_space, [4, 8, 15], PathKind.RAW, spline=True)
    assert tour.latents is None
    assert source_at(tiny_space, tour, 0.0) == Raw(4, 8, 0.0)
    assert source_at(tiny_space, tour, 0.25) == Raw(4, 8, 0.5)
    assert source_at(tiny_space, tour, 0.5) == Raw(8, 15, 0.0)
    assert source_at(tiny_space, tour, 1.0) == Raw(8, 15, 1.0)


@settings(deadline=None)
@given(st.integers(2, 21), st.floats(0, 1))
def test_raw_shares_are_shares(tiny_space: Space, count: int, t: float) -> None:
    source = source_at(tiny_space, make_tour(tiny_space, range(count), PathKind.RAW), t)
    assert isinstance(source, Raw)
    assert 0 <= source.t <= 1


@pytest.mark.parametrize("kind", list(PathKind))
@pytest.mark.parametrize("t", [-0.01, 1.01, float("nan")])
def test_there_is_nothing_beside_a_tour(tiny_space: Space, kind: PathKind, t: float) -> None:
    with pytest.raises(SelectionError, match="no point"):
        source_at(tiny_space, make_tour(tiny_space, [0, 1], kind), t)


@pytest.mark.parametrize("anchors", [[], [3], [0] * (MAX_ANCHORS + 1)])
def test_tours_have_two_anchors_or_more_but_not_too_many(tiny_space: Space, anchors: list[int]) -> None:
    with pytest.raises(SelectionError, match="make no tour"):
        make_tour(tiny_space, anchors, PathKind.ZOO)


def test_a_tour_to_an_unknown_network_names_it(tiny_space: Space) -> None:
    for kind in PathKind:
        with pytest.raises(SelectionError, match="no network 99"):
            make_tour(tiny_space, [0, 99, 1], kind)


def turns(line: np.ndarray) -> np.ndarray:
    """Angles between one step and the next, in degrees."""
    steps = np.diff(line.astype(np.float64), axis=0)
    steps /= np.linalg.norm(steps, axis=1, keepdims=True)
    return np.degrees(np.arccos(np.clip((steps[1:] * steps[:-1]).sum(1), -1, 1)))


CORNERS = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)


def test_a_spline_has_no_corners() -> None:
    sharp = np.concatenate([straight(a, b, 65)[bool(k) :] for k, (a, b) in enumerate(pairwise(CORNERS))])
    assert turns(sharp).max() == pytest.approx(90, abs=1e-3)
    assert turns(smooth_joints(sharp, CORNERS, 65)).max() < 30
    curve = catmull_rom(CORNERS, 65)
    assert turns(curve).max() < 8
    assert np.abs(curve - 0.5).max() < 0.8, "it swings far out"


def test_a_spline_moves_at_an_even_pace_within_a_leg() -> None:
    steps = np.linalg.norm(np.diff(catmull_rom(CORNERS, 33), axis=0), axis=1)
    for leg in steps.reshape(3, 32):
        assert leg.max() < 1.05 * leg.min()
