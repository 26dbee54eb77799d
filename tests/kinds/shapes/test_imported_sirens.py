"""Sirens that others trained, learned as shapes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import torch
from torch import Tensor

from explorer.cli.main import main
from explorer.errors import ZooError
from explorer.kinds.shapes.imported_sirens import read_imported
from explorer.kinds.shapes.space import load_shapes
from explorer.networks.graph import graph_of_chain
from explorer.networks.siren import siren
from explorer.zoo.imported import ImportedZoo, Record, is_imported
from explorer.zoo.store import ZooFolder
from tests.kinds.shapes.own import ARCH

POINTS = torch.rand(300, 3, generator=torch.Generator().manual_seed(1)) * 2 - 1


def networks(zoo: ZooFolder, count: int) -> list[dict[str, Tensor]]:
    """Networks as others have them: other names, frequencies of 10 and then 1."""
    params = zoo.load_networks()
    out = []
    for i in range(count):
        one: dict[str, Tensor] = {}
        for k in range(ARCH.layers):
            factor = (ARCH.omega / (10.0 if k == 0 else 1.0)) if k < ARCH.hidden else 1.0
            one[f"net.{k}.linear.weight"] = params[f"layers.{k}.weight"][i] * factor
            one[f"net.{k}.linear.bias"] = params[f"layers.{k}.bias"][i] * factor
        out.append(one)
    return out


def imported(path: Path, found: list[dict[str, Tensor]], activation: str = "sine", omega: object = (10.0, 1.0)) -> Path:
    """A zoo as `import` writes it."""
    graphs, digests = [], dict[tuple[tuple[int, ...], ...], int]()
    pairs: list[tuple[Record, Mapping[str, Tensor]]] = []
    for k, one in enumerate(found):
        form = tuple(tuple(value.shape) for value in one.values())
        if form not in digests:
            digests[form] = len(graphs)
            graphs.append(graph_of_chain(one, activation, omega=omega))
        labels = {"class": "ball" if k % 2 else "box", "loss": 0.1 * k, "good": True, "note": None}
        pairs.append((Record(f"run/{k}", digests[form], labels), one))
    ImportedZoo.create(path, "shapes", graphs, pairs, source={"layout": "test"})
    return path


def test_they_are_the_same_functions_of_one_frequency(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    path = imported(tmp_path / "zoo", networks(mesh_zoo, 8))
    assert is_imported(path)
    assert not is_imported(mesh_zoo.path)
    zoo = read_imported(path)
    assert (zoo.arch.width, zoo.arch.hidden, zoo.arch.omega) == (ARCH.width, ARCH.hidden, 30.0)
    params = mesh_zoo.load_networks()
    for i in (0, 5):
        own = {name: value[i] for name, value in params.items()}
        start, read = 0, {}
        for name, shape in zoo.arch.shapes.items():
            size = int(torch.tensor(shape).prod())
            read[name] = zoo.weights[i, start : start + size].reshape(shape)
            start += size
        torch.testing.assert_close(siren(zoo.arch, read, POINTS), siren(ARCH, own, POINTS), atol=1e-4, rtol=0)
    labels = zoo.labels(zoo.rows)
    assert labels["kind"].tolist()[:2] == ["box", "ball"]
    assert labels["name"][3] == "run/3"
    assert labels["good"][0] == "True"
    assert "note" not in labels
    assert zoo.truth(zoo.rows) is None


def test_signs_are_turned_and_what_has_no_surface_is_left_out(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    found = networks(mesh_zoo, 6)
    last = f"net.{ARCH.hidden}.linear"
    for k, factor in ((1, -1.0), (2, 0.0)):
        found[k][f"{last}.weight"] = found[k][f"{last}.weight"] * factor
        found[k][f"{last}.bias"] = found[k][f"{last}.bias"] * factor + (1.0 if factor == 0 else 0.0)
    zoo = read_imported(imported(tmp_path / "zoo", found))
    assert zoo.rows.tolist() == [0, 1, 3, 4, 5]
    assert "1 without a surface" in zoo.data
    assert "the sign of 1 is turned" in zoo.data


def test_what_is_no_siren_of_a_shape_is_refused_in_words(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    found = networks(mesh_zoo, 2)
    with pytest.raises(ZooError, match="is no Siren of a shape: it is made of linear, mul, relu"):
        read_imported(imported(tmp_path / "relu", found, activation="relu"))
    other = {name: torch.randn(*[3 if n == ARCH.width else n for n in v.shape]) for name, v in found[0].items()}
    with pytest.raises(ZooError, match="Sirens of several forms"):
        read_imported(imported(tmp_path / "two", [*found, other]))
    flat = [{name: value[:, :2] if value.shape[-1] == 3 else value for name, value in one.items()} for one in found]
    with pytest.raises(ZooError, match=r"it takes \(2,\)"):
        read_imported(imported(tmp_path / "flat", flat))


def test_a_space_is_trained_on_them_by_the_command(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    path = imported(tmp_path / "zoo", networks(mesh_zoo, 12))
    out = tmp_path / "space"
    command = ["train", "shapes", "--zoo", str(path), "--out", str(out), "--recipe", "shapes-networks-only"]
    assert main([*command, "--steps", "2", "--heldout", "3", "--run", str(tmp_path / "run")]) == 0
    space = load_shapes(out)
    assert (len(space.train), len(space.heldout)) == (9, 3)
    assert space.zoo.truth([0]) is None
    assert space.info["provenance"]["data"] == "12 imported Sirens"
