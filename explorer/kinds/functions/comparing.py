"""Pairings of encoder and decoder on the networks of a space of functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import nn

from explorer.errors import RecipeError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded
from explorer.kinds.functions.build import probes_of, typical
from explorer.kinds.functions.evaluate import Compared, baselines, compared, heldout_pairs
from explorer.kinds.functions.judging import agreements, network_answers, worths
from explorer.kinds.functions.memory import check_memory
from explorer.kinds.functions.model import FunctionNetSpace
from explorer.kinds.functions.recipes import FunctionRecipe, function_recipes
from explorer.kinds.functions.space import functions_only
from explorer.kinds.functions.trainer import FunctionData, FunctionNetworks, FunctionTrainer
from explorer.kinds.protocols import Column, Report
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.recipes.forms import read_form
from explorer.space.bundle import Space

PROBES = 192  # of a recipe that does not say how many


class FunctionComparing:
    """See `protocols.Comparing`."""

    columns: tuple[Column, ...] = (
        Column("held-out agreement", "heldout", "agreement", ".3f"),
        Column("gap", "heldout", "gap", ".3f"),
        Column("rank", "heldout", "rank", ".3f"),
        Column("training agreement", "train", "agreement", ".3f"),
        Column("gap", "train", "gap", ".3f"),
        Column("half way", "between", "worth", ".3f"),
    )
    legend = (
        "Agreement: share of equal predictions, or R² of the decoded network's values against the input network's; "
        "gap: mean difference in how good the two are (accuracy in points, or R²); rank: correlation of the two. Half "
        "way: accuracy or R² between held-out networks, or agreement with their mean answer where nobody knows."
    )
    most_pairs = 20

    def pairings(self, space: Space) -> dict[str, TrainingRecipe]:
        """The paper's encoder with our decoder, and ours: without and with networks beside those of the zoo."""
        base = recipe_of(space)
        conv = ModelConfig("conv", "chunked", base.model.latent, 8, {"gain": 1.0}, base.model.decoder_options)
        every = base.networks + base.mixed + base.shaken
        return {
            "conv+chunked": dataclasses.replace(base, model=conv, networks=every, mixed=0, shaken=0),
            "probe+chunked": base,
        }

    def trainer(self, space: Space, recipe: TrainingRecipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
        """On the training inputs that travel with the space."""
        assert isinstance(recipe, FunctionRecipe)
        found = functions_only(space)
        check_memory(found.archs, len(space.train), recipe)
        model = FunctionNetSpace(found.archs, recipe.model, found.task)
        nets = found.zoo.weights(space.train.tolist())
        archs = torch.from_numpy(found.zoo.archs[space.train]).long()
        inputs, targets = found.examples.only("train")
        starts = [typical(model, a, nets[archs == a], inputs) for a in range(len(model.archs))]
        probes = probes_of(inputs, recipe.model.encoder_options.get("probes", PROBES))
        model.prepare(nets, archs, probes, torch.stack(starts))
        if targets is not None and not found.task.classes:
            targets = (targets - model.centre) / model.scale
        nobody = FunctionNetworks(nets[:0], archs[:0])
        data = FunctionData(FunctionNetworks(nets, archs), inputs, targets, nobody, inputs[:1])

        def trainer_of(changed: TrainingRecipe) -> Trainer:
            assert isinstance(changed, FunctionRecipe)
            return FunctionTrainer(model, data, changed, seed)

        return trainer_of

    def blank(self, space: Space, config: Any, which: nn.Module | None) -> nn.Module:
        """A `FunctionNetSpace` of the space's architectures; `which` scores them."""
        found = functions_only(space)
        with torch.device("meta"):
            model = FunctionNetSpace(found.archs, config, found.task)
        model.centre, model.scale = found.model.centre, found.model.scale
        model.which = which  # type: ignore[assignment]  # scores, whatever module gives them
        return model

    def groups(self, space: Space) -> tuple[Int[np.ndarray, " n"], int] | None:
        """The architectures, where there are several."""
        return functions_only(space).groups

    def quality(
        self, engine: Engine, space: Space, ids: Int[np.ndarray, " n"], what: str, report: Report
    ) -> dict[str, float | None]:
        """`agreement`, `gap` and `rank`, see `evaluate.Compared`."""
        summary = compared(engine, functions_only(space), ids).summary()
        report(what, 1, 1)
        return {key: summary.get(key) for key in ("agreement", "gap", "rank")}

    def between(
        self, engine: Engine, space: Space, pairs: list[tuple[int, int]], report: Callable[[int, int], None]
    ) -> dict[str, float | None]:
        """`worth` half way."""
        found = functions_only(space)
        inputs, targets = found.examples.only("test")
        values = []
        for done, (a, b) in enumerate(pairs, 1):
            middle = Decoded.of(space.latents[[a, b]].mean(0))
            answers = network_answers(engine, found, [middle], inputs)[1]
            if targets is not None:
                values.append(worths(found.task, answers, targets)[0])
            else:
                ends = network_answers(engine, found, [Decoded.of(space.latents[i]) for i in (a, b)], inputs)[1]
                values.append(agreements(found.task, answers, ends.mean(0, keepdim=True), found.model.scale)[0])
            report(done, len(pairs))
        return {"worth": round(float(np.mean(values)), 4)} if values else {}

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """See `evaluate.heldout_pairs`."""
        return heldout_pairs(functions_only(space), count)

    def learned(self, space: Space) -> str:
        """What the networks answer at the training inputs."""
        found = functions_only(space)
        return f"{len(space.train)} networks, their answers at {len(found.examples.rows('train')):,} training inputs"

    def measured(self, space: Space) -> dict[str, int]:
        """The test inputs."""
        return {"test_inputs": len(functions_only(space).examples.rows("test"))}


class FunctionLearning:
    """See `protocols.Learning`."""

    def recipe(self, space: Space) -> FunctionRecipe:
        """By which it was trained."""
        return recipe_of(space)

    def trainer(
        self, space: Space, recipe: TrainingRecipe, seed: int, report: Report
    ) -> Callable[[TrainingRecipe], Trainer]:
        """A space of functions learns from nothing else than its networks."""
        del report
        return COMPARING.trainer(space, recipe, seed)

    def title(self, space: Space) -> str:
        """The gap where it is known how good networks are; else how far they disagree."""
        found = functions_only(space)
        if found.worth is None:
            return "mean disagreement of held-out networks with their decoded selves"
        unit = "accuracy, in points" if found.worth == "accuracy" else "R²"
        return f"mean gap between held-out networks and their decoded selves in {unit}"

    def errors(self, engine: Engine, space: Space) -> Float[np.ndarray, " heldout"]:
        """Of each held-out network."""
        return _errors(compared(engine, functions_only(space), space.heldout))

    def baseline(self, engine: Engine, space: Space) -> float:
        """Of the nearest training network in place of the decoded one."""
        found = functions_only(space)
        summary = baselines(engine, found)["nearest"]
        return float(summary["gap"] if "gap" in summary else 1 - summary["agreement"])


def recipe_of(space: Space) -> FunctionRecipe:
    """What a space says that it was trained by, first of all its trainings; `functions` where it does not say it.

    Networks of a million parameters are learned by another recipe than small ones: a comparison that took the usual one
    for all would say nothing of the space at hand.
    """
    run, usual = space.info["provenance"], function_recipes()["functions"]
    while "started_from" in run:
        run = run["started_from"]
    if "recipe" not in run:
        return usual
    try:
        found = read_form(FunctionRecipe, run["recipe"], f"The recipe of {space.name}")
    except RecipeError:  # of another version of the program
        return usual
    return found if found.model.encoder == "probe" else usual


COMPARING = FunctionComparing()
LEARNING = FunctionLearning()


def _errors(found: Compared) -> Float[np.ndarray, " n"]:
    return np.asarray(found.gaps if len(found.own) else 1 - found.agreement, dtype=np.float64)
