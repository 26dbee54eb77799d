"""Points that people keep with a space: networks read into it, and latents found. Beside the bundle, never in it.

    pretrained/NAME/kept.safetensors    latents, places on the map, weights; in its metadata the rest, as JSON

A kept point has a number from `FIRST` on, beyond every network's id, made of its latent: it stays the same for good,
and in links, paths and messages it stands where a network's id stands. The bundle's files, hashes and version stay as
they are. Several programs may write at once: each takes a lock, reads what is there, and replaces the file.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from safetensors import SafetensorError, safe_open
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.files import regular, save_tensors
from explorer.locks import held
from explorer.space.bundle import Space
from explorer.space.schema import KEPT

FIRST, LAST = 1_000_000, 9_999_999  # numbers of kept points: seven digits, as links have them
MOST_POINTS = 200
MOST_BYTES = 64 * 2**20  # of the file
MOST_WEIGHTS = 8 * 2**20  # parameters of a network that are kept with its point
LONGEST = 80  # letters of a name
MOST_TEXT = 400
LOCK_S = 10.0
FORMAT = "1"


@dataclass(frozen=True, eq=False)
class KeptPoint:
    """A point that was kept.

    Attributes:
        id: its number.
        name: what it is called.
        latent: its latent.
        position: its place on the map.
        what: what it was made from, in words: a kind of file, an optimization.
        measured: numbers of it, as they were measured when it was kept.
        worth: of its network, as the kind's `Valuing` has it; None: it has none.
        date: when it was kept, as ISO 8601.
        weights: the parameters of the network that was read, where they fit the space's architecture; of a fitted
            one its own.
        fitted: whether the network was fitted in weight space after it was decoded: it is then `weights`.
    """

    id: int
    name: str
    latent: Float[np.ndarray, " d"]
    position: Float[np.ndarray, " 2"]
    what: str = ""
    measured: Mapping[str, float | str] = field(default_factory=dict)
    worth: float | None = None
    date: str = ""
    weights: Float[Tensor, " count"] | None = None
    fitted: bool = False


@dataclass(frozen=True)
class Overlay:
    """What is kept with a space.

    Attributes:
        points: the oldest first.
        problem: why the file cannot be used; empty: it can, or there is none.
        remedy: what to do.
    """

    points: tuple[KeptPoint, ...] = ()
    problem: str = ""
    remedy: str = ""


_seen: dict[Path, tuple[tuple[str, int, int, int], Overlay]] = {}
_seen_lock = threading.Lock()


def is_kept(number: int) -> bool:
    """Whether a number is one of a kept point, not a network's id."""
    return FIRST <= number <= LAST


def overlay(space: Space) -> Overlay:
    """What is kept with a space now. Cheap: the file is read again when it has changed."""
    file = space.path / KEPT
    try:
        stat = file.stat()
    except OSError:
        return Overlay()
    stamp = (space.version, stat.st_mtime_ns, stat.st_size, stat.st_ino)
    with _seen_lock:
        known = _seen.get(file)
    if known is not None and known[0] == stamp:
        return known[1]
    try:
        found = Overlay(tuple(_read(file, space)))
    except DataError as error:
        found = Overlay((), error.problem, error.remedy)
    with _seen_lock:
        _seen[file] = (stamp, found)
    return found


def point(space: Space, number: int) -> KeptPoint:
    """A kept point.

    Raises:
        SelectionError: there is none of that number.
    """
    for one in overlay(space).points:
        if one.id == number:
            return one
    raise SelectionError(
        f"There is no kept point {number} in {space.name}: it was removed, or never kept here.", "Choose another."
    )


def latent_of(space: Space, number: int) -> Float[np.ndarray, " d"]:
    """The latent of a network, by its id, or of a kept point, by its number.

    Raises:
        SelectionError: there is neither.
    """
    if is_kept(number):
        return point(space, number).latent
    if not 0 <= number < len(space):
        raise SelectionError(f"There is no network {number} in {space.name}.", f"Ids run from 0 to {len(space) - 1}.")
    return np.asarray(space.latents[number])


def position_of(space: Space, number: int) -> Float[np.ndarray, " 2"]:
    """The place of either on the map.

    Raises:
        SelectionError: as `latent_of`.
    """
    return point(space, number).position if is_kept(number) else np.asarray(space.positions[number])


def check_points(space: Space, numbers: Sequence[int]) -> None:
    """Whether there are such networks or kept points.

    Raises:
        SelectionError: there are no numbers, or one is of neither.
    """
    if not numbers:
        raise SelectionError("No networks were chosen.", "Choose at least one.")
    for number in numbers:
        latent_of(space, number)


