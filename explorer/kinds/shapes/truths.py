"""What is known of the shapes of a space beside their networks: one case a kind of zoo.

Of furniture everything is known (`furniture_truth`); of meshes of one's own, which samples of a grid lay inside of each
(`mesh_truth`); of networks that others trained, nothing: then a decoded network is compared with its input network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes.furniture_truth import FURNITURE, is_furniture
from explorer.kinds.shapes.mesh_truth import MESHES
from explorer.kinds.shapes.signals import Signals
from explorer.kinds.shapes.space import ShapeSpace
from explorer.netspace.model import NetSpace

Field = Callable[[Float[Tensor, "p 3"]], Float[Tensor, " p"]]


@runtime_checkable
class Truth(Protocol):
    """What is known of a space's shapes.

    Attributes:
        gauged: labels that can be measured on a decoded surface.
        parts: discrete labels that say whether there is a part, and the label that is its height.
        exact: what a network is compared with beside its input network, as one says it: "the exact shape".
    """

    gauged: tuple[str, ...]
    parts: Mapping[str, str]
    exact: str

    def occupancy(self, space: ShapeSpace, ids: np.ndarray, resolution: int) -> Bool[Tensor, "n r r r"] | None:
        """What networks were fitted to, on the grid; None: it is not known."""
        ...

    def surfaces(self, space: ShapeSpace, ids: np.ndarray, count: int) -> Float[np.ndarray, "n p 3"] | None:
        """So many points on each exact surface; None: there is none."""
        ...

    def middle(self, space: ShapeSpace, a: int, b: int) -> Field | None:
        """The exact signed distance of what stands in the middle of two; None: nobody knows what that is."""
        ...

    def gauge(self, engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"]) -> Mapping[str, float] | None:
        """Values of `gauged` on what a latent decodes to, NaN where it has no such part; None: no surface."""
        ...

    def applies(self, space: ShapeSpace, label: str) -> Bool[np.ndarray, " n"]:
        """Which networks a label says something about."""
        ...

    def signals(self, model: NetSpace, space: ShapeSpace, ids: np.ndarray, points: int, seed: int) -> Signals:
        """The networks as signals to learn from, at points near their surfaces."""
        ...


def truth_of(space: ShapeSpace) -> Truth:
    """What is known of a space's shapes, by the zoo that its provenance states."""
    return FURNITURE if is_furniture(space) else MESHES
