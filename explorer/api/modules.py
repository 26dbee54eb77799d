"""Networks of users, whatever they are, run on the probe inputs of a space."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.errors import DataError
from explorer.foreign.torchfile import short

CHUNK = 512  # inputs at a time

Function = Callable[[Tensor], Any]


def eager(network: Function) -> Function:
    """What `torch.compile` was given: to run it once, compiling does not pay."""
    for name in ("_orig_mod", "_torchdynamo_orig_callable"):  # of a module, of a function
        inner = getattr(network, name, None)
        if callable(inner):
            return eager(inner)
    return network


@contextmanager
def evaluating(module: nn.Module) -> Iterator[None]:
    """The module and all in it in evaluation mode, and each as it was afterwards."""
    training = [one for one in module.modules() if one.training]
    module.eval()
    try:
        yield
    finally:
        for one in training:
            one.training = True


def runner(network: Function) -> Callable[[Tensor], Tensor]:
    """A network as a function of float32 inputs on the CPU, whose outputs are there, too.

    A module runs on its own device and in its own precision, in evaluation mode and without gradients. Where inputs
    have more axes than two and it wants vectors, it is given vectors.

    Args:
        network: an `nn.Module`, or any function of a tensor.

    Returns:
        The function. It raises DataError where the network cannot be run, or gives anything but a tensor.
    """
    if not isinstance(network, nn.Module):
        return lambda inputs: _run(network, inputs, inputs)
    device, dtype = _home(network)

    def run(inputs: Tensor) -> Tensor:
        with evaluating(network):
            return torch.cat([_run(network, part.to(device, dtype), part) for part in inputs.split(CHUNK)])

    return run


def _home(module: nn.Module) -> tuple[torch.device, torch.dtype]:
    """Where a module is, and its precision: those of its first floating-point parameter or buffer."""
    for value in (*module.parameters(), *module.buffers()):
        if nn.parameter.is_lazy(value):
            raise DataError(
                f"The {type(module).__name__} has parameters that are not initialised.", "Run it once on a batch."
            )
        if value.device.type == "meta":
            raise DataError(f"The {type(module).__name__} is on the meta device: it has no weights.", "Load some.")
        if value.is_floating_point():
            return value.device, value.dtype
    return torch.device("cpu"), torch.float32


def _run(network: Function, inputs: Tensor, asked: Tensor) -> Tensor:
    """One batch; as vectors if it fails otherwise, or gives an answer that does not belong to one input each."""
    ways = [inputs, inputs.flatten(1)] if inputs.ndim > 2 else [inputs]
    failed: Exception | None = None
    answers: list[Any] = []
    for way in ways:
        try:
            with torch.no_grad():
                answers.append(network(way))
        except Exception as error:  # noqa: BLE001 - whatever a user's network raises; told below if no way works
            failed = failed or error
            continue
        if isinstance(answers[-1], Tensor) and 1 <= answers[-1].ndim <= 2 and len(answers[-1]) == len(asked):
            break
    if not answers:
        raise DataError(
            f"The network cannot be run on inputs of shape {tuple(asked.shape)}: {short(failed or Exception())}.",
            "It must take what the space's networks take.",
        ) from failed
    return _plain(answers[-1])


def _plain(answer: Any) -> Tensor:
    if isinstance(answer, np.ndarray) and answer.dtype.kind == "f":  # of a function of NumPy's
        return torch.as_tensor(answer, dtype=torch.float32)
    if isinstance(answer, Tensor):
        if answer.layout != torch.strided or answer.device.type == "meta" or answer.is_complex():
            raise DataError(
                f"The network gives a tensor of the type {answer.dtype}, layout {answer.layout}, on {answer.device}.",
                "It must give a dense one of real numbers.",
            )
        return answer.detach().to("cpu", torch.float32)
    if isinstance(answer, Mapping):
        what = f"a mapping ({', '.join(map(str, list(answer)[:4]))})"
    else:
        what = f"a {type(answer).__name__}"
    raise DataError(
        f"The network gives {what}, not a tensor.", "Wrap it in a function that returns the tensor that counts."
    )
