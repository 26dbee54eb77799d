from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from explorer.errors import DataError
from explorer.kinds.shapes.furniture import (
    CONTINUOUS,
    EDGE_RADIUS,
    FLOOR,
    KINDS,
    LABELS,
    discrete_labels,
    furniture_sdf,
    near_surface_samples,
    parts,
    parts_sdf,
    sample_furniture,
    surface_points,
)


def box(centre: tuple[float, ...], half: tuple[float, ...], radius: float = 0.0) -> torch.Tensor:
    """One piece of one part."""
    return torch.tensor([[[*centre, *half, radius]]])


def boxes_of(count: int, seed: int) -> torch.Tensor:
    return parts(torch.from_numpy(sample_furniture(count, seed).parameters))


def cells(resolution: int) -> torch.Tensor:
    line = (torch.arange(resolution) + 0.5) / resolution * 2 - 1
    return torch.cartesian_prod(line, line, line)


# --- distances


def test_distances_to_a_box_by_hand() -> None:
    part = box((0.1, 0.0, -0.2), (0.3, 0.2, 0.4))
    points = torch.tensor([[0.1, 0.0, -0.2], [0.5, 0.0, -0.2], [0.1, 0.5, -0.2], [0.1, 0.0, -0.75], [0.1, 0.2, -0.2]])
    expected = torch.tensor([-0.2, 0.1, 0.3, 0.15, 0.0])
    torch.testing.assert_close(parts_sdf(part, points[None])[0], expected, atol=1e-6, rtol=0)


def test_distance_to_a_rounded_corner_by_hand() -> None:
    part = box((0, 0, 0), (0.3, 0.3, 0.3))
    r = EDGE_RADIUS
    away = torch.tensor([[0.3, 0.3, 0.3]]) + 0.1
    # The corner is an eighth of a sphere of the edge's radius around a centre one radius inside.
    expected = np.sqrt(3) * (0.1 + r) - r
    torch.testing.assert_close(parts_sdf(part, away[None])[0, 0], torch.tensor(float(expected)), atol=1e-6, rtol=0)


def test_an_upright_cylinder() -> None:
    part = box((0, 0, 0), (0.2, 0.5, 0.2), 0.2)
    turn = torch.linspace(0, 6.2, 20)
    points = torch.stack([0.5 * torch.cos(turn), torch.zeros(20), 0.5 * torch.sin(turn)], -1)
    torch.testing.assert_close(parts_sdf(part, points[None])[0], torch.full((20,), 0.3), atol=1e-6, rtol=0)


@settings(max_examples=20, deadline=None)
@given(st.tuples(*[st.floats(0.05, 0.5)] * 3), st.floats(0, 1), st.integers(0, 10_000))
def test_distance_equals_that_to_a_dense_sample_of_the_surface(
    half: tuple[float, ...], roundness: float, seed: int
) -> None:
    """The reference: many points on the surface, found by bisection along rays from the centre (it is convex)."""
    part = box((0, 0, 0), half, roundness * min(half[0], half[2]))
    generator = torch.Generator().manual_seed(seed)
    direction = torch.nn.functional.normalize(torch.randn(40_000, 3, generator=generator), dim=-1)
    low, high = torch.zeros(len(direction)), torch.ones(len(direction))
    for _ in range(24):
        middle = (low + high) / 2
        inside = parts_sdf(part, (middle[:, None] * direction)[None])[0] < 0
        low, high = torch.where(inside, middle, low), torch.where(inside, high, middle)
    surface = low[:, None] * direction
    points = torch.rand(40, 3, generator=generator) * 2 - 1
    nearest = torch.cdist(points, surface).amin(1)
    distance = parts_sdf(part, points[None])[0]
    # A sample is never nearer than the surface, and not much farther.
    assert bool((nearest >= distance.abs() - 1e-4).all())
    assert bool((nearest <= distance.abs() + 0.02).all())


