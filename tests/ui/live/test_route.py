"""The live socket as a browser meets it: a real server, real connections, a real engine on the small space."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
import uvicorn
from starlette.applications import Starlette
from starlette.websockets import WebSocket
from streamlit import config
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from explorer.explore.engine.engine import Decoded
from explorer.explore.live import requests
from explorer.explore.live.frames import decode_message
from explorer.kinds.shapes.frames import decode_frame
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.space.directions import directions
from explorer.ui import resources
from explorer.ui.live import route, session
from explorer.ui.live.tokens import Tokens
from explorer.ui.optimization import Kept, new_number

LONG = 300.0
OWN = "own"
SESSION = "a-session"
PING = {"type": "ping", "n": 1}
WANT = {"type": "want", "seq": 1, "places": [{"kind": "network", "id": 3}], "moving": True}


class Server:
    """A running server of the live routes."""

    def __init__(self) -> None:
        app = Starlette(routes=list(route.live_routes()))
        options = uvicorn.Config(
            app, host="127.0.0.1", port=0, log_level="error", ws="websockets-sansio", lifespan="off"
        )
        self._server = uvicorn.Server(options)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + LONG
        while not self._server.started:
            assert time.monotonic() < end
            time.sleep(0.01)
        self.port = int(self._server.servers[0].sockets[0].getsockname()[1])
        self.origin = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(LONG)

    def connect(self, origin: str | None = OWN) -> AbstractContextManager[ClientConnection]:
        """A connection; from a page of this server unless said otherwise."""
        address = f"ws://127.0.0.1:{self.port}/{route.SOCKET_PATH}"
        sent = self.origin if origin == OWN else origin
        return connect(address, origin=sent, max_size=None, open_timeout=LONG, compression=None)  # type: ignore[arg-type]

    @contextmanager
    def page(self, session: str = SESSION, *, steerable: bool = True) -> Iterator[ClientConnection]:
        """A connection that has been let in."""
        with self.connect() as socket:
            say(socket, hello(resources.tokens().issue(session, "tiny"), session=session))
            assert hear(socket)["type"] == "ready"
            assert hear(socket)["type"] == "map"
            if steerable:  # else it comes when it is there: a session that comes back is told other things first
                assert hear(socket)["type"] == "directions"
            yield socket


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    """A server of the spaces in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(resources.PRETRAINED, str(root))
        st.cache_resource.clear()
        made = Server()
        yield made
        made.stop()
        resources.frames().close()
        st.cache_resource.clear()