def check_average(space: Space, numbers: Sequence[int]) -> None:
    """Whether the weights of these can be averaged.

    Raises:
        SelectionError: they cannot; those of a kept point never.
    """
    if any(is_kept(number) for number in numbers):
        raise SelectionError(
            "Weights are averaged of networks of the zoo; a kept point is a latent.", "Choose another kind of path."
        )
    space.check_average(numbers)


def keep(
    space: Space,
    name: str,
    latent: Float[np.ndarray, " d"],
    position: Float[np.ndarray, " 2"],
    *,
    what: str = "",
    measured: Mapping[str, float | str] | None = None,
    worth: float | None = None,
    weights: Float[Tensor, " count"] | None = None,
    fitted: bool = False,
) -> KeptPoint:
    """Keep a point with a space. The same latent again replaces what was said of it; fitted, it is another point.

    Args:
        space: the space; its own files are not touched.
        name: of the point.
        latent: of it.
        position: on the map.
        what: what it was made from, in words.
        measured: numbers of it.
        worth: of its network.
        weights: of a network of the space's architecture.
        fitted: whether these are what the decoded network was fitted to.

    Raises:
        DataError: the name is empty, too much is kept already, or the file is damaged.
        OSError: the folder cannot be written.
    """
    values = np.asarray(latent, np.float32)
    if values.shape != space.latents.shape[1:] or not np.isfinite(values).all():
        raise DataError("It is no latent of this space.", "Read the file again.")
    small = weights if weights is not None and weights.numel() <= MOST_WEIGHTS else None
    if fitted and small is None:
        raise DataError("A fitted network is its weights, and there are none to keep.", "Keep what is decoded.")
    date = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    made = KeptPoint(
        0, named(name), values, np.asarray(position, np.float32), what[:MOST_TEXT], dict(measured or {}), worth, date,
        None if small is None else small.detach().float().clone(), fitted,
    )  # fmt: skip
    kept = made

    def add(points: list[KeptPoint]) -> list[KeptPoint]:
        nonlocal kept
        kept = dataclasses.replace(made, id=_number(made, points))
        others = [one for one in points if one.id != kept.id]
        if len(others) >= MOST_POINTS:
            raise DataError(f"{len(others)} points are kept with {space.name} already.", "Remove some of them.")
        return [*others, kept]

    _change(space, add, anew=True)
    return kept


def rename(space: Space, number: int, name: str) -> None:
    """Give a kept point another name.

    Raises:
        SelectionError: there is none of that number.
        DataError, OSError: as `keep`.
    """
    point(space, number)
    called = named(name)
    _change(space, lambda all_: [dataclasses.replace(one, name=called) if one.id == number else one for one in all_])


def remove(space: Space, number: int) -> None:
    """Remove a kept point; nothing happens if it is gone already.

    Raises:
        DataError, OSError: as `keep`.
    """
    _change(space, lambda all_: [one for one in all_ if one.id != number])


def named(name: str) -> str:
    """A name as it is kept: without line breaks, not too long.

    Raises:
        DataError: nothing is left of it.
    """
    found = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:LONGEST].strip()
    if not found:
        raise DataError("A kept point needs a name.", "Give it one.")
    return found


def same_point(one: KeptPoint, latent: Float[np.ndarray, " d"], *, fitted: bool) -> bool:
    """Whether this is the point of a latent, as it is decoded or as it was fitted."""
    return one.fitted == fitted and np.array_equal(one.latent, latent)


def _number(made: KeptPoint, points: Sequence[KeptPoint]) -> int:
    """The number of a latent: of its own bytes, so that it never comes to mean another point."""
    told = np.ascontiguousarray(made.latent, np.float32).tobytes() + (b"fitted" if made.fitted else b"")
    digest = hashlib.sha256(told).digest()
    number = FIRST + int.from_bytes(digest[:8], "big") % (LAST - FIRST + 1)
    taken = {one.id for one in points if not same_point(one, made.latent, fitted=made.fitted)}
    while number in taken:
        number = FIRST + (number - FIRST + 1) % (LAST - FIRST + 1)
    return number


def _change(space: Space, change: Callable[[list[KeptPoint]], list[KeptPoint]], *, anew: bool = False) -> None:
    """Read what is there, change it and write it, while nobody else does.

    Args:
        space: the space.
        change: makes the new points of the old.
        anew: put a file of another version of the space aside and begin a new one.
    """
    file = space.path / KEPT
    with held(space.path / f".{KEPT}.lock", LOCK_S):
        there = file.exists()
        old = _version(file) if there else space.version
        if there and anew and old not in ("", space.version):
            file.rename(file.with_name(f"{file.stem}-{old[:8]}{file.suffix}"))
            there = False
        points = change(list(_read(file, space)) if there else [])
        if points:
            _write(file, space, points)
        else:
            file.unlink(missing_ok=True)


