"""Encoder `probe` for image classifiers: a network is read by running it on a fixed set of images.

What is read are the logits, relative to their own size, and that size: a hardly trained network answers with small
logits, whose differences would drown among those of well trained ones. Predictions alone do not tell an architecture:
where there are several, the encoder is also given the network's form.
"""

from __future__ import annotations

import torch
from jaxtyping import Float, UInt8
from torch import Tensor, nn

from explorer.kinds.classifiers.networks import Classifier, parameters_by_kind
from explorer.netspace.encoders.probe import reading_mlp
from explorer.networks.prep import PRepLayout

LIMIT = 4.0  # relative logits beyond it mean nothing
SIZE = 2
FORM = 5


class ImageProbeEncoder(nn.Module):
    """An MLP over a network's answers at the probe images, and its form.

    Args:
        layout: unused; every encoder is built from the same arguments.
        latent: size of the latent.
        probes: number of probe images, kept with the space.
        hidden: width of the two hidden layers.
        channels: of the images.
        size: of the images, in pixels.
        classes: number of classes.
        form: whether the network's form is read too.
    """

    reads = "answers"
    probes: Tensor
    centre: Tensor
    spread: Tensor

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        probes: int = 256,
        hidden: int = 512,
        channels: int = 1,
        size: int = 28,
        classes: int = 10,
        form: bool = False,
    ) -> None:
        super().__init__()
        del layout
        entries = probes * classes + SIZE + FORM * form
        self.form = form
        self.register_buffer("probes", torch.zeros(probes, channels, size, size, dtype=torch.uint8))
        self.register_buffer("centre", torch.zeros(entries))
        self.register_buffer("spread", torch.ones(entries))
        self.body = reading_mlp(entries, hidden, latent)

    @torch.no_grad()
    def prepare(self, images: UInt8[Tensor, "probes c s s"]) -> None:
        """Take these images as the probes."""
        self.probes.copy_(images)

    @torch.no_grad()
    def standardise(self, readings: Float[Tensor, "nets entries"]) -> None:
        """Take centre and spread of what the encoder reads from a zoo's readings."""
        self.centre.copy_(readings.mean(0))
        # An entry in which the zoo does not differ says nothing; it must not come to mean much for other networks.
        self.spread.copy_(readings.std(0, correction=0).clamp(min=0.05))

    def forward(self, reading: Float[Tensor, "batch entries"]) -> Float[Tensor, "batch latent"]:
        """Latents of the networks that gave these readings."""
        latent: Tensor = self.body((reading - self.centre) / self.spread)
        return latent


def reading_of(
    logits: Float[Tensor, "nets probes classes"], form: Float[Tensor, " form"] | None
) -> Float[Tensor, "nets entries"]:
    """What the encoder reads of networks of one architecture.

    Logits less their mean per image, over their root mean square, clamped to `LIMIT`; the logarithm of that root mean
    square and of the part of it that differs from image to image; then the form.
    """
    centred = logits.float() - logits.float().mean(-1, keepdim=True)
    size = centred.square().mean((1, 2), keepdim=True).sqrt().clamp(min=1e-6)
    differing = (centred - centred.mean(1, keepdim=True)).square().mean((1, 2), keepdim=True).sqrt().clamp(min=1e-6)
    parts = [(centred / size).clamp(-LIMIT, LIMIT).flatten(1), size.log()[:, 0], differing.log()[:, 0]]
    return torch.cat(parts if form is None else [*parts, form.expand(len(logits), -1)], 1)


def form_of(arch: Classifier, entries: int) -> Float[Tensor, " form"]:
    """A network's form, whatever its architecture.

    Parameters of its convolutions, linear layers and biases (log10(1 + n) / 6), its depth / 56, and the share that it
    fills of a PRep of `entries`.
    """
    return form_entries(*parameters_by_kind(arch.shapes), arch.depth, arch.count / entries)


def form_entries(convolutions: int, linear: int, biases: int, depth: int, share: float) -> Float[Tensor, " form"]:
    """A form as it is read; see `form_of`.

    Args:
        convolutions: parameters of convolutions.
        linear: of linear layers.
        biases: of biases.
        depth: layers.
        share: of the PRep that all parameters fill.
    """
    sizes = [float(torch.log10(torch.tensor(1.0 + n))) / 6 for n in (convolutions, linear, biases)]
    return torch.tensor([*sizes, depth / 56, share])
