"""What a space of shapes is worth: every number that its README and `space.json` state.

All of it is measured on the bundle as it is on disk: reduced-precision zoo, half-precision model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.explore.engine.engine import Decoded, Engine, Input, Source
from explorer.explore.measure.evaluate import check_heldout, in_turn
from explorer.explore.measure.sampling import some_ids
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.measures import chamfer, eikonal_error, evenly
from explorer.kinds.shapes.meshes import mesh_of, occupancy_of
from explorer.kinds.shapes.novelty import shape_novelty
from explorer.kinds.shapes.occupancy import grid_points, iou, pieces
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
EIKONAL_POINTS = 1500
CHAMFER_POINTS = 4000


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
        "networks": lambda: _networks(engine, shapes, how, progress),
        "nearest": lambda: {"nearest": {"heldout": _summary(_judge_nearest(engine, space, heldout, progress))}},
        "between": lambda: {"between_shapes": between_shapes(engine, space, how.pairs, progress)},
        "steering": lambda: {"steering": STEERING.effects(engine, shapes, how.steered, progress)},
        "novelty": lambda: {"novelty": shape_novelty(engine, shapes, heldout_pairs(space, how.middles), progress)},
    }
    if how.exact and space.model.encoder.reads == "answers":
        parts["reconstruction"] = lambda: {
            "reconstruction": reconstruction_table(engine, shapes, exact=how.exact, progress=progress)
        }
        parts["unseen"] = lambda: {"unseen": unseen_table(engine, shapes, progress=progress)}
    return parts


def _networks(engine: Engine, space: ShapeSpace, how: Evaluation, progress: Report) -> dict[str, Any]:
    """What the space is, and how near its networks come out to what they were."""
    train, heldout = some_ids(space.train, how.train), some_ids(space.heldout, how.heldout)
    seen = _judge_networks(engine, space, train, "training networks", progress)
    held = _judge_networks(engine, space, heldout, "held-out networks", progress)
    numbers: dict[str, Any] = {
        "space": space.name,
        "kind": space.kind,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": {
            "train": len(train),
            "heldout": len(heldout),
            "pairs": len(heldout_pairs(space, how.pairs)),
            "resolution": RESOLUTION,
            "exact": truth_of(space).exact,
            "mixed": several_kinds(space),
        },
        "iou": {"train": _summary(seen.decoded), "heldout": _summary(held.decoded)},
    }
    if seen.exact is not None and held.exact is not None:
        numbers |= _exactness(seen.exact, held.exact)
    return numbers


@dataclass(frozen=True)
class _Exact:
    """How near input and decoded networks are to the exact shapes, one entry each."""

    input: Float[Tensor, " n"]
    decoded: Float[Tensor, " n"]
    input_chamfer: list[float]
    decoded_chamfer: list[float]


@dataclass(frozen=True)
class _Judged:
    """IoU of decoded against input network, and both against the exact shapes, where there are some."""

    decoded: Float[Tensor, " n"]
    exact: _Exact | None


def _judge_networks(engine: Engine, space: ShapeSpace, ids: np.ndarray, what: str, progress: Report) -> _Judged:
    overlaps: list[Tensor] = []
    exact: list[_Exact] = []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        own = occupancy_of(engine, space, space.zoo.weights(some.tolist()), RESOLUTION)
        decoded = occupancy_of(engine, space, engine.decode(space, space.latents[some]), RESOLUTION)
        overlaps.append(iou(decoded, own))
        against = _against_exact(engine, space, some, own, decoded)
        exact += [] if against is None else [against]
        progress(what, min(start + BATCH, len(ids)), len(ids))
    joined = _Exact(
        torch.cat([one.input for one in exact]),
        torch.cat([one.decoded for one in exact]),
        [value for one in exact for value in one.input_chamfer],
        [value for one in exact for value in one.decoded_chamfer],
    ) if exact else None  # fmt: skip
    return _Judged(torch.cat(overlaps), joined)


def _against_exact(
    engine: Engine, space: ShapeSpace, ids: np.ndarray, own: Bool[Tensor, "n r r r"], decoded: Bool[Tensor, "n r r r"]
) -> _Exact | None:
    known = truth_of(space)
    truth, surfaces = known.occupancy(space, ids, RESOLUTION), known.surfaces(space, ids, CHAMFER_POINTS)
    if truth is None:
        return None
    rows = [] if surfaces is None else list(zip(ids.tolist(), space.latents[ids], surfaces, strict=True))
    return _Exact(
        iou(own, truth),
        iou(decoded, truth),
        [chamfer(_surface(engine, space, i, None), surface) for i, _, surface in rows],
        [chamfer(_surface(engine, space, i, latent), surface) for i, latent, surface in rows],
    )


def _exactness(seen: _Exact, held: _Exact) -> dict[str, Any]:
    """IoU with the exact shapes; of held-out networks the Chamfer distance, too, where there are exact surfaces."""
    overlap = {
        "input": {"train": _summary(seen.input), "heldout": _summary(held.input)},
        "decoded": {"train": _summary(seen.decoded), "heldout": _summary(held.decoded)},
    }
    if not held.input_chamfer:
        return {"iou_exact": overlap}
    return {
        "iou_exact": overlap,
        "chamfer_exact": {"input": _mean(held.input_chamfer), "decoded": _mean(held.decoded_chamfer)},
    }


def network_ious(engine: Engine, space: Space, ids: Sequence[int]) -> Float[np.ndarray, " n"]:
    """IoU of decoded against input network for these ids, 64^3."""
    own = occupancy_of(engine, space, space.zoo.weights(ids), RESOLUTION)
    decoded = occupancy_of(engine, space, engine.decode(space, space.latents[list(ids)]), RESOLUTION)
    return iou(decoded, own).numpy()


def _judge_nearest(engine: Engine, space: Space, heldout: np.ndarray, progress: Report) -> Float[Tensor, " n"]:
    """The baseline: the training network nearest in latent space instead of the decoded one."""
    values = []
    for start in range(0, len(heldout), BATCH):
        some = heldout[start : start + BATCH]
        twins = [int(nearest(space, space.latents[i], 1, among=space.train.tolist()).ids[0]) for i in some]
        own = occupancy_of(engine, space, space.zoo.weights(some.tolist()), RESOLUTION)
        values.append(iou(occupancy_of(engine, space, space.zoo.weights(twins), RESOLUTION), own))
        progress("nearest networks", min(start + BATCH, len(heldout)), len(heldout))
    return torch.cat(values)


def between_shapes(engine: Engine, space: Space, count: int, progress: Report) -> dict[str, Any]:
    """Quality of what lies in between, per kind of path, and of the decoded ends themselves."""
    found = heldout_pairs(space, count)
    names = {PathKind.STRAIGHT: "latent", PathKind.ZOO: "zoo_path", PathKind.RAW: "raw"}
    results: dict[str, Any] = {}
    for kind, name in names.items():
        qualities = []
        for done, (a, b) in enumerate(found, 1):
            qualities += _qualities(engine, space, path_weights(engine, space, a, b, kind, SHARES))
            progress(f"paths: {name}", done, len(found))
        results[name] = _between_summary(qualities)
    ends = sorted({i for pair in found for i in pair})
    results["ends"] = shape_quality(engine, space, engine.decode(space, space.latents[ends]))
    return results


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
