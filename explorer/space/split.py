"""Which networks of a zoo are trained on, held out and shipped, and from which space training may begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Int

from explorer.errors import TrainingError
from explorer.space.bundle import Space


@dataclass(frozen=True)
class Split:
    """Numbers of networks: which train, which are held out, which training networks are shipped."""

    train: np.ndarray
    heldout: np.ndarray
    shipped: np.ndarray

    @classmethod
    def of(cls, count: int, heldout: int, ship: int | None) -> Split:
        """The last `heldout` networks are held out (groups come in turn in a zoo, so they are balanced).

        Args:
            count: networks.
            heldout: networks that are never trained on.
            ship: training networks that are shipped; None: all.

        Raises:
            TrainingError: nothing would be left to train on.
        """
        if not 0 < heldout < count:
            raise TrainingError(f"Cannot hold out {heldout} of {count} networks.", f"Choose 1 to {count - 1}.")
        return cls.told(np.arange(count - heldout), np.arange(count - heldout, count), ship)

    @classmethod
    def told(cls, train: np.ndarray, heldout: np.ndarray, ship: int | None) -> Split:
        """These train and are held out; of the former the first `ship` are shipped, or all."""
        return cls(train, heldout, train[: ship or len(train)])

    @property
    def kept(self) -> np.ndarray:
        """The networks of the space, in the order of their ids: those that are shipped, then the held-out ones."""
        return np.concatenate([self.shipped, self.heldout])

    @property
    def names(self) -> np.ndarray:
        """Of each of `kept`, whether it was trained on: "train" or "heldout"."""
        return np.asarray(["train"] * len(self.shipped) + ["heldout"] * len(self.heldout))


def check_start(start: Space, zoo: Mapping[str, Any], heldout: Int[np.ndarray, " n"], *, fits: bool) -> None:
    """Make sure that training may begin with a space's model.

    Args:
        start: the space.
        zoo: what the zoo says of itself.
        heldout: rows in the zoo of the networks that are held out now.
        fits: whether the space's model is of the recipe's form.

    Raises:
        TrainingError: it is not, or it has seen networks that would now be held out.
    """
    if not fits:
        raise TrainingError(f"The model of {start.path} is not the recipe's.", "Start from a space of the same recipe.")
    stated = start.info["provenance"]
    kinds = {dict(one or {}).get("kind") for one in (stated.get("zoo"), zoo)}
    if len(kinds) == 2 and None not in kinds:
        return  # a zoo of another kind holds other networks
    if not _of_the_same(stated.get("zoo"), zoo) or not _unseen(start, heldout):
        raise TrainingError(
            f"{start.path} was trained on another zoo or split: it may have seen what is held out now.",
            "Start from a space of the same zoo and --heldout, or without --start.",
        )


def _of_the_same(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Whether two zoos' rows are networks of the same things; they may have been fitted to them differently."""

    def things(zoo: Mapping[str, Any] | None) -> dict[str, Any]:
        return {name: value for name, value in (zoo or {}).items() if name != "fit"}

    return things(one) == things(other)


def _unseen(start: Space, heldout: Int[np.ndarray, " n"]) -> bool:
    """Whether a space surely was not trained on these rows of its zoo.

    It keeps all that were held out. What is neither held out nor kept was trained on, unless it keeps all of those:
    then the zoo left some out, as networks that do not show what they were fitted to.
    """
    if start.info["provenance"].get("trained_on") == len(start.train):
        return not np.isin(heldout, start.zoo_rows[start.train]).any()
    return bool(np.isin(heldout, start.zoo_rows[start.heldout]).all())
