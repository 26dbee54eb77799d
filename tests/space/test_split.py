"""Which networks train and are held out, and what training may start from."""

from __future__ import annotations

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
    stated = tiny_space.info["provenance"] | {"trained_on": 14}
    tiny_space.info["provenance"], kept = stated, tiny_space.info["provenance"]
    try:
        check_start(tiny_space, stated["zoo"], Split.of(21, 7, None), fits=True)
        with pytest.raises(TrainingError, match="not the recipe's"):
            check_start(tiny_space, stated["zoo"], Split.of(21, 7, None), fits=False)
        for zoo, split in ((stated["zoo"], Split.of(21, 9, None)), ({"seed": 1}, Split.of(21, 7, None))):
            with pytest.raises(TrainingError, match="held out"):
                check_start(tiny_space, zoo, split, fits=True)
    finally:
        tiny_space.info["provenance"] = kept
