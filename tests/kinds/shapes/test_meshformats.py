"""Mesh files in the forms that people have; those found outside that failed once."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import trimesh

from explorer.errors import DataError
from explorer.kinds.shapes.meshfile import EXTENT, read_mesh, read_unit
from explorer.kinds.shapes.meshformats import triangles_of

# A cube of six squares, one of them split: polygons of different numbers of corners.
OFF = """{head}
# a cube
0 0 0 255 0 0
1 0 0
1 1 0
0 1 0   # a comment
0 0 1

1 0 1
1 1 1
0 1 1
4 0 3 2 1
4 4 5 6 7
4 0 1 5 4
4 2 3 7 6
4 1 2 6 5
3 0 4 7 1.0 0.5 0.5
3 0 7 3
"""


@pytest.mark.parametrize("head", ["OFF\n8 7 0", "COFF\n8 7", "OFF 8 7 0", "\n# made by hand\nOFF\n\n8 7 0"])
def test_off_files_of_polygons_are_read(head: str) -> None:
    """CGAL's `P.off` and `double-torus-example.off`: trimesh reads no polygons of different numbers of corners."""
    points, faces = triangles_of(OFF.format(head=head).encode(), "off")
    assert (points.shape, faces.shape) == ((8, 3), (12, 3))
    mesh = trimesh.Trimesh(points, faces)
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("OFF\n353535235358 1 0\n0 0 0\n", "it claims 353,535,235,358 vertices"),
        ("OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 7\n", "names a vertex that is not there"),
        ("OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1\n", "fewer corners than it says"),
        ("OFF BINARY\n", "binary OFF"),
        ("PLY\n3 1 0\n", "does not begin as an OFF file"),
        ("", "does not begin as an OFF file"),
        ("OFF\n5 0 0\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n1 1 1\n", "is a cloud of 5 points"),
    ],
)
def test_bad_off_files_are_refused(text: str, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        read_mesh(text.encode(), "a.off")


def gltf(tmp_path: Path) -> Path:
    """A box as a glTF with its buffers beside it, and a texture that is missing."""
    scene = trimesh.Scene(trimesh.creation.box((2, 1, 1)))
    files = scene.export(file_type="gltf")
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    file = tmp_path / "model.gltf"
    header = json.loads(file.read_text())
    header["images"] = [{"uri": "gone.png"}]
    header["textures"] = [{"source": 0}]
    header["materials"] = [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}]
    file.write_text(json.dumps(header))
    return file


def test_the_buffers_of_a_gltf_may_lie_beside_it_and_nowhere_else(tmp_path: Path) -> None:
    file = gltf(tmp_path)
    shape, extent = read_unit(file, "model.gltf")
    assert (shape.triangles, shape.watertight) == (12, True)
    assert extent == pytest.approx(2)
    assert np.ptp(shape.points, axis=0).max() == pytest.approx(EXTENT)
    with pytest.raises(DataError, match="refers to another file"):  # as it is dropped on a page
        read_mesh(file)
    header = json.loads(file.read_text())
    outside = tmp_path.parent / f"{tmp_path.name}.bin"
    outside.write_bytes((tmp_path / header["buffers"][0]["uri"]).read_bytes())
    for uri in (f"../{outside.name}", str(outside), "gone.bin"):
        header["buffers"][0]["uri"] = uri
        file.write_text(json.dumps(header))
        with pytest.raises(DataError, match="refers to another file"):
            read_unit(file, "model.gltf")


def test_gltf_of_version_1_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "old.gltf"
    file.write_text(json.dumps({"buffers": {"b": {"uri": "b.bin"}}}))
    with pytest.raises(DataError, match=r"glTF 1\.0"):
        read_unit(file, "old.gltf")


def test_scenes_of_several_nodes_are_one_shape(tmp_path: Path) -> None:
    scene = trimesh.Scene()
    box = trimesh.creation.box((1, 1, 1))
    scene.add_geometry(box, transform=trimesh.transformations.translation_matrix([0, 0, 0]))
    scene.add_geometry(box, transform=trimesh.transformations.translation_matrix([3, 0, 0]))
    (tmp_path / "two.glb").write_bytes(scene.export(file_type="glb"))
    shape, extent = read_unit(tmp_path / "two.glb", "two.glb")
    assert extent == pytest.approx(4)
    assert shape.triangles == 24
