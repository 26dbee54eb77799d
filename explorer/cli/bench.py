"""`bench`: how fast meshes are made and dragged, beside a plain baseline measured in the same run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, print_json
from explorer.errors import BenchError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("bench", help="measure how fast latents become meshes, and how a drag feels")
    parser.add_argument(
        "what",
        nargs="?",
        choices=("meshes", "browser", "zoos"),
        default="meshes",
        help="latents to meshes, a drag in Chromium, or what zoos cost in time and money",
    )
    cost = parser.add_argument_group("zoos")
    cost.add_argument("--passes", type=float, default=20.0, help="over its data that a classifier trains (default 20)")
    cost.add_argument("--machines", type=positive_int, nargs="+", default=[1, 10, 100], help="how many (1 10 100)")
    cost.add_argument("--cores", type=positive_int, default=16, help="of each machine (default 16)")
    cost.add_argument("--price", type=float, metavar="P", help="of a core for an hour, in any currency")
    parser.add_argument(
        "--space", type=Path, default=Path("pretrained/furniture"), metavar="SPACE", help="folder of the space"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list of rows")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print the rows."""
    run_one = {"meshes": _run_meshes, "browser": _run_browser, "zoos": _run_zoos}[args.what]
    return run_one(args)


def _run_zoos(args: argparse.Namespace) -> int:
    from explorer.bench.costs import check, costs, machine, measure

    given = {"passes": args.passes, "machines": args.machines, "cores": args.cores, "price": args.price}
    check(**given)  # before a minute of measuring
    units = measure(lambda what: print(what, file=sys.stderr))
    found = costs(units, **given)
    if args.json:
        rows = {"machine": machine(), **given, "units": [asdict(u) for u in units], "zoos": [asdict(z) for z in found]}
        print_json(rows)
        return 0
    print(f"Measured on: {machine()}.\n")
    print("| network | core-seconds | images a second and core |\n| --- | --- | --- |")
    for unit in units:
        rate = f"{1 / unit.seconds:,.0f}" if unit.per == "image" else ""
        print(f"| {unit.name} | {unit.seconds:.2g} {'an image' if unit.per == 'image' else 'a network'} | {rate} |")
    print(f"\nClassifiers: {args.passes:g} passes over their data each. Machines of {args.cores} cores.\n")
    heads = [f"{count} machine{'s' * (count > 1)}" for count in args.machines]
    heads += [] if args.price is None else [f"price at {args.price:g} a core-hour"]
    print("| ".join(["| zoo ", "networks ", "core-hours ", *(f"{head} " for head in heads)]) + "|")
    print("| --- " * (3 + len(heads)) + "|")
    for zoo in found:
        cells = [zoo.name, f"{zoo.networks:,}", _hours(zoo.core_hours), *(_spoken(hours) for hours in zoo.hours)]
        cells += [] if zoo.price is None else [f"{zoo.price:,.2f}"]
        print("| " + " | ".join(cells) + " |")
    return 0


def _hours(hours: float) -> str:
    return f"{hours:,.0f}" if hours >= 10 else f"{hours:.2g}"


def _spoken(hours: float) -> str:
    if hours >= 48:
        return f"{hours / 24:,.0f} days"
    return f"{hours:.1f} h" if hours >= 1 else f"{max(1.0, hours * 60):.0f} min"


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
