"""CIFAR-10 (Krizhevsky 2009, Learning Multiple Layers of Features from Tiny Images): binary files, or OpenML.

The binary version (https://www.cs.toronto.edu/~kriz/cifar.html): five training files and one test file of 10,000
records each; a record is one byte for the label, then 1,024 bytes each for red, green and blue, row by row.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from explorer.data.rawimages import RawImages
from explorer.errors import DataError
from explorer.files import regular

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
TRAIN_FILES = tuple(f"data_batch_{k}.bin" for k in range(1, 6))
TEST_FILE = "test_batch.bin"
FOLDER = "cifar-10-batches-bin"  # its name in the archive
RECORDS = 10_000  # of each file
PIXELS = 3 * 32 * 32
GET = (
    "Unpack cifar-10-binary.tar.gz (from https://www.cs.toronto.edu/~kriz/cifar.html) and give the folder of its six "
    "binary files with --data, or connect to the internet so that scikit-learn can fetch CIFAR-10 from OpenML."
)


def read_cifar10(folder: Path | None = None) -> RawImages:
    """Read all of it: 50,000 and 10,000 images of 3 x 32 x 32.

    Args:
        folder: of its binary files, or the one in which its archive was unpacked; None: OpenML through scikit-learn.

    Raises:
        DataError: it is not there, or a file is damaged.
    """
    if folder is None:
        train, test, source = *_fetch(), "OpenML, CIFAR_10 version 1"
    else:
        where = folder / FOLDER if (folder / FOLDER).is_dir() else folder
        train = np.concatenate([_read_records(where / name) for name in TRAIN_FILES])
        test, source = _read_records(where / TEST_FILE), "binary files"
    return RawImages(
        CLASSES, train[:, 1:].reshape(-1, 3, 32, 32), train[:, 0], test[:, 1:].reshape(-1, 3, 32, 32), test[:, 0],
        f"CIFAR-10 (Krizhevsky 2009), {source}",
    )  # fmt: skip


def _read_records(path: Path) -> UInt8[np.ndarray, "n record"]:
    """One binary file: a row a record, its label first."""
    try:
        data = regular(path).read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path.parent} holds no {path.name}.", GET) from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.", GET) from error
    if len(data) != RECORDS * (PIXELS + 1):
        raise DataError(f"{path} holds {len(data):,} bytes, not {RECORDS * (PIXELS + 1):,}.", GET)
    records = np.frombuffer(data, np.uint8).reshape(RECORDS, PIXELS + 1)
    if records[:, 0].max() >= len(CLASSES):
        raise DataError(f"{path} holds the label {records[:, 0].max()}; classes are 0 to 9.", GET)
    return records


def _fetch() -> tuple[UInt8[np.ndarray, "n record"], UInt8[np.ndarray, "m record"]]:
    """Training and test records from OpenML."""
    from sklearn.datasets import fetch_openml  # noqa: PLC0415 - only where no files are

    try:
        found = fetch_openml("CIFAR_10", version=1, as_frame=False)
    except (OSError, ValueError) as error:
        raise DataError(f"No folder of CIFAR-10 was given, and it cannot be fetched: {error}.", GET) from error
    train_count = len(TRAIN_FILES) * RECORDS
    if found.data.shape != (train_count + RECORDS, PIXELS):
        raise DataError(f"OpenML's CIFAR_10 has the shape {found.data.shape}.", GET)
    records = np.column_stack([found.target.astype(np.uint8), found.data.astype(np.uint8)])
    train, test = records[:train_count], records[train_count:]
    # OpenML does not say in which order the images are. The official test images are as many of each class, which
    # drawn ones would not be: so images of the training set are never taken for test images.
    if np.bincount(test[:, 0], minlength=10).tolist() != [RECORDS // 10] * 10:
        raise DataError(f"The last {RECORDS:,} images of OpenML's CIFAR_10 are not the official test images.", GET)
    return train, test
