"""A space that must be of one kind."""

from __future__ import annotations

from typing import TypeVar

from explorer.errors import SelectionError
from explorer.kinds import registry
from explorer.space.bundle import Space

Wanted = TypeVar("Wanted", bound=Space)


def narrowed(space: Space, wanted: type[Wanted]) -> Wanted:
    """The space, as one of the wanted kind.

    Raises:
        SelectionError: it is of another.
    """
    if not isinstance(space, wanted):
        raise SelectionError(
            f"{space.name} is a space of {registry.kind(space.kind).networks}.",
            f"Choose a space of {registry.kind(wanted.kind).networks} for this.",
        )
    return space
