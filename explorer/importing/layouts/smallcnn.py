"""Google's Small CNN Zoo (Unterthiner et al. 2020, arXiv 2002.11448): one matrix, a row a network.

    DIR/weights.npy        (networks, 4970) float32
    DIR/metrics.csv.gz     a row a network: config.*, modeldir, step, test_accuracy, ...
    DIR/layout.csv         varname, start_idx, end_idx, size, shape: which columns are which layer

As google-research's `dnn_predict_accuracy/README.md` describes it, and as NFN reads it (AllanYangZhou/nfn,
`experiments/data_utils.py`). Kernels are TensorFlow's: height, width, inputs, outputs.
"""

from __future__ import annotations

import csv
import gzip
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.files import regular
from explorer.foreign.checkpoints import MOST_TEXT, Checkpoint, Fact
from explorer.foreign.torchfile import short
from explorer.importing.folder import Entry, Folder, natural
from explorer.importing.found import FoundNetwork, Recognised, count_of, each, unique
from explorer.importing.known import ACTIVATIONS, Known, known
from explorer.importing.sidefiles import number_of

WEIGHTS, METRICS, LAYOUT = "weights.npy", ("metrics.csv.gz", "metrics.csv"), "layout.csv"
MOST_LINE = 1 << 16
MOST_ROWS = 10_000_000
SIZES = {"mnist": 28, "fashion_mnist": 28, "cifar10": 32, "svhn_cropped": 32}
PUBLISHED = 4970  # numbers of a published network; their order, where layout.csv is missing, from the paper's notebook
ORDER: dict[str, tuple[int, ...]] = {
    "conv2d": (3, 3, 1, 16),
    "conv2d_1": (3, 3, 16, 16),
    "conv2d_2": (3, 3, 16, 16),
    "dense": (16, 10),
}
DROPPED = ("", "modeldir", "step", "config.dnn_architecture")


@dataclass(frozen=True)
class Part:
    """Columns that are one tensor.

    Attributes:
        name: of the tensor, as the known architecture has it.
        start: first column.
        shape: as TensorFlow has it.
    """

    name: str
    start: int
    shape: tuple[int, ...]


@dataclass(frozen=True)
class RowReader:
    """Reads one row of the matrix.

    Attributes:
        path: the matrix.
        row: which.
        parts: what it consists of.
    """

    path: Path
    row: int
    parts: tuple[Part, ...]

    def __call__(self) -> Checkpoint:
        """The network, kernels as torch has them.

        Raises:
            DataError: the file is damaged.
        """
        row = np.array(_matrix(self.path, self.path.name)[self.row], dtype=np.float32)
        tensors: dict[str, Tensor] = {}
        for part in self.parts:
            values = torch.from_numpy(row[part.start : part.start + math.prod(part.shape)].reshape(part.shape))
            if values.dim() == 4:
                values = values.permute(3, 2, 0, 1)
            elif values.dim() == 2:
                values = values.T
            tensors[part.name] = values.contiguous()
        return Checkpoint(tensors, {}, "torch")


class SmallCnnZoo:
    """A matrix of networks."""

    name = "small-cnn-zoo"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Folders that hold `weights.npy` and one of the other two files."""
        zoos = []
        for place in folder.by_folder:
            metrics = next((found for name in METRICS if (found := folder.get(place, name))), None)
            weights, layout = folder.get(place, WEIGHTS), folder.get(place, LAYOUT)
            if weights is not None and (metrics is not None or layout is not None):
                zoos.append((place, weights, metrics, layout))
        if not zoos:
            return None
        networks: list[FoundNetwork] = []
        used: set[str] = set()
        for place, weights, metrics, layout in zoos:
            networks += _networks(place, weights, metrics, layout)
            used |= {entry.name for entry in (weights, metrics, layout) if entry is not None}
        moments: dict[str | None, int] = {}
        for network in networks:
            moments[network.run] = moments.get(network.run, 0) + 1
        runs = [count for run, count in moments.items() if run is not None]
        words = f"Google's Small CNN Zoo: {count_of(len(networks), 'network')}"
        words += f", {count_of(len(runs), 'training')} with {each(runs, 'checkpoint')}" if runs else ""
        return Recognised(self.name, words, unique(networks), (), frozenset(used))


def _matrix(path: Path, name: str) -> np.ndarray:
    try:
        found: np.ndarray = np.load(regular(path), mmap_mode="r", allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise DataError(f"{name} is no sound numpy file: {short(error)}.", "Copy it again.") from error
    if found.ndim != 2 or found.dtype.kind != "f":
        raise DataError(f"{name} holds {found.dtype} of shape {found.shape}.", "A matrix of floats is wanted.")
    return found


def _networks(place: str, weights: Entry, metrics: Entry | None, layout: Entry | None) -> Iterator[FoundNetwork]:
    matrix = _matrix(weights.path, weights.name)
    parts = _parts(layout, weights.name, matrix.shape[1])
    rows = _rows(metrics) if metrics is not None else ({} for _ in range(len(matrix)))
    count, short_names, taken = 0, dict[str, str](), set[str]()
    for row, values in enumerate(rows):
        count = row + 1
        if row >= len(matrix):
            break
        run, epoch = values.get("modeldir", ""), number_of(values.get("step", ""))
        named = f"{place}/" if place else ""
        if run and run not in short_names:
            short_names[run] = _short(run, taken)
        label = f"{named}{short_names[run]}" if run else None
        name = f"{named}{row}" if label is None or epoch is None else f"{label}/epoch_{int(epoch)}"
        yield FoundNetwork(
            name,
            RowReader(weights.path, row, parts),
            weights.name,
            _labels(values),
            label,
            None if epoch is None or label is None else int(epoch),
            _architecture(values, parts),
        )
    if count != len(matrix):
        held = metrics.name if metrics is not None else weights.name
        raise DataError(f"{held} has other rows than the {len(matrix):,} of {weights.name}.", "They belong together.")


def _short(run: str, taken: set[str]) -> str:
    """The last part of a folder's name; more of it, where another has the same. Then it is taken."""
    parts = [part for part in run.split("/") if part] or ["run"]
    found = next((name for k in range(1, len(parts) + 1) if (name := "/".join(parts[-k:])) not in taken), run)
    taken.add(found)
    return found


