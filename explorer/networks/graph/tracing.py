"""From a module to a graph: by `torch.export`, once, in evaluation mode, with any number of examples."""

from __future__ import annotations

import copy
import io
import logging
import operator
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.export.graph_signature import InputKind, OutputKind
from torch.nn.parameter import is_lazy

from explorer.errors import DataError
from explorer.networks.graph.checking import check
from explorer.networks.graph.fitting import fit_state_dict
from explorer.networks.graph.folding import BATCH_NORM, without_batch_norm
from explorer.networks.graph.guarding import guarded, text_of
from explorer.networks.graph.model import INPUT, Argument, NetworkGraph, Node, Ref, Source
from explorer.networks.graph.operators import DTYPES, OPERATORS, REQUIRED, UNWANTED, schema
from explorer.networks.graph.running import run

TRACED_ROWS = 4  # examples that are looked at; sizes 0 and 1 would be taken for constants
TOLERANCE = 1e-4  # of the largest output: folding changes the order of sums
_WRITE = "Write the network's forward so that torch.export takes it: tensors in, one tensor out, no choices by values."
_TALKING = ("torch.fx.experimental.symbolic_shapes", "torch._export", "torch.export")
_tracing = threading.Lock()  # switches of torch that hold for the whole process are turned while it traces

_DROPOUT = ("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout")
_SAME = frozenset(  # they give what they were given
    f"aten.{name}.default"
    for name in ("clone", "detach", "alias", "contiguous", "lift_fresh_copy", "lift_fresh", "positive", *_DROPOUT)
)
_RENAMED = {"aten.view.default": "aten.reshape.default", "aten._unsafe_view.default": "aten.reshape.default"}
_RRELU = (1 / 8, 1 / 3)  # its slopes where none are given
_WHOLE: dict[Any, str] = {
    operator.getitem: "getitem",
    operator.add: "int.add",
    operator.sub: "int.sub",
    operator.mul: "int.mul",
    operator.floordiv: "int.floordiv",
    operator.mod: "int.mod",
    operator.neg: "int.neg",
    torch.sym_max: "int.max",
    torch.sym_min: "int.min",
}


def trace(module: nn.Module, example: Tensor, name: str) -> NetworkGraph:
    """The graph of a module.

    Args:
        module: the network; it is copied, and stays as it is.
        example: some examples, (n, *input), float, n at least 1: only their shape counts, and that the network can
            take them.
        name: what people call the architecture.

    Raises:
        DataError: the module fails on the example, cannot be exported, gives something else than one tensor with a row
            an example, depends on what is drawn or on the other examples, or uses an operator that is not allowed.
    """
    if not isinstance(module, nn.Module):
        raise DataError(f"{name} is a {type(module).__name__}, not a torch module.", "Give a torch.nn.Module.")
    examples = _examples(example, name)
    own = _copied(module, name)
    expected = _answer(own, examples, name)
    program = _exported(own, examples, name)
    graph = _graph(program, own, examples, expected, name)
    try:
        check(graph)
    except DataError as error:
        raise DataError(error.problem, "Write the network with other operators, or make it smaller.") from error
    _compare(graph, own, examples, expected)
    return graph


def _examples(example: Tensor, name: str) -> Tensor:
    if example.dim() < 1 or not len(example):
        raise DataError(f"There is no example to trace {name} with.", "Give a tensor (n, ...) with at least one row.")
    if not example.is_floating_point():
        raise DataError(
            f"The examples for {name} are {str(example.dtype).removeprefix('torch.')}.",
            "Networks of float inputs are taken; one that reads token ids can be given its embeddings.",
        )
    rows = example.detach().cpu().float()[:TRACED_ROWS]
    rows = rows if len(rows) > 1 else rows.repeat(2, *[1] * (rows.dim() - 1))
    return rows.clone(memory_format=torch.contiguous_format)  # `view` does not bear channels last


def _copied(module: nn.Module, name: str) -> nn.Module:
    while isinstance(module, nn.DataParallel | nn.parallel.DistributedDataParallel):
        module = module.module
    with guarded(f"{name} cannot be copied", "Give a fresh module."):
        return copy.deepcopy(module).cpu().float().eval()


def _line(error: BaseException) -> str:
    """What an error of torch says, in a line."""
    first = next((line for line in text_of(error).splitlines() if line.strip()), type(error).__name__)
    return " ".join(first.split())[:240].rstrip(".:")


def _answer(module: nn.Module, examples: Tensor, name: str) -> Tensor:
    remedy = "Check the shape of the examples, and that the network runs in evaluation mode."
    with (
        guarded(f"{name} fails on examples of shape {tuple(examples.shape)}", remedy),
        warnings.catch_warnings(),
        torch.no_grad(),
    ):
        warnings.simplefilter("ignore")
        out: Any = module(examples)  # layers that are lazy get their sizes here
    if not isinstance(out, Tensor):
        what = f"a {type(out).__name__}"
        if isinstance(out, tuple | list):
            what += f" of {len(out)}"
        raise DataError(
            f"{name} gives {what}; one tensor is wanted.", "Wrap it in a module that returns the tensor that counts."
        )
    if out.dim() < 1 or len(out) != len(examples):
        raise DataError(
            f"{name} gives a tensor of shape {tuple(out.shape)} for {len(examples)} examples.",
            "Its first axis must be the examples'.",
        )
    if not out.is_floating_point():
        raise DataError(f"{name} gives {out.dtype} numbers.", "Let it give floats: scores in place of a choice.")
    return out.float()