def _write(file: Path, space: Space, points: Sequence[KeptPoint]) -> None:
    tensors = {
        "latents": torch.from_numpy(np.stack([one.latent for one in points])),
        "positions": torch.from_numpy(np.stack([one.position for one in points])),
        **{f"weights/{one.id}": one.weights for one in points if one.weights is not None},
    }
    size = sum(tensor.numel() * tensor.element_size() for tensor in tensors.values())
    if size > MOST_BYTES // 2:
        raise DataError(
            f"What is kept with {space.name} would have {size:,} bytes.", "Remove points with large networks first."
        )
    stated = [
        {"id": one.id, "name": one.name, "what": one.what, "measured": dict(one.measured), "worth": one.worth,
         "date": one.date, **({"fitted": True} if one.fitted else {})}
        for one in points
    ]  # fmt: skip
    save_tensors(file, tensors, {"format": FORMAT, "space": space.version, "points": json.dumps(stated)})


def _version(file: Path) -> str:
    """The version of the space that a file belongs to; empty if it does not say."""
    try:
        with safe_open(regular(file), "pt") as opened:
            return str((opened.metadata() or {}).get("space", ""))
    except (OSError, SafetensorError):
        return ""


def _read(file: Path, space: Space) -> list[KeptPoint]:
    """The points of a file.

    Raises:
        DataError: it is damaged, too large, or of another version of the space; names it and says why.
    """
    aside = "Move the file away to begin a new one; the space itself is not concerned."
    if file.stat().st_size > MOST_BYTES:
        raise DataError(f"{file} has {file.stat().st_size:,} bytes.", f"At most {MOST_BYTES:,} are read. {aside}")
    try:
        with safe_open(regular(file), "pt") as opened:
            said = opened.metadata() or {}
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118 - it is no dict
    except (OSError, SafetensorError) as error:
        raise DataError(f"{file} is damaged: {str(error)[:200]}.", aside) from error
    if said.get("format") != FORMAT:
        raise DataError(f"{file} is of format {said.get('format')!r}, not {FORMAT}.", aside)
    if said.get("space") != space.version:
        raise DataError(
            f"{file} belongs to another version of {space.name}: the space was trained again since.",
            "Its latents mean nothing in this one. It is put aside when something new is kept.",
        )
    try:
        return _points(json.loads(said["points"]), tensors, space)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DataError(f"{file} is malformed: {str(error)[:200]}.", aside) from error


def _points(stated: Any, tensors: Mapping[str, Tensor], space: Space) -> list[KeptPoint]:
    latents, positions = tensors["latents"].float().numpy(), tensors["positions"].float().numpy()
    if not isinstance(stated, list) or not 1 <= len(stated) <= MOST_POINTS:
        raise ValueError(f"it states {len(stated)} points; at most {MOST_POINTS} are read")
    if latents.shape != (len(stated), space.latents.shape[1]) or positions.shape != (len(stated), 2):
        raise ValueError(f"latents of the shape {latents.shape}, places of {positions.shape}")
    if not (np.isfinite(latents).all() and np.isfinite(positions).all()):
        raise ValueError("values that are not finite")
    points = [_point(one, latents[k], positions[k], tensors) for k, one in enumerate(stated)]
    if len({one.id for one in points}) < len(points):
        raise ValueError("two points of one number")
    return points


def _point(
    one: Mapping[str, Any], latent: Float[np.ndarray, " d"], position: Float[np.ndarray, " 2"],
    tensors: Mapping[str, Tensor],
) -> KeptPoint:  # fmt: skip
    number, worth, weights = one["id"], one["worth"], tensors.get(f"weights/{one['id']}")
    if not isinstance(number, int) or not is_kept(number):
        raise ValueError(f"the number {number!r}")
    measured = {
        str(k)[:LONGEST]: v if isinstance(v, str) else float(v) for k, v in list(one["measured"].items())[:LONGEST]
    }
    fitted = one.get("fitted") is True
    if fitted and weights is None:
        raise ValueError(f"the fitted network {number} has no weights")
    return KeptPoint(
        number, named(str(one["name"])), latent, position, str(one["what"])[:MOST_TEXT], measured,
        None if worth is None else float(worth), str(one["date"])[:LONGEST],
        None if weights is None else weights.float().flatten(), fitted,
    )  # fmt: skip
