"""What is said of pictures: judged, alike, steered, compared."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from explorer.errors import DataError
from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.measure.compare import Extent, compare
from explorer.explore.measure.effects import steering
from explorer.explore.measure.neighbour_senses import alike
from explorer.explore.measure.pairings import Budget, pairings
from explorer.kinds.images.judgement import JUDGING, network_of
from explorer.kinds.images.likeness import LIKENESS
from explorer.kinds.images.pictures import psnr
from explorer.kinds.images.probing import PROBING
from explorer.kinds.images.silhouette import measures
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.steering import STEERING, classes_of
from explorer.space.directions import directions


def test_a_decoded_network_is_judged_by_what_it_was(engine: Engine, picture_space: ImageSpace) -> None:
    found = JUDGING.judge(engine, picture_space, Decoded.of(picture_space.latents[7]))
    assert found["psnr"] == pytest.approx(float(picture_space.labels["psnr"][7]), abs=0.05)
    drawn = picture_space.drawn(engine.decode(picture_space, picture_space.latents[[7]]))
    assert found["psnr_picture"] == pytest.approx(float(psnr(drawn, picture_space.originals([7]))), abs=0.05)
    everything = psnr(drawn.expand(len(picture_space), -1, -1, -1), picture_space.originals(range(len(picture_space))))
    assert found["nearest"] == int(everything.argmax())
    assert found["psnr_nearest"] == pytest.approx(float(everything.max()), abs=0.05)
    assert found["brightness"] == pytest.approx(float(measures(drawn)["brightness"]), abs=1e-3)
    np.testing.assert_allclose(found["values"], drawn[0].permute(1, 2, 0).numpy(), atol=1e-3)


def test_of_other_networks_less_is_known(engine: Engine, picture_space: ImageSpace) -> None:
    trained = JUDGING.judge(engine, picture_space, Input(7))
    assert trained["psnr"] is None  # it is the input network itself
    assert trained["psnr_picture"] > 20
    assert trained["nearest"] == 7
    assert trained["nearest_kind"] == picture_space.labels["kind"][7]
    for source in (Raw(3, 9, 0.5), Decoded.of(picture_space.latents[3] * 0.5)):
        found = JUDGING.judge(engine, picture_space, source)
        assert found["psnr"] is None
        assert found["psnr_picture"] is None
        assert network_of(picture_space, source) is None


def test_answers_of_another_form_are_refused(picture_space: ImageSpace) -> None:
    count = len(PROBING.inputs(picture_space))
    assert PROBING.latent(picture_space, torch.zeros(count)).shape == (32,)
    with pytest.raises(DataError, match="grey value"):
        PROBING.latent(picture_space, torch.zeros(count, 3))
    with pytest.raises(DataError, match="not finite"):
        PROBING.latent(picture_space, torch.full((count, 1), torch.nan))


def test_alike_in_pixels_and_in_weights(engine: Engine, picture_space: ImageSpace) -> None:
    source = Input(11)
    seen: list[tuple[int, int]] = []
    latent, weights, function = alike(
        engine, picture_space, source, picture_space.latents[11], 5, progress=lambda *told: seen.append(told)
    )
    assert latent.ids[0] == weights.ids[0] == function.ids[0] == 11
    assert weights.distances[0] == 0
    assert function.distances[0] < 0.002  # bytes are kept
    drawn = picture_space.drawn(picture_space.zoo.weights([11, int(function.ids[1])]))
    wanted = float((drawn[0] - drawn[1]).square().mean().sqrt())
    assert function.distances[1] == pytest.approx(wanted, abs=2e-3)
    assert seen[-1] == (140, 140)
    assert LIKENESS.unit.format(0.1234) == "0.123 of black to white"
    among = alike(engine, picture_space, source, picture_space.latents[11], 3, among=[2, 4, 6])
    assert all(set(one.ids.tolist()) == {2, 4, 6} for one in among)


def test_measured_is_what_the_labels_are(engine: Engine, picture_space: ImageSpace) -> None:
    assert steering(picture_space) is STEERING
    offered = {one.label for one in directions(picture_space).labels}
    assert "psnr" not in offered
    assert {"brightness", "lit"} <= offered
    found = STEERING.measured(engine, picture_space, picture_space.latents[2])
    assert set(found) == {"brightness", "contrast", "lit", "width", "height", "kind"}
    for name in ("brightness", "lit"):
        assert found[name] == pytest.approx(float(picture_space.labels[name][2]), abs=0.15)
    assert not STEERING.hides(picture_space, "lit")
    assert STEERING.applies(picture_space, "lit").all()


def test_classes_are_those_of_the_nearest_pictures(picture_space: ImageSpace) -> None:
    got = classes_of(picture_space, picture_space.originals(range(120)))
    assert np.mean(np.asarray(got) == picture_space.labels["kind"][:120]) > 0.8


def test_what_steering_does(engine: Engine, picture_space: ImageSpace) -> None:
    seen: list[tuple[str, int, int]] = []
    found = STEERING.effects(engine, picture_space, 8, lambda *told: seen.append(told))
    json.dumps(found)
    assert found["labels"]["brightness"]["share"] > 0.3
    assert found["labels"]["brightness"]["networks"] == 8
    assert {"networks", "reached", "seen"} == set(found["classes"]["kind=0"])
    assert np.mean([one["reached"] for one in found["classes"].values()]) > 0.3
    assert seen[-1][0] == "steering"


def test_pairings_are_compared(picture_space: ImageSpace, engine: Engine) -> None:
    assert list(pairings(picture_space)) == ["conv+conv", "conv+residual", "grid+residual"]
    found = compare(
        engine, picture_space, Budget(steps=3), names=["grid+residual", "conv+conv", "pca"], extent=Extent(10, 4)
    )
    json.dumps(found)
    assert [row["name"] for row in found["rows"]] == ["conv+conv", "grid+residual", "pca", "nearest", "shipped"]
    rows = {row["name"]: row for row in found["rows"]}
    assert rows["shipped"]["heldout"]["psnr"] > rows["nearest"]["heldout"]["psnr"]
    assert rows["nearest"]["train"] is None
    assert set(rows["pca"]["between"]) == {"distance", "agree", "faint"}
    assert found["measured"] == {"train": 10, "heldout": 10, "pairs": 4, "side": 16}
    assert "120 networks" in found["learned"]
