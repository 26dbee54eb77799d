"""What a NetSpace of image classifiers learns, step by step: what the decoded networks predict.

One architecture: the softened predictions of the input network. Several: the architecture, a teacher's softened
predictions, and that latents in between decode to the architectures in between (NetSpace, arXiv 2206.05194,
sections 3.2 and 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import Images, normalised
from explorer.errors import TrainingError
from explorer.kinds.classifiers.model import READ_CHUNK, ClassifierNetSpace
from explorer.kinds.classifiers.networks import Architecture, run
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.wanted import Pairs, Wanted, joined
from explorer.netspace.architectures import by_arch
from explorer.netspace.encoders.answers import reading_of
from explorer.netspace.predictions import (
    TEMPERATURE,
    distillation,
    logit_size,
    mixed_probabilities,
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
        self.own = recipe.joint or not self.several  # whether networks are to answer as their input networks do
        self.forms = [model.form(a) for a in range(len(model.archs))]
        alone = ("predictions", "mixed") if recipe.mixed + recipe.taught + recipe.ensembles else ("predictions",)
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
        archs = self.data.networks.archs[rows]
        latents = self.model.encode(self._noisy(self.data.networks.readings[rows]))
        if self.own:
            return self._by_answers(rows, archs, latents, pick, batch, images)
        return self._by_teacher(archs, latents, pick, batch, images)

    def _by_answers(
        self, rows: Tensor, archs: Tensor, latents: Tensor, pick: Tensor, batch: Images, images: Tensor
    ) -> tuple[Float[Tensor, ""], list[float]]:
        """Every network is to answer as its input network does; what lies between two, as both do."""
        recipe = self.recipe
        # Asked anew at every step: kept for all images, the answers of a large zoo would take gigabytes, and those
        # for a part of the images let the decoder learn that part by heart.
        answers = self._answers(self.data.networks, rows, images)
        wanted = [Wanted(archs, answers, self.temperatures[rows], self.weights[rows])]
        every = [latents]
        if recipe.mixed + recipe.taught:
            readings, blends = self._mixed(rows, archs, wanted[0], pick)
            every.append(self.model.encode(readings))
            wanted.append(blends)
        if recipe.turned:
            readings, turned = self._turned(rows, wanted[0])
            every.append(self.model.encode(readings))
            wanted.append(turned)
        if recipe.ensembles:
            places, ensembles = self._ensembles(latents, wanted[0])
            every.append(places)
            wanted.append(ensembles)
        if self.several and recipe.between:
            pairs = self._pairs(archs)
            every.append(torch.lerp(latents[pairs.first], latents[pairs.second], pairs.share[:, None]))
            wanted.append(wanted[0].between(pairs.first, pairs.second, pairs.share, pairs.archs))
        aim = joined(wanted)
        decoded, right = self._decoded(torch.cat(every), aim.archs, images)
        losses = softened_kl(decoded, aim.answers, aim.temperatures) * aim.weights
        if recipe.performance:
            losses = losses + recipe.performance * self._performance(decoded, aim.answers, batch.labels)
        own, others = losses[: len(rows)].mean().item(), losses[len(rows) :].mean().item()
        parts = [own, right.item(), others] if self.several else [own, others][: len(self.names)]
        return losses.mean() + right, parts

    def _by_teacher(
        self, archs: Tensor, latents: Tensor, pick: Tensor, batch: Images, images: Tensor
    ) -> tuple[Float[Tensor, ""], list[float]]:
        """Every network is to answer as the teacher does, whichever architecture it has: the paper's way."""
        assert self.data.teacher is not None
        pairs = self._pairs(archs)
        between = torch.lerp(latents[pairs.first], latents[pairs.second], pairs.share[:, None])
        every_arch = torch.cat([archs, pairs.archs])
        decoded, right = self._decoded(torch.cat([latents, between]), every_arch, images)
        teacher = self.data.teacher[pick]
        distilled = torch.empty(len(every_arch), device=every_arch.device)
        for _, where in by_arch(every_arch):
            distilled = distilled.index_put((where,), distillation(decoded[where], teacher, batch.labels))
        own, middle = distilled.split([len(archs), len(pairs.archs)])
        parts = [own.mean().item(), right.item(), middle.mean().item() if len(middle) else 0.0]
        return distilled.mean() + right, parts

    def _decoded(
        self, latents: Float[Tensor, "n latent"], archs: Int[Tensor, " n"], images: Float[Tensor, "images c s s"]
    ) -> tuple[Float[Tensor, "n images classes"], Float[Tensor, ""]]:
        """What the decoded networks answer, as networks of these architectures; and whether they score highest."""
        if not self.several:
            return self._logits(0, self.model.decode(latents), images), latents.new_zeros(())
        scores = self.model.scores(latents)
        entries = self.model.decode(latents, scores)
        parts = [(where, self._logits(arch, entries[where], images)) for arch, where in by_arch(archs)]
        order = torch.cat([where for where, _ in parts]).argsort()
        return torch.cat([logits for _, logits in parts])[order], F.cross_entropy(scores, archs)

    def _mixed(
        self, rows: Int[Tensor, " n"], archs: Int[Tensor, " n"], own: Wanted, pick: Int[Tensor, " images"]
    ) -> tuple[Tensor, Wanted]:
        """Signals between the networks of a step: mixed logits at the probes and on its images, temperature, weight.

        Two networks' mean prediction is a function like any other, and there are many more pairs than networks: what
        the exact shapes are to a space of shapes (`shapes.signals`). Mixed with the teacher's, mostly near
        it, they reach beyond the best network. Of several architectures each is mixed with its own.
        """
        readings, blends = list[Tensor](), list[Wanted]()
        for arch, where in self._by_arch(archs):
            answers, wanted = self._blended(rows[where], own.rows(where), pick)
            readings.append(reading_of(answers, self.forms[arch]))
            blends.append(wanted)
        return torch.cat(readings), joined(blends)

    def _blended(self, rows: Int[Tensor, " n"], own: Wanted, pick: Int[Tensor, " images"]) -> tuple[Tensor, Wanted]:
        """Mixtures of networks of one architecture: their logits at the probes, and what is wanted of them."""
        networks, recipe = self.data.networks, self.recipe
        assert networks.answers is not None
        answers = networks.answers[rows]
        first, second = self.draw(len(rows), recipe.mixed + recipe.taught), self.draw(len(rows), recipe.mixed)
        share = torch.rand(recipe.mixed + recipe.taught, generator=self.generator).to(rows.device)
        if recipe.taught:
            assert self.data.teacher is not None
            assert self.data.teacher_answers is not None
            answers = torch.cat([answers, self.data.teacher_answers[None]])
            own = joined([own, Wanted(own.archs[:1], self.data.teacher[pick][None], *self.taught)])
            second = torch.cat([second, torch.full((recipe.taught,), len(rows), device=rows.device)])
            share[recipe.mixed :].sqrt_()
        mixed = torch.lerp(answers[first], answers[second], share[:, None, None])
        return mixed, own.between(first, second, share, own.archs[first])

    def _turned(self, rows: Int[Tensor, " n"], own: Wanted) -> tuple[Tensor, Wanted]:
        """Some networks of a step as networks of another architecture that answer as they do.

        What they answer is read with that architecture's form: a latent is then to say what a network answers, whatever
        architecture it has, and every network is an example for all of them.
        """
        answers = self.data.networks.answers
        assert answers is not None
        count = self.recipe.turned
        pick = self.draw(len(rows), count)
        others = torch.randint(1, len(self.forms), (count,), generator=self.generator).to(rows.device)
        wanted = replace(own.rows(pick), archs=(own.archs[pick] + others) % len(self.forms))
        return self._noisy(self.model.readings(answers[rows[pick]], wanted.archs)), wanted

    def _ensembles(self, latents: Float[Tensor, "n latent"], own: Wanted) -> tuple[Tensor, Wanted]:
        """Places between networks of one architecture, and what is wanted there: what the ensemble of both answers."""
        same = torch.triu(own.archs[None] == own.archs[:, None], 1).nonzero()
        first, second = same[self.draw(len(same), self.recipe.ensembles)].T
        share = torch.rand(len(first), generator=self.generator).to(latents.device)
        wanted = own.between(first, second, share, own.archs[first])
        answers = mixed_probabilities(own.answers[first], own.answers[second], share)
        return torch.lerp(latents[first], latents[second], share[:, None]), replace(wanted, answers=answers)

    def _noisy(self, readings: Tensor) -> Tensor:
        """Readings with the recipe's noise."""
        if not self.recipe.noise:
            return readings
        return readings + self.noise * torch.randn(readings.shape, generator=self.generator).to(readings.device)

    @staticmethod
    def _performance(decoded: Tensor, wanted: Tensor, labels: Tensor) -> Float[Tensor, " n"]:
        """Squared difference of soft accuracies, nearly hard: at a tenth of the size of the wanted logits."""
        sharp = 0.1 * logit_size(wanted).clamp(min=1e-6)
        return (soft_accuracy(decoded, labels, sharp) - soft_accuracy(wanted, labels, sharp)).square()

    def _by_arch(self, archs: Int[Tensor, " n"]) -> list[tuple[int, Int[Tensor, " some"]]]:
        """`by_arch`, without a look at the values where there is one architecture: a device would have to wait."""
        return by_arch(archs) if self.several else [(0, torch.arange(len(archs), device=archs.device))]

    @torch.no_grad()
    def _answers(
        self, signals: ClassifierSignals, rows: Int[Tensor, " n"], images: Float[Tensor, "images c s s"]
    ) -> Float[Tensor, "n images classes"]:
        """What input networks answer."""
        assert signals.networks is not None
        archs = signals.archs[rows]
        out = images.new_empty(len(rows), len(images), self.model.archs[0].classes)
        for arch, where in self._by_arch(archs):
            out[where] = self._logits(arch, signals.networks[rows[where]], images)
        return out

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

    def _pairs(self, archs: Int[Tensor, " n"]) -> Pairs:
        """Places between the networks of a step, and the architectures that they must decode to.

        For two networks whose architectures' ids differ by more than max(1, n - 2): the places at k / difference.
        """
        reach = max(1, len(self.model.archs) - 2)
        far = torch.nonzero(archs[None] - archs[:, None] > reach)
        far = far[torch.randperm(len(far), generator=self.generator)[: self.recipe.between].to(far.device)]
        first, second, share, wanted = [archs[:0]], [archs[:0]], [torch.zeros(0, device=archs.device)], [archs[:0]]
        for i, j in far.tolist():
            difference = int(archs[j] - archs[i])
            steps = torch.arange(1, difference, device=archs.device)
            first.append(torch.full_like(steps, i))
            second.append(torch.full_like(steps, j))
            share.append(steps / difference)
            wanted.append(archs[i] + steps)
        return Pairs(torch.cat(first), torch.cat(second), torch.cat(share), torch.cat(wanted))

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
                if not self.own:
                    assert self.data.heldout_teacher is not None
                    losses.append(distillation(logits, self.data.heldout_teacher[:HELDOUT_IMAGES], some.labels))
                else:
                    wanted = self._answers(held, where, images)
                    kl = softened_kl(logits, wanted, self.heldout_temperatures[where])
                    losses.append(kl * self.heldout_weights[where])
        return float(torch.cat(losses).mean())


def signals(
    model: ClassifierNetSpace, nets: Float[Tensor, "n count"], archs: Int[Tensor, " n"], *, joint: bool = False
) -> ClassifierSignals:
    """Networks as signals: in one architecture, or `joint`, their own answers are wanted, in several a teacher's."""
    own = joint or len(model.archs) == 1
    with torch.inference_mode():
        if not own or model.encoder.reads != "answers":
            return ClassifierSignals(model.read(nets, archs).clone(), archs, nets if own else None, None)
        answers = model.answers(nets, archs)
        return ClassifierSignals(model.readings(answers, archs).clone(), archs, nets, answers.clone())
