"""What the user has chosen: one frozen view, and what a new one looks like.

No streamlit here: `session` keeps the view of a browser session, `link` reads and writes it as a link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from explorer.explore.travel.paths import PathKind
from explorer.kinds import registry
from explorer.kinds.protocols import Frames
from explorer.space.bundle import Space
from explorer.space.directions import keys_of
from explorer.space.kept import is_kept, overlay
from explorer.ui.neutral_words import words_of

START = 0.4  # where the handle stands at first: on the way, so that the first screen shows what is in between


class Shown(StrEnum):
    """What the viewer shows."""

    NETWORK = "network"
    PATH = "path"
    PLACE = "place"
    MEAN = "mean"
    SUM = "sum"
    POINT = "point"


class Click(StrEnum):
    """What a click on the plain map does."""

    LOOK = "look"
    A = "a"
    B = "b"


@dataclass(frozen=True)
class View:
    """Everything the screen shows, as the user chose it.

    Attributes:
        space: name of the space's folder.
        shown: one network, a point of the path, a place on the map, the mean of the selection, a sum, or a point that
            the session has: a step of an optimization, or a star.
        network: id of the network that is looked at, or number of a kept point; None before one is chosen.
        a: that of the path's start; None before one is chosen.
        b: id of its end; None before one is chosen.
        t: place on the path, 0 to 1.
        path: kind of path.
        versus: kind of a second path that is shown beside it, if any.
        colour: label that colours the map.
        via: ids between a and b, in order: with any, the path is a tour.
        spline: whether a tour is smooth at its stops.
        place: where the free handle stands, in map coordinates; None while it is docked.
        selection: ids of the selected networks.
        looks: how the screen shows all this (camera, hidden kinds, show mode, ...), as in the link.
        plain: the Plotly view, for browsers without WebGL, instead of the live one.
        click: what a click on the plain map does.
        sum: a, b and c of a - b + c; empty without.
        steer: moves from what is shown (`directions.Directions.moved`).
        point: latent of the point, as `written.write_latent` has it; empty while an optimization moves it.
        called: what the point is called.
    """

    space: str
    shown: Shown
    network: int | None
    a: int | None
    b: int | None
    t: float
    path: PathKind
    versus: PathKind | None
    colour: str
    via: tuple[int, ...] = ()
    spline: bool = False
    place: tuple[float, float] | None = None
    selection: tuple[int, ...] = ()
    looks: Mapping[str, str] = field(default_factory=dict)
    plain: bool = False
    click: Click = Click.LOOK
    sum: tuple[int, ...] = ()
    steer: tuple[tuple[str, float], ...] = ()
    point: str = ""
    called: str = ""

    @property
    def alone(self) -> int | None:
        """The network of the zoo that is shown as it is; None: something else is, or it is steered."""
        network = self.network if self.shown is Shown.NETWORK and not self.steer else None
        return None if network is None or is_kept(network) else network

    @property
    def on_path(self) -> bool:
        """Whether a place on the path is shown as it is."""
        return self.shown is Shown.PATH and not self.steer

    @property
    def anchors(self) -> tuple[int, ...]:
        """Ids that the path passes, in order; fewer than two before both ends are chosen."""
        return tuple(i for i in (self.a, *self.via, self.b) if i is not None)


@dataclass(frozen=True)
class Choices:
    """What a space offers.

    Attributes:
        space: its name.
        networks: how many networks it has.
        kept: numbers of the points that are kept with it.
        size: numbers of a latent.
        colours: labels that can colour the map, the default first.
        a: where a path starts until another is chosen.
        b: where it ends.
        keys: what it can be steered by (`directions.keys_of`).
        live: whether the live view can show it.
        path: how to get from A to B until it is chosen.
    """

    space: str
    networks: int
    colours: tuple[str, ...]
    a: int
    b: int
    keys: tuple[str, ...] = ()
    live: bool = True
    path: PathKind = PathKind.ZOO
    kept: tuple[int, ...] = ()
    size: int = 0


def choices(space: Space) -> Choices:
    """What a space offers, and a first path in it."""
    opening, kind = words_of(space).opening(space), registry.kind(space.kind)
    live, path = kind.live and Frames in kind.promises, PathKind(opening.path)
    kept = tuple(one.id for one in overlay(space).points)
    return Choices(
        space.name, len(space), opening.colours, opening.a, opening.b, keys_of(space), live, path, kept,
        space.latents.shape[1],
    )  # fmt: skip


def first_view(offer: Choices) -> View:
    """The view of a space that nobody has touched: a network on its way from A to B."""
    return View(
        space=offer.space,
        shown=Shown.PATH,
        network=offer.a,
        a=offer.a,
        b=offer.b,
        t=START,
        path=offer.path,
        versus=None,
        colour=offer.colours[0],
    )
