"""One thing that a network of a shape from elsewhere may mean, and how like a signed distance it then is.

See `foreign`, which takes the one that is most like.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Float
from scipy.spatial import cKDTree
from torch import Tensor

NEAR = 8  # the points nearest to the surface, whose gradients are looked at, are one in so many
# Share of the points brought onto the surface; steps; the longest; how near is on it.
SURFACE, STEPS, STEP, ON = 0.375, 4, 0.1, 5e-3
AROUND = 0.3  # distance up to which values are compared with those to the surface
DIFFERENCE = 2e-3  # of coordinates, where gradients are differences
# Beyond a small cube: share of it that is inside; how far off gradients are that are learned.
HELD, TAUGHT = 0.003, 0.25
PLACES = (((0.0, 1.0), "", 0.0), ((0.0, 0.5), "in [-0.5, 0.5]", 0.6), ((0.5, 0.5), "in [0, 1]", 0.6))

Function = Callable[[Float[Tensor, "n 3"]], Float[Tensor, " n"]]


@dataclass(frozen=True)
class Reading:
    """One thing that a chain may mean: in words, and as a function.

    Attributes:
        words: what it is.
        run: signed distances at points.
        rare: how much better than a usual one it must fit, in the units of `_unlikely`.
        omegas: frequencies of the first and of the other sines; None: another activation.
        place: middle and half of the edge of the cube that it is of, in its own coordinates.
        exact: whether gradients can be had by differentiation; else by differences.
        scale: what its values are divided by to be distances near the surface; negative where inside is positive.
        stated: whether its file says what it is: then it is one of distances in [-1, 1]^3, negative inside.
    """

    words: str
    run: Function
    rare: float
    omegas: tuple[float, float] | None = None
    place: tuple[float, float] = (0.0, 1.0)
    exact: bool = True
    scale: float = 1.0
    stated: bool = False

    def unit(self, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
        """As a signed distance in [-1, 1]^3."""
        middle, half = self.place
        values = self.run(points if (middle, half) == (0.0, 1.0) else middle + half * points)
        return values if self.scale * half == 1 else values / (self.scale * half)

    @property
    def remarks(self) -> str:
        """What is unusual about it, in words."""
        said = ["inside positive"] if self.scale < 0 else []
        said += [f"values no distances (about {abs(self.scale):.2g} times)"] if abs(self.scale) != 1 else []
        said += [words for place, words, _ in PLACES if place == self.place and words]
        return "".join(f", {one}" for one in said)


def goes_on(one: Reading, points: Float[Tensor, "p 3"]) -> bool:
    """Whether beyond the small cube in which a reading puts it a function has a surface, and is a distance there, too.

    Then that cube is a part of its own: near the middle of a shape everything is smoother. A network that was trained
    in the small cube has no surface beyond it, or one that nobody taught it.
    """
    middle, half = one.place
    if one.place == PLACES[0][0]:
        return False
    beyond = points[(points - middle).abs().amax(1) > half]
    values, gradient = gradients(dataclasses.replace(one, place=PLACES[0][0]), beyond)
    if not HELD < float((values < 0).float().mean()) < 1 - HELD:
        return False
    near = values.abs().argsort()[: len(beyond) // (3 * NEAR)]
    return float((gradient.norm(dim=1)[near] - 1).abs().clamp(max=1).nan_to_num(1.0).mean()) < TAUGHT


def strays(one: Reading, points: Float[Tensor, "p 3"]) -> tuple[float, float]:
    """How little a function's values are the distances to its own surface: everywhere, and around it.

    The surface is made of the points nearest to it, brought there by Newton's steps along the gradients.

    Returns:
        1 less the correlation of sizes and distances; mean relative difference, at most 1, around the surface. Values
        of rough networks are often far off away from the surface, and still grow with the distance.
    """
    with torch.no_grad():
        sizes = one.unit(points).abs()
    near = points[sizes.argsort()[: int(SURFACE * len(points))]]
    for _ in range(STEPS):
        values, gradient = gradients(one, near)
        step = values[:, None] * gradient / gradient.square().sum(1, keepdim=True).clamp(min=1e-3)
        near = near - step * (STEP / step.norm(dim=1, keepdim=True).clamp(min=STEP))
    with torch.no_grad():
        surface = near[(one.unit(near).abs() < ON) & (near.abs().amax(1) < 1.1)]
    if len(surface) < 20 or not float(sizes.std()) > 0:
        return 2.0, 1.0
    distances = torch.from_numpy(cKDTree(surface.numpy()).query(points.numpy())[0]).float()
    together = float(torch.corrcoef(torch.stack([sizes, distances]))[0, 1])
    around = distances < AROUND
    off = ((sizes - distances).abs() / (distances + 0.03)).clamp(max=1)[around]
    return 1 - together, float(off.mean()) if len(off) else 1.0


def gradients(one: Reading, points: Float[Tensor, "n 3"]) -> tuple[Float[Tensor, " n"], Float[Tensor, "n 3"]]:
    """A function's values at points, and its gradients there."""
    if not one.exact:
        steps = DIFFERENCE * torch.eye(3)
        ends = torch.cat([points, *(points + way * step for step in steps for way in (1, -1))])
        values, *pairs = one.unit(ends).split(len(points))
        slopes = [(a - b) / (2 * DIFFERENCE) for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
        return values, torch.stack(slopes, 1)
    with torch.enable_grad():
        asked = points.clone().requires_grad_()
        values = one.unit(asked)
        (gradient,) = torch.autograd.grad(values.sum(), asked)
    return values.detach(), gradient
