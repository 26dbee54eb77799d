"""Image classifiers: one definition of each architecture, run as a pure function of its parameters.

The shapes are those of NetSpace (arXiv 2206.05194, supplement), whose zoo networks for CIFAR-10 (3 x 32 x 32) and
TinyImageNet (3 x 64 x 64) are `Classifier(name, 3, 32, 10)` and `Classifier(name, 3, 64, 200)` here. ResNets have
depth 6n + 2 (He et al. 2016, arXiv 1512.03385, section 4.2) with projection shortcuts.

A network that is being trained has batch norm (the ResNets); one that is kept, encoded or decoded has it folded into
the convolution before it: weights and biases alone, which `run` and `run_batch` evaluate.
"""

from __future__ import annotations

import functools
import math
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.func import functional_call, vmap
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import SelectionError
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.networks.graph import run as run_graph
from explorer.networks.graph import run_batch as run_graph_batch
from explorer.space.graphs import graph_of, stated_graph

REFERENCE_WIDTH = 16  # the width of the paper's networks
LARGE_IMAGE = 64  # from this size on the paper's LeNetLike and VanillaCNN halve the image more often
RESNET_DEPTHS = {"ResNet8": 8, "ResNet32": 32, "ResNet56": 56}
NAMES = ("LeNetLike", "VanillaCNN", "ResNet8", "ResNet32", "ResNet56")

Parameters = Mapping[str, Tensor]


@dataclass(frozen=True)
class Classifier:
    """An architecture for images of one size.

    Attributes:
        name: one of `NAMES`.
        channels: of the images.
        size: of the images, in pixels; they are square.
        classes: number of classes.
        width: 16 gives the paper's networks; every layer's width is in proportion.
        stem_stride: of a ResNet's first convolution; 2 makes it four times cheaper.

    Raises:
        SelectionError: an unknown name or an impossible size.
    """

    name: str
    channels: int = 1
    size: int = 28
    classes: int = 10
    width: int = REFERENCE_WIDTH
    stem_stride: int = 1
    shapes: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise SelectionError(f"Unknown architecture {self.name!r}.", f"Choose from: {', '.join(NAMES)}.")
        if min(self.channels, self.size, self.width, self.stem_stride) < 1 or self.classes < 2:
            raise SelectionError(f"{self} is no network.", "Every size must be at least 1, and classes at least 2.")
        try:
            with torch.device("meta"):
                shapes = {name: tuple(value.shape) for name, value in self.module(norm=False).named_parameters()}
        except RuntimeError:
            raise SelectionError(
                f"Images of {self.size} x {self.size} are too small for {self.name}.", "Use at least 16 x 16."
            ) from None
        object.__setattr__(self, "shapes", shapes)

    @property
    def count(self) -> int:
        """Number of parameters, batch norm folded."""
        return sum(math.prod(shape) for shape in self.shapes.values())

    @property
    def depth(self) -> int:
        """Layers with weights on the longest way through, as the ResNets' names count them."""
        depth = RESNET_DEPTHS.get(self.name)
        return depth or sum(name.endswith("weight") for name in self.shapes)

    def module(self, *, norm: bool) -> nn.Module:
        """A fresh network.

        Args:
            norm: with batch norm, as it is trained (only the ResNets have any); else with it folded.
        """
        if self.name == "LeNetLike":
            return _LeNetLike(self)
        if self.name == "VanillaCNN":
            return _VanillaCNN(self)
        return _ResNet(self, norm)


Architecture: TypeAlias = Classifier | GraphClassifier


def arch_data(arch: Architecture) -> dict[str, Any]:
    """An architecture as plain data: the arguments that make it again, or its graph."""
    if isinstance(arch, GraphClassifier):
        made_by = {"factory": arch.factory, "args": dict(arch.args)} if arch.factory else {}
        return {"name": arch.name, **stated_graph(arch.graph), **made_by}
    return {name: value for name, value in asdict(arch).items() if name != "shapes"}


def without_factory(arch: Architecture) -> Architecture:
    """The same without what made its module: where nothing is trained, no code is named."""
    return GraphClassifier(arch.graph) if isinstance(arch, GraphClassifier) else arch


