"""How good a furniture zoo's networks are: measured against the exact signed distance, on a dense grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, ZooError
from explorer.kinds.shapes import furniture
from explorer.networks.siren import Siren, siren
from explorer.zoo.store import ZooFolder, sample_ids

CHUNK = 16_384  # points at once: what a hidden layer makes of them stays in the cache
SURFACE_POINTS = 4000  # per network, for the angle between normals


@dataclass(frozen=True)
class FitQuality:
    """How well networks fit, one entry per network.

    Attributes:
        iou: intersection over union of the inside, on the grid, 0 to 1.
        angle: mean angle between the network's and the exact normal at surface points, in degrees.
        resolution: samples of the grid per axis.
    """

    iou: Float[np.ndarray, " n"]
    angle: Float[np.ndarray, " n"]
    resolution: int

    def summary(self) -> dict[str, float | int]:
        """The numbers to report: `iou_p10` is the tenth percentile, `iou_worst_tenth` the mean of the worst tenth."""
        worst = np.sort(self.iou)[: max(1, len(self.iou) // 10)]
        return {
            "networks": len(self.iou),
            "resolution": self.resolution,
            "iou_mean": float(self.iou.mean()),
            "iou_p10": float(np.quantile(self.iou, 0.1)),
            "iou_worst_tenth": float(worst.mean()),
            "iou_min": float(self.iou.min()),
            "angle_mean": float(self.angle.mean()),
        }


def judge_fit(
    arch: Siren,
    params: dict[str, Tensor],
    boxes: Float[Tensor, "n k 7"],
    *,
    resolution: int = 128,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> FitQuality:
    """Compare networks with the exact shapes that they were fitted to.

    Args:
        arch: the networks' architecture.
        params: their parameters, the batch axis in front.
        boxes: the parts of each shape (see `furniture.parts`), in the same order.
        resolution: samples per axis, at the centres of the grid's cells, at least 2.
        seed: of the surface points.
        progress: called with (networks done, networks in all).

    Raises:
        DataError: `resolution` is less than 2, or there are not as many networks as shapes.
    """
    if resolution < 2:
        raise DataError(f"A grid of resolution {resolution} measures nothing.", "Use at least 2.")
    count = len(next(iter(params.values())))
    if count != len(boxes):
        raise DataError(f"There are {count} networks and {len(boxes)} shapes.", "Give the shape of each network.")
    grid = cell_centres(resolution)
    surface = furniture.surface_points(boxes, SURFACE_POINTS, torch.Generator().manual_seed(seed))
    iou, angle = [], []
    for i in range(count):
        one = {name: value[i] for name, value in params.items()}
        iou.append(_iou(arch, one, boxes[i : i + 1], grid))
        angle.append(_mean_angle(arch, one, boxes[i : i + 1], surface[i]))
        progress(i + 1, count)
    return FitQuality(np.asarray(iou, dtype=np.float64), np.asarray(angle, dtype=np.float64), resolution)


def judge_zoo(
    folder: ZooFolder,
    sample: int,
    *,
    resolution: int = 128,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[FitQuality, list[int]]:
    """Judge `sample` networks of a furniture zoo, drawn at random with a fixed seed.

    Returns:
        The quality, and the ids of the networks that were judged.

    Raises:
        ZooError: see `ZooFolder.load_networks`; or the zoo is not one of furniture.
    """
    if folder.config.get("kind") != "furniture":
        raise ZooError(
            f"{folder.path} is a zoo of {folder.config.get('kind')!r}.", "Only furniture has exact shapes to compare."
        )
    params = folder.load_networks()
    available = len(next(iter(params.values())))
    ids = sample_ids(available, sample)
    pieces = furniture.sample_furniture(available, int(folder.config["seed"]))
    boxes = furniture.parts(torch.from_numpy(pieces.parameters[ids]))
    arch = Siren(**folder.config["arch"])
    chosen = {name: value[ids] for name, value in params.items()}
    return judge_fit(arch, chosen, boxes, resolution=resolution, progress=progress), ids


def cell_centres(resolution: int) -> Float[Tensor, "cells 3"]:
    """Centres of the cells of a grid over [-1, 1]^3, x slowest."""
    line = (torch.arange(resolution) + 0.5) / resolution * 2 - 1
    return torch.cartesian_prod(line, line, line)


@torch.inference_mode()
def _iou(
    arch: Siren, params: dict[str, Tensor], boxes: Float[Tensor, "1 k 7"], grid: Float[Tensor, "cells 3"]
) -> float:
    both = either = 0
    for points in grid.split(CHUNK):
        fitted = siren(arch, params, points)[:, 0] < 0
        exact = furniture.parts_sdf(boxes, points[None])[0] < 0
        both += int((fitted & exact).sum())
        either += int((fitted | exact).sum())
    return both / max(either, 1)


def _mean_angle(
    arch: Siren, params: dict[str, Tensor], boxes: Float[Tensor, "1 k 7"], points: Float[Tensor, "p 3"]
) -> float:
    """Mean angle between the two gradients at the points, in degrees.

    Where a point lies exactly on the line at which a rounded edge begins, the exact distance's gradient comes out
    as NaN (hypot at 0): such points, a few in a million, are left out.
    """
    points = points.clone().requires_grad_()
    (fitted,) = torch.autograd.grad(siren(arch, params, points).sum(), points)
    (exact,) = torch.autograd.grad(furniture.parts_sdf(boxes, points[None]).sum(), points)
    cosine = torch.nn.functional.cosine_similarity(fitted, exact, dim=-1).clamp(-1, 1)
    return float(torch.rad2deg(torch.acos(cosine)).nanmean())
