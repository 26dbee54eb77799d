"""The real app with a login configured: without it nothing answers, with it everything, and after it nothing again.

A provider of logins runs beside it (oidc-provider-mock, made of authlib).
"""

from __future__ import annotations

import base64
import http.client
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from explorer.bench.pages import STREAM, XSRF, Door, cookie_header, opened
from explorer.bench.serving import find_port, running
from explorer.ui import login
from explorer.ui.live.route import SOCKET_PATH
from explorer.ui.live.session import NO_TOKEN
from tests.ui.visitors import (
    LONG,
    PAGE,
    SIGNING,
    closing,
    cookies_of,
    first_frame,
    hear_until,
    in_own_loop,
    live,
    provider,
    sign_in,
    signed_in,
    write_secrets,
)

USER = "_streamlit_user"
DAY = 86_400


@pytest.fixture(scope="module")
def url(tiny_space_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app that asks for a login."""
    port = find_port()
    with provider() as issuer:
        secrets = write_secrets(tmp_path_factory.mktemp("secrets") / "secrets.toml", f"http://localhost:{port}", issuer)
        with running(tiny_space_dir, port, options=[f"--secrets.files={secrets}"]) as server:
            yield server.url


@pytest.fixture(scope="module")
def alice(url: str) -> Iterator[httpx.Client]:
    with signed_in(url, "alice") as client:
        yield client


@dataclass(frozen=True)
class Visit:
    """What a page was told, and its way to the live connection."""

    door: Door
    said: list[ForwardMsg]

    def media(self) -> str:
        """The address of a file that Streamlit keeps for the page: its icon."""
        found = re.search(rb"/media/[0-9a-z.]+", b"".join(one.SerializeToString() for one in self.said))
        assert found is not None
        return found[0].decode()


def visit(url: str, cookies: Mapping[str, str]) -> Visit:
    async def look() -> Visit:
        said: list[ForwardMsg] = []
        async with opened(url, "tiny", cookies, said) as door:
            return Visit(door, said)

    return in_own_loop(look)


def status(url: str, path: str, cookies: Mapping[str, str] | None = None, method: str = "GET") -> int:
    """What the server answers to a path that is sent to the letter."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=LONG)
    connection.request(method, path, headers={"Cookie": cookie_header(cookies)} if cookies else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def refused(url: str, path: str, cookies: Mapping[str, str] | None = None, origin: str | None = None) -> bool:
    """Whether a connection is refused before it stands."""
    try:
        with stream(url, path, cookies, origin):
            return False
    except InvalidStatus as error:
        return error.response.status_code == 403 and not error.response.body


def stream(
    url: str, path: str, cookies: Mapping[str, str] | None = None, origin: str | None = None
) -> ClientConnection:
    return connect(
        f"ws{url.removeprefix('http')}{path}", origin=origin or url, open_timeout=LONG, compression=None,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie_header(cookies)} if cookies else None,
        subprotocols=["streamlit", (cookies or {}).get(XSRF, "none")] if path.endswith(STREAM) else None,  # type: ignore[list-item]
    )  # fmt: skip


# --- without a login


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?space=tiny",
        "/?plain=1",
        "/tiny",
        "/explorer/live.js",
        "/explorer/live.css",
        "/explorer/plotly.min.js",
        "/index.html",
        "/static/js/index.js",
        "/media/0123456789abcdef.csv",
        "/component/explorer_live/index.html",
        "/_stcore/bidi-components/explorer_live/index.js",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/session/file",
        "/_stcore/stream",
        "/explorer/live",
        "/robots.txt",
    ],
)
def test_nothing_answers(url: str, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        assert status(url, path, method=method) == 401, method


def test_the_page_is_a_button_and_says_nothing(url: str) -> None:
    answer = httpx.get(f"{url}/?space=tiny", headers=PAGE)
    assert answer.status_code == 401
    assert re.findall(r"<a [^>]*>([^<]*)</a>", answer.text) == ["Sign in"]
    assert "tiny" not in answer.text
    assert "script" not in answer.text.lower()
    assert (answer.headers["cache-control"], "link" in answer.headers) == ("no-store", False)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_no_connection_stands(url: str) -> None:
    for path in (f"/{SOCKET_PATH}", f"/{STREAM}"):
        assert refused(url, path)
        assert refused(url, path, origin="https://evil.example")


def test_that_the_server_lives_can_be_asked(url: str) -> None:
    assert status(url, "/_stcore/health") == 200


@pytest.mark.parametrize(
    "path",
    [
        "//_stcore/health",
        "//explorer/live.js",
        "/_stcore/health/",
        "/_stcore/health//",
        "/_stcore/health/../../explorer/live.js",
        "/_stcore/health/..%2f..%2fexplorer/live.js",
        "/_stcore/%2e%2e/explorer/live.js",
        "/%2e%2e/explorer/live.js",
        "/auth/login/../../explorer/live.js",
        "/auth/login/%2e%2e/%2e%2e/explorer/live.js",
        "/explorer/sign-in/../live.js",
        "/explorer/sign-in%2f..%2flive.js",
        "/explorer/sign-in%00/live.js",
        "/explorer/live.js?/_stcore/health",
        "/explorer/live.js;/_stcore/health",
        "/explorer/live.js%3f/_stcore/health",
        "/explorer\\live.js",
        "/EXPLORER/LIVE.JS",
        "/netspace/_stcore/health",
        "/netspace/explorer/live.js",
        "http://localhost/_stcore/health/../../explorer/live.js",
    ],
)
def test_no_path_leads_around_it(url: str, path: str) -> None:
    assert status(url, path) in (400, 401)


# --- cookies that are no login


def cookie(
    said: Any, key: str = SIGNING, name: str = USER, age: float = 0, monkeypatch: pytest.MonkeyPatch | None = None
) -> str:
    """A cookie that is signed as Streamlit signs them, so many seconds ago."""
    if monkeypatch is not None:
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: int(time.time() - age))
    return URLSafeTimedSerializer(key, salt=name).dumps(said if isinstance(said, str) else json.dumps(said))


