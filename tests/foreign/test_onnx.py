"""ONNX files as tools write them: counted from the graph, with weights beside them, and refused in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from explorer.errors import DataError
from explorer.foreign.onnx import OnnxNetwork
from tests.kinds.classifiers.onnxfiles import CLASSES, FLOAT, SIDE, SIZE, node, onnx_file, packed, small, weights

COUNT = sum(value.numel() for value in small().state_dict().values())
IMAGES = torch.rand(3, 1, SIZE, SIZE, generator=torch.Generator().manual_seed(0))
VECTOR = ("x", FLOAT, ["N", 4])


def own() -> torch.Tensor:
    with torch.no_grad():
        return small()(IMAGES)


def constants() -> bytes:
    """Weights in nodes, as tf2onnx and CNTK write them."""
    model = onnx.load_model_from_string(onnx_file())
    stored = list(model.graph.initializer)
    del model.graph.initializer[:]
    for one in reversed(stored):
        model.graph.node.insert(0, helper.make_node("Constant", [], [one.name], value=one))
    return bytes(model.SerializeToString())


def quantised() -> bytes:
    """Weights as bytes that nodes scale (QDQ), channel by channel; the bias as whole numbers."""
    held = weights()
    scale = np.abs(held["cw"]).max((1, 2, 3)) / 127
    flat = held["hw"].reshape(CLASSES, -1)
    values = {
        "cq": np.clip(np.rint(held["cw"] / scale[:, None, None, None]), -127, 127).astype(np.int8),
        "cs": scale.astype(np.float32),
        "cz": np.zeros(8, np.int8),
        "hq": np.clip(np.rint(flat / np.float32(0.01)), -127, 127).astype(np.int8),
        "hs": np.float32(0.01),
        "hz": np.int8(0),
        "bq": np.rint(held["hb"] / np.float32(1e-4)).astype(np.int32),
        "bs": np.float32(1e-4),
        "bz": np.int32(0),
    }
    before = [
        node("DequantizeLinear", "cq cs cz", "cw", axis=0),
        node("DequantizeLinear", "hq hs hz", "hw"),
        node("DequantizeLinear", "bq bs bz", "hb"),
        node("Identity", "x", "image"),
    ]
    return onnx_file(before, held={"cb": held["cb"]}, values=values)


def reshaped() -> bytes:
    """The form of the model zoo's MNIST: a bias added by itself, a weight that is reshaped, no bias in a layer."""
    held = weights()
    nodes = [
        node("Conv", "x cw", "c0", kernel_shape=[3, 3], strides=[2, 2]),
        node("Add", "c0 cb", "c"),
        node("Relu", "c", "r"),
        node("Reshape", "r rows", "f"),
        node("Reshape", "hw square", "w"),
        node("MatMul", "f w", "m"),
        node("Add", "m hb", "y"),
    ]
    stored = {
        "cw": held["cw"], "cb": held["cb"].reshape(8, 1, 1), "hw": held["hw"].T.reshape(8, SIDE, SIDE, CLASSES),
        "hb": held["hb"].reshape(1, CLASSES), "rows": np.array([-1, 8 * SIDE**2]),
        "square": np.array([8 * SIDE**2, CLASSES]),
    }  # fmt: skip
    ends = [("x", FLOAT, ["N", 1, SIZE, SIZE])], [("y", FLOAT, ["N", CLASSES])]
    return packed(nodes, *ends, [numpy_helper.from_array(value, key) for key, value in stored.items()])


def with_norm() -> bytes:
    """Batch norm after the convolution, which has no bias: as many biases as if it were folded."""
    held = weights()
    nodes = [
        node("Conv", "x cw", "c0", kernel_shape=[3, 3], strides=[2, 2]),
        node("BatchNormalization", "c0 scale cb mean var", "c"),
        node("Relu", "c", "r"),
        node("Flatten", "r", "f"),
        node("Gemm", "f hw hb", "y", transB=1),
    ]
    ones = {"scale": np.full(8, np.sqrt(1 + 1e-5)), "mean": np.zeros(8), "var": np.ones(8)}
    stored = [numpy_helper.from_array(value.astype(np.float32), key) for key, value in {**held, **ones}.items()]
    return packed(nodes, [("x", FLOAT, ["N", 1, SIZE, SIZE])], [("y", FLOAT, ["N", CLASSES])], stored)


@pytest.mark.parametrize("made", [onnx_file, constants, quantised, reshaped, with_norm])
def test_layers_and_parameters_are_counted_however_they_are_kept(made: object) -> None:
    assert callable(made)
    found = OnnxNetwork(made(), "net.onnx")
    assert found.form.known
    assert (found.parameters, found.convolutions, found.depth) == (COUNT, 72, 2)
    assert found.words == f"2 layers, {COUNT:,} parameters"
    torch.testing.assert_close(found(IMAGES), own(), atol=0.3 if made is quantised else 1e-4, rtol=0)


