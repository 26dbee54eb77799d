"""How a space of functions lies on disk: with its architectures, and the examples that its networks are judged on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.data.examples import Examples, examples_bytes, read_examples
from explorer.errors import BundleError, DataError
from explorer.kinds.functions.model import FunctionNetSpace
from explorer.kinds.functions.space import ARCHITECTURE, FunctionSpace
from explorer.kinds.functions.stating import EXAMPLES, STATING
from explorer.kinds.functions.task import MOST_CLASSES, Task
from explorer.netspace.model import ModelConfig
from explorer.space.archzoo import ArchZoo
from explorer.space.bundle import MapArrays, Space, save_space
from explorer.space.graphs import graph_of, stated_graph
from explorer.space.stated import AGAIN


class FunctionStoring:
    """See `protocols.Storing`."""

    group = ARCHITECTURE
    neighbours = 15  # zoos of other people's networks are small
    files, schema = STATING.files, STATING.schema

    def model(self, info: Mapping[str, Any]) -> nn.Module:
        """A `FunctionNetSpace` of the architectures that `space.json` states."""
        with torch.device("cpu"):  # what a graph holds is no parameter of the model, and is not loaded later
            archs = [graph_of(stated) for stated in info["architectures"]]
        return FunctionNetSpace(archs, ModelConfig(**info["model"]), Task.of(info["task"]))

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> ArchZoo:
        """Networks of every architecture, side by side."""
        return ArchZoo.from_tensors(model.layouts, tensors)

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        """With its examples."""
        info, model = shared["info"], shared["model"]
        group = shared["labels"].get(info["group"])
        if group is None or group.dtype.kind != "U":
            raise BundleError(f"{path}: there is no text {info['group']!r} to sort its networks by.", AGAIN)
        try:
            examples = read_examples(path / EXAMPLES)
        except DataError as error:
            raise BundleError(error.problem, AGAIN) from error
        _check(path, examples, model)
        return FunctionSpace(examples=examples, **shared)


STORING = FunctionStoring()


def _check(path: Path, examples: Examples, model: FunctionNetSpace) -> None:
    """Whether examples are for these networks.

    Raises:
        BundleError: they are not.
    """
    graph, task = model.archs[0], model.task
    if examples.shape != graph.input or int(np.prod(graph.output)) != task.outputs or task.size > MOST_CLASSES:
        raise BundleError(
            f"{path}: its examples have the shape {examples.shape}, its networks go from {graph.input} to "
            f"{graph.output}; the task has {task.outputs} outputs.",
            AGAIN,
        )
    targets = examples.targets
    if targets is None:
        return
    fits = targets.dim() == 1 if task.classes else tuple(targets.shape[1:]) == (task.size,)
    if not fits or task.classes != examples.classify or (task.classes and int(targets.max()) >= task.size):
        raise BundleError(f"{path}: its targets are not of its task.", AGAIN)
    if any(len(examples.rows(split)) == 0 for split in ("train", "test")):
        raise BundleError(f"{path}: it has no examples to train or to judge on.", AGAIN)


def save_functions(
    path: Path,
    *,
    title: str,
    model: FunctionNetSpace,
    zoo: ArchZoo,
    arrays: MapArrays,
    metrics: Mapping[str, Any],
    provenance: Mapping[str, Any],
    examples: Examples,
    group: str,
) -> None:
    """`save_space` of a space of functions."""
    save_space(
        path, kind=FunctionSpace.kind, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics,
        provenance=provenance, files={EXAMPLES: examples_bytes(examples)},
        stated={
            "architectures": [stated_graph(graph) for graph in model.archs],
            "task": model.task.stated(),
            "group": group,
        },
    )  # fmt: skip
