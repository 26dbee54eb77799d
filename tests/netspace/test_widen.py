"""A larger space begins where a smaller one ended."""

from __future__ import annotations

import pytest
import torch

from explorer.errors import TrainingError
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.widen import begin_with, widen
from explorer.networks.prep import unflatten
from explorer.networks.siren import Siren, siren_batch


def build(width: int, latent: int, probes: int, rank: int, omega: float = 30.0) -> NetSpace:
    config = ModelConfig("probe", "residual", latent, 8, {"probes": probes, "hidden": 24}, {"rank": rank, "hidden": 16})
    return NetSpace(Siren(width=width, hidden=2, omega=omega), config)


def decoded(model: NetSpace, readings: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        weights = model.decode(model.encode(readings))
        return siren_batch(model.arch, unflatten(model.layout, weights), points)[..., 0].clone()


def test_it_reads_and_decodes_as_the_smaller_one_did_and_everything_new_can_learn() -> None:
    torch.manual_seed(0)
    old, new = build(12, 8, 32, 6), build(20, 14, 48, 9)
    layout = old.layout
    init = torch.cat([p.reshape(-1) for p in old.arch.init(torch.Generator().manual_seed(1)).values()])
    old.decoder.prepare(init, init + 0.05 * torch.randn(10, layout.count))
    widen(old, new, torch.Generator().manual_seed(2))
    readings, points = torch.randn(5, 48) * 0.1, torch.rand(5, 40, 3) * 2 - 1
    before, after = decoded(old, readings[:, :32], points), decoded(new, readings, points)
    assert before.std() > 0.02
    assert (before - after).abs().mean() < 0.1 * before.std()
    weights = new.decode(new.encode(readings))
    siren_batch(new.arch, unflatten(new.layout, weights), points).square().mean().backward()
    for name, parameter in new.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name
    first = new.encoder.body[0].weight.grad
    assert first[:, 32:].abs().sum() > 0  # the new probes


@pytest.mark.parametrize("other", [build(10, 14, 48, 9), build(20, 4, 48, 9), build(20, 14, 48, 9, omega=20.0)])
def test_a_space_that_is_smaller_or_another_is_no_start(other: NetSpace) -> None:
    with pytest.raises(TrainingError, match="other parts"):
        widen(build(12, 8, 32, 6), other, torch.Generator())


def test_a_model_begins_with_one_of_its_own_form_or_with_a_smaller_one_and_with_no_other() -> None:
    old, twin, larger = build(12, 8, 32, 6), build(12, 8, 32, 6), build(20, 14, 48, 9)
    begin_with(old, twin)
    assert all(torch.equal(one, twin.state_dict()[name]) for name, one in old.state_dict().items())
    before = {name: one.clone() for name, one in larger.state_dict().items()}
    begin_with(old, larger)
    assert any(not torch.equal(one, before[name]) for name, one in larger.state_dict().items())
    slower = build(12, 8, 32, 6, omega=20.0)  # of the same tensors, and of other functions
    with pytest.raises(TrainingError, match="other parts"):
        begin_with(old, slower)
    with pytest.raises(TrainingError, match="another form"):
        begin_with(torch.nn.Linear(2, 3), old)


def test_with_another_encoder_the_decoder_alone_goes_over() -> None:
    torch.manual_seed(0)
    old = build(12, 8, 32, 6)
    new = NetSpace(
        Siren(width=12, hidden=2),
        ModelConfig("volume", "residual", 14, 8, {"side": 8, "channels": 8}, {"rank": 6, "hidden": 16}),
    )
    init = torch.cat([p.reshape(-1) for p in old.arch.init(torch.Generator().manual_seed(1)).values()])
    old.decoder.prepare(init, init + 0.05 * torch.randn(10, old.layout.count))
    before = {name: value.clone() for name, value in new.encoder.state_dict().items()}
    widen(old, new, torch.Generator().manual_seed(2))
    assert all(torch.equal(value, before[name]) for name, value in new.encoder.state_dict().items())
    latents = torch.randn(3, 8)
    with torch.inference_mode():
        wide = new.decode(torch.cat([latents, torch.zeros(3, 6)], 1))
        assert torch.allclose(wide, old.decode(latents), atol=1e-4)