def test_a_union_is_the_nearest_part() -> None:
    both = torch.cat([box((-0.5, 0, 0), (0.1, 0.1, 0.1)), box((0.5, 0, 0), (0.2, 0.2, 0.2))], 1)
    points = torch.rand(1, 200, 3) * 2 - 1
    one_by_one = torch.stack([parts_sdf(both[:, k : k + 1], points) for k in range(2)]).amin(0)
    assert torch.equal(parts_sdf(both, points), one_by_one)


def test_the_gradient_has_length_one_outside() -> None:
    boxes = boxes_of(14, 3)
    points = (torch.rand(14, 2000, 3) * 2 - 1).requires_grad_()
    distance = parts_sdf(boxes, points)
    (gradient,) = torch.autograd.grad(distance.sum(), points)
    length = gradient.norm(dim=-1)[distance > 1e-3]
    torch.testing.assert_close(length, torch.ones_like(length), atol=1e-3, rtol=0)


def test_the_sign_is_that_of_the_parts_occupancy() -> None:
    """Square-edged boxes and plain cylinders, written anew: they may differ only within an edge's radius."""
    boxes = boxes_of(14, 4)
    points = cells(24)
    distance = parts_sdf(boxes, points[None].expand(14, -1, -1))
    offset = (points[None, :, None] - boxes[:, None, :, :3]).abs()
    half, radius = boxes[:, None, :, 3:6], boxes[:, None, :, 6]
    inside = (offset <= half).all(-1)
    corner = (offset[..., [0, 2]] - half[..., [0, 2]] + radius[..., None]).clamp(min=0).norm(dim=-1)
    occupied = (inside & ((corner <= radius) | (radius == 0))).any(-1)
    clear = distance.abs() > EDGE_RADIUS
    assert bool((occupied == (distance < 0))[clear].all())
    assert float(clear.float().mean()) > 0.9


# --- pieces


def test_pieces_stand_on_the_floor_inside_the_cube() -> None:
    boxes = boxes_of(70, 5)
    low, high = boxes[..., :3] - boxes[..., 3:6], boxes[..., :3] + boxes[..., 3:6]
    torch.testing.assert_close(low[..., 1].amin(1), torch.full((70,), FLOOR), atol=1e-5, rtol=0)
    assert float(low.min()) > -1
    assert float(high.max()) < 1


def test_a_seed_gives_the_same_pieces_whatever_the_count() -> None:
    few, many = sample_furniture(9, 6), sample_furniture(40, 6)
    assert np.array_equal(few.parameters, many.parameters[:9])
    assert few.kinds == many.kinds[:9]
    assert not np.array_equal(few.parameters, sample_furniture(9, 7).parameters)


def test_every_prefix_is_balanced() -> None:
    pieces = sample_furniture(70, 0)
    for end in (7, 20, 70):
        counts = [pieces.kinds[:end].count(kind) for kind in KINDS]
        assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(("count", "kinds", "said"), [(0, KINDS, "0 pieces"), (3, ("chair", "sled"), "'sled'")])
def test_impossible_draws_are_errors(count: int, kinds: tuple[str, ...], said: str) -> None:
    with pytest.raises(DataError, match=said):
        sample_furniture(count, 0, kinds)


def test_every_discrete_choice_occurs() -> None:
    pieces = sample_furniture(700, 1)
    labels = [pieces.labels(i) for i in range(len(pieces))]
    values = {name: {label[name] for label in labels} for name in labels[0] if name not in LABELS}
    assert values["kind"] == set(KINDS)
    assert values["legs"] == {"square", "round", "panel"}
    assert values["back"] == {"none", "solid", "bars", "slats"}
    assert values["stretchers"] == {"yes", "no"}
    assert values["top"] == {"square", "round"}
    assert values["arms"] == {"none", "open", "solid"}
    assert values["boards"] == {"0", "1", "2", "3"}
    assert all(isinstance(label[name], float) for label in labels[:5] for name in LABELS)


