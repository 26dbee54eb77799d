"""When two functions are alike: in what they answer, and in their weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Engine, Input, Source
from explorer.kinds.functions.judging import distances, network_answers
from explorer.kinds.functions.space import functions_only
from explorer.lru import LruCache
from explorer.space.bundle import Space

INPUTS = 500  # test inputs
AT_ONCE = 64
REMEMBERED = 4  # spaces

_zoos = LruCache[Tensor](REMEMBERED)  # what all networks of a space answer

Found = tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]


class FunctionLikeness:
    """See `protocols.Likeness`."""

    function = "they answer alike (root mean square difference)"
    weights = "their numbers are alike, neuron by neuron as they are"
    unit = "{:.3f} of probabilities, or of the zoo's spread"

    def in_function(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        report: Callable[[int, int], None],
    ) -> Found:
        """On test inputs; of the zoo the networks as they were trained."""
        functions = functions_only(space)
        inputs = functions.examples.only("test")[0][:INPUTS]

        def answers() -> Tensor:
            parts = []
            for start in range(0, len(space), AT_ONCE):
                some = range(start, min(start + AT_ONCE, len(space)))
                parts.append(network_answers(engine, functions, [Input(i) for i in some], inputs)[1])
                report(some.stop, len(space))
            return torch.cat(parts)

        zoo = _zoos.get(space.version, answers)
        own = network_answers(engine, functions, [source], inputs)[1][0]
        found = distances(functions.task, zoo[torch.from_numpy(ids)], own, functions.model.scale)
        return ids, found.astype(np.float64)

    def in_weights(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        near: tuple[Int[np.ndarray, " j"], Float[np.ndarray, " j"]],
    ) -> Found:
        """Of the networks of its architecture, over their norm. Networks that order their neurons otherwise are far."""
        del near
        functions = functions_only(space)
        arch = arch_indices(functions, [source])[0]
        same = ids[functions.zoo.archs[ids] == arch]
        own = engine.weights(space, [source])[0].cpu()
        parts = [np.zeros(0)]
        for some in np.split(same, range(AT_ONCE, len(same), AT_ONCE)):
            other = space.zoo.weights(some.tolist())
            parts.append(((other - own).norm(dim=1) / other.norm(dim=1).clamp(min=1e-12)).numpy())
        return same, np.concatenate(parts).astype(np.float64)


LIKENESS = FunctionLikeness()
