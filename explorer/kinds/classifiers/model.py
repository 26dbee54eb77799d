"""A NetSpace of image classifiers, of one architecture or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor, nn

from explorer.data.images import normalised
from explorer.errors import RecipeError
from explorer.kinds.classifiers.image_probe import ImageProbeEncoder, form_of
from explorer.kinds.classifiers.networks import Architecture, run_batch
from explorer.netspace.architectures import ArchNetSpace, by_arch
from explorer.netspace.encoders.answers import reading_of
from explorer.netspace.encoders.conv import ConvEncoder
from explorer.netspace.model import ModelConfig
from explorer.networks.prep import to_prep

ENCODERS: Mapping[str, type[nn.Module]] = {"probe": ImageProbeEncoder, "conv": ConvEncoder}
READ_CHUNK = 16  # networks read side by side


class ClassifierNetSpace(ArchNetSpace):
    """Encoder and decoder of image classifiers.

    Args:
        archs: the architectures, in the order in which they come on a path; all for the same images and classes.
        config: names and options of the parts.
        mean: of the training pixels, in units of 255; networks are run on images normalised with it.
        std: their standard deviation.

    Raises:
        RecipeError: an unknown part or option, or architectures for different images.
    """

    def __init__(self, archs: Sequence[Architecture], config: ModelConfig, mean: float, std: float) -> None:
        if len({(a.channels, a.size, a.classes) for a in archs}) != 1:
            raise RecipeError("The architectures are not for the same images and classes.", "Give some that are.")
        first = archs[0]
        images = {"channels": first.channels, "size": first.size, "classes": first.classes, "form": len(archs) > 1}
        super().__init__(archs, config, ENCODERS, images if config.encoder == "probe" else {})
        self.archs, self.mean, self.std = tuple(archs), mean, std

    def logits(
        self, arch: int, entries: Float[Tensor, "nets count"], images: Float[Tensor, "n c s s"]
    ) -> Float[Tensor, "nets n classes"]:
        """What networks of one architecture answer on the same normalised images."""
        return run_batch(self.archs[arch], self.params(arch, entries), images)

    @torch.no_grad()
    def prepare(
        self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"], probes: UInt8[Tensor, "p c s s"]
    ) -> None:
        """Start from a zoo: the decoder near fresh networks, the encoder at the zoo's centre and spread.

        Args:
            nets: PRep entries of the training networks.
            archs: index of each one's architecture.
            probes: images for a `probe` encoder, as many as it has.
        """
        self.prepare_decoder(nets, archs, torch.stack([self._fresh(a) for a in range(len(self.archs))]))
        if isinstance(self.encoder, ImageProbeEncoder):
            self.encoder.prepare(probes)
            self.encoder.standardise(self.read(nets, archs))

    def read(self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"]) -> Tensor:
        """What the encoder reads of these networks: their answers at the probes and their form, or their PReps."""
        if self.encoder.reads == "prep":
            return to_prep(self.layout, nets)
        return self.readings(self.answers(nets, archs), archs)

    def answers(
        self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"]
    ) -> Float[Tensor, "nets probes classes"]:
        """Logits of these networks at the probe images."""
        images = normalised(self.encoder.probes, self.mean, self.std)
        out = torch.empty(len(nets), len(images), self.archs[0].classes, device=nets.device)
        for a, every in by_arch(archs):
            for rows in every.split(READ_CHUNK):
                out[rows] = self.logits(a, nets[rows], images)
        return out

    def readings(
        self, answers: Float[Tensor, "nets probes classes"], archs: Int[Tensor, " nets"]
    ) -> Float[Tensor, "nets entries"]:
        """What the encoder reads of networks that give these answers."""
        out = torch.empty(len(answers), len(self.encoder.centre), device=answers.device)
        for a, rows in by_arch(archs):
            out[rows] = reading_of(answers[rows], self.form(a))
        return out

    def form(self, arch: int) -> Float[Tensor, " form"] | None:
        """What an encoder that is told the form of networks is told of an architecture; None: it is told nothing."""
        if not isinstance(self.encoder, ImageProbeEncoder) or not self.encoder.form:
            return None
        return form_of(self.archs[arch], self.layout.count).to(self.encoder.centre)

    @torch.inference_mode()
    def places(self) -> Float[Tensor, "archs latent"] | None:
        """Where networks of each architecture lie, whatever they answer, up to one shift for all.

        None where answers and form are not read apart: then there is no such place.
        """
        forms = [form for a in range(len(self.archs)) if (form := self.form(a)) is not None]
        return self.encoder.places(torch.stack(forms)) if forms else None

    def _fresh(self, arch: int) -> Float[Tensor, " count"]:
        module = self.archs[arch].module(norm=False)
        return self.entries(arch, {name: value.detach() for name, value in module.named_parameters()})
