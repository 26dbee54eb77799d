"""`evaluate`: measure a space and print the numbers that its `space.json` should hold."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import Bars, add_ray, print_json, print_numbers, workers_asked_for

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("evaluate", help="measure a space")
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--write", action="store_true", help="also record the numbers in the space's space.json and model card"
    )
    add_ray(parser)
    parser.set_defaults(run=run)


def _evaluate_in_parts(engine: Engine, args: argparse.Namespace, bars: Bars) -> dict[str, Any]:
    """Each part of the measurement is a unit of work; the space's files go with it."""
    from explorer.explore.measure.evaluate import part_names
    from explorer.zoo.workers import in_order

    space = engine.open(args.space)
    names = part_names(engine, space)
    files = {name: (space.path / name).read_bytes() for name in ("space.json", *space.info["files"])}
    args = argparse.Namespace(**{**vars(args), "workers": os.cpu_count() or 1})
    numbers = dict[str, Any]()
    with workers_asked_for(args) as workers:
        bars.report("parts", 0, len(names))
        for done, part in enumerate(in_order(partial(measure_part, space.path.name, files), names, workers), 1):
            numbers |= part
            bars.report("parts", done, len(names))
    return numbers


def measure_part(name: str, files: Mapping[str, bytes], part: str) -> dict[str, Any]:
    """Measure a part of a space, given by its name and files, on any machine."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.evaluate import evaluate_part

    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        path = Path(folder) / name
        for file, data in files.items():
            (path / file).parent.mkdir(parents=True, exist_ok=True)
            (path / file).write_bytes(data)
        engine = Engine("cpu")
        return evaluate_part(engine, engine.open(path), part)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and record if asked to."""
    from explorer.explore.engine.engine import Engine
    from explorer.explore.measure.evaluate import evaluate
    from explorer.space.bundle import update_metrics
    from explorer.space.card import write_card

    engine = Engine()
    bars = Bars()
    try:
        if args.ray is None:
            numbers = evaluate(engine, engine.open(args.space), bars.report)
        else:
            numbers = _evaluate_in_parts(engine, args, bars)
    finally:
        bars.close()
    if args.write:
        update_metrics(args.space, numbers)
        write_card(args.space)
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0