@pytest.fixture(scope="module")
def server(tiny_space_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("spaces")
    shutil.copytree(tiny_space_dir / "tiny", root / "tiny")
    (root / "broken").mkdir()
    with serving(root) as made:
        yield made


@pytest.fixture
def bystander(server: Server) -> Iterator[ClientConnection]:
    """Somebody else's page, which works before and after whatever a test does."""
    with server.page() as socket:
        assert works(socket)
        yield socket
        assert works(socket), "another page was disturbed"


def hello(token: str | None = None, *, session: str = SESSION, space: str = "tiny") -> dict[str, Any]:
    token = resources.tokens().issue(SESSION, space) if token is None else token
    return {"type": "hello", "token": token, "session": session, "space": space}


def say(socket: ClientConnection, message: dict[str, Any]) -> None:
    socket.send(json.dumps(message))


def hear(socket: ClientConnection) -> dict[str, Any]:
    """The next message; of a binary one the header."""
    data = socket.recv(timeout=LONG)
    return decode_message(data)[0] if isinstance(data, bytes) else json.loads(data)


def hear_until(socket: ClientConnection, kind: str) -> dict[str, Any]:
    while (message := hear(socket))["type"] != kind:
        continue
    return message


def works(socket: ClientConnection) -> bool:
    say(socket, {**WANT, "seq": 77})
    while (frame := hear_until(socket, "frame"))["seq"] != 77:
        continue
    return bool(frame["vertices"] > 0)


def closing(socket: ClientConnection) -> int | None:
    """The code that the server ends the connection with; None: it went without one."""
    try:
        while True:
            socket.recv(timeout=LONG)
    except ConnectionClosed as end:
        return end.rcvd and int(end.rcvd.code)


# --- what it is for


def test_a_page_is_let_in_and_gets_the_map(server: Server) -> None:
    space = resources.engine().open(resources.spaces_root() / "tiny")
    with server.connect() as socket:
        say(socket, hello())
        ready = hear(socket)
        assert ready["engine"] == resources.engine().device.type
        data = socket.recv(timeout=LONG)
    assert isinstance(data, bytes)
    header, body = decode_message(data)
    assert (header["type"], header["space"], header["count"]) == ("map", "tiny", 21)
    assert header["names"][2] == f"{space.labels['kind'][2]} 2"
    assert np.array_equal(np.frombuffer(body, "<f4", 42).reshape(21, 2), space.positions)
    kind, split = header["labels"][:2]
    assert (kind["name"], kind["title"], kind["kind"]) == ("kind", "Kind", "category")
    at = 42 * 4
    codes = np.frombuffer(body, "<u2", 21, at)
    assert [kind["categories"][c] for c in codes] == space.labels["kind"].tolist()
    at += 44  # 42 bytes, padded
    assert [split["categories"][c] for c in np.frombuffer(body, "<u2", 21, at)] == ["training"] * 14 + ["held out"] * 7
    sizes = [84 if label["kind"] == "number" else 44 for label in header["labels"]]
    assert len(body) == 42 * 4 + sum(sizes)
    width = [label["name"] for label in header["labels"]].index("width")
    values = np.frombuffer(body, "<f4", 21, 42 * 4 + sum(sizes[:width]))
    assert np.array_equal(values, space.labels["width"])


def test_an_optimization_is_watched_and_its_steps_are_shown(server: Server) -> None:
    with server.page("an-optimizer") as socket:
        say(socket, {"type": "optimize", "start": {"kind": "network", "id": 10}, "goal": "shape:3", "steps": 40})
        losses: list[float] = []
        while (run := hear_until(socket, "run"))["state"] != "ended":
            losses += run["losses"]
        losses += run["losses"]
        assert len(losses) == 41
        assert len(set(losses)) > 30  # that they fall is asked of a space that has learned something
        assert run["result"]["test"] is None
        key = f"{run['number']}/{run['result']['index']}"
        say(socket, {**WANT, "seq": 5, "places": [{"kind": "told", "key": key}]})
        frame = hear_until(socket, "frame")
        assert (frame["seq"], frame["place"]) == (5, {"kind": "told", "key": key})
        say(socket, {"type": "optimize_control", "action": "keep"})
        assert hear_until(socket, "kept")["points"][0]["key"] == f"kept/{run['number']}"
        say(socket, {**WANT, "seq": 6, "places": [{"kind": "told", "key": "0/0"}]})
        assert "not known" in hear_until(socket, "error")["problem"]
    with server.page("an-optimizer", steerable=False) as socket:  # the same session comes back: all of it is told again
        assert hear_until(socket, "kept")["points"][0]["key"] == f"kept/{run['number']}"
        assert len(hear_until(socket, "run")["losses"]) == 41


def test_what_is_shown_is_steered_by_its_labels(server: Server) -> None:
    space = resources.engine().open(resources.spaces_root() / "tiny")
    with server.connect() as socket:
        say(socket, hello(resources.tokens().issue(SESSION, "tiny")))
        offer = hear_until(socket, "directions")
        width = [label["key"] for label in offer["labels"]].index("width")
        assert (offer["labels"][width]["less"], offer["labels"][width]["more"]) == ("narrower", "wider")
        base = {"kind": "network", "id": 3}
        say(socket, {**WANT, "places": [base]})
        before = hear_until(socket, "frame")["where"]
        steered = {"kind": "steered", "base": base, "moves": [["width", 0.25]]}
        say(socket, {**WANT, "seq": 2, "places": [steered]})
        while (frame := hear_until(socket, "frame"))["seq"] != 2:
            continue
    assert frame["place"] == steered
    learned = directions(space)
    moved = learned.moved(space.latents[3], {"width": 0.25})
    assert before["labels"] == pytest.approx(learned.read(space.latents[3]), abs=1e-4)
    assert before["classes"] == learned.classify(space.latents[3])
    assert frame["where"]["labels"][width] == pytest.approx(learned.read(moved)[width], abs=1e-4)
    assert frame["where"]["labels"][width] > before["labels"][width]


def test_an_analogy_is_steered_too(server: Server) -> None:
    space = resources.engine().open(resources.spaces_root() / "tiny")
    place = {"kind": "steered", "base": {"kind": "analogy", "a": 1, "b": 2, "c": 3}, "moves": [["width", -0.1]]}
    with server.page() as socket:
        say(socket, {**WANT, "places": [place]})
        frame = hear_until(socket, "frame")
    assert frame["place"] == place
    latent = directions(space).moved(space.latents[1] - space.latents[2] + space.latents[3], {"width": -0.1})
    assert frame["where"]["labels"] == pytest.approx(directions(space).read(latent), abs=1e-4)


def test_a_frame_is_the_engines_mesh(server: Server) -> None:
    space = resources.engine().open(resources.spaces_root() / "tiny")
    with server.page() as socket:
        say(socket, WANT)
        data = socket.recv(timeout=LONG)
    assert isinstance(data, bytes)
    header, points, _, faces = decode_frame(data)
    mesh = mesh_of(resources.engine(), space, Decoded.of(space.latents[3]), header["resolution"])
    assert np.abs(points[faces] - np.asarray(mesh.points)[triangles(mesh)]).max() < 2 / 65535
    assert header["where"]["nearest"][0] == 3


def test_a_path_with_everything_that_follows(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "REFINED", (100, 112))  # 256 takes long while types are checked
    with server.page() as socket:
        say(socket, {"type": "path", "anchors": [0, 13], "kind": "zoo", "spline": False, "slot": 0})
        course = hear(socket)
        assert course["type"] == "course"
        ahead = [hear(socket) for _ in range(33)]
        assert {(f["type"], f["seq"], f["place"]["path"]) for f in ahead} == {("frame", -1, course["key"])}
        place = {"kind": "path", "path": course["key"], "t": 0.37}
        say(socket, {"type": "want", "seq": 2, "places": [place], "moving": False})
        resolutions = [hear(socket)["resolution"]]
        while resolutions[-1] < 112:  # one that is not sent yet when the next is there is left out
            resolutions.append(hear(socket)["resolution"])
        assert resolutions == sorted(set(resolutions))
        say(socket, {"type": "thumbs", "ids": [1, 2], "colour": "#dda673"})
        assert [hear(socket)["id"], hear(socket)["id"]] == [1, 2]
        say(socket, {"type": "sheet", "columns": 4, "box": [-1, -1, 1, 1], "colour": "#dda673"})
        assert hear(socket)["type"] == "tile"
        assert hear_until(socket, "sheet_done")["key"]
        say(socket, {"type": "ping", "n": 12})
        assert hear(socket) == {"type": "pong", "n": 12}


def test_who_leaves_is_forgotten(server: Server) -> None:
    def clients(count: int) -> bool:
        end = time.monotonic() + LONG
        while resources.frames().count != count and time.monotonic() < end:
            time.sleep(0.01)
        return resources.frames().count == count

    assert clients(0)
    with server.page() as socket:
        assert works(socket)
        assert resources.frames().count == 1
    assert clients(0)


# --- who may come in


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:{port}.evil.example", "file://x"],
)
def test_a_foreign_origin_is_refused_before_the_connection_stands(
    server: Server, bystander: ClientConnection, origin: str | None
) -> None:
    with pytest.raises(InvalidStatus) as refused, server.connect(origin and origin.format(port=server.port)):
        pass
    assert refused.value.response.status_code == 403


