"""Latents of pictures moved toward another picture: its values at sampled points are learned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.data.picture_files import MAX_BYTES
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import Loss, Outcome, Score, Seen, Step
from explorer.files import read_bounded
from explorer.foreign.hints import Hints
from explorer.kinds.images.networks import values_at
from explorer.kinds.images.pictures import pixel_centres, sample
from explorer.kinds.images.reading import READING
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.kinds.images.targets import PICTURE, TowardPicture, network_aim, psnr_at
from explorer.kinds.protocols import Aim
from explorer.space.bundle import Space
from explorer.space.naming import keyed, of_key

POINTS = 1024  # a step: half of them at pixel centres, where the picture is known exactly, half anywhere
FLOOR = 1e-4  # the loss is log(mean square error + floor): what is measured is a logarithm, too
ALIASES = (PICTURE, "network:")


class ImageOptimizing:
    """See `protocols.Optimizing`."""

    measure = "PSNR of the picture"
    form = "PSNR {:.2f} dB"
    help = "picture:ID or network:ID, the picture of a network, or a file: a picture, or a network of one"
    weakest: str | None = None

    def choices(self, space: Space) -> tuple[str, list[tuple[str, str]]]:
        """The pictures of held-out networks, or of all where there are none."""
        return "Toward the picture of", keyed(space, PICTURE)

    def stays(self, key: str) -> bool:
        """Never: there is a picture to come to."""
        del key
        return False

    def aim(self, engine: Engine, space: Space, key: str, seed: int = 0) -> Aim:
        """Of "picture:ID", "network:ID", or the path of a file that can be read into the space."""
        del seed
        images = images_only(space)
        network = of_key(space, key, ALIASES)
        if network is not None:
            return network_aim(engine, images, network)
        if key == "accuracy":
            raise SelectionError(
                f"{space.name} is a space of pictures: they have no accuracy.", "Give picture:ID or a file."
            )
        file = Path(key)
        aim = READING.read(engine, space, read_bounded(file, MAX_BYTES), file.name, Hints()).aim
        assert aim is not None  # whatever is read of pictures can be optimized toward
        return aim

    def task(self, engine: Engine, space: Space, aim: Aim, seed: int) -> tuple[Loss, Score]:
        """Values at points of the target; PSNR at the centres of its pixels."""
        if not isinstance(aim.target, TowardPicture):
            raise SelectionError(
                f"{space.name} is a space of pictures: nothing in it can be optimized toward {aim.title}.",
                "Choose a network's picture, or a file.",
            )
        return _task(engine, images_only(space), aim.target.pixels, seed)

    def outcome(self, engine: Engine, space: Space, first: Step, best: Step) -> dict[str, Any]:
        """Nothing is kept for the end: the measure is of the picture itself."""
        del engine, space, first, best
        return {}

    def stated(self, space: Space, found: Outcome) -> dict[str, Any]:
        """PSNR in dB."""
        del space
        return {"psnr": round(found.step.measured, 4)}

    def concluded(self, space: Space, found: Outcome) -> str:
        """PSNR in dB."""
        del space
        return f"PSNR {found.step.measured:.2f} dB"


OPTIMIZING = ImageOptimizing()


def _task(engine: Engine, space: ImageSpace, pixels: Float[Tensor, "c s s"], seed: int) -> tuple[Loss, Score]:
    generator = torch.Generator().manual_seed(seed)
    centres = pixel_centres(*pixels.shape[1:])

    def loss_of(latent: Tensor) -> Tensor:
        exact = centres[torch.randperm(len(centres), generator=generator)[: POINTS // 2]]
        points = torch.cat([exact, torch.rand(POINTS // 2, 2, generator=generator) * 2 - 1])
        got = values_at(space.arch, space.layout, space.model.decode(latent), points)
        return ((got - sample(pixels[None], points)).square().mean() + FLOOR).log()

    def score_of(latent: np.ndarray) -> Seen:
        value = psnr_at(engine, space, latent, pixels)
        return Seen(value, value)

    return loss_of, score_of
