"""What one client of the frame service still waits for, and which of it comes first."""

from __future__ import annotations

import itertools
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from explorer.explore.live.contact_sheet import Lattice
from explorer.explore.live.resolution_control import ResolutionControl
from explorer.explore.live.terrain import Growing
from explorer.explore.travel.curve import valuing_of
from explorer.explore.travel.paths import PathKind, Tour
from explorer.explore.travel.pointers import Place
from explorer.kinds.protocols import Frames
from explorer.kinds.registry import promise
from explorer.space.bundle import Space

AHEAD = 33  # frames sent ahead for a path
REFINED = (128, 256)  # resolutions once the hand rests
MAX_THUMBS = 256
MAX_TOURS = 8
MAX_TOLD = 4_096  # latents


class Priority(IntEnum):
    """What is done first; the lower, the sooner."""

    COURSE = 0
    WANT = 1
    REFINEMENT = 2
    GAUGING = 3
    THUMB = 4
    CURVE = 5
    AHEAD = 6
    SHEET = 7
    TERRAIN = 8


@dataclass(frozen=True)
class Reply:
    """Something for a client.

    Attributes:
        payload: a binary message, or what is to be sent as JSON.
        slot: an exact frame of this slot, which makes an unsent older one of the slot worthless.
        bulk: sent when nothing else waits; such replies keep their order among themselves.
    """

    payload: bytes | dict[str, Any]
    slot: int | None = None
    bulk: bool = False


# Equality of these is identity: two equal requests are still two.
@dataclass(frozen=True, eq=False)
class CourseRequest:
    """A tour, for a slot."""

    anchors: tuple[int, ...]
    kind: PathKind
    spline: bool
    slot: int


@dataclass(frozen=True, eq=False)
class Want:
    """Frames of these places, now; `received` on the service's clock."""

    seq: int
    places: tuple[Place, ...]
    moving: bool
    received: float


@dataclass(frozen=True, eq=False)
class Refinement:
    """A finer frame of a place that has been answered."""

    seq: int
    slot: int
    place: Place
    resolution: int


@dataclass(frozen=True, eq=False)
class Gauging:
    """What a network's labels are, measured on what is decoded."""

    place: Place


@dataclass(frozen=True, eq=False)
class Thumb:
    """A picture of a network."""

    network: int
    colour: str


@dataclass(frozen=True, eq=False)
class Ahead:
    """A frame of a path before anyone asks for it."""

    slot: int
    place: Place


@dataclass(frozen=True, eq=False)
class CurveRequest:
    """What the networks along a tour are worth, where the kind values them."""

    slot: int
    key: str


@dataclass(frozen=True, eq=False)
class TerrainRequest:
    """What networks are worth all over the map, where the kind values them. Its pieces follow from it."""


@dataclass(frozen=True, eq=False)
class TerrainPiece:
    """Some cells of a terrain that is growing."""

    request: TerrainRequest
    growing: Growing
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class SheetRequest:
    """A contact sheet; its tiles follow from it."""

    key: str
    columns: int
    box: tuple[float, float, float, float]
    colour: str


@dataclass(frozen=True, eq=False)
class Tile:
    """One picture of a contact sheet; without a cell its end."""

    sheet: SheetRequest
    lattice: Lattice
    cell: tuple[int, int] | None


Request = (
    CourseRequest
    | Want
    | Refinement
    | Gauging
    | Thumb
    | Ahead
    | CurveRequest
    | TerrainRequest
    | TerrainPiece
    | SheetRequest
    | Tile
)


