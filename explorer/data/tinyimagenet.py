"""TinyImageNet (Stanford's CS231n; images from ImageNet, for research): the folder tiny-imagenet-200 as it is unpacked.

    wnids.txt                             the classes, one WordNet id a line
    words.txt                             what the ids mean (used where it is there)
    train/<wnid>/images/<wnid>_0.JPEG     500 images of each class
    val/val_annotations.txt               file name, WordNet id and a box, separated by tabs
    val/images/val_0.JPEG                 10,000 images

Its images in `test` have no labels: those in `val` serve as the test images.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from explorer.data.rawimages import RawImages
from explorer.errors import DataError
from explorer.files import regular

FOLDER = "tiny-imagenet-200"
CLASSES = 200
TRAIN_OF_EACH = 500
TEST = 10_000
SIZE = 64
GET = f"Unpack {FOLDER}.zip (from https://cs231n.stanford.edu/{FOLDER}.zip) again and give its folder with --data."


def read_tiny_imagenet(folder: Path | None = None) -> RawImages:
    """Read all of it: 100,000 and 10,000 images of 3 x 64 x 64; takes half a minute or more.

    Args:
        folder: tiny-imagenet-200, or the one in which it lies.

    Raises:
        DataError: no folder is given, something is missing from it, or a file is damaged.
    """
    if folder is None:
        raise DataError("TinyImageNet is read from a folder, and none was given.", GET)
    root = folder / FOLDER if (folder / FOLDER).is_dir() else folder
    wnids = _lines(root / "wnids.txt")
    if len(wnids) != CLASSES or len(set(wnids)) != CLASSES:
        raise DataError(f"{root / 'wnids.txt'} names {len(set(wnids))} classes, not {CLASSES}.", GET)
    train = [path for wnid in wnids for path in _of_class(root, wnid)]
    names, labels = _annotated(root / "val" / "val_annotations.txt", wnids)
    return RawImages(
        _meanings(root / "words.txt", wnids),
        _read_all(train),
        np.arange(CLASSES, dtype=np.uint8).repeat(TRAIN_OF_EACH),
        _read_all([root / "val" / "images" / name for name in names]),
        np.array(labels, dtype=np.uint8),
        "TinyImageNet (Stanford CS231n, from ImageNet; for research)",
    )


def _lines(path: Path) -> list[str]:
    """The lines of a text file that are not empty."""
    try:
        return [line.strip() for line in regular(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        raise DataError(f"{path.parent} holds no {path.name}.", GET) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}.", GET) from error


def _of_class(root: Path, wnid: str) -> list[Path]:
    """The training images of one class."""
    where = root / "train" / wnid / "images"
    files = sorted(where.glob("*.JPEG"))
    if len(files) != TRAIN_OF_EACH:
        raise DataError(f"{where} holds {len(files)} images, not {TRAIN_OF_EACH}.", GET)
    return files


def _annotated(path: Path, wnids: Sequence[str]) -> tuple[list[str], list[int]]:
    """File names and labels of the images that serve as test images."""
    index = {wnid: k for k, wnid in enumerate(wnids)}
    names, labels = list[str](), list[int]()
    for number, line in enumerate(_lines(path), 1):
        fields = line.split("\t")
        if len(fields) < 2 or fields[1] not in index:
            raise DataError(f"Line {number} of {path} gives no image and one of the classes: {line[:80]!r}.", GET)
        names.append(fields[0])
        labels.append(index[fields[1]])
    if len(names) != TEST:
        raise DataError(f"{path} names {len(names):,} images, not {TEST:,}.", GET)
    return names, labels


def _meanings(path: Path, wnids: Sequence[str]) -> tuple[str, ...]:
    """A name for each class: the first of those that words.txt gives its id, else the id."""
    meanings = dict[str, str]()
    for line in _lines(path) if path.exists() else []:
        wnid, _, words = line.partition("\t")
        meanings[wnid] = words.partition(",")[0].strip()
    return tuple(meanings.get(wnid) or wnid for wnid in wnids)


def _read_all(paths: Sequence[Path]) -> UInt8[np.ndarray, "n 3 64 64"]:
    pixels = np.empty((len(paths), 3, SIZE, SIZE), np.uint8)
    for image, path in zip(pixels, paths, strict=True):
        image[:] = _read_jpeg(path)
    return pixels


def _read_jpeg(path: Path) -> UInt8[np.ndarray, "3 64 64"]:
    """One image; grey ones, of which there are some, as three equal channels."""
    try:
        with Image.open(regular(path), formats=("JPEG",)) as image:
            if image.size != (SIZE, SIZE):
                raise DataError(f"{path} is {image.width} x {image.height} pixels, not {SIZE} x {SIZE}.", GET)
            return np.asarray(image.convert("RGB")).transpose(2, 0, 1)
    except FileNotFoundError:
        raise DataError(f"{path.parent} holds no {path.name}.", GET) from None
    except (OSError, Image.DecompressionBombError) as error:
        raise DataError(f"{path} cannot be read: {error}.", GET) from error
