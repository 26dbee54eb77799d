from __future__ import annotations

import pytest
import torch

from explorer.errors import LatentError, PRepError, RecipeError
from explorer.netspace.decoders.residual import layer_slices
from explorer.netspace.model import DECODERS, ENCODERS, ModelConfig, NetSpace
from explorer.networks.prep import PRepLayout, flatten, to_prep, unflatten
from explorer.networks.siren import Siren, siren

ARCH = Siren(width=12, hidden=2)
OPTIONS = {
    "probe": {"probes": 32, "hidden": 24},
    "grid": {"side": 4, "hidden": 24, "inputs": 3},
    "volume": {"side": 8, "channels": 8, "hidden": 24},
    "residual": {"rank": 6, "hidden": 24},
    "conv": {"channels": (8, 8)},
}
PAIRS = [(encoder, decoder) for encoder in ENCODERS for decoder in DECODERS]


def build(encoder: str = "probe", decoder: str = "residual", latent: int = 16) -> NetSpace:
    torch.manual_seed(0)
    encoder_options = {"channels": (4, 8)} if encoder == "conv" else OPTIONS[encoder]
    return NetSpace(ARCH, ModelConfig(encoder, decoder, latent, 8, encoder_options, OPTIONS[decoder]))


def small_zoo(count: int = 10) -> tuple[torch.Tensor, torch.Tensor]:
    """An initialisation and networks near it, flat."""
    generator = torch.Generator().manual_seed(1)
    layout = PRepLayout.of(ARCH.shapes)
    init = flatten(layout, ARCH.init(generator))
    return init, init + 0.05 * torch.randn(count, layout.count, generator=generator)


@pytest.mark.parametrize(("encoder", "decoder"), PAIRS)
def test_every_pairing_reads_writes_and_learns(encoder: str, decoder: str) -> None:
    model = build(encoder, decoder)
    init, weights = small_zoo()
    model.decoder.prepare(init, weights)
    reading = model.read(weights)
    latent = model.encode(reading)
    assert latent.shape == (10, 16)
    assert model.decode(latent).shape == weights.shape
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    scale = (weights - init).std()
    losses = []
    for _ in range(40):
        loss = ((model.decode(model.encode(reading)) - weights) / scale).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.9 * losses[0], losses[:: len(losses) - 1]
    unused = [name for name, p in model.named_parameters() if p.grad is None]
    assert not unused


@pytest.mark.parametrize(("encoder", "decoder"), PAIRS)
def test_a_network_does_not_depend_on_its_batch(encoder: str, decoder: str) -> None:
    model = build(encoder, decoder).eval()
    init, weights = small_zoo()
    model.decoder.prepare(init, weights)
    with torch.inference_mode():
        together = model.decode(model.encode(model.read(weights)))
        alone = torch.cat([model.decode(model.encode(model.read(w[None]))) for w in weights])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=1e-4)


