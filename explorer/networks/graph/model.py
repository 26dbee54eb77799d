"""What a graph consists of."""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import torch
from torch import Tensor

from explorer.networks.graph.operators import DTYPES, LEARNED

RefKind: TypeAlias = Literal["input", "param", "constant", "node"]
NAMES_OF_DTYPES: Mapping[torch.dtype, str] = {dtype: name for name, dtype in DTYPES.items()}


@dataclass(frozen=True)
class Ref:
    """Where an argument comes from.

    Attributes:
        kind: the examples, a learned parameter, a constant, or an earlier node.
        name: of the parameter or constant; "" otherwise.
        index: of the node; 0 otherwise.
    """

    kind: RefKind
    name: str = ""
    index: int = 0


INPUT = Ref("input")
Argument: TypeAlias = Ref | int | float | bool | str | torch.dtype | tuple[Any, ...] | None  # of Arguments


@dataclass(frozen=True)
class Node:
    """One operation.

    Attributes:
        op: its operator, see `operators`.
        args: by place.
        kwargs: by name.
    """

    op: str
    args: tuple[Argument, ...] = ()
    kwargs: tuple[tuple[str, Argument], ...] = ()

    @property
    def refs(self) -> Iterator[Ref]:
        """Everything it refers to, in order, as often as it does."""
        return refs_in((*self.args, *(value for _, value in self.kwargs)))


def refs_in(value: Argument) -> Iterator[Ref]:
    """The references inside of an argument."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from refs_in(part)


@dataclass(frozen=True)
class Norm:
    """A batch norm of the module, and what became of it.

    Attributes:
        gamma: name of its scale in a state dict; None: it has none.
        beta: name of its shift; None: it has none.
        mean: name of its running mean.
        variance: name of its running variance.
        eps: added to the variance.
        weight: the graph's parameter that takes its scale: the weight of the layer before it (`folded`), or a scale.
        bias: the graph's parameter that takes its shift.
        before: name of the bias of the layer before it in a state dict; None: it has none, or nothing is folded.
        folded: whether it went into the layer before it.
    """

    gamma: str | None
    beta: str | None
    mean: str
    variance: str
    eps: float
    weight: str
    bias: str
    before: str | None
    folded: bool


@dataclass(frozen=True)
class Source:
    """The module's state dict, as people have it, in relation to the graph.

    Attributes:
        shapes: of its tensors by name, those that count.
        tied: a name -> the name of the same tensor under which the graph knows it.
        buffers: names of the buffers that are constants of the graph, under the same name.
        unused: names of the tensors that have no influence on the output.
        norms: its batch norms.
    """

    shapes: Mapping[str, tuple[int, ...]]
    tied: Mapping[str, str] = field(default_factory=dict)
    buffers: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = ()


@dataclass(frozen=True, eq=False)
class NetworkGraph:
    """A network's architecture: its operators, with its parameters as inputs. Equal where the digests are.

    Attributes:
        name: as people call it.
        input: shape of one example, without the batch axis.
        output: shape of what comes out for one.
        shapes: of the learned parameters, in order.
        constants: tensors that all its networks share (masks, position ids), float32, whole or bool.
        nodes: the operations, each after those that it refers to.
        result: what comes out: the output of a node, or a parameter, a constant or the input as it is.
        source: how state dicts of the module become parameters of this graph.
    """

    name: str
    input: tuple[int, ...]
    output: tuple[int, ...]
    shapes: Mapping[str, tuple[int, ...]]
    constants: Mapping[str, Tensor]
    nodes: tuple[Node, ...]
    result: Ref
    source: Source

    @property
    def count(self) -> int:
        """Number of learned parameters."""
        return sum(math.prod(shape) for shape in self.shapes.values())

    @functools.cached_property
    def depth(self) -> int:
        """Layers with weights on the longest way through."""
        deep = list[int]()  # a node, or -1 where it depends on no example
        for node in self.nodes:
            below = [deep[r.index] if r.kind == "node" else 0 if r.kind == "input" else -1 for r in node.refs]
            most = max(below, default=-1)
            layer = node.op in LEARNED and most >= 0 and min(below) < 0
            deep.append(most + self._layers(node) if layer else most)
        return max(deep[self.result.index], 0) if self.result.kind == "node" and deep else 0

    @staticmethod
    def _layers(node: Node) -> int:
        """1, or the number of layers of a recurrent network (lstm.input's and gru.input's fifth argument)."""
        layers = node.args[4] if node.op in _RECURRENT and len(node.args) > 4 else 1
        return layers if isinstance(layers, int) else 1

    @functools.cached_property
    def digest(self) -> str:
        """Hash of all of it but the name, in hexadecimal; the same in every process."""
        plain = json.dumps(plain_graph(self), sort_keys=True, allow_nan=False).encode()
        found = hashlib.sha256(plain)
        for name, value in sorted(self.constants.items()):
            found.update(f"{name} {NAMES_OF_DTYPES[value.dtype]} {tuple(value.shape)}".encode())
            found.update(value.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
        return found.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NetworkGraph) and (self.name, self.digest) == (other.name, other.digest)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"NetworkGraph({self.name!r}, {self.input} -> {self.output}, {self.count:,} parameters)"


_RECURRENT = frozenset({"aten.lstm.input", "aten.gru.input", "aten.rnn_tanh.input", "aten.rnn_relu.input"})


def plain(value: Argument) -> Any:
    """An argument as JSON has it."""
    if isinstance(value, Ref):
        return {value.kind: {"input": True, "node": value.index}.get(value.kind, value.name)}
    if isinstance(value, torch.dtype):
        return {"dtype": NAMES_OF_DTYPES[value]}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def plain_graph(graph: NetworkGraph) -> dict[str, Any]:
    """A graph without its name and constants, as JSON has it."""
    source = graph.source
    return {
        "input": list(graph.input),
        "output": list(graph.output),
        "parameters": [[name, list(shape)] for name, shape in graph.shapes.items()],
        "nodes": [
            {"op": n.op, "args": [plain(a) for a in n.args], "kwargs": {k: plain(v) for k, v in n.kwargs}}
            for n in graph.nodes
        ],
        "result": plain(graph.result),
        "source": {
            "tensors": [[name, list(shape)] for name, shape in source.shapes.items()],
            "tied": dict(source.tied),
            "buffers": list(source.buffers),
            "unused": list(source.unused),
            "norms": [{name: getattr(norm, name) for name in Norm.__dataclass_fields__} for norm in source.norms],
        },
    }
