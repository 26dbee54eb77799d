"""What one picture is worth: how like it is to its input network, to its picture, and to what the space holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Input, Source
from explorer.kinds.images.pictures import MOST_PSNR
from explorer.kinds.images.rendering import likeness_to_input, likeness_to_original, values_of
from explorer.kinds.images.silhouette import measures
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.space.bundle import Space


class ImageJudging:
    """See `protocols.Judging`."""

    def judge(self, engine: Engine, space: Space, source: Source) -> dict[str, Any]:
        """At the centres of the space's pixels; PSNR in dB, for values in [0, 1].

        `psnr` (of a decoded network against the one that the encoder read) and `psnr_picture` (against the picture that
        this one was fitted to); None where it is none of the zoo. `nearest`, the id of the network whose picture is
        most alike, its `nearest_kind` and `psnr_nearest`; then `brightness`, `contrast`, `lit`, `width` and `height`,
        as the labels have them; and `values` (height, width, channels).
        """
        images = images_only(space)
        pixels = values_of(engine, images, source)
        own = network_of(images, source)
        near, like = most_alike(images, pixels)
        decoded = own is not None and isinstance(source, Decoded)
        return {
            "psnr": round(likeness_to_input(engine, space, source, own), 3) if decoded and own is not None else None,
            "psnr_picture": None if own is None else round(likeness_to_original(engine, space, source, own), 3),
            "nearest": near,
            "nearest_kind": str(space.labels[space.group][near]),
            "psnr_nearest": round(like, 3),
            **{name: round(float(value), 4) for name, value in measures(pixels).items()},
            "values": np.asarray(pixels[0].permute(1, 2, 0).numpy()),
        }


JUDGING = ImageJudging()


def network_of(space: ImageSpace, source: Source) -> int | None:
    """The network of the zoo that this is, as it was trained or as it is decoded; None: it is none."""
    if isinstance(source, Input):
        return source.index
    if isinstance(source, Decoded):
        same = np.flatnonzero((space.latents == source.array).all(1))
        return int(same[0]) if len(same) else None
    return None


def most_alike(space: ImageSpace, pixels: Float[Tensor, "1 c s s"]) -> tuple[int, float]:
    """The network whose picture is most alike, by its id, and the PSNR of the two, in dB."""
    own = (pixels[0] * 255).numpy()
    errors = np.asarray([np.square(one - own).mean() for one in space.pictures.pixels.astype(np.float32)])
    near = int(errors.argmin())
    error = max(float(errors[near]) / 255**2, 10 ** (-MOST_PSNR / 10))
    return near, float(-10 * torch.tensor(error).log10())
