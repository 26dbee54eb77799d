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
import uuid
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

import jsonschema
import numpy as np
import torch
from jaxtyping import Float, Int
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from explorer.errors import BundleError, ExplorerError, PRepError
from explorer.files import save_tensors, sha256, write_atomically
from explorer.kinds import registry
from explorer.kinds.protocols import InputNetworks, Storing
from explorer.networks.prep import PRepLayout
from explorer.space.others import in_words, storing_of
from explorer.space.schema import FILES, KEPT_FILES, SCHEMA, VERSION, kind_schema

MAP_ARRAYS = ("latents", "positions", "split", "zoo_rows")
PEOPLES = (".md", ".png", ".jpg", ".gif")  # a space's card and its pictures: kept when it is trained again
MAX_FILE_BYTES = 512 * 2**20
AGAIN = "Restore the folder from its source, or train the space again."


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
class SpaceEntry:
    """A folder that should hold a space; `problem` says what a glance already finds wrong, `kind` is then None."""

    name: str
    path: Path
    title: str
    problem: str | None
    kind: str | None = None


@dataclass(frozen=True)
class MapArrays:
    """What `map.npz` holds; see `Space` for the meaning."""

    latents: Float[np.ndarray, "n d"]
    positions: Float[np.ndarray, "n 2"]
    labels: dict[str, np.ndarray]
    split: np.ndarray
    zoo_rows: Int[np.ndarray, " n"]


def list_spaces(root: Path) -> list[SpaceEntry]:
    """Every folder in `root`, sorted by name, good or bad; reads the `space.json` files alone."""
    entries = []
    for path in sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith(".")) if root.is_dir() else []:
        try:
            info, _ = read_info(path)
            entries.append(SpaceEntry(path.name, path, str(info["title"]), None, str(info["kind"])))
        except BundleError as error:
            entries.append(SpaceEntry(path.name, path, path.name, str(error)))
    return entries


def load_space(path: Path) -> Space:
    """Load a space and check all of it: schema, sizes, hashes, shapes, finiteness.

    Raises:
        BundleError: names the file and the reason; or its kind is not known here.
    """
    info, storing = read_info(path)
    for name in info["files"]:
        _check_file(path / name, info["files"][name])
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
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    temporary.mkdir()
    try:
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
            if file.is_file() and (file.suffix in PEOPLES or file.match(KEPT_FILES)):
                shutil.copy2(file, temporary)
        _swap(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def update_metrics(path: Path, metrics: dict[str, Any]) -> None:
    """Record in `space.json` what `evaluate` measured; nothing else changes."""
    info, _ = read_info(path)
    info["metrics"] = metrics
    write_atomically(path / "space.json", (json.dumps(info, indent=2) + "\n").encode())


def half_precision(model: nn.Module) -> dict[str, Tensor]:
    """The model's state with its trained parameters in half precision; buffers stay as they are."""
    trained = {name for name, _ in model.named_parameters()}
    return {k: v.half() if k in trained else v for k, v in model.state_dict().items()}


def _swap(temporary: Path, path: Path) -> None:
    old = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.old")
    if path.exists():
        path.rename(old)
    try:
        temporary.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def read_info(path: Path) -> tuple[dict[str, Any], Storing]:
    """`space.json` of a folder, checked against its schema, and how spaces of its kind are read.

    Raises:
        BundleError: as `load_space`.
    """
    file = path / "space.json"
    try:
        info = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BundleError(f"{path} is no space: space.json is missing.", AGAIN) from None
    except (OSError, ValueError, RecursionError) as error:
        raise BundleError(f"{file} cannot be read: {error}.", AGAIN) from error
    if isinstance(info, dict) and info.get("schema", VERSION) != VERSION:
        raise BundleError(
            f"{file} has schema version {info['schema']!r}; this program reads version {VERSION}.",
            "Use the matching version of NetSpace Explorer, or train the space again.",
        )
    _check_schema(file, info, SCHEMA)
    storing = storing_of(file, info)
    with in_words(file, info):
        _check_schema(file, info, kind_schema(storing))
    return dict(info), storing


def _check_schema(file: Path, info: Any, schema: Mapping[str, Any]) -> None:
    try:
        jsonschema.validate(info, schema)
    except jsonschema.ValidationError as error:
        where = "/".join(str(p) for p in error.absolute_path) or "its top level"
        raise BundleError(f"{file} is malformed at {where}: {error.message[:200]}.", AGAIN) from error


def _check_file(file: Path, stated: dict[str, Any]) -> None:
    try:
        size = file.stat().st_size
    except OSError:
        raise BundleError(f"{file} is missing.", AGAIN) from None
    if size != stated["bytes"]:
        what = "truncated" if size < stated["bytes"] else "too long"
        raise BundleError(f"{file} is {what}: {size:,} bytes instead of {stated['bytes']:,}.", AGAIN)
    if size > MAX_FILE_BYTES:
        raise BundleError(f"{file} has {size:,} bytes.", f"At most {MAX_FILE_BYTES:,} are read.")
    if sha256(file) != stated["sha256"]:
        raise BundleError(f"{file} was changed: its SHA-256 is not the one in space.json.", AGAIN)


def read_tensors(file: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file, all of them finite.

    Raises:
        BundleError: it is damaged, or holds NaN or infinite values.
    """
    try:
        tensors = load_file(file)
    except (SafetensorError, OSError, ValueError) as error:
        raise BundleError(f"{file} is damaged: {error}.", AGAIN) from error
    for name, value in tensors.items():
        if value.is_floating_point() and not bool(torch.isfinite(value).all()):
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
        with np.load(file, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
    except (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile) as error:
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
