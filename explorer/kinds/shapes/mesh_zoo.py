"""A zoo of meshes of one's own: one Siren per mesh of a folder, all from one initialisation."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from explorer.errors import DataError, ZooError
from explorer.files import read_json, save_tensors, write_atomically
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.fit import MESH_FIT, ShapeFit, fit_shapes
from explorer.kinds.shapes.grid_signals import grid_distances, grid_samples, inside_of
from explorer.kinds.shapes.mesh_folder import Folder, MeshFile, Refused
from explorer.kinds.shapes.mesh_grid import occupied
from explorer.kinds.shapes.mesh_store import SMALLEST, Kept, load_mesh, load_solids, read_all, save_truth
from explorer.kinds.shapes.meshfile import EXTENT, MeshShape, distances_to, on_surface
from explorer.kinds.shapes.occupancy import iou, occupancy
from explorer.netspace.model import NetSpace
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren
from explorer.zoo.fit import fit_mean
from explorer.zoo.store import ZooFolder
from explorer.zoo.workers import Workers, check_amounts, run_batches, workers_of

KIND = "shapes"  # of the zoo, in `zoo.json`
RECORDS = "networks.json"
SCALES = ("each", "common")
UPS = ("auto", "y", "z")
Y_FORMS = ("glb", "gltf")  # which say that y is up
TELLS = 0.02  # mean of `Kept.upright` from which on files tell which axis is up
MEAN_OF = 64  # meshes whose mean distance the shared initialisation is fitted to
MEAN_GRID = 24  # samples per axis of that mean
FEWEST = 3  # meshes of a zoo
SURFACE_SHARE, CLOSE_SHARE, SPREADS = 0.75, 0.6, (0.01, 0.05)  # of the points, as `furniture.near_surface_samples`


@dataclass(frozen=True)
class Taken:
    """A mesh that a network is fitted to.

    Attributes:
        file: what it is called, and its labels.
        kept: what is known of it.
    """

    file: MeshFile
    kept: Kept

    def record(self) -> dict[str, Any]:
        """As `networks.json` says it."""
        return {
            "name": self.file.name, "arch": 0, "labels": dict(self.file.labels), "run": None, "epoch": None,
            "split": self.file.split, "file": self.file.file, "key": self.kept.key, "extent": self.kept.extent,
            "triangles": self.kept.triangles, "watertight": self.kept.watertight,
        }  # fmt: skip


@dataclass(frozen=True)
class Meshes:
    """The meshes of a folder that can be used, in the zoo's order.

    Attributes:
        source: where they come from, in words.
        taken: the meshes.
        refused: files that cannot be used.
        up: which axis is up in the files of each form, "y" or "z".
        extent: the longest side of all, in the files' unit, where all share a scale; None: each is scaled by itself.
        notes: what is to be said, in whole sentences.
        solid: whether they were made solid.
    """

    source: str
    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]
    up: dict[str, str]
    extent: float | None
    notes: tuple[str, ...]
    solid: bool = False

    def pose(self, one: Taken) -> dict[str, Any]:
        """How a mesh stands in the cube: see `load_mesh`."""
        return pose_of(one.record(), self.up, self.extent)


def pose_of(record: dict[str, Any], up: dict[str, str], extent: float | None) -> dict[str, Any]:
    """How the mesh of a record stands in the cube: the last arguments of `load_mesh`."""
    form = record["file"].rpartition(".")[2].lower()
    size = EXTENT if extent is None else EXTENT * record["extent"] / extent
    return {"z_up": up[form] == "z", "size": size}


def read_meshes(
    out: Path,
    folder: Folder,
    *,
    scale: str,
    up: str,
    count: int | None,
    seed: int,
    workers: int | Workers,
    report: Report,
    solid: bool = False,
) -> Meshes:
    """Read the meshes of a folder, tell good ones from bad, and put them into the zoo's order.

    Args:
        out: the zoo's folder: what is read is kept there, and a zoo that is there already keeps its order and scale.
        folder: the files.
        scale: "each" is brought to one size, or all by one "common" factor.
        up: the axis that is up in the files, or "auto": by their form and by what differs most between its ends.
        count: how many are used; None: all.
        seed: of the order.
        workers: processes; meshes are read on this machine.
        report: told what is read, and how far it is.
        solid: make them solid (`solid`), and keep their distances on a grid for the training.

    Raises:
        DataError: too few can be used.
        ZooError: the folder's zoo is of other meshes.
    """
    new = not out.exists()
    found = read_all(out, folder.path, [one.file for one in folder.files], workers, report, solid=solid)
    refused, taken, signs = list(folder.refused), list[Taken](), dict[str, str]()
    for file, kept in zip(folder.files, found, strict=True):
        if isinstance(kept, str):
            refused.append(Refused(file.file, kept))
            continue
        twin = signs.setdefault(kept.sign if scale == "each" else f"{kept.sign} {kept.extent:.4g}", file.file)
        if twin != file.file:  # a copy could be trained on under one name and held out under the other
            refused.append(Refused(file.file, f"It is the same shape as {twin}."))
        else:
            taken.append(Taken(file, kept))
    before = _before(out)
    ups = before["up_axes"] if before and up == "auto" else {}
    ups = {**_axes(taken, up), **ups}
    extent = None
    if scale == "common" and taken:
        extent = float(before["extent"]) if before and before.get("extent") else max(one.kept.extent for one in taken)
        small = [one for one in taken if not SMALLEST <= EXTENT * one.kept.extent / extent <= EXTENT * 1.0001]
        refused += [Refused(one.file.file, _wrong_size(one, extent)) for one in small]
        taken = [one for one in taken if one not in small]
    if len(taken) < max(FEWEST, count or 0):
        if new:
            shutil.rmtree(out, ignore_errors=True)
        first = f" The first of {len(refused)} that cannot: {refused[0].file}: {refused[0].reason}" if refused else ""
        raise DataError(
            f"{len(taken)} meshes of {folder.path} can be used; a zoo of {count or FEWEST} was asked for.{first}",
            "Give more meshes with a volume, or a smaller --count.",
        )
    if before is not None and count is not None and count < int(before["count"]):
        raise ZooError(
            f"{out} holds a zoo of {before['count']:,} networks, not {count:,}.", "Ask for as many to resume it."
        )
    ordered = _ordered(out, taken, seed, before is not None)[: count or len(taken)]
    return Meshes(folder.path.resolve().name, tuple(ordered), tuple(refused), ups, extent, folder.notes, solid)


def _wrong_size(one: Taken, extent: float) -> str:
    share = one.kept.extent / extent
    how = "so small that a network holds nothing of it" if share < 1 else "larger than what the zoo began with"
    return f"With one scale for all it is {share:.3g} of the largest, {how}; --scale each brings all to one size."


def _before(out: Path) -> dict[str, Any] | None:
    """What the zoo in a folder says of itself, if there is one."""
    return ZooFolder.open(out, KIND).config if (out / "zoo.json").exists() else None


def _axes(taken: Sequence[Taken], up: str) -> dict[str, str]:
    """Which axis is up in the files of each form."""
    tells: dict[str, list[float]] = defaultdict(list)
    for one in taken:
        tells[one.file.file.rpartition(".")[2].lower()].append(one.kept.upright)
    if up != "auto":
        return dict.fromkeys(tells, up)
    axes = {}
    for form, values in tells.items():
        mean = float(np.mean(values))
        usual = "z" if form == "stl" else "y"  # as programs for printing and for drawing write them
        axes[form] = "y" if form in Y_FORMS or mean > TELLS else "z" if mean < -TELLS else usual
    return axes


def _ordered(out: Path, taken: list[Taken], seed: int, goes_on: bool) -> list[Taken]:
    """Meshes in random order; those that a zoo has already first, in its order, so that it can grow.

    Raises:
        ZooError: it has meshes that are not there any more.
    """
    # A run that ended between its two first files has no networks yet, whose order would count.
    goes_on = goes_on and ((out / RECORDS).exists() or ZooFolder.open(out, KIND).finished() > 0)
    old = [record["key"] for record in load_records(out)] if goes_on else []
    by_key = {one.kept.key: one for one in taken}
    gone = [key for key in old if key not in by_key]
    if gone:
        raise ZooError(
            f"{out} holds a zoo of other meshes: {len(gone)} of its {len(old)} are not in the folder any more.",
            "Use the same meshes and options to resume, or choose another --out.",
        )
    rest = [one for one in taken if one.kept.key not in set(old)]
    order = np.random.default_rng(seed).permutation(len(rest))
    return [*(by_key[key] for key in old), *(rest[k] for k in order)]


def load_records(out: Path) -> list[dict[str, Any]]:
    """What a zoo says of each of its networks.

    Raises:
        ZooError: it is missing or damaged.
    """
    file = out / RECORDS
    try:
        records = read_json(file)
    except (OSError, ValueError) as error:
        raise ZooError(f"{file} is missing or damaged: {error}.", "Make the zoo again.") from error
    wanted = ("name", "labels", "split", "file", "key", "extent")
    if not isinstance(records, list) or any(
        not isinstance(r, dict) or any(w not in r for w in wanted) for r in records
    ):
        raise ZooError(f"{file} is damaged: it is no list of networks.", "Make the zoo again.")
    return records


def make_zoo(
    out: Path,
    meshes: Meshes,
    *,
    seed: int = 0,
    batch: int = 8,
    resume: bool = False,
    workers: int | Workers = 1,
    arch: Siren | None = None,
    config: ShapeFit | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ZooFolder:
    """Fit one network to each mesh into a zoo folder, batch by batch.

    Args:
        out: the folder, in which `read_meshes` has read them.
        meshes: what is fitted. A longer list that begins with the same meshes makes a zoo longer.
        seed: of points and initialisation.
        batch: networks fitted at once.
        resume: go on with the folder's unfinished zoo.
        workers: who fits, or how many processes, each a batch on a thread of its own.
        arch: the networks' architecture; 3-64-64-64-1 if not given.
        config: how each network is fitted.
        progress: called with (networks done, networks wanted) after the start and each batch.

    Raises:
        ZooError: see `ZooFolder.create`; or `batch` or `workers` is not positive.
    """
    count = len(meshes.taken)
    check_amounts(count, batch, workers)
    arch, config = arch or Siren(), config or MESH_FIT
    # An absolute path: a worker that is there already may have another working directory.
    out = out.absolute()
    stated = {
        "kind": KIND, "count": count, "seed": seed, "batch": batch, "arch": asdict(arch), "fit": asdict(config),
        "source": f"meshes of the folder {meshes.source}", "scale": "each" if meshes.extent is None else "common",
        "up_axes": meshes.up, "extent": meshes.extent, "taken": count,
        "refused": [asdict(one) for one in meshes.refused], "notes": list(meshes.notes),
        **({"solid": True} if meshes.solid else {}),
        "sha256": hashlib.sha256("\n".join(one.kept.key for one in meshes.taken).encode()).hexdigest(),
    }  # fmt: skip
    growing = ("count", "taken", "refused", "notes", "sha256", "up_axes")
    folder = ZooFolder.create(out, stated, resume=resume, growing=growing)
    records = [one.record() for one in meshes.taken]
    write_atomically(out / RECORDS, (json.dumps(records, indent=1) + "\n").encode())
    init_file = out / "init.safetensors"
    if not init_file.exists():
        save_tensors(init_file, shared_init(arch, out, meshes, seed))
    missing = [i for i in range(-(-count // batch)) if not _whole(folder, i, min(batch, count - i * batch))]
    workers = workers_of(workers)
    run_batches(
        partial(_fit_one, folder.config, folder.load_init()), missing, item=partial(_item, folder, records),
        keep=partial(_keep, folder, workers), count=count, batch=batch, workers=workers, progress=progress,
    )  # fmt: skip
    return folder


def _item(folder: ZooFolder, records: list[dict[str, Any]], index: int) -> Item:
    """The meshes of a batch."""
    stated, batch = folder.config, int(folder.config["batch"])
    some = records[index * batch : (index + 1) * batch]
    if stated.get("solid"):
        return index, [np.array(one) for one in load_solids(folder.path, [one["key"] for one in some])]
    poses = [pose_of(one, stated["up_axes"], stated["extent"]) for one in some]
    return index, [
        load_mesh(folder.path, one["key"], one["name"], **pose) for one, pose in zip(some, poses, strict=True)
    ]


def _keep(folder: ZooFolder, workers: Workers, index: int, fitted: Fitted) -> None:
    save_truth(folder.path, index, fitted.inside, fitted.overlap)
    folder.save_batch(index, fitted.params, fitted.seconds / workers.beside)


def _whole(folder: ZooFolder, index: int, size: int) -> bool:
    """Whether a batch is there, with as many networks as it should have: the last one may have grown."""
    return folder.batch_file(index).exists() and folder.batch_size(index) >= size


def shared_init(arch: Siren, out: Path, meshes: Meshes, seed: int) -> dict[str, Tensor]:
    """The zoo's shared initialisation, fitted to the mean distance of its first meshes."""
    some: list[Callable[[Tensor], Tensor]]
    if meshes.solid:
        grids = load_solids(out, [one.kept.key for one in meshes.taken[:MEAN_OF]])
        some = [partial(grid_distances, one) for one in grids]
    else:
        shapes = [load_mesh(out, one.kept.key, one.file.name, **meshes.pose(one)) for one in meshes.taken[:MEAN_OF]]
        some = [partial(distances_to, one) for one in shapes]
    axis = torch.linspace(-1, 1, MEAN_GRID)
    # (z, y, x) order with x the fastest, as `grid_sample` wants it
    z, y, x = torch.meshgrid(axis, axis, axis, indexing="ij")
    points = torch.stack([x, y, z], -1).reshape(-1, 3)
    mean = torch.stack([distances(points) for distances in some]).mean(0).reshape(1, 1, *[MEAN_GRID] * 3)

    def mean_sdf(places: Tensor) -> Tensor:
        found = torch.nn.functional.grid_sample(mean, places[None, :, None, None], align_corners=True)
        return found.reshape(-1, 1)

    return fit_mean(arch, mean_sdf, torch.Generator().manual_seed(seed))


