"""Graphs against the modules that they were traced from: the module itself is the reference."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import DataError
from explorer.networks.graph import (
    NetworkGraph,
    differing_buffers,
    fit_state_dict,
    from_data,
    graph_of_chain,
    module,
    run,
    run_batch,
    to_data,
    trace,
    vary,
)
from tests.networks.graph.modules import (
    IMAGE,
    KINDS,
    TOKENS,
    VECTOR,
    Lambda,
    fourier,
    lively,
    mlp,
    residual,
    unfoldable,
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_gives_what_its_module_gives(kind: str) -> None:
    torch.manual_seed(0)
    make, shape = KINDS[kind]
    first, second = lively(make()), lively(make())
    for name in ("B",):
        if hasattr(first, name):
            setattr(second, name, getattr(first, name))
    graph = trace(first, torch.randn(1, *shape), kind)
    form, constants = to_data(graph)
    graph = from_data(json.loads(json.dumps(form, allow_nan=False)), constants)
    nets = [fit_state_dict(graph, net.state_dict()) for net in (first, second)]
    assert [tuple(v.shape) for v in nets[0].values()] == list(graph.shapes.values())
    assert graph.depth >= 1

    for n in (1, 5):
        x = torch.randn(n, *shape)
        with torch.no_grad():
            expected = torch.stack([net(x) for net in (first, second)])
        torch.testing.assert_close(run(graph, nets[1], x), expected[1], atol=1e-5, rtol=1e-5)
        params = {name: torch.stack([net[name] for net in nets]).requires_grad_() for name in graph.shapes}
        outputs = run_batch(graph, params, x)
        torch.testing.assert_close(outputs, expected, atol=1e-5, rtol=1e-5)
        outputs.square().sum().backward()
        assert all(value.grad is not None and bool(torch.isfinite(value.grad).all()) for value in params.values())
        with torch.inference_mode():
            torch.testing.assert_close(run_batch(graph, params, x), expected, atol=1e-5, rtol=1e-5)
    own = module(graph)
    own.load_state_dict(nets[0])
    torch.testing.assert_close(own(x), expected[0], atol=1e-5, rtol=1e-5)


def test_gradients_are_the_modules_own() -> None:
    net = KINDS["transformer layer"][0]().eval()
    x = torch.randn(3, *TOKENS)
    graph = trace(net, x, "t")
    params = {k: torch.stack([v, v]).requires_grad_() for k, v in fit_state_dict(graph, net.state_dict()).items()}
    run_batch(graph, params, x)[0].sin().sum().backward()
    net.train(False)(x).sin().sum().backward()
    for name, value in net.named_parameters():
        torch.testing.assert_close(params[name].grad[0], value.grad, atol=1e-5, rtol=1e-4)
        assert not bool(params[name].grad[1].any())


def test_batch_norm_is_folded_where_it_can_be() -> None:
    graph = trace(residual(), torch.randn(2, *IMAGE), "resnet")
    assert [norm.folded for norm in graph.source.norms] == [True, True, True]
    assert list(graph.shapes)[:4] == ["conv.weight", "conv.bias", "depthwise.weight", "depthwise.bias"]
    assert not any("norm" in name or "bn" in name for name in graph.shapes)
    graph = trace(unfoldable(), torch.randn(2, *VECTOR), "shared")
    assert [norm.folded for norm in graph.source.norms] == [False, False]
    assert graph.shapes["0.weight"] == graph.shapes["2.bias"] == (6,)


def test_dropped_and_unused_things_are_not_there() -> None:
    net = Lambda(lambda m, x: m.a(x), a=nn.Linear(6, 3), b=nn.Linear(6, 3), mask=torch.ones(3))
    graph = trace(net, torch.randn(2, 6), "half")
    assert list(graph.shapes) == ["a.weight", "a.bias"]
    assert graph.constants == {}
    assert set(graph.source.unused) == {"b.weight", "b.bias", "mask"}
    assert set(fit_state_dict(graph, net.state_dict())) == set(graph.shapes)
    assert len(trace(mlp(nn.ReLU()), torch.randn(2, 6), "m").nodes) == 3


def test_the_digest_is_the_same_in_another_process() -> None:
    code = (
        "import torch; from torch import nn; from explorer.networks.graph import trace; torch.manual_seed(1);"
        "net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.GELU(), nn.Flatten(), nn.Linear(72, 3));"
        "print(trace(net, torch.randn(2, 1, 8, 8), 'a').digest)"
    )
    other = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.GELU(), nn.Flatten(), nn.Linear(72, 3))
    graph = trace(net, torch.randn(3, 1, 8, 8), "b")
    assert graph.digest == other.stdout.strip()
    again = pickle.loads(pickle.dumps(graph))  # noqa: S301 - our own bytes: workers get graphs so
    assert again == graph
    assert hash(again) == hash(graph)


def test_threads_do_not_meet() -> None:
    torch.manual_seed(0)
    graph = trace(mlp(nn.GELU()), torch.randn(2, 6), "m")
    nets = [{n: torch.randn(4, *s) for n, s in graph.shapes.items()} for _ in range(8)]
    x = torch.randn(9, 6)
    alone = [run_batch(graph, net, x) for net in nets]
    with ThreadPoolExecutor(4) as pool:
        assert all(
            torch.equal(a, b) for a, b in zip(alone, pool.map(lambda net: run_batch(graph, net, x), nets), strict=True)
        )


@pytest.mark.parametrize("wrapped", ["module.", "model.", "_orig_mod.", "model._orig_mod.", "net.backbone."])
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_state_dicts_as_people_have_them(wrapped: str, dtype: torch.dtype) -> None:
    net = lively(residual())
    graph = trace(net, torch.randn(2, *IMAGE), "resnet")
    stored = {wrapped + k: v.to(dtype) if v.is_floating_point() else v for k, v in net.state_dict().items()}
    stored["loss_fn.weight"] = torch.ones(3)
    if wrapped == "_orig_mod.":
        del stored["loss_fn.weight"]
    fitted = fit_state_dict(graph, stored)
    exact = fit_state_dict(graph, net.state_dict())
    assert all(value.dtype == torch.float32 for value in fitted.values())
    for name, value in exact.items():
        torch.testing.assert_close(fitted[name], value, atol=0.1, rtol=0.1)


def test_old_and_new_names_of_weight_norm() -> None:
    net = nn.Sequential(nn.utils.parametrizations.weight_norm(nn.Linear(6, 3)))
    graph = trace(net, torch.randn(2, 6), "wn")
    state = net.state_dict()
    older = {
        "module.0.bias": state["0.bias"],
        "module.0.weight_g": state["0.parametrizations.weight.original0"],
        "module.0.weight_v": state["0.parametrizations.weight.original1"],
    }
    assert all(torch.equal(v, fit_state_dict(graph, older)[k]) for k, v in fit_state_dict(graph, state).items())


def test_a_state_dict_that_does_not_fit_is_said() -> None:
    net = lively(residual())
    graph = trace(net, torch.randn(2, *IMAGE), "resnet")
    state = net.state_dict()
    with pytest.raises(DataError, match=r"head\.bias.* missing; extra are too many"):
        fit_state_dict(graph, {**{k: v for k, v in state.items() if k != "head.bias"}, "extra": torch.ones(1)})
    with pytest.raises(DataError, match=r"head\.weight has shape \(5, 4\)"):
        fit_state_dict(graph, {**state, "head.weight": torch.ones(5, 4)})
    with pytest.raises(DataError, match="not finite"):
        fit_state_dict(graph, {**state, "head.bias": torch.tensor([1.0, torch.nan, 0.0])})
    with pytest.raises(DataError, match="not finite"):
        fit_state_dict(graph, {**state, "head.bias": torch.full((3,), 1e300, dtype=torch.float64)})
    with pytest.raises(DataError, match="quantized"):
        fit_state_dict(graph, {**state, "head.bias": torch.ones(3, dtype=torch.int8)})
    with pytest.raises(DataError, match="negative"):
        fit_state_dict(graph, {**state, "bn.running_var": -torch.ones(4)})


def test_buffers_that_differ_become_parameters() -> None:
    first, second = fourier(), fourier()
    graph = trace(first, torch.randn(2, 3), "fourier")
    assert differing_buffers(graph, first.state_dict()) == ()
    assert differing_buffers(graph, second.state_dict()) == ("B",)
    with pytest.raises(DataError, match="buffer 'B' differs"):
        fit_state_dict(graph, second.state_dict())
    wider = vary(graph, ["B"])
    form, constants = to_data(wider)
    wider = from_data(form, constants)
    x = torch.randn(4, 3)
    for net in (first, second):
        torch.testing.assert_close(run(wider, fit_state_dict(wider, net.state_dict()), x), net(x))


class Failing(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        raise KeyError("a layer")


class Counting(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("seen", torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        self.seen += 1
        return x * self.seen


REFUSED: dict[str, tuple[nn.Module, Tensor, str]] = {
    "batch size": (Lambda(lambda m, x: x.view(2, -1)), torch.ones(2, 4), "batch size is a constant"),
    "choice by values": (Lambda(lambda m, x: x if x.sum() > 0 else -x), torch.ones(2, 4), "chooses its way by values"),
    "noise": (Lambda(lambda m, x: x + torch.randn(4)), torch.ones(2, 4), r"aten\.randn"),
    "tuple": (Lambda(lambda m, x: (x, x)), torch.ones(2, 4), "gives a tuple of 2"),
    "dict": (Lambda(lambda m, x: {"logits": x}), torch.ones(2, 4), "gives a dict"),
    "no batch": (Lambda(lambda m, x: x.mean(0)), torch.ones(2, 4), r"shape \(4,\) for 2 examples"),
    "choice": (Lambda(lambda m, x: x.argmax(1)), torch.ones(2, 4), "int64"),
    "fails": (Failing(), torch.ones(2, 4), "fails on examples.*a layer"),
    "wrong shape": (nn.Linear(3, 4), torch.ones(2, 4), "fails on examples"),
    "memory": (Counting(), torch.ones(2, 4), "changes its own buffer seen"),
    "statistics of the batch": (
        nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4, track_running_stats=False)),
        torch.ones(2, 4),
        "keeps no running statistics",
    ),
    "other examples": (Lambda(lambda m, x: x - x.mean(0)), torch.randn(3, 4), "depends on the others"),
    "tokens": (nn.Embedding(9, 4), torch.ones(2, 4, dtype=torch.int64), "int64"),
    "complex": (Lambda(lambda m, x: torch.fft.fft(x).abs()), torch.ones(2, 4), "fft"),
    "two inputs": (nn.Bilinear(4, 4, 2), torch.ones(2, 4), "fails on examples"),
    "still drops": (Lambda(lambda m, x: F.dropout(x)), torch.ones(2, 4), "at random"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_traced_is_refused_in_words(kind: str) -> None:
    net, example, words = REFUSED[kind]
    with pytest.raises(DataError, match=words) as error:
        trace(net, example, "mine")
    assert error.value.remedy


def test_a_module_stays_as_it_is() -> None:
    net = nn.Sequential(nn.Linear(4, 4), nn.Dropout(0.5)).double().train()
    before = {name: value.clone() for name, value in net.state_dict().items()}
    trace(net, torch.randn(2, 4), "mine")
    assert net.training
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())
    assert net[0].weight.dtype == torch.float64


def test_other_examples_are_refused() -> None:
    graph = graph_of_chain({"0.weight": torch.ones(2, 3)}, "relu")
    params = {"0.weight": torch.ones(2, 3)}
    for x in (torch.ones(4, 2), torch.ones(4, 3, 1), torch.ones(3)):
        with pytest.raises(DataError, match="takes examples of shape"):
            run(graph, params, x)
    with pytest.raises(DataError, match="missing"):
        run(graph, {}, torch.ones(4, 3))


@pytest.mark.parametrize("activation", ["relu", "tanh", "gelu", "silu", "elu", "leaky_relu", "softplus_1", "identity"])
def test_chains_are_known_from_their_tensors(activation: str) -> None:
    acts = {
        "relu": nn.ReLU, "tanh": nn.Tanh, "gelu": nn.GELU, "silu": nn.SiLU, "elu": nn.ELU, "leaky_relu": nn.LeakyReLU,
        "softplus_1": nn.Softplus, "identity": nn.Identity,
    }  # fmt: skip
    net = nn.Sequential(nn.Flatten(), nn.Linear(6, 5), acts[activation](), nn.Linear(5, 4, bias=False))
    graph = graph_of_chain(net.state_dict(), activation, shape=(2, 3))
    x = torch.randn(4, 2, 3)
    torch.testing.assert_close(run(graph, fit_state_dict(graph, net.state_dict()), x), net(x))
    assert (graph.input, graph.output, graph.depth, graph.count) == ((2, 3), (4,), 2, 55)
    assert isinstance(from_data(*to_data(graph)), NetworkGraph)


def test_chains_with_sines_and_skips() -> None:
    tensors = {"a.0.weight": torch.randn(8, 3), "a.0.bias": torch.randn(8), "a.10.weight": torch.randn(1, 8)}
    tensors["a.2.weight"] = torch.randn(8, 11)
    graph = graph_of_chain(tensors, "sine", omega=(30.0, 1.0), skip=1)
    x = torch.randn(5, 3)
    hidden = torch.sin(30 * F.linear(x, tensors["a.0.weight"], tensors["a.0.bias"]))
    hidden = torch.sin(F.linear(torch.cat([hidden, x], -1), tensors["a.2.weight"]))
    torch.testing.assert_close(run(graph, tensors, x), F.linear(hidden, tensors["a.10.weight"]), atol=1e-4, rtol=1e-4)
    with pytest.raises(DataError, match="takes 11 numbers"):
        graph_of_chain(tensors, "sine")
    with pytest.raises(DataError, match="no chain"):
        graph_of_chain({**tensors, "conv": torch.ones(2, 2, 3, 3)}, "relu")
    with pytest.raises(DataError, match="Unknown activation"):
        graph_of_chain(tensors, "swishy")
