"""What the browser may say, read and checked: every message bounded, every number finite, every id one of the space.

Text that is no message at all is `Malformed`: the connection ends. A message with a wrong value is a `SelectionError`,
which is answered; nothing else changes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from explorer.errors import SelectionError
from explorer.explore.live.contact_sheet import COLUMNS
from explorer.explore.travel.paths import MAX_ANCHORS, PathKind
from explorer.explore.travel.pointers import Analogy, MeanOf, OfNetwork, OnMap, OnPath, Place, Steered, Told
from explorer.space.directions import LARGEST, MOST_MOVES
from explorer.space.kept import is_kept

MAX_BYTES = 16_000
MAX_TEXT = 400
MAX_KEY = 12_000  # of a point, which may be a latent as text (`written`): 2,200 numbers
MAX_IDS = 64  # pictures asked for at once
MAX_MEAN = 2_000  # networks of a mean
MAX_STEPS = 2_000  # of an optimization
FAR = 100.0  # map coordinates beyond this are no place
LARGEST_WHOLE = 2**53  # whole numbers that a browser tells apart
Action = Literal["pause", "resume", "stop", "keep"]
_ACTIONS: tuple[Action, ...] = ("pause", "resume", "stop", "keep")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Malformed(Exception):  # noqa: N818 - no error of ours: what the other side sent
    """Text that is no message of this protocol."""


@dataclass(frozen=True)
class Hello:
    """Who wants to see which space.

    Attributes:
        token: lets it in.
        session: its page's session.
        space: the space's name.
        before: the session that its page had before it was loaded again; empty: none.
    """

    token: str
    session: str
    space: str
    before: str = ""


@dataclass(frozen=True)
class MeasureMessage:
    """The labels of what is decoded at this place, measured on it."""

    place: Place


@dataclass(frozen=True)
class PathMessage:
    """Make this tour the path of a slot."""

    anchors: tuple[int, ...]
    kind: PathKind
    spline: bool
    slot: int


@dataclass(frozen=True)
class WantMessage:
    """Frames of these places."""

    seq: int
    places: tuple[Place, ...]
    moving: bool


@dataclass(frozen=True)
class ThumbsMessage:
    """Pictures of these networks."""

    ids: tuple[int, ...]
    colour: str


@dataclass(frozen=True)
class SheetMessage:
    """A contact sheet over this box."""

    columns: int
    box: tuple[float, float, float, float]
    colour: str


@dataclass(frozen=True)
class SheetStop:
    """No contact sheet any more."""


@dataclass(frozen=True)
class TerrainMessage:
    """The terrain of the map, or none any more."""

    on: bool


@dataclass(frozen=True)
class OptimizeMessage:
    """Begin an optimization.

    Attributes:
        start: where; None: a random latent.
        goal: what is wanted, as the kind's aims are written: "accuracy", "shape:12".
        steps: how many.
        anywhere: also where no networks are.
    """

    start: Place | None
    goal: str
    steps: int
    anywhere: bool = False


@dataclass(frozen=True)
class OptimizeControl:
    """What becomes of the optimization that is going on, or of its result."""

    action: Action


@dataclass(frozen=True)
class Ping:
    """Are you there?"""

    n: int


@dataclass(frozen=True)
class Have:
    """So many binary messages have come so far."""

    n: int


Message = (
    PathMessage
    | WantMessage
    | MeasureMessage
    | ThumbsMessage
    | SheetMessage
    | SheetStop
    | TerrainMessage
    | OptimizeMessage
    | OptimizeControl
    | Ping
    | Have
)


def read_object(text: str) -> dict[str, Any]:
    """The JSON object in a text.

    Raises:
        Malformed: it is too long, no JSON, no object, or without a type.
    """
    if len(text) > MAX_BYTES or len(text.encode(errors="replace")) > MAX_BYTES:
        raise Malformed(f"A message has at most {MAX_BYTES:,} bytes.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed("A message is one JSON object.") from error
    if not isinstance(data, dict) or not isinstance(data.get("type"), str):
        raise Malformed("A message is one JSON object with a type.")
    return data


def read_hello(text: str) -> Hello:
    """The first message of a connection.

    Raises:
        Malformed: it is no hello.
    """
    data = read_object(text)
    values = [data.get(name) for name in ("token", "session", "space")]
    if data["type"] != "hello" or not all(isinstance(v, str) and 0 < len(v) <= MAX_TEXT for v in values):
        raise Malformed("The first message is a hello with token, session and space.")
    before = data.get("before", "")
    if not isinstance(before, str) or len(before) > MAX_TEXT:
        raise Malformed("The session before it is a text.")
    token, session, space = (str(value) for value in values)
    return Hello(token, session, space, before)


def read_message(text: str, count: int) -> Message:
    """Any later message, for a space of `count` networks.

    Raises:
        Malformed: it is no message at all.
        SelectionError: its type is not known, or a value is missing or out of range.
    """
    data = read_object(text)
    reader = _READERS.get(data["type"])
    if reader is None:
        raise SelectionError(f"There is no message of the type {data['type'][:40]!r}.", _AGAIN)
    return reader(_Fields(data, count))


_AGAIN = "Reload the page; if this stays, its script and the server do not fit each other."


class _Fields:
    """The values of a message, each asked for with its bounds."""

    def __init__(self, data: dict[str, Any], count: int) -> None:
        self.data = data
        self.count = count

    def whole(self, name: str, low: int, high: int) -> int:
        value = self.data.get(name)
        if isinstance(value, float) and value.is_integer():  # a browser may write 3.0
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self._wrong(name, f"a whole number from {low} to {high}")
        return value

    def number(self, name: str, low: float, high: float) -> float:
        return self._number(name, self.data.get(name), low, high)

    def flag(self, name: str, *, missing: bool | None = None) -> bool:
        value = self.data.get(name, missing)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def ids(self, name: str, fewest: int, most: int) -> tuple[int, ...]:
        value = self.data.get(name)
        if not isinstance(value, list) or not fewest <= len(value) <= most:
            raise self._wrong(name, f"a list of {fewest} to {most} networks")
        if not all(isinstance(i, int) and not isinstance(i, bool) and 0 <= i < self.count for i in value):
            raise self._wrong(name, f"ids from 0 to {self.count - 1}")
        return tuple(value)

    def points(self, name: str, fewest: int, most: int) -> tuple[int, ...]:
        """Ids of networks, or numbers of kept points, which are looked up where they are used."""
        value = self.data.get(name)
        if isinstance(value, list) and any(isinstance(i, int) and is_kept(i) for i in value):
            others = [i for i in value if not (isinstance(i, int) and is_kept(i))]
            _Fields({**self.data, name: others}, self.count).ids(name, 0, most)
            if fewest <= len(value) <= most:
                return tuple(value)
        return self.ids(name, fewest, most)

    def network(self) -> int:
        """The id of a network, or the number of a kept point."""
        value = self.data.get("id")
        kept = isinstance(value, int) and is_kept(value)
        return int(value) if kept and value is not None else self.whole("id", 0, self.count - 1)

    def kind(self) -> PathKind:
        value = self.data.get("kind")
        if value not in list(PathKind):
            raise self._wrong("kind", f"one of {', '.join(PathKind)}")
        return PathKind(value)

    def colour(self) -> str:
        value = self.data.get("colour")
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise self._wrong("colour", "a colour like #dda673")
        return value.lower()

    def box(self) -> tuple[float, float, float, float]:
        value = self.data.get("box")
        if not isinstance(value, list) or len(value) != 4:
            raise self._wrong("box", "four numbers")
        x0, y0, x1, y1 = (self._number("box", v, -FAR, FAR) for v in value)
        if not (x0 < x1 and y0 < y1):
            raise self._wrong("box", "x0, y0, x1, y1 with x0 < x1 and y0 < y1")
        return x0, y0, x1, y1

    def places(self) -> tuple[Place, ...]:
        value = self.data.get("places")
        if not isinstance(value, list) or not 1 <= len(value) <= 2 or not all(isinstance(p, dict) for p in value):
            raise self._wrong("places", "a list of one or two places")
        return tuple(_Fields(place, self.count).place() for place in value)

    def one_place(self) -> Place:
        value = self.data.get("place")
        if not isinstance(value, dict):
            raise self._wrong("place", "a place")
        return _Fields(value, self.count).place()

    def place(self) -> Place:
        kind = self.data.get("kind")
        reader = _PLACES.get(kind) if isinstance(kind, str) else None
        if reader is None:
            raise self._wrong("kind", f"one of {', '.join(_PLACES)}")
        return reader(self)

    def path(self) -> OnPath:
        path = self.data.get("path")
        if not isinstance(path, str) or len(path) > MAX_TEXT:
            raise self._wrong("path", "the key of a path")
        return OnPath(path, self.number("t", 0.0, 1.0))

    def analogy(self) -> Analogy:
        a, b, c = (self.whole(name, 0, self.count - 1) for name in ("a", "b", "c"))
        return Analogy(a, b, c)

    def steered(self) -> Steered:
        value = self.data.get("base")
        base = (
            _Fields(value, self.count).place() if isinstance(value, dict) and value.get("kind") != "steered" else None
        )
        if base is None or isinstance(base, Steered):
            raise self._wrong("base", "a place that is not itself steered")
        moves = self.data.get("moves")
        if not isinstance(moves, list) or not 1 <= len(moves) <= MOST_MOVES:
            raise self._wrong("moves", f"a list of 1 to {MOST_MOVES} moves")
        return Steered(base, tuple(self._move(move) for move in moves))

    def _move(self, move: object) -> tuple[str, float]:
        if not isinstance(move, list) or len(move) != 2 or not isinstance(move[0], str) or len(move[0]) > MAX_TEXT:
            raise self._wrong("moves", "pairs of a key and an amount")
        return move[0], self._number("moves", move[1], -LARGEST, LARGEST)

    def text(self, name: str, most: int = MAX_TEXT) -> str:
        value = self.data.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= most:
            raise self._wrong(name, "a text")
        return value

    def action(self) -> Action:
        for action in _ACTIONS:
            if self.data.get("action") == action:
                return action
        raise self._wrong("action", f"one of {', '.join(_ACTIONS)}")

    def start(self) -> Place | None:
        value = self.data.get("start")
        if value == "random":
            return None
        if not isinstance(value, dict):
            raise self._wrong("start", "a place, or random")
        return _Fields(value, self.count).place()

    def optimize(self) -> OptimizeMessage:
        return OptimizeMessage(
            self.start(), self.text("goal"), self.whole("steps", 1, MAX_STEPS), self.flag("anywhere", missing=False)
        )

    def _number(self, name: str, value: object, low: float, high: float) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._wrong(name, "a number")
        if not (low <= value <= high and math.isfinite(value)):  # a whole number may be too large for a float
            raise self._wrong(name, f"a number from {low:g} to {high:g}")
        return float(value)

    def _wrong(self, name: str, wanted: str) -> SelectionError:
        got = repr(self.data.get(name))
        return SelectionError(f"{name!r} is {got[:60]}; it must be {wanted}.", _AGAIN)


_PLACES: dict[str, Callable[[_Fields], Place]] = {
    "path": lambda f: f.path(),
    "map": lambda f: OnMap(f.number("x", -FAR, FAR), f.number("y", -FAR, FAR)),
    "network": lambda f: OfNetwork(f.network()),
    "mean": lambda f: MeanOf(f.ids("ids", 1, MAX_MEAN)),
    "told": lambda f: Told(f.text("key", MAX_KEY)),
    "analogy": lambda f: f.analogy(),
    "steered": lambda f: f.steered(),
}

_READERS: dict[str, Callable[[_Fields], Message]] = {
    "want": lambda f: WantMessage(f.whole("seq", 0, LARGEST_WHOLE), f.places(), f.flag("moving")),
    "measure": lambda f: MeasureMessage(f.one_place()),
    "path": lambda f: PathMessage(
        f.points("anchors", 2, MAX_ANCHORS), f.kind(), f.flag("spline"), f.whole("slot", 0, 1)
    ),
    "thumbs": lambda f: ThumbsMessage(f.points("ids", 1, MAX_IDS), f.colour()),
    "sheet": lambda f: SheetMessage(f.whole("columns", *COLUMNS), f.box(), f.colour()),
    "sheet_stop": lambda _: SheetStop(),
    "terrain": lambda f: TerrainMessage(f.flag("on")),
    "optimize": lambda f: f.optimize(),
    "optimize_control": lambda f: OptimizeControl(f.action()),
    "ping": lambda f: Ping(f.whole("n", -LARGEST_WHOLE, LARGEST_WHOLE)),
    "have": lambda f: Have(f.whole("n", 0, LARGEST_WHOLE)),
}
