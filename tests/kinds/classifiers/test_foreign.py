"""Classifiers from elsewhere, on scikit-learn's digits."""

from __future__ import annotations

import io

import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save
from torch import Tensor, nn

from explorer.data.images import normalised
from explorer.errors import DataError
from explorer.foreign.hints import Hints
from explorer.kinds.classifiers.foreign import read_foreign_classifier
from explorer.kinds.classifiers.networks import Classifier, fold, percent_right
from explorer.kinds.classifiers.stored import Wanted
from tests.kinds.classifiers.onnxfiles import CLASSES, DATA, SIZE, trained

WANTED = Wanted(1, SIZE, CLASSES, DATA.mean, DATA.std, DATA.train)


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(0)


def test_an_architecture_of_ours_at_another_width_and_with_batch_norm() -> None:
    arch = Classifier("ResNet8", 1, SIZE, CLASSES, 8)  # narrower ones are not trained by plain torch: see zoo.py
    net = trained(arch.module(norm=True), DATA.mean, DATA.std, 60)
    found = read_foreign_classifier(save(net.state_dict()), "net.safetensors", WANTED)
    assert "ResNet8 of width 8" in found.words
    assert (found.form.depth, found.form.count) == (8, arch.count)
    with torch.no_grad():
        own = net(normalised(DATA.test.pixels, DATA.mean, DATA.std))
    torch.testing.assert_close(found(DATA.test.pixels), own, atol=1e-3, rtol=1e-3)
    folded = read_foreign_classifier(save(fold(net)), "folded.safetensors", WANTED)
    torch.testing.assert_close(folded(DATA.test.pixels), own, atol=1e-3, rtol=1e-3)


def test_what_a_file_says_of_its_normalisation_counts() -> None:
    arch = Classifier("LeNetLike", 1, SIZE, CLASSES, 6)
    net = arch.module(norm=False)
    told = save(net.state_dict(), {"mean": "0.25", "std": "0.75"})
    assert (found := read_foreign_classifier(told, "net.safetensors", WANTED)).mean == 0.25
    assert found.std == 0.75
    assert read_foreign_classifier(told, "net.safetensors", WANTED, Hints(mean=0.5, std=0.5)).mean == 0.5
    odd = save(net.state_dict(), {"mean": "0.25", "std": "-1"})
    assert read_foreign_classifier(odd, "net.safetensors", WANTED).std != -1


@pytest.mark.parametrize(("channels", "size", "classes"), [(3, SIZE, CLASSES), (1, SIZE, 7), (1, 2 * SIZE, CLASSES)])
def test_one_of_ours_for_other_images_is_named(channels: int, size: int, classes: int) -> None:
    net = Classifier("LeNetLike", channels, size, classes, 6).module(norm=False)
    with pytest.raises(DataError, match=f"LeNetLike for images of {channels} channels and {classes} classes"):
        read_foreign_classifier(save(net.state_dict()), "net.safetensors", WANTED)


def test_a_chain_of_linear_layers_and_its_normalisation() -> None:
    net = trained(nn.Sequential(nn.Flatten(), nn.Linear(SIZE * SIZE, 64), nn.ReLU(), nn.Linear(64, CLASSES)), 0.5, 0.5)
    buffer = io.BytesIO()
    torch.save({"state_dict": net.state_dict()}, buffer)
    found = read_foreign_classifier(buffer.getvalue(), "mlp.pt", WANTED)
    with torch.no_grad():
        own = net(normalised(DATA.test.pixels, 0.5, 0.5))
    right = float(percent_right(own, DATA.test.labels))
    assert right > 80
    assert float(percent_right(found(DATA.test.pixels), DATA.test.labels)) > right - 3
    told = read_foreign_classifier(buffer.getvalue(), "mlp.pt", WANTED, Hints(mean=0.5, std=0.5, activation="relu"))
    torch.testing.assert_close(told(DATA.test.pixels), own, atol=1e-4, rtol=1e-4)
    assert found.form.convolutions == 0
    assert found.form.linear == SIZE * SIZE * 64 + 64 * CLASSES


def cnn_onnx(net: nn.Sequential, batch: object) -> bytes:
    conv, head = net[0], net[3]
    assert isinstance(conv, nn.Conv2d)
    assert isinstance(head, nn.Linear)
    tensors = {"cw": conv.weight, "cb": conv.bias, "hw": head.weight, "hb": head.bias}
    values = [
        numpy_helper.from_array(value.detach().numpy(), name) for name, value in tensors.items() if value is not None
    ]
    nodes = [
        helper.make_node("Conv", ["x", "cw", "cb"], ["c"], kernel_shape=[3, 3], strides=[2, 2]),
        helper.make_node("Relu", ["c"], ["r"]),
        helper.make_node("Flatten", ["r"], ["f"]),
        helper.make_node("Gemm", ["f", "hw", "hb"], ["y"], transB=1),
    ]
    ends = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, [batch, 1, SIZE, SIZE]),
        helper.make_tensor_value_info("y", TensorProto.FLOAT, [batch, head.out_features]),
    ]
    graph = helper.make_graph(nodes, "cnn", ends[:1], ends[1:], values)
    return bytes(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()
    )


def cnn(classes: int = CLASSES) -> nn.Sequential:
    side = (SIZE - 3) // 2 + 1
    return nn.Sequential(nn.Conv2d(1, 8, 3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(8 * side * side, classes))


@pytest.mark.parametrize("batch", ["n", 1])
def test_any_architecture_as_onnx(batch: object) -> None:
    net = trained(cnn(), DATA.mean, DATA.std)
    found = read_foreign_classifier(cnn_onnx(net, batch), "cnn.onnx", WANTED)  # type: ignore[arg-type]
    with torch.no_grad():
        own: Tensor = net(normalised(DATA.test.pixels, DATA.mean, DATA.std))
    torch.testing.assert_close(found(DATA.test.pixels), own, atol=1e-4, rtol=1e-4)
    assert found.form.convolutions == 72
    assert found.form.depth == 2


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("seven.onnx", cnn_onnx(cnn(7), "n"), "7 values"),
        ("odd.safetensors", save({"a.weight": torch.ones(3, 3, 2, 2)}), "for images of 3 channels and 3 classes"),
        (
            "other.safetensors",
            save({"a.weight": torch.ones(5, 100), "b.weight": torch.ones(10, 5)}),
            "takes 100 numbers",
        ),
    ],
)
def test_what_does_not_fit_is_refused(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DataError) as refused:
        read_foreign_classifier(data, name, WANTED)
    assert says in refused.value.problem
    assert name in refused.value.problem
