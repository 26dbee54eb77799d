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


def test_outside_is_measured_in_the_reach_and_pulled_at_toward_the_nearest_network(
    tiny_classifiers: ClassifierSpace,
) -> None:
    space = tiny_classifiers
    home, own = Home(space), space.latents[space.train]
    far = own[0] + 100 * (own[0] - own.mean(0))
    latent = torch.from_numpy(far)[None].requires_grad_(True)
    near = nearest(space, far, 1, among=space.train.tolist())
    assert float(home.away(latent)) == pytest.approx(float(near.distances[0]) / (HOME * space.typical) - 1, rel=1e-3)
    assert not home.holds(latent)
    home.pull(latent, 1.0).backward()
    assert latent.grad is not None
    back = far - space.latents[near.ids[0]]
    assert float(latent.grad[0] @ torch.from_numpy(back)) > 0.99 * float(latent.grad.norm()) * np.linalg.norm(back)
    assert float(home.pull(latent, 0.0)) == 0


def test_at_a_network_nothing_is_asked(tiny_classifiers: ClassifierSpace) -> None:
    home = Home(tiny_classifiers)
    latent = torch.from_numpy(tiny_classifiers.latents[tiny_classifiers.train[2]])[None].requires_grad_(True)
    home.pull(latent, 1.0).backward()
    assert latent.grad is not None
    assert latent.grad.tolist() == torch.zeros_like(latent).tolist()
    assert home.holds(latent)


def test_what_lies_elsewhere_is_never_the_best(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    walk = {"steps": 15, "rate": 3.0, "seed": 1}  # so fast that it leaves at once
    steps = list(optimize(engine, space, space.latents[0], toward_accuracy(), **walk))  # type: ignore[arg-type]
    home = Home(space)
    assert not all(home.holds(torch.from_numpy(step.latent)[None]) for step in steps)
    assert all(home.holds(torch.from_numpy(step.latent)[None]) for step in steps if step.best)
    found = run_to_end(engine, space, space.latents[0], toward_accuracy(), **walk)  # type: ignore[arg-type]
    assert found.ratio <= HOME
    free = list(optimize(engine, space, space.latents[0], toward_accuracy(), **walk, anywhere=True))  # type: ignore[arg-type]
    assert not np.array_equal(free[-1].latent, steps[-1].latent)
