"""Graphs taken elsewhere: programs of plain torch, and ONNX."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from explorer.errors import DataError
from explorer.networks.graph import fit_state_dict, run, trace
from explorer.networks.graph.onnx import graph_onnx
from explorer.networks.graph.snippet import graph_program, graph_tensors
from tests.networks.graph.modules import KINDS, lively


@pytest.fixture(scope="module")
def traced() -> dict[str, tuple[nn.Module, object, dict[str, torch.Tensor], torch.Tensor]]:
    torch.manual_seed(0)
    out = {}
    for kind, (make, shape) in KINDS.items():
        net = lively(make())
        graph = trace(net, torch.randn(2, *shape), kind)
        out[kind] = (net, graph, fit_state_dict(graph, net.state_dict()), torch.randn(4, *shape))
    return out


def test_programs_of_plain_torch_agree(tmp_path: Path, traced: dict) -> None:
    """All of them in one process: to import torch takes seconds."""
    programs = ["import numpy as np\n"]
    for number, (_, graph, params, x) in enumerate(traced.values()):
        tensors = {name: value.contiguous().clone() for name, value in graph_tensors(graph, params).items()}
        save_file(tensors, tmp_path / f"{number}.safetensors")
        np.save(tmp_path / f"{number}.npy", x.numpy())
        use = f"np.save('out{number}.npy', network(torch.from_numpy(np.load('{number}.npy'))).detach().numpy())\n"
        loads = f"load_file('{number}.safetensors')"
        program = graph_program(graph, loads, "from safetensors.torch import load_file\n", 'It "is" one.', use)
        compile(program, "program", "exec")
        assert "explorer" not in program
        programs.append(program)
    (tmp_path / "all.py").write_text("\n".join(programs))
    subprocess.run([sys.executable, "-I", "all.py"], cwd=tmp_path, check=True)
    for number, (net, _, _, x) in enumerate(traced.values()):
        np.testing.assert_allclose(np.load(tmp_path / f"out{number}.npy"), net(x).detach(), atol=1e-5, rtol=1e-5)


NOT_WRITTEN = {
    "einsum mixer": "einsum",
    "upsampled, constants, casts": "upsample",
    "instance norm": "instance_norm",
    "layer norm": "glu",
    "weight norm": "_weight_norm",
    "lstm": "zeros",
    "gru": "zeros",
    "conv1d": "adaptive_max_pool1d",
    "attention, class token, position ids": "embedding",
}


@pytest.mark.parametrize("kind", KINDS)
def test_onnx_agrees_or_says_what_it_lacks(kind: str, traced: dict) -> None:
    import onnxruntime

    net, graph, params, x = traced[kind]
    if NOT_WRITTEN.get(kind):
        with pytest.raises(DataError, match=NOT_WRITTEN[kind]):
            graph_onnx(graph, params, {}, "x", "y")
        return
    session = onnxruntime.InferenceSession(graph_onnx(graph, params, {"a": "b"}, "x", "y"))
    for n in (1, 4):
        (found,) = session.run(["y"], {"x": x[:n].numpy()})
        np.testing.assert_allclose(found, net(x[:n]).detach(), atol=1e-5, rtol=1e-4)
    assert run(graph, params, x).shape == net(x).shape
