"""A space measured, as its kind measures it, and its model card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.kinds.protocols import Measuring, MeasuringInParts, Report
from explorer.kinds.registry import promise
from explorer.space.bundle import Space


def evaluate(engine: Engine, space: Space, report: Report = lambda what, done, total: None) -> dict[str, Any]:
    """Every number that `space.json` and the model card state.

    Args:
        engine: decodes and judges.
        space: the space, as it is on disk.
        report: told what is measured, how much of it is done, and of how much.

    Raises:
        SelectionError: spaces of this kind are not measured.
        DataError: the space has no held-out networks.
    """
    return promise(space.kind, Measuring, "be measured").evaluate(engine, space, report)


def part_names(engine: Engine, space: Space) -> list[str]:
    """The parts in which a space is measured, in order; one without a name where its kind knows of none.

    Raises:
        SelectionError: spaces of this kind are not measured.
        DataError: the space has no held-out networks.
    """
    measuring = promise(space.kind, Measuring, "be measured")
    if not isinstance(measuring, MeasuringInParts):
        return [""]
    return [*measuring.parts(engine, space, lambda what, done, total: None)]


def evaluate_part(
    engine: Engine, space: Space, name: str, report: Report = lambda what, done, total: None
) -> dict[str, Any]:
    """The numbers of one of `part_names`; all parts' together (`merged`), in order, are `evaluate`'s."""
    measuring = promise(space.kind, Measuring, "be measured")
    if not isinstance(measuring, MeasuringInParts):
        return evaluate(engine, space, report)
    return measuring.parts(engine, space, report)[name]()


def in_turn(parts: Mapping[str, Callable[[], dict[str, Any]]]) -> dict[str, Any]:
    """The numbers of all parts (`protocols.MeasuringInParts.parts`), measured one after the other."""
    numbers = dict[str, Any]()
    for part in parts.values():
        numbers = merged(numbers, part())
    return numbers


def merged(numbers: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers, and those of another part; mappings under one name are merged, too."""
    out = dict(numbers)
    for name, value in part.items():
        both = isinstance(value, Mapping) and isinstance(out.get(name), Mapping)
        out[name] = merged(out[name], value) if both else value
    return out


def only_if(name: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers under their name; nothing where there are none, as where a space has too few networks."""
    return {name: dict(found)} if found else {}


def check_heldout(space: Space, count: int) -> None:
    """Whether there are held-out networks to judge a space by.

    Raises:
        DataError: `count` of them are none.
    """
    if count == 0:
        raise DataError(f"{space.name} has no held-out networks to judge it by.", "Train it with a held-out split.")


def card(space: Space) -> str:
    """The numbers that a space's `space.json` holds, as Markdown; empty where it was never measured.

    Raises:
        SelectionError: spaces of this kind are not measured.
    """
    return promise(space.kind, Measuring, "be measured").card(space.info)
