from __future__ import annotations

import pytest

from explorer.ui.live.tokens import MOST, Tokens


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    return Tokens(120.0, clock)


def test_a_token_is_good_once(tokens: Tokens) -> None:
    token = tokens.issue("me", "tiny")
    assert tokens.redeem(token, "me", "tiny")
    assert not tokens.redeem(token, "me", "tiny")


@pytest.mark.parametrize(("session", "space"), [("you", "tiny"), ("me", "other"), ("", ""), ("tiny", "me")])
def test_it_is_good_for_its_session_and_space_alone_and_spent_by_a_wrong_try(
    tokens: Tokens, session: str, space: str
) -> None:
    token = tokens.issue("me", "tiny")
    assert not tokens.redeem(token, session, space)
    assert not tokens.redeem(token, "me", "tiny")


def test_it_is_good_with_its_login_alone(tokens: Tokens) -> None:
    for given, brought in (("", "a-login"), ("a-login", ""), ("a-login", "another")):
        token = tokens.issue("me", "tiny", given)
        assert not tokens.redeem(token, "me", "tiny", brought)
        assert not tokens.redeem(token, "me", "tiny", given)
    assert tokens.redeem(tokens.issue("me", "tiny", "a-login"), "me", "tiny", "a-login")


def test_it_becomes_stale(tokens: Tokens, clock: Clock) -> None:
    fresh, old = tokens.issue("me", "tiny"), tokens.issue("me", "tiny")
    clock.now += 119.9
    assert tokens.redeem(fresh, "me", "tiny")
    clock.now += 0.1
    assert not tokens.redeem(old, "me", "tiny")


def test_tokens_cannot_be_guessed(tokens: Tokens) -> None:
    many = {tokens.issue("me", "tiny") for _ in range(100)}
    assert len(many) == 100
    assert min(len(token) for token in many) >= 32
    assert not tokens.redeem("", "me", "tiny")


def test_what_nobody_uses_is_forgotten(tokens: Tokens, clock: Clock) -> None:
    for _ in range(50):
        tokens.issue("me", "tiny")
    clock.now += 121
    kept = tokens.issue("me", "tiny")
    assert len(tokens) == 1
    for _ in range(MOST + 10):
        tokens.issue("me", "tiny")
    assert len(tokens) == MOST
    assert not tokens.redeem(kept, "me", "tiny")
