"""The terrain of a map: what is decoded at every place of it, and what that is worth, where the kind can say so.

It is the landscape that latent optimization climbs. It is computed once on a lattice, and kept beside the spaces.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.live.contact_sheet import Lattice, cache_folder
from explorer.explore.travel.curve import valued
from explorer.explore.travel.location import latent_at_place
from explorer.files import read_npz, write_atomically
from explorer.kinds.protocols import Check
from explorer.space.bundle import Space
from explorer.space.map import gap, spacing

LONGER = 48  # cells along the longer side of the map
MOST = 256  # cells each way
MARGIN = 0.3  # of the map's longer side: so much is shown around the networks at most
NEAR, FAR = 1.0, 2.5  # gaps (`space.map.gap`): from the one on it fades, beyond the other nothing is said
CELLS = 8  # valued in one batch: one that is put off for a hand in motion begins again
COARSE = (8, 4, 2, 1)  # every so-many-th cell comes first, then those between
FILE = f"terrain-{LONGER}.npz"
MOST_BYTES = 2**22  # of its arrays
BYTES, UNKNOWN = 254, 255  # what is known spans 0 to 254
TERRAIN = "have a terrain"  # what a space can
logger = logging.getLogger(__name__)


@dataclass
class Growing:
    """A terrain while it is computed.

    Attributes:
        lattice: the cells near enough to networks.
        near: how near networks are to each cell: 1 among them, 0 where nothing is said; it falls to the map's edge too.
        low: the least value that is told apart.
        high: the greatest.
        value: what each cell is worth; NaN where nothing is known (yet).
        group: index of the group that is decoded there; 0 where there are no groups.
    """

    lattice: Lattice
    near: Float[np.ndarray, "rows columns"]
    low: float
    high: float
    value: Float[np.ndarray, "rows columns"] = field(init=False)
    group: UInt8[np.ndarray, "rows columns"] = field(init=False)

    def __post_init__(self) -> None:
        shape = (self.lattice.rows, self.lattice.columns)
        self.value = np.full(shape, np.nan, np.float32)
        self.group = np.zeros(shape, np.uint8)

    @property
    def done(self) -> float:
        """Share of the cells that are known."""
        return float(np.isfinite(self.value).sum()) / max(len(self.lattice.cells), 1)

    def knows(self, cells: Sequence[tuple[int, int]]) -> bool:
        """Whether all of these cells are known."""
        return all(np.isfinite(self.value[row, column]) for column, row in cells)


def empty_terrain(space: Space, longer: int = LONGER) -> Growing:
    """A terrain of which nothing is known yet, over the whole map; its cells are those not far from all networks.

    Args:
        space: the space.
        longer: cells along the longer side of the map; they are square.

    Raises:
        SelectionError: `longer` is out of range, or networks of the space's kind are not valued.
    """
    worth = valued(space, TERRAIN)[1]
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
    return Growing(Lattice(columns, rows, box, cells), near.astype(np.float32), worth.low, worth.high)


def value_cells(
    engine: Engine,
    space: Space,
    growing: Growing,
    cells: Sequence[tuple[int, int]],
    check: Check = lambda: None,
) -> None:
    """Find what is decoded at some cells, and its worth, all in one batch, and write it into the terrain.

    `check` is called now and then and may raise; then nothing is written.
    """
    lattice = growing.lattice
    latents = np.stack([latent_at_place(space, lattice.middle(*cell)) for cell in cells])
    found = valued(space, TERRAIN)[0].at(engine, space, latents, check)
    groups = [0] * len(cells) if found.groups is None else found.groups
    for (column, row), value, group in zip(cells, found.values.tolist(), groups, strict=True):
        growing.value[row, column] = value
        growing.group[row, column] = group


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
    engine: Engine, space: Space, progress: Callable[[int, int], None] = lambda done, total: None
) -> Growing:
    """The whole terrain, from where it is kept or computed.

    Args:
        engine: decodes.
        space: the space.
        progress: called after each batch with how many are done, and of how many; may raise to end it.
    """
    growing = load_terrain(space) or empty_terrain(space)
    batches_left = missing(growing)
    for done, cells in enumerate(batches_left, 1):
        value_cells(engine, space, growing, cells)
        progress(done, len(batches_left))
    if batches_left:
        save_terrain(space, growing)
    return growing


def load_terrain(space: Space) -> Growing | None:
    """A finished terrain that was kept; None if there is none that can be used."""
    try:
        data = read_npz(_file(space), MOST_BYTES)
        value, group, box = data["value"], data["group"], data["box"]
    except (OSError, ValueError, KeyError):
        return None  # it is made again
    growing = empty_terrain(space)
    if not np.array_equal(box, growing.lattice.box):  # made by another version of this file
        return None
    if value.shape != growing.value.shape or group.shape != value.shape or group.dtype != np.uint8:
        return None
    growing.value, growing.group = value.astype(np.float32), group
    groups = max(len(valued(space, TERRAIN)[0].groups(space)), 1)
    return growing if growing.done >= 1 and int(group.max(initial=0)) < groups else None


def save_terrain(space: Space, growing: Growing) -> None:
    """Keep a finished terrain; where that cannot be, it is computed again next time."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, value=growing.value, group=growing.group, box=growing.lattice.box)
    try:
        write_atomically(_file(space), buffer.getvalue())
    except OSError as error:
        logger.info("The terrain of %s is not kept: %s", space.name, error)


def _file(space: Space) -> Path:
    return cache_folder(space) / FILE


def packed(growing: Growing) -> bytes:
    """For the browser, a byte a cell: values, then groups, then nearness.

    Values span 0 to 254 from `low` to `high`; 255 is unknown. Of nearness, 255 is among networks, and 0 too far from
    them to say anything.
    """
    shares = (np.nan_to_num(growing.value) - growing.low) / (growing.high - growing.low)
    values = np.where(np.isfinite(growing.value), np.rint(np.clip(shares, 0, 1) * BYTES), UNKNOWN)
    near = np.rint(255 * growing.near)
    return b"".join(plane.astype(np.uint8).tobytes() for plane in (values, growing.group, near))
