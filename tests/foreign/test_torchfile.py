"""Checkpoints that name classes which are not known, or that are not there any more: read around them, nothing run."""

from __future__ import annotations

import argparse
import collections
import contextlib
import dataclasses
import functools
import io
import os
import pathlib
import pickle
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from explorer.errors import DataError
from explorer.foreign.checkpoints import read_checkpoint
from explorer.foreign.statedicts import parts_in, state_dict_in
from explorer.foreign.torchfile import load

STATE = {"w": torch.arange(6.0).reshape(2, 3), "b": torch.zeros(2)}
MODULE = "a_package_that_is_not_there"


def gone() -> types.ModuleType:
    """A module with classes as libraries of settings have them; it is not there when the file is read."""
    made = sys.modules[MODULE] = types.ModuleType(MODULE)
    source = """
import enum, dataclasses, collections
class Settings(dict):
    def __setattr__(self, key, value):
        self[key] = value
class Node:  # as omegaconf's: attributes, inside of each other
    def __init__(self, value):
        self.__dict__["_content" if isinstance(value, dict) else "_val"] = (
            {k: Node(v) for k, v in value.items()} if isinstance(value, dict) else value)
class Fields:  # as ml_collections'
    def __init__(self, **fields):
        self._fields = fields
class Colour(enum.Enum):
    RED = 1
@dataclasses.dataclass(slots=True)
class Slots:
    lr: float = 0.25
class Odd:
    def __reduce__(self):
        return Odd, (), (1, 2, 3)
class Problem(Exception):
    pass
class Net:
    def __init__(self):
        self.training = False
        self._parameters, self._buffers, self._modules = {}, {}, {}
        self._non_persistent_buffers_set = set()
def act(x):
    return x
"""
    exec(source, made.__dict__)  # noqa: S102 - written above
    for value in vars(made).values():
        if isinstance(value, type) or callable(value):
            value.__module__ = MODULE
    return made


def saved(path: Path, make: Any) -> Path:
    """Save what `make` gives of the module; then the module is gone."""
    try:
        torch.save(make(gone()), path)
    finally:
        del sys.modules[MODULE]
    return path


