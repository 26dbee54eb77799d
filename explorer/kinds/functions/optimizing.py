"""Latents of functions moved toward accuracy or R², or toward what another network does.

It is learned on training inputs, chosen on validation inputs, and looked at once, at the end, on test inputs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.optimize import Loss, Outcome, Score, Seen, Step
from explorer.explore.travel.paths import check_ids
from explorer.kinds.functions.judging import agreements, network_answers, worths
from explorer.kinds.functions.losses import FunctionLoss
from explorer.kinds.functions.measuring import worth_name, written
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.kinds.protocols import Aim
from explorer.space.bundle import Space
from explorer.space.naming import keyed, network_name, of_key

NETWORK = "network:"
INPUTS = 128  # a step
RATE = 0.15  # of Adam, in standard deviations of the latents


@dataclass(frozen=True)
class TowardWorth:
    """Better answers, by the examples' targets."""


@dataclass(frozen=True)
class TowardNetwork:
    """What a network of the zoo does.

    Attributes:
        network: its id.
    """

    network: int


class FunctionOptimizing:
    """See `protocols.Optimizing`."""

    measure = "share right, R² or agreement on validation inputs"
    form = "{:.3f} on validation inputs"
    help = "accuracy, r2, or network:ID"
    weakest: str | None = None

    def choices(self, space: Space) -> tuple[str, list[tuple[str, str]]]:
        """How good networks are, where that is known; and what held-out networks do."""
        found = functions_only(space)
        good = [] if found.worth is None else [(found.worth, worth_name(found.worth))]
        return "Toward", [*good, *keyed(space, NETWORK)]

    def stays(self, key: str) -> bool:
        """Toward better answers, as classifiers do; toward another network there is a place to come to."""
        return not key.startswith(NETWORK)

    def aim(self, engine: Engine, space: Space, key: str, seed: int = 0) -> Aim:
        """Of "accuracy", "r2" or "network:12"."""
        del engine, seed
        found = functions_only(space)
        if found.worth is not None and key == found.worth:
            return Aim(key, worth_name(key), TowardWorth(), rate=RATE)
        network = of_key(space, key, [NETWORK])
        if network is None:
            good = "" if found.worth is None else f"{found.worth}, or "
            raise SelectionError(
                f"Nothing in {space.name} can be optimized toward {key[:60]!r}.", f"Choose {good}{NETWORK}ID."
            )
        check_ids(space, [network])
        title = f"what {network_name(space, network)} does"
        return Aim(f"{NETWORK}{network}", title, TowardNetwork(network), rate=RATE)

    def task(self, engine: Engine, space: Space, aim: Aim, seed: int) -> tuple[Loss, Score]:
        """The loss on training inputs; what is measured on validation inputs."""
        found = functions_only(space)
        if isinstance(aim.target, TowardWorth):
            return _toward_worth(engine, found, seed)
        if isinstance(aim.target, TowardNetwork):
            return _toward_network(engine, found, aim.target.network, seed)
        raise SelectionError(
            f"{space.name} is a space of functions: nothing in it can be optimized toward {aim.title}.",
            "Choose how good networks are, or a network.",
        )

    def outcome(self, engine: Engine, space: Space, first: Step, best: Step) -> dict[str, Any]:
        """How good the first and the best network are on all test inputs; nothing where nobody knows."""
        found = functions_only(space)
        if found.worth is None:
            return {}
        inputs, targets = found.examples.only("test")
        assert targets is not None
        answers = network_answers(engine, found, [Decoded.of(first.latent), Decoded.of(best.latent)], inputs)[1]
        before, after = worths(found.task, answers, targets).tolist()
        return {"test": after, "start": before, "zoo": float(np.nanmax(space.labels[found.worth]))}

    def concluded(self, space: Space, found: Outcome) -> str:
        """What it is worth beside the start and the zoo's best."""
        worth, facts = functions_only(space).worth, found.facts
        if not facts:
            return f"it agrees at {found.step.measured:.3f} on validation inputs"
        best, start, zoo = (written(worth, facts[key]) for key in ("test", "start", "zoo"))
        return f"{worth_name(worth)} {best} on all test inputs; the start had {start}, the zoo's best network {zoo}"

    def stated(self, space: Space, found: Outcome) -> dict[str, Any]:
        """What was measured while it went on, and at the end."""
        del space
        names = {"test": "test", "start": "test_of_the_start", "zoo": "best_of_the_zoo"}
        return {"validation": found.step.measured, **{names[key]: value for key, value in found.facts.items()}}


OPTIMIZING = FunctionOptimizing()


def _toward_worth(engine: Engine, space: FunctionSpace, seed: int) -> tuple[Loss, Score]:
    model, task = space.model, space.task
    (inputs, targets), (few, right) = space.examples.only("train"), _chosen_by(space)
    assert targets is not None
    assert right is not None
    generator = torch.Generator().manual_seed(seed)
    units = None if task.classes else (targets - model.centre) / model.scale

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(inputs), (min(INPUTS, len(inputs)),), generator=generator)
        answers = _decoded(space, latent, inputs[pick])
        if units is None:
            return F.cross_entropy(answers, targets[pick])
        return (answers - units[pick]).square().mean()

    def score_of(latent: np.ndarray) -> Seen:
        answers = network_answers(engine, space, [Decoded.of(latent)], few)[1]
        value = float(worths(task, answers, right)[0]) / (100 if task.classes else 1)
        return Seen(value, value, {})

    return loss_of, score_of


def _toward_network(engine: Engine, space: FunctionSpace, network: int, seed: int) -> tuple[Loss, Score]:
    model, task = space.model, space.task
    inputs, few = space.examples.only("train")[0], _chosen_by(space)[0]
    arch = int(space.zoo.archs[network])
    with torch.inference_mode(mode=False), torch.no_grad():
        wanted = model.answers(arch, space.zoo.weights([network]), inputs)[0]
    own = network_answers(engine, space, [Input(network)], few)[1]
    loss = FunctionLoss(task, relative=True, temperature=0.25, performance=0.0)
    generator = torch.Generator().manual_seed(seed)

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(inputs), (min(INPUTS, len(inputs)),), generator=generator)
        return loss(_decoded(space, latent, inputs[pick])[None], wanted[None, pick], None)[0]

    def score_of(latent: np.ndarray) -> Seen:
        answers = network_answers(engine, space, [Decoded.of(latent)], few)[1]
        value = float(agreements(task, answers, own, model.scale)[0])
        return Seen(value, value, {})

    return loss_of, score_of


def _decoded(space: FunctionSpace, latent: Tensor, inputs: Tensor) -> Tensor:
    """What is decoded at a latent (1, d) answers, with its gradient: logits, or values in units of the zoo's spread."""
    scores = space.model.scores(latent)
    arch = int(scores.argmax())
    return space.model.answers(arch, space.model.decode(latent, scores), inputs)[0]


def _chosen_by(space: FunctionSpace) -> tuple[Tensor, Tensor | None]:
    """Examples that steps are chosen by: the validation ones, or those of the training if there are none."""
    some = space.examples.only("validation")
    return some if len(some[0]) else space.examples.only("train")
