from __future__ import annotations

import math
from itertools import pairwise

import pytest
import torch
from torch import nn

from explorer.errors import SelectionError
from explorer.networks.siren import Siren, siren, siren_batch

ARCHS = [Siren(width=16), Siren(width=7, hidden=1, omega=12.5), Siren(inputs=2, width=5, hidden=4, outputs=3)]


class Reference(nn.Module):
    """A Siren as a plain module, written from the paper."""

    def __init__(self, arch: Siren) -> None:
        super().__init__()
        widths = [arch.inputs] + [arch.width] * arch.hidden + [arch.outputs]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(widths))
        self.omega = arch.omega

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.layers[:-1]:
            x = torch.sin(self.omega * layer(x))
        return self.layers[-1](x)


@pytest.mark.parametrize("arch", ARCHS)
def test_equals_a_plain_module(arch: Siren) -> None:
    generator = torch.Generator().manual_seed(0)
    params = arch.init(generator)
    module = Reference(arch)
    module.load_state_dict(params)
    x = torch.rand(50, arch.inputs, generator=generator) * 2 - 1
    torch.testing.assert_close(siren(arch, params, x), module(x), atol=2e-5, rtol=1e-4)
    assert list(arch.shapes) == [name for name, _ in module.named_parameters()]
    assert arch.shapes == {name: tuple(p.shape) for name, p in module.named_parameters()}


@pytest.mark.parametrize("arch", ARCHS)
def test_a_batch_equals_its_networks_one_by_one(arch: Siren) -> None:
    generator = torch.Generator().manual_seed(1)
    nets = [arch.init(generator) for _ in range(4)]
    stacked = {name: torch.stack([net[name] for net in nets]) for name in arch.shapes}
    x = torch.rand(4, 30, arch.inputs, generator=generator) * 2 - 1
    one_by_one = torch.stack([siren(arch, net, points) for net, points in zip(nets, x, strict=True)])
    torch.testing.assert_close(siren_batch(arch, stacked, x), one_by_one, atol=2e-5, rtol=1e-4)


def test_gradients_flow_to_every_parameter_and_the_points() -> None:
    arch = ARCHS[0]
    params = {k: v.requires_grad_() for k, v in arch.init(torch.Generator().manual_seed(2)).items()}
    x = torch.rand(9, 3).requires_grad_()
    siren(arch, params, x).sum().backward()
    assert all(float(v.grad.abs().sum()) > 0 for v in [x, *params.values()])


def test_the_initialisation_keeps_to_the_papers_bounds() -> None:
    arch = Siren(width=64)
    params = arch.init(torch.Generator().manual_seed(3))
    assert float(params["layers.0.weight"].abs().max()) <= 1 / 3
    hidden = math.sqrt(6 / 64) / 30
    assert 0.9 * hidden < float(params["layers.1.weight"].abs().max()) <= hidden
    again = arch.init(torch.Generator().manual_seed(3))
    assert all(torch.equal(params[name], again[name]) for name in params)


@pytest.mark.parametrize("wrong", [{"width": 0}, {"hidden": 0}, {"inputs": 0}, {"outputs": 0}, {"omega": 0.0}])
def test_impossible_networks_are_errors(wrong: dict[str, float]) -> None:
    with pytest.raises(SelectionError, match="is no network"):
        Siren(**wrong)
