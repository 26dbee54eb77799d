"""How good a zoo of meshes is: its networks against the meshes that they were fitted to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Float, Int

from explorer.explore.draw.png import png
from explorer.explore.draw.sheet import draw_sheet
from explorer.files import write_atomically
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.mesh_store import load_mesh
from explorer.kinds.shapes.mesh_zoo import KIND, load_records, pose_of
from explorer.kinds.shapes.meshfile import MeshShape, inside
from explorer.kinds.shapes.thumbnail import picture_of
from explorer.kinds.shapes.zoo_quality import CHUNK, cell_centres
from explorer.networks.siren import Siren, siren
from explorer.zoo.store import ZooFolder, sample_ids

COLUMNS, SIZE = 8, 200  # of the sheet; pixels of a shape
WORST = 5  # networks that are named


def judge_meshes(
    folder: ZooFolder, sample: int, resolution: int, progress: Callable[[int, int], None]
) -> tuple[dict[str, Any], list[int]]:
    """IoU of networks with their meshes, on a grid of so many cells per axis.

    Returns:
        The numbers, with the names of the worst; and which networks were measured.

    Raises:
        ZooError: the zoo is of something else, or is damaged.
    """
    params, records = ZooFolder.open(folder.path, KIND).load_networks(), load_records(folder.path)
    ids = sample_ids(min(len(records), len(next(iter(params.values())))), sample)
    arch, grid = Siren(**folder.config["arch"]), cell_centres(resolution)
    values = []
    for done, i in enumerate(ids, 1):
        shape, both, either = mesh_of_record(folder, records[i]), 0, 0
        one = {name: value[i] for name, value in params.items()}
        for points in grid.split(CHUNK):
            with torch.inference_mode():
                fitted = siren(arch, one, points)[:, 0] < 0
            exact = inside(shape, points)
            both += int((fitted & exact).sum())
            either += int((fitted | exact).sum())
        values.append(both / max(either, 1))
        progress(done, len(ids))
    return _summary(np.asarray(values), np.asarray(ids), [record["file"] for record in records], resolution), ids


def _summary(
    values: Float[np.ndarray, " n"], ids: Int[np.ndarray, " n"], files: list[str], resolution: int
) -> dict[str, Any]:
    order = np.argsort(values)
    return {
        "networks": len(values),
        "resolution": resolution,
        "iou_mean": float(values.mean()),
        "iou_p10": float(np.quantile(values, 0.1)),
        "iou_worst_tenth": float(values[order][: max(1, len(values) // 10)].mean()),
        "iou_min": float(values.min()),
        "worst": {files[ids[k]]: float(values[k]) for k in order[:WORST]},
    }


def mesh_of_record(folder: ZooFolder, record: dict[str, Any]) -> MeshShape:
    """The mesh that a network of a zoo was fitted to, in its pose."""
    pose = pose_of(record, folder.config["up_axes"], folder.config["extent"])
    return load_mesh(folder.path, record["key"], record["name"], **pose)


def draw_meshes(folder: ZooFolder, ids: list[int], file: Path, resolution: int = 128) -> None:
    """Draw networks of a zoo in rows, under each row the meshes that they were fitted to, as a PNG."""
    arch, params, records = Siren(**folder.config["arch"]), folder.load_networks(), load_records(folder.path)

    def fitted(i: int) -> pv.PolyData:
        one = {name: value[i] for name, value in params.items()}
        return sdf_to_mesh(lambda x: siren(arch, one, x)[:, 0], resolution).mesh

    columns = min(COLUMNS, len(ids))
    meshes: list[pv.PolyData] = []
    for start in range(0, len(ids), columns):
        row = ids[start : start + columns]
        gap = [pv.PolyData()] * (columns - len(row))
        meshes += [*map(fitted, row), *gap, *(mesh_of_record(folder, records[i]).surface for i in row), *gap]
    write_atomically(file, png(draw_sheet([picture_of(mesh, SIZE) for mesh in meshes], columns)))
