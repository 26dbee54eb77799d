from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.travel.ends import colours_of, typical_pair, weak_and_strong
from explorer.space.bundle import Space

FIRST = ("chair", "table")


@pytest.mark.parametrize(
    ("kinds", "ends"),
    [
        (["chair", "chair", "chair", "table", "table", "table", "bed"], (1, 4)),
        (["bed", "table", "chair", "shelf"], (2, 1)),
        (["lamp", "door", "lamp", "lamp"], (1, 0)),
        (["lamp"], (0, 0)),
    ],
)
def test_the_first_path_joins_typical_networks_of_two_kinds(kinds: list[str], ends: tuple[int, int]) -> None:
    split = np.array(["train"] * (len(kinds) - 1) + ["heldout"])
    assert typical_pair(np.array(kinds), split, np.arange(len(kinds), dtype=np.float32)[:, None], FIRST) == ends


def test_of_a_kind_that_has_some_the_first_path_joins_networks_that_are_fit_to_be_shown() -> None:
    kinds = np.array(["chair"] * 3 + ["table"] * 3)
    latents = np.arange(6, dtype=np.float32)[:, None]
    shown = np.array([False, False, True, False, False, False])
    assert typical_pair(kinds, np.full(6, "train"), latents, FIRST, shown) == (2, 4)


def test_a_first_path_goes_from_a_weak_to_the_strongest_training_network() -> None:
    accuracy = np.array([50.0, 99.0, 10.0, 90.0, 5.0])
    split = np.array(["train", "heldout", "train", "train", "heldout"])
    assert weak_and_strong(accuracy, split) == (2, 3)
    assert weak_and_strong(accuracy, np.full(5, "heldout")) == (4, 1)


def test_the_map_can_be_coloured_by_every_label_and_the_split(tiny_space: Space) -> None:
    colours = colours_of(tiny_space, "width")
    assert colours[:2] == ("width", "kind")
    assert colours[-1] == "split"
    assert sorted(colours) == sorted({*tiny_space.labels, "split"})
