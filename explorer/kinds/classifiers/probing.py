"""Image classifiers read by running them: logits on the probe images, and their form where it counts."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.data.images import normalised
from explorer.errors import DataError, SelectionError
from explorer.explore.read.encode import check_reads
from explorer.foreign.scores import logits_from, meaning_of
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.netspace.encoders.answers import form_of_shapes, reading_of
from explorer.space.bundle import Space


class ClassifierProbing:
    """See `protocols.Probing`."""

    def inputs(self, space: Space) -> Float[Tensor, "n c s s"]:
        """Images, normalised as the space's own networks take them."""
        found = classifiers_only(space)
        check_reads(space)
        return normalised(found.model.encoder.probes, found.model.mean, found.model.std)

    def latent(self, space: Space, answers: Tensor, module: nn.Module | None = None) -> Float[np.ndarray, " d"]:
        """From logits (n, classes); probabilities and sigmoids are made into logits.

        Raises:
            SelectionError: the space's encoder reads the form of a network, and there is none.
        """
        found = classifiers_only(space)
        form = _form(found, module) if found.model.encoder.form else None
        logits = logits_of(found, answers, len(found.model.encoder.probes))
        with torch.inference_mode():
            return np.asarray(found.model.encode(reading_of(logits[None], form))[0].numpy())


PROBING = ClassifierProbing()


def logits_of(space: ClassifierSpace, answers: Tensor, count: int) -> Float[Tensor, "n classes"]:
    """A classifier's answers on `count` images as logits.

    Raises:
        DataError: they have another shape, or are not finite.
    """
    classes = space.archs[0].classes
    if tuple(answers.shape) != (count, classes):
        raise DataError(
            f"The network gives values of shape {tuple(answers.shape)} for {count} images.",
            f"There are {classes} classes here: it must give logits (n, {classes}).",
        )
    if not bool(torch.isfinite(answers).all()):
        raise DataError("The network gives logits that are not finite.", "Train it again.")
    values = answers.float()
    return logits_from(values, meaning_of(values))


def _form(space: ClassifierSpace, module: nn.Module | None) -> Float[Tensor, " form"]:
    """The form of a module, by the shapes of its parameters: scripted modules tell no more.

    As if batch norm were folded: its scales (1-d and no bias) are none of the network's parameters. Shortcuts, which
    are convolutions of 1 x 1, are no part of the longest way through.
    """
    if module is None:
        raise SelectionError(
            f"The encoder of {space.name} also reads the form of a network, which a function has not.",
            "Give an nn.Module, or take a space of one architecture.",
        )
    shapes = {
        name: tuple(value.shape)
        for name, value in module.named_parameters()
        if value.dim() != 1 or name.rpartition(".")[2] == "bias"
    }
    depth = sum(len(s) == 2 or (len(s) == 4 and s[2:] != (1, 1)) for s in shapes.values())
    return form_of_shapes(shapes, depth, space.layout.count)
