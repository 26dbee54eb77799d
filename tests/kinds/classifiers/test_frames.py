"""What a frame says of a classifier."""

from __future__ import annotations

import json
import zlib

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.draw.confusion import confusion_picture
from explorer.explore.draw.pictures import small_picture
from explorer.explore.engine.engine import Dropped, Engine
from explorer.explore.engine.network_refs import Decoded, Input, Raw
from explorer.kinds.classifiers.frames import FRAMES, SAMPLES, images_at
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.valuing import VALUING
from explorer.space.bundle import Space


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def never() -> bool:
    return False


def test_the_finer_the_more_images() -> None:
    assert [images_at(r) for r in (16, 32, 48, 49, 64, 96, 97, 128, 256)] == [
        500, 500, 500, 1000, 1000, 2000, None, None, None,
    ]  # fmt: skip


def test_a_decoded_network_is_compared_with_its_input(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    facts, body = FRAMES.frame(engine, space, Decoded.of(space.latents[3]), 3, 256, never)
    judged = facts["judged"]
    decoded, own = judge_network(engine, space, Decoded.of(space.latents[3])), judge_network(engine, space, Input(3))
    assert judged["accuracy"] == pytest.approx(decoded.accuracy, abs=1e-3)
    assert judged["input"] == pytest.approx(own.accuracy, abs=1e-3)
    assert judged["count"] == len(space.images.test)
    assert judged["parameters"] == space.archs[judged["arch"]].count
    assert np.reshape(judged["confusion"], decoded.confusion.shape).tolist() == decoded.confusion.tolist()
    assert sum(judged["shares"]) == pytest.approx(1, abs=1e-3)
    shown = [sample["image"] for sample in judged["samples"]]
    assert len(shown) == len(set(shown)) == SAMPLES
    assert [s["reference"] for s in judged["samples"]] == own.predicted[shown].tolist()
    assert [s["predicted"] for s in judged["samples"]] == decoded.predicted[shown].tolist()
    assert [s["label"] for s in judged["samples"]] == space.images.test.labels[shown].tolist()
    assert all(0 <= s["confidence"] <= 1 for s in judged["samples"])
    pixels = np.frombuffer(zlib.decompress(body), np.uint8).reshape(SAMPLES, *judged["pixels"][:1], 16, 16)
    np.testing.assert_array_equal(pixels, space.images.test.pixels[shown].numpy())
    assert json.loads(json.dumps(facts, allow_nan=False)) == facts


@pytest.mark.parametrize("raw", [True, False])
def test_any_other_is_compared_with_the_teacher(engine: Engine, tiny_classifiers: ClassifierSpace, raw: bool) -> None:
    space = tiny_classifiers
    a, b = np.flatnonzero(np.asarray(space.zoo.archs) == int(space.zoo.archs[0]))[:2].tolist()
    source = Raw(a, b, 0.5) if raw else Decoded.of(space.latents[:3].mean(0))
    judged = FRAMES.frame(engine, space, source, None, 48, never)[0]["judged"]
    teacher = space.images.teacher["test"].argmax(1).numpy()
    assert judged["input"] is None
    assert judged["count"] == min(500, len(space.images.test))
    assert [s["reference"] for s in judged["samples"]] == [int(teacher[s["image"]]) for s in judged["samples"]]
    labels = space.images.test.labels[: judged["count"]].numpy()
    assert judged["teacher"] == pytest.approx(100 * float((teacher[: judged["count"]] == labels).mean()), abs=1e-3)


def test_what_nobody_waits_for_is_dropped(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    source = Decoded.of(tiny_classifiers.latents.mean(0) + 0.01)
    with pytest.raises(Dropped):
        FRAMES.frame(engine, tiny_classifiers, source, None, 48, lambda: True)


def test_a_network_that_is_not_there(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    with pytest.raises(SelectionError):
        FRAMES.frame(engine, tiny_classifiers, Input(99), None, 48, never)


def test_frames_are_of_classifiers_alone(engine: Engine, tiny_space: Space) -> None:
    with pytest.raises(SelectionError, match="space of shapes"):
        FRAMES.frame(engine, tiny_space, Input(0), None, 48, never)


def test_the_browser_is_told_what_to_read_frames_with(tiny_classifiers: ClassifierSpace) -> None:
    about = FRAMES.about(tiny_classifiers)
    assert about["classes"] == [str(k) for k in range(10)]
    assert about["archs"] == ["LeNetLike", "ResNet8"] == list(VALUING.groups(tiny_classifiers))
    assert (about["channels"], about["size"]) == (1, 16)
    assert about["data"] == tiny_classifiers.images.name


# --- small pictures


def test_the_diagonal_of_a_good_network_is_clear_to_see() -> None:
    picture = confusion_picture(np.diag([5, 5, 5, 5]), 40, "#102030")
    assert picture.shape == (40, 40, 4)
    assert (picture[..., :3] == [0x10, 0x20, 0x30]).all()
    assert (picture[5, 5, 3], picture[35, 35, 3]) == (255, 255)
    assert 0 < picture[5, 35, 3] < 60


def test_errors_show_and_rows_are_true_classes() -> None:
    picture = confusion_picture(np.array([[96, 4], [0, 0]]), 2)
    assert picture[0, 1, 3] == round(30 + 225 * 0.2)
    assert picture[1, 0, 3] == picture[1, 1, 3] == 30  # a class without images


def test_a_classifier_has_a_picture(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    source = Decoded.of(tiny_classifiers.latents[0])
    made = small_picture(engine, tiny_classifiers, source, 48, 64, "#dda673")
    assert made.startswith(b"\x89PNG")
    assert made != small_picture(engine, tiny_classifiers, source, 48, 64, "#000000")
