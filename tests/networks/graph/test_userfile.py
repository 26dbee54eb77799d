"""Factories of the user's: what they set for the whole process is set back, and all that they do wrong is told."""

from __future__ import annotations

import random
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from explorer.errors import DataError
from explorer.networks.graph import guarding, trace
from explorer.networks.graph.userfile import build, load_factory

FILE = """
import random, sys, time
import numpy as np
import torch
from torch import nn

def changing():
    torch.set_default_dtype(torch.float64)
    torch.set_default_device("meta")
    torch.manual_seed(1); random.seed(1); np.random.seed(1)
    torch.set_grad_enabled(False); torch.use_deterministic_algorithms(True)
    return nn.Linear(3, 2, device="cpu", dtype=torch.float32)

class Odd(Exception):
    def __str__(self): raise RuntimeError("no text")

def odd(): raise Odd
def leaving(): sys.exit("bye")
def endless():
    while True:
        try:
            time.sleep(10)
        except Exception:
            pass

class Net(nn.Module):
    def __init__(self, fails):
        super().__init__()
        self.layer, self.fails = nn.Linear(3, 2), fails
    def forward(self, x):
        if self.fails == "forward": sys.exit(3)
        if self.fails == "export" and not type(x) is torch.Tensor: raise Odd
        return self.layer(x)
    def state_dict(self, *args, **kwargs):
        if self.fails == "state_dict": raise Odd
        return super().state_dict(*args, **kwargs)
    def eval(self):
        if self.fails == "eval": raise KeyError("eval")
        return super().eval()
    def __deepcopy__(self, memo):
        if self.fails == "copy": sys.exit(3)
        return Net(self.fails)

def lazy(): return nn.Sequential(nn.LazyLinear(4), nn.ReLU(), nn.LazyLinear(2))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "nets.py"
    path.write_text(FILE)
    return path


def made(file: Path, name: str, **arguments: str) -> nn.Module:
    return build(load_factory(f"{file}:{name}"), arguments, f"nets.py:{name}")


def test_what_a_factory_sets_is_set_back(file: Path) -> None:
    torch.manual_seed(5)
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002 - the state that factories change
    before = torch.rand(1), random.random(), np.random.rand()  # noqa: S311, NPY002
    torch.manual_seed(5)
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002
    assert made(file, "changing").weight.device.type == "cpu"
    after = torch.rand(1), random.random(), np.random.rand()  # noqa: S311, NPY002
    assert before == after
    assert torch.empty(1).dtype == torch.float32
    assert torch.empty(1).device.type == "cpu"
    assert torch.is_grad_enabled()
    assert not torch.are_deterministic_algorithms_enabled()


def test_a_file_that_changes_the_process_when_it_runs(tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text("import torch\ntorch.set_default_dtype(torch.float64)\nmake = torch.nn.Identity")
    load_factory(f"{tmp_path / 'n.py'}:make")
    assert torch.empty(1).dtype == torch.float32


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("odd", r"Odd: \(its text cannot be had: RuntimeError\)"),
        ("leaving", r"it ends the program \(SystemExit: bye\)"),
    ],
)
def test_what_a_factory_raises_is_told(file: Path, name: str, says: str) -> None:
    with pytest.raises(
        DataError, match=rf"nets.py:{name} fails when it is called with \(\): {says}.*line \d+"
    ) as error:
        made(file, name)
    assert error.value.remedy


def test_a_factory_that_does_not_return_is_interrupted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "MOST_SECONDS", 0.3)
    start = time.monotonic()
    with pytest.raises(DataError, match=r"had not returned after 0.3 seconds") as error:
        made(file, "endless")
    assert time.monotonic() - start < 8
    assert "without end" in error.value.remedy


@pytest.mark.parametrize(
    ("fails", "says"),
    [
        ("forward", r"fails on examples of shape \(2, 3\): it ends the program"),
        ("export", "cannot be exported"),
        ("state_dict", "has no state dict: Odd"),
        ("eval", "cannot be copied: KeyError: 'eval'"),
        ("copy", "cannot be copied: it ends the program"),
    ],
)
def test_what_a_module_raises_is_told(file: Path, fails: str, says: str) -> None:
    with pytest.raises(DataError, match=says) as error:
        trace(made(file, "Net", fails=fails), torch.zeros(2, 3), "mine")
    assert error.value.remedy


def test_lazy_layers_are_run_once(file: Path) -> None:
    graph = trace(made(file, "lazy"), torch.zeros(2, 5), "lazy")
    assert dict(graph.shapes) == {"0.weight": (4, 5), "0.bias": (4,), "2.weight": (2, 4), "2.bias": (2,)}
