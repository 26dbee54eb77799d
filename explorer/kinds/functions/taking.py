"""Functions as files to use without this program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import dedent

from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.kinds.functions.judging import judge_network
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.networks.graph import NetworkGraph, module
from explorer.networks.graph.onnx import graph_onnx
from explorer.networks.graph.snippet import graph_program, graph_tensors
from explorer.space.bundle import Space

INPUTS, OUTPUTS = "inputs", "outputs"  # what goes into an ONNX file, and what comes out

_USE = dedent(
    """\
    x = torch.randn({shape})  # your own inputs, as the networks were trained on them
    with torch.no_grad():
        print({shown})
    """
)

_ONNX = dedent(
    """\
    import numpy as np
    import onnxruntime

    network = onnxruntime.InferenceSession({file!r})
    x = np.random.randn({shape}).astype(np.float32)  # your own inputs, as the networks were trained on them
    (y,) = network.run(None, {{"{inputs}": x}})
    print({shown})
    """
)


class FunctionNetworks:
    """See `protocols.TakingNetworks`."""

    formats: tuple[str, ...] = ("safetensors", "pt", "onnx")

    def parameters(self, space: Space, source: Source) -> int:
        """Of its architecture."""
        return _graph(space, source).count

    def tensors(self, space: Space, source: Source, weights: Float[Tensor, " count"]) -> dict[str, Tensor]:
        """As its architecture names them; batch norm is folded."""
        found = functions_only(space)
        arch = arch_indices(found, [source])[0]
        return graph_tensors(found.archs[arch], found.model.params(arch, weights))

    def facts(self, space: Space, source: Source) -> dict[str, str]:
        """The architecture, and what goes in and comes out."""
        found, graph = functions_only(space), _graph(space, source)
        facts = {
            "architecture": graph.name,
            "input": f"(n, {_sizes(graph.input)})",
            "output": f"(n, {_sizes(graph.output)}), {found.task.form}",
            "inputs": json.dumps(list(found.input_names)[:1000]),
        }
        return {**facts, "classes": json.dumps(list(found.class_names))} if found.task.classes else facts

    def columns(self, engine: Engine, space: Space, source: Source) -> dict[str, str]:
        """`network_architecture`, and `network_accuracy` in percent of the test inputs or `network_r2`."""
        found = functions_only(space)
        judged = judge_network(engine, found, source)
        out = {"network_architecture": found.archs[judged.arch].name}
        return out if judged.worth is None else {**out, f"network_{found.task.worth}": f"{judged.worth:.6g}"}

    def module(self, space: Space, source: Source) -> nn.Module:
        """The architecture."""
        return module(_graph(space, source), constants=True).eval()

    def snippet(self, space: Space, source: Source, load: str, imports: str) -> str:
        """What it gives for some inputs."""
        graph = _graph(space, source)
        shown = "network(x).argmax(1)" if _several(functions_only(space)) else "network(x)"
        is_a = f"{graph.name}: outputs (n, {_sizes(graph.output)}) for inputs (n, {_sizes(graph.input)})."
        return graph_program(graph, load, imports, is_a, _USE.format(shape=_shape(graph), shown=shown))

    def onnx(self, space: Space, source: Source, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
        """Inputs to outputs.

        Raises:
            SelectionError: the architecture has an operator that is not written as ONNX.
        """
        try:
            return graph_onnx(_graph(space, source), tensors, facts, INPUTS, OUTPUTS)
        except DataError as error:
            raise SelectionError(error.problem, "Take the safetensors file, and its program.") from error

    def onnx_snippet(self, space: Space, source: Source, file: str) -> str:
        """What it gives for some inputs."""
        graph = _graph(space, source)
        shown = "y.argmax(1)" if _several(functions_only(space)) else "y"
        return _ONNX.format(file=file, shape=_shape(graph), inputs=INPUTS, shown=shown)


NETWORKS = FunctionNetworks()


def _graph(space: Space, source: Source) -> NetworkGraph:
    found = functions_only(space)
    return found.archs[arch_indices(found, [source])[0]]


def _several(space: FunctionSpace) -> bool:
    """Whether the largest output is the class."""
    return space.task.classes and space.task.outputs > 1


def _shape(graph: NetworkGraph) -> str:
    return ", ".join(map(str, (8, *graph.input)))


def _sizes(shape: tuple[int, ...]) -> str:
    return ", ".join(map(str, shape))
