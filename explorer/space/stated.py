"""What a space says of itself in `space.json`: read and checked without opening the space, and without torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.errors import BundleError, ExplorerError
from explorer.files import read_json
from explorer.kinds import registry
from explorer.kinds.protocols import Stating
from explorer.space.others import in_words, storing_of
from explorer.space.replacing import restore_all
from explorer.space.schema import SCHEMA, VERSION, kind_schema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

MAX_FILE_BYTES = 512 * 2**20
MAX_MAPPED_BYTES = 16 * 2**30  # of a file that is mapped, of which only what is asked for comes into memory
MAPPED = ("zoo.safetensors",)
AGAIN = "Restore the folder from its source, or train the space again."


@dataclass(frozen=True)
class SpaceEntry:
    """A folder that should hold a space; `problem` says what a glance already finds wrong, `kind` is then None.

    Attributes:
        name: of the folder.
        path: the folder.
        title: as the screen shows it; the name, where there is a problem.
        problem: why it cannot be used; None: nothing is known against it.
        kind: of its networks.
        networks: how many it has; None where there is a problem.
        more: what else its kind lists (`Stating.stated`).
    """

    name: str
    path: Path
    title: str
    problem: str | None
    kind: str | None = None
    networks: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def list_spaces(root: Path) -> list[SpaceEntry]:
    """Every folder in `root`, sorted by name, good or bad; of all files but `space.json` only the sizes are read.

    What a process left aside that was killed while it replaced a space is put back first.
    """
    restore_all(root)
    entries = []
    for path in sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith(".")) if root.is_dir() else []:
        try:
            info = read_info(path)
            check_sizes(path, info)
            more = _listed(path / "space.json", info)
        except BundleError as error:
            entries.append(SpaceEntry(path.name, path, path.name, str(error)))
        else:
            networks = info["splits"]["train"] + info["splits"]["heldout"]
            entries.append(SpaceEntry(path.name, path, str(info["title"]), None, str(info["kind"]), networks, more))
    return entries


def read_info(path: Path) -> dict[str, Any]:
    """`space.json` of a folder, checked against its schema.

    Raises:
        BundleError: it cannot be read or does not fit, or its kind is not known here.
    """
    file = path / "space.json"
    try:
        info = read_json(file)
    except FileNotFoundError:
        raise BundleError(f"{path} is no space: space.json is missing.", AGAIN) from None
    except (OSError, ValueError) as error:
        raise BundleError(f"{file} cannot be read: {error}.", AGAIN) from error
    if isinstance(info, dict) and info.get("schema", VERSION) != VERSION:
        raise BundleError(
            f"{file} has schema version {info['schema']!r}; this program reads version {VERSION}.",
            "Use the matching version of NetSpace Explorer, or train the space again.",
        )
    _check(file, info, _core())
    stating = _stating_of(file, info)
    with in_words(file, info):
        _check(file, info, _of_kind(kind_schema(stating.files, stating.schema), info["kind"]))
    return dict(info)


def check_sizes(path: Path, info: Mapping[str, Any]) -> None:
    """Whether the files that `space.json` names are there, as large as it says.

    Raises:
        BundleError: one is not.
    """
    for name, stated in info["files"].items():
        _check_size(path / name, stated["bytes"], MAX_MAPPED_BYTES if name in MAPPED else MAX_FILE_BYTES)


def _listed(file: Path, info: Mapping[str, Any]) -> dict[str, Any]:
    stating = registry.promised(info["kind"], Stating)
    if stating is None:
        return {}
    with in_words(file, info):
        return stating.stated(info)


def _stating_of(file: Path, info: Mapping[str, Any]) -> Any:
    """What knows `files` and `schema` of a kind: its `Stating`, or its `Storing`, which takes longer to import."""
    try:
        stating = registry.promised(info["kind"], Stating)
    except ExplorerError:  # told by the other, with what to install
        stating = None
    return storing_of(file, info) if stating is None else stating


@lru_cache(maxsize=1)
def _core() -> Validator:
    return _validator(SCHEMA)


def _of_kind(schema: Mapping[str, Any], kind: str) -> Validator:
    """Checks a kind's own keys. What our own kinds state is tested, that of others is looked at first."""
    validator = _validator(schema)
    if kind not in registry.OWN:
        validator.check_schema(schema)
    return validator


def _validator(schema: Mapping[str, Any]) -> Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - `--help` needs none

    made: Validator = Draft202012Validator(schema)
    return made


def _check(file: Path, info: Any, validator: Validator) -> None:
    from jsonschema.exceptions import best_match  # noqa: PLC0415 - as above

    error = best_match(validator.iter_errors(info))
    if error is not None:
        where = "/".join(str(p) for p in error.absolute_path) or "its top level"
        raise BundleError(f"{file} is malformed at {where}: {error.message[:200]}.", AGAIN) from error


def _check_size(file: Path, stated: int, most: int) -> None:
    try:
        size = file.stat().st_size
    except OSError:
        raise BundleError(f"{file} is missing.", AGAIN) from None
    if size != stated:
        what = "truncated" if size < stated else "too long"
        raise BundleError(f"{file} is {what}: {size:,} bytes instead of {stated:,}.", AGAIN)
    if size > most:
        raise BundleError(f"{file} has {size:,} bytes.", f"At most {most:,} are read.")
