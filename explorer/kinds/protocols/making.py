"""Zoos and spaces of a kind, made by commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import argparse

    from explorer.netspace.recipes import TrainingRecipe
    from explorer.netspace.trainer import RunFolder, TrainingStep
    from explorer.zoo.store import ZooFolder


@dataclass(frozen=True)
class Command:
    """A subcommand of `zoo` or `train`.

    Attributes:
        name: as it is typed.
        help: what it does, in one line.
        options: adds its options to a parser.
        run: does it; returns the exit status.
    """

    name: str
    help: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


@runtime_checkable
class ZooCommands(Protocol):
    """Zoos of this kind: made and checked. Its module is imported by `--help`: heavy imports inside the functions.

    Attributes:
        zoos: the subcommands of `zoo` that make one.
        folders: what `zoo.json` may say under "kind" of such a zoo.
    """

    zoos: tuple[Command, ...]
    folders: tuple[str, ...]

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        """Measure a zoo (`zoo check`): nested numbers. `args` has sample, resolution, sheet and data.

        Raises:
            ExplorerError: it cannot be measured, or not so.
        """
        ...


@dataclass(frozen=True)
class Lesson:
    """A training that is ready to begin.

    Attributes:
        recipe: parts and training.
        stated: what a resumed run must have in common: zoo, networks, start.
        build: trains and writes the bundle; gets the run's folder, provenance, and what is told each line of the curve.
    """

    recipe: TrainingRecipe
    stated: Mapping[str, Any]
    build: Callable[[RunFolder, Mapping[str, Any], Callable[[TrainingStep], None]], None]


@runtime_checkable
class Training(Protocol):
    """Spaces of this kind: trained. Its module is imported by `--help`: heavy imports inside the functions.

    Attributes:
        name: of the subcommand of `train`.
        recipe: of the default recipe; None: one must be named.
        heldout: networks held out unless the command says otherwise.
    """

    name: str
    recipe: str | None
    heldout: int

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Add options beside those that all trainings have."""
        ...

    def lesson(self, args: argparse.Namespace) -> Lesson:
        """What the command asks for, read and checked.

        Raises:
            ExplorerError: it cannot be.
        """
        ...

    def command(self, args: argparse.Namespace) -> list[str]:
        """The options of `options` as they were given, to repeat the command."""
        ...
