"""Encoders of what networks answer at inputs that the space keeps, standardised by a zoo.

What is read of logits is relative to their own size, and that size: a hardly trained network answers with small logits,
whose differences would drown among those of well trained ones. Predictions alone do not tell an architecture: where
there are several, an encoder is also given the network's form.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import RecipeError
from explorer.netspace.encoders.probe import reading_mlp

LIMIT = 4.0  # relative logits beyond it mean nothing
SIZE = 2  # entries that say how large logits are
FORM = 5  # entries of a network's form
LEAST_SPREAD = 0.05  # an entry in which a zoo differs less says nothing; it must not come to mean much elsewhere


class AnswersEncoder(nn.Module):
    """An MLP over a network's answers at the probes, and its form.

    Args:
        probes: zeros in the form of the probe inputs, which are kept with the space.
        entries: how many numbers are read of a network, its form included.
        latent: size of the latent.
        hidden: width of the two hidden layers.
        form: whether the network's form is read too.
        apart: whether the form is read apart: then a latent is a sum of what the network answers and of its form, and
            a step from one form to another is the same wherever it is taken.

    Raises:
        RecipeError: the form is to be read apart, and is not read.
    """

    reads = "answers"
    probes: Tensor
    centre: Tensor
    spread: Tensor

    def __init__(
        self, probes: Tensor, entries: int, latent: int, hidden: int, *, form: bool, apart: bool = False
    ) -> None:
        super().__init__()
        if apart and not form:
            raise RecipeError("An encoder that reads no form cannot read it apart.", "Leave apart out.")
        self.form = form
        self.register_buffer("probes", probes)
        self.register_buffer("centre", torch.zeros(entries))
        self.register_buffer("spread", torch.ones(entries))
        self.body = reading_mlp(entries - FORM * apart, hidden, latent)
        self.of_form = nn.Linear(FORM, latent, bias=False) if apart else None

    @torch.no_grad()
    def prepare(self, probes: Tensor) -> None:
        """Take these inputs as the probes."""
        self.probes.copy_(probes)

    @torch.no_grad()
    def standardise(self, readings: Float[Tensor, "nets entries"]) -> None:
        """Take centre and spread of what the encoder reads from a zoo's readings."""
        self.centre.copy_(readings.mean(0))
        self.spread.copy_(readings.std(0, correction=0).clamp(min=LEAST_SPREAD))

    def forward(self, reading: Float[Tensor, "batch entries"]) -> Float[Tensor, "batch latent"]:
        """Latents of the networks that gave these readings."""
        seen = (reading - self.centre) / self.spread
        if self.of_form is None:
            latent: Tensor = self.body(seen)
            return latent
        return torch.as_tensor(self.body(seen[:, :-FORM]) + self.of_form(seen[:, -FORM:]))

    def places(self, forms: Float[Tensor, "archs form"]) -> Float[Tensor, "archs latent"] | None:
        """Where networks of these forms lie, up to one shift for all; None where the form is not read apart."""
        return None if self.of_form is None else torch.as_tensor(self.of_form(forms / self.spread[-FORM:]))


def reading_of(
    logits: Float[Tensor, "nets probes classes"], form: Float[Tensor, " form"] | None
) -> Float[Tensor, "nets entries"]:
    """What the encoder reads of networks of one architecture that give logits.

    Logits less their mean per input, over their root mean square, clamped to `LIMIT`; the logarithm of that root mean
    square and of the part of it that differs from input to input; then the form.
    """
    centred = logits.float() - logits.float().mean(-1, keepdim=True)
    size = centred.square().mean((1, 2), keepdim=True).sqrt().clamp(min=1e-6)
    differing = (centred - centred.mean(1, keepdim=True)).square().mean((1, 2), keepdim=True).sqrt().clamp(min=1e-6)
    parts = [(centred / size).clamp(-LIMIT, LIMIT).flatten(1), size.log()[:, 0], differing.log()[:, 0]]
    return torch.cat(parts if form is None else [*parts, form.expand(len(logits), -1)], 1)


def parameters_by_kind(shapes: Mapping[str, tuple[int, ...]]) -> tuple[int, int, int]:
    """Parameters of convolutions, of linear layers, and all others (biases), of tensors with these shapes."""
    counts = {4: 0, 2: 0}
    total = 0
    for shape in shapes.values():
        size = torch.Size(shape).numel()
        total += size
        if len(shape) in counts:
            counts[len(shape)] += size
    return counts[4], counts[2], total - counts[4] - counts[2]


def form_of_shapes(shapes: Mapping[str, tuple[int, ...]], depth: int, entries: int) -> Float[Tensor, " form"]:
    """The form of a network of so many layers whose parameters have these shapes, as it is read (`form_entries`).

    Args:
        shapes: of the parameters, batch norm folded.
        depth: layers.
        entries: of a PRep.
    """
    counts = parameters_by_kind(shapes)
    return form_entries(*counts, depth, sum(counts) / entries)


def form_entries(convolutions: int, linear: int, biases: int, depth: int, share: float) -> Float[Tensor, " form"]:
    """A network's form as it is read: sizes as log10(1 + n) / 6, the depth over 56, and the share.

    Args:
        convolutions: parameters of convolutions.
        linear: of linear layers.
        biases: of biases, and all others.
        depth: layers.
        share: of the PRep that all parameters fill.
    """
    sizes = [float(torch.log10(torch.tensor(1.0 + n))) / 6 for n in (convolutions, linear, biases)]
    return torch.tensor([*sizes, depth / 56, share])
