"""Zoos of implicit representations: inr2vec (a file of HDF5 a shape), nf2vec (a folder a field), Implicit-Zoo.

inr2vec (De Luigi et al. 2023, arXiv 2302.05438; CVLAB-Unibo/inr2vec, `*/create_inrs_dataset.py`):

    DIR/train/0.h5        params (a Siren's parameters as one vector), class_id, and pcd or vertices and triangles

nf2vec (Ballerini et al. 2024, arXiv 2312.13277; CVLAB-Unibo/nf2vec, `nerf/loader_gt.py`, `nerf2vec/utils.py`):

    DIR/CLASS/NAME/nerf_weights.pth   `mlp_base.params`, as tiny-cuda-nn keeps them; beside grid.pth, transforms_*.json

Implicit-Zoo (Ma et al. 2024, arXiv 2406.17438; qimaqi/Implicit-Zoo, `experiments/generate_cifar_dataset_siren.py`):

    DIR/ckpts/03/000017_0000042.ckpt     {"image_idx": 17, "params": state dict of a Siren}; 03 is the image's class
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.files import regular
from explorer.foreign.checkpoints import MOST_TEXT, Checkpoint, Fact, read_checkpoint
from explorer.foreign.torchfile import short
from explorer.importing.folder import Folder
from explorer.importing.found import FileReader, FoundNetwork, Recognised, Refused, count_of, unique
from explorer.importing.known import Known, known, siren_sizes

H5 = (".h5", ".hdf5")
MOST_NUMBERS = 64_000_000
OMEGA = 30.0
NERF = "nerf_weights.pth"
_IMPLICIT = re.compile(r"\d{6}_\d{7}\.ckpt$")
OCTAVES, WIDTH, OUTPUTS, PADDED = 24, 64, 4, 16  # of nf2vec's fields


@dataclass(frozen=True)
class VectorReader:
    """Reads a Siren that is one vector in a file of HDF5.

    Attributes:
        path: the file.
        name: what messages call it.
        sizes: of the layers.
    """

    path: Path
    name: str
    sizes: tuple[int, ...]

    def __call__(self) -> Checkpoint:
        """The network, under the names of the known `siren`.

        Raises:
            DataError: it is damaged, or of another size.
        """
        vector, facts = _opened(self.path, self.name, _network)
        return Checkpoint(layers_of(vector, self.sizes, self.name), facts, "torch")


@dataclass(frozen=True)
class FieldReader:
    """Reads a radiance field of nf2vec.

    Attributes:
        path: the file.
        name: what messages call it.
        hidden: hidden layers.
    """

    path: Path
    name: str
    hidden: int

    def __call__(self) -> Checkpoint:
        """The network, under the names of the known `nerf`; matrices (out, in) one after the other.

        Raises:
            DataError: it is damaged, or of another size.
        """
        vector = _field(self.path, self.name)
        widths = [6 * OCTAVES, *[WIDTH] * self.hidden, PADDED]
        if vector.numel() != sum(a * b for a, b in pairwise(widths)):
            raise DataError(f"{self.name} has {vector.numel():,} parameters, another number than the first.", "")
        tensors, start = {}, 0
        for k, (fan_in, fan_out) in enumerate(pairwise(widths)):
            tensors[f"layers.{k}.weight"] = vector[start : start + fan_in * fan_out].reshape(fan_out, fan_in)
            start += fan_in * fan_out
        last = f"layers.{len(widths) - 2}.weight"
        tensors[last] = tensors[last][:OUTPUTS]
        return Checkpoint(tensors, {}, "torch")


class Inr2Vec:
    """A folder of HDF5 files, a Siren each."""

    name = "inr2vec"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Files of HDF5 with a vector `params` and a `class_id`."""
        files = [entry for entry in folder.entries if entry.suffix in H5]
        refused: list[Refused] = []
        networks: list[FoundNetwork] = []
        counts: dict[int, Known | None] = {}
        for entry in files:
            try:
                vector, facts = _opened(entry.path, entry.name, _network)
            except DataError as error:
                refused.append(Refused(entry.name, error.problem, error.remedy))
                continue
            if vector.numel() not in counts:
                counts[vector.numel()] = _siren(vector.numel())
            architecture = counts[vector.numel()]
            if architecture is None:
                problem = f"{vector.numel():,} parameters are no Siren from 3 coordinates to 1 value"
                refused.append(Refused(entry.name, problem))
                continue
            reader = VectorReader(entry.path, entry.name, _sizes_of(architecture))
            labels = dict(facts)
            if entry.folder:
                labels["split"] = entry.parts[-2]
            name = entry.name.removesuffix(entry.suffix)
            networks.append(FoundNetwork(name, reader, entry.name, labels, known=architecture))
        if not networks:
            return None
        words = f"inr2vec: {count_of(len(networks), 'Siren')}, a file of HDF5 each"
        used = frozenset(entry.name for entry in files)
        return Recognised(self.name, words, unique(networks), tuple(refused), used)


