"""`optimize`: walk from a latent toward accuracy, an architecture or a shape."""

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
    from explorer.explore.engine.engine import Engine
    from explorer.explore.read.optimize import Goal, Outcome, Step
    from explorer.space.bundle import Space


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "optimize",
        help="move a latent toward accuracy, an architecture or a shape",
        description="The decoder stays as it is; Adam moves the latent. In spaces of classifiers toward 'accuracy' or "
        "an architecture's name; in spaces of shapes toward 'network:ID' (its shape) or a mesh file.",
    )
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--toward", required=True, metavar="GOAL", help="accuracy, ARCH, network:ID or FILE")
    parser.add_argument(
        "--start", metavar="ID", help="a network's id, or random; of a shape by default what the encoder reads of it"
    )
    parser.add_argument("--steps", type=positive_int, default=150, metavar="N", help="steps of Adam (150)")
    parser.add_argument(
        "--rate", type=float, help="learning rate, in standard deviations of the latents (0.3, toward a shape 0.1)"
    )
    parser.add_argument("--seed", type=seed_int, default=0, help="of all that is drawn (0)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the best network (.safetensors, .pt, ...)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Optimize, print what it came to, and save it if asked to."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.read.optimize import run_to_end

    check_network_name(args.save)
    engine = Engine()
    space = engine.open(args.space)
    goal, start = _goal(engine, space, args)
    with _Line() as line:
        found = run_to_end(
            engine, space, start, goal, steps=args.steps, rate=args.rate,
            seed=args.seed, report=line.say,
        )  # fmt: skip
    numbers = _numbers(space, found)
    if args.save is not None:
        origin = f"optimized toward {args.toward} from {args.start or 'what is read'}"
        save_network(engine, space, found.step.latent, origin, args.save)
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0


def _goal(engine: Engine, space: Space, args: argparse.Namespace) -> tuple[Goal, np.ndarray]:
    """Goal and start."""
    from explorer.explore.read.optimize import TowardAccuracy
    from explorer.kinds.classifiers.space import ClassifierSpace
    from explorer.kinds.shapes.space import shapes_only
    from explorer.kinds.shapes.targets import mesh_target, network_target

    toward: str = args.toward
    if isinstance(space, ClassifierSpace):
        names = [arch.name for arch in space.archs]
        if toward != "accuracy" and toward not in names:
            raise SelectionError(
                f"Nothing in {space.name} can be optimized toward {toward!r}.",
                f"Choose from: {', '.join(['accuracy', *names])}.",
            )
        return TowardAccuracy(None if toward == "accuracy" else toward), _start(
            space, args.start or "random", args.seed
        )
    shapes = shapes_only(space)
    if toward.startswith("network:"):
        goal, read = network_target(engine, shapes, _network(space, toward.removeprefix("network:")), args.seed)
    elif toward == "accuracy":
        raise SelectionError(f"{space.name} is a space of shapes: they have no accuracy.", "Give network:ID or a file.")
    else:
        goal, read = mesh_target(shapes, Path(toward), args.seed)
    return goal, read if args.start is None else _start(space, args.start, args.seed)


def _start(space: Space, start: str, seed: int) -> np.ndarray:
    from explorer.explore.read.optimize import random_latent

    return random_latent(space, seed) if start == "random" else space.latents[_network(space, start)]


def _network(space: Space, text: str) -> int:
    from explorer.explore.travel.pointers import check_ids

    try:
        network = int(text)
    except ValueError:
        raise SelectionError(f"{text!r} is no network.", f"Give an id from 0 to {len(space) - 1}.") from None
    check_ids(space, [network])
    return network


def _numbers(space: Space, found: Outcome) -> dict[str, object]:
    from explorer.kinds.classifiers.classification import arch_shares
    from explorer.kinds.classifiers.space import ClassifierSpace

    step = found.step
    numbers: dict[str, object] = {
        "space": space.name,
        "best_step": step.index,
        "loss": step.loss,
        "distance_ratio": found.ratio,
        "seconds": round(found.seconds, 2),
    }
    if isinstance(space, ClassifierSpace):
        best = space.archs[int(arch_shares(space, step.latent[None])[0].argmax())]
        numbers |= {
            "architecture": best.name,
            "validation_accuracy": step.accuracy,
            "test_accuracy": found.test_accuracy,
            "test_accuracy_of_the_start": found.start_accuracy,
            "best_of_the_zoo": float(space.labels["accuracy"].max()),
        }
    else:
        numbers["error"] = step.error
    return numbers | {"latent": [round(float(v), 6) for v in step.latent]}


@dataclasses.dataclass
class _Line:
    """One line on stderr that is written over; in a log file, a line now and then."""

    every: int = 10

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            print(file=sys.stderr)

    def say(self, step: Step) -> None:
        if step.index % (1 if sys.stderr.isatty() else self.every):
            return
        value = f"accuracy {step.accuracy:.1f} %" if step.accuracy is not None else f"error {step.error:.4f}"
        text = f"step {step.index}: loss {step.loss:.4f}, {value}"
        print(
            f"\r{text:<60}" if sys.stderr.isatty() else text, end="" if sys.stderr.isatty() else "\n", file=sys.stderr
        )
