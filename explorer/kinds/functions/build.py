"""What is of functions in the building of a space: networks, what is learned and what is said of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.data.examples import Examples, Stated, draw_examples
from explorer.errors import TrainingError
from explorer.kinds.functions.judging import agreements, worths
from explorer.kinds.functions.memory import check_memory
from explorer.kinds.functions.model import FunctionNetSpace
from explorer.kinds.functions.recipes import FunctionRecipe
from explorer.kinds.functions.space import ARCHITECTURE, FunctionSpace
from explorer.kinds.functions.storing import save_functions
from explorer.kinds.functions.task import Task, found_task
from explorer.kinds.functions.trainer import FunctionData, FunctionNetworks, FunctionTrainer
from explorer.kinds.protocols import Report
from explorer.netspace.architectures import by_arch
from explorer.networks.graph import NetworkGraph
from explorer.space.archzoo import ArchZoo
from explorer.space.build import Judged
from explorer.space.bundle import MapArrays
from explorer.space.split import Split
from explorer.zoo.columns import given_labels, sorting_label
from explorer.zoo.imported import ImportedZoo

DRAWN = 2_000  # inputs that are drawn where a zoo has no examples
SHIPPED = {"train": 4_000, "validation": 1_000, "test": 2_000}  # examples that travel with a space, at most
MOST_NUMBERS = 40_000_000  # of the inputs that travel: fewer where they are large
ASKED = 8  # networks whose outputs say what the task is
LEVELS = 240  # of stored weights, a standard deviation: nothing is known of how coarse they may be


@dataclass(frozen=True)
class FunctionMaker:
    """See `explorer.space.build.SpaceMaker`. Use `of`.

    Attributes:
        made: the zoo.
        recipe: parts and training.
        task: what its networks are for.
        examples: those that travel with the space, targets in the task's form.
        nets: PRep entries of all networks.
        archs: index of each one's architecture.
    """

    made: ImportedZoo
    recipe: FunctionRecipe
    task: Task
    examples: Examples
    nets: Float[Tensor, "n count"]
    archs: Int[Tensor, " n"]
    kind: ClassVar[str] = FunctionSpace.kind

    @classmethod
    def of(
        cls, zoo: ImportedZoo, recipe: FunctionRecipe, *, task: str | None = None, stated: Stated | None = None
    ) -> FunctionMaker:
        """All networks of a zoo.

        Args:
            zoo: the networks, their architectures and examples.
            recipe: parts and training.
            task: "classes" or "values"; None: it is found out.
            stated: the distribution that inputs are drawn from where the zoo has no examples.

        Raises:
            TrainingError: the networks are for different inputs or outputs, or training would not fit the memory.
            DataError: the examples are not for these networks.
        """
        forms = {(graph.input, graph.output) for graph in zoo.graphs}
        if len(forms) > 1:
            told = ", ".join(f"{graph.name}: {graph.input} to {graph.output}" for graph in zoo.graphs[:4])
            raise TrainingError(
                f"The architectures of {zoo.path} are not for the same inputs and outputs ({told}).",
                "Import those that are, each as a zoo of its own.",
            )
        check_memory(zoo.graphs, len(zoo), recipe)
        graph = zoo.graphs[0]
        examples = zoo.examples or draw_examples(graph.input, DRAWN, stated or Stated())
        if examples.shape != graph.input:
            raise TrainingError(
                f"The examples of {zoo.path} have the shape {examples.shape}; its networks take {graph.input}.",
                "Import the networks again, with examples that they take.",
            )
        examples = _some(examples)
        nets = zoo.weights(range(len(zoo)))
        archs = torch.tensor([record.arch for record in zoo.records])
        few = torch.linspace(0, len(zoo) - 1, min(ASKED, len(zoo))).round().long()
        outputs = _outputs(zoo.graphs, nets[few], archs[few], examples.inputs)
        targets = None if examples.targets is None else examples.targets.numpy()
        found, right = found_task(outputs, targets, task)
        kept = dataclasses.replace(examples, targets=None if right is None else torch.from_numpy(right))
        return cls(zoo, recipe, found, kept, nets, archs)

    @property
    def zoo(self) -> Mapping[str, Any]:
        """The zoo's own account of itself."""
        return self.made.config

    @property
    def rows(self) -> Int[np.ndarray, " n"]:
        """All of the zoo's."""
        return np.arange(len(self.made))

    def model(self) -> FunctionNetSpace:
        """A fresh `FunctionNetSpace` of the zoo's architectures."""
        return FunctionNetSpace(self.made.graphs, self.recipe.model, self.task)

    def form(self, model: FunctionNetSpace) -> tuple[tuple[NetworkGraph, ...], Task]:
        """The architectures, and what they are for."""
        return model.archs, model.task

    def prepare(self, model: FunctionNetSpace, ids: Int[np.ndarray, " k"]) -> None:
        """Start encoder and decoder from the zoo's networks."""
        nets, archs = self.nets[ids], self.archs[ids]
        inputs = self.examples.only("train")[0]
        count = self.recipe.model.encoder_options.get("probes", 192)
        every = [typical(model, a, nets[archs == a], inputs) for a in range(len(model.archs))]
        model.prepare(nets, archs, probes_of(inputs, count), torch.stack(every))

    def trainer(self, model: FunctionNetSpace, split: Split, seed: int, report: Report) -> FunctionTrainer:
        """On the training inputs; held-out networks and validation inputs are for the curve."""
        del report
        inputs, targets = self.examples.only("train")
        if targets is not None and not self.task.classes:
            targets = (targets - model.centre) / model.scale
        networks, held = (FunctionNetworks(self.nets[ids], self.archs[ids]) for ids in (split.train, split.heldout))
        few = self.examples.only("validation")[0]
        data = FunctionData(networks, inputs, targets, held, few if len(few) else inputs[:1])
        return FunctionTrainer(model, data, self.recipe, seed)

    def stated(self) -> dict[str, Any]:
        """The architectures, the task, and where the inputs come from."""
        given = self.examples.stated
        return {
            "architectures_trained_on": sorted({self.made.graphs[a].name for a in self.archs.unique().tolist()}),
            "task": self.task.stated(),
            "data": {
                "source": "examples of the zoo" if given is None else given.words,
                "inputs": {split: len(self.examples.rows(split)) for split in ("train", "validation", "test")},
                "targets": self.examples.targets is not None,
            },
        }

    def pack(self, model: FunctionNetSpace, ids: Int[np.ndarray, " k"]) -> ArchZoo:
        """At reduced precision."""
        return ArchZoo.pack(model.layouts, self.archs[ids].numpy(), self.nets[ids], LEVELS)

    def read(self, model: FunctionNetSpace, weights: Float[Tensor, "k count"], ids: Int[np.ndarray, " k"]) -> Tensor:
        """Each as one of its architecture."""
        return model.read(weights, self.archs[ids])

    def judge(
        self, model: FunctionNetSpace, weights: Float[Tensor, "k count"], latents: Float[Tensor, "k d"],
        ids: Int[np.ndarray, " k"],
    ) -> Judged:  # fmt: skip
        """What the zoo says, the architecture, how good each network is and how well it is decoded."""
        task, archs = self.task, self.archs[ids]
        inputs, targets = self.examples.only("test")
        with torch.inference_mode():
            few = latents.split(model.decoded_at_once())
            decoded, scores = torch.cat([model.decode(some) for some in few]), model.scores(latents)
            own, got = (_answers(model, nets, a, inputs) for nets, a in ((weights, archs), (decoded, scores.argmax(1))))
            exact = _answers(model, self.nets[ids], archs, inputs)
        measured = {"agreement": agreements(task, got, own, model.scale)}
        if targets is not None:
            measured |= {task.worth: worths(task, own, targets), f"decoded_{task.worth}": worths(task, got, targets)}
        names = np.asarray([self.made.graphs[a].name for a in archs.tolist()])
        given = given_labels([self.made.records[i] for i in ids], list(measured))
        labels = {ARCHITECTURE: names, **{name: v.astype(np.float32) for name, v in measured.items()}, **given}
        kept = float(agreements(task, own, exact, model.scale).mean())
        return Judged(_finite(labels), {"zoo_precision": {"agreement": round(kept, 5)}})

    def save(
        self, path: Path, *, title: str, model: FunctionNetSpace, zoo: ArchZoo, arrays: MapArrays,
        metrics: Mapping[str, Any], provenance: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """See `save_functions`."""
        save_functions(
            path, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics, provenance=provenance,
            examples=self.examples, group=sorting_label(arrays.labels),
        )  # fmt: skip

    @cached_property
    def groups(self) -> list[list[int]]:
        """Networks that belong to one training, in the order of their epochs; every other one alone."""
        runs: dict[str, list[int]] = {}
        for i, record in enumerate(self.made.records):
            runs.setdefault(f"of {record.run}" if record.run is not None else f"alone {i}", []).append(i)
        return list(runs.values())


def split_of(maker: FunctionMaker, heldout: int | None, ship: int | None, seed: int) -> Split:
    """Which networks are held out: drawn by chance, of every architecture its share, a training whole or not at all.

    Epochs of one training are much alike: one of them held out while its neighbours are learned would prove nothing.

    Args:
        maker: the networks.
        heldout: how many, at least; None: a fifth.
        ship: training networks that travel with the space; None: all.
        seed: of the draw.

    Raises:
        TrainingError: nothing would be left to train on.
    """
    count = len(maker.made)
    wanted = max(1, round(count / 5)) if heldout is None else heldout
    groups = [maker.groups[k] for k in np.random.default_rng(seed).permutation(len(maker.groups))]
    archs = maker.archs.tolist()
    shares = {a: wanted * archs.count(a) / count for a in set(archs)}
    held: list[int] = []
    for group in sorted(groups, key=lambda one: archs[one[0]]):
        arch = archs[group[0]]
        there = sum(archs[i] == arch for i in held)
        if there + len(group) / 2 <= shares[arch] or (not held and len(group) < count / 2):
            held += group
    train = np.asarray(sorted(set(range(count)) - set(held)), dtype=np.int64)
    if not held or not len(train) or wanted >= count:
        runs = len(maker.groups)
        raise TrainingError(
            f"Cannot hold out {wanted} of {count} networks of {runs} trainings: a training is held out whole.",
            "Give more networks, or hold out fewer.",
        )
    return Split.told(train, np.asarray(sorted(held), dtype=np.int64), ship)


def typical(
    model: FunctionNetSpace, arch: int, nets: Float[Tensor, "nets count"], inputs: Float[Tensor, n * shape]
) -> Float[Tensor, " count"]:
    """The network of an architecture that does most nearly what all of them do on average: where a decoder begins.

    Zeros where there is none; then the architecture's network is learned from the others alone.
    """
    if len(nets) == 0:
        return torch.zeros(model.layout.count)
    few = inputs[: min(len(inputs), 256)]
    with torch.inference_mode():
        given = model.task.raw(_answers(model, nets, torch.full((len(nets),), arch), few))
    return nets[int((given - given.mean(0)).square().mean((1, 2)).argmin())]


def probes_of(inputs: Float[Tensor, n * shape], count: int) -> Float[Tensor, count * shape]:
    """Inputs that an encoder runs networks on: the first examples, and where they do not suffice, some in between."""
    if len(inputs) >= count:
        return inputs[:count]
    generator = torch.Generator().manual_seed(0)
    first, second = (torch.randint(0, len(inputs), (count - len(inputs),), generator=generator) for _ in range(2))
    return torch.cat([inputs, torch.lerp(inputs[first], inputs[second], 0.5)])


def _some(examples: Examples) -> Examples:
    """At most as many examples of each split as travel with a space; those of a split in random order."""
    room = max(1, MOST_NUMBERS // max(1, examples.inputs[0].numel()) // sum(SHIPPED.values()))
    order = torch.from_numpy(np.random.default_rng(0).permutation(len(examples)))
    rows = []
    for index, (_, most) in enumerate(SHIPPED.items()):
        rows.append(order[examples.split[order] == index][: min(most, most * room)])
    if not (len(rows[0]) and len(rows[2])):
        raise TrainingError(
            f"Of {len(examples)} examples {len(rows[0])} are to train on and {len(rows[2])} to judge on.",
            "Give more examples; some of each are needed.",
        )
    chosen = torch.cat(rows)
    targets = None if examples.targets is None else examples.targets[chosen]
    return dataclasses.replace(examples, inputs=examples.inputs[chosen], targets=targets, split=examples.split[chosen])


def _outputs(
    graphs: tuple[NetworkGraph, ...], nets: Float[Tensor, "n count"], archs: Int[Tensor, " n"], inputs: Tensor
) -> Float[Tensor, "n inputs outputs"]:
    """What some networks give, as it comes out."""
    from explorer.networks.graph import run_batch  # noqa: PLC0415
    from explorer.networks.prep import PRepLayout, unflatten  # noqa: PLC0415

    out: list[Tensor] = [torch.empty(0)] * len(nets)
    with torch.inference_mode():
        for a, rows in by_arch(archs):
            layout = PRepLayout.of(graphs[a].shapes)
            params = unflatten(layout, nets[rows, : layout.count])
            for row, given in zip(rows.tolist(), run_batch(graphs[a], params, inputs).flatten(2), strict=True):
                out[row] = given
    return torch.stack(out)


def _answers(
    model: FunctionNetSpace, nets: Float[Tensor, "n count"], archs: Int[Tensor, " n"], inputs: Tensor
) -> Float[Tensor, "n inputs size"]:
    """Logits, or values in their own units."""
    out = torch.empty(len(nets), len(inputs), model.task.size)
    for a, every in by_arch(archs):
        for rows in every.split(model.at_once(a, len(inputs))):
            out[rows] = model.task.answers(model.raw(a, nets[rows], inputs))
    return out


def _finite(labels: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Numbers that are not finite are not known."""
    return {
        name: np.where(np.isfinite(values), values, np.nan).astype(np.float32) if values.dtype.kind == "f" else values
        for name, values in labels.items()
    }
