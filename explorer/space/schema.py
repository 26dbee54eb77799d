"""The schema of `space.json` (version 1), as JSON Schema: one place says what a bundle must state."""

from __future__ import annotations

from typing import Any

VERSION = 1
FILES = ("netspace.safetensors", "zoo.safetensors", "map.npz")
CLASSIFIER_FILES = (*FILES, "images.npz")

_NUMBERS = {"type": "object"}


def _whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _hashes(names: tuple[str, ...]) -> dict[str, Any]:
    """Size and SHA-256 of every file but `space.json` itself."""
    one = {
        "type": "object",
        "required": ["sha256", "bytes"],
        "properties": {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "bytes": {"type": "integer", "minimum": 1},
        },
    }
    return {
        "type": "object",
        "required": list(names),
        "additionalProperties": False,
        "properties": dict.fromkeys(names, one),
    }


_SIREN = {
    "type": "object",
    "required": ["family", "inputs", "width", "hidden", "outputs", "omega"],
    "properties": {
        "family": {"const": "Siren"},
        "inputs": {"const": 3},
        "width": _whole(1, 1024),
        "hidden": _whole(1, 16),
        "outputs": {"const": 1},
        "omega": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
    },
}

_CLASSIFIER = {
    "type": "object",
    "required": ["name", "channels", "size", "classes", "width", "stem_stride"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "channels": _whole(1, 16),
        "size": _whole(4, 512),
        "classes": _whole(2, 255),
        "width": _whole(1, 256),
        "stem_stride": _whole(1, 4),
    },
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
            "properties": {name: _whole(1, 100_000) for name in ("train", "validation", "test")},
        },
    },
}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["schema", "kind", "title", "model", "splits", "files", "metrics", "provenance"],
    "properties": {
        "schema": {"const": VERSION},
        "kind": {"enum": ["sdf", "classifier"]},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "model": {
            "type": "object",
            "required": ["encoder", "decoder", "latent", "prep_height", "encoder_options", "decoder_options"],
            "properties": {
                "encoder": {"type": "string"},
                "decoder": {"type": "string"},
                "latent": {"type": "integer", "minimum": 1, "maximum": 65536},
                "prep_height": {"type": "integer", "minimum": 1, "maximum": 4096},
                "encoder_options": {"type": "object"},
                "decoder_options": {"type": "object"},
            },
        },
        "splits": {
            "type": "object",
            "required": ["train", "heldout"],
            "properties": {"train": {"type": "integer", "minimum": 1}, "heldout": {"type": "integer", "minimum": 0}},
        },
        "metrics": _NUMBERS,
        "provenance": {"type": "object", "required": ["command", "seed", "commit"]},
    },
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": "sdf"}}},
            "then": {
                "required": ["architecture"],
                "properties": {"architecture": _SIREN, "files": _hashes(FILES)},
            },
        },
        {
            "if": {"properties": {"kind": {"const": "classifier"}}},
            "then": {
                "required": ["architectures", "images"],
                "properties": {
                    "architectures": {"type": "array", "minItems": 1, "maxItems": 16, "items": _CLASSIFIER},
                    "images": _IMAGES,
                    "files": _hashes(CLASSIFIER_FILES),
                },
            },
        },
    ],
}
