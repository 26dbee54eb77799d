from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.travel.location import (
    course,
    distances_to_zoo,
    latent_at_place,
    latents_on,
    where,
    where_at_place,
)
from explorer.explore.travel.paths import PathKind, make_path, make_tour
from explorer.space.bundle import Space


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
    np.testing.assert_allclose(ends, tiny_space.latents[[1, 5]], atol=0.05 if kind is PathKind.RAW else 1e-6)


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


def test_at_a_networks_own_point_it_is_its_latent(tiny_space: Space) -> None:
    for i in (0, 7, 20):
        x, y = tiny_space.positions[i].tolist()
        assert np.array_equal(latent_at_place(tiny_space, (x, y)), tiny_space.latents[i])
        near = latent_at_place(tiny_space, (x + 1e-6, y))
        np.testing.assert_allclose(near, tiny_space.latents[i], atol=1e-3)


def test_elsewhere_it_is_a_mean_of_the_nearest(tiny_space: Space) -> None:
    latent = latent_at_place(tiny_space, (0.03, -0.02), k=4)
    order = np.argsort(np.linalg.norm(tiny_space.positions - [0.03, -0.02], axis=1))[:4]
    assert (latent <= tiny_space.latents[order].max(0) + 1e-6).all()
    assert (latent >= tiny_space.latents[order].min(0) - 1e-6).all()
    assert latent.dtype == np.float32


def test_a_hand_over_the_map_moves_the_latent_without_jumps(tiny_space: Space) -> None:
    xs = np.linspace(-1, 1, 4001)
    latents = np.stack([latent_at_place(tiny_space, (float(x), 0.1), k=3) for x in xs])
    steps = np.linalg.norm(np.diff(latents, axis=0), axis=1)
    whole = np.linalg.norm(latents.max(0) - latents.min(0))
    assert steps.max() < 0.03 * whole


def first_ones(space: Space, positions: np.ndarray) -> Space:
    """The space of its first networks alone, at other places."""
    n = len(positions)
    return dataclasses.replace(
        space, latents=space.latents[:n], positions=positions, split=space.split[:n], zoo_rows=space.zoo_rows[:n]
    )


def test_one_network_is_everywhere(tiny_space: Space) -> None:
    one = first_ones(tiny_space, tiny_space.positions[:1])
    np.testing.assert_allclose(latent_at_place(one, (0.5, 0.5)), tiny_space.latents[0], rtol=1e-6)


def test_networks_equally_far_count_the_same(tiny_space: Space) -> None:
    positions = np.array([[1, 0], [-1, 0], [0, 1], [0, -1]], np.float32)
    four = first_ones(tiny_space, positions)
    three = latent_at_place(four, (0.0, 0.0), k=3)
    np.testing.assert_allclose(three, tiny_space.latents[:3].mean(0), rtol=1e-5)


@pytest.mark.parametrize("position", [(float("nan"), 0.0), (0.0, float("inf"))])
def test_a_place_is_finite(tiny_space: Space, position: tuple[float, float]) -> None:
    with pytest.raises(SelectionError, match="no place"):
        latent_at_place(tiny_space, position)


def test_an_empty_place_on_the_map_is_far_although_its_latent_is_not(tiny_space: Space) -> None:
    own, far = tuple(tiny_space.positions[3].tolist()), (9.0, 9.0)
    inside = where_at_place(tiny_space, own, latent_at_place(tiny_space, own))
    assert inside.ratio == pytest.approx(0, abs=1e-6)
    outside = where_at_place(tiny_space, far, latent_at_place(tiny_space, far))
    assert outside.ratio > 2.5
    assert outside.ratio > where(tiny_space, latent_at_place(tiny_space, far)).ratio
