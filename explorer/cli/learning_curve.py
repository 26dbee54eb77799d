"""`learning-curve`: how a space gets better as its zoo grows, and how many more networks would help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import Bars, positive_int, print_json, seed_int

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("learning-curve", help="say how many more networks a space would need")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--steps", type=positive_int, help="of each training, instead of the recipe's")
    parser.add_argument(
        "--draws", type=positive_int, help="trainings on networks of one number at most (three on a quarter, else two)"
    )
    parser.add_argument("--start", type=Path, metavar="SPACE", help="begin each with the model of this space")
    parser.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (0)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train on parts of the zoo, measure and print."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.learning import learning_curve, said

    engine = Engine()
    bars = Bars()
    try:
        start = engine.open(args.start) if args.start else None
        result = learning_curve(engine, engine.open(args.space), args.steps, args.seed, start, bars.report, args.draws)
    finally:
        bars.close()
    if args.json:
        print_json(result)
    else:
        print("\n".join(said(result)))
    return 0
