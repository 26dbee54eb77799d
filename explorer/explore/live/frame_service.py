"""Live frames for many clients from one engine: what is done next, how fine, and what is no longer worth doing.

Nothing here knows of the web. Clients say what they want from any thread; one thread of the service does the work and
hands over replies. Wants come before refinements at rest, these before pictures, frames ahead and contact sheets;
clients of the same need take turns, and nobody waits for ever behind a hand that never rests.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from explorer.errors import ExplorerError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped
from explorer.explore.engine.network_refs import Source
from explorer.explore.live.contact_sheet import make_lattice
from explorer.explore.live.frame_builder import FrameBuilder, course_text, terrain_message
from explorer.explore.live.requests import (
    Ahead,
    ClientQueue,
    CourseRequest,
    CurveRequest,
    Gauging,
    Priority,
    Refinement,
    Reply,
    Request,
    SheetRequest,
    TerrainPiece,
    TerrainRequest,
    Thumb,
    Tile,
    Want,
    coarse_to_fine,
)
from explorer.explore.live.terrain import Growing, empty_terrain, load_terrain, missing, save_terrain
from explorer.explore.travel.curve import valued
from explorer.explore.travel.location import course
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.explore.travel.pointers import OnPath, Place, source_of, tour_key
from explorer.space.bundle import Space
from explorer.space.kept import check_points

__all__ = ["ClientQueue", "FrameService", "Reply"]

REST_S = 0.15  # a hand that has not moved for this long rests
PATIENCE_S = 0.1  # a client that has waited this long has one turn, whatever others need
ACTIVE_S = 0.5  # a client that has wanted a frame within this time is in motion
CALM_S = 0.1  # and no pictures are drawn until this long after the last want: drawing one cannot be cut short
AHEAD_RESOLUTION = 64
PUT_OFF = 128  # frames finer than this are put off for wants even when their client has waited long
logger = logging.getLogger(__name__)


def _always() -> bool:
    return True


def _long(client: ClientQueue, request: Request) -> bool:
    """Whether a hand in motion would notice that it waits for this."""
    if isinstance(request, Refinement):
        return request.resolution > PUT_OFF or client.frames.patient
    return isinstance(request, CurveRequest | TerrainPiece)


class FrameService:
    """Serves frames; one a process. Every method may be called from any thread and returns at once.

    Args:
        engine: decodes.
        rest_s: how long a moving hand must hold still until its frame is made finer.
        patience_s: how long a client may wait behind those in greater need.
    """

    def __init__(self, engine: Engine, *, rest_s: float = REST_S, patience_s: float = PATIENCE_S) -> None:
        self._builder = FrameBuilder(engine)
        self._rest_s = rest_s
        self._patience_s = patience_s
        self._terrains: dict[str, Growing] = {}
        self._changed = threading.Condition()
        self._clients: list[ClientQueue] = []  # the one served longest ago first
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="frames", daemon=True)
        self._thread.start()

    def join(self, space: Space, deliver: Callable[[Reply], None], room: Callable[[], bool] = _always) -> ClientQueue:
        """A new client. See `requests.ClientQueue`.

        Raises:
            SelectionError: nothing is shown of its kind of networks.
        """
        client = ClientQueue(space, deliver, room)
        with self._changed:
            self._clients.append(client)
        return client

    @property
    def count(self) -> int:
        """How many clients there are."""
        return len(self._clients)

    def leave(self, client: ClientQueue) -> None:
        """Forget a client, and stop what is done for it."""
        with self._changed:
            client.gone = True
            if client in self._clients:
                self._clients.remove(client)

    def close(self) -> None:
        """Stop the thread; waits until it has."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def wake(self) -> None:
        """Some client has room again."""
        with self._changed:
            self._changed.notify()

    def travel(self, client: ClientQueue, anchors: Sequence[int], kind: PathKind, spline: bool, slot: int) -> None:
        """Make a tour the path of a slot (0 or 1): its course, then frames ahead."""
        with self._changed:
            client.travel(CourseRequest(tuple(anchors), kind, spline, slot))
            self._changed.notify()

    def want(self, client: ClientQueue, seq: int, places: Sequence[Place], moving: bool) -> None:
        """Frames of these places, slot by slot; an older want that is not being answered yet is dropped."""
        with self._changed:
            client.ask(Want(seq, tuple(places), moving, time.monotonic()))
            self._changed.notify()

    def gauge(self, client: ClientQueue, place: Place) -> None:
        """The labels of what is decoded at a place, measured; an older wish is dropped."""
        with self._changed:
            client.gauge(place)
            self._changed.notify()

    def tell(self, client: ClientQueue, latents: Mapping[str, np.ndarray]) -> None:
        """From now on the client may want these latents by their keys (`places.Told`)."""
        with self._changed:
            client.tell(latents)

    def source(self, client: ClientQueue, place: Place) -> Source:
        """The network at a place that the client can point at.

        Raises:
            SelectionError: as `places.source_of`.
        """
        with self._changed:
            return source_of(client.space, place, client.tours, client.told)

    def picture(self, client: ClientQueue, networks: Sequence[int], colour: str) -> None:
        """Pictures of networks, "#rrggbb".

        Raises:
            SelectionError: one is not in the space.
        """
        check_points(client.space, networks)
        with self._changed:
            client.picture(networks, colour)
            self._changed.notify()

    def cover(self, client: ClientQueue, columns: int, box: tuple[float, float, float, float], colour: str) -> None:
        """A contact sheet over a box of the map; replaces an older one."""
        key = f"{columns}:{','.join(f'{v:.6g}' for v in box)}:{colour}"
        with self._changed:
            client.cover(SheetRequest(key, columns, box, colour))
            self._changed.notify()

    def uncover(self, client: ClientQueue) -> None:
        """No contact sheet any more."""
        with self._changed:
            client.cover(None)

    def survey(self, client: ClientQueue, on: bool) -> None:
        """The terrain of the map, or none any more.

        Raises:
            SelectionError: networks of the space's kind are not valued by one number.
        """
        valued(client.space, "have a terrain")
        with self._changed:
            client.survey(TerrainRequest() if on else None)
            self._changed.notify()

    # --- the service's thread

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (chosen := self._choose(time.monotonic())) is None:
                    self._changed.wait(self._pause(time.monotonic()))
                if self._closed:
                    return
                assert chosen is not None
                client, request, patient = chosen
                client.waiting_since = None
                if client in self._clients:
                    self._clients.remove(client)
                    self._clients.append(client)
                if isinstance(request, Want):
                    client.done(request)  # from here on a newer one may wait
            self._serve(client, request, patient)

    def _choose(self, now: float) -> tuple[ClientQueue, Request, bool] | None:
        """Whose request is next; and whether its turn came by patience."""
        best: tuple[Priority, ClientQueue, Request] | None = None
        longest: tuple[float, ClientQueue, Request] | None = None
        calm = now >= self._calm_at()
        for client in self._clients:
            if client.next(now, True) is None:
                client.waiting_since = None
                continue
            since = client.waiting_since = now if client.waiting_since is None else client.waiting_since
            patient = now - since >= self._patience_s
            first = client.next(now, calm or patient)
            if first is None:
                continue
            if best is None or first[0] < best[0]:
                best = first[0], client, first[1]
            if patient and (longest is None or since < longest[0]):
                longest = since, client, first[1]
        if longest is not None:
            return longest[1], longest[2], True
        return None if best is None else (best[1], best[2], False)

    def _pause(self, now: float) -> float | None:
        """Seconds until something falls due; None: only when a client says so."""
        calm = self._calm_at()
        due = min([client.rests_until() for client in self._clients] + ([calm] if calm > now else []), default=None)
        return None if due is None or due == float("inf") else max(due - now, 0.0)

    def _calm_at(self) -> float:
        """When no hand has been in motion for a while."""
        return max((client.last_want for client in self._clients), default=float("-inf")) + CALM_S

    def _cancelled(self, client: ClientQueue, request: Request, steadfast: bool) -> Cancelled:
        def cancelled() -> bool:
            with self._changed:
                if self._closed or not client.wants(request):
                    return True
                return not steadfast and any(other.urgent() for other in self._clients)

        return cancelled

    def _serve(self, client: ClientQueue, request: Request, patient: bool) -> None:
        cancelled = self._cancelled(
            client, request, isinstance(request, Want) or (patient and not _long(client, request))
        )
        try:
            self._fulfil(client, request, cancelled)
        except Dropped:
            return  # if it was only put off, it still stands in its queue
        except ExplorerError as error:
            self._complain(client, request, error.problem, error.remedy)
        except Exception:
            # A bug in one client's work must not end the frames of all others.
            logger.exception("The frame service failed at %s.", request)
            self._complain(client, request, "The server met an error of its own.", "Its log says which. Try again.")
        with self._changed:
            client.done(request)

    def _complain(self, client: ClientQueue, request: Request, problem: str, remedy: str) -> None:
        seq = request.seq if isinstance(request, Want | Refinement) else None
        self._deliver(client, request, Reply({"type": "error", "seq": seq, "problem": problem, "remedy": remedy}))

    def _deliver(self, client: ClientQueue, request: Request, reply: Reply) -> None:
        """Hand a reply over, unless its request was withdrawn meanwhile."""
        with self._changed:
            wanted = client.wants(request)
        if wanted:
            client.deliver(reply)

    def _fulfil(self, client: ClientQueue, request: Request, cancelled: Cancelled) -> None:
        match request:
            case CourseRequest():
                self._plot(client, request)
            case Want():
                self._answer(client, request, cancelled)
            case Refinement(seq, slot, place, resolution):
                frame = self._builder.frame(client, place, resolution, seq, slot, cancelled)
                self._deliver(client, request, Reply(frame, slot))
            case Gauging(place):
                self._deliver(client, request, Reply(self._builder.measured(client, place), bulk=True))
            case Ahead(slot, place):
                frame = self._builder.frame(client, place, AHEAD_RESOLUTION, -1, slot, cancelled)
                self._deliver(client, request, Reply(frame, bulk=True))
            case CurveRequest():
                self._follow(client, request, cancelled)
            case TerrainRequest():
                self._survey(client, request)
            case TerrainPiece():
                self._grow(client, request, cancelled)
            case Thumb():
                self._deliver(client, request, Reply(self._builder.thumb(client.space, request, cancelled), bulk=True))
            case SheetRequest():
                lattice = make_lattice(client.space, request.columns, request.box)
                with self._changed:
                    client.lay_out(request, lattice)
            case Tile():
                self._deliver(client, request, Reply(self._builder.tile(client.space, request, cancelled), bulk=True))

    def _plot(self, client: ClientQueue, request: CourseRequest) -> None:
        key = tour_key(request.anchors, request.kind, request.spline)
        tour = client.tours.get(key) or make_tour(client.space, request.anchors, request.kind, request.spline)
        found = course(client.space, tour)
        with self._changed:
            if not client.wants(request):
                return
            client.remember(key, tour)
            client.send_ahead(request.slot, (OnPath(key, t) for t in coarse_to_fine()))
            if client.valuing is not None:
                client.follow(CurveRequest(request.slot, key))
        self._deliver(client, request, Reply(course_text(request.slot, key, tour, found)))

    def _follow(self, client: ClientQueue, request: CurveRequest, cancelled: Cancelled) -> None:
        tour = client.tours.get(request.key)
        if tour is not None:
            self._deliver(client, request, Reply(self._builder.curve(client.space, request, tour, cancelled)))

    def _survey(self, client: ClientQueue, request: TerrainRequest) -> None:
        space = client.space
        growing = self._terrains.get(space.version) or load_terrain(space) or empty_terrain(space)
        self._terrains[space.version] = growing
        with self._changed:
            client.divide(request, (TerrainPiece(request, growing, cells) for cells in missing(growing)))
        self._deliver(client, request, Reply(terrain_message(growing), bulk=True))

    def _grow(self, client: ClientQueue, request: TerrainPiece, cancelled: Cancelled) -> None:
        space, growing = client.space, request.growing
        if not growing.knows(request.cells):  # else another client's request has done it
            self._builder.grow(space, growing, request.cells, cancelled)
            if growing.done >= 1:
                save_terrain(space, growing)
        self._deliver(client, request, Reply(terrain_message(growing), bulk=True))

    def _answer(self, client: ClientQueue, want: Want, cancelled: Cancelled) -> None:
        start = time.perf_counter()
        resolution = client.control.resolution
        for slot, place in enumerate(want.places):
            frame = self._builder.frame(client, place, resolution, want.seq, slot, cancelled)
            self._deliver(client, want, Reply(frame, slot))
        now = time.monotonic()
        with self._changed:
            sharing = sum(now - other.last_want < ACTIVE_S for other in self._clients)
            client.refine(want, want.received + self._rest_s if want.moving else now)
        client.control.observe(resolution, time.perf_counter() - start, max(sharing, 1))
