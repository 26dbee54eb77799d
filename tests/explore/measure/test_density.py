from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.measure.density import FEWEST, common_groups, fit_density


def test_drawn_latents_have_the_mean_and_covariance_of_their_group() -> None:
    """At whatever width: of a Gaussian, and of a ring, which a Gaussian does not fit."""
    rng = np.random.default_rng(0)
    angle = rng.uniform(0, 2 * np.pi, 300)
    ring = np.stack([3 * np.cos(angle), np.sin(angle), np.zeros(300)], 1) + 0.05 * rng.standard_normal((300, 3))
    bell = rng.standard_normal((300, 3)) @ np.asarray([[2.0, 0.5, 0], [0, 1, 0], [0, 0, 0.3]]) + 50
    density = fit_density(np.concatenate([ring, bell]), np.repeat(["ring", "bell"], 300))
    assert density is not None
    bell_width, ring_width = density.widths  # in the order of their names
    assert ring_width < 0.5
    assert ring_width < bell_width
    drawn = density.draw(20_000, 1)
    assert drawn.dtype == np.float32
    upper = drawn[:, 0] > 25
    assert upper.mean() == pytest.approx(0.5, abs=0.02)
    for found, latents in ((drawn[~upper], ring), (drawn[upper], bell)):
        np.testing.assert_allclose(found.mean(0), latents.mean(0), atol=0.06)
        np.testing.assert_allclose(np.cov(found.T), np.cov(latents.T), rtol=0.1, atol=0.12)
    np.testing.assert_array_equal(density.draw(5, 3), density.draw(5, 3))
    assert not np.array_equal(density.draw(5, 3), density.draw(5, 4))


def test_a_draw_is_no_copy() -> None:
    latents = np.random.default_rng(0).standard_normal((60, 24))  # fewer than a covariance of 24 needs
    density = fit_density(latents, np.zeros(60, int))
    assert density is not None
    drawn = density.draw(50, 0)
    nearest = np.linalg.norm(drawn[:, None] - latents[None], axis=2).min(1)
    own = np.linalg.norm(latents[:, None] - latents[None], axis=2)
    np.fill_diagonal(own, np.inf)
    assert nearest.mean() > 0.5 * own.min(1).mean()


def test_small_groups_are_left_out_or_put_together() -> None:
    latents = np.concatenate([np.zeros((3, 2)), np.random.default_rng(0).standard_normal((FEWEST, 2)) + 9])
    groups = np.asarray(["rare"] * 3 + ["often"] * FEWEST)
    density = fit_density(latents, groups)
    assert density is not None
    assert density.draw(40, 0).mean() > 7
    assert fit_density(latents[:4], groups[:4]) is None
    assert common_groups(groups).tolist() == [""] * 3 + ["often"] * FEWEST
