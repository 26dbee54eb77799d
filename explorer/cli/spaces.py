"""`spaces`: which spaces there are, and what is wrong with those that cannot be used."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import print_json
from explorer.errors import BundleError, KindError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.space.stated import SpaceEntry

COMMON = ("name", "title", "kind", "networks", "problem")  # stated of every space; further entries are its kind's


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "spaces",
        help="list the spaces",
        description="List the spaces in a folder, and what a glance finds wrong with them: `space.json` is read, of "
        "the other files only their sizes.",
    )
    parser.add_argument(
        "root", type=Path, nargs="?", default=Path("pretrained"), metavar="DIR", help="folder of spaces (pretrained)"
    )
    parser.add_argument("--check", action="store_true", help="check them whole: hashes, and that they can be opened")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List spaces; the exit status is 2 if one of them cannot be used."""
    if not args.root.is_dir():
        raise BundleError(f"{args.root} is no folder.", "Name the folder that holds the spaces.")
    from explorer.space.stated import list_spaces

    rows = [_row(entry, _problem(entry) if args.check else entry.problem) for entry in list_spaces(args.root)]
    if args.json:
        print_json({"spaces": rows})
    else:
        for row in rows:
            print(f"{row['name']}: {_state(row)}")
        if not rows:
            print(f"There is no space in {args.root}.")
    return 2 if any(row["problem"] for row in rows) else 0


def _state(row: dict[str, Any]) -> str:
    """A space in a line."""
    if row["problem"]:
        return f"unusable: {row['problem']}"
    line = f"{row['title']}, {row['networks']:,} networks"
    more = [f"{name}: {_text(value)}" for name, value in row.items() if name not in COMMON]
    return f"{line} ({'; '.join(more)})" if more else line


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _row(entry: SpaceEntry, problem: str | None) -> dict[str, Any]:
    """What to say about one space."""
    if problem:
        return dict.fromkeys(COMMON) | {"name": entry.name, "problem": problem}
    said = (entry.name, entry.title, entry.kind, entry.networks, None)
    return dict(zip(COMMON, said, strict=True)) | dict(entry.more)


def _problem(entry: SpaceEntry) -> str | None:
    """What is wrong with a space; loading it is the check."""
    from explorer.space.bundle import load_space

    if entry.problem is None:
        try:
            load_space(entry.path)
        except (BundleError, KindError) as error:
            return str(error)
    return entry.problem
