"""Things to take away: which network, and its facts, as bytes of a file. Networks: `netfile`; films: `film`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Input, Source, of_number
from explorer.explore.travel.location import where
from explorer.explore.travel.paths import PathKind, Tour, check_ids, source_at
from explorer.kinds.protocols import TakingFiles, TakingNetworks
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.kept import is_kept, point
from explorer.space.naming import network_name

COLOUR = "#DDA673"  # of surfaces, unless another is chosen
NEIGHBOURS = 6
PATHS = {PathKind.ZOO: "through the zoo", PathKind.STRAIGHT: "straight", PathKind.RAW: "raw weights averaged"}


@dataclass(frozen=True)
class Pick:
    """A network to take away.

    Attributes:
        source: what its weights come from.
        origin: what it is, in words.
        stem: a file name for it, without a suffix.
        network: its id, if it is a network of the zoo, decoded or as it was trained.
    """

    source: Source
    origin: str
    stem: str
    network: int | None = None


def pick_network(space: Space, network: int, as_trained: bool = False) -> Pick:
    """A network of the zoo: as the space decodes it, or as it was trained; or a kept point, by its number.

    Raises:
        SelectionError: there is no such network, or a kept point as it was trained.
    """
    if is_kept(network) and not as_trained:
        kept = point(space, network)
        origin = f"{kept.name}, kept with {space.name}" + ("" if kept.fitted else ", decoded from its latent")
        return Pick(of_number(space, network), origin, f"{space.name}-{network}")
    check_ids(space, [network])
    name = network_name(space, network)
    if as_trained:
        return Pick(Input(network), f"{name}, as it was trained", f"{space.name}-{network}-input", network)
    source = Decoded.of(space.latents[network])
    return Pick(source, f"{name}, decoded from its latent", f"{space.name}-{network}", network)


def pick_on_tour(space: Space, tour: Tour, t: float) -> Pick:
    """The network at a share of a path or tour.

    Raises:
        SelectionError: `t` is not in [0, 1].
    """
    stops = [str(i) for i in tour.anchors]
    origin = f"{t:.4g} of the way {' to '.join(stops)}, {PATHS[tour.kind]}"
    stem = f"{space.name}-{'-'.join(stops)}-{tour.kind}-{t:.2f}"
    return Pick(source_at(space, tour, t), origin, stem)


def file_formats(space: Space) -> tuple[str, ...]:
    """Suffixes that what a network is can be written with (a shape as a mesh); empty without any."""
    files = promised(space.kind, TakingFiles)
    return () if files is None else tuple(one.suffix for one in files.formats)


def latent_read(engine: Engine, space: Space, source: Source) -> Float[np.ndarray, " d"]:
    """Where a network is in the space: its latent, or for one without the one that the encoder reads."""
    if isinstance(source, Decoded):
        return source.array
    if isinstance(source, Input):
        return np.asarray(space.latents[source.index])
    return np.asarray(space.encode(engine.weights(space, [source]).cpu(), source.a)[0].numpy())


def facts_csv(engine: Engine, space: Space, picks: Sequence[Pick]) -> str:
    """What is known of networks as CSV, one line each: labels, split, place on the map, nearest networks.

    The labels describe the network that was trained; what the kind adds (`TakingNetworks.columns`) is of this very
    network.

    Args:
        engine: reads networks that have no latent of their own.
        space: the space.
        picks: the networks, at least one. One that is no network of the zoo has no labels and no split.
    """
    own = promised(space.kind, TakingNetworks)
    labels = list(space.labels)
    near = [column for k in range(1, NEIGHBOURS + 1) for column in (f"nearest_{k}", f"distance_{k}")]
    rows = []
    for pick in picks:
        i = pick.network
        known: dict[str, object] = {"space": space.name, "what": pick.origin}
        known |= {"id": "" if i is None else i, "split": "" if i is None else space.split[i]}
        known |= {name: "" if i is None else _cell(space.labels[name][i]) for name in labels}
        known |= {} if own is None else own.columns(engine, space, pick.source)
        known["parameters"] = space.layout.count if own is None else own.parameters(space, pick.source)
        found = where(space, latent_read(engine, space, pick.source), NEIGHBOURS, [] if i is None else [i])
        known |= dict(zip(("x", "y", "distance_ratio"), map(_cell, (*found.position, found.ratio)), strict=True))
        pairs = zip(found.near.ids.tolist(), map(_cell, found.near.distances), strict=True)
        known |= dict(zip(near, (value for pair in pairs for value in pair), strict=False))
        rows.append(known)
    text = io.StringIO()
    table = csv.DictWriter(text, [*(name for name in rows[0] if name not in near), *near], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _cell(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)
