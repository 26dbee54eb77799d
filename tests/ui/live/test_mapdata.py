"""The map of a space of classifiers, as the browser gets it."""

from __future__ import annotations

import numpy as np

from explorer.explore.live.frames import decode_message
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.space import ShapeSpace
from explorer.ui.live.mapdata import map_message


def test_a_space_of_classifiers_says_what_its_frames_are_read_with(tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    header, body = decode_message(map_message(space))
    assert header["classifiers"] == {
        "classes": [str(k) for k in range(10)],
        "archs": ["LeNetLike", "ResNet8"],
        "channels": 1,
        "size": 16,
        "data": space.images.name,
    }
    assert header["count"] == len(space)
    names = [label["name"] for label in header["labels"]]
    assert {"architecture", "accuracy", "split"} <= set(names)
    sizes = [4 * len(space) if label["kind"] == "number" else 2 * len(space) for label in header["labels"]]
    sizes = [size + -size % 4 for size in sizes]
    assert len(body) == 8 * len(space) + sum(sizes)
    at = names.index("accuracy")
    values = np.frombuffer(body, "<f4", len(space), 8 * len(space) + sum(sizes[:at]))
    np.testing.assert_array_equal(values, space.labels["accuracy"].astype(np.float32))
    at = names.index("architecture")
    codes = np.frombuffer(body, "<u2", len(space), 8 * len(space) + sum(sizes[:at]))
    categories = header["labels"][at]["categories"]
    assert [categories[code] for code in codes] == space.labels["architecture"].tolist()


def test_a_space_of_shapes_says_nothing_of_classifiers(tiny_space: ShapeSpace) -> None:
    assert "classifiers" not in decode_message(map_message(tiny_space))[0]