@pytest.fixture
def configured() -> Iterator[Callable[[str, Any], None]]:
    """Sets options of Streamlit for one test."""
    before: dict[str, Any] = {}

    def set_option(name: str, value: Any) -> None:
        before.setdefault(name, config.get_option(name))
        config._set_option(
            name, value, config._DEFINED_BY_ENV_VAR if hasattr(config, "_DEFINED_BY_ENV_VAR") else "test"
        )

    yield set_option
    for name, value in before.items():
        config._set_option(name, value, "<default>")


def test_an_origin_that_streamlit_is_configured_for_is_let_in(
    server: Server, configured: Callable[[str, Any], None]
) -> None:
    for origin in ("https://lab.example", "https://show.example:8080"):
        with pytest.raises(InvalidStatus), server.connect(origin):
            pass
    configured("server.corsAllowedOrigins", ["https://lab.example/"])
    configured("browser.serverAddress", "show.example")
    for origin in ("https://lab.example", "https://show.example:8080"):
        with server.connect(origin) as socket:
            say(socket, hello())
            assert hear(socket)["type"] == "ready"
    with pytest.raises(InvalidStatus), server.connect("http://lab.example"):
        pass


@pytest.mark.parametrize("case", ["missing", "made-up", "stale", "used", "another session's", "another space's"])
def test_without_a_good_token_nobody_comes_in(
    server: Server, bystander: ClientConnection, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    message = hello("made-up")
    code = session.NO_TOKEN
    if case == "missing":
        del message["token"]
        code = session.MALFORMED
    elif case == "stale":
        stale = Tokens(lifetime_s=0.0)
        monkeypatch.setattr(resources, "tokens", lambda: stale)
        message = hello()
    elif case == "used":
        message = hello()
        with server.connect() as socket:
            say(socket, message)
            assert hear(socket)["type"] == "ready"
    elif case == "another session's":
        message = hello(session="another")
    elif case == "another space's":
        message = {**hello(), "space": "broken"}
    with server.connect() as socket:
        say(socket, message)
        assert closing(socket) == code


def test_who_says_nothing_is_sent_away(
    server: Server, bystander: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "HELLO_S", 0.05)
    with server.connect() as socket:
        assert closing(socket) == session.NO_TOKEN


@pytest.mark.parametrize("space", ["nowhere", "broken", "../tiny", "."])
def test_a_space_that_is_not_there_ends_the_connection(server: Server, bystander: ClientConnection, space: str) -> None:
    with server.connect() as socket:
        say(socket, hello(space=space))
        assert closing(socket) == session.NO_SPACE


def test_the_next_connection_has_its_own_token(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "RENEW_S", 0.02)
    with server.connect() as socket:
        say(socket, hello())
        first = hear(socket)["session_token"]
        renewed = hear_until(socket, "token")["token"]
    monkeypatch.undo()
    for token in (first, renewed):
        with server.connect() as socket:
            say(socket, hello(token))
            assert hear(socket)["type"] == "ready"
    with server.connect() as socket:
        say(socket, hello(first))
        assert closing(socket) == session.NO_TOKEN


# --- what two browsers see of each other: nothing


def star_of(owner: str, name: str) -> Kept:
    """A file that a session has read, as the page's panel keeps it."""
    space = resources.engine().open(resources.spaces_root() / "tiny")
    star = Kept(new_number(), name, "tiny", space.latents[5] + 0.1, space.positions[5], None)
    resources.runs().add(owner, star)
    return star


def told_of(socket: ClientConnection) -> list[dict[str, Any]]:
    """Everything that a connection is told until a look at the session's results has been taken, and more."""
    said = []
    time.sleep(5 * session.WATCH_S)
    say(socket, PING)
    while not said or said[-1]["type"] != "pong":
        said.append(hear(socket))
    return said


def test_uploads_and_results_of_another_session_are_not_seen(server: Server) -> None:
    star = star_of("anna", "a_secret_chair.stl")
    with server.page("anna", steerable=False) as anna, server.page("ben") as ben:
        say(anna, {"type": "optimize", "start": {"kind": "network", "id": 10}, "goal": "shape:3", "steps": 5})
        seen = []
        while not seen or seen[-1].get("state") != "ended":
            seen.append(hear(anna))
        run = seen[-1]["number"]
        kept = next(one for one in seen if one["type"] == "kept")
        assert [point["key"] for point in kept["points"]] == [f"kept/{star.number}"]
        told = told_of(ben)
        assert {one["type"] for one in told} <= {"pong", "directions"}
        assert "secret" not in json.dumps(told)
        for key in (f"kept/{star.number}", f"{run}/0"):  # numbers are counted up: they can be guessed
            want = {**WANT, "seq": 9, "places": [{"kind": "told", "key": key}]}
            say(anna, want)
            assert hear_until(anna, "frame")["place"]["key"] == key
            say(ben, want)
            assert "not known" in hear_until(ben, "error")["problem"]
        for action in ("stop", "pause", "keep"):  # of a run that is not theirs
            say(ben, {"type": "optimize_control", "action": action})
        assert told_of(ben)[-1]["type"] == "pong"
    assert [one.number for one in resources.runs().kept("anna", "tiny")] == [star.number]
    assert not resources.runs().kept("ben", "tiny")


def test_a_session_that_is_guessed_is_nobodys(server: Server) -> None:
    """What a session had goes to the page that names it; its name is 128 random bits."""
    star_of("owner.of-a-random-name", "a_secret_chair.stl")
    for before in ("", "owner", "owner.", "owner.of-a-random-nam", "OWNER.of-a-random-name", "*", "tiny"):
        with server.connect() as socket:
            own = f"owner.guesses {before!r}"
            token = resources.tokens().issue(own, "tiny")
            say(socket, {**hello(token, session=own), "before": before})
            assert hear(socket)["type"] == "ready"
            assert "secret" not in json.dumps(told_of(socket))


def test_what_a_session_had_goes_to_the_next_of_the_same_person_alone(server: Server) -> None:
    star = star_of("anna-hash.her-session", "a_secret_chair.stl")
    for own, inherits in (("ben-hash.his", False), (".without-a-login", False), ("anna-hash.her-next", True)):
        with server.connect() as socket:
            token = resources.tokens().issue(own, "tiny")
            say(socket, {**hello(token, session=own), "before": "anna-hash.her-session"})
            assert hear(socket)["type"] == "ready"
            assert ("secret" in json.dumps(told_of(socket))) == inherits
        assert [one.number for one in resources.runs().kept(own, "tiny")] == [star.number] * inherits


# --- what is refused inside


@pytest.mark.parametrize(
    "data",
    [
        "no json",
        "[1, 2]",
        "[" * 10_000,
        "{}",
        b"\x00\x01\x02",
        json.dumps({**PING, "more": "x" * 20_000}),
        json.dumps({**PING, "more": "x" * 2_000_000}),
    ],
    ids=["text", "list", "deep", "no type", "binary", "20 kB", "2 MB"],
)
@pytest.mark.parametrize("greeted", [False, True])
def test_what_is_no_message_ends_its_connection_and_no_other(
    server: Server, bystander: ClientConnection, data: str | bytes, greeted: bool
) -> None:
    with server.page() if greeted else server.connect() as socket:
        socket.send(data)
        assert closing(socket) == session.MALFORMED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"places": [{"kind": "network", "id": 21}]}, "'id'"),
        ({"places": [{"kind": "path", "path": "zoo:0-1", "t": 7}]}, "'t'"),
        ({"places": [{"kind": "path", "path": "zoo:5-6", "t": 0.5}]}, "not known"),
        ({"places": [{"kind": "map", "x": float("nan"), "y": 0}]}, "'x'"),
        ({"type": "dance"}, "dance"),
    ],
)
def test_a_wrong_value_is_answered_and_the_connection_stays(
    server: Server, bystander: ClientConnection, change: dict[str, Any], says: str
) -> None:
    with server.page() as socket:
        say(socket, {**WANT, "seq": 41, **change})
        error = hear(socket)
        assert (error["type"], error["seq"]) == ("error", 41)
        assert says in error["problem"]
        assert works(socket)


