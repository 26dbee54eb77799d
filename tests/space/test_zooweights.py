from __future__ import annotations

import math
import zlib
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file

from explorer.errors import PRepError, SelectionError
from explorer.files import save_tensors
from explorer.networks.prep import PRepLayout
from explorer.space import zooweights
from explorer.space.zooweights import LARGE, LEVELS, ZooWeights

shapes = st.dictionaries(
    st.text("ab", min_size=1, max_size=3),
    st.sampled_from([(3,), (2, 5), (1, 1), (LARGE - 1,), (LARGE,), (40, 31), (1201,)]),
    min_size=1,
    max_size=4,
)


@settings(deadline=None)
@given(shapes, st.integers(1, 4), st.integers(0, 999), st.floats(-4, 3))
def test_the_error_is_at_most_half_a_step(
    shapes: dict[str, tuple[int, ...]], nets: int, seed: int, magnitude: float
) -> None:
    layout = PRepLayout.of(shapes)
    generator = torch.Generator().manual_seed(seed)
    init = torch.randn(layout.count, generator=generator)
    weights = init + torch.randn(nets, layout.count, generator=generator) * 10**magnitude
    back = ZooWeights.pack(layout, init, weights).weights(range(nets))
    start = 0
    for _, shape in layout.shapes:
        part = slice(start, start + math.prod(shape))
        start = part.stop
        difference = weights[:, part] - init[part]
        spread = float(difference.std(correction=0))
        # Half a step of a large tensor; eleven bits of each difference of a small one.
        allowed = spread / LEVELS / 2 if math.prod(shape) >= LARGE else difference.abs() * 2**-11 + 1e-7
        rounding = 4e-7 * (weights[:, part].abs() + init[part].abs() + spread)  # of float32 itself
        assert bool(((back[:, part] - weights[:, part]).abs() <= allowed * 1.001 + rounding + 1e-9).all())


@pytest.mark.parametrize("nets", [1, 2, 3])
def test_tensors_and_back(nets: int) -> None:
    layout = PRepLayout.of({"w": (33, 31), "b": (31,), "v": (1001,)})
    zoo = ZooWeights.pack(layout, torch.randn(layout.count), torch.randn(nets, layout.count))
    again = ZooWeights.from_tensors(layout, zoo.tensors())
    assert torch.equal(again.levels, zoo.levels)
    torch.testing.assert_close(again.weights(range(nets)), zoo.weights(range(nets)), atol=0, rtol=0)


def test_large_tensors_take_about_ten_bits_a_weight() -> None:
    layout = PRepLayout.of({"w": (100, 100)})
    zoo = ZooWeights.pack(layout, torch.zeros(10_000), torch.randn(20, 10_000))
    kept = zoo.tensors()
    assert 9.5 < (kept["upper"].numel() + kept["lower"].numel()) * 8 / 200_000 < 10.8


def test_a_weight_far_out_is_not_cut_off() -> None:
    layout = PRepLayout.of({"w": (100, 100)})
    weights = torch.randn(2, 10_000)
    weights[1, 77] = 60.0
    zoo = ZooWeights.pack(layout, torch.zeros(10_000), weights)
    again = ZooWeights.from_tensors(layout, zoo.tensors()).weights([1])
    assert float(again[0, 77]) == pytest.approx(60.0, abs=0.01)


@pytest.mark.parametrize("times", [0.5, 2, 1000])
def test_inflating_to_another_size_is_refused(times: float) -> None:
    """Among them a bomb: what does not fit is never inflated."""
    layout = PRepLayout.of({"w": (100, 100)})
    tensors = ZooWeights.pack(layout, torch.zeros(10_000), torch.randn(2, 10_000)).tensors()
    bomb = zlib.compress(bytes(int(40_000 * times)))
    with pytest.raises(PRepError, match="does not inflate to 40,000 bytes"):
        ZooWeights.from_tensors(layout, tensors | {"upper": torch.frombuffer(bytearray(bomb), dtype=torch.uint8)})


