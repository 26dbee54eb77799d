"""What the viewer shows right now, worked out from the view: which networks, where they are, what to call them."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.explore.engine import Decoded, Raw, Source
from explorer.explore.paths import PathKind
from explorer.explore.where import Where, latents_on, where
from explorer.figures.map import NOWHERE, Journey
from explorer.space.bundle import Space
from explorer.ui import resources, words
from explorer.ui.state import Show, View


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
    """The networks that the view shows: none, one, or two to compare."""
    if view.show is Show.NETWORK:
        return [] if view.network is None else [_network(space, view.network)]
    if view.a is None or view.b is None:
        return []
    kinds = [view.path] if view.versus is None else [view.path, view.versus]
    return [_on_path(space, view.a, view.b, view.t, kind) for kind in kinds]


def _network(space: Space, network: int) -> Subject:
    latent = space.latents[network]
    found = where(space, latent, resources.typical(space), exclude=[network])
    return Subject(words.name(space, network), Decoded.of(latent), found)


def _on_path(space: Space, a: int, b: int, t: float, kind: PathKind) -> Subject:
    latent = latents_on(space, resources.path(space, a, b, kind), [t])[0]
    source = Raw(a, b, t) if kind is PathKind.RAW else Decoded.of(latent)
    return Subject(words.PATHS[kind], source, where(space, latent, resources.typical(space)))


def journey(space: Space, view: View) -> Journey:
    """What the map shows of the view: the chosen network, A, B, the path and the handle."""
    ends = [(letter, i) for letter, i in (("A", view.a), ("B", view.b)) if i is not None]
    chosen, path, handle = NOWHERE, NOWHERE, NOWHERE
    if view.a is not None and view.b is not None:
        path, _ = resources.course(space, view.a, view.b, view.path)
    if view.show is Show.NETWORK and view.network is not None:
        chosen = space.positions[[view.network]]
    if view.show is Show.PATH:
        shown = subjects(space, view)
        handle = shown[0].where.position[None] if shown else NOWHERE
    letters = tuple(letter for letter, _ in ends)
    return Journey(chosen, space.positions[[i for _, i in ends]] if ends else NOWHERE, letters, path, handle)
