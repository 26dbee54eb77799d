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

from explorer.errors import DataError
from explorer.explore.engine.engine import Decoded, Engine, Input, Source
from explorer.explore.measure.effects import effects
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.measures import chamfer, eikonal_error, evenly, shape_parameters
from explorer.kinds.shapes.meshes import mesh_of, occupancy_of
from explorer.kinds.shapes.novelty import shape_novelty
from explorer.kinds.shapes.occupancy import grid_points, iou, pieces
from explorer.kinds.shapes.pairs import PAIR_SEED, heldout_pairs
from explorer.kinds.shapes.reconstruct import reconstruction_table
from explorer.kinds.shapes.space import shapes_only
from explorer.space.bundle import Space
from explorer.space.neighbours import nearest

RESOLUTION = 64
SHARES = (0.25, 0.5, 0.75)
BATCH = 16
EIKONAL_POINTS = 1500
CHAMFER_POINTS = 4000

Progress = Callable[[str, int, int], None]


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
    engine: Engine, space: Space, how: Evaluation | None = None, progress: Progress = lambda what, done, total: None
) -> dict[str, Any]:
    """Measure a space; the keys are the design's (`iou`, `iou_exact`, `nearest`, `between_shapes`, ...).

    Shares are 0 to 1, lengths in cube units. On a grid of `RESOLUTION`^3 samples.

    Raises:
        DataError: the space has no held-out networks.
    """
    how = how or Evaluation()
    train, heldout = some_ids(space.train, how.train), some_ids(space.heldout, how.heldout)
    if len(heldout) == 0:
        raise DataError(f"{space.name} has no held-out networks to judge it by.", "Train it with a held-out split.")
    seen = _judge_networks(engine, space, train, "training networks", progress)
    held = _judge_networks(engine, space, heldout, "held-out networks", progress)
    numbers = {
        "space": space.name,
        "kind": space.kind,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": {"train": len(train), "heldout": len(heldout), "pairs": how.pairs, "resolution": RESOLUTION},
        "iou": {"train": _summary(seen.decoded), "heldout": _summary(held.decoded)},
        "iou_exact": {
            "input": {"train": _summary(seen.input_exact), "heldout": _summary(held.input_exact)},
            "decoded": {"train": _summary(seen.decoded_exact), "heldout": _summary(held.decoded_exact)},
        },
        "chamfer_exact": {"input": _mean(held.input_chamfer), "decoded": _mean(held.decoded_chamfer)},
        "nearest": {"heldout": _summary(_judge_nearest(engine, space, heldout, progress))},
        "between_shapes": between_shapes(engine, space, how.pairs, progress),
        "steering": effects(engine, shapes_only(space), how.steered, progress),
        "novelty": shape_novelty(engine, shapes_only(space), heldout_pairs(space, how.middles), progress),
    }
    if how.exact and space.model.encoder.reads == "answers":
        numbers["reconstruction"] = reconstruction_table(engine, shapes_only(space), exact=how.exact, progress=progress)
    return numbers


@dataclass(frozen=True)
class _Judged:
    decoded: Float[Tensor, " n"]
    input_exact: Float[Tensor, " n"]
    decoded_exact: Float[Tensor, " n"]
    input_chamfer: list[float]
    decoded_chamfer: list[float]


def _judge_networks(engine: Engine, space: Space, ids: np.ndarray, what: str, progress: Progress) -> _Judged:
    """Decoded against input network, and both against the exact shape."""
    rows: list[tuple[Tensor, Tensor, Tensor]] = []
    input_chamfer: list[float] = []
    decoded_chamfer: list[float] = []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        own = occupancy_of(engine, space, space.zoo.weights(some.tolist()), RESOLUTION)
        latents = space.latents[some]
        decoded = occupancy_of(engine, space, engine.decode(space, latents), RESOLUTION)
        exact = exact_occupancy(space, some)
        rows.append((iou(decoded, own), iou(own, exact), iou(decoded, exact)))
        surfaces = _exact_surfaces(space, some)
        for k, index in enumerate(some):
            input_chamfer.append(chamfer(_surface(engine, space, int(index), None), surfaces[k]))
            decoded_chamfer.append(chamfer(_surface(engine, space, int(index), latents[k]), surfaces[k]))
        progress(what, min(start + BATCH, len(ids)), len(ids))
    columns = [torch.cat(column) for column in zip(*rows, strict=True)]
    return _Judged(columns[0], columns[1], columns[2], input_chamfer, decoded_chamfer)


