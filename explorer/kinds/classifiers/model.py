"""A NetSpace of image classifiers, of one architecture or of several.

Networks are handled as the entries of a PRep: flat parameters, zero-padded to the largest architecture's count. With
several architectures the decoder also predicts which one it is (NetSpace, arXiv 2206.05194, section 3.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor, nn

from explorer.data.images import normalised
from explorer.errors import LatentError, RecipeError, SelectionError
from explorer.kinds.classifiers.image_probe import ImageProbeEncoder, form_of, reading_of
from explorer.kinds.classifiers.networks import Classifier, run_batch
from explorer.netspace.decoders.chunked import ChunkedDecoder
from explorer.netspace.decoders.conv import ConvDecoder
from explorer.netspace.encoders.conv import ConvEncoder
from explorer.netspace.model import ModelConfig, build_part
from explorer.networks.prep import PRepLayout, flatten, to_prep, unflatten

ENCODERS: Mapping[str, type[nn.Module]] = {"probe": ImageProbeEncoder, "conv": ConvEncoder}
DECODERS: Mapping[str, type[nn.Module]] = {"chunked": ChunkedDecoder, "conv": ConvDecoder}
READ_CHUNK = 16  # networks read side by side


class ClassifierNetSpace(nn.Module):
    """Encoder and decoder of image classifiers.

    Args:
        archs: the architectures, in the order in which they come on a path; all for the same images and classes.
        config: names and options of the parts.
        mean: of the training pixels, in units of 255; networks are run on images normalised with it.
        std: their standard deviation.

    Raises:
        RecipeError: an unknown part or option, or architectures for different images.
    """

    def __init__(self, archs: Sequence[Classifier], config: ModelConfig, mean: float, std: float) -> None:
        super().__init__()
        if len({(a.channels, a.size, a.classes) for a in archs}) != 1:
            raise RecipeError("The architectures are not for the same images and classes.", "Give some that are.")
        self.archs, self.config = tuple(archs), config
        self.mean, self.std = mean, std
        self.layouts = tuple(PRepLayout.of(arch.shapes, config.prep_height) for arch in archs)
        largest = max(layout.count for layout in self.layouts)
        self.layout = PRepLayout.of({"entries": (largest,)}, config.prep_height, config.prep_width)
        first, several = self.archs[0], len(archs) > 1
        encoder_options, decoder_options = dict(config.encoder_options), dict(config.decoder_options)
        if config.encoder == "probe":
            images = {"channels": first.channels, "size": first.size, "classes": first.classes}
            encoder_options = {**images, "form": several, **encoder_options}
        if config.decoder == "chunked":
            decoder_options = {"archs": len(archs), **decoder_options}
        encoder = build_part(ENCODERS, "encoder", config.encoder, self.layout, config.latent, encoder_options)
        decoder = build_part(DECODERS, "decoder", config.decoder, self.layout, config.latent, decoder_options)
        self.encoder: Any = encoder  # nn.Modules that satisfy the protocols of explorer.netspace.model
        self.decoder: Any = decoder
        self.which = (
            nn.Sequential(nn.Linear(config.latent, 128), nn.SiLU(), nn.Linear(128, len(archs))) if several else None
        )

    def entries(self, arch: int, params: Mapping[str, Tensor]) -> Float[Tensor, "*batch count"]:
        """PRep entries of networks of the architecture with this index."""
        weights = flatten(self.layouts[arch], params)
        return nn.functional.pad(weights, (0, self.layout.count - weights.shape[-1]))

    def params(self, arch: int, entries: Float[Tensor, "*batch count"]) -> dict[str, Tensor]:
        """The inverse of `entries`: parameters of networks of this architecture; padding is dropped."""
        return unflatten(self.layouts[arch], entries[..., : self.layouts[arch].count])

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
        if isinstance(self.decoder, ChunkedDecoder):
            every = range(len(self.archs))
            self.decoder.prepare(
                torch.stack([self._fresh(a) for a in every]),
                torch.stack([self._spread(a, nets[archs == a]) for a in every]),
            )
        else:
            self.decoder.prepare(torch.zeros(self.layout.count), nets)
        if isinstance(self.encoder, ImageProbeEncoder):
            self.encoder.prepare(probes)
            self.encoder.standardise(self.read(nets, archs))

    def read(self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"]) -> Tensor:
        """What the encoder reads of these networks: their answers at the probes and their form, or their PReps."""
        if self.encoder.reads == "prep":
            return to_prep(self.layout, nets)
        images = normalised(self.encoder.probes, self.mean, self.std)
        out = torch.empty(len(nets), len(self.encoder.centre), device=nets.device)
        for a, every in by_arch(archs):
            form = form_of(self.archs[a], self.layout.count).to(nets) if self.encoder.form else None
            for rows in every.split(READ_CHUNK):
                out[rows] = reading_of(self.logits(a, nets[rows], images), form)
        return out

    def encode(self, reading: Tensor) -> Float[Tensor, "batch latent"]:
        """Latents of networks, from what `read` gives."""
        latent: Tensor = self.encoder(reading)
        return latent

    def scores(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch archs"]:
        """Architecture scores (logits); zeros where there is one architecture."""
        self._check(latent)
        if self.which is None:
            return latent.new_zeros(len(latent), 1)
        scores: Tensor = self.which(latent)
        return scores

    def decode(
        self, latent: Float[Tensor, "batch latent"], scores: Float[Tensor, "batch archs"] | None = None
    ) -> Float[Tensor, "batch count"]:
        """PRep entries of the networks at these latents.

        Args:
            latent: latents.
            scores: what `scores` gave for them, if it was asked before.

        Raises:
            LatentError: the latents have another size.
        """
        self._check(latent)
        if not isinstance(self.decoder, ChunkedDecoder):
            entries: Tensor = self.decoder(latent)
            return entries
        mix = torch.softmax(self.scores(latent) if scores is None else scores, -1)
        mixed: Tensor = self.decoder(latent, mix)
        return mixed

    def parts(self) -> dict[str, Any]:
        """The config as plain data, for `space.json`."""
        return asdict(self.config)

    def index(self, name: str) -> int:
        """Index of the architecture of this name.

        Raises:
            SelectionError: the space has none of that name.
        """
        names = [arch.name for arch in self.archs]
        if name not in names:
            raise SelectionError(f"This space has no architecture {name!r}.", f"Choose from: {', '.join(names)}.")
        return names.index(name)

    def _check(self, latent: Tensor) -> None:
        if latent.dim() != 2 or latent.shape[1] != self.config.latent:
            raise LatentError(
                f"Got latents of shape {tuple(latent.shape)}.", f"This space wants (any number, {self.config.latent})."
            )

    def _fresh(self, arch: int) -> Float[Tensor, " count"]:
        module = self.archs[arch].module(norm=False)
        return self.entries(arch, {name: value.detach() for name, value in module.named_parameters()})

    def _spread(self, arch: int, nets: Float[Tensor, "nets count"]) -> Float[Tensor, " count"]:
        """Standard deviation per tensor over a zoo; of a fresh network where the zoo has none of the architecture."""
        source = nets if len(nets) else self._fresh(arch)[None]
        out = torch.zeros(self.layout.count)
        for part in self.layouts[arch].slices:
            out[part] = source[:, part].std(correction=0).clamp(min=1e-3)
        return out


def by_arch(archs: Int[Tensor, " n"]) -> list[tuple[int, Int[Tensor, " rows"]]]:
    """The architectures that occur, each with its rows: networks of one are run together."""
    return [(a, torch.nonzero(archs == a)[:, 0]) for a in archs.unique().tolist()]
