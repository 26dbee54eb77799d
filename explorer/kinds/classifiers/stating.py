"""What `space.json` says of a space of image classifiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.space.schema import GRAPH, whole

IMAGES = "images.npz"

_CLASSIFIER = {
    "type": "object",
    "required": ["name", "channels", "size", "classes", "width", "stem_stride"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "channels": whole(1, 16),
        "size": whole(4, 512),
        "classes": whole(2, 255),
        "width": whole(1, 256),
        "stem_stride": whole(1, 4),
    },
}

_GRAPH = {
    **GRAPH,
    "required": ["name", "graph", "constants"],
    "properties": {**GRAPH["properties"], "name": {"type": "string"}},
}

_IMAGES = {
    "type": "object",
    "required": ["name", "classes", "mean", "std", "source", "counts"],
    "properties": {
        "name": {"type": "string"},
        "classes": {"type": "array", "minItems": 2, "maxItems": 255, "items": {"type": "string"}},
        "mean": {"type": "number"},
        "std": {"type": "number", "exclusiveMinimum": 0},
        "source": {"type": "string"},
        "counts": {
            "type": "object",
            "required": ["train", "validation", "test"],
            "properties": {name: whole(1, 100_000) for name in ("train", "validation", "test")},
        },
    },
}


class ClassifierStating:
    """See `protocols.Stating`."""

    files: tuple[str, ...] = (IMAGES,)
    schema: Mapping[str, Any] = {
        "required": ["architectures", "images"],
        "properties": {
            "architectures": {
                "type": "array",
                "minItems": 1,
                "maxItems": 16,
                "items": {"oneOf": [_CLASSIFIER, _GRAPH]},
            },
            "images": _IMAGES,
        },
    }

    def stated(self, info: Mapping[str, Any]) -> dict[str, Any]:
        """Architectures, and the images that they tell apart."""
        return {"architectures": [arch["name"] for arch in info["architectures"]], "data": info["images"]["name"]}


STATING = ClassifierStating()
