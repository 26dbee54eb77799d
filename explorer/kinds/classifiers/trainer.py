"""What a NetSpace of image classifiers learns, step by step: what the decoded networks predict.

One architecture: the softened predictions of the input network. Several: the architecture, a teacher's softened
predictions, and that latents in between decode to the architectures in between (NetSpace, arXiv 2206.05194,
sections 3.2 and 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import Images, normalised
from explorer.errors import TrainingError
from explorer.kinds.classifiers.model import READ_CHUNK, ClassifierNetSpace
from explorer.kinds.classifiers.networks import Architecture, run
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.netspace.architectures import by_arch
from explorer.netspace.encoders.answers import reading_of
from explorer.netspace.predictions import (
    TEMPERATURE,
    distillation,
    logit_size,
    own_information,
    soft_accuracy,
    softened_kl,
)
from explorer.netspace.trainer import Trainer

HELDOUT_NETWORKS, HELDOUT_IMAGES = 32, 256
CHUNK = 500  # images
JUDGED_IMAGES = 512  # on which it is found out how much a network says
LEAST_INFORMATION = 0.01  # a network that says less than this is all but constant


@dataclass(frozen=True)
class ClassifierSignals:
    """Networks, as what the encoder reads of them, and what is wanted of their decoded selves.

    Attributes:
        readings: what the encoder reads.
        archs: index of each network's architecture.
        networks: their PRep entries: what is wanted is what they answer; None where a teacher's answers are wanted.
        answers: their logits at the probe images; None where the encoder reads something else.
    """

    readings: Float[Tensor, n * entries]
    archs: Int[Tensor, " n"]
    networks: Float[Tensor, "n count"] | None
    answers: Float[Tensor, "n probes classes"] | None

    def __len__(self) -> int:
        return len(self.archs)


@dataclass(frozen=True)
class ClassifierData:
    """What a NetSpace of classifiers learns from.

    Attributes:
        networks: the training networks.
        images: training images.
        teacher: the teacher's logits on them; None with one architecture, unless the recipe mixes them in.
        heldout: held-out networks, only ever measured, for the curve.
        heldout_images: validation images.
        heldout_teacher: the teacher's logits on those; None with one architecture.
        teacher_answers: the teacher's logits at the probe images; None where they are not mixed in.
    """

    networks: ClassifierSignals
    images: Images
    teacher: Float[Tensor, "images classes"] | None
    heldout: ClassifierSignals
    heldout_images: Images
    heldout_teacher: Float[Tensor, "few classes"] | None
    teacher_answers: Float[Tensor, "probes classes"] | None = None


def logits_of(
    arch: Architecture, params: dict[str, Tensor], images: Images, mean: float, std: float
) -> Float[Tensor, "images classes"]:
    """Logits of one network on images, a few at a time."""
    with torch.inference_mode():
        parts = images.pixels.split(CHUNK)
        return torch.cat([run(arch, params, normalised(part, mean, std)) for part in parts])


class ClassifierTrainer(Trainer):
    """Trains a NetSpace of classifiers.

    Args:
        model: trained in place.
        data: what it learns from.
        recipe: how.
        seed: of the draws.
        bfloat16: run the networks in bfloat16 (torch's autocast), unless it is placed with another precision.

    Raises:
        TrainingError: the recipe mixes in a teacher that is not there.
    """

    model: ClassifierNetSpace
    recipe: ClassifierRecipe

    def __init__(
        self, model: ClassifierNetSpace, data: ClassifierData, recipe: ClassifierRecipe, seed: int, bfloat16: bool
    ) -> None:
        super().__init__(model, recipe, seed)
        self.data, self.bfloat16 = data, bfloat16
        self.several = len(model.archs) > 1
        alone = ("predictions", "mixed") if recipe.mixed + recipe.taught else ("predictions",)
        self.names = ("predictions", "architecture", "between") if self.several else alone
        self.groups = by_arch(data.networks.archs)
        self.temperatures, self.weights = self._weights(data.networks, data.images)
        self.heldout_temperatures, self.heldout_weights = self._weights(data.heldout, data.heldout_images)
        if recipe.taught:
            if data.teacher is None or data.teacher_answers is None:
                raise TrainingError("The recipe mixes a teacher in, and there is none.", "Set taught to 0.")
            self.taught = self._weight(data.teacher[None, :JUDGED_IMAGES])
        # Deviation of the noise on each entry of the readings.
        self.noise = recipe.noise * data.networks.readings.std(0, correction=0)

    def losses(self) -> tuple[Float[Tensor, ""], list[float]]:
        """The loss of a draw of networks and images, and its parts."""
        pick = self.draw(len(self.data.images), self.recipe.images)
        batch = self.data.images[pick]
        images = normalised(batch.pixels, self.model.mean, self.model.std)
        rows = torch.cat([every[self.draw(len(every), self.recipe.networks)] for _, every in self.groups])
        readings, archs = self.data.networks.readings[rows], self.data.networks.archs[rows]
        if self.recipe.noise:
            readings = readings + self.noise * torch.randn(readings.shape, generator=self.generator).to(readings.device)
        latents = self.model.encode(readings)
        if not self.several:
            # Asked anew at every step: kept for all images, the answers of a large zoo would take gigabytes, and those
            # for a part of the images let the decoder learn that part by heart.
            wanted = self._answers(self.data.networks, rows, images)
            temperatures, weights = self.temperatures[rows], self.weights[rows]
            if self.recipe.mixed + self.recipe.taught:
                answers, blends, blend_temperatures, blend_weights = self._mixed(rows, wanted, pick)
                latents = torch.cat([latents, self.model.encode(reading_of(answers, None))])
                wanted, weights = torch.cat([wanted, blends]), torch.cat([weights, blend_weights])
                temperatures = torch.cat([temperatures, blend_temperatures])
            decoded = self._logits(0, self.model.decode(latents), images)
            losses = softened_kl(decoded, wanted, temperatures) * weights
            if self.recipe.performance:
                losses = losses + self.recipe.performance * self._performance(decoded, wanted, batch.labels)
            own = losses[: len(rows)].mean().item()
            return losses.mean(), [own, losses[len(rows) :].mean().item()][: len(self.names)]
        assert self.data.teacher is not None
        between, between_archs = self._between(latents, archs)
        every_latent, every_arch = torch.cat([latents, between]), torch.cat([archs, between_archs])
        scores = self.model.scores(every_latent)
        right = F.cross_entropy(scores, every_arch)
        entries = self.model.decode(every_latent, scores)
        distilled = torch.empty(len(every_arch), device=every_arch.device)
        for arch, where in by_arch(every_arch):
            logits = self._logits(arch, entries[where], images)
            distilled = distilled.index_put((where,), distillation(logits, self.data.teacher[pick], batch.labels))
        own, middle = distilled.split([len(archs), len(between_archs)])
        parts = [own.mean().item(), right.item(), middle.mean().item() if len(middle) else 0.0]
        return distilled.mean() + right, parts

    def _mixed(
        self, rows: Int[Tensor, " n"], wanted: Tensor, pick: Int[Tensor, " images"]
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Signals between the networks of a step: mixed logits at the probes and on its images, temperature, weight.

        Two networks' mean prediction is a function like any other, and there are many more pairs than networks: what
        the exact shapes are to a space of shapes (`shapes.signals`). Mixed with the teacher's, mostly near
        it, they reach beyond the best network.
        """
        networks, recipe = self.data.networks, self.recipe
        assert networks.answers is not None
        answers, temperatures, weights = networks.answers[rows], self.temperatures[rows], self.weights[rows]
        first, second = self.draw(len(rows), recipe.mixed + recipe.taught), self.draw(len(rows), recipe.mixed)
        share = torch.rand(recipe.mixed + recipe.taught, generator=self.generator).to(rows.device)
        if recipe.taught:
            assert self.data.teacher is not None
            assert self.data.teacher_answers is not None
            answers = torch.cat([answers, self.data.teacher_answers[None]])
            wanted = torch.cat([wanted, self.data.teacher[pick][None]])
            temperatures, weights = torch.cat([temperatures, self.taught[0]]), torch.cat([weights, self.taught[1]])
            second = torch.cat([second, torch.full((recipe.taught,), len(rows), device=rows.device)])
            share[recipe.mixed :].sqrt_()
        wide = share[:, None, None]
        return (
            torch.lerp(answers[first], answers[second], wide),
            torch.lerp(wanted[first], wanted[second], wide),
            torch.lerp(temperatures[first], temperatures[second], share),
            # The mean of what both say, as what the mixture says is not known without all the images.
            1 / torch.lerp(1 / weights[first], 1 / weights[second], share),
        )

    @staticmethod
    def _performance(decoded: Tensor, wanted: Tensor, labels: Tensor) -> Float[Tensor, " n"]:
        """Squared difference of soft accuracies, nearly hard: at a tenth of the size of the wanted logits."""
        sharp = 0.1 * logit_size(wanted).clamp(min=1e-6)
        return (soft_accuracy(decoded, labels, sharp) - soft_accuracy(wanted, labels, sharp)).square()

    @torch.no_grad()
    def _answers(
        self, signals: ClassifierSignals, rows: Int[Tensor, " n"], images: Float[Tensor, "images c s s"]
    ) -> Float[Tensor, "n images classes"]:
        """What input networks (of the one architecture) answer."""
        assert signals.networks is not None
        return self._logits(0, signals.networks[rows], images)

    def _weights(self, signals: ClassifierSignals, images: Images) -> tuple[Float[Tensor, " n"], Float[Tensor, " n"]]:
        """The temperature at which each network's predictions are compared, and what its loss is multiplied by."""
        temperatures, weights = torch.full((len(signals),), TEMPERATURE), torch.ones(len(signals))
        if signals.networks is None or not (self.recipe.temperature or self.recipe.relative):
            return temperatures, weights
        some = normalised(images.pixels[:JUDGED_IMAGES], self.model.mean, self.model.std)
        for rows in torch.arange(len(signals)).split(READ_CHUNK):
            temperatures[rows], weights[rows] = self._weight(self._answers(signals, rows, some))
        return temperatures, weights

    def _weight(self, target: Float[Tensor, "n images classes"]) -> tuple[Float[Tensor, " n"], Float[Tensor, " n"]]:
        """Temperatures and weights of what answers so."""
        size = torch.Size([len(target)])
        temperatures, weights = target.new_full(size, TEMPERATURE), target.new_ones(size)
        if self.recipe.temperature:
            temperatures = self.recipe.temperature * logit_size(target)
        if self.recipe.relative:
            weights = 1 / own_information(target, temperatures).clamp(min=LEAST_INFORMATION)
        return temperatures, weights

    def _between(self, latents: Tensor, archs: Tensor) -> tuple[Tensor, Tensor]:
        """Latents in between, and the architectures that they must decode to.

        For two latents whose architectures' ids differ by more than max(1, n - 2): the points at k / difference.
        """
        reach = max(1, len(self.model.archs) - 2)
        far = torch.nonzero(archs[None] - archs[:, None] > reach)
        far = far[torch.randperm(len(far), generator=self.generator)[: self.recipe.between].to(far.device)]
        points, wanted = [latents[:0]], [archs[:0]]
        for i, j in far.tolist():
            difference = int(archs[j] - archs[i])
            steps = torch.arange(1, difference, device=archs.device)
            points.append(torch.lerp(latents[i], latents[j], (steps / difference)[:, None]))
            wanted.append(archs[i] + steps)
        return torch.cat(points), torch.cat(wanted)

    def _logits(self, arch: int, entries: Tensor, images: Tensor) -> Tensor:
        with self.lowered():
            return self.model.logits(arch, entries, images).float()

    @torch.no_grad()
    def heldout_loss(self) -> float:
        """Loss of the averaged model on held-out networks and validation images."""
        held = self.data.heldout
        if len(held) == 0:
            return 0.0
        few = slice(0, HELDOUT_NETWORKS)
        some = self.data.heldout_images[:HELDOUT_IMAGES]
        images = normalised(some.pixels, self.model.mean, self.model.std)
        losses = []
        with self.averaged():
            entries = self.model.decode(self.model.encode(held.readings[few]))
            for arch, where in by_arch(held.archs[few]):
                logits = self._logits(arch, entries[where], images)
                if self.data.heldout_teacher is not None:
                    losses.append(distillation(logits, self.data.heldout_teacher[:HELDOUT_IMAGES], some.labels))
                else:
                    wanted = self._answers(held, where, images)
                    kl = softened_kl(logits, wanted, self.heldout_temperatures[where])
                    losses.append(kl * self.heldout_weights[where])
        return float(torch.cat(losses).mean())


def signals(model: ClassifierNetSpace, nets: Float[Tensor, "n count"], archs: Int[Tensor, " n"]) -> ClassifierSignals:
    """Networks as signals: in one architecture their own answers are wanted, in several a teacher's."""
    several = len(model.archs) > 1
    with torch.inference_mode():
        if several or model.encoder.reads != "answers":
            return ClassifierSignals(model.read(nets, archs).clone(), archs, None if several else nets, None)
        probes = normalised(model.encoder.probes, model.mean, model.std)
        answers = torch.cat([model.logits(0, part, probes) for part in nets.split(READ_CHUNK)])
        return ClassifierSignals(reading_of(answers, None).clone(), archs, nets, answers.clone())
