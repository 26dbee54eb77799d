"""Meshes of a zoo, read once and kept beside its networks, so that nothing else is read of them afterwards.

ZOO/meshes/KEY.npz       one mesh: reduced, scaled, as it lies in its file; the key is of the file's content
ZOO/meshes/KEY.refused   or why it cannot be used
ZOO/truth/00042.npz      of each network of a batch: which samples of a grid lie inside its mesh, and its IoU
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Bool, Float, UInt8
from torch import Tensor

from explorer.errors import DataError, ZooError
from explorer.files import read_bounded, write_atomically
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.meshfile import EXTENT, MeshShape, inside, read_unit
from explorer.kinds.shapes.meshformats import MOST_BYTES
from explorer.kinds.shapes.occupancy import grid_points
from explorer.zoo.workers import Workers, on_this_machine, side_by_side

VERSION = 1  # of what is read of a mesh: what an older program kept is read again
MESHES, TRUTH = "meshes", "truth"
RESOLUTION = 64  # of the grid that is kept
SIGNED = 32  # samples per axis by which two meshes are known to be the same shape
CHUNK = 1 << 15
SMALLEST = 0.1  # longest side in the cube: a network holds nothing of a shape that is smaller
Z_UP = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], dtype=np.float32)  # z to y, and y to -z
_AGAIN = "Delete it and run the zoo command with --resume."


@dataclass(frozen=True)
class Kept:
    """A mesh that can be used.

    Attributes:
        key: of its content.
        extent: longest side, in the file's own unit.
        triangles: in the file.
        watertight: whether it is closed.
        sign: hash of its shape: the same for the same mesh in another form, size, or order of its triangles.
        upright: how much more symmetric it is along z than along y, -1 to 1. Most things differ most between top and
            bottom: above 0 it speaks for y up.
    """

    key: str
    extent: float
    triangles: int
    watertight: bool
    sign: str
    upright: float


def key_of(file: Path) -> str:
    """What a file's content is known by; it is not read beyond `MOST_BYTES`.

    Raises:
        DataError: it cannot be read, or is too large.
    """
    found = hashlib.sha256(f"{VERSION} {file.suffix.lower()}\n".encode())
    found.update(read_bounded(file, MOST_BYTES))
    return found.hexdigest()[:20]


def read_all(out: Path, folder: Path, files: Sequence[str], workers: int | Workers, report: Report) -> list[Kept | str]:
    """Read meshes side by side; what was read already is not read again.

    Args:
        out: the zoo's folder.
        folder: the meshes' folder.
        files: paths in it.
        workers: processes; those of this machine, where the files are.
        report: told what is read, and how far it is.

    Returns:
        Of each file what is kept, or the reason why it cannot be used.
    """
    (out / MESHES).mkdir(parents=True, exist_ok=True)
    keys: list[str | DataError] = []
    for file in files:
        try:
            keys.append(key_of(folder / file))
        except DataError as error:
            keys.append(error)
    missing = [k for k, key in enumerate(keys) if isinstance(key, str) and _recalled(out, key) is None]
    names = [str(key) for key in keys]
    report("reading meshes", len(files) - len(missing), len(files))
    work, processes = partial(_read_one, out, folder, list(files), names), on_this_machine(workers)
    for done, _ in enumerate(side_by_side(work, missing, processes), 1):
        report("reading meshes", len(files) - len(missing) + done, len(files))
    found: list[Kept | str] = []
    for key in keys:
        recalled = key.problem if isinstance(key, DataError) else _recalled(out, key)
        found.append("It could not be read: the program that read it ended." if recalled is None else recalled)
    return found


def _recalled(out: Path, key: str) -> Kept | str | None:
    """What is known of a file, or why it cannot be used; None: nothing."""
    try:
        refused = out / MESHES / f"{key}.refused"
        if refused.exists():
            return refused.read_text(encoding="utf-8")
        with np.load(out / MESHES / f"{key}.npz", allow_pickle=False) as data:
            return Kept(key, **json.loads(str(data["stated"])))
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None  # missing, or damaged: it is read again


def _read_one(out: Path, folder: Path, files: Sequence[str], keys: Sequence[str], index: int) -> int:
    """Read one mesh and keep it, or why it cannot be used."""
    file, key = files[index], keys[index]
    try:
        shape, extent = read_unit(folder / file, file)
    except DataError as error:
        reason = error.problem.replace(str(folder / file), "it").replace(file, "it")
        write_atomically(out / MESHES / f"{key}.refused", (reason[:1].upper() + reason[1:]).encode())
        return index
    samples = _sampled(shape)
    stated = {
        "extent": extent, "triangles": shape.triangles, "watertight": shape.watertight,
        "sign": hashlib.sha256(np.packbits(samples).tobytes()).hexdigest()[:20],
        "upright": _symmetry(samples, 2) - _symmetry(samples, 1),
    }  # fmt: skip
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer, points=shape.points, faces=shape.faces.astype(np.int32), stated=np.asarray(json.dumps(stated)),
        decimated=np.asarray(shape.decimated),
    )  # fmt: skip
    write_atomically(out / MESHES / f"{key}.npz", buffer.getvalue())
    return index


def load_mesh(out: Path, key: str, name: str, *, z_up: bool, size: float) -> MeshShape:
    """A kept mesh in its pose.

    Args:
        out: the zoo's folder.
        key: of the mesh.
        name: as it is to be called.
        z_up: whether z is up in its file; else y.
        size: longest side in the cube.

    Raises:
        ZooError: it is missing or damaged.
    """
    file = out / MESHES / f"{key}.npz"
    try:
        with np.load(file, allow_pickle=False) as data:
            points, faces, stated = data["points"], data["faces"], json.loads(str(data["stated"]))
            decimated = bool(data["decimated"])
        if (
            points.ndim != 2
            or faces.shape[1:] != (3,)
            or not np.isfinite(points).all()
            or int(faces.max()) >= len(points)
        ):
            raise ValueError("its arrays do not fit each other")  # noqa: TRY301 - damaged as by the others
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise ZooError(f"{file} is missing or damaged: {error}.", _AGAIN) from error
    points = points.astype(np.float32) @ Z_UP.T if z_up else points.astype(np.float32)
    low, high = points.min(0), points.max(0)
    points = (points - (low + high) / 2) * (size / EXTENT)
    points[:, 1] += FLOOR - points[:, 1].min()
    return MeshShape(name, points, faces.astype(np.int64), stated["triangles"], decimated, stated["watertight"])


def save_truth(out: Path, index: int, inside_: UInt8[np.ndarray, "n bytes"], overlap: Float[np.ndarray, " n"]) -> None:
    """Keep what the meshes of a batch say of its networks."""
    (out / TRUTH).mkdir(exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, inside=inside_, iou=overlap.astype(np.float32))
    write_atomically(out / TRUTH / f"{index:05d}.npz", buffer.getvalue())


def load_truth(out: Path, batches: int) -> tuple[UInt8[np.ndarray, "n bytes"], Float[np.ndarray, " n"]]:
    """The inverse of `save_truth`, of all batches: packed samples of the grid, and IoUs.

    Raises:
        ZooError: it is missing or damaged.
    """
    parts, overlaps = list[np.ndarray](), list[np.ndarray]()
    for index in range(batches):
        file = out / TRUTH / f"{index:05d}.npz"
        try:
            with np.load(file, allow_pickle=False) as data:
                parts.append(data["inside"])
                overlaps.append(data["iou"])
            if parts[-1].shape != (len(overlaps[-1]), RESOLUTION**3 // 8) or parts[-1].dtype != np.uint8:
                raise ValueError("its arrays do not fit each other")  # noqa: TRY301 - as above
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ZooError(f"{file} is missing or damaged: {error}.", "Make the zoo again.") from error
    return np.concatenate(parts), np.concatenate(overlaps)


def occupied(shape: MeshShape, resolution: int = RESOLUTION) -> Bool[Tensor, "r r r"]:
    """Which samples of the grid over the cube lie inside a mesh."""
    parts = [inside(shape, part) for part in grid_points(resolution).split(CHUNK)]
    return torch.cat(parts).reshape((resolution,) * 3)


def _sampled(shape: MeshShape) -> Bool[np.ndarray, "s s s"]:
    """Which samples of a coarse grid about the middle of a mesh lie inside, whatever its place and size were."""
    # Samples at odd places: flat sides do not lie in them, where rounding would decide.
    axis = ((torch.arange(SIGNED) + 0.5) / SIGNED - 0.5) * (EXTENT * 1.0137)
    middle = torch.from_numpy((shape.points.min(0) + shape.points.max(0)) / 2)
    return inside(shape, torch.cartesian_prod(axis, axis, axis) + middle).reshape((SIGNED,) * 3).numpy()


def _symmetry(samples: Bool[np.ndarray, "s s s"], axis: int) -> float:
    """IoU of a shape with its mirror image along an axis."""
    turned = np.flip(samples, axis)
    return float((samples & turned).sum() / max((samples | turned).sum(), 1))