@contextmanager
def _switched() -> Iterator[None]:
    """As tracing needs it: no fused attention layers, no gradients, nothing said."""
    with _tracing, warnings.catch_warnings(), torch.inference_mode(mode=False), torch.no_grad():
        warnings.simplefilter("ignore")
        loggers = [logging.getLogger(name) for name in _TALKING]
        levels = [logger.level for logger in loggers]
        for logger in loggers:  # what they say is in the error, too
            logger.setLevel(logging.CRITICAL + 1)
        quiet = redirect_stderr(io.StringIO())  # where it fails, torch prints the graph
        fast = torch.backends.mha.get_fastpath_enabled()
        torch.backends.mha.set_fastpath_enabled(False)
        try:
            with quiet:
                yield
        finally:
            torch.backends.mha.set_fastpath_enabled(fast)
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _exported(module: nn.Module, examples: Tensor, name: str) -> torch.export.ExportedProgram:
    with guarded(f"{name} cannot be exported", _WRITE):
        return _program(module, examples, name)


def _program(module: nn.Module, examples: Tensor, name: str) -> torch.export.ExportedProgram:
    try:
        with _switched():
            rows = ({0: torch.export.Dim.DYNAMIC},)
            program = torch.export.export(module, (examples.clone(),), dynamic_shapes=rows, strict=False)
            # The empty table: nothing is decomposed but what writes in place.
            functional: torch.export.ExportedProgram = program.run_decompositions({})
            return functional
    except (Exception, SystemExit) as error:  # user code runs, and torch raises errors of many families
        text = text_of(error)
        if "specialized" in text or "Constraints violated" in text:
            raise DataError(
                f"{name} is written for {len(examples)} examples at a time: its batch size is a constant.",
                "Use x.shape[0] (or -1) in place of a number of examples in its forward.",
            ) from error
        if "data-dependent" in text:
            place = re.findall(r'File "([^"]+)", line (\d+)', text)
            where = f" in line {place[-1][1]} of {Path(place[-1][0]).name}" if place else ""
            raise DataError(
                f"{name} chooses its way by values{where}.", "Use torch.where in place of if and while."
            ) from error
        raise DataError(f"{name} cannot be exported: {_line(error)}.", _WRITE) from error


def _graph(
    program: torch.export.ExportedProgram, module: nn.Module, examples: Tensor, expected: Tensor, name: str
) -> NetworkGraph:
    signature = program.graph_signature
    for spec in signature.output_specs:
        if spec.kind != OutputKind.USER_OUTPUT:
            raise DataError(
                f"{name} changes its own buffer {spec.target} when it runs.", "Let it compute without memory."
            )
    with guarded(f"{name} has no state dict", _WRITE):
        stored = {k: v for k, v in module.state_dict(keep_vars=True).items() if isinstance(v, Tensor)}
    ties = _ties(stored)
    reader = _Reader(name)
    constants: dict[str, Tensor] = {}
    for spec in signature.input_specs:
        placed = spec.arg.name
        if spec.kind == InputKind.USER_INPUT:
            reader.known[placed] = INPUT
        elif spec.kind == InputKind.PARAMETER:
            reader.known[placed] = Ref("param", ties.get(str(spec.target), str(spec.target)))
        elif spec.kind in (InputKind.BUFFER, InputKind.CONSTANT_TENSOR):
            key = str(spec.target)
            value = program.state_dict[key] if key in program.state_dict else program.constants[key]
            constants[ties.get(key, key)] = value.detach().clone()
            reader.known[placed] = Ref("constant", ties.get(key, key))
        else:
            raise DataError(f"{name} holds something that is no tensor: {spec.target}.", _WRITE)
    nodes, result, axes = reader.read(program.graph)
    made = NetworkGraph(
        name,
        tuple(examples.shape[1:]),
        tuple(expected.shape[1:]),
        {key: tuple(value.shape) for key, value in module.named_parameters(remove_duplicate=False)},
        constants,
        tuple(nodes),
        result,
        Source({key: tuple(value.shape) for key, value in stored.items()}, ties),
    )
    return without_batch_norm(made, axes)


def _ties(stored: dict[str, Tensor]) -> dict[str, str]:
    """Each name of a tensor that has several -> the first."""
    first: dict[int, str] = {}
    return {name: first[id(value)] for name, value in stored.items() if first.setdefault(id(value), name) != name}


