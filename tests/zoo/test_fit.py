from __future__ import annotations

import torch

from explorer.networks.siren import Siren, siren, siren_batch
from explorer.zoo.fit import FitRates, fit_many, fit_mean, one_cycle, orthogonalise


def test_orthogonalise_brings_the_singular_values_near_one() -> None:
    generator = torch.Generator().manual_seed(0)
    matrix = torch.randn(5, 32, 32, generator=generator) * torch.tensor([1e-4, 1.0, 10.0, 1e3, 1e-2])[:, None, None]
    values = torch.linalg.svdvals(orthogonalise(matrix))
    # Values that start near zero stay small: that is Muon's published behaviour.
    assert float(values.max()) < 1.3
    assert float(values.median()) > 0.6


def test_orthogonalise_keeps_the_singular_vectors() -> None:
    matrix = torch.diag(torch.tensor([3.0, -2.0, 1.0]))
    result = orthogonalise(matrix)
    assert torch.equal(result.abs() > 1e-3, torch.eye(3).bool())
    assert torch.equal(torch.sign(torch.diag(result)), torch.tensor([1.0, -1.0, 1.0]))


def test_one_cycle_rises_then_falls_to_zero() -> None:
    factors = [one_cycle(step, 100) for step in range(100)]
    assert factors[0] < 0.25
    assert max(factors) == max(factors[:10]) > 0.9
    assert factors[10:] == sorted(factors[10:], reverse=True)
    assert factors[-1] < 1e-3


def sphere(x: torch.Tensor) -> torch.Tensor:
    return x.norm(dim=-1, keepdim=True) - 0.5


def test_fit_mean_learns_a_sphere() -> None:
    arch = Siren(width=16, hidden=2, omega=10.0)
    params = fit_mean(arch, sphere, torch.Generator().manual_seed(0), steps=500, points=256)
    x = torch.rand(2000, 3, generator=torch.Generator().manual_seed(1)) * 2 - 1
    assert float((siren(arch, params, x) - sphere(x)).abs().mean()) < 0.03
    assert not any(value.requires_grad for value in params.values())


def test_networks_of_several_outputs_learn_a_loss_of_ones_own() -> None:
    """Two pictures of three channels, by their squared error."""
    arch, generator = Siren(inputs=2, width=16, hidden=2, outputs=3, omega=5.0), torch.Generator().manual_seed(0)
    points = torch.rand(2, 256, 2, generator=generator) * 2 - 1
    x, y = points.unbind(-1)
    wanted = torch.stack([x, y, -x], -1) * torch.tensor([0.3, 0.6])[:, None, None]

    def loss(params: dict[str, torch.Tensor], step: int) -> torch.Tensor:
        del step
        return (siren_batch(arch, params, points) - wanted).square().mean((1, 2))

    init = fit_mean(arch, lambda at: torch.zeros(len(at), 3), generator, steps=20, points=64)
    params = fit_many(init, 2, loss, FitRates(steps=250))
    assert float((siren_batch(arch, params, points) - wanted).abs().mean()) < 0.05