def test_discrete_labels_by_hand() -> None:
    row = dict.fromkeys(CONTINUOUS, 0.0) | {
        "depth": 1.0, "leg_depth": 0.1, "leg_roundness": 1.0, "back_height": 0.5, "back_style": -1.0,
        "stretcher_height": 0.4, "board_1": 1.0, "board_2": 1.0, "board_3": 0.4,
    }  # fmt: skip
    assert discrete_labels(row) == {
        "legs": "round", "back": "slats", "stretchers": "yes", "top": "square", "arms": "none", "boards": "1",
    }  # fmt: skip


def test_kinds_overlap() -> None:
    """A chair whose back is gone has a stool's parts: the same seat, the same legs, nothing above the seat."""
    chair = dict(zip(CONTINUOUS, sample_furniture(1, 0).parameters[0].tolist(), strict=True))
    chair |= {"back_height": 0.0, "arm_height": 0.0, "back_style": 0.0}
    boxes = parts(torch.tensor([[chair[name] for name in CONTINUOUS]]))
    top = float((boxes[..., 1] + boxes[..., 4]).max())
    assert top <= FLOOR + chair["seat_height"] + EDGE_RADIUS * 2 + 1e-6


def test_every_mixture_of_two_pieces_is_one_connected_piece() -> None:
    pieces = torch.from_numpy(sample_furniture(42, 8).parameters)
    generator = torch.Generator().manual_seed(0)
    a, b = torch.randint(0, 42, (2, 30), generator=generator)
    t = torch.rand(30, 1, generator=generator)
    mixed = (1 - t) * pieces[a] + t * pieces[b]
    grid = cells(48)
    for k in range(30):
        distance = torch.cat([furniture_sdf(mixed[k : k + 1], part[None])[0] for part in grid.split(8192)])
        inside = (distance < 0).reshape(48, 48, 48)
        _, count = ndimage.label(inside.numpy(), structure=np.ones((3, 3, 3)))
        assert count == 1, f"piece {int(a[k])} and {int(b[k])} at {float(t[k]):.3f} fall into {count} parts"


# --- samples


def test_surface_points_lie_on_the_surface_and_reach_all_of_it() -> None:
    boxes = boxes_of(7, 9)
    points = surface_points(boxes, 3000, torch.Generator().manual_seed(0))
    assert points.shape == (7, 3000, 3)
    assert float(parts_sdf(boxes, points).abs().max()) < 2e-3
    # Every stretch of surface has a sample near: points pulled onto it from anywhere find one.
    other = surface_points(boxes, 500, torch.Generator().manual_seed(1))
    assert float(torch.cdist(other, points).amin(2).max()) < 0.2


def test_small_parts_get_more_of_the_points_where_these_are_evened() -> None:
    boxes = boxes_of(14, 5)
    legs_end = FLOOR + 0.3

    def at_the_legs(evened: float) -> float:
        points = surface_points(boxes, 2000, torch.Generator().manual_seed(0), evened)
        assert float(parts_sdf(boxes, points).abs().max()) < 0.02
        return float((points[..., 1] < legs_end).double().mean())

    shares = [at_the_legs(evened) for evened in (0.0, 0.5, 1.0)]
    assert shares[1] > 1.1 * shares[0], shares
    assert shares[2] > shares[1], shares


def test_samples_are_exact_and_seeded() -> None:
    boxes = boxes_of(3, 10)
    points, distances = near_surface_samples(boxes, 4096, torch.Generator().manual_seed(5))
    torch.testing.assert_close(parts_sdf(boxes, points), distances, atol=1e-6, rtol=0)
    again, _ = near_surface_samples(boxes, 4096, torch.Generator().manual_seed(5))
    assert torch.equal(points, again)
    near = (distances.abs() < 0.05).float().mean(1)
    assert bool((near > 0.5).all())
    # The order is random: the first quarter is like the rest.
    assert abs(float((distances[:, :1024].abs() < 0.05).float().mean() - near.mean())) < 0.06
