"""A film of shapes: how long it takes to make beside how long it plays."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from explorer.bench.rows import Row, Setting, Timing
from explorer.explore.engine.engine import Engine
from explorer.explore.takeaway.film import FilmOptions, Look, drawing, make_film, mp4_of, shares
from explorer.explore.travel.paths import PathKind, make_tour, source_at
from explorer.kinds.shapes.meshes import mesh_of

SIZE, RESOLUTION = (1280, 720), 128
AIM = 1.0  # real time
ROUNDS = 5


def film(setting: Setting) -> Row:
    """MP4 films at 720p, each of other networks, nothing cached; and what the parts of a picture take by themselves.

    The baseline is not run: it is the time that the films play. A first film, untimed, loads what all films need.
    """
    engine = Engine(cache_bytes=0)
    space = engine.open(setting.shapes)
    ids = space.heldout if len(space.heldout) else space.train
    chosen = ids[np.linspace(0, len(ids) - 1, ROUNDS + 1).round().astype(int)].tolist()
    options = FilmOptions("mp4", 0.2 if setting.quick else 2.0, look=Look(SIZE), resolution=RESOLUTION)
    tours = [make_tour(space, [a, b], PathKind.ZOO) for a, b in pairwise(chosen)]
    make_film(engine, space, tours[0], options)
    taken, busy = [], 0.0
    for tour in tours:
        before, start = _processor_s(), time.perf_counter()
        make_film(engine, space, tour, options)
        taken.append(time.perf_counter() - start)
        busy += (_processor_s() - before) / (len(tours) * options.seconds)

    # One after the other, each with the machine for itself.
    tour, times = tours[0], shares(options.count, pingpong=False)
    drawn = drawing(space).film(engine, space, tour, options, lambda: False)
    meshes = _each([partial(mesh_of, engine, space, source_at(space, tour, t), RESOLUTION) for t in times])
    whole = _each([partial(drawn.picture, t, 0.0) for t in times])
    pictures = [drawn.picture(t, 0.0) for t in times]
    encoded = _each([partial(mp4_of, pictures, options)]) / len(pictures)
    timing = Timing(tuple(taken), (options.seconds,) * len(taken))
    row = timing.row("a film of shapes, 1280x720", "the time that it plays", AIM, setting.where(engine.device))
    mesh_ms, draw_ms, code_ms = 1000 * meshes, 1000 * (whole - meshes), 1000 * encoded
    parts = f"network and mesh {mesh_ms:.0f} ms, light and raster {draw_ms:.0f} ms, ffmpeg {code_ms:.0f} ms"
    said = f"{row.note}; a picture by itself: {parts}; processor time for a second of film: {busy:.1f} s"
    return Row(row.row, row.baseline, row.ratio, row.low, row.high, row.aim, said)


def _each(works: list[Callable[[], object]]) -> float:
    """Seconds that each takes on average."""
    start = time.perf_counter()
    for work in works:
        work()
    return (time.perf_counter() - start) / len(works)


def _processor_s() -> float:
    """Processor time of this process and of those that it waited for, ffmpeg among them."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
