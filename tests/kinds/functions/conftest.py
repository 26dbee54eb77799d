"""Spaces of small zoos, made once per run."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.explore.engine.engine import Engine
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.space.bundle import load_space
from tests.kinds.functions.zoos import built, cancer, moons, policies, regressors


@pytest.fixture(scope="session")
def functions_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with spaces: "cancer" (classes), "diabetes" (values), "policy" (no examples), "moons" (two forms)."""
    root = tmp_path_factory.mktemp("functions")
    for name, made in {"cancer": cancer, "diabetes": regressors, "policy": policies, "moons": moons}.items():
        built(made(), root, name)
    return root


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