def test_what_scales_the_input_is_no_parameter() -> None:
    before = [node("Sub", "x mean", "s"), node("Div", "s std", "image")]
    values = {"mean": np.full((1, 1, SIZE, SIZE), 0.1, np.float32), "std": np.full(SIZE, 0.5, np.float32)}
    assert OnnxNetwork(onnx_file(before, values=values), "net.onnx").parameters == COUNT


def external(folder: Path, name: str = "net.onnx", place: str = "net.data") -> Path:
    model = onnx.load_model_from_string(onnx_file())
    file = folder / name
    onnx.save(model, file, save_as_external_data=True, location=place, size_threshold=0)
    return file


def test_weights_in_a_file_beside_it(tmp_path: Path) -> None:
    file = external(tmp_path)
    assert file.stat().st_size < 2000
    found = OnnxNetwork(file.read_bytes(), file.name, tmp_path)
    torch.testing.assert_close(found(IMAGES), own(), atol=1e-5, rtol=0)
    assert found.parameters == COUNT
    with pytest.raises(DataError, match=r"in another file, 'net\.data', which is not here") as refused:
        OnnxNetwork(file.read_bytes(), file.name)
    assert "external_data=False" in refused.value.remedy
    whole = (tmp_path / "net.data").read_bytes()
    (tmp_path / "net.data").write_bytes(whole[:100])
    with pytest.raises(DataError, match="too short"):
        OnnxNetwork(file.read_bytes(), file.name, tmp_path)
    (tmp_path / "net.data").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        OnnxNetwork(file.read_bytes(), file.name, tmp_path)


@pytest.mark.parametrize("way", ["up", "absolute", "link"])
def test_no_file_elsewhere_is_read(tmp_path: Path, way: str) -> None:
    secret, folder = tmp_path / "secret.data", tmp_path / "models"
    folder.mkdir()
    file = external(folder)
    (folder / "net.data").rename(secret)
    model = onnx.load(file, load_external_data=False)
    place = {"up": "../secret.data", "absolute": str(secret), "link": "net.data"}[way]
    for tensor in model.graph.initializer:
        next(entry for entry in tensor.external_data if entry.key == "location").value = place
    if way == "link":
        (folder / "net.data").symlink_to(secret)
    with pytest.raises(DataError, match="not in its folder"):
        OnnxNetwork(model.SerializeToString(), "net.onnx", folder)


def test_refusals_say_the_cause_first() -> None:
    relu = [node("Relu", "x", "y")]
    out = [("y", FLOAT, ["N", 4])]
    cases = {
        r"net\.onnx is of opset 99 of ai\.onnx; onnxruntime [\d.]+ runs": packed(relu, [VECTOR], out, [], 99),
        r"net\.onnx is of version 99 of ONNX's format": packed(relu, [VECTOR], out, [], 17, 99),
        r"net\.onnx uses Magic, which": packed([node("Magic", "x", "y")], [VECTOR], out, []),
        r"has 2 inputs: x \(float, N x 4\), z \(float, N x 4\)": packed(
            [node("Add", "x z", "y")], [VECTOR, ("z", FLOAT, ["N", 4])], out, []
        ),
        "takes x .*no tensor of numbers": packed(
            [node("Identity", "x", "y")], [("x", TensorProto.STRING, ["N"])], [("y", TensorProto.STRING, ["N"])], []
        ),
        "is a web page": b"<!DOCTYPE html><html></html>",
        "is no ONNX file: it holds no network": b"",
        "is HDF5": b"\x89HDF\r\n\x1a\n",
        "is a pointer of git-lfs": b"version https://git-lfs.github.com/spec/v1\n",
    }  # fmt: skip
    for says, data in cases.items():
        with pytest.raises(DataError, match=says) as refused:
            OnnxNetwork(data, "net.onnx")
        assert "onnxruntime_src" not in str(refused.value)


@pytest.mark.parametrize("text", [b"Conv", b"Relu", b"kernel_shape"])
def test_names_that_are_no_text_are_damage(text: bytes) -> None:
    """Of an operator or an attribute: protobuf hands them out as bytes. Found by fuzzing."""
    data = onnx_file()
    assert text in data
    with pytest.raises(DataError, match=r"net\.onnx is damaged: the name of an operator"):
        OnnxNetwork(data.replace(text, text[:-1] + b"\xff"), "net.onnx")


def test_a_loop_is_refused_where_ever_it_is() -> None:
    model = onnx.load_model_from_string(onnx_file())
    model.graph.node.append(helper.make_node("Loop", ["", ""], ["z"], body=helper.make_graph([], "b", [], [])))
    with pytest.raises(DataError, match="may never end"):
        OnnxNetwork(model.SerializeToString(), "net.onnx")
