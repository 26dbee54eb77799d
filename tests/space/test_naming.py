from __future__ import annotations

import dataclasses

import numpy as np

from explorer.space.bundle import Space
from explorer.space.naming import network_name, split_name, spoken


def test_spoken() -> None:
    assert [spoken(n) for n in ("iou", "seat_height", "kind")] == ["IoU", "seat height", "kind"]


def test_networks_and_splits_have_names(tiny_space: Space) -> None:
    assert network_name(tiny_space, 3) == f"{tiny_space.labels['kind'][3]} 3"
    assert [split_name(s) for s in ("train", "heldout", "other")] == ["training", "held out", "other"]


def test_an_id_stands_apart_from_a_name_that_ends_in_a_digit(tiny_space: Space) -> None:
    kinds = np.array(["net_08"] * len(tiny_space))
    space = dataclasses.replace(tiny_space, labels={**tiny_space.labels, tiny_space.group: kinds})
    assert network_name(space, 5) == "net_08 · 5"
