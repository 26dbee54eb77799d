"""State dicts as people have them, made into parameters of a graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.networks.graph.model import Argument, NetworkGraph, Node, Norm, Ref

# What wrappers put inside of names: torch.compile, data parallel training, checkpointing of activations.
_WRAPPERS = re.compile(r"(^|\.)(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module|_forward_module)\.")
_NEWER = tuple((re.compile(rf"parametrizations\.(\w+)\.original{k}$"), rf"\1_{c}") for k, c in enumerate("gv"))
_OLDER = tuple((re.compile(rf"(^|\.)(\w+)_{c}$"), rf"\1parametrizations.\2.original{k}") for k, c in enumerate("gv"))
_UNCOUNTED = ("num_batches_tracked", "_extra_state")
SIZES = "It is a network of another size."  # the remedy where names fit, and shapes do not


def fit_state_dict(graph: NetworkGraph, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The parameters of a graph from a state dict of the module that was traced, or of another of its kind.

    Prefixes (`module.`, `model.`, ...) are stripped, names of tied tensors may be left out, numbers of any float type
    become float32; batch norm is folded, in double precision.

    Args:
        graph: the architecture.
        tensors: the state dict.

    Returns:
        Parameters by name, float32, as `graph.shapes` has them.

    Raises:
        DataError: tensors are missing, left over, of another shape, not float or not finite, or a buffer has another
            value than the graph's constant (see `differing_buffers` and `vary`).
    """
    stored = _matched(graph, tensors)
    differing = _differing(graph, stored)
    if differing:
        raise DataError(
            f"The buffer {differing[0]!r} differs from the one that {graph.name} was traced with.",
            "Buffers that differ between networks must be treated as their parameters.",
        )
    values = {name: _as_float(graph, name, stored[name]) for name in graph.source.shapes if name in stored}
    norms = {norm.weight: norm for norm in graph.source.norms} | {norm.bias: norm for norm in graph.source.norms}
    made: dict[str, Tensor] = {}
    for name in graph.shapes:
        if name in norms:
            if name not in made:
                made |= _folded(norms[name], values)
        else:
            made[name] = values[name]
    out = {name: made[name].float().contiguous() for name in graph.shapes}
    for name, value in out.items():
        if tuple(value.shape) != graph.shapes[name]:
            raise DataError(f"{name} has shape {tuple(value.shape)}, not {graph.shapes[name]}.", "Check the file.")
        if not bool(torch.isfinite(value).all()):
            raise DataError(f"{name} has values that are not finite.", "Leave this network out, or train it again.")
    return out


def differing_buffers(graph: NetworkGraph, tensors: Mapping[str, Tensor]) -> tuple[str, ...]:
    """Names of the buffers whose value in a state dict is not the graph's constant.

    Raises:
        DataError: the state dict is not of this architecture.
    """
    return tuple(_differing(graph, _matched(graph, tensors)))


def vary(graph: NetworkGraph, buffers: Iterable[str]) -> NetworkGraph:
    """The same architecture with buffers that differ between its networks as parameters.

    Raises:
        DataError: there is no such buffer, or it is not of floats.
    """
    names = tuple(buffers)
    for name in names:
        if name not in graph.source.buffers:
            raise DataError(f"{graph.name} has no buffer {name!r}.", f"It has: {', '.join(graph.source.buffers)}.")
        if not graph.constants[name].is_floating_point():
            raise DataError(
                f"The buffer {name!r} of {graph.name} differs between the networks, and is not of floats.",
                "Networks of one architecture share such buffers.",
            )

    def moved(value: Argument) -> Argument:
        if isinstance(value, tuple):
            return tuple(moved(part) for part in value)
        if isinstance(value, Ref) and value.kind == "constant" and value.name in names:
            return Ref("param", value.name)
        return value

    result = moved(graph.result)
    assert isinstance(result, Ref)
    return replace(
        graph,
        shapes={**graph.shapes, **{name: tuple(graph.constants[name].shape) for name in names}},
        constants={name: value for name, value in graph.constants.items() if name not in names},
        nodes=tuple(
            Node(n.op, tuple(moved(a) for a in n.args), tuple((k, moved(v)) for k, v in n.kwargs)) for n in graph.nodes
        ),
        result=result,
        source=replace(graph.source, buffers=tuple(n for n in graph.source.buffers if n not in names)),
    )


