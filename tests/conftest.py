"""What many tests need: a small space made the real way, once per run."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, settings

import explorer.kinds.shapes.zoo as furniture_zoo
from explorer.data.images import load_digits
from explorer.files import CACHE, sha256
from explorer.kinds import registry
from explorer.kinds.classifiers.build import ClassifierMaker
from explorer.kinds.classifiers.networks import Classifier
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.zoo import Trained
from explorer.kinds.classifiers.zoo import make_zoo as make_classifier_zoo
from explorer.kinds.classifiers.zoo import read_zoo as read_classifier_zoo
from explorer.kinds.classifiers.zoo_plan import ZooPlan
from explorer.kinds.images.build import ImageMaker, other_pictures, split_of
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.recipes import ImageRecipe
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.kinds.images.zoo import PictureFit
from explorer.kinds.images.zoo import make_zoo as make_picture_zoo
from explorer.kinds.images.zoo import read_zoo as read_picture_zoo
from explorer.kinds.images.zoo_pictures import pictures_of_data
from explorer.kinds.shapes.fit import ShapeFit
from explorer.kinds.shapes.furniture import sample_furniture
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.signals import network_signals
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.kinds.shapes.storing import save_shapes
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.trainer import train
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren
from explorer.space.build import build_space
from explorer.space.bundle import MapArrays, load_space
from explorer.space.split import Split
from explorer.space.zooweights import ZooWeights
from explorer.zoo.fit import fit_mean
from explorer.zoo.store import ZooFolder

torch.set_num_threads(1)  # tests work on small tensors: threads only wait for each other

# The same examples on every machine, however slow it is; --hypothesis-profile=default looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

REPO = Path(__file__).parent.parent
TINY_ARCH = Siren(width=16, hidden=2, omega=15.0)  # few steps suffice at a low frequency
TINY_FIT = ShapeFit(steps=250, points=256, pool=4096, adam_rate=3e-3, muon_rate=1e-2, tolerance=0.03)
TINY_COUNT = 21  # three of each kind


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> None:
    """One thread for what many tests share, too: its networks would otherwise depend on what ran before."""
    if fixturedef.scope != "function":
        torch.set_num_threads(1)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """One thread for every test, whatever ran before it: UMAP, among others, gives torch all cores again."""
    torch.set_num_threads(1)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Processes that a test starts hear Ctrl-C, also where a shell runs the tests in the background, deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests, one for all its processes: for what each of them would make alike."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the user's cache folder is read or written, also by the programs that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _small_shared_init() -> Iterator[None]:
    """A shared initialisation from few pieces and steps: the real one takes a minute."""

    def quick(*args: object, **options: object) -> object:
        return fit_mean(*args, **{**options, "steps": 100, "points": 128})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(furniture_zoo, "MEAN_OF", 7)
        patch.setattr(furniture_zoo, "fit_mean", quick)
        yield


@pytest.fixture(scope="session")
def tiny_zoo(tmp_path_factory: pytest.TempPathFactory) -> ZooFolder:
    """A finished zoo of 21 small networks; not to be changed.

    Its shared initialisation is fitted three times as long as in other tests: from a poorer one, an unlucky seed gives
    networks that are no shapes at all.
    """

    def longer(*args: object, **options: object) -> object:
        return fit_mean(*args, **{**options, "steps": 300, "points": 128})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(furniture_zoo, "fit_mean", longer)
        return furniture_zoo.make_zoo(
            tmp_path_factory.mktemp("zoo") / "zoo", TINY_COUNT, batch=7, arch=TINY_ARCH, config=TINY_FIT
        )


@pytest.fixture
def furniture_dir() -> Path:
    """The shipped space."""
    path = REPO / "pretrained" / "furniture"
    assert path.is_dir(), "pretrained/furniture is not there: it is shipped with the repository"
    return path


def train_tiny(zoo: ZooFolder, steps: int = 60) -> tuple[NetSpace, torch.Tensor]:
    """A small NetSpace over a zoo, and the zoo's flat weights."""
    config = ModelConfig("probe", "residual", 8, 8, {"probes": 64, "hidden": 32}, {"rank": 8, "hidden": 32})
    torch.manual_seed(0)
    model = NetSpace(TINY_ARCH, config)
    weights = flatten(model.layout, zoo.load_networks())
    model.decoder.prepare(flatten(model.layout, zoo.load_init()), weights)
    parameters = torch.from_numpy(sample_furniture(TINY_COUNT, 0).parameters)
    networks = network_signals(model, weights[:14], parameters[:14], 512, 0)
    heldout = network_signals(model, weights[14:], parameters[14:], 512, 1)
    recipe = Recipe(config, steps=steps, networks=8, points=128)
    train(ShapeTrainer(model, TrainingData(networks, None, None, heldout), recipe, 0))
    return model.requires_grad_(False), weights