class Nf2Vec:
    """A folder a radiance field."""

    name = "nf2vec"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Folders that hold `nerf_weights.pth`."""
        files = [entry for entry in folder.entries if entry.base == NERF]
        networks: list[FoundNetwork] = []
        refused: list[Refused] = []
        for entry in files:
            try:
                count = _field(entry.path, entry.name).numel()
            except DataError as error:
                refused.append(Refused(entry.name, error.problem, error.remedy))
                continue
            squares, left = divmod(count - (6 * OCTAVES + PADDED) * WIDTH, WIDTH * WIDTH)
            if left or squares < 0:
                problem = f"{count:,} parameters are not those of a field of nf2vec"
                refused.append(Refused(entry.name, problem, "Give its network by --network."))
                continue
            hidden = squares + 1
            architecture = known("nerf", f"nerf {hidden}x{WIDTH}", (3,), "cube", hidden=hidden)
            labels: dict[str, Fact] = {"class": entry.parts[-3]} if len(entry.parts) > 2 else {}
            reader = FieldReader(entry.path, entry.name, hidden)
            networks.append(FoundNetwork(entry.folder or entry.stem, reader, entry.name, labels, known=architecture))
        if not networks:
            return None
        words = f"nf2vec: {count_of(len(networks), 'radiance field')}, a folder each"
        beside = {e.name for found in files for e in folder.by_folder[found.folder]}
        return Recognised(self.name, words, unique(networks), tuple(refused), frozenset(beside))


class ImplicitZoo:
    """Sirens of images, a file each, in a folder a class."""

    name = "implicit-zoo"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Files that are named as the zoo's generator names them."""
        files = [entry for entry in folder.entries if _IMPLICIT.match(entry.base)]
        if not files:
            return None
        networks = []
        for entry in files:
            labels: dict[str, Fact] = {"image": int(entry.stem.partition("_")[0])}
            if len(entry.parts) > 1:
                labels["class"] = entry.parts[-2]
            name = entry.name.removesuffix(entry.suffix)
            networks.append(FoundNetwork(name, SirenReader(entry.path, entry.name), entry.name, labels))
        words = f"Implicit-Zoo: {count_of(len(networks), 'Siren')} of images"
        return Recognised(self.name, words, unique(networks), (), frozenset(entry.name for entry in files))


@dataclass(frozen=True)
class SirenReader(FileReader):
    """Reads a network that is known to be a Siren.

    Attributes:
        omega: the factor on what its sines are given.
    """

    omega: float = OMEGA

    def __call__(self) -> Checkpoint:
        """Its tensors, and that it is a Siren.

        Raises:
            DataError: it cannot be read.
        """
        held = read_checkpoint(self.path, self.name)
        facts = {key: value for key, value in held.facts.items() if key not in ("image_idx", "epoch")}
        return Checkpoint(held.tensors, {**facts, "activation": "sine", "omega": self.omega}, held.form)


def layers_of(vector: Tensor, sizes: tuple[int, ...], name: str) -> dict[str, Tensor]:
    """The layers of a Siren that is one vector, weight before bias.

    Raises:
        DataError: the vector has another length.
    """
    wanted = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))
    if vector.numel() != wanted:
        raise DataError(f"{name} has {vector.numel():,} parameters; {wanted:,} are wanted.", "")
    tensors, start = dict[str, Tensor](), 0
    for k, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        for what, shape in (("weight", (fan_out, fan_in)), ("bias", (fan_out,))):
            size = torch.Size(shape).numel()
            tensors[f"layers.{k}.{what}"] = vector[start : start + size].reshape(shape)
            start += size
    return tensors


def _siren(count: int) -> Known | None:
    sizes = siren_sizes(count, 3, 1)
    if sizes is None:
        return None
    return known("siren", f"siren {'-'.join(map(str, sizes))}", (3,), "cube", sizes=sizes, omega=OMEGA)


def _sizes_of(architecture: Known) -> tuple[int, ...]:
    sizes = dict(architecture.settings)["sizes"]
    assert isinstance(sizes, tuple)
    return sizes


def _field(path: Path, name: str) -> Tensor:
    tensors = read_checkpoint(path, name).tensors
    vectors = [value for key, value in tensors.items() if key.endswith("mlp_base.params")]
    if len(vectors) != 1 or not vectors[0].is_floating_point() or vectors[0].dim() != 1:
        raise DataError(f"{name} holds no `mlp_base.params`.", "Give its network by --network.")
    return vectors[0].detach().float()


def _opened(path: Path, name: str, read: Callable[[Any, str], tuple[Tensor, dict[str, Fact]]]) -> Any:
    """What a file of HDF5 holds; links and parts in other files are not followed."""
    try:
        import h5py  # noqa: PLC0415 - only files of this form need it
    except ImportError:
        raise DataError(f"{name} is HDF5, which needs h5py.", "pip install h5py, to read it.") from None
    try:
        with h5py.File(regular(path), "r") as file:
            return read(file, name)
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{name} is no sound file of HDF5: {short(error)}.", "Copy it again.") from error


def _network(file: Any, name: str) -> tuple[Tensor, dict[str, Fact]]:
    vector = _dataset(file, "params", name)
    if vector is None or vector.dtype.kind != "f":
        raise DataError(f"{name} holds no vector `params`.", "inr2vec's files have params and class_id.")
    facts: dict[str, Fact] = {}
    number = _dataset(file, "class_id", name)
    if number is not None and number.size == 1 and number.dtype.kind in "iu":
        facts["class"] = str(int(number.reshape(-1)[0]))  # a category, not a quantity
    uuid = file.get("uuid")
    if uuid is not None and uuid.shape == () and isinstance(uuid[()], bytes) and len(uuid[()]) <= MOST_TEXT:
        facts["uuid"] = uuid[()].decode("utf-8", "replace")
    return torch.from_numpy(vector.reshape(-1).astype(np.float32)), facts


def _dataset(file: Any, key: str, name: str) -> np.ndarray | None:
    import h5py  # noqa: PLC0415

    if not isinstance(file.get(key, getlink=True) if key in file else None, h5py.HardLink):
        return None
    found = file[key]
    if not isinstance(found, h5py.Dataset) or found.external or found.is_virtual:
        raise DataError(f"`{key}` of {name} lies in another file.", "Copy its numbers into the file.")
    if found.size is None or found.size > MOST_NUMBERS:
        raise DataError(f"`{key}` of {name} claims {found.size} numbers.", f"At most {MOST_NUMBERS:,} are read.")
    return np.asarray(found[()])
