"""`claims`: whether README and model cards claim what was measured, and whether that comes out again."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import Bars, print_json, printable, repeat_ray, resume_hint
from explorer.cli.evaluate import add_workers, measured
from explorer.errors import SelectionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.claims.again import Compared
    from explorer.claims.ledger import Ledger
    from explorer.claims.stated import Checked
    from explorer.cli.common import Subparsers

ALL = "all"


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "claims",
        help="check every figure that README and model cards claim",
        description="Hold every figure of README and model cards against what the spaces recorded and against the "
        "ledger, which also lists what is not measured again, and why. With --measure also measure spaces again, "
        "without writing to them, and hold what comes out against what they recorded.",
    )
    parser.add_argument(
        "--measure",
        nargs="+",
        default=[],
        metavar="SPACE",
        help="spaces to measure again, by name; or all: minutes each",
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="folder of the sources (the one that it runs in)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_workers(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, and measure if asked to; the exit status is 2 if a figure does not agree."""
    from explorer.claims.ledger import read_ledger
    from explorer.claims.stated import check_texts

    ledger = read_ledger()
    checked = check_texts(args.root, ledger)
    spaces = _spaces(args)
    if not args.json:
        _print_texts(checked, ledger)
    again: dict[str, list[Compared]] = {}
    bars = Bars()
    try:
        for space in spaces:
            again[space.name] = _measure(space, args, bars)
            if not args.json:
                bars.close()
                _print_space(space.name, again[space.name])
    except KeyboardInterrupt:
        bars.close()
        resume_hint(["claims", "--measure", *args.measure, *repeat_ray(args)])
        return 130
    finally:
        bars.close()
    wrong = any(text.mismatches for text in checked) or any(row.wrong for rows in again.values() for row in rows)
    if args.json:
        print_json({
            "texts": [asdict(text) for text in checked],
            "unmeasured": [asdict(one) for one in ledger.unmeasured],
            "spaces": {name: [asdict(row) for row in rows] for name, rows in again.items()},
        })  # fmt: skip
    if wrong:
        print("error: figures do not agree with what was measured.", file=sys.stderr)
    return 2 if wrong else 0


def _spaces(args: argparse.Namespace) -> list[Path]:
    """The folders of the spaces that are measured.

    Raises:
        SelectionError: one of them is not there.
    """
    from explorer.claims.stated import SPACES

    there = {path.parent.name: path.parent for path in sorted((args.root / SPACES).glob("*/space.json"))}
    if args.measure == [ALL]:
        return list(there.values())
    for name in args.measure:
        if name not in there:
            raise SelectionError(
                f"There is no space {name} in {args.root / SPACES}.", f"There are: {', '.join(there)}."
            )
    return [there[name] for name in args.measure]


def _measure(path: Path, args: argparse.Namespace, bars: Bars) -> list[Compared]:
    """A space's figures, recorded and now; its folder is only read."""
    from explorer.claims.again import compare, noise_of
    from explorer.explore.engine.engine import Engine

    engine = Engine()
    space = engine.open(path)
    return compare(space.info["metrics"], measured(engine, space, args, bars), noise_of(space.kind))


def _print_texts(checked: Sequence[Checked], ledger: Ledger) -> None:
    from explorer.explore.measure.cards import aligned, table

    head = ["text", "figures", "of space.json, constants", "measured once", "no measurements", "wrong"]
    rows = [
        [
            text.file,
            f"{text.figures}",
            f"{text.recorded}",
            f"{sum(count for _, count in text.once)}",
            f"{text.fixed}",
            f"{len(text.mismatches)}",
        ]
        for text in checked
    ]
    print(aligned(table(head, rows)))
    print("\nThe figures between the markers of model cards are not counted; each was compared with its space.json.")
    for text in checked:
        for wrong in text.mismatches:
            print(printable(str(wrong)))
    print("\nNot recomputed by any command here:")
    for text in checked:
        for block, count in text.once:
            by = f" (by `{block.by}`)" if block.by else ""
            print(f"  {text.file}, “{block.at}…”, {count} figures{by}: {block.why}")
    for one in ledger.unmeasured:
        print(f"  every model card, {one.keys} of space.json: {one.why}")


def _print_space(name: str, rows: Sequence[Compared]) -> None:
    from explorer.explore.measure.cards import aligned, table

    counts = {
        verdict: sum(row.verdict == verdict for row in rows) for verdict in dict.fromkeys(r.verdict for r in rows)
    }
    print(f"\n{name}: {len(rows)} figures, " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    shown = [row for row in rows if row.verdict != "the same"]
    if shown:
        head = [name, "recorded", "now", "noise", "verdict"]
        cells = [[row.key, _said(row.recorded), _said(row.now), _noise(row), row.verdict] for row in shown]
        print(aligned(table(head, cells)))
    for why in dict.fromkeys(
        f"{row.noise.keys}: {row.noise.amount:g}, {row.noise.why}" for row in shown if row.noise.amount
    ):
        print(f"  noise of {why}")


def _said(value: Any) -> str:
    return "–" if value is None else printable(str(value))


def _noise(row: Compared) -> str:
    return f"{row.noise.amount + row.rounding:g}"
