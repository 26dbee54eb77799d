"""A picture of a zoo of furniture: networks beside the exact shapes that they were fitted to."""

from __future__ import annotations

from pathlib import Path

import pyvista as pv
import torch

from explorer.explore.draw.png import png
from explorer.explore.draw.sheet import draw_sheet
from explorer.files import write_atomically
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.thumbnail import picture_of
from explorer.networks.siren import Siren, siren
from explorer.zoo.store import ZooFolder

COLUMNS = 8
SIZE = 200  # pixels of a shape, each way
RESOLUTION = 128


def draw_zoo(folder: ZooFolder, ids: list[int], file: Path) -> None:
    """Draw networks of a zoo in rows, under each row the exact shapes that they were fitted to.

    Args:
        folder: the zoo.
        ids: the networks.
        file: the picture, a PNG.
    """
    arch = Siren(**folder.config["arch"])
    params = folder.load_networks()
    pieces = furniture.sample_furniture(max(ids) + 1, int(folder.config["seed"]))

    def fitted(i: int) -> pv.PolyData:
        one = {name: value[i] for name, value in params.items()}
        return sdf_to_mesh(lambda x: siren(arch, one, x)[:, 0], RESOLUTION).mesh

    def exact(i: int) -> pv.PolyData:
        boxes = furniture.parts(torch.from_numpy(pieces.parameters[i : i + 1]))
        return sdf_to_mesh(lambda x: furniture.parts_sdf(boxes, x[None])[0], RESOLUTION).mesh

    columns = min(COLUMNS, len(ids))
    meshes: list[pv.PolyData] = []
    for start in range(0, len(ids), columns):
        row = ids[start : start + columns]
        gap = [pv.PolyData()] * (columns - len(row))
        meshes += [*map(fitted, row), *gap, *map(exact, row), *gap]
    write_atomically(file, png(draw_sheet([picture_of(mesh, SIZE) for mesh in meshes], columns)))
