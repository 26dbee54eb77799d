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
from explorer.explore.live.frame_builder import Replies, course_text, terrain_message
from explorer.explore.live.requests import (
    Ahead,
    Client,
    CourseWish,
    CurveWish,
    Rank,
    Refinement,
    Reply,
    SheetWish,
    TerrainPiece,
    TerrainWish,
    Thumb,
    Tile,
    Want,
    Wish,
    coarse_to_fine,
)
from explorer.explore.live.terrain import Growing, empty_terrain, load_terrain, missing, save_terrain
from explorer.explore.travel.location import course
from explorer.explore.travel.paths import PathKind, check_ids, make_tour
from explorer.explore.travel.pointers import OnPath, Place, source_of, tour_key
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.space.bundle import Space
from explorer.space.neighbours import typical_distance

__all__ = ["Client", "FrameService", "Reply"]

REST_S = 0.15  # a hand that has not moved for this long rests
PATIENCE_S = 0.1  # a client that has waited this long has one turn, whatever others need
ACTIVE_S = 0.5  # a client that has wanted a frame within this time is in motion
CALM_S = 0.1  # and no pictures are drawn until this long after the last want: drawing one cannot be cut short
AHEAD_RESOLUTION = 64
PUT_OFF = 128  # shapes finer than this are put off for wants even when their client has waited long
logger = logging.getLogger(__name__)


def _always() -> bool:
    return True


def _long(client: Client, wish: Wish) -> bool:
    """Whether a hand in motion would notice that it waits for this."""
    if isinstance(wish, Refinement):
        return wish.resolution > PUT_OFF or isinstance(client.space, ClassifierSpace)
    return isinstance(wish, CurveWish | TerrainPiece)


