"""What labels, splits and networks of a space are called."""

from __future__ import annotations

from explorer.space.bundle import Space

ACRONYMS = {"iou": "IoU", "psnr": "PSNR"}


def spoken(label: str) -> str:
    """A label's name as one says it: "seat_height" is "seat height", "iou" is "IoU"."""
    return ACRONYMS.get(label, label.replace("_", " "))


def split_name(split: str) -> str:
    """A split in words."""
    return {"train": "training", "heldout": "held out"}.get(split, split)


def network_name(space: Space, network: int) -> str:
    """A network as one says it: what sorts it (its kind, its architecture), and its id."""
    return f"{space.labels[space.group][network]} {network}"
