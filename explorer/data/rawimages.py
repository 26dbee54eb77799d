"""What the readers of image data give: all images and labels as arrays, as their files have them."""

from __future__ import annotations

from dataclasses import dataclass

from jaxtyping import UInt8
from numpy import ndarray


@dataclass(frozen=True)
class RawImages:
    """A data set before it is split.

    Attributes:
        classes: their names, in the order of the labels.
        pixels: of the training images, 0 to 255.
        labels: index of each training image's class.
        test_pixels: of the test images.
        test_labels: of the test images.
        source: where it came from, and its licence.
        validation_pixels: of images to choose by; None: some are cut from the training images.
        validation_labels: of these.
    """

    classes: tuple[str, ...]
    pixels: UInt8[ndarray, "n c s s"]
    labels: UInt8[ndarray, " n"]
    test_pixels: UInt8[ndarray, "m c s s"]
    test_labels: UInt8[ndarray, " m"]
    source: str
    validation_pixels: UInt8[ndarray, "v c s s"] | None = None
    validation_labels: UInt8[ndarray, " v"] | None = None
