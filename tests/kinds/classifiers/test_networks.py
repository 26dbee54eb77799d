"""Classifiers: the paper's shapes, batch norm folded, one definition for one network and for many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import nn

from explorer.errors import SelectionError
from explorer.kinds.classifiers.networks import NAMES, Classifier, fold, run, run_batch
from explorer.networks.prep import PRepLayout, flatten, unflatten


def lively(arch: Classifier, seed: int = 0) -> nn.Module:
    """A network whose batch norms have statistics, scales and shifts of their own, as after a training."""
    torch.manual_seed(seed)
    module = arch.module(norm=True)
    for norm in (m for m in module.modules() if isinstance(m, nn.BatchNorm2d)):
        assert norm.running_mean is not None
        assert norm.running_var is not None
        norm.running_mean.normal_(std=0.3)
        norm.running_var.uniform_(0.5, 2)
        nn.init.uniform_(norm.weight, 0.5, 1.5)
        nn.init.normal_(norm.bias, std=0.3)
    return module.eval()


def same_but_for_rounding(found: torch.Tensor, wanted: torch.Tensor) -> None:
    """Another order of sums rounds otherwise, as much as the largest of them."""
    torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-4 * float(wanted.abs().max()))


@pytest.mark.parametrize(
    ("name", "count"), [("LeNetLike", 62_006), ("VanillaCNN", 68_818), ("ResNet8", 77_706), ("ResNet32", 465_674)]
)
def test_networks_for_cifar10_have_as_many_parameters_as_the_papers(name: str, count: int) -> None:
    assert Classifier(name, 3, 32, 10).count == count


@pytest.mark.parametrize("name", NAMES)
def test_networks_for_tinyimagenet_tell_200_classes_apart(name: str) -> None:
    arch = Classifier(name, 3, 64, 200)
    assert run(arch, fold(lively(arch)), torch.randn(2, 3, 64, 64)).shape == (2, 200)


@pytest.mark.parametrize("stem_stride", [1, 2])
@pytest.mark.parametrize("name", NAMES)
def test_folding_leaves_every_output_as_it_was(name: str, stem_stride: int) -> None:
    arch = Classifier(name, 1, 28, 10, 4, stem_stride)
    module, images = lively(arch), torch.randn(5, 1, 28, 28)
    params = fold(module)
    assert {key: tuple(value.shape) for key, value in params.items()} == dict(arch.shapes)
    same_but_for_rounding(run(arch, params, images), module(images).detach())


def test_batch_norm_does_something_before_it_is_folded() -> None:
    arch = Classifier("ResNet8", 1, 28, 10, 4, 2)
    module, images = lively(arch), torch.randn(5, 1, 28, 28)
    plain = fold(module)
    plain |= {name: value.detach() for name, value in module.named_parameters() if name in plain and value.ndim == 4}
    with pytest.raises(AssertionError, match="not close"):
        same_but_for_rounding(run(arch, plain, images), module(images).detach())


@pytest.mark.parametrize("name", NAMES[:4])
def test_many_at_once_are_one_after_another(name: str) -> None:
    arch = Classifier(name, 1, 16, 10, 4, 2)
    networks = [fold(lively(arch, seed)) for seed in range(3)]
    images = torch.randn(4, 1, 16, 16)
    together = run_batch(arch, {key: torch.stack([n[key] for n in networks]) for key in arch.shapes}, images)
    same_but_for_rounding(together, torch.stack([run(arch, n, images) for n in networks]))


def test_a_prep_gives_the_same_network_back() -> None:
    arch = Classifier("ResNet8", 1, 28, 10, 4, 2)
    params = fold(lively(arch))
    layout = PRepLayout.of(dict(arch.shapes))
    assert layout.count == arch.count
    back = unflatten(layout, flatten(layout, params))
    assert all(torch.equal(back[name], params[name]) for name in params)


def test_a_folded_network_is_another_than_the_trained_one_with_its_norms_left_out() -> None:
    for name in ("ResNet8", "ResNet32"):
        arch = Classifier(name, 3, 32, 10, 4)
        module, images = lively(arch), torch.randn(5, 3, 32, 32)
        unfolded = {key: value.detach() for key, value in module.named_parameters() if ".norm." not in key}
        unfolded |= {key: torch.zeros(shape) for key, shape in arch.shapes.items() if key not in unfolded}
        assert not torch.allclose(run(arch, unfolded, images), module(images), rtol=0.1)


def test_many_networks_lie_in_one_table_of_weights_and_come_back() -> None:
    arch = Classifier("LeNetLike", 1, 16, 10, 4)
    networks = [fold(lively(arch, seed)) for seed in range(3)]
    layout = PRepLayout.of(dict(arch.shapes))
    weights = flatten(layout, {key: torch.stack([n[key] for n in networks]) for key in arch.shapes})
    assert weights.shape == (3, arch.count)
    images = torch.randn(4, 1, 16, 16)
    wanted = torch.stack([run(arch, n, images) for n in networks])
    same_but_for_rounding(run_batch(arch, unflatten(layout, weights), images), wanted)


def test_training_reaches_every_parameter() -> None:
    arch = Classifier("ResNet32", 1, 16, 10, 4)
    module = arch.module(norm=True)
    module(torch.randn(8, 1, 16, 16)).square().mean().backward()
    assert all(p.grad is not None and bool(p.grad.abs().sum() > 0) for p in module.parameters())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("AlexNet",), "AlexNet"),
        (("LeNetLike", 1, 8), "8 x 8"),
        (("ResNet8", 1, 28, 1), "no network"),
        (("ResNet8", 0), "no network"),
        (("ResNet8", 1, 28, 10, 0), "no network"),
    ],
)
def test_an_impossible_architecture_is_named(arguments: tuple[str | int, ...], reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        Classifier(*arguments)  # type: ignore[arg-type]


def test_depth_is_what_the_names_say() -> None:
    assert [Classifier(name).depth for name in NAMES] == [5, 6, 8, 32, 56]


def test_threads_do_not_meet_in_one_network() -> None:
    arch = Classifier("ResNet8", 1, 16, 10, 3)
    images = torch.randn(16, 1, 16, 16)
    networks = [{name: torch.randn(shape) * 0.2 for name, shape in arch.shapes.items()} for _ in range(8)]
    alone = [run(arch, params, images) for params in networks]

    def again(k: int) -> bool:
        return all(torch.equal(run(arch, networks[k], images), alone[k]) for _ in range(30))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(again, range(8)))
