"""What the secrets say of a login, and the page of who has none."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest

from explorer.bench.serving import REPO
from explorer.ui import login
from explorer.ui.login import SignOuts
from explorer.ui.resources import PRETRAINED
from tests.ui.conftest import MAIN, texts
from tests.ui.visitors import write_secrets

PUBLISHING = REPO / "explorer" / "PUBLISHING.md"
Configured = Callable[..., Path]


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """Where the secrets are read from in this test."""
    before = config.get_option("secrets.files")
    path = tmp_path / "secrets.toml"
    config._set_option("secrets.files", [str(path)], "test")
    secrets_singleton._reset()
    login.settings.cache_clear()
    yield path
    config._set_option("secrets.files", before, "<default>")
    secrets_singleton._reset()
    login.settings.cache_clear()


@pytest.fixture
def configured(secrets: Path) -> Configured:
    """Writes secrets with a login."""

    def write(**changed: str | None) -> Path:
        return write_secrets(secrets, "http://localhost:8501", "http://localhost:1", **changed)

    return write


def problem() -> str:
    found = login.settings()
    assert found is not None
    assert found.providers == ()
    assert login.login_of({}) is None
    return str(found.problem)


def test_without_secrets_or_without_auth_nobody_needs_to_sign_in(secrets: Path) -> None:
    assert login.settings() is None
    login.settings.cache_clear()
    secrets.write_text('[another]\nkey = "value"\n', encoding="utf-8")
    assert login.settings() is None


def test_with_auth_one_signs_in_by_its_provider(configured: Configured) -> None:
    configured()
    assert login.settings() == login.Settings(("default",))


def test_each_provider_that_has_a_name_is_offered(configured: Configured) -> None:
    path = configured(client_id=None, client_secret=None, server_metadata_url=None)
    named = '[auth.{}]\nclient_id = "a"\nclient_secret = "b"\nserver_metadata_url = "http://localhost:1/{}"\n'
    with path.open("a", encoding="utf-8") as file:
        file.write(named.format("lab", "lab") + named.format("school", "school"))
    assert login.settings() == login.Settings(("lab", "school"))


@pytest.mark.parametrize("key", ["redirect_uri", "cookie_secret", "client_secret", "server_metadata_url"])
def test_a_login_that_lacks_something_lets_nobody_in(configured: Configured, key: str) -> None:
    configured(**{key: None})
    assert key in problem()


def test_the_example_in_publishing_works_with_a_secret_and_only_so(secrets: Path) -> None:
    found = re.search(r"```toml\n(\[auth\].*?)```", PUBLISHING.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    config._set_option("server.baseUrlPath", "netspace", "test")
    try:
        secrets.write_text(found[1], encoding="utf-8")
        assert "cookie_secret" in problem()
        secrets.write_text(found[1].replace('""', '"0123456789abcdef"'), encoding="utf-8")
        secrets_singleton._reset()
        login.settings.cache_clear()
        assert login.settings() == login.Settings(("default",))
    finally:
        config._set_option("server.baseUrlPath", "", "<default>")


@pytest.mark.parametrize("text", ["[auth]\n", "[auth\n", 'auth = "yes"\n', "[auth]\ncookie_secret = 3\n", "\0"])
def test_secrets_that_are_damaged_let_nobody_in(secrets: Path, text: str) -> None:
    secrets.write_text(text, encoding="utf-8")
    assert problem()


def test_secrets_that_are_no_text_or_a_folder_let_nobody_in(secrets: Path) -> None:
    secrets.write_bytes(b'[auth]\nclient_id = "\xff"\n')
    assert "cannot be read" in problem()
    secrets.unlink()
    secrets.mkdir()
    secrets_singleton._reset()
    login.settings.cache_clear()
    assert "cannot be read" in problem()


@pytest.mark.parametrize("secret", ["", "xxx", "fifteen letters"])
def test_a_secret_that_can_be_guessed_lets_nobody_in(configured: Configured, secret: str) -> None:
    configured(cookie_secret=secret)
    assert "cookie_secret" in problem()


@pytest.mark.parametrize(
    ("below", "address", "good"),
    [
        ("", "https://lab.example/oauth2callback", True),
        ("", "https://lab.example/netspace", False),
        ("netspace", "https://lab.example/netspace/oauth2callback", True),
        ("/netspace/", "https://lab.example/netspace/oauth2callback", True),
        ("netspace", "https://lab.example/oauth2callback", False),
    ],
)
def test_the_way_back_is_below_the_base_path(configured: Configured, below: str, address: str, good: bool) -> None:
    config._set_option("server.baseUrlPath", below, "test")
    try:
        configured(redirect_uri=address)
        if good:
            assert login.settings() == login.Settings(("default",))
        else:
            assert "redirect_uri" in problem()
    finally:
        config._set_option("server.baseUrlPath", "", "<default>")


def test_a_file_that_is_emptied_while_the_app_runs_does_not_open_it(configured: Configured) -> None:
    path = configured()
    assert login.settings() is not None
    path.write_text("", encoding="utf-8")
    secrets_singleton._reset()
    assert login.settings() == login.Settings(("default",))
    assert login.login_of({}) is None


# --- the page, also where it is served without what stands before it


def open_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(PRETRAINED, str(root))
    st.cache_resource.clear()
    app = AppTest.from_file(str(MAIN), default_timeout=300)
    app.query_params["plain"] = "1"
    return app.run()


def test_who_is_not_signed_in_sees_a_button_and_nothing_else(
    configured: Configured, tiny_space_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured()
    app = open_page(tiny_space_dir, monkeypatch)
    assert not app.exception
    assert [one.label for one in app.button] == ["Sign in"]
    assert [one.type for one in app.main if one.type not in ("main", "title", "button", "html")] == []
    assert "tiny" not in texts(app)


def test_where_the_login_cannot_work_the_page_says_so(
    configured: Configured, tiny_space_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(cookie_secret="")
    app = open_page(tiny_space_dir, monkeypatch)
    assert not app.button
    assert "not configured rightly" in texts(app)


# --- signing out


def test_what_was_opened_with_a_login_is_closed_when_it_ends() -> None:
    outs = SignOuts()
    closed: list[str] = []
    with outs.closing("a", lambda: closed.append("first")), outs.closing("b", lambda: closed.append("other")):
        with outs.closing("a", lambda: closed.append("second")):
            pass
        assert not outs.ended("a")
        outs.end("a")
        assert (outs.ended("a"), outs.ended("b"), closed) == (True, False, ["first"])
    outs.end("b")
    assert closed == ["first"]
    assert not outs._open


def test_a_login_that_was_ended_stays_so_when_the_server_is_started_again(tmp_path: Path) -> None:
    SignOuts(lambda: tmp_path / "kept").end("a")
    again = SignOuts(lambda: tmp_path / "kept")
    assert (again.ended("a"), again.ended("b")) == (True, False)
    (file,) = (tmp_path / "kept").iterdir()
    assert file.stat().st_size == 0
    assert "a" != file.name != hashlib.sha256(b"a").hexdigest()  # the name is of no use to who reads the folder


def test_sign_outs_are_forgotten_when_no_cookie_is_as_old_and_the_oldest_when_they_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outs = SignOuts(lambda: tmp_path)
    outs.end("old")
    (file,) = tmp_path.iterdir()
    os.utime(file, (0, time.time() - login.KEPT_S - 1))
    assert not SignOuts(lambda: tmp_path).ended("old")
    outs.end("new")
    assert not file.exists()
    monkeypatch.setattr(login, "MOST_KEPT", 2)
    for k, key in enumerate(("b", "c", "d")):
        for path in tmp_path.iterdir():
            os.utime(path, (0, path.stat().st_mtime - 10))
        outs.end(key)
        assert len(list(tmp_path.iterdir())) == min(k + 2, 2)
    again = SignOuts(lambda: tmp_path)
    assert [again.ended(key) for key in ("new", "b", "c", "d")] == [False, False, True, True]


def test_where_nothing_can_be_kept_a_login_ends_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_bytes(b"")
    outs = SignOuts(lambda: tmp_path / "file" / "below")
    outs.end("a")
    assert outs.ended("a")
    assert "not after" in caplog.text