class _Reader:
    """The nodes of an exported graph, one after the other, as ours."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known: dict[str, Argument] = {}
        self.nodes: list[Node] = []
        self.axes: dict[int, int] = {}  # of what each node makes

    def read(self, graph: fx.Graph) -> tuple[list[Node], Ref, dict[int, int]]:
        """The nodes, what comes out, and the number of axes of what each node makes."""
        result: Argument = None
        for node in graph.nodes:
            if node.op == "call_function":
                self._add(node)
            elif node.op == "output":
                (result,) = self._arg(node.args[0]) if isinstance(node.args[0], tuple | list) else (None,)
            elif node.op != "placeholder":
                raise DataError(f"{self.name} cannot be exported: it has a {node.op} ({node.target}).", _WRITE)
        assert isinstance(result, Ref)
        return self.nodes, result, self.axes

    def _arg(self, value: Any) -> Any:
        if isinstance(value, fx.Node):
            return self.known[value.name]
        if isinstance(value, list | tuple):
            return tuple(self._arg(part) for part in value)
        if value is None or isinstance(value, bool | int | float | str | torch.dtype):
            return value
        raise DataError(f"{self.name} cannot be exported: an operator is given {value!r}.", _WRITE)

    def _add(self, node: fx.Node) -> None:
        if "_assert" in str(node.target) or str(node.target) == "aten.sym_constrain_range_for_size.default":
            return
        target: Any = node.target
        op = _WHOLE.get(target, str(target))
        kwargs = {k: self._arg(v) for k, v in node.kwargs.items() if k not in UNWANTED}
        args: list[Any] = list(node.args)
        drops = "dropout" in op and (op not in _SAME or (len(args) > 2 and args[2]))
        if drops or (op == "aten.rrelu.default" and len(args) > 3 and args[3]):
            raise DataError(f"{self.name} draws at random even in evaluation mode ({op}).", "Switch that off.")
        if op == "aten.rrelu.default":  # in evaluation mode, a leaky ReLU of the mean slope
            low, high = (*args[1:3], *_RRELU[len(args) - 1 :])[:2]
            op, args = "aten.leaky_relu.default", [args[0], (low + high) / 2]
        if op in _SAME:
            self.known[node.name] = self._arg(args[0])
            return
        if op in ("aten._to_copy.default", "aten.to.dtype_layout", "aten.to.device", "aten.to.dtype"):
            self._cast(node, kwargs)
            return
        op = _RENAMED.get(op, op)
        found = Node(op, tuple(self._arg(a) for a in args), tuple(kwargs.items()))
        self._keep(node, self._without_draws(found))

    def _cast(self, node: fx.Node, kwargs: dict[str, Any]) -> None:
        given: Any = node.args[0]
        dtype = next((a for a in (*node.args[1:], *kwargs.values()) if isinstance(a, torch.dtype)), None)
        if dtype is None or given.meta["val"].dtype == dtype:
            self.known[node.name] = self._arg(given)
        else:
            self._keep(node, Node("aten.to.dtype", (self._arg(given), dtype)))

    def _without_draws(self, node: Node) -> Node:
        """Without the share of units that recurrent layers drop while they are trained."""
        if "dropout" not in REQUIRED.get(node.op, {}):
            return node
        place = schema(node.op)[0].index("dropout")
        return replace(node, args=(*node.args[:place], 0.0, *node.args[place + 1 :]))

    def _keep(self, node: fx.Node, made: Node) -> None:
        known = made.op in OPERATORS or made.op in (*_WHOLE.values(), "aten.sym_size.int", *BATCH_NORM)
        if not known and not node.users:
            return
        if not known:
            raise DataError(
                f"{self.name} uses the operator {made.op}, which is not among those that are allowed.",
                "Only deterministic operators of real tensors are; write the network with others.",
            )
        value = node.meta.get("val")
        self.axes[len(self.nodes)] = value.dim() if isinstance(value, Tensor) else 0
        self.known[node.name] = Ref("node", index=len(self.nodes))
        self.nodes.append(made)


def _compare(graph: NetworkGraph, module: nn.Module, examples: Tensor, expected: Tensor) -> None:
    """Whether the graph gives what the module gives, for all examples and for one alone."""
    with guarded(f"{graph.name} has no state dict", _WRITE):
        stored = module.state_dict()
    params = fit_state_dict(graph, stored)
    with torch.no_grad():
        whole, one = run(graph, params, examples), run(graph, params, examples[:1])
    bound = TOLERANCE * max(1.0, float(expected.abs().max()))
    if not bool(torch.isfinite(expected).all()):
        return
    if not float((whole - expected).abs().max()) <= bound:
        raise DataError(
            f"{graph.name} gives other numbers when it runs again.", "It must be deterministic in evaluation mode."
        )
    if not float((one - expected[:1]).abs().max()) <= bound:
        raise DataError(
            f"What {graph.name} gives for an example depends on the others beside it.",
            "Normalise over channels, or keep running statistics.",
        )


def materialised(module: nn.Module, example: Tensor, name: str) -> nn.Module:
    """The same module; if it has lazy layers, they have been run once, and know the sizes of their parameters.

    Args:
        module: the network.
        example: some examples, (n, *input).
        name: what people call it.

    Raises:
        DataError: it fails on them.
    """
    if any(map(is_lazy, module.parameters())):
        training = module.training
        _answer(module.eval(), _examples(example, name), name)
        module.train(training)
    return module


__all__ = ["DTYPES", "materialised", "trace"]
