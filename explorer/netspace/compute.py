"""Where and how precisely is computed: a device and a floating-point type, chosen by flags."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import torch

from explorer.errors import DeviceError
from explorer.netspace.precisions import PRECISIONS

DEVICES = ("auto", "cpu", "cuda", "mps")

Value = TypeVar("Value")


def choose_device(name: str | None = None) -> torch.device:
    """The device of that name ("cuda", "cuda:1", "mps", "cpu"); without one, or for "auto", the best there is.

    Raises:
        DeviceError: it is not there.
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    found = [kind for kind, yes in there.items() if yes]
    if name in (None, "auto"):
        return torch.device(found[0])
    remedy = f"Choose one of: {', '.join(found)}."
    try:
        device = torch.device(name)
    except RuntimeError:
        raise DeviceError(f"{name!r} is no device.", remedy) from None
    if device.type not in found or (device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count()):
        raise DeviceError(f"The device {name!r} is not there.", remedy)
    return device


@contextmanager
def enough_memory(
    remedy: str = "Choose a lower resolution, or end what else uses it; then try again.",
) -> Iterator[None]:
    """A context, or a decorator, for what may need more memory than a device has: what it held is given back.

    Raises:
        DeviceError: there was not enough.
    """
    try:
        yield
    except torch.OutOfMemoryError as error:
        # Blocks that torch keeps for itself would be lacking in the next attempt, and for other programs.
        torch.cuda.empty_cache()
        raise DeviceError("The memory of the graphics card is full.", remedy) from error


@dataclass(frozen=True)
class Compute:
    """Where a training runs.

    Attributes:
        device: of the model and of what it learns from. Draws are made on the CPU, so that they are the same anywhere.
        precision: one of `PRECISIONS`; None: each trainer's own choice.

    Raises:
        DeviceError: an unknown precision.
    """

    device: torch.device = dataclasses.field(default_factory=lambda: torch.device("cpu"))
    precision: str | None = None

    def __post_init__(self) -> None:
        if self.precision not in (None, *PRECISIONS):
            raise DeviceError(f"Unknown precision {self.precision!r}.", f"Choose from: {', '.join(PRECISIONS)}.")

    @classmethod
    def of(cls, device: str | None, precision: str | None) -> Compute:
        """As flags say it; no device: the CPU.

        Raises:
            DeviceError: the device is not there, or the precision is unknown.
        """
        return cls(choose_device(device or "cpu"), precision)

    def bfloat16(self, otherwise: bool) -> bool:
        """Whether bfloat16 is used; `otherwise` where the flags do not say."""
        return otherwise if self.precision is None else self.precision == "bfloat16"

    def autocast(self, enabled: bool) -> AbstractContextManager[Any]:
        """A context in which matrix products and convolutions run in bfloat16, if enabled."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=enabled)

    def words(self, bfloat16: bool) -> str:
        """What is said of it beside the time that it took."""
        name = torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else self.device.type
        return f"{name}, bfloat16" if bfloat16 else name


def moved(value: Value, device: torch.device) -> Value:
    """A value with all tensors and modules in it on a device: dataclasses, sequences and mappings of them, too.

    What has a method `to` (tensors, modules, and what else says how it is moved) is asked for it. Modules are moved in
    place, all else is made anew; what holds nothing of the kind is returned as it is.
    """
    found: Any = value
    if callable(getattr(value, "to", None)) and not isinstance(value, type):
        found = found.to(device)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.init}
        changed = {name: new for name, old in fields.items() if (new := moved(old, device)) is not old}
        found = dataclasses.replace(value, **changed) if changed else value
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        found = type(value)(moved(one, device) for one in value)
    elif isinstance(value, Mapping):
        found = {name: moved(one, device) for name, one in value.items()}
    return found  # type: ignore[no-any-return]
