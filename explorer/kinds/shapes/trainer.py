"""What a NetSpace of shapes learns, step by step: signed distances of networks, of exact and of in-between shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.kinds.shapes.losses import sdf_loss, short
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.signals import Between, Signals
from explorer.netspace.compute import moved
from explorer.netspace.model import NetSpace
from explorer.netspace.trainer import Trainer
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren_batch

MISTAKEN = 1.0  # weight of the mistakes


@dataclass(frozen=True)
class TrainingData:
    """What a NetSpace of shapes learns from.

    Attributes:
        networks: the training networks.
        shapes: exact shapes, or None.
        between: in-between shapes, or None.
        heldout: held-out networks: only ever measured, for the curve.
        redraw: gives other shapes and in-between ones, drawn anew, by how often they were before; None: they stay.
    """

    networks: Signals
    shapes: Signals | None
    between: Between | None
    heldout: Signals
    redraw: Callable[[int], tuple[Signals, Between]] | None = None


class ShapeTrainer(Trainer):
    """Trains a NetSpace of Sirens.

    Args:
        model: trained in place.
        data: what it learns from.
        recipe: how.
        seed: of the draws.
    """

    names = ("networks", "shapes", "between", "mistakes")
    model: NetSpace
    recipe: Recipe

    def __init__(self, model: NetSpace, data: TrainingData, recipe: Recipe, seed: int) -> None:
        super().__init__(model, recipe, seed)
        self.data, self.drawn = data, 0

    def redraw(self) -> None:
        """Draw the shapes anew where it is time to: from the step alone, so that a resumed training has the same."""
        redraw, every = self.data.redraw, self.recipe.redrawn
        times = self.step // every if redraw is not None and every else 0
        if redraw is None or times == self.drawn:
            return
        self.data = replace(self.data, shapes=None, between=None)  # two draws at once would be much memory
        shapes, between = moved(redraw(times), self.compute.device)
        self.data = replace(self.data, shapes=shapes, between=between)
        self.drawn = times

    def losses(self) -> tuple[Float[Tensor, ""], list[float]]:
        """Mean loss over all signals of a draw; over networks, exact and in-between shapes (0 without); of mistakes."""
        self.redraw()
        recipe, data = self.recipe, self.data
        rows = [self.draw(len(data.networks), recipe.networks)]
        sources = [data.networks]
        if data.shapes is not None and recipe.shapes:
            rows.append(self.draw(len(data.shapes), recipe.shapes))
            sources.append(data.shapes)
        readings = [s.readings[r] for s, r in zip(sources, rows, strict=True)]
        if data.between is None or data.shapes is None or not recipe.between:
            latents = self.encode(torch.cat(readings).float())
        else:
            pick = self.draw(len(data.between.signals), recipe.between)
            readings += [data.shapes.readings[ends[pick]] for ends in (data.between.start, data.between.end)]
            latents, first, last = self.encode(torch.cat(readings).float()).split(
                [sum(len(r) for r in rows), recipe.between, recipe.between]
            )
            latents = torch.cat([latents, first.lerp(last, data.between.share[pick][:, None])])
            rows.append(pick)
            sources.append(data.between.signals)
        losses, mistaken = self._compare(latents, sources, rows)
        means = torch.zeros(4)
        means[3] = mistaken.detach()
        parts = losses.detach().split([len(r) for r in rows])
        slots = [0] + [1] * (data.shapes is not None and recipe.shapes > 0) + [2] * (data.between is not None)
        for slot, part in zip(slots, parts, strict=False):
            means[slot] = part.mean()
        return losses.mean() + MISTAKEN * mistaken, means.tolist()

    def _compare(
        self, latents: Tensor, sources: list[Signals], rows: list[Tensor]
    ) -> tuple[Float[Tensor, " batch"], Float[Tensor, ""]]:
        """Losses of the decoded networks, on a window of the points (they are in random order); and of mistakes."""
        total = min(one.points.shape[1] for one in sources)  # of networks more are kept than of the shapes behind them
        count = min(self.recipe.points, total)
        start = int(torch.randint(0, total - count + 1, (1,), generator=self.generator))
        window = slice(start, start + count)
        points = torch.cat([s.points[r, window] for s, r in zip(sources, rows, strict=True)]).float()
        wanted = torch.cat([s.distances[r, window] for s, r in zip(sources, rows, strict=True)]).float()
        weights = self.decode(latents)
        params = unflatten(self.model.layout, weights)
        if not self.recipe.watched:
            decoded = siren_batch(self.model.arch, params, points)[..., 0]
            return sdf_loss(decoded, wanted, self.recipe.tolerance), torch.zeros((), device=points.device)
        probes: Tensor = self.model.encoder.probes
        watched = torch.randperm(len(probes), generator=self.generator)[: self.recipe.watched].to(points.device)
        known = torch.cat([s.readings[r][:, watched] for s, r in zip(sources, rows, strict=True)]).float()
        found = self._mistakes(weights, probes[watched], known)
        # One pass for both: the points of a window, then the mistakes.
        decoded = siren_batch(self.model.arch, params, torch.cat([points, probes[watched][found]], 1))[..., 0]
        wrong = short(decoded[:, count:], known.gather(1, found), self.recipe.tolerance)
        return sdf_loss(decoded[:, :count], wanted, self.recipe.tolerance), wrong.mean()

    @torch.no_grad()
    def _mistakes(
        self,
        weights: Float[Tensor, "nets count"],
        probes: Float[Tensor, "probes 3"],
        known: Float[Tensor, "nets probes"],
    ) -> Int[Tensor, "nets worst"]:
        """Numbers of the probes at which each network is worst (see `short`)."""
        got = FastSiren(self.model.arch, self.model.layout, weights)(probes)
        worst: Tensor = short(got, known, self.recipe.tolerance).topk(min(self.recipe.mistakes, known.shape[1]), 1)[1]
        return worst

    @torch.no_grad()
    def heldout_loss(self, most: int = 64) -> float:
        """Loss of the averaged model on held-out networks."""
        held = self.data.heldout
        if len(held) == 0:
            return 0.0
        with self.averaged():
            latents = self.encode(held.readings[:most].float())
            weights = unflatten(self.model.layout, self.decode(latents))
            decoded = siren_batch(self.model.arch, weights, held.points[:most, :512].float())[..., 0]
        return float(sdf_loss(decoded, held.distances[:most, :512].float(), self.recipe.tolerance).mean())
