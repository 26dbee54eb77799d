"""A graph as ONNX, for those operators that have a counterpart there; the others are said.

Axes and sizes are constants but the number of examples: they are found out by running the graph on tensors without
memory, with two numbers of examples.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.networks.graph.model import Argument, NetworkGraph, Node, Ref
from explorer.networks.graph.operators import schema
from explorer.networks.graph.running import evaluate
from explorer.networks.onnxfile import Graph, onnx_bytes

Value = str | int | float | bool | list[Any] | None  # a name of a tensor, or a literal; a size with the examples is -1
_COUNTS = (3, 5)  # of examples: what is three and five is the examples' axis
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
    work = _Writer(graph, params, given)
    for index, node in enumerate(graph.nodes):
        work.add(index, node)
    work.out.add("Identity", [work.name(graph.result)], answer)
    ends = (given, graph.input), (answer, graph.output)
    return onnx_bytes("network", work.out, *ends, work.tensors, facts)


class _Writer:
    """Node after node."""

    def __init__(self, graph: NetworkGraph, params: Mapping[str, Tensor], given: str) -> None:
        self.graph, self.given = graph, given
        self.out = Graph()
        self.tensors: dict[str, Tensor] = {name: params[name].detach().cpu().contiguous() for name in graph.shapes}
        self.tensors |= {f"constants.{name}": value.cpu().contiguous() for name, value in graph.constants.items()}
        self.shapes = _shapes(graph)
        self.made: list[Value] = []

    def name(self, ref: Ref) -> str:
        """The name of the tensor that a reference is to."""
        if ref.kind == "node":
            made = self.made[ref.index]
            assert isinstance(made, str)
            return made
        return {"input": self.given, "param": ref.name}.get(ref.kind, f"constants.{ref.name}")

    def constant(self, value: Tensor) -> str:
        """A tensor of the file's own."""
        name = f"literal.{len(self.tensors)}"
        self.tensors[name] = value
        return name

    def whole(self, *values: int) -> str:
        """Whole numbers as a tensor."""
        return self.constant(torch.tensor(values, dtype=torch.int64))

    def number(self, value: float) -> str:
        """A number as a tensor."""
        return self.constant(torch.tensor(float(value)))

    def new(self, kind: str, given: Sequence[str], **attributes: Any) -> str:
        """A node; gives the name of what it makes."""
        return self.out.add(kind, given, f"h{len(self.out.nodes)}", **attributes)

    def shape(self, ref: Argument) -> tuple[int, ...]:
        """Of a tensor, the examples' axis -1."""
        assert isinstance(ref, Ref)
        if ref.kind == "node":
            found = self.shapes[ref.index]
            assert isinstance(found, tuple)
            return found
        if ref.kind == "input":
            return (-1, *self.graph.input)
        return self.graph.shapes[ref.name] if ref.kind == "param" else tuple(self.graph.constants[ref.name].shape)

    def value(self, argument: Argument) -> Value:
        if isinstance(argument, Ref):
            sized = argument.kind == "node" and isinstance(self.shapes[argument.index], int)
            return int(self.shapes[argument.index]) if sized else self.name(argument)  # type: ignore[arg-type]
        if isinstance(argument, tuple):
            return [self.value(part) for part in argument]
        return None if isinstance(argument, torch.dtype) else argument

    def add(self, index: int, node: Node) -> None:
        if isinstance(self.shapes[index], int):
            self.made.append(None)  # a size: it is known where it is used
            return
        short = node.op.split(".")[1] if node.op.startswith("aten.") else node.op
        by_place, _ = schema(node.op) if node.op.startswith("aten.") else ((), ())
        named = {**dict(zip(by_place, node.args, strict=False)), **dict(node.kwargs)}
        arguments = {name: self.value(value) for name, value in named.items()}
        if short in _PLAIN:
            made = self.new(_PLAIN[short], [str(arguments["self"])])
        elif short in _BINARY and arguments.get("rounding_mode") is None and arguments.get("alpha", 1) == 1:
            made = self.new(_BINARY[short], [self._term(v) for v in list(arguments.values())[:2]])
        elif short in _MATRICES:
            made = self.new("MatMul", [str(v) for v in list(arguments.values())[:2]])
        elif short in _WRITERS:
            made = _WRITERS[short](self, arguments, named, index)
        else:
            raise DataError(f"The operator {node.op} is not written as ONNX.", "Take the network as safetensors or pt.")
        self.made.append(made)

    def _term(self, value: Value) -> str:
        return value if isinstance(value, str) else self.number(float(value))  # type: ignore[arg-type]


