"""Zoos of shapes that are no furniture, in memory: meshes of one's own, and Sirens that others trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from explorer.errors import TrainingError, ZooError
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.grid_signals import Grids
from explorer.kinds.shapes.mesh_archive import CREDITS
from explorer.kinds.shapes.mesh_store import load_solids, load_truth
from explorer.kinds.shapes.mesh_zoo import KIND, load_records
from explorer.kinds.shapes.mixed_signals import Wanted, solid_signals
from explorer.kinds.shapes.own_signals import bent_shapes, own_signals
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.signals import Between, Signals
from explorer.kinds.shapes.trainer import TrainingData
from explorer.netspace.model import NetSpace
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren
from explorer.space.split import Split
from explorer.zoo.labels import Value, columns
from explorer.zoo.store import ZooFolder

LEAST_IOU = 0.5  # with its mesh: a network that shows less of it is left out
HELDOUT_SHARE = 1 / 7  # of the networks, where nobody says which
SOLID_POINTS = 1024  # of shapes that were made solid: there are many
DRAW = 100  # between the seeds of two draws: each takes a few
POINTS = 2048  # kept per signal; every step compares at a window of them


@dataclass(frozen=True)
class OwnZoo:
    """A zoo of shapes of one's own in memory.

    Attributes:
        arch: the networks' architecture.
        init: the shared initialisation, flat; of networks without one their mean.
        weights: flat weights.
        records: of each network its name and labels, as `networks.json` has them, and its split, if it is told.
        rows: each network's row in the zoo.
        samples: of each network's mesh (see `fitted`); None: there are none.
        overlap: IoU of each network with its mesh; None: there are none.
        stated: the zoo's own account of itself (`zoo.json`).
        data: where the shapes come from, in words.
        solids: of each network the signed distances of its mesh on a grid, if it was made solid; None: not known.
    """

    arch: Siren
    init: Float[Tensor, " count"]
    weights: Float[Tensor, "n count"]
    records: Sequence[Mapping[str, Any]]
    rows: Int[np.ndarray, " n"]
    samples: UInt8[np.ndarray, "n bytes"] | None
    overlap: Float[np.ndarray, " n"] | None
    stated: dict[str, Any]
    data: str
    solids: Grids | None = None

    def labels(self, ids: Int[np.ndarray, " k"]) -> dict[str, np.ndarray]:
        """One array per label of these networks: strings, or float32; "kind" and "name" always."""
        said = [dict(self.records[int(i)]["labels"]) for i in ids]
        rows: list[dict[str, Value]] = [{k: value for k, value in one.items() if k not in CREDITS} for one in said]
        found, _ = columns([{"kind": "shape", **row} for row in rows])
        found["kind"] = np.asarray([str(kind) for kind in found["kind"]])
        named = {**found, "name": np.asarray([str(self.records[int(i)]["name"]) for i in ids])}
        return named if self.overlap is None else {**named, "fit": self.overlap[ids].astype(np.float32)}

    @property
    def credits(self) -> dict[str, dict[str, list[str]]]:
        """Titles of the models that the networks were fitted to, by their makers, by licence; empty: nobody says."""
        found: dict[str, dict[str, list[str]]] = {}
        for record in self.records:
            labels = record["labels"]
            if "licence" not in labels:
                continue
            makers = found.setdefault(str(labels["licence"]), {})
            makers.setdefault(str(labels.get("maker") or "unnamed"), []).append(
                str(labels.get("title") or record["name"])
            )
        return {licence: {maker: sorted(some) for maker, some in sorted(found[licence].items())} for licence in found}

    def truth(self, ids: Int[np.ndarray, " k"]) -> UInt8[np.ndarray, "k bytes"] | None:
        """Samples of what these networks were fitted to."""
        return None if self.samples is None else self.samples[ids]

    def training_data(self, model: NetSpace, split: Split, recipe: Recipe, seed: int, report: Report) -> TrainingData:
        """The networks and, if the recipe wants them, bent shapes and blends of them."""
        train = self.weights[split.train]
        networks = own_signals(model, train, POINTS, seed + 11)
        heldout = own_signals(model, self.weights[split.heldout], POINTS, seed + 12)
        grids = None if self.solids is None else [self.solids[k] for k in split.train]
        return with_shapes(TrainingData(networks, None, None, heldout), model, train, grids, recipe, seed, report)


def with_shapes(
    data: TrainingData, model: NetSpace, weights: Float[Tensor, "n count"], grids: Grids | None, recipe: Recipe,
    seed: int, report: Report,
) -> TrainingData:  # fmt: skip
    """What is learned of networks and, if the recipe wants them, the bent shapes and blends that they give.

    Args:
        data: of networks alone.
        model: learns.
        weights: the training networks.
        grids: the shapes that these were fitted to; None: only the networks know them.
        recipe: how many are wanted.
        seed: of what is drawn.
        report: called with what is drawn.
    """
    if not recipe.signals:
        return data
    if grids is None:
        drawing = partial(report, "bending shapes")
        shapes, between = bent_shapes(model, weights, recipe.signals, POINTS, seed, drawing)
        return replace(data, shapes=shapes, between=between)
    wanted = Wanted(recipe.signals, recipe.exchanged, recipe.blended, recipe.furniture, SOLID_POINTS)
    probes: Tensor = model.encoder.probes.clone()  # on the CPU, wherever the model goes

    def drawn(times: int) -> tuple[Signals, Between]:
        return solid_signals(grids, probes, wanted, seed + DRAW * times, report)

    shapes, between = drawn(0)
    return replace(data, shapes=shapes, between=between, redraw=drawn)


def split_of(zoo: OwnZoo, heldout: int | None, ship: int | None) -> Split:
    """The zoo's own split, if it has one and no number is asked for; else its last networks are held out.

    Raises:
        TrainingError: nothing would be left to train on, or to hold out.
    """
    told = [record.get("split") for record in zoo.records]
    if heldout is not None or "heldout" not in told:
        return Split.of(len(told), max(1, round(len(told) * HELDOUT_SHARE)) if heldout is None else heldout, ship)
    held = np.flatnonzero(np.asarray([one == "heldout" for one in told]))
    train = np.flatnonzero(np.asarray([one != "heldout" for one in told]))
    if len(train) == 0:
        raise TrainingError("All networks of the zoo are held out.", "Give some that are not, or --heldout N.")
    return Split.told(train, held, ship)


def read_zoo(path: Path) -> OwnZoo:
    """All networks of a finished zoo of meshes that show their meshes.

    Raises:
        ZooError: there is none, it is of something else, not finished, or cannot be read; or hardly a network shows
            its mesh.
    """
    folder = ZooFolder.open(path, KIND)
    networks, records = folder.load_networks(), load_records(path)
    arch = Siren(**folder.config["arch"])
    layout = NetSpace.layout_of(arch)
    weights = flatten(layout, networks)
    samples, overlap = load_truth(path, folder.finished())
    if min(len(weights), len(samples)) < len(records):
        raise ZooError(
            f"{path} holds {len(weights):,} of its {len(records):,} networks.",
            "Run its zoo command with --resume first.",
        )
    rows = np.flatnonzero(overlap[: len(records)] >= LEAST_IOU)
    if len(rows) < 2:
        raise ZooError(
            f"Of the {len(records)} networks of {path} {len(rows)} show their meshes (IoU of {LEAST_IOU} or more).",
            "Fit them with more --steps, or a larger --width.",
        )
    kept = [records[k] for k in rows]
    solids = load_solids(path, [str(record["key"]) for record in kept]) if folder.config.get("solid") else None
    left_out = len(records) - len(rows)
    data = folder.config["source"]
    return OwnZoo(
        arch, flatten(layout, folder.load_init()), weights[torch.from_numpy(rows)], kept, rows,
        samples[rows], overlap[rows], _in_short(folder.config),
        f"{data}; {left_out} networks that hardly show their meshes are left out" if left_out else data, solids,
    )  # fmt: skip


def _in_short(config: Mapping[str, Any]) -> dict[str, Any]:
    """A zoo's account of itself without the list of refused files, which may be longer than all of a space's."""
    return {**config, "refused": len(config.get("refused", []))}
