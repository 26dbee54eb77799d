"""Latents optimized toward accuracy and architectures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.errors import SelectionError
from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.read.optimize import optimize, outcome, run_to_end
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.optimizing import OPTIMIZING, reached_of, toward_accuracy
from explorer.kinds.classifiers.space import ClassifierSpace


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def parameters(space: ClassifierSpace) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in space.model.parameters()]).clone()


def test_the_loss_falls_and_the_best_step_is_kept(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    before = parameters(space)
    # Of another architecture than wanted: there is much to gain, whatever so small a space has learned.
    start = space.latents[int(np.flatnonzero(space.zoo.archs == 0)[0])]
    steps = list(optimize(engine, space, start, toward_accuracy("ResNet8"), steps=150, rate=0.3, seed=1))
    assert [s.index for s in steps] == list(range(151))
    assert np.mean([s.loss for s in steps[-10:]]) < 0.95 * np.mean([s.loss for s in steps[:5]])
    best = [s for s in steps if s.best][-1]
    wanted = space.model.index("ResNet8")
    looked = [s for s in steps if s.index % 5 == 0 and np.argmax(s.facts["shares"]) == wanted]
    assert best.measured == max(s.measured for s in looked)
    assert all(0 <= (s.measured) <= 100 for s in steps)  # not less than nothing where the architecture is another
    assert torch.equal(parameters(space), before)
    assert all(p.grad is None for p in space.model.parameters())


def test_the_best_step_is_not_the_last_where_that_one_is_worse(
    engine: Engine, tiny_classifiers: ClassifierSpace
) -> None:
    space = tiny_classifiers
    strongest = int(space.labels["decoded_accuracy"].argmax())
    # So large a rate throws the latent away from where it was good.
    steps = list(
        optimize(engine, space, space.latents[strongest], toward_accuracy(), steps=8, rate=50.0, anywhere=True)
    )
    best = [s for s in steps if s.best][-1]
    found = outcome(engine, space, steps[0], best, 1.0)
    assert found.step.measured == max(s.measured for s in steps)
    assert best.index < 8
    assert found.facts["test"] == judge_network(engine, space, Decoded.of(best.latent)).accuracy


def test_test_images_are_not_looked_at_before_the_end(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    wrong = replace(space.images.test, labels=(space.images.test.labels + 1) % 10)
    other = replace(space, images=replace(space.images, test=wrong), version="other")
    ways = [
        [(s.latent.tolist(), s.measured) for s in optimize(engine, one, space.latents[0], toward_accuracy(), steps=6)]
        for one in (space, other)
    ]
    assert ways[0] == ways[1]


@pytest.mark.parametrize("name", ["LeNetLike", "ResNet8"])
def test_toward_an_architecture_ends_in_it(engine: Engine, tiny_classifiers: ClassifierSpace, name: str) -> None:
    space = tiny_classifiers
    other = int(np.flatnonzero(space.labels["architecture"] != name)[0])
    found = run_to_end(engine, space, space.latents[other], toward_accuracy(name), steps=120, rate=0.2)
    assert space.archs[arch_indices(space, [Decoded.of(found.step.latent)])[0]].name == name
    assert found.step.facts["shares"][space.model.index(name)] > 0.5


def test_the_weakest_networks_are_the_starts(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    told: list[tuple[int, int]] = []
    reached, of, outcomes = reached_of(
        engine, tiny_classifiers, 2, steps=4, progress=lambda done, total: told.append((done, total))
    )
    assert (of, len(outcomes), told) == (2, 2, [(1, 2), (2, 2)])
    best = float(tiny_classifiers.labels["accuracy"].max())
    assert reached == sum((o.facts["test"]) >= best - 1 for o in outcomes)


def test_aims(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    label, aims = OPTIMIZING.choices(tiny_classifiers)
    assert label == "Toward"
    assert [key for key, _ in aims] == ["accuracy", "arch:LeNetLike", "arch:ResNet8"]
    assert OPTIMIZING.aim(engine, tiny_classifiers, "ResNet8") == OPTIMIZING.aim(engine, tiny_classifiers, aims[2][0])
    with pytest.raises(SelectionError, match="'beauty'"):
        OPTIMIZING.aim(engine, tiny_classifiers, "beauty")


def test_what_it_came_to_is_said(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    found = run_to_end(engine, space, space.latents[0], toward_accuracy("ResNet8"), steps=4)
    best = float(space.labels["accuracy"].max())
    assert found.facts["zoo"] == best
    stated = OPTIMIZING.stated(space, found)
    assert stated["architecture"] == space.archs[arch_indices(space, [Decoded.of(found.step.latent)])[0]].name
    assert stated["test_accuracy"] == found.facts["test"]
    assert f"best network {best:.2f} %" in OPTIMIZING.concluded(space, found)
