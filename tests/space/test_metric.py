from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from explorer.space import metric
from explorer.space.metric import nearest_others, squared_distances


@pytest.mark.parametrize("block", [2**22, 100])
def test_the_nearest_are_those_of_scikit_learn(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(metric, "BLOCK", block)
    points = np.random.default_rng(0).normal(size=(61, 5)).astype(np.float32)
    ids, distances = nearest_others(points, 7)
    # Without points to ask for, it leaves each point itself out.
    wanted, wanted_ids = NearestNeighbors(n_neighbors=7).fit(points.astype(np.float64)).kneighbors()
    np.testing.assert_array_equal(ids, wanted_ids)
    np.testing.assert_allclose(distances, wanted, rtol=1e-12)


def test_of_points_at_one_place_the_one_is_the_others_nearest() -> None:
    points = np.asarray([[5.0, 1.0], [2.0, 2.0], [5.0, 1.0], [9.0, 9.0]])
    ids, distances = nearest_others(points, 1)
    assert ids[[0, 2], 0].tolist() == [2, 0]
    assert distances[[0, 2], 0].tolist() == [0, 0]
    assert distances[1, 0] == pytest.approx(np.sqrt(10))


def test_close_points_far_from_the_origin_are_measured_exactly() -> None:
    points = np.asarray([[1e8, 0.0], [1e8, 3e-3], [1e8, 1.0], [0.0, 0.0]])
    ids, distances = nearest_others(points, 3)
    assert distances[0, 0] == 3e-3
    assert sorted(ids[0].tolist()) == [1, 2, 3]


def test_squared_distances_by_hand() -> None:
    some, others = np.asarray([[0.0, 0.0], [3.0, 4.0]]), np.asarray([[3.0, 4.0], [0.0, 1.0], [6.0, 8.0]])
    np.testing.assert_allclose(squared_distances(some, others), [[25, 1, 100], [0, 18, 25]], atol=1e-12)


def test_a_cloud_finds_what_comparing_each_finds() -> None:
    rng = np.random.default_rng(0)
    points = (rng.normal(size=(300, 7)) * [100, 1, 1, 1, 1, 1, 1]).astype(np.float32)
    points[7] = points[200]  # twins: the first of them comes first
    places = np.concatenate([points[:40], points[200:203] + np.float32(1e-3)])
    ids, distances = metric.Cloud(points).nearest_of(places, 5)
    exact = np.linalg.norm(points[None] - places[:, None], axis=2)
    order = np.argsort(exact, axis=1, kind="stable")[:, :5]
    np.testing.assert_array_equal(ids, order)
    np.testing.assert_allclose(distances, np.take_along_axis(exact, order, 1), rtol=1e-6)
    assert metric.Cloud(points).nearest(places[0], 1)[0].tolist() == [0]
