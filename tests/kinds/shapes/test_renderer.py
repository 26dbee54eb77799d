from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import pyvista as pv
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import SelectionError
from explorer.kinds.shapes.kernels import cover
from explorer.kinds.shapes.renderer import Look, Room, Shape, Studio, blurred, bounds, linear, openness
from tests.kinds.shapes.slowly import SlowStudio, rasterise

ROOM = Room(np.array([-0.5, -0.5, -0.5]), np.array([0.5, 0.5, 0.5]))


def all_open(points: np.ndarray, normals: np.ndarray) -> np.ndarray:
    return np.ones(len(points), dtype=np.float32)


def ball(radius: float = 0.5, detail: int = 60, height: float = 0.0) -> Shape:
    mesh = pv.Sphere(radius=radius, theta_resolution=detail, phi_resolution=detail)
    points = np.asarray(mesh.points, dtype=np.float32)
    normals = points / np.linalg.norm(points, axis=1, keepdims=True)
    return Shape(points + np.float32([0, height, 0]), normals, np.asarray(mesh.regular_faces), all_open)


# --- rasterising


def reference(points: np.ndarray, faces: np.ndarray, width: int, height: int) -> np.ndarray:
    """Nearness of what each pixel shows, one pixel and triangle at a time; 0 for nothing."""
    shown = np.zeros((height, width))
    for row, column in product(range(height), range(width)):
        best = 0.0
        for face in faces:
            (x0, y0, n0), (x1, y1, n1), (x2, y2, n2) = points[face].astype(float)
            area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
            if area >= 0:
                continue
            x, y = column + 0.5, row + 0.5
            second = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area
            third = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area
            near = n0 + second * (n1 - n0) + third * (n2 - n0)
            if min(second, third, 1 - second - third) > 0:
                best = max(best, near)
        shown[row, column] = best
    return shown


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_each_pixel_shows_the_nearest_front(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = (random.random((12, 3)) * [30, 20, 1] + [-6, -4, 0.1]).astype(np.float32)  # some of it off the picture
    faces = random.integers(0, 12, (9, 3))
    near, face = cover(points, faces.astype(np.int32), 17, 12)
    wanted = reference(points, faces, 17, 12)
    assert (np.abs(near - wanted) < 1e-3).mean() > 0.98  # a pixel's centre may lie on an edge, where rounding decides
    assert ((face >= 0) == (near > 0)).all()
    shown = rasterise(points, faces, 17, 12)  # the slow way, which the pictures below are compared by
    slow = np.full(17 * 12, -1)
    slow[shown.pixel] = shown.face
    assert (face.ravel() == slow).mean() > 0.98
    centre = np.stack([shown.pixel % 17 + 0.5, shown.pixel // 17 + 0.5], 1)
    again = (points[faces[shown.face], :2] * shown.weights[..., None]).sum(1)
    solid = np.abs(again - centre).max(1) < 1e-2
    assert solid.sum() >= 0.98 * len(solid)  # slivers may be off by rounding


def test_large_and_small_triangles_have_no_holes() -> None:
    for detail in (6, 40, 250):
        shape = ball(1.0, detail)
        seen = np.stack([40 + 35 * shape.points[:, 0], 40 - 35 * shape.points[:, 1], 2 + shape.points[:, 2]], 1)
        filled = cover(seen.astype(np.float32), shape.faces.astype(np.int32), 80, 80)[1] >= 0
        for row in filled:
            there = np.flatnonzero(row)
            assert len(there) == 0 or len(there) == there[-1] - there[0] + 1
        assert filled.sum() == pytest.approx(np.pi * 35**2, rel=0.3 if detail == 6 else 0.02)


def test_backs_are_not_drawn() -> None:
    points = np.float32([[1, 1, 1], [9, 1, 1], [1, 9, 1]])
    assert (cover(points, np.int32([[0, 1, 2]]), 10, 10)[1] >= 0).sum() == 0
    assert (cover(points, np.int32([[0, 2, 1]]), 10, 10)[1] >= 0).sum() > 20


# --- pictures


def test_a_picture_holds_the_shape_and_its_shadow() -> None:
    shape = ball()
    picture = Studio(Look((160, 90)), ROOM).draw(shape).astype(int)
    ground = np.array([0xF4, 0xF2, 0xEE])
    assert np.abs(picture[0] - ground).max() <= 1  # the shape does not reach the edge
    assert np.abs(picture[:, [0, -1]] - ground).max() <= 6
    middle = picture[45, 80]
    assert middle[0] > middle[1] > middle[2]  # wood
    assert picture[30:45, 60:80].mean() > picture[50:65, 80:100].mean() + 10  # light comes from the left and above
    assert (picture.sum(-1) < ground.sum() - 60).sum() > (picture[..., 0] - picture[..., 2] > 30).sum()  # and a shadow


def test_no_faces_give_the_empty_ground() -> None:
    nothing = np.zeros((0, 3), dtype=np.float32)
    empty = Shape(nothing, nothing, np.zeros((0, 3), dtype=int), all_open)
    picture = Studio(Look((32, 20), "#203040"), ROOM).draw(empty)
    assert (picture.reshape(-1, 3) == [0x20, 0x30, 0x40]).all()


def test_a_pixel_grows_with_the_picture() -> None:
    small, large = (
        (np.ptp(p.astype(int), -1) > 25).mean()
        for p in (Studio(Look(s), ROOM).draw(ball()) for s in ((80, 60), (320, 240)))
    )
    assert small == pytest.approx(large, rel=0.05)


def test_a_ball_looks_the_same_from_all_sides_and_a_box_does_not() -> None:
    studio = Studio(Look((120, 90)), ROOM, turning=True)
    still, turned = studio.draw(ball()), studio.draw(ball(), 0.7)
    assert np.abs(still.astype(int) - turned).mean() < 1
    mesh = pv.Box((-0.5, 0.5, -0.5, 0.5, -0.1, 0.1)).triangulate().subdivide(3)
    mesh = mesh.compute_normals(split_vertices=True, auto_orient_normals=True)
    box = Shape(np.asarray(mesh.points), np.asarray(mesh.point_data["Normals"]), np.asarray(mesh.regular_faces),
                all_open)  # fmt: skip
    assert np.abs(studio.draw(box).astype(int) - studio.draw(box, 0.7)).mean() > 2
    assert np.abs(studio.draw(box).astype(int) - studio.draw(box, 2 * np.pi)).mean() < 1


def test_a_turning_shape_stays_in_the_picture() -> None:
    look, room = Look((90, 120)), Room(np.array([-0.9, -0.9, -0.1]), np.array([0.9, 0.3, 0.1]))
    mesh = pv.Box((-0.9, 0.9, -0.9, 0.3, -0.1, 0.1)).triangulate().subdivide(3).compute_normals(split_vertices=True)
    box = Shape(np.asarray(mesh.points), np.asarray(mesh.point_data["Normals"]), np.asarray(mesh.regular_faces),
                all_open)  # fmt: skip
    studio = Studio(look, room, turning=True)
    for angle in np.linspace(0, 2 * np.pi, 7):
        picture = studio.draw(box, float(angle)).astype(int)
        edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        assert (np.ptp(edge, -1) < 25).all()


def test_a_shape_shades_itself() -> None:
    """A ball below a plate is darker than one in the open."""
    plate = pv.Box((-0.5, 0.5, 0.4, 0.45, -0.5, 0.5)).triangulate().subdivide(4).compute_normals(split_vertices=True)
    below = ball(0.2)
    both = Shape(
        np.concatenate([below.points, plate.points]).astype(np.float32),
        np.concatenate([below.normals, plate.point_data["Normals"]]).astype(np.float32),
        np.concatenate([below.faces, np.asarray(plate.regular_faces) + len(below.points)]),
        all_open,
    )
    studio = Studio(Look((120, 90)), ROOM)
    lit = studio._sunlit(below.points, np.int32(below.faces), below.points, below.normals)
    shaded = studio._sunlit(both.points, np.int32(both.faces), below.points, below.normals)
    up = below.normals[:, 1] > 0.5
    assert lit[up].mean() > 0.95
    assert shaded[up].mean() < 0.6


def test_corners_are_dark_and_tops_are_open() -> None:
    shape = ball(0.5)

    def distance(points: np.ndarray) -> np.ndarray:
        return np.linalg.norm(points, axis=1) - np.float32(0.5)

    sky = openness(shape.points, shape.normals, -0.5, distance)
    top, bottom = shape.normals[:, 1] > 0.9, shape.normals[:, 1] < -0.9
    assert sky[top].min() > 0.99
    assert sky[bottom].mean() < 0.4
    assert ((sky >= 0) & (sky <= 1)).all()


@pytest.mark.parametrize(
    "wrong", [{"size": (8, 90)}, {"size": (90, 5000)}, {"background": "white"}, {"colour": "#12345"}]
)
def test_what_is_no_look(wrong: dict[str, object]) -> None:
    with pytest.raises(SelectionError):
        Look(**wrong)  # type: ignore[arg-type]


def test_colours_and_bounds() -> None:
    assert np.allclose(linear("#ff0080"), [1, 0, (128 / 255) ** 2.2])
    room = bounds(ball().points)
    assert np.allclose(room.low, -0.5, atol=1e-3)
    assert np.allclose(room.high, 0.5, atol=1e-3)


# --- the fast way and the slow one


def boxes() -> Shape:
    """A stool: parts that shade each other and the ground, with corners."""
    parts = [pv.Box((-0.4, 0.4, 0.11, 0.19, -0.4, 0.4), level=12)]  # at no height that parts layers of shade
    parts += [pv.Box((x, x + 0.1, -0.5, 0.11, z, z + 0.1), level=12) for x in (-0.4, 0.3) for z in (-0.4, 0.3)]
    mesh = pv.merge(parts).extract_surface(algorithm="dataset_surface").triangulate()
    mesh = mesh.compute_normals(cell_normals=False, split_vertices=True, auto_orient_normals=False)
    points = np.asarray(mesh.points, dtype=np.float32)

    def low_is_dark(some: np.ndarray, normals: np.ndarray) -> np.ndarray:
        return np.float32(np.clip(some[:, 1] + 0.6, 0, 1) * (0.7 + 0.3 * normals[:, 1]))

    return Shape(
        points, np.asarray(mesh.point_data["Normals"], np.float32), np.asarray(mesh.regular_faces), low_is_dark
    )


@pytest.mark.parametrize("angle", [0.0, 0.7])
@pytest.mark.parametrize("shape", [ball(0.45, 80), boxes()], ids=["ball", "stool"])
def test_the_kernels_draw_the_same_picture_as_numpy_alone(shape: Shape, angle: float) -> None:
    look = Look((640, 360))
    fast = Studio(look, ROOM, turning=True).draw(shape, angle).astype(int)
    slow = SlowStudio(look, ROOM, turning=True).draw(shape, angle).astype(int)
    off = np.abs(fast - slow).max(-1)
    assert (slow.max(-1) - slow.min(-1) > 60).sum() > 3000  # there is something to be seen
    assert off.mean() < 0.05
    # The slow way works the ground out for every second pixel; samples on an edge go to the one face or the other.
    assert (off > 2).mean() < 1e-3


def test_shade_is_blurred_as_by_scipy() -> None:
    from scipy.ndimage import gaussian_filter

    covered = np.zeros((60, 60), dtype=np.float32)
    covered[20:31, 40:58] = np.random.default_rng(0).random((11, 18), dtype=np.float32)
    for cells in (0.8, 3.0, 25.0):
        wanted = gaussian_filter(covered.astype(np.float64), cells, mode="constant", truncate=3)
        np.testing.assert_allclose(blurred(covered, cells), wanted, atol=1e-6)
    assert blurred(np.zeros((60, 60), np.float32), 3.0).max() == 0


def test_light_is_asked_for_where_it_is_seen_alone() -> None:
    asked: list[int] = []

    def sky(points: np.ndarray, normals: np.ndarray) -> np.ndarray:
        asked.append(len(points))
        assert len(points) == len(normals)
        return all_open(points, normals)

    whole = ball()
    Studio(Look((160, 90)), ROOM).draw(Shape(whole.points, whole.normals, whole.faces, sky))
    assert 0.3 * len(whole.points) < asked[0] < 0.65 * len(whole.points)  # the back of a ball is not seen