OTHERS: dict[str, tuple[Any, dict[str, Any]]] = {
    "namespace": (lambda m: argparse.Namespace(lr=0.1, act="relu", none=None), {"lr": 0.1, "act": "relu"}),
    "dictionary": (lambda m: m.Settings(lr=0.1, inner=m.Settings(k=2)), {"lr": 0.1, "inner.k": 2}),
    "omegaconf": (lambda m: m.Node({"lr": 0.1, "net": {"width": 8}}), {"lr": 0.1, "net.width": 8}),
    "ml_collections": (lambda m: m.Fields(lr=0.1), {"lr": 0.1}),
    "default": (lambda m: collections.defaultdict(list, {"a": [1, 2]}), {"a": "1x2"}),
    "slots": (lambda m: m.Slots(), {"lr": 0.25}),
    "enum": (lambda m: {"colour": m.Colour.RED, "lr": 1}, {"lr": 1}),
    "numpy": (lambda m: {"acc": np.float64(0.5), "n": np.int32(3), "nan": np.float32("nan")}, {"acc": 0.5, "n": 3}),
    "path": (lambda m: {"path": pathlib.Path("x/y"), "lr": 2}, {"lr": 2}),
    "deque": (lambda m: collections.deque([1.0, 2.0], maxlen=5), {}),
    "partial": (lambda m: {"f": functools.partial(m.act, 1), "lr": 3}, {"lr": 3}),
    "function": (lambda m: {"f": m.act, "k": len, "lr": 4}, {"lr": 4}),
    "odd state": (lambda m: [m.Odd()], {}),
    "exception": (lambda m: {"e": m.Problem("x"), "v": ValueError("y"), "lr": 5}, {"lr": 5}),
    "many": (lambda m: {"a": range(3), "b": slice(1, 2), "c": 1j, "d": {1, 2}, "e": b"x", "lr": 6}, {"lr": 6}),
    "optimizer": (lambda m: torch.optim.Adam([nn.Parameter(torch.ones(3))]), {}),
    "generator": (lambda m: [torch.Generator(), np.random.default_rng(0), torch.get_rng_state()], {}),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_checkpoint_is_read_around_what_it_names(tmp_path: Path, name: str) -> None:
    make, wanted = OTHERS[name]
    path = saved(tmp_path / "c.ckpt", lambda m: {"state_dict": STATE, "epoch": 3, "hparams": make(m)})
    found = read_checkpoint(path, "c.ckpt")
    assert torch.equal(found.tensors["w"], STATE["w"])
    assert found.facts.items() >= {"epoch": 3, **wanted}.items()
    assert MODULE not in sys.modules


def test_a_module_whose_class_is_gone(tmp_path: Path) -> None:
    def make(m: Any) -> Any:
        inner, outer = m.Net(), m.Net()
        inner._parameters |= {"weight": nn.Parameter(torch.ones(2)), "bias": None}
        inner._buffers |= {"mean": torch.zeros(2), "mask": torch.ones(2)}
        inner._non_persistent_buffers_set.add("mask")
        outer._modules |= {"first": inner, "none": None, "act": nn.GELU()}
        return outer

    found = read_checkpoint(saved(tmp_path / "m.pt", make), "m.pt")
    assert list(found.tensors) == ["first.weight", "first.mean"]


@pytest.mark.parametrize("wrap", [lambda net: net, nn.DataParallel, lambda net: {"epoch": 1, "model": net}])
def test_a_module_is_read_as_its_state_dict(tmp_path: Path, wrap: Any) -> None:
    net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Sequential(nn.Flatten(), nn.Linear(8, 2)))
    torch.save(wrap(net), tmp_path / "m.pt")
    found = {k.removeprefix("module."): v for k, v in read_checkpoint(tmp_path / "m.pt", "m.pt").tensors.items()}
    wanted = net.state_dict()
    assert list(found) == list(wanted)
    assert all(torch.equal(found[key], value) for key, value in wanted.items())


def test_arrays_of_numpy_are_tensors(tmp_path: Path) -> None:
    held = {"w": np.arange(6.0).reshape(2, 3), "t": np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3))}
    torch.save({**held, "big": np.arange(3, dtype=">f8"), "text": np.array(["a"])}, tmp_path / "n.pt")
    found = read_checkpoint(tmp_path / "n.pt", "n.pt").tensors
    assert set(found) == {"w", "t", "big"}
    for key, value in held.items():
        assert np.array_equal(found[key].numpy(), value)
    assert found["big"].tolist() == [0, 1, 2]


class Calls:
    """Pickled as a call."""

    def __init__(self, *call: Any) -> None:
        self.call = call

    def __reduce__(self) -> Any:
        return self.call[0], self.call[1:]


@pytest.mark.parametrize(
    "call",
    [
        (eval, "open('{trace}', 'w')"),
        (exec, "open('{trace}', 'w')"),
        (open, "{trace}", "w"),
        (getattr, pathlib.Path("{trace}"), "touch"),
        (torch.hub.load_state_dict_from_url, "file:{trace}"),
        (torch.load, "{trace}"),
        (io.FileIO, "{trace}", "w"),
        (pathlib.Path.touch, pathlib.Path("{trace}")),
        (functools.partial, open, "{trace}", "w"),
    ],
    ids=lambda call: getattr(call[0], "__name__", ""),
)
def test_calls_in_a_file_are_not_made(tmp_path: Path, call: tuple[Any, ...]) -> None:
    trace = tmp_path / "trace"
    filled = [part.format(trace=trace) if isinstance(part, str) else part for part in call]
    torch.save({"a": Calls(*filled), "state_dict": STATE}, tmp_path / "evil.pt")
    before = sorted(tmp_path.iterdir())
    with contextlib.suppress(DataError):  # some are refused, as torch refuses them
        assert torch.equal(read_checkpoint(tmp_path / "evil.pt", "evil.pt").tensors["w"], STATE["w"])
    assert sorted(tmp_path.iterdir()) == before


