"""Walks that stay where networks are."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import optimize, run_to_end
from explorer.explore.read.staying import HOME, Home
from explorer.kinds.classifiers.optimizing import toward_accuracy
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.space.neighbours import nearest


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_who_has_left_is_put_back_on_the_way_to_the_nearest_network(tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    home, own = Home(space), space.latents[space.train]
    far = own[0] + 100 * (own[0] - own.mean(0))
    near = nearest(space, far, 1, among=space.train.tolist())
    there = torch.from_numpy(far.copy())[None]
    assert not home.holds(there)
    home.put_back(there)
    assert home.holds(there)
    network = space.latents[near.ids[0]]
    moved, whole = there[0].numpy() - network, far - network
    assert np.linalg.norm(moved) == pytest.approx(HOME * space.typical, rel=1e-3)
    assert moved @ whole == pytest.approx(np.linalg.norm(moved) * np.linalg.norm(whole), rel=1e-4)


def test_who_is_there_stays(tiny_classifiers: ClassifierSpace) -> None:
    home, own = Home(tiny_classifiers), torch.from_numpy(tiny_classifiers.latents[tiny_classifiers.train[2:3]])
    there = own + 0.1 * home.reach / own.shape[1] ** 0.5
    before = there.clone()
    assert home.holds(there)
    home.put_back(there)
    assert torch.equal(there, before)


def test_what_lies_elsewhere_is_never_the_best(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    walk = {"steps": 15, "rate": 3.0, "seed": 1}  # so fast that it leaves at once, as it may in the beginning
    steps = list(optimize(engine, space, space.latents[0], toward_accuracy(), **walk))  # type: ignore[arg-type]
    home = Home(space)
    there = [home.holds(torch.from_numpy(step.latent)[None]) for step in steps]
    assert not all(there[:11])
    assert all(there[11:])
    assert all(home.holds(torch.from_numpy(step.latent)[None]) for step in steps if step.best)
    found = run_to_end(engine, space, space.latents[0], toward_accuracy(), **walk)  # type: ignore[arg-type]
    assert found.ratio <= HOME
    free = list(optimize(engine, space, space.latents[0], toward_accuracy(), **walk, anywhere=True))  # type: ignore[arg-type]
    assert not np.array_equal(free[-1].latent, steps[-1].latent)
