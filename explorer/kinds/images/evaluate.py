"""What a space of pictures is worth: every number that its README and `space.json` state.

All of it is measured on the bundle as it is on disk: reduced-precision zoo, half-precision model. PSNR in dB, for
values in [0, 1]; distances between pictures are root mean square differences of their values.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.evaluate import check_heldout, in_turn, only_if
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.images.drawn import drawn_pictures
from explorer.kinds.images.pictures import pixel_centres, psnr, sample
from explorer.kinds.images.silhouette import faint, in_between
from explorer.kinds.images.space import ImageSpace
from explorer.space.neighbours import nearest

FINER = 4  # times the pictures' own resolution: how networks are compared between the pixels
SHARES = (0.25, 0.5, 0.75)
SEED = 20_220_605
BATCH = 64
NEAREST = 10  # pictures whose classes are compared

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Evaluation:
    """How much is measured.

    Attributes:
        train: training networks, drawn at random; None: all.
        heldout: held-out networks; None: all.
        pairs: paths between held-out networks of different kinds.
    """

    train: int | None = 500
    heldout: int | None = None
    pairs: int = 100


def evaluate_space(
    engine: Engine,
    space: ImageSpace,
    how: Evaluation | None = None,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, Any]:
    """Measure a space.

    Returns:
        psnr: decoded against input network at the pixels' centres, and `psnr_finer` on a finer grid; `psnr_picture`
        of the input and the decoded networks against the pictures; `nearest`: of the nearest training network
        instead of the decoded one, the baseline; `probes`: the class read off held-out latents, as a share;
        `between_pictures`: see there.

    Raises:
        DataError: the space has no held-out networks.
    """
    return in_turn(parts_of(engine, space, how or Evaluation(), progress))


def parts_of(
    engine: Engine, space: ImageSpace, how: Evaluation, progress: Progress
) -> dict[str, Callable[[], dict[str, Any]]]:
    """The parts of `evaluate_space`, by name, in order.

    Raises:
        DataError: the space has no held-out networks.
    """
    heldout = _some(space.heldout, how.heldout)
    check_heldout(space, len(heldout))

    def between() -> dict[str, Any]:
        return {"between_pictures": between_pictures(engine, space, how.pairs, lambda d, t: progress("paths", d, t))}

    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "networks": lambda: _networks(engine, space, how, progress),
        "nearest": lambda: {"nearest": {"heldout": _summary(nearest_psnr(space, heldout))}},
        "between": between,
        "drawn": lambda: only_if("drawn", drawn_pictures(engine, space, progress)),
    }
    if len(set(space.labels[space.group].tolist())) > 1:
        parts["probes"] = lambda: {"probes": probes(space)}
    return parts


def _networks(engine: Engine, space: ImageSpace, how: Evaluation, progress: Progress) -> dict[str, Any]:
    """What the space is, and how near its networks come out to what they were."""
    train, heldout = _some(space.train, how.train), _some(space.heldout, how.heldout)
    seen = judge_networks(engine, space, train, lambda d, t: progress("training networks", d, t))
    held = judge_networks(engine, space, heldout, lambda d, t: progress("held-out networks", d, t))
    return {
        "space": space.name,
        "kind": space.kind,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": {"train": len(train), "heldout": len(heldout), "pairs": how.pairs, "side": space.pictures.side},
        "psnr": {"train": _summary(seen.decoded), "heldout": _summary(held.decoded)},
        "psnr_finer": {"train": _summary(seen.finer), "heldout": _summary(held.finer)},
        "psnr_picture": {
            "input": {"train": _summary(seen.input_picture), "heldout": _summary(held.input_picture)},
            "decoded": {"train": _summary(seen.decoded_picture), "heldout": _summary(held.decoded_picture)},
        },
    }


@dataclass(frozen=True)
class Judged:
    """PSNR of networks, one entry each.

    Attributes:
        decoded: decoded against input network, at the pixels' centres.
        finer: the same on a grid `FINER` times as fine.
        input_picture: input network against its picture.
        decoded_picture: decoded network against it.
    """

    decoded: Float[Tensor, " n"]
    finer: Float[Tensor, " n"]
    input_picture: Float[Tensor, " n"]
    decoded_picture: Float[Tensor, " n"]


def judge_networks(
    engine: Engine, space: ImageSpace, ids: np.ndarray, progress: Callable[[int, int], None] = lambda done, total: None
) -> Judged:
    """Decoded networks beside input networks and pictures."""
    fine = FINER * space.pictures.side
    rows: list[tuple[Tensor, ...]] = []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH].tolist()
        own = space.zoo.weights(some)
        decoded = engine.decode(space, space.latents[some]).cpu()
        shown, picture, original = space.drawn(own), space.drawn(decoded), space.originals(some)
        rows.append(
            (
                psnr(picture, shown),
                psnr(space.drawn(decoded, fine), space.drawn(own, fine)),
                psnr(shown, original),
                psnr(picture, original),
            )
        )
        progress(min(start + BATCH, len(ids)), len(ids))
    return Judged(*(torch.cat(column) for column in zip(*rows, strict=True)))


def nearest_psnr(space: ImageSpace, ids: np.ndarray) -> Float[Tensor, " n"]:
    """The baseline: the training network nearest in latent space instead of the decoded one."""
    among = space.train.tolist()
    twins = [int(nearest(space, space.latents[i], 1, among=among).ids[0]) for i in ids]
    return psnr(space.drawn(space.zoo.weights(twins)), space.drawn(space.zoo.weights(ids.tolist())))


def probes(space: ImageSpace) -> dict[str, float | int]:
    """How well the class is read off held-out latents, as a share; learned from the training networks' latents.

    Returns:
        linear: by multinomial logistic regression.
        knn: by the `NEAREST` nearest.
        classes: how many there are.
    """
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - takes a second; pictures are shown without
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above
    from sklearn.neighbors import KNeighborsClassifier  # noqa: PLC0415 - as above
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - as above

    kinds = space.labels[space.group]
    scaler = StandardScaler().fit(space.latents[space.train])
    x, held = (scaler.transform(space.latents[ids]) for ids in (space.train, space.heldout))
    y, wanted = kinds[space.train], kinds[space.heldout]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a bound on its time; it is nearly there
        linear = LogisticRegression(C=0.1, max_iter=300).fit(x, y)
    near = KNeighborsClassifier(min(NEAREST, len(y)), weights="distance").fit(space.latents[space.train], y)
    return {
        "linear": round(float((linear.predict(held) == wanted).mean()), 4),
        "knn": round(float((near.predict(space.latents[space.heldout]) == wanted).mean()), 4),
        "classes": len(set(y.tolist())),
    }


def heldout_pairs(space: ImageSpace, count: int) -> list[tuple[int, int]]:
    """Pairs of held-out networks of different kinds (of any, if there is one kind), always the same for a space."""
    rng = np.random.default_rng(SEED)
    kinds = space.labels[space.group]
    mixed = len(set(kinds[space.heldout].tolist())) > 1
    pairs: list[tuple[int, int]] = []
    while len(pairs) < count and len(space.heldout) > 1:
        a, b = (int(i) for i in rng.choice(space.heldout, 2, replace=False))
        if kinds[a] != kinds[b] or not mixed:
            pairs.append((a, b))
    return pairs


def between_pictures(
    engine: Engine, space: ImageSpace, count: int, progress: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, dict[str, float]]:
    """How natural the pictures at 1/4, 1/2 and 3/4 of paths between held-out networks are.

    Natural is what lies near a real picture: the distance to the nearest training picture. (Blur brings any picture
    nearer, and a path through the zoo passes training pictures, so that it says little there.) What shows two outlines
    at once has much that is faint: see `silhouette.faint`.

    Returns:
        For the straight path in latent space, the path through the zoo and raw weights; and to compare, for a
        cross-fade of the two pictures, the outline moved by hand (what training aims at), held-out pictures
        themselves, and the decoded ends: `distance` to the nearest training picture, `agree`: the share of the
        nearest ones that are of one class; `faint`: the share of what is lit; of the paths also `outline`: PSNR to
        the outline moved by hand, in dB.
    """
    pairs = heldout_pairs(space, count)
    if not pairs:
        return {}
    shown: dict[str, list[Tensor]] = {name: [] for name in ("latent", "zoo_path", "raw", "cross_fade", "outline")}
    for done, (a, b) in enumerate(pairs, 1):
        for name, kind in (("latent", PathKind.STRAIGHT), ("zoo_path", PathKind.ZOO)):
            path = make_path(space, a, b, kind)
            latents = np.stack([latent_at(path, t) for t in SHARES])
            shown[name].append(space.drawn(engine.decode(space, latents).cpu()))
        first, last = space.zoo.weights([a, b])
        shown["raw"].append(space.drawn(torch.stack([first.lerp(last, t) for t in SHARES])))
        ends = space.originals([a, b])
        share = torch.tensor(SHARES)
        starts, stops = (end.expand(len(SHARES), *end.shape) for end in ends)
        shown["cross_fade"].append(starts.lerp(stops, share[:, None, None, None]))
        shown["outline"].append(in_between(starts, stops, share))
        progress(done, len(pairs))
    ids = sorted({i for pair in pairs for i in pair})
    shown["pictures"] = [space.originals(ids)]
    shown["ends"] = [space.drawn(engine.decode(space, space.latents[ids]).cpu())]
    joined = {name: torch.cat(parts) for name, parts in shown.items()}
    found = {name: natural(space, pixels) for name, pixels in joined.items()}
    for name in ("latent", "zoo_path", "raw", "cross_fade"):
        found[name]["outline"] = round(float(psnr(joined[name], joined["outline"]).mean()), 3)
    return found


def natural(space: ImageSpace, pixels: Float[Tensor, "n c s s"]) -> dict[str, float]:
    """How near pictures are to training pictures; see `between_pictures`."""
    real = space.originals(space.train.tolist()).flatten(1)
    distances, near = torch.cdist(pixels.flatten(1), real).topk(min(NEAREST, len(real)), largest=False)
    codes = np.unique(space.labels[space.group][space.train], return_inverse=True)[1][near.numpy()]
    most = [np.bincount(row).max() / len(row) for row in codes]
    return {
        "distance": round(float(distances[:, 0].mean()) / real.shape[1] ** 0.5, 4),
        "agree": round(float(np.mean(most)), 4),
        "faint": round(float(faint(pixels).mean()), 4),
    }


def interpolated(space: ImageSpace, ids: list[int], side: int) -> Float[Tensor, "n c side side"]:
    """The pictures of these networks at another size, interpolated: what a network should be between the pixels."""
    values = sample(space.originals(ids), pixel_centres(side, side))
    return values.mT.reshape(len(ids), space.pictures.channels, side, side)


def _some(ids: np.ndarray, count: int | None) -> np.ndarray:
    """All ids, or a random choice of them that is always the same."""
    if count is None or count >= len(ids):
        return ids
    return np.sort(np.random.default_rng(SEED).choice(ids, count, replace=False))


def _summary(values: Float[Tensor, " n"]) -> dict[str, float]:
    return {"mean": round(float(values.mean()), 3), "p10": round(float(values.quantile(0.1)), 3)}
