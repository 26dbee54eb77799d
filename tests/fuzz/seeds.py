"""Valid small files of every form that is read: what damaged ones are made from."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch
import trimesh
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save
from torch import nn

import explorer
from explorer.networks.graph import to_data, trace

REPO = Path(explorer.__file__).parent.parent
FORBIDDEN = "fuzz-code-was-run"  # a folder that the code in a torch file would make


class _Code:
    def __reduce__(self) -> Any:
        return os.mkdir, (FORBIDDEN,)


def infos() -> list[bytes]:
    return [file.read_bytes() for file in sorted(REPO.glob("pretrained/*/space.json"))]


def recipes() -> list[bytes]:
    return [file.read_bytes() for file in sorted((REPO / "explorer/recipes").glob("*.toml"))][:6]


def _net() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


def tensors() -> list[bytes]:
    state = _net().state_dict()
    return [save(dict(state)), save({"a": torch.zeros(2, 3, dtype=torch.float16)}, {"format": "pt", "x": "y"})]


def torches() -> list[bytes]:
    state = _net().state_dict()
    made = []
    for value, old in (
        (state, False), ({"model": state, "epoch": 3, "lr": np.float64(0.1)}, False), (state, True), (_net(), False),
        ({"state_dict": state, "code": _Code()}, False), ({"a": _Code(), "b": torch.zeros(3)}, True),
    ):  # fmt: skip
        buffer = io.BytesIO()
        torch.save(value, buffer, _use_new_zipfile_serialization=not old)
        made.append(buffer.getvalue())
    return made


def arrays() -> list[bytes]:
    made = []
    for write in (np.savez, np.savez_compressed):
        buffer = io.BytesIO()
        write(
            buffer, inputs=np.random.default_rng(0).normal(size=(9, 3)), targets=np.arange(9) % 3,
            split=np.arange(9) % 3, classes=np.array(["a", "b", "c"]), stated=np.array("{}"),
        )  # fmt: skip
        made.append(buffer.getvalue())
    single = io.BytesIO()
    np.save(single, np.arange(12.0).reshape(4, 3))
    return [*made, single.getvalue()]


def onnx_files() -> list[bytes]:
    weights = [
        numpy_helper.from_array(np.ones((3, 4), np.float32), "w"),
        numpy_helper.from_array(np.ones(4, np.float32), "b"),
    ]
    ends = [
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size])] for name, size in (("x", 3), ("y", 4))
    ]
    made = []
    for nodes in (
        [helper.make_node("Gemm", ["x", "w", "b"], ["y"])],
        [
            helper.make_node("MatMul", ["x", "w"], ["m"]), helper.make_node("Add", ["m", "b"], ["s"]),
            helper.make_node("Softmax", ["s"], ["y"], axis=1),
        ],
    ):  # fmt: skip
        graph = helper.make_graph(nodes, "g", ends[0], ends[1], weights)
        made.append(
            helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()
        )
    return made


def meshes(form: str) -> list[bytes]:
    body = trimesh.creation.box((1, 0.6, 0.8))
    if form == "gltf":
        files = trimesh.exchange.gltf.export_gltf(trimesh.Scene(body), merge_buffers=True)
        header = json.loads(files["model.gltf"])
        buffer = next(value for key, value in files.items() if key != "model.gltf")
        import base64

        header["buffers"][0]["uri"] = "data:application/octet-stream;base64," + base64.b64encode(buffer).decode()
        return [json.dumps(header).encode()]
    found = body.export(file_type=form)
    made = [found if isinstance(found, bytes) else found.encode()]
    if form == "stl":
        made.append(body.export(file_type="stl_ascii").encode())
    if form == "ply":
        made.append(trimesh.exchange.ply.export_ply(body, encoding="ascii"))
    if form == "obj":
        made.append(b"mtllib /etc/passwd\nusemtl a\n" + made[0] + b"\nf -1 -2 -3 -4\n")
    return made


def graphs() -> list[bytes]:
    conv = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.GELU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    pairs = (_net(), (3,)), (nn.Sequential(nn.Linear(4, 4), nn.LayerNorm(4), nn.GLU(), nn.Softmax(-1)), (4,))
    pairs = (*pairs, (conv, (1, 6, 6)))
    return [json.dumps(to_data(trace(net.eval(), torch.rand(2, *shape), "mine"))[0]).encode() for net, shape in pairs]


def tables() -> list[bytes]:
    return [
        b"name,accuracy,act,epoch\nnet_0.pt,0.5,relu,1\nnet_1.pt,0.75,tanh,2\n",
        b'file;lr\n"a/net_0.pt";0,1\n"a/net_1.pt";0,25\n', "n\tgr\u00f6\u00dfe\nnet_0\t3\n".encode(),
    ]  # fmt: skip


LINKS = [
    b"space=furniture&a=12&b=87&t=0.4&show=1", b"view=place&x=0.25&y=-3&colour=kind&plain=1", b"ids=1,2,3&view=mean",
    b"sum=1,2,3&view=sum&move=width:0.5,height:-1", b"via=3,4,5&path=raw&versus=straight&spline=1",
    b"id=5&view=network",
]  # fmt: skip

MESSAGES = [
    b'{"type":"hello","token":"abc","session":"def","space":"furniture"}',
    b'{"type":"path","anchors":[1,2,3],"kind":"zoo","spline":false,"slot":0}',
    b'{"type":"want","seq":2,"moving":true,"places":[{"kind":"path","path":"p","t":0.5},{"kind":"map","x":0.5,"y":1e3}]}',
    b'{"type":"want","seq":3,"moving":true,"places":[{"kind":"steered","base":{"kind":"map","x":0,"y":1},"moves":[["a",1]]}]}',
    b'{"type":"want","seq":4,"moving":false,"places":[{"kind":"mean","ids":[1,2]},{"kind":"analogy","a":1,"b":2,"c":3}]}',
    b'{"type":"thumbs","ids":[1,2,1000005],"colour":"#DDa673"}',
    b'{"type":"sheet","columns":12,"box":[-1,-0.5,1,0.5],"colour":"#dda673"}',
    b'{"type":"terrain","on":true}', b'{"type":"ping","n":5.0}', b'{"type":"have","n":5}', b'{"type":"sheet_stop"}',
    b'{"type":"optimize","start":{"kind":"told","key":"k"},"goal":"accuracy","steps":100}',
    b'{"type":"optimize","start":"random","goal":"arch:ResNet8","steps":5}',
    b'{"type":"optimize_control","action":"stop"}',
]  # fmt: skip
