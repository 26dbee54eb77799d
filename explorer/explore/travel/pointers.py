"""What a screen can point at, and the network that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, assert_never

import numpy as np
from jaxtyping import Float

from explorer.errors import SelectionError
from explorer.explore.engine.fits import read_point
from explorer.explore.engine.network_refs import Decoded, Source, of_number
from explorer.explore.travel.location import latent_at_place
from explorer.explore.travel.paths import PathKind, Tour, check_ids, source_at
from explorer.space.bundle import Space
from explorer.space.directions import directions


@dataclass(frozen=True)
class OnPath:
    """A share `t` (0 to 1) of the tour with this key (`tour_key`)."""

    path: str
    t: float


@dataclass(frozen=True)
class OnMap:
    """A place on the map, in its coordinates (about -1 to 1)."""

    x: float
    y: float


@dataclass(frozen=True)
class OfNetwork:
    """One network of the space, decoded, by its id; or a kept point, by its number."""

    id: int


@dataclass(frozen=True)
class MeanOf:
    """The mean of some networks' latents."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """A latent that is neither a network's nor drawn from the map: the server told of it by this key, or the key is it.

    (`written.write_latent`; what the server tells of has a "/" in its key.)
    """

    key: str


@dataclass(frozen=True)
class Analogy:
    """Arithmetic with three networks' latents: `a` - `b` + `c`."""

    a: int
    b: int
    c: int


@dataclass(frozen=True)
class Steered:
    """A place, moved along directions that mean something.

    Attributes:
        base: the place.
        moves: amounts by key; see `directions.Directions.moved`.
    """

    base: OnPath | OnMap | OfNetwork | MeanOf | Told | Analogy
    moves: tuple[tuple[str, float], ...]


Place = OnPath | OnMap | OfNetwork | MeanOf | Told | Analogy | Steered
NONE_TOLD: Mapping[str, np.ndarray] = MappingProxyType({})


def tour_key(anchors: Sequence[int], kind: PathKind, spline: bool) -> str:
    """The name of a tour; within a space, the same request always has the same."""
    return f"{kind}{'~' if spline else ''}:{'-'.join(str(i) for i in anchors)}"


def source_of(
    space: Space, place: Place, tours: Mapping[str, Tour], told: Mapping[str, np.ndarray] = NONE_TOLD
) -> Source:
    """The network at a place.

    Args:
        space: the space.
        place: the place.
        tours: those that are known, by their keys.
        told: latents of d numbers, by their keys.

    Raises:
        SelectionError: the tour or the key is not known, there is nothing at that place, or it cannot be moved so.
        LatentError: the key is a latent, but none of this space.
    """
    if isinstance(place, OnPath):
        if place.path not in tours:
            raise SelectionError(f"The path {place.path!r} is not known here.", "Choose its ends again.")
        return source_at(space, tours[place.path], place.t)
    if isinstance(place, OfNetwork):
        return of_number(space, place.id)
    if isinstance(place, Told):
        return _told(space, place.key, told)
    return Decoded.of(_latent(space, place, tours, told))


def _latent(
    space: Space,
    place: OnMap | MeanOf | Analogy | Steered,
    tours: Mapping[str, Tour],
    told: Mapping[str, np.ndarray],
) -> Float[np.ndarray, " d"]:
    latents = space.latents
    match place:
        case OnMap(x, y):
            latent = latent_at_place(space, (x, y))
        case MeanOf(ids):
            check_ids(space, ids)
            latent = latents[list(ids)].mean(0)
        case Analogy(a, b, c):
            check_ids(space, [a, b, c])
            latent = latents[a] - latents[b] + latents[c]
        case Steered(base, moves):
            source = source_of(space, base, tours, told)
            if not isinstance(source, Decoded):
                raise SelectionError("Averaged weights have no latent to move.", "Choose another kind of path.")
            latent = directions(space).moved(source.array, dict(moves))
        case _:
            assert_never(place)
    return latent


def _told(space: Space, key: str, told: Mapping[str, np.ndarray]) -> Decoded:
    if key in told:
        return Decoded.of(told[key])
    if "/" not in key:
        return read_point(key, space.latents.shape[1])
    raise SelectionError(f"The point {key[:60]!r} is not known here.", "Look at another, or reload the page.")


_KINDS: Mapping[type, str] = {
    OnPath: "path",
    OnMap: "map",
    OfNetwork: "network",
    MeanOf: "mean",
    Told: "told",
    Analogy: "analogy",
    Steered: "steered",
}


def place_header(place: Place) -> dict[str, Any]:
    """A place as the browser writes it: its kind and its fields, tuples as lists."""
    if isinstance(place, Steered):
        return {"kind": "steered", "base": place_header(place.base), "moves": [list(move) for move in place.moves]}
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(place).items()}
    return {"kind": _KINDS[type(place)], **fields}
