"""Chains of linear layers: what most networks of coordinates, and some classifiers, are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

ACTIVATIONS: Mapping[str, Callable[[Tensor], Tensor]] = {
    "relu": torch.relu,
    "softplus": lambda x: F.softplus(x, beta=100),  # as in IGR (Gropp et al. 2020), near a ReLU
    "tanh": torch.tanh,
    "leaky_relu": F.leaky_relu,
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
    """

    weights: tuple[Tensor, ...]
    biases: tuple[Tensor, ...]
    skip: int | None
    first: bool = False

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
    """The linear layers among tensors, if they are all there is and fit each other in the order of their names."""
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


def _bias_of(key: str) -> str:
    head, dot, last = key.rpartition(".")
    return head + dot + last.replace("weight", "bias").replace("kernel", "bias")
