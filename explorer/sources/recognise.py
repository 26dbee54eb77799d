"""What a folder is: every kind of networks is asked, a finished zoo by what it says of itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from explorer.errors import DataError, ExplorerError, ZooError
from explorer.kinds import registry
from explorer.kinds.protocols import Recognised, Recognising
from explorer.sources.networks import recognise_networks
from explorer.sources.roots import listing
from explorer.zoo.store import ZooFolder

KNOWN = "a zoo (it holds zoo.json), or a folder of pictures, of meshes or of networks (.pt, .safetensors, ...)"
NOTHING: Mapping[str, str] = MappingProxyType({})  # was chosen
logger = logging.getLogger(__name__)


def recognise(folder: Path, given: Path | None = None, chosen: Mapping[str, str] = NOTHING) -> Recognised:
    """What a folder holds, and how a space is made of it.

    Args:
        folder: one that may be looked into (`Roots.inside`).
        given: a file of examples from elsewhere, for networks that are run on some.
        chosen: of the options that say what is looked at (`Option.looked`), by their keys; what is not offered counts
            for nothing.

    Raises:
        DataError: nothing in it is known, or a link leads out of it.
        ExplorerError: it is known, but cannot be used; says why.
    """
    if (folder / "zoo.json").is_file():
        return _zoo(folder)
    found = listing(folder)
    if not found.files:
        raise DataError(f"The folder {folder.name!r} is empty.", "Put files into it, or choose another.")
    for one in _all().values():
        known = one.files(found)
        if known is not None:
            return known
    networks = recognise_networks(found, _becomes, given, chosen)
    if networks is not None:
        return networks
    inner = [path.name for path in sorted(folder.iterdir()) if (path / "zoo.json").is_file()]
    also = f" {inner[0]!r} in it is a zoo: choose that." if inner else ""
    raise DataError(
        f"Nothing in {folder.name!r} is known: {_suffixes(found.files)}.{also}",
        f"Choose {KNOWN}.",
    )


def examples() -> dict[str, Callable[[], Recognised]]:
    """Data that are there already."""
    return {title: make for one in _all().values() for title, make in one.examples.items()}


def _zoo(folder: Path) -> Recognised:
    zoo = ZooFolder.open(folder)
    said = str(zoo.config.get("kind"))
    for one in _all().values():
        if said in one.zoos:
            if zoo.finished() == 0 and not (folder / "networks.json").exists():
                raise ZooError(f"{folder.name} holds no finished batch.", "Go on with it: the zoo command, --resume.")
            try:
                return one.zoo(zoo)
            except (KeyError, TypeError, ValueError) as error:
                raise ZooError(f"{folder.name}/zoo.json is malformed: {error!r}.", "Make the zoo again.") from error
    raise ZooError(f"{folder.name} is a zoo of {said!r}, which is not known here.", f"Choose {KNOWN}.")


def _becomes(kind: str, count: int, largest: int) -> Recognised | None:
    """What a zoo of so many imported networks becomes, of so many parameters; `kind` is what its zoo.json says."""
    for one in _all().values():
        if kind in one.zoos:
            return one.networks(count, largest)
    return None


def _all() -> dict[str, Recognising]:
    return registry.every(Recognising, _broken)


def _broken(error: ExplorerError) -> None:
    logger.warning("A kind of networks is left out: %s", error)


def _suffixes(files: tuple[str, ...]) -> str:
    """What lies there, in words: "12 .txt, 3 .csv"."""
    counts: dict[str, int] = {}
    for name in files:
        suffix = Path(name).suffix.lower() or "without suffix"
        counts[suffix] = counts.get(suffix, 0) + 1
    some = sorted(counts.items(), key=lambda one: -one[1])[:4]
    return ", ".join(f"{count:,} {suffix}" for suffix, count in some)
