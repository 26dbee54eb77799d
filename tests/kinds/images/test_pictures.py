from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.kinds.images.pictures import MOST_PSNR, as_bytes, as_floats, pixel_centres, psnr, sample

sides = st.integers(2, 9)


def random_pictures(n: int, c: int, height: int, width: int, seed: int) -> torch.Tensor:
    return torch.rand(n, c, height, width, generator=torch.Generator().manual_seed(seed))


@settings(deadline=None)
@given(st.integers(1, 3), st.sampled_from([1, 3]), sides, sides, st.integers(0, 99))
def test_a_picture_is_exact_at_the_centres_of_its_pixels(n: int, c: int, height: int, width: int, seed: int) -> None:
    pixels = random_pictures(n, c, height, width, seed)
    values = sample(pixels, pixel_centres(height, width))
    assert values.shape == (n, height * width, c)
    torch.testing.assert_close(values.mT.reshape(pixels.shape), pixels, atol=2e-5, rtol=0)


@settings(deadline=None)
@given(sides, st.integers(0, 99), st.floats(0, 1))
def test_values_never_leave_the_range_and_a_flat_picture_is_flat(side: int, seed: int, grey: float) -> None:
    points = torch.rand(50, 2, generator=torch.Generator().manual_seed(seed)) * 3 - 1.5  # beyond the border, too
    values = sample(random_pictures(2, 1, side, side, seed), points)
    assert float(values.min()) >= 0
    assert float(values.max()) <= 1
    flat = sample(torch.full((1, 1, side, side), grey), points)
    torch.testing.assert_close(flat, torch.full_like(flat, grey), atol=1e-5, rtol=0)


def test_between_centres_it_is_cubic_convolution() -> None:
    row = torch.tensor([0.2, 0.4, 0.7, 0.6, 0.3, 0.5])
    pixels = row.expand(6, 6)[None, None]

    def kernel(x: float, a: float = -0.75) -> float:  # Keys 1981, equation 4
        x = abs(x)
        if x <= 1:
            return (a + 2) * x**3 - (a + 3) * x**2 + 1
        return a * x**3 - 5 * a * x**2 + 8 * a * x - 4 * a if x < 2 else 0.0

    for place in (1.75, 2.5, 3.2):  # in pixels, far enough from the border
        by_hand = sum(float(v) * kernel(place - k) for k, v in enumerate(row))
        point = torch.tensor([[(place + 0.5) / 6 * 2 - 1, 0.0]])
        assert float(sample(pixels, point)[0, 0, 0]) == pytest.approx(by_hand, abs=1e-5)


def test_points_of_each_picture_its_own() -> None:
    pixels = random_pictures(2, 1, 4, 4, 0)
    points = torch.rand(2, 5, 2) * 2 - 1
    both = sample(pixels, points)
    assert torch.equal(both[1], sample(pixels[1:], points[1])[0])


def test_x_runs_to_the_right_and_y_down() -> None:
    pixels = torch.zeros(1, 1, 2, 2)
    pixels[0, 0, 1, 0] = 1  # bottom left
    assert float(sample(pixels, torch.tensor([[-0.5, 0.5]]))) == pytest.approx(1, abs=1e-5)
    assert pixel_centres(2, 3)[1].tolist() == pytest.approx([0.0, -0.5])


@settings(deadline=None)
@given(st.integers(1, 4), sides, st.integers(0, 99))
def test_psnr_is_what_it_is_by_definition(n: int, side: int, seed: int) -> None:
    a, b = random_pictures(n, 1, side, side, seed), random_pictures(n, 1, side, side, seed + 1)
    for got, x, y in zip(psnr(a, b), a.numpy(), b.numpy(), strict=True):
        mse = np.mean((x.astype(np.float64) - y.astype(np.float64)) ** 2)
        assert float(got) == pytest.approx(20 * math.log10(1 / math.sqrt(mse)), abs=1e-3)


def test_psnr_of_equal_pictures_is_bounded_and_cuts_off() -> None:
    a = torch.rand(1, 1, 3, 3)
    assert float(psnr(a, a)) == MOST_PSNR
    assert float(psnr(torch.full((1, 4), 1.7), torch.ones(1, 4))) == MOST_PSNR


def test_bytes_and_back() -> None:
    every = torch.arange(256, dtype=torch.uint8)
    assert torch.equal(as_bytes(as_floats(every)), every)
    assert as_bytes(torch.tensor([-1.0, 2.0])).tolist() == [0, 255]
