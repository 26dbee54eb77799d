"""A contact sheet: what lives where on the map, as small pictures on a lattice.

A picture depends on the space's version, the place and the colour alone. It is decoded once and kept beside the
spaces, in `.sheets` (a name that is never taken for a space); where that cannot be written, in the user's cache folder,
or in memory.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float
from scipy.spatial import cKDTree

from explorer.errors import SelectionError
from explorer.explore.draw.pictures import small_picture
from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.travel.location import latent_at_place
from explorer.files import regular, user_cache
from explorer.space.bundle import Space
from explorer.space.map import spacing

COLUMNS = (4, 40)  # fewest, most
MAX_ROWS = 60
TILE_SIZE = 96  # pixels
TILE_RESOLUTION = 40
NEAR_CELLS = 0.75  # a cell is near enough if a network lies within this many cells of its middle ...
NEAR_GAPS = 2.0  # ... or within this many times the usual gap between networks on the map
FOLDER = ".sheets"
MEMORY_BYTES = 32 * 2**20
MAX_FILES = 20_000  # some 4 kB each
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lattice:
    """Square cells over a part of the map.

    Attributes:
        columns: along x; column 0 is at the box's `x0`.
        rows: along y; row 0 is at the box's `y0`.
        box: x0, y0, x1, y1 in map coordinates.
        cells: column and row of those near enough to networks, from the middle outwards.
        empty: those of the cells in which no network lies, and none as near to the middle as neighbours on the map are:
            what is decoded there is a mean of networks around it.
    """

    columns: int
    rows: int
    box: tuple[float, float, float, float]
    cells: tuple[tuple[int, int], ...]
    empty: frozenset[tuple[int, int]] = frozenset()

    def middle(self, column: int, row: int) -> tuple[float, float]:
        """The middle of a cell, in map coordinates."""
        x0, y0, x1, y1 = self.box
        return x0 + (column + 0.5) / self.columns * (x1 - x0), y0 + (row + 0.5) / self.rows * (y1 - y0)


def make_lattice(space: Space, columns: int, box: tuple[float, float, float, float]) -> Lattice:
    """The lattice of a box, and which of its cells are worth a picture.

    Raises:
        SelectionError: the box is empty, or the number of columns is out of range.
    """
    x0, y0, x1, y1 = box
    if not (np.isfinite(box).all() and x0 < x1 and y0 < y1):
        raise SelectionError(f"The box {box} is empty.", "Give x0, y0, x1, y1 with x0 < x1 and y0 < y1.")
    if not COLUMNS[0] <= columns <= COLUMNS[1]:
        raise SelectionError(f"A sheet of {columns} columns is not made.", f"Choose {COLUMNS[0]} to {COLUMNS[1]}.")
    rows = min(max(1, round(columns * (y1 - y0) / (x1 - x0))), MAX_ROWS)
    grid = Lattice(columns, rows, box, ())
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    middles = np.array([grid.middle(*cell) for cell in cells])
    tree = cKDTree(space.positions)
    distance, _ = tree.query(middles)
    near = distance <= max(NEAR_CELLS * (x1 - x0) / columns, NEAR_GAPS * _usual_gap(tree, space.positions))
    order = np.argsort(np.linalg.norm(middles - [(x0 + x1) / 2, (y0 + y1) / 2], axis=1), kind="stable")
    held = np.floor((space.positions - [x0, y0]) / [(x1 - x0) / columns, (y1 - y0) / rows]).astype(int)
    taken = set(map(tuple, held.tolist()))
    far = np.flatnonzero(near & (distance > spacing(space)))
    empty = frozenset(cells[k] for k in far if cells[k] not in taken)
    return Lattice(columns, rows, box, tuple(cells[k] for k in order if near[k]), empty)


def _usual_gap(tree: cKDTree, positions: Float[np.ndarray, "n 2"]) -> float:
    if len(positions) < 2:
        return 0.0
    return float(np.median(tree.query(positions, k=2)[0][:, 1]))


class ContactSheet:
    """Makes and keeps the pictures; one a process. To be called from one thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._memory: ByteCache[bytes] = ByteCache(MEMORY_BYTES)
        self._folders: dict[Path, Path | None] = {}

    def tile(self, space: Space, place: tuple[float, float], colour: str, cancelled: Cancelled | None = None) -> bytes:
        """A PNG of the network at a place on the map.

        Args:
            space: the space.
            place: in map coordinates.
            colour: "#rrggbb".
            cancelled: see `Engine.once`.

        Raises:
            Dropped: nobody waits any more.
        """
        name = tile_name(space, place, colour)
        picture = self._memory.get(name) or self._read(space, name)
        if picture is None:
            source = Decoded.of(latent_at_place(space, place))
            picture = small_picture(self._engine, space, source, TILE_RESOLUTION, TILE_SIZE, colour, cancelled)
            self._write(space, name, picture)
        self._memory.put(name, picture, len(picture))
        return picture

    def _read(self, space: Space, name: str) -> bytes | None:
        folder = self._folder(space)
        if folder is None:
            return None
        try:
            data = regular(folder / name).read_bytes()
        except OSError:
            return None
        return data if data.startswith(b"\x89PNG") and data.endswith(b"IEND\xaeB`\x82") else None

    def _write(self, space: Space, name: str, picture: bytes) -> None:
        folder = self._folder(space)
        if folder is None:
            return
        temporary = folder / f".{name}.{uuid.uuid4().hex[:8]}.tmp"
        try:
            # Without the fsync of `files.write_atomically`: a lost picture is made again, a cut one not believed.
            temporary.write_bytes(picture)
            temporary.replace(folder / name)
        except OSError as error:
            logger.warning("Pictures of %s are kept in memory alone from now on: %s", space.name, error)
            self._folders[space.path] = None

    def _folder(self, space: Space) -> Path | None:
        """Where the pictures of a space lie; None if they cannot."""
        if space.path not in self._folders:
            try:
                folder = cache_folder(space)
                prune(folder, MAX_FILES)
            except OSError as error:
                logger.info("Pictures of %s are kept in memory alone: %s", space.name, error)
                self._folders[space.path] = None
            else:
                self._folders[space.path] = folder
        return self._folders[space.path]


def cache_folder(space: Space) -> Path:
    """Where what is made once of a space may be kept, named by its version; it is there.

    It lies beside the spaces; where these cannot be written, in the user's cache folder.

    Raises:
        OSError: neither can be made.
    """
    name = f"{space.name}-{space.version[:16]}"
    try:
        return _made(space.path.parent / FOLDER / name)
    except OSError:
        return _made(user_cache() / "sheets" / name)


def _made(folder: Path) -> Path:
    """A folder that can be written to.

    Raises:
        OSError: it cannot.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")  # nobody's to commit
    return folder


def tile_name(space: Space, place: tuple[float, float], colour: str) -> str:
    """The file of a picture."""
    # `+ 0.0` makes -0.0 to 0.0: one place, one name
    x, y = (round(value, 5) + 0.0 for value in place)
    text = f"{space.version} {x:.5f} {y:.5f} {colour.lower()} {TILE_SIZE} {TILE_RESOLUTION}"
    return hashlib.sha256(text.encode()).hexdigest()[:32] + ".png"


def prune(folder: Path, most: int) -> None:
    """Of more than `most` pictures, delete the oldest, down to three quarters of that."""
    files = [file for file in folder.iterdir() if file.suffix == ".png"]
    if len(files) > most:
        files.sort(key=lambda file: file.stat().st_mtime)
        for file in files[: len(files) - most * 3 // 4]:
            file.unlink(missing_ok=True)
