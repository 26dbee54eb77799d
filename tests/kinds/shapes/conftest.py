"""Zoos and spaces of meshes of one's own, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes import mesh_zoo as module
from explorer.kinds.shapes.build import ShapeMaker
from explorer.kinds.shapes.own_zoo import read_zoo, split_of
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.netspace.model import ModelConfig
from explorer.space.build import build_space
from explorer.zoo.fit import fit_mean
from explorer.zoo.store import ZooFolder
from tests.kinds.shapes.own import make, write_meshes

MODEL = ModelConfig("probe", "residual", 8, 8, {"probes": 64, "hidden": 32}, {"rank": 8, "hidden": 32})


@pytest.fixture(scope="session", autouse=True)
def _small_mesh_init() -> Iterator[None]:
    """A shared initialisation from few steps."""

    def quick(*args: object, **options: object) -> object:
        return fit_mean(*args, **{**options, "steps": 500, "points": 128})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "fit_mean", quick)
        yield


@pytest.fixture(scope="module")
def engine() -> Engine:
    """A module's own: nothing that another one made is known to it."""
    return Engine("cpu")


@pytest.fixture(scope="module")
def shipped() -> ShapeSpace:
    """The space of furniture as it is shipped; not to be changed."""
    return load_shapes(Path(__file__).parents[3] / "pretrained" / "furniture")


@pytest.fixture(scope="module")
def household() -> ShapeSpace:
    """The space of household models as it is shipped; not to be changed."""
    return load_shapes(Path(__file__).parents[3] / "pretrained" / "household")


@pytest.fixture(scope="session")
def mesh_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen meshes that can be used, of two kinds, and eight files that cannot; not to be changed."""
    folder = tmp_path_factory.mktemp("meshes") / "mine"
    write_meshes(folder)
    return folder


@pytest.fixture(scope="session")
def mesh_zoo(mesh_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> ZooFolder:
    """A finished zoo of them; not to be changed."""
    return make(mesh_folder, tmp_path_factory.mktemp("zoo") / "meshes")


@pytest.fixture(scope="session")
def mesh_space(mesh_zoo: ZooFolder, tmp_path_factory: pytest.TempPathFactory) -> ShapeSpace:
    """A space of it."""
    zoo = read_zoo(mesh_zoo.path)
    recipe = Recipe(MODEL, steps=60, rate=2e-3, networks=6, shapes=4, between=4, points=64, signals=20)
    out = tmp_path_factory.mktemp("space") / "meshes"
    build_space(
        ShapeMaker(zoo, recipe), out, title="Meshes", seed=0, split=split_of(zoo, 4, None),
        provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return load_shapes(out)
