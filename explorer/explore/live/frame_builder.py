"""Makes what the frame service hands over: frames, pictures, tiles, and courses as JSON."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from jaxtyping import Float

from explorer.explore.draw.pictures import THUMB_RESOLUTION, THUMB_SIZE, small_picture
from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped
from explorer.explore.engine.network_refs import Decoded, of_number
from explorer.explore.live.contact_sheet import ContactSheet
from explorer.explore.live.frames import encode_message
from explorer.explore.live.requests import ClientQueue, CurveRequest, Thumb, Tile
from explorer.explore.live.terrain import Growing, packed, value_cells
from explorer.explore.travel.curve import SHARES, curve
from explorer.explore.travel.location import Course, where, where_at_place
from explorer.explore.travel.paths import Tour
from explorer.explore.travel.pointers import OfNetwork, OnMap, Place, place_header, source_of
from explorer.kinds.protocols import Steering
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.directions import known_directions
from explorer.space.kept import is_kept

THUMB_BYTES = 32 * 2**20


class FrameBuilder:
    """Makes replies with one engine, in one thread. Everything may raise `Dropped`, as `Engine.once`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sheets = ContactSheet(engine)
        self._thumbs: ByteCache[bytes] = ByteCache(THUMB_BYTES)

    def frame(
        self, client: ClientQueue, place: Place, resolution: int, seq: int, slot: int, cancelled: Cancelled
    ) -> bytes:
        """What the kind shows of the network at a place, and where it is, as a binary message.

        Raises:
            SelectionError: there is nothing at that place.
        """
        source = source_of(client.space, place, client.tours, client.told)
        start = time.perf_counter()
        facts, body = client.frames.frame(self._engine, client.space, source, _network(place), resolution, cancelled)
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
        return encode_message(header | facts, body)

    def measured(self, client: ClientQueue, place: Place) -> dict[str, Any]:
        """The labels of what is decoded at a place, as its kind measures them on it, to be sent as JSON.

        Raises:
            SelectionError: there is nothing at that place.
        """
        source = source_of(client.space, place, client.tours, client.told)
        steering = promised(client.space.kind, Steering)
        values: dict[str, Any] = {}
        if isinstance(source, Decoded) and steering is not None:
            values = steering.measured(self._engine, client.space, source.array)
        return {"type": "measured", "place": place_header(place), "values": values}

    def thumb(self, space: Space, request: Thumb, cancelled: Cancelled) -> bytes:
        """A picture of a network as it is decoded."""
        key = (space.version, request.network, request.colour)
        picture = self._thumbs.get(key)
        if picture is None:
            source = of_number(space, request.network)
            picture = small_picture(
                self._engine, space, source, THUMB_RESOLUTION, THUMB_SIZE, request.colour, cancelled
            )
            self._thumbs.put(key, picture, len(picture))
        return encode_message({"type": "thumb", "id": request.network, "colour": request.colour}, picture)

    def tile(self, space: Space, request: Tile, cancelled: Cancelled) -> bytes | dict[str, Any]:
        """A cell of a contact sheet, or the news that it is finished."""
        if request.cell is None:
            return {"type": "sheet_done", "key": request.sheet.key}
        lattice, (column, row) = request.lattice, request.cell
        picture = self._sheets.tile(space, lattice.middle(column, row), request.sheet.colour, cancelled)
        header = {
            "type": "tile",
            "column": column,
            "row": row,
            "columns": lattice.columns,
            "rows": lattice.rows,
            "box": list(lattice.box),
            "empty": (column, row) in lattice.empty,
            "key": request.sheet.key,
        }
        return encode_message(header, picture)

    def curve(self, space: Space, request: CurveRequest, tour: Tour, cancelled: Cancelled) -> dict[str, Any]:
        """What the networks along a tour are worth, all in one batch, to be sent as JSON."""
        found = curve(self._engine, space, tour, _dropping(cancelled))
        return {
            "type": "curve",
            "slot": request.slot,
            "key": request.key,
            "shares": [round(t, 5) for t in SHARES],
            "values": [round(v, 3) for v in found.values.tolist()],
            "groups": None if found.groups is None else list(found.groups),
        }

    def grow(self, space: Space, growing: Growing, cells: Sequence[tuple[int, int]], cancelled: Cancelled) -> None:
        """Find what some cells of a terrain are worth.

        Raises:
            Dropped: nobody waits any more; then nothing is known of them.
        """
        value_cells(self._engine, space, growing, cells, _dropping(cancelled))


def _dropping(cancelled: Cancelled) -> Callable[[], None]:
    def check() -> None:
        if cancelled():
            raise Dropped

    return check


def terrain_message(growing: Growing) -> bytes:
    """A terrain as far as it is known, as a binary message."""
    lattice = growing.lattice
    header = {
        "type": "terrain",
        "columns": lattice.columns,
        "rows": lattice.rows,
        "box": list(lattice.box),
        "done": round(growing.done, 4),
        "low": growing.low,
        "high": growing.high,
    }
    return encode_message(header, packed(growing))


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


def _network(place: Place) -> int | None:
    """The network of the zoo at a place, if it is one."""
    return place.id if isinstance(place, OfNetwork) and not is_kept(place.id) else None


def _where(client: ClientQueue, place: Place, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
    if isinstance(place, OnMap):
        found = where_at_place(client.space, (place.x, place.y), latent)
    else:
        found = where(client.space, latent)
    learned = known_directions(client.space)
    return {
        "labels": None if learned is None else [round(float(v), 5) for v in learned.read(latent)],
        "classes": None if learned is None else learned.classify(latent),
        "absent": None if learned is None else learned.absent(latent),
        "ratio": round(found.ratio, 4),
        "gap": None if found.gap is None else round(found.gap, 4),
        "nearest": found.near.ids.tolist(),
        "distances": [round(v / client.space.typical, 4) for v in found.near.distances.tolist()],
        "position": [round(v, 5) for v in found.position.tolist()],
    }
