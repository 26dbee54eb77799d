"""A zoo of networks that others trained: found somewhere, and kept as a folder that knows their architectures.

DIR/zoo.json                       what it is, and where it comes from
DIR/architectures/0.json, 0.safetensors   each architecture's graph
DIR/networks.json                  name, architecture and labels of each network
DIR/batches/00000.safetensors      their parameters, zero-padded: {"weights": (b, most)}
DIR/examples.npz                   what they are run on
DIR/images.npz                     pictures of somebody's own that they were trained on
"""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import torch
from jaxtyping import Float
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from torch import Tensor

from explorer.data.examples import Examples, examples_bytes, read_examples
from explorer.data.images import ImageData
from explorer.data.kept import keep_images
from explorer.errors import DataError, ExplorerError, ZooError
from explorer.files import read_bounded, regular, remove_left, save_tensors, write_atomically
from explorer.networks.graph import NetworkGraph, from_data, to_data
from explorer.networks.prep import PRepLayout, flatten, unflatten

FORMAT = 1
BATCH = 64
MOST_NETWORKS = 1_000_000
MOST_ARCHITECTURES = 256
_MOST_JSON = 512 * 1024**2
_MOST_GRAPH = 8 * 1024**2
_AGAIN = "Import the networks again: python -m explorer import."
Label: TypeAlias = float | int | str | bool | None


@dataclass(frozen=True)
class Record:
    """What is known of a network beside its parameters.

    Attributes:
        name: of it in the zoo; no two have the same.
        arch: index of its architecture.
        labels: by name; None where it is not known.
        run: which training it comes from; None: not known.
        epoch: of that training; None: not known.
    """

    name: str
    arch: int = 0
    labels: Mapping[str, Label] = field(default_factory=dict)
    run: str | None = None
    epoch: int | None = None


def is_imported(path: Path) -> bool:
    """Whether a folder is a zoo of this form."""
    return all((path / name).exists() for name in ("networks.json", "zoo.json", "architectures"))


