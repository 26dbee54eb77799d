"""A network as a file to use without this program: safetensors, torch's state_dict, ONNX, and code that loads it."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from textwrap import dedent

import torch
from jaxtyping import Float
from safetensors.torch import save
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.export import Pick
from explorer.explore.sources import Decoded
from explorer.networks.prep import unflatten
from explorer.networks.siren import Siren
from explorer.space.bundle import Space

NETWORKS = ("safetensors", "pt", "onnx")
OPSET, IR_VERSION = 17, 8  # of 2022: every runtime since then reads it, and a Siren needs nothing newer


def network_file(space: Space, pick: Pick, weights: Float[Tensor, " count"], suffix: str) -> bytes:
    """A network as a file. Its parameters are called `layers.0.weight`, `layers.0.bias`, ...

    Args:
        space: the space.
        pick: which network; told in the metadata.
        weights: its flat weights (`Engine.weights`), on any device.
        suffix: one of `NETWORKS`.

    Raises:
        SelectionError: an unknown suffix.
    """
    if suffix not in NETWORKS:
        raise SelectionError(f"Networks are not written as .{suffix}.", f"Choose one of: {', '.join(NETWORKS)}.")
    params = {k: v.detach().cpu().contiguous().clone() for k, v in unflatten(space.layout, weights).items()}
    if suffix == "safetensors":
        return save(params, metadata(space, pick))
    if suffix == "onnx":
        return _onnx(space.arch, params, metadata(space, pick))
    buffer = io.BytesIO()
    torch.save(params, buffer)
    return buffer.getvalue()


def metadata(space: Space, pick: Pick) -> dict[str, str]:
    """What a file says about its network."""
    facts = {
        "format": "pt",
        "architecture": json.dumps({"family": "Siren", **asdict(space.arch)}),
        "omega": repr(space.arch.omega),
        "input": "points (n, 3), y up; the shape lies in [-1, 1]^3",
        "output": "signed distance (n, 1), negative inside",
        "space": space.name,
        "space_version": space.version,
        "origin": pick.origin,
    }
    if isinstance(pick.source, Decoded):
        facts["latent"] = json.dumps(pick.source.array.tolist())
    return facts


def snippet(space: Space, pick: Pick, suffix: str, file: str) -> str:
    """A Python program that loads such a file and evaluates it at some points, without this package.

    Args:
        space: the space.
        pick: which network.
        suffix: one of `NETWORKS`.
        file: the file's name.

    Raises:
        SelectionError: an unknown suffix.
    """
    if suffix not in NETWORKS:
        raise SelectionError(f"Networks are not written as .{suffix}.", f"Choose one of: {', '.join(NETWORKS)}.")
    head = f"# {json.dumps(pick.origin, ensure_ascii=False)[1:-1]}\n"
    if suffix == "onnx":
        return head + _ONNX_CODE.format(file=file)
    arch = space.arch
    sizes = (arch.inputs, *[arch.width] * arch.hidden, arch.outputs)
    reader, state = {
        "safetensors": ("from safetensors.torch import load_file\n", f"load_file({file!r})"),
        "pt": ("", f"torch.load({file!r}, weights_only=True)"),
    }[suffix]
    return head + _TORCH_CODE.format(reader=reader, state=state, sizes=sizes, omega=arch.omega)


def _onnx(arch: Siren, params: dict[str, Tensor], facts: dict[str, str]) -> bytes:
    """Three kinds of nodes: written down, it is shorter than tracing it, which would need two more packages."""
    import onnx  # noqa: PLC0415 - only this needs it
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    values = [numpy_helper.from_array(value.numpy(), name) for name, value in params.items()]
    values.append(helper.make_tensor("omega", TensorProto.FLOAT, [], [arch.omega]))
    nodes, last = [], "points"
    for k in range(arch.layers):
        inner = k < arch.layers - 1
        out = f"layers.{k}" if inner else "distance"
        nodes.append(helper.make_node("Gemm", [last, f"layers.{k}.weight", f"layers.{k}.bias"], [out], transB=1))
        if inner:
            nodes.append(helper.make_node("Mul", [out, "omega"], [f"{out}.scaled"]))
            nodes.append(helper.make_node("Sin", [f"{out}.scaled"], [f"{out}.sine"]))
            last = f"{out}.sine"
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size])
        for name, size in (("points", arch.inputs), ("distance", arch.outputs))
    ]
    model = helper.make_model(
        helper.make_graph(nodes, "siren", ends[:1], ends[1:], values),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="NetSpace Explorer",
    )
    helper.set_model_props(model, facts)
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


_TORCH_CODE = dedent(
    '''\
    import torch
    {reader}

    class Siren(torch.nn.Module):
        """A shape: gives the signed distance to its surface."""

        def __init__(self, sizes={sizes}, omega={omega}):
            super().__init__()
            self.layers = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
            self.omega = omega

        def forward(self, x):
            *inner, last = self.layers
            for layer in inner:
                x = torch.sin(self.omega * layer(x))
            return last(x)


    network = Siren()
    network.load_state_dict({state})

    points = torch.rand(5, 3) * 2 - 1  # y is up, the shape lies in [-1, 1]^3
    with torch.inference_mode():
        print(network(points))  # negative inside
    '''
)

_ONNX_CODE = dedent(
    """\
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession({file!r})

    points = np.random.uniform(-1, 1, (5, 3)).astype(np.float32)  # y is up, the shape lies in [-1, 1]^3
    print(session.run(["distance"], {{"points": points}})[0])  # negative inside
    """
)
