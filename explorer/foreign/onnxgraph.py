"""What an ONNX file holds: its graph with the weights beside it, and the form of the network that it is.

Weights stand in initialisers or in nodes of constants, as floats of any size or as integers that nodes scale, and may
be reshaped, turned and cast before they are used. So a layer's weights are found by following its input back.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from explorer.errors import DataError
from explorer.files import impostor, read_bounded, within
from explorer.foreign.tensors import MOST_BYTES
from explorer.foreign.torchfile import short

MOST_PARAMETERS = 64_000_000
AGAIN = "Export it again as ONNX, with one input, all in one file."
_INSIDE = "Export it again all in one file: torch.onnx.export(..., external_data=False), or onnx.save of onnx.load."

# Operators that hand a constant on, with other shape, type or scale.
PASSING = frozenset((
    "Identity", "Cast", "CastLike", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten", "QuantizeLinear",
    "DequantizeLinear", "Clip", "Dropout",
))  # fmt: skip
# Layers with weights: their kind, where their weights may stand among the inputs, and their bias.
LAYERS: dict[str, tuple[str, tuple[int, ...], int]] = {
    "Conv": ("conv", (1,), 2),
    "ConvTranspose": ("conv", (1,), 2),
    "FusedConv": ("conv", (1,), 2),
    "QLinearConv": ("conv", (3,), 8),
    "ConvInteger": ("conv", (1,), 9),
    "Gemm": ("linear", (1, 0), 2),
    "FusedGemm": ("linear", (1, 0), 2),
    "QGemm": ("linear", (3,), 6),
    "MatMul": ("linear", (1, 0), 9),
    "FusedMatMul": ("linear", (1, 0), 9),
    "QLinearMatMul": ("linear", (3, 0), 9),
    "MatMulInteger": ("linear", (1, 0), 9),
    "MatMulIntegerToFloat": ("linear", (1,), 6),
    "DynamicQuantizeMatMul": ("linear", (1,), 4),
}
# What goes into an operator and is no parameter of a network, by the first such input.
_SETTINGS = {
    "Resize": 1, "Upsample": 1, "Pad": 1, "Clip": 1, "QuantizeLinear": 1, "DequantizeLinear": 1, "TopK": 1,
    "Slice": 1, "Reshape": 1, "Expand": 1, "Tile": 1, "OneHot": 1, "Range": 0, "Where": 0, "Pow": 1,
}  # fmt: skip
# Of these no form of layers can be told, or their weights stand where they are not looked for.
_OTHERS = ("LSTM", "GRU", "RNN", "Einsum", "TreeEnsemble", "SVM", "Attention", "MultiHead", "If", "MatMulNBits")
_LINEAR_ML = ("LinearClassifier", "LinearRegressor")  # scikit-learn's, with weights in attributes
_ARITHMETIC = ("Add", "Sub", "Mul", "Div")


@dataclass
class GraphForm:
    """What a network is made of, batch norm folded: what the `probe` encoder reads of its form, beside its answers.

    Attributes:
        convolutions: parameters of its convolutions.
        linear: of its linear layers.
        biases: all others: biases, and what is left of normalisation.
        depth: convolutions and linear layers, 1 x 1 ones (shortcuts) left out.
        known: whether that is all of it; else its weights stand in operators that are not layers.
    """

    convolutions: int = 0
    linear: int = 0
    biases: int = 0
    depth: int = 0
    known: bool = True

    @property
    def count(self) -> int:
        """All parameters."""
        return self.convolutions + self.linear + self.biases


def model_of(data: bytes, name: str, folder: Path | None) -> Any:
    """The model in a file, with its weights, functions written out and dictionaries of scores as tensors.

    Args:
        data: the file.
        name: its name.
        folder: where it lies, for weights in a file beside it; None: nowhere.

    Raises:
        DataError: it is damaged, none of ONNX's, too large, keeps weights where they cannot be read, or may never end.
    """
    import onnx  # noqa: PLC0415 - only a file of this form needs it

    within(data, name, MOST_BYTES)
    if other := impostor(data):
        raise DataError(f"{name} is {other}.", AGAIN)
    # The library raises whatever a damaged file makes it meet; none of it may end the program.
    try:
        model = onnx.load_model_from_string(data)
    except Exception as error:
        raise DataError(f"{name} is no ONNX file: {short(error)}.", AGAIN) from error
    if not model.graph.node or not model.graph.output:
        raise DataError(f"{name} is no ONNX file: it holds no network.", AGAIN)
    if not all(isinstance(text, str) for text in _texts(model)):  # protobuf gives bytes for what is not UTF-8
        raise DataError(f"{name} is damaged: the name of an operator or of a value in it is no text.", AGAIN)
    _bring_in(model, name, folder)
    if model.functions:
        try:
            from onnx import inliner  # noqa: PLC0415 - few files have functions

            model = inliner.inline_local_functions(model)
        except Exception as error:
            raise DataError(f"{name} has functions that cannot be written out: {short(error)}.", AGAIN) from error
    loops = [node.op_type for graph in graphs_in(model.graph) for node in graph.node if node.op_type in _LOOPS]
    if loops:
        raise DataError(f"{name} has a {loops[0]}, which may never end.", "Export it without control flow.")
    _without_dictionaries(model.graph)
    return model


_LOOPS = ("Loop", "Scan", "SequenceMap")


def graphs_in(graph: Any) -> Iterator[Any]:
    """A graph, and the graphs in its nodes."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from graphs_in(attribute.g)
            for inner in attribute.graphs:
                yield from graphs_in(inner)


