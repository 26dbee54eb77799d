"""Read anything into a space: a network of another architecture, or a mesh, by the `probe` encoder in one pass.

A `probe` encoder asks a function at fixed probes, so whatever answers there has a latent; what is decoded from it is
the same function as a network of the space's own architecture: the space *translates* it. How well is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.optimize import TowardShape
from explorer.explore.travel.location import Where, where
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import FORMATS as NETWORKS
from explorer.foreign.tensors import is_network
from explorer.kinds.classifiers.classification import disagreement
from explorer.kinds.classifiers.foreign import ForeignClassifier, Wanted, read_foreign_classifier
from explorer.kinds.classifiers.image_probe import form_entries, reading_of
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.shapes.foreign import ForeignShape, read_foreign_shape
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.meshfile import FORMATS as MESHES
from explorer.kinds.shapes.meshfile import MeshShape, read_mesh
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.reconstruct import RESOLUTION, find_pose, occupied, overlap_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import latent_of, mesh_target, probes_of, sampled
from explorer.space.bundle import Space
from explorer.space.neighbours import typical_distance

SURFACE = 96  # samples per axis of the surface that a foreign shape's points are drawn on


@dataclass(frozen=True)
class Encoded:
    """A file as a point of a space.

    Attributes:
        name: of the file.
        words: what it is, in one line.
        latent: what the encoder reads.
        where: where that is in the space.
        measured: how like itself it comes out: IoU (64^3) of a shape; accuracy (percent), agreement of a classifier.
        goal: the shape, to refine the latent toward; None for classifiers.
        inside: which samples of the 64^3 grid lie in the shape; None for classifiers.
        surface: the shape's own, to be drawn beside what is decoded; None for classifiers.
    """

    name: str
    words: str
    latent: Float[np.ndarray, " d"]
    where: Where
    measured: Mapping[str, float | str]
    goal: TowardShape | None = None
    inside: Bool[Tensor, "r r r"] | None = None
    surface: pv.PolyData | None = None

    def stated(self) -> dict[str, Any]:
        """As plain data, for people and programs."""
        return {
            "file": self.name,
            "what": self.words,
            **self.measured,
            "distance_ratio": round(self.where.ratio, 4),
            "nearest": self.where.near.ids.tolist(),
            "position": [round(float(v), 5) for v in self.where.position],
            "latent": [round(float(v), 6) for v in self.latent],
        }


def encode_file(engine: Engine, space: Space, data: bytes, name: str, hints: Hints | None = None) -> Encoded:
    """Read a file into a space.

    Args:
        engine: decodes and judges.
        space: a space whose encoder is `probe`.
        data: the file.
        name: the file's name, whose ending says its form.
        hints: what need not be found out.

    Raises:
        DataError: the file cannot be read, or does not fit the space; names the file and the reason.
        SelectionError: the space's encoder reads networks of its own architecture alone.
    """
    if space.model.encoder.reads != "answers":
        raise SelectionError(f"The encoder of {space.name} reads networks alone.", "Take a space with `probe`.")
    suffix = name.rpartition(".")[2].lower()
    if isinstance(space, ClassifierSpace):
        if not is_network(name):
            raise DataError(
                f"{name} is no network file that is read here.", f"Use {', '.join(f'.{one}' for one in NETWORKS)}."
            )
        return _classifier(engine, space, read_foreign_classifier(data, name, wanted_of(space), hints))
    assert isinstance(space, ShapeSpace)
    if suffix in MESHES:
        return _mesh(engine, space, read_mesh(data, name))
    if is_network(name):
        return _shape(engine, space, read_foreign_shape(data, name, hints))
    raise DataError(
        f"{name} is neither a network nor a mesh that is read here.",
        f"Use {', '.join(f'.{one}' for one in (*NETWORKS, *MESHES))}.",
    )


def _mesh(engine: Engine, space: ShapeSpace, mesh: MeshShape) -> Encoded:
    posed, pose = find_pose(engine, space, mesh)
    goal, latent = mesh_target(space, posed)
    found, own = _where(space, latent), occupied(posed)
    words = f"{mesh.words} Pose: {pose}."
    measured = _overlaps(engine, space, latent, found, own)
    return Encoded(mesh.name, words, latent, found, measured, goal, own, posed.surface)


def _overlaps(
    engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"], found: Where, own: Bool[Tensor, "r r r"]
) -> dict[str, float | str]:
    """How much of a shape is decoded, and how much of it the nearest network has."""
    nearest = Input(int(found.near.ids[0]))
    return {
        "iou": round(overlap_of(engine, space, Decoded.of(latent), own), 4),
        "iou_of_the_nearest": round(overlap_of(engine, space, nearest, own), 4),
    }


def _shape(engine: Engine, space: ShapeSpace, network: ForeignShape) -> Encoded:
    latent = latent_of(space, network(probes_of(space)))
    found = _where(space, latent)
    own = (network(grid_points(RESOLUTION)) < 0).reshape((RESOLUTION,) * 3)
    measured = {"parameters": float(network.parameters), **_overlaps(engine, space, latent, found, own)}
    surface = sdf_to_mesh(network, SURFACE).mesh
    points = sampled(np.asarray(surface.points, np.float32), 0) if surface.n_points else probes_of(space)
    goal = TowardShape(points, network(points))
    return Encoded(network.name, network.words, latent, found, measured, goal, own, surface)


def overlap(engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
    """IoU (64^3) of the shape that a latent decodes to with the one that was read.

    Raises:
        SelectionError: what was read is no shape.
    """
    if read.inside is None:
        raise SelectionError(f"{read.name} is no shape.", "Take a space of shapes.")
    return overlap_of(engine, shapes_only(space), Decoded.of(latent), read.inside)


def wanted_of(space: ClassifierSpace) -> Wanted:
    """What a classifier must fit to be read into a space."""
    arch, images = space.archs[0], space.images
    return Wanted(arch.channels, arch.size, arch.classes, images.mean, images.std, images.train)


def _classifier(engine: Engine, space: ClassifierSpace, network: ForeignClassifier) -> Encoded:
    latent = classifier_latent(space, network)
    test = space.images.test
    own = network(test.pixels)
    judged = judge_network(engine, space, Decoded.of(latent))
    measured: dict[str, float | str] = {
        "parameters": float(network.form.count),
        "accuracy": round(float(percent_right(own, test.labels)), 2),
        "decoded_accuracy": round(judged.accuracy, 2),
        "decoded_architecture": space.archs[judged.arch].name,
        "agreement": round(1 - disagreement(own.argmax(1).numpy(), judged.predicted), 4),
    }
    return Encoded(network.name, network.words, latent, _where(space, latent), measured)


def classifier_latent(space: ClassifierSpace, network: ForeignClassifier) -> Float[np.ndarray, " d"]:
    """The latent that the encoder reads of a classifier's answers at the probes, and of its form where it counts."""
    encoder = classifiers_only(space).model.encoder
    form: Tensor | None = None
    if encoder.form:
        one = network.form
        form = form_entries(one.convolutions, one.linear, one.biases, one.depth, one.count / space.layout.count)
    with torch.inference_mode():
        reading = reading_of(network(encoder.probes)[None], form)
        return np.asarray(space.model.encode(reading)[0].numpy())


def _where(space: Space, latent: Float[np.ndarray, " d"]) -> Where:
    return where(space, latent, typical_distance(space))
