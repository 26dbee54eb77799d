"""What a NetSpace of pictures learns from: zoo networks, pictures that no network represents, and those in between.

A signal is a function of the plane, which can be asked at any point. An encoder that reads answers on a grid reads
the picture itself as well as a network of it: so all training images of a data set are signals, and cost no fitting.
In-between signals carry the paper's interpolation loss (section 3.3 there) over to pictures: at a share t between the
latents of two pictures must lie the picture whose outline is at t (see `silhouette`).

Held-out networks and pictures are never in here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from explorer.errors import TrainingError
from explorer.kinds.images.networks import values_at
from explorer.kinds.images.pictures import as_bytes, as_floats, sample
from explorer.kinds.images.silhouette import in_between
from explorer.netspace.model import NetSpace

CHUNK = 512
DARK = 0.5  # share of the pixels at the border that must be unlit, in most pictures, for an outline to mean something
EDGE = 0.1  # up to this value a pixel at the border is unlit

Progress = Callable[[int, int], None]


@runtime_checkable
class Source(Protocol):
    """A set of signals of one sort."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def readings(self, rows: Int[Tensor, " b"]) -> Tensor:
        """What the encoder reads of these."""
        ...

    def values(self, rows: Int[Tensor, " b"], points: Float[Tensor, "p 2"]) -> Float[Tensor, "b p c"]:
        """Their values at points."""
        ...


class NetworkSource:
    """Networks of a zoo.

    Args:
        model: whose encoder reads them.
        weights: the networks, flat.
    """

    def __init__(self, model: NetSpace, weights: Float[Tensor, "n count"]) -> None:
        self.arch, self.layout, self.weights = model.arch, model.layout, weights
        with torch.no_grad():
            readings = model.read(weights)
        # Answers lie about [0, 1]: half precision tells them apart better than a screen would.
        self.read = readings.half() if model.encoder.reads == "answers" else readings

    def to(self, device: torch.device) -> NetworkSource:
        """The same on a device."""
        found = copy.copy(self)
        found.weights, found.read = self.weights.to(device), self.read.to(device)
        return found

    def __len__(self) -> int:
        return len(self.weights)

    def readings(self, rows: Int[Tensor, " b"]) -> Tensor:
        """See `Source`."""
        return self.read[rows].float()

    @torch.no_grad()
    def values(self, rows: Int[Tensor, " b"], points: Float[Tensor, "p 2"]) -> Float[Tensor, "b p c"]:
        """See `Source`; cut off at 0 and 1, as on a screen."""
        return values_at(self.arch, self.layout, self.weights[rows], points).clamp(0, 1)


class PictureSource:
    """Pictures as they are, read at the probes of an encoder that reads answers.

    Args:
        model: whose encoder reads them.
        pixels: the pictures.

    Raises:
        TrainingError: the encoder reads weights, of which pictures have none.
    """

    def __init__(self, model: NetSpace, pixels: UInt8[Tensor, "n c s s"]) -> None:
        if model.encoder.reads != "answers":
            raise TrainingError(
                "Pictures are signals, not networks: this encoder reads networks alone.",
                "Use the encoder 'grid' or 'probe', or set pictures and between to 0.",
            )
        self.pixels, self.probes = pixels, model.encoder.probes

    def to(self, device: torch.device) -> PictureSource:
        """The same on a device."""
        found = copy.copy(self)
        found.pixels, found.probes = self.pixels.to(device), self.probes.to(device)
        return found

    def __len__(self) -> int:
        return len(self.pixels)

    def readings(self, rows: Int[Tensor, " b"]) -> Tensor:
        """See `Source`."""
        return sample(as_floats(self.pixels[rows]), self.probes).flatten(1)

    def values(self, rows: Int[Tensor, " b"], points: Float[Tensor, "p 2"]) -> Float[Tensor, "b p c"]:
        """See `Source`."""
        return sample(as_floats(self.pixels[rows]), points)


@dataclass(frozen=True)
class Between:
    """In-between signals: row k lies at `share[k]` between the pictures `start[k]` and `end[k]`."""

    signals: PictureSource
    start: Int[Tensor, " n"]
    end: Int[Tensor, " n"]
    share: Float[Tensor, " n"]


def between_pictures(
    model: NetSpace, pixels: UInt8[Tensor, "n c s s"], count: int, seed: int, progress: Progress
) -> Between:
    """`count` pictures, each in between two of the given ones that are drawn at random."""
    generator = torch.Generator().manual_seed(seed)
    start = torch.randint(0, len(pixels), (count,), generator=generator)
    end = torch.randint(0, len(pixels), (count,), generator=generator)
    share = torch.rand(count, generator=generator)
    mixed = []
    for first in range(0, count, CHUNK):
        part = slice(first, first + CHUNK)
        ends = [as_floats(pixels[rows[part]]) for rows in (start, end)]
        mixed.append(as_bytes(in_between(ends[0], ends[1], share[part])))
        progress(min(first + CHUNK, count), count)
    return Between(PictureSource(model, torch.cat(mixed)), start, end, share)


def have_outlines(pixels: UInt8[Tensor, "n c s s"], most: int = 2000) -> bool:
    """Whether most of these pictures show something on a dark ground: else there is no outline to move."""
    lit = as_floats(pixels[:most]).amax(1) > EDGE
    border = torch.cat([lit[:, 0], lit[:, -1], lit[:, :, 0], lit[:, :, -1]], 1)
    return bool((border.float().mean(1) <= 1 - DARK).float().mean() > 0.5)