@dataclass(frozen=True)
class ImportedZoo:
    """A zoo of networks that others trained.

    Attributes:
        path: its folder.
        config: what `zoo.json` says.
        graphs: the architectures.
        records: of each network.
        examples: what they are run on; None: there are none.
    """

    path: Path
    config: Mapping[str, Any]
    graphs: tuple[NetworkGraph, ...]
    records: tuple[Record, ...]
    examples: Examples | None

    def __len__(self) -> int:
        return len(self.records)

    @property
    def kind(self) -> str:
        """The kind of its networks."""
        return str(self.config["kind"])

    @property
    def most(self) -> int:
        """Parameters of the largest architecture."""
        return max(graph.count for graph in self.graphs)

    @classmethod
    def create(
        cls,
        path: Path,
        kind: str,
        graphs: Sequence[NetworkGraph],
        networks: Iterable[tuple[Record, Mapping[str, Tensor]]],
        *,
        source: Mapping[str, Any],
        examples: Examples | None = None,
        data: Mapping[str, Any] | None = None,
        images: ImageData | None = None,
        batch: int = BATCH,
        seed: int = 0,
        progress: Callable[[int], None] = lambda _: None,
    ) -> ImportedZoo:
        """Write a zoo, whole or not at all.

        Args:
            path: the folder; it must not be there yet, or be empty.
            kind: of the networks.
            graphs: the architectures.
            networks: each with its parameters as its graph has them; taken one after the other, a batch in memory.
            source: what was recognised.
            examples: what they are run on.
            data: the data set that they were trained on, as the kind has it.
            images: of somebody's own, kept in the zoo; None: none are.
            batch: networks a file.
            seed: of whatever is drawn later.
            progress: told how many are written.

        Raises:
            ZooError: the folder is taken, a network does not fit its architecture, a name stands twice, there is no
                network, or it cannot be written.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ZooError(f"{path} is there already.", "Choose another --out.")
        if not graphs or len(graphs) > MOST_ARCHITECTURES or batch < 1:
            raise ZooError(f"A zoo of {len(graphs)} architectures cannot be made.", f"1 to {MOST_ARCHITECTURES}.")
        remove_left(path.parent, path.name)
        work = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        shutil.rmtree(work, ignore_errors=True)
        try:
            (work / "batches").mkdir(parents=True)
            (work / "architectures").mkdir()
            for index, graph in enumerate(graphs):
                form, constants = to_data(graph)
                write_atomically(work / "architectures" / f"{index}.json", _json(form))
                save_tensors(work / "architectures" / f"{index}.safetensors", constants)
            records = _write_networks(work, graphs, networks, batch, progress)
            if examples is not None:
                write_atomically(work / "examples.npz", examples_bytes(examples))
            if images is not None:
                keep_images(images, work)
            write_atomically(work / "networks.json", _json([asdict(record) for record in records]))
            config = {
                "format": FORMAT,
                "kind": kind,
                "count": len(records),
                "batch": batch,
                "seed": seed,
                "source": dict(source),
                "architectures": [graph.name for graph in graphs],
                "data": None if data is None else dict(data),
            }
            write_atomically(work / "zoo.json", _json(config))
            if path.exists():
                path.rmdir()
            work.rename(path)
        except OSError as error:
            raise ZooError(f"{path} cannot be written: {error.strerror or error}.", "Choose another --out.") from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return cls(path, config, tuple(graphs), tuple(records), examples)

    @classmethod
    def open(cls, path: Path, kind: str | None = None) -> ImportedZoo:
        """Open a zoo, and check all of it.

        Args:
            path: the folder.
            kind: what it must be of; None: whatever it is.

        Raises:
            ZooError: something is missing, damaged or does not fit.
        """
        config = _config(path)
        if kind is not None and config["kind"] != kind:
            raise ZooError(f"{path} is a zoo of {config['kind']!r}.", f"Give a zoo of {kind}.")
        try:
            graphs = tuple(_graph(path, index) for index in range(len(config["architectures"])))
            examples = read_examples(path / "examples.npz") if (path / "examples.npz").exists() else None
        except DataError as error:
            raise ZooError(f"{path} cannot be opened: {error.problem}", _AGAIN) from error
        records = _records(path, config, len(graphs))
        zoo = cls(path, config, graphs, records, examples)
        for index in range(-(-len(zoo) // int(config["batch"]))):
            zoo._check_batch(index)
        return zoo

    def weights(self, ids: Sequence[int]) -> Float[Tensor, "n most"]:
        """Parameters of networks, flat, in the order of their graphs' `shapes`, zero-padded.

        Raises:
            ZooError: there is no such network, or a batch cannot be read.
        """
        wrong = [i for i in ids if not 0 <= i < len(self)]
        if wrong:
            raise ZooError(f"There is no network {wrong[0]} in {self.path}.", f"Ids run from 0 to {len(self) - 1}.")
        out = torch.empty(len(ids), self.most)
        size = int(self.config["batch"])
        places: dict[int, list[int]] = {}
        for place, i in enumerate(ids):
            places.setdefault(i // size, []).append(place)
        for index, mine in places.items():
            held = self._batch(index)
            out[mine] = held[[ids[place] % size for place in mine]]
        return out

    def params(self, index: int) -> dict[str, Tensor]:
        """Parameters of one network by name.

        Raises:
            ZooError: as `weights`.
        """
        layout = PRepLayout.of(self.graphs[self.records[index].arch].shapes)
        return unflatten(layout, self.weights([index])[0, : layout.count])

    def _batch(self, index: int) -> Tensor:
        path = self.path / "batches" / f"{index:05d}.safetensors"
        rows = min(int(self.config["batch"]), len(self) - index * int(self.config["batch"]))
        try:
            with safe_open(regular(path), "pt") as file:
                part = file.get_slice("weights")
                if list(part.get_shape()) != [rows, self.most] or part.get_dtype() != "F32":
                    shape = tuple(part.get_shape())
                    raise ZooError(f"{path} holds weights of shape {shape}, not {(rows, self.most)}.", _AGAIN)
            return load_file(regular(path))["weights"]
        except (FileNotFoundError, SafetensorError, OSError) as error:
            raise ZooError(f"{path} cannot be read: {error}.", _AGAIN) from error

    def _check_batch(self, index: int) -> None:
        held = self._batch(index)
        first = index * int(self.config["batch"])
        finite = torch.isfinite(held).all(1)
        if not bool(finite.all()):
            odd = self.records[first + int((~finite).nonzero()[0])].name
            raise ZooError(f"The network {odd!r} of {self.path} has values that are not finite.", _AGAIN)
        for row, record in enumerate(self.records[first : first + len(held)]):
            if bool(held[row, self.graphs[record.arch].count :].any()):
                raise ZooError(f"The network {record.name!r} of {self.path} has too many numbers.", _AGAIN)


def _write_networks(
    work: Path,
    graphs: Sequence[NetworkGraph],
    networks: Iterable[tuple[Record, Mapping[str, Tensor]]],
    batch: int,
    progress: Callable[[int], None],
) -> list[Record]:
    most = max(graph.count for graph in graphs)
    layouts = [PRepLayout.of(graph.shapes) for graph in graphs]
    records = list[Record]()
    names = set[str]()
    rows = list[Tensor]()

    def write() -> None:
        index = (len(records) - 1) // batch
        save_tensors(work / "batches" / f"{index:05d}.safetensors", {"weights": torch.stack(rows)})
        rows.clear()
        progress(len(records))

    for record, params in networks:
        if record.name in names or not record.name:
            raise ZooError(f"Two networks are called {record.name!r}.", "Names must differ.")
        if not 0 <= record.arch < len(graphs):
            raise ZooError(f"{record.name} is of architecture {record.arch}; there are {len(graphs)}.", _AGAIN)
        try:
            flat = flatten(layouts[record.arch], params).detach().float()
        except ExplorerError as error:
            raise ZooError(f"{record.name} does not fit its architecture: {error.problem}", error.remedy) from error
        if not bool(torch.isfinite(flat).all()):
            raise ZooError(f"{record.name} has values that are not finite.", "Leave it out.")
        names.add(record.name)
        records.append(_checked(record))
        rows.append(torch.nn.functional.pad(flat, (0, most - len(flat))))
        if len(rows) == batch:
            write()
    if rows:
        write()
    if not records:
        raise ZooError("There are no networks for a zoo.", "See what was refused, and why.")
    return records


def _checked(record: Record) -> Record:
    """The same with labels as JSON can hold them: numbers that are not finite are not known."""
    labels = {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in record.labels.items()
    }
    return Record(record.name, record.arch, labels, record.run, record.epoch)


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, allow_nan=False).encode()


def _load(path: Path, most: int) -> Any:
    try:
        return json.loads(read_bounded(path, most))
    except DataError as error:
        raise ZooError(error.problem, error.remedy) from error
    except (ValueError, RecursionError) as error:
        raise ZooError(f"{path} cannot be read: {str(error)[:100]}.", _AGAIN) from error


def _config(path: Path) -> dict[str, Any]:
    if not is_imported(path):
        raise ZooError(f"{path} is no zoo of imported networks: zoo.json or networks.json is missing.", _AGAIN)
    config = _load(path / "zoo.json", _MOST_GRAPH)
    whole = isinstance(config, dict) and all(_whole(config.get(key), 1) for key in ("count", "batch"))
    if not whole or config.get("format") != FORMAT or not isinstance(config.get("kind"), str):
        raise ZooError(f"{path / 'zoo.json'} is not of format {FORMAT}.", _AGAIN)
    names = config.get("architectures")
    if not isinstance(names, list) or not 1 <= len(names) <= MOST_ARCHITECTURES or config["count"] > MOST_NETWORKS:
        raise ZooError(f"{path / 'zoo.json'} names no architectures, or too many networks.", _AGAIN)
    return dict(config)


def _whole(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _graph(path: Path, index: int) -> NetworkGraph:
    folder = path / "architectures"
    form = _load(folder / f"{index}.json", _MOST_GRAPH)
    try:
        return from_data(form, load_file(regular(folder / f"{index}.safetensors")))
    except (FileNotFoundError, SafetensorError, OSError) as error:
        raise ZooError(f"{folder / f'{index}.safetensors'} cannot be read: {error}.", _AGAIN) from error


def _records(path: Path, config: Mapping[str, Any], archs: int) -> tuple[Record, ...]:
    file = path / "networks.json"
    entries = _load(file, _MOST_JSON)
    if not isinstance(entries, list) or len(entries) != config["count"]:
        raise ZooError(f"{file} does not list the {config['count']} networks of zoo.json.", _AGAIN)
    records = tuple(_record(entry, index, file, archs) for index, entry in enumerate(entries))
    if len({record.name for record in records}) < len(records):
        raise ZooError(f"{file} names two networks the same.", _AGAIN)
    return records


def _record(entry: Any, index: int, file: Path, archs: int) -> Record:
    if isinstance(entry, dict) and set(entry) <= {"name", "arch", "labels", "run", "epoch"}:
        name, arch, labels = entry.get("name"), entry.get("arch"), entry.get("labels", {})
        run, epoch = entry.get("run"), entry.get("epoch")
        right = isinstance(name, str) and name and isinstance(arch, int) and _whole(arch, 0) and arch < archs
        right = right and (run is None or isinstance(run, str)) and (epoch is None or _whole(epoch, 0))
        right = right and isinstance(labels, dict)
        if right and all(v is None or isinstance(v, str | bool) or _finite(v) for v in labels.values()):
            return Record(str(name), int(arch or 0), labels, run, epoch)
    raise ZooError(f"Entry {index} of {file} is not of the right form.", _AGAIN)


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) <= sys.float_info.max  # NaN is not, nor 10**400
