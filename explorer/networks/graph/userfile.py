"""The user's own module: a function in a Python file that makes it.

This runs the user's code, because the user names it on the command line; a bundle and a zoo never hold code.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import importlib.util
import inspect
import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from torch import nn

from explorer.errors import DataError
from explorer.networks.graph.guarding import guarded

Factory = Callable[..., Any]
_WRITE = "Give FILE.py:NAME, where NAME is a function or a class that makes a torch.nn.Module."


def load_factory(spec: str) -> Factory:
    """What makes the network: a function, a class or a module of a file.

    Args:
        spec: `my_nets.py:make_net`, or `package.module:make_net` of an installed package.

    Raises:
        DataError: the file is missing, fails when it runs, or has nothing of that name that can be called.
    """
    place, colon, name = spec.rpartition(":")
    if not colon or not name.isidentifier() or not place:
        raise DataError(f"{spec!r} names no function in a file.", _WRITE)
    held = _run(place)
    with guarded(f"{spec} cannot be looked up", _WRITE):
        found = getattr(held, name, None)
    if isinstance(found, nn.Module):
        return lambda: found
    if not callable(found):
        able = [key for key, value in vars(held).items() if not key.startswith("_") and _own(value, held)]
        said = f" It has: {', '.join(able[:10])}." if able else ""
        what = "has nothing" if found is None else f"has a {type(found).__name__}"
        raise DataError(f"{place} {what} called {name!r}.{said}", _WRITE)
    factory: Factory = found
    return factory


def build(factory: Factory, arguments: Mapping[str, Any], spec: str) -> nn.Module:
    """The module that a factory makes; what it sets for the whole process is set back (`guarded`).

    Args:
        factory: of `load_factory`.
        arguments: by name.
        spec: how the user calls it.

    Raises:
        DataError: it fails, or makes something else.
    """
    given = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    with guarded(f"{spec} fails when it is called with ({given})", _takes(factory)):
        made = factory(**arguments)
    if not isinstance(made, nn.Module):
        raise DataError(f"{spec} gives a {type(made).__name__}, not a torch.nn.Module.", _WRITE)
    return made


def arguments_of(pairs: Sequence[str]) -> dict[str, Any]:
    """Arguments from `k=v`: numbers, truth values, lists and so on as Python writes them, anything else as text.

    Raises:
        DataError: one has no `=`, no name, or stands twice.
    """
    out: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.isidentifier() or key in out:
            raise DataError(f"{pair!r} is no argument.", "Give name=value, each name once.")
        try:
            out[key] = ast.literal_eval(value)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            out[key] = {"true": True, "false": False, "none": None}.get(value.lower(), value)
    return out


def parameters_of(factory: Factory) -> dict[str, Any]:
    """The arguments that a factory takes by name, and their defaults (`inspect.Parameter.empty`: it has none)."""
    try:
        found = inspect.signature(factory).parameters
    except (TypeError, ValueError):  # of a function that is none of Python's
        return {}
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {name: one.default for name, one in found.items() if one.kind in named}


def _run(place: str) -> Any:
    if not place.endswith(".py") and not Path(place).exists():
        with guarded(f"{place} cannot be imported", _WRITE):
            return importlib.import_module(place)
    path = Path(place)
    if not path.is_file():
        raise DataError(f"{place} does not exist, or is no file.", _WRITE)
    name = f"_network_of_user_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise DataError(f"{place} is no Python file.", _WRITE)
    held = importlib.util.module_from_spec(spec)
    sys.modules[name] = held  # dataclasses and the like look themselves up there
    beside = str(path.resolve().parent)  # it may import what lies there; asked now, as it may change the folder
    sys.path.insert(0, beside)
    linecache.checkcache(str(path))
    try:
        with guarded(f"{place} fails when it is run", "Run it with python to see more."):
            spec.loader.exec_module(held)
    except DataError:
        sys.modules.pop(name, None)
        raise
    finally:
        if beside in sys.path:
            sys.path.remove(beside)
    return held


def _own(value: Any, held: Any) -> bool:
    return callable(value) and getattr(value, "__module__", None) == getattr(held, "__name__", "")


def _takes(factory: Factory) -> str:
    try:
        return f"It takes {inspect.signature(factory)}; give arguments by --args name=value."
    except Exception:  # noqa: BLE001 - a signature may be the user's own code
        return "Give its arguments by --args name=value."
