"""The map of a space as one binary message: places, names and labels of all networks."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.explore.frames import encode_message
from explorer.figures.map import spoken
from explorer.space.bundle import Space
from explorer.ui import words


def map_message(space: Space) -> bytes:
    """Header: space, count, names, labels; body: positions f32[2n], then per label f32[n], or u16[n] codes.

    Each array is padded to a multiple of 4 bytes. The kind comes first: it colours the map until something else is
    chosen; then the split, then the other labels as they are.
    """
    known = {"kind": space.labels["kind"], "split": np.array([words.split_name(str(s)) for s in space.split])}
    columns = known | {name: values for name, values in space.labels.items() if name not in known}
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
    names = [words.name(space, i) for i in range(len(space))]
    header = {"type": "map", "space": space.name, "count": len(space), "names": names, "labels": labels}
    return encode_message(header, b"".join(arrays))
