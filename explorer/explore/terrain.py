"""The terrain of a space of classifiers: what is decoded at every place of its map, and how good it is.

It is the landscape that latent optimization climbs, judged on validation images. It is computed once on a lattice,
and kept beside the spaces.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8

from explorer.explore.contact import Lattice, cache_folder
from explorer.explore.engine import Engine
from explorer.explore.sources import Decoded
from explorer.explore.where import latent_at_place
from explorer.files import write_atomically
from explorer.space.bundle import ClassifierSpace
from explorer.space.map import gap

COLUMNS = 40
IMAGES = 500  # of the validation images
MARGIN = 0.08  # of the map around the networks
FAR = 2.5  # gaps; beyond, nothing is said
CELLS = 16  # judged in one batch
FILE = "terrain.npz"
logger = logging.getLogger(__name__)


@dataclass
class Growing:
    """A terrain while it is computed.

    Attributes:
        lattice: the cells near enough to networks.
        accuracy: of each cell, in percent; NaN where nothing is known (yet).
        arch: index of the architecture decoded there.
    """

    lattice: Lattice
    accuracy: Float[np.ndarray, "rows columns"] = field(init=False)
    arch: UInt8[np.ndarray, "rows columns"] = field(init=False)

    def __post_init__(self) -> None:
        shape = (self.lattice.rows, self.lattice.columns)
        self.accuracy = np.full(shape, np.nan, np.float32)
        self.arch = np.zeros(shape, np.uint8)

    @property
    def done(self) -> float:
        """Share of the cells that are known."""
        return float(np.isfinite(self.accuracy).sum()) / max(len(self.lattice.cells), 1)


def terrain_lattice(space: ClassifierSpace, columns: int = COLUMNS) -> Lattice:
    """A lattice over the whole map; its cells are those not far from all networks, row by row."""
    low, high = space.positions.min(0) - MARGIN, space.positions.max(0) + MARGIN
    width, height = (high - low).tolist()
    rows = max(1, round(columns * height / width))
    box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    grid = Lattice(columns, rows, box, ())
    every = [(column, row) for row in range(rows) for column in range(columns)]
    return Lattice(columns, rows, box, tuple(cell for cell in every if gap(space, grid.middle(*cell)) <= FAR))


def judge_cells(
    engine: Engine,
    space: ClassifierSpace,
    growing: Growing,
    cells: Sequence[tuple[int, int]],
    check: Callable[[], None] = lambda: None,
) -> None:
    """Judge what is decoded at some cells, all in one batch, and write it into the terrain.

    `check` is called now and then and may raise; then nothing is written.
    """
    lattice = growing.lattice
    latents = [latent_at_place(space, lattice.middle(*cell)) for cell in cells]
    images = space.images.validation[:IMAGES]
    archs, logits = engine.answers(space, [Decoded.of(latent) for latent in latents], images, check)
    accuracy = 100 * (logits.argmax(-1) == images.labels).float().mean(1)
    for (column, row), value, arch in zip(cells, accuracy.tolist(), archs, strict=True):
        growing.accuracy[row, column] = value
        growing.arch[row, column] = arch


def batches(lattice: Lattice) -> list[tuple[tuple[int, int], ...]]:
    """The cells in batches, so ordered that the whole map is seen coarsely before it is seen finely."""

    def coarse_first(cell: tuple[int, int]) -> int:
        column, row = cell
        return next(k for k, step in enumerate((8, 4, 2, 1)) if column % step == 0 and row % step == 0)

    cells = sorted(lattice.cells, key=coarse_first)
    return [tuple(cells[k : k + CELLS]) for k in range(0, len(cells), CELLS)]


def make_terrain(
    engine: Engine, space: ClassifierSpace, progress: Callable[[int, int], None] = lambda done, total: None
) -> Growing:
    """The whole terrain, from where it is kept or computed."""
    growing = load_terrain(space) or Growing(terrain_lattice(space))
    if growing.done < 1:
        every = batches(growing.lattice)
        for done, cells in enumerate(every, 1):
            judge_cells(engine, space, growing, cells)
            progress(done, len(every))
        save_terrain(space, growing)
    return growing


def load_terrain(space: ClassifierSpace) -> Growing | None:
    """A finished terrain that was kept; None if there is none that can be used."""
    try:
        with np.load(_file(space), allow_pickle=False) as data:
            accuracy, arch = data["accuracy"], data["arch"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # it is made again
    growing = Growing(terrain_lattice(space))
    if accuracy.shape != growing.accuracy.shape or arch.shape != accuracy.shape or arch.dtype != np.uint8:
        return None
    growing.accuracy, growing.arch = accuracy.astype(np.float32), arch
    return growing if growing.done >= 1 and int(arch.max(initial=0)) < len(space.archs) else None


def save_terrain(space: ClassifierSpace, growing: Growing) -> None:
    """Keep a finished terrain; where that cannot be, it is computed again next time."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, accuracy=growing.accuracy, arch=growing.arch)
    try:
        write_atomically(_file(space), buffer.getvalue())
    except OSError as error:
        logger.info("The terrain of %s is not kept: %s", space.name, error)


def _file(space: ClassifierSpace) -> Path:
    return cache_folder(space) / FILE


def packed(growing: Growing) -> bytes:
    """For the browser: accuracy in half percents (255: unknown), then the architectures, a byte a cell."""
    halves = np.where(np.isfinite(growing.accuracy), np.rint(2 * np.nan_to_num(growing.accuracy)), 255)
    return bytes(halves.astype(np.uint8).tobytes() + growing.arch.tobytes())
