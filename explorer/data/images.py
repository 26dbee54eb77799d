"""Labelled images for classifiers: Fashion-MNIST, and scikit-learn's handwritten digits as the small data.

One split with a fixed seed: validation is cut from the training images; test images are only ever judged on. The
pixels stay bytes; `normalised` makes of them what a network reads.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from explorer.errors import DataError

DEBIAN_FOLDER = Path("/usr/share/datasets/fashion-mnist")
FASHION_CLASSES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
SPLIT_SEED = 20_220_605
VALIDATION_SHARE = 1 / 12  # 5,000 of Fashion-MNIST's 60,000
GET_FASHION = (
    "Install Debian's package dataset-fashion-mnist, or give the folder of its four IDX files with --data, or "
    "connect to the internet so that scikit-learn can fetch it from OpenML."
)


@dataclass(frozen=True)
class Images:
    """Some images and what they show.

    Attributes:
        pixels: 0 to 255.
        labels: index of each image's class.
    """

    pixels: UInt8[Tensor, "n c height width"]  # that these fit each other is checked below, and said in words
    labels: Int[Tensor, " labels"]

    def __post_init__(self) -> None:
        if self.pixels.dim() != 4 or self.pixels.shape[2] != self.pixels.shape[3]:
            raise DataError(f"Images have shape {tuple(self.pixels.shape)}.", "They must be (n, channels, size, size).")
        if len(self.pixels) != len(self.labels):
            raise DataError(f"There are {len(self.pixels)} images and {len(self.labels)} labels.", "Give as many.")

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, rows: Int[Tensor, " m"] | slice) -> Images:
        return Images(self.pixels[rows], self.labels[rows])


@dataclass(frozen=True)
class ImageData:
    """A data set with its split.

    Attributes:
        name: "fashion-mnist", "digits".
        classes: their names, in the order of the labels.
        mean: of all training pixels, in units of 255.
        std: their standard deviation, in units of 255.
        train: to train networks and spaces on.
        validation: to choose by.
        test: to judge on, and for nothing else.
        source: where it came from, and its licence.
        sha256: of the training and test files' contents.
    """

    name: str
    classes: tuple[str, ...]
    mean: float
    std: float
    train: Images
    validation: Images
    test: Images
    source: str
    sha256: str

    @property
    def channels(self) -> int:
        """Of every image."""
        return int(self.train.pixels.shape[1])

    @property
    def size(self) -> int:
        """Of every image, in pixels."""
        return int(self.train.pixels.shape[2])


def normalised(pixels: UInt8[Tensor, "n c s s"], mean: float, std: float) -> Float[Tensor, "n c s s"]:
    """What a network reads: pixels over 255, less the mean, over the standard deviation."""
    return (pixels.float() / 255 - mean) / std


def load_images(name: str, folder: Path | None = None) -> ImageData:
    """A data set by name.

    Args:
        name: "fashion-mnist" or "digits".
        folder: of Fashion-MNIST's IDX files; None: where Debian keeps them, else OpenML through scikit-learn.

    Raises:
        DataError: an unknown name, or the data is not there or damaged.
    """
    if name == "fashion-mnist":
        return load_fashion(folder)
    if name == "digits":
        return load_digits()
    raise DataError(f"Unknown data {name!r}.", "Choose from: fashion-mnist, digits.")


def load_fashion(folder: Path | None = None) -> ImageData:
    """Fashion-MNIST (Xiao et al. 2017, arXiv 1708.07747; MIT licence): 60,000 and 10,000 images of 28 x 28.

    Raises:
        DataError: it is not there, or a file is damaged.
    """
    if folder is not None or DEBIAN_FOLDER.is_dir():
        where = folder or DEBIAN_FOLDER
        arrays = [_read_idx(_find(where, name)) for name in _IDX_NAMES]
        source = "IDX files"
    else:
        arrays = _fetch_fashion()
        source = "OpenML, Fashion-MNIST version 1"
    pixels, labels, test_pixels, test_labels = arrays
    for images, answers in ((pixels, labels), (test_pixels, test_labels)):
        if images.shape[1:] != (28, 28) or answers.shape != images.shape[:1] or answers.max(initial=0) > 9:
            raise DataError(f"The images have shape {images.shape}, the labels {answers.shape}.", GET_FASHION)
    return _split(
        "fashion-mnist", FASHION_CLASSES, (pixels, labels), (test_pixels, test_labels),
        f"Fashion-MNIST (Xiao et al. 2017, MIT licence), {source}",
    )  # fmt: skip


def load_digits() -> ImageData:
    """scikit-learn's handwritten digits: 1,797 images, 8 x 8 doubled to 16 x 16; a quarter of them test images."""
    from sklearn.datasets import load_digits as bundled  # noqa: PLC0415 - only this data needs it

    digits = bundled()
    pixels = np.rint(digits.images * (255 / 16)).astype(np.uint8).repeat(2, 1).repeat(2, 2)
    labels = digits.target.astype(np.uint8)
    order = np.random.default_rng(SPLIT_SEED).permutation(len(labels))
    test, train = order[: len(order) // 4], order[len(order) // 4 :]
    return _split(
        "digits", tuple("0123456789"), (pixels[train], labels[train]), (pixels[test], labels[test]),
        "scikit-learn's load_digits (Optical Recognition of Handwritten Digits, UCI, CC BY 4.0)",
    )  # fmt: skip


def balanced(images: Images, count: int, classes: int) -> Images:
    """The first images of each class, as many of each, in order; `count` of them at most."""
    each = count // classes
    rows = torch.cat([torch.nonzero(images.labels == k)[:each, 0] for k in range(classes)])
    return images[rows.sort().values]


def _split(
    name: str,
    classes: tuple[str, ...],
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
    source: str,
) -> ImageData:
    digest = hashlib.sha256(b"".join(np.ascontiguousarray(a).tobytes() for a in (*train, *test))).hexdigest()
    everything, judged = _images(*train), _images(*test)
    order = torch.from_numpy(np.random.default_rng(SPLIT_SEED).permutation(len(everything)))
    cut = round(len(everything) * VALIDATION_SHARE)
    scaled = everything.pixels[order[cut:]].float() / 255
    mean, std = float(scaled.mean()), float(scaled.std())
    return ImageData(name, classes, mean, std, everything[order[cut:]], everything[order[:cut]], judged, source, digest)


def _images(pixels: np.ndarray, labels: np.ndarray) -> Images:
    return Images(torch.from_numpy(pixels.copy())[:, None], torch.from_numpy(labels.astype(np.int64)))


_IDX_NAMES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.exists():
            return path
    raise DataError(f"{folder} holds no {name} (or {name}.gz).", GET_FASHION)


def _read_idx(path: Path) -> UInt8[np.ndarray, "*axes"]:
    """An IDX file of bytes (LeCun's format): two zeros, type 8, number of axes, big-endian sizes, the values."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            data = file.read()
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read: {error}.", GET_FASHION) from error
    axes = data[3] if len(data) >= 4 else 0
    if data[:3] != b"\0\0\x08" or len(data) < 4 + 4 * axes:
        raise DataError(f"{path} is no IDX file of bytes.", GET_FASHION)
    sizes = tuple(int.from_bytes(data[4 + 4 * k : 8 + 4 * k], "big") for k in range(axes))
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * axes)
    if len(values) != math.prod(sizes):
        raise DataError(f"{path} holds {len(values):,} values; its head states {sizes}.", GET_FASHION)
    return values.reshape(sizes)


def _fetch_fashion() -> list[np.ndarray]:
    from sklearn.datasets import fetch_openml  # noqa: PLC0415 - only where no files are

    try:
        found = fetch_openml("Fashion-MNIST", version=1, as_frame=False)
    except (OSError, ValueError) as error:
        raise DataError(f"Fashion-MNIST is not on this machine and cannot be fetched: {error}.", GET_FASHION) from error
    pixels = found.data.astype(np.uint8).reshape(-1, 28, 28)
    labels = found.target.astype(np.uint8)
    return [pixels[:60_000], labels[:60_000], pixels[60_000:], labels[60_000:]]
