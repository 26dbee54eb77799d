"""`import`: make a zoo of networks that others trained, from the folder that they lie in."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import add_ray, every_kind, given_path, positive_int, print_json, printable, workers_asked_for

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.importing.making import Check, Report, Wish
    from explorer.zoo.workers import Workers

KINDS = ("functions", "classifiers", "shapes")
SHOWN = 10  # networks up to which no bar is shown, and suffixes that are told
REASONS = 40  # for which networks are refused, that are told


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help="make a zoo of your own networks, from the folder they lie in")
    parser.add_argument("folder", type=given_path, metavar="DIR", help="folder of checkpoints; its layout is found out")
    parser.add_argument("--out", type=given_path, metavar="ZOO", help="the zoo's folder (default: zoos/NAME of DIR)")
    parser.add_argument("--kind", choices=KINDS, default="functions", help="of the networks (default functions)")
    parser.add_argument("--dry-run", action="store_true", help="read all, say what would be taken, write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--workers", type=positive_int, default=os.cpu_count() or 1, help="side by side (default: all)")
    add_ray(parser)

    networks = parser.add_argument_group("architectures (chains of linear layers and public zoos need none of these)")
    networks.add_argument(
        "--network",
        action="append",
        default=[],
        metavar="[NAME=]FILE.py:MAKE",
        help="a function or class that makes the network; several: told apart by subfolder, label or fit",
    )
    networks.add_argument("--args", nargs="+", default=[], metavar="K=V", help="arguments of the function")
    networks.add_argument(
        "--args-from-labels",
        default="",
        metavar="WIDTH,DEPTH",
        help="arguments that are each network's own labels; argument=label where they are called otherwise",
    )
    networks.add_argument("--part", default="", metavar="NAME", help="which network, of files that hold several")
    networks.add_argument(
        "--without", nargs="+", default=[], metavar="TENSOR", help="tensors that are no part of it, e.g. 'value_net.*'"
    )
    networks.add_argument("--architecture-label", default="", metavar="LABEL", help="the label that names the network")
    networks.add_argument("--activation", default="", metavar="NAME", help="of chains of linear layers: relu, tanh ...")
    networks.add_argument("--omega", type=float, metavar="W", help="of Sirens: the factor on what a sine is given (30)")

    data = parser.add_argument_group("what the networks are run on")
    data.add_argument("--example", type=given_path, metavar="FILE.npz", help="inputs, and targets if there are any")
    data.add_argument(
        "--data",
        default="",
        metavar="NAME[=DIR]|DIR",
        help="the images they were trained on: digits, ...; or a folder, one sub-folder a class",
    )
    data.add_argument("--normalise", default="", metavar="MEAN:STD", help="of their images, if not the images' own")
    data.add_argument("--input", default="", metavar="1x28x28", help="shape of an input, where there are no examples")
    data.add_argument("--draw", default="", metavar="FORM", help="distribution to draw inputs from: normal:0:1")

    choice = parser.add_argument_group("which networks, and what is known of them")
    choice.add_argument(
        "--labels", type=given_path, metavar="FILE.csv", help="a table with a column that names the files"
    )
    choice.add_argument("--epochs", default="", metavar="WHICH", help="of a training: all, last, or 0,10,50")
    choice.add_argument("--limit", type=positive_int, metavar="N", help="networks at most")
    choice.add_argument(
        "--fewest", type=positive_int, default=1, metavar="N", help="leave out architectures of fewer networks than N"
    )
    choice.add_argument("--layout", default="", metavar="NAME", help="where it is not found out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import a folder; the exit status is 2 if nothing was taken."""
    from explorer.importing.making import import_networks
    from explorer.importing.place import check_out

    wish = _wish(args)
    out: Path = args.out or Path("zoos") / (args.folder.resolve().name or "mine")
    if not args.dry_run:
        check_out(out)
    bars = _Bars(quiet=args.json)
    try:
        with workers_asked_for(args) as workers:
            report = import_networks(
                wish, None if args.dry_run else out, workers=args.workers, progress=bars.report,
                run=None if isinstance(workers, int) else partial(_read_on, workers), check=_check_of(args.kind),
            )  # fmt: skip
    except KeyboardInterrupt:
        bars.close()
        print("\nstopped. Nothing was written; the same command begins again.", file=sys.stderr)
        return 130
    finally:
        bars.close()
    if args.json:
        print_json(_data(report, None if args.dry_run else out, args.kind))
    else:
        _tell(report, None if args.dry_run else out, args.kind)
    return 0


