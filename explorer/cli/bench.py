"""`bench`: how fast what the program does is, beside plain baselines measured in the same run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, print_json
from explorer.errors import BenchError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "bench",
        help="measure how fast the program is",
        description="Measure rows, each the ratio of a named baseline's time to ours, on the same input in the same "
        "process, in turns. Or how a drag feels in Chromium, or what zoos cost.",
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=("rows", "browser", "viewers", "zoos"),
        default="rows",
        help="rows (the default), a drag in Chromium, many live views at once, or what zoos cost in time and money",
    )
    parser.add_argument("--rows", nargs="+", metavar="NAME", help="of the rows only these (--list names all)")
    parser.add_argument("--list", action="store_true", help="name the rows")
    parser.add_argument("--quick", action="store_true", help="less in each row, and without the longest rows")
    views = parser.add_argument_group("viewers")
    views.add_argument("--clients", type=positive_int, nargs="+", default=[1, 5, 20], help="at once (1 5 20)")
    views.add_argument("--seconds", type=positive_int, default=60, help="of each case (default 60)")
    views.add_argument("--alone", action="store_true", help="without the two cases in which one client misbehaves")
    cost = parser.add_argument_group("zoos")
    cost.add_argument("--passes", type=float, default=20.0, help="over its data that a classifier trains (default 20)")
    cost.add_argument("--machines", type=positive_int, nargs="+", default=[1, 10, 100], help="how many (1 10 100)")
    cost.add_argument("--cores", type=positive_int, default=16, help="of each machine (default 16)")
    cost.add_argument("--price", type=float, metavar="P", help="of a core for an hour, in any currency")
    parser.add_argument(
        "--space", type=Path, default=Path("pretrained/furniture"), metavar="SPACE", help="folder of a space of shapes"
    )
    parser.add_argument(
        "--classifiers", type=Path, default=Path("pretrained/fashion-resnet8"), metavar="SPACE",
        help="folder of a space of classifiers",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print the rows."""
    run_one = {"rows": _run_rows, "browser": _run_browser, "viewers": _run_viewers, "zoos": _run_zoos}[args.what]
    return run_one(args)


def _run_viewers(args: argparse.Namespace) -> int:
    try:
        from explorer.bench.load import run_load
    except ModuleNotFoundError as error:
        raise BenchError(
            f"The bench of viewers needs {error.name}, which is not installed.", "pip install -r tests/requirements.txt"
        ) from error
    said = partial(print, file=sys.stderr)
    loads = run_load(args.space, args.clients, args.seconds, said, unruly=not args.alone)
    if args.json:
        print_json([asdict(load) | {"faults": load.faults} for load in loads])
    else:
        print("| case | frames a second each | slowest of fastest | move to frame | 95 % | MiB | at the end | faults |")
        print("| --- " * 8 + "|")
        for load in loads:
            frames = f"{min(load.frames_s):.1f} to {max(load.frames_s):.1f}"
            memory = f"{load.warm_mib:,.0f} after {load.warm_s:g} s | {load.end_mib:,.0f} ({load.growth:+.1f} %)"
            waits = f"{load.median_ms:,.0f} ms | {load.p95_ms:,.0f} ms"
            case = load.case if load.kept is None else f"{load.case}: of its frames a view kept {load.kept:.0%}"
            print(f"| {case} | {frames} | {load.share:.0%} | {waits} | {memory} | {'; '.join(load.faults)} |")
    return 1 if any(load.faults for load in loads) else 0


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


def _run_rows(args: argparse.Namespace) -> int:
    from explorer.bench.rows import Setting
    from explorer.bench.table import ROWS, names_of, run_rows, this_machine

    if args.list:
        print("\n".join(ROWS))
        return 0
    names = names_of(args.rows, args.quick)
    machine = this_machine()  # before the rows: its load is that of the others
    setting = Setting(args.space, args.classifiers, args.quick)
    rows = run_rows(names, setting, lambda name: print(name, file=sys.stderr))
    if args.json:
        print_json({"machine": asdict(machine), "rows": [asdict(row) for row in rows]})
        return 0
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    at = f", commit {machine.commit}" if machine.commit else ""
    print(f"Measured on: {machine.processor}, {machine.cores} cores, load {machine.load}; {versions}{at}.\n")
    print("| what | baseline | ratio (10th to 90th percentile) | aim | medians |\n| --- | --- | --- | --- | --- |")
    for row in rows:
        spread = f"{row.ratio:.2f} ({row.low:.2f} to {row.high:.2f})"
        print(f"| {row.row} | {row.baseline} | {spread} | {row.aim:g} | {row.note} |")
    return 0
