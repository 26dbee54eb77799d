"""What the page hands to the live component, and what it does with what the component reports."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from explorer.ui import resources
from tests.ui.conftest import Start, live_data, texts


def link(app: AppTest) -> dict[str, str]:
    return {key: value[0] if isinstance(value, list) else value for key, value in dict(app.query_params).items()}


def test_the_component_gets_the_view_and_a_token_that_is_good_once(start: Start) -> None:
    data = live_data(start(plain="0", a="3", b="5", t="0.25", cam="10,20,1"))
    assert data["space"] == "tiny"
    assert {"a": "3", "b": "5", "t": "0.25", "cam": "10,20,1"}.items() <= data["link"].items()
    assert data["script"].startswith("explorer/live.js?v=")
    tokens = resources.tokens()
    assert tokens.redeem(data["token"], data["session"], "tiny")
    assert not tokens.redeem(data["token"], data["session"], "tiny")


def test_two_pages_have_two_sessions(start: Start) -> None:
    one, other = live_data(start(plain="0")), live_data(start(plain="0"))
    assert one["session"] != other["session"]
    assert one["token"] != other["token"]


def test_a_rerun_sends_the_browser_nothing_new(start: Start) -> None:
    app = start(plain="0")
    before = live_data(app)
    app.run()
    assert live_data(app) == before


def test_going_to_a_neighbour_tells_the_component(start: Start) -> None:
    app = start(plain="0", view="network", id="6")
    before = live_data(app)
    near = next(b for b in app.button if b.key and b.key.startswith("near_"))
    near.click().run()
    after = live_data(app)
    assert not app.exception
    assert after["revision"] > before["revision"]
    assert after["link"]["id"] == near.key.removeprefix("near_")
    assert after["token"] == before["token"]


def test_facts_of_a_place_and_of_a_mean(start: Start) -> None:
    app = start(plain="0", view="place", x="0.1", y="-0.2")
    assert not app.exception
    assert "a place on the map" in texts(app)
    app = start(plain="0", view="mean", ids="1,2,3")
    assert not app.exception
    assert "mean of 3 networks" in texts(app)


def test_a_tour_has_facts_too(start: Start) -> None:
    app = start(plain="0", a="0", via="4,9", b="14", t="0.5", spline="1")
    assert not app.exception
    assert link(app)["via"] == "4,9"
    assert "through the zoo" in texts(app)
