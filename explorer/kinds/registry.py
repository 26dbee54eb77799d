"""Which kinds of networks there are, and what each promises. Nothing of a kind is imported before it is asked for.

A kind is a package with a `KIND` in it: either one of this folder, or one that another distribution offers under the
entry-point group `netspace_explorer.kinds` (its name there is the `kind` of its spaces' `space.json`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from explorer.errors import KindError, SelectionError

GROUP = "netspace_explorer.kinds"
MEND = "Mend or remove the package that offers it."

# The `kind` of `space.json`, and where its `KIND` is.
OWN: Mapping[str, str] = {
    "sdf": "explorer.kinds.shapes:KIND",
    "classifier": "explorer.kinds.classifiers:KIND",
    "functions": "explorer.kinds.functions:KIND",
    "image": "explorer.kinds.images:KIND",
}

Promise = TypeVar("Promise")


@dataclass(frozen=True)
class Kind:
    """What is known of a kind without importing more than the head of its package.

    Attributes:
        name: the `kind` of `space.json`.
        networks: what its networks are, in the plural, as one says it: "a space of shapes".
        promises: for each protocol of `explorer.kinds.protocols` that the kind keeps, where the object is that keeps
            it, as "module:attribute"; or, of a kind registered by hand, the object itself. What is not promised is
            absent from screen and commands.
        live: whether the browser's live view knows it; else its spaces are shown by the plain view.
        package: the distribution that offers it, to be named by its spaces; empty: this one.
    """

    name: str
    networks: str
    promises: Mapping[type[Any], Any]
    live: bool = False
    package: str = ""


@dataclass
class _Known:
    """Kinds that were imported, registered by hand, or could not be imported (the reason)."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    kept: dict[tuple[str, type[Any]], Any] = field(default_factory=dict)  # promises of others that were looked at
    lock: threading.RLock = field(default_factory=threading.RLock)


_known = _Known()


def register(kind: Kind) -> None:
    """Make a kind known that is in no package: for notebooks and tests. One of the same name is replaced."""
    with _known.lock:
        _known.kinds[kind.name] = kind
        _known.broken.pop(kind.name, None)
        _drop_kept(kind.name)


def forget(name: str) -> None:
    """The inverse of `register`."""
    with _known.lock:
        _known.kinds.pop(name, None)
        _drop_kept(name)


def _drop_kept(name: str) -> None:
    for key in [key for key in _known.kept if key[0] == name]:
        del _known.kept[key]


def names() -> tuple[str, ...]:
    """All kinds that could be opened: our own first, then those of other distributions, by name."""
    others = sorted({*_plugins(), *_known.kinds} - set(OWN))
    return (*OWN, *others)


def kind(name: str) -> Kind:
    """The kind of this name.

    Raises:
        KindError: it is not known here, or its package cannot be imported.
    """
    with _known.lock:
        if name in _known.kinds:
            return _known.kinds[name]
        if name in _known.broken:
            raise KindError(_known.broken[name], MEND)
        target = OWN.get(name) or (_plugins()[name].value if name in _plugins() else None)
        if target is None:
            raise KindError(
                f"Networks of the kind {name[:60]!r} are not known here.", f"Known are: {', '.join(names())}."
            )
        _known.kinds[name] = _import(name, target)
        return _known.kinds[name]


def promised(name: str, what: type[Promise]) -> Promise | None:
    """What a kind keeps of a promise; None if it does not make it.

    Raises:
        KindError: as `kind`.
    """
    target = kind(name).promises.get(what)
    if target is None:
        return None
    if name in OWN:  # what our own promise is tested
        own: Promise = _load(target) if isinstance(target, str) else target
        return own
    with _known.lock:
        if (name, what) not in _known.kept:
            _known.kept[name, what] = _of_others(name, what, target)
        kept: Promise = _known.kept[name, what]
        return kept


def whole(name: str) -> None:
    """Look at all that a kind promises, so that what it breaks is known before it is relied on.

    Raises:
        KindError: as `kind`; or a promise cannot be imported, or is not kept.
    """
    for what in () if name in OWN else kind(name).promises:  # what our own promise is tested
        promised(name, what)


def _of_others(name: str, what: type[Promise], target: Any) -> Promise:
    """What a package of others keeps of a promise, looked at: what lacks a part would fail wherever it is used."""
    try:
        found: Promise = _load(target) if isinstance(target, str) else target
        whole = isinstance(found, what)
    except (Exception, SystemExit) as error:  # whatever a package of others does when it is imported
        raise KindError(f"{target} of the kind {name!r} cannot be imported: {error!r}.", MEND) from error
    if not whole:
        lacks = sorted(part for part in _parts(what) if not hasattr(found, part))
        raise KindError(
            f"{str(target)[:100]} of the kind {name!r} does not keep its promise of {what.__name__}: "
            f"it lacks {', '.join(lacks) or 'a part'}.",
            MEND,
        )
    return found


def _parts(what: type[Any]) -> set[str]:
    """The names that a protocol asks for."""
    return {name for name in (*what.__dict__, *what.__annotations__) if not name.startswith("_")}


def every(what: type[Promise], broken: Callable[[KindError], None] = lambda error: None) -> dict[str, Promise]:
    """What all kinds that make a promise keep of it, by the kind's name.

    Args:
        what: the protocol.
        broken: told of each kind that cannot be imported; it is left out.
    """
    found = dict[str, Promise]()
    for name in names():
        try:
            kept = promised(name, what)
        except KindError as error:
            broken(error)
            continue
        if kept is not None:
            found[name] = kept
    return found


def promise(name: str, what: type[Promise], use: str) -> Promise:
    """What a kind keeps of a promise that it must make.

    Args:
        name: of the kind.
        what: the protocol.
        use: what cannot be done without it, after "cannot": "be steered".

    Raises:
        SelectionError: the kind does not make it.
        KindError: as `kind`.
    """
    found = promised(name, what)
    if found is None:
        able = [one.networks for one in _importable() if what in one.promises]
        remedy = f"Spaces that can are those of {', '.join(able)}." if able else ""
        raise SelectionError(f"Spaces of {kind(name).networks} cannot {use}.", remedy)
    return found


def _importable() -> list[Kind]:
    """All kinds but those that cannot be imported."""
    found = []
    for name in names():
        try:
            found.append(kind(name))
        except KindError:  # named where it is asked for itself
            continue
    return found


def _plugins() -> dict[str, EntryPoint]:
    """Kinds that other distributions offer, by name."""
    return {point.name: point for point in entry_points(group=GROUP)}


def _import(name: str, target: str) -> Kind:
    try:
        found = _load(target)
    except (Exception, SystemExit) as error:  # whatever a package of others does when it is imported
        if name in OWN:
            raise
        _known.broken[name] = f"The package of the kind {name!r} ({target}) cannot be imported: {error!r}."
        raise KindError(_known.broken[name], MEND) from error
    if not isinstance(found, Kind) or found.name != name:
        _known.broken[name] = f"{target} is not the kind {name!r}."
        raise KindError(_known.broken[name], MEND)
    return found


def _load(target: str) -> Any:
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)
