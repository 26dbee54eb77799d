"""What a space of shapes learns of its mistakes."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.kinds.shapes.losses import sdf_loss, short

DISTANCE = st.floats(-2, 2, width=32)


@given(DISTANCE, DISTANCE)
def test_a_distance_falls_short_where_it_is_less_than_half_or_on_the_wrong_side(got: float, wanted: float) -> None:
    found = float(short(torch.tensor([[got]]), torch.tensor([[wanted]]))[0, 0])
    if wanted == 0 or got * wanted >= 0.5 * wanted * wanted:
        assert found == 0
    else:
        assert found > 0


@given(DISTANCE, DISTANCE)
def test_what_falls_short_is_its_relative_error(got: float, wanted: float) -> None:
    found = short(torch.tensor([[got]]), torch.tensor([[wanted]]))
    if float(found) > 0:
        torch.testing.assert_close(found[0], sdf_loss(torch.tensor([[got]]), torch.tensor([[wanted]])))


def test_debris_weighs_more_far_from_the_surface_than_in_the_mean_of_errors() -> None:
    """One sample of a thousand inside where it should be 0.4 outside."""
    wanted = torch.full((1, 1000), 0.4)
    got = wanted.clone()
    got[0, 17] = -0.01
    wrong = short(got, wanted)
    assert wrong.nonzero().tolist() == [[0, 17]]
    assert float(wrong.topk(48).values.mean()) > 20 * float(sdf_loss(got, wanted))
