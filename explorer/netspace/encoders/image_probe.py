"""Encoder `probe` for image classifiers: a network is read by running it on a fixed set of images.

Predictions alone do not tell an architecture: where there are several, the encoder is also given the network's form.
"""

from __future__ import annotations

import torch
from jaxtyping import Float, UInt8
from torch import Tensor, nn

from explorer.networks.classifiers import Classifier
from explorer.networks.prep import PRepLayout

FLOOR = -12.0  # log-probabilities below it mean nothing
FORM = 5


class ImageProbeEncoder(nn.Module):
    """An MLP over a network's log-probabilities at the probe images, and its form.

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
        entries = probes * classes + FORM * form
        self.form = form
        self.register_buffer("probes", torch.zeros(probes, channels, size, size, dtype=torch.uint8))
        self.register_buffer("centre", torch.zeros(entries))
        self.register_buffer("spread", torch.ones(entries))
        self.body = nn.Sequential(
            nn.Linear(entries, hidden),
            nn.LayerNorm(hidden),
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.LayerNorm(hidden),
            nn.SiLU(),
            nn.Linear(hidden, latent),
        )

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
    """What the encoder reads of networks of one architecture: clamped log-probabilities, then the form."""
    answers = torch.log_softmax(logits.float(), -1).clamp(min=FLOOR).flatten(1)
    return answers if form is None else torch.cat([answers, form.expand(len(answers), -1)], 1)


def form_of(arch: Classifier, entries: int) -> Float[Tensor, " form"]:
    """A network's form, whatever its architecture.

    Parameters of its convolutions, linear layers and biases (log10(1 + n) / 6), its depth / 56, and the share that it
    fills of a PRep of `entries`.
    """
    kinds = {4: 0, 2: 0, 1: 0}
    for shape in arch.shapes.values():
        kinds[len(shape)] += torch.Size(shape).numel()
    sizes = [float(torch.log10(torch.tensor(1.0 + n))) / 6 for n in kinds.values()]
    return torch.tensor([*sizes, arch.depth / 56, arch.count / entries])
