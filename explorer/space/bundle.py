"""A space on disk: one folder, no pickle, every file hashed; loaded whole or refused with a reason.

The folder holds:

    space.json            what it is: schema version, architectures, model, splits, metrics, provenance, hashes
    netspace.safetensors  encoder and decoder
    zoo.safetensors       the input networks' weights (see `zooweights`)
    map.npz               latents, 2-D positions, labels, split
    ...                   files of the kind's own
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import torch
from jaxtyping import Float, Int
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from explorer.errors import BundleError, ExplorerError, PRepError
from explorer.files import read_npz, regular, save_tensors, sha256, write_atomically
from explorer.kinds import registry
from explorer.kinds.protocols import InputNetworks, Storing
from explorer.networks.prep import PRepLayout
from explorer.space.metric import Cloud
from explorer.space.others import in_words, storing_of
from explorer.space.replacing import beside, swap
from explorer.space.schema import FILES, KEPT_FILES, VERSION
from explorer.space.stated import AGAIN, MAX_FILE_BYTES, check_sizes, read_info

if TYPE_CHECKING:
    from explorer.space.roads import Roads

MAP_ARRAYS = ("latents", "positions", "split", "zoo_rows")
TRIES = 3  # of reading a space that is being replaced
PEOPLES = (".md", ".png", ".jpg", ".gif")  # a space's card and its pictures: kept when it is trained again


@dataclass(frozen=True, kw_only=True)
class Space(ABC):
    """A trained NetSpace, its zoo and its map. A network's id is its index.

    Attributes:
        name: the folder's name.
        path: the folder.
        info: `space.json` as read.
        model: encoder and decoder (a `protocols.Model`), on the CPU, in evaluation mode.
        zoo: the input networks.
        latents: latent of every network, float32.
        positions: its place on the map (UMAP), float32.
        labels: one array per label: strings ("kind", ...) or numbers ("width", ..., "iou").
        split: "train" or "heldout" per network.
        zoo_rows: each network's row in the zoo it comes from.
        version: a hash over the files' hashes; part of every cache key.
    """

    name: str
    path: Path
    info: dict[str, Any]
    model: Any
    zoo: InputNetworks
    latents: Float[np.ndarray, "n d"]
    positions: Float[np.ndarray, "n 2"]
    labels: dict[str, np.ndarray]
    split: np.ndarray
    zoo_rows: Int[np.ndarray, " n"]
    version: str
    kind: ClassVar[str]
    group: ClassVar[str]  # the label that sorts networks: what the map is coloured by at first

    @property
    def layout(self) -> PRepLayout:
        """Of a PRep; of the largest architecture, where there are several."""
        layout: PRepLayout = self.model.layout
        return layout

    @property
    def passable(self) -> np.ndarray:
        """Ids of the training networks that a path through the zoo may pass."""
        return self.train

    @abstractmethod
    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads from flat weights of the same architecture as the network `like`."""

    @abstractmethod
    def check_average(self, ids: Sequence[int]) -> None:
        """Whether the weights of these networks can be averaged: they can where all are of one architecture.

        Raises:
            SelectionError: they cannot.
        """

    @cached_property
    def typical(self) -> float:
        """The typical distance between neighbours: the scale that says how far is far (`neighbours`)."""
        from explorer.space.neighbours import typical_distance  # noqa: PLC0415 - which knows spaces itself

        return typical_distance(self)

    @cached_property
    def roads(self) -> Roads:
        """What paths through the zoo follow."""
        from explorer.space.roads import Roads  # noqa: PLC0415 - scipy's graphs: `spaces` and `--help` do without

        ids = self.passable
        return Roads(ids, self.latents[ids])

    @cached_property
    def cloud(self) -> Cloud:
        """The latents, to be compared with others."""
        return Cloud(self.latents)

    def __len__(self) -> int:
        return len(self.latents)

    @property
    def train(self) -> np.ndarray:
        """Ids of the training networks."""
        return np.flatnonzero(self.split == "train")

    @property
    def heldout(self) -> np.ndarray:
        """Ids of the held-out networks."""
        return np.flatnonzero(self.split == "heldout")


@dataclass(frozen=True)
class MapArrays:
    """What `map.npz` holds; see `Space` for the meaning."""

    latents: Float[np.ndarray, "n d"]
    positions: Float[np.ndarray, "n 2"]
    labels: dict[str, np.ndarray]
    split: np.ndarray
    zoo_rows: Int[np.ndarray, " n"]


def load_space(path: Path) -> Space:
    """Load a space and check all of it: schema, sizes, hashes, shapes, finiteness.

    One that is replaced while it is read is read again: never a model of the one and networks of the other.

    Raises:
        BundleError: names the file and the reason; or its kind is not known here.
    """
    for _ in range(TRIES):
        before = stamp_of(path)
        try:
            space = _load_once(path)
        except BundleError:
            if stamp_of(path) == before:
                raise
        else:
            if stamp_of(path) == before:
                return space
    raise BundleError(f"{path} was replaced again and again while it was read.", "Try again when nothing writes it.")


