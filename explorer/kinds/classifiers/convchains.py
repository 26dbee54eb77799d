"""Chains of convolutions, batch norm and linear layers, whose names and shapes are all that a file has of them.

Strides, padding and pooling are found: of all that lead to the sizes of the layers, the one with which the network is
right. Where several are about as often right, nothing is guessed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import DataError
from explorer.foreign.chains import ACTIVATIONS
from explorer.foreign.onnxgraph import GraphForm
from explorer.kinds.classifiers.conventions import FEW, Layout, Trial, Way, best_trials, pixel_ways, tried
from explorer.kinds.classifiers.stored import OWN_CODE, Reading, Wanted

MOST_CONVOLUTIONS = 8
USUAL = ("relu", "tanh", "sigmoid", "silu")  # activations with which shapes are tried: the others are like one of them
MOST_SHAPES = 400  # ways in which layers may hang together that are tried
KEPT = 4  # of these, which are tried with every activation and convention
OTHER_SIZES = (32,)  # of images, that networks for others are often made for
DIFFERENT = 0.02  # of the images, up to which two shapes answer alike: then the more usual one is taken
EPSILON = 1e-5  # of batch norm
NORM = ("weight", "bias", "running_mean", "running_var")


@dataclass(frozen=True)
class Block:
    """A layer with the batch norm that belongs to it.

    Attributes:
        weight: (out, in, k, k), or (out, in).
        bias: (out).
        norm: scale and shift of each output (2, out); None: none.
    """

    weight: Tensor
    bias: Tensor
    norm: Tensor | None


@dataclass(frozen=True)
class Shape:
    """How convolutions hang together.

    Attributes:
        size: of the images.
        padded: whether they keep their images' size.
        down: how images are halved: "max", "average", "stride"; "": not at all.
        after: of which convolutions.
        mean: whether the mean over the image goes to the linear layers.
        late: whether batch norm follows the activation.
    """

    size: int
    padded: bool
    down: str
    after: tuple[int, ...]
    mean: bool
    late: bool

    @property
    def words(self) -> str:
        """In words, for people."""
        way = {"max": "max pooling after", "average": "average pooling after", "stride": "stride 2 in"}.get(self.down)
        found = ["padded" if self.padded else "unpadded"]
        if way:
            found.append(f"{way} {', '.join(str(k + 1) for k in self.after)}")
        return ", ".join([*found, *(["global mean"] if self.mean else []), *(["late batch norm"] if self.late else [])])


def conv_chain(weights: Mapping[str, Tensor], name: str, wanted: Wanted, activation: str = "") -> list[Reading]:
    """What a chain of convolutions may be, one reading for each activation.

    Args:
        weights: tensors by name.
        name: of the file.
        wanted: what it must fit.
        activation: where it is told.

    Raises:
        DataError: it is no chain, or more than one reading fits, or none.
    """
    unknown = DataError(f"{name} is of no architecture that is known from its weights alone.", OWN_CODE)
    blocks = _blocks(weights)
    if blocks is None:
        raise unknown
    convs, linears = blocks
    channels = convs[0].weight.shape[1]
    outputs = len((linears or convs)[-1].weight)
    if channels not in (1, 3) or outputs != wanted.classes:
        raise DataError(
            f"{name} is a chain of {len(convs)} convolutions for images of {channels} channels and {outputs} classes; "
            f"here there are {wanted.classes} classes.",
            "Take a network for the images of this space.",
        )
    shapes = [*_shapes(convs, linears, wanted.size)] or [
        one for size in OTHER_SIZES for one in _shapes(convs, linears, size)
    ]
    if not shapes or len(shapes) > MOST_SHAPES:
        raise unknown
    form, kinds = _form(convs, linears), [activation] if activation else [*ACTIVATIONS]
    layers = f"{len(convs)} convolutions and {len(linears)} linear layers, {form.count:,} parameters"

    def reading(shape: Shape, kind: str) -> Reading:
        def answers(x: Float[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
            return _run(x, convs, linears, shape, kind)

        words = f"{layers}, {kind}, {shape.words}"
        return Reading(words, form, answers, _layouts(channels, shape.size, wanted.size), kind, shape.words)

    if len(shapes) > 1:
        shapes = _likely(shapes, [reading(one, activation or "relu") for one in shapes], wanted, name)
    some = [kind for kind in kinds if activation or kind in USUAL]
    every = [reading(shape, kind) for shape in shapes for kind in some]
    pixels = pixel_ways(channels, wanted.mean, wanted.std)[:4]
    runs = [(one.answers, [Way(layout, p) for layout in one.layouts for p in pixels]) for one in every]
    trials = best_trials(runs, wanted.images, wanted.classes, None, name)
    best = trials[0][1]
    others: dict[str, tuple[int, Trial]] = {}  # the best of each other shape, on all images
    for k, trial in trials:
        others.setdefault(every[k].shape, (k, trial))
    again = {
        shape: tried(every[k].answers, trial.way, wanted.images, wanted.classes, None, name)
        for shape, (k, trial) in others.items()
    }
    top = max(again.values(), key=lambda trial: trial.right)
    fit = [shape for shape, trial in again.items() if trial.as_right_as(top)]
    usual = min(fit, key=[one.words for one in shapes].index)
    rivals = {shape for shape in fit if (again[shape].predicted != again[usual].predicted).mean() > DIFFERENT}
    chance = 1 / wanted.classes
    if rivals or best.right < chance + (1 - chance) / 10:
        several = " or ".join([usual, *sorted(rivals)])
        why = (
            f"several readings of its layers fit: {several}" if rivals else "with no reading of its layers it is right"
        )
        raise DataError(f"{name} is a chain of {layers}, but {why}.", OWN_CODE)
    shape = next(one for one in shapes if one.words == usual)
    return [reading(shape, kind) for kind in kinds]


def _layouts(channels: int, size: int, own: int) -> tuple[Layout, ...]:
    fits = ("same",) if size == own else ("padded", "resized") if size > own else ("resized",)
    return tuple(Layout("nchw", channels, size, size, fit) for fit in fits)


def _likely(shapes: Sequence[Shape], readings: Sequence[Reading], wanted: Wanted, name: str) -> list[Shape]:
    """The few with which it is right most often, with a usual activation and two usual conventions."""
    few = wanted.images[:FEW]
    rights = []
    for one in readings:
        ways = [Way(one.layouts[0], p) for p in pixel_ways(one.layouts[0].channels, wanted.mean, wanted.std)[:2]]
        rights.append(max(tried(one.answers, way, few, wanted.classes, None, name).right for way in ways))
    order = sorted(range(len(shapes)), key=lambda k: -rights[k])
    return [shapes[k] for k in sorted(order[:KEPT])]


def _blocks(weights: Mapping[str, Tensor]) -> tuple[list[Block], list[Block]] | None:
    """Convolutions and linear layers in the order in which they fit each other; None: they are no chain."""
    groups: dict[str, dict[str, Tensor]] = {}
    for key, value in weights.items():
        head, _, last = key.rpartition(".")
        groups.setdefault(head, {})[last] = value
    layers, norms = [], []
    for held in groups.values():
        weight = held.get("weight")
        if "running_mean" in held and set(held) <= set(NORM):
            norms.append(held)
        elif weight is not None and weight.ndim in (2, 4) and set(held) <= {"weight", "bias"}:
            layers.append(held)
        else:
            return None
    convs = [one for one in layers if one["weight"].ndim == 4]
    linears = [one for one in layers if one["weight"].ndim == 2]
    if not 0 < len(convs) <= MOST_CONVOLUTIONS or len(linears) > MOST_CONVOLUTIONS:
        return None
    ordered = _chained(convs, lambda a, b: a["weight"].shape[0] == b["weight"].shape[1])
    dense = _chained(linears, lambda a, b: a["weight"].shape[0] == b["weight"].shape[1])
    if ordered is None or dense is None or {one["weight"].shape[2:] for one in convs} - {(k, k) for k in range(12)}:
        return None
    found = _normed([*ordered, *dense], norms)
    return None if found is None else (found[: len(ordered)], found[len(ordered) :])


def _chained(layers: list[dict[str, Tensor]], fits: object) -> list[dict[str, Tensor]] | None:
    """As they stand, if each fits the one before it; else the one order in which they do."""
    assert callable(fits)

    def whole(order: Sequence[dict[str, Tensor]]) -> bool:
        return all(fits(a, b) for a, b in itertools.pairwise(order))

    if whole(layers):
        return layers
    if len(layers) > 7:  # more orders than are tried
        return None
    found = [order for order in itertools.permutations(layers) if whole(order)]
    return list(found[0]) if len(found) == 1 else None


def _normed(layers: list[dict[str, Tensor]], norms: list[dict[str, Tensor]]) -> list[Block] | None:
    """Each batch norm with the next layer, in order, that has as many outputs."""
    waiting = list(norms)
    found = []
    for held in layers:
        weight = held["weight"]
        norm = None
        if waiting and len(waiting[0]["running_mean"]) == len(weight) and held is not layers[-1]:
            one = waiting.pop(0)
            scale = one.get("weight", torch.ones(len(weight))) / (one["running_var"] + EPSILON).sqrt()
            norm = torch.stack([scale, one.get("bias", torch.zeros(len(weight))) - one["running_mean"] * scale])
        found.append(Block(weight, held.get("bias", torch.zeros(len(weight))), norm))
    return None if waiting else found


def _shapes(convs: Sequence[Block], linears: Sequence[Block], size: int) -> Iterator[Shape]:
    """All in which the sizes of layers fit."""
    numbers = range(len(convs))
    subsets = [some for count in range(len(convs) + 1) for some in itertools.combinations(numbers, count)]
    lates = (False, True) if any(one.norm is not None for one in convs) else (False,)
    inputs, last = linears[0].weight.shape[1] if linears else 0, len(convs[-1].weight)
    kernels = [one.weight.shape[-1] for one in convs]
    for after in subsets:
        for padded, down in itertools.product((True, False), ("max", "average", "stride") if after else ("",)):
            left = _left(kernels, size, after, padded=padded, strided=down == "stride")
            if left is None:
                continue
            flat = bool(linears) and last * left**2 == inputs
            if flat or not linears or last == inputs:
                for late in lates:
                    yield Shape(size, padded, down, after, not flat, late)


def _left(kernels: Sequence[int], size: int, after: Sequence[int], *, padded: bool, strided: bool) -> int | None:
    """The size of what comes out; None: there is nothing left."""
    for k, kernel in enumerate(kernels):
        stride = 2 if strided and k in after else 1
        size = (size + 2 * (kernel // 2 if padded else 0) - kernel) // stride + 1
        if not strided and k in after:
            size //= 2
        if size < 1:
            return None
    return size


def _run(x: Tensor, convs: Sequence[Block], linears: Sequence[Block], shape: Shape, kind: str) -> Tensor:
    act = ACTIVATIONS[kind]
    for k, one in enumerate(convs):
        stride = 2 if shape.down == "stride" and k in shape.after else 1
        x = F.conv2d(x, one.weight, one.bias, stride, one.weight.shape[-1] // 2 if shape.padded else 0)
        if one.norm is not None and not shape.late:
            x = x * one.norm[0][:, None, None] + one.norm[1][:, None, None]
        if linears or k < len(convs) - 1:
            x = act(x)
        if one.norm is not None and shape.late:
            x = x * one.norm[0][:, None, None] + one.norm[1][:, None, None]
        if k in shape.after and shape.down in ("max", "average"):
            x = F.max_pool2d(x, 2) if shape.down == "max" else F.avg_pool2d(x, 2)
    x = x.mean((2, 3)) if shape.mean else x.flatten(1)
    for k, one in enumerate(linears):
        x = F.linear(x, one.weight, one.bias)
        if one.norm is not None:
            x = x * one.norm[0] + one.norm[1]
        if k < len(linears) - 1:
            x = act(x)
    return x


def _form(convs: Sequence[Block], linears: Sequence[Block]) -> GraphForm:
    return GraphForm(
        sum(one.weight.numel() for one in convs),
        sum(one.weight.numel() for one in linears),
        sum(len(one.weight) for one in (*convs, *linears)),
        len(linears) + sum(one.weight.shape[-1] > 1 for one in convs),
    )
