"""`bench`: how fast meshes are made and dragged, beside a plain baseline measured in the same run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import print_json
from explorer.errors import BenchError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("bench", help="measure how fast latents become meshes, and how a drag feels")
    parser.add_argument(
        "what",
        nargs="?",
        choices=("meshes", "browser"),
        default="meshes",
        help="latents to meshes, or a drag in Chromium",
    )
    parser.add_argument(
        "--space", type=Path, default=Path("pretrained/furniture"), metavar="SPACE", help="folder of the space"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list of rows")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print the rows."""
    return _run_browser(args) if args.what == "browser" else _run_meshes(args)


def _run_browser(args: argparse.Namespace) -> int:
    try:
        from explorer.bench.browser import run_browser_bench
    except ModuleNotFoundError as error:
        raise BenchError(
            f"The browser bench needs {error.name}, which is not installed.", "pip install -r tests/requirements.txt"
        ) from error
    measures = run_browser_bench(args.space, progress=lambda what: print(what, file=sys.stderr))
    if args.json:
        print_json([asdict(measure) for measure in measures])
        return 0
    for m in measures:
        beside = "" if m.baseline is None else f"; st.slider and a rerun: {m.baseline:,.1f} {m.unit} (ratio {m.ratio})"
        print(f"{m.row}: {m.value:,.1f} {m.unit} (aim {m.aim:,g}){beside}")
        print(f"    {m.low:,.1f} to {m.high:,.1f} (10th to 90th percentile), {m.note}")
    return 0


def _run_meshes(args: argparse.Namespace) -> int:
    from explorer.bench.meshes import run_bench

    rows = run_bench(args.space, progress=lambda what: print(what, file=sys.stderr))
    if args.json:
        print_json([asdict(row) for row in rows])
        return 0
    for row in rows:
        print(f"{row.row}: {row.ratio:.1f} times as fast as {row.baseline}")
        print(f"    {row.low:.1f} to {row.high:.1f} in the rounds, aim {row.aim:g}; {row.note}")
    return 0
