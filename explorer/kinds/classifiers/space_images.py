"""The images that travel with a space of classifiers: so that it judges, and optimizes, at once and offline."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.data.images import Images
from explorer.errors import BundleError, DataError
from explorer.files import read_npz
from explorer.kinds.classifiers.networks import percent_right

PARTS = ("train", "validation", "test")
MAX_BYTES = 256 * 2**20  # of the arrays, unpacked


@dataclass(frozen=True)
class SpaceImages:
    """Labelled images and a teacher's answers on them.

    Attributes:
        name: of the data set.
        classes: names of the classes.
        mean: of all training pixels, in units of 255.
        std: their standard deviation.
        source: where the images come from, and their licence.
        train: some training images: latent optimization learns from them.
        validation: to choose by.
        test: class-balanced; to judge on, and for nothing else.
        teacher: the teacher's logits on each part, by its name.
    """

    name: str
    classes: tuple[str, ...]
    mean: float
    std: float
    source: str
    train: Images
    validation: Images
    test: Images
    teacher: dict[str, Float[Tensor, "n classes"]]

    def part(self, name: str) -> Images:
        """One of `PARTS`."""
        images: Images = getattr(self, name)
        return images

    @property
    def teacher_accuracy(self) -> float:
        """The teacher's accuracy on the test images, in percent."""
        return float(percent_right(self.teacher["test"], self.test.labels))

    def stated(self) -> dict[str, Any]:
        """What `space.json` says of them."""
        return {
            "name": self.name,
            "classes": list(self.classes),
            "mean": self.mean,
            "std": self.std,
            "source": self.source,
            "counts": {part: len(self.part(part)) for part in PARTS},
        }

    def packed(self) -> bytes:
        """As they are kept in `images.npz`."""
        arrays: dict[str, Any] = {}
        for part in PARTS:
            arrays[f"{part}/pixels"] = self.part(part).pixels.numpy()
            arrays[f"{part}/labels"] = self.part(part).labels.numpy().astype(np.uint8)
            arrays[f"{part}/teacher"] = self.teacher[part].numpy().astype(np.float16)
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)
        return buffer.getvalue()


def read_images(file: Path, stated: dict[str, Any], channels: int, size: int, remedy: str) -> SpaceImages:
    """The images in a bundle's `images.npz`.

    Args:
        file: the file.
        stated: what `space.json` says of them.
        channels: of the images, as the networks want them.
        size: in pixels, as the networks want them.
        remedy: what to do about a damaged bundle.

    Raises:
        BundleError: the file is damaged, or does not fit what is stated.
    """
    classes = len(stated["classes"])
    parts, teacher = dict[str, Images](), dict[str, Tensor]()
    try:
        arrays = read_npz(file, MAX_BYTES)
    except (OSError, ValueError) as error:
        raise BundleError(f"{file} is damaged: {error}.", remedy) from error
    for part in PARTS:
        count = stated["counts"][part]
        wanted = {
            "pixels": ((count, channels, size, size), np.uint8),
            "labels": ((count,), np.uint8),
            "teacher": ((count, classes), np.float16),
        }
        for name, (shape, dtype) in wanted.items():
            values = arrays.get(f"{part}/{name}")
            if values is None or values.shape != shape or values.dtype != dtype:
                found = "missing" if values is None else f"of shape {values.shape} and type {values.dtype}"
                raise BundleError(f"{file}: {part}/{name} is {found}, not {shape}, {np.dtype(dtype)}.", remedy)
        if int(arrays[f"{part}/labels"].max(initial=0)) >= classes or not np.isfinite(arrays[f"{part}/teacher"]).all():
            raise BundleError(f"{file}: {part} holds labels or logits that cannot be.", remedy)
        try:
            labels = torch.from_numpy(arrays[f"{part}/labels"].astype(np.int64))
            parts[part] = Images(torch.from_numpy(arrays[f"{part}/pixels"]), labels)
        except DataError as error:
            raise BundleError(f"{file}: {part}: {error.problem}", remedy) from error
        teacher[part] = torch.from_numpy(arrays[f"{part}/teacher"].astype(np.float32))
    return SpaceImages(
        stated["name"], tuple(stated["classes"]), stated["mean"], stated["std"], stated["source"],
        parts["train"], parts["validation"], parts["test"], teacher,
    )  # fmt: skip
