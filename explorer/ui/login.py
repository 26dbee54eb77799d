"""Who is signed in, where Streamlit's login by OpenID Connect is configured. Without it nobody needs to be.

Streamlit keeps a login as a signed cookie, and reads it for the page's script alone: no route can ask for what the
script knows as `st.user`. Its own functions for that cookie, no public ones, are called in this module and in no other;
the tests sign in by a real provider, so that an update which changes them is noticed.

A cookie is good for 30 days, whoever has a copy of it. So a login that was ended here is remembered, and ends what
was opened with it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import auth_util, config
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.secrets import secrets_singleton
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from explorer.files import user_cache

DEFAULT = "default"  # what Streamlit calls the provider that [auth] itself describes
SHORTEST_SECRET = 16  # characters: who guesses the secret signs cookies of their own
CALLBACK = "oauth2callback"
KEPT_S = 32 * 86_400  # Streamlit takes a login's cookie for 30 days and one more; then a sign-out means nothing
MOST_KEPT = 100_000  # sign-outs on disk
NOBODY = "Nobody can sign in here: the login is not configured rightly. The server's log says why."
CLOSED = 4402  # the code of connections that are closed because nobody is signed in
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """What `[auth]` in Streamlit's secrets says.

    Attributes:
        providers: by which one can sign in, as Streamlit calls them.
        problem: why nobody can, in one sentence; None: they can.
    """

    providers: tuple[str, ...]
    problem: str | None = None

    def called(self, provider: str) -> str:
        """What the way to sign in by a provider is called."""
        return "Sign in" if len(self.providers) == 1 else f"Sign in by {provider}"


@dataclass(frozen=True)
class Login:
    """Somebody who has signed in.

    Attributes:
        key: tells this login from every other one.
        owner: tells this person from every other one; of letters and digits.
    """

    key: str
    owner: str


@cache
def settings() -> Settings | None:
    """How one signs in here; None: nobody needs to.

    Read once in the life of the process: a file that is changed, emptied or half written while the app runs must not
    open it. A login that is asked for and cannot work closes the app as well.
    """
    found = _read()
    if found is not None and found.problem is not None:
        logger.error("Nobody can sign in, so nothing is shown: %s", found.problem)
    return found


def login_of(cookies: Mapping[str, str]) -> Login | None:
    """Who sends these cookies.

    Args:
        cookies: of a request, by their names.

    Returns:
        None if the cookies are of nobody who is signed in: there is none, or it is forged, too old, of another secret,
        another address or another provider, or the login was ended.
    """
    known = settings()
    if known is None or known.problem is not None:
        return None
    decoded = auth_util.get_cookie_with_chunks(lambda name: _signed(cookies, name), USER_COOKIE_NAME)
    said = _claims(decoded)
    if (
        decoded is None
        or said.get("is_logged_in") is not True
        or said.get("provider") not in known.providers
        or said.get("origin") != own_origin()
    ):
        return None
    # Of what was signed, not of the cookie's text: a signature can be written in several ways.
    key = hashlib.sha256(decoded).hexdigest()
    person = json.dumps([said.get("provider"), said.get("iss"), said.get("sub"), said.get("email")])
    return None if SIGN_OUTS.ended(key) else Login(key, hashlib.sha256(person.encode()).hexdigest()[:16])


def own_origin() -> str | None:
    """Where the pages come from that one sees after signing in: a connection of any other is no page of ours."""
    return auth_util.get_origin_from_redirect_uri()


def current() -> Login | None:
    """Who sees the page whose script runs."""
    return login_of(st.context.cookies) if settings() is not None else None


def address(provider: str) -> str:
    """Where a browser goes to sign in; good for two minutes.

    Raises:
        StreamlitAuthError: Streamlit cannot sign the address.
    """
    return str(generate_login_redirect_url(provider))


class SignOuts:
    """The logins that were ended here, and what is to be closed with each; for the server's event loop.

    With a folder they outlive the process, as a cookie does: each is an empty file named by a hash of its key, which
    nobody can sign in with, and removed when no cookie can be as old any more. Each costs its owner a login at the
    provider, so nobody fills this up; the folder is bounded all the same.

    Args:
        folder: where they are kept; None: in memory alone.
    """

    def __init__(self, folder: Callable[[], Path] | None = None) -> None:
        self._ended: set[str] = set()
        self._open: dict[str, set[Callable[[], None]]] = {}
        self._folder = folder

    def ended(self, key: str) -> bool:
        """Whether this login was ended, here or by another process with this folder; any thread may ask."""
        return key in self._ended or (self._folder is not None and _is_there(self._folder() / _hidden(key)))

    def end(self, key: str) -> None:
        """End a login, and close what was opened with it."""
        self._ended.add(key)
        if self._folder is not None:
            _note(self._folder(), _hidden(key))
        for close in tuple(self._open.get(key, ())):
            close()

    @contextmanager
    def closing(self, key: str, close: Callable[[], None]) -> Iterator[None]:
        """While in this context, `close` is called when the login ends."""
        self._open.setdefault(key, set()).add(close)
        try:
            yield
        finally:
            self._open[key].discard(close)
            if not self._open[key]:
                del self._open[key]


SIGN_OUTS = SignOuts(lambda: user_cache() / "sign-outs")


def _hidden(key: str) -> str:
    """The name of the file of a login: who reads the folder learns no key."""
    return hashlib.sha256(f"sign-out {key}".encode()).hexdigest()


def _is_there(path: Path) -> bool:
    try:
        return path.stat().st_mtime > time.time() - KEPT_S
    except OSError:
        return False


def _note(folder: Path, name: str) -> None:
    """Keep that a login was ended, and forget what no cookie can bring any more; the oldest, where there are many."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / name).touch(mode=0o600)
        known = sorted((path.stat().st_mtime, path) for path in folder.iterdir())
        oldest = time.time() - KEPT_S
        for _, path in [*known[:-MOST_KEPT], *[one for one in known if one[0] < oldest]]:
            path.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("A sign-out is known until the server ends, and not after: %s", error)


