"""How a classifier from elsewhere wants its images, and what it answers: tried on labelled images.

Of the usual ways the one with which it is right most often is taken; of those about as often right, the one whose
answers tell the most of the classes (the cross-entropy, at the temperature that suits them). Classes in another order
do not matter to that.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import Images
from explorer.errors import DataError, SelectionError
from explorer.foreign.scores import Meaning, logits_from, meaning_of

FEW, SOME = 128, 500  # images on which all ways are tried, and the best of them again
SECONDS = 20.0  # of processor time that trying may take, about; a slow network is tried on fewer images
LEAST = 48  # images that it is tried on at least
NEAR = 0.15  # of the share that is right: ways this near to the best are tried again
ANSWERED = 1 << 24  # values of images that a network is given at a time
PADDED = 16  # pixels by which images may be padded, rather than resized
COLDEST_HOTTEST = (-5, 11)  # temperatures, as powers of 2
GAIN = 0.2  # by which another order of the classes must be right more often
EXPLAINED = 0.4  # share that it must explain: the best order of answers at random is right on a quarter
OWN, CLOSE = 1.03, 1.02  # times the best cross-entropy, up to which the space's own way, a usual one is taken
EACH = 10  # images of a class, without which no order of classes is looked for
RGB = {  # mean and deviation of each channel
    "imagenet": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    "cifar": ((0.4914, 0.4822, 0.4465), (0.247, 0.2435, 0.2616)),
}
GREY_IMAGENET = ((0.45,), (0.225,))  # of their channels, about

Answers = Callable[[Tensor], Float[Tensor, "n classes"]]


@dataclass(frozen=True)
class Layout:
    """The axes of images as a network takes them.

    Attributes:
        axes: "nchw", "nhwc", "nhw", "flat" or "flat-nhwc".
        channels: of its images.
        height: in pixels.
        width: in pixels.
        fit: "same", "resized", or "padded" with black.
    """

    axes: str
    channels: int
    height: int
    width: int
    fit: str = "same"

    @property
    def words(self) -> str:
        """`N x 28 x 28 x 1`, and what was done to images for it."""
        c, h, w = self.channels, self.height, self.width
        sizes = {"nchw": (c, h, w), "nhwc": (h, w, c), "nhw": (h, w)}.get(self.axes, (c * h * w,))
        return f"N x {' x '.join(map(str, sizes))}"

    def __call__(self, images: Float[Tensor, "n c s s"]) -> Float[Tensor, "n k h w"]:
        """Images, 0 to 1, of its size and channels; the axes are still as they were."""
        if self.fit == "padded":
            high, wide = self.height - images.shape[2], self.width - images.shape[3]
            images = F.pad(images, (wide // 2, wide - wide // 2, high // 2, high - high // 2))
        elif self.fit == "resized":
            size = (self.height, self.width)
            images = F.interpolate(images, size=size, mode="bilinear", antialias=True).clamp(0, 1)
        if self.channels == images.shape[1]:
            return images
        if self.channels == 1:
            weights = torch.tensor([0.299, 0.587, 0.114])[:, None, None]  # ITU-R BT.601, as Pillow's "L"
            return (images * weights).sum(1, keepdim=True)
        return images.repeat(1, self.channels, 1, 1)

    def turned(self, images: Float[Tensor, "n k h w"]) -> Tensor:
        """With the axes as the network takes them."""
        if self.axes in ("nhwc", "flat-nhwc"):
            images = images.permute(0, 2, 3, 1).contiguous()
        if self.axes.startswith("flat"):
            return images.flatten(1)
        return images[:, 0] if self.axes == "nhw" else images


@dataclass(frozen=True)
class Pixels:
    """What a network takes a pixel for.

    Attributes:
        key: "own" (as the space's networks), "0..1", "-1..1", "0..255", "mnist", "imagenet", "cifar" or "told".
        mean: that pixels, 0 to 1, are taken relative to; one, or one a channel.
        std: that they are divided by.
        inverted: whether black and white are swapped first.
    """

    key: str
    mean: tuple[float, ...]
    std: tuple[float, ...]
    inverted: bool = False

    @property
    def words(self) -> str:
        """`pixels of 0 to 255, inverted`."""
        said = {
            "own": "pixels as this space has them", "0..1": "pixels of 0 to 1", "-1..1": "pixels of -1 to 1",
            "0..255": "pixels of 0 to 255", "-128..127": "pixels of -128 to 127",
            "mnist": "pixels by MNIST's mean and deviation", "imagenet": "pixels by ImageNet's mean and deviation",
            "cifar": "pixels by CIFAR-10's mean and deviation",
            "told": f"pixels less {self.mean[0]:g}, over {self.std[0]:g}",
        }[self.key]  # fmt: skip
        return f"{said}, inverted" if self.inverted else said

    def __call__(self, images: Float[Tensor, "n k h w"]) -> Float[Tensor, "n k h w"]:
        """Images of 0 to 1 as the network takes their pixels."""
        mean, std = (torch.tensor(values)[:, None, None] for values in (self.mean, self.std))
        return ((1 - images if self.inverted else images) - mean) / std


@dataclass(frozen=True)
class Way:
    """How images are given to a network.

    Attributes:
        layout: their axes.
        pixels: what a pixel is taken for.
    """

    layout: Layout
    pixels: Pixels

    def __call__(self, pixels: UInt8[Tensor, "n c s s"]) -> Tensor:
        """Images as they are stored, as the network takes them."""
        return self.layout.turned(self.pixels(self.layout(pixels.float() / 255)))

    @property
    def words(self) -> str:
        """Both, and what was done to images of another size."""
        found = [f"images as {self.layout.words}"]
        if self.layout.fit != "same":
            found.append(self.layout.fit)
        return ", ".join([*found, self.pixels.words])


def ask(answers: Answers, way: Way, pixels: UInt8[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
    """What a network answers on images as they are stored, some at a time."""
    layout = way.layout
    size = max(1, min(SOME, ANSWERED // (layout.channels * layout.height * layout.width)))
    with torch.no_grad():
        return torch.cat([answers(way(part)) for part in pixels.split(size)]).float()


def layouts(shape: Sequence[Any], channels: int, size: int, name: str) -> list[Layout]:
    """What axes an input of a stated shape may have, the likeliest first.

    Args:
        shape: sizes with the batch in front; names or None where they are free; empty: not stated.
        channels: of the space's images.
        size: of them, in pixels.
        name: of the file.

    Raises:
        DataError: these are no images.
    """
    known = [value if isinstance(value, int) and value > 0 else None for value in shape]
    found: list[Layout] = []
    if not known:
        known = [None, None, None, None]
    if len(known) == 4:
        for axes, c, h, w in (("nchw", 1, 2, 3), ("nhwc", 3, 1, 2)):
            if known[c] in (None, 1, 3):
                found.append(Layout(axes, known[c] or channels, known[h] or size, known[w] or size))
        found = [one for one in found if one.height > 3 and one.width > 3]
        found.sort(key=lambda one: one.height != one.width)
    elif len(known) == 3:
        found = [Layout("nhw", 1, known[1] or size, known[2] or size)]
    elif len(known) == 2:
        count = known[1] or channels * size**2
        for of in dict.fromkeys((channels, 1, 3)):
            side = math.isqrt(count // of)
            if side > 3 and side**2 * of == count:
                found += [Layout("flat", of, side, side), *([Layout("flat-nhwc", of, side, side)] if of > 1 else [])]
                break
    if not found:
        sizes = " x ".join("N" if value is None else str(value) for value in known)
        raise DataError(
            f"{name} takes {sizes}: no images of one or three channels.",
            f"Images here are {channels} x {size} x {size}; another size or number of channels is fitted to.",
        )
    return [fitted for one in found for fitted in _fitted(one, size)]


def _fitted(layout: Layout, size: int) -> list[Layout]:
    """For images of another size: padded, where it is a little larger, and resized."""
    c, h, w = layout.channels, layout.height, layout.width
    if (h, w) == (size, size):
        return [layout]
    resized = Layout(layout.axes, c, h, w, "resized")
    if 0 <= h - size <= PADDED and 0 <= w - size <= PADDED:
        return [resized, Layout(layout.axes, c, h, w, "padded")]
    return [resized]


def pixel_ways(channels: int, mean: float, std: float, integers: str = "") -> list[Pixels]:
    """What a network may take a pixel for, the likeliest first.

    Args:
        channels: of its images.
        mean: of the space's normalisation.
        std: see there.
        integers: the type of its input, where that is whole numbers: then it is bytes.
    """
    if integers:
        signed = integers == "tensor(int8)"
        found = [Pixels("-128..127", (128 / 255,), (1 / 255,)) if signed else Pixels("0..255", (0.0,), (1 / 255,))]
    else:
        imagenet = RGB["imagenet"] if channels == 3 else GREY_IMAGENET
        found = [
            Pixels("own", (mean,), (std,)),
            Pixels("0..1", (0.0,), (1.0,)),
            Pixels("-1..1", (0.5,), (0.5,)),
            Pixels("0..255", (0.0,), (1 / 255,)),
            Pixels("mnist", (0.1307,), (0.3081,)),
            Pixels("imagenet", *imagenet),
            *([Pixels("cifar", *RGB["cifar"])] if channels == 3 else []),
        ]
    return found + [Pixels(one.key, one.mean, one.std, inverted=True) for one in found]


@dataclass(frozen=True)
class Trial:
    """A way tried.

    Attributes:
        way: how images were given.
        meaning: what the answers are.
        right: share of the images that is right; in another order of the classes, where that explains it.
        entropy: the cross-entropy at the best temperature, likewise.
        predicted: classes as the file numbers them.
        hits: which images it is right on.
        order: the file's class of each of ours, where another order explains its answers.
        plain: share that is right as it stands.
        count: images.
    """

    way: Way
    meaning: Meaning
    right: float
    entropy: float
    predicted: np.ndarray
    hits: np.ndarray
    order: tuple[int, ...] | None
    plain: float
    count: int

    def as_right_as(self, other: Trial) -> bool:
        """Whether it is right about as often: within two standard errors, of the images on which one of them is."""
        differ = int((self.hits != other.hits).sum())
        return int(other.hits.sum()) - int(self.hits.sum()) <= 2 * math.sqrt(differ)


def tried(answers: Answers, way: Way, images: Images, classes: int, meaning: Meaning | None, name: str) -> Trial:
    """A network tried one way on labelled images.

    Raises:
        DataError: it gives anything but a finite score for each class.
    """
    given = ask(answers, way, images.pixels)
    if given.shape != (len(images), classes):
        raise DataError(
            f"{name} gives {given.shape[-1]} values for an image; there are {classes} classes here.",
            "Take a network for the classes of this space.",
        )
    if not bool(torch.isfinite(given).all()):
        raise DataError(f"{name} gives logits that are not finite.", "Train the network again.")
    meant = meaning or meaning_of(given)
    logits = logits_from(given, meant)
    predicted = logits.argmax(1)
    plain = float((predicted == images.labels).float().mean())
    order = order_of(predicted, images.labels, classes)
    if order is not None:
        logits = logits[:, list(order)]
    hits = (logits.argmax(1) == images.labels).numpy()
    # At the temperature that suits them best: pixels of a larger scale make any network surer, and no better.
    entropy = min(float(F.cross_entropy(logits / 2.0**k, images.labels)) for k in range(*COLDEST_HOTTEST))
    right = float(hits.mean())
    return Trial(way, meant, right, entropy, predicted.numpy(), hits, order, plain, len(images))


def order_of(predicted: Tensor, labels: Tensor, classes: int) -> tuple[int, ...] | None:
    """The file's class of each of ours that explains its answers best (assignment on the confusion matrix).

    None: its own order does so about as well, none explains many, or there are too few images to tell.
    """
    if len(labels) < EACH * classes:
        return None
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - takes a while; spaces are shown without

    confusion = torch.bincount(labels * classes + predicted, minlength=classes**2).reshape(classes, classes).numpy()
    rows, columns = linear_sum_assignment(-confusion)
    explained = confusion[rows, columns].sum() / len(labels)
    gain = explained - confusion.trace() / len(labels)
    return tuple(int(k) for k in columns) if gain > GAIN and explained > EXPLAINED else None


def best_trials(
    runs: Sequence[tuple[Answers, Sequence[Way]]], images: Images, classes: int, meaning: Meaning | None, name: str
) -> list[tuple[int, Trial]]:
    """All networks by all their ways, those that fit best first.

    Args:
        runs: what a file may be, each with the ways that it is tried by.
        images: labelled ones, never test images.
        classes: how many there are.
        meaning: what answers are, where it is told.
        name: of the file.

    Returns:
        The number of the network, and how it did, on the same images for all that come near the best.

    Raises:
        DataError: none of them can be run, or gives a score for each class.
    """
    first: DataError | None = None
    found: list[tuple[int, Trial]] = []
    total = sum(len(ways) for _, ways in runs)
    began, asked = time.thread_time(), 0
    few = images[: min(FEW, len(images))]
    for index, (answers, ways) in enumerate(runs):
        for way in ways:
            if asked and (time.thread_time() - began) / asked * total > SECONDS and len(few) > LEAST:
                few = images[:LEAST]
            try:
                found.append((index, tried(answers, way, few, classes, meaning, name)))
            except DataError as error:
                first = first or error
            asked += 1
    if not found:
        raise first or DataError(f"{name} cannot be run.", "Export it again.")
    top = max(trial.right for _, trial in found)
    near = [(index, trial) for index, trial in found if trial.right > top - NEAR]
    each = (time.thread_time() - began) / max(asked * len(few), 1)
    some = images[: max(min(SOME, int(SECONDS / (each * len(near) + 1e-9))), len(few))]
    if len(some) > len(few):
        again = [(k, tried(runs[k][0], trial.way, some, classes, meaning, name)) for k, trial in near]
    else:
        again = near
    surest = max((trial for _, trial in again), key=lambda trial: trial.right)
    # Of ways that are right about as often, the one that tells the most; of those alike, the more usual.
    again.sort(key=lambda one: (not one[1].as_right_as(surest), one[1].entropy))
    foremost, best = again[0]
    alike = [
        k
        for k, (index, trial) in enumerate(again)
        if index == foremost
        and trial.as_right_as(surest)
        and trial.entropy <= (OWN if trial.way.pixels.key == "own" else CLOSE) * best.entropy
    ]
    order = list(runs[foremost][1])
    taken = min(alike, key=lambda k: order.index(again[k][1].way))
    return [again[taken], *again[:taken], *again[taken + 1 :]]


def told_of_order(text: str, found: tuple[int, ...] | None, classes: int) -> tuple[int, ...] | None:
    """The order of classes that a user asks for: "file", "found", or numbers.

    Raises:
        SelectionError: it is none.
    """
    if text in ("", "file"):
        return None
    if text == "found":
        return found
    parts = text.split(",")
    if sorted(parts) != sorted(str(k) for k in range(classes)):
        raise SelectionError(
            f"{text[:60]!r} is no order of {classes} classes.",
            f"Give file, found, or the file's number of each class: {','.join(map(str, range(classes)))}.",
        )
    return tuple(int(part) for part in parts)


def check_told(told: Mapping[str, str], allowed: Mapping[str, Sequence[str]]) -> None:
    """Whether what a user says can be.

    Raises:
        SelectionError: it cannot.
    """
    for key, values in allowed.items():
        if told.get(key, "") and values and told[key] not in values:
            raise SelectionError(f"{key} cannot be {told[key][:60]!r} here.", f"Choose from: {', '.join(values)}.")
