"""The app below a path of nginx, by the very lines that PUBLISHING.md gives, with a login and without one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from explorer.bench.pages import Door, opened
from explorer.bench.serving import REPO, find_port, running
from explorer.ui import login
from explorer.ui.live import route
from tests.ui.live.test_route import hear, hello, say, serving, works
from tests.ui.visitors import (
    LONG,
    PAGE,
    closing,
    cookies_of,
    first_frame,
    in_own_loop,
    live,
    provider,
    signed_in,
    write_secrets,
)

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="There is no nginx: apt-get install nginx.")
BELOW = "netspace"
PUBLISHING = REPO / "explorer" / "PUBLISHING.md"
WHOLE = """
pid {folder}/pid;
error_log {folder}/error.log;
daemon off;
master_process off;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
{before}
    server {{
        listen 127.0.0.1:{port};
{location}
    }}
}}
"""


def location() -> str:
    """What one is told to write."""
    found = re.search(r"```nginx\n(.*?)```", PUBLISHING.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    assert found[1].startswith(f"location /{BELOW}/ {{")
    assert "http://localhost:8501;" in found[1]
    return found[1]


@contextmanager
def nginx(folder: Path, port: int, lines: str, before: str = "") -> Iterator[str]:
    """nginx with these lines in its server, and before it; gives where the app is seen, without a slash at the end."""
    folder.mkdir()
    config = folder / "nginx.conf"
    config.write_text(WHOLE.format(folder=folder, port=port, location=lines, before=before), encoding="utf-8")
    assert NGINX is not None
    with subprocess.Popen([NGINX, "-c", str(config), "-e", str(folder / "error.log")]) as process:
        try:
            end = time.monotonic() + LONG
            while True:
                try:
                    httpx.get(f"http://localhost:{port}/")
                    break
                except httpx.TransportError:
                    assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
                    assert time.monotonic() < end
                    time.sleep(0.05)
            yield f"http://localhost:{port}/{BELOW}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def inner(tiny_space_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The app that asks for a login, as nginx shows it, and as it is itself."""
    seen, own = find_port(), find_port()
    folder = tmp_path_factory.mktemp("proxy")
    with provider() as issuer:
        secrets = write_secrets(folder / "secrets.toml", f"http://localhost:{seen}/{BELOW}", issuer)
        options = [f"--secrets.files={secrets}"]
        lines = location().replace("8501", str(own))
        with running(tiny_space_dir, own, below=BELOW, options=options) as app, nginx(folder / "x", seen, lines) as url:
            yield url, app.url


@pytest.fixture(scope="module")
def url(inner: tuple[str, str]) -> str:
    return inner[0]


def test_without_a_login_nothing_answers_through_it(url: str) -> None:
    page = httpx.get(f"{url}/", headers=PAGE)
    assert page.status_code == 401
    assert re.findall(r'href="([^"?]*)', page.text) == [f"/{BELOW}/explorer/sign-in"]
    for path in ("", "/", "/explorer/live.js", "/_stcore/host-config", "/media/x.csv", "/explorer/sign-in/../live.js"):
        assert httpx.get(f"{url}{path}", follow_redirects=True).status_code == 401, path
    assert httpx.get(f"{url}/_stcore/health").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/explorer/live.js", "/explorer/sign-in", "/_stcore/health", "/auth/login", "//netspace/_stcore/health"],
)
def test_beside_its_path_the_app_is_closed_too(inner: tuple[str, str], path: str) -> None:
    root = inner[1].removesuffix(f"/{BELOW}")
    assert httpx.get(f"{root}{path}").status_code in (400, 401)


def test_frames_come_through_it_with_a_login_and_end_with_it(url: str) -> None:
    with signed_in(url, "alice") as alice:
        cookies = cookies_of(alice)
        assert alice.get(f"{url}/explorer/live.js").status_code == 200

        async def page() -> Door:
            async with opened(url, "tiny", cookies) as door:
                return door

        door = in_own_loop(page)
        with live(door, cookies) as socket:
            assert first_frame(socket)["type"] == "ready"
            assert alice.get(f"{url}/auth/logout", follow_redirects=False).status_code == 302
            assert closing(socket) == login.CLOSED
        with pytest.raises(InvalidStatus), live(door, cookies):
            pass
        assert httpx.get(f"{url}/explorer/live.js", cookies=cookies).status_code == 401


def test_a_proxy_that_takes_its_path_away_needs_no_base_path(tiny_space_dir: Path, tmp_path: Path) -> None:
    """Of our own routes, without a login: Streamlit's login writes the path into its addresses and its cookie."""
    port = find_port()
    with serving(tiny_space_dir) as server:
        lines = location().replace("8501;", f"{server.port}/;")
        with nginx(tmp_path / "x", port, lines) as url:
            assert httpx.get(f"{url}/{route.SCRIPT_PATH}").status_code == 200
            address, origin = f"ws{url.removeprefix('http')}/{route.SOCKET_PATH}", f"http://localhost:{port}"
            with connect(address, origin=origin, max_size=None, open_timeout=LONG, compression=None) as socket:  # type: ignore[arg-type]
                say(socket, hello())
                assert hear(socket)["type"] == "ready"
                assert works(socket)
            with pytest.raises(InvalidStatus), connect(address, origin=server.origin):  # type: ignore[arg-type]
                pass


def test_a_visitor_stays_with_one_of_two_processes_and_goes_to_the_other_when_it_ends(
    tiny_space_dir: Path, tmp_path: Path
) -> None:
    found = re.findall(r"```nginx\n(.*?)```", PUBLISHING.read_text(encoding="utf-8"), re.DOTALL)
    assert found[1].startswith("upstream netspace {")
    seen, first, second = find_port(), find_port(), find_port()
    before = found[1].replace("8501", str(first)).replace("8502", str(second))
    lines = location().replace("http://localhost:8501;", "http://netspace;")

    def frame(url: str) -> str:
        """What a page's own connection for frames says first: a process takes none but its own pages'."""

        async def page() -> Door:
            async with opened(url, "tiny") as door:
                return door

        with live(in_own_loop(page), {}) as socket:
            return str(first_frame(socket)["type"])

    with (
        running(tiny_space_dir, first, below=BELOW) as one,
        running(tiny_space_dir, second, below=BELOW) as other,
        nginx(tmp_path / "x", seen, lines, before) as url,
    ):
        assert [frame(url) for _ in range(4)] == ["ready"] * 4
        used = max((one, other), key=lambda process: cpu_ticks(process.pid))
        os.kill(used.pid, signal.SIGKILL)
        assert frame(url) == "ready"


def cpu_ticks(pid: int) -> float:
    """Processor time that a process has taken."""
    return float(sum(map(int, Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13])))
