"""Tensors of a network as its layers use them: norms undone, one copy of several, in order, without shared prefixes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import torch
from torch import Tensor

WEIGHT_NORM = (  # endings of size, direction, and of what both make
    ("weight_g", "weight_v", "weight"),
    ("parametrizations.weight.original0", "parametrizations.weight.original1", "weight"),
)
SPECTRAL_NORM = (  # endings of the weight, of its first singular vectors (left, right), and of what they make
    ("weight_orig", "weight_u", "weight_v", "weight"),
    ("parametrizations.weight.original", "parametrizations.weight.0._u", "parametrizations.weight.0._v", "weight"),
)
AVERAGED = re.compile(r"(^|[._/])(ema|emas|shadow|swa|averaged?|avg|teacher|target|momentum)([._/]|$)")


def tidied(tensors: dict[str, Tensor], form: str) -> dict[str, Tensor]:
    """Tensors in order, weight norm and spectral norm undone, without a prefix that all share.

    Args:
        tensors: by name.
        form: "safetensors" or "torch": of the file they are from; torch's keep the order of names without numbers.
    """
    return _without_prefix(_ordered(_unnormalised(tensors), form))


def one_copy(tensors: dict[str, Tensor]) -> tuple[dict[str, Tensor], str]:
    """A network that is kept twice, once as it was trained and once averaged, as it was trained; and what was left."""
    heads = dict.fromkeys(head for key in tensors if (head := key.partition(".")[0]) != key)
    own = [head for head in heads if not AVERAGED.search(head)]
    for copy in (head for head in heads if AVERAGED.search(head)):
        theirs = {key.partition(".")[2]: value.shape for key, value in tensors.items() if key.startswith(f"{copy}.")}
        for head in own:
            mine = {key.partition(".")[2]: value.shape for key, value in tensors.items() if key.startswith(f"{head}.")}
            # Trackers of averages drop the parts of a name, or count beside it.
            if mine and set(mine.items()) <= set(theirs.items()):
                kept = {key: value for key, value in tensors.items() if not key.startswith(f"{copy}.")}
                return kept, f"{head!r} was taken, and its averaged copy {copy!r} was not"
    return tensors, ""


def _unnormalised(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights that are kept as size and direction (Salimans and Kingma 2016, eq. 2) or with their largest singular
    vectors (Miyato et al. 2018), as they are used; by the names of both versions that torch has of each.
    """  # noqa: D205 - one sentence
    out, used = dict[str, Tensor](), set[str]()
    for key, value in tensors.items():
        for size, direction, whole in WEIGHT_NORM:
            head = key.removesuffix(size)
            pair = tensors.get(head + direction) if key.endswith(size) else None
            if pair is not None and (made := _sized(pair, value)) is not None:
                out[head + whole] = made
                used |= {key, head + direction}
        for raw, left, right, whole in SPECTRAL_NORM:
            head = key.removesuffix(raw)
            u, v = tensors.get(head + left), tensors.get(head + right)
            matrix = value.flatten(1) if value.ndim > 1 else None
            if not key.endswith(raw) or u is None or v is None or matrix is None:
                continue
            if u.shape == (len(matrix),) and v.shape == (matrix.shape[1],):
                sigma = torch.dot(u, matrix @ v)  # negative where the vectors are still as they were drawn
                out[head + whole] = value / torch.where(sigma.abs() < 1e-12, 1e-12, sigma)
                used |= {key, head + left, head + right}
        if key not in used and not _is_direction(key, tensors):
            out[key] = value
    return {key: value for key, value in out.items() if key not in used}


def _is_direction(key: str, tensors: Mapping[str, Tensor]) -> bool:
    """Whether a tensor's size follows later: it is undone there."""
    return any(
        key.endswith(direction)
        and (size_key := key.removesuffix(direction) + size) in tensors
        and _sized(tensors[key], tensors[size_key]) is not None
        for size, direction, _ in WEIGHT_NORM
    )


def _sized(direction: Tensor, size: Tensor) -> Tensor | None:
    """A direction of a size along one of its dimensions, mostly the first, or as a whole; None: they do not fit."""
    if size.numel() == 1:
        sized: Tensor = direction * (size.reshape(()) / direction.norm().clamp(min=1e-12))
        return sized
    if size.ndim != direction.ndim or any(
        a not in (1, b) for a, b in zip(size.shape, direction.shape, strict=True)
    ):  # fmt: skip
        return None
    over = [k for k, length in enumerate(size.shape) if length == 1]
    norm = direction.norm(dim=over, keepdim=True).clamp(min=1e-12) if over else direction.abs().clamp(min=1e-12)
    return direction * (size / norm)


def _ordered(tensors: dict[str, Tensor], form: str) -> dict[str, Tensor]:
    """By natural sorting; a torch file without numbers in its names as it is (`input`, `hidden`, `output`)."""
    if form == "torch" and not any(part.isdigit() for key in tensors for part in re.split(r"(\d+)", key)):
        return tensors
    return dict(sorted(tensors.items(), key=lambda item: _natural(item[0])))


def _without_prefix(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    while True:
        heads = {key.partition(".")[0] for key in tensors}
        if len(heads) != 1 or not all(key.count(".") > 1 for key in tensors):
            return tensors
        tensors = {key.partition(".")[2]: value for key, value in tensors.items()}


def _natural(key: str) -> list[tuple[int, str]]:
    """A key that sorts `layer2` before `layer10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", key)]
