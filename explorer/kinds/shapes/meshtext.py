"""OBJ, OFF and PLY files taken apart, with polygons of any number of corners: trimesh (5.2) reads few that mix them.

Their materials, colours and normals are passed over: a shape has none.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from explorer.kinds.shapes.polygons import MOST_TRIANGLES, triangulated

Mesh = tuple[Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"]]
MOST_HEADER = 1 << 16  # bytes of a PLY file's header
TYPES = {
    "char": "i1", "int8": "i1", "uchar": "u1", "uint8": "u1", "short": "i2", "int16": "i2", "ushort": "u2",
    "uint16": "u2", "int": "i4", "int32": "i4", "uint": "u4", "uint32": "u4", "float": "f4", "float32": "f4",
    "double": "f8", "float64": "f8",
}  # fmt: skip
CODES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}  # of `struct`
CORNERS = ("vertex_indices", "vertex_index")


def _text(content: bytes) -> str:
    """A text file, whichever way it is written."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if wide else "utf-8-sig", "replace")


def _pointed(numbers: list[str]) -> list[str]:
    """Coordinates as they are.

    Raises:
        ValueError: they have commas in them.
    """
    if any("," in number for number in numbers):
        raise ValueError(f"its numbers have decimal commas ({' '.join(numbers)[:40]}): write them with points")
    return numbers


def read_obj(content: bytes) -> Mesh:
    """Vertices and polygons of an OBJ file.

    Raises:
        ValueError: a line is none that an OBJ file has, or a polygon names a vertex that is not there.
    """
    rows, rings = list[list[str]](), list[list[int]]()
    for line in _text(content).replace("\\\r\n", " ").replace("\\\n", " ").splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        if words[0] == "v":
            rows.append(_pointed(words[1:4]))
        elif words[0] in ("f", "fo"):
            given = [int(word.partition("/")[0]) for word in words[1:]]
            rings.append([number - 1 if number > 0 else len(rows) + number for number in given])
    points = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return points, triangulated(points, rings)


def read_off(content: bytes) -> Mesh:
    """Vertices and polygons of an OFF file.

    Raises:
        ValueError: it is none, is cut off, or a polygon names a vertex that is not there.
    """
    if content[:64].split(b"\n")[0].rstrip().endswith(b"BINARY"):
        raise ValueError("it is a binary OFF file, which is not read")
    rows = [row for line in _text(content).splitlines() if (row := line.partition("#")[0].split())]
    head = re.fullmatch(r"((?:ST)?C?N?OFF)(\d*)", rows[0][0].upper()) if rows else None
    if head is None:
        raise ValueError("it does not begin as an OFF file does")
    # The counts may stand beside the name, or, as in many files of ModelNet40, hang on it.
    counts = [*([head[2]] if head[2] else []), *rows[0][1:]]
    rows = [counts, *rows[1:]] if counts else rows[1:]
    vertices, polygons = (int(number) for number in rows[0][:2])
    if vertices < 0 or polygons < 0 or vertices + polygons > len(rows) - 1:
        raise ValueError(f"it claims {vertices:,} vertices and {polygons:,} faces, and has {len(rows) - 1:,} lines")
    points = np.array([_pointed(row[:3]) for row in rows[1 : vertices + 1]], dtype=np.float64).reshape(-1, 3)
    rings = []
    for row in rows[vertices + 1 : vertices + 1 + polygons]:
        ring = [int(number) for number in row[1 : int(row[0]) + 1]]
        if len(ring) != int(row[0]):
            raise ValueError("a face has fewer corners than it says")
        rings.append(ring)
    return points, triangulated(points, rings)


# --- PLY


@dataclass
class _Element:
    """A table of a PLY file: its rows, and of each property name, type, and type of the count before a list."""

    name: str
    count: int
    properties: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def flat(self) -> bool:
        return all(count is None for _, _, count in self.properties)

    @property
    def least(self) -> int:
        """Bytes of its shortest row."""
        return sum(np.dtype(kind if count is None else count).itemsize for _, kind, count in self.properties)


def read_ply(content: bytes) -> Mesh:
    """Vertices, polygons and strips of triangles of a PLY file, binary or not; what comes after them is passed over.

    Raises:
        ValueError: it is none, is cut off, or a polygon names a vertex that is not there.
    """
    form, elements, start = _ply_header(content)
    tables = dict[str, dict[str, Any]]()
    reader = _ascii_tables if form == "ascii" else _binary_tables
    for name, table in reader(content[start:], elements, ">" if "big" in form else "<"):
        tables[name] = table
    held = tables.get("vertex", {})
    if not {"x", "y", "z"} <= set(held):
        raise ValueError("it has no vertices with x, y and z")
    points = np.stack([np.asarray(held[axis], dtype=np.float64) for axis in "xyz"], 1)
    faces, strips = ({**tables.get(name, {})} for name in ("face", "tristrips"))
    rings, runs = (next((held[name] for name in CORNERS if name in held), list[Any]()) for held in (faces, strips))
    return points, triangulated(points, [*rings, *(three for run in runs for three in _of_strip(run))])


