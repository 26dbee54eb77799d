"""The silhouette of what a picture shows on a dark ground, measures of it, and pictures in between.

A cross-fade of two pictures is no picture of anything: it shows both outlines at once. Here the outline moves: every
row of an object, at the same share of its height, has a left and a right edge; at a share t of the way they lie at t,
the object's inside is stretched with them, and the brightness alone is mixed. This is the target between two pictures
while a space is trained, as the shape with parameters in between is for furniture.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

LIT = 0.1  # from this value on a pixel belongs to the object
BRIGHT, FAINT = 0.9, 0.4  # the bright ones' quantile of the lit pixels; darker than this share of it is faint


@dataclass(frozen=True)
class Silhouettes:
    """Edges of objects, in pixels from the picture's top left corner.

    Attributes:
        top: where each begins.
        bottom: where it ends.
        left: its left edge in each row; rows without any of it have the nearest row's.
        right: its right edge in each row.
    """

    top: Float[Tensor, " n"]
    bottom: Float[Tensor, " n"]
    left: Float[Tensor, "n rows"]
    right: Float[Tensor, "n rows"]


def silhouettes(pixels: Float[Tensor, "n c s s"]) -> Silhouettes:
    """Edges of what is lit in any channel; a picture without anything lit is all object."""
    lit = pixels.amax(1) > LIT
    lit = lit | ~lit.flatten(1).any(1)[:, None, None]
    side = lit.shape[-1]
    rows = lit.any(2)
    along = torch.arange(side)
    first, last = _first(lit), side - _first(lit.flip(2))
    # The nearest row that holds something: every row's distance to every row, those without pushed out of reach.
    far = (along[:, None] - along[None]).abs()[None] + side * ~rows[:, None, :]
    near = far.argmin(2)
    return Silhouettes(
        _first(rows).float(),
        (side - _first(rows.flip(1))).float(),
        first.gather(1, near).float(),
        last.gather(1, near).float(),
    )


def _first(lit: Tensor) -> Tensor:
    """Index of the first true entry along the last axis (0 if there is none)."""
    return lit.to(torch.uint8).argmax(-1)


def in_between(
    a: Float[Tensor, "n c s s"], b: Float[Tensor, "n c s s"], share: Float[Tensor, " n"]
) -> Float[Tensor, "n c s s"]:
    """The pictures at these shares of the way from `a` to `b`: the outline moves, the inside mixes."""
    side = a.shape[-1]
    first, last = silhouettes(a), silhouettes(b)
    top, bottom = (x.lerp(y, share)[:, None] for x, y in ((first.top, last.top), (first.bottom, last.bottom)))
    centres = torch.arange(side) + 0.5
    height = (centres - top) / (bottom - top)  # of each row within the object; outside it below 0 or above 1
    edges = [_edges_at(s, height) for s in (first, last)]
    left, right = (edges[0][k].lerp(edges[1][k], share[:, None]) for k in (1, 2))
    across = (centres - left[..., None]) / (right - left).clamp(min=1)[..., None]
    warped = []
    for pixels, (rows, begin, end) in zip((a, b), edges, strict=True):
        x = begin[..., None] + across * (end - begin)[..., None]
        where = torch.stack([x, rows[..., None].expand_as(x)], -1) / side * 2 - 1
        warped.append(F.grid_sample(pixels, where, mode="bilinear", padding_mode="zeros", align_corners=False))
    return warped[0].lerp(warped[1], share[:, None, None, None])


def _edges_at(edges: Silhouettes, height: Float[Tensor, "n rows"]) -> tuple[Tensor, Tensor, Tensor]:
    """Row of a picture, left and right edge at these shares of an object's height, edges slightly smoothed."""
    rows = edges.top[:, None] + height * (edges.bottom - edges.top)[:, None]
    return rows, _at(_smooth(edges.left), rows), _at(_smooth(edges.right), rows)


def _smooth(edge: Float[Tensor, "n rows"]) -> Float[Tensor, "n rows"]:
    padded = F.pad(edge[:, None], (1, 1), mode="replicate")
    return F.conv1d(padded, torch.tensor([[[0.25, 0.5, 0.25]]]))[:, 0]


def _at(values: Float[Tensor, "n rows"], rows: Float[Tensor, "n m"]) -> Float[Tensor, "n m"]:
    """Values that belong to the rows' centres, in between linearly."""
    place = (rows - 0.5).clamp(0, values.shape[1] - 1)
    low = place.floor().long().clamp(max=values.shape[1] - 2)
    return values.gather(1, low).lerp(values.gather(1, low + 1), place - low)


def measures(pixels: Float[Tensor, "n c s s"]) -> dict[str, Float[Tensor, " n"]]:
    """What can be said of every picture.

    Returns:
        brightness: mean of the lit pixels, 0 to 1.
        lit: share of the picture that is lit.
        width: of what is lit, as a share of the picture's side (its widest extent).
        height: of what is lit, as a share of the picture's side.
        contrast: standard deviation of the lit pixels.
    """
    grey = pixels.mean(1)
    lit = pixels.amax(1) > LIT
    count = lit.flatten(1).sum(1).clamp(min=1)
    mean = (grey * lit).flatten(1).sum(1) / count
    spread = (((grey - mean[:, None, None]) * lit).square().flatten(1).sum(1) / count).sqrt()
    side = pixels.shape[-1]

    def extent(axis: int) -> Tensor:
        any_lit = lit.any(axis)
        length = side - _first(any_lit) - _first(any_lit.flip(1))
        return torch.where(any_lit.any(1), length, 0).float() / side

    return {
        "brightness": mean,
        "contrast": spread,
        "lit": lit.flatten(1).float().mean(1),
        "width": extent(1),
        "height": extent(2),
    }


def faint(pixels: Float[Tensor, "n c s s"]) -> Float[Tensor, " n"]:
    """Share of the lit pixels that are faint beside the bright ones; 0 without any.

    Where two outlines lie over each other, what belongs to one alone is faint: twice as much of a cross-fade is as of
    pictures of clothes.
    """
    shares = []
    for values in pixels.mean(1).flatten(1):
        lit = values[values > LIT]
        shares.append((lit < FAINT * lit.quantile(BRIGHT)).float().mean() if len(lit) else torch.zeros(()))
    return torch.stack(shares)
