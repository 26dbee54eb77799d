"""A space on disk: one folder, no pickle, every file hashed; loaded whole or refused with a reason.

The folder holds:

    space.json            what it is: schema version, architectures, model, splits, metrics, provenance, hashes
    netspace.safetensors  encoder and decoder
    zoo.safetensors       the input networks' weights (see `zooweights`)
    map.npz               latents, 2-D positions, labels, split
    images.npz            in spaces of classifiers: the images to judge on, with a teacher's answers (see `images`)
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import uuid
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import numpy as np
import torch
from jaxtyping import Float, Int
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from explorer.errors import BundleError, ExplorerError, PRepError, SelectionError
from explorer.files import save_tensors, sha256, write_atomically
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Classifier, arch_data
from explorer.kinds.classifiers.space_images import SpaceImages, read_images
from explorer.kinds.classifiers.zooweights import ClassifierZoo
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.networks.prep import PRepLayout
from explorer.networks.siren import Siren
from explorer.space.schema import CLASSIFIER_FILES, FILES, SCHEMA, VERSION
from explorer.space.zooweights import ZooWeights

MAP_ARRAYS = ("latents", "positions", "split", "zoo_rows")
MAX_FILE_BYTES = 512 * 2**20
_AGAIN = "Restore the folder from its source, or train the space again."


@dataclass(frozen=True, kw_only=True)
class Space(ABC):
    """A trained NetSpace, its zoo and its map. A network's id is its index.

    Attributes:
        name: the folder's name.
        path: the folder.
        info: `space.json` as read.
        model: encoder and decoder, on the CPU, in evaluation mode.
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
    model: NetSpace | ClassifierNetSpace
    zoo: ZooWeights | ClassifierZoo
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
        return self.model.layout

    @abstractmethod
    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads from flat weights of the same architecture as the network `like`."""

    @abstractmethod
    def check_average(self, ids: Sequence[int]) -> None:
        """Whether the weights of these networks can be averaged: they can where all are of one architecture.

        Raises:
            SelectionError: they cannot.
        """

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


@dataclass(frozen=True, kw_only=True)
class ShapeSpace(Space):
    """A space of shapes.

    Attributes:
        arch: the networks' architecture.
        model: see `Space`.
        zoo: see `Space`; a network's exact shape follows from its row in the zoo, and the zoo's seed.
    """

    arch: Siren
    model: NetSpace
    zoo: ZooWeights
    kind: ClassVar[str] = "sdf"
    group: ClassVar[str] = "kind"

    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads; there is only one architecture."""
        del like
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights))

    def check_average(self, ids: Sequence[int]) -> None:
        """All can: there is only one architecture."""


