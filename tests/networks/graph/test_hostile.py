"""Graphs from strangers: nothing runs before it is known to be allowed, and bounded."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn

from explorer.errors import DataError
from explorer.networks.graph import from_data, operators, run_batch, to_data, trace


@pytest.fixture(scope="module")
def good() -> dict[str, Any]:
    net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.GELU(), nn.Linear(3, 2))
    form, constants = to_data(trace(net, torch.randn(2, 4), "mine"))
    assert constants == {}
    return json.loads(json.dumps(form))


def test_all_allowed_operators_are_pure() -> None:
    for name in operators.OPERATORS:
        found = operators.function(name)
        assert not found._schema.is_mutable, name
        if torch.Tag.nondeterministic_seeded in found.tags:
            assert name in operators.REQUIRED, name
    assert not {name for name in operators.OPERATORS if "as_strided" in name or "_unsafe" in name or "rand" in name}


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        *owners, last = path
        for key in owners:
            data = data[key]
        if last == "append":
            data.append(value)  # type: ignore[attr-defined]
        else:
            data[last] = value

    return change


def node(op: str, *args: Any, **kwargs: Any) -> Callable[[dict[str, Any]], None]:
    """The first node is replaced."""
    return put("nodes", 0, value={"op": op, "args": list(args), "kwargs": kwargs})


def graph_of(*nodes: list[Any]) -> Callable[[dict[str, Any]], None]:
    """All nodes are replaced, from (n, 4) to (n, 4); the last is the result."""

    def change(data: dict[str, Any]) -> None:
        data["nodes"] = [{"op": op, "args": args} for op, *args in nodes]
        data |= {"result": {"node": len(nodes) - 1}, "output": [4]}

    return change


X = {"input": True}
SQUARES = [{"op": "aten.sym_size.int", "args": [X, 0]}] + [
    {"op": "int.mul", "args": [{"node": k}, {"node": k}]} for k in range(200)
]
HOSTILE: dict[str, Callable[[dict[str, Any]], None]] = {
    "unknown operator": node("aten.from_file.default", "/etc/passwd"),
    "an operator of another library": node("prim.device.default", X),
    "a method": node("aten.linear.default.__class__", X),
    "a class": node("__class__", X),
    "no operator": node("", X),
    "an operator that writes": node("aten.relu_.default", X),
    "an operator that draws": node("aten.rand_like.default", X),
    "memory beyond the tensor": node("aten.as_strided.default", X, [100], [1]),
    "dropout": node("aten.scaled_dot_product_attention.default", X, X, X, None, 0.5),
    "dropout by name": node("aten.scaled_dot_product_attention.default", X, X, X, dropout_p=0.5),
    "dropout computed": node("aten.scaled_dot_product_attention.default", X, X, X, dropout_p={"param": "0.bias"}),
    "too few arguments": node("aten.linear.default", X),
    "too many arguments": node("aten.relu.default", X, 1, 2, 3),
    "an argument twice": node("aten.relu.default", X, self=X),
    "an unknown argument": node("aten.relu.default", X, out=X),
    "a generator": node("aten.zeros.default", [2, 3], generator=1),
    "a device": node("aten.zeros.default", [2, 3], device="cuda"),
    "a later node": node("aten.relu.default", {"node": 2}),
    "itself": node("aten.relu.default", {"node": 0}),
    "a node before the first": node("aten.relu.default", {"node": -1}),
    "an unknown parameter": node("aten.relu.default", {"param": "secret"}),
    "an unknown constant": node("aten.relu.default", {"constant": "secret"}),
    "another reference": node("aten.relu.default", {"global": "os"}),
    "two references in one": node("aten.relu.default", {"param": "0.weight", "node": 0}),
    "a deep list": node("aten.relu.default", nested(10)),
    "a very deep list": node("aten.relu.default", nested(900)),
    "a long list": node("aten.relu.default", [1] * 100_000),
    "not a number": node("aten.add.Scalar", X, float("nan")),
    "not a number, in words": node("aten.add.Scalar", X, {"float": "nan"}),
    "a huge number": node("aten.add.Scalar", X, 10**400),
    "beyond 64 bits": node("aten.add.Scalar", X, 2**63),
    "a text": node("aten.gelu.default", X, approximate="__import__('os')"),
    "an odd equation": node("aten.einsum.default", "a" * 5000, [X]),
    "an unknown type": node("aten.to.dtype", X, {"dtype": "qint8"}),
    "expanded": node("aten.expand.default", {"param": "0.weight"}, [10**9, 3, 4]),
    "repeated": node("aten.repeat.default", X, [10**5, 10**5]),
    "zeros": node("aten.zeros.default", [10**6, 10**6]),
    "a long range": node("aten.arange.default", 10**12),
    "padded": node("aten.constant_pad_nd.default", X, [0, 10**11]),
    "upsampled": node("aten.upsample_nearest1d.vec", {"param": "0.weight"}, [10**11], None),
    "negative size": node("aten.zeros.default", [-5]),
    "growing with the square": put(
        "nodes",
        value=[
            {"op": "aten.matmul.default", "args": [X, {"node": 1}]},
        ],
    ),
    "the square of the examples": put(
        "nodes",
        value=[
            {"op": "aten.t.default", "args": [X]},
            {"op": "aten.matmul.default", "args": [X, {"node": 0}]},
            {"op": "aten.linear.default", "args": [X, {"param": "0.weight"}]},
            {"op": "aten.linear.default", "args": [{"node": 2}, {"param": "3.weight"}]},
        ],
    ),
    "a size squared again and again": put("nodes", value=SQUARES),
    "part of what is no tuple": node("getitem", 5, 0),
    "no nodes": put("nodes", value=None),
    "nodes that are none": put("nodes", value=[1, 2]),
    "a node with more": put("nodes", 0, "code", value="import os"),
    "too many nodes": put("nodes", value=[{"op": "aten.relu.default", "args": [X]}] * 30_000),
    "no result": put("result", value=None),
    "a result that is a number": put("result", value=5),
    "a result that is not there": put("result", value={"node": 99}),
    "a result of another shape": put("result", value=X),
    "a name twice": put("parameters", "append", value=["0.weight", [3, 4]]),
    "a method as a name": put("parameters", "append", value=["forward.weight", [1]]),
    "a class as a name": put("parameters", "append", value=["a.__class__", [1]]),
    "a path as a name": put("parameters", "append", value=["../../x", [1]]),
    "an empty name": put("parameters", "append", value=["", [1]]),
    "a name inside of another": put("parameters", "append", value=["0.weight.x", [1]]),
    "a parameter without a source": put("parameters", "append", value=["other", [1]]),
    "a huge parameter": put("parameters", 0, 1, value=[10**6, 10**6]),
    "a negative size of a parameter": put("parameters", 0, 1, value=[-3, 4]),
    "a size that is true": put("parameters", 0, 1, value=[True, 4]),
    "many axes": put("parameters", 0, 1, value=[1] * 50),
    "a parameter of another shape": put("parameters", 0, 1, value=[3, 5]),
    "another input": put("input", value=[5]),
    "no input": put("input", value=None),
    "a huge input": put("input", value=[10**6, 10**6]),
    "another output": put("output", value=[7]),
    "another format": put("format", value=99),
    "no name": put("name", value=None),
    "a name of control characters": put("name", value="a\x1b[2J"),
    "no source": put("source", value=None),
    "a norm without names": put("source", "norms", value=[{}]),
    "a norm of nothing": put("source", "norms", 0, "mean", value="nothing"),
    "an eps that is no number": put("source", "norms", 0, "eps", value="1"),
    "an eps beyond all floats": put("source", "norms", 0, "eps", value=10**400),
}


ONLY_REAL: dict[str, Callable[[dict[str, Any]], None]] = {
    "an axis beyond all": graph_of(["aten.softmax.int", X, 2**62]),
    "bits of floats": graph_of(["aten.bitwise_and.Tensor", X, X]),
    "bits of a float": graph_of(["aten.bitwise_not.default", X]),
    "a division by zero": graph_of(["aten.celu.default", X, 0.0]),
    "half of the examples": graph_of(
        ["aten.glu.default", X, -2], ["aten.cat.default", [{"node": 0}, {"node": 0}]]
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ONLY_REAL)
def test_what_fails_only_where_it_computes_is_found_in_reading(good: dict[str, Any], kind: str) -> None:
    data = copy.deepcopy(good)
    ONLY_REAL[kind](data)
    with pytest.raises(DataError, match=r"is not valid: (node \d+ \(aten\.|for \d)") as error:
        from_data(data, {})
    assert error.value.remedy


@pytest.mark.parametrize("name", ["dtype", "layout", "device", "memory_format"])
def test_a_number_in_place_of_a_type_never_reaches_torch(good: dict[str, Any], name: str) -> None:
    data = copy.deepcopy(good)  # torch 2 ends the whole process at `aten.new_ones(x, [], dtype=64)`
    put("nodes", value=[{"op": "aten.zeros_like.default", "args": [X], "kwargs": {name: 64}}])(data)
    with pytest.raises(DataError, match=r"no type|where tensors lie"):
        from_data(data, {})


def test_all_arguments_together_are_bounded(good: dict[str, Any]) -> None:
    data = copy.deepcopy(good)
    wide = [[[X] * 1000] * 10] * 10
    data["nodes"] = [{"op": "aten.relu.default", "args": wide} for _ in range(2)]
    with pytest.raises(DataError, match="more than 100,000 arguments"):
        from_data(data, {})


def test_work_that_no_network_needs_is_refused_before_it_is_done(good: dict[str, Any]) -> None:
    pool = ["aten.avg_pool2d.default", {"node": 2}, [1999, 1999], [1, 1], [999, 999]]
    huge = graph_of(
        ["aten.zeros.default", [1, 2000, 2000]], ["aten.sum.default", X], ["aten.add.Tensor", {"node": 0}, {"node": 1}],
        pool, ["aten.sum.default", {"node": 3}], ["aten.add.Tensor", X, {"node": 4}],
    )  # fmt: skip
    data = copy.deepcopy(good)
    huge(data)
    start = time.perf_counter()
    with pytest.raises(DataError, match="operations an example"):
        from_data(data, {})
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("nets", [1, 3])
def test_what_fails_for_some_numbers_says_so_where_it_runs(good: dict[str, Any], nets: int) -> None:
    data = copy.deepcopy(good)  # looks numbers up by the examples' own values
    look_up = [["aten.to.dtype", X, {"dtype": "int64"}], ["aten.gather.default", X, 1, {"node": 0}]]
    graph_of(*look_up)(data)
    graph = from_data(data, {})
    params = {name: torch.zeros(nets, *shape) for name, shape in graph.shapes.items()}
    assert run_batch(graph, params, torch.ones(5, 4)).shape == (nets, 5, 4)
    with pytest.raises(DataError, match=r"mine fails in node 1 \(aten.gather.default\)") as error:
        run_batch(graph, params, torch.full((5, 4), 100.0))
    assert error.value.remedy


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_graphs_are_refused(good: dict[str, Any], kind: str) -> None:
    data = copy.deepcopy(good)
    HOSTILE[kind](data)
    with pytest.raises(DataError) as error:
        from_data(data, {})
    assert error.value.remedy


@pytest.mark.parametrize("data", [None, [], "graph", 5, {}, {"name": 3}, {5: 6}])
def test_what_is_no_graph_is_refused(data: Any) -> None:
    with pytest.raises(DataError):
        from_data(data, {})


@pytest.mark.parametrize(
    "constant", [torch.tensor([torch.nan]), torch.ones(1, dtype=torch.complex64), torch.zeros(1).expand(2**25)]
)
def test_odd_constants_are_refused(good: dict[str, Any], constant: torch.Tensor) -> None:
    with pytest.raises(DataError):
        from_data(good, {"k": constant})


def test_the_good_one_is_read(good: dict[str, Any]) -> None:
    assert from_data(good, {}).count == 23
