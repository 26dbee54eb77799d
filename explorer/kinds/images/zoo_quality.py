"""How good a zoo of pictures is: PSNR of its networks against their pictures, at the pixels and between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int

from explorer.errors import DataError
from explorer.kinds.images.networks import values_at
from explorer.kinds.images.pictures import pixel_centres, psnr, sample
from explorer.kinds.images.zoo import Zoo
from explorer.netspace.model import NetSpace

FINER = 4  # times the pictures' own resolution: how they are measured between the pixels
CHUNK = 32


@dataclass(frozen=True)
class FitQuality:
    """How well networks fit, one entry per network, in dB.

    Attributes:
        pixels: PSNR at the pixels' centres.
        between: PSNR on a grid `FINER` times as fine, against the interpolated picture.
    """

    pixels: Float[np.ndarray, " n"]
    between: Float[np.ndarray, " n"]

    def summary(self) -> dict[str, float | int]:
        """The numbers to report."""
        return {
            "networks": len(self.pixels),
            "psnr_mean": round(float(self.pixels.mean()), 3),
            "psnr_p10": round(float(np.quantile(self.pixels, 0.1)), 3),
            "psnr_min": round(float(self.pixels.min()), 3),
            "psnr_finer_mean": round(float(self.between.mean()), 3),
        }


@torch.inference_mode()
def judge_fit(
    zoo: Zoo, rows: np.ndarray, progress: Callable[[int, int], None] = lambda done, total: None
) -> FitQuality:
    """Compare networks of a zoo with their pictures.

    Args:
        zoo: the zoo.
        rows: which of its networks, at least one.
        progress: called with (networks done, networks in all).

    Raises:
        DataError: there is nothing to compare.
    """
    if len(rows) == 0:
        raise DataError("There are no networks to measure.", "Choose at least one.")
    layout, side = NetSpace.layout_of(zoo.arch), zoo.pictures.side
    grids = (pixel_centres(side, side), pixel_centres(FINER * side, FINER * side))
    pixels = zoo.pixels
    found: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for start in range(0, len(rows), CHUNK):
        some = torch.from_numpy(rows[start : start + CHUNK])
        for values, points in zip(found, grids, strict=True):
            got = values_at(zoo.arch, layout, zoo.weights[some], points)
            values.append(psnr(got, sample(pixels[some], points)).numpy())
        progress(min(start + CHUNK, len(rows)), len(rows))
    return FitQuality(np.concatenate(found[0]), np.concatenate(found[1]))


def some_rows(count: int, sample: int) -> Int[np.ndarray, " m"]:
    """Rows of `sample` networks, drawn at random, always the same; of all, if there are no more."""
    return np.sort(np.random.default_rng(0).permutation(count)[:sample])
