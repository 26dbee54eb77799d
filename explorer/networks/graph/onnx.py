"""A graph as ONNX, for those operators that have a counterpart there; the others are said.

Axes and sizes are constants but the number of examples: they are found out by running the graph on tensors without
memory, with two numbers of examples.
"""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor

from explorer.errors import DataError
from explorer.networks.graph.model import NetworkGraph, Node
from explorer.networks.graph.onnxnodes import WRITERS, part
from explorer.networks.graph.onnxwriter import Writer
from explorer.networks.graph.operators import schema
from explorer.networks.onnxfile import onnx_bytes

_PLAIN = {  # one tensor in, one out, nothing to say
    "relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh", "sin": "Sin", "cos": "Cos", "exp": "Exp", "log": "Log",
    "sqrt": "Sqrt", "abs": "Abs", "neg": "Neg", "reciprocal": "Reciprocal", "erf": "Erf", "floor": "Floor",
    "ceil": "Ceil", "softsign": "Softsign", "hardswish": "HardSwish", "sign": "Sign", "tan": "Tan", "atan": "Atan",
    "asin": "Asin", "acos": "Acos", "sinh": "Sinh", "cosh": "Cosh",
}  # fmt: skip
_BINARY = {"add": "Add", "sub": "Sub", "mul": "Mul", "div": "Div", "pow": "Pow", "maximum": "Max", "minimum": "Min"}
_MATRICES = ("matmul", "bmm", "mm", "mv")


def graph_onnx(
    graph: NetworkGraph, params: Mapping[str, Tensor], facts: Mapping[str, str], given: str, answer: str
) -> bytes:
    """A network as ONNX.

    Args:
        graph: its architecture.
        params: its parameters.
        facts: what the file says of it.
        given: name of what goes in, (n, *input).
        answer: name of what comes out, (n, *output).

    Raises:
        DataError: an operator of it is not written as ONNX here.
    """
    work = Writer(graph, params, given)
    for index, node in enumerate(graph.nodes):
        _add(work, index, node)
    work.out.add("Identity", [work.name(graph.result)], answer)
    ends = (given, graph.input), (answer, graph.output)
    return onnx_bytes("network", work.out, *ends, work.tensors, facts)


def _add(work: Writer, index: int, node: Node) -> None:
    if not isinstance(work.shapes[index], tuple):
        work.made.append(None)  # a size, or several tensors: they are known where they are used
        return
    if node.op == "getitem":
        work.made.append(part(work, index))
        return
    short = node.op.split(".")[1] if node.op.startswith("aten.") else node.op
    by_place, _ = schema(node.op) if node.op.startswith("aten.") else ((), ())
    named = {**dict(zip(by_place, node.args, strict=False)), **dict(node.kwargs)}
    arguments = {name: work.value(value) for name, value in named.items()}
    if short in _PLAIN:
        made = work.new(_PLAIN[short], [str(arguments["self"])])
    elif short in _BINARY and arguments.get("rounding_mode") is None and arguments.get("alpha", 1) == 1:
        made = work.new(_BINARY[short], [work.term(v) for v in list(arguments.values())[:2]])
    elif short in _MATRICES:
        made = work.new("MatMul", [str(v) for v in list(arguments.values())[:2]])
    elif short in WRITERS:
        made = WRITERS[short](work, arguments, named, index)
    else:
        raise DataError(f"The operator {node.op} is not written as ONNX.", "Take the network as safetensors or pt.")
    work.made.append(made)
