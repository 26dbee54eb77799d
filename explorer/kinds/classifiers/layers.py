"""Classifiers written out: layer by layer as ONNX, and as a program of plain torch that needs nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, Literal

import torch
from torch import Tensor, nn

from explorer.kinds.classifiers.networks import Classifier
from explorer.networks.onnxfile import Graph, onnx_bytes

IMAGES, LOGITS = "images", "logits"  # what goes into an ONNX file, and what comes out


@dataclass(frozen=True)
class Layer:
    """A step of a classifier.

    Attributes:
        kind: "block": two convolutions of 3 x 3 and a shortcut, then a leaky ReLU.
        name: of its parameters: `name.weight`; of a block what its convolutions' names begin with.
        stride: of a convolution, or of a block's first one.
        padding: of a convolution.
        size: of a pooling window.
        projected: whether a block's shortcut is a convolution of 1 x 1.
        bent: whether a leaky ReLU follows.
    """

    kind: Literal["conv", "block", "pool", "flatten", "linear"]
    name: str = ""
    stride: int = 1
    padding: int = 0
    size: int = 1
    projected: bool = False
    bent: bool = True


def layers_of(arch: Classifier) -> list[Layer]:
    """The steps of an architecture, batch norm folded, read off its module."""
    with torch.device("meta"):
        module: Any = arch.module(norm=False)
    found: list[Layer] = []
    if hasattr(module, "stem"):
        found.append(_convolution("stem.conv", module.stem.conv))
        for s, stage in enumerate(module.stages):
            found += [_block(f"stages.{s}.{b}", block) for b, block in enumerate(stage)]
        found.append(Layer("pool", size=int(module.pool)))
    else:
        found += [_convolution(f"convs.{k}", conv) for k, conv in enumerate(module.convs)]
    found.append(Layer("flatten"))
    found += [Layer("linear", f"hidden.{k}") for k in range(len(getattr(module, "hidden", ())))]
    return [*found, Layer("linear", "head", bent=False)]


def _convolution(name: str, conv: nn.Conv2d) -> Layer:
    return Layer("conv", name, int(conv.stride[0]), int(conv.padding[0]))


def _block(name: str, block: Any) -> Layer:
    return Layer("block", name, int(block.first.conv.stride[0]), 1, projected=block.shortcut is not None)


def classifier_onnx(arch: Classifier, params: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
    """A classifier as ONNX: normalised images to logits.

    Args:
        arch: the architecture.
        params: its parameters by name.
        facts: what the file says of it.
    """
    graph, last = Graph(), IMAGES
    for k, layer in enumerate(layers_of(arch)):
        step = f"step.{k}"
        match layer.kind:
            case "conv":
                last = _bent(graph, _conv(graph, last, layer.name, layer.stride, layer.padding, step))
            case "block":
                first = _bent(graph, _conv(graph, last, f"{layer.name}.first.conv", layer.stride, 1, f"{step}.first"))
                second = _conv(graph, first, f"{layer.name}.second.conv", 1, 1, f"{step}.second")
                beside = (
                    _conv(graph, last, f"{layer.name}.shortcut.conv", layer.stride, 0, f"{step}.beside")
                    if layer.projected
                    else last
                )
                last = _bent(graph, graph.add("Add", [second, beside], step))
            case "pool":
                window = [layer.size, layer.size]
                last = graph.add("AveragePool", [last], step, kernel_shape=window, strides=window)
            case "flatten":
                last = graph.add("Flatten", [last], step)
            case "linear":
                parts = [last, f"{layer.name}.weight", f"{layer.name}.bias"]
                last = graph.add("Gemm", parts, step if layer.bent else LOGITS, transB=1)
                last = _bent(graph, last) if layer.bent else last
    image = [arch.channels, arch.size, arch.size]
    return onnx_bytes(arch.name, graph, (IMAGES, image), (LOGITS, [arch.classes]), params, facts)


def _conv(graph: Graph, given: str, name: str, stride: int, padding: int, made: str) -> str:
    parts = [given, f"{name}.weight", f"{name}.bias"]
    return graph.add("Conv", parts, made, strides=[stride, stride], pads=[padding] * 4)


def _bent(graph: Graph, given: str) -> str:
    return graph.add("LeakyRelu", [given], f"{given}.bent")


def classifier_program(arch: Classifier, load: str, imports: str, use: str) -> str:
    """A program of plain torch that loads a classifier and runs it.

    Args:
        arch: the architecture.
        load: an expression that loads the parameters.
        imports: the import that it needs, a line, or "".
        use: what it does with `network`, ending in a line break.
    """
    lines = [line for layer in layers_of(arch) for line in _written(layer)]
    blocks = any(layer.kind == "block" for layer in layers_of(arch))
    head = _HEAD.format(imports=imports, load=load) + (_BLOCK if blocks else "")
    return head + _NETWORK.format(name=arch.name, lines="\n    ".join(lines)) + use


def _written(layer: Layer) -> list[str]:
    match layer.kind:
        case "conv":
            return [f'x = F.leaky_relu(conv(x, "{layer.name}", stride={layer.stride}, padding={layer.padding}))']
        case "block":
            return [f'x = block(x, "{layer.name}", stride={layer.stride})']
        case "pool":
            return [f"x = F.avg_pool2d(x, {layer.size})"]
        case "flatten":
            return ["x = x.flatten(1)"]
        case "linear":
            run = f'linear(x, "{layer.name}")'
            return [f"x = F.leaky_relu({run})" if layer.bent else f"return {run}"]


_HEAD = dedent(
    """\
    import torch
    import torch.nn.functional as F
    {imports}
    weights = {load}


    def conv(x, name, stride=1, padding=0):
        return F.conv2d(x, weights[name + ".weight"], weights[name + ".bias"], stride, padding)


    def linear(x, name):
        return F.linear(x, weights[name + ".weight"], weights[name + ".bias"])


    """
)

_BLOCK = dedent(
    """\
    def block(x, name, stride):
        y = F.leaky_relu(conv(x, name + ".first.conv", stride, padding=1))
        y = conv(y, name + ".second.conv", padding=1)
        if name + ".shortcut.conv.weight" in weights:
            x = conv(x, name + ".shortcut.conv", stride)
        return F.leaky_relu(y + x)


    """
)

_NETWORK = dedent(
    '''\
    def network(x):
        """{name}: logits for normalised images."""
        {lines}


    '''
)
