"""TinyImageNet: its folder read exactly, or what is missing from it named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.data import tinyimagenet
from explorer.data.images import load_images
from explorer.data.tinyimagenet import FOLDER, read_tiny_imagenet
from explorer.errors import DataError

WNIDS = ("n02124075", "n04067472", "n01443537", "n03179701")  # in no order, as in wnids.txt
OF_EACH, TEST = 6, 10


@pytest.fixture(autouse=True)
def _few_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tinyimagenet, "CLASSES", len(WNIDS))
    monkeypatch.setattr(tinyimagenet, "TRAIN_OF_EACH", OF_EACH)
    monkeypatch.setattr(tinyimagenet, "TEST", TEST)


def colour(k: int) -> tuple[int, int, int]:
    """A colour of image k; those of one colour survive JPEG almost as they are."""
    return (11 * k % 256, 255 - 7 * k % 256, 40)


def write_jpeg(path: Path, k: int, *, mode: str = "RGB", size: tuple[int, int] = (64, 64)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour(k)).convert(mode).save(path, "JPEG", quality=95)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small TinyImageNet: image k of the training images and image k of the test images have colour k."""
    root = tmp_path / FOLDER
    for k, wnid in enumerate(WNIDS):
        for i in range(OF_EACH):
            write_jpeg(root / "train" / wnid / "images" / f"{wnid}_{i}.JPEG", OF_EACH * k + i)
        (root / "train" / wnid / f"{wnid}_boxes.txt").write_text(f"{wnid}_0.JPEG\t0\t10\t63\t58\n")
    lines = []
    for k in range(TEST):
        write_jpeg(root / "val" / "images" / f"val_{k}.JPEG", k)
        lines.append(f"val_{k}.JPEG\t{WNIDS[3 * k % 4]}\t0\t32\t44\t62\n")
    (root / "val" / "val_annotations.txt").write_text("".join(lines))
    (root / "wnids.txt").write_text("\n".join(WNIDS) + "\n")
    meanings = ("n02124075\tEgyptian cat", "n99999999\tno class of it", "n01443537\tgoldfish, Carassius auratus")
    (root / "words.txt").write_text("\n".join(meanings))
    return root


def test_images_labels_and_names_are_those_of_the_folder(folder: Path) -> None:
    raw = read_tiny_imagenet(folder)
    assert raw.pixels.shape == (24, 3, 64, 64)
    assert raw.test_pixels.shape == (TEST, 3, 64, 64)
    assert raw.labels.tolist() == [k for k in range(4) for _ in range(OF_EACH)]
    assert raw.test_labels.tolist() == [3 * k % 4 for k in range(TEST)]
    for pixels in (raw.pixels, raw.test_pixels):
        wanted = np.array([colour(k) for k in range(len(pixels))])
        assert np.abs(pixels.mean((2, 3)) - wanted).max() < 3  # JPEG's
    assert raw.classes == ("Egyptian cat", "n04067472", "goldfish", "n03179701")


def test_channels_and_rows_lie_as_they_are_seen(folder: Path) -> None:
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[:16, 48:, 1] = 255  # green, above on the right
    Image.fromarray(picture).save(folder / "val" / "images" / "val_0.JPEG", "JPEG", quality=100, subsampling=0)
    image = read_tiny_imagenet(folder).test_pixels[0].astype(float)
    assert image[1, :15, 49:].mean() > 240
    assert image[1, 20:].mean() < 10
    assert image[[0, 2]].mean() < 10


def test_it_is_split_and_the_same_from_the_folder_around_it(folder: Path) -> None:
    data = load_images("tiny-imagenet", folder.parent)
    assert (data.name, data.channels, data.size, len(data.classes)) == ("tiny-imagenet", 3, 64, 4)
    assert (len(data.train), len(data.validation), len(data.test)) == (22, 2, TEST)
    assert data.sha256 == load_images("tiny-imagenet", folder).sha256


def test_grey_images_have_three_equal_channels(folder: Path) -> None:
    write_jpeg(folder / "val" / "images" / "val_3.JPEG", 3, mode="L")
    image = read_tiny_imagenet(folder).test_pixels[3]
    np.testing.assert_array_equal(image[0], image[1])
    np.testing.assert_array_equal(image[0], image[2])


def test_without_words_classes_are_called_by_their_ids(folder: Path) -> None:
    (folder / "words.txt").unlink()
    assert read_tiny_imagenet(folder).classes == WNIDS


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:400])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "wnids.txt").unlink(), r"tiny-imagenet-200 holds no wnids\.txt"),
        (lambda f: (f / "wnids.txt").write_text(WNIDS[0]), r"wnids\.txt names 1 classes, not 4"),
        (lambda f: (f / "wnids.txt").write_text("\n".join(WNIDS[:1] * 4)), r"wnids\.txt names 1 classes, not 4"),
        (lambda f: (f / "wnids.txt").write_bytes(b"\xff\xfe\xfa"), r"wnids\.txt cannot be read"),
        (lambda f: shutil.rmtree(f / "train" / WNIDS[2]), f"{WNIDS[2]}/images holds 0 images, not 6"),
        (
            lambda f: (f / "train" / WNIDS[1] / "images" / f"{WNIDS[1]}_4.JPEG").unlink(),
            f"{WNIDS[1]}/images holds 5 images, not 6",
        ),
        (lambda f: truncate(f / "train" / WNIDS[1] / "images" / f"{WNIDS[1]}_4.JPEG"), r"_4\.JPEG cannot be read"),
        (lambda f: (f / "val" / "images" / "val_7.JPEG").write_bytes(b""), r"val_7\.JPEG cannot be read"),
        (lambda f: (f / "val" / "images" / "val_7.JPEG").unlink(), r"val/images holds no val_7\.JPEG"),
        (lambda f: write_jpeg(f / "val" / "images" / "val_7.JPEG", 7, size=(64, 63)), r"val_7\.JPEG is 64 x 63"),
        (lambda f: (f / "val" / "val_annotations.txt").unlink(), r"val holds no val_annotations\.txt"),
        (
            lambda f: (f / "val" / "val_annotations.txt").write_text("val_0.JPEG\tn1\t0\t0\t9\t9\n"),
            "Line 1 of .*'val_0",
        ),
        (lambda f: (f / "val" / "val_annotations.txt").write_text("val_0.JPEG\n"), "Line 1 of .*val_annotations"),
        (
            lambda f: (f / "val" / "val_annotations.txt").write_text(f"val_0.JPEG\t{WNIDS[0]}\t0\t0\t9\t9\n"),
            r"val_annotations\.txt names 1 images, not 10",
        ),
    ],
)
def test_what_is_missing_or_damaged_is_named(folder: Path, spoil: Callable[[Path], object], said: str) -> None:
    spoil(folder)
    with pytest.raises(DataError, match=said) as caught:
        load_images("tiny-imagenet", folder)
    assert "tiny-imagenet-200.zip" in caught.value.remedy
    assert "--data" in caught.value.remedy


def test_another_format_under_the_name_is_refused(folder: Path) -> None:
    path = folder / "val" / "images" / "val_0.JPEG"
    Image.new("RGB", (64, 64)).save(path, "PNG")
    with pytest.raises(DataError, match=r"val_0\.JPEG cannot be read"):
        read_tiny_imagenet(folder)


def test_it_is_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none was given.*tiny-imagenet-200\.zip"):
        load_images("tiny-imagenet")
    with pytest.raises(DataError, match=r"holds no wnids\.txt"):
        load_images("tiny-imagenet", tmp_path)
