"""Things to take away: which network, its mesh, and its facts, as bytes of a file. Networks: `netfile`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyvista as pv
from jaxtyping import Float

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Input, Source
from explorer.explore.travel.location import where
from explorer.explore.travel.paths import PathKind, Tour, source_at
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.renderer import linear
from explorer.space.bundle import Space

MESHES = ("stl", "ply", "obj", "glb")
NEIGHBOURS = 6
PATHS = {PathKind.ZOO: "through the zoo", PathKind.STRAIGHT: "straight", PathKind.RAW: "raw weights averaged"}


@dataclass(frozen=True)
class Pick:
    """A network to take away.

    Attributes:
        source: what its weights come from.
        origin: what it is, in words.
        stem: a file name for it, without a suffix.
        network: its id, if it is a network of the zoo, decoded or as it was trained.
    """

    source: Source
    origin: str
    stem: str
    network: int | None = None


def pick_network(space: Space, network: int, as_trained: bool = False) -> Pick:
    """A network of the zoo: as the space decodes it, or as it was trained.

    Raises:
        SelectionError: there is no such network.
    """
    if not 0 <= network < len(space):
        wanted = f"Ids run from 0 to {len(space) - 1}."
        raise SelectionError(f"There is no network {network} in {space.name}.", wanted)
    kind = space.labels[space.group][network]
    if as_trained:
        return Pick(Input(network), f"{kind} {network}, as it was trained", f"{space.name}-{network}-input", network)
    source = Decoded.of(space.latents[network])
    return Pick(source, f"{kind} {network}, decoded from its latent", f"{space.name}-{network}", network)


def pick_on_tour(space: Space, tour: Tour, t: float) -> Pick:
    """The network at a share of a path or tour.

    Raises:
        SelectionError: `t` is not in [0, 1].
    """
    stops = [str(i) for i in tour.anchors]
    origin = f"{t:.4g} of the way {' to '.join(stops)}, {PATHS[tour.kind]}"
    stem = f"{space.name}-{'-'.join(stops)}-{tour.kind}-{t:.2f}"
    return Pick(source_at(space, tour, t), origin, stem)


def mesh_file(mesh: pv.PolyData, suffix: str, name: str, colour: str = "#DDA673") -> bytes:
    """A mesh as a file; y is up, the shape lies in [-1, 1]^3.

    Args:
        mesh: as `Engine.mesh` makes it.
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
    elif suffix == "obj":
        data = shape.export(file_type="obj", include_normals=True)
    else:
        data = shape.export(file_type="stl")
    return data.encode() if isinstance(data, str) else bytes(data)


def latent_of(engine: Engine, space: Space, source: Source) -> Float[np.ndarray, " d"]:
    """Where a network is in the space: its latent, or for one without the one that the encoder reads."""
    if isinstance(source, Decoded):
        return source.array
    if isinstance(source, Input):
        return np.asarray(space.latents[source.index])
    return np.asarray(space.encode(engine.weights(space, [source]).cpu(), source.a)[0].numpy())


def facts_csv(engine: Engine, space: Space, picks: Sequence[Pick], typical: float) -> str:
    """What is known of networks as CSV, one line each: labels, split, place on the map, nearest networks.

    Of a classifier the labels describe the network that was trained; `network_architecture` and `network_accuracy`
    (percent of the test images) are of this very network.

    Args:
        engine: reads networks that have no latent of their own, and judges classifiers.
        space: the space.
        picks: the networks. One that is no network of the zoo has no labels, no split and no IoU.
        typical: the typical distance between neighbours (`neighbours.typical_distance`).
    """
    labels = list(space.labels)
    near = [column for k in range(1, NEIGHBOURS + 1) for column in (f"nearest_{k}", f"distance_{k}")]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        [
            "space",
            "what",
            "id",
            "split",
            *labels,
            *_judged_names(space),
            "parameters",
            "x",
            "y",
            "distance_ratio",
            *near,
        ]
    )
    for pick in picks:
        i = pick.network
        own = ["", ""] if i is None else [i, space.split[i]]
        values = ["" if i is None else _cell(space.labels[name][i]) for name in labels]
        found = where(space, latent_of(engine, space, pick.source), typical, NEIGHBOURS, [] if i is None else [i])
        pairs = zip(found.near.ids.tolist(), map(_cell, found.near.distances), strict=True)
        place = [_cell(v) for v in (*found.position, found.ratio)]
        row = [space.name, pick.origin, *own, *values, *_judged(engine, space, pick.source), *place]
        table.writerow(row + [v for pair in pairs for v in pair])
    return text.getvalue()


def _judged_names(space: Space) -> list[str]:
    return ["network_architecture", "network_accuracy"] if isinstance(space, ClassifierSpace) else []


def _judged(engine: Engine, space: Space, source: Source) -> list[object]:
    """Values under `_judged_names`, and how many parameters the network has."""
    if not isinstance(space, ClassifierSpace):
        return [space.layout.count]
    judged = judge_network(engine, space, source)
    arch = space.archs[judged.arch]
    return [arch.name, _cell(judged.accuracy), arch.count]


def _cell(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)
