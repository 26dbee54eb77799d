from __future__ import annotations

import torch

from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.fit import ShapeFit, fit_shapes
from explorer.networks.siren import Siren, siren_batch
from explorer.zoo.fit import fit_mean


def test_each_network_of_a_batch_learns_its_own_shape() -> None:
    arch, generator = Siren(width=16, hidden=2, omega=10.0), torch.Generator().manual_seed(0)
    radius = torch.tensor([0.3, 0.5, 0.7])[:, None]
    points = torch.rand(3, 4096, 3, generator=generator) * 2 - 1
    distances = points.norm(dim=-1) - radius
    init = fit_mean(arch, lambda x: x.norm(dim=-1) - 0.5, generator, steps=100, points=128)
    params = fit_shapes(arch, init, points, distances, ShapeFit(steps=400, points=256), generator)
    error = (siren_batch(arch, params, points)[..., 0] - distances).abs().mean(1)
    assert bool((error < 0.03).all()), error


def test_fitting_is_repeatable() -> None:
    arch, config = Siren(width=8, hidden=2), ShapeFit(steps=5, points=64, pool=512)
    boxes = furniture.parts(torch.from_numpy(furniture.sample_furniture(2, 0).parameters))
    init = arch.init(torch.Generator().manual_seed(0))
    results = []
    for _ in range(2):
        generator = torch.Generator().manual_seed(3)
        points, distances = furniture.near_surface_samples(boxes, config.pool, generator)
        results.append(fit_shapes(arch, init, points, distances, config, generator))
    assert all(torch.equal(results[0][name], results[1][name]) for name in init)


def test_what_is_on_the_wrong_side_is_learned_once_more() -> None:
    """A rod beside a ball, in a tenth of the points: found sooner where mistakes are sought."""
    arch, generator = Siren(width=16, hidden=2, omega=10.0), torch.Generator().manual_seed(0)
    points = torch.rand(1, 8192, 3, generator=generator) * 1.6 - 0.8
    ball = points.norm(dim=-1) - 0.3
    rod = (points - torch.tensor([0.6, 0.0, 0.0]))[..., [0, 2]].norm(dim=-1) - 0.06
    distances = torch.minimum(ball, rod)
    init = fit_mean(arch, lambda x: x.norm(dim=-1) - 0.3, generator, steps=100, points=128)

    def missed(watched: int) -> float:
        config = ShapeFit(steps=300, points=256, watched=watched)
        params = fit_shapes(arch, init, points, distances, config, torch.Generator().manual_seed(1))
        inside = siren_batch(arch, params, points)[..., 0] < 0
        return float((~inside & (rod < 0)).sum() / (rod < 0).sum())

    assert missed(1024) < 0.6 * missed(0)
