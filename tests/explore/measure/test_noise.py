from __future__ import annotations

import pytest
import torch

from explorer.explore.measure.noise import NOISE, noisy


def test_noise_is_in_proportion_to_each_tensor() -> None:
    params = {"a": torch.randn(4000), "b": 100 * torch.randn(4000)}
    for name, value in noisy(params, 3).items():
        assert (value - params[name]).std() == pytest.approx(float(NOISE * params[name].std()), rel=0.1)
    assert torch.equal(noisy(params, 3)["a"], noisy(params, 3)["a"])
