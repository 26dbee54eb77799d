"""`sheet`: draw paths between networks, a row a path, as the README shows them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, progress_bar
from explorer.kinds.shapes.meshes import meshes_of

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("sheet", help="draw paths between networks as a picture")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.png", help="the picture")
    parser.add_argument("--path", choices=["zoo", "straight", "raw"], default="zoo", help="how to go (zoo)")
    parser.add_argument("--steps", type=positive_int, default=8, help="shapes in a row, both ends included (8)")
    parser.add_argument(
        "--pair", nargs=2, type=int, action="append", metavar=("A", "B"), help="ids; may be given several times"
    )
    parser.add_argument("--pairs", type=positive_int, default=10, help="without --pair: held-out pairs to draw (10)")
    parser.add_argument("--resolution", type=positive_int, default=128, help="of the meshes, per axis (128)")
    parser.add_argument("--size", type=positive_int, default=180, help="pixels of a shape, each way (180)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw; the file is whole or not there."""
    import numpy as np

    from explorer.explore.draw.png import png
    from explorer.explore.draw.sheet import draw_sheet
    from explorer.explore.engine.engine import Decoded, Engine, Raw
    from explorer.explore.travel.paths import PathKind, latent_at, make_path
    from explorer.files import write_atomically
    from explorer.kinds.shapes.evaluate import heldout_pairs
    from explorer.kinds.shapes.space import shapes_only
    from explorer.kinds.shapes.thumbnail import picture_of

    engine = Engine()
    space = shapes_only(engine.open(args.space))
    kind = PathKind(args.path)
    pairs = [tuple(pair) for pair in args.pair] if args.pair else heldout_pairs(space, args.pairs)
    shares = np.linspace(0, 1, args.steps)
    meshes = []
    with progress_bar("drawing", "path") as report:
        for done, (a, b) in enumerate(pairs, 1):
            path = make_path(space, a, b, kind)
            sources = [
                Raw(a, b, float(t)) if kind is PathKind.RAW else Decoded.of(latent_at(path, float(t))) for t in shares
            ]
            meshes += meshes_of(engine, space, sources, args.resolution)
            report(done, len(pairs))
    write_atomically(args.out, png(draw_sheet([picture_of(mesh, args.size) for mesh in meshes], args.steps)))
    kinds = space.labels["kind"]
    for row, (a, b) in enumerate(pairs, 1):
        print(f"row {row}: {kinds[a]} {a} to {kinds[b]} {b}")
    print(f"Drawn to {args.out}", file=sys.stderr)
    return 0
