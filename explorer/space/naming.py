"""What labels, splits and networks of a space are called."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.errors import SelectionError
from explorer.space.bundle import Space
from explorer.space.kept import is_kept, point

NAME = "name"  # the label that says what a network is called, where somebody named it; nothing is coloured by it
ACRONYMS = {"iou": "IoU", "psnr": "PSNR", "r2": "R²", "decoded_r2": "decoded R²"}


def spoken(label: str) -> str:
    """A label's name as one says it: "seat_height" is "seat height", "iou" is "IoU"."""
    return ACRONYMS.get(label, label.replace("_", " "))


def split_name(split: str) -> str:
    """A split in words."""
    return {"train": "training", "heldout": "held out"}.get(split, split)


def network_name(space: Space, network: int) -> str:
    """A network as one says it: what it is called, or else what sorts it, and its id. Of a kept point its name.

    What sorts it may end in a number itself: "chair 12", but "net_08 · 12".

    Raises:
        SelectionError: there is no such kept point.
    """
    if is_kept(network):
        return point(space, network).name
    if NAME in space.labels:
        return f"{space.labels[NAME][network]} ({network})"  # names may be numbers, too
    sort = str(space.labels[space.group][network])
    return f"{sort} · {network}" if sort[-1:].isdigit() else f"{sort} {network}"


def keyed(space: Space, prefix: str) -> list[tuple[str, str]]:
    """Keys ("shape:12") and names of the held-out networks; of all where there are none."""
    ids = space.heldout.tolist() or list(range(len(space)))
    return [(f"{prefix}{i}", network_name(space, i)) for i in ids]


def of_key(space: Space, key: str, prefixes: Sequence[str]) -> int | None:
    """The number in a key that begins with one of these prefixes; None: it begins otherwise.

    Raises:
        SelectionError: what follows the prefix is no number. Whether there is such a network is not asked here.
    """
    for prefix in prefixes:
        if key.startswith(prefix):
            text = key.removeprefix(prefix)
            if not text.isdecimal():
                raise SelectionError(f"{text[:60]!r} is no network.", f"Give an id from 0 to {len(space) - 1}.")
            return int(text)
    return None
