from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import PRepError
from explorer.networks.prep import PRepLayout, flatten, from_prep, to_prep, unflatten

shapes = st.dictionaries(
    st.text("abc.", min_size=1, max_size=6),
    st.lists(st.integers(1, 5), max_size=3).map(tuple),
    min_size=1,
    max_size=5,
)
batches = st.lists(st.integers(1, 3), max_size=2).map(tuple)


def random_params(layout: PRepLayout, batch: tuple[int, ...], seed: int) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {name: torch.randn((*batch, *shape), generator=generator) for name, shape in layout.shapes}


@given(shapes, batches, st.integers(1, 9), st.integers(0, 99))
def test_a_network_survives_its_prep(
    shapes: dict[str, tuple[int, ...]], batch: tuple[int, ...], height: int, seed: int
) -> None:
    layout = PRepLayout.of(shapes, height)
    params = random_params(layout, batch, seed)
    prep = to_prep(layout, flatten(layout, params))
    back = unflatten(layout, from_prep(layout, prep))
    assert prep.shape == (*batch, height, layout.width)
    assert list(back) == list(params)
    for name, value in params.items():
        assert torch.equal(back[name], value)


@given(shapes, st.integers(1, 9))
def test_the_layout_is_the_smallest_and_the_padding_zero(shapes: dict[str, tuple[int, ...]], height: int) -> None:
    layout = PRepLayout.of(shapes, height)
    assert layout.count == sum(math.prod(s) for s in shapes.values())
    assert height * (layout.width - 1) < layout.count <= height * layout.width
    prep = to_prep(layout, torch.ones(layout.count))
    assert float(prep.sum()) == layout.count
    assert torch.equal(prep.flatten()[: layout.count], torch.ones(layout.count))


def test_parameters_lie_in_declaration_order() -> None:
    layout = PRepLayout.of({"b": (2,), "a": (2, 2)}, height=2)
    params = {"a": torch.tensor([[3.0, 4.0], [5.0, 6.0]]), "b": torch.tensor([1.0, 2.0])}
    assert to_prep(layout, flatten(layout, params)).tolist() == [[1, 2, 3], [4, 5, 6]]


def test_a_network_larger_than_the_prep_is_an_error() -> None:
    PRepLayout((("w", (8,)),), 2, 4)
    with pytest.raises(PRepError, match="9 parameters does not fit a PRep of 2 x 4"):
        PRepLayout((("w", (9,)),), 2, 4)


@pytest.mark.parametrize(("height", "width"), [(0, 4), (4, 0), (-1, 4)])
def test_a_prep_without_entries_is_an_error(height: int, width: int) -> None:
    with pytest.raises(PRepError):
        PRepLayout((), height, width)


LAYOUT = PRepLayout.of({"w": (2, 3), "b": (2,)}, height=2)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"w": torch.zeros(2, 3)}, "'b'"),
        ({"w": torch.zeros(2, 3), "b": torch.zeros(2), "c": torch.zeros(1)}, "'c'"),
        ({"w": torch.zeros(3, 2), "b": torch.zeros(2)}, "'w' has shape"),
        ({"w": torch.zeros(3), "b": torch.zeros(2)}, "'w' has shape"),
    ],
)
def test_flatten_names_what_does_not_fit(params: dict[str, torch.Tensor], said: str) -> None:
    with pytest.raises(PRepError, match=said):
        flatten(LAYOUT, params)


def test_wrong_sizes_are_errors() -> None:
    with pytest.raises(PRepError, match="Got 7 weights"):
        unflatten(LAYOUT, torch.zeros(7))
    with pytest.raises(PRepError, match="layout is 2 x 4"):
        from_prep(LAYOUT, torch.zeros(4, 2))
