"""Meshes of a zoo, read once and kept beside its networks, so that nothing else is read of them afterwards.

ZOO/meshes/KEY.npz       one mesh: reduced, scaled, as it lies in its file; the key is of the file's content
ZOO/meshes/KEY.refused   or why it cannot be used
ZOO/solids/KEY.npy       signed distances on a grid, where meshes are made solid (`solid`)
ZOO/truth/00042.npz      of each network of a batch: which samples of a grid lie inside its mesh, and its IoU
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float, Float16, UInt8

from explorer.errors import DataError, ZooError
from explorer.files import read_bounded, read_npz, regular, write_atomically
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.meshfile import EXTENT, MeshShape, inside, read_drawn, read_unit, reduced
from explorer.kinds.shapes.meshformats import MOST_BYTES
from explorer.kinds.shapes.solid import RESOLUTION as SAMPLES
from explorer.kinds.shapes.solid import solid_of, surface_of
from explorer.zoo.workers import Lost, Workers, on_this_machine, surviving

VERSION = 2  # of what is read of a mesh: what an older program kept is read again
MESHES, SOLIDS, TRUTH = "meshes", "solids", "truth"
RESOLUTION = 64  # of the grid that is kept
SIGNED = 32  # samples per axis by which two meshes are known to be the same shape
TRIANGLES = 20_000  # about, of the surface of what was made solid
SMALLEST = 0.1  # longest side in the cube: a network holds nothing of a shape that is smaller
Z_UP = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], dtype=np.float32)  # z to y, and y to -z
_AGAIN = "Delete it and run the zoo command with --resume."
_MOST_ARRAYS = 256 * 2**20  # bytes of a file\'s arrays


@dataclass(frozen=True)
class Kept:
    """A mesh that can be used.

    Attributes:
        key: of its content.
        extent: longest side, in the file's own unit.
        triangles: in the file.
        watertight: whether it is closed.
        sign: hash of its shape: the same for the same mesh in another form, size, or order of its triangles.
        sheets: parts that bounded nothing and were given a thickness.
        thin: their share of the surface.
        lost: share of the surface that bounds nothing in the end.
        upright: how much more symmetric it is along z than along y, -1 to 1. Most things differ most between top and
            bottom: above 0 it speaks for y up.
    """

    key: str
    extent: float
    triangles: int
    watertight: bool
    sign: str
    upright: float
    sheets: int
    thin: float
    lost: float


def key_of(file: Path, *, solid: bool = False) -> str:
    """What a file's content, and the way it is read, is known by; it is not read beyond `MOST_BYTES`.

    Raises:
        DataError: it cannot be read, or is too large.
    """
    found = hashlib.sha256(f"{VERSION} {file.suffix.lower()}{' solid' if solid else ''}\n".encode())
    found.update(read_bounded(file, MOST_BYTES))
    return found.hexdigest()[:20]


def read_all(
    out: Path, folder: Path, files: Sequence[str], workers: int | Workers, report: Report, *, solid: bool = False
) -> list[Kept | str]:
    """Read meshes side by side; what was read already is not read again.

    Libraries in C read them, and a file can make these crash, or take all memory: that costs this file alone. It is
    tried again by the next command with --resume.

    Args:
        out: the zoo's folder.
        folder: the meshes' folder.
        files: paths in it.
        workers: processes; those of this machine, where the files are.
        report: told what is read, and how far it is.
        solid: make them solid, see there.

    Returns:
        Of each file what is kept, or the reason why it cannot be used.
    """
    (out / MESHES).mkdir(parents=True, exist_ok=True)
    keys: list[str | DataError] = []
    for file in files:
        try:
            keys.append(key_of(folder / file, solid=solid))
        except DataError as error:
            keys.append(error)
    missing = [k for k, key in enumerate(keys) if isinstance(key, str) and _recalled(out, key) is None]
    report("reading meshes", len(files) - len(missing), len(files))
    some, lost = [(files[k], str(keys[k])) for k in missing], dict[int, str]()
    work = partial(_read_one, out, folder, solid)
    for done, (place, made) in enumerate(surviving(work, some, on_this_machine(workers)), 1):
        if isinstance(made, Lost):
            lost[missing[place]] = f"It could not be read: the process that read it {made.how}."
        report("reading meshes", len(files) - len(missing) + done, len(files))
    found: list[Kept | str] = []
    for index, key in enumerate(keys):
        recalled = key.problem if isinstance(key, DataError) else lost.get(index) or _recalled(out, key)
        found.append("It could not be read: what was kept of it is gone." if recalled is None else recalled)
    return found


def _recalled(out: Path, key: str) -> Kept | str | None:
    """What is known of a file, or why it cannot be used; None: nothing."""
    try:
        refused = out / MESHES / f"{key}.refused"
        if refused.exists():
            return regular(refused).read_text(encoding="utf-8")
        data = read_npz(out / MESHES / f"{key}.npz", _MOST_ARRAYS)
        return Kept(key, **json.loads(str(data["stated"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None  # missing, or damaged: it is read again


def _read_one(out: Path, folder: Path, solid: bool, one: tuple[str, str]) -> None:
    """Read one mesh, a file and its key, and keep it, or why it cannot be used."""
    file, key = one
    read = _solid if solid else _surface
    try:
        arrays, samples, stated = read(out, key, folder / file, file)
    except DataError as error:
        reason = error.problem.replace(str(folder / file), "it").replace(file, "it")
        write_atomically(out / MESHES / f"{key}.refused", (reason[:1].upper() + reason[1:]).encode())
        return
    stated |= {
        "sign": hashlib.sha256(np.packbits(samples).tobytes()).hexdigest()[:20],
        "upright": _symmetry(samples, 2) - _symmetry(samples, 1),
    }  # fmt: skip
    buffer = io.BytesIO()
    kept: dict[str, Any] = {"stated": np.asarray(json.dumps(stated)), **arrays}
    np.savez_compressed(buffer, **kept)
    write_atomically(out / MESHES / f"{key}.npz", buffer.getvalue())


Read = tuple[dict[str, np.ndarray], Bool[np.ndarray, "s s s"], dict[str, Any]]
"""Of a mesh: arrays that are kept, samples of a grid about its middle, or about the cube's, and what is said of it."""


