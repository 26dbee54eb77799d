"""What many classifiers are worth at once: accuracy in percent, along a path and all over the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.space import classifiers_only
from explorer.kinds.protocols import Check, Curve, Worth
from explorer.space.bundle import Space

CURVE_IMAGES = 500  # of the test images, for the curve of a path
TERRAIN_IMAGES = 500  # of the validation images


class ClassifierValuing:
    """See `protocols.Valuing`."""

    def worth(self, space: Space) -> Worth:
        """Accuracy; a byte tells half percents apart."""
        del space
        return Worth(0.0, 127.0, "accuracy on test images", "{:.2f} %")

    def along(self, engine: Engine, space: Space, tour: Tour, shares: Sequence[float], check: Check) -> Curve:
        """On the first test images; the groups are architectures.

        Raises:
            SelectionError: the tour averages weights of different architectures.
        """
        found = classifiers_only(space)
        sources = [source_at(space, tour, t) for t in shares]
        archs, accuracy = accuracies(engine, found, sources, found.images.test[:CURVE_IMAGES], check, coarse=True)
        return Curve(accuracy, archs)

    def at(self, engine: Engine, space: Space, latents: Float[np.ndarray, "n d"], check: Check) -> Curve:
        """On validation images: it is the landscape that latent optimization climbs."""
        found = classifiers_only(space)
        sources = [Decoded.of(latent) for latent in latents]
        archs, accuracy = accuracies(
            engine, found, sources, found.images.validation[:TERRAIN_IMAGES], check, coarse=True
        )
        return Curve(accuracy, archs)

    def groups(self, space: Space) -> tuple[str, ...]:
        """The architectures."""
        return tuple(arch.name for arch in classifiers_only(space).archs)


VALUING = ClassifierValuing()
