from __future__ import annotations

import dataclasses

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.style import LIGHT
from explorer.kinds.shapes.figure import ShapeFacts, draw_shapes, shape_facts

VERTICES = np.array([[0, 0, 0], [1, 0, 0], [0, 0.5, 0], [0, 0, 0.25]], dtype=np.float64)
FACES = np.array([[0, 1, 2], [0, 1, 3]])
EMPTY = shape_facts("nothing", np.zeros((0, 3)), np.zeros((0, 3), dtype=int))


def tetrahedron(title: str = "one") -> ShapeFacts:
    return shape_facts(title, VERTICES, FACES)


def test_small_meshes_travel_in_small_types() -> None:
    facts = tetrahedron()
    assert facts.vertices.dtype == np.float32
    assert facts.faces.dtype == np.uint16
    assert shape_facts("", np.zeros((70_000, 3)), FACES).faces.dtype == np.uint32


def test_the_shapes_height_goes_up() -> None:
    mesh = draw_shapes([tetrahedron()], LIGHT).data[0]
    assert isinstance(mesh, go.Mesh3d)
    np.testing.assert_allclose(mesh.z, VERTICES[:, 1])
    np.testing.assert_allclose(mesh.y, -VERTICES[:, 2])
    np.testing.assert_array_equal(mesh.k, [2, 3])


def test_the_view_is_a_fixed_cube_without_axes_that_survives_updates() -> None:
    scene = draw_shapes([tetrahedron()], LIGHT).layout.scene
    assert scene.aspectmode == "cube"
    assert not scene.xaxis.visible
    assert scene.zaxis.range == (-1, 1)
    assert scene.uirevision == "keep"
    assert scene.camera.up.z == 1


def test_two_shapes_are_side_by_side_with_their_titles() -> None:
    figure = draw_shapes([tetrahedron("left"), tetrahedron("right")], LIGHT)
    assert [m.scene for m in figure.data] == ["scene", "scene2"]
    assert figure.layout.scene.domain.x[1] == figure.layout.scene2.domain.x[0] == 0.5
    assert figure.layout.scene.camera == figure.layout.scene2.camera
    assert [a.text for a in figure.layout.annotations] == ["left", "right"]


@pytest.mark.parametrize("shapes", [[EMPTY], [tetrahedron(), EMPTY]])
def test_a_shape_without_a_surface_says_so(shapes: list[ShapeFacts]) -> None:
    assert EMPTY.is_empty
    assert "No surface" in [a.text for a in draw_shapes(shapes, LIGHT).layout.annotations]


def test_nothing_selected_says_what_to_do() -> None:
    figure = draw_shapes([], LIGHT)
    assert figure.layout.title.text == "Nothing is selected"
    assert "Click" in figure.layout.annotations[0].text


def test_where_nothing_is_drawn_by_webgl_shapes_come_as_pictures() -> None:
    flat = dataclasses.replace(LIGHT, webgl=False)
    figure = draw_shapes([tetrahedron("left"), tetrahedron("right")], flat, height=40)
    assert not figure.data
    assert [image.x for image in figure.layout.images] == [0.25, 0.75]
    assert all(image.source.startswith("data:image/png") for image in figure.layout.images)
    assert figure.layout.images[0].source != figure.layout.images[1].source  # of another colour
    assert [a.text for a in figure.layout.annotations] == ["left", "right"]
    assert "No surface" in draw_shapes([EMPTY], flat).layout.annotations[0].text
