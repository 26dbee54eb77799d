"""What ONNX files of graphs are written with: names of tensors, literals, and the shapes of all that nodes make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from explorer.networks.graph.model import Argument, NetworkGraph, Ref
from explorer.networks.graph.running import evaluate
from explorer.networks.onnxfile import Graph

Value = str | int | float | bool | list[Any] | None  # a name of a tensor, or a literal; a size with the examples is -1
_COUNTS = (3, 5)  # of examples: what is three and five is the examples' axis


class Writer:
    """Keeps what is written so far."""

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
        """An argument as a name or a literal; lists of them."""
        if isinstance(argument, Ref):
            sized = argument.kind == "node" and isinstance(self.shapes[argument.index], int)
            return int(self.shapes[argument.index]) if sized else self.name(argument)  # type: ignore[arg-type]
        if isinstance(argument, tuple):
            return [self.value(part) for part in argument]
        return None if isinstance(argument, torch.dtype) else argument

    def term(self, value: Value) -> str:
        """The name of a tensor, or of a number made one."""
        return value if isinstance(value, str) else self.number(float(value))  # type: ignore[arg-type]


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