@dataclass(frozen=True)
class Fitted:
    """A batch of networks that were fitted to meshes.

    Attributes:
        params: their parameters, the batch axis in front.
        inside: what `save_truth` keeps of the meshes: bits, a row each.
        overlap: IoU of each network with its mesh.
        seconds: that it took.
    """

    params: dict[str, Tensor]
    inside: UInt8[np.ndarray, "n bytes"]
    overlap: Float[np.ndarray, " n"]
    seconds: float


Item = tuple[int, list[MeshShape | np.ndarray]]
"""The number of a batch; and its meshes, or the distances of those that were made solid."""


def _fit_one(stated: dict[str, Any], init: dict[str, Tensor], item: Item) -> Fitted:
    """Fit one batch. The networks depend on the arguments alone."""
    start = time.perf_counter()
    index, shapes = item
    config, seed = ShapeFit(**stated["fit"]), int(stated["seed"])
    generator = torch.Generator().manual_seed((seed + 1) * 1_000_003 + index)
    arch = Siren(**stated["arch"])
    drawn = [sampled(shape, config.pool, generator) for shape in shapes]
    points, distances = (torch.stack(part) for part in zip(*drawn, strict=True))
    params = fit_shapes(arch, init, points, distances, config, generator)
    exact = torch.stack([inside_of(shape) if isinstance(shape, np.ndarray) else occupied(shape) for shape in shapes])
    layout = NetSpace.layout_of(arch)
    with torch.inference_mode():
        overlap = iou(occupancy(arch, layout, flatten(layout, params), exact.shape[-1]), exact)
    inside = np.packbits(exact.flatten(1).numpy(), axis=1)
    return Fitted(params, inside, overlap.numpy(), time.perf_counter() - start)


def sampled(
    shape: MeshShape | np.ndarray, count: int, generator: torch.Generator
) -> tuple[Float[Tensor, "count 3"], Float[Tensor, " count"]]:
    """Points in random order, most of them near the surface, and their signed distances."""
    if isinstance(shape, np.ndarray):
        return grid_samples(shape, count, generator)
    near = int(count * SURFACE_SHARE)
    seed = int(torch.randint(0, 2**31 - 1, (1,), generator=generator))
    surface = torch.from_numpy(on_surface(shape, near, seed))
    spread = torch.where(torch.rand(near, 1, generator=generator) < CLOSE_SHARE, *SPREADS)
    moved = surface + spread * torch.randn(near, 3, generator=generator)
    points = torch.cat([moved, torch.rand(count - near, 3, generator=generator) * 2 - 1])
    points = points[torch.randperm(count, generator=generator)]
    return points, distances_to(shape, points)
