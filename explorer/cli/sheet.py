"""`sheet`: draw paths between networks, a row a path; or held-out networks as they are read, a column each."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, progress_bar

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine
    from explorer.kinds.protocols import Drawing
    from explorer.space.bundle import Space

COLUMNS = 10  # of held-out networks, side by side
COLOURS = 96  # of a picture: shapes are of one; a third of the bytes, and no difference is seen


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("sheet", help="draw paths between networks as a picture")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.png", help="the picture")
    parser.add_argument("--path", choices=["zoo", "straight", "raw"], default="zoo", help="how to go (zoo)")
    parser.add_argument("--steps", type=positive_int, default=8, help="networks in a row, both ends included (8)")
    parser.add_argument(
        "--pair", nargs=2, type=int, action="append", metavar=("A", "B"), help="ids; may be given several times"
    )
    parser.add_argument(
        "--held-out", type=positive_int, metavar="N",
        help="no paths, but N held-out networks, a column each: as they are, as they are read, refined, fitted",
    )  # fmt: skip
    parser.add_argument("--pairs", type=positive_int, default=10, help="without --pair: held-out pairs to draw (10)")
    parser.add_argument(
        "--resolution", type=positive_int, help="how finely networks are evaluated (of shapes 128 samples per axis)"
    )
    parser.add_argument("--size", type=positive_int, default=180, help="pixels of a network, each way (180)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw; the file is whole or not there."""
    import numpy as np

    from explorer.explore.draw.png import png
    from explorer.explore.draw.sheet import draw_sheet
    from explorer.explore.engine.engine import Engine
    from explorer.explore.takeaway.film import drawing
    from explorer.explore.travel.paths import PathKind, make_tour, source_at
    from explorer.files import write_atomically
    from explorer.space.naming import network_name

    engine = Engine()
    space = engine.open(args.space)
    draws = drawing(space)
    if args.held_out:
        return _draw_readings(args, engine, space, draws)
    pairs = [tuple(pair) for pair in args.pair] if args.pair else draws.pairs(space, args.pairs)
    shares = np.linspace(0, 1, args.steps).tolist()
    pictures = []
    with progress_bar("drawing", "path") as report:
        for done, pair in enumerate(pairs, 1):
            tour = make_tour(space, list(pair), PathKind(args.path))
            for t in shares:
                source = source_at(space, tour, t)
                pictures.append(draws.tile(engine, space, source, args.resolution or draws.resolution, args.size))
            report(done, len(pairs))
    write_atomically(args.out, png(draw_sheet(pictures, args.steps), COLOURS))
    for row, (a, b) in enumerate(pairs, 1):
        print(f"row {row}: {network_name(space, a)} to {network_name(space, b)}")
    print(f"Drawn to {args.out}", file=sys.stderr)
    return 0


def _draw_readings(args: argparse.Namespace, engine: Engine, space: Space, draws: Drawing) -> int:
    import numpy as np

    from explorer.explore.draw.png import png
    from explorer.explore.draw.sheet import draw_sheet
    from explorer.files import write_atomically
    from explorer.kinds.protocols import ReadingsDrawn
    from explorer.kinds.registry import promise
    from explorer.space.naming import network_name

    readings = promise(space.kind, ReadingsDrawn, "draw how held-out networks are read")
    ids = space.heldout[: args.held_out].tolist()
    columns = min(COLUMNS, len(ids))
    drawn = []
    with progress_bar("reading", "network") as report:
        for done, i in enumerate(ids, 1):
            sources = readings.sources(engine, space, i)
            resolution = args.resolution or draws.resolution
            drawn.append([draws.tile(engine, space, source, resolution, args.size) for source in sources])
            report(done, len(ids))
    pictures = []
    for start in range(0, len(drawn), columns):
        some = drawn[start : start + columns]
        blank = np.zeros_like(some[0][0])
        for way in range(len(readings.ways)):
            pictures += [one[way] for one in some] + [blank] * (columns - len(some))
    write_atomically(args.out, png(draw_sheet(pictures, columns), COLOURS))
    print("rows: " + "; ".join(readings.ways))
    print("columns: " + ", ".join(network_name(space, i) for i in ids))
    print(f"Drawn to {args.out}", file=sys.stderr)
    return 0
