"""Files read in a process of its own: whatever happens there, this process goes on and says what it was."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper
from safetensors.torch import save

from explorer import apart
from explorer.errors import DataError, ZooError
from explorer.foreign.apart import open_onnx, read_weights
from tests import hostile_readers as reader


def test_what_is_read_comes_back_and_the_process_stays() -> None:
    values = np.arange(6.0).reshape(2, 3)
    assert np.array_equal(apart.call(reader.good, "x", values), values * 2)
    assert apart.call(reader.prints, "x") == 1  # not into the answers
    times = []
    for _ in range(20):
        start = time.perf_counter()
        apart.call(reader.good, "x", values)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02


def test_errors_in_words_are_those_of_the_function() -> None:
    with pytest.raises(ZooError, match=r"odd\.stl is odd") as error:
        apart.call(reader.says, "odd.stl")
    assert error.value.remedy == "Mend it."
    with pytest.raises(RuntimeError, match="LookupError"):  # a bug stays one
        apart.call(reader.bug, "x")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (reader.crashes, r"bad.ply could not be read: the process that read it crashed \(Segmentation fault\)"),
        (reader.sleeps, r"bad.ply could not be read within 2 seconds; the process that read it was ended"),
        (reader.works, r"bad.ply could not be read within 2 seconds"),
        (reader.grows, r"bad.ply needs more than 4 GiB of memory to be read"),
    ],
)
def test_a_reader_that_crashes_or_never_ends(act: object, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    apart.call(reader.prints, "x")
    monkeypatch.setattr(apart, "SECONDS", 2.0 if "seconds" in words else 60.0)
    with pytest.raises(DataError, match=words) as error:
        apart.call(act, "bad.ply")  # type: ignore[arg-type]
    assert error.value.remedy
    monkeypatch.undo()
    assert apart.call(reader.prints, "x") == 1


@pytest.mark.skipif(not hasattr(apart, "_limit"), reason="limits of this system")
def test_a_reader_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises((DataError, RuntimeError)):
        apart.call(reader.writes, "x", tmp_path / "file")
    assert not (tmp_path / "file").exists() or not (tmp_path / "file").read_bytes()


def test_several_at_once() -> None:
    found = []
    threads = [threading.Thread(target=lambda: found.append(apart.call(reader.prints, "x"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 6


def doubling() -> bytes:
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "x"], ["y"])], "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 3])],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(onnx._serialize(made)) if hasattr(onnx, "_serialize") else made.SerializeToString()


def test_networks_are_read_and_run_there() -> None:
    weights = {"0.weight": torch.randn(4, 3), "0.bias": torch.randn(4)}
    found = read_weights(save(weights), "a.safetensors")
    assert all(torch.equal(found.tensors[key], value) for key, value in weights.items())
    with pytest.raises(DataError, match="no sound safetensors"):
        read_weights(b"nothing", "a.safetensors")
    network = open_onnx(doubling(), "a.onnx")
    x = torch.randn(5, 3)
    assert torch.equal(network(x), 2 * x)
    with pytest.raises(DataError, match="wants input of"):
        network(torch.randn(5, 4))
    with pytest.raises(DataError, match=r"could not be read"):  # the process with the open network is gone
        apart.call(reader.crashes, "x")
    assert torch.equal(network(x), 2 * x)
