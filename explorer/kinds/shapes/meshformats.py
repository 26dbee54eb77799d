"""Mesh files taken apart: vertices and triangles, with care.

A file is never trusted: what it claims is checked before it is unpacked, and of what it refers to (materials, textures,
buffers in other files) only the buffers of a glTF are ever read, and those only where its folder was given.
"""

from __future__ import annotations

import io
import itertools
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
from jaxtyping import Float, Int

from explorer.files import read_bounded

if TYPE_CHECKING:
    import trimesh

FORMATS = ("stl", "obj", "ply", "glb", "gltf", "off")
MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 256 * 2**20  # bytes that a file may claim to hold
MOST_TRIANGLES = 4_000_000  # that are worked on; no file of `MOST_BYTES` has more unless it repeats its parts
MOST_NODES = 10_000  # of a scene


class ExternalFileError(Exception):
    """A file refers to another one."""


class _Refusing:
    """Resolves nothing: what a mesh refers to is not fetched, from the disk as little as from a network."""

    def get(self, key: str) -> bytes:
        """Refuses."""
        raise ExternalFileError(key[:80])

    __getitem__ = get

    def keys(self) -> Iterator[str]:
        """Nothing is there."""
        return iter(())

    def namespaced(self, namespace: str) -> _Refusing:
        """The same."""
        del namespace
        return self


class _Beside(_Refusing):
    """Resolves the buffers of a glTF, where they are files of its own folder or of one in it; nothing else."""

    def __init__(self, folder: Path, buffers: set[str]) -> None:
        self.folder, self.buffers, self.read = folder.resolve(), buffers, 0

    def get(self, key: str) -> bytes:
        """The content of a buffer."""
        file = (self.folder / unquote(key)).resolve()
        if key not in self.buffers or not file.is_relative_to(self.folder) or not file.is_file():
            raise ExternalFileError(key[:80])
        content = read_bounded(file, MOST_BYTES)
        self.read += len(content)
        if self.read > MOST_UNPACKED:
            raise ValueError(f"its buffers hold more than {MOST_UNPACKED:,} bytes")
        return content

    __getitem__ = get