def arch_of(data: Mapping[str, Any]) -> Architecture:
    """The inverse of `arch_data`.

    Raises:
        SelectionError: an unknown name, or an impossible size.
        BundleError: a graph that is damaged, or not allowed.
        DataError: the graph of something else than a classifier.
    """
    if "graph" in data:
        return GraphClassifier(graph_of(data), str(data.get("factory", "")), dict(data.get("args", {})))
    return Classifier(**data)


def run(arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
    """Logits of one network (batch norm folded) on normalised images."""
    if isinstance(arch, GraphClassifier):
        return run_graph(arch.graph, params, images)
    logits: Tensor = functional_call(_skeleton(arch), dict(params), (images,))
    return logits


def run_batch(
    arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"]
) -> Float[Tensor, "nets n classes"]:
    """Logits of a batch of networks on the same images; `params` have the batch axis in front."""
    if isinstance(arch, GraphClassifier):
        return run_graph_batch(arch.graph, params, images)
    _skeleton(arch)  # made here if it is the first time: vmap forbids the random draws of making it
    logits: Tensor = vmap(functools.partial(run, arch), in_dims=(0, None))(dict(params), images)
    return logits


def percent_right(logits: Float[Tensor, "*nets n classes"], labels: Int[Tensor, " n"]) -> Float[Tensor, "*nets"]:
    """Accuracy: the share of the images that each network gives the right class, in percent."""
    return 100 * (logits.argmax(-1) == labels).float().mean(-1)


def bfloat16_helps() -> bool:
    """Whether this CPU computes in bfloat16 itself: training is then up to 1.8 times faster, elsewhere slower."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # torch has no public name for it


def fold(module: nn.Module) -> dict[str, Tensor]:
    """The parameters of a trained network with its batch norm folded into the convolutions.

    At evaluation, batch norm is an affine function of each channel, so the convolution's weight is scaled by
    gamma / sqrt(var + eps), and its bias is beta - mean * gamma / sqrt(var + eps); computed in double precision.
    """
    params: dict[str, Tensor] = {}
    normed = {name: unit for name, unit in module.named_modules() if isinstance(unit, _Convolution)}
    for name, value in module.named_parameters():
        owner = name.rpartition(".")[0].rpartition(".")[0]
        if owner not in normed:
            params[name] = value.detach().clone()
        elif owner and f"{owner}.conv.weight" not in params:
            params[f"{owner}.conv.weight"], params[f"{owner}.conv.bias"] = _fold_one(normed[owner])
    return params


def _fold_one(unit: _Convolution) -> tuple[Tensor, Tensor]:
    weight, norm = unit.conv.weight.detach(), unit.norm
    if not isinstance(norm, nn.BatchNorm2d):
        assert unit.conv.bias is not None
        return weight.clone(), unit.conv.bias.detach().clone()
    assert norm.running_var is not None
    assert norm.running_mean is not None
    scale = norm.weight.detach().double() / (norm.running_var.double() + norm.eps).sqrt()
    bias = norm.bias.detach().double() - norm.running_mean.double() * scale
    return (weight.double() * scale[:, None, None, None]).to(weight.dtype), bias.to(weight.dtype)


class _Skeletons(threading.local):
    """Each thread's own: while a network runs its parameters are in the module, where other threads would meet them."""

    def __init__(self) -> None:
        self.made: dict[Classifier, nn.Module] = {}


_skeletons = _Skeletons()


def _skeleton(arch: Classifier) -> nn.Module:
    """The folded network without memory of its own: its parameters are given at each call."""
    if arch not in _skeletons.made:
        with torch.device("meta"):
            _skeletons.made[arch] = arch.module(norm=False).eval()
    return _skeletons.made[arch]


def _scaled(arch: Classifier, width: int) -> int:
    """A width of the paper's network, in proportion."""
    return max(1, round(width * arch.width / REFERENCE_WIDTH))


class _LeNetLike(nn.Module):
    """Convolutions of 5 x 5 and stride 2, then three linear layers."""

    def __init__(self, arch: Classifier) -> None:
        super().__init__()
        large = arch.size >= LARGE_IMAGE
        widths = [_scaled(arch, w) for w in ((4, 8, 16) if large else (6, 16))]
        size, previous = arch.size, arch.channels
        self.convs = nn.ModuleList()
        for k, width in enumerate(widths):
            padding = 2 if large and k == 0 else 0
            self.convs.append(nn.Conv2d(previous, width, 5, 2, padding))
            size, previous = (size + 2 * padding - 5) // 2 + 1, width
        if size < 1:
            raise RuntimeError("nothing is left of the image")
        first, second = _scaled(arch, 120), _scaled(arch, 84)
        self.hidden = nn.ModuleList([nn.Linear(previous * size * size, first), nn.Linear(first, second)])
        self.head = nn.Linear(second, arch.classes)

    def forward(self, x: Tensor) -> Tensor:
        for conv in self.convs:
            x = F.leaky_relu(conv(x))
        x = x.flatten(1)
        for linear in self.hidden:
            x = F.leaky_relu(linear(x))
        logits: Tensor = self.head(x)
        return logits


class _VanillaCNN(nn.Module):
    """Five convolutions of 3 x 3, then one linear layer."""

    def __init__(self, arch: Classifier) -> None:
        super().__init__()
        large = arch.size >= LARGE_IMAGE
        widths = (8, 16, 32, 64, 64) if large else (8, 8, 32, 64, 64)
        strides = (2, 2, 2, 2, 2) if large else (2, 1, 2, 1, 2)
        size, previous = arch.size, arch.channels
        self.convs = nn.ModuleList()
        for width, stride in zip(widths, strides, strict=True):
            self.convs.append(nn.Conv2d(previous, _scaled(arch, width), 3, stride, 1))
            size, previous = -(-size // stride), _scaled(arch, width)
        self.head = nn.Linear(previous * size * size, arch.classes)

    def forward(self, x: Tensor) -> Tensor:
        for conv in self.convs:
            x = F.leaky_relu(conv(x))
        logits: Tensor = self.head(x.flatten(1))
        return logits


class _Convolution(nn.Module):
    """A convolution and, while it is trained, the batch norm after it."""

    def __init__(self, fan_in: int, fan_out: int, kernel: int, stride: int, norm: bool) -> None:
        super().__init__()
        self.conv = nn.Conv2d(fan_in, fan_out, kernel, stride, kernel // 2, bias=not norm)
        self.norm = nn.BatchNorm2d(fan_out) if norm else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.norm(self.conv(x))
        return out


class _Block(nn.Module):
    """Two convolutions and a shortcut, which is a projection where the form changes."""

    def __init__(self, fan_in: int, fan_out: int, stride: int, norm: bool) -> None:
        super().__init__()
        self.first = _Convolution(fan_in, fan_out, 3, stride, norm)
        self.second = _Convolution(fan_out, fan_out, 3, 1, norm)
        same = fan_in == fan_out and stride == 1
        self.shortcut = None if same else _Convolution(fan_in, fan_out, 1, stride, norm)

    def forward(self, x: Tensor) -> Tensor:
        out = self.second(F.leaky_relu(self.first(x)))
        return F.leaky_relu(out + (x if self.shortcut is None else self.shortcut(x)))


class _ResNet(nn.Module):
    """A stem, three stages of n blocks, average pooling, one linear layer."""

    def __init__(self, arch: Classifier, norm: bool) -> None:
        super().__init__()
        self.stem = _Convolution(arch.channels, arch.width, 3, arch.stem_stride, norm)
        blocks = (RESNET_DEPTHS[arch.name] - 2) // 6
        previous, size = arch.width, -(-arch.size // arch.stem_stride)
        self.stages = nn.ModuleList()
        for k in range(3):
            width, stride = arch.width * 2**k, 1 if k == 0 else 2
            stage = [_Block(previous if b == 0 else width, width, stride if b == 0 else 1, norm) for b in range(blocks)]
            self.stages.append(nn.Sequential(*stage))
            previous, size = width, -(-size // stride)
        # The paper averages over windows of 8 x 8: the whole of a CIFAR-10 image, quarters of a TinyImageNet one.
        self.pool = min(8, size)
        self.head = nn.Linear(previous * (size // self.pool) ** 2, arch.classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.leaky_relu(self.stem(x))
        for stage in self.stages:
            x = stage(x)
        logits: Tensor = self.head(F.avg_pool2d(x, self.pool).flatten(1))
        return logits
