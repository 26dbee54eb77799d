"""Which networks train and are held out, and what training may start from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.errors import TrainingError
from explorer.space.bundle import Space
from explorer.space.split import Split, check_start


@pytest.mark.parametrize("heldout", [0, 21, 30])
def test_a_split_that_leaves_nothing_is_refused(heldout: int) -> None:
    with pytest.raises(TrainingError, match="hold out"):
        Split.of(21, heldout, None)


def test_held_out_networks_are_never_in_training() -> None:
    split = Split.of(100, 20, 50)
    assert not set(split.train.tolist()) & set(split.heldout.tolist())
    assert set(split.shipped.tolist()) <= set(split.train.tolist())
    assert len(split.shipped) == 50
    assert split.kept.tolist() == [*range(50), *range(80, 100)]
    assert split.names.tolist() == ["train"] * 50 + ["heldout"] * 20


def test_a_space_of_the_same_zoo_and_split_is_a_start(tiny_space: Space) -> None:
    zoo, held = tiny_space.info["provenance"]["zoo"], tiny_space.zoo_rows[tiny_space.heldout]
    check_start(tiny_space, zoo, held, fits=True)
    check_start(tiny_space, zoo, held[:-1], fits=True)  # fewer are held out
    with pytest.raises(TrainingError, match="not the recipe's"):
        check_start(tiny_space, zoo, held, fits=False)
    seen = tiny_space.zoo_rows[tiny_space.train[:1]]
    for other, rows in ((zoo, np.concatenate([held, seen])), ({"seed": 1}, held)):
        with pytest.raises(TrainingError, match="held out"):
            check_start(tiny_space, other, rows, fits=True)


def test_networks_fitted_anew_are_of_the_same_zoo(tiny_space: Space) -> None:
    """And what the zoo left out before may be held out now, if the space keeps all that it was trained on."""
    provenance = tiny_space.info["provenance"]
    anew = {**provenance["zoo"], "fit": {"steps": 1}}
    held = tiny_space.zoo_rows[tiny_space.heldout]
    check_start(tiny_space, anew, held, fits=True)
    left_out = np.concatenate([held, [10**6]])
    for known, fine in ((len(tiny_space.train), True), (len(tiny_space.train) + 1, False)):
        info = {**tiny_space.info, "provenance": {**provenance, "trained_on": known}}
        start = replace(tiny_space, info=info)
        if fine:
            check_start(start, anew, left_out, fits=True)
        else:
            with pytest.raises(TrainingError, match="held out"):
                check_start(start, anew, left_out, fits=True)
