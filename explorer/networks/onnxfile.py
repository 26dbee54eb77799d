"""Networks written as ONNX by hand: a few kinds of nodes, where tracing them would need two more packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

OPSET, IR_VERSION = 17, 8  # of 2022: every runtime since then reads it, and nothing newer is needed


@dataclass
class Graph:
    """The nodes of a network, one after the other.

    Attributes:
        nodes: (operation, names of what goes in, name of what comes out, attributes).
        constants: numbers by name, beside the parameters.
    """

    nodes: list[tuple[str, list[str], str, dict[str, Any]]] = field(default_factory=list)
    constants: dict[str, float] = field(default_factory=dict)

    def add(self, operation: str, given: Sequence[str], made: str, **attributes: Any) -> str:
        """Add a node; returns the name of what it makes."""
        self.nodes.append((operation, list(given), made, attributes))
        return made


def onnx_bytes(
    name: str,
    graph: Graph,
    given: tuple[str, Sequence[int]],
    answer: tuple[str, Sequence[int]],
    params: Mapping[str, Tensor],
    facts: Mapping[str, str],
) -> bytes:
    """A graph as a file.

    Args:
        name: of the graph.
        graph: its nodes; the last one makes the answer.
        given: name and shape of what goes in, without the batch axis.
        answer: the same of what comes out.
        params: parameters by name, as the nodes name them.
        facts: what the file says of the network.
    """
    import onnx  # noqa: PLC0415 - only this needs it
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    values = [numpy_helper.from_array(value.numpy(), key) for key, value in params.items()]
    values += [helper.make_tensor(key, TensorProto.FLOAT, [], [value]) for key, value in graph.constants.items()]
    nodes = [helper.make_node(kind, ins, [out], **attributes) for kind, ins, out, attributes in graph.nodes]
    ends = [helper.make_tensor_value_info(key, TensorProto.FLOAT, ["n", *shape]) for key, shape in (given, answer)]
    model = helper.make_model(
        helper.make_graph(nodes, name, ends[:1], ends[1:], values),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="NetSpace Explorer",
    )
    helper.set_model_props(model, dict(facts))
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())
