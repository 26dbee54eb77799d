"""Pairings of encoder and decoder on the networks of a space of pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from jaxtyping import Int
from torch import nn

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.images.build import fitting_config, prepare
from explorer.kinds.images.evaluate import heldout_pairs, judge_networks, natural
from explorer.kinds.images.recipes import ImageRecipe, get_image_recipe
from explorer.kinds.images.signals import NetworkSource
from explorer.kinds.images.space import images_only
from explorer.kinds.images.targets import decoded_pictures
from explorer.kinds.images.trainer import ImageTrainer, TrainingData
from explorer.kinds.protocols import Column, Report
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.space.bundle import Space

PAPERS = ("images-conv", "images-conv-residual")
OURS = {"hidden": 512}  # options of the encoder `grid`, beside as many cells as the pictures have pixels


class ImageComparing:
    """See `protocols.Comparing`."""

    columns: tuple[Column, ...] = (
        Column("held-out PSNR", "heldout", "psnr", ".2f"),
        Column("p10", "heldout", "psnr_p10", ".2f"),
        Column("training PSNR", "train", "psnr", ".2f"),
        Column("to a real picture", "between", "distance", ".4f"),
        Column("of one class", "between", "agree", ".2f"),
        Column("faint", "between", "faint", ".2f"),
    )
    legend = (
        "PSNR in dB: decoded against input network. Half way on straight paths between held-out networks of different "
        "classes, to a real picture: root mean square difference to the nearest training picture; of one class: share "
        "of the nearest ten that are; faint: share of what is lit that is faint, as a second outline is."
    )
    most_pairs = 100

    def pairings(self, space: Space) -> dict[str, TrainingRecipe]:
        """The paper's pair, its encoder with our decoder, and ours."""
        side = images_only(space).pictures.side
        ours = ModelConfig("grid", "residual", 192, 8, {**OURS, "side": side}, {"rank": 256, "hidden": 512})
        recipes = [*(get_image_recipe(name) for name in PAPERS), ImageRecipe(ours)]
        return {f"{one.model.encoder}+{one.model.decoder}": one for one in recipes}

    def trainer(self, space: Space, recipe: TrainingRecipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
        """Only networks are learned: neither pictures nor what lies in between them."""
        images = images_only(space)
        assert isinstance(recipe, ImageRecipe)  # one of `pairings`
        model = NetSpace(images.arch, fitting_config(recipe.model, images.arch))
        weights = space.zoo.weights(space.train.tolist())
        networks = NetworkSource(model, weights)
        prepare(model, images.zoo.init, weights, lambda: networks.readings(torch.arange(len(networks))))
        data = TrainingData(networks, None, None, NetworkSource(model, weights[:1]), images.pictures.side)

        def trainer_of(changed: TrainingRecipe) -> Trainer:
            assert isinstance(changed, ImageRecipe)
            return ImageTrainer(model, data, replace(changed, pictures=0, between=0), seed)

        return trainer_of

    def blank(self, space: Space, config: Any, which: nn.Module | None) -> nn.Module:
        """A `NetSpace` of the space's Siren."""
        del which
        with torch.device("meta"):
            return NetSpace(images_only(space).arch, config)

    def groups(self, space: Space) -> None:
        """All networks have one architecture."""
        del space

    def quality(
        self, engine: Engine, space: Space, ids: Int[np.ndarray, " n"], what: str, report: Report
    ) -> dict[str, float | None]:
        """`psnr` and `psnr_p10` of decoded against input network."""
        found = judge_networks(engine, images_only(space), ids, lambda done, total: report(what, done, total)).decoded
        return {"psnr": round(float(found.mean()), 3), "psnr_p10": round(float(found.quantile(0.1)), 3)}

    def between(
        self, engine: Engine, space: Space, pairs: list[tuple[int, int]], report: Callable[[int, int], None]
    ) -> dict[str, float | None]:
        """`distance`, `agree` and `faint` (see `evaluate.natural`) of the pictures half way on straight paths."""
        if not pairs:
            return {}
        images = images_only(space)
        report(0, len(pairs))
        middles = [latent_at(make_path(space, a, b, PathKind.STRAIGHT), 0.5) for a, b in pairs]
        found = natural(images, decoded_pictures(engine, images, np.stack(middles), images.pictures.side))
        report(len(pairs), len(pairs))
        return {**found}

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """Held-out networks of different classes."""
        return heldout_pairs(images_only(space), count)

    def learned(self, space: Space) -> str:
        """The networks' own values."""
        return (
            f"{len(space.train):,} networks, their own values; neither pictures nor what lies in between them, which "
            "only the encoder grid could read"
        )

    def measured(self, space: Space) -> dict[str, int]:
        """The grid."""
        return {"side": images_only(space).pictures.side}


COMPARING = ImageComparing()
