"""Functions read by running them: what they answer at the probe inputs, and their form where it counts."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import DataError, SelectionError
from explorer.explore.read.encode import check_reads
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.netspace.encoders.answers import form_of_shapes
from explorer.networks.graph import trace
from explorer.space.bundle import Space


class FunctionProbing:
    """See `protocols.Probing`."""

    def inputs(self, space: Space) -> Tensor:
        """Example inputs."""
        found = functions_only(space)
        check_reads(space)
        probes: Tensor = found.model.encoder.probes
        return probes

    def latent(self, space: Space, answers: Tensor, module: nn.Module | None = None) -> Float[np.ndarray, " d"]:
        """From what it gives at the probes, in the form of the space's networks.

        Raises:
            SelectionError: the space's encoder reads the form of a network, and there is none.
        """
        found = functions_only(space)
        form = None
        if found.model.encoder.form:
            if module is None:
                raise SelectionError(
                    f"The encoder of {space.name} also reads the form of a network, which a function has not.",
                    "Give an nn.Module, or take a space of one architecture.",
                )
            form = form_of_module(module, found)
        return latent_of_answers(found, answers, form)


PROBING = FunctionProbing()


def latent_of_answers(
    space: FunctionSpace, answers: Tensor, form: Float[Tensor, " form"] | None
) -> Float[np.ndarray, " d"]:
    """The latent of what answers so at the probes.

    Raises:
        DataError: the answers have another shape, or are not finite.
    """
    model = space.model
    given = checked_outputs(space, answers, len(model.encoder.probes))
    shown = model.task.answers(given)
    shown = shown if model.task.classes else (shown - model.centre) / model.scale
    with torch.inference_mode():
        reading = model.encoder.reading(shown[None], form)
        return np.asarray(model.encode(reading)[0].numpy())


def checked_outputs(space: FunctionSpace, answers: Tensor, count: int) -> Float[Tensor, "n outputs"]:
    """What a network gives at `count` inputs, one row each.

    Raises:
        DataError: it has another shape, or values that are not finite.
    """
    outputs = space.task.outputs
    if answers.dim() < 1 or len(answers) != count or answers.numel() != count * outputs:
        raise DataError(
            f"The network gives values of shape {tuple(answers.shape)} for {count} inputs.",
            f"Networks of this space give {outputs} for each.",
        )
    if not bool(torch.isfinite(answers).all()):
        raise DataError("The network gives values that are not finite.", "Train it again.")
    return answers.reshape(count, outputs).float()


def form_of_module(module: nn.Module, space: FunctionSpace) -> Float[Tensor, " form"]:
    """The form of a module: of its graph, as the space's own networks have theirs.

    Where it cannot be traced, by the shapes of its parameters: as many layers as it has weights.
    """
    try:
        graph = trace(module, space.model.encoder.probes[:2], type(module).__name__)
    except DataError:
        shapes = {name: tuple(value.shape) for name, value in module.named_parameters()}
        return form_of_shapes(shapes, sum(len(shape) in (2, 4) for shape in shapes.values()), space.layout.count)
    return form_of_shapes(graph.shapes, graph.depth, space.layout.count)
