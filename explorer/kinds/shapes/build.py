"""What is of shapes in the building of a space: a zoo of them, what is learned and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from explorer.kinds.protocols import Report
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.fitted import FittedWeights
from explorer.kinds.shapes.furniture_truth import shape_parameters
from explorer.kinds.shapes.mesh_truth import sizes
from explorer.kinds.shapes.occupancy import iou, occupancy, pieces
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.signals import exact_shapes, network_signals
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.storing import save_shapes
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.netspace.model import NetSpace
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren
from explorer.space.build import Judged
from explorer.space.bundle import MapArrays
from explorer.space.split import Split
from explorer.space.zooweights import ZooWeights
from explorer.zoo.store import ZooFolder

IOU_RESOLUTION = 64
IOU_BATCH = 32
POINTS = 2048  # kept per signal; every step compares at a window of them


@runtime_checkable
class ShapeZoo(Protocol):
    """A zoo of shapes in memory, whatever they are.

    Attributes:
        arch: the networks' architecture.
        init: the shared initialisation, flat.
        weights: flat weights.
        rows: each network's row in the zoo.
        stated: the zoo's own account of itself (`zoo.json`).
        data: where the shapes come from, in words.
        credits: titles of models of other people's, by their makers, by licence; empty where there are none.
    """

    @property
    def arch(self) -> Siren: ...  # noqa: D102 - see above

    @property
    def init(self) -> Float[Tensor, " count"]: ...  # noqa: D102

    @property
    def weights(self) -> Float[Tensor, "n count"]: ...  # noqa: D102

    @property
    def rows(self) -> Int[np.ndarray, " n"]: ...  # noqa: D102

    @property
    def stated(self) -> dict[str, Any]: ...  # noqa: D102

    @property
    def data(self) -> str: ...  # noqa: D102

    @property
    def credits(self) -> dict[str, dict[str, list[str]]]: ...  # noqa: D102

    def labels(self, ids: Int[np.ndarray, " k"]) -> dict[str, np.ndarray]:
        """One array per label of these networks: strings, or float32; "kind" always."""
        ...

    def truth(self, ids: Int[np.ndarray, " k"]) -> UInt8[np.ndarray, "k bytes"] | None:
        """Samples of what these networks were fitted to (see `fitted`), if it cannot be made again."""
        ...

    def training_data(self, model: NetSpace, split: Split, recipe: Recipe, seed: int, report: Report) -> TrainingData:
        """What is learned."""
        ...


@dataclass(frozen=True)
class Zoo:
    """A furniture zoo in memory: a `ShapeZoo`.

    Attributes:
        arch: the networks' architecture.
        init: the shared initialisation, flat.
        weights: flat weights.
        pieces: the furniture that each network was fitted to.
        stated: the zoo's own account of itself (`zoo.json`).
        rows: each network's row in the zoo.
        kept: IoU of the networks with what they were before they were stored in a space; None: they were not.
    """

    arch: Siren
    init: Float[Tensor, " count"]
    weights: Float[Tensor, "n count"]
    pieces: furniture.Furniture
    stated: dict[str, Any]
    rows: Int[np.ndarray, " n"]
    kept: float | None = None
    data: ClassVar[str] = "procedural furniture, explorer/kinds/shapes/furniture.py"
    credits: ClassVar[dict[str, dict[str, list[str]]]] = {}

    @property
    def parameters(self) -> Float[Tensor, "n 18"]:
        """Furniture parameters of each network."""
        return torch.from_numpy(self.pieces.parameters)

    def labels(self, ids: Int[np.ndarray, " k"]) -> dict[str, np.ndarray]:
        """The parameters of each piece."""
        return piece_labels(self.pieces, ids)

    def truth(self, ids: Int[np.ndarray, " k"]) -> UInt8[np.ndarray, "k bytes"] | None:
        """It is made again from the seed."""
        del ids
        return None

    def training_data(self, model: NetSpace, split: Split, recipe: Recipe, seed: int, report: Report) -> TrainingData:
        """The networks and, if the recipe wants them, exact and in-between shapes."""
        return training_data(model, self, split, recipe, seed, partial(report, "drawing shapes"))


def read_zoo(folder: Path) -> Zoo:
    """All finished networks of a furniture zoo folder.

    Raises:
        ZooError: there is none, it is of something else, or it cannot be read.
    """
    stored = ZooFolder.open(folder, "furniture")
    networks = stored.load_networks()
    arch = Siren(**stored.config["arch"])
    layout = NetSpace.layout_of(arch)
    weights = flatten(layout, networks)
    pieces = furniture.sample_furniture(len(weights), int(stored.config["seed"]))
    return Zoo(arch, flatten(layout, stored.load_init()), weights, pieces, stored.config, np.arange(len(weights)))


def zoo_of(space: ShapeSpace) -> Zoo:
    """The networks of a space of furniture as a zoo: what can be gone on with where its zoo is no more.

    Raises:
        SelectionError: its zoo is not one of furniture, of which alone the shapes can be made again.
    """
    stated = space.info["provenance"]
    pieces = furniture.Furniture(
        shape_parameters(space, np.arange(len(space))).numpy(), tuple(space.labels["kind"].tolist())
    )
    kept = stated.get("zoo_precision", {}).get("iou_against_full")
    weights = space.zoo.weights(range(len(space)))
    return Zoo(space.arch, space.zoo.init, weights, pieces, stated["zoo"], space.zoo_rows, kept)


@dataclass(frozen=True)
class ShapeMaker:
    """See `explorer.space.build.SpaceMaker`.

    Attributes:
        networks: the zoo.
        recipe: parts and training.
    """

    networks: ShapeZoo
    recipe: Recipe
    kind: ClassVar[str] = ShapeSpace.kind

    @property
    def zoo(self) -> Mapping[str, Any]:
        """The zoo's own account of itself."""
        return self.networks.stated

    @property
    def rows(self) -> Int[np.ndarray, " n"]:
        """Those of the zoo that are used."""
        return self.networks.rows

    def model(self) -> NetSpace:
        """A fresh `NetSpace` of the zoo's architecture."""
        return NetSpace(self.networks.arch, self.recipe.model)

    def form(self, model: NetSpace) -> Siren:
        """The architecture."""
        return model.arch

    def prepare(self, model: NetSpace, ids: Int[np.ndarray, " k"]) -> None:
        """Start the decoder from the zoo's initialisation and networks."""
        model.decoder.prepare(self.networks.init, self.networks.weights[ids])

    def trainer(self, model: NetSpace, split: Split, seed: int, report: Report) -> ShapeTrainer:
        """On the zoo's networks and, if the recipe wants them, other shapes."""
        data = self.networks.training_data(model, split, self.recipe, seed, report)
        return ShapeTrainer(model, data, self.recipe, seed)

    def stated(self) -> dict[str, Any]:
        """Where the shapes come from, and whose they are."""
        owed = self.networks.credits
        return {"data": self.networks.data, **({"credits": owed} if owed else {})}

    def pack(self, model: NetSpace, ids: Int[np.ndarray, " k"]) -> FittedWeights:
        """At reduced precision, as differences from the initialisation."""
        packed = ZooWeights.pack(model.layout, self.networks.init, self.networks.weights[ids])
        return FittedWeights.of(packed, self.networks.truth(ids))

    def read(self, model: NetSpace, weights: Float[Tensor, "k count"], ids: Int[np.ndarray, " k"]) -> Tensor:
        """All are of one architecture."""
        del ids
        return model.read(weights)

    def judge(
        self, model: NetSpace, weights: Float[Tensor, "k count"], latents: Float[Tensor, "k d"],
        ids: Int[np.ndarray, " k"],
    ) -> Judged:  # fmt: skip
        """Labels and sizes of each, its IoU, and whether its decoded shape is in one piece."""
        overlap, whole, lost, found = _judge(model, self.networks.weights[ids], weights, latents)
        own = self.networks.labels(ids)
        measured, kept = found, round(1 - lost, 5)
        if isinstance(self.networks, Zoo):
            measured, kept = {}, kept if self.networks.kept is None else self.networks.kept
        labels = {**measured, **own, "iou": overlap.numpy(), "in_one_piece": whole}
        return Judged(labels, {"zoo_precision": {"iou_against_full": kept}})

    def save(
        self, path: Path, *, title: str, model: NetSpace, zoo: ZooWeights, arrays: MapArrays,
        metrics: Mapping[str, Any], provenance: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """See `save_shapes`."""
        save_shapes(path, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics, provenance=provenance)


def training_data(
    model: NetSpace, zoo: Zoo, split: Split, recipe: Recipe, seed: int, prepare: Callable[[int, int], None]
) -> TrainingData:
    """Signals of the zoo's networks and, if the recipe wants them, of exact and in-between shapes."""
    networks = network_signals(
        model, zoo.weights[split.train], zoo.parameters[split.train], POINTS, seed + 11, recipe.evened
    )
    heldout = network_signals(
        model, zoo.weights[split.heldout], zoo.parameters[split.heldout], POINTS, seed + 12, recipe.evened
    )
    if not recipe.signals:
        return TrainingData(networks, None, None, heldout)
    shapes, between = exact_shapes(model.encoder.probes, recipe.signals, POINTS, seed, prepare, recipe.evened)
    return TrainingData(networks, shapes, between, heldout)


def piece_labels(pieces: furniture.Furniture, rows: np.ndarray) -> dict[str, np.ndarray]:
    """One array per label of these pieces: strings, or float32."""
    dicts = [pieces.labels(int(i)) for i in rows]
    columns = {name: np.asarray([d[name] for d in dicts]) for name in dicts[0]}
    return {name: c.astype(np.float32) if c.dtype.kind == "f" else c for name, c in columns.items()}


def _judge(
    model: NetSpace, full: Float[Tensor, "n count"], stored: Float[Tensor, "n count"], latents: Float[Tensor, "n d"]
) -> tuple[Float[Tensor, " n"], np.ndarray, float, dict[str, np.ndarray]]:
    """Judge the decoded networks.

    Returns:
        IoU of each against the stored network; whether its shape is in one piece ("yes" or "no"); what IoU storing
        the networks at reduced precision loses (on the first few); and the sizes of the stored networks.
    """

    def shape(weights: Tensor) -> Tensor:
        return occupancy(model.arch, model.layout, weights, IOU_RESOLUTION)

    values, whole, kept, found = list[Tensor](), list[str](), list[Tensor](), list[dict[str, np.ndarray]]()
    with torch.inference_mode():
        for k, (a, b, z) in enumerate(zip(*(t.split(IOU_BATCH) for t in (full, stored, latents)), strict=True)):
            own, decoded = shape(b), shape(model.decode(z))
            values.append(iou(decoded, own))
            found.append(sizes(own))
            whole += ["yes" if pieces(one).one else "no" for one in decoded]
            if k < 4:
                kept.append(iou(own, shape(a)))
    measured = {name: np.concatenate([one[name] for one in found]) for name in found[0]}
    return torch.cat(values).clone(), np.asarray(whole), 1 - float(torch.cat(kept).mean()), measured
