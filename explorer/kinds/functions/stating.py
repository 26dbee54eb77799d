"""What `space.json` says of a space of functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.kinds.functions.forms import Form, from_what_to_what
from explorer.space.schema import GRAPH, whole

EXAMPLES = "examples.npz"
MOST_ARCHITECTURES = 255  # an index is kept as a byte


class FunctionStating:
    """See `protocols.Stating`."""

    files: tuple[str, ...] = (EXAMPLES,)
    schema: Mapping[str, Any] = {
        "required": ["architectures", "task", "group"],
        "properties": {
            "architectures": {"type": "array", "minItems": 1, "maxItems": MOST_ARCHITECTURES, "items": GRAPH},
            "task": {
                "type": "object",
                "required": ["form", "outputs"],
                "properties": {"form": {"enum": [str(form) for form in Form]}, "outputs": whole(1, 1_000_000)},
            },
            "group": {"type": "string"},
        },
    }

    def stated(self, info: Mapping[str, Any]) -> dict[str, Any]:
        """Architectures, and what they are for."""
        graphs, task = [one["graph"] for one in info["architectures"]], info["task"]
        form = from_what_to_what(graphs[0]["input"], Form(task["form"]), task["outputs"])
        return {"architectures": [graph["name"] for graph in graphs], "task": form}


STATING = FunctionStating()