def _tensors(model: Any) -> Iterator[Any]:
    """All tensors of a model, also those of nodes."""
    nodes = [node for function in model.functions for node in function.node]
    for graph in graphs_in(model.graph):
        yield from graph.initializer
        nodes += graph.node
    for node in nodes:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t
            yield from attribute.tensors


def _texts(model: Any) -> Iterator[Any]:
    """What operators, values and attributes of a model are called."""
    nodes = [node for function in model.functions for node in function.node]
    for graph in graphs_in(model.graph):
        nodes += graph.node
        yield from (one.name for one in (*graph.initializer, *graph.input, *graph.output))
    for node in nodes:
        yield from (node.op_type, node.domain, *node.input, *node.output)
        yield from (attribute.name for attribute in node.attribute)


def _bring_in(model: Any, name: str, folder: Path | None) -> None:
    """Weights that are kept in files beside the model, put into it."""
    from onnx import TensorProto  # noqa: PLC0415 - as in `model_of`

    read: dict[str, bytes] = {}
    for tensor in _tensors(model):
        if tensor.data_location != TensorProto.EXTERNAL:
            continue
        said = {entry.key: entry.value for entry in tensor.external_data}
        place = said.get("location", "")
        if place not in read:
            read[place] = _beside(place, name, folder, MOST_BYTES - sum(map(len, read.values())))
        try:
            start = int(said.get("offset", 0))
            length = int(said.get("length", len(read[place]) - start))
        except ValueError:
            start = length = -1
        if start < 0 or length < 0 or start + length > len(read[place]):
            raise DataError(f"{place} is too short for what {name} says is in it ({tensor.name!r}).", _INSIDE)
        tensor.raw_data = read[place][start : start + length]
        tensor.data_location = TensorProto.DEFAULT
        del tensor.external_data[:]


def _beside(place: str, name: str, folder: Path | None, most: int) -> bytes:
    """A file that a model names, if it lies beside it: never one elsewhere."""
    if folder is None:
        raise DataError(f"{name} keeps its weights in another file, {place!r}, which is not here.", _INSIDE)
    path = folder / place
    if not place or Path(place).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise DataError(f"{name} keeps its weights in {place!r}, which is not in its folder.", _INSIDE)
    try:
        return read_bounded(path, most)
    except DataError as error:
        said = f"{name} keeps its weights in another file, {place!r}, which cannot be read: {error.problem}"
        raise DataError(said, f"Put it beside {name}, or: {_INSIDE}") from error


