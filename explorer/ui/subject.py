"""What the viewer shows right now, worked out from the view: which networks, where they are, what to call them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Source
from explorer.explore.engine.fits import read_point
from explorer.explore.engine.network_refs import of_number
from explorer.explore.travel.location import Where, latent_at_place, latents_on, where, where_at_place
from explorer.explore.travel.paths import PathKind, source_at
from explorer.figures.map import NOWHERE, Journey
from explorer.space.bundle import Space
from explorer.space.directions import directions
from explorer.space.kept import check_average, position_of
from explorer.space.naming import network_name
from explorer.ui import resources, words
from explorer.ui.state import Shown, View


@dataclass(frozen=True)
class Subject:
    """One network on the screen.

    Attributes:
        title: what it is.
        source: what its weights come from.
        where: where it is in the space.
    """

    title: str
    source: Source
    where: Where


def subjects(space: Space, view: View) -> list[Subject]:
    """The networks that the view shows: none, one, or two to compare. An average that cannot be is left out."""
    shown = _unmoved(space, view)
    if not view.steer:
        return shown
    moves = dict(view.steer)  # those that are not possible here were left out by `link`
    return [
        _latent(space, f"{one.title}, steered", directions(space).moved(one.source.array, moves))
        for one in shown[:1]
        if isinstance(one.source, Decoded)
    ]


def _unmoved(space: Space, view: View) -> list[Subject]:
    if view.shown is not Shown.PATH:
        one = _single(space, view)
        return [] if one is None else [one]
    impossible = PathKind.RAW if len(view.anchors) > 1 and no_average(space, view) else None
    if len(view.anchors) < 2 or view.path is impossible:
        return []
    kinds = [view.path] if view.versus in (None, impossible) else [view.path, view.versus]
    return [_on_path(space, view, kind) for kind in kinds]


def _single(space: Space, view: View) -> Subject | None:
    """The one network that is shown where it is not the path's; None: it was not chosen."""
    match view.shown:
        case Shown.NETWORK if view.network is not None:
            return _network(space, view.network)
        case Shown.SUM if view.sum:
            return _sum(space, view.sum)
        case Shown.POINT if view.point:
            source = read_point(view.point, space.latents.shape[1])
            return Subject(view.called, source, where(space, source.array))
        case Shown.PLACE if view.place is not None:
            return _at_place(space, view.place)
        case Shown.MEAN if view.selection:
            return _latent(space, words.mean(len(view.selection)), space.latents[list(view.selection)].mean(0))
    return None


def nothing(space: Space, view: View) -> str:
    """Why nothing is shown: an optimization moves it, nothing was chosen, or what was chosen cannot be."""
    return words.ON_ITS_WAY if view.shown is Shown.POINT else no_average(space, view) or words.NOTHING


def no_average(space: Space, view: View) -> str | None:
    """Why the networks that the path passes have no average of weights; None if they have one."""
    try:
        check_average(space, view.anchors)
    except SelectionError as error:
        return str(error)
    return None


def _network(space: Space, network: int) -> Subject:
    source = of_number(space, network)
    return Subject(network_name(space, network), source, where(space, source.array, exclude=[network]))


def _latent(space: Space, title: str, latent: Float[np.ndarray, " d"]) -> Subject:
    return Subject(title, Decoded.of(latent), where(space, latent))


def _sum(space: Space, ids: Sequence[int]) -> Subject:
    a, b, c = space.latents[list(ids)]
    return _latent(space, words.sum_of(space, ids), a - b + c)


def _at_place(space: Space, position: tuple[float, float]) -> Subject:
    latent = latent_at_place(space, position)
    found = where_at_place(space, position, latent)
    return Subject(words.PLACE, Decoded.of(latent), found)


def _on_path(space: Space, view: View, kind: PathKind) -> Subject:
    tour = resources.tour(space, view.anchors, kind, view.spline)
    latent = latents_on(space, tour, [view.t])[0]
    return Subject(words.PATHS[kind], source_at(space, tour, view.t), where(space, latent))


def journey(space: Space, view: View) -> Journey:
    """What the map shows of the view: the chosen network, A, B, the path and the handle."""
    ends = [(letter, i) for letter, i in (("A", view.a), ("B", view.b)) if i is not None]
    chosen, path, handle = NOWHERE, NOWHERE, NOWHERE
    if len(view.anchors) > 1 and not (view.path is PathKind.RAW and no_average(space, view)):
        path = resources.course(space, view.anchors, view.path, view.spline).positions
    if view.alone is not None:
        chosen = space.positions[[view.alone]]
    else:
        shown = subjects(space, view)
        handle = shown[0].where.position[None] if shown else NOWHERE
    letters = tuple(letter for letter, _ in ends)
    return Journey(
        chosen, np.stack([position_of(space, i) for _, i in ends]) if ends else NOWHERE, letters, path, handle
    )
