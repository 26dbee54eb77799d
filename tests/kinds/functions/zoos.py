"""Small zoos as people have them, made with plain torch when the tests run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.datasets import load_breast_cancer, load_diabetes, make_moons
from torch import Tensor, nn

from explorer.cli.main import main
from explorer.data.examples import Stated, examples_of
from explorer.kinds.functions.build import FunctionMaker, split_of
from explorer.kinds.functions.recipes import FunctionRecipe
from explorer.netspace.model import ModelConfig
from explorer.networks.graph import fit_state_dict, trace
from explorer.space.build import build_space
from explorer.zoo.imported import ImportedZoo, Record

RECIPE = FunctionRecipe(
    ModelConfig("probe", "chunked", 6, 8, {"probes": 48, "hidden": 48, "refined": 40},
                {"hidden": 48, "embedding": 8, "chunk": 32, "basis": 6}),
    steps=250, rate=5e-3, networks=6, inputs=48,
)  # fmt: skip


def mlp(inputs: int, hidden: int, outputs: int, act: type[nn.Module] = nn.Tanh) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, hidden), act(), nn.Linear(hidden, outputs))


def fitted(module: nn.Module, x: Tensor, loss: Callable[[Tensor], Tensor], steps: int, rate: float) -> nn.Module:
    """A module after some training, as anybody would do it."""
    adam = torch.optim.Adam(module.parameters(), rate)
    for _ in range(steps):
        found = loss(module(x))
        adam.zero_grad()
        found.backward()
        adam.step()
    return module


@dataclass(frozen=True)
class Made:
    """A zoo in memory: modules, what is known of each, examples as a file would have them."""

    modules: Sequence[nn.Module]
    records: Sequence[Record]
    examples: dict[str, np.ndarray] | None
    inputs: int

    def zoo(self, path: Path) -> ImportedZoo:
        names = sorted({type(m[1]).__name__ for m in self.modules})  # type: ignore[index]
        first = [next(m for m in self.modules if type(m[1]).__name__ == name) for name in names]  # type: ignore[index]
        graphs = [trace(m, torch.zeros(2, self.inputs), f"mlp-{n}") for m, n in zip(first, names, strict=True)]
        networks = []
        for module, record in zip(self.modules, self.records, strict=True):
            arch = names.index(type(module[1]).__name__)  # type: ignore[index]
            params = fit_state_dict(graphs[arch], dict(module.state_dict()))
            networks.append((Record(record.name, arch, record.labels, record.run, record.epoch), params))
        examples = None if self.examples is None else examples_of(self.examples, "examples")
        return ImportedZoo.create(path, "functions", graphs, networks, source={"layout": "tests"}, examples=examples)


def cancer() -> Made:
    """Twenty classifiers of scikit-learn's breast cancer data, from hardly trained to well trained."""
    data = load_breast_cancer()
    x = torch.tensor((data.data - data.data.mean(0)) / data.data.std(0), dtype=torch.float32)
    y = torch.tensor(data.target)
    modules, records = [], []
    for k in range(20):
        torch.manual_seed(k)
        steps = [1, 4, 12, 40][k % 4]
        some = torch.randperm(300)[:150]
        module = fitted(mlp(30, 8, 2), x[some], lambda out, s=some: nn.functional.cross_entropy(out, y[s]), steps, 0.02)  # type: ignore[misc]
        labels: dict[str, Any] = {"steps": steps, "kind": "long" if steps > 10 else "short", "accuracy": 0.5}
        if k == 3:
            labels = {"steps": None, "kind": None}
        modules.append(module)
        records.append(Record(f"net_{k}", 0, labels))
    examples = {
        "inputs": x[300:].numpy(), "targets": y[300:].numpy(), "class_names": np.array(data.target_names),
        "input_names": np.array(data.feature_names),
    }  # fmt: skip
    return Made(modules, records, examples, 30)


def regressors() -> Made:
    """Sixteen regressors of scikit-learn's diabetes data."""
    data = load_diabetes()
    x = torch.tensor(data.data * 20, dtype=torch.float32)
    y = torch.tensor((data.target - 152) / 77, dtype=torch.float32)[:, None]
    modules = []
    for k in range(16):
        torch.manual_seed(k)
        modules.append(fitted(mlp(10, 8, 1), x[:250], lambda out: (out - y[:250]).square().mean(), 5 + 12 * k, 0.01))
    records = [Record(f"reg_{k}", 0, {"steps": 5 + 12 * k}) for k in range(16)]
    return Made(modules, records, {"inputs": x[250:].numpy(), "targets": y[250:].numpy()}, 10)


def policies() -> Made:
    """Five trainings of four epochs each, of policies from four numbers to two; no examples."""
    modules, records = [], []
    x = torch.randn(200, 4, generator=torch.Generator().manual_seed(0))
    for run in range(5):
        torch.manual_seed(run)
        wanted = torch.stack([-(0.5 + run) * x[:, 0], torch.sin(x[:, 1]) - x[:, 2]], 1).tanh()
        module = mlp(4, 8, 2)
        for epoch in range(4):
            copy = mlp(4, 8, 2)
            copy.load_state_dict(module.state_dict())
            modules.append(copy)
            records.append(Record(f"run{run}/epoch_{epoch}", 0, {"gain": 0.5 + run}, f"run{run}", epoch))
            fitted(module, x, lambda out, w=wanted: (out - w).square().mean(), 15, 0.01)  # type: ignore[misc]
    return Made(modules, records, None, 4)


def moons() -> Made:
    """Two architectures that give one logit for two classes."""
    x, y = make_moons(300, noise=0.2, random_state=0)
    inputs, targets = torch.tensor(x, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)[:, None]
    right, modules = nn.functional.binary_cross_entropy_with_logits, []
    for k in range(20):
        torch.manual_seed(k)
        act = nn.ReLU if k % 2 else nn.Tanh
        modules.append(
            fitted(mlp(2, 8, 1, act), inputs[:150], lambda out: right(out, targets[:150]), [5, 60][(k // 2) % 2], 0.02)
        )
    records = [Record(f"moon_{k}", 0, {}) for k in range(20)]
    return Made(modules, records, {"inputs": x[150:].astype(np.float32), "targets": y[150:]}, 2)


def built(made: Made, root: Path, name: str, *, stated: Stated | None = None) -> Path:
    """A zoo, and a space of it in `root / name`."""
    maker = FunctionMaker.of(made.zoo(root / "zoos" / name), RECIPE, stated=stated)
    build_space(
        maker, root / name, title=name.capitalize(), seed=0, split=split_of(maker, 4, None, 0),
        provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    assert main(["evaluate", str(root / name), "--write"]) == 0
    return root / name


def write_folder(made: Made, path: Path) -> None:
    """As people have them: files of torch.save, a table of labels, examples, and the network's own file."""
    path.mkdir()
    for module, record in zip(made.modules, made.records, strict=True):
        torch.save(module.state_dict(), path / f"{record.name}.pt")
    with (path / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["file", *made.records[0].labels])
        table.writeheader()
        table.writerows({"file": f"{r.name}.pt", **{k: "" if v is None else v for k, v in r.labels.items()}}
                        for r in made.records)  # fmt: skip
