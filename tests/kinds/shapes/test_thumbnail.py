from __future__ import annotations

import io

import numpy as np
import pyvista as pv
from PIL import Image

from explorer.explore.draw.png import png
from explorer.kinds.shapes.thumbnail import HALF_EXTENT, thumbnail


def test_a_sphere_is_a_disc_in_the_middle_of_its_height() -> None:
    sphere = pv.Sphere(radius=0.5, center=(0, -0.25, 0), theta_resolution=40, phi_resolution=40)
    picture = thumbnail(np.asarray(sphere.points), np.asarray(sphere.regular_faces), 100)
    alpha = picture[..., 3] > 127
    rows, columns = np.nonzero(alpha)
    assert abs(rows.mean() - 49.5) < 1
    assert abs(columns.mean() - 49.5) < 1
    radius = 0.5 / HALF_EXTENT * 50
    assert abs(alpha.sum() - np.pi * radius**2) < 0.05 * np.pi * radius**2  # and no holes in it


def test_a_large_triangle_has_no_holes() -> None:
    corners = np.array([[-1, -1, 0], [1, -1, 0], [0, 1, 0]], dtype=np.float32)
    alpha = thumbnail(corners, np.array([[0, 1, 2]]), 64)[..., 3] > 0
    for row in alpha[alpha.any(1)]:
        inside = np.flatnonzero(row)
        assert row[inside[0] : inside[-1] + 1].all()


def test_light_comes_from_above() -> None:
    box = pv.Box((-0.6, 0.6, -0.6, 0.6, -0.6, 0.6)).triangulate()
    picture = thumbnail(np.asarray(box.points), np.asarray(box.regular_faces), 80).astype(int)
    assert picture[25, 40, :3].sum() > picture[60, 60, :3].sum()


def test_no_faces_give_a_clear_picture() -> None:
    picture = thumbnail(np.zeros((0, 3)), np.zeros((0, 3), dtype=int), 32)
    assert picture.shape == (32, 32, 4)
    assert not picture.any()


def test_png_holds_the_picture() -> None:
    picture = np.zeros((8, 8, 4), dtype=np.uint8)
    picture[2, 3] = (10, 20, 30, 255)
    assert (np.asarray(Image.open(io.BytesIO(png(picture)))) == picture).all()
