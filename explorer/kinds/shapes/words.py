"""What is said of a space of shapes and of its networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.travel.ends import colours_of, typical_pair
from explorer.kinds.protocols import Opening
from explorer.space.bundle import Space
from explorer.space.naming import NAME, split_name, spoken

FIRST = ("chair", "table")  # the kinds that a first path joins, if there are any
HEAD = ("kind", "iou", NAME)  # labels that come before the others


class ShapeWords:
    """See `protocols.Words`."""

    distance_tells = True
    ends: Mapping[str, tuple[str, str]] = {
        "width": ("narrower", "wider"),
        "height": ("lower", "higher"),
        "depth": ("less deep", "deeper"),
        "fullness": ("slimmer", "fuller"),
        "seat_height": ("lower seat", "higher seat"),
        "seat_thickness": ("thinner seat", "thicker seat"),
        "leg_width": ("thinner legs", "thicker legs"),
        "leg_depth": ("legs less deep", "legs deeper"),
        "back_height": ("lower back", "higher back"),
        "back_thickness": ("thinner back", "thicker back"),
        "arm_height": ("lower arms", "higher arms"),
        "arm_width": ("thinner arms", "wider arms"),
        "stretcher_height": ("lower stretchers", "higher stretchers"),
    }

    def summary(self, space: Space) -> str:
        """All networks have the same form."""
        return f"{len(space):,} networks of {space.layout.count:,} parameters · {space.latents.shape[1]}-d latents"

    def stated(self, space: Space) -> dict[str, Any]:
        """Nothing beside what is said of all spaces."""
        del space
        return {}

    def opening(self, space: Space) -> Opening:
        """A chair that turns into a table, or one kind of things into another."""
        a, b = typical_pair(space.labels[space.group], space.split, space.latents, FIRST)
        return Opening(a, b, colours_of(space))

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """The size; of a network of the zoo its labels, and how much of the input network's shape is decoded."""
        del engine, source
        size = ("parameters", f"{space.layout.count:,}")
        if network is None:
            return [size]
        rows = [("kind", str(space.labels["kind"][network])), ("split", split_name(str(space.split[network])))]
        if NAME in space.labels:
            rows.insert(0, (NAME, str(space.labels[NAME][network])))
        if "iou" in space.labels:
            rows.append(("IoU, decoded against input", f"{space.labels['iou'][network]:.3f}"))
        labels = {name: values[network] for name, values in space.labels.items() if name not in HEAD}
        return [*rows, size, *((spoken(name), _value(value)) for name, value in labels.items())]

    def caption(self, space: Space, network: int) -> str:
        """What a mesh of one's own is called; other shapes speak for themselves."""
        return str(space.labels[NAME][network]) if NAME in space.labels else ""


def _value(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float | np.floating) else str(value)


WORDS = ShapeWords()
