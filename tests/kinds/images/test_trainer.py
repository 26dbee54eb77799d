from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from explorer.errors import RecipeError, TrainingError
from explorer.kinds.images.networks import picture_siren, values_at
from explorer.kinds.images.pictures import as_floats, pixel_centres, sample
from explorer.kinds.images.recipes import ImageRecipe, get_image_recipe, image_recipes
from explorer.kinds.images.signals import NetworkSource, PictureSource, between_pictures, have_outlines
from explorer.kinds.images.silhouette import in_between
from explorer.kinds.images.trainer import ImageTrainer, TrainingData
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.trainer import train
from explorer.networks.prep import flatten

CONFIG = ModelConfig("grid", "residual", 6, 8, {"side": 8, "hidden": 24}, {"rank": 6, "hidden": 24})
RECIPE = ImageRecipe(CONFIG, steps=40, rate=3e-3, networks=4, pictures=4, between=4, points=32, signals=30)


def blobs(count: int, channels: int = 1, side: int = 8) -> torch.Tensor:
    """Bytes: a box on a dark ground, of varying sizes."""
    generator = torch.Generator().manual_seed(0)
    pixels = torch.zeros(count, channels, side, side, dtype=torch.uint8)
    for picture in pixels:
        top, left = torch.randint(1, 3, (2,), generator=generator).tolist()
        bottom, right = torch.randint(5, side, (2,), generator=generator).tolist()
        picture[:, top:bottom, left:right] = int(torch.randint(80, 256, (1,), generator=generator))
    return pixels


def problem(
    config: ModelConfig = CONFIG, channels: int = 1, between: bool = True
) -> tuple[NetSpace, TrainingData]:  # fmt: skip
    torch.manual_seed(0)
    arch = picture_siren(channels, width=8, hidden=2)
    model = NetSpace(arch, config)
    generator = torch.Generator().manual_seed(0)
    init = flatten(model.layout, arch.init(generator))
    weights = init + 0.05 * torch.randn(12, len(init), generator=generator)
    model.decoder.prepare(init, weights)
    networks, held = NetworkSource(model, weights[:9]), NetworkSource(model, weights[9:])
    if model.encoder.reads != "answers":
        return model, TrainingData(networks, None, None, held, 8)
    pixels = blobs(20, channels)
    middle = between_pictures(model, pixels, 30, 1, lambda done, total: None) if between else None
    return model, TrainingData(networks, PictureSource(model, pixels), middle, held, 8)


def parameters(model: NetSpace) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in model.parameters()])


# --- signals


def test_a_network_and_a_picture_are_asked_alike() -> None:
    model, data = problem()
    rows, points = torch.tensor([3, 0]), torch.rand(17, 2) * 2 - 1
    wanted = values_at(model.arch, model.layout, data.networks.weights[rows], points).clamp(0, 1)
    torch.testing.assert_close(data.networks.values(rows, points), wanted)
    assert data.pictures is not None
    pixels = as_floats(data.pictures.pixels[rows])
    torch.testing.assert_close(data.pictures.values(rows, points), sample(pixels, points))
    # The grid has as many cells as the pictures pixels: what is read are the pixels.
    torch.testing.assert_close(data.pictures.readings(rows), pixels.flatten(1), atol=2e-5, rtol=0)


def test_in_between_pictures_lie_where_they_say() -> None:
    _, data = problem()
    assert data.between is not None
    assert data.pictures is not None
    k = 7
    ends = [as_floats(data.pictures.pixels[rows[k : k + 1]]) for rows in (data.between.start, data.between.end)]
    exact = in_between(*ends, data.between.share[k : k + 1])
    torch.testing.assert_close(as_floats(data.between.signals.pixels[k : k + 1]), exact, atol=0.003, rtol=0)


def test_an_encoder_of_weights_cannot_read_pictures() -> None:
    model, _ = problem(ModelConfig("conv", "residual", 6, 8, {"channels": (4, 8)}, {"rank": 6, "hidden": 24}))
    with pytest.raises(TrainingError, match="signals, not networks"):
        PictureSource(model, blobs(2))


def test_outlines_are_told_from_pictures_that_fill_their_frame() -> None:
    assert have_outlines(blobs(10))
    assert not have_outlines(torch.full((10, 3, 8, 8), 120, dtype=torch.uint8))


# --- training


