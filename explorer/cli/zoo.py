"""`zoo WHAT`: make a zoo of networks, as their kinds offer it. `zoo check`: measure one."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    spoken_time,
    workers_asked_for,
)
from explorer.errors import ZooError
from explorer.kinds.protocols import ZooCommands

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.kinds.protocols import Command
    from explorer.recipes.recipe import ZooWanted

CHECK = "check"
ZOOS = Path("zoos")  # where recipes have theirs


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
    _add_options(parser, command)
    parser.set_defaults(run=run_make, command=command)


def _add_options(parser: argparse.ArgumentParser, command: Command) -> None:
    command.options(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the zoo's folder")
    parser.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (default 0)")
    parser.add_argument(
        "--workers", type=positive_int, default=os.cpu_count() or 1, help="side by side (default: all cores)"
    )
    add_ray(parser)
    parser.add_argument("--resume", action="store_true", help="go on with the zoo in DIR, or make it longer")


def make_wanted(wanted: ZooWanted, name: str, recipe: str, shared: Mapping[str, Any]) -> Path:
    """Make the zoo that a recipe is for, or go on with it, or make sure that it is the one that is there.

    Args:
        wanted: what the recipe says.
        name: of its folder in `zoos/`.
        recipe: the recipe's name.
        shared: options of the training command that hold for the zoo's too, by their attributes.

    Returns:
        The zoo's folder.

    Raises:
        ExplorerError: the command is not known or cannot make it, or another zoo is there.
    """
    out = ZOOS / name
    command, args = _wanted(wanted, out, recipe, shared)
    if not (out / "zoo.json").exists():
        time = "" if wanted.minutes is None else f", about {spoken_time(wanted.minutes)} on two cores"
        print(f"No zoo in {out}: it is made first{time}.", file=sys.stderr)
        print(wanted_command(wanted, out, recipe, shared), file=sys.stderr)
    args.resume = True  # what is there is kept, or refused if it is another zoo
    with workers_asked_for(args) as workers, progress_bar(command.doing, "network") as report:
        command.make(argparse.Namespace(**{**vars(args), "workers": workers}), report)
    return out


def wanted_command(wanted: ZooWanted, out: Path, recipe: str, shared: Mapping[str, Any]) -> str:
    """The command that makes the zoo that a recipe is for; see `make_wanted`."""
    _, words = _words(wanted, out, recipe, shared)
    return shlex.join(["python", "-m", "explorer", "zoo", wanted.command, *words])


def _words(wanted: ZooWanted, out: Path, recipe: str, shared: Mapping[str, Any]) -> tuple[Command, list[str]]:
    """The command that a recipe names, and the words after it."""
    from explorer.errors import RecipeError
    from explorer.recipes.options import arguments, named

    commands = {command.name: command for kept in every_kind(ZooCommands).values() for command in kept.zoos}
    if wanted.command not in commands:
        raise RecipeError(
            f"{recipe}: there is no command `zoo {wanted.command}`.", f"Choose from: {', '.join(commands)}."
        )
    command = commands[wanted.command]
    parser = argparse.ArgumentParser(add_help=False)
    _add_options(parser, command)
    dests = {action.dest: name for name, action in named(parser).items()}
    said = {named(parser)[name].dest for name in wanted.options if name in named(parser)}
    given = {dests[dest]: str(value) for dest, value in shared.items() if dest in dests and dest not in said}
    options = {**wanted.options, **given}
    where = f"{recipe}: [zoo] options"
    return command, [*arguments(lambda one: _add_options(one, command), options, where), "--out", str(out)]


def _wanted(wanted: ZooWanted, out: Path, recipe: str, shared: Mapping[str, Any]) -> tuple[Command, argparse.Namespace]:
    from explorer.errors import RecipeError
    from explorer.recipes.options import Parser

    command, words = _words(wanted, out, recipe, shared)
    parser = Parser(f"{recipe}: [zoo] options")
    _add_options(parser, command)
    try:
        return command, parser.parse_args(words)
    except RecipeError as error:  # the recipe leaves out what only its user knows, such as a folder
        line = wanted_command(wanted, out, recipe, shared)
        lacking = [one.metavar or one.dest for one in parser._actions if one.required and not one.option_strings]
        arguments = "".join(f" {name}" for name in lacking)
        raise RecipeError(
            f"No zoo in {out}, and {recipe} cannot make it by itself: {error.problem}",
            f"Make it with: {line}{arguments}",
        ) from error


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
