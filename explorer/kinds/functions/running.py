"""Functions on data of the user's, and networks known by their tensors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.hints import Hints
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.networks.graph import fit_state_dict
from explorer.space.bundle import Space


class FunctionRunning:
    """See `protocols.Running`."""

    def batch(self, space: Space, data: Tensor) -> Tensor:
        """Inputs as the networks were trained on them: numbers, the batch axis in front."""
        shape = functions_only(space).archs[0].input
        if data.dim() < 1 or tuple(data.shape[1:]) != shape:
            raise DataError(
                f"Got inputs of shape {tuple(data.shape)}.",
                f"Networks of this space take (n, {', '.join(map(str, shape))}).",
            )
        if not bool(torch.isfinite(data.float()).all()):
            raise DataError("The inputs have values that are not finite.", "Leave them out, or fill them in.")
        return data.float()

    def own(self, space: Space, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
        """One of the space's architectures, as a state dict has it."""
        found = functions_only(space)
        fitted = fitting(found, tensors)
        if fitted is None:
            return None
        arch, params = fitted
        entries = found.model.entries(arch, params)[None]
        with torch.inference_mode():
            read = found.model.read(entries, torch.tensor([arch]))
            return np.asarray(found.model.encode(read)[0].numpy())

    def meant(self, space: Space, run: Callable[[Tensor], Tensor], hints: Hints) -> Callable[[Tensor], Tensor]:
        """As it is: vectors have no usual scale to try."""
        del space, hints
        return run


RUNNING = FunctionRunning()


def fitting(space: FunctionSpace, tensors: Mapping[str, Tensor]) -> tuple[int, dict[str, Tensor]] | None:
    """The architecture of a space that a state dict fits, and its parameters; None: it fits none."""
    for arch, graph in enumerate(space.archs):
        try:
            return arch, fit_state_dict(graph, dict(tensors))
        except DataError:  # another architecture
            continue
    return None