@pytest.mark.parametrize("channels", [1, 3])
def test_training_learns_all_three(channels: int) -> None:
    config = replace(CONFIG, encoder_options={**CONFIG.encoder_options, "outputs": channels})
    model, data = problem(config, channels)
    recipe = replace(RECIPE, model=config, steps=250)
    trainer = ImageTrainer(model, data, recipe, 0)
    before = [trainer.losses()[1] for _ in range(5)]
    train(trainer)
    after = [trainer.losses()[1] for _ in range(5)]
    for first, last in zip(torch.tensor(before).mean(0), torch.tensor(after).mean(0), strict=True):
        assert float(last) < float(first) - 3  # dB


def test_networks_alone_and_other_encoders() -> None:
    for config in (
        ModelConfig("conv", "residual", 6, 8, {"channels": (4, 8)}, {"rank": 6, "hidden": 24}),
        ModelConfig("probe", "residual", 6, 8, {"probes": 20, "inputs": 2, "hidden": 24, "clamp": 1.0}, {"rank": 6}),
    ):
        model, data = problem(config, between=False)
        recipe = ImageRecipe(config, steps=5, networks=4, points=16)
        (line,) = ImageTrainer(model, data, recipe, 0).run()
        assert line.losses["networks"] < 0
        assert line.losses["pictures"] == line.losses["between"] == 0


def test_the_loss_is_the_logarithm_of_the_mean_square_error() -> None:
    model, data = problem(between=False)
    recipe = ImageRecipe(CONFIG, steps=1, networks=3, points=64, floor=1e-4)
    trainer = ImageTrainer(model, data, recipe, 5)
    state = trainer.generator.get_state()
    loss, parts = trainer.losses()
    trainer.generator.set_state(state)
    points, rows = trainer._points(), trainer.draw(len(data.networks), 3)
    weights = model.decode(model.encode(data.networks.readings(rows)))
    error = (values_at(model.arch, model.layout, weights, points) - data.networks.values(rows, points)).square()
    by_hand = torch.stack([(one.mean() + 1e-4).log() for one in error]).mean()
    torch.testing.assert_close(loss, by_hand)
    assert parts[0] == pytest.approx(float(by_hand.detach()) * 10 / 2.302585, rel=1e-4)


def test_half_of_the_points_are_pixel_centres() -> None:
    model, data = problem(between=False)
    trainer = ImageTrainer(model, data, replace(RECIPE, points=32), 0)
    points = trainer._points()
    assert points.shape == (32, 2)
    centres = {tuple(p) for p in pixel_centres(8, 8).tolist()}
    assert sum(tuple(p) in centres for p in points.tolist()) == 16
    assert len({tuple(p) for p in points[:16].tolist()}) == 16


def test_resuming_equals_training_through() -> None:
    model, data = problem()
    whole = ImageTrainer(model, data, RECIPE, 0)
    train(whole)
    first_model, data = problem()
    first = ImageTrainer(first_model, data, RECIPE, 0)
    for _ in range(17):
        first.one_step()
    second_model, data = problem()
    second = ImageTrainer(second_model, data, RECIPE, 99)
    second.load(first.state())
    train(second)
    assert torch.equal(parameters(model), parameters(second_model))


def test_held_out_networks_are_only_measured() -> None:
    model, data = problem()
    trainer = ImageTrainer(model, data, RECIPE, 0)
    before = parameters(model)
    loss = trainer.heldout_loss()
    assert -100 <= loss < 20
    assert torch.equal(before, parameters(model))
    assert trainer.heldout_loss() == loss


# --- recipes


def test_every_recipe_builds_a_model() -> None:
    for name, recipe in image_recipes().items():
        with torch.device("meta"):
            model = NetSpace(picture_siren(), get_image_recipe(name).model)
        assert model.config.latent == recipe.model.latent
    with pytest.raises(RecipeError, match="Unknown recipe 'oracle'"):
        get_image_recipe("oracle")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"steps": 0}, "trains nothing"),
        ({"points": 1}, "trains nothing"),
        ({"between": -1}, "trains nothing"),
        ({"rate": 0.0}, "not possible"),
        ({"floor": 0.0}, "not possible"),
        ({"signals": 0}, "no in-between pictures"),
        ({"model": ModelConfig("conv", "conv", 8)}, "only the encoders 'grid' and 'probe'"),
    ],
)
def test_impossible_recipes(changes: dict[str, object], said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        replace(RECIPE, **changes)
