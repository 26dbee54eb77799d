"""Alignment: the same function under other names, and as near the reference as matching brings it."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import SelectionError
from explorer.kinds.classifiers.align import aligned, permutation_spec, permuted
from explorer.kinds.classifiers.networks import NAMES, Classifier, run

Params = dict[str, torch.Tensor]

archs = st.builds(
    Classifier,
    st.sampled_from(["LeNetLike", "VanillaCNN", "ResNet8", "ResNet32"]),
    channels=st.integers(1, 3),
    size=st.sampled_from([16, 17, 28]),
    classes=st.integers(2, 5),
    width=st.integers(1, 9),
    stem_stride=st.integers(1, 2),
)
PAPERS = [Classifier(name, 1, 28, 10, 8, 2) for name in NAMES]
LARGE = [Classifier(name, 3, 64, 200, 8) for name in NAMES[:3]]  # heads and linear layers that read several positions


def network(arch: Classifier, seed: int) -> Params:
    """Random weights and biases of the usual size: no activation vanishes or explodes on the way."""
    generator = torch.Generator().manual_seed(seed)
    params = {}
    for name, shape in arch.shapes.items():
        fan_in = math.prod(arch.shapes[name.replace("bias", "weight")][1:])
        params[name] = torch.randn(shape, generator=generator) * (fan_in**-0.5 if name.endswith("weight") else 0.2)
    return params


def sizes(arch: Classifier) -> dict[str, int]:
    """How many units each permutation reorders: as many as the layer's biases that carry it."""
    return {
        axes[0]: arch.shapes[name][0]
        for name, axes in permutation_spec(arch).items()
        if name.endswith("bias") and axes[0] is not None
    }


def shuffles(arch: Classifier, seed: int) -> Params:
    """Every permutation of an architecture at random."""
    generator = torch.Generator().manual_seed(seed)
    return {name: torch.randperm(size, generator=generator) for name, size in sizes(arch).items()}


def distance(a: Params, b: Params) -> float:
    """Euclidean, over all parameters."""
    return float(sum((a[name].double() - b[name].double()).square().sum() for name in a)) ** 0.5


def same_function(arch: Classifier, a: Params, b: Params) -> None:
    """Assert that two networks give the same logits, up to rounding."""
    images = torch.randn(6, arch.channels, arch.size, arch.size, generator=torch.Generator().manual_seed(1))
    wanted = run(arch, a, images)
    assert float(wanted.std()) > 1e-3, "all images give the same: then nothing is compared"
    torch.testing.assert_close(run(arch, b, images), wanted, rtol=1e-4, atol=1e-4 * float(wanted.abs().max()))


@settings(max_examples=40, deadline=None)
@given(archs, st.integers(0, 99))
def test_aligning_keeps_the_function_and_never_leads_away(arch: Classifier, seed: int) -> None:
    params, reference = network(arch, seed), network(arch, seed + 100)
    before = {name: value.clone() for name, value in params.items()}
    result = aligned(arch, params, reference, seed=seed)
    assert {name: tuple(value.shape) for name, value in result.items()} == dict(arch.shapes)
    assert list(result) == list(arch.shapes)
    same_function(arch, params, result)
    assert distance(result, reference) <= distance(params, reference) * (1 + 1e-6)
    assert all(torch.equal(params[name], before[name]) for name in params), "the network that was given is changed"


@settings(max_examples=40, deadline=None)
@given(archs, st.integers(0, 99))
def test_any_permutation_keeps_the_function(arch: Classifier, seed: int) -> None:
    params = network(arch, seed)
    same_function(arch, params, permuted(arch, params, shuffles(arch, seed)))


@pytest.mark.parametrize("arch", [*PAPERS, *LARGE], ids=lambda a: f"{a.name}-{a.size}")
def test_each_permutation_alone_keeps_the_function_and_moves_weights(arch: Classifier) -> None:
    params = network(arch, 0)
    for name, size in sizes(arch).items():
        turned = permuted(arch, params, {name: torch.arange(size).roll(1)})
        same_function(arch, params, turned)
        assert sum(not torch.equal(turned[key], params[key]) for key in params) >= 3  # weight, bias, the next weight


@pytest.mark.parametrize("arch", [*PAPERS, *LARGE], ids=lambda a: f"{a.name}-{a.size}")
def test_every_hidden_axis_carries_a_permutation(arch: Classifier) -> None:
    spec = permutation_spec(arch)
    assert list(spec) == list(arch.shapes)
    first = next(iter(arch.shapes))
    counts = sizes(arch)
    for name, axes in spec.items():
        shape = arch.shapes[name]
        assert len(axes) == len(shape)
        assert (axes[0] is None) == name.startswith("head."), f"{name}: its outputs"
        if name.endswith("weight"):
            assert (axes[1] is None) == (name == first), f"{name}: its inputs"
            assert all(axis is None for axis in axes[2:]), f"{name}: its kernel"
        for axis, permutation in enumerate(axes):
            if permutation is not None:
                assert shape[axis] % counts[permutation] == 0
                assert shape[axis] == counts[permutation] or name in ("head.weight", "hidden.0.weight")