def stamp_of(path: Path) -> tuple[tuple[str, int, int, int, int], ...]:
    """What tells whether the files of a space are still those that were read; empty: the folder cannot be read.

    Beside sizes and times of change, which a copy may keep or a clock that is set back may repeat, it holds which file
    it is on the disk, and when the system last changed that. What people keep with a space, its card and pictures are
    not among them, nor what is being written: with these it is no other space.
    """
    try:
        files = [
            (file.name, file.stat())
            for file in sorted(path.iterdir())
            if not (_of_people(file) or file.name.startswith("."))
        ]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size, stat.st_ino, stat.st_ctime_ns) for name, stat in files)


def _of_people(file: Path) -> bool:
    """Whether a file beside a space's own is kept when the space is trained again."""
    return file.suffix in PEOPLES or file.match(KEPT_FILES)


def check_files(path: Path) -> None:
    """Make sure that a space is as it was written: its description, kind, and every byte; nothing is kept of it.

    It is a fifth of the work of loading it, and takes no memory. What a damaged copy lacks is found by it.

    Raises:
        BundleError: as `load_space`.
    """
    _checked(path)


def _checked(path: Path) -> tuple[dict[str, Any], Storing]:
    info = read_info(path)
    storing = storing_of(path / "space.json", info)
    check_sizes(path, info)
    for name, stated in info["files"].items():
        _check_hash(path / name, stated)
    return info, storing


def _load_once(path: Path) -> Space:
    info, storing = _checked(path)
    with in_words(path / "space.json", info):
        return _load(path, info, storing)


def _load(path: Path, info: dict[str, Any], storing: Storing) -> Space:
    model = _load_model(path / "netspace.safetensors", info, storing)
    networks = _load_networks(path / "zoo.safetensors", model, storing)
    arrays = _load_map(path / "map.npz", len(networks), model.config.latent, storing.group)
    _check_splits(path, info["splits"], arrays.split)
    shared: dict[str, Any] = {
        "name": path.name,
        "path": path,
        "info": info,
        "model": model,
        "zoo": networks,
        **{name: getattr(arrays, name) for name in (*MAP_ARRAYS, "labels")},
        "version": hashlib.sha256("".join(info["files"][n]["sha256"] for n in info["files"]).encode()).hexdigest(),
    }
    space = storing.space(path, shared)
    if not isinstance(space, Space):  # of a kind of others
        raise BundleError(f"{path}: its kind {info['kind']!r} makes a {type(space).__name__} of it.", registry.MEND)
    return space


