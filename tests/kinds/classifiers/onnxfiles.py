"""One small classifier of digits, exported as ONNX in the many forms that people's tools give it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import load_digits, normalised

DATA = load_digits()
SIZE, CLASSES = DATA.train.pixels.shape[-1], 10
SIDE = (SIZE - 3) // 2 + 1
FLOAT = TensorProto.FLOAT

Nodes = Sequence[NodeProto]


def trained(net: nn.Module, mean: float, std: float, steps: int = 150) -> nn.Module:
    """A network after some steps of training on digits."""
    adam = torch.optim.Adam(net.parameters(), 3e-3)
    for _ in range(steps):
        pick = torch.randint(0, len(DATA.train), (64,))
        batch = DATA.train[pick]
        loss = F.cross_entropy(net(normalised(batch.pixels, mean, std)), batch.labels)
        adam.zero_grad()
        loss.backward()
        adam.step()
    return net.eval()


@cache
def small() -> nn.Sequential:
    """A convolution and a linear layer, for pixels of 0 to 1."""
    torch.manual_seed(0)
    net = nn.Sequential(nn.Conv2d(1, 8, 3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(8 * SIDE * SIDE, CLASSES))
    return trained(net, 0.0, 1.0, 400)  # type: ignore[return-value]


def weights(dtype: Any = np.float32, order: Sequence[int] | None = None) -> dict[str, np.ndarray]:
    """Its weights by name; with its classes in another order."""
    conv, head = small()[0], small()[3]
    rows = list(order) if order is not None else list(range(CLASSES))
    found = {"cw": conv.weight, "cb": conv.bias, "hw": head.weight[rows], "hb": head.bias[rows]}
    return {name: value.detach().numpy().astype(dtype) for name, value in found.items()}


def onnx_file(
    before: Nodes = (),
    after: Nodes = (),
    *,
    given: tuple[int, Sequence[Any]] = (FLOAT, ("N", 1, SIZE, SIZE)),
    outputs: Sequence[tuple[str, int, Sequence[Any] | None]] = (("y", FLOAT, ("N", CLASSES)),),
    held: dict[str, np.ndarray] | None = None,
    values: dict[str, np.ndarray] | None = None,
    opset: int = 17,
    ir: int = 8,
) -> bytes:
    """The network from `x` to `y`: by `before` from `x` to `image`, by `after` from `logits` to `y`.

    Args:
        before: nodes; none: the image is `x`.
        after: nodes; none: `logits` is `y`.
        given: type and shape of `x`.
        outputs: name, type and shape of each.
        held: weights by name; none: those of `weights`.
        values: other constants by name.
        opset: of its operators.
        ir: version of the format.
    """
    image, logits = ("image" if before else "x"), ("logits" if after else "y")
    nodes = [
        *before,
        helper.make_node("Conv", [image, "cw", "cb"], ["c"], kernel_shape=[3, 3], strides=[2, 2]),
        helper.make_node("Relu", ["c"], ["r"]),
        helper.make_node("Flatten", ["r"], ["f"]),
        helper.make_node("Gemm", ["f", "hw", "hb"], [logits], transB=1),
        *after,
    ]
    held = weights() if held is None else held
    stored = [numpy_helper.from_array(np.asarray(value), name) for name, value in {**held, **(values or {})}.items()]
    return packed(nodes, [("x", *given)], outputs, stored, opset, ir)


def packed(
    nodes: Nodes, inputs: Sequence[Any], outputs: Sequence[Any], stored: Sequence[TensorProto], opset: int = 17,
    ir: int = 8,
) -> bytes:  # fmt: skip
    """A graph as a file."""
    ends = [[helper.make_tensor_value_info(*one) for one in some] for some in (inputs, outputs)]
    graph = helper.make_graph(list(nodes), "net", ends[0], ends[1], list(stored))
    domains = [helper.make_opsetid("", opset), helper.make_opsetid("ai.onnx.ml", 3)]
    return bytes(helper.make_model(graph, opset_imports=domains, ir_version=ir).SerializeToString())


def node(kind: str, given: str, made: str, **attributes: Any) -> NodeProto:
    """A node; names are separated by spaces."""
    return helper.make_node(kind, given.split(), made.split(), **attributes)
