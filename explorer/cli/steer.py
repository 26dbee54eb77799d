"""`steer`: move a network along what its labels mean, or do arithmetic with three of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import check_network_name, print_json, print_numbers, save_network
from explorer.errors import SelectionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine
    from explorer.space.bundle import Space
    from explorer.space.directions import Directions


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "steer",
        help="move a network along its labels, or add and subtract networks",
        description="Start from a network, or from A - B + C, and move along directions that the zoo's labels give. "
        "Prints what the latent reads and what the decoded network is, measured, before and after. Without --id and "
        "--sum: what can be moved, within which range, and how well it is read.",
    )
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--id", type=int, metavar="N", help="start from a network")
    start.add_argument("--sum", type=int, nargs=3, metavar=("A", "B", "C"), help="start from A - B + C, three networks")
    parser.add_argument(
        "--add", nargs=2, action="append", default=[], metavar=("LABEL", "AMOUNT"), help="so much more of a label"
    )
    parser.add_argument(
        "--set", nargs=2, action="append", default=[], metavar=("LABEL", "VALUE"), help="until the latent reads a value"
    )
    parser.add_argument("--turn", action="append", default=[], metavar="LABEL=CLASS", help="toward another class")
    parser.add_argument("--nearest", type=int, default=0, metavar="K", help="list neighbours in three senses (0)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the network that is decoded")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Move, measure, and write what was asked for."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.effects import steering
    from explorer.space.directions import directions

    if args.nearest < 0:
        raise SelectionError(f"{args.nearest} neighbours are not possible.", "Ask for 0 or more.")
    check_network_name(args.save)
    engine = Engine()
    space = engine.open(args.space)
    moves = bool(args.add or args.set or args.turn)
    if moves or (args.id is None and args.sum is None):
        steering(space)  # or it is said here that there is nothing to steer by
    learned = directions(space)
    if args.id is None and args.sum is None:
        if moves or args.nearest or args.save:
            raise SelectionError("Which network?", "Give --id N, or --sum A B C.")
        offered = _offered(learned)
        (print_json if args.json else print_numbers)(offered)
        return 0
    start, origin = _start(space, args)
    moved = _moved(learned, start, args)
    found: dict[str, Any] = {"from": origin, "before": _facts(engine, space, learned, start)}
    if moves:
        found["after"] = _facts(engine, space, learned, moved)
    if args.nearest:
        found["nearest"] = _nearest(engine, space, moved, args.nearest)
    if args.save is not None:
        save_network(engine, space, moved, f"{origin} of {space.name}, steered", args.save)
    if args.json:
        print_json(found | {"latent": [round(float(v), 6) for v in moved]})
    else:
        print_numbers({"from": origin})
        _print_table(found)
        print_numbers({"nearest": found["nearest"]} if args.nearest else {})
    return 0


def _print_table(found: Mapping[str, Any]) -> None:
    """Labels as rows; what the latent reads and what is measured, before and after, as columns."""
    columns = {
        f"{what} {when}": found[when][what]
        for what in ("reads", "measured")
        for when in ("before", "after")
        if when in found
    }
    rows = list(dict.fromkeys(name for column in columns.values() for name in column))
    width = max(map(len, rows), default=0)
    print(f"{'':<{width}}", *(f"{name:>15}" for name in columns), sep="  ")
    for row in rows:
        print(f"{row:<{width}}", *(f"{column.get(row, '')!s:>15}" for column in columns.values()), sep="  ")


def _offered(learned: Directions) -> dict[str, Any]:
    """What can be moved, for a reader; and what latents do not tell, with its R²."""
    from explorer.space.directions import LEAST_R2

    labels = {
        one.label: {"low": round(one.low, 4), "high": round(one.high, 4)}
        | ({} if one.r2 is None else {"held_out_r2": round(one.r2, 4)})
        for one in learned.labels
        if one.offered
    }
    classes = {
        one.label: {"classes": ", ".join(one.values)}
        | ({} if one.accuracy is None else {"held_out_accuracy": round(one.accuracy, 4)})
        for one in learned.classes
    }
    left = {one.label: round(one.r2, 4) for one in learned.labels if one.r2 is not None and not one.offered}
    found: dict[str, Any] = {"labels": labels, "classes": classes}
    return found | ({f"not offered (held-out R² below {LEAST_R2})": left} if left else {})


def _start(space: Space, args: argparse.Namespace) -> tuple[np.ndarray, str]:
    """The latent to start from, and what it is."""
    from explorer.explore.engine.engine import Decoded
    from explorer.explore.travel.pointers import Analogy, OfNetwork, source_of

    place = OfNetwork(args.id) if args.sum is None else Analogy(*args.sum)
    source = source_of(space, place, {})
    assert isinstance(source, Decoded)
    origin = f"network {args.id}" if args.sum is None else "network {} - {} + {}".format(*args.sum)
    return source.array, origin


def _moved(learned: Directions, start: np.ndarray, args: argparse.Namespace) -> np.ndarray:
    """The latent after all moves: classes first, then amounts, then what is to be read at the end."""
    turned = learned.moved(start, dict.fromkeys(args.turn, 1.0))
    added = learned.moved(turned, {label: _number(label, text) for label, text in args.add})
    wanted = {label: _number(label, text) for label, text in args.set}
    reads = dict(zip((one.label for one in learned.labels), learned.read(added), strict=True))
    return learned.moved(added, {label: value - reads.get(label, 0.0) for label, value in wanted.items()})


def _number(label: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise SelectionError(f"{label} cannot be moved by {text!r}.", "Give a number.") from None


def _facts(engine: Engine, space: Space, learned: Directions, latent: np.ndarray) -> Mapping[str, Any]:
    """What a latent reads, and what the network that it decodes to is, as far as its kind measures it."""
    from explorer.kinds.protocols import Steering
    from explorer.kinds.registry import promised

    reads = {one.label: round(float(v), 4) for one, v in zip(learned.labels, learned.read(latent), strict=True)}
    read = reads | {one.label: value for one, value in zip(learned.classes, learned.classify(latent), strict=True)}
    kind = promised(space.kind, Steering)
    return {"reads": read, "measured": {} if kind is None else kind.measured(engine, space, latent)}


def _nearest(engine: Engine, space: Space, latent: np.ndarray, k: int) -> dict[str, str]:
    from explorer.explore.engine.engine import Decoded
    from explorer.explore.measure.neighbour_senses import alike

    found = alike(engine, space, Decoded.of(latent), latent, k)
    return {
        one.sense: ", ".join(f"{i} ({d:.4g})" for i, d in zip(one.ids.tolist(), one.distances.tolist(), strict=True))
        for one in found
    }