@pytest.mark.parametrize(
    ("name", "count"), [("LeNetLike", 4), ("VanillaCNN", 5), ("ResNet8", 6), ("ResNet32", 18), ("ResNet56", 30)]
)
def test_there_are_as_many_permutations_as_orders_are_free(name: str, count: int) -> None:
    """One per hidden layer; in a ResNet one per block for its inside, and one per stage."""
    assert len(sizes(Classifier(name, 3, 32, 10))) == count


def test_blocks_joined_by_identity_shortcuts_share_one_order() -> None:
    spec = permutation_spec(Classifier("ResNet32", 3, 32, 10, 4))
    for k, wanted in enumerate(["stem", "stages.1.0.shortcut", "stages.2.0.shortcut"]):
        assert {spec[f"stages.{k}.{b}.second.conv.bias"][0] for b in range(5)} == {wanted}
        assert {spec[f"stages.{k}.{b}.first.conv.weight"][1] for b in range(1, 5)} == {wanted}
        assert len({spec[f"stages.{k}.{b}.first.conv.weight"][0] for b in range(5)}) == 5
    assert spec["stages.1.0.shortcut.conv.weight"][1] == spec["stages.1.0.first.conv.weight"][1] == "stem"
    assert spec["head.weight"] == (None, "stages.2.0.shortcut")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("arch", [*PAPERS[:4], *LARGE], ids=lambda a: f"{a.name}-{a.size}")
def test_a_shuffled_copy_comes_back(arch: Classifier, seed: int) -> None:
    params = network(arch, seed)
    shuffled = permuted(arch, params, shuffles(arch, seed))
    assert distance(shuffled, params) > 1
    result = aligned(arch, shuffled, params, seed=seed)
    assert all(torch.equal(result[name], params[name]) for name in params)


@pytest.mark.parametrize("arch", PAPERS[:4], ids=lambda a: a.name)
def test_a_shuffled_copy_with_some_noise_comes_as_near_as_the_noise(arch: Classifier) -> None:
    params = network(arch, 0)
    noisy = {name: value + 0.02 * torch.randn_like(value) for name, value in params.items()}
    result = aligned(arch, permuted(arch, noisy, shuffles(arch, 5)), params)
    assert distance(result, params) == pytest.approx(distance(noisy, params))


@pytest.mark.parametrize("arch", PAPERS[:4], ids=lambda a: a.name)
def test_other_networks_come_nearer_and_no_change_of_two_places_would_help(arch: Classifier) -> None:
    params, reference = network(arch, 1), network(arch, 2)
    result = aligned(arch, params, reference)
    reached = distance(result, reference)
    assert reached < 0.97 * distance(params, reference)
    for name, size in sizes(arch).items():
        for a, b in list(combinations(range(size), 2))[:20]:
            swap = torch.arange(size)
            swap[a], swap[b] = b, a
            assert distance(permuted(arch, result, {name: swap}), reference) > reached - 1e-6
    again = aligned(arch, result, reference)
    assert all(torch.equal(again[name], result[name]) for name in result)


def test_a_network_is_aligned_with_itself_already() -> None:
    params = network(PAPERS[2], 0)
    assert all(torch.equal(value, params[name]) for name, value in aligned(PAPERS[2], params, params).items())


def test_units_that_are_all_alike_stay_where_they_are() -> None:
    params = {name: torch.full(shape, 0.3) for name, shape in PAPERS[0].shapes.items()}
    result = aligned(PAPERS[0], params, network(PAPERS[0], 0))
    assert all(torch.equal(result[name], params[name]) for name in params)


def test_the_same_seed_gives_the_same_order_and_more_sweeps_no_worse_one() -> None:
    arch, params, reference = PAPERS[3], network(PAPERS[3], 1), network(PAPERS[3], 2)
    one, two = (aligned(arch, params, reference, seed=4) for _ in range(2))
    assert all(torch.equal(one[name], two[name]) for name in one)
    reached = [distance(aligned(arch, params, reference, sweeps=n), reference) for n in (1, 2, 20)]
    assert reached == sorted(reached, reverse=True)


def test_positions_of_a_channel_stay_together() -> None:
    """By hand: a head that reads two channels of 2 x 2, the channels change places."""
    arch = Classifier("VanillaCNN", 1, 16, 2, 1)
    channels = arch.shapes["convs.4.weight"][0]
    params = network(arch, 0)
    turned = permuted(arch, params, {"convs.4": torch.arange(channels).flip(0)})
    wanted = torch.cat([params["head.weight"][:, 4 * k : 4 * k + 4] for k in reversed(range(channels))], dim=1)
    assert torch.equal(turned["head.weight"], wanted)
    assert torch.equal(turned["convs.4.weight"], params["convs.4.weight"].flip(0))


def test_what_cannot_be_aligned_is_named() -> None:
    arch, params = PAPERS[0], network(PAPERS[0], 0)
    with pytest.raises(SelectionError, match="The reference is not of the architecture"):
        aligned(arch, params, network(PAPERS[1], 0))
    with pytest.raises(SelectionError, match="The network is not of the architecture"):
        aligned(arch, {name: value for name, value in params.items() if name != "head.bias"}, params)
    with pytest.raises(SelectionError, match="The network holds numbers that are not finite"):
        aligned(arch, {**params, "head.bias": params["head.bias"] * float("nan")}, params)
    with pytest.raises(SelectionError, match="0 sweeps"):
        aligned(arch, params, params, sweeps=0)
