"""Labelled images for classifiers: what their readers give, split, and as a network reads it.

One split with a fixed seed: validation is cut from the training images; test images are only ever judged on. The
pixels stay bytes; `normalised` makes of them what a network reads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from explorer.data.cifar import read_cifar10
from explorer.data.fashion import read_fashion
from explorer.data.folder import LabelledFolder
from explorer.data.names import NAMES
from explorer.data.rawimages import RawImages
from explorer.data.tinyimagenet import read_tiny_imagenet
from explorer.errors import DataError

SPLIT_SEED = 20_220_605
VALIDATION_SHARE = 1 / 12  # 5,000 of Fashion-MNIST's 60,000
COUNT_CHUNK = 4096  # images whose pixels are counted at once


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
        name: one of `NAMES`, or that of a folder.
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
        name: one of `NAMES`.
        folder: of its files, see `read_fashion`, `read_cifar10` and `read_tiny_imagenet`, which say where it is
            looked for if there is none. "digits" has none.

    Raises:
        DataError: an unknown name, a folder for data that has none, or the data is not there or damaged.
    """
    if name == "fashion-mnist":
        return load_fashion(folder)
    if name == "cifar-10":
        return load_cifar10(folder)
    if name == "tiny-imagenet":
        return load_tiny_imagenet(folder)
    if name != "digits":
        raise DataError(f"Unknown data {name!r}.", f"Choose from: {', '.join(NAMES)}.")
    if folder is not None:
        raise DataError(f"The digits are scikit-learn's own: nothing is read from {folder}.", "Leave --data out.")
    return load_digits()


def load_fashion(folder: Path | None = None) -> ImageData:
    """Fashion-MNIST: 55,000 training, 5,000 validation and 10,000 test images of 28 x 28.

    Raises:
        DataError: see `read_fashion`.
    """
    return split_images("fashion-mnist", read_fashion(folder))


def load_cifar10(folder: Path | None = None) -> ImageData:
    """CIFAR-10: 45,833 training, 4,167 validation and 10,000 test images of 3 x 32 x 32.

    Raises:
        DataError: see `read_cifar10`.
    """
    return split_images("cifar-10", read_cifar10(folder))


def load_tiny_imagenet(folder: Path | None = None) -> ImageData:
    """TinyImageNet: 91,667 training, 8,333 validation and 10,000 test images of 3 x 64 x 64.

    Raises:
        DataError: see `read_tiny_imagenet`.
    """
    return split_images("tiny-imagenet", read_tiny_imagenet(folder))


def images_of(found: LabelledFolder) -> ImageData:
    """A folder of labelled pictures (`explorer.data.folder.read_labelled`) as a data set."""
    return split_images(found.name, found.raw)


def load_digits() -> ImageData:
    """scikit-learn's handwritten digits: 1,797 images, 8 x 8 doubled to 16 x 16; a quarter of them test images."""
    from sklearn.datasets import load_digits as bundled  # noqa: PLC0415 - only this data needs it

    digits = bundled()
    pixels = np.rint(digits.images * (255 / 16)).astype(np.uint8).repeat(2, 1).repeat(2, 2)[:, None]
    labels = digits.target.astype(np.uint8)
    order = np.random.default_rng(SPLIT_SEED).permutation(len(labels))
    test, train = order[: len(order) // 4], order[len(order) // 4 :]
    source = "scikit-learn's load_digits (Optical Recognition of Handwritten Digits, UCI, CC BY 4.0)"
    return split_images(
        "digits",
        RawImages(tuple("0123456789"), pixels[train], labels[train], pixels[test], labels[test], source),
    )


def balanced(images: Images, count: int, classes: int) -> Images:
    """The first images of each class, as many of each (as there are of the rarest), in order; at most `count`."""
    each = min(count // classes, int(torch.bincount(images.labels, minlength=classes).min()))
    rows = torch.cat([torch.nonzero(images.labels == k)[:each, 0] for k in range(classes)])
    return images[rows.sort().values]


def split_images(name: str, raw: RawImages) -> ImageData:
    """A data set of this name, validation images cut from the training images where there are none."""
    digest = hashlib.sha256()
    for array in (raw.pixels, raw.labels, raw.test_pixels, raw.test_labels, raw.validation_pixels):
        if array is not None:
            digest.update(np.ascontiguousarray(array).data)
    everything, judged = _images(raw.pixels, raw.labels), _images(raw.test_pixels, raw.test_labels)
    order = torch.from_numpy(np.random.default_rng(SPLIT_SEED).permutation(len(everything)))
    if raw.validation_pixels is not None and raw.validation_labels is not None:
        train, validation = everything[order], _images(raw.validation_pixels, raw.validation_labels)
    else:
        cut = max(1, round(len(everything) * VALIDATION_SHARE))
        train, validation = everything[order[cut:]], everything[order[:cut]]
    mean, std = _moments(train.pixels)
    return ImageData(name, raw.classes, mean, std, train, validation, judged, raw.source, digest.hexdigest())


def _images(pixels: np.ndarray, labels: np.ndarray) -> Images:
    # A file's bytes are read-only, which tensors cannot be.
    return Images(
        torch.from_numpy(np.require(pixels, requirements=["C", "W"])), torch.from_numpy(labels.astype(np.int64))
    )


def _moments(pixels: UInt8[Tensor, "n c s s"]) -> tuple[float, float]:
    """Mean and standard deviation of all pixels, in units of 255.

    From how often each of the 256 values occurs: as floats, TinyImageNet's pixels would take several gigabytes.
    """
    counts = torch.stack([some.flatten().bincount(minlength=256) for some in pixels.split(COUNT_CHUNK)]).sum(0)
    values = torch.arange(256, dtype=torch.float64) / 255
    mean = (counts * values).sum() / pixels.numel()
    variance = (counts * (values - mean).square()).sum() / (pixels.numel() - 1)
    return float(mean), float(variance.sqrt())
