"""Networks as ONNX files, of any architecture, run by onnxruntime on the CPU."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.onnxgraph import AGAIN, PASSING, form_of, model_of, single
from explorer.foreign.torchfile import short

MOST_BATCH = 4096
LEAST = 1e-30  # a probability that was rounded to 0
# Types of tensors that are given numbers, as numpy has them.
TYPES = {
    "tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(double)": np.float64,
    "tensor(uint8)": np.uint8, "tensor(int8)": np.int8, "tensor(uint16)": np.uint16, "tensor(int16)": np.int16,
    "tensor(int32)": np.int32, "tensor(int64)": np.int64,
}  # fmt: skip


@dataclass(frozen=True)
class End:
    """What goes into a network, or what comes out.

    Attributes:
        name: in the file.
        type: as onnxruntime writes it: "tensor(float)".
        shape: sizes; names or None where they are free.
    """

    name: str
    type: str
    shape: tuple[Any, ...]

    @property
    def words(self) -> str:
        """`image (float, N x 1 x 28 x 28)`."""
        sizes = " x ".join("N" if size is None else str(size) for size in self.shape) or "of no stated shape"
        return f"{self.name} ({self.type.removeprefix('tensor(').removesuffix(')')}, {sizes})"

    @property
    def real(self) -> bool:
        """Whether it is real numbers."""
        return self.type in ("tensor(float)", "tensor(float16)", "tensor(double)")


class OnnxNetwork:
    """A network with one input.

    Args:
        data: the file.
        name: the file's name.
        folder: where it lies, for weights that are kept in a file beside it.

    Attributes:
        name: the file's name.
        form: what it is made of.
        input: what goes in.
        outputs: what comes out, real numbers first.
        shape: of the input; names or None where sizes are free.
        log: whether the first output ends in a softmax, of which the logarithm is taken.

    Raises:
        DataError: the file is damaged, too large, of a form that cannot be run, or has other inputs or outputs.
    """

    def __init__(self, data: bytes, name: str, folder: Path | None = None) -> None:
        self.name = name
        model = model_of(data, name, folder)
        self.form = form_of(model, name)
        self._session = _session(model, name)
        inputs, outputs = (
            [End(one.name, one.type, tuple(one.shape)) for one in ends]
            for ends in (self._session.get_inputs(), self._session.get_outputs())
        )
        if len(inputs) != 1:
            listed = ", ".join(one.words for one in inputs) or "none"
            raise DataError(
                f"{name} has {len(inputs)} inputs: {listed}.", "Export it with one input, the others fixed."
            )
        self.input = inputs[0]
        if self.input.type not in TYPES:
            raise DataError(f"{name} takes {self.input.words}, which is no tensor of numbers.", AGAIN)
        self.outputs = sorted((one for one in outputs if one.type in TYPES), key=lambda one: not one.real)
        if not self.outputs:
            listed = ", ".join(one.words for one in outputs)
            raise DataError(f"{name} gives no numbers: {listed}.", AGAIN)
        self.shape: list[Any] = list(self.input.shape)
        if self.shape and isinstance(self.shape[0], int) and self.shape[0] > MOST_BATCH:
            raise DataError(f"{name} wants batches of {self.shape[0]:,}.", "Export it with a batch of any size.")
        # Who gives probabilities gives the softmax of their logarithm.
        self.log = _ends_in_softmax(model.graph, self.outputs[0].name)

    @property
    def parameters(self) -> int:
        """How many it has."""
        return self.form.count

    @property
    def convolutions(self) -> int:
        """Parameters of its convolutions."""
        return self.form.convolutions

    @property
    def linear(self) -> int:
        """Parameters of its linear layers."""
        return self.form.linear

    @property
    def biases(self) -> int:
        """All other parameters."""
        return self.form.biases

    @property
    def depth(self) -> int:
        """Convolutions and linear layers, 1 x 1 ones (shortcuts) left out."""
        return self.form.depth

    @property
    def words(self) -> str:
        """What it is, in one line."""
        if not self.form.known:
            return "of a form that is not known"
        return f"{self.depth} layers, {self.parameters:,} parameters"

    def __call__(self, x: Tensor) -> Tensor:
        """Its first output for a batch; of a softmax the logarithm.

        Raises:
            DataError: as `answers`.
        """
        first = self.outputs[0].name
        found = self.answers(x, [first])[first]
        return found.clamp(min=LEAST).log() if self.log else found

    def answers(self, x: Tensor, names: list[str] | None = None) -> dict[str, Tensor]:
        """Its outputs for a batch, as float32; in parts where the file fixes the batch's size.

        Args:
            x: the batch axis in front; rounded where the network takes whole numbers.
            names: which outputs; None: all.

        Raises:
            DataError: it wants input of another shape, or fails.
        """
        wanted = [one.name for one in self.outputs] if names is None else names
        batch = self.shape[0] if self.shape and isinstance(self.shape[0], int) and self.shape[0] > 0 else None
        parts = [x] if batch is None else list(x.split(batch))
        out: dict[str, list[Tensor]] = {key: [] for key in wanted}
        for part in parts:
            padded = part if batch is None else torch.cat([part, part[:1].expand(batch - len(part), *part.shape[1:])])
            try:
                found = self._session.run(wanted, {self.input.name: self._typed(padded)})
            except Exception as error:
                raise self._failure(x, error) from error
            for key, values in zip(wanted, found, strict=True):
                out[key].append(torch.from_numpy(np.asarray(values, np.float32))[: len(part)])
        return {key: torch.cat(values) for key, values in out.items()}

    def _typed(self, x: Tensor) -> np.ndarray:
        dtype = np.dtype(TYPES[self.input.type])
        values = x.numpy()
        if dtype.kind != "f":
            limits: Any = np.iinfo(str(dtype))
            values = np.clip(np.rint(values), limits.min, limits.max)
        return np.ascontiguousarray(values.astype(dtype))

    def _failure(self, x: Tensor, error: Exception) -> DataError:
        free = [size if isinstance(size, int) and k else None for k, size in enumerate(self.shape)]
        fits = len(free) == x.ndim and all(a in (None, b) for a, b in zip(free, x.shape, strict=True))
        if fits:
            return DataError(f"{self.name} fails when it is run: {_reason(error)}.", AGAIN)
        wanted = " x ".join("N" if size is None else str(size) for size in self.shape)
        return DataError(
            f"{self.name} wants input of {wanted}, not of {' x '.join(map(str, x.shape))}.",
            "Take a network for what this space holds.",
        )


def _session(model: Any, name: str) -> Any:
    """A session of onnxruntime; of other floats than float32 where they cannot be run, float32."""
    import onnxruntime  # noqa: PLC0415 - only a file of this form needs it
    from onnxruntime.capi.onnxruntime_pybind11_state import InvalidGraph  # noqa: PLC0415
    from onnxruntime.capi.onnxruntime_pybind11_state import NotImplemented as Missing  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = torch.get_num_threads()

    def opened() -> Any:
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])

    # The library raises whatever a damaged file makes it meet; none of it may end the program.
    try:
        return opened()
    except (InvalidGraph, Missing):  # perhaps for its floats; if not, that is told by the second try
        single(model)
    except Exception as error:
        raise _refusal(error, name) from error
    try:
        return opened()
    except Exception as error:
        raise _refusal(error, name) from error


def _refusal(error: Exception, name: str) -> DataError:
    """Why a file cannot be run, the cause first."""
    from onnxruntime import __version__ as version  # noqa: PLC0415 - as in `_session`

    text = " ".join(str(error).split())
    if found := re.search(r"Opset (\d+) is under development.*?domain (\S+) is till opset (\d+)", text):
        return DataError(
            f"{name} is of opset {found[1]} of {found[2]}; onnxruntime {version} runs opsets up to {found[3]}.",
            "Export it with an older one, such as opset_version=17.",
        )
    if found := re.search(r"Unsupported model IR version: (\d+), max supported IR version: (\d+)", text):
        return DataError(
            f"{name} is of version {found[1]} of ONNX's format; onnxruntime {version} reads up to {found[2]}.",
            "Export it with an older onnx, or set its ir_version to 8.",
        )
    if "No Op registered" in text or "No opset import" in text or "not a registered function/op" in text:
        found = re.search(r'In Node, \("[^"]*", (\w+), "([^"]*)"', text) or re.search(r"error: ([\w.]+):(\w+)\(", text)
        what = " of ".join(part for part in found.groups() if part) if found else "an operator"
        return DataError(f"{name} uses {what}, which onnxruntime {version} does not have.", "Export it without it.")
    if found := re.search(r"Could not find an implementation for (\w+)\((\d+)\)", text):
        return DataError(
            f"{name} uses {found[1]} with numbers of a type that onnxruntime does not run.", "Export it in float32."
        )
    return DataError(f"{name} is no ONNX network that can be run: {_reason(error)}.", AGAIN)


def _reason(error: Exception) -> str:
    """What onnxruntime says, without the places in its own code."""
    text = re.sub(r"\[ONNXRuntimeError\] : \d+ : \w+ : ", "", " ".join(str(error).split()))
    text = re.sub(r"/\S+\.(cc|h|cpp):\d+ .*?\) (?=[A-Z])", "", text)
    return short(ValueError(text))


def _ends_in_softmax(graph: Any, output: str) -> bool:
    makers = {made: node for node in graph.node for made in node.output}
    for _ in range(len(makers)):
        node = makers.get(output)
        if node is None or node.op_type not in PASSING or not node.input:
            break
        output = node.input[0]
    node = makers.get(output)
    return node is not None and node.op_type == "Softmax"