def network_ious(engine: Engine, space: Space, ids: Sequence[int]) -> Float[np.ndarray, " n"]:
    """IoU of decoded against input network for these ids, 64^3."""
    own = occupancy_of(engine, space, space.zoo.weights(ids), RESOLUTION)
    decoded = occupancy_of(engine, space, engine.decode(space, space.latents[list(ids)]), RESOLUTION)
    return iou(decoded, own).numpy()


def _judge_nearest(engine: Engine, space: Space, heldout: np.ndarray, progress: Progress) -> Float[Tensor, " n"]:
    """The baseline: the training network nearest in latent space instead of the decoded one."""
    values = []
    for start in range(0, len(heldout), BATCH):
        some = heldout[start : start + BATCH]
        twins = [int(nearest(space, space.latents[i], 1, among=space.train.tolist()).ids[0]) for i in some]
        own = occupancy_of(engine, space, space.zoo.weights(some.tolist()), RESOLUTION)
        values.append(iou(occupancy_of(engine, space, space.zoo.weights(twins), RESOLUTION), own))
        progress("nearest networks", min(start + BATCH, len(heldout)), len(heldout))
    return torch.cat(values)


def between_shapes(engine: Engine, space: Space, count: int, progress: Progress) -> dict[str, Any]:
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


def exact_occupancy(space: Space, ids: np.ndarray) -> Bool[Tensor, "n r r r"]:
    """The exact shapes on the grid."""
    boxes = furniture.parts(shape_parameters(space, ids))
    points = grid_points(RESOLUTION)
    shape = (len(ids), RESOLUTION, RESOLUTION, RESOLUTION)
    chunks = [furniture.parts_sdf(boxes, c[None].expand(len(ids), -1, -1)) < 0 for c in points.split(8192)]
    return torch.cat(chunks, 1).reshape(shape)


def _exact_surfaces(space: Space, ids: np.ndarray) -> Float[np.ndarray, "n p 3"]:
    boxes = furniture.parts(shape_parameters(space, ids))
    return furniture.surface_points(boxes, CHAMFER_POINTS, torch.Generator().manual_seed(PAIR_SEED)).numpy()


def _surface(engine: Engine, space: Space, index: int, latent: np.ndarray | None) -> Float[np.ndarray, "p 3"]:
    """Points on the surface of an input network, or of a decoded one: the vertices of its mesh."""
    source: Source = Input(index) if latent is None else Decoded.of(latent)
    points = np.asarray(mesh_of(engine, space, source, RESOLUTION).points, dtype=np.float32)
    return evenly(points, CHAMFER_POINTS)


def some_ids(ids: np.ndarray, count: int | None) -> np.ndarray:
    """All ids, or a random choice of them that is always the same."""
    if count is None or count >= len(ids):
        return ids
    return np.sort(np.random.default_rng(PAIR_SEED).choice(ids, count, replace=False))


def _summary(values: Float[Tensor, " n"]) -> dict[str, float]:
    return {"mean": round(float(values.mean()), 4), "p10": round(float(values.quantile(0.1)), 4)}


def _mean(values: list[float]) -> float | None:
    """Mean of the values that are numbers: an empty shape has no Chamfer distance."""
    return round(float(np.nanmean(values)), 5) if np.isfinite(values).any() else None