def _surface(out: Path, key: str, file: Path, name: str) -> Read:
    """A mesh as it is.

    Raises:
        DataError: as `read_unit`.
    """
    del out, key
    shape, extent = read_unit(file, name)
    arrays = {
        "points": shape.points, "faces": shape.faces.astype(np.int32), "decimated": np.asarray(shape.decimated),
    }  # fmt: skip
    return arrays, _sampled(shape), {
        "extent": extent, "triangles": shape.triangles, "watertight": shape.watertight, "sheets": shape.sheets,
        "thin": round(shape.thin, 4), "lost": round(shape.lost, 4),
    }  # fmt: skip


def _solid(out: Path, key: str, file: Path, name: str) -> Read:
    """What of a mesh is solid; its distances are kept beside it.

    Raises:
        DataError: it cannot be read, or there is no body in it.
    """
    points, faces, extent = read_drawn(file, name)
    distances = solid_of(points, faces, name).distances
    (out / SOLIDS).mkdir(exist_ok=True)
    buffer = io.BytesIO()
    np.save(buffer, distances.astype(np.float16))
    write_atomically(out / SOLIDS / f"{key}.npy", buffer.getvalue())
    return {}, distances < 0, {
        "extent": extent, "triangles": len(faces), "watertight": True, "sheets": 0, "thin": 0.0, "lost": 0.0,
    }  # fmt: skip


def shape_of(distances: Float[np.ndarray, "r r r"], name: str, triangles: int) -> MeshShape:
    """The surface of signed distances on a grid."""
    surface = surface_of(distances)
    points, faces = np.asarray(surface.points, dtype=np.float32), np.asarray(surface.regular_faces, dtype=np.int64)
    found = MeshShape(name, points, faces, triangles, decimated=False, watertight=True)
    return reduced(found, TRIANGLES)


def load_solids(out: Path, keys: Sequence[str]) -> list[Float16[np.ndarray, "r r r"]]:
    """Signed distances of kept meshes on a grid over the cube, as memory maps: longest side `EXTENT`, as they lie.

    Raises:
        ZooError: one is missing or damaged.
    """
    found = list[np.ndarray]()
    for key in keys:
        file = out / SOLIDS / f"{key}.npy"
        try:
            found.append(np.load(regular(file), mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            raise ZooError(f"{file} is missing or damaged: {error}.", _AGAIN) from error
        if found[-1].dtype != np.float16 or found[-1].shape != (SAMPLES,) * 3:
            raise ZooError(f"{file} is damaged: it holds no {SAMPLES}^3 half-precision numbers.", _AGAIN)
    return found


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
        data = read_npz(file, _MOST_ARRAYS)
        stated = json.loads(str(data["stated"]))
        if "points" not in data:  # it was made solid, and stands as it is
            return shape_of(load_solids(out, [key])[0], name, stated["triangles"])
        points, faces, decimated = data["points"], data["faces"], bool(data["decimated"])
        if (
            points.ndim != 2
            or faces.shape[1:] != (3,)
            or not np.isfinite(points).all()
            or int(faces.max()) >= len(points)
        ):
            raise ValueError("its arrays do not fit each other")  # noqa: TRY301 - damaged as by the others
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ZooError(f"{file} is missing or damaged: {error}.", _AGAIN) from error
    points = points.astype(np.float32) @ Z_UP.T if z_up else points.astype(np.float32)
    low, high = points.min(0), points.max(0)
    points = (points - (low + high) / 2) * (size / EXTENT)
    points[:, 1] += FLOOR - points[:, 1].min()
    told = Kept(key, **stated)
    return MeshShape(
        name, points, faces.astype(np.int64), told.triangles, decimated, told.watertight, told.sheets, told.thin,
        lost=told.lost,
    )  # fmt: skip


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
            data = read_npz(file, _MOST_ARRAYS)
            parts.append(data["inside"])
            overlaps.append(data["iou"])
            if parts[-1].shape != (len(overlaps[-1]), RESOLUTION**3 // 8) or parts[-1].dtype != np.uint8:
                raise ValueError("its arrays do not fit each other")  # noqa: TRY301 - as above
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ZooError(f"{file} is missing or damaged: {error}.", "Make the zoo again.") from error
    return np.concatenate(parts), np.concatenate(overlaps)


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
