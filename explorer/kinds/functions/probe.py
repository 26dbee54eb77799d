"""Encoder `probe` for functions: a network is read by running it on example inputs that the space keeps."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.netspace.encoders.answers import FORM, LIMIT, SIZE, AnswersEncoder, reading_of
from explorer.networks.prep import PRepLayout


class FunctionProbeEncoder(AnswersEncoder):
    """An MLP over a network's answers at the probe inputs, and its form.

    Args:
        layout: unused; every encoder is built from the same arguments.
        latent: size of the latent.
        probes: number of probe inputs, kept with the space.
        hidden: width of the two hidden layers.
        shape: of an input.
        size: of an answer.
        classes: whether answers are logits.
        form: whether the network's form is read too.
        refined: steps by which a latent is moved afterwards, see `refine`.
    """

    reach: Tensor

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        probes: int = 192,
        hidden: int = 256,
        shape: Sequence[int] = (1,),
        size: int = 1,
        classes: bool = False,
        form: bool = False,
        refined: int = 0,
    ) -> None:
        del layout
        entries = probes * size + SIZE * classes + FORM * form
        super().__init__(torch.zeros(probes, *shape), entries, latent, hidden, form=form)
        self.classes, self.size, self.refined = classes, size, refined
        # Standard deviation of the latents of the networks that it learned from.
        self.register_buffer("reach", torch.ones(latent))

    def reading(
        self, answers: Float[Tensor, "nets probes size"], form: Float[Tensor, " form"] | None
    ) -> Float[Tensor, "nets entries"]:
        """What is read of networks of one architecture that answer so at the probes.

        Of logits see `reading_of`; values are in units of the zoo's spread, and large ones are told apart less finely.
        """
        if self.classes:
            return reading_of(answers, form)
        flat = (answers.float() / LIMIT).asinh().flatten(1) * LIMIT
        return flat if form is None else torch.cat([flat, form.expand(len(flat), -1)], 1)

    def answers(self, reading: Float[Tensor, "nets entries"]) -> Float[Tensor, "nets probes size"]:
        """The answers that a reading was made of: logits less their mean, or values."""
        count = len(self.probes) * self.size
        flat = reading[:, :count].unflatten(1, (len(self.probes), self.size))
        if self.classes:
            sizes: Tensor = reading[:, count].exp()[:, None, None]
            logits: Tensor = flat * sizes
            return logits
        values: Tensor = (flat / LIMIT).sinh() * LIMIT
        return values
