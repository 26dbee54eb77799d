"""Pictures, and networks of pictures made elsewhere, read into a space of pictures and compared with themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import plotly.graph_objects as go
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.encode import Encoded, probes_of
from explorer.explore.travel.location import where
from explorer.figures.style import Theme
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import FORMATS as NETWORKS
from explorer.foreign.tensors import is_network
from explorer.kinds.images.figure import PictureFacts, draw_pictures
from explorer.kinds.images.foreign import ForeignPicture, read_foreign_picture
from explorer.kinds.images.own_pictures import FORMATS as PICTURES
from explorer.kinds.images.own_pictures import OwnPicture, read_own_picture
from explorer.kinds.images.pictures import as_bytes, pixel_centres, psnr
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.kinds.images.targets import (
    aim_of,
    decoded_pictures,
    latents_of_pictures,
    latents_of_values,
    psnr_at,
)
from explorer.space.bundle import Space


class ImageReading:
    """See `protocols.Reading`."""

    title = "Read a picture or a network"
    by_factory = False
    uploads = "Pictures: PNG, JPEG, WebP, GIF, ...; networks: safetensors, a torch state_dict, or ONNX"
    formats: tuple[str, ...] = (*NETWORKS, *PICTURES)
    titles: Mapping[str, tuple[str, str]] = {
        "psnr": ("PSNR, decoded against itself", "{:.1f} dB"),
        "psnr_of_the_nearest": ("PSNR of the nearest network", "{:.1f} dB"),
    }

    def read(self, engine: Engine, space: Space, data: bytes, name: str, hints: Hints) -> Encoded:
        """A network by its values at the probes; a picture by its pixels; both the way that the space reads best."""
        images = images_only(space)
        if is_network(name):
            return _network(engine, images, read_foreign_picture(engine, images, data, name, hints))
        return _picture(engine, images, read_own_picture(engine, images, data, name))

    def likeness(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
        """PSNR at the pixels' centres, in dB."""
        return psnr_at(engine, images_only(space), latent, _own(read))

    def show(
        self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], called: str, read: Encoded
    ) -> Callable[[Theme, int], go.Figure] | None:
        """The two pictures, pixel by pixel."""
        own = _own(read)
        decoded = decoded_pictures(engine, images_only(space), latent[None], own.shape[-1])[0]
        same = self.likeness(engine, space, latent, read)
        facts = [_facts("The file", own), _facts(f"Decoded, {called}: PSNR {same:.1f} dB", decoded)]
        return lambda theme, height: draw_pictures(facts, theme, height)


READING = ImageReading()


def _own(read: Encoded) -> Float[Tensor, "c s s"]:
    if not isinstance(read.own, torch.Tensor):
        raise SelectionError(f"{read.name} is no picture.", "Take a space of pictures.")
    return read.own


def _facts(title: str, pixels: Float[Tensor, "c s s"]) -> PictureFacts:
    return PictureFacts(title, np.ascontiguousarray(as_bytes(pixels).permute(1, 2, 0).numpy()))


def _picture(engine: Engine, space: ImageSpace, picture: OwnPicture) -> Encoded:
    latent = latents_of_pictures(space, picture.pixels[None])[0]
    return _encoded(engine, space, picture.name, picture.words, latent, picture.pixels, {})


def _network(engine: Engine, space: ImageSpace, network: ForeignPicture) -> Encoded:
    latent = latents_of_values(space, network(probes_of(space))[None])[0]
    side = space.pictures.side
    values = network(pixel_centres(side, side)).clamp(0, 1)
    pixels = values.mT.reshape(-1, side, side)
    more = {"parameters": float(network.parameters)}
    return _encoded(engine, space, network.name, network.words, latent, pixels, more)


def _encoded(
    engine: Engine, space: ImageSpace, name: str, words: str, latent: Float[np.ndarray, " d"],
    pixels: Float[Tensor, "c s s"], more: Mapping[str, float],
) -> Encoded:  # fmt: skip
    found = where(space, latent)
    nearest = space.drawn(space.zoo.weights([int(found.near.ids[0])]))
    measured: dict[str, float | str] = {
        "psnr": round(psnr_at(engine, space, latent, pixels), 4),
        "psnr_of_the_nearest": round(float(psnr(nearest, pixels[None])), 4),
    }
    return Encoded(name, words, latent, found, {**measured, **more}, aim_of(pixels, name, name, latent), own=pixels)
