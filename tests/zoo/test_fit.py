from __future__ import annotations

import torch

from explorer.data import furniture
from explorer.networks.siren import Siren, siren, siren_batch
from explorer.zoo.fit import FitConfig, fit_batch, fit_mean, one_cycle, orthogonalise


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
    return x.norm(dim=-1) - 0.5


def test_fit_mean_learns_a_sphere() -> None:
    arch = Siren(width=16, hidden=2, omega=10.0)
    params = fit_mean(arch, sphere, torch.Generator().manual_seed(0), steps=500, points=256)
    x = torch.rand(2000, 3, generator=torch.Generator().manual_seed(1)) * 2 - 1
    assert float((siren(arch, params, x)[:, 0] - sphere(x)).abs().mean()) < 0.03
    assert not any(value.requires_grad for value in params.values())


def test_each_network_of_a_batch_learns_its_own_shape() -> None:
    arch, generator = Siren(width=16, hidden=2, omega=10.0), torch.Generator().manual_seed(0)
    radius = torch.tensor([0.3, 0.5, 0.7])[:, None]
    points = torch.rand(3, 4096, 3, generator=generator) * 2 - 1
    distances = points.norm(dim=-1) - radius
    init = fit_mean(arch, sphere, generator, steps=100, points=128)
    params = fit_batch(arch, init, points, distances, FitConfig(steps=400, points=256), generator)
    error = (siren_batch(arch, params, points)[..., 0] - distances).abs().mean(1)
    assert bool((error < 0.03).all()), error


def test_fitting_is_repeatable() -> None:
    arch, config = Siren(width=8, hidden=2), FitConfig(steps=5, points=64, pool=512)
    boxes = furniture.parts(torch.from_numpy(furniture.sample_furniture(2, 0).parameters))
    init = arch.init(torch.Generator().manual_seed(0))
    results = []
    for _ in range(2):
        generator = torch.Generator().manual_seed(3)
        points, distances = furniture.near_surface_samples(boxes, config.pool, generator)
        results.append(fit_batch(arch, init, points, distances, config, generator))
    assert all(torch.equal(results[0][name], results[1][name]) for name in init)
