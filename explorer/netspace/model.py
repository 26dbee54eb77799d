"""A NetSpace: an encoder and a decoder of networks, chosen by name, and how they meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import LatentError, RecipeError
from explorer.netspace.decoders.conv import ConvDecoder
from explorer.netspace.decoders.residual import ResidualDecoder
from explorer.netspace.encoders.conv import ConvEncoder
from explorer.netspace.encoders.grid import GridEncoder
from explorer.netspace.encoders.probe import ProbeEncoder
from explorer.netspace.encoders.volume import VolumeEncoder
from explorer.networks.prep import PRepLayout, to_prep, unflatten
from explorer.networks.siren import Siren, siren_batch


class Encoder(Protocol):
    """What a network gives (`reads`: "answers" at the probes, or its "prep") to its latent."""

    reads: str

    def __call__(self, reading: Tensor) -> Float[Tensor, "batch latent"]:
        """Latents of the networks that gave these readings."""
        ...


class Decoder(Protocol):
    """Latents to flat weights; `prepare` starts it from a zoo."""

    def __call__(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch count"]:
        """Flat weights of the networks at these latents."""
        ...

    def prepare(self, init: Float[Tensor, " count"], weights: Float[Tensor, "nets count"]) -> None:
        """Start from a zoo: its shared initialisation and its networks."""
        ...


ENCODERS: Mapping[str, type[nn.Module]] = {
    "probe": ProbeEncoder, "grid": GridEncoder, "volume": VolumeEncoder, "conv": ConvEncoder,
}  # fmt: skip
DECODERS: Mapping[str, type[nn.Module]] = {"residual": ResidualDecoder, "conv": ConvDecoder}


@dataclass(frozen=True)
class ModelConfig:
    """Everything that rebuilds a NetSpace's modules; kept in `space.json`.

    Attributes:
        encoder: name of the encoder.
        decoder: name of the decoder.
        latent: size of the latent.
        prep_height: rows of the PRep.
        prep_width: its columns; 0: as many as the networks need.
        encoder_options: keyword arguments of the encoder.
        decoder_options: keyword arguments of the decoder.
    """

    encoder: str = "probe"
    decoder: str = "residual"
    latent: int = 128
    prep_height: int = 8
    encoder_options: dict[str, Any] = field(default_factory=dict)
    decoder_options: dict[str, Any] = field(default_factory=dict)
    prep_width: int = 0


class NetSpace(nn.Module):
    """Encoder and decoder of Sirens.

    Args:
        arch: the networks' architecture.
        config: names and options of the parts.

    Raises:
        RecipeError: an unknown part or option.
        PRepError: the network does not fit the PRep.
    """

    def __init__(self, arch: Siren, config: ModelConfig) -> None:
        super().__init__()
        self.arch, self.config = arch, config
        self.layout = self.layout_of(arch, config.prep_height, config.prep_width)
        options = dict(config.encoder_options)
        if config.encoder == "probe":
            options = {"inputs": arch.inputs, "outputs": arch.outputs, **options}
        elif config.encoder in ("grid", "volume"):
            options = {"outputs": arch.outputs, **options}
        encoder = build_part(ENCODERS, "encoder", config.encoder, self.layout, config.latent, options)
        decoder = build_part(DECODERS, "decoder", config.decoder, self.layout, config.latent, config.decoder_options)
        self.encoder: Any = encoder  # an nn.Module that satisfies the protocol Encoder
        self.decoder: Any = decoder

    @staticmethod
    def layout_of(arch: Siren, height: int = 8, width: int = 0) -> PRepLayout:
        """The PRep layout of an architecture."""
        return PRepLayout.of(arch.shapes, height, width)

    def answers(self, weights: Float[Tensor, "batch count"]) -> Float[Tensor, "batch entries"]:
        """What these networks answer at the probes of the encoder: all outputs of one probe after the other."""
        probes = self.encoder.probes
        points = probes[None].expand(weights.shape[0], -1, -1)
        return siren_batch(self.arch, unflatten(self.layout, weights), points).flatten(1)

    def read(self, weights: Float[Tensor, "batch count"]) -> Tensor:
        """What the encoder reads of these networks: their answers at the probes, or their PReps."""
        if self.encoder.reads == "answers":
            return torch.cat([self.answers(part) for part in weights.split(64)])
        return to_prep(self.layout, weights)

    def encode(self, reading: Tensor) -> Float[Tensor, "batch latent"]:
        """Latents of networks, from what `read` gives."""
        latent: Tensor = self.encoder(reading)
        return latent

    def decode(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch count"]:
        """Flat weights of the networks at these latents.

        Raises:
            LatentError: the latents have another size.
        """
        if latent.dim() != 2 or latent.shape[1] != self.config.latent:
            raise LatentError(
                f"Got latents of shape {tuple(latent.shape)}.", f"This space wants (any number, {self.config.latent})."
            )
        weights: Tensor = self.decoder(latent)
        return weights

    def parts(self) -> dict[str, Any]:
        """The config as plain data, for `space.json`."""
        return asdict(self.config)


def build_part(
    table: Mapping[str, type[nn.Module]], what: str, name: str, layout: PRepLayout, latent: int, options: dict[str, Any]
) -> nn.Module:
    """An encoder or decoder by name.

    Args:
        table: the parts there are.
        what: "encoder" or "decoder", for the message.
        name: which one.
        layout: of the PRep.
        latent: size of the latent.
        options: its keyword arguments.

    Raises:
        RecipeError: there is none of that name, or it does not take these options.
    """
    if name not in table:
        raise RecipeError(f"Unknown {what} {name!r}.", f"Choose from: {', '.join(table)}.")
    try:
        return table[name](layout, latent, **options)
    except TypeError as error:
        raise RecipeError(f"The {what} {name!r} does not take these options: {error}.", "See its docstring.") from error
