"""Paths between two networks and tours of several: through the zoo, straight in latent space, or by raw weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from jaxtyping import Float, Int

from explorer.errors import SelectionError
from explorer.explore.engine.network_refs import Decoded, Leaning, Raw, Refitted, Source, of_number
from explorer.space.bundle import Space
from explorer.space.kept import check_average, check_points, latent_of

SMOOTHING = 0.005  # standard deviation of the Gaussian, as a share of the path: more cuts corners into empty regions
JOINT_SMOOTHING = 0.03  # where the legs of a tour meet, if they are to be joined smoothly; as a share of a leg
MAX_ANCHORS = 24
# Share of a leg over which a fitted end becomes what its latent decodes to. Fourteen pairs of eight models of another
# hand, fitted: whole to the eye at 33 places 0.92 through the zoo and 0.85 straight (as decoded 0.94 and 0.84), with
# 0.33 here 0.89 and 0.84, over the whole leg 0.49 and 0.64.
LEAN = 0.2
FINE = 8  # points of a spline per sample that is kept


class PathKind(StrEnum):
    """How to get from A to B."""

    ZOO = "zoo"
    STRAIGHT = "straight"
    RAW = "raw"


@dataclass(frozen=True)
class Path:
    """A path from network `a` to network `b`.

    Attributes:
        kind: how it goes.
        a: id of its start, or the number of a kept point (`explorer.space.kept`).
        b: of its end.
        latents: samples in order, evenly spaced along it, the ends exactly those of `a` and `b`; None for raw
            weights, which have no latent.
        visited: ids of the networks that a path through the zoo is drawn from, in order.
    """

    kind: PathKind
    a: int
    b: int
    latents: Float[np.ndarray, "s d"] | None
    visited: tuple[int, ...] = ()


@dataclass(frozen=True)
class Tour:
    """A way past several networks; with two anchors it is a path.

    Attributes:
        kind: how it goes.
        anchors: ids in order.
        spline: whether its legs join without a corner.
        stops: the share of the tour at which each anchor lies: every leg has the same part of it.
        latents: samples evenly spaced in that share, those of the anchors exactly theirs; None for raw weights.
        fitted: anchors that are networks fitted in weight space: which of the anchors, and the network.
    """

    kind: PathKind
    anchors: tuple[int, ...]
    spline: bool
    stops: Float[np.ndarray, " a"]
    latents: Float[np.ndarray, "s d"] | None
    fitted: tuple[tuple[int, Refitted], ...] = ()


def make_path(space: Space, a: int, b: int, kind: PathKind, samples: int = 65) -> Path:
    """A path between two networks of a space.

    Raises:
        SelectionError: an id that is not in the space, or fewer than 2 samples.
    """
    check_points(space, (a, b))
    if samples < 2:
        raise SelectionError(f"A path of {samples} samples has no ends.", "Ask for at least 2.")
    if kind is PathKind.RAW:
        check_average(space, (a, b))
        return Path(kind, a, b, None)
    if kind is PathKind.STRAIGHT or a == b:
        return Path(kind, a, b, straight(latent_of(space, a), latent_of(space, b), samples), (a, b))
    nodes = shortest_route(space, a, b)
    latents = np.stack([latent_of(space, int(i)) for i in nodes])
    return Path(kind, a, b, smooth_route(latents, samples), tuple(int(i) for i in nodes))


def make_tour(
    space: Space, anchors: Sequence[int], kind: PathKind, spline: bool = False, samples_per_leg: int = 65
) -> Tour:
    """A tour past networks of a space.

    A spline leaves the anchors where they are: through the zoo the corners at the joints are smoothed as those
    within a leg are; a straight tour becomes a centripetal Catmull-Rom curve (Yuksel et al. 2011: neither loops nor
    cusps). Raw weights are mixed between two anchors at a time, with or without.

    Args:
        space: the space.
        anchors: ids, or numbers of kept points, 2 to 24; the same one may come again.
        kind: how to go from one to the next.
        spline: join the legs smoothly.
        samples_per_leg: latents on each leg, both ends counted; at least 2.

    Raises:
        SelectionError: an id that is not in the space; too few or too many anchors or samples.
    """
    anchors = tuple(int(i) for i in anchors)
    if not 2 <= len(anchors) <= MAX_ANCHORS:
        raise SelectionError(f"{len(anchors)} networks make no tour.", f"Choose 2 to {MAX_ANCHORS} networks.")
    check_points(space, anchors)
    stops = np.linspace(0, 1, len(anchors))
    if kind is PathKind.RAW:
        check_average(space, anchors)
        return Tour(kind, anchors, spline, stops, None)
    points = np.stack([latent_of(space, i) for i in anchors])
    networks = [of_number(space, i) for i in anchors]
    fitted = tuple((k, one) for k, one in enumerate(networks) if isinstance(one, Refitted))
    curved = spline and len(anchors) > 2
    if curved and kind is PathKind.STRAIGHT:
        return Tour(kind, anchors, spline, stops, catmull_rom(points, samples_per_leg), fitted)
    legs = [make_path(space, a, b, kind, samples_per_leg).latents for a, b in pairwise(anchors)]
    line = np.concatenate([leg if k == 0 else leg[1:] for k, leg in enumerate(legs) if leg is not None])
    if curved:
        line = smooth_joints(line, points, samples_per_leg)
    return Tour(kind, anchors, spline, stops, line, fitted)


def source_at(space: Space, tour: Tour, t: float) -> Source:
    """The network at a share `t` of a tour.

    An anchor that was fitted is that network; near it the networks are decoded and lean toward it (`LEAN`).

    Raises:
        SelectionError: `t` is not in [0, 1].
    """
    if tour.latents is not None:
        decoded = Decoded.of(latent_at(tour, t))
        legs = len(tour.anchors) - 1
        toward = [(fit, _lean(abs(t * legs - k))) for k, fit in tour.fitted]
        if there := next((fit for fit, share in toward if share == 1), None):
            return there
        near = tuple((fit, share) for fit, share in toward if share > 0)
        return Leaning(decoded.latent, near) if near else decoded
    _check_share(t)
    legs = len(tour.anchors) - 1
    leg = min(int(t * legs), legs - 1)
    return Raw(tour.anchors[leg], tour.anchors[leg + 1], min(t * legs - leg, 1.0))


def latent_at(path: Path | Tour, t: float) -> Float[np.ndarray, " d"]:
    """The latent at a share `t` of the path, linear between its samples.

    Raises:
        SelectionError: `t` is not in [0, 1], or the path goes by raw weights.
    """
    if path.latents is None:
        raise SelectionError("A path by raw weights has no latents.", "Choose the zoo or the straight path.")
    _check_share(t)
    where = t * (len(path.latents) - 1)
    low = min(int(where), len(path.latents) - 2)
    share = np.float32(where - low)
    return np.asarray((1 - share) * path.latents[low] + share * path.latents[low + 1], dtype=np.float32)


def check_ids(space: Space, ids: Sequence[int]) -> None:
    """Whether there are such networks.

    Raises:
        SelectionError: there are no ids, or one is not in the space.
    """
    if not ids:
        raise SelectionError("No networks were chosen.", "Choose at least one.")
    wrong = [i for i in ids if not 0 <= i < len(space)]
    if wrong:
        raise SelectionError(f"There is no network {wrong[0]} in {space.name}.", f"Ids run from 0 to {len(space) - 1}.")


def _lean(away: float) -> float:
    """How much a network so far from a fitted anchor, in legs, leans toward it: from 1 to 0, without a corner."""
    near = max(1 - away / LEAN, 0.0)
    return near * near * (3 - 2 * near)


def _check_share(t: float) -> None:
    if not 0 <= t <= 1:
        raise SelectionError(f"There is no point {t} on a path.", "Choose t between 0 and 1.")


def straight(a: Float[np.ndarray, " d"], b: Float[np.ndarray, " d"], samples: int) -> Float[np.ndarray, "s d"]:
    """Evenly spaced latents on the segment from `a` to `b`."""
    t = np.linspace(0, 1, samples, dtype=np.float32)[:, None]
    line = (1 - t) * a + t * b
    line[0], line[-1] = a, b
    return np.asarray(line, dtype=np.float32)


def shortest_route(space: Space, a: int, b: int) -> Int[np.ndarray, " nodes"]:
    """Ids from `a` to `b` along the nearest-neighbour graph of the training networks and the two ends (`Roads`).

    Training networks that are not `passable` (known to decode badly) are left out.
    """
    if a == b:
        return np.asarray([a])
    ends = [latent_of(space, end).astype(np.float64) for end in (a, b)]
    return np.asarray([a, *space.roads.route(*ends), b])


def smooth_route(nodes: Float[np.ndarray, "nodes d"], samples: int) -> Float[np.ndarray, "s d"]:
    """A polyline resampled by arc length and smoothed; its ends stay.

    The smoothing is a Gaussian on the differences from the straight line between the ends, which is zero
    there and mirrored with its sign beyond: so the ends do not move.
    """
    lengths = np.linalg.norm(np.diff(nodes, axis=0), axis=1)
    arc = np.concatenate([[0.0], np.cumsum(lengths)])
    if arc[-1] == 0:
        return np.repeat(nodes[:1], samples, 0).astype(np.float32)
    fine = np.linspace(0, arc[-1], samples)
    line = np.stack([np.interp(fine, arc, nodes[:, j]) for j in range(nodes.shape[1])], 1)
    result = _smooth(line, SMOOTHING * (samples - 1))
    result[0], result[-1] = nodes[0], nodes[-1]
    return np.asarray(result, dtype=np.float32)


def _smooth(line: Float[np.ndarray, "s d"], deviation: float) -> Float[np.ndarray, "s d"]:
    """A Gaussian on the differences from the straight line between the ends; its deviation in samples."""
    from scipy.ndimage import gaussian_filter1d  # noqa: PLC0415 - takes a while, and many commands need no path

    samples = len(line)
    chord = straight(line[0].astype(np.float32), line[-1].astype(np.float32), samples)
    offset = line - chord
    odd = np.concatenate([-offset[:0:-1], offset, -offset[-2::-1]])
    return np.asarray(chord + gaussian_filter1d(odd, deviation, axis=0)[samples - 1 : 2 * samples - 1])


def smooth_joints(
    line: Float[np.ndarray, "s d"], anchors: Float[np.ndarray, "a d"], samples_per_leg: int
) -> Float[np.ndarray, "s d"]:
    """A tour without corners at its anchors, which stay.

    The whole line is smoothed; what that moved an anchor by is taken back around it, faded smoothly.
    """
    from scipy.interpolate import PchipInterpolator  # noqa: PLC0415 - as above

    smoothed = _smooth(line, JOINT_SMOOTHING * (samples_per_leg - 1))
    stops = np.arange(len(anchors)) * (samples_per_leg - 1)
    moved = PchipInterpolator(stops, anchors - smoothed[stops], axis=0)
    result = np.asarray(smoothed + moved(np.arange(len(line))), dtype=np.float32)
    result[stops] = anchors
    return result


def catmull_rom(anchors: Float[np.ndarray, "a d"], samples_per_leg: int) -> Float[np.ndarray, "s d"]:
    """A centripetal Catmull-Rom curve through points; samples at even arc length within each leg."""
    from scipy.interpolate import CubicHermiteSpline  # noqa: PLC0415 - as above

    points = anchors.astype(np.float64)
    chords = np.sqrt(np.linalg.norm(np.diff(points, axis=0), axis=1))
    knots = np.concatenate([[0.0], np.cumsum(np.maximum(chords, 1e-6 * max(float(chords.max()), 1.0)))])
    slopes = np.diff(points, axis=0) / np.diff(knots)[:, None]
    wide = (points[2:] - points[:-2]) / (knots[2:] - knots[:-2])[:, None]
    tangents = np.concatenate([slopes[:1], slopes[:-1] - wide + slopes[1:], slopes[-1:]])
    curve = CubicHermiteSpline(knots, points, tangents)
    legs = []
    for leg, (start, end) in enumerate(pairwise(knots)):
        fine = curve(np.linspace(start, end, FINE * (samples_per_leg - 1) + 1))
        arc = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
        even = np.linspace(0, arc[-1], samples_per_leg)
        line = np.stack([np.interp(even, arc, fine[:, j]) for j in range(fine.shape[1])], 1).astype(np.float32)
        line[0], line[-1] = anchors[leg], anchors[leg + 1]
        legs.append(line if leg == 0 else line[1:])
    return np.concatenate(legs)