def _without_dictionaries(graph: Any) -> None:
    """scikit-learn's classifiers give a dictionary of scores an input (ZipMap): of these, the scores themselves."""
    from onnx import TensorProto, helper  # noqa: PLC0415 - as in `model_of`

    for node in [node for node in graph.node if node.op_type == "ZipMap" and node.input and node.output]:
        for output in graph.output:
            if output.name == node.output[0]:
                output.CopyFrom(helper.make_tensor_value_info(node.input[0], TensorProto.FLOAT, None))
                graph.node.remove(node)
                break


def single(model: Any) -> None:
    """Floats of other sizes as float32, in place: onnxruntime has not all operators for the others."""
    from onnx import TensorProto, numpy_helper  # noqa: PLC0415 - as in `model_of`

    others = {TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16}
    for tensor in _tensors(model):
        if tensor.data_type in others:
            values = numpy_helper.to_array(tensor).astype(np.float32)
            tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
    for graph in graphs_in(model.graph):
        for value in (*graph.input, *graph.output, *graph.value_info):
            if value.type.tensor_type.elem_type in others:
                value.type.tensor_type.elem_type = TensorProto.FLOAT
        for node in graph.node:
            for attribute in node.attribute:
                if attribute.name in ("to", "dtype", "output_dtype") and attribute.i in others:
                    attribute.i = TensorProto.FLOAT


@dataclass
class _Constants:
    """Constants of a graph by the names of all that they are made into.

    Attributes:
        origin: the name of the tensor that a name's values are from.
        dims: of these tensors.
        real: those whose values are real numbers, also if they are kept as integers.
        makers: the node that makes a name.
        given: what is made of the input, before any layer.
    """

    origin: dict[str, str] = field(default_factory=dict)
    dims: dict[str, list[int]] = field(default_factory=dict)
    real: set[str] = field(default_factory=set)
    makers: dict[str, Any] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)


def form_of(model: Any, name: str) -> GraphForm:
    """What a network is made of.

    Raises:
        DataError: it has too many parameters.
    """
    held = _constants(model.graph)
    form = GraphForm()
    counted: set[str] = set()  # tensors
    for node in model.graph.node:
        if node.op_type in LAYERS:
            _count_layer(node, held, form, counted)
        elif node.op_type in _LINEAR_ML:
            said = {attribute.name: len(attribute.floats) for attribute in node.attribute}
            form.linear += said.get("coefficients", 0)
            form.biases += said.get("intercepts", 0)
            form.depth += 1
    for node in model.graph.node:
        form.biases += _others_of(node, held, counted)
    form.known = form.depth > 0 and form.biases <= form.convolutions + form.linear
    form.known &= not any(node.op_type.startswith(_OTHERS) for node in model.graph.node)
    if form.count > MOST_PARAMETERS:
        raise DataError(f"{name} has {form.count:,} parameters.", f"At most {MOST_PARAMETERS:,} are read.")
    return form


def _constants(graph: Any) -> _Constants:
    held = _Constants()
    reals = _real_types()
    stored = [(tensor.name, tensor) for tensor in graph.initializer]
    for node in graph.node:
        held.makers.update(dict.fromkeys(node.output, node))
        if node.op_type == "Constant":
            stored += [(node.output[0], one.t) for one in node.attribute if one.name == "value"]
    for key, tensor in stored:
        held.origin[key], held.dims[key] = key, list(tensor.dims)
        if tensor.data_type in reals:
            held.real.add(key)
    held.given = {one.name for one in graph.input} - set(held.origin)
    for node in graph.node:
        _pass_on(node, held)
    return held


