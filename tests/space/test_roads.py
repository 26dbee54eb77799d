"""Routes in the graph of nearest neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.space import roads
from explorer.space.metric import nearest_others
from explorer.space.roads import GRAPH_NEIGHBOURS, Roads


def cloud(count: int, dimensions: int = 6) -> Roads:
    rng = np.random.default_rng(0)
    return Roads(np.arange(count) + 100, rng.normal(size=(count, dimensions)))


def test_a_route_leaves_its_ends_out_wherever_they_are() -> None:
    found = cloud(300)
    route = found.route(found.points[3], found.points[50])
    assert not {103, 150} & set(route.tolist())
    beside = found.route(found.points[3] + 1e-6, found.points[50])
    assert beside.tolist() == [103, *route.tolist()]  # what is no network goes by the nearest


def test_the_direct_way_has_nothing_between() -> None:
    found = cloud(300)
    assert len(found.route(found.points[3], found.points[3] + 1e-6)) == 0
    assert len(Roads(np.arange(1), np.zeros((1, 3))).route(np.zeros(3), np.ones(3))) == 0


@pytest.mark.slow  # pynndescent is compiled: up to 45 seconds; python -m pytest -m slow -n 0 tests/space/test_roads.py
@pytest.mark.parametrize("twins", [1, 2, 20])
def test_of_many_networks_nearly_all_neighbours_are_found(monkeypatch: pytest.MonkeyPatch, twins: int) -> None:
    monkeypatch.setattr(roads, "MANY", 500)
    points = np.repeat(cloud(800).points, twins, axis=0)
    found = Roads(np.arange(len(points)), points)
    ids, distances = found._near
    assert ids.shape == (len(points), GRAPH_NEIGHBOURS)
    assert not (ids == np.arange(len(points))[:, None]).any() or twins > GRAPH_NEIGHBOURS
    _, exact = nearest_others(points, GRAPH_NEIGHBOURS)
    assert np.mean(np.abs(distances - exact) < 1e-4 + 1e-4 * exact) > 0.95
    route = found.route(points[0], points[-1])
    assert len(set(route.tolist())) == len(route)
