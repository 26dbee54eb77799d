"""Two classifiers of one architecture, neuron beside neuron: weight matching (Ainsworth et al., arXiv 2209.04836).

Hidden units and channels can be renamed without a change of what the network computes: the rows of the layer that
makes them and the columns of the layers that read them move together. "Git Re-Basin"'s weight matching (its
Algorithm 1) looks for the names under which a network's weights are nearest a reference's: with all names but those
of one layer fixed, the best ones solve a linear assignment problem; so it takes layer after layer until none can be
bettered. What it finds is a local optimum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds.classifiers.networks import Classifier, Parameters

RELATIVE_GAIN = 1e-10  # a smaller one is rounding: without it two equal units could change places for ever

Axes = tuple[str | None, ...]  # for each axis of a parameter the permutation that it carries, if any


def permutation_spec(arch: Classifier) -> dict[str, Axes]:
    """Which axis of which parameter carries which permutation.

    Returns:
        For each parameter in declaration order and each of its axes the name of a permutation, which is that of the
        layer whose outputs it reorders; None for axes that keep their order: of the image's channels, the classes
        and the kernels' rows and columns. The axis of a linear layer that reads flattened channels is longer than
        its permutation: channel by channel, all positions of one.
    """
    found = _resnet_spec(arch) if arch.name.startswith("ResNet") else _chain_spec(arch)
    return {name: found[name] for name in arch.shapes}


def permuted(arch: Classifier, params: Parameters, permutations: Mapping[str, Int[Tensor, " _"]]) -> dict[str, Tensor]:
    """The same network with its units in another order.

    Args:
        arch: its architecture.
        params: its parameters.
        permutations: by name (see `permutation_spec`), for each new place the old place of the unit that goes there;
            one that is missing leaves its units where they are.
    """
    result = dict(params)
    for name, axes in permutation_spec(arch).items():
        for axis, permutation in enumerate(axes):
            if permutation is not None and permutation in permutations:
                result[name] = _reordered(result[name], axis, permutations[permutation])
    return result


def aligned(
    arch: Classifier, params: Parameters, reference: Parameters, *, seed: int = 0, sweeps: int = 20
) -> dict[str, Tensor]:
    """A network with its units in the order in which its weights are nearest a reference's, as far as is found.

    Args:
        arch: the architecture of both.
        params: of the network, batch norm folded.
        reference: parameters of the other network.
        seed: of the order in which layers are taken.
        sweeps: passes over all layers at most; it stops when one changes nothing.

    Returns:
        The network's parameters, reordered: the same function, never farther from the reference than before.

    Raises:
        SelectionError: a network is not of this architecture or holds numbers that are not finite, or `sweeps` is
            less than 1.
    """
    if sweeps < 1:
        raise SelectionError(f"{sweeps} sweeps align nothing.", "Use at least 1.")
    _check(arch, params, "The network")
    _check(arch, reference, "The reference")
    target, current = _precise(reference), _precise(params)
    carriers = _carriers(permutation_spec(arch))
    found = {name: torch.arange(arch.shapes[places[0][0]][0]) for name, places in carriers.items()}
    rng = np.random.default_rng(seed)
    names = list(carriers)
    for _ in range(sweeps):
        moved = False
        for k in rng.permutation(len(names)):
            name = names[k]
            step = _best_order(target, current, carriers[name], len(found[name]))
            if step is not None:
                moved, found[name] = True, found[name][step]
                for parameter, axis in carriers[name]:
                    current[parameter] = _reordered(current[parameter], axis, step)
        if not moved:
            break
    return permuted(arch, params, found)


def _chain_spec(arch: Classifier) -> dict[str, Axes]:
    """LeNetLike and VanillaCNN: each layer's outputs are read by the next one alone."""
    spec: dict[str, Axes] = {}
    read: str | None = None
    for name, shape in arch.shapes.items():
        layer, _, part = name.rpartition(".")
        if part == "weight":
            made = None if layer == "head" else layer
            spec[name] = (made, read, *(None,) * (len(shape) - 2))
            spec[f"{layer}.bias"] = (made,)
            read = made
    return spec


def _resnet_spec(arch: Classifier) -> dict[str, Axes]:
    """ResNets: what blocks add to by identity shortcuts has one order throughout; a projection begins a new one."""
    spec: dict[str, Axes] = {}

    def convolution(layer: str, made: str, read: str | None) -> None:
        spec[f"{layer}.conv.weight"] = (made, read, None, None)
        spec[f"{layer}.conv.bias"] = (made,)

    stream = "stem"
    convolution("stem", stream, None)
    firsts = [name.removesuffix(".first.conv.weight") for name in arch.shapes if name.endswith(".first.conv.weight")]
    for block in firsts:
        read, inner = stream, f"{block}.first"
        if f"{block}.shortcut.conv.weight" in arch.shapes:
            stream = f"{block}.shortcut"
            convolution(stream, stream, read)
        convolution(inner, inner, read)
        convolution(f"{block}.second", stream, inner)
    spec["head.weight"], spec["head.bias"] = (None, stream), (None,)
    return spec


def _carriers(spec: Mapping[str, Axes]) -> dict[str, list[tuple[str, int]]]:
    """For each permutation the axes that carry it, as (parameter, axis); first one along which its units are made."""
    carriers: dict[str, list[tuple[str, int]]] = {}
    for name, axes in spec.items():
        for axis, permutation in enumerate(axes):
            if permutation is not None:
                carriers.setdefault(permutation, []).append((name, axis))
    return carriers


def _best_order(
    target: Parameters, current: Parameters, places: Sequence[tuple[str, int]], size: int
) -> Int[Tensor, " size"] | None:
    """The order of one layer's units in which the weights are nearest the target's; None if the one they have is.

    Norms do not change with the order, so nearest means the largest sum of inner products, and unit j put in place i
    adds the same to it whatever the other units do: a linear assignment problem.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - takes a while; spaces are shown without

    closeness = torch.zeros(size, size, dtype=torch.float64)
    for parameter, axis in places:
        closeness += _rows(target[parameter], axis, size) @ _rows(current[parameter], axis, size).T
    _, chosen = linear_sum_assignment(closeness.numpy(), maximize=True)
    order = torch.from_numpy(chosen)
    gain = float(closeness[torch.arange(size), order].sum() - closeness.trace())
    return order if gain > RELATIVE_GAIN * float(closeness.abs().sum()) else None


def _rows(value: Tensor, axis: int, size: int) -> Float[Tensor, "{size} others"]:
    """All that belongs to each unit along an axis (at all positions, where the axis holds several), as its row."""
    rows: Tensor = value.unflatten(axis, (size, -1)).movedim(axis, 0).flatten(1)
    return rows


def _reordered(value: Tensor, axis: int, order: Int[Tensor, " _"]) -> Tensor:
    """The units along an axis in another order."""
    units: Tensor = value.unflatten(axis, (len(order), -1))
    return units.index_select(axis, order.to(value.device)).reshape(value.shape)


def _precise(params: Parameters) -> dict[str, Tensor]:
    # In single precision the sums over many weights round by more than two like units differ.
    return {name: value.detach().to("cpu", torch.float64) for name, value in params.items()}


def _check(arch: Classifier, params: Parameters, which: str) -> None:
    if {name: tuple(value.shape) for name, value in params.items()} != dict(arch.shapes):
        raise SelectionError(f"{which} is not of the architecture {arch}.", "Give the architecture that it has.")
    if not all(bool(value.isfinite().all()) for value in params.values()):
        raise SelectionError(f"{which} holds numbers that are not finite.", "Give one whose training did not diverge.")
