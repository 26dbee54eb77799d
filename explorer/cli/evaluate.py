"""`evaluate`: measure a space and print the numbers that its `space.json` should hold."""

from __future__ import annotations

import argparse
import shlex
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.card import write_card_and_figure
from explorer.cli.common import (
    Bars,
    add_ray,
    positive_int,
    print_json,
    print_numbers,
    repeat_ray,
    resume_hint,
    workers_asked_for,
)
from explorer.errors import SelectionError
from explorer.files import regular

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine
    from explorer.space.bundle import Space


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("evaluate", help="measure a space")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--write", action="store_true", help="also record the numbers in the space's space.json and model card"
    )
    add_workers(parser)
    parser.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="PART",
        help="measure these parts alone; with --write, what else the space recorded stays",
    )
    parser.set_defaults(run=run)


def add_workers(parser: argparse.ArgumentParser) -> None:
    """Add the options of who measures."""
    parser.add_argument(
        "--workers", type=positive_int, metavar="N", help="processes, each on one thread (as many as there are cores)"
    )
    parser.add_argument("--resume", action="store_true", help="go on with a measurement that was stopped")
    add_ray(parser)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and record if asked to."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.evaluate import card, merged
    from explorer.space.bundle import update_metrics

    engine = Engine()
    space = engine.open(args.space)
    if args.only and args.write and not card(space):
        raise SelectionError(
            f"{args.space} was never measured whole: some parts make no model card.", "Leave out --only, or --write."
        )
    bars = Bars()
    try:
        numbers = measured(engine, space, args, bars, args.only)
    except KeyboardInterrupt:
        bars.close()
        resume_hint(_command(args))
        return 130
    finally:
        bars.close()
    found = numbers
    if args.only:  # the others stay as they are
        numbers = merged(space.info["metrics"], numbers)
    if args.write:
        update_metrics(args.space, numbers)
        write_card_and_figure(args.space)
    if args.json:
        print_json(found)
    elif args.only and not card(space):
        print_numbers(found)  # a card of some parts alone would lack rows
    else:
        _print(engine.open(args.space), numbers)
    return 0


def measured(
    engine: Engine, space: Space, args: argparse.Namespace, bars: Bars, only: Sequence[str] = ()
) -> dict[str, Any]:
    """The numbers; part by part, the finished ones kept in `runs`, where the space's kind knows of parts.

    Args:
        engine: decodes and judges.
        space: what is measured; nothing is written into its folder.
        args: with the options of `add_workers`.
        bars: told what is done.
        only: the parts that are measured; empty: all.

    Raises:
        SelectionError: one of `only` is no part.
    """
    from explorer.explore.measure.evaluate import evaluate, merged, part_names
    from explorer.explore.measure.kept_parts import KeptParts
    from explorer.zoo.workers import cores, side_by_side

    if args.workers is None:  # a GPU is used by one process
        args.workers = cores() if engine.device.type == "cpu" else 1
    names = part_names(engine, space)
    for name in only:
        if name not in names:
            raise SelectionError(f"{space.name} has no part {name!r} to be measured.", f"Choose from: {_list(names)}.")
    if len(names) == 1:
        return evaluate(engine, space, bars.report)
    names = [name for name in names if not only or name in only]
    folder = f"evaluate-{space.path.absolute().name}" + ("-only" if only else "")  # what was kept of a whole one stays
    kept = KeptParts(Path("runs") / folder, space.version, resume=args.resume)
    found = {name: numbers for name in names if (numbers := kept.known(name)) is not None}
    missing = [name for name in names if name not in found]
    bars.report("parts", len(found), len(names))
    with workers_asked_for(args) as workers:
        beside = workers != 1
        measure = _anywhere(space) if args.ray is not None else partial(measure_here, str(space.path.absolute()))
        if not beside:
            measure = partial(_measure_beside_nobody, engine, space, bars)
        for name, numbers in side_by_side(measure, missing, workers):
            kept.keep(name, numbers)
            found[name] = numbers
            if beside:
                bars.report("parts", len(found), len(names))
    whole = dict[str, Any]()
    for name in names:
        whole = merged(whole, found[name])
    kept.clear()
    return whole


def _measure_beside_nobody(engine: Engine, space: Space, bars: Bars, part: str) -> tuple[str, dict[str, Any]]:
    """In this process, where every part has a bar of its own."""
    from explorer.explore.measure.evaluate import evaluate_part

    return part, evaluate_part(engine, space, part, bars.report)


def measure_here(path: str, part: str) -> tuple[str, dict[str, Any]]:
    """Measure a part of a space, in a process of this machine; the name of the part, and its numbers."""
    from explorer.explore.measure.evaluate import evaluate_part

    engine = _engine_here()
    return part, evaluate_part(engine, engine.open(Path(path)), part)


@lru_cache(maxsize=1)
def _engine_here() -> Engine:
    """One a process: what a part has judged, the next one need not judge again."""
    from explorer.explore.engine.engine import Engine

    return Engine("cpu")


def _anywhere(space: Space) -> partial[tuple[str, dict[str, Any]]]:
    """Measures a part on any machine: the space's files go with it."""
    files = {name: regular(space.path / name).read_bytes() for name in ("space.json", *space.info["files"])}
    return partial(measure_part, space.path.name, files)


def measure_part(name: str, files: Mapping[str, bytes], part: str) -> tuple[str, dict[str, Any]]:
    """Measure a part of a space, given by its name and files, on any machine."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.evaluate import evaluate_part

    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        path = Path(folder) / name
        for file, data in files.items():
            (path / file).parent.mkdir(parents=True, exist_ok=True)
            (path / file).write_bytes(data)
        engine = Engine("cpu")
        return part, evaluate_part(engine, engine.open(path), part)


def _command(args: argparse.Namespace) -> list[str]:
    """The command again."""
    options = [option for option in ("write", "json") if getattr(args, option)]
    only = ["--only", *args.only] if args.only else []
    return ["evaluate", str(args.space), *(f"--{option}" for option in options), *only, *repeat_ray(args)]


def _list(names: Sequence[str]) -> str:
    return ", ".join(shlex.quote(name) for name in names if name) or "none"


def _print(space: Space, numbers: dict[str, Any]) -> None:
    """The numbers as the model card has them, in named rows with units; as they are, where it has none of them."""
    from explorer.explore.measure.cards import aligned
    from explorer.kinds.protocols import Measuring
    from explorer.kinds.registry import promise

    text = promise(space.kind, Measuring, "be measured").card({**space.info, "metrics": numbers})
    if text.strip():
        print(aligned(text))
    else:
        print_numbers(numbers)