def triangles_of(
    content: bytes, form: str, beside: Path | None = None
) -> tuple[Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"]]:
    """Vertices and triangles of all parts of a mesh file in their places.

    Args:
        content: the file.
        form: one of `FORMATS`.
        beside: the folder in which the buffers of a glTF may lie; None: it must hold them itself.

    Raises:
        ExternalFileError: it refers to another file that is not read.
        Exception: whatever the readers' parsers meet.
    """
    if form == "off":
        return _off(content)
    import trimesh  # noqa: PLC0415 - takes most of a second, and the screen opens without it

    resolver: Any = _Refusing()
    if form in ("glb", "gltf"):
        buffers = _check_gltf(_gltf_header(content, form))
        if buffers and beside is None:
            raise ExternalFileError(min(buffers)[:80])
        resolver = _Refusing() if beside is None else _Beside(beside, buffers)
    # Not processed: that would drop vertices that are no numbers without a word.
    options: dict[str, Any] = {"process": False, "skip_materials": True}
    return _concatenated(trimesh.load_scene(io.BytesIO(content), file_type=form, resolver=resolver, **options))


def _off(content: bytes) -> tuple[Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"]]:
    """An OFF file, with polygons of any number of corners: trimesh (5.2) reads none in which these numbers differ."""
    if content[:64].split(b"\n")[0].rstrip().endswith(b"BINARY"):
        raise ValueError("it is a binary OFF file, which is not read")
    rows = [row for line in content.decode("utf-8", "replace").splitlines() if (row := line.partition("#")[0].split())]
    head = rows[0][0].upper() if rows else ""
    if not head.endswith("OFF") or head.startswith(("4", "N4")):
        raise ValueError("it does not begin as an OFF file does")
    rows = [rows[0][1:], *rows[1:]] if len(rows[0]) > 1 else rows[1:]  # the counts may stand beside the name
    vertices, polygons = (int(number) for number in rows[0][:2])
    if vertices < 0 or polygons < 0 or vertices + polygons > len(rows) - 1:
        raise ValueError(f"it claims {vertices:,} vertices and {polygons:,} faces, and has {len(rows) - 1:,} lines")
    points = np.array([row[:3] for row in rows[1 : vertices + 1]], dtype=np.float64).reshape(-1, 3)
    corners: list[tuple[int, int, int]] = []
    for row in rows[vertices + 1 : vertices + 1 + polygons]:
        ring = [int(number) for number in row[1 : int(row[0]) + 1]]
        if len(ring) != int(row[0]):
            raise ValueError("a face has fewer corners than it says")
        corners += [(ring[0], b, c) for b, c in itertools.pairwise(ring[1:])]
        _check_count(len(corners))
    faces = np.asarray(corners, dtype=np.int64).reshape(-1, 3)
    _check_corners(faces, len(points))
    return points, faces


def _check_count(triangles: int) -> None:
    if triangles > MOST_TRIANGLES:
        raise ValueError(f"it has more than {MOST_TRIANGLES:,} triangles")


def _check_corners(faces: Int[np.ndarray, "f 3"], vertices: int) -> None:
    if len(faces) and not 0 <= int(faces.min()) <= int(faces.max()) < vertices:
        raise ValueError("a triangle names a vertex that is not there")


def _concatenated(scene: trimesh.Scene) -> tuple[Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"]]:
    points: list[np.ndarray] = [np.zeros((0, 3))]
    corners: list[np.ndarray] = [np.zeros((0, 3), dtype=np.int64)]
    vertices = triangles = 0
    for node in scene.graph.nodes_geometry:
        place, key = scene.graph[node]
        part = scene.geometry[key]
        faces = np.asarray(getattr(part, "faces", ()), dtype=np.int64).reshape(-1, 3)  # a cloud of points has none
        own = np.asarray(part.vertices, dtype=np.float64).reshape(-1, 3)
        triangles += len(faces)
        _check_count(triangles)
        _check_corners(faces, len(own))
        turned = faces[:, ::-1] if np.linalg.det(place[:3, :3]) < 0 else faces  # a mirror turns them inside out
        points.append(own @ place[:3, :3].T + place[:3, 3])
        corners.append(turned + vertices)
        vertices += len(own)
    return np.concatenate(points), np.concatenate(corners)


def _gltf_header(content: bytes, form: str) -> dict[str, Any]:
    if form == "glb":
        magic, _, _, size, _ = struct.unpack("<4sIIII", content[:20])
        if magic != b"glTF":
            raise ValueError("it does not begin as a GLB does")
        content = content[20 : 20 + size]
    header = json.loads(content)
    if not isinstance(header, dict):
        raise ValueError("its header is no object")  # noqa: TRY004 - of the file, not of an argument
    return header


def _check_gltf(header: dict[str, Any]) -> set[str]:
    """What the file claims, before any of it is made: accessors without a buffer are filled with zeros.

    Returns:
        The names of the files that hold its buffers.
    """
    if not isinstance(header.get("buffers", []), list):
        raise ValueError("it is glTF 1.0, and 2.0 is read")  # noqa: TRY004 - of the file, not of an argument
    uris = [str(buffer.get("uri", "data:")) for buffer in header.get("buffers", [])]
    entries = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
    sizes = [int(a["count"]) * entries.get(a.get("type"), 16) for a in header.get("accessors", [])]
    if any(size < 0 for size in sizes) or 4 * sum(sizes) > MOST_UNPACKED:
        raise ValueError(f"it claims to hold {4 * sum(sizes):,} bytes, and at most {MOST_UNPACKED:,} are unpacked")
    if len(header.get("nodes", [])) > MOST_NODES:
        raise ValueError(f"its scene has more than {MOST_NODES:,} nodes")
    packed = [name for name in header.get("extensionsRequired", []) if "compression" in name]
    if packed:
        raise ValueError(f"it is compressed ({packed[0]}), which is not read")
    return {uri for uri in uris if not uri.startswith("data:")}
