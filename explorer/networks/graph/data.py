"""Graphs as files have them: JSON and tensors. What is read may come from strangers: all of it is checked."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.networks.graph.checking import (
    MOST_AXES,
    MOST_LIST,
    MOST_NESTING,
    MOST_NODES,
    MOST_TENSORS,
    check,
    check_runs,
    refuse,
)
from explorer.networks.graph.model import Argument, NetworkGraph, Node, Norm, Ref, Source, plain_graph
from explorer.networks.graph.operators import DTYPES

FORMAT = 1
MOST_ARGUMENTS = 100_000  # of all nodes together
_LONGEST = 300  # characters of a name


def to_data(graph: NetworkGraph) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """A graph as JSON, and its constants."""
    return {"format": FORMAT, "name": graph.name, **plain_graph(graph)}, dict(graph.constants)


def from_data(data: Any, tensors: Mapping[str, Tensor]) -> NetworkGraph:
    """The inverse of `to_data`. Runs nothing but the operators of the allow-list: on tensors without memory first.

    Args:
        data: as JSON has it.
        tensors: the constants; as safetensors has them.

    Raises:
        DataError: something is not of the right form, not allowed, fails when it runs, or is too large.
    """
    read = _Read()
    entries = read.entries(data, "the architecture")
    read.name = read.text(entries.get("name"), "name")
    if entries.get("format") != FORMAT:
        raise refuse(read.name, f"its format is {str(entries.get('format'))[:20]}, not {FORMAT}")
    nodes = read.items(entries.get("nodes"), "nodes", MOST_NODES)
    with torch.inference_mode(mode=False):  # constants that were made in it could not be trained through
        graph = NetworkGraph(
            read.name,
            read.shape(entries.get("input"), "input"),
            read.shape(entries.get("output"), "output"),
            read.shapes(entries.get("parameters"), "parameters"),
            {read.text(name, "a constant"): value.detach().clone() for name, value in tensors.items()},
            tuple(read.node(node) for node in nodes),
            read.ref(entries.get("result")),
            read.source(entries.get("source")),
        )
        _check_source(graph)
        check(graph)
        check_runs(graph)
    return graph


class _Read:
    """What JSON holds, as the types that it should be of."""

    name = "?"
    arguments = 0

    def wrong(self, what: str) -> DataError:
        return refuse(self.name, f"{what} is not of the right form")

    def entries(self, value: Any, what: str) -> dict[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self.wrong(what)
        return value

    def items(self, value: Any, what: str, most: int) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(what)
        return value

    def text(self, value: Any, what: str) -> str:
        if not isinstance(value, str) or not 1 <= len(value) <= _LONGEST or not value.isprintable():
            raise self.wrong(what)
        return value

    def text_or_none(self, value: Any, what: str) -> str | None:
        return None if value is None else self.text(value, what)

    def number(self, value: Any, what: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
            raise self.wrong(what)  # NaN, infinity, or a whole number beyond all floats
        return float(value)

    def shape(self, value: Any, what: str) -> tuple[int, ...]:
        sizes = self.items(value, what, MOST_AXES)
        if not all(isinstance(s, int) and not isinstance(s, bool) and 0 < s < 2**40 for s in sizes):
            raise self.wrong(what)
        return tuple(sizes)

    def shapes(self, value: Any, what: str) -> dict[str, tuple[int, ...]]:
        out: dict[str, tuple[int, ...]] = {}
        for pair in self.items(value, what, MOST_TENSORS):
            name, shape = self.items(pair, what, 2) if isinstance(pair, list) and len(pair) == 2 else (None, None)
            if self.text(name, what) in out:
                raise refuse(self.name, f"the name {name!r} stands twice in {what}")
            out[self.text(name, what)] = self.shape(shape, f"the shape of {name}")
        return out

    def ref(self, value: Any) -> Ref:
        found = self.argument(value)
        if not isinstance(found, Ref):
            raise self.wrong("the result")
        return found

    def node(self, value: Any) -> Node:
        entries = self.entries(value, "a node")
        args = self.items(entries.get("args", []), "arguments of a node", MOST_LIST)
        kwargs = self.entries(entries.get("kwargs", {}), "arguments of a node")
        if set(entries) - {"op", "args", "kwargs"} or len(kwargs) > 20:
            raise self.wrong("a node")
        return Node(
            self.text(entries.get("op"), "an operator"),
            tuple(self.argument(a) for a in args),
            tuple((self.text(k, "an argument"), self.argument(v)) for k, v in kwargs.items()),
        )

    def argument(self, value: Any, depth: int = 0) -> Argument:
        self.arguments += 1
        if self.arguments > MOST_ARGUMENTS:
            raise refuse(self.name, f"its nodes have more than {MOST_ARGUMENTS:,} arguments")
        if isinstance(value, list):
            if depth >= MOST_NESTING or len(value) > MOST_LIST:
                raise refuse(self.name, "an argument is a list that is too deep or too long")
            return tuple(self.argument(part, depth + 1) for part in value)
        if isinstance(value, dict):
            return self._special(value)
        if value is None or isinstance(value, bool | str):
            return value
        if isinstance(value, int) and -(2**63) <= value < 2**63:
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        raise refuse(self.name, f"an argument is {str(value)[:40]}")

    def _special(self, value: dict[str, Any]) -> Argument:
        if len(value) != 1:
            raise self.wrong("an argument")
        ((kind, held),) = value.items()
        if kind == "input" and held is True:
            return Ref("input")
        if kind == "node" and isinstance(held, int) and not isinstance(held, bool):
            return Ref("node", index=held)
        if kind == "param":
            return Ref("param", self.text(held, "a parameter's name"))
        if kind == "constant":
            return Ref("constant", self.text(held, "a constant's name"))
        if kind == "dtype" and isinstance(held, str) and held in DTYPES:
            return DTYPES[held]
        if kind == "float" and held in ("inf", "-inf"):
            return float(held)
        raise self.wrong("an argument")

    def source(self, value: Any) -> Source:
        entries = self.entries(value, "source")
        tied = self.entries(entries.get("tied", {}), "source")
        return Source(
            self.shapes(entries.get("tensors"), "source"),
            {self.text(k, "source"): self.text(v, "source") for k, v in tied.items()},
            tuple(self.text(n, "source") for n in self.items(entries.get("buffers", []), "source", MOST_TENSORS)),
            tuple(self.text(n, "source") for n in self.items(entries.get("unused", []), "source", MOST_TENSORS)),
            tuple(self.norm(n) for n in self.items(entries.get("norms", []), "source", MOST_TENSORS)),
        )

    def norm(self, value: Any) -> Norm:
        entries = self.entries(value, "a batch norm")
        if set(entries) != {field.name for field in fields(Norm)} or not isinstance(entries["folded"], bool):
            raise self.wrong("a batch norm")
        names = {k: self.text(entries[k], "a batch norm") for k in ("mean", "variance", "weight", "bias")}
        maybe = {k: self.text_or_none(entries[k], "a batch norm") for k in ("gamma", "beta", "before")}
        eps = self.number(entries["eps"], "a batch norm")
        return Norm(eps=eps, folded=entries["folded"], **names, **maybe)  # type: ignore[arg-type]


def _check_source(graph: NetworkGraph) -> None:
    """Whether each parameter can be had from a state dict.

    Raises:
        DataError: it cannot.
    """
    source = graph.source
    norms = {name for norm in source.norms for name in (norm.weight, norm.bias)}
    lost = [n for n in graph.shapes if n not in norms and source.shapes.get(n) != graph.shapes[n]]
    needed = {n for m in source.norms for n in (m.gamma, m.beta, m.mean, m.variance, m.before) if n is not None}
    needed |= {m.weight for m in source.norms if m.folded}
    lost += [n for n in (*needed, *source.buffers, *source.tied.values()) if n not in source.shapes]
    lost += [n for n in source.buffers if n not in graph.constants]
    if lost:
        raise refuse(graph.name, f"{lost[0][:60]!r} has no source")
