"""The PRep codec: a network's parameters as one 2-D tensor (NetSpace, arXiv 2206.05194, section 3.1).

All parameters in declaration order, flattened, zero-padded and reshaped to (height, width). Unlike the
paper's code, a network that does not fit is an error, never cropped.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import PRepError

MOST = 2**28  # entries: a gigabyte


@dataclass(frozen=True)
class PRepLayout:
    """Which parameters a PRep holds, and its size.

    Attributes:
        shapes: (name, shape) of every parameter, in order.
        height: rows.
        width: columns.

    Raises:
        PRepError: the network is larger than the PRep.
    """

    shapes: tuple[tuple[str, tuple[int, ...]], ...]
    height: int
    width: int

    def __post_init__(self) -> None:
        if self.height < 1 or self.width < 1:
            raise PRepError(f"A PRep of {self.height} x {self.width} holds nothing.", "Both sizes must be at least 1.")
        if self.height * self.width > MOST:
            raise PRepError(f"A PRep of {self.height} x {self.width} is too large.", f"At most {MOST:,} entries.")
        if self.count > self.height * self.width:
            raise PRepError(
                f"A network of {self.count:,} parameters does not fit a PRep of {self.height} x {self.width} = "
                f"{self.height * self.width:,} entries.",
                "Choose a larger PRep.",
            )

    @classmethod
    def of(cls, shapes: Mapping[str, tuple[int, ...]], height: int = 8, width: int = 0) -> PRepLayout:
        """The layout of that size for these parameters; a width of 0: the smallest one of that height.

        Raises:
            PRepError: they do not fit.
        """
        total = sum(math.prod(shape) for shape in shapes.values())
        width = width or -(-total // max(height, 1))
        return cls(tuple((name, tuple(shape)) for name, shape in shapes.items()), height, width)

    @property
    def count(self) -> int:
        """Number of parameters, padding not counted."""
        return sum(math.prod(shape) for _, shape in self.shapes)

    @property
    def slices(self) -> list[slice]:
        """Where each parameter lies in the flat weights, in order."""
        slices, start = list[slice](), 0
        for _, shape in self.shapes:
            slices.append(slice(start, start + math.prod(shape)))
            start = slices[-1].stop
        return slices


def flatten(layout: PRepLayout, params: Mapping[str, Tensor]) -> Float[Tensor, "*batch count"]:
    """All parameters of a network, or of a batch of networks, as one vector each.

    Raises:
        PRepError: a parameter is missing, unknown or of another shape.
    """
    known = dict(layout.shapes)
    odd = sorted(set(known) ^ set(params))
    if odd:
        raise PRepError(
            f"The network's parameters differ from the layout's in {', '.join(map(repr, odd[:3]))}.",
            f"Expected: {', '.join(known)}.",
        )
    pieces = []
    for name, shape in layout.shapes:
        value = params[name]
        batch = value.shape[: value.dim() - len(shape)]
        if value.dim() < len(shape) or tuple(value.shape[len(batch) :]) != shape:
            raise PRepError(f"Parameter {name!r} has shape {tuple(value.shape)}.", f"It must end in {shape}.")
        pieces.append(value.reshape((*batch, math.prod(shape))))
    return torch.cat(pieces, dim=-1)


def unflatten(layout: PRepLayout, weights: Float[Tensor, "*batch count"]) -> dict[str, Tensor]:
    """The inverse of `flatten`; the parameters are views.

    Raises:
        PRepError: the vectors have another length.
    """
    if weights.shape[-1] != layout.count:
        raise PRepError(f"Got {weights.shape[-1]:,} weights.", f"The layout holds {layout.count:,}.")
    sizes = [math.prod(shape) for _, shape in layout.shapes]
    parts = weights.split(sizes, dim=-1)
    return {
        name: part.reshape((*weights.shape[:-1], *shape))
        for (name, shape), part in zip(layout.shapes, parts, strict=True)
    }


def to_prep(layout: PRepLayout, weights: Float[Tensor, "*batch count"]) -> Float[Tensor, "*batch height width"]:
    """Flat weights as a PRep, zero-padded."""
    padding = layout.height * layout.width - layout.count
    padded = torch.nn.functional.pad(weights, (0, padding))
    return padded.reshape(*weights.shape[:-1], layout.height, layout.width)


def from_prep(layout: PRepLayout, prep: Float[Tensor, "*batch height width"]) -> Float[Tensor, "*batch count"]:
    """The inverse of `to_prep`: the padding is dropped.

    Raises:
        PRepError: the PRep has another size.
    """
    if tuple(prep.shape[-2:]) != (layout.height, layout.width):
        raise PRepError(f"Got a PRep of {tuple(prep.shape[-2:])}.", f"The layout is {layout.height} x {layout.width}.")
    return prep.flatten(-2)[..., : layout.count]