def test_names_of_the_operating_system_are_refused(tmp_path: Path) -> None:
    torch.save({"a": Calls(os.system, f"touch {tmp_path}/trace"), "w": STATE}, tmp_path / "evil.pt")
    with pytest.raises(DataError, match="code in it was not run"):
        read_checkpoint(tmp_path / "evil.pt", "evil.pt")
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (lambda path: torch.save(STATE, path, pickle_protocol=4), "another pickle_protocol"),
        (lambda path: path.write_bytes(pickle.dumps(STATE)), "a pickle that torch.save did not write"),
        (
            lambda path: torch.jit.save(torch.jit.freeze(torch.jit.script(nn.Linear(2, 2).eval())), str(path)),
            "is TorchScript without weights beside its code",
        ),
        (lambda path: path.write_bytes(b"plain text"), "none of torch's files"),
        (lambda path: torch.save([torch.ones(2)], path), "a list of tensors, without their names"),
        (lambda path: torch.save(nn.Linear(2, 2), path, _use_new_zipfile_serialization=False), "was not run"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*torch.jit.*:DeprecationWarning", "ignore:.*torch.jit.*:FutureWarning")
def test_what_is_not_read_is_said(tmp_path: Path, write: Any, says: str) -> None:
    write(tmp_path / "x.pt")
    with pytest.raises(DataError) as refused:
        read_checkpoint(tmp_path / "x.pt", "x.pt")
    assert says in refused.value.problem
    assert refused.value.remedy


@pytest.mark.filterwarnings("ignore:.*torch.jit.*:DeprecationWarning", "ignore:.*torch.jit.*:FutureWarning")
@pytest.mark.parametrize("traced", [False, True])
def test_weights_of_torchscript(tmp_path: Path, traced: bool) -> None:
    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2)).eval()
    made = torch.jit.trace(net, torch.zeros(2, 3)) if traced else torch.jit.script(net)
    torch.jit.save(made, str(tmp_path / "x.pt"))
    held = read_checkpoint(tmp_path / "x.pt", "x.pt").tensors
    state = net.state_dict()
    assert set(held) == set(state)
    assert all(torch.equal(held[name], state[name]) for name in state)


def test_files_with_several_networks() -> None:
    other = {"v": torch.ones(2)}
    assert list(parts_in({"generator": STATE, "critic": {"net": other}, "optim_g": other})) == ["generator", "critic"]
    assert parts_in({"model": STATE, "critic": other}) == {}  # a model is what is meant
    assert parts_in({"critic": other, "epoch": 3}) == {}
    assert list(state_dict_in({"critic": other, "generator": STATE})) == ["w", "b"]  # the largest


def test_threads_do_not_meet(tmp_path: Path) -> None:
    """The names that torch may read are the process's: reading in one thread must not close them to another."""
    paths = [saved(tmp_path / f"{k}.pt", lambda m: {"model": STATE, "hparams": m.Node({"lr": 1})}) for k in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert all("model" in held for held in pool.map(lambda path: load(path, path.name), paths * 10))


def test_dataclasses_of_ones_own_are_settings(tmp_path: Path) -> None:
    @dataclasses.dataclass
    class Config:
        lr: float = 0.1
        mode: str = "a"

    Config.__qualname__, Config.__module__ = "Config", MODULE
    module = types.ModuleType(MODULE)
    module.Config = Config  # type: ignore[attr-defined]
    sys.modules[MODULE] = module
    try:
        torch.save({"model": STATE, "config": Config()}, tmp_path / "c.pt")
    finally:
        del sys.modules[MODULE]
    assert read_checkpoint(tmp_path / "c.pt", "c.pt").facts == {"lr": 0.1, "mode": "a"}
