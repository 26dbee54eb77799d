"""What the tests of faults share: the runner of commands, and small data to run them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from torch import nn

from tests.faults.killing import Runner

RECIPE = """
kind = "classifier"
heldout = 2

[model]
encoder = "probe"
decoder = "chunked"
latent = 4
encoder_options = { probes = 8, hidden = 16 }
decoder_options = { hidden = 16, embedding = 4 }

[training]
steps = 6
networks = 2
images = 16
pool = 64
"""
CLASSIFIERS = [
    "zoo", "classifiers", "--data", "digits", "--count", "6", "--width", "2", "--steps", "1:4", "--teacher", "ResNet8",
    "--teacher-steps", "3", "--out", "nets",
]  # fmt: skip
PICTURES = [
    "zoo", "images", "digits", "--count", "24", "--batch", "6", "--width", "8", "--hidden", "2", "--steps", "8",
    "--out", "pictures",
]  # fmt: skip
SHAPES = ["zoo", "shapes", "meshes", "--batch", "2", "--width", "8", "--hidden", "2", "--steps", "8", "--out", "shapes"]
IMPORT = ["import", "checkpoints", "--activation", "relu", "--input", "3", "--out", "mine"]
TRAIN = [
    "train", "classifiers", "--zoo", "nets", "--out", "spaces/space", "--recipe", "mine.toml", "--heldout", "2",
    "--every", "1", "--run", "run",
]  # fmt: skip


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """The process that runs commands."""
    made = Runner(tmp_path_factory.mktemp("notes"))
    yield made
    made.close()


def write_data(root: Path) -> None:
    """Six checkpoints, six meshes and a recipe."""
    (root / "checkpoints").mkdir()
    (root / "meshes").mkdir()
    for k in range(6):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(k)
            net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
        torch.save(net.state_dict(), root / "checkpoints" / f"{k}.pt")
        trimesh.creation.box((1, 0.4 + 0.1 * k, 0.7)).export(root / "meshes" / f"{k}.stl")
    (root / "mine.toml").write_text(RECIPE, encoding="utf-8")


@pytest.fixture(scope="session")
def made(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data, a zoo of classifiers in `nets`, and spaces in `spaces/space` and `older/space`.

    Not to be changed.
    """
    root = tmp_path_factory.mktemp("made")
    write_data(root)
    older = [word.replace("spaces/", "older/") for word in TRAIN[:-1]]
    for command in (CLASSIFIERS, TRAIN, [*older, "older-run", "--seed", "5"]):
        ended = runner.run(root, *command)
        assert ended.code == 0, ended.err
    return root


@pytest.fixture
def rng() -> np.random.Generator:
    """The same draws every time."""
    return np.random.default_rng(22)
