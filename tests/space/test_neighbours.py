from __future__ import annotations

import numpy as np
import pytest

from explorer.space.bundle import Space
from explorer.space.neighbours import nearest, typical_distance


def test_a_network_is_its_own_nearest(tiny_space: Space) -> None:
    for i in (0, 13, 20):
        found = nearest(tiny_space, tiny_space.latents[i], 3)
        assert found.ids[0] == i
        assert found.distances[0] == 0
        assert list(found.distances) == sorted(found.distances)


def test_equals_the_full_table_of_distances(tiny_space: Space) -> None:
    latent = np.random.default_rng(0).normal(size=8).astype(np.float32)
    distances = np.sqrt(((tiny_space.latents - latent) ** 2).sum(1))
    found = nearest(tiny_space, latent, 5, exclude=(int(distances.argmin()),))
    assert found.ids.tolist() == np.argsort(distances)[1:6].tolist()
    np.testing.assert_allclose(found.distances, np.sort(distances)[1:6], rtol=1e-5)


def test_exclude_and_among(tiny_space: Space) -> None:
    found = nearest(tiny_space, tiny_space.latents[0], 99, exclude=(0, 2), among=[0, 1, 2, 5])
    assert sorted(found.ids.tolist()) == [1, 5]


def test_typical_distance_by_hand(tiny_space: Space) -> None:
    train = tiny_space.latents[:14]
    table = np.linalg.norm(train[:, None] - train[None], axis=-1) + np.diag([np.inf] * 14)
    assert typical_distance(tiny_space) == pytest.approx(float(np.median(table.min(1))), rel=1e-5)
