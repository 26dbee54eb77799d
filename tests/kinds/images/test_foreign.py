"""Networks of pictures that were trained elsewhere, with plain torch, in conventions of their own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
import torch
from safetensors.torch import save
from torch import Tensor, nn

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.foreign.coordinates import Meaning
from explorer.foreign.hints import Hints
from explorer.kinds.images.conventions import Way, find_way, in_channels
from explorer.kinds.images.foreign import read_foreign_picture
from explorer.kinds.images.networks import values_at
from explorer.kinds.images.pictures import pixel_centres
from explorer.kinds.images.running import RUNNING
from explorer.kinds.images.space import ImageSpace
from tests.kinds.images.outside import Fourier, Octaves, Sine, fitted, grid, relu, siren, torch_file

KNOWN = 5


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(0)


def picture(space: ImageSpace, network: int = KNOWN) -> Tensor:
    """The picture's values, pixel by pixel from the top left."""
    return space.originals([network]).reshape(-1, 1)


OUTSIDE: dict[str, tuple[Callable[[], nn.Sequential], dict[str, Any], Callable[[Tensor], Tensor], str, str]] = {
    "as the Siren paper": (
        lambda: siren(30.0), {"low": -1, "high": 1, "swapped": True}, lambda v: 2 * v - 1,
        "Siren, omega 30, found out", "points (y, x) in -1 to 1, y down, values -1 to 1",
    ),
    "another frequency": (
        lambda: siren(20.0, 32), {"low": 0, "high": 1}, lambda v: v,
        "Siren, omega 20, found out", "points (x, y) in 0 to 1, y down, values 0 to 1",
    ),
    "octaves": (
        lambda: relu(Octaves(4), 18), {"low": -1, "high": 1, "swapped": True}, lambda v: v,
        "positions encoded at 4 octaves times pi (by frequency), found out",
        "points (y, x) in -1 to 1, y down, values 0 to 1",
    ),
    "Fourier features": (
        lambda: relu(Fourier(48, 2.0), 96), {"low": 0, "high": 1, "swapped": True}, lambda v: v,
        "48 random Fourier features (sines first), found out", "points (y, x) in 0 to 1, y down, values 0 to 1",
    ),
    "bytes": (
        lambda: siren(30.0, 64), {"low": -1, "high": 1}, lambda v: v,
        "Siren, omega 30", "points (x, y) in -1 to 1, y down, values 0 to 255",
    ),
    "colours": (
        lambda: siren(30.0, 48, 3), {"low": -1, "high": 1}, lambda v: v.expand(-1, 3),
        "2-48-48-48-3, Siren, omega 30", "points (x, y) in -1 to 1, y down, values 0 to 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_how_a_network_is_meant_is_found_out(engine: Engine, picture_space: ImageSpace, name: str) -> None:
    make, places, scaled, network, way = OUTSIDE[name]
    wanted = picture(picture_space)
    net = fitted(make(), grid(16, **places), scaled(wanted), 500)
    if name == "bytes":
        with torch.no_grad():
            net[-1].weight.mul_(255)
            net[-1].bias.mul_(255)
    found = read_foreign_picture(engine, picture_space, torch_file(net), "mine.pt")
    assert network in found.words
    assert way in found.words
    assert found.parameters == sum(value.numel() for value in net.state_dict().values())
    got = found(pixel_centres(16, 16))
    assert float((got - wanted).square().mean()) < 0.01  # what it is in the space's own terms


WAYS = [
    Way(swapped=True, span=(0.0, 1.0), scale="-1 to 1"),
    Way(scale="0 to 255"),
    Way(upward=True),
    Way(inverted=True),
    Way(swapped=True, upward=True, scale="before a sigmoid"),
    Way(),
]


@pytest.mark.parametrize("way", WAYS, ids=[way.words for way in WAYS])
def test_every_way_is_found_out_of_most_networks(engine: Engine, picture_space: ImageSpace, way: Way) -> None:
    """Networks of the space, held out ones, too, as if somebody else had trained them so."""
    back: dict[str, Callable[[Tensor], Tensor]] = {
        "0 to 1": lambda v: v,
        "-1 to 1": lambda v: 2 * v - 1,
        "0 to 255": lambda v: 255 * v,
        "before a sigmoid": lambda v: torch.logit(v.clamp(0.01, 0.99)),
    }
    ids = [*range(0, 120, 12), *picture_space.heldout[:10].tolist()]
    right = 0
    for i in ids:
        weights = picture_space.zoo.weights([i])

        def run(points: Tensor, weights: Tensor = weights) -> Tensor:
            low, high = way.span
            places = (points - low) / (high - low) * 2 - 1
            x, y = (places.flip(1) if way.swapped else places).unbind(1)
            own = torch.stack([x, -y if way.upward else y], 1)
            values = values_at(picture_space.arch, picture_space.layout, weights, own)[0]
            return back[way.scale](1 - values if way.inverted else values)

        found = find_way(engine, picture_space, [Meaning("network", run, 0.0)], Hints())
        assert found is not None
        right += found.way == way
        if found.way == way:
            points = pixel_centres(5, 7)
            same = values_at(picture_space.arch, picture_space.layout, weights, points)[0]
            if way.scale != "before a sigmoid":
                torch.testing.assert_close(found.run(points), same, atol=1e-4, rtol=1e-4)
    assert right >= 16


def test_what_the_user_says_need_not_be_found_out(engine: Engine, picture_space: ImageSpace) -> None:
    wanted = picture(picture_space)
    net = fitted(siren(30.0), grid(16, -1, 1), (wanted - 0.3) / 0.4, 400)
    hints = Hints(omega=30.0, mean=0.3, std=0.4)
    found = read_foreign_picture(engine, picture_space, torch_file(net), "mine.pt", hints)
    assert "omega 30; points (x, y) in -1 to 1, y down, values normalised." in found.words
    assert float((found(pixel_centres(16, 16)) - wanted).square().mean()) < 0.01


def test_modules_of_the_user_are_understood_the_same_way(engine: Engine, picture_space: ImageSpace) -> None:
    wanted = picture(picture_space)
    net = fitted(siren(30.0), grid(16, 0, 1, swapped=True), 2 * wanted - 1, 500)

    def run(points: Tensor) -> Tensor:
        with torch.no_grad():
            return net(points)[:, 0]  # values alone, without an axis of their own

    meant = RUNNING.meant(picture_space, run, Hints())
    assert float((meant(pixel_centres(16, 16)) - wanted).square().mean()) < 0.01

    def three(points: Tensor) -> Tensor:
        return points.new_zeros(len(points), 3)

    assert RUNNING.meant(picture_space, three, Hints()) is three


def test_colours_and_grey() -> None:
    colours = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    torch.testing.assert_close(in_channels(colours, 1), torch.tensor([[0.299, 0.587]]))
    assert in_channels(colours[:1], 3).shape == (3, 2)
    assert in_channels(colours, 3) is colours


def layers(*sizes: int) -> bytes:
    parts = [nn.Linear(a, b) for a, b in pairwise(sizes)]
    return torch_file(nn.Sequential(*(one for part in parts for one in (part, Sine(30.0)))))


def flat() -> bytes:
    net = relu(None, 2)
    for value in net.parameters():
        nn.init.zeros_(value)
    return torch_file(net)


WRONG: list[tuple[str, Callable[[], bytes], str]] = [
    ("shape.pt", lambda: layers(3, 8, 1), "wants 3 inputs"),
    ("four.pt", lambda: layers(2, 8, 4), "gives 4 values"),
    ("cnn.pt", lambda: torch_file(nn.Sequential(nn.Conv2d(1, 4, 3), nn.Linear(4, 1))), "no chain"),
    ("flat.pt", flat, "shows nothing"),
    ("cut.safetensors", lambda: save({"a": torch.ones(3, 2)})[:20], "no sound safetensors"),
    ("text.onnx", lambda: b"hello", "no ONNX"),
    ("nan.pt", lambda: torch_file(nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1)).double().apply(spoil)), "NaN"),
]


def spoil(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, float("nan"))


@pytest.mark.parametrize(("name", "make", "said"), WRONG, ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_said(
    engine: Engine, picture_space: ImageSpace, name: str, make: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(DataError, match=said) as refused:
        read_foreign_picture(engine, picture_space, make(), name)
    assert name in refused.value.problem