class ClientQueue:
    """One view that is served. Its fields belong to the service, which guards them with its lock.

    Args:
        space: what it looks at.
        deliver: takes a reply; called from the service's thread, returns at once.
        room: whether it can take frames ahead, pictures and tiles now; asked from any thread, returns at once.

    Raises:
        SelectionError: nothing is shown of the space's kind of networks.
    """

    def __init__(self, space: Space, deliver: Callable[[Reply], None], room: Callable[[], bool]) -> None:
        self.space = space
        self.deliver = deliver
        self.room = room
        self.frames = promise(space.kind, Frames, "be shown live")
        self.valuing = valuing_of(space)
        self.control = ResolutionControl()
        self.tours: OrderedDict[str, Tour] = OrderedDict()
        self.told: OrderedDict[str, np.ndarray] = OrderedDict()
        self.gone = False
        self.waiting_since: float | None = None
        self.last_want = float("-inf")
        self.want: Want | None = None
        self.refine_at = float("inf")
        self._courses: dict[int, CourseRequest] = {}
        self._refinements: deque[Refinement] = deque()
        self._gaugings: deque[Gauging] = deque()
        self._thumbs: deque[Thumb] = deque()
        self._ahead: tuple[deque[Ahead], deque[Ahead]] = (deque(), deque())
        self._curves: deque[CurveRequest] = deque()
        self._sheet: deque[SheetRequest | Tile] = deque()
        self._terrain: deque[TerrainRequest | TerrainPiece] = deque()

    def urgent(self) -> bool:
        """Whether something waits for which other work is put off."""
        return self.want is not None or bool(self._courses)

    def next(self, now: float, calm: bool) -> tuple[Priority, Request] | None:
        """What is to be done first for this client; pictures only when it is `calm`."""
        return next(self._offers(now, calm), None)

    def _offers(self, now: float, calm: bool) -> Iterator[tuple[Priority, Request]]:
        for request in self._courses.values():
            yield Priority.COURSE, request
        if self.want is not None:
            yield Priority.WANT, self.want
        if self._refinements and self.refine_at <= now:
            yield Priority.REFINEMENT, self._refinements[0]
        if self._gaugings and calm:  # it cannot be cut short
            yield Priority.GAUGING, self._gaugings[0]
        if self.room():
            bulk: tuple[tuple[Priority, deque[Any]], ...] = (
                (Priority.THUMB, self._thumbs),
                (Priority.CURVE, self._curves),
                (Priority.AHEAD, max(self._ahead, key=len)),
                (Priority.SHEET, self._sheet),
                (Priority.TERRAIN, self._terrain),
            )
            # Pictures cannot be cut short, so they wait for calm.
            cut_short = (Priority.CURVE, Priority.AHEAD, Priority.TERRAIN)
            yield from ((priority, queue[0]) for priority, queue in bulk if queue and (calm or priority in cut_short))

    def wants(self, request: Request) -> bool:
        """Whether it still wants this.

        A `Want` that is being answered always: a hand in motion would else cancel every frame before it is there.
        """
        if self.gone:
            return False
        match request:
            case CourseRequest():
                return self._courses.get(request.slot) is request
            case Want():
                return True
            case _:
                queue = self._queue(request)
                return bool(queue) and queue[0] is request

    def done(self, request: Request) -> None:
        """It has this now, or will never get it."""
        match request:
            case CourseRequest():
                if self._courses.get(request.slot) is request:
                    del self._courses[request.slot]
            case Want():
                if self.want is request:
                    self.want = None
            case _:
                if self.wants(request):
                    self._queue(request).popleft()

    def ask(self, want: Want) -> None:
        """Replace what was wanted before, and what would have made it finer."""
        self.want = want
        self.last_want = want.received
        self._refinements.clear()

    def gauge(self, place: Place) -> None:
        """Replace what is to be measured."""
        self._gaugings = deque([Gauging(place)])

    def refine(self, want: Want, at: float) -> None:
        """From a time on, make an answered want finer, unless there is a newer one."""
        if self.want is None:
            self.refine_at = at
            places = list(enumerate(want.places))
            self._refinements = deque(Refinement(want.seq, k, p, r) for r in REFINED for k, p in places)

    def rests_until(self) -> float:
        """When `next` may find something new by the mere passing of time."""
        return self.refine_at if self._refinements else float("inf")

    def travel(self, request: CourseRequest) -> None:
        """Replace the tour of a slot and drop its frames ahead."""
        self._courses[request.slot] = request
        self._ahead[request.slot].clear()
        self._curves = deque(curve for curve in self._curves if curve.slot != request.slot)

    def follow(self, curve: CurveRequest) -> None:
        """Queue what the networks along a tour are worth."""
        self._curves.append(curve)

    def send_ahead(self, slot: int, places: Iterable[Place]) -> None:
        """Queue frames of a path."""
        self._ahead[slot].extend(Ahead(slot, place) for place in places)

    def remember(self, key: str, tour: Tour) -> None:
        """Keep a tour for the wants to come."""
        self.tours[key] = tour
        self.tours.move_to_end(key)
        while len(self.tours) > MAX_TOURS:
            self.tours.popitem(last=False)

    def tell(self, latents: Mapping[str, np.ndarray]) -> None:
        """Know latents by these keys, for the wants to come; of too many the oldest are forgotten."""
        self.told.update(latents)
        while len(self.told) > MAX_TOLD:
            self.told.popitem(last=False)

    def picture(self, networks: Sequence[int], colour: str) -> None:
        """Queue pictures; of too many the oldest are dropped."""
        waiting = {(thumb.network, thumb.colour) for thumb in self._thumbs}
        self._thumbs.extend(Thumb(i, colour) for i in dict.fromkeys(networks) if (i, colour) not in waiting)
        while len(self._thumbs) > MAX_THUMBS:
            self._thumbs.popleft()

    def cover(self, sheet: SheetRequest | None) -> None:
        """Replace the contact sheet; None: want none any more."""
        self._sheet = deque() if sheet is None else deque([sheet])

    def lay_out(self, sheet: SheetRequest, lattice: Lattice) -> None:
        """Queue the tiles of a sheet, and its end."""
        cells: Iterable[tuple[int, int] | None] = itertools.chain(lattice.cells, [None])
        if self.wants(sheet):
            self._sheet.extend(Tile(sheet, lattice, cell) for cell in cells)

    def survey(self, terrain: TerrainRequest | None) -> None:
        """Replace the terrain; None: want none any more."""
        self._terrain = deque() if terrain is None else deque([terrain])

    def divide(self, terrain: TerrainRequest, pieces: Iterable[TerrainPiece]) -> None:
        """Queue the pieces of a terrain."""
        if self.wants(terrain):
            self._terrain.extend(pieces)

    def _queue(self, request: Request) -> deque[Any]:
        if isinstance(request, Ahead):
            return self._ahead[request.slot]
        queues: dict[type, deque[Any]] = {
            Refinement: self._refinements,
            Gauging: self._gaugings,
            Thumb: self._thumbs,
            CurveRequest: self._curves,
            TerrainRequest: self._terrain,
            TerrainPiece: self._terrain,
        }
        return queues.get(type(request), self._sheet)


def coarse_to_fine(count: int = AHEAD) -> list[float]:
    """Shares of a path, the ends first, then the middle, the quarters, ...; `count` is a power of two and one."""
    steps = count - 1
    order = [0, steps]
    gap = steps
    while gap > 1:
        order += range(gap // 2, steps, gap)
        gap //= 2
    return [k / steps for k in order]
