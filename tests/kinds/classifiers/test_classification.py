from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, precision_score, recall_score

from explorer.data.images import normalised
from explorer.errors import LatentError, SelectionError
from explorer.explore.engine.archs import arch_indices, arch_shares
from explorer.explore.engine.engine import Decoded, Dropped, Engine, Input, Raw
from explorer.explore.travel.paths import PathKind, make_path, make_tour
from explorer.kinds.classifiers.classification import disagreement, judge, samples
from explorer.kinds.classifiers.judging import judge_network, network_answers
from explorer.kinds.classifiers.networks import run
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.space import ShapeSpace

ONE = np.ones(1, np.float32)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=50))
def test_a_judgement_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    true, predicted = (np.asarray(column) for column in zip(*pairs, strict=True))
    logits = torch.nn.functional.one_hot(torch.from_numpy(predicted), 4).float() * 3
    judged = judge(logits, torch.from_numpy(true), 0, ONE)
    every = list(range(4))
    np.testing.assert_array_equal(judged.confusion, confusion_matrix(true, predicted, labels=every))
    assert judged.accuracy == pytest.approx(100 * (true == predicted).mean())
    options = {"labels": every, "average": None, "zero_division": 0}
    np.testing.assert_allclose(judged.precision, precision_score(true, predicted, **options))
    np.testing.assert_allclose(judged.recall, recall_score(true, predicted, **options))
    np.testing.assert_allclose(judged.confidence, np.exp(3) / (np.exp(3) + 3), rtol=1e-5)


def test_samples_show_disagreements_then_errors_then_doubts() -> None:
    logits = torch.tensor([[3.0, 0], [0, 2], [0, 9], [5, 0], [1, 0]])
    judged = judge(logits, torch.tensor([0, 1, 0, 0, 0]), 0, ONE)
    # 0 and 4 are right and undisputed; 1: the reference differs; 3: differs, and is surer; 2: wrong, as the reference.
    reference, labels = np.asarray([0, 0, 1, 1, 0]), np.asarray([0, 1, 0, 0, 0])
    assert samples(judged, reference, labels, 5).tolist() == [3, 1, 2, 4, 0]
    assert samples(judged, reference, labels, 2).tolist() == [3, 1]


def test_disagreement_is_a_share() -> None:
    assert disagreement(np.asarray([0, 1, 2, 3]), np.asarray([0, 1, 0, 0])) == 0.5


# --- through the engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_the_engine_judges_a_network_as_it_is_run_alone(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space, images = tiny_classifiers, tiny_classifiers.images.test
    x = normalised(images.pixels, space.images.mean, space.images.std)
    for k in (0, 3, 9):
        arch = int(space.zoo.archs[k])
        logits = run(space.archs[arch], space.model.params(arch, space.zoo.weights([k])[0]), x)
        judged = judge_network(engine, space, Input(k))
        assert judged.arch == arch
        assert (judged.predicted == logits.argmax(1).numpy()).mean() > 0.99  # equal logits fall either way
        assert judged.accuracy == pytest.approx(float(space.labels["accuracy"][k]), abs=0.3)


def test_many_sources_in_one_batch_are_as_one_by_one(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    same = [i for i in range(10) if space.zoo.archs[i] == space.zoo.archs[0]]
    sources = [Decoded.of(z) for z in space.latents] + [Input(2), Raw(same[0], same[1], 0.25)]
    archs, logits = network_answers(engine, space, sources, space.images.validation)
    assert archs == arch_indices(space, sources)
    for k, source in enumerate(sources):
        alone_arch, alone = network_answers(engine, space, [source], space.images.validation)
        assert alone_arch == [archs[k]]
        torch.testing.assert_close(logits[k], alone[0], rtol=1e-3, atol=1e-4)


def test_a_judgement_on_fewer_images_and_a_second_time(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    source = Decoded.of(tiny_classifiers.latents[1])
    few = judge_network(engine, tiny_classifiers, source, 50)
    assert few.confusion.sum() == len(few.predicted) == 50
    assert judge_network(engine, tiny_classifiers, source, 50) is few
    whole = judge_network(engine, tiny_classifiers, source, 10**6)
    assert whole.confusion.sum() == len(tiny_classifiers.images.test)
    np.testing.assert_allclose(few.shares.sum(), 1, rtol=1e-5)


def test_what_cannot_be_judged(engine: Engine, tiny_classifiers: ClassifierSpace, tiny_space: ShapeSpace) -> None:
    size = tiny_classifiers.latents.shape[1]
    with pytest.raises(LatentError, match="shape"):
        judge_network(engine, tiny_classifiers, Decoded.of(np.zeros(size + 1, np.float32)))
    with pytest.raises(LatentError, match="not finite"):
        judge_network(engine, tiny_classifiers, Decoded.of(np.full(size, np.nan, np.float32)))
    with pytest.raises(SelectionError, match="no network 77"):
        judge_network(engine, tiny_classifiers, Input(77))
    with pytest.raises(SelectionError, match="0 images"):
        judge_network(engine, tiny_classifiers, Input(0), 0)
    with pytest.raises(SelectionError, match="space of image classifiers"):
        mesh_of(engine, tiny_classifiers, Input(0), 16)
    with pytest.raises(Dropped):
        judge_network(engine, tiny_classifiers, Input(0), 40, lambda: True)
    assert tiny_space.kind == "sdf"


def test_weights_of_different_architectures_have_no_average(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    archs = tiny_classifiers.zoo.archs
    a, b = int(np.flatnonzero(archs == 0)[0]), int(np.flatnonzero(archs == 1)[0])
    for attempt in (
        lambda: judge_network(engine, tiny_classifiers, Raw(a, b, 0.5)),
        lambda: make_path(tiny_classifiers, a, b, PathKind.RAW),
        lambda: make_tour(tiny_classifiers, [a, b], PathKind.RAW),
    ):
        with pytest.raises(SelectionError, match="LeNetLike and ResNet8 cannot be averaged"):
            attempt()


def test_shares_are_a_softmax_of_the_scores(tiny_classifiers: ClassifierSpace) -> None:
    shares = arch_shares(tiny_classifiers, tiny_classifiers.latents)
    np.testing.assert_allclose(shares.sum(1), 1, rtol=1e-5)
    assert (
        arch_indices(tiny_classifiers, [Decoded.of(z) for z in tiny_classifiers.latents]) == shares.argmax(1).tolist()
    )
