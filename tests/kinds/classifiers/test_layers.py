"""All architectures written out layer by layer: the same function as the module."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from explorer.kinds.classifiers.layers import classifier_onnx, classifier_program, layers_of
from explorer.kinds.classifiers.networks import NAMES, Classifier, run

ARCHS = [Classifier(name, channels, size, 7, 4, stride)
         for name in NAMES for channels, size, stride in ((1, 28, 2), (3, 32, 1), (3, 64, 2))]  # fmt: skip


def fresh(arch: Classifier) -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return {name: value.detach() for name, value in arch.module(norm=False).named_parameters()}


@pytest.mark.parametrize("arch", ARCHS, ids=lambda a: f"{a.name}-{a.size}")
def test_onnx_and_program_are_the_module(arch: Classifier) -> None:
    params = fresh(arch)
    images = torch.randn(3, arch.channels, arch.size, arch.size)
    wanted = run(arch, params, images).numpy()
    (given,) = onnxruntime.InferenceSession(classifier_onnx(arch, params, {})).run(None, {"images": images.numpy()})
    np.testing.assert_allclose(given, wanted, atol=1e-4)
    known: dict[str, object] = {"given": params}
    exec(classifier_program(arch, "given", "", ""), known)  # noqa: S102 - our own
    network = known["network"]
    assert callable(network)
    np.testing.assert_allclose(network(images).detach().numpy(), wanted, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_its_layer(name: str) -> None:
    arch = Classifier(name)
    named = [layer.name for layer in layers_of(arch) if layer.name]
    assert all(any(key.startswith(f"{one}.") for one in named) for key in arch.shapes)
