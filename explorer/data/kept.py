"""Labelled images as a file beside what was made of them: a folder of pictures may be gone when they are asked for."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import torch

from explorer.data.folder import MOST_PIXEL_BYTES
from explorer.data.images import ImageData, Images
from explorer.errors import DataError
from explorer.files import read_npz, replacing

FILE = "images.npz"
PARTS = ("train", "validation", "test")
STATED = ("name", "mean", "std", "source", "sha256")
AGAIN = "Make the zoo again."


def keep_images(data: ImageData, folder: Path) -> None:
    """Write a data set to a folder; never leaves half a file."""
    arrays: dict[str, np.ndarray] = {}
    for part in PARTS:
        images: Images = getattr(data, part)
        arrays[f"{part}_pixels"], arrays[f"{part}_labels"] = images.pixels.numpy(), images.labels.numpy()
    said = {name: getattr(data, name) for name in STATED} | {"classes": list(data.classes)}
    arrays["stated"] = np.frombuffer(json.dumps(said).encode(), np.uint8)
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(folder / FILE) as temporary, temporary.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]  # its stub takes the arrays for `allow_pickle`


def kept_images(folder: Path) -> ImageData:
    """The inverse of `keep_images`.

    Raises:
        DataError: the file is missing or damaged.
    """
    path = folder / FILE
    try:
        arrays = read_npz(path, MOST_PIXEL_BYTES + 2**30)
        said = json.loads(arrays["stated"].tobytes())
        parts = [
            Images(
                torch.from_numpy(arrays[f"{part}_pixels"]), torch.from_numpy(arrays[f"{part}_labels"].astype(np.int64))
            )
            for part in PARTS
        ]
        classes = tuple(str(name) for name in said["classes"])
        data = ImageData(
            str(said["name"]), classes, float(said["mean"]), float(said["std"]), parts[0], parts[1], parts[2],
            str(said["source"]), str(said["sha256"]),
        )  # fmt: skip
        sound = all(
            one.pixels.dtype == torch.uint8
            and len(one) > 0
            and 0 <= int(one.labels.min()) <= int(one.labels.max()) < len(classes)
            for one in parts
        )
    except FileNotFoundError:
        raise DataError(f"{path} is missing.", AGAIN) from None
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} is damaged: {error}.", AGAIN) from error
    if not sound or len({tuple(one.pixels.shape[1:]) for one in parts}) != 1:
        raise DataError(f"{path} holds images or labels that do not fit each other.", AGAIN)
    return data
