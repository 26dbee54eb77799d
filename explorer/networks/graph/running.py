"""Graphs run, as pure functions of their parameters: no memory of their own, so threads never meet in one."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.func import vmap

from explorer.errors import DataError
from explorer.networks.graph.model import Argument, NetworkGraph, Node, Ref
from explorer.networks.graph.operators import GROUPS, OPERATORS, function

Parameters = Mapping[str, Tensor]
assert "creation" in GROUPS
# What operators of torch raise where their arguments do not fit each other, or memory ends.
_FAILURES = (RuntimeError, TypeError, ValueError, LookupError, ArithmeticError, AssertionError, MemoryError)
_CREATING = frozenset(name for name, group in OPERATORS.items() if group == "creation" and "_like" not in name)


class NodeError(DataError):
    """An operation of a graph that fails where it runs.

    Args:
        name: of the graph.
        index: of the node.
        op: its operator.
        error: what it raises.
    """

    def __init__(self, name: str, index: int, op: str, error: BaseException) -> None:
        said = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
        self.said = f"node {index} ({op}): {said}"
        super().__init__(
            f"{name} fails in {self.said}.",
            "The numbers given are none that this architecture takes, or it was not made by tracing a network.",
        )


def run(graph: NetworkGraph, params: Parameters, x: Float[Tensor, n * input]) -> Float[Tensor, n * output]:
    """What one network gives for examples. Differentiable in both.

    Args:
        graph: its architecture.
        params: its parameters, by name, as `graph.shapes` has them; others are not looked at.
        x: the examples; the axes after the first are `graph.input`.

    Raises:
        DataError: the examples have another shape, a parameter is missing, or an operation fails (`NodeError`).
    """
    check_input(graph, params, x)
    result: Tensor = evaluate(graph, params, x)
    return result


def run_batch(graph: NetworkGraph, params: Parameters, x: Float[Tensor, n * input]) -> Float[Tensor, "nets n *output"]:
    """What a batch of networks gives for the same examples; `params` have the batch axis in front.

    By `torch.func.vmap`; operators that torch cannot do for many networks at once (recurrent layers) make it a loop.

    Raises:
        DataError: as `run`.
    """
    check_input(graph, params, x)
    if graph.shapes and not _batches(graph):
        nets = len(next(iter(params.values())))
        return torch.stack([evaluate(graph, {k: v[i] for k, v in params.items()}, x) for i in range(nets)])
    own = {name: params[name] for name in graph.shapes}
    result: Tensor = vmap(functools.partial(evaluate, graph, apart=True), in_dims=(0, None))(own, x)
    return result


def check_input(graph: NetworkGraph, params: Parameters, x: Tensor) -> None:
    """Whether a graph can run on these.

    Raises:
        DataError: it cannot.
    """
    if tuple(x.shape[1:]) != graph.input or not x.dim():
        raise DataError(
            f"{graph.name} takes examples of shape {graph.input}; these are {tuple(x.shape[1:])}.",
            "Give an array of shape (n, ...) with one example a row.",
        )
    missing = [name for name in graph.shapes if name not in params]
    if missing:
        raise DataError(f"Parameters of {graph.name} are missing: {', '.join(missing[:3])}.", "Give all of them.")


def evaluate(
    graph: NetworkGraph,
    params: Parameters,
    x: Tensor,
    seen: Callable[[int, Any], None] | None = None,
    *,
    apart: bool = False,
) -> Tensor:
    """A graph's output.

    Args:
        graph: the architecture.
        params: its parameters.
        x: the examples.
        seen: told of what each node gives.
        apart: for vmap: operators that it knows only as a whole are taken apart.

    Raises:
        NodeError: an operation fails, on these examples or on any.
    """
    made: list[Any] = []
    constants = {name: value.to(x.device) for name, value in graph.constants.items()}
    last = last_uses(graph)

    def value_of(argument: Argument) -> Any:
        if isinstance(argument, Ref):
            if argument.kind == "node":
                return made[argument.index]
            if argument.kind == "input":
                return x
            return params[argument.name] if argument.kind == "param" else constants[argument.name]
        return [value_of(part) for part in argument] if isinstance(argument, tuple) else argument

    for index, node in enumerate(graph.nodes):
        args = [value_of(argument) for argument in node.args]
        kwargs = {name: value_of(argument) for name, argument in node.kwargs}
        if node.op in _CREATING and "new_" not in node.op:
            kwargs["device"] = x.device
        act = _APART[node.op] if apart and node.op in _APART else function(node.op)
        try:
            made.append(act(*args, **kwargs))
        except _FAILURES as error:
            raise NodeError(graph.name, index, node.op, error) from error
        if seen is not None:
            seen(index, made[-1])
        for done in last[index]:
            made[done] = None  # its memory is free again
    result: Tensor = value_of(graph.result)
    return result


def _attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    *,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """`scaled_dot_product_attention` from operators that vmap knows."""
    del dropout_p  # graphs have none
    if enable_gqa:
        key = key.repeat_interleave(query.shape[-3] // key.shape[-3], -3)
        value = value.repeat_interleave(query.shape[-3] // value.shape[-3], -3)
    scores = query @ key.mT * (query.shape[-1] ** -0.5 if scale is None else scale)
    if is_causal:
        attn_mask = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).tril()
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        scores = scores.masked_fill(~attn_mask, -torch.inf)
    elif attn_mask is not None:
        scores = scores + attn_mask
    return scores.softmax(-1) @ value


def _weight_norm(v: Tensor, g: Tensor, dim: int = 0) -> Tensor:
    """`_weight_norm` from operators that vmap knows."""
    axes = [axis for axis in range(v.dim()) if axis != dim % v.dim()] if dim != -1 else list(range(v.dim()))
    return v * (g / v.square().sum(axes, keepdim=True).sqrt())


_APART: Mapping[str, Callable[..., Any]] = {
    "aten.scaled_dot_product_attention.default": _attention,
    "aten._weight_norm.default": _weight_norm,
}


@functools.lru_cache(maxsize=64)
def last_uses(graph: NetworkGraph) -> tuple[tuple[int, ...], ...]:
    """For each node, the nodes that nothing after it refers to."""
    last: dict[int, int] = {}
    for index, node in enumerate(graph.nodes):
        last |= {ref.index: index for ref in node.refs if ref.kind == "node"}
    done: list[list[int]] = [[] for _ in graph.nodes]
    for index, user in last.items():
        if graph.result != Ref("node", index=index):
            done[user].append(index)
    return tuple(map(tuple, done))


_probing = threading.Lock()
_batching: dict[str, bool] = {}


def _batches(graph: NetworkGraph) -> bool:
    """Whether vmap can run it, forward and backward; found out once, on zeros."""
    known = _batching.get(graph.digest)
    if known is not None:
        return known
    with _probing, torch.inference_mode(mode=False), torch.enable_grad():
        params = {name: torch.zeros((2, *shape), requires_grad=True) for name, shape in graph.shapes.items()}
        x = torch.zeros((2, *graph.input))
        try:
            out = vmap(functools.partial(evaluate, graph, apart=True), in_dims=(0, None))(params, x)
            if out.requires_grad:
                out.sum().backward()
            known = True
        except (NodeError, RuntimeError, ValueError, NotImplementedError):
            # One network alone must run; where it does not either, that error is the one to see.
            evaluate(graph, {name: value[0] for name, value in params.items()}, x)
            known = False
        _batching[graph.digest] = known
    return known


def module(graph: NetworkGraph, params: Parameters | None = None, *, constants: bool = False) -> nn.Module:
    """A network as a module: ready to run, and to load a state dict of `graph.shapes` into.

    Args:
        graph: the architecture.
        params: its parameters; None: zeros.
        constants: whether its state dict holds the graph's constants, too (see `snippet.graph_tensors`).
    """
    made = _Module(graph, params or {name: torch.zeros(shape) for name, shape in graph.shapes.items()})
    for name, value in graph.constants.items() if constants else ():
        owner, last = _owner(made, f"constants.{name}")
        owner.register_buffer(last, value.clone())
    return made


def _owner(module: nn.Module, name: str) -> tuple[nn.Module, str]:
    """The module, made if need be, that holds what has this name, and the name's last part."""
    *path, last = name.split(".")
    for part in path:
        if part not in module._modules:
            module.add_module(part, nn.Module())
        module = module.get_submodule(part)
    return module, last


class _Module(nn.Module):
    """Parameters under the names that the graph knows, in nested modules where the names have dots."""

    def __init__(self, graph: NetworkGraph, params: Parameters) -> None:
        super().__init__()
        self._graph = graph
        for name in graph.shapes:
            owner, last = _owner(self, name)
            owner.register_parameter(last, nn.Parameter(params[name].detach().clone()))

    def forward(self, x: Float[Tensor, n * input]) -> Float[Tensor, n * output]:
        """What it gives for examples."""
        return run(self._graph, dict(self.named_parameters()), x)


def stacked(nets: Sequence[Parameters]) -> dict[str, Tensor]:
    """Parameters of several networks with a batch axis in front."""
    return {name: torch.stack([net[name] for net in nets]) for name in nets[0]} if nets else {}


__all__ = ["Node", "NodeError", "check_input", "evaluate", "last_uses", "module", "run", "run_batch", "stacked"]
