"""What `space.json` says of a space of shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.space.schema import siren_schema


class ShapeStating:
    """See `protocols.Stating`."""

    files: tuple[str, ...] = ()
    schema: Mapping[str, Any] = {"required": ["architecture"], "properties": {"architecture": siren_schema(3, (1,))}}

    def stated(self, info: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing beside what is said of all spaces."""
        del info
        return {}


STATING = ShapeStating()
