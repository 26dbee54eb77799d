"""A view as the query of a link, and back from a link that may hold anything.

What is wrong in a link is replaced by the nearest thing there is (a number by the nearest allowed one, a name by
the default), and a sentence says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from explorer.errors import LatentError
from explorer.explore.engine.fits import known, latent_text, read_point
from explorer.explore.travel.paths import PathKind
from explorer.space.directions import LARGEST, MOST_MOVES
from explorer.space.kept import is_kept
from explorer.ui.state import Choices, Shown, View, first_view

Choice = TypeVar("Choice", bound=StrEnum)

MOST_STOPS = 22  # between A and B
MOST_SELECTED = 1000  # ids that a link may hold: more are not an address that one can send
_NUMBER = r"-?\d{1,4}(\.\d{1,6})?"
_MOVES = r"[\w-]{1,60}(=[^,:=]{1,60})?:-?\d{1,3}(\.\d{1,6})?"
A_POINT = "a point"
MOST_CALLED = 160  # letters of what a point is called
MISSING = {
    Shown.PLACE: "x and y", Shown.MEAN: "ids", Shown.SUM: "three networks in sum", Shown.POINT: "latent in point",
}  # fmt: skip
_IDS = r"\d{1,7}(,\d{1,7})*"

LOOKS = {
    "hide": (r".{1,400}", "labels that are hidden"),
    "q": (r".{1,100}", "a search"),
    "map": (rf"{_NUMBER},{_NUMBER},{_NUMBER}", "x, y and half the width"),
    "cam": (rf"{_NUMBER},{_NUMBER},{_NUMBER}", "yaw, pitch and zoom"),
    "wire": (r"1", "1"),
    "section": (_NUMBER, "a number from -1 to 1"),
    "turn": (r"1", "1"),
    "insets": (r"0", "0"),
    "sheet": (r"1", "1"),
    "terrain": (r"values|groups", "values or groups"),
    "show": (r"1", "1"),
    "play": (r"1", "1"),
    "speed": (_NUMBER, "a number"),
    "loop": (r"1", "1"),
    "tour": (_IDS, "ids with commas between"),
}
"""Parts of a link that only the browser interprets: a pattern of what is let through, and what it is."""


def to_link(view: View) -> dict[str, str]:
    """The view as query parameters."""
    link = {
        "space": view.space,
        "view": str(view.shown),
        "t": _short(view.t),
        "path": str(view.path),
        "colour": view.colour,
        **view.looks,
    }
    for name, value in (("id", view.network), ("a", view.a), ("b", view.b), ("versus", view.versus)):
        if value is not None:
            link[name] = str(value)
    for name, ids in (("via", view.via), ("ids", view.selection), ("sum", view.sum)):
        if ids:
            link[name] = ",".join(map(str, ids))
    if view.shown is Shown.POINT and view.point:
        link |= {"point": view.point, "called": view.called}
    elif view.shown is Shown.POINT:  # it is still on its way: a link has nothing to show of it
        link["view"] = str(Shown.PATH)
    if view.steer:
        link["steer"] = ",".join(f"{key}:{amount:g}" for key, amount in view.steer)
    if view.place is not None:
        link["x"], link["y"] = (f"{value:.4f}" for value in view.place)
    for name, on in (("spline", view.spline), ("plain", view.plain)):
        if on:
            link[name] = "1"
    return link


def from_link(link: Mapping[str, str], offer: Choices) -> tuple[View, list[str]]:
    """The view a link asks for, and a sentence for everything in it that could not be had.

    The space's name is not looked at: `offer` is of the space that was opened.
    """
    first, problems = first_view(offer), list[str]()
    last = offer.networks - 1
    versus = _option(link, "versus", PathKind, None, problems)
    path = _option(link, "path", PathKind, first.path, problems) or first.path
    place = _place(link, problems)
    selection = _ids(link, "ids", last, MOST_SELECTED, problems)
    shown = _option(link, "view", Shown, first.shown, problems) or first.shown
    summed = _ids(link, "sum", last, 3, problems)
    point = _point(link, offer, problems)
    lacks = {
        Shown.PLACE: place is None, Shown.MEAN: not selection, Shown.SUM: len(summed) < 3, Shown.POINT: not point,
    }  # fmt: skip
    if lacks.get(shown, False):
        missing = MISSING[shown]
        problems.append(f"The link's view is '{shown}', but it has no {missing}; '{first.shown}' is shown.")
        shown = first.shown
    view = View(
        space=offer.space,
        shown=shown,
        network=_number(link, "id", first.network, offer, problems),
        a=_number(link, "a", first.a, offer, problems),
        b=_number(link, "b", first.b, offer, problems),
        t=_share(link, first.t, problems),
        path=path,
        versus=None if versus is path else versus,
        colour=_name(link, "colour", offer.colours, problems),
        via=_ids(link, "via", last, MOST_STOPS, problems, offer.kept),
        spline=_switch(link, "spline", problems),
        place=place,
        selection=selection,
        looks=_looks(link, problems),
        plain=_switch(link, "plain", problems),
        sum=summed if shown is Shown.SUM else (),
        steer=_moves(link, offer.keys, problems),
        point=point if shown is Shown.POINT else "",
        called=link.get("called", "")[:MOST_CALLED] or A_POINT if shown is Shown.POINT else "",
    )
    return view, problems


def pick_space(link: Mapping[str, str], names: Sequence[str]) -> tuple[str, list[str]]:
    """The space a link asks for, else the first; `names` must not be empty."""
    wanted = link.get("space", names[0])
    if wanted in names:
        return wanted, []
    return names[0], [f"There is no space {_quote(wanted)}; {names[0]!r} is shown. There are: {', '.join(names)}."]


def _short(share: float) -> str:
    """Two decimals if they say it, else four."""
    return f"{share:.2f}" if math.isclose(share, round(share, 2), abs_tol=5e-5) else f"{share:.4f}"


def _quote(value: str) -> str:
    """A value from a link, short enough to print."""
    return repr(value if len(value) <= 40 else value[:40] + "…")


def _option(
    link: Mapping[str, str], key: str, options: type[Choice], default: Choice | None, problems: list[str]
) -> Choice | None:
    value = link.get(key)
    if value is None:
        return default
    if value in set(options):
        return options(value)
    shown = f"{str(default)!r} is shown" if default else "it is left out"
    problems.append(f"The link's {key} is {_quote(value)}; {shown}. Possible: {', '.join(options)}.")
    return default


def _name(link: Mapping[str, str], key: str, names: Sequence[str], problems: list[str]) -> str:
    value = link.get(key, names[0])
    if value in names:
        return value
    problems.append(f"The link's {key} is {_quote(value)}; {names[0]!r} is shown. Possible: {', '.join(names)}.")
    return names[0]


def _switch(link: Mapping[str, str], key: str, problems: list[str]) -> bool:
    value = link.get(key)
    if value not in (None, "0", "1"):
        problems.append(f"The link's {key} is {_quote(value)}; it is left out. Possible: 1.")
    return value == "1"


def _number(
    link: Mapping[str, str], key: str, default: int | None, offer: Choices, problems: list[str]
) -> int | None:  # fmt: skip
    value, last = link.get(key), offer.networks - 1
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        problems.append(f"The link's {key} is {_quote(value)}, not a network; {default} is shown. Ids: 0 to {last}.")
        return default
    if number in offer.kept:
        return number
    if is_kept(number):
        problems.append(f"The kept point {number} ({key}) is not here any more; {default} is shown.")
        return default
    near = min(max(number, 0), last)
    if near != number:
        problems.append(f"There is no network {_quote(value)} ({key}); {near} is shown. Ids: 0 to {last}.")
    return near


def _ids(
    link: Mapping[str, str], key: str, last: int, most: int, problems: list[str], kept: Sequence[int] = ()
) -> tuple[int, ...]:  # fmt: skip
    value = link.get(key)
    if value is None:
        return ()
    if not re.fullmatch(_IDS, value):
        problems.append(f"The link's {key} is {_quote(value)}; it is left out. Possible: ids with commas between.")
        return ()
    ids = [int(i) for i in value.split(",")]
    there = [i for i in ids if i <= last or i in kept][:most]
    if len(there) < len(ids):
        problems.append(
            f"The link's {key} names {len(ids)} networks; {len(there)} are shown: at most {most}, of 0 to {last}."
        )
    return tuple(there)


def _moves(link: Mapping[str, str], keys: Sequence[str], problems: list[str]) -> tuple[tuple[str, float], ...]:
    value = link.get("steer")
    if value is None:
        return ()
    parts = value.split(",")[:MOST_MOVES]
    moves = [part.rpartition(":") for part in parts if re.fullmatch(_MOVES, part)]
    there = tuple((key, float(amount)) for key, _, amount in moves if key in keys and abs(float(amount)) <= LARGEST)
    if len(there) < len(parts):
        some = ", ".join(keys[:4]) or "none"
        problems.append(f"The link's steer is {_quote(value)}; what is no move here is left out. Possible: {some}, …")
    return there


def _place(link: Mapping[str, str], problems: list[str]) -> tuple[float, float] | None:
    if "x" not in link and "y" not in link:
        return None
    values = [_finite(link.get(key, "")) for key in ("x", "y")]
    if None in values:
        wrong = _quote(f"{link.get('x', '')},{link.get('y', '')}")
        problems.append(f"The link's x and y are {wrong}, no place on the map; they are left out. Possible: -2 to 2.")
        return None
    x, y = (min(max(value or 0.0, -2.0), 2.0) for value in values)
    return x, y


def _point(link: Mapping[str, str], offer: Choices, problems: list[str]) -> str:
    value = link.get("point", "")
    if value:
        try:
            read_point(value, offer.size)
        except LatentError as error:
            problems.append(f"The link's point is left out. {error.problem}")
            return ""
        if not known(value):
            problems.append("The link's fitted network is not here any more; what its latent decodes to is shown.")
            return latent_text(value)
    return value


def _share(link: Mapping[str, str], default: float, problems: list[str]) -> float:
    value = link.get("t")
    if value is None:
        return default
    t = _finite(value)
    if t is None:
        problems.append(f"The link's t is {_quote(value)}, not a number; {default:.2f} is shown. Possible: 0 to 1.")
        return default
    near = round(min(max(t, 0.0), 1.0), 4)
    if near != round(t, 4):
        problems.append(f"The link's t is {_quote(value)}; {near:.2f} is shown. Possible: 0 to 1.")
    return near


def _finite(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _looks(link: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    found = {}
    for key, (pattern, meaning) in LOOKS.items():
        value = link.get(key)
        if value is None:
            continue
        if re.fullmatch(pattern, value):
            found[key] = value
        else:
            problems.append(f"The link's {key} is {_quote(value)}; it is left out. Possible: {meaning}.")
    return found
