"""Building a space of furniture: from a zoo folder to a bundle."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import TrainingError
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.occupancy import iou, occupancy, pieces
from explorer.kinds.shapes.signals import exact_shapes, network_signals
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.storing import save_shapes
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.netspace.model import NetSpace
from explorer.netspace.recipes import Recipe
from explorer.netspace.trainer import RunFolder, TrainingStep, train
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren
from explorer.space.bundle import MapArrays, Space, half_precision
from explorer.space.map import fit_map
from explorer.space.zooweights import ZooWeights
from explorer.zoo.store import ZooFolder

IOU_RESOLUTION = 64
IOU_BATCH = 32
POINTS = 2048  # kept per signal; every step compares at a window of them


@dataclass(frozen=True)
class Zoo:
    """A furniture zoo in memory.

    Attributes:
        arch: the networks' architecture.
        init: the shared initialisation, flat.
        weights: flat weights.
        pieces: the furniture that each network was fitted to.
        stated: the zoo's own account of itself (`zoo.json`).
    """

    arch: Siren
    init: Float[Tensor, " count"]
    weights: Float[Tensor, "n count"]
    pieces: furniture.Furniture
    stated: dict[str, Any]

    @property
    def parameters(self) -> Float[Tensor, "n 18"]:
        """Furniture parameters of each network."""
        return torch.from_numpy(self.pieces.parameters)


@dataclass(frozen=True)
class Split:
    """Row numbers of a zoo: which networks train, which are held out, which training networks are shipped."""

    train: np.ndarray
    heldout: np.ndarray
    shipped: np.ndarray

    @classmethod
    def of(cls, count: int, heldout: int, ship: int | None) -> Split:
        """The last `heldout` networks are held out (kinds come in turn, so they are balanced).

        Raises:
            TrainingError: nothing would be left to train on.
        """
        if not 0 < heldout < count:
            raise TrainingError(f"Cannot hold out {heldout} of {count} networks.", f"Choose 1 to {count - 1}.")
        train = np.arange(count - heldout)
        return cls(train, np.arange(count - heldout, count), train[: ship or len(train)])


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
    return Zoo(arch, flatten(layout, stored.load_init()), weights, pieces, stored.config)


def build_furniture(
    zoo: Zoo,
    out: Path,
    recipe: Recipe,
    *,
    seed: int,
    heldout: int,
    ship: int | None,
    run: RunFolder | None,
    provenance: dict[str, Any],
    start: ShapeSpace | None = None,
    prepare: Callable[[int, int], None] = lambda done, total: None,
    progress: Callable[[TrainingStep], None] = lambda line: None,
) -> None:
    """Train a NetSpace on a zoo and write the bundle.

    Args:
        zoo: the networks.
        out: the bundle's folder; an older bundle there is replaced when the new one is whole.
        recipe: parts and training.
        seed: of everything drawn.
        heldout: networks that are never trained on; all are shipped.
        ship: training networks that are shipped; None: all.
        run: checkpoints and curves.
        provenance: command and commit, for `space.json`.
        start: a space whose model training begins with, instead of a fresh one.
        prepare: called with (signals made, wanted).
        progress: called with each line of the training curve.

    Raises:
        TrainingError: see `Split.of`, `check_start` and `train`.
    """
    split = Split.of(len(zoo.weights), heldout, ship)
    torch.manual_seed(seed)
    model = NetSpace(zoo.arch, recipe.model)
    if start is None:
        model.decoder.prepare(zoo.init, zoo.weights[split.train])
    else:
        fits = start.model.parts() == model.parts() and start.arch == model.arch
        check_start(start, zoo.stated, split, fits=fits)
        model.load_state_dict(start.model.state_dict())
        provenance = {**provenance, "started_from": start.info["provenance"]}
    data = training_data(model, zoo, split, recipe, seed, prepare)
    seconds = train(ShapeTrainer(model, data, recipe, seed), run, progress)
    del data
    stated = {
        **provenance,
        "seed": seed,
        "recipe": asdict(recipe),
        "zoo": zoo.stated,
        "trained_on": len(split.train),
        "training_seconds": round(seconds),
        "device": f"cpu ({platform.machine()}, {torch.get_num_threads()} threads)",
        "data": "procedural furniture, explorer/data/furniture.py",
    }
    write_furniture(model, zoo, split, out, seed, stated)


def check_start(start: Space, zoo: Mapping[str, Any], split: Split, *, fits: bool) -> None:
    """Make sure that training may begin with a space's model.

    Args:
        start: the space.
        zoo: what the zoo says of itself.
        split: its split.
        fits: whether the space's model is of the recipe's form.

    Raises:
        TrainingError: it is not, or it has seen networks that would now be held out.
    """
    if not fits:
        raise TrainingError(f"The model of {start.path} is not the recipe's.", "Start from a space of the same recipe.")
    stated = start.info["provenance"]
    if stated.get("zoo") != zoo or stated.get("trained_on") != len(split.train):
        raise TrainingError(
            f"{start.path} was trained on another zoo or split: it may have seen what is held out now.",
            "Start from a space of the same zoo and --heldout, or without --start.",
        )


def training_data(
    model: NetSpace, zoo: Zoo, split: Split, recipe: Recipe, seed: int, prepare: Callable[[int, int], None]
) -> TrainingData:
    """Signals of the zoo's networks and, if the recipe wants them, of exact and in-between shapes."""
    networks = network_signals(model, zoo.weights[split.train], zoo.parameters[split.train], POINTS, seed + 11)
    heldout = network_signals(model, zoo.weights[split.heldout], zoo.parameters[split.heldout], POINTS, seed + 12)
    if not recipe.signals:
        return TrainingData(networks, None, None, heldout)
    shapes, between = exact_shapes(model.encoder.probes, recipe.signals, POINTS, seed, prepare)
    return TrainingData(networks, shapes, between, heldout)


