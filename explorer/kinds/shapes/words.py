"""What is said of a space of shapes and of its networks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.travel.ends import colours_of
from explorer.kinds.protocols import Opening
from explorer.kinds.shapes.opening import first_pair
from explorer.kinds.shapes.sounding import SOUNDING
from explorer.kinds.shapes.steering import ABSENT, STEERING
from explorer.space.bundle import Space
from explorer.space.naming import NAME, split_name, spoken

UNIT = "u"  # of lengths: the cube's edge is 2 u
LENGTHS = (
    "width", "height", "depth", "seat_height", "seat_thickness", "leg_width", "leg_depth", "back_height",
    "back_thickness", "arm_height", "arm_width",
)  # fmt: skip
"""Labels that are lengths; others are shares, such as the height of stretchers, a share of the seat's."""
HEAD = ("kind", "iou", NAME)  # labels that come before the others


class ShapeWords:
    """See `protocols.Words`."""

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
    units: Mapping[str, str] = dict.fromkeys(LENGTHS, UNIT)

    def summary(self, space: Space) -> str:
        """All networks have the same form."""
        return f"{len(space):,} networks of {space.layout.count:,} parameters · {space.latents.shape[1]}-d latents"

    def opening(self, space: Space) -> Opening:
        """See `opening.first_pair`."""
        a, b = first_pair(space)
        return Opening(a, b, colours_of(space))

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """Pieces and size; of a network of the zoo its labels, and how much of the input network's shape is decoded."""
        size = ("parameters", f"{space.layout.count:,}")
        hang = ("hangs together", SOUNDING.sound(engine, space, source).said)
        if network is None:
            return [hang, size]
        rows = [("kind", str(space.labels["kind"][network])), ("split", split_name(str(space.split[network])))]
        if NAME in space.labels:
            rows.insert(0, (NAME, str(space.labels[NAME][network])))
        if "iou" in space.labels:
            rows.append(("IoU, decoded against input", f"{space.labels['iou'][network]:.3f}"))
        labels = {name: values[network] for name, values in space.labels.items() if name not in HEAD}
        there = {name: bool(STEERING.applies(space, name)[network]) for name in labels}
        return [
            *rows,
            hang,
            size,
            *((spoken(name), _value(name, v) if there[name] else "none") for name, v in labels.items()),
        ]

    def caption(self, space: Space, network: int) -> str:
        """What a mesh of one's own is called; other shapes speak for themselves."""
        return str(space.labels[NAME][network]) if NAME in space.labels else ""


def _value(name: str, value: object) -> str:
    if not isinstance(value, float | np.floating):
        return str(value)
    if name.endswith("_height") and abs(float(value)) < ABSENT:
        return "none"
    return f"{value:.2f}\N{NO-BREAK SPACE}{UNIT}" if name in LENGTHS else f"{value:.2f}"


WORDS = ShapeWords()
