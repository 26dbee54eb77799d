"""Measures of shapes: overlap, connected pieces, distance between surfaces, slope of a field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float
from scipy.ndimage import label
from scipy.spatial import cKDTree
from torch import Tensor

from explorer.networks.prep import PRepLayout, unflatten
from explorer.networks.siren import Siren, siren


@dataclass(frozen=True)
class Pieces:
    """How a shape hangs together, on a grid (samples that share a face are connected).

    Attributes:
        count: connected pieces; 0 for an empty shape.
        loose: share of the volume outside the largest piece; 1 for an empty shape.
    """

    count: int
    loose: float

    @property
    def one(self) -> bool:
        """Whether it is a single piece."""
        return self.count == 1


def pieces(inside: Bool[Tensor, "x y z"]) -> Pieces:
    """The connected pieces of one shape."""
    numbered, count = label(inside.numpy())
    if count == 0:
        return Pieces(0, 1.0)
    sizes = np.bincount(numbered.ravel())[1:]
    return Pieces(int(count), float(1 - sizes.max() / sizes.sum()))


def chamfer(a: Float[np.ndarray, "p 3"], b: Float[np.ndarray, "q 3"]) -> float:
    """Symmetric Chamfer distance of two point sets, in cube units: the mean of both mean nearest distances.

    NaN if one of them is empty.
    """
    if len(a) == 0 or len(b) == 0:
        return float("nan")
    return float((cKDTree(b).query(a)[0].mean() + cKDTree(a).query(b)[0].mean()) / 2)


def eikonal_error(
    arch: Siren, layout: PRepLayout, weights: Float[Tensor, " count"], points: Float[Tensor, "p 3"]
) -> float:
    """Mean | |grad f| - 1 | of one network at these points: 0 for a true signed distance. NaN without points."""
    if len(points) == 0:
        return float("nan")
    params = {name: value.clone() for name, value in unflatten(layout, weights.clone()).items()}
    with torch.enable_grad():
        x = points.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(siren(arch, params, x).sum(), x)
    return float((gradient.norm(dim=1) - 1).abs().mean())
