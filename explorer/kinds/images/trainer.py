"""Training a NetSpace of pictures: what its steps learn from, and by which loss."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.kinds.images.networks import values_at
from explorer.kinds.images.pictures import pixel_centres
from explorer.kinds.images.recipes import ImageRecipe
from explorer.kinds.images.signals import Between, NetworkSource, PictureSource
from explorer.netspace.model import NetSpace
from explorer.netspace.trainer import Trainer

JUDGED = 128  # held-out networks that the curve looks at


@dataclass(frozen=True)
class TrainingData:
    """What a NetSpace of pictures learns from.

    Attributes:
        networks: the training networks.
        pictures: pictures that are no networks, or None.
        between: pictures in between those, or None.
        heldout: held-out networks: only ever measured, for the curve.
        side: pixels of the pictures, each way.
    """

    networks: NetworkSource
    pictures: PictureSource | None
    between: Between | None
    heldout: NetworkSource
    side: int


class ImageTrainer(Trainer):
    """Trains a NetSpace of Sirens that are pictures. The parts of its loss are mean square errors, as -PSNR in dB.

    Args:
        model: trained in place.
        data: what it learns from.
        recipe: how.
        seed: of the draws.
    """

    names = ("networks", "pictures", "between")
    model: NetSpace
    recipe: ImageRecipe

    def __init__(self, model: NetSpace, data: TrainingData, recipe: ImageRecipe, seed: int) -> None:
        super().__init__(model, recipe, seed)
        self.data = data
        self.centres = pixel_centres(data.side, data.side)

    def losses(self) -> tuple[Float[Tensor, ""], list[float]]:
        """Mean loss over all signals of a draw; and over networks, pictures and in-between ones (0 without)."""
        recipe, data = self.recipe, self.data
        points = self._points()
        latents, wanted = [], []
        for source, count in ((data.networks, recipe.networks), (data.pictures, recipe.pictures)):
            if source is not None and count:
                rows = self.draw(len(source), count)
                latents.append(source.readings(rows))
                wanted.append(source.values(rows, points))
        latents = [self.encode(torch.cat(latents))]
        if data.between is not None and data.pictures is not None and recipe.between:
            rows = self.draw(len(data.between.signals), recipe.between)
            ends = torch.cat([data.between.start[rows], data.between.end[rows]])
            first, last = self.encode(data.pictures.readings(ends)).chunk(2)
            latents.append(first.lerp(last, data.between.share[rows][:, None]))
            wanted.append(data.between.signals.values(rows, points))
        decoded = values_at(self.model.arch, self.model.layout, self.decode(torch.cat(latents)), points)
        errors = (decoded - torch.cat(wanted)).square().mean((1, 2)) + recipe.floor
        means = torch.zeros(3)
        parts = iter((10 * errors.detach().log10()).split([len(w) for w in wanted]))
        means[0] = next(parts).mean()
        if data.pictures is not None and recipe.pictures:
            means[1] = next(parts).mean()
        for part in parts:
            means[2] = part.mean()
        return errors.log().mean(), means.tolist()

    def _points(self) -> Float[Tensor, "p 2"]:
        """Half of the step's points at pixel centres, half anywhere."""
        half = min(self.recipe.points // 2, len(self.centres))
        chosen = torch.randperm(len(self.centres), generator=self.generator)[:half].to(self.compute.device)
        anywhere = torch.rand(self.recipe.points - half, 2, generator=self.generator) * 2 - 1
        return torch.cat([self.centres[chosen], anywhere.to(self.compute.device)])

    @torch.no_grad()
    def heldout_loss(self, most: int = JUDGED) -> float:
        """-PSNR of the averaged model on held-out networks at the pixels' centres, in dB."""
        held = self.data.heldout
        rows = torch.arange(min(most, len(held)), device=self.compute.device)
        if len(rows) == 0:
            return 0.0
        with self.averaged():
            weights = self.decode(self.encode(held.readings(rows)))
        decoded = values_at(self.model.arch, self.model.layout, weights, self.centres).clamp(0, 1)
        errors = (decoded - held.values(rows, self.centres)).square().mean((1, 2)) + 1e-10
        return float(10 * errors.log10().mean())
