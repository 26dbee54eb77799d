from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.space.bundle import Space
from explorer.space.map import fit_map, place


def test_zoo_latents_lie_at_their_own_points(tiny_space: Space) -> None:
    for ids in ([4], list(range(21))):  # one by one and many at once are computed differently
        np.testing.assert_allclose(place(tiny_space, tiny_space.latents[ids]), tiny_space.positions[ids], atol=1e-3)


def test_one_at_a_time_equals_many_at_once(tiny_space: Space) -> None:
    latents = np.random.default_rng(0).normal(size=(12, 8)).astype(np.float32)
    one = np.concatenate([place(tiny_space, latent[None]) for latent in latents])
    np.testing.assert_allclose(place(tiny_space, latents), one, atol=1e-4)


def test_places_stay_within_the_map(tiny_space: Space) -> None:
    latents = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32) * 100
    low, high = tiny_space.positions.min(0), tiny_space.positions.max(0)
    places = place(tiny_space, latents)
    assert (places >= low - 1e-5).all()
    assert (places <= high + 1e-5).all()


def test_umap_keeps_clusters_apart_and_is_repeatable() -> None:
    rng = np.random.default_rng(0)
    latents = np.concatenate([rng.normal(size=(20, 6)), rng.normal(size=(20, 6)) + 12]).astype(np.float32)
    positions = fit_map(latents, 3, 150)
    assert positions.shape == (40, 2)
    assert positions.dtype == np.float32
    assert np.abs(positions).max() == pytest.approx(1, abs=1e-5)
    first, second = positions[:20], positions[20:]
    spread = max(
        np.linalg.norm(first - first.mean(0), axis=1).mean(), np.linalg.norm(second - second.mean(0), axis=1).mean()
    )
    assert np.linalg.norm(first.mean(0) - second.mean(0)) > 2 * spread
    assert np.array_equal(positions, fit_map(latents, 3, 150))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_map_of_very_few(count: int) -> None:
    positions = fit_map(np.random.default_rng(0).normal(size=(count, 5)).astype(np.float32), 0, 150)
    assert positions.shape == (count, 2)
    assert np.isfinite(positions).all()


def test_umap_is_not_imported_to_show_a_map() -> None:
    program = "import sys, explorer.space.map; sys.exit(any(m in sys.modules for m in ('umap', 'numba', 'streamlit')))"
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=False).returncode == 0
