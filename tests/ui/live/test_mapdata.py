"""The map of a space of classifiers, as the browser gets it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.explore.live.frames import decode_message
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.protocols import Frames
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.directions import directions
from explorer.ui.live.mapdata import directions_text, map_message


def test_a_space_of_classifiers_says_what_its_frames_are_read_with(tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    header, body = decode_message(map_message(space))
    assert header["about"] == {
        "classes": [str(k) for k in range(10)],
        "archs": ["LeNetLike", "ResNet8"],
        "channels": 1,
        "size": 16,
        "data": space.images.name,
        "tests": len(space.images.test.labels),
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


def test_shapes_need_no_more_than_the_map(tiny_space: ShapeSpace, instead: Callable[..., None]) -> None:
    assert decode_message(map_message(tiny_space))[0]["about"] == {}
    instead("sdf", {Frames: None})
    assert decode_message(map_message(tiny_space))[0]["about"] == {}


def test_directions_are_called_as_the_kind_calls_them(tiny_space: ShapeSpace) -> None:
    said = directions_text(tiny_space, directions(tiny_space))
    assert {"Width": ("narrower", "wider")}.items() <= {
        one["title"]: (one["less"], one["more"]) for one in said["labels"]
    }.items()
