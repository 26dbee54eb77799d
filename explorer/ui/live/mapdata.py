"""The map of a space as one binary message: places, names and labels of all networks."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.explore.live.frames import encode_message
from explorer.kinds.protocols import Frames
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.directions import LEAST_R2, Directions
from explorer.space.naming import NAME, network_name, split_name, spoken
from explorer.space.sums import sensible_sum
from explorer.ui import words
from explorer.ui.neutral_words import words_of
from explorer.ui.state import choices


def map_message(space: Space) -> bytes:
    """Header: space, count, names, labels, about; body: positions f32[2n], then per label f32[n], or u16[n] codes.

    Each array is padded to a multiple of 4 bytes. What colours the map until something else is chosen comes first, then
    what sorts the networks, the split, and the other labels as they are. `about` is what the kind's part of the browser
    must know.
    """
    first = choices(space).colours[0]
    parts, which = np.unique(space.split, return_inverse=True)
    split = np.array([split_name(str(part)) for part in parts])[which]
    known = {first: space.labels[first], space.group: space.labels[space.group], "split": split}
    columns = known | {name: values for name, values in space.labels.items() if name not in (*known, NAME)}
    labels: list[dict[str, Any]] = []
    arrays = [space.positions.astype("<f4").tobytes()]
    for name, values in columns.items():
        label: dict[str, Any] = {"name": name, "title": spoken(name)[:1].upper() + spoken(name)[1:]}
        if values.dtype.kind in "fiu":
            label["kind"] = "number"
            data = values.astype("<f4").tobytes()
        else:
            categories, codes = np.unique(values, return_inverse=True)
            label |= {"kind": "category", "categories": categories.tolist()}
            data = codes.astype("<u2").tobytes()
        labels.append(label)
        arrays.append(data + bytes(-len(data) % 4))
    frames = promised(space.kind, Frames)
    header: dict[str, Any] = {
        "type": "map",
        "space": space.name,
        "count": len(space),
        "names": [network_name(space, i) for i in range(len(space))],
        "labels": labels,
        "about": {} if frames is None else frames.about(space),
    }
    return encode_message(header, b"".join(arrays))


def directions_text(space: Space, learned: Directions) -> dict[str, Any]:
    """Along which directions a space can be moved, to be sent as JSON; those below `least` R² are not offered."""
    labels = [
        {
            "key": one.label,
            "title": words.sentence(spoken(one.label)),
            "unit": words_of(space).units.get(one.label, ""),
            "less": words.ends(space, one.label)[0],
            "more": words.ends(space, one.label)[1],
            "low": round(one.low, 5),
            "high": round(one.high, 5),
            "r2": None if one.r2 is None else round(one.r2, 4),
        }
        for one in learned.labels
    ]
    classes = [
        {"key": one.label, "title": words.sentence(spoken(one.label)), "values": list(one.values)}
        for one in learned.classes
    ]
    three = sensible_sum(space)
    return {
        "type": "directions", "labels": labels, "classes": classes, "least": LEAST_R2,
        "sum": None if three is None else list(three),
    }  # fmt: skip
