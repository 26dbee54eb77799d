"""How far what networks answer is from what is wanted of them: the loss of a space of functions."""

from __future__ import annotations

from dataclasses import dataclass

from jaxtyping import Float
from torch import Tensor

from explorer.kinds.functions.task import Task
from explorer.netspace.predictions import logit_size, own_information, soft_accuracy, softened_kl

LEAST_INFORMATION = 0.01  # a network that says less than this is all but constant
LEAST_VARIANCE = 0.01  # the same of values, in units of the zoo's
SHARP = 0.1  # of the size of logits: the temperature at which a soft accuracy is nearly the accuracy


@dataclass(frozen=True)
class FunctionLoss:
    """The loss of functions; values are in units of the zoo's spread.

    Attributes:
        task: what the networks are for.
        relative: see `recipes.FunctionRecipe`.
        temperature: see there.
        performance: see there.
    """

    task: Task
    relative: bool
    temperature: float
    performance: float

    def __call__(
        self,
        decoded: Float[Tensor, "nets inputs size"],
        wanted: Float[Tensor, "nets inputs size"],
        targets: Tensor | None,
    ) -> Float[Tensor, " nets"]:
        """The loss of each network.

        Args:
            decoded: what the decoded networks answer.
            wanted: what the input networks do.
            targets: what is right at the last inputs, as many as there are; None: nobody knows.
        """
        if self.task.classes:
            temperatures = (self.temperature * logit_size(wanted)).clamp(min=1e-3)
            losses = softened_kl(decoded, wanted, temperatures)
            if self.relative:
                losses = losses / own_information(wanted, temperatures).clamp(min=LEAST_INFORMATION)
        else:
            losses = (decoded - wanted).square().mean((1, 2))
            if self.relative:
                losses = losses / wanted.var(1, correction=0).mean(1).clamp(min=LEAST_VARIANCE)
        if self.performance and targets is not None and len(targets):
            losses = losses + self.performance * self._performance(decoded, wanted, targets)
        return losses

    def _performance(self, decoded: Tensor, wanted: Tensor, targets: Tensor) -> Float[Tensor, " nets"]:
        """Squared difference of how good the two are at the inputs that have targets."""
        some = slice(-len(targets), None)
        got, own = decoded[:, some], wanted[:, some]
        if self.task.classes:
            sharp = SHARP * logit_size(own).clamp(min=1e-6)
            return (soft_accuracy(got, targets, sharp) - soft_accuracy(own, targets, sharp)).square()
        variance = targets.var(0, correction=0).mean().clamp(min=LEAST_VARIANCE)
        errors = [(one - targets).square().mean((1, 2)) / variance for one in (got, own)]
        # Of very bad networks what counts is that they are; roots keep them from drowning all others.
        return (errors[0].clamp(min=1e-9).sqrt() - errors[1].sqrt()).square()
