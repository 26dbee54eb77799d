"""The command line: one file a command; this one joins them and turns user errors into messages.

Exit status: 0 for success, 2 for a problem that the message on stderr explains, 130 after Ctrl-C. A traceback
is a bug. Results go to stdout, progress to stderr; with `--json`, stdout holds one JSON document and no more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from explorer import __version__
from explorer.cli import (
    bench,
    card,
    claims,
    compare,
    encode,
    evaluate,
    export,
    import_,
    interrupts,
    learning_curve,
    morph,
    optimize,
    sheet,
    spaces,
    steer,
    train,
    zoo,
)
from explorer.cli.common import printable
from explorer.errors import ExplorerError

COMMANDS = (
    import_, evaluate, claims, card, compare, learning_curve, encode, steer, optimize, sheet, export, morph, bench,
    spaces,
)  # fmt: skip


def build_parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands.

    Args:
        wanted: the command that will be parsed: kinds of networks have subcommands of `zoo` and `train`, and are
            imported where one of these two is; None: all are parsed.
    """
    parser = argparse.ArgumentParser(
        prog="python -m explorer", description="See, and move in, a learned space of neural networks."
    )
    parser.add_argument("--version", action="version", version=f"NetSpace Explorer {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    zoo.add_parser(subparsers, fill=wanted in ("zoo", None))
    train.add_parser(subparsers, fill=wanted in ("train", None))
    for command in COMMANDS:
        command.add_parser(subparsers)
    return parser


def _lines(text: str) -> str:
    """An error's words, which may quote a file, as a terminal may be given them."""
    return "\n".join(map(printable, text.split("\n")))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: the arguments; those of the process if not given.

    Returns:
        The exit status.
    """
    argv = sys.argv[1:] if argv is None else argv
    try:
        args = build_parser(next((arg for arg in argv if not arg.startswith("-")), "")).parse_args(argv)
        with interrupts.remembered():
            status: int = args.run(args)
    except ExplorerError as error:
        print(f"error: {_lines(error.problem)}", file=sys.stderr)
        if error.remedy:
            print(_lines(error.remedy), file=sys.stderr)
        return 2
    except OSError as error:  # a folder that cannot be written, a full disk: the user's to solve
        print(f"error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nstopped.", file=sys.stderr)
        return 130
    return status
