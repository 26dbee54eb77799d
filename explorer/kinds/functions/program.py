"""Functions as programs of plain torch, written from their graphs: they need nothing of ours."""

from __future__ import annotations

from textwrap import dedent

import torch

from explorer.errors import SelectionError
from explorer.networks.graph import NetworkGraph
from explorer.networks.graph.model import Argument, Ref

MOST_CONSTANTS = 20_000  # numbers that are written into a program


def function_program(graph: NetworkGraph, load: str, imports: str, use: str) -> str:
    """A program of plain torch that loads a network and runs it.

    Args:
        graph: the architecture.
        load: an expression that loads the parameters.
        imports: the import that it needs, a line, or "".
        use: what it does with `network`, ending in a line break.

    Raises:
        SelectionError: tensors that all networks share are too large to be written into it.
    """
    numbers = sum(value.numel() for value in graph.constants.values())
    if numbers > MOST_CONSTANTS:
        raise SelectionError(
            f"{graph.name} has {numbers:,} numbers that are no parameters: too many for a program.",
            "Take the ONNX file.",
        )
    constants = "".join(
        f"    {name!r}: torch.tensor({value.tolist()!r}, dtype={value.dtype}).reshape({tuple(value.shape)!r}),\n"
        for name, value in graph.constants.items()
    )
    lines = []
    for k, node in enumerate(graph.nodes):
        given = [_written(one) for one in node.args]
        given += [f"{name}={_written(value)}" for name, value in node.kwargs]
        lines.append(f"v{k} = torch.ops.{_operator(node.op)}({', '.join(given)})")
    lines.append(f"return {_written(graph.result)}")
    shared = f"constants = {{\n{constants}}}\n" if constants else ""
    about = f'"""{graph.name}: inputs {("n", *graph.input)} to outputs {("n", *graph.output)}."""'
    body = "\n    ".join(["def network(x):", about, *lines])
    return f"{_HEAD.format(imports=imports, load=load)}{shared}\n\n{body}\n\n\n{use}"


def _operator(name: str) -> str:
    """The name of an operator with its overload: aten.linear is aten.linear.default."""
    return name if name.count(".") > 1 else f"{name}.default"


def _written(value: Argument) -> str:
    if isinstance(value, Ref):
        names = {"input": "x", "node": f"v{value.index}", "param": f"weights[{value.name!r}]"}
        return names.get(value.kind, f"constants[{value.name!r}]")
    if isinstance(value, tuple):
        return f"[{', '.join(_written(one) for one in value)}]"
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return f'float("{value}")'
    return str(value) if isinstance(value, torch.dtype) else repr(value)


_HEAD = dedent(
    """\
    import torch
    {imports}
    weights = {load}
    """
)
