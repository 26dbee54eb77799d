"""What a space costs a process that opens it, each step timed; run as a program, so that nothing is there before.

python -m explorer.bench.opened FOLDER
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from explorer import heap

Value = TypeVar("Value")

PATHS = 20  # whose median is taken, after the first
PLACES = 20
COLUMNS, COLOUR = 24, "#0b7a69"  # of a contact sheet
AGAIN = 2  # times that it is opened after the first


@dataclass(frozen=True)
class Opened:
    """Seconds and MiB of a space in a process of its own.

    Attributes:
        networks: how many it has.
        torch_mib: resident memory with torch and the program's modules imported.
        open_s: from the folder to the space, every file hashed and checked; so often one after the other.
        open_cpu_s: processor time of the first of these.
        map_s: from there to the message with which the browser draws the map.
        map_mib: of that message.
        first_path_s: the first path through the zoo: the graph of neighbours is built, or read.
        path_s: another one, median.
        nearest_s: six nearest networks of a latent, median.
        place_s: where a latent is (neighbours, typical distance, place on the map), median after the first.
        first_place_s: the first of those.
        on_map_s: the latent at a place on the map, median.
        lattice_s: a contact sheet over the whole map is laid out: which of its cells get a picture.
        tiles: how many do.
        tile_s: one of these pictures, decoded and drawn, or read where it was kept; median after the first.
        held_mib: resident memory at the end, without torch's and the program's own.
        mapped_mib: of that, pages of files, which the system takes back when it needs them.
    """

    networks: int
    torch_mib: float
    open_s: tuple[float, ...]
    open_cpu_s: float
    map_s: float
    map_mib: float
    first_path_s: float
    path_s: float
    nearest_s: float
    place_s: float
    first_place_s: float
    on_map_s: float
    lattice_s: float
    tiles: int
    tile_s: float
    held_mib: float
    mapped_mib: float


def measure(path: Path) -> Opened:
    """Open a space and go about in it.

    Raises:
        BundleError: the folder holds no sound space.
    """
    from explorer.explore.engine.engine import Engine  # noqa: PLC0415 - as below
    from explorer.explore.live.contact_sheet import ContactSheet, make_lattice  # noqa: PLC0415
    from explorer.explore.travel.location import latent_at_place, where  # noqa: PLC0415 - counted as the program's
    from explorer.explore.travel.paths import PathKind, make_path  # noqa: PLC0415
    from explorer.kinds import registry  # noqa: PLC0415
    from explorer.kinds.protocols import Storing  # noqa: PLC0415
    from explorer.space.bundle import load_space  # noqa: PLC0415
    from explorer.space.neighbours import nearest  # noqa: PLC0415
    from explorer.ui.live.mapdata import map_message  # noqa: PLC0415

    torch.randn(64, 64) @ torch.randn(64, 64)
    registry.promise("sdf", Storing, "be opened")  # imports what opens it
    before, files = _mib(1), _mib(2)
    busy = time.process_time()
    first_s, space = _timed(partial(load_space, path))
    busy = time.process_time() - busy
    map_s, message = _timed(partial(map_message, space))
    rng = np.random.default_rng(0)
    latents = space.latents[rng.integers(len(space), size=PLACES)] + np.float32(0.01)
    pairs = rng.choice(space.passable, (PATHS + 1, 2)).tolist()
    first_place_s = _timed(partial(where, space, latents[0]))[0]
    first_path_s, *paths = _times(partial(make_path, space, a, b, PathKind.ZOO) for a, b in pairs)
    near = _times(partial(nearest, space, latent, 6) for latent in latents)
    places = _times(partial(where, space, latent) for latent in latents)
    spots = [(float(x), float(y)) for x, y in rng.uniform(-0.7, 0.7, (PLACES, 2))]
    on_map = _times(partial(latent_at_place, space, spot) for spot in spots)
    size = len(message) / 2**20
    del message
    heap.give_back()
    held, mapped = _mib(1) - before, _mib(2) - files
    again = _times(partial(load_space, path) for _ in range(AGAIN))
    low, high = space.positions.min(0).tolist(), space.positions.max(0).tolist()
    lattice_s, lattice = _timed(partial(make_lattice, space, COLUMNS, (*low, *high)))
    sheet = ContactSheet(Engine())
    drawn = lattice.cells[: PLACES + 1]
    tiles = _times(partial(sheet.tile, space, lattice.middle(*cell), COLOUR) for cell in drawn)
    return Opened(
        networks=len(space),
        torch_mib=before,
        open_s=(first_s, *again),
        open_cpu_s=busy,
        map_s=map_s,
        map_mib=size,
        first_path_s=first_path_s,
        path_s=float(np.median(paths)),
        nearest_s=float(np.median(near)),
        place_s=float(np.median(places)),
        first_place_s=first_place_s,
        on_map_s=float(np.median(on_map)),
        lattice_s=lattice_s,
        tiles=len(lattice.cells),
        tile_s=float(np.median(tiles[1:])),
        held_mib=held,
        mapped_mib=mapped,
    )


def _times(works: Iterable[Callable[[], object]]) -> list[float]:
    """Seconds of each."""
    return [_timed(work)[0] for work in works]


def _timed(work: Callable[[], Value]) -> tuple[float, Value]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def _mib(column: int) -> float:
    """Of this process: 1: what is resident; 2: of that, pages of files."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[column]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    print(json.dumps(asdict(measure(Path(sys.argv[1])))))
