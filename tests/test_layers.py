"""The architecture, checked: imports point one way only (see README, 'How it is built').

The core knows a network only by what its kind promises: it imports `registry` and `protocols` of `explorer.kinds`, and
names no class of a kind. A kind's room may import the core, and no other room.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "explorer"
MODULES = sorted(ROOT.rglob("*.py"))
SHARED_OF_KINDS = ("registry", "protocols")
ROOM = "kinds/*"  # the layer of what is true of one kind

# A layer may import itself and the layers named here; every arrow is used by some module.
ALLOWED: dict[str, set[str]] = {
    "__init__": {"api", "errors", "space"},  # names for type checkers; imported when one is used
    "api": {"errors", "explore", "files", "foreign", "kinds", "networks", "space"},
    "errors": set(),
    "apart": {"errors"},
    "lru": set(),
    "files": {"errors"},
    "heap": set(),
    "locks": {"errors", "files"},
    "jobs": {"errors", "files", "locks"},
    "sources": {"data", "errors", "importing", "jobs", "kinds", "zoo"},
    "networks": {"errors"},
    "data": {"errors", "files"},
    "kinds": {"errors"},
    "recipes": {"errors", "files", "kinds", "netspace"},
    "foreign": {"apart", "errors", "files"},
    "importing": {"data", "errors", "files", "foreign", "networks", "zoo"},
    "zoo": {"data", "errors", "files", "networks"},
    "netspace": {"errors", "files", "networks"},
    "space": {"errors", "files", "kinds", "locks", "lru", "netspace", "networks"},
    "explore": {"errors", "files", "foreign", "kinds", "netspace", "networks", "space"},
    "figures": {"errors", "files", "space"},
    "claims": {"errors", "files", "kinds", "recipes", "space"},
    "bench": {
        "data", "errors", "explore", "files", "heap", "kinds", "netspace", "networks", "space", "ui", "zoo", ROOM,
    },
    "cli": {
        "__init__", "apart", "bench", "claims", "errors", "explore", "figures", "files", "foreign", "importing", "jobs",
        "kinds", "netspace", "recipes", "space", "zoo",
    },
    "ui": {
        "apart", "errors", "explore", "figures", "files", "foreign", "jobs", "kinds", "networks", "sources", "space",
    },
    ROOM: {
        "apart", "cli", "data", "errors", "explore", "figures", "files", "foreign", "jobs", "kinds", "lru", "netspace",
        "networks", "recipes", "sources", "space", "ui", "zoo",
    },
    "__main__": {"cli"},
}  # fmt: skip

# Of a room, these modules alone may import a layer: a kind's part of the command line, and of the screen.
KERNELS = ROOT / "kinds" / "shapes" / "kernels.py"
ONLY_IN = {"cli": "commands.py", "ui": "screen.py"}


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def layer_of(parts: tuple[str, ...]) -> str:
    """The layer of a module below `explorer`, given as its path's or its name's parts."""
    if parts[:1] == ("kinds",) and len(parts) > 1:
        return "kinds" if parts[1] in (*SHARED_OF_KINDS, "__init__") else ROOM
    return parts[0] if parts and parts[0] in ALLOWED else "__init__"


def room_of(parts: tuple[str, ...]) -> str | None:
    """The kind whose room a module is in; None: the core."""
    return parts[1] if layer_of(parts) == ROOM else None


def parts_of(file: Path) -> tuple[str, ...]:
    return file.relative_to(ROOT).with_suffix("").parts


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def within(file: Path, scopes: tuple[type[ast.AST], ...], *, checking: bool = False) -> set[int]:
    """Ids of the nodes inside of functions, or (`checking`) inside of `if TYPE_CHECKING`."""
    return {
        id(node)
        for scope in ast.walk(parsed(file))
        if isinstance(scope, scopes)
        and (not checking or (isinstance(scope, ast.If) and ast.unparse(scope.test) == "TYPE_CHECKING"))
        for node in ast.walk(scope)
    }


def imports(file: Path) -> list[tuple[str, bool, bool]]:
    """Every module that a file imports, whether at its top level, and whether for its types alone."""
    inside = within(file, (ast.FunctionDef, ast.AsyncFunctionDef))
    typing = within(file, (ast.If,), checking=True)
    found: list[tuple[str, bool, bool]] = []
    for node in ast.walk(parsed(file)):
        where = (id(node) not in inside, id(node) in typing)
        if isinstance(node, ast.Import):
            found += [(alias.name, *where) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            # from explorer import x: x is a layer or a name of the package
            if node.module in ("explorer", "explorer.kinds"):
                found += [(f"{node.module}.{alias.name}", *where) for alias in node.names]
            else:
                found.append((node.module or "", *where))
    return found


def own_imports(file: Path) -> list[tuple[str, ...]]:
    """What a file imports of this package, as parts of names. Protocols name what they are about by its type alone."""
    skipped = parts_of(file)[:2] == ("kinds", "protocols")
    return [
        tuple(module.split(".")[1:])
        for module, _, for_types in imports(file)
        if module.partition(".")[0] == "explorer" and not (skipped and for_types)
    ]


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_imports_point_down_the_layers(file: Path) -> None:
    own = layer_of(parts_of(file))
    assert parts_of(file)[0] in {*ALLOWED, "kinds"}, f"{own} is a new layer: say here what it may import"
    wrong = []
    for parts in own_imports(file):
        other = layer_of(parts)
        here = own == ROOM and other in ONLY_IN and file.name != ONLY_IN[other]
        if other != own and (here or other not in ALLOWED[own]):
            wrong.append(".".join(parts))
    assert not wrong, f"{name_of(file)} ({own}) imports {', '.join(sorted(set(wrong)))}"


@pytest.mark.parametrize("file", [f for f in MODULES if room_of(parts_of(f))], ids=name_of)
def test_a_kind_knows_no_other_kind(file: Path) -> None:
    own = room_of(parts_of(file))
    others = {room_of(parts) for parts in own_imports(file)} - {own, None}
    assert not others, f"{name_of(file)} imports of {', '.join(map(str, others))}"


def test_every_arrow_is_used() -> None:
    used = defaultdict(set)
    for file in MODULES:
        used[layer_of(parts_of(file))] |= {layer_of(parts) for parts in own_imports(file)}
    idle = {f"{own} -> {other}" for own, others in ALLOWED.items() for other in others if other not in used[own]}
    assert not idle, f"nobody uses {', '.join(sorted(idle))}"


@cache
def classes_of_kinds() -> dict[str, str]:
    """The classes that the kinds define, by name, and where; less those that the core gives to something of its own."""
    found: dict[str, str] = {}
    core = set[str]()
    for file in MODULES:
        body = parsed(file).body
        names = {node.name for node in body if isinstance(node, ast.ClassDef)}
        if room_of(parts_of(file)):
            found |= {name: name_of(file) for name in names if not name.startswith("_")}
        else:
            targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
            core |= names | {target.id for target in targets if isinstance(target, ast.Name)}
    return {name: where for name, where in found.items() if name not in core}


@pytest.mark.parametrize(
    "file", [f for f in MODULES if not room_of(parts_of(f)) and layer_of(parts_of(f)) != "bench"], ids=name_of
)
def test_the_core_names_no_class_of_a_kind(file: Path) -> None:
    """Names of one word are looked for in the program alone: in comments they may be words."""
    said = set(re.findall(r"\w+", file.read_text(encoding="utf-8")))
    used = {
        name
        for node in ast.walk(parsed(file))
        for name in (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None))
        if isinstance(name, str)
    }
    found = {
        name: where
        for name, where in classes_of_kinds().items()
        if name in (said if len(re.findall("[A-Z]", name)) > 1 else used)
    }
    assert not found, f"{name_of(file)} names {', '.join(f'{name} of {where}' for name, where in found.items())}"


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_only_the_screen_knows_streamlit_and_only_the_map_umap(file: Path) -> None:
    for module, top, _ in imports(file):
        name = module.partition(".")[0]
        if name in ("streamlit", "starlette"):
            screen = parts_of(file)[0] == "ui" or (room_of(parts_of(file)) and file.name == "screen.py")
            visitor = file == ROOT / "bench" / "pages.py"  # a page without a browser: it speaks Streamlit's messages
            assert screen or visitor, f"{name_of(file)} imports {name}"
        if name == "umap":
            assert file == ROOT / "space" / "map.py", f"{name_of(file)} imports {name}"
            assert not top, "umap takes seconds to import: only inside the function that fits a map"
        if name == "numba":
            assert file == KERNELS, f"{name_of(file)} imports {name}"
        if module == "explorer.kinds.shapes" and "import kernels" in file.read_text(encoding="utf-8"):
            assert not top, "numba takes a second to import: kernels are imported inside the functions that use them"


def test_nothing_is_unpickled() -> None:
    """Files may come from strangers. `UnpicklingError` alone may be imported, to catch it."""
    for file in MODULES:
        text = file.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            # The reader's answers come from a process of our own.
            assert "import pickle" not in line or name_of(file) == "apart.py", f"{file.name}:{number}"
            if "torch.load(" in line:
                assert "weights_only=True" in line, f"{file.name}:{number}"
            if "np.load(" in line:
                assert "allow_pickle=False" in line, f"{file.name}:{number}"


def test_no_module_is_longer_than_one_reads() -> None:
    long = [name_of(file) for file in MODULES if len(file.read_text(encoding="utf-8").splitlines()) > 400]
    assert not long


def test_every_module_is_seen() -> None:
    assert len(MODULES) > 20
