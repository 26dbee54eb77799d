"""What `space.json` says of a space of pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.data.names import LEAST_SIDE, MOST_SIDE
from explorer.space.schema import siren_schema, whole

FILE = "pictures.npz"

_PICTURES = {
    "type": "object",
    "required": ["name", "classes", "source", "side", "channels"],
    "properties": {
        "name": {"type": "string"},
        "classes": {"type": "array", "minItems": 1, "maxItems": 4096, "items": {"type": "string"}},
        "source": {"type": "string"},
        "side": whole(LEAST_SIDE, MOST_SIDE),
        "channels": {"enum": [1, 3]},
    },
}


class ImageStating:
    """See `protocols.Stating`."""

    files: tuple[str, ...] = (FILE,)
    schema: Mapping[str, Any] = {
        "required": ["architecture", "pictures"],
        "properties": {"architecture": siren_schema(2, (1, 3)), "pictures": _PICTURES},
    }

    def stated(self, info: Mapping[str, Any]) -> dict[str, Any]:
        """The architecture, and the pictures that the networks were fitted to."""
        pictures = info["pictures"]
        return {
            "architecture": units(info["architecture"]),
            "data": pictures["name"] or pictures["source"],
            "classes": list(pictures["classes"]),
            "size": pictures["side"],
            "channels": pictures["channels"],
        }


STATING = ImageStating()


def units(arch: Mapping[str, Any]) -> str:
    """The layers of a Siren, as `space.json` states it, by their units: "2-24-24-24-1"."""
    return "-".join(map(str, (arch["inputs"], *[arch["width"]] * arch["hidden"], arch["outputs"])))
