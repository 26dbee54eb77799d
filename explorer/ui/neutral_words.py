"""What is said of a space: by its kind, or neutrally where the kind says nothing. No streamlit here."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.travel.ends import colours_of, typical_pair
from explorer.kinds.protocols import Opening, Words
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.naming import split_name, spoken


def words_of(space: Space) -> Words:
    """What is said of a space."""
    return promised(space.kind, Words) or WORDS


class NeutralWords:
    """See `protocols.Words`."""

    ends: Mapping[str, tuple[str, str]] = {}
    units: Mapping[str, str] = {}

    def summary(self, space: Space) -> str:
        """How many, and how large."""
        return f"{len(space):,} networks of {space.layout.count:,} parameters · {space.latents.shape[1]}-d latents"

    def opening(self, space: Space) -> Opening:
        """From the first of the groups that sort the networks to the second."""
        a, b = typical_pair(space.labels[space.group], space.split, space.latents)
        return Opening(a, b, colours_of(space))

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """The size, and the labels of a network of the zoo."""
        del engine, source
        size = ("parameters", f"{space.layout.count:,}")
        if network is None:
            return [size]
        labels = [(spoken(name), _value(values[network])) for name, values in space.labels.items()]
        return [("split", split_name(str(space.split[network]))), size, *labels]

    def caption(self, space: Space, network: int) -> str:
        """Nothing."""
        del space, network
        return ""


WORDS = NeutralWords()


def _value(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float | np.floating) else str(value)
