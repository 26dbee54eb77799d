"""Mesh files taken apart: vertices and triangles, with care.

A file is never trusted: what it claims is checked before it is unpacked, and of what it refers to (materials, textures,
buffers in other files) only the buffers of a glTF are ever read, and those only where its folder was given.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
from jaxtyping import Float, Int

from explorer.files import impostor, read_bounded
from explorer.kinds.shapes.meshtext import read_obj, read_off, read_ply
from explorer.kinds.shapes.polygons import MOST_TRIANGLES

if TYPE_CHECKING:
    import trimesh

FORMATS = ("stl", "obj", "ply", "glb", "gltf", "off")
MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 256 * 2**20  # bytes that a file may claim to hold
MOST_NODES = 10_000  # of a scene
TEXTS = {"obj": read_obj, "off": read_off, "ply": read_ply}
STL_HEAD, STL_TRIANGLE = 84, 50  # bytes
# Extensions of glTF that a shape may need and be read without: how it looks, and positions as whole numbers.
LOOKS = ("KHR_materials_", "KHR_texture_", "EXT_texture_", "MSFT_", "KHR_lights_", "KHR_xmp", "KHR_mesh_quantization")
INSTANCED = "EXT_mesh_gpu_instancing"
WHOLE = {5120: 127.0, 5121: 255.0, 5122: 32767.0, 5123: 65535.0}  # what 1 is in normalised integers, by their type


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
    other = impostor(content)
    if other:
        raise ValueError(f"it is {other}")
    if form in TEXTS:
        return TEXTS[form](content)
    content = _sound_stl(content) if form == "stl" else content
    import trimesh  # noqa: PLC0415 - takes most of a second, and the screen opens without it

    resolver: Any = _Refusing()
    if form in ("glb", "gltf"):
        header = _gltf_header(content, form)
        buffers = _check_gltf(header)
        content = _mended(content, form, header)
        if buffers and beside is None:
            raise ExternalFileError(min(buffers)[:80])
        resolver = _Refusing() if beside is None else _Beside(beside, buffers)
    # Not processed: that would drop vertices that are no numbers without a word.
    options: dict[str, Any] = {"process": False, "skip_materials": True}
    return _concatenated(trimesh.load_scene(io.BytesIO(content), file_type=form, resolver=resolver, **options))


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


def _sound_stl(content: bytes) -> bytes:
    """An STL file as trimesh takes it: without what follows its triangles, and ended.

    Raises:
        ValueError: it is cut off, or none.
    """
    count = struct.unpack("<I", content[80:84])[0] if len(content) >= STL_HEAD else 0
    size = STL_HEAD + count * STL_TRIANGLE
    if content[:512].lstrip()[:5].lower() == b"solid" and b"facet" in content[:4096].lower() and len(content) != size:
        begun, ended = (len(re.findall(word, content, re.IGNORECASE)) for word in (rb"facet\s+normal", rb"endfacet"))
        if begun != ended:
            raise ValueError(f"it is cut off: {begun:,} triangles begin, and {ended:,} end")
        return content if b"endsolid" in content.lower() else content + b"\nendsolid\n"
    if len(content) < STL_HEAD:
        raise ValueError("it is too short for an STL file" if content else "the file is empty")
    if len(content) < size:
        held = (len(content) - STL_HEAD) // STL_TRIANGLE
        raise ValueError(f"it is cut off, or no STL file: it says that it has {count:,} triangles, and holds {held:,}")
    return content[:size] if count else content


def _mended(content: bytes, form: str, header: dict[str, Any]) -> bytes:
    """A glTF file as trimesh takes it: with a scene, and with whole numbers that stand for shares divided as they are.

    Raises:
        ValueError: see `_divided`.
    """
    mended = _divided(_with_scene(header))
    if mended is header:
        return content
    text = json.dumps(mended).encode()
    if form == "gltf":
        return text
    text += b" " * (-len(text) % 4)
    rest = content[20 + struct.unpack("<I", content[12:16])[0] :]
    return struct.pack("<4sIIII", b"glTF", 2, 20 + len(text) + len(rest), len(text), 0x4E4F534A) + text + rest


def _with_scene(header: dict[str, Any]) -> dict[str, Any]:
    """A file that says no scene, which it need not, has one of all nodes that are no other's child."""
    nodes = header.get("nodes", [])
    if header.get("scenes") or not nodes:
        return header
    children = {child for node in nodes for child in node.get("children", [])}
    return {**header, "scene": 0, "scenes": [{"nodes": [k for k in range(len(nodes)) if k not in children]}]}


def _divided(header: dict[str, Any]) -> dict[str, Any]:
    """Positions that are normalised integers (KHR_mesh_quantization) are divided, which trimesh (5.2) leaves out.

    A mesh of such becomes a node of its own below the one that has it, scaled.

    Raises:
        ValueError: parts of one mesh are kept differently.
    """
    whole = {k: WHOLE[a.get("componentType")] for k, a in enumerate(header.get("accessors", [])) if _share(a)}
    if not whole:
        return header
    units = dict[int, float]()
    for k, mesh in enumerate(header.get("meshes", [])):
        found = {whole.get(part.get("attributes", {}).get("POSITION"), 1.0) for part in mesh.get("primitives", [])}
        if len(found) > 1:
            raise ValueError("it keeps the positions of one mesh in several ways, which is not read")
        units[k] = found.pop() if found else 1.0
    nodes = [dict(node) for node in header.get("nodes", [])]
    for node in list(nodes):
        if (unit := units.get(node.get("mesh", -1), 1.0)) != 1:
            node["children"] = [*node.get("children", []), len(nodes)]
            nodes.append({"mesh": node.pop("mesh"), "scale": [1 / unit] * 3})
    return {**header, "nodes": nodes}


def _share(accessor: dict[str, Any]) -> bool:
    return bool(accessor.get("normalized")) and accessor.get("componentType") in WHOLE


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
    needed = [name for name in map(str, header.get("extensionsRequired", [])) if not name.startswith(LOOKS)]
    if needed:
        how = "is compressed" if "compression" in needed[0] else "needs an extension"
        raise ValueError(f"it {how} ({needed[0]}), which is not read")
    if any(INSTANCED in node.get("extensions", {}) for node in header.get("nodes", [])):
        raise ValueError(f"it repeats a mesh in many places ({INSTANCED}), which is not read")
    parts = [part for mesh in header.get("meshes", []) for part in mesh.get("primitives", [])]
    used = {part.get("indices") for part in parts} | {part.get("attributes", {}).get("POSITION") for part in parts}
    if any("sparse" in accessor for k, accessor in enumerate(header.get("accessors", [])) if k in used):
        raise ValueError("it keeps some of its numbers as differences (sparse accessors), which is not read")
    return {uri for uri in uris if not uri.startswith("data:")}
