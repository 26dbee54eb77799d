"""Images: splits that never mix, and what a network reads of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.data import images
from explorer.data.images import Images, balanced, load_digits, load_images, normalised
from explorer.errors import DataError


def rows(pixels: torch.Tensor) -> set[bytes]:
    """Every image as its bytes."""
    return {image.numpy().tobytes() for image in pixels}


def test_digits_are_split_the_same_way_each_time() -> None:
    first, second = load_digits(), load_digits()
    assert (len(first.train), len(first.validation), len(first.test)) == (1236, 112, 449)
    assert first.train.pixels.shape[1:] == (1, 16, 16)
    assert int(first.train.pixels.max()) == 255
    for name in ("train", "validation", "test"):
        assert torch.equal(getattr(first, name).pixels, getattr(second, name).pixels)
    assert first.sha256 == second.sha256


def test_every_digit_is_in_one_part_of_the_split() -> None:
    from sklearn.datasets import load_digits as bundled

    data = load_digits()
    small = torch.from_numpy(np.rint(bundled().images * (255 / 16)).astype(np.uint8))
    wanted = small.repeat_interleave(2, 1).repeat_interleave(2, 2)
    train, validation, test = (rows(part.pixels) for part in (data.train, data.validation, data.test))
    assert train | validation | test == rows(wanted)
    assert len(train) + len(validation) + len(test) == len(wanted) == 1797  # all of them differ: none is in two parts
    labels = {image.numpy().tobytes(): int(k) for image, k in zip(wanted, bundled().target, strict=True)}
    for part in (data.train, data.validation, data.test):
        assert [labels[image.numpy().tobytes()] for image in part.pixels] == part.labels.tolist()


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(0, 40))
def test_balanced_takes_the_first_of_each_class_in_order(labels: list[int], count: int) -> None:
    pixels = torch.arange(len(labels), dtype=torch.uint8)[:, None, None, None]
    chosen = balanced(Images(pixels, torch.tensor(labels)), count, 4)
    places = chosen.pixels.flatten().tolist()
    each = min(count // 4, *(labels.count(k) for k in range(4)))
    firsts = [[i for i, label in enumerate(labels) if label == k][:each] for k in range(4)]
    assert places == sorted(sum(firsts, []))  # noqa: RUF017 - four short lists
    assert chosen.labels.tolist() == [labels[i] for i in places]
    assert len(chosen) <= count


def test_normalised_is_what_its_words_say() -> None:
    pixels = torch.tensor([0, 51, 255], dtype=torch.uint8)[:, None, None, None]
    torch.testing.assert_close(normalised(pixels, 0.2, 0.5).flatten(), torch.tensor([-0.4, 0.0, 1.6]))


def test_normalised_training_images_have_mean_0_and_deviation_1() -> None:
    data = load_digits()
    x = normalised(data.train.pixels, data.mean, data.std)
    assert float(x.mean()) == pytest.approx(0, abs=1e-4)
    assert float(x.std()) == pytest.approx(1, abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 300), st.integers(1, 3), st.integers(0, 99))
def test_moments_are_those_of_the_pixels_whatever_the_chunks(count: int, channels: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    pixels = torch.randint(0, 256, (count, channels, 3, 3), generator=generator).to(torch.uint8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(images, "COUNT_CHUNK", 64)
        mean, std = images._moments(pixels)
    values = pixels.double() / 255
    assert (mean, std) == (pytest.approx(float(values.mean())), pytest.approx(float(values.std())))


def test_digits_are_read_from_no_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing is read from") as caught:
        load_images("digits", tmp_path)
    assert "--data" in caught.value.remedy


def test_wrong_forms_and_names_are_refused() -> None:
    with pytest.raises(DataError, match="4 images and 3 labels"):
        Images(torch.zeros(4, 1, 5, 5, dtype=torch.uint8), torch.zeros(3, dtype=torch.long))
    with pytest.raises(DataError, match="shape"):
        Images(torch.zeros(4, 1, 5, 6, dtype=torch.uint8), torch.zeros(4, dtype=torch.long))
    with pytest.raises(DataError, match=r"'cifar'.*cifar-10, tiny-imagenet"):
        load_images("cifar")