def test_a_flood_is_dropped_with_a_word(
    server: Server, bystander: ClientConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    meter = session.Meter(rate=10.0, burst=50.0, clock=lambda: now[0])
    monkeypatch.setattr(session, "Meter", lambda: meter)
    with server.page() as socket:
        for _ in range(70):
            say(socket, PING)
        got = [hear(socket) for _ in range(51)]
        assert [message["type"] for message in got] == ["pong"] * 50 + ["error"]
        assert "too fast" in got[-1]["problem"]
        assert works(bystander)
        now[0] += 1.0
        while not meter.allows():  # the last of the flood may still be on its way
            now[0] += 0.1
        now[0] += 10.0
        assert works(socket)


def test_a_flood_is_not_even_read(server: Server, bystander: ClientConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody reads waits with its sender, and takes no time from others."""
    asked: list[float] = []

    class Counted(session.Meter):
        def allows(self) -> bool:
            asked.append(time.monotonic())
            return super().allows()

    meter = Counted(rate=10.0, burst=50.0, clock=lambda: 0.0)
    monkeypatch.setattr(session, "Meter", lambda: meter)
    monkeypatch.setattr(session, "PAUSE_S", 1.0)
    with server.page() as socket:
        for _ in range(500):
            say(socket, PING)
        assert hear_until(socket, "error")["problem"] == "Messages come too fast."
        assert works(bystander)
        assert len(asked) <= 52 + (time.monotonic() - asked[50]) / 1.0


def test_one_that_takes_nothing_for_long_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stuck(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(session, "SEND_S", 0.1)
    monkeypatch.setattr(WebSocket, "send_bytes", stuck)
    with server.connect() as socket:
        say(socket, hello())
        assert closing(socket) == session.MALFORMED


def test_a_page_that_reads_nothing_disturbs_nobody(server: Server, bystander: ClientConnection) -> None:
    with server.page() as socket:
        for seq in range(400):
            say(socket, {**WANT, "seq": seq})
        assert works(bystander)
        assert works(socket), "and it goes on once it reads"


# --- files


def test_the_script_is_served_with_a_hash(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from http.client import HTTPConnection

    def get(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        line = HTTPConnection("127.0.0.1", server.port, timeout=LONG)
        line.request("GET", f"/{path}", headers=headers)
        answer = line.getresponse()
        body = answer.read()
        line.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    monkeypatch.setattr(route, "DIST", tmp_path)
    assert get(route.SCRIPT_PATH)[0] == 404
    assert route.style_path() == ""
    (tmp_path / "live.js").write_text("export default 1;")
    (tmp_path / "live.css").write_text("a { color: red }")
    status, headers, body = get(route.script_path())
    assert (status, body) == (200, b"export default 1;")
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    assert get(route.script_path(), **{"If-None-Match": headers["etag"]})[0] == 304
    assert get(route.SCRIPT_PATH)[1]["cache-control"] == "no-cache"
    status, headers, _ = get(route.style_path())
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/css")
    before = route.script_path()
    (tmp_path / "live.js").write_text("export default 2; // changed")
    assert route.script_path() != before
    assert get(before)[1]["cache-control"] == "no-cache", "an old address must not keep new content"