def test_what_is_not_deflated_is_refused() -> None:
    layout = PRepLayout.of({"w": (100, 100)})
    tensors = ZooWeights.pack(layout, torch.zeros(10_000), torch.randn(2, 10_000)).tensors()
    with pytest.raises(PRepError, match="cannot be inflated"):
        ZooWeights.from_tensors(layout, tensors | {"upper": torch.zeros(50, dtype=torch.uint8)})


def test_a_network_equal_to_the_initialisation_comes_back_as_it() -> None:
    layout = PRepLayout.of({"w": (3, 3), "v": (1100,)})
    init = torch.randn(1109)
    zoo = ZooWeights.pack(layout, init, init.repeat(2, 1))
    torch.testing.assert_close(zoo.weights([0, 1]), init.repeat(2, 1), atol=1e-9, rtol=0)


def test_networks_come_in_the_order_asked_for() -> None:
    layout = PRepLayout.of({"w": (5,)})
    weights = torch.randn(6, 5)
    zoo = ZooWeights.pack(layout, torch.zeros(5), weights)
    torch.testing.assert_close(zoo.weights([4, 0, 4]), weights[[4, 0, 4]], atol=0.01, rtol=0)
    assert zoo.weights([]).shape == (0, 5)
    assert len(zoo) == 6


@pytest.mark.parametrize("index", [-1, 6, 1000])
def test_an_unknown_network_is_named(index: int) -> None:
    zoo = ZooWeights.pack(PRepLayout.of({"w": (5,)}), torch.zeros(5), torch.randn(6, 5))
    with pytest.raises(SelectionError, match=f"no network {index}"):
        zoo.weights([0, index])


def test_what_is_large_is_kept_with_the_networks_unless_it_is_the_usual() -> None:
    layout = PRepLayout.of({"w": (30, 20), "b": (20,), "v": (1001,)})
    init, weights = torch.randn(layout.count), torch.randn(3, layout.count)
    usual, finer = (ZooWeights.pack(layout, init, weights, 48, least) for least in (LARGE, 500))
    assert "least" not in usual.tensors()
    assert len(usual.step) == 1
    assert len(finer.step) == 2
    again = ZooWeights.from_tensors(layout, finer.tensors())
    assert again.least == 500
    assert torch.equal(again.weights([2, 0]), finer.weights([2, 0]))
    for wrong in (torch.tensor([0]), torch.tensor([1.0]), torch.tensor([5, 5]), torch.tensor([LARGE])):
        with pytest.raises(PRepError):
            ZooWeights.from_tensors(layout, finer.tensors() | {"least": wrong})


def test_a_large_zoo_is_mapped_into_memory_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = PRepLayout.of({"w": (40, 31), "b": (31,)})
    zoo = ZooWeights.pack(layout, torch.randn(layout.count), torch.randn(3, layout.count))
    monkeypatch.setattr(zooweights, "MAPPED", 3 * 1240 - 1)
    save_tensors(tmp_path / "zoo.safetensors", zoo.tensors())
    tensors = load_file(tmp_path / "zoo.safetensors")
    assert "upper" not in tensors
    again = ZooWeights.from_tensors(layout, tensors)
    torch.testing.assert_close(again.weights([2, 0]), zoo.weights([2, 0]), atol=0, rtol=0)
    with pytest.raises(PRepError, match="'levels' has shape"):
        ZooWeights.from_tensors(layout, {**tensors, "levels": tensors["levels"][:2]})
    monkeypatch.setattr(zooweights, "MAPPED", 3 * 1240)
    monkeypatch.setattr(zooweights, "MOST_DEFLATED", 3 * 1240 - 1)
    with pytest.raises(PRepError, match="are inflated"):
        ZooWeights.from_tensors(layout, zoo.tensors())
