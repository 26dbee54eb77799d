"""The frame service in a space of classifiers, with the real engine: frames, curves, terrain, pictures."""

from __future__ import annotations

import queue
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.live import frame_builder, terrain
from explorer.explore.live import frame_service as stream
from explorer.explore.live.frame_service import ClientQueue, FrameService
from explorer.explore.live.frames import decode_message
from explorer.explore.live.requests import Reply
from explorer.explore.travel.curve import SHARES
from explorer.explore.travel.paths import PathKind, make_tour, source_at
from explorer.explore.travel.pointers import OfNetwork, OnMap, OnPath, Place, tour_key
from explorer.kinds.classifiers import accuracies, valuing
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.bundle import load_space

LONG = 300.0
Message = tuple[dict[str, Any], bytes]


class Page:
    """A client, and what it was sent."""

    def __init__(self, service: FrameService, space: Any) -> None:
        self.replies: queue.Queue[Reply] = queue.Queue()
        self.roomy = True
        self.client: ClientQueue = service.join(space, self.replies.put, lambda: self.roomy)

    def next(self) -> Message:
        payload = self.replies.get(timeout=LONG).payload
        return (payload, b"") if isinstance(payload, dict) else decode_message(payload)

    def find(self, kind: str, done: Callable[[dict[str, Any]], bool] = lambda header: True) -> Message:
        """The next message of a type that `done` says yes to; the others are passed over."""
        while True:
            header, body = self.next()
            assert header["type"] != "error", header
            if header["type"] == kind and done(header):
                return header, body


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture
def service(engine: Engine) -> Iterator[FrameService]:
    made = FrameService(engine, rest_s=0.01)
    yield made
    made.close()


@pytest.fixture
def page(service: FrameService, tiny_classifiers: ClassifierSpace) -> Page:
    return Page(service, tiny_classifiers)


def same_arch(space: ClassifierSpace) -> list[int]:
    """Two networks of one architecture."""
    a, b = np.flatnonzero(np.asarray(space.zoo.archs) == int(space.zoo.archs[0]))[:2].tolist()
    return [a, b]


def two_archs(space: ClassifierSpace) -> list[int]:
    return [int(np.flatnonzero(np.asarray(space.zoo.archs) == a)[0]) for a in (0, 1)]


# --- frames


def test_a_want_is_answered_by_what_the_network_is_worth(
    service: FrameService, page: Page, tiny_classifiers: ClassifierSpace
) -> None:
    service.want(page.client, 5, [OfNetwork(3), OnMap(0.1, -0.2)], moving=True)
    first, body = page.find("frame")
    second, _ = page.find("frame", lambda header: header["slot"] == 1)
    assert (first["seq"], first["slot"], first["place"]) == (5, 0, {"kind": "network", "id": 3})
    assert "vertices" not in first
    assert first["where"]["nearest"][0] == 3
    assert first["judged"]["input"] is not None
    assert second["judged"]["input"] is None
    assert len(zlib.decompress(body)) == 12 * 16 * 16
    assert len(body) < 12 * 16 * 16


