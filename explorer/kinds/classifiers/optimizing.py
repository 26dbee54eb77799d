"""Latents of classifiers moved toward accuracy, of whichever architecture or of a wanted one.

The softened predictions of the teacher are learned, on the training images that travel with the space; the best step is
chosen on its validation images; its test images are looked at once, at the end. Toward an architecture, the
cross-entropy of the architecture scores is added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import normalised
from explorer.errors import SelectionError
from explorer.explore.engine.archs import arch_shares
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.read.optimize import STEPS, Loss, Outcome, Score, Seen, Step, run_to_end
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.protocols import Aim
from explorer.netspace.predictions import distillation
from explorer.space.bundle import Space

ACCURACY, ARCH = "accuracy", "arch:"
IMAGES = 128  # a step
RATE = 0.3  # with 0.1 a hardly trained network did not get to a good one in 150 steps: they are far apart
REACH = 1.0  # points below the zoo's best that count as reached


@dataclass(frozen=True)
class TowardAccuracy:
    """Better predictions; with an architecture's name, as a network of that architecture.

    Attributes:
        arch: name of the wanted architecture; None: whichever it is.
    """

    arch: str | None = None


class ClassifierOptimizing:
    """See `protocols.Optimizing`."""

    measure = "accuracy on validation images"
    form = "{:.1f} % of the validation images"
    help = "accuracy, or an architecture's name"
    weakest: str | None = "accuracy"

    def choices(self, space: Space) -> tuple[str, list[tuple[str, str]]]:
        """Accuracy, and the architectures where there are several."""
        archs = classifiers_only(space).archs
        several = [(f"{ARCH}{arch.name}", arch.name) for arch in archs] if len(archs) > 1 else []
        return "Toward", [(ACCURACY, "accuracy"), *several]

    def stays(self, key: str) -> bool:
        """Far from networks the decoder finds what scores well on the images at hand."""
        del key
        return True

    def aim(self, engine: Engine, space: Space, key: str, seed: int = 0) -> Aim:
        """Of "accuracy", "arch:NAME" or an architecture's NAME alone."""
        del engine, seed
        names = [arch.name for arch in classifiers_only(space).archs]
        name = key.removeprefix(ARCH)
        if key == ACCURACY:
            return toward_accuracy()
        if name in names:
            return toward_accuracy(name)
        raise SelectionError(
            f"Nothing in {space.name} can be optimized toward {name[:60]!r}.",
            f"Choose from: {', '.join([ACCURACY, *names])}.",
        )

    def task(self, engine: Engine, space: Space, aim: Aim, seed: int) -> tuple[Loss, Score]:
        """The teacher's softened predictions on training images; accuracy on validation images."""
        if not isinstance(aim.target, TowardAccuracy):
            raise SelectionError(
                f"{space.name} is a space of classifiers: nothing in it can be optimized toward {aim.title}.",
                "Choose accuracy, or an architecture.",
            )
        return _task(engine, classifiers_only(space), aim.target, seed)

    def outcome(self, engine: Engine, space: Space, first: Step, best: Step) -> dict[str, Any]:
        """Accuracies on all test images, in percent."""
        classifiers = classifiers_only(space)
        before, after = (judge_network(engine, classifiers, Decoded.of(step.latent)).accuracy for step in (first, best))
        return {"test": after, "start": before, "zoo": float(space.labels["accuracy"].max())}

    def stated(self, space: Space, found: Outcome) -> dict[str, Any]:
        """The architecture, and accuracies in percent."""
        archs = classifiers_only(space).archs
        return {
            "architecture": archs[int(np.argmax(found.step.facts["shares"]))].name,
            "validation_accuracy": found.step.measured,
            "test_accuracy": found.facts["test"],
            "test_accuracy_of_the_start": found.facts["start"],
            "best_of_the_zoo": found.facts["zoo"],
        }

    def concluded(self, space: Space, found: Outcome) -> str:
        """Accuracy beside that of the start and of the zoo's best."""
        del space
        facts = found.facts
        return (
            f"{facts['test']:.2f} % of all test images right; the start had {facts['start']:.2f} %, the zoo's best "
            f"network {facts['zoo']:.2f} %"
        )


OPTIMIZING = ClassifierOptimizing()


def toward_accuracy(arch: str | None = None) -> Aim:
    """Accuracy as an aim; with a name, as a network of that architecture."""
    key = ACCURACY if arch is None else f"{ARCH}{arch}"
    return Aim(key, arch or "accuracy", TowardAccuracy(arch), rate=RATE)


def _task(engine: Engine, space: ClassifierSpace, target: TowardAccuracy, seed: int) -> tuple[Loss, Score]:
    model, images = space.model, space.images
    wanted = None if target.arch is None else torch.tensor([model.index(target.arch)])
    generator = torch.Generator().manual_seed(seed)

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(images.train), (min(IMAGES, len(images.train)),), generator=generator)
        batch = normalised(images.train.pixels[pick], images.mean, images.std)
        scores = model.scores(latent)
        # Toward an architecture its network is judged from the first step on, whichever scores highest so far.
        arch = int(scores.argmax()) if wanted is None else int(wanted)
        logits = model.logits(arch, model.decode(latent, scores), batch)
        loss = distillation(logits, images.teacher["train"][pick], images.train.labels[pick])[0]
        return loss if wanted is None else loss + F.cross_entropy(scores, wanted)

    def score_of(latent: np.ndarray) -> Seen:
        archs, found = accuracies(engine, space, [Decoded.of(latent)], images.validation)
        accuracy = float(found[0])
        facts = {"shares": arch_shares(space, latent[None])[0].tolist()}
        # Of another architecture than wanted is worse than anything of the wanted one.
        return Seen(accuracy, accuracy if wanted is None or archs[0] == int(wanted) else accuracy - 100, facts)

    return loss_of, score_of


def reached_of(
    engine: Engine,
    space: ClassifierSpace,
    count: int,
    *,
    steps: int = STEPS,
    anywhere: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[int, int, list[Outcome]]:
    """Optimize from the weakest networks of the zoo toward accuracy; `anywhere`: also where no networks are.

    Returns:
        How many end within `REACH` points of the zoo's best network, on the test images; of how many; each one's
        outcome.
    """
    accuracy = space.labels["accuracy"]
    weakest = np.argsort(accuracy, kind="stable")[:count].tolist()
    outcomes = []
    for done, network in enumerate(weakest, 1):
        start, aim = space.latents[network], toward_accuracy()
        outcomes.append(run_to_end(engine, space, start, aim, steps=steps, seed=network, anywhere=anywhere))
        progress(done, len(weakest))
    wanted = float(accuracy.max()) - REACH
    return sum(one.facts["test"] >= wanted for one in outcomes), len(outcomes), outcomes
