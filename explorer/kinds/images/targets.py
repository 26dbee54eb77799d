"""Pictures to optimize toward: a network's, or a file's, as pixels; and how a space reads pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.encode import probes_of
from explorer.explore.travel.paths import check_ids
from explorer.kinds.images.pictures import psnr, sample
from explorer.kinds.images.rendering import values_of
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.protocols import Aim
from explorer.space.naming import network_name

PICTURE = "picture:"  # of an aim's key
RATE = 0.1  # of the optimization toward a picture
AT_ONCE = 128  # pictures that are read, decoded and drawn at once


@dataclass(frozen=True)
class TowardPicture:
    """A picture, of the space's side.

    Attributes:
        pixels: its values, 0 to 1.
    """

    pixels: Float[Tensor, "c s s"]


def aim_of(
    pixels: Float[Tensor, "c s s"], key: str, title: str, start: Float[np.ndarray, " d"] | None = None
) -> Aim:  # fmt: skip
    """A picture as an aim of an optimization; `start` is what the encoder reads of it."""
    return Aim(key, title, TowardPicture(pixels), start, RATE)


def network_aim(engine: Engine, space: ImageSpace, network: int) -> Aim:
    """The picture of a network as it was trained, to start from the latent that the encoder reads of it.

    Raises:
        SelectionError: there is no such network.
    """
    check_ids(space, [network])
    pixels = values_of(engine, space, Input(network))[0]
    with torch.inference_mode():
        start = space.encode(space.zoo.weights([network]), network)[0].numpy()
    return aim_of(pixels, f"{PICTURE}{network}", f"the picture of {network_name(space, network)}", start)


def latents_of_values(space: ImageSpace, values: Float[Tensor, "n p c"]) -> Float[np.ndarray, "n d"]:
    """The latents that the encoder reads of values at its probes."""
    with torch.inference_mode():
        return np.asarray(space.model.encode(values.flatten(1)).numpy())


def latents_of_pictures(space: ImageSpace, pixels: Float[Tensor, "n c s s"]) -> Float[np.ndarray, "n d"]:
    """The latents that the encoder reads of pictures of any size."""
    return latents_of_values(space, sample(pixels, probes_of(space)))


def decoded_pictures(
    engine: Engine, space: ImageSpace, latents: Float[np.ndarray, "n d"], side: int
) -> Float[Tensor, "n c side side"]:
    """What stands at latents."""
    parts = np.split(latents, range(AT_ONCE, len(latents), AT_ONCE))
    with torch.inference_mode():
        return torch.cat([space.drawn(engine.decode(space, part).cpu(), side) for part in parts])


def psnr_at(
    engine: Engine, space: ImageSpace, latent: Float[np.ndarray, " d"], pixels: Float[Tensor, "c s s"]
) -> float:  # fmt: skip
    """PSNR, in dB, of what stands at a latent against a picture of the space's side."""
    return float(psnr(decoded_pictures(engine, space, latent[None], pixels.shape[-1]), pixels[None]))
