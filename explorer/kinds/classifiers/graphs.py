"""Image classifiers of any architecture: what others wrote as modules, known to a space as graphs of operators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from explorer.data.images import ImageData, normalised
from explorer.errors import DataError
from explorer.networks.graph import NetworkGraph, differing_buffers, fit_state_dict, materialised, module, trace, vary
from explorer.networks.graph.fresh import fresh
from explorer.networks.graph.userfile import build, load_factory

TRACED = 4  # images that a module is traced with


@dataclass(frozen=True)
class GraphClassifier:
    """An architecture for images of one size; beside `Classifier`, whose place it takes.

    Attributes:
        graph: of the network, batch norm folded: from normalised images (channels, size, size) to logits (classes).
        factory: what makes the module to train, `my_nets.py:make_net`; "": it is not trained here. Spaces do not keep
            it: only a zoo that is being made has it.
        args: of the factory, by name.

    Raises:
        DataError: it does not go from square images to the scores of classes.
    """

    graph: NetworkGraph
    factory: str = ""
    args: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        given, out = self.graph.input, self.graph.output
        if len(given) != 3 or given[1] != given[2] or len(out) != 1 or out[0] < 2:
            raise DataError(
                f"{self.graph.name} goes from {given} to {out}.",
                "A classifier goes from square images (channels, size, size) to the scores of two classes or more; "
                "other networks make a space of functions.",
            )

    @property
    def name(self) -> str:
        """As people call it."""
        return self.graph.name

    @property
    def channels(self) -> int:
        """Of the images."""
        return self.graph.input[0]

    @property
    def size(self) -> int:
        """Of the images, in pixels."""
        return self.graph.input[1]

    @property
    def classes(self) -> int:
        """Number of classes."""
        return self.graph.output[0]

    @property
    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """Of its parameters by name, in order."""
        return self.graph.shapes

    @property
    def count(self) -> int:
        """Number of parameters."""
        return self.graph.count

    @property
    def depth(self) -> int:
        """Layers with weights on the longest way through."""
        return self.graph.depth

    def module(self, *, norm: bool) -> nn.Module:
        """A fresh network: the user's own module (`norm`), or the graph, which has none of batch norm.

        Raises:
            DataError: the factory fails.
        """
        if norm:
            made = build(load_factory(self.factory), self.args, self.factory)
            return materialised(made, torch.zeros(2, *self.graph.input), self.name)
        return module(self.graph, fresh(self.graph))

    def folded(self, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Parameters from the state dict of a trained module.

        Raises:
            DataError: it is of another form than the one that was traced.
        """
        return fit_state_dict(self.graph, tensors)


def trainable(factory: str, args: Mapping[str, Any], name: str, data: ImageData) -> GraphClassifier:
    """An architecture of the user's, found out from what its factory makes.

    Two networks are made: buffers in which they differ (random features) are parameters.

    Args:
        factory: `my_nets.py:make_net`; its file is run.
        args: of it, by name.
        name: of the architecture.
        data: the images that it will be trained on.

    Raises:
        DataError: the file or the factory fails, the module cannot be exported, or it is for other images or classes.
    """
    makes = load_factory(factory)
    images = normalised(data.train.pixels[:TRACED], data.mean, data.std)
    made = []
    for seed in (0, 1):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            made.append(materialised(build(makes, args, factory), images, name))
    graph = trace(made[0], images, name)
    graph = vary(graph, differing_buffers(graph, made[1].state_dict()))
    if not graph.count:
        raise DataError(f"{factory} makes a network without parameters.", "Give one that can be trained.")
    if graph.output != (len(data.classes),):
        raise DataError(
            f"{factory} makes a network from {graph.input} to {graph.output}; {data.name} has {len(data.classes)} "
            "classes.",
            f"Let it give {len(data.classes)} scores for an image (n, {data.channels}, {data.size}, {data.size}).",
        )
    return GraphClassifier(graph, factory, dict(args))
