"""Networks that are known from their tensors alone: linear layers one after the other."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from torch import Tensor

from explorer.errors import DataError
from explorer.networks.graph.checking import check
from explorer.networks.graph.model import INPUT, Argument, NetworkGraph, Node, Ref, Source

ACTIVATIONS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "relu": ("aten.relu.default", ()),
    "leaky_relu": ("aten.leaky_relu.default", (0.01,)),
    "tanh": ("aten.tanh.default", ()),
    "sigmoid": ("aten.sigmoid.default", ()),
    "gelu": ("aten.gelu.default", ()),
    "elu": ("aten.elu.default", ()),
    "selu": ("aten.selu.default", ()),
    "silu": ("aten.silu.default", ()),
    "mish": ("aten.mish.default", ()),
    "softplus": ("aten.softplus.default", (100.0,)),  # as in IGR (Gropp et al. 2020), near a ReLU
    "softplus_1": ("aten.softplus.default", (1.0,)),
    "sine": ("aten.sin.default", ()),
    "identity": ("", ()),
}


def graph_of_chain(
    tensors: Mapping[str, Tensor],
    activation: str,
    *,
    name: str = "",
    shape: tuple[int, ...] | None = None,
    omega: float | tuple[float, float] = 1.0,
    skip: int | None = None,
    first: bool = False,
) -> NetworkGraph:
    """The graph of linear layers in the order of their names' numbers.

    Args:
        tensors: a state dict of such a network: weights (out, in), each with or without a bias (out).
        activation: between the layers, one of `ACTIVATIONS`; none follows the last.
        name: of the architecture; "": from its sizes.
        shape: of an example, where it is no vector: it is flattened first.
        omega: factor on what the activation is given (Sirens); two: of the first layer, and of the others.
        skip: index of a layer that is given the chain's input again, beside its own.
        first: whether the chain's input then comes first.

    Raises:
        DataError: the tensors are no such chain, or the activation is unknown.
    """
    if activation not in ACTIVATIONS:
        raise DataError(f"Unknown activation {activation!r}.", f"Choose from: {', '.join(ACTIVATIONS)}.")
    layers = _layers(tensors)
    inputs = tensors[layers[0][0]].shape[1]
    example = shape or (inputs,)
    if math.prod(example) != inputs:
        raise DataError(f"The first layer takes {inputs} numbers; examples have the shape {example}.", "Check them.")
    nodes: list[Node] = []

    def add(op: str, *args: Argument) -> Ref:
        nodes.append(Node(op, args))
        return Ref("node", index=len(nodes) - 1)

    given = INPUT if len(example) == 1 else add("aten.flatten.using_ints", INPUT, 1)
    x, fan = given, inputs
    omegas = omega if isinstance(omega, tuple) else (omega, omega)
    for k, (weight, bias) in enumerate(layers):
        if k == skip:
            x = add("aten.cat.default", (given, x) if first else (x, given), -1)
            fan += inputs
        if tensors[weight].shape[1] != fan:
            raise DataError(
                f"{weight} takes {tensors[weight].shape[1]} numbers, the layer before it gives {fan}.",
                "Only chains of linear layers are known from their tensors alone; give the network's module.",
            )
        fan = tensors[weight].shape[0]
        x = add("aten.linear.default", x, Ref("param", weight), None if bias is None else Ref("param", bias))
        op, args = ACTIVATIONS[activation]
        if k < len(layers) - 1 and op:
            if omegas[min(k, 1)] != 1:
                x = add("aten.mul.Tensor", x, float(omegas[min(k, 1)]))
            x = add(op, x, *args)
    shapes = {n: tuple(tensors[n].shape) for pair in layers for n in pair if n is not None}
    sizes = "-".join(str(s) for s in (inputs, *(tensors[w].shape[0] for w, _ in layers)))
    graph = NetworkGraph(
        name or f"{activation} {sizes}", example, (fan,), shapes, {}, tuple(nodes), x, Source(dict(shapes))
    )
    check(graph)
    return graph


def _layers(tensors: Mapping[str, Tensor]) -> list[tuple[str, str | None]]:
    """Names of the weights in order, each with its bias."""
    weights = sorted((n for n, v in tensors.items() if v.dim() == 2), key=natural)
    biases = {n for n, v in tensors.items() if v.dim() == 1}
    layers = list[tuple[str, str | None]]()
    for weight in weights:
        head, dot, last = weight.rpartition(".")
        bias = head + dot + last.replace("weight", "bias").replace("kernel", "bias")
        own = bias in biases and tuple(tensors[bias].shape) == (tensors[weight].shape[0],)
        layers.append((weight, bias if own else None))
        biases.discard(bias if own else "")
    if not layers or biases or any(v.dim() not in (1, 2) for v in tensors.values()):
        raise DataError(
            "The tensors are no chain of linear layers.", "Give the network's module, as a file and a function in it."
        )
    return layers


def natural(key: str) -> list[tuple[int, str]]:
    """A key that sorts `layer2` before `layer10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", key)]
