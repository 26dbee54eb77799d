"""Passes for the live socket: short-lived, for one session, one space and one login, good for one use."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

LIFETIME_S = 120.0
MOST = 10_000  # held at once; of more, the oldest become worthless


@dataclass(frozen=True)
class _Pass:
    session: str
    space: str
    login: str
    until: float


class Tokens:
    """Issues and redeems tokens; one a process, may be used from any thread.

    The page's script hands a token to the browser through Streamlit's own connection. So whoever may not open the
    page has none, and another site, which cannot read the page, has none either.

    Args:
        lifetime_s: seconds after which a token is worthless.
        clock: seconds, never going back.
    """

    def __init__(self, lifetime_s: float = LIFETIME_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._lifetime_s = lifetime_s
        self._clock = clock
        self._passes: dict[str, _Pass] = {}  # in the order of their ends
        self._lock = threading.Lock()

    def issue(self, session_id: str, space: str, login: str = "") -> str:
        """A new token for this session, the space in this folder and the login of this key; empty: there is none."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            now = self._clock()
            self._forget(now)
            self._passes[token] = _Pass(session_id, space, login, now + self._lifetime_s)
        return token

    def redeem(self, token: str, session_id: str, space: str, login: str = "") -> bool:
        """Whether the token is good; afterwards it is not any more, whoever came with it."""
        with self._lock:
            found = self._passes.pop(token, None)
            now = self._clock()
        wanted = (session_id, space, login)
        return found is not None and now < found.until and (found.session, found.space, found.login) == wanted

    def __len__(self) -> int:
        return len(self._passes)

    def _forget(self, now: float) -> None:
        """Drop what is stale, and the oldest of too many."""
        for token in list(self._passes):
            if self._passes[token].until > now and len(self._passes) < MOST:
                return
            del self._passes[token]
