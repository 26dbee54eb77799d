"""The map before the live view has come: its points in a few kilobytes, for the component's loader to draw at once."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from jaxtyping import Float
from plotly.colors import sample_colorscale

from explorer.figures.map import MapFacts, map_facts
from explorer.figures.style import DARK, LIGHT, SEQUENTIAL
from explorer.space.naming import spoken

MOST = 4000  # points: of more the eye sees no more, and 5 bytes each go with the page
STEPS = 64  # colours of a scale of numbers
HELD = 128  # added to the colour's number: a held-out network, a ring
_FINEST = 65535  # places are whole numbers up to this
_SCALES = {
    "light": (0.0, 0.92),
    "dark": (0.14, 1.0),
}  # as the live map's: without the end that vanishes


def first_map(
    positions: Float[np.ndarray, "n 2"], labels: dict[str, np.ndarray], split: np.ndarray, colour: str, group: str
) -> dict[str, Any]:
    """A still picture of the map as numbers; JSON.

    Args:
        positions: of the networks.
        labels: all there are.
        split: "train" or "heldout".
        colour: name of the label that colours it.
        group: the label that sorts them.

    Returns:
        `points`: base64 of little-endian u16 x of all points, u16 y of all, then u8 numbers of their colours, in the
        order in which they are drawn; x and y run from 0 to 65,535 over `box` [left, bottom, right, top].
        `light`, `dark`: CSS colours. `count`: of the networks, of which at most `MOST` are drawn. `said`: in words.

    Raises:
        SelectionError: there is no such label.
    """
    facts = map_facts(positions, labels, split, colour, group)
    codes, palettes = _colours(facts)
    low, high = positions.min(axis=0), positions.max(axis=0)
    drawn = np.unique(np.linspace(0, len(positions) - 1, min(len(positions), MOST)).round().astype(int))
    drawn = drawn[np.argsort(facts.heldout[drawn], kind="stable")]  # rings on top
    share = (positions[drawn] - low) / np.maximum(high - low, 1e-12)
    places = (share * _FINEST).round().astype("<u2")
    marks = (codes[drawn] + HELD * facts.heldout[drawn]).astype("u1")
    body = places[:, 0].tobytes() + places[:, 1].tobytes() + marks.tobytes()
    said = f"Map of {len(positions):,} networks, coloured by {spoken(colour)}. The live view of it is being loaded."
    return {
        "points": base64.b64encode(body).decode("ascii"), "box": [*map(float, low), *map(float, high)],
        "count": len(positions), "said": said, **palettes,
    }  # fmt: skip


def _colours(facts: MapFacts) -> tuple[np.ndarray, dict[str, list[str]]]:
    """The number of each network's colour, below `HELD`, and what the numbers mean in each theme."""
    if facts.values is None:
        codes = np.zeros(len(facts.heldout), dtype=int)
        for k, group in enumerate(facts.groups):
            codes[group.ids] = k
        colours = [str(group.colour) for group in facts.groups]
        return codes, {"light": colours, "dark": colours}
    finite = np.isfinite(facts.values)
    known = facts.values[finite]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    share = (facts.values - low) / (high - low) if high > low else np.full(len(finite), 0.5)
    codes = np.where(finite, (np.where(finite, share, 0) * (STEPS - 1)).round(), STEPS).astype(int)
    palettes = {}
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        palettes[name] = [*sample_colorscale(SEQUENTIAL, np.linspace(*_SCALES[name], STEPS).tolist()), theme.faint]
    return codes, palettes