Arguments = Mapping[str, Any]
Write = Callable[[_Writer, Arguments, Mapping[str, Argument], int], str]


def _linear(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    if len(w.shape(named["input"])) == 2 and a.get("bias") is not None:
        return w.new("Gemm", [a["input"], a["weight"], a["bias"]], transB=1)
    turned = w.new("Transpose", [a["weight"]], perm=[1, 0])
    product = w.new("MatMul", [a["input"], turned])
    return product if a.get("bias") is None else w.new("Add", [product, a["bias"]])


def _conv(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    axes = len(w.shape(named["weight"])) - 2
    attributes: dict[str, Any] = {"group": a.get("groups", 1)}
    padding = a.get("padding", 0)
    if isinstance(padding, str):
        attributes["auto_pad"] = {"same": "SAME_UPPER", "valid": "VALID"}[padding]
    else:
        attributes["pads"] = _many(padding, axes) * 2
    attributes |= {"strides": _many(a.get("stride", 1), axes), "dilations": _many(a.get("dilation", 1), axes)}
    given = [a["input"], a["weight"], *([a["bias"]] if a.get("bias") is not None else [])]
    return w.new("Conv", given, **attributes)


def _many(value: Any, axes: int) -> list[int]:
    values = list(value) if isinstance(value, list) else [value]
    return values if len(values) == axes else values * axes


def _pool(kind: str) -> Write:
    def write(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
        axes = len(w.shape(named["self"])) - 2
        size = _many(a["kernel_size"], axes)
        attributes: dict[str, Any] = {"kernel_shape": size, "ceil_mode": int(a.get("ceil_mode") or False)}
        attributes["strides"] = _many(a.get("stride") or size, axes)
        attributes["pads"] = _many(a.get("padding", 0), axes) * 2
        if kind == "MaxPool":
            attributes["dilations"] = _many(a.get("dilation", 1), axes)
        else:
            attributes["count_include_pad"] = int(a.get("count_include_pad", True))
            if a.get("divisor_override") is not None:
                raise _unwritten(w, index)
        return w.new(kind, [a["self"]], **attributes)

    return write


def _adaptive(kind: str) -> Write:
    def write(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
        shape = w.shape(named["self"])
        sizes = _many(a["output_size"], len(shape) - 2)
        before = shape[2:]
        if any(b % s for b, s in zip(before, sizes, strict=True)):
            raise _unwritten(w, index)
        window = [b // s for b, s in zip(before, sizes, strict=True)]
        return w.new(kind, [a["self"]], kernel_shape=window, strides=window)

    return write


def _unwritten(w: _Writer, index: int) -> DataError:
    op = w.graph.nodes[index].op
    return DataError(f"The operator {op} is not written as ONNX with these arguments.", "Take safetensors or pt.")


def _shaped(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    """Whatever only changes the shape: known from what comes out."""
    del named
    shape = w.shapes[index]
    assert isinstance(shape, tuple)
    if shape.count(-1) > 1:
        raise _unwritten(w, index)
    return w.new("Reshape", [str(next(iter(a.values()))), w.whole(*shape)])


def _permute(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    axes = len(w.shape(named["self"]))
    order = list(range(axes))
    if "dims" in a:
        order = [axis % axes for axis in a["dims"]]
    else:  # transpose, t, mT, numpy_T
        first, second = a.get("dim0", -2) % axes, a.get("dim1", -1) % axes
        order[first], order[second] = order[second], order[first]
    return w.new("Transpose", [a["self"]], perm=order)


def _cat(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Concat", a["tensors"], axis=a.get("dim", 0))


def _select(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Gather", [a["self"], w.constant(torch.tensor(a["index"]))], axis=a["dim"])


def _slice(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    start, end = a.get("start") or 0, a.get("end")
    ends = 2**62 if end is None else min(end, 2**62)
    where = [w.whole(v) for v in (start, ends, a.get("dim", 0), a.get("step", 1))]
    return w.new("Slice", [a["self"], *where])


def _expand(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    shape = w.shapes[index]
    assert isinstance(shape, tuple)
    del named
    if -1 not in shape:
        return w.new("Expand", [a["self"], w.whole(*shape)])
    if shape.count(-1) > 1 or shape[0] != -1:
        raise _unwritten(w, index)
    count = w.new("Slice", [w.new("Shape", [w.given]), w.whole(0), w.whole(1)])
    return w.new("Expand", [a["self"], w.new("Concat", [count, w.whole(*shape[1:])], axis=0)])


def _mean(kind: str) -> Write:
    def write(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
        axes = a.get("dim")
        if axes is None:
            raise _unwritten(w, index)
        axes = [axis % len(w.shape(named["self"])) for axis in (axes if isinstance(axes, list) else [axes])]
        keep = int(bool(a.get("keepdim", False)))
        if kind == "ReduceSum":  # since opset 13 its axes are an input
            return w.new(kind, [a["self"], w.whole(*axes)], keepdims=keep)
        return w.new(kind, [a["self"]], axes=axes, keepdims=keep)

    return write


def _softmax(kind: str) -> Write:
    return lambda w, a, named, index: w.new(kind, [a["self"]], axis=a["dim"])


def _layer_norm(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    sizes = a["normalized_shape"]
    weight = a.get("weight") or w.constant(torch.ones(sizes))
    given = [a["input"], weight, *([a["bias"]] if a.get("bias") else [])]
    return w.new("LayerNormalization", given, axis=-len(sizes), epsilon=float(a.get("eps", 1e-5)))


def _group_norm(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    shape = w.shape(named["input"])
    groups, channels = a["num_groups"], shape[1]
    flat = w.new("Reshape", [a["input"], w.whole(-1, groups, channels // groups * math.prod(shape[2:]))])
    ones, zeros = w.constant(torch.ones(groups)), w.constant(torch.zeros(groups))
    made = w.new("InstanceNormalization", [flat, ones, zeros], epsilon=float(a.get("eps", 1e-5)))
    made = w.new("Reshape", [made, w.whole(-1, *shape[1:])])
    wide = w.whole(channels, *[1] * (len(shape) - 2))
    for part, kind in ((a.get("weight"), "Mul"), (a.get("bias"), "Add")):
        if part is not None:
            made = w.new(kind, [made, w.new("Reshape", [part, wide])])
    return made


def _gelu(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    x = a["self"]
    if a.get("approximate", "none") == "tanh":
        cubed = w.new("Mul", [w.new("Mul", [x, x]), w.new("Mul", [x, w.number(0.044715)])])
        inner = w.new("Tanh", [w.new("Mul", [w.new("Add", [x, cubed]), w.number(math.sqrt(2 / math.pi))])])
    else:
        inner = w.new("Erf", [w.new("Mul", [x, w.number(math.sqrt(0.5))])])
    half = w.new("Mul", [x, w.number(0.5)])
    return w.new("Mul", [half, w.new("Add", [inner, w.number(1.0)])])


def _silu(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Mul", [a["self"], w.new("Sigmoid", [a["self"]])])


def _softplus(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    beta = float(a.get("beta", 1.0))
    scaled = w.new("Softplus", [w.new("Mul", [a["self"], w.number(beta)])])
    return w.new("Div", [scaled, w.number(beta)])


def _mish(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Mul", [a["self"], w.new("Tanh", [w.new("Softplus", [a["self"]])])])


def _clip(low: str, high: str, least: float | None = None, most: float | None = None) -> Write:
    def write(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
        del named, index
        bounds = (a.get(low, least), a.get(high, most))
        given = ["" if bound is None else w.number(bound) for bound in bounds]
        return w.new("Clip", [a["self"], *given])

    return write


def _leaky(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("LeakyRelu", [a["self"]], alpha=float(a.get("negative_slope", 0.01)))


def _elu(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named
    if a.get("scale", 1) != 1 or a.get("input_scale", 1) != 1:
        raise _unwritten(w, index)
    return w.new("Elu", [a["self"]], alpha=float(a.get("alpha", 1.0)))


def _prelu(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    shape = w.shape(named["self"])
    wide = w.new("Reshape", [a["weight"], w.whole(-1, *[1] * (len(shape) - 2))]) if len(shape) > 2 else a["weight"]
    return w.new("PRelu", [a["self"], wide])


def _attention(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    if a.get("attn_mask") is not None or a.get("is_causal") or a.get("enable_gqa"):
        raise _unwritten(w, index)
    axes = len(w.shape(named["key"]))
    turned = w.new("Transpose", [a["key"]], perm=[*range(axes - 2), axes - 1, axes - 2])
    scale = a.get("scale") or w.shape(named["query"])[-1] ** -0.5
    scores = w.new("Mul", [w.new("MatMul", [a["query"], turned]), w.number(scale)])
    return w.new("MatMul", [w.new("Softmax", [scores], axis=-1), a["value"]])


def _rsub(w: _Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named
    if a.get("alpha", 1) != 1:
        raise _unwritten(w, index)
    return w.new("Sub", [w._term(a["other"]), a["self"]])


_WRITERS: Mapping[str, Write] = {
    "linear": _linear,
    **dict.fromkeys(("conv1d", "conv2d", "conv3d"), _conv),
    **dict.fromkeys(("max_pool1d", "max_pool2d", "max_pool3d"), _pool("MaxPool")),
    **dict.fromkeys(("avg_pool1d", "avg_pool2d", "avg_pool3d"), _pool("AveragePool")),
    **dict.fromkeys(("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d"), _adaptive("AveragePool")),
    **dict.fromkeys(("reshape", "view", "flatten", "unflatten", "squeeze", "unsqueeze"), _shaped),
    **dict.fromkeys(("permute", "transpose", "t", "mT"), _permute),
    "cat": _cat,
    "concat": _cat,
    "select": _select,
    "slice": _slice,
    "expand": _expand,
    "mean": _mean("ReduceMean"),
    "sum": _mean("ReduceSum"),
    "amax": _mean("ReduceMax"),
    "amin": _mean("ReduceMin"),
    "softmax": _softmax("Softmax"),
    "_softmax": _softmax("Softmax"),
    "log_softmax": _softmax("LogSoftmax"),
    "_log_softmax": _softmax("LogSoftmax"),
    "layer_norm": _layer_norm,
    "group_norm": _group_norm,
    "gelu": _gelu,
    "silu": _silu,
    "mish": _mish,
    "softplus": _softplus,
    "hardtanh": _clip("min_val", "max_val", -1.0, 1.0),
    "relu6": _clip("", "", 0.0, 6.0),
    "clamp": _clip("min", "max"),
    "clamp_min": _clip("min", ""),
    "leaky_relu": _leaky,
    "elu": _elu,
    "selu": lambda w, a, named, index: w.new("Selu", [a["self"]]),
    "celu": lambda w, a, named, index: w.new("Celu", [a["self"]], alpha=float(a.get("alpha", 1.0))),
    "prelu": _prelu,
    "scaled_dot_product_attention": _attention,
    "rsub": _rsub,
}


def _shapes(graph: NetworkGraph) -> list[tuple[int, ...] | int | None]:
    """Of what each node makes: a shape, with -1 where the examples are; a size, -1 if it counts them; None: several."""
    seen: list[list[Any]] = []
    for count in _COUNTS:
        made: list[Any] = []

        def see(index: int, value: Any, made: list[Any] = made) -> None:
            del index
            made.append(tuple(value.shape) if isinstance(value, Tensor) else value if isinstance(value, int) else None)

        params = {name: torch.empty(shape, device="meta") for name, shape in graph.shapes.items()}
        with torch.no_grad():
            evaluate(graph, params, torch.empty((count, *graph.input), device="meta"), see)
        seen.append(made)
    out: list[tuple[int, ...] | int | None] = []
    for few, many in zip(*seen, strict=True):
        if isinstance(few, tuple):
            out.append(tuple(a if a == b else -1 for a, b in zip(few, many, strict=True)))
        else:
            out.append(few if few == many or few is None else -1)
    return out
