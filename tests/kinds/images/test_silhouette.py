from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.kinds.images.silhouette import faint, in_between, measures, silhouettes


def box(side: int, top: int, bottom: int, left: int, right: int, value: float = 0.8) -> torch.Tensor:
    pixels = torch.zeros(1, 1, side, side)
    pixels[..., top:bottom, left:right] = value
    return pixels


boxes = st.tuples(st.integers(1, 8), st.integers(6, 8), st.integers(1, 8), st.integers(6, 8)).map(
    lambda b: (b[0], b[0] + b[1], b[2], b[2] + b[3])
)


@given(boxes)
def test_edges_of_a_box(edges: tuple[int, int, int, int]) -> None:
    top, bottom, left, right = edges
    found = silhouettes(box(20, *edges))
    assert (float(found.top), float(found.bottom)) == (top, bottom)
    assert set(found.left[0].tolist()) == {left}  # rows without any of it have the nearest row's edges
    assert set(found.right[0].tolist()) == {right}


def test_rows_without_anything_take_the_nearest_rows_edges() -> None:
    pixels = torch.zeros(1, 1, 6, 6)
    pixels[0, 0, 1, 2:4] = 1
    pixels[0, 0, 4, 1:6] = 1
    found = silhouettes(pixels)
    assert found.left[0].tolist() == [2, 2, 2, 1, 1, 1]
    assert found.right[0].tolist() == [4, 4, 4, 6, 6, 6]


@settings(deadline=None)
@given(st.integers(0, 50), st.sampled_from([1, 3]), st.integers(4, 12))
def test_the_ends_of_the_way_are_the_pictures_themselves(seed: int, channels: int, side: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    a, b = (torch.rand(2, channels, side, side, generator=generator) for _ in range(2))
    a[0] = 0  # a picture without anything lit is as good as any
    torch.testing.assert_close(in_between(a, b, torch.zeros(2)), a, atol=1e-4, rtol=0)
    torch.testing.assert_close(in_between(a, b, torch.ones(2)), b, atol=1e-4, rtol=0)
    torch.testing.assert_close(in_between(a, a, torch.full((2,), 0.3)), a, atol=1e-4, rtol=0)
    back = in_between(b, a, torch.full((2,), 0.75))
    torch.testing.assert_close(in_between(a, b, torch.full((2,), 0.25)), back, atol=1e-4, rtol=0)


@settings(deadline=None)
@given(boxes, boxes)
def test_half_way_between_two_boxes_stands_one_box(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> None:
    middle = in_between(box(20, *a), box(20, *b), torch.tensor([0.5]))
    wanted = [(x + y) / 2 for x, y in zip(a, b, strict=True)]
    lit = middle[0, 0] > 0.3
    rows, columns = lit.any(1).nonzero()[:, 0], lit.any(0).nonzero()[:, 0]
    found = [float(rows[0]), float(rows[-1] + 1), float(columns[0]), float(columns[-1] + 1)]
    assert found == pytest.approx(wanted, abs=1.0)
    inside = middle[0, 0, int(wanted[0]) + 2 : int(wanted[1]) - 2, int(wanted[2]) + 2 : int(wanted[3]) - 2]
    torch.testing.assert_close(inside, torch.full_like(inside, 0.8), atol=1e-3, rtol=0)  # not two outlines at once


@given(boxes, st.floats(0.2, 1))
def test_measures_of_a_box(edges: tuple[int, int, int, int], value: float) -> None:
    top, bottom, left, right = edges
    found = {name: float(v) for name, v in measures(box(20, *edges, value)).items()}
    assert found == pytest.approx(
        {
            "brightness": value,
            "contrast": 0,
            "lit": (bottom - top) * (right - left) / 400,
            "width": (right - left) / 20,
            "height": (bottom - top) / 20,
        },
        abs=1e-3,
    )


def test_measures_of_nothing() -> None:
    assert {float(v) for v in measures(torch.zeros(1, 1, 5, 5)).values()} == {0.0}


def test_two_outlines_at_once_are_faint() -> None:
    a, b = box(20, 2, 10, 2, 18), box(20, 6, 18, 6, 12)
    assert float(faint(a)) == float(faint(b)) == 0
    fade = a.lerp(b, 0.25)  # b alone has a quarter of the brightness
    alone = (b > 0) & (a == 0)
    assert float(faint(fade)) == pytest.approx(float(alone.sum() / (fade > 0.1).sum()))
    assert float(faint(torch.zeros(1, 1, 4, 4))) == 0