def write_furniture(model: NetSpace, zoo: Zoo, split: Split, out: Path, seed: int, provenance: dict[str, Any]) -> None:
    """Encode the shipped networks as they will be stored, lay out the map, and save the bundle."""
    model.load_state_dict(half_precision(model))  # what is measured and mapped is what will be loaded
    rows = np.concatenate([split.shipped, split.heldout])
    packed = ZooWeights.pack(model.layout, zoo.init, zoo.weights[rows])
    stored = packed.weights(range(len(rows)))
    with torch.inference_mode():
        latents = model.encode(model.read(stored)).half().float()  # the lower bits mean nothing and take space
    overlap, whole, lost = _judge(model, zoo.weights[rows], stored, latents)
    labels = {**piece_labels(zoo.pieces, rows), "iou": overlap.numpy(), "in_one_piece": whole}
    arrays = MapArrays(
        latents=latents.numpy(),
        positions=fit_map(latents.numpy(), seed),
        labels=labels,
        split=np.asarray(["train"] * len(split.shipped) + ["heldout"] * len(split.heldout)),
        zoo_rows=rows.astype(np.int32),
    )
    provenance = {**provenance, "zoo_precision": {"iou_against_full": round(1 - lost, 5)}}
    save_shapes(out, title="Furniture", model=model, zoo=packed, arrays=arrays, metrics={}, provenance=provenance)


def piece_labels(pieces: furniture.Furniture, rows: np.ndarray) -> dict[str, np.ndarray]:
    """One array per label of these pieces: strings, or float32."""
    dicts = [pieces.labels(int(i)) for i in rows]
    columns = {name: np.asarray([d[name] for d in dicts]) for name in dicts[0]}
    return {name: c.astype(np.float32) if c.dtype.kind == "f" else c for name, c in columns.items()}


def _judge(
    model: NetSpace, full: Float[Tensor, "n count"], stored: Float[Tensor, "n count"], latents: Float[Tensor, "n d"]
) -> tuple[Float[Tensor, " n"], np.ndarray, float]:
    """Judge the decoded networks.

    Returns:
        IoU of each against the stored network; whether its shape is in one piece ("yes" or "no"); what IoU storing
        the networks at reduced precision loses (on the first few).
    """

    def shape(weights: Tensor) -> Tensor:
        return occupancy(model.arch, model.layout, weights, IOU_RESOLUTION)

    values, whole, kept = [], [], []
    with torch.inference_mode():
        for k, (a, b, z) in enumerate(zip(*(t.split(IOU_BATCH) for t in (full, stored, latents)), strict=True)):
            own, decoded = shape(b), shape(model.decode(z))
            values.append(iou(decoded, own))
            whole += ["yes" if pieces(one).one else "no" for one in decoded]
            if k < 4:
                kept.append(iou(own, shape(a)))
    return torch.cat(values).clone(), np.asarray(whole), 1 - float(torch.cat(kept).mean())
