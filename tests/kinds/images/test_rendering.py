"""Networks drawn for the screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Dropped, Engine
from explorer.explore.engine.network_refs import Decoded, Input, Raw
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.pictures import as_bytes, psnr
from explorer.kinds.images.rendering import (
    MOST_SIDE,
    likeness_to_input,
    likeness_to_original,
    original_of,
    picture_of,
    values_of,
)
from explorer.kinds.images.space import ImageSpace
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.space.bundle import Space
from explorer.space.zooweights import ZooWeights


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.mark.parametrize("side", [1, 7, 16, 64, 200])
def test_a_network_is_drawn_as_it_is_measured(engine: Engine, tiny_pictures: ImageSpace, side: int) -> None:
    drawn = picture_of(engine, tiny_pictures, Input(3), side)
    wanted = as_bytes(tiny_pictures.drawn(tiny_pictures.zoo.weights([3]), side))[0].permute(1, 2, 0)
    assert drawn.shape == (side, side, 1)
    assert drawn.dtype == np.uint8
    assert np.abs(drawn.astype(int) - wanted.numpy()).max() <= 1  # sines differ by a rounding


def test_it_stands_upright_as_the_original_does(engine: Engine, tiny_pictures: ImageSpace) -> None:
    drawn = picture_of(engine, tiny_pictures, Input(5), tiny_pictures.pictures.side).astype(float)
    original = original_of(tiny_pictures, 5)
    assert np.array_equal(original[..., 0], tiny_pictures.pictures.pixels[5, 0])
    turned = [np.rot90(original, k) for k in range(4)] + [np.rot90(original[::-1], k) for k in range(4)]
    errors = [np.square(drawn - one).mean() for one in turned]
    assert int(np.argmin(errors)) == 0


def test_a_picture_in_colour(engine: Engine, tiny_pictures: ImageSpace) -> None:
    torch.manual_seed(0)
    arch = picture_siren(3, width=8, hidden=2)
    model = NetSpace(arch, ModelConfig("grid", "residual", 8, 8, {"side": 8, "inputs": 2, "outputs": 3}))
    weights = 0.5 + torch.randn(4, model.layout.count)
    zoo = ZooWeights.pack(model.layout, weights.mean(0), weights, 48)
    pixels = np.zeros((4, 3, 16, 16), np.uint8)
    space = replace(
        tiny_pictures, arch=arch, model=model, zoo=zoo, pictures=replace(tiny_pictures.pictures, pixels=pixels)
    )
    drawn = picture_of(Engine("cpu"), space, Input(2), 20)
    wanted = as_bytes(space.drawn(space.zoo.weights([2]), 20))[0].permute(1, 2, 0).numpy()
    assert drawn.shape == (20, 20, 3)
    assert np.abs(drawn.astype(int) - wanted).max() <= 1
    assert (drawn[..., 0] != drawn[..., 1]).any()


def test_it_is_drawn_once_and_cannot_be_changed(engine: Engine, tiny_pictures: ImageSpace) -> None:
    source = Decoded.of(tiny_pictures.latents[:2].mean(0))
    drawn = picture_of(engine, tiny_pictures, source, 32)
    assert picture_of(engine, tiny_pictures, source, 32) is drawn
    assert engine.made(tiny_pictures, source, ("picture", 32))
    with pytest.raises(ValueError, match="read-only"):
        drawn[0, 0] = 1


def test_likeness_is_what_the_labels_say(engine: Engine, tiny_pictures: ImageSpace) -> None:
    source = Decoded.of(tiny_pictures.latents[4])
    assert likeness_to_input(engine, tiny_pictures, source, 4) == pytest.approx(
        float(tiny_pictures.labels["psnr"][4]), abs=0.05
    )
    assert likeness_to_input(engine, tiny_pictures, Input(4), 4) == 100
    own = values_of(engine, tiny_pictures, Input(4))
    fitted = likeness_to_original(engine, tiny_pictures, Input(4), 4)
    assert fitted == pytest.approx(float(psnr(own, tiny_pictures.originals([4]))))
    assert fitted != likeness_to_original(engine, tiny_pictures, source, 4)


def test_what_cannot_be_drawn(engine: Engine, tiny_pictures: ImageSpace, tiny_space: Space) -> None:
    for side in (0, MOST_SIDE + 1):
        with pytest.raises(SelectionError, match="pixels"):
            picture_of(engine, tiny_pictures, Input(0), side)
    with pytest.raises(SelectionError):
        picture_of(engine, tiny_pictures, Raw(0, 1, 2.0), 8)
    with pytest.raises(SelectionError, match="space of shapes"):
        picture_of(engine, tiny_space, Input(0), 8)
    with pytest.raises(Dropped):
        picture_of(engine, tiny_pictures, Decoded.of(tiny_pictures.latents.mean(0) + 0.1), 8, lambda: True)
