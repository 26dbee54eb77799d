"""Measures of surfaces and fields."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import torch
from jaxtyping import Float
from scipy.spatial import cKDTree
from torch import Tensor

from explorer.networks.prep import PRepLayout, unflatten
from explorer.networks.siren import Siren, siren

SURFACE_POINTS = 3000  # of which two surfaces are compared

Rows = TypeVar("Rows", np.ndarray, Tensor)


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


def evenly(rows: Rows, most: int) -> Rows:
    """At most that many rows, evenly spread over all of them."""
    return rows[:: max(1, -(-len(rows) // most))]