def _pass_on(node: Any, held: _Constants) -> None:
    """What a node makes of a constant, or of the input before any layer."""
    first = node.input[0] if node.input else ""
    if node.op_type in PASSING and first in held.origin:
        held.origin[node.output[0]] = held.origin[first]
        if node.op_type == "DequantizeLinear":
            held.real.add(held.origin[first])
    elif (node.op_type in PASSING and first in held.given) or (
        node.op_type in _ARITHMETIC
        and any(one in held.given for one in node.input)
        and all(one in held.given or one in held.origin for one in node.input)
    ):
        held.given.update(node.output)


def _real_types() -> frozenset[int]:
    from onnx import TensorProto  # noqa: PLC0415 - as in `model_of`

    return frozenset(
        number for name, number in TensorProto.DataType.items() if name.startswith(("FLOAT", "DOUBLE", "BFLOAT"))
    )


def _size(held: _Constants, root: str) -> int:
    return math.prod(held.dims[root])


def _count_layer(node: Any, held: _Constants, form: GraphForm, counted: set[str]) -> None:
    kind, places, bias = LAYERS[node.op_type]
    found = [node.input[k] for k in places if k < len(node.input) and node.input[k] in held.origin]
    if not found:
        return  # two tensors that are both computed: no weights
    root = held.origin[found[0]]
    form.depth += kind == "linear" or any(size != 1 for size in held.dims[root][2:])
    if root not in counted:
        counted.add(root)
        if kind == "conv":
            form.convolutions += _size(held, root)
        else:
            form.linear += _size(held, root)
    shift = held.origin.get(node.input[bias]) if bias < len(node.input) else None
    if shift is not None and shift not in counted:
        counted.add(shift)
        form.biases += _size(held, shift)


def _others_of(node: Any, held: _Constants, counted: set[str]) -> int:
    """Parameters of a node that is no layer: biases added by themselves, and what is left of normalisation."""
    kind = node.op_type
    if kind in LAYERS or kind in PASSING or kind == "Constant":
        return 0
    roots = [held.origin[one] for one in node.input[: _SETTINGS.get(kind, len(node.input))] if one in held.origin]
    fresh = [root for root in dict.fromkeys(roots) if root not in counted and root in held.real]
    moving = [one for one in node.input if one not in held.origin]
    after = _layer_before(moving[0], held) if moving else None
    if any(one in held.given for one in moving) and kind in _ARITHMETIC:
        return 0  # how the input is scaled
    if kind == "BatchNormalization":
        counted.update(roots)
        channels = _size(held, roots[0]) if roots else 0
        return channels * (2 if after is None else not _has_bias(after, held))
    if kind in ("Mul", "Div") and (after is not None or _made_by(moving, held, "DynamicQuantizeLinear")):
        return 0  # a scale that is part of the layer before it, or that of its integers
    if kind in ("Add", "Sub") and after is not None:
        counted.update(fresh)
        return sum(_size(held, root) for root in fresh) if not _has_bias(after, held) else 0
    whole = [root for root in fresh if _size(held, root) > 1]  # a single number is a setting of a formula
    counted.update(whole)
    return sum(_size(held, root) for root in whole)


def _layer_before(made: str, held: _Constants) -> Any:
    """The layer whose output this is, but for scales; None: there is none."""
    for _ in range(8):
        node = held.makers.get(made)
        if node is None:
            return None
        if node.op_type in LAYERS:
            return node
        moving = [one for one in node.input if one not in held.origin]
        if not moving or node.op_type not in PASSING | {"Mul", "Div"}:
            return None
        made = moving[0]
    return None


def _has_bias(layer: Any, held: _Constants) -> bool:
    place = LAYERS[layer.op_type][2]
    return place < len(layer.input) and layer.input[place] in held.origin


def _made_by(names: list[str], held: _Constants, kind: str) -> bool:
    return any(one in held.makers and held.makers[one].op_type == kind for one in names)
