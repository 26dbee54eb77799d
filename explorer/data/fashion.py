"""Fashion-MNIST (Xiao et al. 2017, arXiv 1708.07747) from its IDX files or from OpenML."""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from explorer.data.rawimages import RawImages
from explorer.errors import DataError
from explorer.files import regular

DEBIAN_FOLDER = Path("/usr/share/datasets/fashion-mnist")
CLASSES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
TABLES = ("fashion-mnist_train.csv", "fashion-mnist_test.csv")  # as Kaggle has it
TRAIN = 60_000  # training images, which come first in OpenML's
PIXELS = 784  # of an image
LEAST = 100  # training images: of fewer, the share for validation holds next to none
GET = (
    "Install Debian's package dataset-fashion-mnist, or give the folder of its four IDX files with --data, or "
    "connect to the internet so that scikit-learn can fetch it from OpenML."
)


def read_fashion(folder: Path | None = None) -> RawImages:
    """Read all of it: 60,000 and 10,000 images of 28 x 28.

    Args:
        folder: of its IDX files, packed by gzip or not, or of Kaggle's CSV files; None: where Debian keeps them, else
            OpenML through scikit-learn.

    Raises:
        DataError: it is not there, a file is damaged, or it holds hardly any images.
    """
    if folder is not None or DEBIAN_FOLDER.is_dir():
        where = folder or DEBIAN_FOLDER
        tables = [where / name for name in TABLES]
        if all(table.is_file() for table in tables):
            arrays = [part for table in tables for part in read_table(table)]
            source = "CSV files"
        else:
            arrays = [read_idx(_find(where, name)) for name in FILES]
            source = "IDX files"
        place = str(where)
    else:
        arrays = _fetch()
        place = source = "OpenML, Fashion-MNIST version 1"
    pixels, labels, test_pixels, test_labels = arrays
    for images, answers in ((pixels, labels), (test_pixels, test_labels)):
        if images.shape[1:] != (28, 28) or answers.shape != images.shape[:1] or answers.max(initial=0) > 9:
            raise DataError(f"The images have shape {images.shape}, the labels {answers.shape}.", GET)
    if len(pixels) < LEAST or len(test_pixels) < 1:
        raise DataError(
            f"{place} holds {len(pixels)} training and {len(test_pixels)} test images; at least {LEAST} and 1 are "
            "needed.",
            GET,
        )
    return RawImages(
        CLASSES, pixels[:, None], labels, test_pixels[:, None], test_labels,
        f"Fashion-MNIST (Xiao et al. 2017, MIT licence), {source}",
    )  # fmt: skip


def read_idx(path: Path) -> UInt8[np.ndarray, "*axes"]:
    """An IDX file of bytes (LeCun's format): two zeros, type 8, number of axes, big-endian sizes, the values.

    Raises:
        DataError: it is damaged, or of another type.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(regular(path), "rb") as file:
            data = file.read()
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read: {error}.", GET) from error
    axes = data[3] if len(data) >= 4 else 0
    if data[:3] != b"\0\0\x08" or len(data) < 4 + 4 * axes:
        raise DataError(f"{path} is no IDX file of bytes.", GET)
    sizes = tuple(int.from_bytes(data[4 + 4 * k : 8 + 4 * k], "big") for k in range(axes))
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * axes)
    if len(values) != math.prod(sizes):
        raise DataError(f"{path} holds {len(values):,} values; its head states {sizes}.", GET)
    return values.reshape(sizes)


def read_table(path: Path) -> tuple[UInt8[np.ndarray, "n 28 28"], UInt8[np.ndarray, " n"]]:
    """Images and labels of a table as Kaggle has them: a header, then a label and 784 pixels a line.

    Raises:
        DataError: it cannot be read, or is another table.
    """
    try:
        with regular(path).open("rb") as file:
            columns = file.readline().decode("utf-8", "replace").strip().split(",")
            if len(columns) != PIXELS + 1 or columns[0].strip('"') != "label":
                raise DataError(f"{path} is no table of a label and {PIXELS} pixels a line.", GET)
            rows = np.loadtxt(file, dtype=np.uint8, delimiter=",", ndmin=2)
    except (OSError, ValueError, OverflowError) as error:
        raise DataError(f"{path} cannot be read: {' '.join(str(error).split())[:200]}.", GET) from error
    if rows.shape[1] != PIXELS + 1:
        raise DataError(f"{path} has {rows.shape[1]} columns in its lines, not {PIXELS + 1}.", GET)
    return rows[:, 1:].reshape(-1, 28, 28), rows[:, 0]


def _find(folder: Path, name: str) -> Path:
    """A file by the names that it has: also as Kaggle packs it, in a folder of its own name, or with dots."""
    dotted = name.replace("-idx", ".idx")
    for one in (name, dotted):
        for path in (folder / one, folder / f"{one}.gz", folder / one / one, folder / name / one):
            if path.is_file():
                return path
    raise DataError(f"{folder} holds no {name} (or {name}.gz, or {TABLES[0]}).", GET)


def _fetch() -> list[np.ndarray]:
    from sklearn.datasets import fetch_openml  # noqa: PLC0415 - only where no files are

    try:
        found = fetch_openml("Fashion-MNIST", version=1, as_frame=False)
    except (OSError, ValueError) as error:
        raise DataError(f"Fashion-MNIST is not on this machine and cannot be fetched: {error}.", GET) from error
    pixels = found.data.astype(np.uint8).reshape(-1, 28, 28)
    labels = found.target.astype(np.uint8)
    return [pixels[:TRAIN], labels[:TRAIN], pixels[TRAIN:], labels[TRAIN:]]
