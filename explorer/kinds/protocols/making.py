"""Zoos and spaces of a kind, made by commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import argparse

    from torch import Tensor

    from explorer.netspace.recipes import TrainingRecipe
    from explorer.networks.graph import NetworkGraph
    from explorer.space.build import SpaceMaker
    from explorer.space.split import Split
    from explorer.zoo.store import ZooFolder


@dataclass(frozen=True)
class Command:
    """A subcommand of `zoo` that makes one. `--out`, `--seed`, `--workers` and `--resume` all of them have.

    Attributes:
        name: as it is typed.
        help: what it does, in one line.
        doing: what the progress bar says: "fitting", "training".
        options: adds its own options to a parser.
        make: makes the zoo, told of networks done and wanted; returns what was made, in words: "9 networks".
        repeat: its own options as they were given, to repeat the command.
    """

    name: str
    help: str
    doing: str
    options: Callable[[argparse.ArgumentParser], None]
    make: Callable[[argparse.Namespace, Callable[[int, int], None]], str]
    repeat: Callable[[argparse.Namespace], list[str]]


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


@runtime_checkable
class Importing(Protocol):
    """Networks that others trained, looked at before they become a zoo of this kind.

    Attributes:
        folders: what `zoo.json` says under "kind" of such a zoo.
    """

    folders: tuple[str, ...]

    def check_network(self, graph: NetworkGraph, params: Mapping[str, Tensor]) -> None:
        """Refuse a network that is none of this kind's.

        Args:
            graph: its architecture.
            params: its parameters by name.

        Raises:
            ExplorerError: it is none, in words that say why.
        """
        ...


@dataclass(frozen=True)
class Lesson:
    """A training that is ready to begin.

    Attributes:
        maker: what is of the kind's own in making the space.
        title: of the space, unless the command gives another.
        split: the zoo's own; None: the last networks are held out, as many as the command says.
        stated: what a resumed run must have in common beside recipe, seed, zoo and how many are held out.
    """

    maker: SpaceMaker
    title: str
    split: Split | None = None
    stated: Mapping[str, Any] = field(default_factory=dict)


@runtime_checkable
class Training(Protocol):
    """Spaces of this kind: trained. Its module is imported by `--help`: heavy imports inside the functions.

    Attributes:
        name: of the subcommand of `train`.
        help: what it trains, in one line.
        recipe: of the default recipe; None: one must be named.
        heldout: networks held out unless the command says otherwise; None: zoos of the kind say themselves which.
    """

    name: str
    help: str
    recipe: str | None
    heldout: int | None

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Add options beside those that all trainings have."""
        ...

    def repeat(self, args: argparse.Namespace) -> list[str]:
        """The options of `options` as they were given, to repeat the command."""
        ...

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        """The recipes there are, by name."""
        ...

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        """What the command asks for, read and checked: the zoo `args.zoo`, learned by a recipe.

        Raises:
            ExplorerError: it cannot be.
        """
        ...
