"""Operators of graphs as nodes of ONNX, those that have a counterpart there."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import torch

from explorer.errors import DataError
from explorer.networks.graph.model import Argument, Ref
from explorer.networks.graph.onnxwriter import Writer

Arguments = Mapping[str, Any]
Write = Callable[[Writer, Arguments, Mapping[str, Argument], int], str]


def _linear(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    if len(w.shape(named["input"])) == 2 and a.get("bias") is not None:
        return w.new("Gemm", [a["input"], a["weight"], a["bias"]], transB=1)
    turned = w.new("Transpose", [a["weight"]], perm=[1, 0])
    product = w.new("MatMul", [a["input"], turned])
    return product if a.get("bias") is None else w.new("Add", [product, a["bias"]])


def _conv(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
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
    def write(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
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
    def write(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
        shape = w.shape(named["self"])
        sizes = _many(a["output_size"], len(shape) - 2)
        before = shape[2:]
        if any(b % s for b, s in zip(before, sizes, strict=True)):
            raise _unwritten(w, index)
        window = [b // s for b, s in zip(before, sizes, strict=True)]
        return w.new(kind, [a["self"]], kernel_shape=window, strides=window)

    return write


def _unwritten(w: Writer, index: int) -> DataError:
    op = w.graph.nodes[index].op
    return DataError(f"The operator {op} is not written as ONNX with these arguments.", "Take safetensors or pt.")


def _shaped(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    """Whatever only changes the shape: known from what comes out."""
    del named
    shape = w.shapes[index]
    assert isinstance(shape, tuple)
    if shape.count(-1) > 1:
        raise _unwritten(w, index)
    return w.new("Reshape", [str(next(iter(a.values()))), w.whole(*shape)])


def _permute(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    axes = len(w.shape(named["self"]))
    order = list(range(axes))
    if "dims" in a:
        order = [axis % axes for axis in a["dims"]]
    else:  # transpose, t, mT, numpy_T
        first, second = a.get("dim0", -2) % axes, a.get("dim1", -1) % axes
        order[first], order[second] = order[second], order[first]
    return w.new("Transpose", [a["self"]], perm=order)


def _cat(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Concat", a["tensors"], axis=a.get("dim", 0))


def _select(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Gather", [a["self"], w.constant(torch.tensor(a["index"]))], axis=a["dim"])


def _slice(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    start, end = a.get("start") or 0, a.get("end")
    ends = 2**62 if end is None else min(end, 2**62)
    where = [w.whole(v) for v in (start, ends, a.get("dim", 0), a.get("step", 1))]
    return w.new("Slice", [a["self"], *where])


def part(w: Writer, index: int) -> str:
    """One of the tensors that `split` and its like give: a slice of what they were given."""
    ref, which = w.graph.nodes[index].args
    if not isinstance(ref, Ref) or ref.kind != "node" or not isinstance(which, int):
        raise _unwritten(w, index)
    node = w.graph.nodes[ref.index]
    if node.op not in ("aten.split.Tensor", "aten.split_with_sizes.default", "aten.split.sizes", "aten.chunk.default"):
        raise _unwritten(w, ref.index)
    axis = int(dict(node.kwargs).get("dim", node.args[2] if len(node.args) > 2 else 0))  # type: ignore[arg-type]
    whole, own = w.shape(node.args[0]), w.shapes[index]
    assert isinstance(own, tuple)
    size = node.args[1]
    if isinstance(size, tuple):
        start = sum(size[:which])
    elif node.op == "aten.chunk.default":
        start = which * -(-whole[axis] // int(size))  # type: ignore[arg-type]
    else:
        start = which * int(size)  # type: ignore[arg-type]
    if which < 0 or -1 in (whole[axis], own[axis]):
        raise _unwritten(w, index)
    return w.new("Slice", [str(w.value(node.args[0])), *(w.whole(v) for v in (start, start + own[axis], axis, 1))])


def _expand(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
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
    def write(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
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


def _layer_norm(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    sizes = a["normalized_shape"]
    weight = a.get("weight") or w.constant(torch.ones(sizes))
    given = [a["input"], weight, *([a["bias"]] if a.get("bias") else [])]
    return w.new("LayerNormalization", given, axis=-len(sizes), epsilon=float(a.get("eps", 1e-5)))


def _group_norm(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
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


def _gelu(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    x = a["self"]
    if a.get("approximate", "none") == "tanh":
        cubed = w.new("Mul", [w.new("Mul", [x, x]), w.new("Mul", [x, w.number(0.044715)])])
        inner = w.new("Tanh", [w.new("Mul", [w.new("Add", [x, cubed]), w.number(math.sqrt(2 / math.pi))])])
    else:
        inner = w.new("Erf", [w.new("Mul", [x, w.number(math.sqrt(0.5))])])
    half = w.new("Mul", [x, w.number(0.5)])
    return w.new("Mul", [half, w.new("Add", [inner, w.number(1.0)])])


def _silu(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Mul", [a["self"], w.new("Sigmoid", [a["self"]])])


def _softplus(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    beta = float(a.get("beta", 1.0))
    scaled = w.new("Softplus", [w.new("Mul", [a["self"], w.number(beta)])])
    return w.new("Div", [scaled, w.number(beta)])


def _mish(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("Mul", [a["self"], w.new("Tanh", [w.new("Softplus", [a["self"]])])])


def _clip(low: str, high: str, least: float | None = None, most: float | None = None) -> Write:
    def write(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
        del named, index
        bounds = (a.get(low, least), a.get(high, most))
        given = ["" if bound is None else w.number(bound) for bound in bounds]
        return w.new("Clip", [a["self"], *given])

    return write


def _leaky(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named, index
    return w.new("LeakyRelu", [a["self"]], alpha=float(a.get("negative_slope", 0.01)))


def _elu(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named
    if a.get("scale", 1) != 1 or a.get("input_scale", 1) != 1:
        raise _unwritten(w, index)
    return w.new("Elu", [a["self"]], alpha=float(a.get("alpha", 1.0)))


def _prelu(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del index
    shape = w.shape(named["self"])
    wide = w.new("Reshape", [a["weight"], w.whole(-1, *[1] * (len(shape) - 2))]) if len(shape) > 2 else a["weight"]
    return w.new("PRelu", [a["self"], wide])


def _attention(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    if a.get("attn_mask") is not None or a.get("is_causal") or a.get("enable_gqa"):
        raise _unwritten(w, index)
    axes = len(w.shape(named["key"]))
    turned = w.new("Transpose", [a["key"]], perm=[*range(axes - 2), axes - 1, axes - 2])
    scale = a.get("scale") or w.shape(named["query"])[-1] ** -0.5
    scores = w.new("Mul", [w.new("MatMul", [a["query"], turned]), w.number(scale)])
    return w.new("MatMul", [w.new("Softmax", [scores], axis=-1), a["value"]])


def _rsub(w: Writer, a: Arguments, named: Mapping[str, Argument], index: int) -> str:
    del named
    if a.get("alpha", 1) != 1:
        raise _unwritten(w, index)
    return w.new("Sub", [w.term(a["other"]), a["self"]])


WRITERS: Mapping[str, Write] = {
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
