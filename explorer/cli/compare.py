"""`compare`: encoders and decoders side by side, trained on a space's zoo in equal budgets."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import Bars, positive_int, print_json, resume_hint, seed_int
from explorer.errors import SelectionError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.kinds.protocols import Comparing

MINUTES = 4.0

FACTS = (("latent", ",d"), ("parameters", ",d"), ("steps", ",d"), ("seconds", ",.0f"))


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("compare", help="compare encoders and decoders on a space's zoo")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    budget = parser.add_mutually_exclusive_group()
    budget.add_argument("--minutes", type=_minutes, help=f"of training for each pairing ({MINUTES:g})")
    budget.add_argument("--steps", type=positive_int, help="of training for each pairing, instead of minutes")
    parser.add_argument("--pairings", nargs="+", metavar="NAME", help="only these: encoder+decoder, or pca (all)")
    parser.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (0)")
    parser.add_argument("--run", dest="folder", type=Path, metavar="DIR", help="keep every finished row in this folder")
    parser.add_argument("--resume", action="store_true", help="go on with the rows in --run")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--out", type=Path, metavar="FILE", help="also write the JSON object to a file")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train, measure and print; Ctrl-C keeps the rows that are finished, where there is a folder for them."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.compare import RowFolder, compare
    from explorer.explore.measure.pairings import Budget
    from explorer.files import write_atomically

    # Said now, not after minutes of work.
    if args.resume and args.folder is None:
        raise SelectionError("--resume goes on with the rows in a folder.", "Name it with --run.")
    if args.out is not None and (args.out.is_dir() or not args.out.parent.is_dir()):
        raise SelectionError(f"{args.out} cannot be written.", "Name a file in a folder that exists.")
    minutes = MINUTES if args.minutes is None and args.steps is None else args.minutes
    engine = Engine()
    bars = Bars()
    try:
        space = engine.open(args.space)
        result = compare(
            engine, space, Budget(minutes, args.steps), names=args.pairings, seed=args.seed, progress=bars.report,
            folder=None if args.folder is None else partial(RowFolder, args.folder, resume=args.resume),
        )  # fmt: skip
    except KeyboardInterrupt:
        if args.folder is None:
            raise
        bars.close()
        resume_hint(_command(args))
        return 130
    finally:
        bars.close()
    if args.out is not None:
        write_atomically(args.out, (json.dumps(result, indent=2, allow_nan=False) + "\n").encode())
    if args.json:
        print_json(result)
    else:
        print(report(result))
    return 0


def report(result: Mapping[str, Any]) -> str:
    """A comparison as text: the conditions, a table, and what the rows and columns mean."""
    budget = result["budget"]
    each = f"{budget['steps']:,} steps" if budget["minutes"] is None else f"{budget['minutes']:g} minutes"
    counts = result["measured"]
    lines = [
        f"{result['space']}: {each} of training for each pairing, on {result['device']}",
        f"Learned: {result['learned']}.",
        f"Measured: {counts['heldout']} held-out and {counts['train']} training networks, {counts['pairs']} pairs.",
        "",
        *table(result),
        "",
        _comparing(result).legend,
    ]
    lines += [f"{row['name']}: {row['note']}." for row in result["rows"] if row["note"]]
    return "\n".join(lines)


def table(result: Mapping[str, Any]) -> list[str]:
    """The rows, aligned; a dash where there is no number."""
    columns = _comparing(result).columns
    cells = [["", *(one.title for one in columns), *(name for name, _ in FACTS)]]
    for row in result["rows"]:
        numbers = [_text((row[one.part] or {}).get(one.key), one.form) for one in columns]
        cells.append([row["name"], *numbers, *(_text(row[name], form) for name, form in FACTS)])
    widths = [max(len(line[k]) for line in cells) for k in range(len(cells[0]))]
    return [
        "  ".join([line[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True))])
        for line in cells
    ]


def _comparing(result: Mapping[str, Any]) -> Comparing:
    from explorer.kinds.protocols import Comparing
    from explorer.kinds.registry import promise

    return promise(result["kind"], Comparing, "compare encoders and decoders")


def _text(value: int | float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _minutes(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"{text} minutes are no budget: it must be above 0")
    return value


def _command(args: argparse.Namespace) -> list[str]:
    """The command's arguments, less --resume."""
    options: list[Any] = ["--run", args.folder, "--seed", args.seed]
    for name in ("minutes", "steps", "out"):
        value = getattr(args, name)
        options += [f"--{name}", value] if value is not None else []
    options += ["--json"] if args.json else []
    options += ["--pairings", *args.pairings] if args.pairings else []
    return ["compare", *map(str, [args.space, *options])]