def test_conv_reads_the_prep_and_probe_the_answers() -> None:
    _, weights = small_zoo(3)
    conv, probe = build("conv"), build("probe")
    assert torch.equal(conv.read(weights), to_prep(conv.layout, weights))
    answers = probe.read(weights)
    one = siren(ARCH, unflatten(probe.layout, weights[1]), probe.encoder.probes)[:, 0]
    torch.testing.assert_close(answers[1], one, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("encoder", ["probe", "grid"])
def test_networks_of_several_outputs_answer_probe_by_probe(encoder: str) -> None:
    arch = Siren(inputs=2, width=12, hidden=2, outputs=3)
    options = {"probes": 5, "hidden": 24} if encoder == "probe" else {"side": 3, "hidden": 24}
    torch.manual_seed(0)
    model = NetSpace(arch, ModelConfig(encoder, "residual", 4, 8, {**options, "inputs": 2, "outputs": 3}, {"rank": 4}))
    weights = flatten(model.layout, {k: v[None] for k, v in arch.init(torch.Generator().manual_seed(0)).items()})
    answers = model.read(weights)
    one = siren(arch, unflatten(model.layout, weights[0]), model.encoder.probes)
    torch.testing.assert_close(answers[0].reshape(-1, 3), one, atol=1e-5, rtol=1e-4)
    assert model.encode(answers).shape == (1, 4)


def test_the_grid_is_made_of_cell_centres_row_by_row() -> None:
    torch.manual_seed(0)
    model = NetSpace(
        Siren(inputs=2, width=4, hidden=1), ModelConfig("grid", "residual", 2, 8, {"side": 2, "hidden": 8})
    )
    wanted = torch.tensor([[-0.5, -0.5], [0.5, -0.5], [-0.5, 0.5], [0.5, 0.5]])
    assert torch.equal(model.encoder.probes, wanted)


def test_a_grid_encoder_starts_from_principal_components() -> None:
    generator = torch.Generator().manual_seed(0)
    answers = 0.5 + 0.1 * torch.randn(200, 3, generator=generator) @ torch.randn(3, 16, generator=generator)
    answers = answers.clamp(0, 1)
    torch.manual_seed(0)
    model = NetSpace(
        Siren(inputs=2, width=4, hidden=1), ModelConfig("grid", "residual", 8, 8, {"side": 4, "hidden": 8})
    )
    model.encoder.prepare(answers)
    straight = model.encoder.straight(answers)
    assert torch.allclose(straight.mean(0), torch.zeros(8), atol=1e-4)
    assert float(straight[:, 0].std().detach()) == pytest.approx(3, rel=0.02)
    centred = answers - answers.mean(0)
    exact = torch.linalg.svdvals(centred)  # an independent reference: the spread along each component
    torch.testing.assert_close(
        straight.norm(dim=0) / straight.norm(dim=0)[0], exact[:8] / exact[0], atol=1e-3, rtol=1e-2
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_decoder_follows_latents_that_networks_have_already(seed: int) -> None:
    """Also where its bases have more directions (6) than the networks moved in (3)."""
    model = build(latent=3)
    generator = torch.Generator().manual_seed(seed)
    init, _ = small_zoo()
    latents = torch.randn(200, 3, generator=generator)
    weights = init + 0.05 * latents @ torch.randn(3, len(init), generator=generator)
    model.decoder.prepare(init, weights)
    before = (model.decode(latents) - weights).square().mean()
    model.decoder.follow(latents, weights)
    after = (model.decode(latents) - weights).square().mean()
    assert float(after.detach()) < 0.01 * float((weights - init).square().mean())
    assert float(after.detach()) < float(before.detach())


def test_many_networks_are_read_in_parts() -> None:
    _, weights = small_zoo(130)
    model = build("probe")
    assert model.read(weights).shape == (130, 32)
    torch.testing.assert_close(model.read(weights)[100:101], model.read(weights[100:101]), atol=1e-5, rtol=1e-4)


def test_the_probes_are_seeded_kept_and_inside_the_cube() -> None:
    probes = build("probe").encoder.probes
    assert torch.equal(probes, build("probe").encoder.probes)
    assert "encoder.probes" in build("probe").state_dict()
    assert float(probes.abs().max()) <= 1


def test_probe_ignores_how_far_far_away_is() -> None:
    model = build("probe")
    near = torch.full((1, 32), 0.15)
    assert torch.equal(model.encode(near), model.encode(near * 10))


def test_a_saved_model_is_the_same_model() -> None:
    model, other = build(), build()
    model.decoder.prepare(*small_zoo())
    other.load_state_dict(model.state_dict())
    _, weights = small_zoo(2)
    assert torch.equal(model.decode(model.encode(model.read(weights))), other.decode(other.encode(other.read(weights))))
    assert ModelConfig(**model.parts()) == model.config


# --- errors


@pytest.mark.parametrize("shape", [(16,), (2, 15), (2, 17), (1, 2, 16)])
def test_latents_of_another_size(shape: tuple[int, ...]) -> None:
    with pytest.raises((LatentError, TypeError), match=r"latent"):
        build().decode(torch.zeros(shape))


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (ModelConfig(encoder="oracle"), "Unknown encoder 'oracle'"),
        (ModelConfig(decoder="oracle"), "Unknown decoder 'oracle'"),
        (ModelConfig(encoder_options={"colour": 1}), "encoder 'probe' does not take"),
        (ModelConfig(encoder_options={"probes": 10**12}), "1,000,000,000,000 probes"),
        (ModelConfig("grid", encoder_options={"side": 10**5}), "probes is not possible"),
        (ModelConfig("volume", encoder_options={"side": 12}), "12 cells each way"),
        (ModelConfig("volume", encoder_options={"channels": 4}), "4 channels is not possible"),
        (ModelConfig(decoder_options={"colour": 1}), "decoder 'residual' does not take"),
    ],
)
def test_unknown_parts_are_named(config: ModelConfig, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        NetSpace(ARCH, config)


def test_a_prep_without_rows_is_an_error() -> None:
    with pytest.raises(PRepError):
        NetSpace(ARCH, ModelConfig(prep_height=0))


# --- decoders


def test_layer_slices_by_hand() -> None:
    layout = PRepLayout.of({"a.weight": (2, 3), "a.bias": (2,), "b.0.weight": (4,), "b.0.bias": (1,)})
    assert layer_slices(layout) == {"a": slice(0, 8), "b.0": slice(8, 13)}


def test_layer_slices_cover_a_network_once() -> None:
    layout = PRepLayout.of(ARCH.shapes)
    seen = torch.zeros(layout.count)
    for part in layer_slices(layout).values():
        seen[part] += 1
    assert torch.equal(seen, torch.ones(layout.count))


def test_residual_starts_from_the_zoos_components() -> None:
    """With as many components as networks, least squares on the bases gives every network back exactly."""
    model = build(decoder="residual")
    init, weights = small_zoo(6)
    decoder = model.decoder
    decoder.prepare(init, weights)
    assert torch.equal(decoder.init, init)
    for basis, part in zip(decoder.bases, decoder.slices.values(), strict=True):
        wanted = ((weights - init) / decoder.scale)[:, part] - basis.bias
        found = torch.linalg.lstsq(basis.weight, wanted.T, driver="gelsd").solution
        assert float((basis.weight @ found - wanted.T).abs().max()) < 0.05


def test_residual_is_the_mean_network_where_its_coordinates_are_zero() -> None:
    decoder = build(decoder="residual").decoder
    init, weights = small_zoo()
    decoder.prepare(init, weights)
    for module in (decoder.linear.weight, decoder.bend.weight, decoder.bend.bias):
        torch.nn.init.zeros_(module)
    torch.testing.assert_close(decoder(torch.randn(1, 16))[0], weights.mean(0), atol=1e-5, rtol=1e-4)


def test_conv_starts_at_the_zoos_mean_and_spread() -> None:
    decoder = build(decoder="conv").decoder
    init, weights = small_zoo()
    decoder.prepare(init, weights)
    count = decoder.layout.count
    torch.testing.assert_close(decoder.bias.flatten()[:count], weights.mean(0), atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(decoder.scale.flatten()[:count], weights.std(0, correction=0), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("decoder", list(DECODERS))
@pytest.mark.parametrize("count", [1, 2])
def test_a_zoo_of_one_or_two_still_prepares_a_decoder(decoder: str, count: int) -> None:
    model = build(decoder=decoder)
    model.decoder.prepare(*small_zoo(count))
    assert bool(torch.isfinite(model.decode(torch.zeros(1, 16))).all())
