"""A zoo on disk while it is being made: a folder of finished batches, safe to interrupt at any time.

    DIR/zoo.json            what the zoo is (kind, seed, count, batch size, ...)
    DIR/init.safetensors    the shared initialisation, if there is one
    DIR/batches/00042.safetensors   the networks of one batch; written to a temporary file, then renamed

No labels are stored: they follow from the seed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from torch import Tensor

from explorer.errors import ZooError
from explorer.files import read_json, regular, remove_left, save_tensors, write_atomically

FORMAT = 1


@dataclass(frozen=True)
class ZooFolder:
    """A zoo folder.

    Attributes:
        path: the folder.
        config: what `zoo.json` says.
    """

    path: Path
    config: dict[str, Any]

    @classmethod
    def create(
        cls, path: Path, config: dict[str, Any], *, resume: bool, growing: Sequence[str] = ("count",)
    ) -> ZooFolder:
        """Make a new zoo folder, or open the one that an interrupted run left.

        Args:
            path: the folder.
            config: what the zoo is.
            resume: go on with an unfinished zoo.
            growing: entries in which the old zoo may differ: a larger count is a longer zoo, not another one, where
                every batch depends on its index and the seed alone.

        Raises:
            ZooError: the folder holds a zoo and `resume` is not asked for, or it holds another zoo.
        """
        config = {"format": FORMAT, **config}
        file = path / "zoo.json"
        if file.exists():
            if not resume:
                raise ZooError(
                    f"{path} already holds a zoo.", "Add --resume to go on with it, or choose another --out."
                )
            old = cls.open(path).config
            differing = [k for k in config if k not in growing and old.get(k) != config[k]]
            if differing:
                details = ", ".join(f"{k} is {old.get(k)!r}, not {config[k]!r}" for k in differing)
                raise ZooError(
                    f"{path} holds another zoo: {details}.",
                    "Use the same options to resume, or choose another --out.",
                )
        (path / "batches").mkdir(parents=True, exist_ok=True)
        for each in (path, *(one for one in path.iterdir() if one.is_dir())):
            remove_left(each)
        write_atomically(file, json.dumps(config, indent=2).encode())
        return cls(path, config)

    @classmethod
    def open(cls, path: Path, kind: str | None = None) -> ZooFolder:
        """Open a zoo folder.

        Args:
            path: the folder.
            kind: what it must be a zoo of, as `zoo.json` says it; None: whatever it is.

        Raises:
            ZooError: there is none, it is of another kind, or `zoo.json` cannot be read.
        """
        try:
            config = read_json(path / "zoo.json")
        except FileNotFoundError:
            raise ZooError(
                f"No zoo in {path}: zoo.json is missing.", "Make one with: python -m explorer zoo."
            ) from None
        except (OSError, ValueError) as error:
            raise ZooError(f"{path / 'zoo.json'} cannot be read: {error}.", "Make the zoo again.") from error
        if not isinstance(config, dict) or config.get("format") != FORMAT:
            raise ZooError(f"{path / 'zoo.json'} is not of format {FORMAT}.", "Make the zoo again with this version.")
        if kind is not None and config.get("kind") != kind:
            raise ZooError(f"{path} is a zoo of {config.get('kind')!r}.", f"Give a zoo of {kind}.")
        return cls(path, config)

    def batch_file(self, index: int) -> Path:
        """Where a batch is kept."""
        return self.path / "batches" / f"{index:05d}.safetensors"

    def save_batch(self, index: int, params: dict[str, Tensor], seconds: float) -> None:
        """Keep one finished batch; never leaves half a file under its name.

        Args:
            index: of the batch.
            params: its networks.
            seconds: that it took, divided by the number of batches that were fitted beside each other.
        """
        save_tensors(self.batch_file(index), params, {"seconds": f"{seconds:.3f}"})

    def batch_size(self, index: int) -> int:
        """How many networks a finished batch holds.

        Raises:
            ZooError: its file cannot be read.
        """
        path = self.batch_file(index)
        try:
            with safe_open(regular(path), "pt") as file:
                names = list(file.keys())
                return int(file.get_slice(names[0]).get_shape()[0]) if names else 0
        except (FileNotFoundError, SafetensorError, OSError) as error:
            raise ZooError(
                f"{path} cannot be read: {error}.", "Delete it and run the zoo command with --resume."
            ) from error

    def seconds_per_network(self) -> float | None:
        """Median time that a network took in its batch; None if no batch says it."""
        times = []
        for index in range(self.finished()):
            with safe_open(regular(self.batch_file(index)), "pt") as file:
                recorded = (file.metadata() or {}).get("seconds")
            if recorded is not None:
                times.append(float(recorded) / int(self.config["batch"]))
        return median(times) if times else None

    def finished(self) -> int:
        """Number of leading batches that are there."""
        index = 0
        while self.batch_file(index).exists():
            index += 1
        return index

    def load_init(self) -> dict[str, Tensor]:
        """The shared initialisation."""
        return load_tensors(self.path / "init.safetensors")

    def load_networks(self, limit: int | None = None) -> dict[str, Tensor]:
        """All finished networks, in order, the batch axis in front.

        Raises:
            ZooError: there is none yet, or a batch cannot be read.
        """
        count = self.finished()
        if count == 0:
            raise ZooError(f"{self.path} holds no finished batch.", "Run the zoo command with --resume first.")
        batches = [load_tensors(self.batch_file(i)) for i in range(count)]
        params = {name: torch.cat([b[name] for b in batches]) for name in batches[0]}
        total = min(int(self.config["count"]), limit or 10**9)
        return {name: value[:total] for name, value in params.items()}


def load_tensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file.

    Raises:
        ZooError: it is missing or damaged.
    """
    try:
        return load_file(regular(path))
    except (FileNotFoundError, SafetensorError, OSError) as error:
        raise ZooError(
            f"{path} cannot be read: {error}.", "Delete it and run the zoo command with --resume."
        ) from error


def sample_ids(count: int, sample: int) -> list[int]:
    """Indices of networks, always the same: as kinds come in turn, an even stride could meet one kind alone."""
    drawn: list[int] = np.sort(np.random.default_rng(0).permutation(count)[:sample]).tolist()
    return drawn