def claims(url: str, **changed: Any) -> dict[str, Any]:
    return {"sub": "mallory", "origin": url, "is_logged_in": True, "provider": "default", **changed}


def forged(url: str, case: str, good: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Cookies of somebody who has not signed in."""
    said = claims(url)
    written = json.dumps(said)
    head, _, signature = good[USER].rpartition(".")
    cases: dict[str, dict[str, str]] = {
        "none": {},
        "empty": {USER: ""},
        "no text": {USER: "\xff\xfe"},
        "unsigned": {USER: written.replace('"', "'").replace(" ", "")},
        "unsigned base64": {USER: base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")},
        "without its signature": {USER: head},
        "another's signature": {USER: f"{cookie(said).rpartition('.')[0]}.{signature}"},
        "no secret": {USER: cookie(said, key="")},
        "another secret": {USER: cookie(said, key="another-secret-of-these-tests")},
        "of another cookie": {USER: cookie(said, name="_streamlit_user_tokens")},
        "the tokens": {USER: good["_streamlit_user_tokens"]},
        "another name": {"_streamlit_User": good[USER], "_streamlit_user_1": good[USER]},
        "too old": {USER: cookie(said, age=32 * DAY, monkeypatch=monkeypatch)},
        "from the future": {USER: cookie(said, age=-DAY, monkeypatch=monkeypatch)},
        "another server's": {USER: cookie(claims(url, origin="http://localhost:1"))},
        "another provider's": {USER: cookie(claims(url, provider="somebody"))},
        "not logged in": {USER: cookie(claims(url, is_logged_in=False))},
        "nearly logged in": {USER: cookie(claims(url, is_logged_in="true"))},
        "no object": {USER: cookie([1, 2])},
        "no json": {USER: cookie("{")},
        "a missing piece": {USER: cookie("chunks-2"), f"{USER}_1": cookie(written, name=f"{USER}_1")},
        "many pieces": {USER: cookie("chunks-999999999")},
    }
    return cases[case]


@pytest.mark.parametrize(
    "case",
    [
        "none", "empty", "no text", "unsigned", "unsigned base64", "without its signature", "another's signature",
        "no secret", "another secret", "of another cookie", "the tokens", "another name", "too old", "from the future",
        "another server's", "another provider's", "not logged in", "nearly logged in", "no object", "no json",
        "a missing piece", "many pieces",
    ],
)  # fmt: skip
def test_a_cookie_that_was_not_given_here_opens_nothing(
    url: str, alice: httpx.Client, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    cookies = forged(url, case, cookies_of(alice), monkeypatch) | {XSRF: cookies_of(alice)[XSRF]}
    assert status(url, "/", cookies) == 401
    assert status(url, "/explorer/live.js", cookies) == 401
    for path in (f"/{SOCKET_PATH}", f"/{STREAM}"):
        assert refused(url, path, cookies)


def test_one_that_is_signed_rightly_does(url: str) -> None:
    """What the forged ones are compared with: else a mistake in their making would pass for a refusal."""
    written = json.dumps(claims(url))
    whole = {USER: cookie(claims(url))}
    pieces = {
        USER: cookie("chunks-2"),
        f"{USER}_1": cookie(written[:20], name=f"{USER}_1"),
        f"{USER}_2": cookie(written[20:], name=f"{USER}_2"),
    }
    for cookies in (whole, pieces):
        assert status(url, "/explorer/live.js", cookies) == 200
        assert not refused(url, f"/{SOCKET_PATH}", cookies)


# --- with a login


def test_with_a_login_everything_answers(url: str, alice: httpx.Client) -> None:
    cookies = cookies_of(alice)
    for path in ("/", "/explorer/live.js", "/explorer/plotly.min.js", "/_stcore/host-config"):
        assert status(url, path, cookies) == 200, path
    seen = visit(url, cookies)
    assert any(b"Sign out" in one.SerializeToString() for one in seen.said)
    with live(seen.door, cookies) as socket:
        assert first_frame(socket)["type"] == "ready"


@pytest.mark.parametrize(
    ("link", "comes"),
    [
        ("?space=tiny&a=3&t=0.4", "?space=tiny&a=3&t=0.4"),
        ("?name=%2F%2Fevil.example%0d%0aX:%20y&b=%3B,%22", "?name=%2F%2Fevil.example%0d%0aX:%20y&b=%3B,%22"),
        ("?space=" + "x" * 4_000, ""),
    ],
)
def test_a_link_is_followed_once_after_signing_in(url: str, link: str, comes: str) -> None:
    with httpx.Client(follow_redirects=True) as client:
        assert sign_in(client, f"{url}/{link}", "dora") == f"{url}/{comes}"
        assert str(client.get(f"{url}/", headers=PAGE).url) == f"{url}/"


def test_files_that_streamlit_keeps_need_the_login_too(url: str, alice: httpx.Client) -> None:
    media = visit(url, cookies_of(alice)).media()
    assert status(url, media, cookies_of(alice)) == 200
    assert status(url, media) == 401


def test_a_login_without_a_token_and_a_token_without_a_login_open_nothing(url: str, alice: httpx.Client) -> None:
    cookies = cookies_of(alice)
    door = visit(url, cookies).door
    with live(door, cookies, {"token": "made-up"}) as socket:
        assert closing(socket) == NO_TOKEN
    with pytest.raises(InvalidStatus), live(door, {}):
        pass
    with live(door, cookies) as socket:  # the token was good: what was refused was the connection
        assert first_frame(socket)["type"] == "ready"
    with live(door, cookies) as socket:  # and is used now
        assert closing(socket) == NO_TOKEN


def test_a_token_is_good_with_the_login_alone_that_it_was_given_to(url: str, alice: httpx.Client) -> None:
    with signed_in(url, "bob") as bob:
        door = visit(url, cookies_of(alice)).door
        with live(door, cookies_of(bob)) as socket:
            assert closing(socket) == NO_TOKEN


def test_a_foreign_page_is_refused_though_its_visitor_is_signed_in(url: str, alice: httpx.Client) -> None:
    for origin in ("https://evil.example", "null", "http://localhost:1", f"{url}.evil.example", url.upper()):
        assert refused(url, f"/{SOCKET_PATH}", cookies_of(alice), origin)
        assert refused(url, f"/{STREAM}", cookies_of(alice), origin)


def test_who_signs_in_after_another_does_not_inherit_their_results(url: str, alice: httpx.Client) -> None:
    """In one browser: a page names the session that it had before it was loaded again, to find its stars."""
    cookies = cookies_of(alice)
    before = visit(url, cookies).door
    with live(before, cookies) as socket:
        start = {"type": "optimize", "start": {"kind": "network", "id": 10}, "goal": "shape:3", "steps": 3}
        socket.send(json.dumps(start))
        while hear_until(socket, "run", LONG)["state"] != "ended":
            continue
        socket.send(json.dumps({"type": "optimize_control", "action": "keep"}))
        star = hear_until(socket, "kept")["points"][0]["key"]
    want = {"type": "want", "seq": 5, "places": [{"kind": "told", "key": star}], "moving": True}
    with signed_in(url, "bob") as bob:
        theirs = cookies_of(bob)
        with live(visit(url, theirs).door, theirs, {"before": before.session}) as socket:
            first_frame(socket)
            socket.send(json.dumps(want))
            assert "not known" in hear_until(socket, "error")["problem"]
    with live(visit(url, cookies).door, cookies, {"before": before.session}) as socket:
        assert hear_until(socket, "kept")["points"][0]["key"] == star  # her own next page has it


def test_no_visitor_clears_what_all_share(url: str, alice: httpx.Client) -> None:
    """Streamlit has a message for it, which any page may send; the tokens of all pages would be gone, among others."""
    door = visit(url, cookies_of(alice)).door
    with signed_in(url, "bob") as bob, stream(url, f"/{STREAM}", cookies_of(bob)) as page:
        page.send(BackMsg(clear_cache=True).SerializeToString())
        page.send(BackMsg(app_heartbeat=True).SerializeToString())
        while not ForwardMsg.FromString(page.recv(timeout=LONG, decode=False)).heartbeat_ack:
            continue
        page.send(b"\xff\xff\xff")
        assert closing(page) == 1002
    with live(door, cookies_of(alice)) as socket:
        assert first_frame(socket)["type"] == "ready"


# --- after it


def other_spellings(signed: str) -> list[str]:
    """The same cookie in other words: the last letter of a signature holds two bits that nobody looks at."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = letters.index(signed[-1])
    return [signed[:-1] + letters[last - last % 4 + k] for k in range(4)]


def test_signing_out_ends_the_login_for_every_copy_of_its_cookie(url: str, alice: httpx.Client) -> None:
    with signed_in(url, "carol") as carol:
        cookies = cookies_of(carol)
        assert [status(url, "/", cookies | {USER: one}) for one in other_spellings(cookies[USER])] == [200] * 4
        first, second = visit(url, cookies), visit(url, cookies)
        with live(first.door, cookies) as socket, stream(url, f"/{STREAM}", cookies) as page:
            first_frame(socket)
            left = carol.get(f"{url}/auth/logout", follow_redirects=False)
            assert left.status_code == 302
            assert closing(socket) == login.CLOSED
            assert closing(page) == login.CLOSED
        assert USER not in cookies_of(carol)
        for spelling in other_spellings(cookies[USER]):
            copy = cookies | {USER: spelling}
            for path in ("/", "/explorer/live.js", first.media()):
                assert status(url, path, copy) == 401
            for path in (f"/{SOCKET_PATH}", f"/{STREAM}"):
                assert refused(url, path, copy)
        with signed_in(url, "carol") as back:  # her token of before is worth nothing in her new login
            with live(second.door, cookies_of(back)) as socket:
                assert closing(socket) == NO_TOKEN
            assert status(url, "/", cookies_of(back)) == 200
    assert status(url, "/", cookies_of(alice)) == 200  # nobody else's ended
