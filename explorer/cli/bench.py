"""`bench`: how fast meshes are made, as ratios to a plain baseline measured in the same run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import print_json

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("bench", help="measure how fast latents become meshes")
    parser.add_argument(
        "--space", type=Path, default=Path("pretrained/furniture"), metavar="SPACE", help="folder of the space"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list of rows")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print the rows."""
    from explorer.bench.meshes import run_bench

    rows = run_bench(args.space, progress=lambda what: print(what, file=sys.stderr))
    if args.json:
        print_json([asdict(row) for row in rows])
        return 0
    for row in rows:
        print(f"{row.row}: {row.ratio:.1f} times as fast as {row.baseline}")
        print(f"    {row.low:.1f} to {row.high:.1f} in the rounds, aim {row.aim:g}; {row.note}")
    return 0
