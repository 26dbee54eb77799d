"""The schema of `space.json` (version 1), as JSON Schema: one place says what a bundle must state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

VERSION = 1
KEPT = "kept.safetensors"  # what people keep with a space (`explorer.space.kept`)
KEPT_FILES = "kept*.safetensors"  # with those of earlier trainings; they stay when a space is trained again
MOST_TEXT = 48 * 2**20  # characters of the tensors that a graph shares
FILES = ("netspace.safetensors", "zoo.safetensors", "map.npz")

_NUMBERS = {"type": "object"}


def whole(least: int, most: int) -> dict[str, Any]:
    """The schema of a whole number within bounds."""
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


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["schema", "kind", "title", "model", "splits", "files", "metrics", "provenance"],
    "properties": {
        "schema": {"const": VERSION},
        "kind": {"type": "string", "minLength": 1, "maxLength": 60},
        "package": {"type": "string", "minLength": 1, "maxLength": 100},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "model": {
            "type": "object",
            "required": ["encoder", "decoder", "latent", "prep_height", "encoder_options", "decoder_options"],
            "properties": {
                "encoder": {"type": "string"},
                "decoder": {"type": "string"},
                "latent": {"type": "integer", "minimum": 1, "maximum": 65536},
                "prep_height": {"type": "integer", "minimum": 1, "maximum": 4096},
                "prep_width": {"type": "integer", "minimum": 0, "maximum": 10_000_000},
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
}


GRAPH: Mapping[str, Any] = {
    "type": "object",
    "required": ["graph", "constants"],
    "additionalProperties": False,
    "properties": {"graph": {"type": "object"}, "constants": {"type": "string", "maxLength": MOST_TEXT}},
}
"""The schema of a graph as an architecture (`explorer.space.graphs`)."""


def kind_schema(files: tuple[str, ...], schema: Mapping[str, Any]) -> dict[str, Any]:
    """What a bundle of a kind must state beside what all must: the kind's own keys, and the hashes of all files.

    Args:
        files: the kind's own (`Stating.files`).
        schema: of its own keys (`Stating.schema`).
    """
    own = dict(schema)
    return {
        "type": "object",
        "required": [*own.get("required", ())],
        "properties": {**own.get("properties", {}), "files": _hashes((*FILES, *files))},
    }


def siren_schema(inputs: int, outputs: Sequence[int]) -> dict[str, Any]:
    """The schema of a Siren as an architecture.

    Args:
        inputs: coordinates of a place.
        outputs: how many values a network may give there.
    """
    return {
        "type": "object",
        "required": ["family", "inputs", "width", "hidden", "outputs", "omega"],
        "properties": {
            "family": {"const": "Siren"},
            "inputs": {"const": inputs},
            "width": whole(1, 1024),
            "hidden": whole(1, 16),
            "outputs": {"enum": list(outputs)},
            "omega": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
        },
    }
