"""What many functions are worth at once, along a path and all over the map: accuracy in percent, or R²."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Source
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.functions.judging import network_answers, worths
from explorer.kinds.functions.space import functions_only
from explorer.kinds.protocols import Check, Curve, Worth
from explorer.space.bundle import Space

INPUTS = 500  # of a split
WORTHS = {
    "accuracy": Worth(0.0, 127.0, "accuracy on test inputs", "{:.2f} %"),  # a byte tells half percents apart
    "r2": Worth(0.0, 1.0, "R² on test inputs", "{:.3f}"),  # below it a network knows nothing
}


class FunctionValuing:
    """See `protocols.Valuing`."""

    def worth(self, space: Space) -> Worth | None:
        """Accuracy, or R²; None where the examples have no targets."""
        worth = functions_only(space).worth
        return None if worth is None else WORTHS[worth]

    def along(self, engine: Engine, space: Space, tour: Tour, shares: Sequence[float], check: Check) -> Curve:
        """On the first test inputs; the groups are architectures.

        Raises:
            SelectionError: the tour averages weights of different architectures.
        """
        return _curve(engine, space, [source_at(space, tour, t) for t in shares], "test", check)

    def at(self, engine: Engine, space: Space, latents: Float[np.ndarray, "n d"], check: Check) -> Curve:
        """On training inputs: it is the landscape that latent optimization climbs."""
        return _curve(engine, space, [Decoded.of(latent) for latent in latents], "train", check)

    def groups(self, space: Space) -> tuple[str, ...]:
        """The architectures."""
        return tuple(graph.name for graph in functions_only(space).archs)


VALUING = FunctionValuing()


def _curve(engine: Engine, space: Space, sources: Sequence[Source], split: str, check: Check) -> Curve:
    found = functions_only(space)
    inputs, targets = found.examples.only("test" if split == "test" else "train")
    archs, answers = network_answers(engine, found, sources, inputs[:INPUTS], check)
    assert targets is not None  # `worth` says so
    return Curve(worths(found.task, answers, targets[:INPUTS]).astype(np.float32), archs)