def _of_strip(run: list[int]) -> Iterator[list[int]]:
    """Triangles of strips; -1 begins a new one, every other triangle is wound the other way."""
    last: list[int] = []
    for corner in run:
        last = [] if corner < 0 else [*last, corner]
        if len(last) >= 3:
            a, b, c = last[-3:]
            if len({a, b, c}) == 3:
                yield [a, b, c] if len(last) % 2 else [b, a, c]


def _ply_header(content: bytes) -> tuple[str, list[_Element], int]:
    end = re.search(rb"end_header[ \t]*\r?\n", content[:MOST_HEADER])
    if not content.startswith(b"ply") or end is None:
        raise ValueError("it does not begin as a PLY file does")
    form, elements = "", list[_Element]()
    for line in content[: end.start()].decode("latin-1").splitlines():
        words = line.split()
        if words[:1] == ["format"]:
            form = words[1]
        elif words[:1] == ["element"]:
            elements.append(_Element(words[1], int(words[2])))
        elif words[:2] == ["property", "list"]:
            elements[-1].properties.append((words[4], TYPES[words[3]], TYPES[words[2]]))
        elif words[:1] == ["property"]:
            elements[-1].properties.append((words[2], TYPES[words[1]], None))
    if form not in ("ascii", "binary_little_endian", "binary_big_endian"):
        raise ValueError("its header does not say how its numbers are written")
    left = len(content) - end.end()
    for element in elements:
        least = 2 * len(element.properties) - 1 if form == "ascii" else element.least
        if element.count < 0 or element.count * max(least, 1) > left + 1:
            raise ValueError(f"it claims {element.count:,} of {element.name}, and is too short for them")
    return form, elements, end.end()


def _ascii_tables(data: bytes, elements: list[_Element], order: str) -> Iterator[tuple[str, dict[str, Any]]]:
    del order
    lines = (line.split() for line in data.decode("latin-1").splitlines() if line.strip())
    for element in elements:
        table: dict[str, list[Any]] = {name: [] for name, _, _ in element.properties}
        for _ in range(element.count):
            words = next(lines, None)
            if words is None:
                raise ValueError(f"it ends within its {element.name}")
            at = 0
            for name, _, count in element.properties:
                size = int(words[at]) if count else 1
                at += bool(count)
                given = words[at : at + size]
                if len(given) != size:
                    raise ValueError(f"a row of its {element.name} is too short")
                table[name].append([int(float(word)) for word in given] if count else float(given[0]))
                at += size
        yield element.name, table


def _binary_tables(data: bytes, elements: list[_Element], order: str) -> Iterator[tuple[str, dict[str, Any]]]:
    at = 0
    for element in elements:
        if element.flat:
            dtype = np.dtype([(f"{k}", order + kind) for k, (_, kind, _) in enumerate(element.properties)])
            if len(data) - at < element.count * dtype.itemsize:
                raise ValueError(f"it ends within its {element.name}")
            rows = np.frombuffer(data, dtype, element.count, at)
            at += element.count * dtype.itemsize
            yield element.name, {name: rows[str(k)] for k, (name, _, _) in enumerate(element.properties)}
        else:
            table, at = _lists(data, at, element, order)
            yield element.name, table


def _lists(data: bytes, at: int, element: _Element, order: str) -> tuple[dict[str, Any], int]:
    """A table with lists in it, row by row: every row may have another length."""
    table: dict[str, list[Any]] = {name: [] for name, _, _ in element.properties}
    corners = 0
    try:
        for _ in range(element.count):
            for name, kind, count in element.properties:
                size = 1
                if count:
                    (size,) = struct.unpack_from(order + CODES[count], data, at)
                    at += np.dtype(count).itemsize
                if not 0 <= size <= len(data) - at:
                    raise ValueError(f"a row of its {element.name} claims {size:,} entries")
                given = struct.unpack_from(f"{order}{size}{CODES[kind]}", data, at)
                at += size * np.dtype(kind).itemsize
                table[name].append(list(given) if count else given[0])
                corners += size
            if corners > 8 * MOST_TRIANGLES:
                raise ValueError(f"it has more than {MOST_TRIANGLES:,} triangles")
    except struct.error as error:
        raise ValueError(f"it ends within its {element.name}") from error
    return table, at
