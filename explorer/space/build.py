"""Building a space: from the networks of a zoo to a bundle.

What is the same for all kinds is here: the model or the one to start from, training, what is stated of both, latents
as they will be stored, the map. What is of a kind's own it asks a `SpaceMaker`.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds import registry
from explorer.kinds.protocols import InputNetworks, Report, Storing
from explorer.netspace.compute import Compute
from explorer.netspace.distributed import group
from explorer.netspace.model import NetSpace
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import RunFolder, Trainer, TrainingStep, train
from explorer.netspace.widen import begin_with, can_widen
from explorer.space.bundle import MapArrays, Space, half_precision
from explorer.space.map import fit_map
from explorer.space.split import Split, check_start

FINISHING = "finishing"
"""What comes after the training is reported as this, a colon and what it is."""


@dataclass(frozen=True)
class Judged:
    """What is said of the networks of a space.

    Attributes:
        labels: one array per label: strings, or float32.
        provenance: what storing them cost, and the like, for `space.json`.
    """

    labels: dict[str, np.ndarray]
    provenance: Mapping[str, Any] = field(default_factory=dict)


@runtime_checkable
class Refining(Protocol):
    """A model that takes minutes to encode networks, and says how far it is."""

    def encode_told(self, reading: Tensor, progress: Callable[[int, int], None]) -> Float[Tensor, "batch latent"]:
        """As `encode`; `progress` is told what is done, and of how much."""
        ...


@runtime_checkable
class SpaceMaker(Protocol):
    """What is of a kind's own in making a space: a zoo's networks, what is learned of them and said of them.

    Networks are numbered as in `rows`; `ids` are such numbers. Models are `protocols.Model`s of the kind.

    Attributes:
        kind: of the space.
        recipe: parts and training.
        zoo: what the zoo says of itself (`zoo.json`).
        rows: each network's row in the zoo.
    """

    @property
    def kind(self) -> str: ...  # noqa: D102 - see above

    @property
    def recipe(self) -> TrainingRecipe: ...  # noqa: D102

    @property
    def zoo(self) -> Mapping[str, Any]: ...  # noqa: D102

    @property
    def rows(self) -> Int[np.ndarray, " n"]: ...  # noqa: D102

    def model(self) -> Any:
        """A fresh model as the recipe wants it; torch's seed is set."""
        ...

    def form(self, model: Any) -> Any:
        """What a model shares with those that can begin with its parameters, beside its parts; compared by ==."""
        ...

    def prepare(self, model: Any, ids: Int[np.ndarray, " k"]) -> None:
        """Start a fresh model from the training networks."""
        ...

    def trainer(self, model: Any, split: Split, seed: int, report: Report) -> Trainer:
        """What trains the model; `report` is told how far what takes long before the first step is."""
        ...

    def stated(self) -> dict[str, Any]:
        """What is learned from, in words or numbers, for the provenance: at least "data"."""
        ...

    def pack(self, model: Any, ids: Int[np.ndarray, " k"]) -> InputNetworks:
        """The networks as they are stored."""
        ...

    def read(self, model: Any, weights: Float[Tensor, "k count"], ids: Int[np.ndarray, " k"]) -> Tensor:
        """What the encoder reads of networks, given the weights they are stored with."""
        ...

    def judge(
        self, model: Any, weights: Float[Tensor, "k count"], latents: Float[Tensor, "k d"], ids: Int[np.ndarray, " k"]
    ) -> Judged:
        """Labels of the networks: what is known of each, and how well it is decoded."""
        ...

    def save(
        self, path: Path, *, title: str, model: Any, zoo: Any, arrays: MapArrays, metrics: Mapping[str, Any],
        provenance: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """`explorer.space.bundle.save_space` with the kind's own keys and files."""
        ...


def build_space(
    maker: SpaceMaker,
    out: Path,
    *,
    title: str,
    split: Split,
    seed: int,
    provenance: Mapping[str, Any],
    run: RunFolder | None = None,
    start: Space | None = None,
    compute: Compute | None = None,
    report: Report = lambda what, done, total: None,
    progress: Callable[[TrainingStep], None] = lambda line: None,
    every: int | None = None,
) -> None:
    """Train a model on a zoo and write the bundle; of several processes that train together, rank 0 writes.

    Args:
        maker: the networks, and what is of their kind.
        out: the bundle's folder; an older bundle there is replaced when the new one is whole.
        title: of the space.
        split: which networks are trained on, held out and shipped.
        seed: of everything drawn.
        provenance: command and commit, for `space.json`.
        run: checkpoints and curves.
        start: a space whose model training begins with, instead of a fresh one.
        compute: device and precision of the training; None: the CPU, and the trainer's own choice.
        report: see `SpaceMaker.trainer`; also told of what is left to do after the training, as `FINISHING`.
        progress: called with each line of the training curve.
        every: steps between two of these lines; None: as many as usual.

    Raises:
        SelectionError: `start` is of another kind.
        TrainingError: see `check_start` and `train`.
    """
    torch.manual_seed(seed)
    model = maker.model()
    origin = dict[str, Any]()
    if start is None:
        maker.prepare(model, split.train)
    else:
        _go_on(maker, model, start, split)
        origin = {"started_from": start.info["provenance"]}
    # The trainer, and with it all that is learned from, is let go before the networks are measured.
    compute = compute or Compute()
    seconds, bfloat16 = _train(maker.trainer(model, split, seed, report), compute, run, progress, every)
    together = group()
    if not together.writes:
        return
    stated = {
        **provenance,
        **origin,
        "seed": seed,
        "recipe": maker.recipe.stated(),
        "zoo": dict(maker.zoo),
        "trained_on": len(split.train),
        "training_seconds": round(seconds),
        "device": _device(compute, bfloat16) + (f", {together.size} processes" if together.size > 1 else ""),
        **maker.stated(),
    }
    _write(maker, model, split, out, title, seed, stated, report)


def _train(
    trainer: Trainer,
    compute: Compute,
    run: RunFolder | None,
    progress: Callable[[TrainingStep], None],
    every: int | None,
) -> tuple[float, bool]:
    """Train where it is wanted; the model is back on the CPU then. The seconds it took, and whether in bfloat16."""
    trainer.place(compute)
    seconds = train(trainer, run, progress, every)
    trainer.model.to("cpu")
    return seconds, trainer.bfloat16


def _device(compute: Compute, bfloat16: bool) -> str:
    """What was computed on, in words."""
    if compute.device.type == "cpu":
        said = f"{platform.machine()}, {torch.get_num_threads()} threads"
        return f"cpu ({said}, bfloat16)" if bfloat16 else f"cpu ({said})"
    return compute.words(bfloat16)


def same_kind(start: Space, kind: str) -> None:
    """Make sure that a space to start from is of the kind that is trained.

    Raises:
        SelectionError: it is not.
    """
    if start.kind != kind:
        raise SelectionError(
            f"{start.name} is a space of {registry.kind(start.kind).networks}.",
            f"Start from a space of {registry.kind(kind).networks}.",
        )


def _go_on(maker: SpaceMaker, model: Any, start: Space, split: Split) -> None:
    """Give the model the parameters of the space that training begins with; a smaller one of the same parts grows."""
    same_kind(start, maker.kind)
    fits = start.model.parts() == model.parts() and maker.form(start.model) == maker.form(model)
    both = isinstance(start.model, NetSpace) and isinstance(model, NetSpace)
    check_start(start, maker.zoo, maker.rows[split.heldout], fits=fits or (both and can_widen(start.model, model)))
    begin_with(start.model, model)


def _write(
    maker: SpaceMaker, model: Any, split: Split, out: Path, title: str, seed: int, provenance: Mapping[str, Any],
    report: Report,
) -> None:  # fmt: skip
    """Encode the kept networks as they will be stored, judge them, lay out the map, and save the bundle."""
    model.load_state_dict(half_precision(model))  # what is measured and mapped is what will be loaded
    ids = split.kept
    report(f"{FINISHING}: reading the networks", 0, 1)
    packed = maker.pack(model, ids)
    stored = packed.weights(range(len(ids)))
    with torch.inference_mode():
        reading = maker.read(model, stored, ids)
        latents = _encoded(model, reading, report).half().float()  # the lower bits mean nothing and take space
    report(f"{FINISHING}: judging the networks", 0, 1)
    judged = maker.judge(model, stored, latents, ids)
    neighbours = registry.promise(maker.kind, Storing, "be made").neighbours
    report(f"{FINISHING}: laying out the map", 0, 1)
    arrays = MapArrays(
        latents=latents.numpy(),
        positions=fit_map(latents.numpy(), seed, neighbours),
        labels=judged.labels,
        split=split.names,
        zoo_rows=maker.rows[ids].astype(np.int32),
    )
    maker.save(
        out, title=title, model=model, zoo=packed, arrays=arrays, metrics={},
        provenance={**provenance, **judged.provenance},
    )  # fmt: skip


def _encoded(model: Any, reading: Tensor, report: Report) -> Float[Tensor, "n d"]:
    """The networks' latents; where that takes long, it is told how far it is."""
    if isinstance(model, Refining):
        return model.encode_told(reading, lambda done, total: report(f"{FINISHING}: refining latents", done, total))
    latents: Tensor = model.encode(reading)
    return latents
