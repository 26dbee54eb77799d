"""Spaces of small zoos, made once per run."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from explorer.explore.engine.engine import Engine
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.space.bundle import load_space
from tests.kinds.functions.zoos import built, cancer, moons, policies, regressors

MADE = {"cancer": cancer, "diabetes": regressors, "policy": policies, "moons": moons}


@pytest.fixture(scope="session")
def functions_root(shared_folder: Path) -> Path:
    """A folder with spaces: "cancer" (classes), "diabetes" (values), "policy" (no examples), "moons" (two forms).

    Not to be changed: it is of all processes that test. They make it together, each beginning at another end.
    """
    root = shared_folder / "functions"
    names = sorted(MADE, reverse=os.environ.get("PYTEST_XDIST_WORKER") == "gw1")
    for name in names:
        with contextlib.suppress(Timeout):  # another process makes it: go on with the next
            _made(root, name, wait=0)
    for name in names:
        _made(root, name, wait=-1)
    return root


def _made(root: Path, name: str, wait: float) -> None:
    root.mkdir(exist_ok=True)
    whole = root / f"{name}.whole"
    with FileLock(root / f"{name}.lock", timeout=wait):
        if not whole.exists():
            built(MADE[name](), root, name)
            whole.touch()


def opened(path: Path) -> FunctionSpace:
    return functions_only(load_space(path))


@pytest.fixture(scope="session")
def cancer_space(functions_root: Path) -> FunctionSpace:
    return opened(functions_root / "cancer")


@pytest.fixture(scope="session")
def diabetes_space(functions_root: Path) -> FunctionSpace:
    return opened(functions_root / "diabetes")


@pytest.fixture(scope="session")
def policy_space(functions_root: Path) -> FunctionSpace:
    return opened(functions_root / "policy")


@pytest.fixture(scope="session")
def moons_space(functions_root: Path) -> FunctionSpace:
    return opened(functions_root / "moons")


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine("cpu")
