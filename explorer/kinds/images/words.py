"""What is said of a space of pictures and of its networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Input, Source
from explorer.explore.travel.ends import colours_of, typical_network, typical_pair
from explorer.kinds.images.rendering import likeness_to_input, likeness_to_original, values_of
from explorer.kinds.images.silhouette import measures
from explorer.kinds.images.space import images_only
from explorer.kinds.images.stating import units
from explorer.kinds.protocols import Opening
from explorer.space.bundle import Space
from explorer.space.naming import split_name, spoken

FIRST = ("Trouser", "Dress")  # the classes that a first path joins, if there are any
HEAD = ("kind", "psnr")  # labels that come before the others
UNIT = "\N{NO-BREAK SPACE}dB"


class ImageWords:
    """See `protocols.Words`."""

    ends: Mapping[str, tuple[str, str]] = {
        "brightness": ("darker", "brighter"),
        "contrast": ("plainer", "busier"),
        "lit": ("smaller", "larger"),
        "width": ("narrower", "wider"),
        "height": ("shorter", "taller"),
    }
    units: Mapping[str, str] = {}  # shares of the picture, and of white

    def summary(self, space: Space) -> str:
        """How many pictures, and what a network is that is one."""
        return (
            f"{len(space):,} pictures, each a network of {space.layout.count:,} parameters "
            f"({units(asdict(images_only(space).arch))}) · {space.latents.shape[1]}-d latents"
        )

    def opening(self, space: Space) -> Opening:
        """One garment that turns into another; where all pictures are of one class, between the two halves of them."""
        groups = space.labels[space.group]
        if len(set(groups.tolist())) > 1:
            a, b = typical_pair(groups, space.split, space.latents, FIRST)
        else:
            a, b = (typical_network(half, space.split, space.latents) for half in _halves(space.latents))
        # Straight: between pictures the zoo's own paths lead through dark ones, which are near everything.
        return Opening(a, b, colours_of(space), "straight")

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """How like its input network and the original it is, its labels; of any other what its picture measures."""
        found = images_only(space)
        size = [("parameters", f"{space.layout.count:,}"), ("units", units(asdict(found.arch)))]
        if network is None:
            measured = measures(values_of(engine, found, source))
            return [*size, *((spoken(name), f"{float(value):.2f}") for name, value in measured.items())]
        labels = {name: values[network] for name, values in space.labels.items() if name not in HEAD}
        own = Input(network)
        return [
            ("class", str(space.labels[space.group][network])),
            ("split", split_name(str(space.split[network]))),
            ("PSNR, decoded against input", _db(likeness_to_input(engine, space, source, network))),
            ("PSNR, decoded against original", _db(likeness_to_original(engine, space, source, network))),
            ("PSNR, input against original", _db(likeness_to_original(engine, space, own, network))),
            *size,
            *((spoken(name), _value(value)) for name, value in labels.items()),
        ]

    def caption(self, space: Space, network: int) -> str:
        """A picture speaks for itself."""
        del space, network
        return ""


WORDS = ImageWords()


def _halves(latents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Networks on either side of the middle of the direction along which they differ most."""
    centred = latents - latents.mean(0)
    along = centred @ np.linalg.svd(centred, full_matrices=False)[2][0]
    first = along <= np.median(along)
    return first, ~first


def _db(value: float) -> str:
    return f"{value:.1f}{UNIT}"


def _value(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float | np.floating) else str(value)
