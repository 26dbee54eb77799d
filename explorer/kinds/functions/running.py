"""Functions on data of the user's, and networks known by their tensors."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.hints import Hints
from explorer.kinds.functions.space import functions_only
from explorer.networks.graph import NetworkGraph, fit_state_dict
from explorer.networks.graph.chain import ACTIVATIONS
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
        fitted = fitting(found.archs, tensors)
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
_USUAL = {"aten.softplus.default": (1.0,), "aten.leaky_relu.default": (0.01,)}  # torch's own, which graphs leave out


def fitting(
    archs: Sequence[NetworkGraph],
    tensors: Mapping[str, Tensor],
    activation: str | None = None,
    called: str | None = None,
) -> tuple[int, dict[str, Tensor]] | None:
    """The architecture of a space that a state dict fits, and its parameters; None: it fits none.

    Args:
        archs: the architectures of the space.
        tensors: the state dict.
        activation: that the network has, as `chains.ACTIVATIONS` calls it: of architectures with tensors of the same
            names and shapes, which differ in it, it tells the right one.
        called: the architecture's name, where the file says it, as ours do.

    Raises:
        DataError: it fits several, and nothing tells which of them it is: none of them may be taken for the truth.
    """
    found = dict[int, dict[str, Tensor]]()
    for arch, graph in enumerate(archs):
        with contextlib.suppress(DataError):  # another architecture
            found[arch] = fit_state_dict(graph, dict(tensors))
    found = {arch: params for arch, params in found.items() if archs[arch].name == called} or found
    if activation is not None:
        able = {arch: params for arch, params in found.items() if _has(archs[arch], activation)}
        exactly = {a: params for a, params in able.items() if _has(archs[a], activation, exactly=True)}
        # A graph knows its own beta: "softplus" may mean any, where none has that of the name; "softplus_1" may not.
        found = exactly or ({} if activation == "softplus_1" else able)
    if len(found) > 1:
        names = ", ".join(archs[arch].name for arch in found)
        raise DataError(
            f"The tensors fit {len(found)} architectures of this space: {names}. Which one it is they do not tell.",
            "Say its activation (--activation), if they differ in it; or export it as ONNX, or give the module.",
        )
    return next(iter(found.items()), None)


def _has(graph: NetworkGraph, activation: str, *, exactly: bool = False) -> bool:
    """Whether a graph uses an activation; `exactly`: with the numbers that its name stands for (softplus: beta)."""
    op, numbers = ACTIVATIONS[activation]
    told = [(*node.args[1 : 1 + len(numbers)], *(v for _, v in node.kwargs)) for node in graph.nodes if node.op == op]
    return any(not exactly or (one or _USUAL.get(op, ())) == numbers for one in told)
