from __future__ import annotations

from pathlib import Path

import numpy as np

from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.travel.location import where
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.sounding import SOUNDING
from explorer.space.bundle import load_space
from explorer.space.sums import sensible_sum


def test_the_sum_that_is_offered_is_no_rubble(furniture_dir: Path) -> None:
    space = load_space(furniture_dir)
    three = sensible_sum(space)
    assert three is not None
    a, b, c = three
    kinds, labels = space.labels["kind"], ("arms", "back", "stretchers", "top", "boards", "legs")
    assert kinds[a] == kinds[b] != kinds[c]
    assert any(space.labels[name][a] != space.labels[name][b] == space.labels[name][c] for name in labels)
    latent = space.latents[a] - space.latents[b] + space.latents[c]
    assert where(space, latent).ratio <= 1.5  # among its neighbours
    assert SOUNDING.sound(Engine("cpu"), space, Decoded.of(latent)).sound
    careless = space.latents[10] - space.latents[20] + space.latents[30]
    assert where(space, careless).ratio > 1.5


def test_without_a_property_none_is_offered(tiny_classifiers: ClassifierSpace) -> None:
    assert sensible_sum(tiny_classifiers) is None  # fewer networks than directions need
    assert len(np.unique(tiny_classifiers.labels[tiny_classifiers.group])) == 2
