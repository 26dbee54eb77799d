"""Labels of pictures as directions: their class, and what is measured on their pixels."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.effects import SHARE, effect, few, read_as, turns, without
from explorer.kinds.images.evaluate import NEAREST
from explorer.kinds.images.pictures import as_floats
from explorer.kinds.images.silhouette import measures
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.kinds.images.targets import decoded_pictures
from explorer.kinds.protocols import Report
from explorer.space.bundle import Space
from explorer.space.directions import Classes, directions


class ImageSteering:
    """See `protocols.Steering`."""

    hidden = frozenset({"psnr"})
    bent = frozenset[str]()

    def hides(self, space: Space, label: str) -> bool:
        """None beside those."""
        del space, label
        return False

    def applies(self, space: Space, label: str) -> Bool[np.ndarray, " n"]:
        """Every label says something of every picture."""
        del label
        return np.ones(len(space), dtype=bool)

    def measured(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
        """Measures of the decoded picture; and its class, as most of the training pictures nearest to it have it."""
        images = images_only(space)
        pixels = decoded_pictures(engine, images, latent[None], images.pictures.side)
        found: dict[str, Any] = {name: round(float(value), 4) for name, value in measures(pixels).items()}
        if len(set(space.labels[space.group].tolist())) > 1:
            found[space.group] = classes_of(images, pixels)[0]
        return {name: value for name, value in found.items() if name in space.labels}

    def effects(self, engine: Engine, space: Space, count: int, report: Report) -> dict[str, Any]:
        """Of sliders and buttons, on the decoded pictures."""
        images = images_only(space)
        return {
            "labels": slider_effects(engine, images, count, report),
            "classes": turn_effects(engine, images, count),
        }


STEERING = ImageSteering()


def classes_of(space: ImageSpace, pixels: Float[Tensor, "n c s s"]) -> list[str]:
    """The class that most of the `NEAREST` training pictures nearest to each picture have; of equals, the nearest's."""
    kinds = space.labels[space.group][space.train]
    real = as_floats(torch.from_numpy(space.pictures.pixels[space.train])).flatten(1)
    near = torch.cdist(pixels.flatten(1), real).topk(min(NEAREST, len(real)), largest=False).indices
    found = []
    for row in near.numpy():
        names, first, counts = np.unique(kinds[row], return_index=True, return_counts=True)
        found.append(str(names[np.lexsort((first, -counts))[0]]))
    return found


def slider_effects(
    engine: Engine, space: ImageSpace, count: int, report: Report = lambda what, done, total: None
) -> dict[str, dict[str, float]]:
    """Effects of the continuous labels that can be measured on a picture; by label, what `effects.effect` says."""
    learned = directions(space)
    ids = few(space.heldout, count)
    if not ids:
        return {}
    before = _measured(engine, space, space.latents[ids])
    offered = {one.label: one for one in learned.labels if one.label in before}
    spans = {name: one.high - one.low for name, one in offered.items()}
    out: dict[str, dict[str, float]] = {}
    for done, (name, one) in enumerate(offered.items(), 1):
        step = SHARE * spans[name]
        asked = np.where(before[name] + step <= one.high, step, -step)
        moved = [learned.moved(space.latents[i], {name: float(a)}) for i, a in zip(ids, asked, strict=True)]
        after = _measured(engine, space, np.stack(moved))
        others = [np.abs(after[k] - before[k]) / spans[k] for k in offered if k != name]
        aside = np.mean(others, axis=0) if others else np.full(len(ids), np.nan)
        out[name] = effect(np.stack([asked, after[name] - before[name], aside], 1), one.r2)
        report("steering", done, len(offered))
    return out


def _measured(
    engine: Engine, space: ImageSpace, latents: Float[np.ndarray, "n d"]
) -> dict[str, Float[np.ndarray, " n"]]:  # fmt: skip
    pixels = decoded_pictures(engine, space, latents, space.pictures.side)
    return {name: values.numpy().astype(np.float64) for name, values in measures(pixels).items()}


def turn_effects(engine: Engine, space: ImageSpace, count: int) -> dict[str, dict[str, float]]:
    """Effects of the classes' buttons.

    Returns:
        Per `kind=CLASS`: `networks` turned, `reached` (share that the encoder reads as the class) and `seen` (share
        whose decoded picture is nearest to training pictures of it).
    """

    def measured(group: Classes, value: str, ids: list[int], latents: Float[np.ndarray, "k d"]) -> dict[str, float]:
        row = {"reached": read_as(engine, space, group, value, latents, ids[0])}
        if group.label == space.group:
            seen = classes_of(space, decoded_pictures(engine, space, latents, space.pictures.side))
            row["seen"] = round(float(np.mean([one == value for one in seen])), 4)
        return row

    return turns(space, count, partial(without, space), measured)
