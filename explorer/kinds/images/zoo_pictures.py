"""The pictures that a zoo of pictures is fitted to, in the zoo's order, with their split.

They are kept in the zoo's folder (`pictures.npz`): what is shown beside a network, and what it is judged by. Of every
`HELDOUT_EVERY` rounds one is held out, so that a zoo can grow and its split stays: from a data set, a round is one
picture of each class, and held-out ones are test images; from a folder, a round is one picture.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Bool, Int, UInt8

from explorer.data.images import ImageData, Images
from explorer.data.picture_files import FolderPictures
from explorer.errors import ZooError
from explorer.files import read_npz, write_atomically

FILE = "pictures.npz"
HELDOUT_EVERY = 7
MAX_BYTES = 2**30  # of the arrays, unpacked
_AGAIN = "Make the zoo again."


@dataclass(frozen=True)
class ZooPictures:
    """Pictures in a zoo's order.

    Attributes:
        pixels: 0 to 255.
        groups: index of each picture's group.
        names: of each picture: a file's, or "train 123" and "test 45" for a data set's (place in its part).
        heldout: which are never trained on.
        classes: names of the groups.
        data: name of the data set; "" for a folder.
        source: where they come from, and their licence.
        sha256: of the data set's files; "" for a folder.
    """

    pixels: UInt8[np.ndarray, "n c s s"]
    groups: Int[np.ndarray, " n"]
    names: np.ndarray
    heldout: Bool[np.ndarray, " n"]
    classes: tuple[str, ...]
    data: str
    source: str
    sha256: str

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def channels(self) -> int:
        """Of every picture."""
        return int(self.pixels.shape[1])

    @property
    def side(self) -> int:
        """Of every picture, in pixels."""
        return int(self.pixels.shape[2])

    def digest(self, count: int | None = None) -> str:
        """Hash over the first `count` pictures, their names and their split."""
        parts = (self.pixels[:count], self.groups[:count].astype(np.int64), self.heldout[:count])
        found = hashlib.sha256("\n".join(self.names[:count].tolist()).encode())
        for part in parts:
            found.update(np.ascontiguousarray(part).tobytes())
        return found.hexdigest()

    def save(self, folder: Path) -> None:
        """Keep them in a zoo's folder."""
        buffer = io.BytesIO()
        names = ("pixels", "groups", "names", "heldout", "classes", "data", "source", "sha256")
        arrays: dict[str, Any] = {name: np.asarray(getattr(self, name)) for name in names}
        np.savez_compressed(buffer, **arrays)
        write_atomically(folder / FILE, buffer.getvalue())

    @classmethod
    def load(cls, folder: Path) -> ZooPictures:
        """The inverse of `save`.

        Raises:
            ZooError: they are missing or damaged.
        """
        file = folder / FILE
        try:
            a = read_npz(file, MAX_BYTES)
            if not _fit(a):
                raise ZooError(f"{file} holds arrays that do not fit each other.", _AGAIN)
            pictures = cls(
                a["pixels"], a["groups"], a["names"], a["heldout"], tuple(a["classes"].tolist()),
                *(str(a[name]) for name in ("data", "source", "sha256")),
            )  # fmt: skip
        except FileNotFoundError:
            raise ZooError(f"{file} is missing.", _AGAIN) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ZooError(f"{file} is damaged: {error}.", _AGAIN) from error
        return pictures


def _fit(arrays: Mapping[str, np.ndarray]) -> bool:
    """Whether the arrays of a file are of the right types and fit each other."""
    pixels, groups, names, heldout = (arrays[name] for name in ("pixels", "groups", "names", "heldout"))
    n = len(pixels)
    return bool(
        pixels.ndim == 4
        and pixels.dtype == np.uint8
        and pixels.shape[2] == pixels.shape[3]
        and groups.shape == names.shape == heldout.shape == (n,)
        and groups.dtype.kind in "iu"
        and names.dtype.kind == "U"
        and heldout.dtype == bool
        and (n == 0 or 0 <= int(groups.min()) <= int(groups.max()) < len(arrays["classes"]))
    )


def pictures_of_data(data: ImageData, count: int, seed: int) -> ZooPictures:
    """`count` pictures of a data set: classes in turn, each in an order of its own.

    Training networks get training images; of every seven rounds the last gets test images, which are held out.

    Raises:
        ZooError: there are not as many images, or of other sizes than a network can be judged by.
    """
    classes = len(data.classes)
    rounds = np.arange(count) // classes
    groups = np.arange(count) % classes
    heldout = rounds % HELDOUT_EVERY == HELDOUT_EVERY - 1
    tests = rounds // HELDOUT_EVERY  # how many rounds of test images came before
    turn = np.where(heldout, tests, rounds - tests)
    orders = {part: _by_class(images, classes, seed) for part, images in (("train", data.train), ("test", data.test))}
    pixels, names = list[np.ndarray](), list[str]()
    for k in range(count):
        part = "test" if heldout[k] else "train"
        order = orders[part][groups[k]]
        if turn[k] >= len(order):
            raise ZooError(
                f"{data.name} has {len(order)} {part} images of the class {data.classes[groups[k]]!r}; a zoo of "
                f"{count:,} needs more.",
                "Choose a smaller --count.",
            )
        row = int(order[turn[k]])
        pixels.append((data.test if heldout[k] else data.train).pixels[row].numpy())
        names.append(f"{part} {row}")
    return ZooPictures(
        np.stack(pixels), groups, np.asarray(names), heldout, data.classes, data.name, data.source, data.sha256
    )


def _by_class(images: Images, classes: int, seed: int) -> list[np.ndarray]:
    labels = images.labels.numpy()
    return [np.random.default_rng([seed, c]).permutation(np.flatnonzero(labels == c)) for c in range(classes)]


def pictures_of_folder(found: FolderPictures, count: int | None, seed: int, source: str) -> ZooPictures:
    """Pictures of a folder in random order, every seventh of them held out; all of them, or `count`.

    Raises:
        ZooError: there are not as many, or too few to hold one out.
    """
    count = len(found.names) if count is None else count
    if not HELDOUT_EVERY <= count <= len(found.names):
        raise ZooError(
            f"{len(found.names)} pictures can be used; a zoo of {count} was asked for.",
            f"A zoo holds at least {HELDOUT_EVERY} pictures, one of them held out, and at most all there are.",
        )
    order = np.random.default_rng(seed).permutation(len(found.names))[:count]
    classes = tuple(sorted(set(found.groups)))
    groups = np.asarray([classes.index(found.groups[k]) for k in order])
    heldout = np.arange(count) % HELDOUT_EVERY == HELDOUT_EVERY - 1
    names = np.asarray([found.names[k] for k in order])
    return ZooPictures(found.pixels[order], groups, names, heldout, classes, "", source, "")