class FrameService:
    """Serves frames; one a process. Every method may be called from any thread and returns at once, but `join`.

    Args:
        engine: makes the meshes.
        rest_s: how long a moving hand must hold still until its shape is made finer.
        patience_s: how long a client may wait behind those in greater need.
    """

    def __init__(self, engine: Engine, *, rest_s: float = REST_S, patience_s: float = PATIENCE_S) -> None:
        self._replies = Replies(engine)
        self._rest_s = rest_s
        self._patience_s = patience_s
        self._typical: dict[str, float] = {}
        self._terrains: dict[str, Growing] = {}
        self._changed = threading.Condition()
        self._clients: list[Client] = []  # the one served longest ago first
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="frames", daemon=True)
        self._thread.start()

    def join(self, space: Space, deliver: Callable[[Reply], None], room: Callable[[], bool] = _always) -> Client:
        """A new client; takes up to 0.1 s for a space that nobody has looked at. See `wishes.Client`."""
        if space.version not in self._typical:
            self._typical[space.version] = typical_distance(space)
        client = Client(space, self._typical[space.version], deliver, room)
        with self._changed:
            self._clients.append(client)
        return client

    @property
    def count(self) -> int:
        """How many clients there are."""
        return len(self._clients)

    def leave(self, client: Client) -> None:
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

    def travel(self, client: Client, anchors: Sequence[int], kind: PathKind, spline: bool, slot: int) -> None:
        """Make a tour the path of a slot (0 or 1): its course, then frames ahead."""
        with self._changed:
            client.travel(CourseWish(tuple(anchors), kind, spline, slot))
            self._changed.notify()

    def want(self, client: Client, seq: int, places: Sequence[Place], moving: bool) -> None:
        """Frames of these places, slot by slot; an older want that is not being answered yet is dropped."""
        with self._changed:
            client.ask(Want(seq, tuple(places), moving, time.monotonic()))
            self._changed.notify()

    def tell(self, client: Client, latents: Mapping[str, np.ndarray]) -> None:
        """From now on the client may want these latents by their keys (`places.Told`)."""
        with self._changed:
            client.tell(latents)

    def source(self, client: Client, place: Place) -> Source:
        """The network at a place that the client can point at.

        Raises:
            SelectionError: as `places.source_of`.
        """
        with self._changed:
            return source_of(client.space, place, client.tours, client.told)

    def picture(self, client: Client, networks: Sequence[int], colour: str) -> None:
        """Pictures of networks, "#rrggbb".

        Raises:
            SelectionError: one is not in the space.
        """
        check_ids(client.space, networks)
        with self._changed:
            client.picture(networks, colour)
            self._changed.notify()

    def cover(self, client: Client, columns: int, box: tuple[float, float, float, float], colour: str) -> None:
        """A contact sheet over a box of the map; replaces an older one."""
        key = f"{columns}:{','.join(f'{v:.6g}' for v in box)}:{colour}"
        with self._changed:
            client.cover(SheetWish(key, columns, box, colour))
            self._changed.notify()

    def uncover(self, client: Client) -> None:
        """No contact sheet any more."""
        with self._changed:
            client.cover(None)

    def survey(self, client: Client, on: bool) -> None:
        """The terrain of a space of classifiers, or none any more.

        Raises:
            SelectionError: the space is of another kind.
        """
        classifiers_only(client.space)
        with self._changed:
            client.survey(TerrainWish() if on else None)
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
                client, wish, patient = chosen
                client.waiting_since = None
                if client in self._clients:
                    self._clients.remove(client)
                    self._clients.append(client)
                if isinstance(wish, Want):
                    client.done(wish)  # from here on a newer one may wait
            self._serve(client, wish, patient)

    def _choose(self, now: float) -> tuple[Client, Wish, bool] | None:
        """Whose wish is next; and whether its turn came by patience."""
        best: tuple[Rank, Client, Wish] | None = None
        longest: tuple[float, Client, Wish] | None = None
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

    def _cancelled(self, client: Client, wish: Wish, steadfast: bool) -> Cancelled:
        def cancelled() -> bool:
            with self._changed:
                if self._closed or not client.wants(wish):
                    return True
                return not steadfast and any(other.urgent() for other in self._clients)

        return cancelled

    def _serve(self, client: Client, wish: Wish, patient: bool) -> None:
        cancelled = self._cancelled(client, wish, isinstance(wish, Want) or (patient and not _long(client, wish)))
        try:
            self._fulfil(client, wish, cancelled)
        except Dropped:
            return  # if it was only put off, it still stands in its queue
        except ExplorerError as error:
            self._complain(client, wish, error.problem, error.remedy)
        except Exception:
            # A bug in one client's work must not end the frames of all others.
            logger.exception("The frame service failed at %s.", wish)
            self._complain(client, wish, "The server met an error of its own.", "Its log says which. Try again.")
        with self._changed:
            client.done(wish)

    def _complain(self, client: Client, wish: Wish, problem: str, remedy: str) -> None:
        seq = wish.seq if isinstance(wish, Want | Refinement) else None
        self._deliver(client, wish, Reply({"type": "error", "seq": seq, "problem": problem, "remedy": remedy}))

    def _deliver(self, client: Client, wish: Wish, reply: Reply) -> None:
        """Hand a reply over, unless its wish was withdrawn meanwhile."""
        with self._changed:
            wanted = client.wants(wish)
        if wanted:
            client.deliver(reply)

    def _fulfil(self, client: Client, wish: Wish, cancelled: Cancelled) -> None:
        match wish:
            case CourseWish():
                self._plot(client, wish)
            case Want():
                self._answer(client, wish, cancelled)
            case Refinement(seq, slot, place, resolution):
                frame = self._replies.frame(client, place, resolution, seq, slot, cancelled)
                self._deliver(client, wish, Reply(frame, slot))
            case Ahead(slot, place):
                frame = self._replies.frame(client, place, AHEAD_RESOLUTION, -1, slot, cancelled)
                self._deliver(client, wish, Reply(frame, bulk=True))
            case CurveWish():
                self._follow(client, wish, cancelled)
            case TerrainWish():
                self._survey(client, wish)
            case TerrainPiece():
                self._grow(client, wish, cancelled)
            case Thumb():
                self._deliver(client, wish, Reply(self._replies.thumb(client.space, wish, cancelled), bulk=True))
            case SheetWish():
                lattice = make_lattice(client.space, wish.columns, wish.box)
                with self._changed:
                    client.lay_out(wish, lattice)
            case Tile():
                self._deliver(client, wish, Reply(self._replies.tile(client.space, wish, cancelled), bulk=True))

    def _plot(self, client: Client, wish: CourseWish) -> None:
        key = tour_key(wish.anchors, wish.kind, wish.spline)
        tour = client.tours.get(key) or make_tour(client.space, wish.anchors, wish.kind, wish.spline)
        found = course(client.space, tour, client.typical)
        with self._changed:
            if not client.wants(wish):
                return
            client.remember(key, tour)
            client.send_ahead(wish.slot, (OnPath(key, t) for t in coarse_to_fine()))
            if isinstance(client.space, ClassifierSpace):
                client.follow(CurveWish(wish.slot, key))
        self._deliver(client, wish, Reply(course_text(wish.slot, key, tour, found)))

    def _follow(self, client: Client, wish: CurveWish, cancelled: Cancelled) -> None:
        tour = client.tours.get(wish.key)
        if tour is not None:
            self._deliver(client, wish, Reply(self._replies.curve(client.space, wish, tour, cancelled)))

    def _survey(self, client: Client, wish: TerrainWish) -> None:
        space = classifiers_only(client.space)
        growing = self._terrains.get(space.version) or load_terrain(space) or empty_terrain(space)
        self._terrains[space.version] = growing
        with self._changed:
            client.divide(wish, (TerrainPiece(wish, growing, cells) for cells in missing(growing)))
        self._deliver(client, wish, Reply(terrain_message(growing), bulk=True))

    def _grow(self, client: Client, wish: TerrainPiece, cancelled: Cancelled) -> None:
        space, growing = classifiers_only(client.space), wish.growing
        if not growing.knows(wish.cells):  # else another client's wish has done it
            self._replies.grow(space, growing, wish.cells, cancelled)
            if growing.done >= 1:
                save_terrain(space, growing)
        self._deliver(client, wish, Reply(terrain_message(growing), bulk=True))

    def _answer(self, client: Client, want: Want, cancelled: Cancelled) -> None:
        start = time.perf_counter()
        resolution = client.pace.resolution
        for slot, place in enumerate(want.places):
            frame = self._replies.frame(client, place, resolution, want.seq, slot, cancelled)
            self._deliver(client, want, Reply(frame, slot))
        now = time.monotonic()
        with self._changed:
            sharing = sum(now - other.last_want < ACTIVE_S for other in self._clients)
            client.refine(want, want.received + self._rest_s if want.moving else now)
        client.pace.observe(resolution, time.perf_counter() - start, max(sharing, 1))
