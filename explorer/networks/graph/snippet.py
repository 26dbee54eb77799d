"""A graph as a program of plain torch: a line a node, to run a network without this package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import indent

import torch
from torch import Tensor

from explorer.networks.graph.model import Argument, NetworkGraph, Node, Ref

CONSTANTS = "constants."  # what the names of constants begin with where they stand beside parameters
_WHOLE: Mapping[str, Callable[..., str]] = {
    "aten.sym_size.int": lambda x, axis: f"{x}.shape[{axis}]",
    "getitem": lambda x, index: f"{x}[{index}]",
    "int.add": lambda a, b: f"{a} + {b}",
    "int.sub": lambda a, b: f"{a} - {b}",
    "int.mul": lambda a, b: f"{a} * {b}",
    "int.floordiv": lambda a, b: f"{a} // {b}",
    "int.mod": lambda a, b: f"{a} % {b}",
    "int.neg": lambda a: f"-{a}",
    "int.max": lambda a, b: f"max({a}, {b})",
    "int.min": lambda a, b: f"min({a}, {b})",
}
_FAMILIAR = {  # as people write them; the others by torch's own names
    "aten.linear.default": "torch.nn.functional.linear",
    "aten.conv1d.default": "torch.nn.functional.conv1d",
    "aten.conv2d.default": "torch.nn.functional.conv2d",
    "aten.conv3d.default": "torch.nn.functional.conv3d",
    "aten.relu.default": "torch.relu",
    "aten.tanh.default": "torch.tanh",
    "aten.sigmoid.default": "torch.sigmoid",
    "aten.sin.default": "torch.sin",
    "aten.cos.default": "torch.cos",
    "aten.add.Tensor": "torch.add",
    "aten.mul.Tensor": "torch.mul",
    "aten.matmul.default": "torch.matmul",
    "aten.cat.default": "torch.cat",
    "aten.reshape.default": "torch.reshape",
    "aten.permute.default": "torch.permute",
    "aten.softmax.int": "torch.softmax",
}


def graph_tensors(graph: NetworkGraph, params: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """All that a network's file must hold: its parameters, and the constants of its architecture."""
    constants = {f"{CONSTANTS}{name}": value for name, value in graph.constants.items()}
    return {**{name: params[name] for name in graph.shapes}, **constants}


def graph_program(graph: NetworkGraph, load: str, imports: str, is_a: str, use: str) -> str:
    """A program of plain torch that loads a network and runs it.

    Args:
        graph: its architecture.
        load: an expression that loads its `graph_tensors`.
        imports: the import that it needs, with its line break, or "".
        is_a: what the network is, in a sentence.
        use: what it does with `network`, a function from examples (n, *input), ending in a line break.
    """
    body = [f'"""{_quoted(is_a)}"""']
    body += [f"h{index} = {_line(node)}" for index, node in enumerate(graph.nodes)]
    body.append(f"return {_said(graph.result)}")
    function = "def network(x):\n" + indent("\n".join(body), "    ")
    return f"import torch\n{imports}\np = {load}\n\n\n{function}\n\n\n{use}"


def _quoted(text: str) -> str:
    return text.replace("\\", " ").replace('"', "'")


def _line(node: Node) -> str:
    args = [_said(argument) for argument in node.args]
    if node.op in _WHOLE:
        return _WHOLE[node.op](*args)
    args += [f"{name}={_said(value)}" for name, value in node.kwargs]
    return f"{_FAMILIAR.get(node.op, f'torch.ops.{node.op}')}({', '.join(args)})"


def _said(value: Argument) -> str:
    if isinstance(value, Ref):
        if value.kind == "param":
            return f"p[{value.name!r}]"
        if value.kind == "constant":
            return f"p[{CONSTANTS + value.name!r}]"
        return "x" if value.kind == "input" else f"h{value.index}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_said, value))}]"
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return f"float({str(value)!r})"
    return str(value) if isinstance(value, torch.dtype) else repr(value)
