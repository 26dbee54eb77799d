"""What a space is worth, when two networks are alike, which pairing of encoder and decoder is better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from explorer.kinds.protocols.told import Report

if TYPE_CHECKING:
    import numpy as np
    from jaxtyping import Float, Int
    from torch import nn

    from explorer.explore.engine.engine import Engine
    from explorer.explore.engine.network_refs import Source
    from explorer.netspace.recipes import TrainingRecipe
    from explorer.netspace.trainer import Trainer
    from explorer.space.bundle import Space


@runtime_checkable
class Measuring(Protocol):
    """What a space is worth, and what its model card says of it."""

    def evaluate(self, engine: Engine, space: Space, report: Report) -> dict[str, Any]:
        """Every number that `space.json` and the model card state; the keys are the design's.

        Raises:
            DataError: the space has no held-out networks.
        """
        ...

    def card(self, info: Mapping[str, Any]) -> str:
        """The numbers of `space.json` as Markdown: tables with what each number means, and baselines beside it."""
        ...


@dataclass(frozen=True)
class Brief:
    """The few figures that say how good a space is.

    Attributes:
        columns: what is measured.
        rows: a name, and a text for each column.
        warning: what is worse than a baseline, in words; empty: nothing.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    warning: str = ""


@runtime_checkable
class Briefing(Protocol):
    """How good a space is, in a few figures, as the page of new spaces has them when one is ready."""

    def brief(self, info: Mapping[str, Any]) -> Brief | None:
        """Of the measurements that `space.json` holds; None: it holds none."""
        ...


@runtime_checkable
class MeasuringInParts(Measuring, Protocol):
    """Measuring of which the parts can be done side by side, also on several machines."""

    def parts(self, engine: Engine, space: Space, report: Report) -> Mapping[str, Callable[[], dict[str, Any]]]:
        """What gives the numbers of each part, by its name: all together, in this order, they are `evaluate`'s.

        Raises:
            DataError: the space has no held-out networks.
        """
        ...


@dataclass(frozen=True)
class Noise:
    """By how much a figure may differ when it is measured again, elsewhere or by a later version.

    Attributes:
        keys: whose figures: the way to them in `metrics`, with `*` for any part of it ("between_shapes/*/one_piece").
        amount: how far it may be off, either way, beside rounding; in the figure's own unit.
        why: where that comes from.
    """

    keys: str
    amount: float
    why: str


@runtime_checkable
class Repeating(Measuring, Protocol):
    """Measuring that says how exactly its figures come out again; those of other keys are the same up to rounding.

    Attributes:
        noise: of several that fit a key the first holds.
    """

    noise: tuple[Noise, ...]


@runtime_checkable
class Judging(Protocol):
    """What one network is worth."""

    def judge(self, engine: Engine, space: Space, source: Source) -> dict[str, Any]:
        """Numbers and words by name, and arrays (confusion matrices, predictions), on data kept for judging."""
        ...


@runtime_checkable
class Likeness(Protocol):
    """When two networks are alike: in what they do, and in their weights.

    Attributes:
        function: how it is measured, in words: "their surfaces are alike (Chamfer distance)".
        weights: the same of weights.
        unit: of the distance in function, as a format: "{:.3f} cube units".
    """

    function: str
    weights: str
    unit: str

    def in_function(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        report: Callable[[int, int], None],
    ) -> tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]:
        """Networks of `ids` and how far they are from a network in what they do; far ones may be left out."""
        ...

    def in_weights(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        near: tuple[Int[np.ndarray, " j"], Float[np.ndarray, " j"]],
    ) -> tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]:
        """The same of weights, over the other network's norm; `near` is what `in_function` found among `ids`."""
        ...


@dataclass(frozen=True)
class Column:
    """A number of a comparison's row: its title, where it is ("heldout", "train", "between"), its key, its format."""

    title: str
    part: str
    key: str
    form: str


@runtime_checkable
class Comparing(Protocol):
    """Pairings of encoder and decoder, trained on one zoo and judged alike.

    Attributes:
        columns: of the table.
        legend: what they mean.
        most_pairs: pairs of held-out networks that `between` measures, at most.
    """

    columns: tuple[Column, ...]
    legend: str
    most_pairs: int

    def pairings(self, space: Space) -> dict[str, TrainingRecipe]:
        """Recipes by "encoder+decoder"."""
        ...

    def trainer(self, space: Space, recipe: TrainingRecipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
        """What makes trainers of one fresh model on the space's training networks, in the recipe's form."""
        ...

    def blank(self, space: Space, config: Any, which: nn.Module | None) -> nn.Module:
        """A model of the space's networks whose own encoder and decoder are never filled (on torch's meta device).

        Args:
            space: the space.
            config: of the model.
            which: scores the groups of latents, where the model does.
        """
        ...

    def groups(self, space: Space) -> tuple[Int[np.ndarray, " n"], int] | None:
        """The group of each network that a latent must tell (its architecture), and how many there are; None: one."""
        ...

    def quality(
        self, engine: Engine, space: Space, ids: Int[np.ndarray, " n"], what: str, report: Report
    ) -> dict[str, float | None]:
        """How near decoded networks are to the input ones; None where a number is not defined."""
        ...

    def between(
        self, engine: Engine, space: Space, pairs: list[tuple[int, int]], report: Callable[[int, int], None]
    ) -> dict[str, float | None]:
        """What stands half way between held-out networks."""
        ...

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """Pairs for `between`, always the same; as many as there are at most."""
        ...

    def learned(self, space: Space) -> str:
        """What every pairing learns from, in a sentence without its stop."""
        ...

    def measured(self, space: Space) -> dict[str, int]:
        """What else stands behind the numbers: test images, resolution."""
        ...


@runtime_checkable
class Learning(Protocol):
    """How far off a space is of networks that it never saw: what goes down as its zoo grows. Needs `Comparing`."""

    def recipe(self, space: Space) -> TrainingRecipe:
        """By which it is trained on parts of its zoo."""
        ...

    def trainer(
        self, space: Space, recipe: TrainingRecipe, seed: int, report: Report
    ) -> Callable[[TrainingRecipe], Trainer]:
        """As `Comparing.trainer`, of all that a space can learn from what it holds."""
        ...

    def title(self, space: Space) -> str:
        """What the errors are."""
        ...

    def errors(self, engine: Engine, space: Space) -> Float[np.ndarray, " heldout"]:
        """Of each held-out network, 0 or above."""
        ...

    def baseline(self, engine: Engine, space: Space) -> float:
        """The mean error of what anybody could take in place of a decoded network."""
        ...
