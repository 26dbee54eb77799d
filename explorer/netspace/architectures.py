"""A NetSpace of networks of one architecture or of several: what is the same whatever the networks are for.

Networks are handled as the entries of a PRep: flat parameters, zero-padded to the largest architecture's count. With
several architectures the decoder also predicts which one it is (NetSpace, arXiv 2206.05194, section 3.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol, runtime_checkable

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from explorer.errors import LatentError, SelectionError
from explorer.netspace.decoders.chunked import ChunkedDecoder
from explorer.netspace.decoders.conv import ConvDecoder
from explorer.netspace.model import ModelConfig, build_part
from explorer.networks.prep import PRepLayout, flatten, unflatten

DECODERS: Mapping[str, type[nn.Module]] = {"chunked": ChunkedDecoder, "conv": ConvDecoder}
SCORED = 128  # width of the layer that scores architectures
LEAST_SPREAD = 1e-3  # of a tensor's entries, for the decoder's scale


@runtime_checkable
class Architecture(Protocol):
    """What is asked of an architecture here."""

    @property
    def name(self) -> str:
        """As people call it."""
        ...

    @property
    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """Of its parameters by name, in order."""
        ...


class ArchNetSpace(nn.Module):
    """Encoder and decoder of networks of some architectures. A subclass says how they are run and read.

    Args:
        archs: the architectures, in the order in which they come on a path.
        config: names and options of the parts.
        encoders: the encoders there are, by name.
        encoder_options: of the encoder, beside those of `config`, which come first.

    Raises:
        RecipeError: an unknown part or option.
    """

    def __init__(
        self,
        archs: Sequence[Architecture],
        config: ModelConfig,
        encoders: Mapping[str, type[nn.Module]],
        encoder_options: Mapping[str, Any],
    ) -> None:
        super().__init__()
        self.config = config
        self.names = tuple(arch.name for arch in archs)
        self.layouts = tuple(PRepLayout.of(arch.shapes, config.prep_height) for arch in archs)
        largest = max(layout.count for layout in self.layouts)
        self.layout = PRepLayout.of({"entries": (largest,)}, config.prep_height, config.prep_width)
        several = len(archs) > 1
        decoder_options = dict(config.decoder_options)
        if config.decoder == "chunked":
            decoder_options = {"archs": len(archs), **decoder_options}
        reading = {**encoder_options, **config.encoder_options}
        encoder = build_part(encoders, "encoder", config.encoder, self.layout, config.latent, reading)
        decoder = build_part(DECODERS, "decoder", config.decoder, self.layout, config.latent, decoder_options)
        self.encoder: Any = encoder  # nn.Modules that satisfy the protocols of explorer.netspace.model
        self.decoder: Any = decoder
        self.which = (
            nn.Sequential(nn.Linear(config.latent, SCORED), nn.SiLU(), nn.Linear(SCORED, len(archs)))
            if several
            else None
        )

    def entries(self, arch: int, params: Mapping[str, Tensor]) -> Float[Tensor, "*batch count"]:
        """PRep entries of networks of the architecture with this index."""
        weights = flatten(self.layouts[arch], params)
        return nn.functional.pad(weights, (0, self.layout.count - weights.shape[-1]))

    def params(self, arch: int, entries: Float[Tensor, "*batch count"]) -> dict[str, Tensor]:
        """The inverse of `entries`: parameters of networks of this architecture; padding is dropped."""
        return unflatten(self.layouts[arch], entries[..., : self.layouts[arch].count])

    def read(self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"]) -> Tensor:
        """What the encoder reads of these networks, given as PRep entries: the subclass's to say."""
        raise NotImplementedError

    @torch.no_grad()
    def prepare_decoder(
        self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"], starts: Float[Tensor, "archs count"]
    ) -> None:
        """Start the decoder near some networks, with the spread of a zoo.

        Args:
            nets: PRep entries of the training networks.
            archs: index of each one's architecture.
            starts: a network of each architecture, its padding zero: a freshly initialised one, or one of the zoo's.
        """
        if not isinstance(self.decoder, ChunkedDecoder):
            self.decoder.prepare(torch.zeros(self.layout.count), nets)
            return
        spreads = [self._spread(a, nets[archs == a], start) for a, start in enumerate(starts)]
        self.decoder.prepare(starts, torch.stack(spreads))

    def encode(self, reading: Tensor) -> Float[Tensor, "batch latent"]:
        """Latents of networks, from what the encoder reads of them."""
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
        if name not in self.names:
            raise SelectionError(f"This space has no architecture {name!r}.", f"Choose from: {', '.join(self.names)}.")
        return self.names.index(name)

    def _check(self, latent: Tensor) -> None:
        if latent.dim() != 2 or latent.shape[1] != self.config.latent:
            raise LatentError(
                f"Got latents of shape {tuple(latent.shape)}.", f"This space wants (any number, {self.config.latent})."
            )

    def _spread(
        self, arch: int, nets: Float[Tensor, "nets count"], start: Float[Tensor, " count"]
    ) -> Float[Tensor, " count"]:
        """Standard deviation per tensor over a zoo; of the start where the zoo has none of the architecture."""
        source = nets if len(nets) else start[None]
        out = torch.zeros(self.layout.count)
        for part in self.layouts[arch].slices:
            out[part] = source[:, part].std(correction=0).clamp(min=LEAST_SPREAD)
        return out


def by_arch(archs: Int[Tensor, " n"]) -> list[tuple[int, Int[Tensor, " rows"]]]:
    """The architectures that occur, each with its rows: networks of one are run together."""
    return [(a, torch.nonzero(archs == a)[:, 0]) for a in archs.unique().tolist()]
