"""Networks of a space as torch modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from jaxtyping import Float
from torch import Tensor, nn

from explorer.api.display import pictures_html
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input, Leaning, Raw, Refitted, Source
from explorer.kinds import registry
from explorer.kinds.protocols import TakingNetworks
from explorer.space.bundle import Space


class Networks:
    """Networks of a space, in order. Each is a torch module, made when it is asked for: `networks[0](batch)`.

    A module is in evaluation mode, on the engine's device, and a fresh one each time: train it, change it. A slice is
    `Networks` again. In a notebook they show themselves.

    (No `Sequence` by inheritance: whoever checks the types of its items would make modules of them.)

    Args:
        engine: decodes.
        space: the space.
        sources: what each one comes from.
    """

    def __init__(self, engine: Engine, space: Space, sources: Sequence[Source]) -> None:
        self.engine, self.space = engine, space
        self.sources = tuple(sources)

    def __len__(self) -> int:
        return len(self.sources)

    @overload
    def __getitem__(self, index: int) -> nn.Module: ...

    @overload
    def __getitem__(self, index: slice) -> Networks: ...

    def __getitem__(self, index: int | slice) -> nn.Module | Networks:
        if isinstance(index, slice):
            return Networks(self.engine, self.space, self.sources[index])
        return self._module(range(len(self))[index])

    def __iter__(self) -> Iterator[nn.Module]:
        return (self._module(k) for k in range(len(self)))

    @cached_property
    def weights(self) -> Float[Tensor, "n count"]:
        """Their flat weights, as the space lays them out; all decoded in one pass."""
        return self.engine.weights(self.space, self.sources)

    @property
    def latents(self) -> Float[np.ndarray, "n d"]:
        """Their latents; of averages of raw weights what the encoder reads."""
        found = [self._latent(k) for k in range(len(self))]
        return np.stack(found) if found else np.zeros((0, self.space.model.config.latent), np.float32)

    def _latent(self, index: int) -> Float[np.ndarray, " d"]:
        match self.sources[index]:
            case Decoded() as source:
                return source.array
            case Input(number):
                return np.asarray(self.space.latents[number])
            case Raw(a, _, _):
                return np.asarray(self.space.encode(self.weights[[index]].cpu(), a)[0].numpy())

    def _module(self, index: int) -> nn.Module:
        taking = registry.promise(self.space.kind, TakingNetworks, "give networks as modules")
        source = self.sources[index]
        module = taking.module(self.space, source)
        module.load_state_dict(taking.tensors(self.space, source, self.weights[index]))
        return module.eval().to(self.engine.device)

    def __repr__(self) -> str:
        return f"<{len(self)} {registry.kind(self.space.kind).networks} of {self.space.name}>"

    def _repr_html_(self) -> str:
        return pictures_html(self.engine, self.space, self.sources, [words(source) for source in self.sources])


def words(source: Source) -> str:
    """What a network is, in a word or two."""
    match source:
        case Input(index):
            return f"{index}, as trained"
        case Raw(a, b, t):
            return f"{a} and {b} averaged, {t:.2f}"
        case Refitted():
            return "fitted"
        case Leaning():
            return "decoded, near a fitted one"
    return "decoded"


def only(networks: Networks, use: str) -> Source:
    """The source of a single network.

    Raises:
        SelectionError: there are several, or none.
    """
    if len(networks) != 1:
        raise SelectionError(
            f"One network at a time can be {use}, not {len(networks)}.", "Give one latent, or a slice."
        )
    return networks.sources[0]
