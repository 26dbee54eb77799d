"""What a space of shapes is worth: every number that its README and `space.json` state.

All of it is measured on the bundle as it is on disk: reduced-precision zoo, half-precision model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.explore.engine.engine import Decoded, Engine, Input, Source
from explorer.explore.measure.evaluate import check_heldout, in_turn, only_if
from explorer.explore.measure.sampling import some_ids
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.drawn import drawn_shapes
from explorer.kinds.shapes.measures import chamfer, eikonal_error, evenly
from explorer.kinds.shapes.meshes import mesh_of, occupancy_of
from explorer.kinds.shapes.novelty import shape_novelty
from explorer.kinds.shapes.occupancy import grid_points, iou, pieces
from explorer.kinds.shapes.opening import JOINED, decoded_well
from explorer.kinds.shapes.pairs import heldout_pairs, several_kinds
from explorer.kinds.shapes.reconstruct import reconstruction_table
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.steering import STEERING
from explorer.kinds.shapes.truths import truth_of
from explorer.kinds.shapes.unseen import unseen_table
from explorer.space.bundle import Space
from explorer.space.neighbours import nearest

RESOLUTION = 64
SHARES = (0.25, 0.5, 0.75)
BATCH = 16
TRIED = 10  # networks of each of the two kinds that a first path joins, those that are decoded best
PLACES = tuple(k / 10 for k in range(1, 10))  # shares of a first path at which shapes are looked at
EIKONAL_POINTS = 1500
CHAMFER_POINTS = 4000
NAMES = {PathKind.STRAIGHT: "latent", PathKind.ZOO: "zoo_path", PathKind.RAW: "raw"}


@dataclass(frozen=True)
class Evaluation:
    """How much is measured.

    Attributes:
        train: training networks, drawn at random; None: all.
        heldout: held-out networks; None: all.
        pairs: paths between held-out networks of different kinds.
        steered: held-out networks that are moved along each direction.
        middles: pairs in whose middle novelty is measured.
        exact: exact pieces that are read and refined; the meshes that are bundled are, too. 0: neither.
    """

    train: int | None = 240
    heldout: int | None = None
    pairs: int = 60
    steered: int = 40
    middles: int = 20
    exact: int = 20


def evaluate_space(
    engine: Engine, space: Space, how: Evaluation | None = None, progress: Report = lambda what, done, total: None
) -> dict[str, Any]:
    """Measure a space; the keys are the design's (`iou`, `iou_exact`, `nearest`, `between_shapes`, ...).

    Shares are 0 to 1, lengths in cube units. On a grid of `RESOLUTION`^3 samples. What is compared with exact shapes is
    left out where the zoo has none (`truths`).

    Raises:
        DataError: the space has no held-out networks.
    """
    return in_turn(parts_of(engine, space, how or Evaluation(), progress))


def parts_of(
    engine: Engine, space: Space, how: Evaluation, progress: Report
) -> dict[str, Callable[[], dict[str, Any]]]:
    """The parts of `evaluate_space`, by name, in order.

    Raises:
        DataError: the space has no held-out networks.
    """
    shapes = shapes_only(space)
    heldout = some_ids(space.heldout, how.heldout)
    check_heldout(space, len(heldout))
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "networks": lambda: _training(engine, shapes, how, progress),
        "held out": lambda: _held_out(engine, shapes, heldout, progress),
        **{
            f"between: {name}": partial(_between, engine, space, kind, how.pairs, progress)
            for kind, name in NAMES.items()
        },
        "ends": lambda: {"between_shapes": {"ends": _ends(engine, space, how.pairs)}},
        "steering": lambda: {"steering": STEERING.effects(engine, shapes, how.steered, progress)},
        "novelty": lambda: {"novelty": shape_novelty(engine, shapes, heldout_pairs(space, how.middles), progress)},
        "drawn": lambda: only_if("drawn", drawn_shapes(engine, shapes, progress)),
        "opening": lambda: only_if("opening", measured_opening(engine, shapes, progress)),
    }
    if how.exact and space.model.encoder.reads == "answers":
        # The meshes first: they say that of exact pieces there are none.
        for name, given in (("meshes", {"exact": 0}), ("exact pieces", {"exact": how.exact, "meshes": ()})):
            parts[f"reconstruction: {name}"] = partial(_reconstruction, engine, shapes, progress, given)
        parts["unseen"] = lambda: {"unseen": unseen_table(engine, shapes, progress=progress)}
    return parts


def _training(engine: Engine, space: ShapeSpace, how: Evaluation, progress: Report) -> dict[str, Any]:
    """What the space is, and how near its training networks come out to what they were."""
    train = some_ids(space.train, how.train)
    seen = _judge_networks(engine, space, train, "training networks", progress)
    numbers: dict[str, Any] = {
        "space": space.name,
        "kind": space.kind,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": {
            "train": len(train),
            "heldout": len(some_ids(space.heldout, how.heldout)),
            "pairs": len(heldout_pairs(space, how.pairs)),
            "resolution": RESOLUTION,
            "exact": truth_of(space).exact,
            "mixed": several_kinds(space),
        },
    }
    return numbers | _overlaps(seen, "train")


def _held_out(engine: Engine, space: ShapeSpace, ids: np.ndarray, progress: Report) -> dict[str, Any]:
    """The same of held-out networks; how far their surfaces are from the exact ones; and the baseline.

    The baseline is the training network nearest in latent space, instead of the decoded one. It is judged here, as it
    is compared with the same input networks.
    """
    held = _judge_networks(engine, space, ids, "held-out networks", progress, baseline=True)
    numbers = _overlaps(held, "heldout")
    if held.exact is not None:
        numbers |= _surfaces_apart(engine, space, ids, progress)
    assert held.nearest is not None  # it was asked for
    return numbers | {"nearest": {"heldout": _summary(held.nearest)}}


@dataclass(frozen=True)
class _Judged:
    """Overlaps, one entry a network.

    Attributes:
        decoded: of the decoded with the input network.
        input_exact: of the input network with the exact shape; None: it is not known.
        exact: of the decoded network with the exact shape.
        nearest: of the training network nearest in latent space with the input network; None: it was not asked for.
    """

    decoded: Float[Tensor, " n"]
    input_exact: Float[Tensor, " n"] | None
    exact: Float[Tensor, " n"] | None
    nearest: Float[Tensor, " n"] | None


def _judge_networks(
    engine: Engine, space: ShapeSpace, ids: np.ndarray, what: str, progress: Report, *, baseline: bool = False
) -> _Judged:
    """Networks as input and decoded, on the grid; every input network once, whatever it is compared with."""
    known = truth_of(space)
    columns: tuple[list[Tensor], list[Tensor], list[Tensor], list[Tensor]] = ([], [], [], [])
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        own = occupancy_of(engine, space, space.zoo.weights(some.tolist()), RESOLUTION)
        decoded = occupancy_of(engine, space, engine.decode(space, space.latents[some]), RESOLUTION)
        columns[0].append(iou(decoded, own))
        truth = known.occupancy(space, some, RESOLUTION)
        if truth is not None:
            columns[1].append(iou(own, truth))
            columns[2].append(iou(decoded, truth))
        if baseline:
            columns[3].append(iou(nearest_inside(engine, space, some), own))
        progress(what, min(start + BATCH, len(ids)), len(ids))
    return _Judged(torch.cat(columns[0]), *(torch.cat(column) if column else None for column in columns[1:]))


def nearest_inside(engine: Engine, space: ShapeSpace, ids: np.ndarray) -> Bool[Tensor, "n r r r"]:
    """The training networks nearest to these in latent space, on the grid."""
    among = space.train.tolist()
    twins = [int(nearest(space, space.latents[i], 1, among=among).ids[0]) for i in ids]
    different = sorted(set(twins))
    inside = occupancy_of(engine, space, space.zoo.weights(different), RESOLUTION)
    return inside[[different.index(twin) for twin in twins]]


def _reconstruction(engine: Engine, space: ShapeSpace, progress: Report, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"reconstruction": reconstruction_table(engine, space, progress=progress, **given)}


def _overlaps(judged: _Judged, part: str) -> dict[str, Any]:
    """IoU of decoded against input networks, and of both with the exact shapes, where those are known."""
    numbers: dict[str, Any] = {"iou": {part: _summary(judged.decoded)}}
    if judged.input_exact is not None and judged.exact is not None:
        numbers["iou_exact"] = {
            "input": {part: _summary(judged.input_exact)},
            "decoded": {part: _summary(judged.exact)},
        }
    return numbers


def _surfaces_apart(engine: Engine, space: ShapeSpace, ids: np.ndarray, progress: Report) -> dict[str, Any]:
    """Mean Chamfer distances of input and decoded networks to the exact surfaces; empty, where there are none."""
    own, decoded = list[float](), list[float]()
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        surfaces = truth_of(space).surfaces(space, some, CHAMFER_POINTS)
        if surfaces is None:
            return {}
        for i, surface in zip(some.tolist(), surfaces, strict=True):
            own.append(chamfer(_surface(engine, space, i, None), surface))
            decoded.append(chamfer(_surface(engine, space, i, space.latents[i]), surface))
        progress("surfaces", min(start + BATCH, len(ids)), len(ids))
    return {"chamfer_exact": {"input": _mean(own), "decoded": _mean(decoded)}}


def network_ious(engine: Engine, space: Space, ids: Sequence[int]) -> Float[np.ndarray, " n"]:
    """IoU of decoded against input network for these ids, 64^3."""
    own = occupancy_of(engine, space, space.zoo.weights(ids), RESOLUTION)
    decoded = occupancy_of(engine, space, engine.decode(space, space.latents[list(ids)]), RESOLUTION)
    return iou(decoded, own).numpy()


def between_shapes(engine: Engine, space: Space, count: int, progress: Report) -> dict[str, Any]:
    """Quality of what lies in between, per kind of path, and of the decoded ends themselves."""
    parts = [_between(engine, space, kind, count, progress)["between_shapes"] for kind in NAMES]
    return {name: row for part in parts for name, row in part.items()} | {"ends": _ends(engine, space, count)}


def _between(engine: Engine, space: Space, kind: PathKind, count: int, progress: Report) -> dict[str, Any]:
    """Quality of what lies on paths of one kind."""
    found, qualities = heldout_pairs(space, count), []
    for done, (a, b) in enumerate(found, 1):
        qualities += _qualities(engine, space, path_weights(engine, space, a, b, kind, SHARES))
        progress(f"paths: {NAMES[kind]}", done, len(found))
    return {"between_shapes": {NAMES[kind]: _between_summary(qualities)}}


def _ends(engine: Engine, space: Space, count: int) -> dict[str, float | None]:
    """Quality of the decoded ends of the paths."""
    ends = sorted({i for pair in heldout_pairs(space, count) for i in pair})
    return shape_quality(engine, space, engine.decode(space, space.latents[ends]))


def measured_opening(engine: Engine, space: Space, progress: Report) -> dict[str, Any]:
    """The path through the zoo, of a chair to a table, or to a sofa, on which most shapes are whole; then the shortest.

    A long one passes things that have nothing to do with either.

    Args:
        engine: decodes.
        space: the space.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        `a`, `b` (ids), `whole` (at how many of `places` the shape is in one piece); empty, if the space has no such
        kinds, or none of theirs is decoded well.
    """
    well = decoded_well(space)
    if well is None:
        return {}
    own, groups = well & (space.split == "train"), space.labels[space.group]
    ranked = [k for k in np.argsort(-space.labels["iou"], kind="stable").tolist() if own[k]]
    some = {kind: [k for k in ranked if groups[k] == kind][:TRIED] for kinds in JOINED for kind in kinds}
    pairs = [pair for first, second in JOINED for pair in product(some[first], some[second])]
    best, highest = dict[str, Any](), (0, -np.inf)
    for done, (a, b) in enumerate(pairs, 1):
        path = make_path(space, a, b, PathKind.ZOO)
        latents = np.stack([latent_at(path, t) for t in (0.0, *PLACES, 1.0)])
        inside = occupancy_of(engine, space, engine.decode(space, latents[1:-1]), RESOLUTION)
        whole = sum(pieces(shape).one for shape in inside)
        rank = (whole, -float(np.linalg.norm(np.diff(latents, axis=0), axis=1).sum()))
        if whole and rank > highest:
            best, highest = {"a": a, "b": b, "whole": whole, "places": len(PLACES)}, rank
        progress("first paths", done, len(pairs))
    return best


def shape_quality(engine: Engine, space: Space, weights: Float[Tensor, "n count"]) -> dict[str, float | None]:
    """How sound the shapes of networks are: share in one piece, loose volume, eikonal error; empty without any."""
    return _between_summary(_qualities(engine, space, weights))


def path_weights(
    engine: Engine, space: Space, a: int, b: int, kind: PathKind, shares: Sequence[float]
) -> Float[Tensor, "n count"]:
    """Flat weights of the networks at these shares of a path."""
    if kind is PathKind.RAW:
        first, last = space.zoo.weights([a, b])
        return torch.stack([first.lerp(last, t) for t in shares])
    path = make_path(space, a, b, kind)
    return engine.decode(space, np.stack([latent_at(path, t) for t in shares]))


def _qualities(engine: Engine, space: Space, weights: Float[Tensor, "n count"]) -> list[tuple[bool, float, float]]:
    inside = occupancy_of(engine, space, weights, RESOLUTION)
    points = grid_points(RESOLUTION)
    qualities = []
    for row, shape in zip(weights.cpu(), inside, strict=True):
        hang = pieces(shape)
        near = points[_at_surface(shape).flatten()]
        near = evenly(near, EIKONAL_POINTS)
        qualities.append((hang.one, hang.loose, eikonal_error(shapes_only(space).arch, space.layout, row, near)))
    return qualities


def _at_surface(inside: Bool[Tensor, "r r r"]) -> Bool[Tensor, "r r r"]:
    """Samples with a neighbour (sharing a face) of the other sign."""
    edge = torch.zeros_like(inside)
    for dim in range(3):
        turn = inside.narrow(dim, 1, len(inside) - 1) ^ inside.narrow(dim, 0, len(inside) - 1)
        edge.narrow(dim, 1, len(inside) - 1).logical_or_(turn)
        edge.narrow(dim, 0, len(inside) - 1).logical_or_(turn)
    return edge


def _between_summary(qualities: list[tuple[bool, float, float]]) -> dict[str, float | None]:
    if not qualities:
        return {}
    one, loose, eikonal = (np.asarray(column, dtype=np.float64) for column in zip(*qualities, strict=True))
    return {
        "one_piece": round(float(one.mean()), 4),
        "loose_volume": round(float(loose.mean()), 5),
        "eikonal": round(float(np.nanmean(eikonal)), 4) if np.isfinite(eikonal).any() else None,
    }


def _surface(engine: Engine, space: Space, index: int, latent: np.ndarray | None) -> Float[np.ndarray, "p 3"]:
    """Points on the surface of an input network, or of a decoded one: the vertices of its mesh."""
    source: Source = Input(index) if latent is None else Decoded.of(latent)
    points = np.asarray(mesh_of(engine, space, source, RESOLUTION).points, dtype=np.float32)
    return evenly(points, CHAMFER_POINTS)


def _summary(values: Float[Tensor, " n"]) -> dict[str, float]:
    return {"mean": round(float(values.mean()), 4), "p10": round(float(values.quantile(0.1)), 4)}


def _mean(values: list[float]) -> float | None:
    """Mean of the values that are numbers: an empty shape has no Chamfer distance."""
    return round(float(np.nanmean(values)), 5) if np.isfinite(values).any() else None
