"""Image classifiers on images of the user's, and how those of others want theirs to be normalised."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import normalised
from explorer.errors import DataError
from explorer.foreign.hints import Hints
from explorer.kinds.classifiers.conventions import Pixels, pixel_ways
from explorer.kinds.classifiers.probing import logits_of
from explorer.kinds.classifiers.space import classifiers_only
from explorer.space.bundle import Space

JUDGED = 500  # training images on which it is found out
BETTER = 0.8  # share of the cross-entropy that another normalisation must be under to be believed

Run = Callable[[Tensor], Tensor]


class ClassifierRunning:
    """See `protocols.Running`."""

    def batch(self, space: Space, data: Tensor) -> Float[Tensor, "n c s s"]:
        """Images: bytes are normalised, floating-point numbers are taken to be.

        A single channel may be left out.
        """
        found = classifiers_only(space)
        arch = found.archs[0]
        images = data[:, None] if data.ndim == 3 and arch.channels == 1 else data
        if images.ndim != 4 or tuple(images.shape[1:]) != (arch.channels, arch.size, arch.size):
            raise DataError(
                f"Got images of shape {tuple(data.shape)}.",
                f"Networks of this space take (n, {arch.channels}, {arch.size}, {arch.size}).",
            )
        if images.dtype == torch.uint8:
            return normalised(images, found.model.mean, found.model.std)
        if not images.is_floating_point():
            raise DataError(f"Got images of the type {images.dtype}.", "Give bytes (0 to 255), or normalised numbers.")
        return images.float()

    def own(self, space: Space, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
        """One of the space's architectures, batch norm folded."""
        found = classifiers_only(space)
        shapes = {name: tuple(value.shape) for name, value in tensors.items()}
        for index, arch in enumerate(found.archs):
            if shapes == dict(arch.shapes):
                entries = found.model.entries(index, {name: value.float() for name, value in tensors.items()})[None]
                with torch.inference_mode():
                    read = found.model.read(entries, torch.tensor([index]))
                    return np.asarray(found.model.encode(read)[0].numpy())
        return None

    def meant(self, space: Space, run: Run, hints: Hints) -> Run:
        """By which normalisation of the images a network is right, on labelled training images.

        The space's own, unless one of the usual ones makes it much better.
        """
        found = classifiers_only(space)
        mean, std = found.model.mean, found.model.std
        if hints.mean is not None and hints.std is not None:
            return _renormalised(run, mean, std, Pixels("told", (float(hints.mean),), (float(hints.std),)))
        some = found.images.train[:JUDGED]
        others = pixel_ways(found.archs[0].channels, mean, std)[1:]  # the first is the space's own
        ways = [run, *(_renormalised(run, mean, std, one) for one in others)]
        images = normalised(some.pixels, mean, std)
        losses = [float(F.cross_entropy(logits_of(found, way(images), len(some)), some.labels)) for way in ways]
        best = int(np.argmin(losses))
        return ways[best] if losses[best] < BETTER * losses[0] else run


RUNNING = ClassifierRunning()


def _renormalised(run: Run, mean: float, std: float, wanted: Pixels) -> Run:
    """A network on images that are normalised with `mean` and `std`, as it wants them."""
    return lambda images: run(wanted(images * std + mean))
