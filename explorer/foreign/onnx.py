"""Networks as ONNX files, of any architecture, run by onnxruntime on the CPU."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.files import within
from explorer.foreign.tensors import MOST_BYTES
from explorer.foreign.torchfile import short

MOST_BATCH = 4096
MOST_PARAMETERS = 64_000_000
_FLOAT = 1  # onnx.TensorProto.FLOAT
_AGAIN = "Export it again, with one input and one output, float32, all in one file."


class OnnxNetwork:
    """A network with one input and one output.

    Args:
        data: the file.
        name: the file's name.

    Attributes:
        name: the file's name.
        parameters: how many it has.
        convolutions: parameters of its convolutions.
        linear: of its linear layers.
        biases: all others: biases, and what is left of normalisation.
        depth: convolutions and linear layers, 1 x 1 ones (shortcuts) left out.
        log: whether it ends in a softmax, of which the logarithm is taken.

    Raises:
        DataError: the file is damaged, too large, refers to other files, or has other inputs or outputs.
    """

    def __init__(self, data: bytes, name: str) -> None:
        import onnx  # noqa: PLC0415 - only a file of this form needs the two
        import onnxruntime  # noqa: PLC0415

        within(data, name, MOST_BYTES)
        self.name = name
        # Both libraries raise whatever a damaged file makes them meet; none of it may end the program.
        try:
            model = onnx.load_model_from_string(data)
        except Exception as error:
            raise DataError(f"{name} is no ONNX file: {short(error)}.", _AGAIN) from error
        outside = [t.name for t in model.graph.initializer if t.data_location == onnx.TensorProto.EXTERNAL]
        if outside:
            raise DataError(f"{name} keeps {outside[0]!r} in another file.", _AGAIN)
        loops = [node.op_type for node in model.graph.node if node.op_type in ("Loop", "Scan", "If")]
        if loops:
            raise DataError(f"{name} has a {loops[0]}, which may never end.", "Export it without control flow.")
        self._count(model)
        try:
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 4
            session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise DataError(f"{name} is no ONNX network that can be run: {short(error)}.", _AGAIN) from error
        inputs, outputs = session.get_inputs(), session.get_outputs()
        if len(inputs) != 1 or len(outputs) < 1 or inputs[0].type != "tensor(float)":
            kinds = ", ".join(one.type for one in inputs) or "none"
            raise DataError(f"{name} has the inputs {kinds}, and {len(outputs)} outputs.", _AGAIN)
        self._session = session
        self._input, self._output = inputs[0].name, outputs[0].name
        self.shape: list[Any] = list(inputs[0].shape)
        if self.shape and isinstance(self.shape[0], int) and self.shape[0] > MOST_BATCH:
            raise DataError(f"{name} wants batches of {self.shape[0]:,}.", "Export it with a batch of any size.")
        last = model.graph.node[-1].op_type if model.graph.node else ""
        # Who gives probabilities gives the softmax of their logarithm.
        self.log = last == "Softmax"

    @property
    def words(self) -> str:
        """What it is, in one line."""
        return f"{self.depth} layers, {self.parameters:,} parameters"

    def __call__(self, x: Tensor) -> Tensor:
        """Its output for a batch; in parts where the file fixes the batch's size.

        Raises:
            DataError: it wants input of another shape.
        """
        batch = self.shape[0] if self.shape and isinstance(self.shape[0], int) and self.shape[0] > 0 else None
        parts = [x] if batch is None else list(x.split(batch))
        out = []
        for part in parts:
            padded = part if batch is None else torch.cat([part, part[:1].expand(batch - len(part), *part.shape[1:])])
            try:
                (found,) = self._session.run([self._output], {self._input: padded.numpy().astype(np.float32)})
            except Exception as error:
                wanted = " x ".join(str(size) for size in self.shape)
                raise DataError(
                    f"{self.name} wants input of {wanted}, not of {' x '.join(map(str, x.shape))}.",
                    "Take a network for what this space holds.",
                ) from error
            out.append(torch.from_numpy(np.asarray(found))[: len(part)])
        joined = torch.cat(out)
        return joined.clamp(min=1e-12).log() if self.log else joined

    def _count(self, model: Any) -> None:
        dims = {t.name: list(t.dims) for t in model.graph.initializer if t.data_type == _FLOAT}
        sizes = {name: int(np.prod(shape)) for name, shape in dims.items()}
        self.parameters = sum(sizes.values())
        if self.parameters > MOST_PARAMETERS:
            raise DataError(
                f"{self.name} has {self.parameters:,} parameters.", f"At most {MOST_PARAMETERS:,} are read."
            )
        kinds: Counter[str] = Counter()
        self.depth = 0
        for node in model.graph.node:
            kind = {"Conv": "conv", "Gemm": "linear", "MatMul": "linear"}.get(node.op_type)
            if kind is not None and len(node.input) > 1 and node.input[1] in sizes:
                kinds[kind] += sizes[node.input[1]]
                self.depth += kind == "linear" or dims[node.input[1]][2:] != [1, 1]
        self.convolutions, self.linear = kinds["conv"], kinds["linear"]
        self.biases = self.parameters - self.convolutions - self.linear
