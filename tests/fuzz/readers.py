"""Every reader of files, links and messages, as a function of bytes that may raise `ExplorerError` and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import torch
from safetensors.torch import save_file
from torch import nn

from explorer.data.examples import Stated, draw_examples, read_examples
from explorer.errors import ExplorerError
from explorer.files import read_npz
from explorer.foreign.checkpoints import read_checkpoint
from explorer.foreign.onnx import OnnxNetwork
from explorer.foreign.tensors import read_weights
from explorer.importing.labels import read_table
from explorer.kinds.shapes.meshfile import read_mesh
from explorer.networks.graph import from_data, graph_of_chain, run
from explorer.recipes.shelf import read_recipe
from explorer.space.bundle import read_tensors
from explorer.space.stated import read_info
from explorer.ui.link import from_link
from explorer.ui.live.messages import Malformed, read_hello, read_message
from explorer.ui.state import Choices
from explorer.zoo.imported import ImportedZoo, Record
from explorer.zoo.labels import read_labels
from explorer.zoo.store import ZooFolder
from tests.fuzz import seeds

MESHES = ("stl", "obj", "ply", "glb", "gltf", "off")


@dataclass(frozen=True)
class Reader:
    """One reader.

    Attributes:
        made: makes valid files.
        read: reads bytes, in a folder of its own.
        many: inputs of a whole run.
        seconds: of the processor, that one input may take.
    """

    made: Callable[[], list[bytes]]
    read: Callable[[bytes, Path], Any]
    many: int
    seconds: float = 10.0
    allowed: tuple[type[Exception], ...] = field(default=(ExplorerError,))


def _file(name: str, read: Callable[[Path], Any]) -> Callable[[bytes, Path], Any]:
    def act(data: bytes, folder: Path) -> None:
        (folder / name).write_bytes(data)
        read(folder / name)

    return act


def _info(data: bytes, folder: Path) -> None:
    (folder / "space.json").write_bytes(data)
    read_info(folder)


def _any(*reads: Callable[[], Any]) -> None:
    """Read in several ways; refused where all of them refuse."""
    refused: list[ExplorerError] = []
    for read in reads:
        try:
            read()
        except ExplorerError as error:
            refused.append(error)
    if len(refused) == len(reads):
        raise refused[-1]


def _tensors(data: bytes, folder: Path) -> None:
    file = folder / "a.safetensors"
    file.write_bytes(data)
    _any(lambda: read_tensors(file), lambda: read_checkpoint(file, "a"), lambda: read_weights(data, "a.safetensors"))


def _torch(data: bytes, folder: Path) -> None:
    file = folder / "a.pt"
    file.write_bytes(data)
    _any(lambda: read_weights(data, "a.pt"), lambda: read_checkpoint(file, "a.pt"))


def _arrays(data: bytes, folder: Path) -> None:
    try:
        read_npz(data, 2**24)
    except ValueError:  # what it promises
        (folder / "a.npz").write_bytes(data)
        read_examples(folder / "a.npz")
    else:
        (folder / "a.npz").write_bytes(data)
        read_examples(folder / "a.npz")


def _onnx(data: bytes, folder: Path) -> None:
    del folder
    OnnxNetwork(data, "a.onnx")(torch.ones(2, 3))


def _graph(data: bytes, folder: Path) -> None:
    del folder
    try:
        form = json.loads(data)
    except (ValueError, RecursionError):
        return
    graph = from_data(form, {})
    run(graph, {name: torch.ones(shape) for name, shape in graph.shapes.items()}, torch.ones(3, *graph.input))


def _link(data: bytes, folder: Path) -> None:
    del folder
    link = dict(parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True))
    from_link(link, Choices("furniture", 100, ("kind", "width"), 1, 2, ("width", "height"), kept=(1_000_005,)))


def _message(data: bytes, folder: Path) -> None:
    del folder
    text = data.decode("utf-8", "surrogatepass") if data.isascii() else data.decode("utf-8", "replace")
    try:
        read_hello(text)
    except Malformed:
        read_message(text, 100)


def _zoo(folder: Path) -> ImportedZoo | Path:
    path = folder / "zoo"
    if not path.exists():
        net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
        graph = graph_of_chain(net.state_dict(), "tanh")
        nets = ((Record(f"n{i}", 0, {"lr": 0.1 * i}), dict(net.state_dict())) for i in range(5))
        ImportedZoo.create(
            path, "functions", [graph], nets, source={}, examples=draw_examples((3,), 20, Stated()), batch=2
        )
        shutil.copytree(path, folder / "good")
    return path


def _in_zoo(name: str) -> Callable[[bytes, Path], Any]:
    def act(data: bytes, folder: Path) -> None:
        path = _zoo(folder)
        assert isinstance(path, Path)
        (path / name).write_bytes(data)
        try:
            ImportedZoo.open(path, "functions")
        finally:
            shutil.copyfile(folder / "good" / name, path / name)

    return act


def _made_zoo(name: str) -> Callable[[], list[bytes]]:
    def act() -> list[bytes]:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = _zoo(Path(folder))
            assert isinstance(path, Path)
            return [(path / name).read_bytes()]

    return act


def _zoo_folder(data: bytes, folder: Path) -> None:
    (folder / "batches").mkdir(exist_ok=True)
    (folder / "zoo.json").write_bytes(data)
    if not (folder / "batches" / "00000.safetensors").exists():
        save_file({"a": torch.ones(3, 2)}, folder / "batches" / "00000.safetensors")
    ZooFolder.open(folder)
    _in_zoo("zoo.json")(data, folder)


READERS: dict[str, Reader] = {
    "link": Reader(lambda: seeds.LINKS, _link, 30_000, 2),
    "live messages": Reader(lambda: seeds.MESSAGES, _message, 20_000, 2, (ExplorerError, Malformed)),
    "recipe": Reader(seeds.recipes, _file("a.toml", read_recipe), 8_000, 3),
    "labels.csv": Reader(seeds.tables, _file("a.csv", read_table), 7_000, 3),
    "labels of a folder": Reader(
        seeds.tables, _file("a.csv", lambda path: read_labels(path, ["net_0.pt", "net_1.pt"])), 5_000, 3
    ),
    "zoo.json": Reader(_made_zoo("zoo.json"), _zoo_folder, 4_000, 3),
    "networks.json": Reader(_made_zoo("networks.json"), _in_zoo("networks.json"), 3_000, 3),
    "space.json": Reader(seeds.infos, _info, 4_000, 5),
    "safetensors": Reader(seeds.tensors, _tensors, 6_000, 5),
    "npz": Reader(seeds.arrays, _arrays, 6_000, 5),
    "torch": Reader(seeds.torches, _torch, 3_000, 5),
    "ONNX": Reader(seeds.onnx_files, _onnx, 3_000, 10),
    "graph": Reader(seeds.graphs, _graph, 2_000, 20),
    **{
        f"mesh {form}": Reader(
            lambda form=form: seeds.meshes(form),  # type: ignore[misc]
            lambda data, folder, form=form: read_mesh(data, f"a.{form}"),  # type: ignore[misc]
            600, 20,
        )
        for form in MESHES
    },
}  # fmt: skip
TOTAL = sum(reader.many for reader in READERS.values())
assert TOTAL >= 100_000, TOTAL
