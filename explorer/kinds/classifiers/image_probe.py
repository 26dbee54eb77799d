"""Encoder `probe` for image classifiers: a network is read by running it on a fixed set of images."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.kinds.classifiers.networks import Architecture
from explorer.netspace.encoders.answers import FORM, SIZE, AnswersEncoder, form_of_shapes
from explorer.networks.prep import PRepLayout


class ImageProbeEncoder(AnswersEncoder):
    """An MLP over a network's answers at the probe images, and its form.

    Args:
        layout: unused; every encoder is built from the same arguments.
        latent: size of the latent.
        probes: number of probe images, kept with the space as bytes.
        hidden: width of the two hidden layers.
        channels: of the images.
        size: of the images, in pixels.
        classes: number of classes.
        form: whether the network's form is read too.
        apart: whether it is read apart; see `AnswersEncoder`.
    """

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
        apart: bool = False,
    ) -> None:
        del layout
        images = torch.zeros(probes, channels, size, size, dtype=torch.uint8)
        super().__init__(images, probes * classes + SIZE + FORM * form, latent, hidden, form=form, apart=apart)


def form_of(arch: Architecture, entries: int) -> Float[Tensor, " form"]:
    """A network's form, whatever its architecture, where PReps have so many entries; see `form_of_shapes`."""
    return form_of_shapes(arch.shapes, arch.depth, entries)
