"""What the commands share: argument types, progress with time left, and how results are printed."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from tqdm import tqdm

from explorer.cli import interrupts
from explorer.errors import SelectionError
from explorer.jobs.progress import teller
from explorer.kinds import registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    import numpy as np
    from torch import Tensor

    from explorer.explore.engine.engine import Engine
    from explorer.space.bundle import Space
    from explorer.zoo.workers import Workers

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

Promise = TypeVar("Promise")


def every_kind(what: type[Promise]) -> dict[str, Promise]:
    """What all kinds keep of a promise, by the kind's name; those that cannot be imported are named on stderr."""
    return registry.every(what, lambda error: print(f"note: {error}", file=sys.stderr))


def given_path(text: str) -> Path:
    """An argument type: a path; an empty text, which a shell makes of a variable that is not set, is none."""
    from pathlib import Path

    if not text.strip():
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def positive_int(text: str) -> int:
    """An argument type: a whole number of at least 1."""
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return value


def seed_int(text: str) -> int:
    """An argument type: a seed, a whole number of 0 or more."""
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
    if not 0 <= value < 2**31:
        raise argparse.ArgumentTypeError(f"{value} is not between 0 and {2**31 - 1}")
    return value


def add_ray(parser: argparse.ArgumentParser) -> None:
    """Add the option by which work is done by a Ray cluster."""
    parser.add_argument(
        "--ray", nargs="?", const="local", metavar="ADDRESS",
        help="on a Ray cluster: HOST:PORT, or auto for the one that runs here; without ADDRESS on one of this machine",
    )  # fmt: skip


def repeat_ray(args: argparse.Namespace) -> list[str]:
    """The option of `add_ray` as it was given, to repeat the command."""
    return [] if args.ray is None else ["--ray", args.ray]


def workers_asked_for(args: argparse.Namespace) -> AbstractContextManager[int | Workers]:
    """Who does the work of a command with `--ray` and `--workers`: processes of this machine, or a Ray cluster.

    Raises:
        ZooError: on entry; Ray is not installed, or there is no such cluster.
    """
    if args.ray is None:
        return nullcontext(args.workers)
    from explorer.zoo.cluster import cluster

    return cluster(args.ray, args.workers)


@contextmanager
def progress_bar(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr with rate and time left, fed with (done, total).

    What is done at the first call was done before, and does not count towards the rate.
    """
    bar: tqdm[Any] | None = None
    tell = teller(what)

    def report(done: int, total: int) -> None:
        nonlocal bar
        interrupts.check()
        tell(done, total)
        if bar is None:
            # In a log file every refresh is a line: there, few of them.
            interval = 0.2 if sys.stderr.isatty() else 30.0
            bar = tqdm(total=total, initial=done, desc=what, unit=unit, file=sys.stderr, mininterval=interval)
        else:
            bar.update(done - bar.n)

    try:
        yield report
    finally:
        if bar is not None:
            bar.close()


def spoken_time(minutes: float | None) -> str:
    """A time to wait, in words; "-": it is not known."""
    if minutes is None:
        return "-"
    return f"{max(1, round(minutes))} min" if minutes < 100 else f"{minutes / 60:.0f} h"


class Bars:
    """One progress bar on stderr per part of a measurement."""

    def __init__(self) -> None:
        self.bar: tqdm[Any] | None = None
        self.what = ""
        self.tell = teller("")

    def report(self, what: str, done: int, total: int) -> None:
        """Show how far a part is; another one begins a new bar."""
        interrupts.check()
        if what != self.what or self.bar is None or done < self.bar.n:  # the same part may come again
            self.close()
            interval = 0.2 if sys.stderr.isatty() else 30.0
            self.bar = tqdm(total=total, desc=what, file=sys.stderr, mininterval=interval)
            self.what = what
            self.tell = teller(what)
        assert self.bar is not None
        self.tell(done, total)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        """End the current bar."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None


def printable(text: str) -> str:
    r"""Text from a file as a terminal may be given it: what steers a terminal or is not seen is written as `\x1b`."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def print_json(value: Any) -> None:
    """Print one JSON document on stdout."""
    print(json.dumps(value, indent=2, allow_nan=False))


def print_numbers(numbers: Mapping[str, Any], indent: int = 0) -> None:
    """Print nested results for a reader: one line a number, nested ones indented."""
    width = max((len(str(name)) for name, value in numbers.items() if not isinstance(value, Mapping)), default=0)
    for name, value in numbers.items():
        if isinstance(value, Mapping):
            print(f"{'  ' * indent}{printable(str(name))}")
            print_numbers(value, indent + 1)
        else:
            text = f"{value:.4g}" if isinstance(value, float) else str(value)
            print(f"{'  ' * indent}{printable(str(name)):<{width}}  {printable(text)}")


def check_network_name(target: Path | None) -> None:
    """Whether a network can be written to a file of this name; None: it is not asked for.

    Raises:
        SelectionError: its suffix is of no format that networks are written in.
    """
    from explorer.explore.takeaway.netfile import NETWORKS

    if target is not None and target.suffix[1:] not in NETWORKS:
        raise SelectionError(
            f"Networks are not written as {target.suffix or 'a file without a suffix'}.",
            f"Choose one of: {', '.join('.' + name for name in NETWORKS)}.",
        )


def save_network(
    engine: Engine, space: Space, latent: np.ndarray, origin: str, target: Path, fitted: Tensor | None = None
) -> None:
    """Write the network that a latent decodes to, and say so on stderr.

    Args:
        engine: decodes.
        space: the space.
        latent: d numbers.
        origin: what it is, in words; told in the file.
        target: the file; its suffix chooses the format.
        fitted: weights that are written instead: what became of the decoded network.
    """
    from explorer.explore.engine.engine import Decoded
    from explorer.explore.takeaway.export import Pick
    from explorer.explore.takeaway.netfile import network_file
    from explorer.files import remove_left, write_atomically

    source = Decoded.of(latent)
    weights = engine.weights(space, [source])[0] if fitted is None else fitted
    data = network_file(space, Pick(source, origin, target.stem), weights, target.suffix[1:])
    remove_left(target.parent, target.name)
    write_atomically(target, data)
    print(f"Wrote the network to {target} ({len(data):,} bytes)", file=sys.stderr)


def resume_hint(argv: list[str], starter: str = "python -m") -> None:
    """Say on stderr how to go on with an interrupted command.

    Args:
        argv: the command's arguments.
        starter: what the program was started with.
    """
    command = ["explorer", *argv, *([] if "--resume" in argv else ["--resume"])]
    print(f"\nstopped. Go on with: {starter} {shlex.join(command)}", file=sys.stderr)
