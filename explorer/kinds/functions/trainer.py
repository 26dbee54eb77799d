"""What a NetSpace of functions learns, step by step: what the decoded networks answer.

Of networks that tell classes apart: the softened predictions of the input network, as in the paper (NetSpace, arXiv
2206.05194, section 3.2). Of all others: its values, in units of the zoo's spread. With several architectures also which
one it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import TrainingError
from explorer.kinds.functions.losses import FunctionLoss
from explorer.kinds.functions.model import FunctionNetSpace
from explorer.kinds.functions.probe import FunctionProbeEncoder
from explorer.kinds.functions.recipes import FunctionRecipe
from explorer.netspace.architectures import by_arch
from explorer.netspace.trainer import Trainer

HELDOUT_NETWORKS = 32
MOST_KNOWN = 20_000_000  # numbers: what the zoo's networks answer is kept where it is at most so many


@dataclass(frozen=True)
class FunctionNetworks:
    """Networks as PRep entries, and which architecture each is of."""

    entries: Float[Tensor, "n count"]
    archs: Int[Tensor, " n"]

    def __len__(self) -> int:
        return len(self.archs)


@dataclass(frozen=True)
class FunctionData:
    """What a NetSpace of functions learns from.

    Attributes:
        networks: the training networks.
        inputs: training inputs.
        targets: what is right there: classes, or values in units of the zoo's spread; None: nobody knows.
        heldout: held-out networks, only ever measured, for the curve.
        heldout_inputs: validation inputs.
    """

    networks: FunctionNetworks
    inputs: Float[Tensor, n * shape]
    targets: Int[Tensor, " n"] | Float[Tensor, "n size"] | None
    heldout: FunctionNetworks
    heldout_inputs: Float[Tensor, k * shape]


@dataclass(frozen=True)
class _Signals:
    """Functions of a step.

    Attributes:
        readings: what the encoder reads of them.
        wanted: what they answer at the step's inputs.
        archs: the architecture that each is decoded as.
        known: how many of them, the first ones, are networks of the zoo as they are.
    """

    readings: Tensor
    wanted: Float[Tensor, "n inputs size"]
    archs: Int[Tensor, " n"]
    known: int


class FunctionTrainer(Trainer):
    """Trains a NetSpace of functions.

    Args:
        model: trained in place.
        data: what it learns from.
        recipe: how.
        seed: of the draws.

    Raises:
        TrainingError: there is no training network.
    """

    model: FunctionNetSpace
    recipe: FunctionRecipe

    def __init__(self, model: FunctionNetSpace, data: FunctionData, recipe: FunctionRecipe, seed: int) -> None:
        if len(data.networks) == 0:
            raise TrainingError("There is no network to learn from.", "Give a zoo with more networks.")
        super().__init__(model, recipe, seed)
        self.data = data
        self.loss = FunctionLoss(model.task, recipe.relative, recipe.temperature, recipe.performance)
        self.several = len(model.archs) > 1
        made = recipe.mixed + recipe.shaken > 0
        self.names = ("functions", *(["made"] if made else []), *(["architecture"] if self.several else []))
        self.groups = by_arch(data.networks.archs)
        self.spread = torch.stack([self._spread(a) for a in range(len(model.archs))]) if recipe.shaken else None
        with torch.inference_mode():
            readings = model.read(data.networks.entries, data.networks.archs)
            self.noise = (recipe.noise * readings.std(0, correction=0)).clone()
            self.heldout_readings = model.read(data.heldout.entries, data.heldout.archs).clone()
            self.answers = self._kept_answers()

    def losses(self) -> tuple[Float[Tensor, ""], list[float]]:
        """The loss of a draw of networks and inputs, and its parts."""
        inputs, targets, places = self._inputs()
        signals = self._signals(inputs, places)
        readings = signals.readings
        if self.recipe.noise:
            readings = readings + self.noise * self._normal(*readings.shape)
        latents = self.encode(readings)
        scores = self.model.scores(latents)
        with self.lowered():
            entries = self.model.decode(latents, scores)
        entries = entries.float()
        each = self.loss(self.model.answers_of(entries, signals.archs, inputs), signals.wanted, targets)
        loss, known = each.mean(), signals.known
        parts = [each[:known].mean().item(), *([each[known:].mean().item()] if known < len(each) else [])]
        if self.several:
            right = F.cross_entropy(scores, signals.archs)
            loss, parts = loss + right, [*parts, right.item()]
        return loss, parts

    def _inputs(self) -> tuple[Tensor, Tensor | None, Int[Tensor, " inputs"] | None]:
        """Inputs of a step, what is right there, and which examples they are; None where some lie between two."""
        recipe, data = self.recipe, self.data
        pick = self.draw(len(data.inputs), recipe.inputs)
        inputs = data.inputs[pick]
        between = round(recipe.spread_inputs * recipe.inputs)
        targets = None if data.targets is None else data.targets[pick[between:]]
        if between:
            others = data.inputs[self.draw(len(data.inputs), between)]
            share = self._shares(between, *[1] * (inputs.dim() - 1))
            inputs = torch.cat([torch.lerp(inputs[:between], others, share), inputs[between:]])
        return inputs, targets, None if between else pick

    def _kept_answers(self) -> Float[Tensor, "n all size"] | None:
        """What the training networks answer at the probes and then at every training input, so that none is run twice.

        None where that would be much to keep, or more work than the training itself.
        """
        model, recipe, data = self.model, self.recipe, self.data
        if model.encoder.reads == "prep" or recipe.spread_inputs:
            return None
        inputs = torch.cat([model.encoder.probes, data.inputs])
        runs, asked = len(data.networks) * len(inputs), len(model.encoder.probes) + recipe.inputs
        if runs * model.task.size > MOST_KNOWN or runs > recipe.steps * recipe.networks * len(self.groups) * asked:
            return None
        out = inputs.new_empty(len(data.networks), len(inputs), model.task.size)
        for arch, every in self.groups:
            for rows in every.split(model.at_once(arch, len(inputs))):
                out[rows] = model.answers(arch, data.networks.entries[rows], inputs)
        return out

    def _wanted(self, rows: Tensor, inputs: Tensor, places: Tensor | None) -> Float[Tensor, "n asked size"]:
        """What training networks answer at the probes and at a step's inputs."""
        model, nets = self.model, self.data.networks
        if self.answers is None or places is None:
            return model.answers_of(nets.entries[rows], nets.archs[rows], torch.cat([model.encoder.probes, inputs]))
        known = self.answers[rows]
        probes = len(model.encoder.probes)
        return torch.cat([known[:, :probes], known[:, probes + places]], 1)

    @torch.no_grad()
    def _signals(self, inputs: Tensor, places: Tensor | None) -> _Signals:
        model, recipe, nets = self.model, self.recipe, self.data.networks
        rows = torch.cat([every[self.draw(len(every), recipe.networks)] for _, every in self.groups])
        archs = nets.archs[rows]
        if model.encoder.reads == "prep":
            entries = nets.entries[rows]
            return _Signals(model.read(entries, archs), model.answers_of(entries, archs, inputs), archs, len(rows))
        probes = model.encoder.probes
        answers = self._wanted(rows, inputs, places)
        if self.spread is not None:
            more = torch.cat([every[self.draw(len(every), recipe.shaken)] for _, every in self.groups])
            size = recipe.shaking * self._shares(len(more), 1)
            moved = self._normal(len(more), nets.entries.shape[1]).mul_(self.spread[nets.archs[more]]).mul_(size)
            given = model.answers_of(moved.add_(nets.entries[more]), nets.archs[more], torch.cat([probes, inputs]))
            answers, archs = torch.cat([answers, given]), torch.cat([archs, nets.archs[more]])
        if recipe.mixed:
            first, second = (self.draw(len(answers), recipe.mixed) for _ in range(2))
            share = self._shares(recipe.mixed, 1, 1)
            answers = torch.cat([answers, torch.lerp(answers[first], answers[second], share)])
            archs = torch.cat([archs, torch.where(share[:, 0, 0] < 0.5, archs[first], archs[second])])
        known, wanted = answers.split([len(probes), len(inputs)], 1)
        readings = answers.new_empty(len(answers), len(model.encoder.centre))
        for arch, where in by_arch(archs):
            readings[where] = model.encoder.reading(known[where], model.form(arch))
        return _Signals(readings, wanted, archs, len(rows))

    def _normal(self, *shape: int) -> Tensor:
        """Normal numbers, the same on every device."""
        return torch.randn(shape, generator=self.generator).to(self.compute.device)

    def _shares(self, *shape: int) -> Tensor:
        """Numbers from 0 to 1, the same on every device."""
        return torch.rand(shape, generator=self.generator).to(self.compute.device)

    def _spread(self, arch: int) -> Float[Tensor, " count"]:
        """Standard deviation of the entries of each tensor over the zoo."""
        nets = self.data.networks.entries[self.data.networks.archs == arch]
        out = torch.zeros(nets.shape[1])
        for part in self.model.layouts[arch].slices if len(nets) else ():
            out[part] = nets[:, part].std(correction=0) if nets[:, part].numel() > 1 else 0.0
        return out

    def finish(self) -> None:
        """Also say how far the latents of the training networks lie from each other: the unit in which they move."""
        super().finish()
        encoder = self.model.encoder
        if isinstance(encoder, FunctionProbeEncoder):
            with torch.no_grad():
                latents = encoder(self.model.read(self.data.networks.entries, self.data.networks.archs))
                encoder.reach.copy_(latents.std(0, correction=0).clamp(min=1e-4))

    @torch.no_grad()
    def heldout_loss(self) -> float:
        """Loss of the averaged model on held-out networks and validation inputs."""
        held, few = self.data.heldout, slice(0, HELDOUT_NETWORKS)
        if len(held) == 0:
            return 0.0
        archs, inputs = held.archs[few], self.data.heldout_inputs
        with self.averaged():
            entries = self.model.decode(self.model.encode(self.heldout_readings[few]))
            decoded = self.model.answers_of(entries, archs, inputs)
            return float(self.loss(decoded, self.model.answers_of(held.entries[few], archs, inputs), None).mean())
