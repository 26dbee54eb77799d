"""The frame service with frames that wait to be told: what is done, in which order, and what is given up."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.draw.png import png
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped
from explorer.explore.engine.network_refs import Decoded, Raw, Source
from explorer.explore.live import frame_service as stream
from explorer.explore.live.contact_sheet import make_lattice
from explorer.explore.live.frame_service import ClientQueue, FrameService
from explorer.explore.live.frames import decode_message
from explorer.explore.live.requests import Reply, coarse_to_fine
from explorer.explore.travel.paths import PathKind
from explorer.explore.travel.pointers import MeanOf, OfNetwork, OnMap, OnPath, tour_key
from explorer.kinds.protocols import Frames
from explorer.space.bundle import Space

LONG = 300.0  # seconds after which a test gives up
COLOUR = "#dda673"


class Puppet:
    """Frames that, while held, are finished only when told to, and look at `cancelled` as real ones do."""

    patient = False

    def __init__(self) -> None:
        self.started: queue.Queue[tuple[Source, int]] = queue.Queue()
        self.dropped: queue.Queue[tuple[Source, int]] = queue.Queue()
        self.held = threading.Event()
        self.permits = threading.Semaphore(0)
        self.failure: Exception | None = None

    def frame(
        self, engine: Engine, space: Space, source: Source, network: int | None, resolution: int, cancelled: Cancelled
    ) -> tuple[dict[str, Any], bytes]:
        self.make(source, resolution, cancelled)
        return {"network": network}, b"a body"

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        self.make(source, resolution, cancelled)
        return png(np.zeros((size, size, 4), np.uint8))

    def about(self, space: Space) -> dict[str, Any]:
        return {}

    def make(self, source: Source, resolution: int, cancelled: Cancelled | None) -> None:
        self.started.put((source, resolution))
        while self.held.is_set() and not self.permits.acquire(timeout=0.005):
            if cancelled is not None and cancelled():
                self.dropped.put((source, resolution))
                raise Dropped
        if self.failure is not None:
            raise self.failure

    def next_start(self) -> tuple[Source, int]:
        return self.started.get(timeout=LONG)

    def let_go(self) -> None:
        self.held.clear()
        self.permits.release()


class Viewer:
    """A client, and what it was sent."""

    def __init__(self, service: FrameService, space: Space) -> None:
        self.replies: queue.Queue[Reply] = queue.Queue()
        self.roomy = True
        self.react: Callable[[dict[str, Any]], None] = lambda header: None
        self.client: ClientQueue = service.join(space, self.take, lambda: self.roomy)

    def take(self, reply: Reply) -> None:
        self.replies.put(reply)
        self.react(header_of(reply))

    def next(self) -> dict[str, Any]:
        return header_of(self.replies.get(timeout=LONG))

    def until(self, done: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """FrameBuilder up to the first that `done` says yes to."""
        got = [self.next()]
        while not done(got[-1]):
            got.append(self.next())
        return got


def header_of(reply: Reply) -> dict[str, Any]:
    return reply.payload if isinstance(reply.payload, dict) else decode_message(reply.payload)[0]


@pytest.fixture
def puppet(instead: Callable[..., None]) -> Puppet:
    """What frames of shapes are made by in this test."""
    made = Puppet()
    instead("sdf", {Frames: made})
    return made


@pytest.fixture
def service(puppet: Puppet) -> Iterator[FrameService]:
    made = FrameService(Engine("cpu"), rest_s=1000.0, patience_s=1000.0)
    yield made
    made.close()


@pytest.fixture
def viewer(service: FrameService, tiny_space: Space) -> Viewer:
    return Viewer(service, tiny_space)


def seqs(frames: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(f["seq"], f["resolution"]) for f in frames]


# --- wants


def test_a_want_is_answered_place_by_place(service: FrameService, viewer: Viewer, tiny_space: Space) -> None:
    service.want(viewer.client, 5, [OfNetwork(3), OnMap(0.1, -0.2)], moving=True)
    first, second = viewer.next(), viewer.next()
    assert (first["type"], first["seq"], first["slot"]) == ("frame", 5, 0)
    assert first["place"] == {"kind": "network", "id": 3}
    assert first["where"]["ratio"] == 0
    assert first["where"]["nearest"][0] == 3
    assert len(first["where"]["nearest"]) == len(first["where"]["distances"]) == 6
    np.testing.assert_allclose(first["where"]["position"], tiny_space.positions[3], atol=1e-4)
    assert (first["network"], second["network"]) == (3, None)
    assert (second["seq"], second["slot"]) == (5, 1)
    assert second["place"] == {"kind": "map", "x": 0.1, "y": -0.2}


def test_the_mean_of_some_networks(service: FrameService, viewer: Viewer, puppet: Puppet, tiny_space: Space) -> None:
    service.want(viewer.client, 1, [MeanOf((2, 4, 6))], moving=True)
    assert viewer.next()["place"] == {"kind": "mean", "ids": [2, 4, 6]}
    source, _ = puppet.next_start()
    assert isinstance(source, Decoded)
    np.testing.assert_allclose(source.array, tiny_space.latents[[2, 4, 6]].mean(0), rtol=1e-6)


def test_the_newest_want_wins_but_one_that_is_being_answered_is_finished(
    service: FrameService, viewer: Viewer, puppet: Puppet
) -> None:
    puppet.held.set()
    service.want(viewer.client, 1, [OfNetwork(1)], moving=True)
    puppet.next_start()
    for seq in (2, 3, 4):
        service.want(viewer.client, seq, [OfNetwork(seq)], moving=True)
    puppet.let_go()
    assert [viewer.next()["seq"], viewer.next()["seq"]] == [1, 4]
    assert puppet.dropped.empty()


def test_at_rest_the_shape_becomes_finer(service: FrameService, viewer: Viewer) -> None:
    service.want(viewer.client, 9, [OfNetwork(0), OfNetwork(1)], moving=False)
    frames = [viewer.next() for _ in range(6)]
    assert [(f["slot"], f["resolution"]) for f in frames] == [(0, 64), (1, 64), (0, 128), (1, 128), (0, 256), (1, 256)]
    assert {f["seq"] for f in frames} == {9}


def test_a_hand_that_holds_still_rests(puppet: Puppet, tiny_space: Space) -> None:
    service = FrameService(Engine("cpu"), rest_s=0.05)
    viewer = Viewer(service, tiny_space)
    service.want(viewer.client, 1, [OfNetwork(0)], moving=True)
    assert seqs([viewer.next() for _ in range(3)]) == [(1, 64), (1, 128), (1, 256)]
    service.close()


def test_a_hand_in_motion_does_not(service: FrameService, viewer: Viewer, puppet: Puppet) -> None:
    service.want(viewer.client, 1, [OfNetwork(0)], moving=True)
    viewer.next()
    service.picture(viewer.client, [4], COLOUR)  # less urgent than a refinement, and yet it comes next
    assert viewer.next()["type"] == "thumb"


def test_a_newer_want_ends_the_refinement(service: FrameService, viewer: Viewer, puppet: Puppet) -> None:
    puppet.held.set()
    service.want(viewer.client, 1, [OfNetwork(0)], moving=False)
    puppet.next_start()
    puppet.permits.release()
    assert puppet.next_start()[1] == 128
    service.want(viewer.client, 2, [OfNetwork(1)], moving=True)
    assert puppet.dropped.get(timeout=LONG)[1] == 128
    puppet.let_go()
    first, second = viewer.next(), viewer.next()
    assert (first["seq"], second["seq"]) == (1, 2)
    assert second["resolution"] < 128
    service.picture(viewer.client, [4], COLOUR)
    assert viewer.next()["type"] == "thumb", "the old refinement went on"


# --- paths


def test_a_path_is_answered_by_its_course_and_then_by_frames_from_coarse_to_fine(
    service: FrameService, viewer: Viewer
) -> None:
    service.travel(viewer.client, [0, 13], PathKind.ZOO, False, 1)
    course = viewer.next()
    assert course["type"] == "course"
    assert (course["slot"], course["kind"], course["anchors"], course["spline"]) == (1, "zoo", [0, 13], False)
    assert course["key"] == tour_key([0, 13], PathKind.ZOO, False)
    assert course["stops"] == [0, 1]
    assert len(course["positions"]) == len(course["ratios"]) == 65
    frames = [viewer.next() for _ in range(33)]
    assert [f["place"]["t"] for f in frames] == coarse_to_fine()
    assert {(f["seq"], f["slot"], f["resolution"], f["place"]["path"]) for f in frames} == {(-1, 1, 64, course["key"])}


def test_coarse_to_fine_is_every_place_once() -> None:
    assert coarse_to_fine()[:9] == [0, 1, 0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875]
    assert sorted(coarse_to_fine()) == [k / 32 for k in range(33)]


def test_a_raw_path_has_no_ratios_and_its_frames_no_where(
    service: FrameService, viewer: Viewer, puppet: Puppet
) -> None:
    service.travel(viewer.client, [0, 13, 4], PathKind.RAW, False, 0)
    assert viewer.next()["ratios"] is None
    assert viewer.next()["where"] is None
    assert puppet.next_start()[0] == Raw(0, 13, 0.0)


def test_a_want_on_a_path_finds_it(service: FrameService, viewer: Viewer) -> None:
    key = tour_key([2, 5], PathKind.STRAIGHT, False)
    service.travel(viewer.client, [2, 5], PathKind.STRAIGHT, False, 0)
    service.want(viewer.client, 1, [OnPath(key, 1.0)], moving=True)
    course, frame = viewer.next(), viewer.next()
    assert course["key"] == key
    assert frame["seq"] == 1
    assert frame["where"]["nearest"][0] == 5


def test_another_path_drops_what_was_to_come(service: FrameService, viewer: Viewer, puppet: Puppet) -> None:
    puppet.held.set()
    service.travel(viewer.client, [0, 13], PathKind.STRAIGHT, False, 0)
    puppet.next_start()
    service.travel(viewer.client, [3, 9], PathKind.STRAIGHT, False, 0)
    puppet.dropped.get(timeout=LONG)
    puppet.let_go()
    key = tour_key([3, 9], PathKind.STRAIGHT, False)
    assert viewer.next()["anchors"] == [0, 13]
    assert viewer.next()["anchors"] == [3, 9]
    assert {viewer.next()["place"]["path"] for _ in range(33)} == {key}


def test_two_slots_are_filled_side_by_side(service: FrameService, viewer: Viewer, puppet: Puppet) -> None:
    viewer.roomy = False
    service.travel(viewer.client, [0, 13], PathKind.STRAIGHT, False, 0)
    service.travel(viewer.client, [0, 13], PathKind.RAW, False, 1)
    assert {viewer.next()["slot"], viewer.next()["slot"]} == {0, 1}
    viewer.roomy = True
    service.wake()
    slots = [viewer.next()["slot"] for _ in range(66)]
    assert slots[:6] in ([0, 1] * 3, [1, 0] * 3)
    assert slots.count(0) == slots.count(1) == 33


def test_wants_go_first_and_frames_ahead_go_on_afterwards(
    service: FrameService, viewer: Viewer, puppet: Puppet
) -> None:
    puppet.held.set()
    service.travel(viewer.client, [0, 13], PathKind.STRAIGHT, False, 0)
    puppet.next_start()
    service.want(viewer.client, 7, [OfNetwork(3)], moving=True)
    puppet.dropped.get(timeout=LONG)
    puppet.let_go()
    replies = [viewer.next() for _ in range(35)]
    assert [r.get("seq") for r in replies] == [None, 7, *[-1] * 33]
    assert [r["place"]["t"] for r in replies[2:]] == coarse_to_fine()


def test_frames_ahead_wait_for_room(service: FrameService, viewer: Viewer, puppet: Puppet) -> None:
    viewer.roomy = False
    service.travel(viewer.client, [0, 13], PathKind.STRAIGHT, False, 0)
    service.want(viewer.client, 1, [OfNetwork(0)], moving=True)
    assert viewer.next()["type"] == "course"
    assert viewer.next()["seq"] == 1
    service.want(viewer.client, 2, [OfNetwork(0)], moving=True)
    assert viewer.next()["seq"] == 2, "a frame ahead was made although there was no room"
    viewer.roomy = True
    service.wake()
    assert [viewer.next()["seq"] for _ in range(33)] == [-1] * 33


# --- several clients


def test_clients_take_turns(service: FrameService, puppet: Puppet, tiny_space: Space) -> None:
    order: list[str] = []
    served = threading.Semaphore(0)
    viewers = {name: Viewer(service, tiny_space) for name in "ab"}

    def again(name: str) -> Callable[[dict[str, Any]], None]:
        def react(header: dict[str, Any]) -> None:
            order.append(name)
            if header["seq"] < 20:
                service.want(viewers[name].client, header["seq"] + 1, [OfNetwork(1)], moving=True)
            served.release()

        return react

    puppet.held.set()
    for name, viewer in viewers.items():
        viewer.react = again(name)
        service.want(viewer.client, 1, [OfNetwork(0)], moving=True)
    puppet.let_go()
    for _ in range(40):
        assert served.acquire(timeout=LONG)
    assert "".join(order) in ("ab" * 20, "ba" * 20)


@pytest.mark.parametrize(("patience", "fair"), [(0.0, True), (1000.0, False)])
def test_nobody_waits_for_ever_behind_a_hand_that_never_rests(
    puppet: Puppet, tiny_space: Space, patience: float, fair: bool
) -> None:
    service = FrameService(Engine("cpu"), patience_s=patience)
    restless, other = Viewer(service, tiny_space), Viewer(service, tiny_space)
    finished = threading.Event()
    before: list[int] = []

    def react(header: dict[str, Any]) -> None:
        if header["seq"] == 200:
            before.append(other.replies.qsize())
            finished.set()
        elif header["seq"] < 200:
            service.want(restless.client, header["seq"] + 1, [OfNetwork(1)], moving=True)

    restless.react = react
    puppet.held.set()
    service.want(restless.client, 1, [OfNetwork(0)], moving=True)
    puppet.next_start()
    service.picture(other.client, list(range(10)), COLOUR)
    puppet.let_go()
    assert finished.wait(LONG)
    assert before == [10 if fair else 0]
    assert [other.next()["type"] for _ in range(10)] == ["thumb"] * 10
    service.close()


def test_who_leaves_is_no_longer_worked_for(
    service: FrameService, viewer: Viewer, puppet: Puppet, tiny_space: Space
) -> None:
    other = Viewer(service, tiny_space)
    puppet.held.set()
    service.want(viewer.client, 1, [OfNetwork(1)], moving=True)
    puppet.next_start()
    service.want(other.client, 2, [OfNetwork(2)], moving=True)
    service.leave(viewer.client)
    puppet.dropped.get(timeout=LONG)
    puppet.let_go()
    assert other.next()["seq"] == 2
    assert viewer.replies.empty()
    service.leave(viewer.client)  # twice is no harm


def test_no_picture_is_drawn_while_a_hand_moves(
    service: FrameService, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CALM_S", 1000.0)
    service.want(viewer.client, 1, [OfNetwork(1)], moving=True)
    service.picture(viewer.client, [4], COLOUR)
    service.travel(viewer.client, [0, 13], PathKind.STRAIGHT, False, 0)
    kinds = [viewer.next()["type"] for _ in range(35)]
    assert sorted(kinds) == ["course", *["frame"] * 34]
    monkeypatch.undo()
    service.wake()
    assert viewer.next()["type"] == "thumb"


def test_the_resolution_falls_for_slow_frames(service: FrameService, viewer: Viewer) -> None:
    for _ in range(30):
        viewer.client.control.observe(viewer.client.control.resolution, 0.5)
    service.want(viewer.client, 1, [OfNetwork(1)], moving=True)
    assert viewer.next()["resolution"] == 32


# --- trouble


@pytest.mark.parametrize(
    ("place", "says"), [(OnPath("zoo:1-2", 0.5), "not known"), (OfNetwork(99), "no network 99"), (MeanOf(()), "chosen")]
)
def test_a_want_of_what_is_not_there_is_answered_in_words(
    service: FrameService, viewer: Viewer, place: OnPath | OfNetwork | MeanOf, says: str
) -> None:
    service.want(viewer.client, 3, [place], moving=False)
    error = viewer.next()
    assert (error["type"], error["seq"]) == ("error", 3)
    assert says in error["problem"]
    assert error["remedy"]
    service.want(viewer.client, 4, [OfNetwork(0)], moving=True)
    assert viewer.next()["seq"] == 4


def test_a_path_to_nowhere_is_answered_in_words(service: FrameService, viewer: Viewer) -> None:
    service.travel(viewer.client, [0, 99], PathKind.ZOO, False, 0)
    assert "no network 99" in viewer.next()["problem"]


def test_pictures_of_unknown_networks_are_refused_at_once(service: FrameService, viewer: Viewer) -> None:
    with pytest.raises(SelectionError, match="no network 99"):
        service.picture(viewer.client, [1, 99], COLOUR)


def test_a_bug_ends_one_frame_and_not_the_service(
    service: FrameService, viewer: Viewer, puppet: Puppet, tiny_space: Space, caplog: pytest.LogCaptureFixture
) -> None:
    other = Viewer(service, tiny_space)
    puppet.failure = RuntimeError("a bug")
    service.want(viewer.client, 3, [OfNetwork(0)], moving=True)
    assert viewer.next()["problem"] == "The server met an error of its own."
    assert "a bug" in caplog.text
    puppet.failure = None
    service.want(other.client, 4, [OfNetwork(0)], moving=True)
    assert other.next()["seq"] == 4


def test_closing_stops_running_work(puppet: Puppet, tiny_space: Space) -> None:
    service = FrameService(Engine("cpu"))
    viewer = Viewer(service, tiny_space)
    puppet.held.set()
    service.want(viewer.client, 1, [OfNetwork(0)], moving=True)
    puppet.next_start()
    service.close()
    assert puppet.dropped.get(timeout=LONG)


# --- pictures and sheets


def test_pictures_come_once_each_and_are_kept(service: FrameService, viewer: Viewer, puppet: Puppet) -> None:
    service.picture(viewer.client, [4, 7, 4], COLOUR)
    assert [viewer.next()["id"], viewer.next()["id"]] == [4, 7]
    service.picture(viewer.client, [7], COLOUR)
    reply = viewer.replies.get(timeout=LONG)
    assert isinstance(reply.payload, bytes)
    header, picture = decode_message(reply.payload)
    assert header == {"type": "thumb", "id": 7, "colour": COLOUR}
    assert picture.startswith(b"\x89PNG")
    assert puppet.started.qsize() == 2


@pytest.fixture
def drawn(puppet: Puppet, space_copy: Any) -> Iterator[tuple[FrameService, Viewer]]:
    """A viewer of a space of its own: contact sheets are kept beside it."""
    from explorer.space.bundle import load_space

    made = FrameService(Engine("cpu"), rest_s=1000.0, patience_s=1000.0)
    yield made, Viewer(made, load_space(space_copy))
    made.close()


def test_a_sheet_ends_with_the_news_that_it_is_done(drawn: tuple[FrameService, Viewer]) -> None:
    service, viewer = drawn
    service.cover(viewer.client, 8, (-1.0, -1.0, 1.0, 1.0), COLOUR)
    *tiles, end = viewer.until(lambda header: header["type"] == "sheet_done")
    assert len(tiles) > 5
    assert {(t["columns"], t["rows"], tuple(t["box"]), t["key"]) for t in tiles} == {(8, 8, (-1, -1, 1, 1), end["key"])}
    assert len({(t["column"], t["row"]) for t in tiles}) == len(tiles)
    empty = make_lattice(viewer.client.space, 8, (-1.0, -1.0, 1.0, 1.0)).empty
    assert {(t["column"], t["row"]) for t in tiles if t["empty"]} == empty


def test_a_newer_sheet_drops_the_older(drawn: tuple[FrameService, Viewer], puppet: Puppet) -> None:
    service, viewer = drawn
    puppet.held.set()
    service.cover(viewer.client, 8, (-1.0, -1.0, 1.0, 1.0), COLOUR)
    puppet.next_start()
    service.cover(viewer.client, 4, (-1.0, -1.0, 1.0, 1.0), COLOUR)
    puppet.dropped.get(timeout=LONG)
    puppet.let_go()
    replies = viewer.until(lambda header: header["type"] == "sheet_done")
    assert len({r["key"] for r in replies}) == 1
    assert replies[0]["columns"] == 4


def test_a_sheet_that_is_not_wanted_any_more_stops(drawn: tuple[FrameService, Viewer], puppet: Puppet) -> None:
    service, viewer = drawn
    puppet.held.set()
    service.cover(viewer.client, 8, (-1.0, -1.0, 1.0, 1.0), COLOUR)
    puppet.next_start()
    service.uncover(viewer.client)
    puppet.dropped.get(timeout=LONG)
    puppet.let_go()
    service.want(viewer.client, 1, [OfNetwork(0)], moving=True)
    assert viewer.next()["seq"] == 1
    assert viewer.replies.empty()


def test_a_box_turned_inside_out_is_answered_in_words(service: FrameService, viewer: Viewer) -> None:
    service.cover(viewer.client, 8, (1.0, 0.0, 0.0, 1.0), COLOUR)
    assert "empty" in viewer.next()["problem"]


# --- what the kind says


def test_finer_frames_of_a_patient_kind_are_put_off_for_a_hand(
    puppet: Puppet, tiny_space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even by those whose turn came because they waited long."""
    monkeypatch.setattr(puppet, "patient", True)
    service = FrameService(Engine("cpu"), rest_s=1000.0, patience_s=0.0)
    viewer, other = Viewer(service, tiny_space), Viewer(service, tiny_space)
    puppet.held.set()
    service.want(viewer.client, 1, [OfNetwork(0)], moving=False)
    puppet.next_start()
    puppet.permits.release()
    assert puppet.next_start()[1] == 128
    service.want(other.client, 2, [OfNetwork(1)], moving=True)
    assert puppet.dropped.get(timeout=LONG)[1] == 128
    puppet.let_go()
    assert other.next()["seq"] == 2
    service.close()


def test_a_space_of_which_nothing_is_shown_has_no_clients(
    service: FrameService, tiny_space: Space, instead: Callable[..., None]
) -> None:
    instead("sdf", {Frames: None})
    with pytest.raises(SelectionError, match="shapes cannot be shown live"):
        Viewer(service, tiny_space)
