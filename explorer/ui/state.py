"""What the user has chosen: one frozen view, and the link that holds it.

No streamlit here: `session` keeps the view of a browser session, this module says what a view is, what a new
one looks like, and how it is read from a link that may hold anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np
from jaxtyping import Float

from explorer.explore.paths import PathKind
from explorer.space.bundle import Space

Choice = TypeVar("Choice", bound=StrEnum)
START = 0.4  # where the handle stands at first: on the way, so that the first screen shows a shape in between


class Show(StrEnum):
    """What the viewer shows."""

    NETWORK = "network"
    PATH = "path"


class Click(StrEnum):
    """What a click on the map does."""

    LOOK = "look"
    A = "a"
    B = "b"


@dataclass(frozen=True)
class View:
    """Everything the screen shows, as the user chose it.

    Attributes:
        space: name of the space's folder.
        show: one network, or the path.
        network: id of the network that is looked at; None before one is chosen.
        a: id of the path's start; None before one is chosen.
        b: id of its end; None before one is chosen.
        t: place on the path, 0 to 1.
        path: kind of path.
        versus: kind of a second path that is shown beside it, if any.
        colour: label that colours the map.
        click: what a click on the map does.
    """

    space: str
    show: Show
    network: int | None
    a: int | None
    b: int | None
    t: float
    path: PathKind
    versus: PathKind | None
    colour: str
    click: Click = Click.LOOK


@dataclass(frozen=True)
class Choices:
    """What a space offers.

    Attributes:
        space: its name.
        networks: how many networks it has.
        colours: labels that can colour the map, the default first.
        a: where a path starts until another is chosen.
        b: where it ends.
    """

    space: str
    networks: int
    colours: tuple[str, ...]
    a: int
    b: int


def choices(space: Space) -> Choices:
    """What a space offers, and a first path in it."""
    a, b = first_ends(space.labels["kind"], space.split, space.latents)
    colours = ("kind", *(name for name in space.labels if name != "kind"), "split")
    return Choices(space.name, len(space), colours, a, b)


def first_ends(kinds: np.ndarray, split: np.ndarray, latents: Float[np.ndarray, "n d"]) -> tuple[int, int]:
    """Ends of a first path: the most typical networks of two kinds, a chair and a table if there are any."""
    there = sorted(set(kinds.tolist()), key=lambda k: (k != "chair", k != "table", k))
    a, b = (_typical(kinds == there[min(n, len(there) - 1)], split, latents) for n in (0, 1))
    return a, b


def _typical(of_kind: np.ndarray, split: np.ndarray, latents: Float[np.ndarray, "n d"]) -> int:
    """The training network of a kind that is nearest to their mean latent."""
    trained = np.flatnonzero(of_kind & (split == "train"))
    ids = trained if len(trained) else np.flatnonzero(of_kind)
    return int(ids[np.linalg.norm(latents[ids] - latents[ids].mean(0), axis=1).argmin()])


def first_view(offer: Choices) -> View:
    """The view of a space that nobody has touched: a shape on its way from A to B."""
    return View(
        space=offer.space,
        show=Show.PATH,
        network=offer.a,
        a=offer.a,
        b=offer.b,
        t=START,
        path=PathKind.ZOO,
        versus=None,
        colour=offer.colours[0],
    )


def to_link(view: View) -> dict[str, str]:
    """The view as query parameters."""
    link = {
        "space": view.space,
        "show": str(view.show),
        "t": f"{view.t:.2f}",
        "path": str(view.path),
        "colour": view.colour,
    }
    for name, value in (("id", view.network), ("a", view.a), ("b", view.b), ("versus", view.versus)):
        if value is not None:
            link[name] = str(value)
    return link


def from_link(link: Mapping[str, str], offer: Choices) -> tuple[View, list[str]]:
    """The view a link asks for, and a sentence for everything in it that could not be had.

    What is wrong is replaced by the nearest thing there is: a number by the nearest allowed one, a name by
    the default. The space's name is not looked at: `offer` is of the space that was opened.
    """
    first, problems = first_view(offer), list[str]()
    last = offer.networks - 1
    versus = _option(link, "versus", PathKind, None, problems)
    path = _option(link, "path", PathKind, first.path, problems) or first.path
    view = View(
        space=offer.space,
        show=_option(link, "show", Show, first.show, problems) or first.show,
        network=_number(link, "id", first.network, last, problems),
        a=_number(link, "a", first.a, last, problems),
        b=_number(link, "b", first.b, last, problems),
        t=_share(link, first.t, problems),
        path=path,
        versus=None if versus is path else versus,
        colour=_name(link, "colour", offer.colours, problems),
    )
    return view, problems


def pick_space(link: Mapping[str, str], names: Sequence[str]) -> tuple[str, list[str]]:
    """The space a link asks for, else the first; `names` must not be empty."""
    wanted = link.get("space", names[0])
    if wanted in names:
        return wanted, []
    return names[0], [f"There is no space {_quote(wanted)}; {names[0]!r} is shown. There are: {', '.join(names)}."]


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


def _number(link: Mapping[str, str], key: str, default: int | None, last: int, problems: list[str]) -> int | None:
    value = link.get(key)
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        problems.append(f"The link's {key} is {_quote(value)}, not a network; {default} is shown. Ids: 0 to {last}.")
        return default
    near = min(max(number, 0), last)
    if near != number:
        problems.append(f"There is no network {_quote(value)} ({key}); {near} is shown. Ids: 0 to {last}.")
    return near


def _share(link: Mapping[str, str], default: float, problems: list[str]) -> float:
    value = link.get("t")
    if value is None:
        return default
    try:
        t = float(value)
    except ValueError:
        t = float("nan")
    if not np.isfinite(t):
        problems.append(f"The link's t is {_quote(value)}, not a number; {default:.2f} is shown. Possible: 0 to 1.")
        return default
    near = round(min(max(t, 0.0), 1.0), 2)
    if near != round(t, 2):
        problems.append(f"The link's t is {_quote(value)}; {near:.2f} is shown. Possible: 0 to 1.")
    return near