@dataclass(frozen=True, kw_only=True)
class ClassifierSpace(Space):
    """A space of image classifiers. Flat weights are the entries of a PRep.

    Attributes:
        model: see `Space`; it knows the architectures.
        zoo: see `Space`.
        images: what the networks are judged on.
    """

    model: ClassifierNetSpace
    zoo: ClassifierZoo
    images: SpaceImages
    kind: ClassVar[str] = "classifier"
    group: ClassVar[str] = "architecture"

    @property
    def archs(self) -> tuple[Classifier, ...]:
        """The architectures, in the order in which they come on a path."""
        return self.model.archs

    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads from networks of the architecture of the network `like`."""
        archs = torch.full((len(weights),), int(self.zoo.archs[like]))
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights, archs))

    def check_average(self, ids: Sequence[int]) -> None:
        """See `Space`."""
        names = sorted({self.archs[int(self.zoo.archs[i])].name for i in ids})
        if len(names) > 1:
            raise SelectionError(
                f"The weights of {' and '.join(names)} cannot be averaged.",
                "Choose networks of one architecture, or a path in latent space.",
            )


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
            info = _read_info(path)
            entries.append(SpaceEntry(path.name, path, str(info["title"]), None, str(info["kind"])))
        except BundleError as error:
            entries.append(SpaceEntry(path.name, path, path.name, str(error)))
    return entries


def load_space(path: Path) -> Space:
    """Load a space and check all of it: schema, sizes, hashes, shapes, finiteness.

    Raises:
        BundleError: names the file and the reason.
    """
    info = _read_info(path)
    for name in info["files"]:
        _check_file(path / name, info["files"][name])
    model = _load_model(path / "netspace.safetensors", info)
    zoo = _load_zoo(path / "zoo.safetensors", model)
    group = (ShapeSpace if isinstance(model, NetSpace) else ClassifierSpace).group
    arrays = _load_map(path / "map.npz", len(zoo), model.config.latent, group)
    _check_splits(path, info["splits"], arrays.split)
    shared: dict[str, Any] = {
        "name": path.name,
        "path": path,
        "info": info,
        "model": model,
        "zoo": zoo,
        **{name: getattr(arrays, name) for name in (*MAP_ARRAYS, "labels")},
        "version": hashlib.sha256("".join(info["files"][n]["sha256"] for n in info["files"]).encode()).hexdigest(),
    }
    if isinstance(model, NetSpace):
        return ShapeSpace(arch=model.arch, **shared)
    return ClassifierSpace(images=_load_images(path / "images.npz", info), **shared)


def load_shapes(path: Path) -> ShapeSpace:
    """Load a space that must be one of shapes.

    Raises:
        BundleError: as `load_space`; or it is of another kind.
    """
    return shapes_only(load_space(path))


def shapes_only(space: Space) -> ShapeSpace:
    """A space that must be one of shapes.

    Raises:
        SelectionError: it is of another kind.
    """
    if not isinstance(space, ShapeSpace):
        raise SelectionError(f"{space.name} is a space of classifiers.", "Choose a space of shapes for this.")
    return space


def classifiers_only(space: Space) -> ClassifierSpace:
    """A space that must be one of classifiers.

    Raises:
        SelectionError: it is of another kind.
    """
    if not isinstance(space, ClassifierSpace):
        raise SelectionError(f"{space.name} is a space of shapes.", "Choose a space of classifiers for this.")
    return space


def save_space(
    path: Path, *, title: str, model: NetSpace | ClassifierNetSpace, zoo: ZooWeights | ClassifierZoo, arrays: MapArrays,
    metrics: dict[str, Any], provenance: dict[str, Any], images: SpaceImages | None = None,
) -> None:  # fmt: skip
    """Write a bundle: to a temporary folder beside `path` first, renamed when all of it is there.

    An older bundle of that name is replaced only then. Parameters of the model are kept in half precision.
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
        write_atomically(temporary / "map.npz", buffer.getvalue())
        if images is not None:
            write_atomically(temporary / "images.npz", images.packed())
        names = FILES if images is None else CLASSIFIER_FILES
        info = {
            "schema": VERSION,
            **_about(model, images),
            "title": title,
            "model": model.parts(),
            "splits": {name: int((arrays.split == name).sum()) for name in ("train", "heldout")},
            "metrics": metrics,
            "provenance": provenance,
            "files": {n: {"sha256": sha256(temporary / n), "bytes": (temporary / n).stat().st_size} for n in names},
        }
        write_atomically(temporary / "space.json", (json.dumps(info, indent=2) + "\n").encode())
        load_space(temporary)  # what cannot be loaded is not published
        _swap(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def update_metrics(path: Path, metrics: dict[str, Any]) -> None:
    """Record in `space.json` what `evaluate` measured; nothing else changes."""
    info = _read_info(path)
    info["metrics"] = metrics
    write_atomically(path / "space.json", (json.dumps(info, indent=2) + "\n").encode())


def _about(model: NetSpace | ClassifierNetSpace, images: SpaceImages | None) -> dict[str, Any]:
    """Kind and architectures, as `space.json` states them."""
    if isinstance(model, NetSpace):
        return {"kind": ShapeSpace.kind, "architecture": {"family": "Siren", **asdict(model.arch)}}
    assert images is not None
    archs = [arch_data(arch) for arch in model.archs]
    return {"kind": ClassifierSpace.kind, "architectures": archs, "images": images.stated()}


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


def _read_info(path: Path) -> dict[str, Any]:
    file = path / "space.json"
    try:
        info = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BundleError(f"{path} is no space: space.json is missing.", _AGAIN) from None
    except (OSError, ValueError) as error:
        raise BundleError(f"{file} cannot be read: {error}.", _AGAIN) from error
    if isinstance(info, dict) and info.get("schema", VERSION) != VERSION:
        raise BundleError(
            f"{file} has schema version {info['schema']!r}; this program reads version {VERSION}.",
            "Use the matching version of NetSpace Explorer, or train the space again.",
        )
    try:
        jsonschema.validate(info, SCHEMA)
    except jsonschema.ValidationError as error:
        where = "/".join(str(p) for p in error.absolute_path) or "its top level"
        raise BundleError(f"{file} is malformed at {where}: {error.message[:200]}.", _AGAIN) from error
    return dict(info)


def _check_file(file: Path, stated: dict[str, Any]) -> None:
    try:
        size = file.stat().st_size
    except OSError:
        raise BundleError(f"{file} is missing.", _AGAIN) from None
    if size != stated["bytes"]:
        what = "truncated" if size < stated["bytes"] else "too long"
        raise BundleError(f"{file} is {what}: {size:,} bytes instead of {stated['bytes']:,}.", _AGAIN)
    if size > MAX_FILE_BYTES:
        raise BundleError(f"{file} has {size:,} bytes.", f"At most {MAX_FILE_BYTES:,} are read.")
    if sha256(file) != stated["sha256"]:
        raise BundleError(f"{file} was changed: its SHA-256 is not the one in space.json.", _AGAIN)


def _read_tensors(file: Path) -> dict[str, Tensor]:
    try:
        tensors = load_file(file)
    except (SafetensorError, OSError, ValueError) as error:
        raise BundleError(f"{file} is damaged: {error}.", _AGAIN) from error
    for name, value in tensors.items():
        if value.is_floating_point() and not bool(torch.isfinite(value).all()):
            raise BundleError(f"{file} holds NaN or infinite values in {name!r}.", _AGAIN)
    return tensors


def _load_model(file: Path, info: dict[str, Any]) -> NetSpace | ClassifierNetSpace:
    state = {k: v.float() if v.is_floating_point() else v for k, v in _read_tensors(file).items()}
    try:
        # The modules are made without memory and then given the file's tensors: nothing is initialised in vain.
        with torch.device("meta"):
            model = _empty_model(info)
        model.load_state_dict(state, assign=True)
    except (RuntimeError, TypeError, ExplorerError) as error:
        raise BundleError(f"{file} does not fit the model in space.json: {str(error)[:300]}.", _AGAIN) from error
    return model.eval().requires_grad_(False)


def _empty_model(info: dict[str, Any]) -> NetSpace | ClassifierNetSpace:
    config = ModelConfig(**info["model"])
    if info["kind"] == ShapeSpace.kind:
        return NetSpace(Siren(**{k: v for k, v in info["architecture"].items() if k != "family"}), config)
    archs = [Classifier(**arch) for arch in info["architectures"]]
    return ClassifierNetSpace(archs, config, info["images"]["mean"], info["images"]["std"])


def _load_zoo(file: Path, model: NetSpace | ClassifierNetSpace) -> ZooWeights | ClassifierZoo:
    try:
        tensors = _read_tensors(file)
        if isinstance(model, NetSpace):
            return ZooWeights.from_tensors(model.layout, tensors)
        return ClassifierZoo.from_tensors(model.layouts, tensors)
    except PRepError as error:
        raise BundleError(f"{file} does not fit the model in space.json: {error.problem}", _AGAIN) from error


def _load_images(file: Path, info: dict[str, Any]) -> SpaceImages:
    arch = info["architectures"][0]
    if arch["classes"] != len(info["images"]["classes"]):
        raise BundleError(
            f"{file.parent}: the networks tell {arch['classes']} classes apart, the images are of "
            f"{len(info['images']['classes'])}.",
            _AGAIN,
        )
    return read_images(file, info["images"], arch["channels"], arch["size"], _AGAIN)


def _load_map(file: Path, nets: int, latent: int, group: str) -> MapArrays:
    try:
        with np.load(file, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
    except (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile) as error:
        raise BundleError(f"{file} is damaged: {error}.", _AGAIN) from error
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
        raise BundleError(f"{file} lacks {name!r}.", _AGAIN)
    if values.shape != shape:
        raise BundleError(f"{file}: {name!r} has shape {values.shape}; the zoo and the model want {shape}.", _AGAIN)
    if values.dtype.kind not in kinds or (values.dtype.kind == "f" and values.dtype != np.float32):
        raise BundleError(f"{file}: {name!r} has the type {values.dtype}.", "Numbers must be float32.")
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise BundleError(f"{file} holds NaN or infinite values in {name!r}.", _AGAIN)


def _check_splits(path: Path, stated: dict[str, int], split: np.ndarray) -> None:
    counted = {str(name): int(count) for name, count in zip(*np.unique(split, return_counts=True), strict=True)}
    if counted != {name: count for name, count in stated.items() if count}:
        raise BundleError(f"{path}: space.json states the splits {stated}, map.npz holds {counted}.", _AGAIN)
