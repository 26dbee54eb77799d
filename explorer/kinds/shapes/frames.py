"""What the live view shows of a shape: its mesh, quantised and packed.

The body of a frame is one zlib stream of byte planes:

    positions   per axis the low bytes, then per axis the high bytes, of the differences (modulo 65536) from one vertex
                to the next; the first differs from 0. A position is a share of 65535 over [-1, 1].
    indices     low bytes, then higher ones (2 planes; 3 beyond 65,536 vertices), of the codes of all corners. The
                vertices are in the order in which the faces first use them; a code is the number of vertices seen so
                far less the index, and a code of 0 stands for the next new vertex.

Neighbouring vertices and faces resemble each other, so most planes are nearly constant: a frame at 64^3 takes 28 kB
where plain arrays take 123 kB. Normals are not sent: both sides have the faces, and from the quantised positions they
come out within 0.05 degrees on average of those of the mesh.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pyvista as pv
from jaxtyping import Float, Int, Shaped, UInt8, UInt16

from explorer.errors import DataError
from explorer.explore.draw.png import png
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.explore.live.frames import decode_message, encode_message
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.sounding import FINENESS as COARSE
from explorer.kinds.shapes.sounding import pieces_of
from explorer.kinds.shapes.thumbnail import picture_of
from explorer.space.bundle import Space

SCALE = 65535 / 2
MOST_POINTS = 60_000  # of a surface at `COARSE` samples per axis; furniture has 10,000 to 40,000
LEVEL = 1  # of zlib: higher ones take three times as long for 8 % less


class ShapeFrames:
    """See `protocols.Frames`."""

    patient = False

    def frame(
        self, engine: Engine, space: Space, source: Source, network: int | None, resolution: int, cancelled: Cancelled
    ) -> tuple[dict[str, Any], bytes]:
        """The mesh, and how many loose pieces it has; `resolution` is samples per axis, fewer where there is rubble."""
        del network
        coarse = mesh_of(engine, space, source, min(resolution, COARSE), cancelled)
        if resolution > COARSE and coarse.n_points > MOST_POINTS:
            resolution = COARSE  # rubble: a finer one would take many seconds, and show no more
        mesh = coarse if resolution <= COARSE else mesh_of(engine, space, source, resolution, cancelled)
        facts, body = pack_mesh(mesh)
        return {**facts, "resolution": resolution, "pieces": pieces_of(coarse)}, body

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """The shape from the front, the right and above; clear if it has no surface."""
        return png(picture_of(mesh_of(engine, space, source, resolution, cancelled), size, colour))

    def about(self, space: Space) -> dict[str, Any]:
        """A mesh explains itself."""
        del space
        return {}


FRAMES = ShapeFrames()


def pack_mesh(mesh: pv.PolyData) -> tuple[dict[str, Any], bytes]:
    """What a frame's header says of a mesh (vertices, faces, planes), and its body.

    Args:
        mesh: triangles in [-1, 1]^3; may be empty.
    """
    faces = triangles(mesh).astype(np.int32)
    points, faces = _by_first_use(np.asarray(mesh.points, dtype=np.float32), faces)
    planes = 2 if len(points) <= 2**16 else 3
    facts = {"vertices": len(points), "faces": len(faces), "planes": planes}
    if not len(points):
        return facts, b""
    steps = np.diff(quantise(points).astype(np.int32), axis=0, prepend=np.zeros((1, 3), np.int32))
    parts = [*_planes(steps.T, 2), *_planes(_codes(faces.reshape(-1)), planes)]
    return facts, zlib.compress(np.concatenate([part.reshape(-1) for part in parts]).tobytes(), LEVEL)


def encode_frame(mesh: pv.PolyData, header: dict[str, Any]) -> bytes:
    """A mesh as a message; its facts are added to what else the header shall say."""
    facts, body = pack_mesh(mesh)
    return encode_message(header | facts, body)


def decode_frame(
    data: bytes,
) -> tuple[dict[str, Any], Float[np.ndarray, "v 3"], Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"]]:
    """Header, points in [-1, 1]^3, unit normals that face outwards, and faces of a message: as the browser reads it.

    Raises:
        DataError: the message is damaged.
    """
    header, body = decode_message(data)
    vertices, faces, planes = (int(header[name]) for name in ("vertices", "faces", "planes"))
    try:
        raw = np.frombuffer(zlib.decompress(body) if body else b"", np.uint8).astype(np.int32)
    except zlib.error as error:
        raise DataError(f"The body of a frame is damaged: {error}.", "Send the message again.") from error
    if len(raw) != 6 * vertices + 3 * planes * faces:
        raise DataError(f"A frame holds {len(raw)} bytes, which do not fit its header.", "Send the message again.")
    low, high = raw[: 6 * vertices].reshape(2, 3, vertices)
    whole = (np.cumsum(low + (high << 8), axis=1) & 0xFFFF).T
    codes = sum((plane << 8 * k for k, plane in enumerate(raw[6 * vertices :].reshape(planes, -1))), np.int32(0))
    seen = np.cumsum(codes == 0) - (codes == 0)
    corners = (seen - codes).reshape(-1, 3).astype(np.int32)
    points = (whole / SCALE - 1).astype(np.float32)
    return header, points, _normals(whole, corners), corners


def quantise(points: Float[np.ndarray, "v 3"]) -> UInt16[np.ndarray, "v 3"]:
    """Positions as shares of 65535 over [-1, 1]; what lies outside is moved to the face of the cube."""
    return np.clip(np.rint((points + 1) * SCALE), 0, 65535).astype(np.uint16)


def _by_first_use(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"]
) -> tuple[Float[np.ndarray, "w 3"], Int[np.ndarray, "f 3"]]:
    """Points in the order in which the faces use them; those that no face uses are left out."""
    flat = faces.reshape(-1)
    unused = len(flat)
    first = np.full(len(points), unused, np.int32)
    first[flat[::-1]] = np.arange(unused - 1, -1, -1, dtype=np.int32)  # of several writes to one place the last stays
    order = np.argsort(first, kind="stable")[: int((first < unused).sum())]
    rank = np.empty(len(points), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return points[order], rank[faces]


def _codes(flat: Int[np.ndarray, " n"]) -> Int[np.ndarray, " n"]:
    """Vertices seen before each corner, less its index; see the head of this file."""
    seen = np.zeros(len(flat), np.int32)
    np.maximum.accumulate(flat[:-1], out=seen[1:])
    seen[1:] += 1
    return np.asarray(seen - flat)


def _planes(values: Shaped[np.ndarray, "*axes"], count: int) -> list[UInt8[np.ndarray, "*axes"]]:
    return [(values >> 8 * k).astype(np.uint8) for k in range(count)]


def _normals(whole: Int[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"]) -> Float[np.ndarray, "v 3"]:
    """Means of the normals of the faces around each vertex, weighted by area."""
    corners = whole.astype(np.float64)[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    axes = [np.bincount(faces.reshape(-1), np.repeat(across[:, k], 3), len(whole)) for k in range(3)]
    total = np.stack(axes, 1)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 0, total / np.maximum(length, 1e-30), [0.0, 1.0, 0.0]).astype(np.float32)
