"""What a space of a kind says of itself in `space.json`, for those who only list spaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Stating(Protocol):
    """What `space.json` says of spaces of this kind. The module of one imports no torch: a list of spaces needs none.

    Of a kind that does not promise it, `Storing` says what `space.json` must hold, and nothing more is listed.

    Attributes:
        files: as those of `Storing`.
        schema: as that of `Storing`.
    """

    files: tuple[str, ...]
    schema: Mapping[str, Any]

    def stated(self, info: Mapping[str, Any]) -> dict[str, Any]:
        """What `spaces` lists beside name, title, kind and networks, of a `space.json` that fits the schema."""
        ...
