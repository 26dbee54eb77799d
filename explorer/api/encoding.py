"""A latent for whatever one calls a network: a module, a function, a state dict or a file."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.api.modules import eager, runner
from explorer.errors import DataError, PRepError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.encode import encode_file
from explorer.files import read_bounded
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import MOST_BYTES
from explorer.kinds import registry
from explorer.kinds.protocols import Probing, Running
from explorer.networks.prep import flatten
from explorer.space.bundle import Space

Network = nn.Module | Callable[[Tensor], Any] | Mapping[str, Tensor] | str | PathLike[str]


def latent_of(engine: Engine, space: Space, network: Network, hints: Hints) -> Float[np.ndarray, " d"]:
    """The latent that the space's encoder reads of a network; see `explorer.OpenSpace.encode`."""
    if isinstance(network, str | PathLike):
        path = Path(network)
        return _read(engine, space, read_bounded(path, MOST_BYTES), path.name, replace(hints, folder=path.parent))
    if isinstance(network, Mapping):
        return _of_state(engine, space, network, hints)
    if isinstance(network, np.ndarray | Tensor):
        raise SelectionError(
            f"An array of shape {tuple(network.shape)} is no network.", "Give a module, its state dict, or a file."
        )
    if not callable(network):
        raise SelectionError(
            f"A {type(network).__name__} is no network.", "Give a module, a function, a state dict, or a file."
        )
    return _of_function(space, network, hints)


def _of_function(space: Space, network: Callable[[Tensor], Any], hints: Hints) -> Float[np.ndarray, " d"]:
    """By running it; by its weights, where the encoder reads those alone."""
    function = eager(network)
    module = function if isinstance(function, nn.Module) else None
    if space.model.encoder.reads != "answers":
        latent = None if module is None else _own(space, module.state_dict())
        if latent is None:
            raise SelectionError(
                f"The encoder of {space.name} reads weights: networks of its own architecture alone.",
                "Take a space whose encoder is `probe`.",
            )
        return latent
    probing = registry.promise(space.kind, Probing, "read a network by running it")
    running = registry.promised(space.kind, Running)
    run = runner(function)
    if running is not None:
        run = running.meant(space, run, hints)
    return probing.latent(space, run(probing.inputs(space)), module)


def _of_state(engine: Engine, space: Space, state: Mapping[str, Any], hints: Hints) -> Float[np.ndarray, " d"]:
    """Of the space's own architecture by its names and shapes, else as a file of it would be read."""
    for name, value in state.items():
        if isinstance(value, Tensor) and (value.layout != torch.strided or value.device.type == "meta"):
            raise DataError(
                f"{str(name)[:60]!r} of the state dict is a tensor of layout {value.layout} on {value.device}.",
                "Its tensors must be dense, and hold numbers.",
            )
    tensors = {str(name): value.detach().cpu() for name, value in state.items() if isinstance(value, Tensor)}
    if len(tensors) == len(state):
        for name, value in tensors.items():
            if value.is_floating_point() and not bool(torch.isfinite(value).all()):
                raise DataError(f"The state dict holds NaN or infinite values in {name!r}.", "Train it again.")
        if (latent := _own(space, tensors)) is not None:
            return latent
    buffer = io.BytesIO()
    try:
        torch.save(dict(state), buffer)
    except Exception as error:  # whatever pickle meets in what is no state dict
        raise DataError(f"The state dict holds what is no tensor: {error}.", "Give module.state_dict().") from error
    return _read(engine, space, buffer.getvalue(), "state_dict.pt", hints)


def _own(space: Space, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
    """The latent of a network of the space's own architecture; None: it is of another."""
    running = registry.promised(space.kind, Running)
    if running is not None:
        return running.own(space, tensors)
    if {name: tuple(value.shape) for name, value in tensors.items()} != dict(space.layout.shapes):
        return None
    try:
        weights = flatten(space.layout, tensors).float()
    except PRepError:
        return None
    return np.asarray(space.encode(weights[None], 0)[0].numpy())


def _read(engine: Engine, space: Space, data: bytes, name: str, hints: Hints) -> Float[np.ndarray, " d"]:
    return np.asarray(encode_file(engine, space, data, name, hints).latent, dtype=np.float32)
