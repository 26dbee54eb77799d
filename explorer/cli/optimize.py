"""`optimize`: walk from a latent toward what the space's kind offers."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import check_network_name, positive_int, print_json, print_numbers, save_network, seed_int
from explorer.errors import SelectionError

if TYPE_CHECKING:
    import numpy as np

    from explorer.cli.common import Subparsers
    from explorer.explore.read.optimize import Outcome, Step
    from explorer.kinds.protocols import Aim, Optimizing
    from explorer.space.bundle import Space

MOST_LISTED = 12


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "optimize",
        help="move a latent toward what its kind of space offers",
        description="The decoder stays as it is; Adam moves the latent. Toward what depends on the kind of space: "
        "without --toward, the command says what there is.",
    )
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--toward", metavar="GOAL", help="as the command lists it without this; or a file")
    parser.add_argument(
        "--start", metavar="ID", help="a network's id, or random; by default what the encoder reads of the goal"
    )
    parser.add_argument("--steps", type=positive_int, default=150, metavar="N", help="steps of Adam (150)")
    parser.add_argument(
        "--rate", type=float, help="learning rate, in standard deviations of the latents (the goal has its own)"
    )
    parser.add_argument("--seed", type=seed_int, default=0, help="of all that is drawn (0)")
    parser.add_argument(
        "--anywhere", action="store_true", help="leave where networks are, too (toward accuracy it stays near them)"
    )
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the best network (.safetensors, .pt, ...)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Walk, and print what came of it. Ctrl-C ends it without a trace: a walk takes a minute at most."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.read.optimize import optimizing, run_to_end

    check_network_name(args.save)
    engine = Engine()
    space = engine.open(args.space)
    kind = optimizing(space)
    if args.toward is None:
        offered = _offered(kind, space)
        (print_json if args.json else print_numbers)(offered)
        return 0
    aim = kind.aim(engine, space, args.toward, args.seed)
    start = _start(space, args, aim)
    with _Line(kind.form) as line:
        found = run_to_end(
            engine, space, start, aim, steps=args.steps, rate=args.rate,
            seed=args.seed, anywhere=args.anywhere, report=line.say,
        )  # fmt: skip
    numbers = _numbers(kind, space, found)
    if args.save is not None:
        origin = f"optimized toward {args.toward} from {args.start or 'what is read'}"
        save_network(engine, space, found.step.latent, origin, args.save)
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0


def _offered(kind: Optimizing, space: Space) -> dict[str, object]:
    """What a space can be optimized toward, for a reader; of many aims the first ones."""
    _, aims = kind.choices(space)
    listed = ", ".join(key for key, _ in aims[:MOST_LISTED])
    return {"toward": kind.help, "for example": listed + (", ..." if len(aims) > MOST_LISTED else "")}


def _start(space: Space, args: argparse.Namespace, aim: Aim) -> np.ndarray:
    from explorer.explore.read.optimize import random_latent
    from explorer.explore.travel.paths import check_ids

    if args.start is None and aim.start is not None:
        return aim.start
    if args.start in (None, "random"):
        return random_latent(space, args.seed)
    try:
        network = int(args.start)
    except ValueError:
        raise SelectionError(f"{args.start!r} is no network.", f"Give an id from 0 to {len(space) - 1}.") from None
    check_ids(space, [network])
    start: np.ndarray = space.latents[network]
    return start


def _numbers(kind: Optimizing, space: Space, found: Outcome) -> dict[str, object]:
    step = found.step
    return {
        "space": space.name,
        "best_step": step.index,
        "loss": step.loss,
        "distance_ratio": found.ratio,
        "seconds": round(found.seconds, 2),
        **kind.stated(space, found),
        "latent": [round(float(v), 6) for v in step.latent],
    }


@dataclasses.dataclass
class _Line:
    """One line on stderr that is written over; in a log file, a line now and then.

    Attributes:
        form: of what is measured.
        every: steps between two lines of a log file.
    """

    form: str
    every: int = 10

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            print(file=sys.stderr)

    def say(self, step: Step) -> None:
        if step.index % (1 if sys.stderr.isatty() else self.every):
            return
        text = f"step {step.index}: loss {step.loss:.4f}, {self.form.format(step.measured)}"
        print(
            f"\r{text:<60}" if sys.stderr.isatty() else text, end="" if sys.stderr.isatty() else "\n", file=sys.stderr
        )
