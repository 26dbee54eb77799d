"""The operators that a graph may hold: an allow-list, by the names that torch gives them.

What is not listed does not run. Each one is a pure function of its arguments: none draws random numbers, writes to its
arguments, reads files, or looks at memory beyond its tensors (`as_strided`, the `_unsafe` ones). What some of them can
do beside that is ruled out by `REQUIRED`.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping
from typing import Any

import torch

_ELEMENTWISE = """
abs acos acosh asin asinh atan atanh ceil cos cosh erf erfc exp exp2 expm1 floor log log10 log1p log2 neg reciprocal
relu relu6 round rsqrt selu sigmoid sign silu sin sinc sinh sqrt square tan tanh trunc hardsigmoid hardswish
mish log_sigmoid logical_not logical_and logical_or logical_xor bitwise_not isnan isinf isfinite frac
celu elu gelu hardtanh hardshrink leaky_relu softplus softshrink threshold prelu positive
clamp clamp.Tensor clamp_min clamp_max clip atan2 hypot maximum minimum fmax fmin nan_to_num
add.Tensor add.Scalar sub.Tensor sub.Scalar mul.Tensor mul.Scalar div.Tensor div.Scalar div.Tensor_mode
rsub.Tensor rsub.Scalar pow.Tensor_Scalar pow.Tensor_Tensor pow.Scalar remainder.Tensor remainder.Scalar fmod.Tensor
fmod.Scalar floor_divide floor_divide.Scalar true_divide.Tensor addcmul addcdiv lerp.Tensor lerp.Scalar
eq.Tensor eq.Scalar ne.Tensor ne.Scalar lt.Tensor lt.Scalar le.Tensor le.Scalar gt.Tensor gt.Scalar ge.Tensor ge.Scalar
bitwise_and.Tensor bitwise_or.Tensor where.self where.ScalarSelf where.ScalarOther where.Scalar masked_fill.Scalar
masked_fill.Tensor glu to.dtype type_as
"""
_LAYERS = """
linear addmm baddbmm bmm dot einsum matmul mm mv outer vdot bilinear _weight_norm embedding
conv1d conv1d.padding conv2d conv2d.padding conv3d conv3d.padding conv_transpose1d conv_transpose2d.input
conv_transpose3d.input convolution lstm.input gru.input rnn_tanh.input rnn_relu.input scaled_dot_product_attention
"""
_NORMS = "group_norm instance_norm layer_norm rms_norm native_layer_norm native_group_norm"
_REDUCTIONS = """
softmax.int log_softmax.int _softmax _log_softmax sum sum.dim_IntList mean mean.dim prod prod.dim_int
var.correction var.dim var std.correction std.dim var_mean.correction std_mean.correction amax amin max max.dim min
min.dim argmax argmin all all.dim any any.dim logsumexp norm.ScalarOpt_dim norm.Scalar linalg_vector_norm cumsum
cumprod median median.dim topk sort
"""
_POOLING = """
adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d _adaptive_avg_pool2d adaptive_max_pool1d
adaptive_max_pool2d avg_pool1d avg_pool2d avg_pool3d max_pool1d max_pool2d max_pool3d max_pool2d_with_indices
max_pool3d_with_indices
"""
_SHAPES = """
reshape view flatten.using_ints unflatten.int permute transpose.int t mT numpy_T movedim.int movedim.intlist
squeeze squeeze.dim squeeze.dims unsqueeze select.int slice.Tensor narrow split.Tensor split_with_sizes split.sizes
chunk unbind.int cat concat stack hstack vstack expand expand_as repeat repeat_interleave.self_int roll flip tile
index_select gather diagonal tril triu pixel_shuffle pixel_unshuffle channel_shuffle unfold im2col constant_pad_nd
pad reflection_pad1d reflection_pad2d replication_pad1d replication_pad2d index.Tensor swapaxes broadcast_to
upsample_nearest1d.vec upsample_nearest2d.vec upsample_nearest3d.vec upsample_bilinear2d.vec upsample_bicubic2d.vec
upsample_linear1d.vec upsample_trilinear3d.vec _upsample_nearest_exact1d.vec _upsample_nearest_exact2d.vec
grid_sampler affine_grid_generator cosine_similarity one_hot
"""
_CREATION = """
zeros ones full arange arange.start arange.start_step linspace eye eye.m scalar_tensor zeros_like ones_like full_like
new_zeros new_ones new_full
"""
GROUPS: Mapping[str, str] = {
    "elementwise": _ELEMENTWISE,
    "layer": _LAYERS,
    "norm": _NORMS,
    "reduction": _REDUCTIONS,
    "pooling": _POOLING,
    "shape": _SHAPES,
    "creation": _CREATION,
}


def _full(name: str) -> str:
    return f"aten.{name}" if "." in name else f"aten.{name}.default"


OPERATORS: Mapping[str, str] = {_full(name): group for group, names in GROUPS.items() for name in names.split()}
"""What each allowed operator of tensors is, by its full name (`aten.linear.default`)."""

WHOLE: Mapping[str, Callable[..., Any]] = {
    "aten.sym_size.int": lambda tensor, axis: tensor.shape[axis],
    "getitem": operator.getitem,
    "int.add": operator.add,
    "int.sub": operator.sub,
    "int.mul": operator.mul,
    "int.floordiv": operator.floordiv,
    "int.mod": operator.mod,
    "int.neg": operator.neg,
    "int.max": max,
    "int.min": min,
}
"""Arithmetic of sizes, and the parts of operators that give several tensors; by the names that graphs use."""

REQUIRED: Mapping[str, Mapping[str, Any]] = {
    "aten.scaled_dot_product_attention.default": {"dropout_p": 0.0},
    "aten.lstm.input": {"dropout": 0.0, "train": False},
    "aten.gru.input": {"dropout": 0.0, "train": False},
    "aten.rnn_tanh.input": {"dropout": 0.0, "train": False},
    "aten.rnn_relu.input": {"dropout": 0.0, "train": False},
    "aten.instance_norm.default": {"running_mean": None, "running_var": None, "use_input_stats": True},
}
"""Arguments that must have one value: nothing is drawn, and no statistics are kept."""

DTYPES: Mapping[str, torch.dtype] = {
    name: getattr(torch, name)
    for name in ("float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool")
}
STRINGS = frozenset(  # beside the equations of einsum
    "none tanh floor trunc valid same constant reflect replicate circular".split()  # noqa: SIM905 - easier to read
)
UNWANTED = frozenset({"device", "layout", "pin_memory", "memory_format", "generator", "out", "copy", "non_blocking"})
"""Arguments that graphs do not hold: where tensors lie is decided when a graph runs."""

LEARNED = frozenset(
    _full(name)
    for name in _LAYERS.split()
    if name not in ("_weight_norm", "scaled_dot_product_attention", "dot", "outer", "vdot", "embedding")
)
"""Operators that count as a layer where one of their arguments depends on parameters alone."""


@functools.cache
def function(name: str) -> Callable[..., Any]:
    """The operator of that name, which must be in `OPERATORS` or `WHOLE`."""
    if name in WHOLE:
        return WHOLE[name]
    assert name in OPERATORS, name
    _, packet, overload = name.split(".")
    found: Callable[..., Any] = getattr(getattr(torch.ops.aten, packet), overload)
    return found


@functools.cache
def schema(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of an operator's arguments by place, and of those by name alone."""
    arguments = function(name)._schema.arguments  # type: ignore[attr-defined]
    return tuple(a.name for a in arguments if not a.kwarg_only), tuple(a.name for a in arguments if a.kwarg_only)


@functools.cache
def dtypes_of(name: str) -> tuple[str, ...]:
    """Names of an operator's arguments that are types of numbers."""
    arguments = function(name)._schema.arguments  # type: ignore[attr-defined]
    return tuple(a.name for a in arguments if "ScalarType" in str(a.real_type))
