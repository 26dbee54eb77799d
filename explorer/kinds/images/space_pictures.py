"""The pictures that travel with a space of pictures: what its networks were fitted to, shown beside them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from explorer.errors import BundleError
from explorer.files import read_npz
from explorer.space.stated import AGAIN

MAX_BYTES = 512 * 2**20  # of the arrays, unpacked


@dataclass(frozen=True)
class SpacePictures:
    """Pictures in the order of a space's ids.

    Attributes:
        pixels: 0 to 255.
        names: what each is called where it comes from.
        data: name of the data set; "" for a folder.
        classes: names of the groups.
        source: where they come from, and their licence.
    """

    pixels: UInt8[np.ndarray, "n c s s"]
    names: np.ndarray
    data: str
    classes: tuple[str, ...]
    source: str

    @property
    def channels(self) -> int:
        """Of every picture."""
        return int(self.pixels.shape[1])

    @property
    def side(self) -> int:
        """Of every picture, in pixels."""
        return int(self.pixels.shape[2])

    def stated(self) -> dict[str, Any]:
        """As `space.json` states them."""
        return {
            "name": self.data,
            "classes": list(self.classes),
            "source": self.source,
            "side": self.side,
            "channels": self.channels,
        }

    def packed(self) -> bytes:
        """The content of the file."""
        buffer = io.BytesIO()
        np.savez_compressed(buffer, pixels=self.pixels, names=self.names)
        return buffer.getvalue()

    @classmethod
    def read(cls, file: Path, stated: Mapping[str, Any], count: int) -> SpacePictures:
        """The inverse of `packed`, for so many networks.

        Raises:
            BundleError: the file is damaged, or is not what `space.json` states.
        """
        try:
            arrays = read_npz(file, MAX_BYTES)
            pixels, names = arrays["pixels"], arrays["names"]
        except (OSError, ValueError, KeyError) as error:
            raise BundleError(f"{file} is damaged: {error}.", AGAIN) from error
        shape = (count, stated["channels"], stated["side"], stated["side"])
        if pixels.shape != shape or pixels.dtype != np.uint8:
            raise BundleError(f"{file} holds pictures of {pixels.dtype} {pixels.shape}, not bytes {shape}.", AGAIN)
        if names.shape != (count,) or names.dtype.kind != "U":
            raise BundleError(f"{file} does not name its {count} pictures.", AGAIN)
        return cls(pixels, names, stated["name"], tuple(stated["classes"]), stated["source"])
