"""Chains of linear layers: what most networks of coordinates, and some classifiers, are."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

LAYER = re.compile(r"(weights?|bias(es)?|kernel|scale|gamma|beta|alpha|gain|(^|[./])[wWbB][_0-9]*)[_0-9]*$")
RECORDED = re.compile(
    r"(num_batches_tracked|(^|[./])(step|epoch|n_averaged))$"
)  # of a training, and no part of a network
ACTIVATIONS: Mapping[str, Callable[[Tensor], Tensor]] = {
    "relu": torch.relu,
    "softplus": lambda x: F.softplus(x, beta=100),  # as in IGR (Gropp et al. 2020), near a ReLU
    "tanh": torch.tanh,
    "leaky_relu": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "gelu": F.gelu,
    "elu": F.elu,
    "silu": F.silu,
    "softplus_1": F.softplus,
}


@dataclass(frozen=True)
class Chain:
    """Linear layers in order.

    Attributes:
        weights: (out, in) each.
        biases: (out) each; zeros where there are none.
        skip: index of a layer that is given the chain's input again, beside its own; None: none is.
        first: whether the chain's input then comes first (NeRF), or after the layer's own (DeepSDF).
        left: names of tensors that are no layer's and were left aside.
        ordered: whether the layers' order is not that of their names, but the one in which they fit.
    """

    weights: tuple[Tensor, ...]
    biases: tuple[Tensor, ...]
    skip: int | None
    first: bool = False
    left: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of the input, the hidden layers and the output."""
        return (self.weights[0].shape[1], *(w.shape[0] for w in self.weights))

    def run(self, x: Float[Tensor, "n inputs"], activation: Callable[[Tensor, int], Tensor]) -> Float[Tensor, "n out"]:
        """The chain's output; `activation` is given the number of the layer, too, and not called after the last."""
        given = x
        for k, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            if k == self.skip:
                x = torch.cat([given, x] if self.first else [x, given], -1)
            x = F.linear(x, weight, bias)
            if k < len(self.weights) - 1:
                x = activation(x, k)
        return x


def chain_of(tensors: Mapping[str, Tensor]) -> Chain | None:
    """The linear layers among tensors, if they are all there is and fit each other.

    In the order of their names; else in the one order in which they fit, those of one shape as their names are. What is
    no layer's by its name (`coords`, `omega`) is left aside. Weights as (in, out), as JAX has them, are turned.
    """
    left = [key for key in tensors if not LAYER.search(key) or RECORDED.search(key)]
    for aside in ([], left) if left else ([],):
        held = {key: value for key, value in tensors.items() if key not in aside}
        turned = {key: value.T if value.ndim == 2 else value for key, value in held.items()}
        jax = any(re.search(r"(^|[./])(kernel|w)$", key) for key in held)
        for some in (turned, held) if jax else (held,):
            ways = [(_fitting(some), False), (_fitting(_in_order(some)), True)]
            fits = [dataclasses.replace(way, left=tuple(aside), ordered=own) for way, own in ways if way is not None]
            if fits:  # sizes in the wrong order may look like a layer that is given the input again
                return min(fits, key=lambda way: way.skip is not None)
    return None


def _fitting(tensors: Mapping[str, Tensor]) -> Chain | None:
    """The layers, if they fit in this order."""
    weights = [(key, value) for key, value in tensors.items() if value.ndim == 2]
    biases = {key: value for key, value in tensors.items() if value.ndim == 1}
    if not weights:
        return None
    rows, skip = [], None
    inputs = fan = weights[0][1].shape[1]
    for k, (key, weight) in enumerate(weights):
        if weight.shape[1] == fan + inputs and k and skip is None:
            skip = k
        elif weight.shape[1] != fan:
            return None
        fan = weight.shape[0]
        bias = biases.pop(_bias_of(key), torch.zeros(fan))
        if bias.shape != (fan,):
            return None
        rows.append((weight, bias))
    if biases or len(rows) + sum(v.ndim == 1 for v in tensors.values()) < len(tensors):
        return None
    return Chain(tuple(w for w, _ in rows), tuple(b for _, b in rows), skip)


def _in_order(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights one after the other as they fit: a way over all of them from the sizes that none gives (Hierholzer)."""
    weights = {key: value for key, value in tensors.items() if value.ndim == 2}
    waiting: dict[int, list[str]] = {}
    for key, value in weights.items():
        waiting.setdefault(value.shape[1], []).append(key)
    over = Counter(value.shape[1] for value in weights.values())
    over.subtract(value.shape[0] for value in weights.values())
    starts = [size for size, count in over.items() if count == 1]
    if len(starts) != 1:
        return dict(tensors)
    way: list[str] = []
    stack: list[tuple[int, str]] = [(starts[0], "")]
    while stack:
        size, key = stack[-1]
        if waiting.get(size):
            following = waiting[size].pop(0)
            stack.append((weights[following].shape[0], following))
        else:
            way.append(key)
            stack.pop()
    ordered = [key for key in reversed(way) if key]
    # Loops of a size are met from behind: those of one shape stand in the order of their names.
    same: dict[torch.Size, list[str]] = {}
    for key, value in weights.items():
        same.setdefault(value.shape, []).append(key)
    found = [same[weights[key].shape].pop(0) for key in ordered]
    return {**{key: weights[key] for key in found}, **{k: v for k, v in tensors.items() if k not in weights}}


def _bias_of(key: str) -> str:
    head, last = re.fullmatch(r"(.*?)([^./]*)", key, re.DOTALL).groups()  # type: ignore[union-attr]
    for name, bias in (("weights", "biases"), ("weight", "bias"), ("kernel", "bias")):
        if name in last:
            return str(head) + str(last).replace(name, bias)
    return str(head) + re.sub(r"^w(?=\d*$|_)", "b", re.sub(r"^W(?=\d*$|_)", "b", str(last)))
