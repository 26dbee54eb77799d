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
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.takeaway.export import Pick
from explorer.kinds.classifiers.classification import arch_indices
from explorer.kinds.classifiers.networks import arch_data
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
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
    params = _params(space, pick, weights)
    if suffix == "safetensors":
        return save(params, metadata(space, pick))
    if suffix == "onnx":
        if not isinstance(space, ShapeSpace):
            raise SelectionError("Classifiers are not written as .onnx.", "Choose safetensors or pt.")
        return _onnx(space.arch, params, metadata(space, pick))
    buffer = io.BytesIO()
    torch.save(params, buffer)
    return buffer.getvalue()


def metadata(space: Space, pick: Pick) -> dict[str, str]:
    """What a file says about its network."""
    facts = {
        "format": "pt",
        **(_shape_facts(space) if isinstance(space, ShapeSpace) else _classifier_facts(classifiers_only(space), pick)),
        "space": space.name,
        "space_version": space.version,
        "origin": pick.origin,
    }
    if isinstance(pick.source, Decoded):
        facts["latent"] = json.dumps(pick.source.array.tolist())
    return facts


def _shape_facts(space: ShapeSpace) -> dict[str, str]:
    return {
        "architecture": json.dumps({"family": "Siren", **asdict(space.arch)}),
        "omega": repr(space.arch.omega),
        "input": "points (n, 3), y up; the shape lies in [-1, 1]^3",
        "output": "signed distance (n, 1), negative inside",
    }


def _classifier_facts(space: ClassifierSpace, pick: Pick) -> dict[str, str]:
    arch, images = space.archs[arch_indices(space, [pick.source])[0]], space.images
    return {
        "architecture": json.dumps(arch_data(arch)),
        "input": f"images (n, {arch.channels}, {arch.size}, {arch.size}): (pixels / 255 - mean) / std",
        "mean": repr(images.mean),
        "std": repr(images.std),
        "output": "logits (n, classes); batch norm is folded",
        "classes": json.dumps(list(images.classes)),
    }


def _params(space: Space, pick: Pick, weights: Float[Tensor, " count"]) -> dict[str, Tensor]:
    if isinstance(space, ClassifierSpace):
        own = space.model.params(arch_indices(space, [pick.source])[0], weights)
    else:
        own = unflatten(space.layout, weights)
    return {name: value.detach().cpu().contiguous().clone() for name, value in own.items()}


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
    if isinstance(space, ClassifierSpace):
        return head + _classifier_snippet(space, pick, suffix, file)
    arch = shapes_only(space).arch
    sizes = (arch.inputs, *[arch.width] * arch.hidden, arch.outputs)
    reader, state = _READERS[suffix]
    return head + _TORCH_CODE.format(reader=reader, state=state.format(file=file), sizes=sizes, omega=arch.omega)


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


def _classifier_snippet(space: ClassifierSpace, pick: Pick, suffix: str, file: str) -> str:
    arch = space.archs[arch_indices(space, [pick.source])[0]]
    reader, state = _READERS[suffix]
    return _CLASSIFIER_CODE.format(
        reader=reader, state=state.format(file=file), arch=arch_data(arch), channels=arch.channels, size=arch.size,
        mean=space.images.mean, std=space.images.std,
    )  # fmt: skip


_READERS = {
    "safetensors": ("from safetensors.torch import load_file\n", "load_file({file!r})"),
    "pt": ("", "torch.load({file!r}, weights_only=True)"),
}

_CLASSIFIER_CODE = dedent(
    """\
    import torch
    {reader}
    from explorer.kinds.classifiers.networks import Classifier  # of NetSpace Explorer: it knows the architecture

    network = Classifier(**{arch}).module(norm=False)
    network.load_state_dict({state})
    network.eval()

    pixels = torch.randint(0, 256, (5, {channels}, {size}, {size}))  # your images, 0 to 255
    with torch.inference_mode():
        print(network((pixels / 255 - {mean!r}) / {std!r}).argmax(1))
    """
)

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
