"""Zoos of networks that others trained: written whole or not at all, and checked when they are opened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from explorer.data.examples import Stated, draw_examples
from explorer.errors import ZooError
from explorer.networks.graph import graph_of_chain, run, trace
from explorer.zoo.imported import ImportedZoo, Record, is_imported
from tests.test_files import at_once

COUNT = 10
GRAPHS = [
    graph_of_chain(nn.Sequential(nn.Linear(4, h), nn.Tanh(), nn.Linear(h, 2)).state_dict(), "tanh") for h in (3, 5)
]


def networks(count: int = COUNT) -> Iterator[tuple[Record, dict[str, Tensor]]]:
    for i in range(count):
        graph = GRAPHS[i % 2]
        labels = {"lr": 0.1 * i, "act": "tanh", "bad": float("nan"), "none": None, "deep": True}
        params = {name: torch.full(shape, float(i)) for name, shape in graph.shapes.items()}
        yield Record(f"trial_{i}/epoch_2", i % 2, labels, f"trial_{i}", 2), params


def make(path: Path, nets: Any = None) -> ImportedZoo:
    examples = draw_examples((4,), 20, Stated())
    nets = networks() if nets is None else nets
    return ImportedZoo.create(path, "functions", GRAPHS, nets, source={"layout": "f"}, examples=examples, batch=4)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "zoo"
    make(path)
    return path


def test_a_zoo_is_what_was_written(finished: Path) -> None:
    zoo = ImportedZoo.open(finished, "functions")
    assert is_imported(finished)
    assert len(zoo) == COUNT
    assert list(zoo.graphs) == GRAPHS
    assert zoo.records[3].labels == {"lr": pytest.approx(0.3), "act": "tanh", "bad": None, "none": None, "deep": True}
    assert (zoo.records[3].run, zoo.records[3].epoch) == ("trial_3", 2)
    weights = zoo.weights([9, 0, 4, 9])
    assert weights[:, 0].tolist() == [9, 0, 4, 9]
    assert weights.shape == (4, GRAPHS[1].count)
    assert not bool(weights[1:3, GRAPHS[0].count :].any())
    assert {name: tuple(v.shape) for name, v in zoo.params(3).items()} == GRAPHS[1].shapes
    assert zoo.examples is not None
    assert run(zoo.graphs[0], zoo.params(2), zoo.examples.inputs).shape == (20, 2)
    for index in (-1, COUNT):
        with pytest.raises(ZooError, match=f"Ids run from 0 to {COUNT - 1}"):
            zoo.weights([index])


def bad_networks(kind: str) -> Iterator[tuple[Record, dict[str, Tensor]]]:
    yield from networks(6)
    record, params = next(networks())
    if kind == "twice":
        yield record, params
    elif kind == "not finite":
        yield Record("new"), {**params, "0.bias": torch.full((3,), torch.inf)}
    elif kind == "other shape":
        yield Record("new"), {**params, "0.bias": torch.ones(4)}
    elif kind == "no architecture":
        yield Record("new", 7), params
    elif kind == "interrupted":
        raise KeyboardInterrupt


@pytest.mark.parametrize("kind", ["twice", "not finite", "other shape", "no architecture", "interrupted"])
def test_nothing_half_written_stays(tmp_path: Path, kind: str) -> None:
    with pytest.raises(KeyboardInterrupt if kind == "interrupted" else ZooError):
        make(tmp_path / "zoo", bad_networks(kind))
    assert not list(tmp_path.iterdir())


def test_what_a_killed_process_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f".zoo.{gone.pid}.tmp"
    others = [tmp_path / name for name in (f".zoo.{os.getppid()}.tmp", ".zoo.mine.tmp", f".zoo2.{gone.pid}.tmp")]
    for folder in (left, *others):
        (folder / "batches").mkdir(parents=True)
    make(tmp_path / "zoo")
    assert not left.exists()
    assert all(folder.is_dir() for folder in others), "another process, or none of ours"


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, finished: Path) -> None:
    with pytest.raises(ZooError, match="there already"):
        make(finished)
    (tmp_path / "empty").mkdir()
    assert len(make(tmp_path / "empty")) == COUNT
    with pytest.raises(ZooError, match="no networks"):
        make(tmp_path / "none", iter(()))
    assert not (tmp_path / "none").exists()


def edit(file: str, change: Callable[[Any], Any]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        held = json.loads((path / file).read_text())
        changed = change(held)
        (path / file).write_text(json.dumps(held if changed is None else changed))

    return damage


def batch(values: Tensor | None, index: int = 1, name: str = "weights") -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        file = path / "batches" / f"{index:05d}.safetensors"
        file.unlink()
        if values is not None:
            save_file({name: values}, file)

    return damage


MOST = GRAPHS[1].count
DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no zoo.json": (lambda p: (p / "zoo.json").unlink(), "missing"),
    "no networks.json": (lambda p: (p / "networks.json").unlink(), "missing"),
    "no json": (lambda p: (p / "zoo.json").write_text("{"), "cannot be read"),
    "deep json": (lambda p: (p / "networks.json").write_text("[" * 100_000), "cannot be read"),
    "not text": (lambda p: (p / "networks.json").write_bytes(b"\xff\xfe\x00"), "cannot be read"),
    "another format": (edit("zoo.json", lambda c: c.update(format=2)), "format"),
    "a list": (edit("zoo.json", lambda c: []), "format"),
    "a count of true": (edit("zoo.json", lambda c: c.update(count=True)), "not list|format"),
    "no batch size": (edit("zoo.json", lambda c: c.update(batch=0)), "format"),
    "another count": (edit("zoo.json", lambda c: c.update(count=11)), "does not list"),
    "no architectures": (edit("zoo.json", lambda c: c.update(architectures=[])), "no architectures"),
    "an architecture more": (edit("zoo.json", lambda c: c["architectures"].append("x")), "cannot be read"),
    "a name twice": (edit("networks.json", lambda n: n[0].update(name="trial_1/epoch_2")), "two networks"),
    "no name": (edit("networks.json", lambda n: n[0].update(name="")), "Entry 0"),
    "an unknown architecture": (edit("networks.json", lambda n: n[4].update(arch=2)), "Entry 4"),
    "a label that is a list": (edit("networks.json", lambda n: n[4].update(labels={"a": []})), "Entry 4"),
    "labels that are none": (edit("networks.json", lambda n: n[4].update(labels=3)), "Entry 4"),
    "an epoch that is none": (edit("networks.json", lambda n: n[4].update(epoch="last")), "Entry 4"),
    "an entry that is none": (edit("networks.json", lambda n: [5] * len(n)), "Entry 0"),
    "no architecture": (lambda p: (p / "architectures" / "1.json").unlink(), "cannot be read"),
    "no constants": (lambda p: (p / "architectures" / "1.safetensors").unlink(), "cannot be read"),
    "an operator that is not allowed": (
        edit("architectures/1.json", lambda g: g["nodes"][0].update(op="aten.from_file.default")),
        "from_file",
    ),
    "no batch": (batch(None), "cannot be read"),
    "a batch of other rows": (batch(torch.zeros(3, MOST)), "weights of shape"),
    "a batch of other columns": (batch(torch.zeros(4, MOST + 1)), "weights of shape"),
    "a batch of other numbers": (batch(torch.zeros(4, MOST, dtype=torch.float64)), "weights of shape"),
    "a batch of another name": (batch(torch.zeros(4, MOST), name="w"), "cannot be read"),
    "values that are not finite": (batch(torch.full((4, MOST), torch.nan)), "'trial_4/epoch_2'.*not finite"),
    "values beyond the network": (batch(torch.ones(4, MOST)), "'trial_4/epoch_2'.*too many"),
    "a truncated batch": (
        lambda p: (p / "batches" / "00000.safetensors").write_bytes(b"\x90\x00\x00\x00\x00\x00\x00\x00{"),
        "cannot be read",
    ),
    "a huge header": (
        lambda p: (p / "batches" / "00000.safetensors").write_bytes(b"\xff" * 7 + b"\x7f" + b"{"),
        "cannot be read",
    ),
    "damaged examples": (lambda p: (p / "examples.npz").write_bytes(b"PK\x03\x04"), "examples"),
    "batches that are a file": (
        lambda p: (shutil.rmtree(p / "batches"), (p / "batches").write_text("")),
        "cannot be read",
    ),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_told(tmp_path: Path, finished: Path, kind: str) -> None:
    path = tmp_path / "zoo"
    shutil.copytree(finished, path)
    damage, words = DAMAGES[kind]
    damage(path)
    with pytest.raises(ZooError, match=words) as error:
        ImportedZoo.open(path)
    assert error.value.remedy
    with pytest.raises(ZooError, match="zoo of"):
        ImportedZoo.open(finished, "classifiers")


def test_traced_networks_are_kept_with_their_constants(tmp_path: Path) -> None:
    class Shifted(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(4, 2)
            self.register_buffer("shift", torch.randn(2))

        def forward(self, x: Tensor) -> Tensor:
            return self.layer(x) + self.shift

    net = Shifted()
    graph = trace(net, torch.randn(2, 4), "shifted")
    named = [(Record("only"), dict(net.named_parameters()))]
    zoo = ImportedZoo.create(tmp_path / "z", "functions", [graph], named, source={})
    opened = ImportedZoo.open(zoo.path)
    x = torch.randn(3, 4)
    torch.testing.assert_close(run(opened.graphs[0], opened.params(0), x), net(x))


FILES = (
    "zoo.json", "networks.json", "architectures/1.json", "architectures/0.safetensors", "batches/00002.safetensors",
    "examples.npz",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_pipe_under_the_name_of_a_file_is_not_waited_for(tmp_path: Path, finished: Path, name: str) -> None:
    shutil.copytree(finished, tmp_path / "zoo")
    (tmp_path / "zoo" / name).unlink()
    os.mkfifo(tmp_path / "zoo" / name)
    with at_once(), pytest.raises(ZooError, match="it is a pipe"):
        ImportedZoo.open(tmp_path / "zoo")
