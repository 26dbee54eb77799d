from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.explore.engine.engine import Engine, Input
from explorer.kinds.classifiers.align import permutation_spec, permuted
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.novelty import nearest_in_zoo, novelty, weight_distance, zoo_predictions
from explorer.kinds.classifiers.space import ClassifierSpace


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_a_zoo_network_is_its_own_nearest(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    known = zoo_predictions(engine, space)
    assert known.shape == (8, len(space.images.test))
    for k in space.train.tolist():
        arch, entries = int(space.zoo.archs[k]), space.zoo.weights([k])[0]
        judged = judge_network(engine, space, Input(k))
        found = nearest_in_zoo(space, known, arch, entries, judged.predicted)
        assert found is not None
        assert found.disagreement == 0
        other = nearest_in_zoo(space, known, arch, entries, judged.predicted, exclude=k)
        assert other is not None
        assert other.network != k
        assert space.zoo.archs[other.network] == arch
        differ = (judge_network(engine, space, Input(other.network)).predicted != judged.predicted).mean()
        assert other.disagreement == pytest.approx(float(differ))


def test_a_shuffled_copy_has_no_distance(tiny_classifiers: ClassifierSpace) -> None:
    """Biases tell the units apart: of so narrow a network with weights alone, not every order is found again."""
    space = tiny_classifiers
    generator = torch.Generator().manual_seed(0)
    for k in (int(np.flatnonzero(space.zoo.archs == a)[0]) for a in (0, 1)):
        arch = int(space.zoo.archs[k])
        params = {
            name: 10 * torch.arange(1.0, len(value) + 1) if name.endswith(".bias") else value
            for name, value in space.model.params(arch, space.zoo.weights([k])[0]).items()
        }
        entries = space.model.entries(arch, params)
        spec = permutation_spec(space.archs[arch])
        sizes = {axes[0]: len(params[name]) for name, axes in spec.items() if axes[0] is not None}
        shuffled = permuted(
            space.archs[arch], params, {p: torch.randperm(n, generator=generator) for p, n in sizes.items()}
        )
        given = space.model.entries(arch, shuffled)
        assert weight_distance(space, arch, given, entries) < 1e-4 < float((given - entries).norm())


def test_the_table_has_every_way_with_sound_numbers(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    # With six networks held out there are pairs of one architecture.
    space = replace(tiny_classifiers, split=np.asarray(["train"] * 4 + ["heldout"] * 6))
    table = novelty(engine, space, 3, 0, lambda what, done, total: None)
    ways = {"decoded", "raw_average", "aligned_average", "noisy_neighbour", "held_out", "ensemble_of_ends"}
    assert set(table) == ways
    for way, numbers in table.items():
        assert 0 <= numbers["accuracy"] <= 100
        assert 0 <= numbers["disagreement"] <= 1
        assert ("weights" in numbers) == (way != "ensemble_of_ends")
    # A network with a tenth of noise stays nearer to its origin than networks trained independently to each other.
    assert table["noisy_neighbour"]["weights"] < table["held_out"]["weights"]
    assert table == novelty(engine, space, 3, 0, lambda what, done, total: None)
