"""Pairings of encoder and decoder on the networks of a space of shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from jaxtyping import Int
from torch import nn

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind
from explorer.kinds.protocols import Column, Report
from explorer.kinds.shapes.build import POINTS
from explorer.kinds.shapes.evaluate import RESOLUTION, network_ious, path_weights, shape_quality
from explorer.kinds.shapes.pairs import heldout_pairs
from explorer.kinds.shapes.recipes import Recipe, get_recipe
from explorer.kinds.shapes.signals import Signals
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.kinds.shapes.truths import truth_of
from explorer.netspace.model import NetSpace
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.space.bundle import Space

RECIPES = ("furniture-conv", "furniture-conv-residual", "furniture-networks-only")


class ShapeComparing:
    """See `protocols.Comparing`."""

    columns: tuple[Column, ...] = (
        Column("held-out IoU", "heldout", "iou", ".3f"),
        Column("p10", "heldout", "iou_p10", ".3f"),
        Column("training IoU", "train", "iou", ".3f"),
        Column("one piece", "between", "one_piece", ".2f"),
        Column("loose volume", "between", "loose_volume", ".3f"),
        Column("eikonal", "between", "eikonal", ".3f"),
    )
    legend = (
        "IoU: decoded against input network. One piece (share), loose volume, eikonal error: half way on straight "
        "paths between held-out networks of different kinds."
    )
    most_pairs = 30

    def pairings(self, space: Space) -> dict[str, TrainingRecipe]:
        """The paper's pair, its encoder with our decoder, and ours."""
        del space
        recipes = [get_recipe(name) for name in RECIPES]
        return {f"{recipe.model.encoder}+{recipe.model.decoder}": recipe for recipe in recipes}

    def trainer(self, space: Space, recipe: TrainingRecipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
        """Only networks are learned: neither exact nor in-between shapes."""
        return trainers(*own_lesson(shapes_only(space), recipe, seed), seed)

    def blank(self, space: Space, config: Any, which: nn.Module | None) -> nn.Module:
        """A `NetSpace` of the space's Siren."""
        del which
        with torch.device("meta"):
            return NetSpace(shapes_only(space).arch, config)

    def groups(self, space: Space) -> None:
        """All networks have one architecture."""
        del space

    def quality(
        self, engine: Engine, space: Space, ids: Int[np.ndarray, " n"], what: str, report: Report
    ) -> dict[str, float | None]:
        """`iou` and `iou_p10` of decoded against input network."""
        report(what, 0, len(ids))
        values = network_ious(engine, space, ids.tolist())
        report(what, len(ids), len(ids))
        return {"iou": round(float(values.mean()), 4), "iou_p10": round(float(np.quantile(values, 0.1)), 4)}

    def between(
        self, engine: Engine, space: Space, pairs: list[tuple[int, int]], report: Callable[[int, int], None]
    ) -> dict[str, float | None]:
        """`one_piece`, `loose_volume`, `eikonal` of the shapes half way on straight paths."""
        if not pairs:
            return {}
        report(0, len(pairs))
        middles = [path_weights(engine, space, a, b, PathKind.STRAIGHT, (0.5,)) for a, b in pairs]
        found = shape_quality(engine, space, torch.cat(middles))
        report(len(pairs), len(pairs))
        return found

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """Held-out networks of different kinds."""
        return heldout_pairs(space, count)

    def learned(self, space: Space) -> str:
        """The networks' own distances."""
        return (
            f"{len(space.train):,} networks, their own distances; neither exact nor in-between shapes, which only the "
            "encoder probe could read"
        )

    def measured(self, space: Space) -> dict[str, int]:
        """The grid."""
        del space
        return {"resolution": RESOLUTION}


COMPARING = ShapeComparing()


def own_lesson(space: ShapeSpace, recipe: TrainingRecipe, seed: int) -> tuple[NetSpace, TrainingData]:
    """A fresh model of a space's networks, and the training ones as what it learns; none is held out."""
    model = NetSpace(space.arch, recipe.model)
    model.decoder.prepare(space.zoo.init, space.zoo.weights(space.train.tolist()))
    networks = truth_of(space).signals(model, space, space.train, POINTS, seed + 11)
    nobody = Signals(networks.readings[:0], networks.points[:0], networks.distances[:0])
    return model, TrainingData(networks, None, None, nobody)


def trainers(model: NetSpace, data: TrainingData, seed: int) -> Callable[[TrainingRecipe], Trainer]:
    """What makes trainers of this model on this data, by recipes of shapes."""

    def trainer_of(recipe: TrainingRecipe) -> Trainer:
        assert isinstance(recipe, Recipe)
        return ShapeTrainer(model, data, recipe, seed)

    return trainer_of
