from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh

from explorer.errors import LatentError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.read.optimize import (
    TowardAccuracy,
    TowardShape,
    optimize,
    outcome,
    random_latent,
    reached_of,
    run_to_end,
)
from explorer.kinds.classifiers.classification import arch_indices
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import mesh_target, network_target
from explorer.space.bundle import Space


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def parameters(space: Space) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in space.model.parameters()]).clone()


# --- toward accuracy


def test_the_loss_falls_and_the_best_step_is_kept(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    before = parameters(space)
    # Of another architecture than wanted: there is much to gain, whatever so small a space has learned.
    start = space.latents[int(np.flatnonzero(space.zoo.archs == 0)[0])]
    steps = list(optimize(engine, space, start, TowardAccuracy("ResNet8"), steps=150, rate=0.3, seed=1))
    assert [s.index for s in steps] == list(range(151))
    assert np.mean([s.loss for s in steps[-10:]]) < 0.95 * np.mean([s.loss for s in steps[:5]])
    best = [s for s in steps if s.best][-1]
    wanted = space.model.index("ResNet8")
    looked = [s for s in steps if s.index % 5 == 0 and s.shares is not None and s.shares.argmax() == wanted]
    assert best.accuracy == max(s.accuracy or 0 for s in looked)
    assert all(0 <= (s.accuracy or 0) <= 100 for s in steps)  # not less than nothing where the architecture is another
    assert torch.equal(parameters(space), before)
    assert all(p.grad is None for p in space.model.parameters())


def test_the_best_step_is_not_the_last_where_that_one_is_worse(
    engine: Engine, tiny_classifiers: ClassifierSpace
) -> None:
    space = tiny_classifiers
    strongest = int(space.labels["decoded_accuracy"].argmax())
    # So large a rate throws the latent away from where it was good.
    steps = list(optimize(engine, space, space.latents[strongest], TowardAccuracy(), steps=8, rate=50.0))
    best = [s for s in steps if s.best][-1]
    found = outcome(engine, space, steps[0], best, 1.0)
    assert found.step.accuracy == max(s.accuracy or 0 for s in steps)
    assert best.index < 8
    assert found.test_accuracy == judge_network(engine, space, Decoded.of(best.latent)).accuracy


def test_the_seed_decides_the_run(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    runs = [
        [
            s.latent
            for s in optimize(engine, tiny_classifiers, tiny_classifiers.latents[0], TowardAccuracy(), steps=5, seed=k)
        ]
        for k in (3, 3, 4)
    ]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])


