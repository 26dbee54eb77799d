"""`zoo WHAT`: make a zoo of networks, as their kinds offer it. `zoo check`: measure one."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import (
    add_ray,
    every_kind,
    positive_int,
    print_json,
    print_numbers,
    progress_bar,
    repeat_ray,
    resume_hint,
    seed_int,
    workers_asked_for,
)
from explorer.errors import ZooError
from explorer.kinds.protocols import ZooCommands

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.kinds.protocols import Command

CHECK = "check"


def add_parser(subparsers: Subparsers, *, fill: bool = True) -> None:
    """Add the command.

    Args:
        subparsers: of all commands.
        fill: whether to add the subcommands, for which all kinds of networks are imported.
    """
    parser = subparsers.add_parser("zoo", help="make and check zoos of networks")
    if not fill:
        return
    inner = parser.add_subparsers(metavar="WHAT", required=True)
    kinds = every_kind(ZooCommands)
    taken = {CHECK}
    for name, kept in kinds.items():
        for command in kept.zoos:
            if command.name in taken:
                print(f"note: `zoo {command.name}` of the kind {name!r} is left out: it is taken.", file=sys.stderr)
                continue
            taken.add(command.name)
            _add_make(inner, command)
    check = inner.add_parser(CHECK, help="measure a zoo: networks against what they were trained on")
    check.add_argument("zoo", type=Path, metavar="DIR", help="the zoo's folder")
    check.add_argument("--sample", type=positive_int, default=64, help="networks to measure (default 64)")
    check.add_argument("--resolution", type=positive_int, default=128, help="of the grid, per axis (default 128)")
    check.add_argument("--sheet", type=Path, metavar="FILE.png", help="also draw them, each beside what it should be")
    check.add_argument("--data", type=Path, metavar="DIR", help="folder of the images' files, if they have one")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=run_check, kinds=kinds)


def _add_make(inner: Subparsers, command: Command) -> None:
    parser = inner.add_parser(command.name, help=command.help)
    command.options(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the zoo's folder")
    parser.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (default 0)")
    parser.add_argument(
        "--workers", type=positive_int, default=os.cpu_count() or 1, help="side by side (default: all cores)"
    )
    add_ray(parser)
    parser.add_argument("--resume", action="store_true", help="go on with the zoo in DIR, or make it longer")
    parser.set_defaults(run=run_make, command=command)


def run_make(args: argparse.Namespace) -> int:
    """Make a zoo; Ctrl-C keeps what is finished."""
    command: Command = args.command
    try:
        with workers_asked_for(args) as workers, progress_bar(command.doing, "network") as report:
            made = command.make(argparse.Namespace(**{**vars(args), "workers": workers}), report)
    except KeyboardInterrupt:
        options = ["--out", str(args.out), "--seed", str(args.seed), *command.repeat(args), *repeat_ray(args)]
        resume_hint(["zoo", command.name, *options])
        return 130
    print(f"{made} in {args.out}")
    return 0


def run_check(args: argparse.Namespace) -> int:
    """Measure a zoo."""
    from explorer.zoo.store import ZooFolder

    folder = ZooFolder.open(args.zoo)
    found = str(folder.config.get("kind"))
    able: dict[str, ZooCommands] = {name: kept for kept in args.kinds.values() for name in kept.folders}
    if found not in able:
        raise ZooError(f"{args.zoo} is a zoo of {found!r}.", f"Zoos that can be measured: {', '.join(able)}.")
    with progress_bar("measuring", "network") as report:
        numbers = able[found].check(folder, args, report)
    numbers |= {"seconds_per_network": folder.seconds_per_network()}
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0
