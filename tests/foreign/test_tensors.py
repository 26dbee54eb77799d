"""Files that hold tensors, and files that hold something else."""

from __future__ import annotations

import io
import os
import pickle
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.tensors import is_network, read_weights
from explorer.foreign.torchfile import MOST_UNPACKED

STATE = {"module.layers.10.weight": torch.ones(2, 3), "module.layers.2.weight": torch.zeros(3, 2)}


def saved(held: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    torch.save(held, buffer, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (saved(STATE), "a.pt"),
        (saved({"state_dict": STATE, "epoch": 3, "optimizer": {"state": {}}}), "a.pth"),
        (saved({"model": {"net": STATE}}), "a.pt"),
        (saved(STATE, _use_new_zipfile_serialization=False), "old.pt"),
        (save(STATE, {"omega": "30"}), "a.safetensors"),
    ],
)
def test_tensors_come_in_natural_order_without_their_prefix(data: bytes, name: str) -> None:
    found = read_weights(data, name)
    assert list(found.tensors) == ["2.weight", "10.weight"]
    assert torch.equal(found.tensors["10.weight"], torch.ones(2, 3))
    assert found.count == 12
    assert found.facts == ({"omega": "30"} if name.endswith("safetensors") else {})


TRACE = Path(tempfile.gettempdir()) / "explorer-was-here"


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {TRACE}",)


def bomb() -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("archive/data.pkl", "w", force_zip64=True) as entry,
    ):
        for _ in range(MOST_UNPACKED // 2**20 + 1):
            entry.write(bytes(2**20))
    return buffer.getvalue()


WRONG = [
    ("evil.pt", saved({"w": Evil()}), "code in it was not run"),
    ("evil.pkl.pt", pickle.dumps(Evil()), "code in it was not run"),
    ("cut.pt", saved(STATE)[:300], "cut.pt"),
    ("cut.safetensors", save(STATE)[:-4], "cut.safetensors"),
    ("header.safetensors", b"\xff" * 40, "header"),
    ("short.safetensors", b"abc", "header"),
    ("text.pt", b"hello", "text.pt"),
    ("empty.pt", b"", "empty.pt"),
    ("list.pt", saved([torch.ones(2)]), "no tensors by name"),
    ("none.pt", saved({}), "no tensors by name"),
    ("whole.pt", saved({"w": torch.ones(3, dtype=torch.int64)}), "no weights"),
    ("nan.pt", saved({"w": torch.tensor([1.0, float("nan")])}), "NaN"),
    ("inf.safetensors", save({"w": torch.tensor([float("inf")])}), "NaN or infinite"),
    ("bomb.pt", bomb(), "claims to unpack"),
    ("wide.pt", saved({"w": torch.zeros(1).expand(10**12)}), "claims 1,000,000,000,000 numbers"),
    ("sparse.pt", saved({"w": torch.eye(3).to_sparse()}), "not plain ones"),
]


@pytest.mark.parametrize(("name", "data", "says"), WRONG, ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_said(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DataError) as refused:
        read_weights(data, name)
    assert says in refused.value.problem
    assert name in refused.value.problem
    assert refused.value.remedy
    assert not TRACE.exists()


def test_a_model_counts_before_its_optimizer() -> None:
    large = {"exp_avg": torch.ones(500)}
    found = read_weights(saved({"optimizer": large, "other": large, "model": {"w": torch.ones(2, 2)}}), "c.pt")
    assert list(found.tensors) == ["w"]


def test_a_dictionary_that_holds_itself_ends() -> None:
    held: dict[str, Any] = {"w": torch.ones(2, 2)}
    held |= {f"again{k}": held for k in range(300)}
    assert list(read_weights(saved(held), "loop.pt").tensors) == ["w"]


def test_names_without_numbers_stay_in_order() -> None:
    found = read_weights(saved({"input": torch.ones(2, 3), "hidden": torch.ones(2, 2), "a": torch.ones(1, 2)}), "n.pt")
    assert list(found.tensors) == ["input", "hidden", "a"]


def test_half_precision_is_read_as_float() -> None:
    found: Tensor = read_weights(save({"w": torch.ones(2, dtype=torch.float16)}), "h.safetensors").tensors["w"]
    assert found.dtype == torch.float32


def test_names_of_networks() -> None:
    assert all(is_network(name) for name in ("a.pt", "b.PTH", "c.safetensors", "d.onnx", "e.ckpt", "f.pth.tar"))
    assert not any(is_network(name) for name in ("a.stl", "pt", "b.npz"))


@pytest.mark.filterwarnings("ignore:.*weight_norm.* is deprecated:FutureWarning")
@pytest.mark.parametrize("new", [False, True])
def test_weight_norm_is_undone(new: bool) -> None:
    net = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.ReLU(), torch.nn.Linear(5, 1))
    wanted = {key: value.clone() for key, value in net.state_dict().items()}
    for layer in (net[0], net[2]):
        (torch.nn.utils.parametrizations.weight_norm if new else torch.nn.utils.weight_norm)(layer)
    found = read_weights(saved(net.state_dict()), "deep_sdf.pt").tensors
    assert set(found) == set(wanted)
    for key, value in wanted.items():
        torch.testing.assert_close(found[key], value)


def test_a_quantised_network_is_named() -> None:
    """`quantize_dynamic` keeps no weights in its state dict, but what its kernels take."""
    inner = torch.ao.nn.quantized.dynamic.Linear(4, 3)
    buffer = io.BytesIO()
    torch.save(torch.nn.Sequential(inner).state_dict(), buffer)
    with pytest.raises(DataError, match="quantised network"):
        read_weights(buffer.getvalue(), "net.pt")
