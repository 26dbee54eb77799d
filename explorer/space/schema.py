"""The schema of `space.json` (version 1), as JSON Schema: one place says what a bundle must state."""

from __future__ import annotations

from typing import Any

VERSION = 1
FILES = ("netspace.safetensors", "zoo.safetensors", "map.npz")

_NUMBERS = {"type": "object"}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["schema", "kind", "title", "architecture", "model", "splits", "files", "metrics", "provenance"],
    "properties": {
        "schema": {"const": VERSION},
        "kind": {"enum": ["sdf"]},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "architecture": {
            "type": "object",
            "required": ["family", "inputs", "width", "hidden", "outputs", "omega"],
            "properties": {
                "family": {"const": "Siren"},
                "inputs": {"const": 3},
                "width": {"type": "integer", "minimum": 1, "maximum": 1024},
                "hidden": {"type": "integer", "minimum": 1, "maximum": 16},
                "outputs": {"const": 1},
                "omega": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
            },
        },
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
        "files": {
            "type": "object",
            "required": list(FILES),
            "additionalProperties": False,
            "properties": {
                name: {
                    "type": "object",
                    "required": ["sha256", "bytes"],
                    "properties": {
                        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                        "bytes": {"type": "integer", "minimum": 1},
                    },
                }
                for name in FILES
            },
        },
        "metrics": _NUMBERS,
        "provenance": {"type": "object", "required": ["command", "seed", "commit"]},
    },
}
