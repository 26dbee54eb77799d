"""Shapes taken away: the network of one as files to use elsewhere, and its surface as a mesh."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import dedent

import numpy as np
import pyvista as pv
from jaxtyping import Float, Shaped
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.export import COLOUR, Pick
from explorer.explore.takeaway.sirens import SirenNetworks
from explorer.kinds.protocols import FileFormat
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.renderer import linear
from explorer.kinds.shapes.space import shapes_only
from explorer.networks.sirenfile import siren_data, siren_onnx, siren_program
from explorer.space.bundle import Space

POINTS, DISTANCE = "points", "distance"  # what goes into an ONNX file, and what comes out

_USE = dedent(
    """\
    points = torch.rand(5, 3) * 2 - 1  # y is up, the shape lies in [-1, 1]^3
    with torch.inference_mode():
        print(network(points))  # negative inside
    """
)

_ONNX_CODE = dedent(
    """\
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession({file!r})

    points = np.random.uniform(-1, 1, (5, 3)).astype(np.float32)  # y is up, the shape lies in [-1, 1]^3
    print(session.run(["distance"], {{"points": points}})[0])  # negative inside
    """
)


class ShapeNetworks(SirenNetworks):
    """See `protocols.TakingNetworks`."""

    def facts(self, space: Space, source: Source) -> dict[str, str]:
        """The Siren, and what its input and output mean."""
        del source
        arch = shapes_only(space).arch
        return {
            "architecture": json.dumps(siren_data(arch)),
            "omega": repr(arch.omega),
            "input": "points (n, 3), y up; the shape lies in [-1, 1]^3",
            "output": "signed distance (n, 1), negative inside",
        }

    def snippet(self, space: Space, source: Source, load: str, imports: str) -> str:
        """Signed distances at some points."""
        del source
        is_a = "A shape: gives the signed distance to its surface."
        return siren_program(shapes_only(space).arch, load, imports, is_a, _USE)

    def onnx(self, space: Space, source: Source, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
        """Points to distances."""
        del source
        return siren_onnx(shapes_only(space).arch, tensors, facts, POINTS, DISTANCE)

    def onnx_snippet(self, space: Space, source: Source, file: str) -> str:
        """Signed distances at some points."""
        del space, source
        return _ONNX_CODE.format(file=file)


class ShapeFiles:
    """See `protocols.TakingFiles`."""

    title = "Mesh"
    formats: tuple[FileFormat, ...] = (
        FileFormat("stl", "STL", "model/stl"),
        FileFormat("ply", "PLY", "model/ply"),
        FileFormat("obj", "OBJ", "model/obj"),
        FileFormat("glb", "GLB (glTF)", "model/gltf-binary"),
    )
    resolutions: tuple[int, ...] = (64, 96, 128, 192, 256)
    resolution = 128
    about = "y is up; the cube it lies in has an edge of 2."

    def write(self, engine: Engine, space: Space, pick: Pick, suffix: str, resolution: int, colour: str) -> bytes:
        """The surface at so many samples per axis."""
        return mesh_file(mesh_of(engine, space, pick.source, resolution), suffix, pick.stem, colour)


NETWORKS, FILES = ShapeNetworks(), ShapeFiles()
MESHES = tuple(one.suffix for one in FILES.formats)


def mesh_file(mesh: pv.PolyData, suffix: str, name: str, colour: str = COLOUR) -> bytes:
    """A mesh as a file; y is up, the shape lies in [-1, 1]^3.

    Args:
        mesh: as `mesh_of` makes it.
        suffix: one of `MESHES`.
        name: what the shape is called inside a GLB.
        colour: of its surface there, "#rrggbb".

    Raises:
        SelectionError: an unknown suffix, or a mesh without a surface.
    """
    if suffix not in MESHES:
        raise SelectionError(f"Meshes are not written as .{suffix}.", f"Choose one of: {', '.join(MESHES)}.")
    faces = triangles(mesh)
    if not len(faces):
        raise SelectionError("This network has no surface: there is no mesh to write.", "Choose another one.")
    if suffix == "stl":
        return _stl(np.asarray(mesh.points), faces)
    import trimesh  # noqa: PLC0415 - takes most of a second, and the screen opens without it

    normals = np.asarray(mesh.point_data["Normals"])
    shape = trimesh.Trimesh(np.asarray(mesh.points), faces, vertex_normals=normals, process=False)
    if suffix == "glb":
        surface = trimesh.visual.material.PBRMaterial(
            name="surface", baseColorFactor=[*linear(colour), 1.0], metallicFactor=0.0, roughnessFactor=0.7
        )
        shape.visual = trimesh.visual.TextureVisuals(material=surface)
        scene = trimesh.Scene()
        scene.add_geometry(shape, node_name=name, geom_name=name)
        data = scene.export(file_type="glb", include_normals=True)
    elif suffix == "ply":
        data = shape.export(file_type="ply", vertex_normal=True)
    else:
        data = shape.export(file_type="obj", include_normals=True)
    return data.encode() if isinstance(data, str) else bytes(data)


def _stl(points: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"]) -> bytes:
    """A mesh as binary STL: for each triangle its unit normal (zero where it has no area) and its corners."""
    corners = points[faces].astype(np.float64)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    normals = np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0)
    triangle = np.dtype([("numbers", "<f4", (4, 3)), ("attributes", "<u2")])
    out = np.zeros(len(faces), triangle)
    out["numbers"] = np.concatenate([normals[:, None], corners], 1)
    return b"".join((bytes(80), len(faces).to_bytes(4, "little"), out.tobytes()))