@pytest.fixture(scope="session")
def tiny_space_dir(tiny_zoo: ZooFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds one good space, "tiny": 14 training and 7 held-out networks. Not to be changed."""
    root = tmp_path_factory.mktemp("pretrained")
    model, weights = train_tiny(tiny_zoo)
    pieces = sample_furniture(TINY_COUNT, 0)
    labels = [pieces.labels(i) | {"iou": 0.5 + i / 100} for i in range(TINY_COUNT)]
    with torch.inference_mode():
        latents = model.encode(model.read(weights)).numpy()
    save_shapes(
        root / "tiny",
        title="Tiny furniture",
        model=model,
        zoo=ZooWeights.pack(model.layout, flatten(model.layout, tiny_zoo.load_init()), weights),
        arrays=MapArrays(
            latents=latents,
            positions=(latents[:, :2] / np.abs(latents[:, :2]).max()).astype(np.float32),
            labels={
                name: np.array([label[name] for label in labels], dtype=None if isinstance(value, str) else np.float32)
                for name, value in labels[0].items()
            },
            split=np.array(["train"] * 14 + ["heldout"] * 7),
            zoo_rows=np.arange(TINY_COUNT, dtype=np.int32),
        ),
        metrics={"iou": {"train": {"mean": 0.5, "p10": 0.4}, "heldout": {"mean": 0.5, "p10": 0.4}}},
        provenance={
            "command": "tests",
            "seed": 0,
            "commit": "unknown",
            "zoo": {"kind": "furniture", "seed": 0, "count": TINY_COUNT},
        },
    )
    return root


@pytest.fixture(scope="session")
def tiny_space(tiny_space_dir: Path) -> ShapeSpace:
    """The space "tiny", loaded. Not to be changed."""
    return load_shapes(tiny_space_dir / "tiny")


TINY_CLASSIFIER_RECIPE = ClassifierRecipe(
    ModelConfig("probe", "chunked", 6, 8, {"probes": 24, "hidden": 32}, {"hidden": 32, "embedding": 8, "chunk": 64}),
    steps=80, rate=5e-3, networks=2, between=2, images=32, pool=400, noise=0.1,
)  # fmt: skip


@pytest.fixture(scope="session")
def tiny_classifier_zoo(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A finished zoo of ten small classifiers of digits, two architectures. Not to be changed."""
    archs = tuple(Classifier(name, 1, 16, 10, width, 2) for name, width in (("LeNetLike", 4), ("ResNet8", 3)))
    plan = ZooPlan(archs, (5, 5), 5, 60, 5e-3, False, Classifier("ResNet8", 1, 16, 10, 6, 2), 80)
    folder = tmp_path_factory.mktemp("classifiers") / "zoo"
    make_classifier_zoo(folder, plan, load_digits())
    return read_classifier_zoo(folder)


@pytest.fixture(scope="session")
def tiny_classifiers_dir(tiny_classifier_zoo: Trained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds one space of classifiers, "digits": 8 training and 2 held-out networks. Not to be changed."""
    root = tmp_path_factory.mktemp("pretrained_classifiers")
    build_space(
        ClassifierMaker.of(tiny_classifier_zoo, load_digits(), TINY_CLASSIFIER_RECIPE), root / "digits",
        title="Tiny digits", seed=0, split=Split.of(10, 2, None),
        provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return root


@pytest.fixture(scope="session")
def tiny_classifiers(tiny_classifiers_dir: Path) -> ClassifierSpace:
    """The space "digits", loaded. Not to be changed."""
    return classifiers_only(load_space(tiny_classifiers_dir / "digits"))


@pytest.fixture(scope="session")
def tiny_pictures_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds one space of pictures, "drawn": 60 training and 10 held-out digits. Not to be changed."""
    folder, root = tmp_path_factory.mktemp("pictures") / "zoo", tmp_path_factory.mktemp("pretrained_pictures")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.kinds.images.zoo.MEAN_OF", 10)
        make_picture_zoo(
            folder, pictures_of_data(load_digits(), 70, 0), arch=picture_siren(width=12, hidden=2),
            config=PictureFit(steps=60),
        )  # fmt: skip
    zoo = read_picture_zoo(folder)
    config = ModelConfig("grid", "residual", 8, 8, {"side": 8, "hidden": 32}, {"rank": 16, "hidden": 32})
    recipe = ImageRecipe(config, steps=80, networks=8, points=64)
    build_space(
        ImageMaker(zoo, other_pictures(zoo, None), recipe), root / "drawn", title="Tiny pictures", seed=0,
        split=split_of(zoo.pictures, None), provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return root


@pytest.fixture(scope="session")
def tiny_pictures(tiny_pictures_dir: Path) -> ImageSpace:
    """The space "drawn", loaded. Not to be changed."""
    return images_only(load_space(tiny_pictures_dir / "drawn"))


@pytest.fixture
def classifiers_copy(tiny_classifiers_dir: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the space "digits" that a test may damage; the path is that of the space."""
    shutil.copytree(tiny_classifiers_dir / "digits", tmp_path / "pretrained" / "digits")
    return tmp_path / "pretrained" / "digits"


@pytest.fixture
def space_copy(tiny_space_dir: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the space "tiny" that a test may damage; the path is that of the space."""
    shutil.copytree(tiny_space_dir / "tiny", tmp_path / "pretrained" / "tiny")
    return tmp_path / "pretrained" / "tiny"


@pytest.fixture(scope="session")
def restate() -> Callable[[Path], None]:
    """Make `space.json` state the hashes of the files as they are: so that later checks are reached."""

    def update(space: Path) -> None:
        file = space / "space.json"
        info = json.loads(file.read_text())
        for name in info["files"]:
            info["files"][name] = {"sha256": sha256(space / name), "bytes": (space / name).stat().st_size}
        file.write_text(json.dumps(info))

    return update


@pytest.fixture
def instead() -> Iterator[Callable[[str, Mapping[type[Any], object]], None]]:
    """Let a kind keep promises otherwise during a test: `instead("sdf", {Frames: mine})`; None takes one away."""
    changed = set()

    def change(name: str, promises: Mapping[type[Any], object]) -> None:
        own = registry.kind(name)
        kept = {what: keeper for what, keeper in {**own.promises, **promises}.items() if keeper is not None}
        registry.register(replace(own, promises=kept))
        changed.add(name)

    yield change
    for name in changed:
        registry.forget(name)
