"""Mesh files in the forms that people have; those found outside that failed once."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

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


@pytest.mark.parametrize("head", ["OFF\n8 7 0", "COFF\n8 7", "OFF 8 7 0", "OFF8 7 0", "\n# made by hand\nOFF\n\n8 7 0"])
def test_off_files_of_polygons_are_read(head: str) -> None:
    """CGAL's `P.off` and `double-torus-example.off` (trimesh reads no polygons of different numbers of corners), and
    ModelNet40's counts that hang on the name."""
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


# --- found outside: each was refused, or silently read as something else

U = [(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)]  # a concave outline
SIDES = len(U)
CUBE = trimesh.creation.box((1, 1, 1))
QUADS = [[0, 3, 2, 1], [4, 5, 6, 7], [0, 1, 5, 4], [2, 3, 7, 6], [1, 2, 6, 5]]
REST = [[0, 4, 7], [0, 7, 3]]
CORNERS = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)]


@pytest.mark.parametrize("start", range(SIDES))
def test_concave_polygons_have_their_ears_clipped(start: int) -> None:
    """A fan from some of the corners covers the gap of the U."""
    lines = [f"v {x} {y} {z}" for z in (0, 1) for x, y in U]
    ring = [(k + start) % SIDES + 1 for k in range(SIDES)]
    lines += ["f " + " ".join(str(k) for k in reversed(ring)), "f " + " ".join(f"{k + SIDES}//1" for k in ring)]
    lines += [f"f {k + 1} {(k + 1) % SIDES + 1} {(k + 1) % SIDES + 1 + SIDES} {k + 1 + SIDES}" for k in range(SIDES)]
    points, faces = triangles_of("\n".join(lines).encode(), "obj")
    mesh = trimesh.Trimesh(points, faces)
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(7)
    assert mesh.area == pytest.approx(2 * 7 + 16)


def test_obj_files_count_from_behind_and_go_on_in_the_next_line() -> None:
    lines = [f"v {x} {y} {z} 1.0 0.5 0.5" for x, y, z in CORNERS]
    lines += ["f " + " \\\n ".join(str(k - 8) for k in ring) for ring in [*QUADS, *REST]]
    mesh = trimesh.Trimesh(*triangles_of("\n".join(lines).encode(), "obj"))
    assert mesh.volume == pytest.approx(1)


def ply(form: str = "binary_little_endian", *, strips: bool = False) -> bytes:
    """A cube of squares and triangles, or of one strip with a break in it."""
    order = ">" if "big" in form else "<"
    rows: list[list[int]] = [*QUADS, *REST]
    if strips:
        rows = [[k for ring in QUADS for k in (ring[0], ring[1], ring[3], ring[2], -1)] + [0, 4, 3, 7]]
    kind = ("tristrips", "int") if strips else ("face", "uchar")
    head = [
        "ply", f"format {form} 1.0", "comment made by test", "element vertex 8",
        *(f"property float {axis}" for axis in "xyz"), f"element {kind[0]} {len(rows)}",
        f"property list {kind[1]} int vertex_indices", "end_header", "",
    ]  # fmt: skip
    if form == "ascii":
        text = [" ".join(str(v) for v in corner) for corner in CORNERS]
        text += [f"{len(row)} " + " ".join(str(k) for k in row) for row in rows]
        return "\n".join([*head[:-1], *text, ""]).encode()
    data = np.array(CORNERS, order + "f4").tobytes()
    for row in rows:
        data += np.array(len(row), order + ("i4" if strips else "u1")).tobytes() + np.array(row, order + "i4").tobytes()
    return "\n".join(head).encode() + data


@pytest.mark.parametrize("form", ["ascii", "binary_little_endian", "binary_big_endian"])
@pytest.mark.parametrize("strips", [False, True])
def test_ply_files_of_mixed_polygons_and_of_strips_are_read(form: str, *, strips: bool) -> None:
    mesh = trimesh.Trimesh(*triangles_of(ply(form, strips=strips) + b"\n", "ply"))  # and a byte too many
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ply()[:-9], "ends within its face"),
        (ply().replace(b"vertex 8", b"vertex 888888888"), "claims 888,888,888 of vertex"),
        (ply().replace(b"vertex 8", b"vertex 9"), ""),
        (ply("ascii")[:-30], "face"),
        (b"ply\nformat ascii 1.0\n", "does not begin as a PLY file"),
        (ply().replace(b"property float z", b"property float w"), "no vertices with x, y and z"),
    ],
)
def test_bad_ply_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DataError) as refused:
        read_mesh(data, "bad.ply")
    assert reason in refused.value.problem


def packed(header: dict[str, Any], rest: bytes) -> bytes:
    """A GLB file of a header and its other chunks."""
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    return b"glTF" + np.array([2, 20 + len(text) + len(rest), len(text)], "<u4").tobytes() + b"JSON" + text + rest


def glb(points: np.ndarray, accessor: dict[str, Any], nodes: list[dict[str, Any]], **more: Any) -> bytes:
    """A cube's faces over eight points, in places."""
    corners = np.asarray(CUBE.faces, "<u2").tobytes()
    data = points.tobytes() + corners
    views = [{"buffer": 0, "byteLength": points.nbytes, "byteStride": points.strides[0]},
             {"buffer": 0, "byteOffset": points.nbytes, "byteLength": len(corners)}]  # fmt: skip
    accessors = [{"bufferView": 0, "count": 8, "type": "VEC3", **accessor},
                 {"bufferView": 1, "count": 36, "type": "SCALAR", "componentType": 5123}]  # fmt: skip
    header = {
        "asset": {"version": "2.0"}, "buffers": [{"byteLength": len(data)}], "bufferViews": views,
        "accessors": accessors, "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "nodes": nodes, "scenes": [{"nodes": list(range(len(nodes)))}], "scene": 0, **more,
    }  # fmt: skip
    return packed(header, np.array([len(data)], "<u4").tobytes() + b"BIN\0" + data)


