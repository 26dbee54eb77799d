"""A graph checked before it runs: its form first, then the sizes of all that it makes, on tensors without memory.

What passes may fail all the same: tensors without memory have no values, and not every operator checks as much on them
as where it computes. So a graph that was read also runs once (`check_runs`), when it is known that this costs little.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from explorer.errors import DataError
from explorer.networks.graph.model import NAMES_OF_DTYPES, Argument, NetworkGraph, Node, Ref
from explorer.networks.graph.operators import DTYPES, OPERATORS, REQUIRED, STRINGS, UNWANTED, WHOLE, dtypes_of, schema
from explorer.networks.graph.running import NodeError, evaluate, last_uses

MOST_NODES = 6_000  # a DenseNet-201 has 700
MOST_TENSORS = 10_000  # parameters, or constants
MOST_PARAMETERS = 100_000_000
MOST_CONSTANTS = 16_777_216  # numbers in all constants together
MOST_VALUES = 67_108_864  # that a node makes for one example: 256 MiB
MOST_WHOLE = 2**40  # sizes, while they are computed with
MOST_ALIVE = 134_217_728  # of them that are held at a time
MOST_TOTAL = 1_073_741_824  # that all nodes make
MOST_WORK = 50_000_000_000  # floating-point operations for one example; a ResNet-152 needs half of it
MOST_AXES = 8
MOST_NESTING = 3  # of lists in an argument: index.Tensor's have two
MOST_LIST = 1024
NAME = re.compile(r"\w+(\.\w+)*")
EQUATION = re.compile(r"[A-Za-z., \->]{1,100}")
TRIED = (2, 3)  # examples with which a graph that was read is run
FEW, MANY = 2, 64  # examples at which sizes are looked at: they may not grow faster than the examples
_BUILT_IN = frozenset(dir(nn.Module()))  # names that a module has already
_REMEDY = "The file is damaged, or made by another version or on purpose; import the networks again."


def refuse(graph_name: str, problem: str) -> DataError:
    """What is wrong with a graph that was read."""
    return DataError(f"The architecture {graph_name!r} is not valid: {problem}.", _REMEDY)


def check(graph: NetworkGraph) -> None:
    """Check all of a graph.

    Raises:
        DataError: something in it is not allowed, does not fit, or is too large.
    """
    check_names(graph)
    for index, node in enumerate(graph.nodes):
        check_node(graph, node, index)
    _check_ref(graph, graph.result, len(graph.nodes), "the result")
    check_sizes(graph)


def check_names(graph: NetworkGraph) -> None:
    """Whether names, shapes and amounts are possible.

    Raises:
        DataError: they are not.
    """
    check_amounts(graph)
    for name in (*graph.shapes, *graph.constants):
        if not NAME.fullmatch(name) or len(name) > 300:
            raise refuse(graph.name, f"{name[:60]!r} is no name of a tensor")
    for name in graph.shapes:
        parts = name.split(".")
        odd = next((p for p in parts if p in _BUILT_IN or p.startswith("__")), None)
        if odd is not None:
            raise refuse(graph.name, f"a parameter cannot be called {name!r}: {odd!r} is something else in a module")
        if name.startswith("constants."):
            raise refuse(graph.name, f"a parameter cannot be called {name!r}: constants are kept under such names")
        if any(".".join(parts[:k]) in graph.shapes for k in range(1, len(parts))):
            raise refuse(graph.name, f"{name!r} is a part of another parameter")
    for what, shape in (("input", graph.input), ("output", graph.output), *graph.shapes.items()):
        if len(shape) > MOST_AXES or any(s < 1 for s in shape) or math.prod(shape) > MOST_VALUES:
            raise refuse(graph.name, f"{what} cannot have the shape {shape}")
    for name, value in graph.constants.items():
        if value.dtype not in NAMES_OF_DTYPES or value.layout != torch.strided:
            raise refuse(graph.name, f"the constant {name!r} is of type {value.dtype}")
        if value.is_floating_point() and bool(value.isnan().any()):
            raise refuse(graph.name, f"the constant {name!r} has values that are no numbers")


def check_amounts(graph: NetworkGraph) -> None:
    """Whether there are not too many nodes, tensors and numbers.

    Raises:
        DataError: there are.
    """
    amounts = (len(graph.nodes), MOST_NODES, "nodes"), (len(graph.shapes), MOST_TENSORS, "parameters")
    for amount, most, what in (*amounts, (len(graph.constants), MOST_TENSORS, "constants")):
        if amount > most:
            raise refuse(graph.name, f"it has {amount:,} {what}, at most {most:,} are read")
    if graph.count > MOST_PARAMETERS:
        raise DataError(
            f"{graph.name} has {graph.count:,} parameters.",
            f"At most {MOST_PARAMETERS:,} are taken; spaces of networks above a million need much memory.",
        )
    if sum(value.numel() for value in graph.constants.values()) > MOST_CONSTANTS:
        raise refuse(graph.name, f"its constants have more than {MOST_CONSTANTS:,} numbers")


def check_node(graph: NetworkGraph, node: Node, index: int) -> None:
    """Whether an operation is allowed, and its arguments are.

    Raises:
        DataError: it is not.
    """
    where = f"node {index} ({node.op[:60]})"
    if node.op not in OPERATORS and node.op not in WHOLE:
        raise DataError(
            f"The architecture {graph.name!r} uses the operator {node.op[:60]!r}, which is not among those that run.",
            "Only deterministic operators of tensors are allowed; write the network with others.",
        )
    for argument in (*node.args, *(value for _, value in node.kwargs)):
        _check_argument(graph, argument, index, where, 0)
    if node.op in WHOLE:
        if node.kwargs or not 1 <= len(node.args) <= 2:
            raise refuse(graph.name, f"{where} has other arguments than it takes")
        return
    by_place, by_name = schema(node.op)
    names = [*by_place[: len(node.args)], *(name for name, _ in node.kwargs)]
    if len(node.args) > len(by_place) or len(set(names)) < len(names) or set(names) - {*by_place, *by_name}:
        raise refuse(graph.name, f"{where} has other arguments than it takes")
    given = dict(zip(names, (*node.args, *(value for _, value in node.kwargs)), strict=True))
    if UNWANTED & set(names) - {"copy", "non_blocking"}:
        raise refuse(graph.name, f"{where} says where tensors lie, which is decided when it runs")
    # A number in place of a type ends the process in torch 2.x's own code, with no error that could be caught.
    for name in dtypes_of(node.op):
        if given.get(name) is not None and not isinstance(given[name], torch.dtype):
            raise refuse(graph.name, f"{where} has the {name} {str(given[name])[:40]}, which is no type")
    for name, wanted in REQUIRED.get(node.op, {}).items():
        if name in given and (given[name] != wanted or isinstance(given[name], Ref)):
            raise refuse(graph.name, f"{where} must have {name}={wanted}")


def _check_argument(graph: NetworkGraph, value: Argument, index: int, where: str, depth: int) -> None:
    if isinstance(value, Ref):
        _check_ref(graph, value, index, where)
    elif isinstance(value, tuple):
        if depth >= MOST_NESTING or len(value) > MOST_LIST:
            raise refuse(graph.name, f"{where} has a list that is too deep or too long")
        for part in value:
            _check_argument(graph, part, index, where, depth + 1)
    elif isinstance(value, str):
        if value not in STRINGS and not ("einsum" in where and EQUATION.fullmatch(value)):
            raise refuse(graph.name, f"{where} has the text {value[:40]!r}")
    elif isinstance(value, float):
        if math.isnan(value):
            raise refuse(graph.name, f"{where} has an argument that is no number")
    elif isinstance(value, torch.dtype):
        if value not in NAMES_OF_DTYPES:
            raise refuse(graph.name, f"{where} has the type {value}")
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise refuse(graph.name, f"{where} has a number beyond 64 bits")


def _check_ref(graph: NetworkGraph, ref: Ref, index: int, where: str) -> None:
    known: Mapping[str, Any] = {"param": graph.shapes, "constant": graph.constants}.get(ref.kind, {})
    if ref.kind == "node" and not 0 <= ref.index < index:
        raise refuse(graph.name, f"{where} refers to node {ref.index}, which does not come before it")
    if ref.kind in ("param", "constant") and ref.name not in known:
        raise refuse(graph.name, f"{where} refers to the {ref.kind} {ref.name[:60]!r}, which is not there")


class _Sizes:
    """What the nodes make at some number of examples, in numbers each; stops at the first that is too large."""

    def __init__(self, graph: NetworkGraph, examples: int) -> None:
        self.graph, self.examples = graph, examples
        self.numbers = list[int]()
        self.alive = self.total = self.work = 0
        self._last = last_uses(graph)

    def __call__(self, index: int, made: Any) -> None:
        graph, node = self.graph, self.graph.nodes[index]
        tensors = [made] if isinstance(made, Tensor) else [t for t in _several(made) if isinstance(t, Tensor)]
        if not tensors and not isinstance(made, int | list | tuple):
            raise refuse(graph.name, f"node {index} ({node.op}) gives something else than tensors or sizes")
        if isinstance(made, int) and abs(made) > MOST_WHOLE:
            raise refuse(graph.name, f"node {index} ({node.op}) makes a size beyond {MOST_WHOLE:,}")
        numbers = sum(tensor.numel() for tensor in tensors)
        self.alive, self.total = self.alive + numbers, self.total + numbers
        self.work += numbers * _window(node)
        if len(tensors) > MOST_LIST:
            raise refuse(graph.name, f"node {index} ({node.op}) gives more than {MOST_LIST} tensors")
        for found, most, what in (
            (numbers, MOST_VALUES, "in node"), (self.alive, MOST_ALIVE, "held at a time up to node"),
            (self.total, MOST_TOTAL, "up to node"),
        ):  # fmt: skip
            if found > self.examples * most:
                raise DataError(
                    f"The architecture {graph.name!r} makes {found:,} values for {self.examples} examples {what} "
                    f"{index} ({node.op}).",
                    f"At most {most:,} an example are computed.",
                )
        self.numbers.append(numbers)
        self.alive -= sum(self.numbers[done] for done in self._last[index])


def _window(node: Node) -> int:
    """How many numbers an operator of pooling looks at for each that it gives."""
    if OPERATORS.get(node.op) != "pooling" or len(node.args) < 2:
        return 0
    size = node.args[1]
    sizes = size if isinstance(size, tuple) else (size,) * 3
    return math.prod(n for n in sizes if isinstance(n, int)) if "adaptive" not in node.op else 0


def _several(made: Any) -> list[Any]:
    return list(made) if isinstance(made, list | tuple) else []


def check_sizes(graph: NetworkGraph) -> None:
    """Run a graph on tensors without memory: whether it runs, and what it would make and cost.

    Raises:
        DataError: an operator refuses its arguments, something is too large, or what comes out is no batch.
    """
    few = _sizes_at(graph, FEW)
    many = _sizes_at(graph, MANY)
    for index, (small, large) in enumerate(zip(few, many, strict=True)):
        if large > small * (MANY // FEW):
            raise refuse(graph.name, f"what node {index} makes grows faster than the number of examples")


def _sizes_at(graph: NetworkGraph, examples: int) -> list[int]:
    sizes = _Sizes(graph, examples)
    params = {name: torch.empty(shape, device="meta") for name, shape in graph.shapes.items()}
    # Counting takes a millisecond an operation; once is enough, as none may make more than in proportion to examples.
    counter = FlopCounterMode(display=False) if examples == MANY else contextlib.nullcontext()
    with counter:
        _run(graph, params, torch.empty((examples, *graph.input), device="meta"), sizes)
    operations = sizes.work + (counter.get_total_flops() if isinstance(counter, FlopCounterMode) else 0)
    if operations > examples * MOST_WORK:
        raise refuse(graph.name, f"it needs {operations / examples:.1e} operations an example")
    return sizes.numbers


def check_runs(graph: NetworkGraph) -> None:
    """Run a graph whose sizes are known to be bounded, with numbers that a generator of its own draws.

    Raises:
        DataError: an operator fails, or what comes out is no batch.
    """
    draw = torch.Generator().manual_seed(0)
    params = {name: 0.1 * torch.rand(shape, generator=draw) for name, shape in graph.shapes.items()}
    for examples in TRIED:
        _run(graph, params, torch.rand((examples, *graph.input), generator=draw))


def _run(
    graph: NetworkGraph, params: Mapping[str, Tensor], x: Tensor, seen: Callable[[int, Any], None] | None = None
) -> None:
    examples = len(x)
    try:
        with torch.no_grad():
            out: Any = evaluate(graph, params, x, seen)
    except NodeError as error:
        raise refuse(graph.name, error.said) from error
    if not isinstance(out, Tensor) or out.dtype != torch.float32 or tuple(out.shape) != (examples, *graph.output):
        found = f"{tuple(out.shape)}, {out.dtype}" if isinstance(out, Tensor) else f"a {type(out).__name__}"
        raise refuse(graph.name, f"for {examples} examples comes out {found}, not {(examples, *graph.output)}, float32")


__all__ = ["DTYPES", "check", "check_names", "check_node", "check_runs", "check_sizes", "refuse"]