def _matched(graph: NetworkGraph, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A state dict under the names of the graph's source.

    Raises:
        DataError: they do not fit each other.
    """
    source = graph.source
    given = {
        _WRAPPERS.sub(r"\1", name): value
        for name, value in tensors.items()
        if not name.endswith(_UNCOUNTED) and (name in graph.source.shapes or not name.startswith("constants."))
    }
    known = {*source.shapes, *source.tied, *source.unused}
    required = {n for n in source.shapes if n not in source.buffers}  # a file may leave buffers out
    given = _stripped(given, required, known, source.tied)
    for name, first in source.tied.items():
        if first not in given and name in given:
            given[first] = given[name]
    missing = [name for name in required if name not in given]
    over = [name for name in given if name not in known]
    if missing or over:
        raise DataError(_difference(graph, missing, over), "It is a network of another architecture.")
    for name, value in given.items():
        if name in source.shapes and tuple(value.shape) != tuple(source.shapes[name]):
            raise DataError(
                f"{name} has shape {tuple(value.shape)}; {graph.name} has {tuple(source.shapes[name])}.",
                SIZES,
            )
    return given


def _difference(graph: NetworkGraph, missing: list[str], over: list[str]) -> str:
    parts = []
    for names, what in ((sorted(missing), "are missing"), (sorted(over), "are too many")):
        if names:
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            parts.append(f"{', '.join(names[:3])}{more} {what}")
    return f"The tensors are not those of {graph.name}: {'; '.join(parts)}."


def _stripped(
    given: dict[str, Tensor], required: set[str], known: set[str], tied: Mapping[str, str]
) -> dict[str, Tensor]:
    """Without the prefix that all the wanted names have."""
    given = _renamed(given, known)
    if not required or required <= {*given, *(first for name, first in tied.items() if name in given)}:
        return given
    one = min(required, key=len)
    prefixes = {name[: -len(one)] for name in given if name.endswith(f".{one}")}
    for prefix in sorted(prefixes, key=len):
        inside = {name.removeprefix(prefix): v for name, v in given.items() if name.startswith(prefix)}
        if required <= {*inside, *(first for name, first in tied.items() if name in inside)}:
            return inside
    return given


def _renamed(given: dict[str, Tensor], known: set[str]) -> dict[str, Tensor]:
    """Weight norm's tensors under the names that the graph has: the older ones, or the newer."""
    other: dict[str, str] = {}  # how a file may call what the graph has -> how the graph calls it
    for name in known:
        for pattern, older in _NEWER:
            other[pattern.sub(older, name)] = name
        for pattern, newer in _OLDER:
            other[pattern.sub(newer, name)] = name
    tails = {tail: name for tail, name in other.items() if tail != name and tail not in known}

    def called(name: str) -> str:
        for tail, own in tails.items():
            if name == tail or name.endswith(f".{tail}"):
                return name.removesuffix(tail) + own
        return name

    return {called(name): value for name, value in given.items()}


def _differing(graph: NetworkGraph, stored: Mapping[str, Tensor]) -> list[str]:
    found = []
    for name in graph.source.buffers:
        if name in stored:
            own, other = graph.constants[name], stored[name].to("cpu", graph.constants[name].dtype)
            tolerance = 1e-2 if stored[name].dtype in (torch.float16, torch.bfloat16) else 1e-5
            if not torch.allclose(own.double(), other.double(), rtol=tolerance, atol=tolerance, equal_nan=True):
                found.append(name)
    return found


def _as_float(graph: NetworkGraph, name: str, value: Tensor) -> Tensor:
    if not value.is_floating_point() and name not in graph.source.buffers:
        raise DataError(f"{name} is of type {value.dtype}.", "Parameters must be floats that are not quantized.")
    return value.detach().cpu() if value.dtype == torch.float64 else value.detach().cpu().float()


def _folded(norm: Norm, values: Mapping[str, Tensor]) -> dict[str, Tensor]:
    variance = values[norm.variance].double()
    if bool((variance + norm.eps <= 0).any()):
        raise DataError(f"{norm.variance} has negative values.", "Leave this network out, or train it again.")
    scale = 1 / (variance + norm.eps).sqrt()
    if norm.gamma is not None:
        scale = scale * values[norm.gamma].double()
    before = 0.0 if norm.before is None else values[norm.before].double()
    shift = (before - values[norm.mean].double()) * scale
    if norm.beta is not None:
        shift = shift + values[norm.beta].double()
    if not norm.folded:
        return {norm.weight: scale, norm.bias: shift}
    weight = values[norm.weight].double()
    return {norm.weight: weight * scale.reshape(-1, *[1] * (weight.dim() - 1)), norm.bias: shift}
