"""A morph as one animated GLB file (glTF 2.0, binary).

The meshes of a morph differ in their triangles, so they cannot be glTF's morph targets. Each frame is a node of its
own, and the animation steps its scale from 0 to 1 and back: one frame shows at a time. Positions are 16-bit and
normals 8-bit integers (KHR_mesh_quantization), which halves the file; the root's scale makes them coordinates again.

Written by hand: trimesh writes no animations, and pygltflib would save none of the lines below, which say what is in
the file.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Shaped

from explorer.explore.takeaway.film import Schedule

STEPS = 32767  # integers from the centre to a face of the cube
FLOAT, SHORT, BYTE, U16, U32 = 5126, 5122, 5120, 5123, 5125
ARRAY, ELEMENTS = 34962, 34963
TURN_KEYS = 8  # a turn in steps that have only one shortest way


@dataclass(frozen=True)
class Frame:
    """One shape of a morph.

    Attributes:
        points: vertices in [-1, 1]^3, y up.
        normals: at the vertices.
        faces: indices of vertices, of any integer type; none for an empty frame.
    """

    points: Float[np.ndarray, "v 3"]
    normals: Float[np.ndarray, "v 3"]
    faces: Shaped[np.ndarray, "f 3"]


def animated_glb(frames: Sequence[Frame], schedule: Schedule, colour: Float[np.ndarray, " 3"], name: str) -> bytes:
    """The file.

    Args:
        frames: the shapes, at least one.
        schedule: when each shows.
        colour: of the surface, as linear light, 0 to 1 a channel.
        name: of the scene and its animation.
    """
    file = _File()
    children = []
    for k, frame in enumerate(frames):
        node: dict[str, Any] = {"name": f"frame {k:03d}", "scale": [int(k == schedule.frames[0])] * 3}
        if len(frame.faces):
            node["mesh"] = file.mesh(frame, node["name"])
        children.append(file.add("nodes", node))
    root = file.add("nodes", {"name": name, "scale": [1 / STEPS] * 3, "children": children})
    animation: dict[str, Any] = {"name": name, "channels": [], "samplers": []}
    for k, child in enumerate(children):
        times, shown = visibility(schedule, k)
        scales = np.repeat(np.array(shown, dtype=np.float32)[:, None], 3, 1)
        file.channel(animation, child, "scale", times, scales, "STEP")
    if schedule.turning:
        angles = np.linspace(0, 2 * np.pi, TURN_KEYS + 1)
        zero = np.zeros_like(angles)
        turns = np.stack([zero, np.sin(angles / 2), zero, np.cos(angles / 2)], 1)
        file.channel(animation, root, "rotation", angles / (2 * np.pi) * schedule.seconds, turns, "LINEAR")
    surface = {"baseColorFactor": [*map(float, colour), 1.0], "metallicFactor": 0.0, "roughnessFactor": 0.7}
    return file.glb(
        {
            "asset": {"version": "2.0", "generator": "NetSpace Explorer"},
            "extensionsUsed": ["KHR_mesh_quantization"],
            "extensionsRequired": ["KHR_mesh_quantization"],
            "scene": 0,
            "scenes": [{"name": name, "nodes": [root]}],
            "materials": [{"name": "surface", "pbrMetallicRoughness": surface}],
            "animations": [animation],
        }
    )


def visibility(schedule: Schedule, frame: int) -> tuple[list[float], list[int]]:
    """When a frame appears (1) and goes (0), from the start of the animation to its end."""
    times, shown = [0.0], [int(schedule.frames[0] == frame)]
    for start, index in zip(schedule.starts, schedule.frames, strict=True):
        if int(index == frame) != shown[-1]:
            times.append(float(start))
            shown.append(int(index == frame))
    return [*times, schedule.seconds], [*shown, shown[-1]]


class _File:
    """Collects the parts of a glTF file."""

    def __init__(self) -> None:
        self.parts: dict[str, list[dict[str, Any]]] = {}
        self.data = bytearray()

    def add(self, kind: str, part: dict[str, Any]) -> int:
        """Add a part; returns its index among those of its kind."""
        self.parts.setdefault(kind, []).append(part)
        return len(self.parts[kind]) - 1

    def mesh(self, frame: Frame, name: str) -> int:
        quantised = np.round(np.clip(frame.points, -1, 1) * STEPS).astype(np.int16)
        normals = np.round(np.clip(frame.normals, -1, 1) * 127).astype(np.int8)
        kind = (np.uint16, U16) if len(quantised) <= 65535 else (np.uint32, U32)  # 65535 itself is no index
        limits = {"min": quantised.min(0).tolist(), "max": quantised.max(0).tolist()}
        attributes = {
            "POSITION": self.array(_padded(quantised), SHORT, "VEC3", ARRAY, 8, limits),
            "NORMAL": self.array(_padded(normals), BYTE, "VEC3", ARRAY, 4, {"normalized": True}),
        }
        indices = self.array(frame.faces.astype(kind[0]).reshape(-1), kind[1], "SCALAR", ELEMENTS)
        primitive = {"attributes": attributes, "indices": indices, "material": 0}
        return self.add("meshes", {"name": name, "primitives": [primitive]})

    def channel(
        self, animation: dict[str, Any], node: int, path: str, times: Sequence[float] | np.ndarray,
        values: Float[np.ndarray, "k n"], interpolation: str,
    ) -> None:  # fmt: skip
        """Let an animation change one property of a node."""
        key_times = np.asarray(times, dtype=np.float32)
        span = {"min": [float(key_times.min())], "max": [float(key_times.max())]}
        sampler = {
            "input": self.array(key_times, FLOAT, "SCALAR", more=span),
            "output": self.array(np.asarray(values, dtype=np.float32), FLOAT, f"VEC{values.shape[1]}"),
            "interpolation": interpolation,
        }
        animation["samplers"].append(sampler)
        target = {"node": node, "path": path}
        animation["channels"].append({"sampler": len(animation["samplers"]) - 1, "target": target})

    def array(
        self, values: np.ndarray, component: int, kind: str, target: int | None = None, stride: int | None = None,
        more: dict[str, Any] | None = None,
    ) -> int:  # fmt: skip
        """Add an array; returns the index of its accessor."""
        view: dict[str, Any] = {"buffer": 0, "byteOffset": len(self.data), "byteLength": values.nbytes}
        view |= {key: value for key, value in (("target", target), ("byteStride", stride)) if value is not None}
        self.data += values.tobytes() + bytes(-values.nbytes % 4)
        accessor = {"componentType": component, "count": len(values), "type": kind, **(more or {})}
        return self.add("accessors", {"bufferView": self.add("bufferViews", view), **accessor})

    def glb(self, head: dict[str, Any]) -> bytes:
        document = {**head, **self.parts, "buffers": [{"byteLength": len(self.data)}]}
        text = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
        text += b" " * (-len(text) % 4)
        size = 12 + 8 + len(text) + 8 + len(self.data)
        return b"".join(
            [
                struct.pack("<4sII", b"glTF", 2, size),
                struct.pack("<I4s", len(text), b"JSON"), text,
                struct.pack("<I4s", len(self.data), b"BIN\0"), bytes(self.data),
            ]
        )  # fmt: skip


def _padded(vectors: Shaped[np.ndarray, "v 3"]) -> Shaped[np.ndarray, "v 4"]:
    """One more column: vertex attributes must start at multiples of 4 bytes."""
    return np.pad(vectors, ((0, 0), (0, 1)))
