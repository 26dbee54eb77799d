"""Classifiers of any architecture: users' modules trained, others' networks imported, spaces of both."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save as save_bytes
from torch import Tensor, nn

from explorer.data.images import ImageData, load_digits, normalised
from explorer.errors import BundleError, DataError, RecipeError, ZooError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.netfile import network_file, snippet
from explorer.kinds.classifiers.build import ClassifierMaker
from explorer.kinds.classifiers.evaluate import evaluate_classifiers
from explorer.kinds.classifiers.foreign import read_foreign_classifier
from explorer.kinds.classifiers.graphs import GraphClassifier, trainable
from explorer.kinds.classifiers.imported import imported_classifiers, stated_data
from explorer.kinds.classifiers.networks import Classifier, arch_data, arch_of, run, run_batch
from explorer.kinds.classifiers.reading import wanted_of
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.zoo import Trained, accuracy, make_zoo, read_zoo
from explorer.kinds.classifiers.zoo_plan import ZooPlan
from explorer.networks.graph import fit_state_dict, trace
from explorer.space.build import build_space
from explorer.space.bundle import load_space
from explorer.space.split import Split
from explorer.zoo.imported import ImportedZoo, Record
from tests.conftest import TINY_CLASSIFIER_RECIPE

NETS = """
import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(1, width, 3, 2, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.drop = nn.Dropout(0.1)
        self.register_buffer("noise", 0.1 * torch.randn(width))
        self.head = nn.Linear(width * 9, 10)

    def forward(self, x):
        x = F.gelu(self.norm(self.conv(x))) + self.noise.view(-1, 1, 1)
        return self.head(self.drop(F.avg_pool2d(x, 2)).view(x.size(0), -1))


def small(width=3):
    return Net(width)


def attention(width=8):
    class Attending(nn.Module):
        def __init__(self):
            super().__init__()
            self.read = nn.Linear(16, width)
            self.attend = nn.TransformerEncoderLayer(width, 2, 16, batch_first=True)
            self.head = nn.Linear(width, 10)

        def forward(self, x):
            return self.head(self.attend(self.read(x[:, 0])).mean(1))

    return Attending()


def broken():
    raise ValueError("no width")


def of_five_classes():
    return nn.Sequential(nn.Flatten(), nn.Linear(256, 5))


def constant():
    return nn.Flatten()


def number():
    return 5
"""


@pytest.fixture(scope="module")
def data() -> ImageData:
    return load_digits()


@pytest.fixture(scope="module")
def nets_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("user") / "my_nets.py"
    file.write_text(NETS)
    return file


@pytest.fixture(scope="module")
def archs(nets_file: Path, data: ImageData) -> tuple[GraphClassifier, GraphClassifier]:
    return (
        trainable(f"{nets_file}:small", {"width": 4}, "small", data),
        trainable(f"{nets_file}:attention", {}, "attention", data),
    )


@pytest.fixture(scope="module")
def made(
    archs: tuple[GraphClassifier, GraphClassifier], data: ImageData, tmp_path_factory: pytest.TempPathFactory
) -> Trained:
    """A zoo of users' modules, made by two processes that read the user's file themselves."""
    plan = ZooPlan(archs, (4, 4), 20, 60, 5e-3, True, Classifier("LeNetLike", 1, 16, 10, 8), 60)
    folder = tmp_path_factory.mktemp("graphs") / "zoo"
    make_zoo(folder, plan, data, workers=2)
    return read_zoo(folder)


@pytest.fixture(scope="module")
def space(made: Trained, data: ImageData, tmp_path_factory: pytest.TempPathFactory) -> ClassifierSpace:
    path = tmp_path_factory.mktemp("graph_spaces") / "mine"
    build_space(
        ClassifierMaker.of(made, data, TINY_CLASSIFIER_RECIPE), path,
        title="Mine", seed=0, split=Split.of(8, 2, None), provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return classifiers_only(load_space(path))


def test_a_users_modules_are_trained_and_folded(made: Trained, data: ImageData) -> None:
    small, attention = made.plan.archs
    assert (small.channels, small.size, small.classes, small.depth) == (1, 16, 10, 2)
    assert list(small.shapes) == ["conv.weight", "conv.bias", "head.weight", "head.bias", "noise"]
    assert attention.depth == 6
    scores = [accuracy(made.plan.archs[a], p, data.test, data) for a, p in zip(made.archs, made.params, strict=True)]
    assert min(scores) > 15
    assert max(scores) > 50
    first, second = (p for p, a in zip(made.params[:4], made.archs, strict=False) if a == 0)
    assert not torch.equal(first["noise"], second["noise"])


def test_training_gives_the_same_with_the_same_seed(made: Trained, data: ImageData, tmp_path: Path) -> None:
    plan = dataclasses.replace(made.plan, counts=(1, 1))
    make_zoo(tmp_path / "a", plan, data)
    again = read_zoo(tmp_path / "a")
    for name, value in again.params[0].items():
        torch.testing.assert_close(value, made.params[0][name], atol=1e-4, rtol=1e-3)
    with pytest.raises(ZooError, match="another zoo"):
        make_zoo(tmp_path / "a", dataclasses.replace(plan, archs=plan.archs[::-1]), data, resume=True)


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("broken", {}, r"ValueError: no width \(line \d+ of my_nets\.py\)"),
        ("small", {"depth": 3}, "unexpected keyword"),
        ("of_five_classes", {}, "has 10 classes"),
        ("constant", {}, "without parameters"),
        ("number", {}, "int"),
        ("missing", {}, "has nothing called 'missing'"),
    ],
)
def test_factories_that_fail_are_told(nets_file: Path, data: ImageData, name: str, args: dict, words: str) -> None:
    with pytest.raises(DataError, match=words) as error:
        trainable(f"{nets_file}:{name}", args, "mine", data)
    assert error.value.remedy


def test_only_classifiers_are_taken() -> None:
    for net, shape in ((nn.Linear(4, 2), (4,)), (nn.Conv2d(1, 2, 3), (1, 8, 8))):
        with pytest.raises(DataError, match="A classifier goes from square images"):
            GraphClassifier(trace(net, torch.randn(2, *shape), "net"))
    with pytest.raises(DataError, match="A classifier"):
        GraphClassifier(trace(nn.Sequential(nn.Flatten(), nn.Linear(24, 2)), torch.randn(2, 1, 4, 6), "net"))


def test_an_architecture_is_plain_data(archs: tuple[GraphClassifier, ...]) -> None:
    for arch in archs:
        assert arch_of(json.loads(json.dumps(arch_data(arch)))) == arch
        params = {name: torch.randn(3, *shape) * 0.1 for name, shape in arch.shapes.items()}
        images = torch.randn(5, 1, 16, 16)
        one = run(arch, {name: value[1] for name, value in params.items()}, images)
        torch.testing.assert_close(run_batch(arch, params, images)[1], one, atol=1e-5, rtol=1e-4)


def test_a_space_opens_without_the_users_file(space: ClassifierSpace, made: Trained, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    shutil.copytree(space.path, path)
    info = json.loads((path / "space.json").read_text())
    assert "my_nets" not in json.dumps(info["architectures"])
    code = f"from explorer.space.bundle import load_space; s = load_space(__import__('pathlib').Path({str(path)!r}));"
    code += "import sys; assert not any('_network_of_user' in m for m in sys.modules); print(s.archs[1].depth)"
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "6"


@pytest.mark.parametrize("harm", ["operator", "factory", "shape", "constants"])
def test_a_space_with_another_graph_is_refused(space: ClassifierSpace, tmp_path: Path, harm: str) -> None:
    path = tmp_path / "mine"
    shutil.copytree(space.path, path)
    info = json.loads((path / "space.json").read_text())
    arch = info["architectures"][0]
    if harm == "operator":
        arch["graph"]["nodes"][0]["op"] = "aten.from_file.default"
    elif harm == "factory":
        arch["factory"] = "my_nets.py:small"
    elif harm == "shape":
        arch["graph"]["output"] = [11]
    else:
        arch["constants"] = "AAAA"
    (path / "space.json").write_text(json.dumps(info))
    with pytest.raises(BundleError):
        load_space(path)


def test_a_space_is_measured(space: ClassifierSpace) -> None:
    found = evaluate_classifiers(Engine(), space)
    assert found["accuracy_gap_points"]["train"]["mean"] >= 0


def test_networks_are_taken_away_and_read_again(space: ClassifierSpace, tmp_path: Path) -> None:
    engine = Engine()
    images = space.images.test.pixels[:6]
    for source in (Input(0), Input(1), Decoded.of(space.latents[0])):
        weights = engine.weights(space, [source])[0]
        pick = Pick(source, "a network", "network")
        held = network_file(space, pick, weights, "safetensors")
        read = read_foreign_classifier(held, "n.safetensors", wanted_of(space))
        expected = read(images)
        (tmp_path / "n.safetensors").write_bytes(held)
        program = snippet(space, pick, "safetensors", "n.safetensors")
        assert "explorer" not in program
        given = normalised(images, space.images.mean, space.images.std)
        np.save(tmp_path / "x.npy", given.numpy())
        program += "import numpy as np\nx = torch.from_numpy(np.load('x.npy'))\nnp.save('y.npy', network(x).numpy())\n"
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True)
        np.testing.assert_allclose(np.load(tmp_path / "y.npy"), expected, atol=1e-4)
        onnx = network_file(space, pick, weights, "onnx")
        torch.testing.assert_close(
            read_foreign_classifier(onnx, "n.onnx", wanted_of(space))(images), expected, atol=1e-4, rtol=1e-4
        )


def test_a_users_own_checkpoint_is_read(space: ClassifierSpace, nets_file: Path) -> None:
    arch = trainable_of(nets_file)
    net = arch.module(norm=True).eval()
    state = {f"module.{name}": value for name, value in net.state_dict().items()}
    read = read_foreign_classifier(save_bytes(state), "mine.safetensors", wanted_of(space))
    assert read.words.startswith("small, ")
    images = space.images.test.pixels[:6]
    with torch.no_grad():
        torch.testing.assert_close(read(images), net(normalised(images, read.mean, read.std)), atol=1e-5, rtol=1e-4)


def trainable_of(nets_file: Path) -> GraphClassifier:
    return trainable(f"{nets_file}:small", {"width": 4}, "small", load_digits())


def others(count: int = 8) -> Iterator[tuple[Record, dict[str, Tensor]]]:
    graph = others_graph()
    for k in range(count):
        torch.manual_seed(k)
        net = nn.Sequential(nn.Flatten(), nn.Linear(256, 12), nn.ReLU(), nn.Linear(12, 10))
        data = load_digits()
        adam = torch.optim.Adam(net.parameters(), 5e-3)
        for _ in range(5 * k):
            rows = torch.randint(0, len(data.train), (64,))
            images = normalised(data.train.pixels[rows], 0.5, 0.5)
            loss = nn.functional.cross_entropy(net(images), data.train.labels[rows])
            adam.zero_grad()
            loss.backward()
            adam.step()
        labels = {"steps": 5 * k, "kind": "odd" if k % 2 else "even", "accuracy": 12.0 + k}
        yield Record(f"net_{k}", 0, labels, "run", k), fit_state_dict(graph, net.state_dict())


def others_graph() -> object:
    net = nn.Sequential(nn.Flatten(), nn.Linear(256, 12), nn.ReLU(), nn.Linear(12, 10))
    return trace(net, torch.randn(2, 1, 16, 16), "mlp")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> ImportedZoo:
    path = tmp_path_factory.mktemp("imported") / "zoo"
    told = {"name": "digits", "mean": 0.5, "std": 0.5}
    return ImportedZoo.create(
        path, "classifiers", [others_graph()], others(), source={"layout": "x"}, data=told, batch=3
    )


def test_an_imported_zoo_becomes_a_space(imported: ImportedZoo, tmp_path: Path) -> None:
    from explorer.cli.main import main

    command = ["train", "classifiers", "--zoo", str(imported.path), "--out", str(tmp_path / "theirs")]
    command += ["--recipe", "digits-single", "--steps", "20", "--heldout", "2", "--run", str(tmp_path / "run")]
    assert main(command) == 0
    space = classifiers_only(load_space(tmp_path / "theirs"))
    assert space.model.mean == 0.5
    assert space.info["provenance"]["teacher"]["network"] in {f"net_{k}" for k in range(4, 8)}
    assert set(space.labels["kind"]) == {"odd", "even"}
    assert "stated_accuracy" in space.labels
    assert "training_steps" not in space.labels
    assert space.labels["accuracy"].max() > 50


def test_a_zoo_for_other_images_is_refused(imported: ImportedZoo, data: ImageData, tmp_path: Path) -> None:
    wider = trace(nn.Sequential(nn.Flatten(), nn.Linear(784, 10)), torch.randn(2, 1, 28, 28), "wide")
    nets = [(Record("a"), {name: torch.zeros(shape) for name, shape in wider.shapes.items()})]
    zoo = ImportedZoo.create(tmp_path / "z", "classifiers", [wider], nets, source={})
    with pytest.raises(ZooError, match="is for images"):
        imported_classifiers(zoo, data)
    with pytest.raises(ZooError, match="does not say which images"):
        stated_data(zoo)


def test_several_architectures_must_be_for_the_same_images(archs: tuple[GraphClassifier, ...], made: Trained) -> None:
    from explorer.kinds.classifiers.model import ClassifierNetSpace

    other = Classifier("LeNetLike", 1, 28, 10)
    with pytest.raises(RecipeError, match="same images"):
        ClassifierNetSpace([archs[0], other], TINY_CLASSIFIER_RECIPE.model, 0.0, 1.0)
    both = ClassifierNetSpace([archs[0], Classifier("LeNetLike", 1, 16, 10, 4)], TINY_CLASSIFIER_RECIPE.model, 0.0, 1.0)
    assert both.layout.count == max(archs[0].count, Classifier("LeNetLike", 1, 16, 10, 4).count)
