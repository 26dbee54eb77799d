"""The view of a session, and the address that it is kept in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace

import pytest

from explorer.ui import session
from explorer.ui.live import component
from explorer.ui.state import Choices

OFFER = Choices("furniture", 10, ("kind", "width", "split"), 2, 7)


class Address(dict[str, str]):
    """Query parameters, as streamlit has them."""

    def from_dict(self, link: dict[str, str]) -> None:
        self.clear()
        self.update(link)


def test_an_address_that_is_behind_does_not_bring_back_the_view_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the live view tells of an optimization comes with the browser's address, which may be older than ours."""
    address = Address(view="sum", sum="1,2,3")
    page = SimpleNamespace(session_state={"link": {"view": "point", "point": "AAAA"}}, query_params=address)
    monkeypatch.setattr(session, "st", page)

    def rerun() -> None:
        raise KeyboardInterrupt  # as streamlit ends a callback

    page.rerun = rerun
    with pytest.raises(KeyboardInterrupt):
        component._optimized()
    assert address == {"view": "point", "point": "AAAA"}


def test_after_a_restart_the_address_is_all_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    address = Address(view="sum", sum="1,2,3")
    monkeypatch.setattr(session, "st", SimpleNamespace(session_state={}, query_params=address))
    session.hold()
    assert address == {"view": "sum", "sum": "1,2,3"}


def run_of(fragments: list[str] | None) -> Callable[[], SimpleNamespace]:
    """What Streamlit says of a run: of these fragments, or of the whole page."""
    return lambda: SimpleNamespace(fragment_ids_this_run=fragments)


def test_where_a_run_of_the_page_was_interrupted_the_whole_page_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A star that is clicked while a file's panel is drawn: fragments alone would leave the panel without buttons."""
    asked: list[object] = []
    monkeypatch.setattr(session, "st", SimpleNamespace(session_state={}, rerun=asked.append))
    monkeypatch.setattr(session, "get_script_run_ctx", run_of(["live"]))
    session.redraw("facts")
    with session.page():
        pass
    session.redraw("facts", "downloads")
    with pytest.raises(KeyboardInterrupt), session.page():
        raise KeyboardInterrupt  # as streamlit ends a run: by an exception that is no Exception
    session.redraw("facts")
    assert asked == ["app", ["facts", "downloads"], "app"]


def test_a_run_of_the_whole_page_is_never_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A click on a star and one elsewhere may come with one request, for the whole page.

    Streamlit has stopped the clocks of fragments by then: cut short, what watches a fit would stand still for good.
    """
    asked: list[object] = []
    monkeypatch.setattr(session, "st", SimpleNamespace(session_state={"page_is_whole": True}, rerun=asked.append))
    monkeypatch.setattr(session, "get_script_run_ctx", run_of(None))
    session.redraw("facts")
    assert asked == []


def test_an_address_that_we_have_just_replaced_is_not_one_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fragment that runs by itself asks for the whole page, with the address that the browser had then."""
    now = [100.0]
    address = Address(view="network", id="3")
    page = SimpleNamespace(session_state=dict[str, object](), query_params=address)
    monkeypatch.setattr(session, "st", page)
    monkeypatch.setattr(session.time, "monotonic", lambda: now[0])
    assert session.start(OFFER, []) == []
    first = dict(address)
    session.look_at(5)
    second, revision = dict(address), session.revision()
    for behind in ({"view": "network", "id": "3"}, first):
        address.from_dict(behind)
        session.start(OFFER, [])
        assert address == second
        assert session.view().network == 5
        assert session.revision() == revision  # the live view is told nothing
    now[0] += 5
    address.from_dict(first)  # the browser's Back
    session.start(OFFER, [])
    assert session.view().network == 3
    assert session.revision() > revision


def test_an_address_that_waited_for_a_long_run_is_behind_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a run of the page takes longer than an address may be on its way."""
    now = [100.0]
    address = Address(view="network", id="3")
    monkeypatch.setattr(session, "st", SimpleNamespace(session_state=dict[str, object](), query_params=address))
    monkeypatch.setattr(session.time, "monotonic", lambda: now[0])
    session.start(OFFER, [])
    first = dict(address)
    session.look_at(5)
    with session.page():
        now[0] += 20
    now[0] += 1
    address.from_dict(first)  # the browser asked for this run before it had the new address
    session.start(OFFER, [])
    assert session.view().network == 5
    with session.page():  # a run in which no address was replaced makes none younger
        now[0] += 5
    address.from_dict(first)
    session.start(OFFER, [])
    assert session.view().network == 3
    now[0] += 1
    session.look_at(4)
    _interrupted(now)
    address.from_dict(first)
    session.start(OFFER, [])
    assert session.view().network == 4


def _interrupted(now: list[float]) -> None:
    """A long run of the page that does not come to its end."""
    with suppress(KeyError), session.page():
        now[0] += 9
        raise KeyError
