from __future__ import annotations

from explorer.explore.measure.cards import aligned, joined, table


def test_bars_stay_in_their_cells() -> None:
    assert table(["a", "b"], [["x|y", ""]]) == "| a | b |\n| --- | --- |\n| x\\|y |  |"
    assert joined(["one", "", "two"]) == "one\n\ntwo\n"


def test_a_terminal_shows_no_pictures() -> None:
    assert aligned("before\n\n![a figure](figure.png)\n\nafter").split() == ["before", "after"]