def _read() -> Settings | None:
    try:
        readable = secrets_singleton.load_if_toml_exists()
    except (OSError, UnicodeDecodeError) as error:
        return Settings((), f"The secrets cannot be read ({type(error).__name__}).")
    if not readable:  # Streamlit takes a damaged file for a missing one, and would let everybody in
        there = [path for path in config.get_option("secrets.files") if Path(path).exists()]
        return Settings((), f"{' and '.join(there)} cannot be read.") if there else None
    if "auth" not in secrets_singleton:
        return None
    section = secrets_singleton["auth"]
    if not isinstance(section, Mapping):
        return Settings((), "`auth` in the secrets is no table.")
    return _checked(section)


def _checked(section: Mapping[str, Any]) -> Settings:
    named = [name for name, one in section.items() if isinstance(one, Mapping) and name != "client_kwargs"]
    providers = ([DEFAULT] if "client_id" in section or not named else []) + named
    if not auth_util.is_authlib_installed():
        return Settings((), "Authlib is not installed: pip install -r requirements.txt.")
    try:
        for name in providers:
            auth_util.validate_auth_credentials(name)
    except StreamlitAuthError as error:
        return Settings((), " ".join(str(error).split()))
    if len(str(section["cookie_secret"])) < SHORTEST_SECRET:
        return Settings((), f"`cookie_secret` has fewer than {SHORTEST_SECRET} characters: it could be guessed.")
    below = str(config.get_option("server.baseUrlPath") or "").strip("/")
    ending = f"/{below}/{CALLBACK}" if below else f"/{CALLBACK}"
    if not str(section["redirect_uri"]).endswith(ending):
        return Settings((), f"`redirect_uri` does not end with {ending}.")
    return Settings(tuple(providers))


def _signed(cookies: Mapping[str, str], name: str) -> bytes | None:
    """What a cookie says, if it was signed here and not too long ago."""
    try:
        value = cookies[name].encode("latin-1")  # as the text of a header is
    except (KeyError, UnicodeEncodeError):
        return None
    return decode_signed_value(get_cookie_secret(), name, value)


def _claims(decoded: bytes | None) -> dict[str, Any]:
    try:
        said = json.loads(decoded or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
