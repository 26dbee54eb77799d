from __future__ import annotations

from dataclasses import fields
from itertools import islice

import numpy as np
import pytest
import torch

from explorer.errors import LatentError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.read.optimize import optimize, random_latent, weakest_network
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.optimizing import toward_accuracy
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.registry import Kind, forget, register
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import TowardShape, aim_of


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_the_seed_decides_the_run(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    runs = [
        [
            s.latent
            for s in optimize(engine, tiny_classifiers, tiny_classifiers.latents[0], toward_accuracy(), steps=5, seed=k)
        ]
        for k in (3, 3, 4)
    ]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])


def test_stopping_early_leaves_nothing_behind(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    walk = optimize(engine, tiny_classifiers, tiny_classifiers.latents[0], toward_accuracy(), steps=50)
    assert len(list(islice(walk, 3))) == 3
    del walk
    assert judge_network(engine, tiny_classifiers, Decoded.of(tiny_classifiers.latents[0])).accuracy >= 0


def test_bad_starts_and_goals(engine: Engine, tiny_classifiers: ClassifierSpace, tiny_space: ShapeSpace) -> None:
    good = tiny_classifiers.latents[0]
    places, inside = torch.zeros(4, 3), torch.zeros(4, 4, 4, dtype=torch.bool)
    target = TowardShape(places, torch.zeros(4), inside, np.zeros((4, 3)), lambda at: at[:, 0])
    shape = aim_of(target, "box.stl", "a box")
    with pytest.raises(LatentError, match="shape"):
        optimize(engine, tiny_classifiers, good[:-1], toward_accuracy())
    with pytest.raises(LatentError, match="not finite"):
        optimize(engine, tiny_classifiers, np.full_like(good, np.inf), toward_accuracy())
    with pytest.raises(SelectionError, match="0 steps"):
        optimize(engine, tiny_classifiers, good, toward_accuracy(), steps=0)
    with pytest.raises(SelectionError, match="rate"):
        optimize(engine, tiny_classifiers, good, toward_accuracy(), rate=0.0)
    with pytest.raises(SelectionError, match="'AlexNet'"):
        optimize(engine, tiny_classifiers, good, toward_accuracy("AlexNet"))
    with pytest.raises(SelectionError, match="toward a box"):
        optimize(engine, tiny_classifiers, good, shape)
    with pytest.raises(SelectionError, match="toward accuracy"):
        optimize(engine, tiny_space, tiny_space.latents[0], toward_accuracy())


class Aimless(ShapeSpace):
    kind = "aimless"


def test_a_kind_that_offers_no_aims(tiny_space: ShapeSpace) -> None:
    space = Aimless(**{one.name: getattr(tiny_space, one.name) for one in fields(tiny_space)})
    register(Kind("aimless", "aimless networks", {}))
    try:
        with pytest.raises(SelectionError, match="Spaces of aimless networks cannot be optimized in"):
            weakest_network(space)
    finally:
        forget("aimless")


def test_the_weakest_network(tiny_classifiers: ClassifierSpace, tiny_space: ShapeSpace) -> None:
    weakest = weakest_network(tiny_classifiers)
    assert weakest is not None
    assert tiny_classifiers.labels["accuracy"][weakest] == tiny_classifiers.labels["accuracy"].min()
    assert weakest_network(tiny_space) is None


def test_random_latents_are_like_the_zoos(tiny_classifiers: ClassifierSpace) -> None:
    drawn = np.stack([random_latent(tiny_classifiers, seed) for seed in range(400)])
    latents = tiny_classifiers.latents[tiny_classifiers.train]
    spread = latents.std(0, ddof=1)
    np.testing.assert_allclose(drawn.mean(0), latents.mean(0), atol=0.25 * spread.max())
    np.testing.assert_allclose(drawn.std(0), spread, rtol=0.3)
    assert np.array_equal(random_latent(tiny_classifiers, 5), drawn[5])
