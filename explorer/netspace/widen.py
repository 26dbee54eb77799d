"""A larger NetSpace that begins where a smaller one ended: more units, latent coordinates, probes and components.

What is new is silent at first: the larger space reads and decodes as the smaller one did, up to rounding, and learns
from there. So what a space has learned is not lost when its networks turn out to be too small.

Where the larger one has an encoder of another kind, the decoder's parameters alone go over; reading is learned anew.
"""

from __future__ import annotations

import math

import torch
from jaxtyping import Int
from torch import Tensor, nn

from explorer.errors import TrainingError
from explorer.netspace.decoders.residual import ResidualDecoder
from explorer.netspace.encoders.probe import ProbeEncoder
from explorer.netspace.model import NetSpace

FAINT = 0.3  # of the usual size: parameters that lead to or from latent coordinates that were not there
SPECK = 1e-3  # of what a new component moves


def can_widen(old: NetSpace, new: NetSpace) -> bool:
    """Whether `widen` takes these: `residual` decoders, and `probe` encoders or a new one of another kind.

    Nothing of the new ones is smaller.
    """
    if type(old.encoder) is type(new.encoder) and not _reads_more(old.encoder, new.encoder):
        return False
    if not (isinstance(old.decoder, ResidualDecoder) and isinstance(new.decoder, ResidualDecoder)):
        return False
    a, b = old.arch, new.arch
    return (
        (a.inputs, a.hidden, a.outputs, a.omega) == (b.inputs, b.hidden, b.outputs, b.omega)
        and a.width <= b.width
        and old.config.latent <= new.config.latent
        and all(r <= s for r, s in zip(old.decoder.ranks, new.decoder.ranks, strict=True))
        and _linear(old.decoder.trunk[2]).in_features == _linear(new.decoder.trunk[2]).in_features
    )


def _reads_more(old: nn.Module, new: nn.Module) -> bool:
    """Whether an encoder of the same kind reads at the same probes, and others."""
    if not (isinstance(old, ProbeEncoder) and isinstance(new, ProbeEncoder)):
        return False
    count = len(old.probes)
    return (
        _linear(old.body[3]).in_features == _linear(new.body[3]).in_features
        and old.clamp == new.clamp
        and count <= len(new.probes)
        and torch.equal(old.probes, new.probes[:count])
    )


def begin_with(old: nn.Module, new: nn.Module) -> None:
    """Give a fresh model what another one has learned: one of the same tensors, or a smaller one that can grow.

    Args:
        old: the one that has learned.
        new: the fresh one; changed in place.

    Raises:
        TrainingError: the other is neither.
    """
    learned = old.state_dict()
    same = {name: one.shape for name, one in learned.items()} == {n: one.shape for n, one in new.state_dict().items()}
    if isinstance(old, NetSpace) and isinstance(new, NetSpace) and not (same and old.arch == new.arch):
        widen(old, new, torch.Generator().manual_seed(0))  # that of other functions has an omega of its own, say
    elif same:
        new.load_state_dict(learned)
    else:
        raise TrainingError(
            "The space to start from has a model of another form.", "Start from a space of the same recipe."
        )


@torch.no_grad()
def widen(old: NetSpace, new: NetSpace, generator: torch.Generator) -> None:
    """Give a fresh, larger space what a smaller one has learned.

    Args:
        old: the smaller one.
        new: the larger one; changed in place.
        generator: of what is new in it.

    Raises:
        TrainingError: it is not larger, or has other parts.
    """
    if not can_widen(old, new):
        raise TrainingError(
            "The space to start from has other parts than the recipe, or larger ones.", "Start from a smaller one."
        )
    latent = old.config.latent
    if isinstance(old.encoder, ProbeEncoder) and isinstance(new.encoder, ProbeEncoder):
        _encoder(old.encoder, new.encoder)
    decoder, small = _decoders(new), _decoders(old)
    into, first_layer = _linear(decoder.trunk[0]), _linear(small.trunk[0])
    into.weight.mul_(FAINT)
    into.weight[:, :latent] = first_layer.weight
    into.bias.copy_(first_layer.bias)
    decoder.trunk[2].load_state_dict(small.trunk[2].state_dict())
    decoder.linear.weight.mul_(FAINT)
    _targets(old, new, generator)
    first = start = 0
    places = _places(old, new)
    layers = zip(small.bases, decoder.bases, small.slices.values(), decoder.slices.values(), strict=True)
    for module, other, part, whole in layers:
        basis, larger = _linear(module), _linear(other)
        rank, rows = basis.in_features, places[part] - whole.start
        larger.weight.normal_(std=SPECK, generator=generator)
        larger.bias.zero_()
        larger.weight[rows, :rank], larger.bias[rows] = basis.weight, basis.bias
        some, old_rows = slice(start, start + rank), slice(first, first + rank)
        decoder.linear.weight[some, :latent] = small.linear.weight[old_rows]
        decoder.bend.weight[some], decoder.bend.bias[some] = small.bend.weight[old_rows], small.bend.bias[old_rows]
        first, start = first + rank, start + larger.in_features


def _encoder(old: ProbeEncoder, new: ProbeEncoder) -> None:
    """New probes say nothing yet; new latent coordinates say little."""
    body, own = new.body, old.body
    first, last = (_linear(body[k]) for k in (0, 6))
    small_first, small_last = (_linear(own[k]) for k in (0, 6))
    first.weight.zero_()
    first.weight[:, : small_first.in_features] = small_first.weight
    first.bias.copy_(small_first.bias)
    for k in (1, 3, 4):
        body[k].load_state_dict(own[k].state_dict())
    last.weight.mul_(FAINT)
    last.bias.zero_()
    last.weight[: small_last.out_features] = small_last.weight
    last.bias[: small_last.out_features] = small_last.bias


def _linear(module: nn.Module) -> nn.Linear:
    assert isinstance(module, nn.Linear)
    return module


def _decoders(model: NetSpace) -> ResidualDecoder:
    assert isinstance(model.decoder, ResidualDecoder)
    return model.decoder


def _places(old: NetSpace, new: NetSpace) -> Int[Tensor, " count"]:
    """Where each parameter of the smaller networks stands among those of the larger ones."""
    places = torch.empty(old.layout.count, dtype=torch.long)
    tensors = zip(old.layout.shapes, new.layout.shapes, old.layout.slices, new.layout.slices, strict=True)
    for (_, small), (_, large), part, whole in tensors:
        numbers = torch.arange(math.prod(large)).reshape(large)
        places[part] = whole.start + numbers[tuple(slice(0, size) for size in small)].reshape(-1)
    return places


def _targets(old: NetSpace, new: NetSpace, generator: torch.Generator) -> None:
    """The shared start and the scales of the larger networks: what the new units say is not listened to yet."""
    decoder, small = _decoders(new), _decoders(old)
    fresh, width = new.arch.init(generator), old.arch.width
    for (name, shape), part in zip(new.layout.shapes, new.layout.slices, strict=True):
        block = fresh[name].clone()
        if name.endswith("weight") and shape[1] > width and not name.startswith("layers.0."):
            block[: shape[0] if shape[0] < width else width, width:] = 0
        decoder.init[part] = block.reshape(-1)
    for part, own in zip(new.layout.slices, old.layout.slices, strict=True):
        decoder.scale[part] = small.scale[own].mean()
    places = _places(old, new)
    decoder.init[places], decoder.scale[places] = small.init, small.scale
