"""Parameters of a network that nobody has trained yet: where a decoder starts from."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from explorer.networks.graph.model import NetworkGraph


def fresh(graph: NetworkGraph) -> dict[str, Tensor]:
    """Parameters as torch's own layers draw them, as far as shapes and names tell: torch's generator draws.

    Weights come evenly from ±1/sqrt(fan in); scales are 1 and everything else of one axis is 0.
    """
    scales = {norm.weight for norm in graph.source.norms if not norm.folded}
    made = {}
    for name, shape in graph.shapes.items():
        if len(shape) >= 2:
            bound = 1 / math.sqrt(max(1, math.prod(shape[1:])))
            made[name] = torch.empty(shape).uniform_(-bound, bound)
        elif name in scales or name.rpartition(".")[2] in ("weight", "weight_g", "original0", "gamma", "scale"):
            made[name] = torch.ones(shape)
        else:
            made[name] = torch.zeros(shape)
    return made
