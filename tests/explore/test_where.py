from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.paths import PathKind, make_path
from explorer.explore.where import distances_to_zoo, latents_on, where
from explorer.space.bundle import Space
from explorer.space.neighbours import typical_distance


def test_a_network_is_at_its_own_place(tiny_space: Space) -> None:
    found = where(tiny_space, tiny_space.latents[3], typical_distance(tiny_space))
    assert found.near.ids[0] == 3
    assert found.ratio == 0
    np.testing.assert_allclose(found.position, tiny_space.positions[3], atol=1e-4)


def test_without_itself_the_typical_training_network_has_a_ratio_of_one(tiny_space: Space) -> None:
    typical, train = typical_distance(tiny_space), tiny_space.train.tolist()
    others = tiny_space.heldout.tolist()
    ratios = [where(tiny_space, tiny_space.latents[i], typical, exclude=[i, *others]).ratio for i in train]
    assert np.median(ratios) == pytest.approx(1, rel=1e-4)


def test_far_away_the_ratio_is_large(tiny_space: Space) -> None:
    far = tiny_space.latents[0] + 1000 * typical_distance(tiny_space)
    assert where(tiny_space, far.astype(np.float32), typical_distance(tiny_space)).ratio > 100


@pytest.mark.parametrize("kind", list(PathKind))
def test_the_ends_of_every_path_are_its_networks(tiny_space: Space, kind: PathKind) -> None:
    path = make_path(tiny_space, 1, 5, kind)
    ends = latents_on(tiny_space, path, [0.0, 1.0])
    # raw weights go through the encoder again, from weights of reduced precision
    np.testing.assert_allclose(ends, tiny_space.latents[[1, 5]], atol=0.05 if kind is PathKind.RAW else 1e-6)


def test_distances_to_zoo(tiny_space: Space) -> None:
    assert distances_to_zoo(tiny_space, tiny_space.latents[:4]).tolist() == [0, 0, 0, 0]
