"""Classifiers as files: read back, and run, without this package."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors import safe_open

from explorer.data.images import Images, normalised
from explorer.errors import SelectionError
from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Engine
from explorer.explore.read.encode import encode_file
from explorer.explore.takeaway.export import Pick, pick_network
from explorer.explore.takeaway.netfile import NETWORKS, network_file, network_formats, snippet
from explorer.kinds.classifiers.judging import network_answers
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.taking import NETWORKS as TAKING


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture(params=[0, 1])
def pick(request: pytest.FixtureRequest, tiny_classifiers: ClassifierSpace) -> Pick:
    """A network of each architecture, as it was trained."""
    of = np.flatnonzero(tiny_classifiers.zoo.archs == request.param)
    return pick_network(tiny_classifiers, int(of[0]), as_trained=True)


def written(engine: Engine, space: ClassifierSpace, pick: Pick, suffix: str) -> bytes:
    return network_file(space, pick, engine.weights(space, [pick.source])[0], suffix)


def some(space: ClassifierSpace) -> Images:
    return space.images.test[:40]


def expected(engine: Engine, space: ClassifierSpace, pick: Pick) -> np.ndarray:
    return network_answers(engine, space, [pick.source], some(space))[1][0].numpy()


def test_onnx_gives_the_same_logits(engine: Engine, tiny_classifiers: ClassifierSpace, pick: Pick) -> None:
    space = tiny_classifiers
    session = onnxruntime.InferenceSession(written(engine, space, pick, "onnx"))
    size = space.archs[0].size
    assert [(one.name, one.shape) for one in session.get_inputs()] == [("images", ["n", 1, size, size])]
    images = normalised(some(space).pixels, space.images.mean, space.images.std).numpy()
    (given,) = session.run(["logits"], {"images": images})
    np.testing.assert_allclose(given, expected(engine, space, pick), atol=1e-3)
    assert session.get_modelmeta().custom_metadata_map["origin"] == pick.origin


def test_an_exported_classifier_is_read_again(engine: Engine, tiny_classifiers: ClassifierSpace, pick: Pick) -> None:
    for suffix in ("onnx", "pt"):
        read = encode_file(engine, tiny_classifiers, written(engine, tiny_classifiers, pick, suffix), f"own.{suffix}")
        assert read.where.near.ids[0] == pick.network


def test_files_say_what_they_hold(
    engine: Engine, tiny_classifiers: ClassifierSpace, pick: Pick, tmp_path: Path
) -> None:
    space, file = tiny_classifiers, tmp_path / "net.safetensors"
    file.write_bytes(written(engine, space, pick, "safetensors"))
    arch = space.archs[arch_indices(space, [pick.source])[0]]
    with safe_open(file, "pt") as data:
        shapes = {name: tuple(data.get_slice(name).get_shape()) for name in data.keys()}  # noqa: SIM118 - no dict
        facts = data.metadata()
    assert shapes == arch.shapes
    assert json.loads(facts["architecture"])["name"] == arch.name
    assert json.loads(facts["classes"]) == list(space.images.classes)


def test_a_module_of_plain_torch(engine: Engine, tiny_classifiers: ClassifierSpace, pick: Pick) -> None:
    space = tiny_classifiers
    module = TAKING.module(space, pick.source)
    module.load_state_dict(torch.load(io.BytesIO(written(engine, space, pick, "pt")), weights_only=True))
    with torch.inference_mode():
        given = module(normalised(some(space).pixels, space.images.mean, space.images.std)).numpy()
    np.testing.assert_allclose(given, expected(engine, space, pick), atol=1e-4)
    assert TAKING.parameters(space, pick.source) == sum(p.numel() for p in module.parameters())


@pytest.mark.parametrize("suffix", NETWORKS)
def test_the_snippet_runs_by_itself(
    engine: Engine, tiny_classifiers: ClassifierSpace, pick: Pick, suffix: str, tmp_path: Path
) -> None:
    """In a process of its own, where this package cannot be imported; only its random images are replaced by ours."""
    space, file = tiny_classifiers, tmp_path / f"it's a net.{suffix}"
    file.write_bytes(written(engine, space, pick, suffix))
    np.save(tmp_path / "pixels.npy", some(space).pixels.numpy())
    code = snippet(space, pick, suffix, file.name)
    assert "explorer" not in code
    load = "__import__('numpy').load('pixels.npy')"
    ours = load if suffix == "onnx" else f"torch.from_numpy({load})"
    lines = [f"pixels = {ours}" if line.startswith("pixels = ") else line for line in code.splitlines()]
    shown = next(k for k, line in enumerate(lines) if "print(" in line)
    lines[shown] = lines[shown].replace("print(", "__import__('numpy').save('values.npy', ").replace(".argmax(1)", "")
    gone = "import sys; sys.modules['explorer'] = None"
    for program in (code, "\n".join([gone, *lines])):  # first as it stands
        subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": ""},
        )  # fmt: skip
    np.testing.assert_allclose(np.load(tmp_path / "values.npy"), expected(engine, space, pick), atol=1e-3)


def test_all_formats_and_no_other(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    assert network_formats(tiny_classifiers) == NETWORKS
    with pytest.raises(SelectionError, match=r"image classifiers are not written as \.h5.*safetensors, pt, onnx"):
        written(engine, tiny_classifiers, pick_network(tiny_classifiers, 0), "h5")