def test_at_rest_all_images_are_judged(
    service: FrameService, page: Page, tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.kinds.classifiers.frames.COUNTS", ((48, 20), (64, 40), (96, 60)))
    service.want(page.client, 1, [OfNetwork(0)], moving=True)
    coarse, _ = page.find("frame")
    assert coarse["judged"]["count"] <= 60
    fine, _ = page.find("frame", lambda header: header["resolution"] == 256)
    assert fine["judged"]["count"] == len(tiny_classifiers.images.test)


# --- curves


@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
def test_a_path_is_followed_by_its_curve(
    service: FrameService, page: Page, engine: Engine, tiny_classifiers: ClassifierSpace, kind: PathKind
) -> None:
    space, ends = tiny_classifiers, two_archs(tiny_classifiers)
    service.travel(page.client, ends, kind, False, 0)
    course, _ = page.find("course")
    curve, _ = page.find("curve")
    assert (curve["slot"], curve["key"]) == (0, course["key"])
    assert len(curve["shares"]) == len(curve["values"]) == len(curve["groups"]) == len(SHARES)
    assert (curve["shares"][0], curve["shares"][-1]) == (0, 1)
    tour, count = make_tour(space, ends, kind, False), min(valuing.CURVE_IMAGES, len(space.images.test))
    for k in (0, 16, 32):
        alone = judge_network(engine, space, source_at(space, tour, curve["shares"][k]), count)
        assert curve["values"][k] == pytest.approx(alone.accuracy, abs=0.5)
        assert curve["groups"][k] == alone.arch


def test_raw_weights_have_a_curve_too(
    service: FrameService, page: Page, engine: Engine, tiny_classifiers: ClassifierSpace
) -> None:
    a, b = same_arch(tiny_classifiers)
    service.travel(page.client, [a, b], PathKind.RAW, False, 1)
    curve, _ = page.find("curve")
    assert curve["slot"] == 1
    assert set(curve["groups"]) == {int(tiny_classifiers.zoo.archs[a])}


def test_weights_of_two_architectures_are_not_averaged(
    service: FrameService, page: Page, tiny_classifiers: ClassifierSpace
) -> None:
    service.travel(page.client, two_archs(tiny_classifiers), PathKind.RAW, False, 1)
    error = page.next()[0]
    assert error["type"] == "error"
    assert "cannot be averaged" in error["problem"]
    service.want(page.client, 2, [OfNetwork(0)], moving=True)
    assert page.next()[0]["seq"] == 2


def test_another_path_takes_the_place_of_a_curve(
    service: FrameService,
    page: Page,
    engine: Engine,
    tiny_classifiers: ClassifierSpace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go = threading.Event(), threading.Event()
    real = accuracies.network_answers

    def slow(
        engine: Engine, space: Any, sources: Any, images: Any, check: Any = lambda: None, coarse: bool = False
    ) -> Any:
        if len(sources) == len(SHARES) and not go.is_set():
            begun.set()
            assert go.wait(LONG)
        return real(engine, space, sources, images, check, coarse)

    monkeypatch.setattr(accuracies, "network_answers", slow)
    service.travel(page.client, [0, 1], PathKind.STRAIGHT, False, 0)
    assert begun.wait(LONG)
    service.travel(page.client, [2, 3], PathKind.STRAIGHT, False, 0)
    go.set()
    assert page.find("curve")[0]["key"] == tour_key([2, 3], PathKind.STRAIGHT, False)


def test_a_hand_does_not_wait_for_a_curve(
    service: FrameService, page: Page, tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    real = accuracies.network_answers

    def slow(
        engine: Engine, space: Any, sources: Any, images: Any, check: Any = lambda: None, coarse: bool = False
    ) -> Any:
        if len(sources) == len(SHARES) and not go.is_set():
            begun.set()
            while not go.wait(0.005):
                check()  # as the real one does between its chunks
        return real(engine, space, sources, images, check, coarse)

    monkeypatch.setattr(accuracies, "network_answers", slow)
    monkeypatch.setattr(service, "_patience_s", 0.0)
    service.travel(page.client, [0, 1], PathKind.STRAIGHT, False, 0)
    assert begun.wait(LONG)
    service.want(page.client, 9, [OfNetwork(4)], moving=True)
    assert page.find("frame", lambda header: header["seq"] == 9)
    go.set()
    assert page.find("curve")


# --- terrain


@pytest.fixture
def landscape(
    service: FrameService, classifiers_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Page, ClassifierSpace]:
    """A page, and its space with a small terrain that nothing is known of."""
    monkeypatch.setattr(valuing, "TERRAIN_IMAGES", 50)
    monkeypatch.setattr(terrain.empty_terrain, "__defaults__", (8,))
    space = classifiers_only(load_space(classifiers_copy))
    return Page(service, space), space


def finished(header: dict[str, Any]) -> bool:
    return bool(header["done"] == 1)


def test_a_terrain_grows_and_is_there_at_once_the_next_time(
    service: FrameService, engine: Engine, landscape: tuple[Page, ClassifierSpace]
) -> None:
    page, space = landscape
    service.survey(page.client, True)
    first, body = page.find("terrain")
    cells = first["columns"] * first["rows"]
    assert (first["done"], first["low"], first["high"]) == (0, 0, 127)
    assert set(body[:cells]) == {255}
    last, body = page.find("terrain", finished)
    assert last["box"] == first["box"]
    assert len(body) == 3 * cells
    known = terrain.load_terrain(space)
    assert known is not None
    assert terrain.packed(known) == body
    other = Page(service, space)
    service.survey(other.client, True)
    assert other.next()[0]["done"] == 1
    anew = FrameService(engine)
    later = Page(anew, space)
    anew.survey(later.client, True)
    assert later.next()[0]["done"] == 1
    anew.close()


def test_switched_off_it_is_computed_no_further(
    service: FrameService, landscape: tuple[Page, ClassifierSpace], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = landscape
    monkeypatch.setattr(terrain, "CELLS", 1)
    begun, count = threading.Event(), [0]
    real = terrain.value_cells

    def counted(*args: Any) -> None:
        count[0] += 1
        begun.set()
        real(*args)

    monkeypatch.setattr(frame_builder, "value_cells", counted)
    service.survey(page.client, True)
    assert begun.wait(LONG)
    service.survey(page.client, False)
    service.want(page.client, 1, [OfNetwork(0)], moving=True)
    page.find("frame")
    so_far = count[0]
    service.want(page.client, 2, [OfNetwork(1)], moving=True)
    page.find("frame", lambda header: header["seq"] == 2)
    assert count[0] == so_far
    service.survey(page.client, True)  # and goes on where it stopped
    assert page.find("terrain")[0]["done"] >= (so_far - 1) / 64
    page.find("terrain", finished)


def test_two_pages_share_the_work(
    service: FrameService, landscape: tuple[Page, ClassifierSpace], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, space = landscape
    other = Page(service, space)
    judged: list[tuple[int, int]] = []
    real = terrain.value_cells

    def counted(engine: Any, space: Any, growing: Any, cells: Any, check: Any) -> None:
        real(engine, space, growing, cells, check)
        judged.extend(cells)

    monkeypatch.setattr(frame_builder, "value_cells", counted)
    for one in (page, other):
        service.survey(one.client, True)
    for one in (page, other):
        one.find("terrain", finished)
    assert len(judged) == len(set(judged))


def test_a_space_of_shapes_has_no_terrain(service: FrameService, tiny_space: ShapeSpace) -> None:
    with pytest.raises(SelectionError, match="shapes cannot have a terrain"):
        service.survey(Page(service, tiny_space).client, True)


# --- pictures


def test_pictures_and_contact_sheets_are_confusion_matrices(
    service: FrameService, landscape: tuple[Page, ClassifierSpace]
) -> None:
    page, _ = landscape
    service.picture(page.client, [2], "#dda673")
    thumb, png = page.find("thumb")
    assert thumb["id"] == 2
    assert png.startswith(b"\x89PNG")
    service.cover(page.client, 4, (-1.0, -1.0, 1.0, 1.0), "#dda673")
    tile, png = page.find("tile")
    assert (tile["columns"], tile["rows"]) == (4, 4)
    assert png.startswith(b"\x89PNG")
    page.find("sheet_done")


# --- trouble


def test_a_want_of_what_is_not_there_is_answered_in_words(service: FrameService, page: Page) -> None:
    places: list[Place] = [OnPath("zoo:1-2", 0.5), OfNetwork(99), OnMap(float("nan"), 0.0)]
    for seq, place in enumerate(places):
        service.want(page.client, seq, [place], moving=True)
        error, _ = page.next()
        assert (error["type"], error["seq"]) == ("error", seq)
    service.want(page.client, 4, [OfNetwork(0)], moving=True)
    assert page.next()[0]["seq"] == 4


def test_frames_ahead_are_judged(service: FrameService, page: Page, tiny_classifiers: ClassifierSpace) -> None:
    service.travel(page.client, [0, 1], PathKind.ZOO, False, 0)
    ahead, _ = page.find("frame", lambda header: header["seq"] == -1)
    assert ahead["resolution"] == stream.AHEAD_RESOLUTION
    assert ahead["judged"]["count"] == min(1000, len(tiny_classifiers.images.test))
    source = source_at(tiny_classifiers, make_tour(tiny_classifiers, [0, 1], PathKind.ZOO, False), 0.0)
    assert isinstance(source, Decoded)
