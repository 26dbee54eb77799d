"""What a screen can point at, and the network that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from explorer.errors import SelectionError
from explorer.explore.paths import PathKind, Tour, source_at
from explorer.explore.sources import Decoded, Source
from explorer.explore.where import latent_at_place
from explorer.space.bundle import Space


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
    """One network of the space, decoded."""

    id: int


@dataclass(frozen=True)
class MeanOf:
    """The mean of some networks' latents."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """A latent that is neither a network's nor drawn from the map: the server told of it, by this key."""

    key: str


Place = OnPath | OnMap | OfNetwork | MeanOf | Told
NONE_TOLD: Mapping[str, np.ndarray] = MappingProxyType({})


def tour_key(anchors: Sequence[int], kind: PathKind, spline: bool) -> str:
    """The name of a tour; within a space, the same request always has the same."""
    return f"{kind}{'~' if spline else ''}:{'-'.join(str(i) for i in anchors)}"


def check_ids(space: Space, ids: Sequence[int]) -> None:
    """Whether there are such networks.

    Raises:
        SelectionError: there are no ids, or one is not in the space.
    """
    if not ids:
        raise SelectionError("No networks were chosen.", "Choose at least one.")
    wrong = [i for i in ids if not 0 <= i < len(space)]
    if wrong:
        raise SelectionError(f"There is no network {wrong[0]} in {space.name}.", f"Ids run from 0 to {len(space) - 1}.")


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
        SelectionError: the tour or the key is not known, or there is nothing at that place.
    """
    match place:
        case OnPath(path, t):
            if path not in tours:
                raise SelectionError(f"The path {path!r} is not known here.", "Choose its ends again.")
            return source_at(space, tours[path], t)
        case OnMap(x, y):
            return Decoded.of(latent_at_place(space, (x, y)))
        case OfNetwork(network):
            check_ids(space, [network])
            return Decoded.of(space.latents[network])
        case MeanOf(ids):
            check_ids(space, ids)
            return Decoded.of(space.latents[list(ids)].mean(0))
        case Told(key):
            if key not in told:
                raise SelectionError(f"The point {key!r} is not known here.", "Look at another, or reload the page.")
            return Decoded.of(told[key])


def place_header(place: Place) -> dict[str, Any]:
    """A place as the browser writes it."""
    match place:
        case OnPath(path, t):
            return {"kind": "path", "path": path, "t": t}
        case OnMap(x, y):
            return {"kind": "map", "x": x, "y": y}
        case OfNetwork(network):
            return {"kind": "network", "id": network}
        case MeanOf(ids):
            return {"kind": "mean", "ids": list(ids)}
        case Told(key):
            return {"kind": "told", "key": key}