def _labels(values: dict[str, str]) -> dict[str, Fact]:
    out: dict[str, Fact] = {}
    for key, text in values.items():
        if key in DROPPED or key.startswith("Unnamed") or not text or len(text) > MOST_TEXT:
            continue
        number = number_of(text)
        if number is not None:
            out[key.removeprefix("config.")] = number
        elif text.lower() not in ("nan", "inf", "-inf"):
            out[key.removeprefix("config.")] = text
    return out


def _architecture(values: dict[str, str], parts: tuple[Part, ...]) -> Known | None:
    activation = values.get("config.activation", "")
    shapes = {part.name: part.shape for part in parts}
    first, last = shapes["convs.0.weight"], shapes["dense.weight"]
    if activation not in ACTIVATIONS:
        return None
    size = SIZES.get(values.get("config.dataset", ""), 28)
    return known(
        "small_cnn",
        f"small CNN {activation}",
        (first[2], size, size),
        "images",
        activation=activation,
        channels=first[2],
        width=first[3],
        layers=sum(name.endswith("weight") for name in shapes) - 1,
        classes=last[1],
    )


def _parts(layout: Entry | None, weights: str, columns: int) -> tuple[Part, ...]:
    """Which columns are which tensor.

    Raises:
        DataError: the layout is of another network, or missing where it is needed.
    """
    if layout is None:
        if columns != PUBLISHED:
            raise DataError(f"{weights} has {columns:,} columns and no {LAYOUT}.", f"Put {LAYOUT} beside it.")
        rows = [(f"{k}/{w}", s) for k, shape in ORDER.items() for w, s in (("bias", shape[-1:]), ("kernel", shape))]
        starts = np.cumsum([0, *(math.prod(shape) for _, shape in rows)]).tolist()
        found = [(name, start, shape) for (name, shape), start in zip(rows, starts, strict=False)]
    else:
        found = [_part(row, layout.name, columns) for row in _rows(layout)]
    kernels = sorted((row for row in found if len(row[2]) == 4), key=lambda row: natural(row[0]))
    owners = {name.rpartition("/")[0]: f"convs.{k}" for k, (name, _, _) in enumerate(kernels)}
    dense = [name for name, _, shape in found if len(shape) == 2]
    if not kernels or len(dense) != 1 or len({*owners, dense[0].rpartition("/")[0]}) * 2 != len(found):
        said = ", ".join(name for name, _, _ in found[:8])
        raise DataError(f"The layers in {LAYOUT} are not convolutions and one dense layer ({said}).", "Check it.")
    owners[dense[0].rpartition("/")[0]] = "dense"
    parts = []
    for name, start, shape in found:
        owner = owners.get(name.rpartition("/")[0])
        if owner is None:
            raise DataError(f"{name} in {LAYOUT} belongs to no layer.", "Check it.")
        parts.append(Part(f"{owner}.{'bias' if len(shape) == 1 else 'weight'}", start, shape))
    return tuple(parts)


def _part(row: dict[str, str], name: str, columns: int) -> tuple[str, int, tuple[int, ...]]:
    try:
        start, end = int(row["start_idx"]), int(row["end_idx"])
        shape = tuple(int(number) for number in re.findall(r"\d+", row["shape"]))
        variable = row["varname"]
    except (KeyError, ValueError) as error:
        raise DataError(
            f"{name} lacks a column or a number: {short(error)}.", "It has varname, start_idx, end_idx, shape."
        ) from error
    if not 0 <= start < end <= columns or math.prod(shape) != end - start:
        raise DataError(f"{name}: {variable} claims columns {start} to {end} of {columns} for {shape}.", "Check it.")
    return variable.removesuffix(":0"), start, shape


def _rows(entry: Entry) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, compressed or not, as they come.

    Raises:
        DataError: it is damaged, or has lines or rows beyond all measure.
    """
    try:
        with gzip.open(regular(entry.path), "rb") if entry.suffix == ".gz" else regular(entry.path).open("rb") as file:

            def lines() -> Iterator[str]:
                while line := file.readline(MOST_LINE):
                    if len(line) >= MOST_LINE:
                        raise DataError(f"{entry.name} has a line of more than {MOST_LINE:,} bytes.", "Check it.")
                    yield line.decode("utf-8-sig")

            for number, row in enumerate(csv.DictReader(lines())):
                if number >= MOST_ROWS:
                    raise DataError(f"{entry.name} has more than {MOST_ROWS:,} rows.", "Check it.")
                yield {str(key): value for key, value in row.items() if isinstance(value, str)}
    except (OSError, EOFError, ValueError, csv.Error) as error:
        raise DataError(f"{entry.name} cannot be read: {short(error)}.", "Copy it again.") from error
