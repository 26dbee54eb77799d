"""What `pip install` makes of this package: the command, the version, every file that is not Python."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import explorer

REPO = Path(__file__).parent.parent
SOURCES = REPO / "explorer" / "ui" / "live"  # of the browser's part: node's, and only what is built is shipped
NODE = ("src", "node_modules", ".npmrc", "build.mjs", "package.json", "package-lock.json", "tsconfig.json")


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    return tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_command_is_there(settings: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    main = EntryPoint("explorer", settings["project"]["scripts"]["explorer"], "console_scripts").load()
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert explorer.__version__ in capsys.readouterr().out


def test_the_version_is_read_without_importing(settings: dict[str, Any]) -> None:
    module, _, name = settings["tool"]["setuptools"]["dynamic"]["version"]["attr"].rpartition(".")
    tree = ast.parse((REPO / module.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))
    assigned = [n.value for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == name]
    assert [ast.literal_eval(value) for value in assigned] == [explorer.__version__]


def test_every_file_that_is_not_python_is_packaged(settings: dict[str, Any]) -> None:
    patterns = settings["tool"]["setuptools"]["package-data"]["explorer"]
    root = REPO / "explorer"
    shipped = {file for pattern in patterns for file in root.glob(pattern)}
    for file in root.rglob("*"):
        inside = SOURCES in file.parents and file.relative_to(SOURCES).parts[0] in NODE
        inside |= file.parent.name == "__pycache__"  # also what numba keeps there
        if file.is_file() and file.suffix not in (".py", ".pyc", ".md") and not inside:
            assert file in shipped, f"{file.relative_to(REPO)} is in no pattern of package-data"
    for pattern in patterns:
        assert any(root.glob(pattern)), f"{pattern} matches nothing"


def test_every_folder_with_python_is_a_package() -> None:
    for file in (REPO / "explorer").rglob("*.py"):
        assert (file.parent / "__init__.py").is_file(), f"{file.parent} has no __init__.py"


def test_requirements_are_the_dependencies(settings: dict[str, Any]) -> None:
    assert settings["tool"]["setuptools"]["dynamic"]["dependencies"]["file"] == ["requirements.txt"]
    lines = (REPO / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        text = line.partition(" #")[0].strip()
        if text and not text.startswith("#"):
            Requirement(text)


def test_what_the_metadata_names_is_there(settings: dict[str, Any]) -> None:
    project = settings["project"]
    assert (REPO / project["readme"]).is_file()
    for file in project["license-files"]:
        assert (REPO / file).read_text(encoding="utf-8").startswith(f"{project['license']} License")


def test_import_is_quick_and_typed_names_are_real() -> None:
    """Nothing heavy is imported before a name is used; then every name that is announced is there."""
    code = (
        "import sys, explorer\n"
        "heavy = {'torch', 'numpy', 'streamlit', 'jsonschema'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert set(explorer.__all__) <= set(dir(explorer))\n"
        "[getattr(explorer, name) for name in explorer.__all__]\n"
        "assert 'torch' in sys.modules and 'streamlit' not in sys.modules\n"
        "try:\n    explorer.nonsense\nexcept AttributeError as error:\n    assert 'nonsense' in str(error)\n"
        "else:\n    raise SystemExit('no error')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
