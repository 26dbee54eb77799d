"""`evaluate`: measure a space and print the numbers that its `space.json` should hold."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import Bars, print_json, print_numbers

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("evaluate", help="measure a space")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--write", action="store_true", help="also record the numbers in the space's space.json and model card"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and record if asked to."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.evaluate import evaluate
    from explorer.space.bundle import update_metrics
    from explorer.space.card import write_card

    engine = Engine()
    bars = Bars()
    try:
        numbers = evaluate(engine, engine.open(args.space), bars.report)
    finally:
        bars.close()
    if args.write:
        update_metrics(args.space, numbers)
        write_card(args.space)
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0
