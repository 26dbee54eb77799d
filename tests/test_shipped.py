"""The shipped spaces keep what they claim: measured again here, on networks drawn from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.stats import spearmanr

from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.optimize import run_to_end
from explorer.explore.travel.paths import PathKind
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.evaluate import HARDLY, path_accuracies
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.optimizing import REACH, toward_accuracy
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.images.space import ImageSpace, load_images_space
from explorer.kinds.shapes.evaluate import network_ious, path_weights
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import pieces
from explorer.kinds.shapes.pairs import heldout_pairs
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.space.bundle import load_space
from explorer.space.directions import directions
from tests.closeness import same_latent

SAMPLE = 40


PRETRAINED = Path(__file__).parent.parent / "pretrained"
CLASSIFIERS = ("fashion-resnet8", "fashion-joint", "fashion-unseen")


@pytest.fixture(scope="module")
def shipped() -> ShapeSpace:
    return load_shapes(PRETRAINED / "furniture")


def test_size_and_splits(shipped: ShapeSpace) -> None:
    assert sum((shipped.path / name).stat().st_size for name in (*shipped.info["files"], "space.json")) <= 30e6
    assert len(shipped.train) >= 1200
    assert len(shipped.heldout) >= 200
    assert len(set(shipped.labels["kind"].tolist())) >= 6


def test_heldout_networks_come_from_rows_that_never_trained(shipped: ShapeSpace) -> None:
    trained = shipped.info["provenance"]["trained_on"]
    assert (shipped.zoo_rows[shipped.heldout] >= trained).all()
    assert (shipped.zoo_rows[shipped.train] < trained).all()
    assert len(set(shipped.zoo_rows.tolist())) == len(shipped)


def test_latents_are_what_the_encoder_reads(shipped: ShapeSpace) -> None:
    ids = [0, 1, int(shipped.heldout[0])]
    again = shipped.model.encode(shipped.model.read(shipped.zoo.weights(ids))).numpy()
    same_latent(again, shipped.latents[ids])


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_decoded_networks_are_as_good_as_stated(shipped: ShapeSpace, split: str) -> None:
    stated = shipped.info["metrics"]["iou"][split]
    ids = np.flatnonzero(shipped.split == split)
    ids = np.sort(np.random.default_rng(1).choice(ids, SAMPLE, replace=False))
    measured = network_ious(Engine("cpu"), shipped, ids.tolist())
    spread = float(measured.std()) / SAMPLE**0.5
    assert measured.mean() >= stated["mean"] - 4 * spread
    np.testing.assert_allclose(measured, shipped.labels["iou"][ids], atol=5e-3)


def test_paths_through_the_zoo_hang_together_as_stated(shipped: ShapeSpace) -> None:
    engine = Engine("cpu")
    stated = shipped.info["metrics"]["between_shapes"]["zoo_path"]["one_piece"]
    found = []
    for a, b in heldout_pairs(shipped, 12):
        weights = path_weights(engine, shipped, a, b, PathKind.ZOO, (0.25, 0.5, 0.75))
        found += [pieces(shape).one for shape in occupancy_of(engine, shipped, weights, 64)]
    assert np.mean(found) >= stated - 4 * (stated * (1 - stated) / len(found) + 0.0005) ** 0.5


def test_the_path_through_the_zoo_beats_raw_weights(shipped: ShapeSpace) -> None:
    between = shipped.info["metrics"]["between_shapes"]
    assert between["zoo_path"]["one_piece"] > between["raw"]["one_piece"] + 0.3


# --- models that people drew


@pytest.fixture(scope="module")
def household() -> ShapeSpace:
    return load_shapes(PRETRAINED / "household")


def test_models_were_held_out_whole_and_one_maker_is_in_no_part(household: ShapeSpace) -> None:
    assert sum((household.path / name).stat().st_size for name in household.info["files"]) <= 45e6
    assert len(household.train) == household.info["provenance"]["trained_on"]
    assert len(household.heldout) >= 50
    names = household.labels["name"]
    assert not set(names[household.heldout].tolist()) & set(names[household.train].tolist())
    owed = household.info["provenance"]["credits"]
    makers = {maker for some in owed.values() for maker in some}
    assert len(makers) > 100
    # Of the archive KatorLegaz nothing; in another one is a model that three made, one of whom they are.
    assert {maker for maker in makers if "legaz" in maker.lower()} == {"Jay-Artist, Kator Legaz & eTeks"}
    assert sum(len(titles) for some in owed.values() for titles in some.values()) == len(household)


def test_models_are_decoded_as_well_as_stated(household: ShapeSpace) -> None:
    ids = household.heldout.tolist()[:5]
    measured = network_ious(Engine("cpu"), household, ids)
    np.testing.assert_allclose(measured, household.labels["iou"][ids], atol=5e-3)
    stated = household.info["metrics"]["iou"]["heldout"]["mean"]
    assert float(household.labels["iou"][household.heldout].mean()) == pytest.approx(stated, abs=2e-3)


# --- classifiers


@pytest.fixture(scope="module", params=CLASSIFIERS)
def classifiers(request: pytest.FixtureRequest) -> ClassifierSpace:
    return classifiers_only(load_space(PRETRAINED / request.param))


def test_the_spaces_together_are_small_enough() -> None:
    def size(name: str) -> int:
        return sum(f.stat().st_size for f in (PRETRAINED / name).iterdir())

    assert sum(size(name) for name in CLASSIFIERS) <= 63e6
    assert sum(f.stat().st_size for f in PRETRAINED.rglob("*") if ".sheets" not in f.parts and f.is_file()) <= 143e6


def test_classifiers_are_judged_on_balanced_test_images(classifiers: ClassifierSpace) -> None:
    images = classifiers.images
    assert np.bincount(images.test.labels.numpy()).tolist() == [500] * 10
    assert "MIT licence" in images.source
    assert images.name == "fashion-mnist"


def test_heldout_classifiers_never_trained(classifiers: ClassifierSpace) -> None:
    held = classifiers.zoo_rows[classifiers.heldout]
    assert len(held) >= 16
    assert held.min() > classifiers.zoo_rows[classifiers.train].max()
    assert len(set(classifiers.zoo_rows.tolist())) == len(classifiers)


def test_classifiers_are_as_good_as_stated(classifiers: ClassifierSpace) -> None:
    engine = Engine("cpu")
    ids = np.random.default_rng(3).choice(classifiers.heldout, 4, replace=False).tolist()
    for i in ids:
        own, decoded = (
            judge_network(engine, classifiers, Input(i)),
            judge_network(engine, classifiers, Decoded.of(classifiers.latents[i])),
        )
        assert own.accuracy == pytest.approx(float(classifiers.labels["accuracy"][i]), abs=0.1)
        assert decoded.accuracy == pytest.approx(float(classifiers.labels["decoded_accuracy"][i]), abs=0.1)
        assert classifiers.archs[decoded.arch].name == classifiers.labels["architecture"][i]


def test_stated_numbers_follow_from_the_labels(classifiers: ClassifierSpace) -> None:
    held = classifiers.heldout
    gap = np.abs(classifiers.labels["accuracy"][held] - classifiers.labels["decoded_accuracy"][held])
    stated = classifiers.info["metrics"]["accuracy_gap_points"]["heldout"]
    assert stated["mean"] == pytest.approx(float(gap.mean()), abs=0.05)
    weak = classifiers.labels["accuracy"][held] < HARDLY
    told = classifiers.info["metrics"].get("hardly_trained", {}).get("heldout", {"networks": 0})
    assert told["networks"] == weak.sum()
    if weak.any():
        assert told["gap"] == pytest.approx(float(gap[weak].mean()), abs=0.05)


def test_performance_is_carried_by_the_latents() -> None:
    """The aims of the space of one architecture, on networks that were never trained on."""
    space = classifiers_only(load_space(PRETRAINED / "fashion-resnet8"))
    own, decoded = (space.labels[name][space.heldout] for name in ("accuracy", "decoded_accuracy"))
    assert float(np.abs(own - decoded).mean()) <= 2
    assert float(spearmanr(own, decoded).statistic) >= 0.97


def test_a_latent_of_the_joint_space_tells_architecture_and_accuracy() -> None:
    space = classifiers_only(load_space(PRETRAINED / "fashion-joint"))
    assert space.joint
    own, decoded = (space.labels[name][space.heldout] for name in ("accuracy", "decoded_accuracy"))
    assert np.ptp(own) > 70
    for k in range(4):
        of = space.zoo.archs[space.heldout] == k
        assert of.sum() == 20
        assert float(spearmanr(own[of], decoded[of]).statistic) >= 0.97
        assert float(np.abs(own[of] - decoded[of]).mean()) <= 4
    archs, _ = accuracies(
        Engine("cpu"), space, [Decoded.of(z) for z in space.latents[space.heldout]], space.images.test[:10]
    )
    assert archs == space.zoo.archs[space.heldout].tolist()


def test_an_optimization_goes_from_the_weakest_network_to_the_zoos_best_accuracy() -> None:
    space = classifiers_only(load_space(PRETRAINED / "fashion-resnet8"))
    accuracy = space.labels["accuracy"]
    found = run_to_end(Engine("cpu"), space, space.latents[accuracy.argmin()], toward_accuracy())
    assert found.facts["start"] < 45
    assert found.facts["test"] >= float(accuracy.max()) - REACH


def test_architectures_in_between_are_there() -> None:
    for name in CLASSIFIERS[1:]:
        space = classifiers_only(load_space(PRETRAINED / name))
        first, last = (np.flatnonzero(space.zoo.archs[space.heldout] == k) for k in (0, 3))
        a, b = int(space.heldout[first[0]]), int(space.heldout[last[0]])
        archs, accuracy = path_accuracies(
            Engine("cpu"), space, a, b, PathKind.STRAIGHT, np.asarray([0, 1 / 3, 2 / 3, 1])
        )
        assert archs == [0, 1, 2, 3]
        zoo = space.info["provenance"]["zoo_accuracy"]
        for k in (1, 2):  # in a joint space as good as what lies between the ends, else as what is trained directly
            between = min(accuracy[0], accuracy[3]) if space.joint else zoo[space.archs[k].name]
            assert accuracy[k] >= between - 2


def test_networks_are_turned_to_architectures_that_training_never_saw() -> None:
    space = classifiers_only(load_space(PRETRAINED / "fashion-unseen"))
    assert set(space.labels["architecture"].tolist()) == {"LeNetLike", "ResNet32"}
    learned, images, engine = directions(space), space.images.test[:1000], Engine("cpu")
    some = space.latents[np.random.default_rng(4).choice(space.heldout, 10, replace=False)]
    _, before = accuracies(engine, space, [Decoded.of(z) for z in some], images)
    assert np.ptp(before) > 30
    for name in ("VanillaCNN", "ResNet8"):
        turned = [Decoded.of(learned.moved(z, {f"architecture={name}": 1.0})) for z in some]
        archs, after = accuracies(engine, space, turned, images)
        assert {space.archs[k].name for k in archs} == {name}
        stated = space.info["metrics"]["steering"]["classes"][f"architecture={name}"]["gap"]
        assert float(np.abs(after - before).mean()) <= 2 * stated


# --- pictures


@pytest.fixture(scope="module")
def pictures() -> ImageSpace:
    return load_images_space(PRETRAINED / "fashion-images")


def test_the_space_of_pictures_is_large_enough_and_small_enough(pictures: ImageSpace) -> None:
    assert sum(f.stat().st_size for f in pictures.path.iterdir()) <= 15e6
    assert len(pictures.train) >= 3000
    assert len(pictures.heldout) >= 500
    assert len(set(pictures.labels["kind"].tolist())) == 10


def test_heldout_pictures_never_trained(pictures: ImageSpace) -> None:
    assert not set(pictures.zoo_rows[pictures.heldout].tolist()) & set(pictures.zoo_rows[pictures.train].tolist())
    pixels = pictures.pictures.pixels.reshape(len(pictures), -1)
    trained = {row.tobytes() for row in pixels[pictures.train]}
    assert not any(row.tobytes() in trained for row in pixels[pictures.heldout])


@pytest.mark.parametrize(("split", "aim"), [("train", 24.0), ("heldout", 24.0)])
def test_pictures_are_as_good_as_stated(pictures: ImageSpace, split: str, aim: float) -> None:
    """PSNR worked out here, by its definition."""
    ids = np.flatnonzero(pictures.split == split)
    ids = np.sort(np.random.default_rng(2).choice(ids, 60, replace=False))
    with torch.inference_mode():
        own = pictures.drawn(pictures.zoo.weights(ids.tolist())).clamp(0, 1)
        decoded = pictures.drawn(pictures.model.decode(torch.from_numpy(pictures.latents[ids]))).clamp(0, 1)
        fitted = pictures.originals(ids.tolist())

    def psnr(a: torch.Tensor, b: torch.Tensor) -> np.ndarray:
        return np.asarray(-10 * torch.log10((a - b).square().flatten(1).mean(1)))

    measured = psnr(decoded, own)
    stated = pictures.info["metrics"]["psnr"][split]["mean"]
    assert measured.mean() >= stated - 4 * float(measured.std()) / len(ids) ** 0.5
    assert stated >= aim
    np.testing.assert_allclose(measured, pictures.labels["psnr"][ids], atol=0.1)
    assert psnr(own, fitted).mean() >= 30
