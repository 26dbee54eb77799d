"""The architecture, checked: imports point one way only (see README, 'How it is built')."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "explorer"
MODULES = sorted(ROOT.rglob("*.py"))

# A layer may import itself and the layers named here.
BASE = {"errors", "files", "networks", "data", "kinds"}
ALLOWED: dict[str, set[str]] = {
    "__init__": {"api", "errors", "space"},  # names for type checkers; imported when one is used
    "api": {*BASE, "foreign", "space", "explore"},
    "errors": set(),
    "files": {"errors"},
    "lru": set(),
    "networks": {"errors"},
    "data": {"errors", "files", "networks"},
    "foreign": BASE,
    "zoo": BASE,
    "netspace": {*BASE, "zoo"},
    "space": {*BASE, "lru", "zoo", "netspace"},
    "explore": {*BASE, "lru", "foreign", "zoo", "netspace", "space"},
    "bench": {*BASE, "zoo", "netspace", "space", "explore"},
    "figures": {*BASE, "zoo", "netspace", "space", "explore"},
    "cli": {*BASE, "foreign", "zoo", "netspace", "space", "explore", "bench", "figures", "__init__"},
    "ui": {*BASE, "foreign", "zoo", "netspace", "space", "explore", "bench", "figures", "__init__"},
    "kinds": {*BASE, "lru", "foreign", "zoo", "netspace", "space", "explore", "figures", "ui"},
    "__main__": {"cli"},
}


def layer_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imports(file: Path) -> list[tuple[str, bool]]:
    """Every module that a file imports, and whether at its top level."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for scope in ast.walk(tree)
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(scope)
    }
    found: list[tuple[str, bool]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) not in inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            top = id(node) not in inside
            if node.module == "explorer":  # from explorer import x: x is a layer or a name of the package
                found += [(f"explorer.{a.name}", top) for a in node.names]
            else:
                found.append((node.module or "", top))
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_point_down_the_layers(file: Path) -> None:
    own = layer_of(file)
    assert own in ALLOWED, f"{own} is a new layer: say in tests/test_layers.py what it may import"
    for module, _ in imports(file):
        parts = module.split(".")
        if parts[0] != "explorer":
            continue
        other = parts[1] if len(parts) > 1 and parts[1] in ALLOWED else "__init__"
        assert other == own or other in ALLOWED[own], f"{file.relative_to(ROOT)} ({own}) imports {module}"


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_only_the_screen_knows_streamlit_and_only_the_map_umap(file: Path) -> None:
    for module, top in imports(file):
        name = module.partition(".")[0]
        if name in ("streamlit", "starlette"):
            assert layer_of(file) == "ui" or file.name == "screen.py", f"{file.relative_to(ROOT)} imports {name}"
        if name in ("umap", "numba"):
            assert file == ROOT / "space" / "map.py", f"{file.relative_to(ROOT)} imports {name}"
            assert not top, "umap takes seconds to import: only inside the function that fits a map"


def test_nothing_is_unpickled() -> None:
    """Files may come from strangers. `UnpicklingError` alone may be imported, to catch it."""
    for file in MODULES:
        text = file.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            assert "import pickle" not in line, f"{file.name}:{number}"
            if "torch.load(" in line:
                assert "weights_only=True" in line, f"{file.name}:{number}"
            if "np.load(" in line:
                assert "allow_pickle=False" in line, f"{file.name}:{number}"


def test_every_module_is_seen() -> None:
    assert len(MODULES) > 20