def _check_of(kind: str) -> Check | None:
    """What refuses networks that are none of a kind's; None: nothing does."""
    from explorer.kinds.protocols import Importing

    return next((kept.check_network for kept in every_kind(Importing).values() if kind in kept.folders), None)


def _read_on(workers: Workers, units: Iterable[Any], rules: Any) -> Iterator[Any]:
    """Units of networks read by workers, which must see the folder under the same path."""
    from explorer.importing.reading import read_some
    from explorer.zoo.workers import in_order

    return in_order(partial(read_some, rules=rules), units, workers)


def _wish(args: argparse.Namespace) -> Wish:
    from explorer.importing.options import Options, wish_of

    return wish_of(
        Options(
            args.folder,
            kind=args.kind,
            network=tuple(args.network),
            args=tuple(args.args),
            args_from_labels=args.args_from_labels,
            architecture_label=args.architecture_label,
            part=args.part,
            without=tuple(args.without),
            activation=args.activation,
            omega=args.omega,
            example=args.example,
            input=args.input,
            draw=args.draw,
            labels=args.labels,
            epochs=args.epochs,
            limit=args.limit,
            fewest=args.fewest,
            layout=args.layout,
            data=args.data,
            normalise=args.normalise,
        )
    )


class _Bars:
    """Progress on stderr; none where only JSON is wanted, or where a few networks are read in no time."""

    def __init__(self, *, quiet: bool) -> None:
        from explorer.cli.common import Bars

        self.bars, self.quiet = Bars(), quiet

    def report(self, what: str, done: int, total: int) -> None:
        """Show how far it is."""
        if not self.quiet and total > SHOWN:
            self.bars.report(what, done, total)

    def close(self) -> None:
        """End the bar."""
        self.bars.close()


def _data(report: Report, out: Path | None, kind: str) -> dict[str, Any]:
    return {
        "zoo": None if out is None else str(out),
        "kind": kind,
        "layout": report.layout,
        "recognised": report.words,
        "taken": len(report.taken),
        "networks": list(report.taken),
        "refused": [{"file": r.where, "problem": r.problem, "remedy": r.remedy} for r in report.refused],
        "architectures": [
            {"name": name, "parameters": count, "networks": networks} for name, count, networks in report.architectures
        ],
        "labels": dict(report.labels),
        "same": dict(report.same),
        "other_files": dict(report.others),
        "notes": list(report.notes),
        "inputs": report.inputs,
    }


def _tell(report: Report, out: Path | None, kind: str) -> None:
    print(printable(report.words))
    for name, count, networks in report.architectures:
        print(f"  {networks:,} × {printable(name)}, {count:,} parameters")
    if report.labels:
        print(f"  labels: {printable(', '.join(report.labels))}")
    print(f"  inputs: {printable(report.inputs)}")
    for note in report.notes:
        print(f"  note: {printable(note)}")
    _tell_refused(report)
    if report.others:
        said = ", ".join(f"{count:,} {suffix}" for suffix, count in list(report.others.items())[:SHOWN])
        print(f"  no networks: {printable(said)}")
    taken = f"{len(report.taken):,} networks taken, {len(report.refused):,} refused"
    if out is None:
        print(f"{taken}. Nothing was written.")
        return
    print(f"{taken}. The zoo is in {out}")
    train = ["train", kind, "--zoo", str(out), "--out", f"pretrained/{out.name}", *_recipe(report, kind)]
    print(f"Next: python -m explorer {shlex.join(train)}")


def _recipe(report: Report, kind: str) -> list[str]:
    """What `train` must be told where it is not the kind's own recipe."""
    from explorer.recipes.fitting import fitting_recipe

    recipe = fitting_recipe(kind, max(size for _, size, _ in report.architectures), len(report.architectures))
    return [] if recipe == kind else ["--recipe", recipe]


def _tell_refused(report: Report) -> None:
    """What was not taken; a reason that many share is said once."""
    from explorer.importing.found import grouped

    groups = grouped(report.refused)
    for group in groups[:REASONS]:
        reason = f"{group.refused.problem} {group.refused.remedy}".strip()
        print(f"  refused: {printable(group.who)}: {printable(reason)}", file=sys.stderr)
    if len(groups) > REASONS:
        print(f"  refused: {len(groups) - REASONS:,} more reasons; --json lists all.", file=sys.stderr)
