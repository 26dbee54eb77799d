"""Spaces of kinds that other packages offer: what such a package raises is told, and takes no other space along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explorer.errors import BundleError, ExplorerError
from explorer.kinds import registry
from explorer.kinds.protocols import Storing


@contextmanager
def in_words(file: Path, info: Mapping[str, Any]) -> Iterator[None]:
    """Whatever a kind of another package raises where it reads a space: it must not take the other spaces along.

    Raises:
        BundleError: instead of it. What our own kinds raise is theirs, or a bug.
    """
    try:
        yield
    except ExplorerError as error:
        if isinstance(error, BundleError) or info["kind"] in registry.OWN:
            raise
        raise BundleError(f"{file}: {error.problem}", error.remedy) from error
    except Exception as error:
        if info["kind"] in registry.OWN:
            raise
        raise BundleError(
            f"{file}: the package of the kind {info['kind']!r} failed where it reads a space: {error!r}.",
            registry.MEND,
        ) from error


def storing_of(file: Path, info: Mapping[str, Any]) -> Storing:
    """How a space of its kind is read."""
    try:
        return registry.promise(info["kind"], Storing, "be opened")
    except ExplorerError as error:
        package = info.get("package")
        remedy = f"Install the package {package}." if package else "Install the package that it was made with."
        raise BundleError(f"{file}: {error.problem}", remedy) from error
