"""What one gives to an open space, checked: arrays, ids, latents, batches, counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, LatentError, SelectionError
from explorer.explore.travel.paths import check_ids
from explorer.foreign.torchfile import short
from explorer.space.bundle import Space


def batch_of(data: Any) -> Tensor:
    """Data as a dense tensor of numbers; turned arrays (`a[::-1]`) are copied.

    Raises:
        DataError: there is none.
    """
    try:
        batch = data if isinstance(data, Tensor) else torch.as_tensor(np.asarray(data, order="C"))
    except (TypeError, ValueError, RuntimeError, RecursionError) as error:
        raise DataError(f"This is no batch of numbers: {short(error)}.", "Give an array or a tensor.") from error
    if batch.layout != torch.strided or batch.is_complex() or batch.is_quantized or batch.device.type == "meta":
        raise DataError(
            f"A tensor of the type {batch.dtype}, layout {batch.layout}, on {batch.device} is no batch.",
            "Give a dense one of real numbers.",
        )
    return batch


def check_whole(what: str, value: Any, least: int, most: int) -> None:
    """Whether a number of things is a whole one within bounds: 2.5 and -1 index lists, but not as one means it.

    Raises:
        SelectionError: it is not.
    """
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not least <= value <= most:
        raise SelectionError(
            f"{str(value)[:60]} {what} are not possible.", f"Take a whole number, at least {least}, at most {most:,}."
        )


def array_of(values: Any) -> np.ndarray:
    """As NumPy, wherever it is; latents may come from an optimization of the user's, with gradients."""
    if isinstance(values, Tensor):
        return _array_of_tensor(values)
    if callable(values):
        raise SelectionError(
            f"A {type(values).__name__} has no place in this space yet.", "Encode it: space.encode(network)."
        )
    try:
        return np.asarray([array_of(v) for v in values] if isinstance(values, list | tuple) else values)
    except (ValueError, RecursionError) as error:  # lists of different lengths, or that hold themselves
        raise LatentError(f"These are no latents: {error}.", "Give one array (n, d).") from error


def _array_of_tensor(values: Tensor) -> np.ndarray:
    """A dense tensor, of half precision too; half is widened, as NumPy has no bfloat16."""
    try:
        plain = values.detach().resolve_conj().cpu()
        return np.asarray((plain.float() if plain.is_floating_point() else plain).numpy())
    except (TypeError, RuntimeError, NotImplementedError) as error:  # sparse, quantized, without data
        raise LatentError(
            f"A tensor of the type {values.dtype}, layout {values.layout}, on {values.device} is no latent.",
            "Give a dense one of floating-point numbers.",
        ) from error


def ids_of(values: np.ndarray, space: Space) -> list[int]:
    """Ids of networks of a space.

    Args:
        values: whole numbers, (n,).
        space: the space.

    Raises:
        SelectionError: they are no whole numbers, or there is no such network.
    """
    if values.ndim != 1 or values.dtype.kind not in "iu":
        raise SelectionError(f"Ids are whole numbers, not an array of {values.dtype}.", "Give an id, or a list.")
    found = [int(i) for i in values]
    if found:
        check_ids(space, found)
    return found


def latents_of(values: np.ndarray, size: int) -> Float[np.ndarray, "n d"]:
    """Latents, float32.

    Args:
        values: (d,) or (n, d).
        size: d of the space.

    Raises:
        LatentError: they are of another form, or not finite, as float32 too.
    """
    latents = np.atleast_2d(values)
    if values.dtype.kind not in "fiu" or latents.ndim != 2 or latents.shape[1] != size:
        raise LatentError(
            f"Got latents of shape {values.shape}, type {values.dtype}.",
            f"Latents of this space are numbers of shape ({size},) or (n, {size}); ids are integers.",
        )
    with np.errstate(over="ignore"):  # what float32 cannot hold is told below
        latents = latents.astype(np.float32)
    if not np.isfinite(latents).all():
        raise LatentError("The latent holds values that are not finite.", "Start again from a network of the zoo.")
    return latents
