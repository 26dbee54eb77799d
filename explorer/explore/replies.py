"""Makes what the frame service hands over: frames, pictures, tiles, and courses as JSON."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from jaxtyping import Float

from explorer.explore.cache import ByteCache
from explorer.explore.contact import ContactSheet, Meshes
from explorer.explore.frames import encode_frame, encode_message
from explorer.explore.jobs import Cancelled
from explorer.explore.paths import Tour
from explorer.explore.places import OnMap, Place, place_header, source_of
from explorer.explore.sources import Decoded
from explorer.explore.thumbnail import THUMB_RESOLUTION, THUMB_SIZE, picture_of, png
from explorer.explore.where import Course, where, where_at_place
from explorer.explore.wishes import Client, Thumb, Tile
from explorer.space.bundle import Space

THUMB_BYTES = 32 * 2**20


class Replies:
    """Makes replies with one engine, in one thread. Everything may raise `Dropped`, as the engine's `mesh`."""

    def __init__(self, engine: Meshes) -> None:
        self._engine = engine
        self._sheets = ContactSheet(engine)
        self._thumbs: ByteCache[bytes] = ByteCache(THUMB_BYTES)

    def frame(self, client: Client, place: Place, resolution: int, seq: int, slot: int, cancelled: Cancelled) -> bytes:
        """A mesh and where it is, as a binary message.

        Raises:
            SelectionError: there is nothing at that place.
        """
        source = source_of(client.space, place, client.tours)
        start = time.perf_counter()
        mesh = self._engine.mesh(client.space, source, resolution, cancelled)
        took = time.perf_counter() - start
        header = {
            "type": "frame",
            "seq": seq,
            "slot": slot,
            "place": place_header(place),
            "resolution": resolution,
            "milliseconds": round(took * 1e3, 2),
            "where": _where(client, place, source.array) if isinstance(source, Decoded) else None,
        }
        return encode_frame(mesh, header)

    def thumb(self, space: Space, wish: Thumb, cancelled: Cancelled) -> bytes:
        """A picture of a network's decoded shape."""
        key = (space.version, wish.network, wish.colour)
        picture = self._thumbs.get(key)
        if picture is None:
            mesh = self._engine.mesh(space, Decoded.of(space.latents[wish.network]), THUMB_RESOLUTION, cancelled)
            picture = png(picture_of(mesh, THUMB_SIZE, wish.colour))
            self._thumbs.put(key, picture, len(picture))
        return encode_message({"type": "thumb", "id": wish.network, "colour": wish.colour}, picture)

    def tile(self, space: Space, wish: Tile, cancelled: Cancelled) -> bytes | dict[str, Any]:
        """A cell of a contact sheet, or the news that it is finished."""
        if wish.cell is None:
            return {"type": "sheet_done", "key": wish.sheet.key}
        lattice, (column, row) = wish.lattice, wish.cell
        picture = self._sheets.tile(space, lattice.middle(column, row), wish.sheet.colour, cancelled)
        header = {
            "type": "tile",
            "column": column,
            "row": row,
            "columns": lattice.columns,
            "rows": lattice.rows,
            "box": list(lattice.box),
            "key": wish.sheet.key,
        }
        return encode_message(header, picture)


def course_text(slot: int, key: str, tour: Tour, found: Course) -> dict[str, Any]:
    """A tour as it lies on the map, to be sent as JSON."""
    return {
        "type": "course",
        "slot": slot,
        "key": key,
        "kind": str(tour.kind),
        "anchors": list(tour.anchors),
        "spline": tour.spline,
        "stops": tour.stops.tolist(),
        "positions": [[round(v, 5) for v in pair] for pair in found.positions.tolist()],
        "ratios": None if found.ratios is None else [round(v, 4) for v in found.ratios.tolist()],
    }


def _where(client: Client, place: Place, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
    if isinstance(place, OnMap):
        found = where_at_place(client.space, (place.x, place.y), latent, client.typical)
    else:
        found = where(client.space, latent, client.typical)
    return {
        "ratio": round(found.ratio, 4),
        "nearest": found.near.ids.tolist(),
        "distances": [round(v / client.typical, 4) for v in found.near.distances.tolist()],
        "position": [round(v, 5) for v in found.position.tolist()],
    }