def test_test_images_are_not_looked_at_before_the_end(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    wrong = replace(space.images.test, labels=(space.images.test.labels + 1) % 10)
    other = replace(space, images=replace(space.images, test=wrong), version="other")
    ways = [
        [(s.latent.tolist(), s.accuracy) for s in optimize(engine, one, space.latents[0], TowardAccuracy(), steps=6)]
        for one in (space, other)
    ]
    assert ways[0] == ways[1]


@pytest.mark.parametrize("name", ["LeNetLike", "ResNet8"])
def test_toward_an_architecture_ends_in_it(engine: Engine, tiny_classifiers: ClassifierSpace, name: str) -> None:
    space = tiny_classifiers
    other = int(np.flatnonzero(space.labels["architecture"] != name)[0])
    found = run_to_end(engine, space, space.latents[other], TowardAccuracy(name), steps=120, rate=0.2)
    assert space.archs[arch_indices(space, [Decoded.of(found.step.latent)])[0]].name == name
    assert found.step.shares is not None
    assert found.step.shares[space.model.index(name)] > 0.5


def test_the_weakest_networks_are_the_starts(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    told: list[tuple[int, int]] = []
    reached, of, outcomes = reached_of(
        engine, tiny_classifiers, 2, steps=4, progress=lambda done, total: told.append((done, total))
    )
    assert (of, len(outcomes), told) == (2, 2, [(1, 2), (2, 2)])
    best = float(tiny_classifiers.labels["accuracy"].max())
    assert reached == sum((o.test_accuracy or 0) >= best - 1 for o in outcomes)


def test_stopping_early_leaves_nothing_behind(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    walk = optimize(engine, tiny_classifiers, tiny_classifiers.latents[0], TowardAccuracy(), steps=50)
    assert len(list(islice(walk, 3))) == 3
    del walk
    assert judge_network(engine, tiny_classifiers, Decoded.of(tiny_classifiers.latents[0])).accuracy >= 0


# --- toward a shape


def test_toward_a_shape_the_error_falls(engine: Engine, tiny_space: ShapeSpace) -> None:
    goal, read = network_target(engine, tiny_space, 3)
    np.testing.assert_allclose(read, tiny_space.latents[3], atol=5e-3)
    start = tiny_space.latents[10]
    steps = list(optimize(engine, tiny_space, start, goal, steps=60))
    errors = [s.error for s in steps if s.error is not None]
    assert min(errors) < 0.8 * errors[0]
    found = outcome(engine, tiny_space, steps[0], [s for s in steps if s.best][-1], 1.0)
    assert found.test_accuracy is None
    assert found.step.error == min(errors)


def test_a_mesh_file_becomes_a_target(engine: Engine, tiny_space: ShapeSpace, tmp_path: Path) -> None:
    file = tmp_path / "box.stl"
    trimesh.creation.box((4, 2, 2)).export(file)
    goal, read = mesh_target(tiny_space, file)
    assert read.shape == tiny_space.latents[0].shape
    # Scaled to 1.6 along the longest side: half sizes 0.8, 0.4, 0.4. It stands on the furniture's floor, y = -0.85.
    # The distance to a box in closed form:
    q = np.abs(goal.points.numpy() - np.asarray([0, -0.45, 0])) - np.asarray([0.8, 0.4, 0.4])
    exact = np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(1), 0)
    np.testing.assert_allclose(goal.distances.numpy(), exact, atol=2e-3)
    assert len(list(optimize(engine, tiny_space, read, goal, steps=2))) == 3


def test_a_mesh_needs_an_encoder_that_reads_distances(tiny_space: ShapeSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiny_space.model.encoder, "reads", "prep")
    with pytest.raises(SelectionError, match="networks alone"):
        mesh_target(tiny_space, Path("never read.stl"))


# --- what cannot be


def test_bad_starts_and_goals(engine: Engine, tiny_classifiers: ClassifierSpace, tiny_space: ShapeSpace) -> None:
    good = tiny_classifiers.latents[0]
    shape = TowardShape(torch.zeros(4, 3), torch.zeros(4))
    with pytest.raises(LatentError, match="shape"):
        optimize(engine, tiny_classifiers, good[:-1], TowardAccuracy())
    with pytest.raises(LatentError, match="not finite"):
        optimize(engine, tiny_classifiers, np.full_like(good, np.inf), TowardAccuracy())
    with pytest.raises(SelectionError, match="0 steps"):
        optimize(engine, tiny_classifiers, good, TowardAccuracy(), steps=0)
    with pytest.raises(SelectionError, match="rate"):
        optimize(engine, tiny_classifiers, good, TowardAccuracy(), rate=0.0)
    with pytest.raises(SelectionError, match="'AlexNet'"):
        optimize(engine, tiny_classifiers, good, TowardAccuracy("AlexNet"))
    with pytest.raises(SelectionError, match="toward a shape"):
        optimize(engine, tiny_classifiers, good, shape)
    with pytest.raises(SelectionError, match="toward accuracy"):
        optimize(engine, tiny_space, tiny_space.latents[0], TowardAccuracy())
    with pytest.raises(SelectionError, match="no network 99"):
        network_target(engine, tiny_space, 99)


def test_random_latents_are_like_the_zoos(tiny_classifiers: ClassifierSpace) -> None:
    drawn = np.stack([random_latent(tiny_classifiers, seed) for seed in range(400)])
    latents = tiny_classifiers.latents[tiny_classifiers.train]
    spread = latents.std(0, ddof=1)
    np.testing.assert_allclose(drawn.mean(0), latents.mean(0), atol=0.25 * spread.max())
    np.testing.assert_allclose(drawn.std(0), spread, rtol=0.3)
    assert np.array_equal(random_latent(tiny_classifiers, 5), drawn[5])
