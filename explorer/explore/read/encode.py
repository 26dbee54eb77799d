"""Read a file into a space: a network made elsewhere, or what else is a function of the same form.

A `probe` encoder asks a function at fixed probes, so whatever answers there has a latent; what is decoded from it is
the same function as a network of the space's own architecture: the space *translates* it. How well is measured. What
files there are, and how they answer, the kind of network says (`protocols.Reading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.travel.location import Where
from explorer.files import impostor
from explorer.foreign.apart import read_weights
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import is_network
from explorer.kinds.protocols import Aim, Reading
from explorer.kinds.registry import kind, promise
from explorer.netspace.compute import enough_memory
from explorer.space.bundle import Space


@dataclass(frozen=True)
class Choice:
    """Something about a file that was found out, and that a user may set by hand.

    Attributes:
        key: in `Hints.told`, and of `encode --set KEY=VALUE`.
        title: in a word or two.
        options: what it may be, and that in words.
        chosen: which it was taken for.
    """

    key: str
    title: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class Encoded:
    """A file as a point of a space.

    Attributes:
        name: of the file.
        words: what it is, in one line.
        latent: what the encoder reads.
        where: where that is in the space.
        measured: how like itself it comes out (`Reading.titles` says what each number is), the likeness first.
        aim: the file itself, to refine the latent toward; None: it cannot be.
        worth: of the decoded network, as `Valuing` has it; None: it has none.
        own: what the kind keeps of the file, to compare with and to show.
        weights: the network's own, flat, where its tensors have the shapes of the space's architecture.
        meant: how it was taken, in one line, where that had to be found out.
        doubts: what may be otherwise, a sentence each.
        choices: what a user may set by hand.
        pose: from the file's coordinates to the space's (homogeneous, in columns), where that means something.
    """

    name: str
    words: str
    latent: Float[np.ndarray, " d"]
    where: Where
    measured: Mapping[str, float | str]
    aim: Aim | None = None
    worth: float | None = None
    own: Any = None
    weights: Float[Tensor, " count"] | None = None
    meant: str = ""
    doubts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    pose: Float[np.ndarray, "4 4"] | None = None

    @property
    def likeness(self) -> str:
        """The key of what says how like itself it comes out."""
        return next(iter(self.measured))

    def stated(self) -> dict[str, Any]:
        """As plain data, for people and programs."""
        return {
            "file": self.name,
            "what": self.words,
            **({"meant": self.meant} if self.meant else {}),
            **({"doubts": list(self.doubts)} if self.doubts else {}),
            **self.measured,
            "distance_ratio": round(self.where.ratio, 4),
            "nearest": self.where.near.ids.tolist(),
            "position": [round(float(v), 5) for v in self.where.position],
            **({} if self.pose is None else {"pose": [[round(float(v), 6) for v in row] for row in self.pose]}),
            "latent": [round(float(v), 6) for v in self.latent],
        }


def reading(space: Space) -> Reading:
    """What the kind of a space knows of reading files.

    Raises:
        SelectionError: nothing.
    """
    return promise(space.kind, Reading, "read files")


@enough_memory()
def encode_file(engine: Engine, space: Space, data: bytes, name: str, hints: Hints | None = None) -> Encoded:
    """Read a file into a space.

    Args:
        engine: decodes and judges.
        space: a space whose encoder is `probe`.
        data: the file.
        name: the file's name, whose ending says its form.
        hints: what need not be found out.

    Raises:
        DataError: the file cannot be read, or does not fit the space; names the file and the reason.
        SelectionError: the space's encoder reads networks of its own architecture alone, or what is told cannot be.
    """
    hints = hints or Hints()
    reader = reading(space)
    check_reads(space)
    if hints.network and not reader.by_factory:
        raise SelectionError(
            f"Networks of {kind(space.kind).networks} are not read by what makes them.", "Leave out --network."
        )
    if name.rpartition(".")[2].lower() not in reader.formats:
        other = impostor(data)
        raise DataError(
            f"{name} is {f'{other}: ' if other else ''}nothing that a space of {kind(space.kind).networks} reads.",
            f"Use {', '.join(f'.{one}' for one in reader.formats)}.",
        )
    read = reader.read(engine, space, data, name, hints)
    known = [choice.key for choice in read.choices]
    unknown = [key for key in hints.told if key not in known]
    if unknown:
        able = f"It has: {', '.join(known)}." if known else "It has none."
        raise SelectionError(f"{name} has no setting called {unknown[0][:60]!r}.", able)
    return replace(read, weights=_weights(space, data, name))


def _weights(space: Space, data: bytes, name: str) -> Float[Tensor, " count"] | None:
    """The parameters in a file whose tensors have the names or the order, and the shapes, of the space's own."""
    if not is_network(name) or name.lower().endswith(".onnx"):
        return None
    held = read_weights(data, name).tensors
    # Prefixes that all names share were taken off.
    named = [
        next((value for name, value in held.items() if f".{key}".endswith(f".{name}")), None)
        for key, _ in space.layout.shapes
    ]
    whole = [one for one in named if one is not None]
    tensors = whole if len(whole) == len(named) == len(held) else list(held.values())
    if [tuple(one.shape) for one in tensors] != [shape for _, shape in space.layout.shapes]:
        return None
    return torch.cat([one.flatten() for one in tensors])


def check_reads(space: Space) -> None:
    """Whether a space's encoder asks networks for answers.

    Raises:
        SelectionError: it reads their weights.
    """
    if space.model.encoder.reads != "answers":
        raise SelectionError(f"The encoder of {space.name} reads networks alone.", "Take a space with `probe`.")


def probes_of(space: Space) -> Float[Tensor, "n inputs"]:
    """Where a space's encoder asks networks for values.

    Raises:
        SelectionError: as `check_reads`.
    """
    check_reads(space)
    probes: Tensor = space.model.encoder.probes
    return probes
