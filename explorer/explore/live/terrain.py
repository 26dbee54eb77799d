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

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.live.contact_sheet import Lattice, cache_folder
from explorer.explore.travel.location import latent_at_place
from explorer.files import write_atomically
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.space.map import gap, spacing

LONGER = 48  # cells along the longer side of the map
MOST = 256  # cells each way
IMAGES = 500  # of the validation images
MARGIN = 0.3  # of the map's longer side: so much is shown around the networks at most
NEAR, FAR = 1.0, 2.5  # gaps (`space.map.gap`): from the one on it fades, beyond the other nothing is said
CELLS = 8  # judged in one batch: one that is put off for a hand in motion begins again
COARSE = (8, 4, 2, 1)  # every so-many-th cell comes first, then those between
FILE = f"terrain-{LONGER}-{IMAGES}.npz"
logger = logging.getLogger(__name__)


@dataclass
class Growing:
    """A terrain while it is computed.

    Attributes:
        lattice: the cells near enough to networks.
        near: how near networks are to each cell: 1 among them, 0 where nothing is said; it falls to the map's edge too.
        accuracy: of each cell, in percent; NaN where nothing is known (yet).
        arch: index of the architecture decoded there.
    """

    lattice: Lattice
    near: Float[np.ndarray, "rows columns"]
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

    def knows(self, cells: Sequence[tuple[int, int]]) -> bool:
        """Whether all of these cells are known."""
        return all(np.isfinite(self.accuracy[row, column]) for column, row in cells)


def empty_terrain(space: ClassifierSpace, longer: int = LONGER) -> Growing:
    """A terrain of which nothing is known yet, over the whole map; its cells are those not far from all networks.

    Args:
        space: the space.
        longer: cells along the longer side of the map; they are square.

    Raises:
        SelectionError: `longer` is out of range.
    """
    if not 1 <= longer <= MOST:
        raise SelectionError(f"A terrain of {longer} cells is not made.", f"Choose 1 to {MOST}.")
    low, high = space.positions.min(0), space.positions.max(0)
    margin = min(FAR * spacing(space), MARGIN * max(float((high - low).max()), spacing(space)))  # it fades out in there
    low, high = low - margin, high + margin
    columns, rows = (max(1, round(longer * side)) for side in ((high - low) / (high - low).max()).tolist())
    box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    grid = Lattice(columns, rows, box, ())
    middles = np.array([[grid.middle(column, row) for column in range(columns)] for row in range(rows)])
    gaps = np.array([[gap(space, (x, y)) for x, y in row] for row in middles])
    to_edge = np.minimum(middles - low, high - middles).min(-1)
    near = np.clip((FAR - gaps) / (FAR - NEAR), 0, 1) * np.clip(to_edge / margin, 0, 1)
    cells = tuple((column, row) for row, column in np.argwhere(gaps <= FAR).tolist())
    return Growing(Lattice(columns, rows, box, cells), near.astype(np.float32))


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
    sources = [Decoded.of(latent) for latent in latents]
    archs, accuracy = accuracies(engine, space, sources, space.images.validation[:IMAGES], check)
    for (column, row), value, arch in zip(cells, accuracy.tolist(), archs, strict=True):
        growing.accuracy[row, column] = value
        growing.arch[row, column] = arch


def batches(lattice: Lattice) -> list[tuple[tuple[int, int], ...]]:
    """The cells in batches, so ordered that the whole map is seen coarsely before it is seen finely."""

    def coarse_first(cell: tuple[int, int]) -> int:
        column, row = cell
        return next(k for k, step in enumerate(COARSE) if column % step == 0 and row % step == 0)

    cells = sorted(lattice.cells, key=coarse_first)
    return [tuple(cells[k : k + CELLS]) for k in range(0, len(cells), CELLS)]


def missing(growing: Growing) -> list[tuple[tuple[int, int], ...]]:
    """The batches of which something is not known yet."""
    return [cells for cells in batches(growing.lattice) if not growing.knows(cells)]


def make_terrain(
    engine: Engine, space: ClassifierSpace, progress: Callable[[int, int], None] = lambda done, total: None
) -> Growing:
    """The whole terrain, from where it is kept or computed.

    Args:
        engine: judges.
        space: the space.
        progress: called after each batch with how many are done, and of how many; may raise to end it.
    """
    growing = load_terrain(space) or empty_terrain(space)
    batches_left = missing(growing)
    for done, cells in enumerate(batches_left, 1):
        judge_cells(engine, space, growing, cells)
        progress(done, len(batches_left))
    if batches_left:
        save_terrain(space, growing)
    return growing


def load_terrain(space: ClassifierSpace) -> Growing | None:
    """A finished terrain that was kept; None if there is none that can be used."""
    try:
        with np.load(io.BytesIO(_file(space).read_bytes()), allow_pickle=False) as data:
            accuracy, arch, box = data["accuracy"], data["arch"], data["box"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # it is made again
    growing = empty_terrain(space)
    if not np.array_equal(box, growing.lattice.box):  # made by another version of this file
        return None
    if accuracy.shape != growing.accuracy.shape or arch.shape != accuracy.shape or arch.dtype != np.uint8:
        return None
    growing.accuracy, growing.arch = accuracy.astype(np.float32), arch
    return growing if growing.done >= 1 and int(arch.max(initial=0)) < len(space.archs) else None


def save_terrain(space: ClassifierSpace, growing: Growing) -> None:
    """Keep a finished terrain; where that cannot be, it is computed again next time."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, accuracy=growing.accuracy, arch=growing.arch, box=growing.lattice.box)
    try:
        write_atomically(_file(space), buffer.getvalue())
    except OSError as error:
        logger.info("The terrain of %s is not kept: %s", space.name, error)


def _file(space: ClassifierSpace) -> Path:
    return cache_folder(space) / FILE


def packed(growing: Growing) -> bytes:
    """For the browser, a byte a cell: accuracies in half percents (255: unknown), then architectures, then nearness.

    Of the last, 255 is among networks, and 0 too far from them to say anything.
    """
    halves = np.where(np.isfinite(growing.accuracy), np.rint(2 * np.nan_to_num(growing.accuracy)), 255)
    near = np.rint(255 * growing.near)
    return b"".join(plane.astype(np.uint8).tobytes() for plane in (halves, growing.arch, near))