def save_space(
    path: Path,
    *,
    kind: str,
    title: str,
    model: nn.Module,
    zoo: InputNetworks,
    arrays: MapArrays,
    metrics: Mapping[str, Any],
    provenance: Mapping[str, Any],
    stated: Mapping[str, Any],
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Write a bundle: to a temporary folder beside `path` first, renamed when all of it is there.

    An older bundle of that name is replaced only then; its card and its pictures stay.
    Parameters of the model are kept in half precision.

    Args:
        path: the bundle's folder.
        kind: of its networks.
        title: as the screen shows it.
        model: a `protocols.Model`.
        zoo: the input networks.
        arrays: latents, map, labels.
        metrics: what was measured; `evaluate` writes it later.
        provenance: command, seed, commit, ...
        stated: the kind's own keys of `space.json`.
        files: the kind's own files, by name.
    """
    with beside(path) as temporary:
        save_tensors(temporary / "netspace.safetensors", half_precision(model))
        save_tensors(temporary / "zoo.safetensors", zoo.tensors())
        buffer = io.BytesIO()
        columns: dict[str, Any] = {f"label/{name}": values for name, values in arrays.labels.items()}
        columns |= {name: getattr(arrays, name) for name in MAP_ARRAYS}
        np.savez_compressed(buffer, **columns)
        for name, content in {"map.npz": buffer.getvalue(), **files}.items():
            write_atomically(temporary / name, content)
        package = registry.kind(kind).package
        info = {
            "schema": VERSION,
            "kind": kind,
            **({"package": package} if package else {}),
            **stated,
            "title": title,
            "model": model.parts(),  # type: ignore[operator]  # a `protocols.Model`
            "splits": {name: int((arrays.split == name).sum()) for name in ("train", "heldout")},
            "metrics": dict(metrics),
            "provenance": dict(provenance),
            "files": {
                n: {"sha256": sha256(temporary / n), "bytes": (temporary / n).stat().st_size} for n in (*FILES, *files)
            },
        }
        write_atomically(temporary / "space.json", (json.dumps(info, indent=2) + "\n").encode())
        load_space(temporary)  # what cannot be loaded is not published
        for file in path.iterdir() if path.is_dir() else ():
            if file.is_file() and _of_people(file):
                shutil.copy2(file, temporary)
        swap(temporary, path)


def update_metrics(path: Path, metrics: dict[str, Any]) -> None:
    """Record in `space.json` what `evaluate` measured; nothing else changes."""
    info = read_info(path)
    info["metrics"] = metrics
    write_atomically(path / "space.json", (json.dumps(info, indent=2) + "\n").encode())


def half_precision(model: nn.Module) -> dict[str, Tensor]:
    """The model's state with its trained parameters in half precision; buffers stay as they are."""
    trained = {name for name, _ in model.named_parameters()}
    return {k: v.half() if k in trained else v for k, v in model.state_dict().items()}


def _check_hash(file: Path, stated: Mapping[str, Any]) -> None:
    if sha256(file) != stated["sha256"]:
        raise BundleError(f"{file} was changed: its SHA-256 is not the one in space.json.", AGAIN)


def read_tensors(file: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file, all of them finite.

    Raises:
        BundleError: it is damaged, or holds NaN or infinite values.
    """
    try:
        tensors = load_file(regular(file))
    except (SafetensorError, OSError, ValueError) as error:
        raise BundleError(f"{file} is damaged: {error}.", AGAIN) from error
    for name, value in tensors.items():
        # By the least and the greatest value, which are NaN if any is: a fifth of the time of looking at each.
        finite = not value.is_floating_point() or not value.numel() or torch.stack(value.aminmax()).isfinite().all()
        if not finite:
            raise BundleError(f"{file} holds NaN or infinite values in {name!r}.", AGAIN)
    return tensors


def _load_model(file: Path, info: dict[str, Any], storing: Storing) -> Any:
    state = {k: v.float() if v.is_floating_point() else v for k, v in read_tensors(file).items()}
    try:
        # The modules are made without memory and then given the file's tensors: nothing is initialised in vain.
        with torch.device("meta"):
            model = storing.model(info)
        model.load_state_dict(state, assign=True)
    except (RuntimeError, TypeError, ExplorerError) as error:
        raise BundleError(f"{file} does not fit the model in space.json: {str(error)[:300]}.", AGAIN) from error
    return model.eval().requires_grad_(False)


def _load_networks(file: Path, model: Any, storing: Storing) -> InputNetworks:
    try:
        return storing.networks(model, read_tensors(file))
    except PRepError as error:
        raise BundleError(f"{file} does not fit the model in space.json: {error.problem}", AGAIN) from error


def _load_map(file: Path, nets: int, latent: int, group: str) -> MapArrays:
    try:
        arrays = read_npz(file, MAX_FILE_BYTES)
    except (OSError, ValueError) as error:
        raise BundleError(f"{file} is damaged: {error}.", AGAIN) from error
    # Per array: its shape, and which numpy kinds of values it may hold (f: numbers, i: integers, U: text).
    wanted: dict[str, tuple[tuple[int, ...], str]]
    wanted = {name: ((nets,), "fU") for name in arrays if name.startswith("label/")}
    wanted |= {"latents": ((nets, latent), "f"), "positions": ((nets, 2), "f"), "split": ((nets,), "U")}
    wanted |= {"zoo_rows": ((nets,), "i"), f"label/{group}": ((nets,), "U")}
    for name, (shape, kinds) in wanted.items():
        _check_array(file, name, arrays.get(name), shape, kinds)
    labels = {name.removeprefix("label/"): v for name, v in arrays.items() if name.startswith("label/")}
    return MapArrays(labels=labels, **{name: arrays[name] for name in MAP_ARRAYS})


def _check_array(file: Path, name: str, values: np.ndarray | None, shape: tuple[int, ...], kinds: str) -> None:
    if values is None:
        raise BundleError(f"{file} lacks {name!r}.", AGAIN)
    if values.shape != shape:
        raise BundleError(f"{file}: {name!r} has shape {values.shape}; the zoo and the model want {shape}.", AGAIN)
    if values.dtype.kind not in kinds or (values.dtype.kind == "f" and values.dtype != np.float32):
        raise BundleError(f"{file}: {name!r} has the type {values.dtype}.", "Numbers must be float32.")
    unknown = name.startswith("label/")  # a label may be NaN where it says nothing of a network
    if values.dtype.kind == "f" and not (np.isfinite(values) | (np.isnan(values) & unknown)).all():
        raise BundleError(f"{file} holds NaN or infinite values in {name!r}.", AGAIN)


def _check_splits(path: Path, stated: dict[str, int], split: np.ndarray) -> None:
    counted = {str(name): int(count) for name, count in zip(*np.unique(split, return_counts=True), strict=True)}
    if counted != {name: count for name, count in stated.items() if count}:
        raise BundleError(f"{path}: space.json states the splits {stated}, map.npz holds {counted}.", AGAIN)
