"""The figures in a text: every number that a reader sees, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.space.card import BEGIN, END

NUMBER = r"[-−]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:e[-−]?\d+)?"
FIGURE = re.compile(rf"(?<![\w.]){NUMBER}")
UNSEEN = (
    re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL),  # written by `card`, and compared as a whole
    re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE),
    re.compile(r"`[^`\n]*`"),
    re.compile(r"\]\([^)\n]*\)"),
    re.compile(r"^\d+\. ", re.MULTILINE),  # of a list
)


@dataclass(frozen=True)
class Figure:
    """A number of a text.

    Attributes:
        start: of its first character in the text.
        said: as it is written.
    """

    start: int
    said: str


def figures_of(text: str) -> list[Figure]:
    """The numbers that a reader sees: not those in code, in targets of links, in front of the items of a list."""
    for pattern in UNSEEN:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return [Figure(found.start(), found[0]) for found in FIGURE.finditer(text)]


def line_of(text: str, at: int) -> int:
    """The number of the line that a character is in, from 1."""
    return text.count("\n", 0, at) + 1


def passage(text: str, begins: str) -> tuple[int, int] | None:
    """The line that begins so, or the table of which it is the first row; None if there is no one such line."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found = [start for start in starts if text.startswith(begins, start)]
    if len(found) != 1:
        return None
    end = text.find("\n", found[0])
    if begins.startswith("|"):
        end = text.find("\n\n", found[0])
    return found[0], len(text) if end < 0 else end


def within(figures: Sequence[Figure], start: int, end: int) -> list[Figure]:
    """Those of a passage."""
    return [figure for figure in figures if start <= figure.start < end]