@pytest.mark.parametrize(("kind", "code"), [("<i2", 5122), ("<u2", 5123), ("i1", 5120), ("u1", 5121)])
@pytest.mark.parametrize("normalized", [True, False])
def test_positions_that_are_whole_numbers_are_divided_where_the_file_says_so(
    kind: str, code: int, normalized: bool
) -> None:
    """As gltfpack writes them: each part has a scale and a place of its own."""
    most = np.iinfo(kind).max
    corners = np.round((np.asarray(CUBE.vertices) - CUBE.bounds[0]) * most).astype(kind)
    points = np.zeros((8, 4), kind)
    points[:, :3] = corners
    scale = [1.0, 2.0, 1.0] if normalized else [1 / most, 2 / most, 1 / most]
    nodes = [{"mesh": 0, "scale": scale, "translation": [x, 0, 0]} for x in (0, 3)]
    nodes.append({"children": [3], "translation": [6, 0, 0]})
    nodes.append({"mesh": 0, "scale": scale})
    accessor = {"componentType": code, **({"normalized": True} if normalized else {})}
    data = glb(points, accessor, nodes, scenes=[{"nodes": [0, 1, 2]}], extensionsRequired=["KHR_mesh_quantization"])
    found = trimesh.Trimesh(*triangles_of(data, "glb"))
    np.testing.assert_allclose(found.bounds, [[0, 0, 0], [7, 2, 1]], atol=1e-6)
    assert found.volume == pytest.approx(6)


@pytest.mark.parametrize(
    ("accessor", "node", "needed", "reason"),
    [
        ({}, {}, ["EXT_mesh_gpu_instancing"], "needs an extension (EXT_mesh_gpu_instancing)"),
        ({}, {"extensions": {"EXT_mesh_gpu_instancing": {"attributes": {}}}}, [], "repeats a mesh in many places"),
        ({}, {}, ["EXT_meshopt_compression"], "is compressed (EXT_meshopt_compression)"),
        ({"sparse": {"count": 1}}, {}, [], "sparse accessors"),
        ({}, {}, ["KHR_materials_unlit", "KHR_texture_transform"], ""),
    ],
)
def test_a_gltf_that_would_be_read_in_part_is_refused(
    accessor: dict[str, Any], node: dict[str, Any], needed: list[str], reason: str
) -> None:
    points = np.asarray(CUBE.vertices, "<f4")
    data = glb(points, {"componentType": 5126, **accessor}, [{"mesh": 0, **node}], extensionsRequired=needed)
    if not reason:
        assert trimesh.Trimesh(*triangles_of(data, "glb")).volume == pytest.approx(1)
        return
    with pytest.raises(DataError) as refused:
        read_mesh(data, "model.glb")
    assert reason in refused.value.problem


OBJ = str(CUBE.export(file_type="obj"))


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff".encode() + OBJ[OBJ.index("v ") :].encode(),
        OBJ.encode("utf-16"),
        OBJ.replace("\nf ", " # a corner\nf ").encode() + b" # the last, in words",
    ],
    ids=["byte order mark", "UTF-16", "comments behind lines"],
)
def test_obj_files_of_other_writers_are_read(data: bytes) -> None:
    assert trimesh.Trimesh(*triangles_of(data, "obj")).volume == pytest.approx(1)


def test_decimal_commas_are_named() -> None:
    with pytest.raises(DataError, match="decimal commas"):
        read_mesh(OBJ.replace(".", ",").encode(), "german.obj")


@pytest.mark.parametrize("form", ["glb", "gltf"])
def test_gltf_need_not_say_a_scene(form: str) -> None:
    whole = bytes(trimesh.Scene(CUBE).export(file_type="glb"))
    size = int.from_bytes(whole[12:16], "little")
    header = json.loads(whole[20 : 20 + size])
    header.pop("scene", None)
    del header["scenes"]
    if form == "gltf":
        inner = base64.b64encode(whole[28 + size :]).decode()
        header["buffers"][0]["uri"] = f"data:application/octet-stream;base64,{inner}"
        data = json.dumps(header).encode()
    else:
        data = packed(header, whole[20 + size :])
    assert trimesh.Trimesh(*triangles_of(data, form)).volume == pytest.approx(1)


BINARY = bytes(CUBE.export(file_type="stl"))
TEXT = str(CUBE.export(file_type="stl_ascii"))


@pytest.mark.parametrize("data", [BINARY + b"\n\n", TEXT.replace("endsolid", "").encode(), TEXT.upper().encode()])
def test_stl_files_with_a_little_too_much_or_too_little_are_read(data: bytes) -> None:
    assert trimesh.Trimesh(*triangles_of(data, "stl")).volume == pytest.approx(1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BINARY[:-70], "it is cut off, or no STL file: it says that it has 12 triangles, and holds 10"),
        (TEXT[: len(TEXT) // 2].encode(), "it is cut off"),
        (b"\n<!DOCTYPE html>\n<html><body>404</body></html>", "a web page (HTML), not the file itself"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "a pointer of git-lfs"),
        (b"\x1f\x8b\x08" + bytes(100), "compressed by gzip"),
        (b"", "the file is empty"),
    ],
)
def test_what_is_wrong_with_an_stl_file_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(DataError) as refused:
        read_mesh(data, "model.stl")
    assert reason in refused.value.problem
