"""Fast ways give what the slow one gives, and the fastest of them is found."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from explorer.data.images import normalised
from explorer.kinds.classifiers import ways
from explorer.kinds.classifiers.networks import Architecture, Classifier
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.ways import Fastest, Way, answer, answer_fast, in_doubt, situation, ways_of

CPU = torch.device("cpu")
ARCHS = [Classifier("ResNet8", width=4, stem_stride=2), Classifier("LeNetLike", width=8), Classifier("VanillaCNN", 3)]


def networks(arch: Architecture, count: int) -> dict[str, Tensor]:
    """Fresh networks, with a batch axis in front."""
    torch.manual_seed(0)
    made = [dict(arch.module(norm=False).named_parameters()) for _ in range(count)]
    return {name: torch.stack([one[name].detach() for one in made]) for name in made[0]}


@pytest.mark.parametrize("arch", ARCHS, ids=lambda arch: arch.name)
@pytest.mark.parametrize("way", [Way.BATCHED, Way.LAST])
def test_every_exact_way_gives_the_same(arch: Classifier, way: Way) -> None:
    params, images = networks(arch, 3), torch.randn(300, arch.channels, 28, 28)
    with torch.inference_mode():
        wanted = answer(Way.EACH, arch, params, images)
        found = answer(way, arch, params, images)
        torch.testing.assert_close(answer_fast(arch, params, images), wanted, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("arch", ARCHS[:1], ids=lambda arch: arch.name)
def test_each_way_is_that_of_the_module_itself(arch: Classifier) -> None:
    params, images = networks(arch, 2), torch.randn(20, 1, 28, 28)
    module = arch.module(norm=False).eval()
    with torch.inference_mode():
        for k in range(2):
            module.load_state_dict({name: value[k] for name, value in params.items()})
            for way in (Way.BATCHED, Way.EACH, Way.LAST):
                torch.testing.assert_close(answer(way, arch, params, images)[k], module(images), rtol=1e-4, atol=1e-5)


def test_bfloat16_predicts_what_float32_does(tiny_classifiers: ClassifierSpace) -> None:
    """Of trained networks: accuracy stays within a tenth of a point."""
    space = tiny_classifiers
    images = normalised(space.images.test.pixels, space.model.mean, space.model.std)
    labels = space.images.test.labels
    for k, arch in enumerate(space.archs):
        ids = [i for i in range(len(space)) if space.zoo.archs[i] == k]
        params = space.model.params(k, space.zoo.weights(ids))
        with torch.inference_mode():
            wanted = answer(Way.EACH, arch, params, images).argmax(-1)
            found = answer(Way.HALF, arch, params, images).argmax(-1)
        assert float((wanted != found).float().mean()) < 1e-3
        right = [100 * float((one == labels).float().mean()) for one in (wanted, found)]
        assert abs(right[0] - right[1]) <= 0.1


def test_doubt_is_where_the_two_highest_are_close() -> None:
    logits = torch.tensor([[10.0, 9.9, 0.0], [10.0, 5.0, 0.0], [-1.0, -1.0, -9.0], [0.0, 0.0, 0.0]])
    # Equal logits, all of them: nothing can be said of their spread, and float32 says no more.
    assert in_doubt(logits).tolist() == [True, False, True, False]


def test_bfloat16_is_for_predictions_of_known_networks_on_processors_that_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ways, "bfloat16_here", lambda: True)
    assert Way.HALF in ways_of(ARCHS[0], CPU, coarse=True)
    assert Way.HALF not in ways_of(ARCHS[0], CPU)
    assert Way.HALF not in ways_of(ARCHS[0], torch.device("cuda"), coarse=True)
    monkeypatch.setattr(ways, "bfloat16_here", lambda: False)
    assert Way.HALF not in ways_of(ARCHS[0], CPU, coarse=True)


def timed(seconds: dict[Way, float]) -> tuple[Fastest, list[Way]]:
    """With a clock that says what the ways cost, and the ways that were used."""
    used: list[Way] = []
    spent = [0.0]

    def work(way: Way) -> Tensor:
        used.append(way)
        spent[0] += seconds[way]
        return torch.zeros(1)

    found = Fastest(times=2, clock=lambda: spent[0])
    for _ in range(9):
        found.run("here", list(seconds), work, 1)
    return found, used


def test_every_way_is_timed_and_then_the_fastest_is_used() -> None:
    found, used = timed({Way.BATCHED: 3.0, Way.EACH: 1.0, Way.LAST: 2.0})
    assert used[:6] == [Way.BATCHED, Way.EACH, Way.LAST] * 2
    assert used[6:] == [Way.EACH] * 3
    assert found.found("here") is Way.EACH
    assert found.found("elsewhere") is None


def test_a_way_that_was_slow_once_is_not_slow_for_ever() -> None:
    times = iter([9.0, 3.0, 1.0, 3.0])
    now = [0.0]

    def work(way: Way) -> Tensor:
        del way
        now[0] += next(times)
        return torch.zeros(1)

    found = Fastest(times=2, clock=lambda: now[0])
    for _ in range(4):
        found.run("here", [Way.EACH, Way.LAST], work, 1)
    assert found.found("here") is Way.EACH


def test_what_is_fastest_depends_on_how_many_run() -> None:
    one, many = (situation(ARCHS[0], CPU, nets) for nets in (1, 16))
    assert one != many
    assert many == situation(ARCHS[0], CPU, 5)
    assert many != situation(ARCHS[1], CPU, 16)
    assert many != situation(ARCHS[0], CPU, 16, coarse=True)


def test_the_fastest_way_gives_the_same_whichever_it_is(tiny_classifiers: ClassifierSpace) -> None:
    """All of them are gone through, and the rest done by the fastest."""
    space = tiny_classifiers
    params = space.model.params(0, space.zoo.weights([0, 1]))
    images = normalised(space.images.test.pixels[:40], space.model.mean, space.model.std)
    with torch.inference_mode():
        found = [answer_fast(space.archs[0], params, images).numpy() for _ in range(14)]
    for one in found[1:]:
        np.testing.assert_allclose(one, found[0], rtol=1e-3, atol=1e-4)
