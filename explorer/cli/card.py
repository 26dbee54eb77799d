"""`card`: write the numbers that `space.json` holds into the model card of a space, without measuring again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "card", help="write a space's recorded numbers into its model card, README.md, and draw the figure beside it"
    )
    parser.add_argument("spaces", type=Path, nargs="+", metavar="SPACE", help="folder of a space")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the cards."""
    for space in args.spaces:
        print(f"Wrote {write_card_and_figure(space)}", file=sys.stderr)
    return 0


def write_card_and_figure(space: Path) -> Path:
    """The model card of a space, and the figure that it shows, if networks were drawn from it; the card's file."""
    from explorer.explore.measure.drawn import FIGURE
    from explorer.figures.drawn import write_drawn
    from explorer.space.card import write_card
    from explorer.space.stated import read_info

    write_drawn(space / FIGURE, read_info(space)["metrics"])
    return write_card(space)
