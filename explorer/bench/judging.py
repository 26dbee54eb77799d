"""Classifiers judged: images a second, against the fastest plain way to do so."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from explorer.bench.rows import Row, Setting, interleave
from explorer.data.images import normalised
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.classifiers.judging import network_logits
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.ways import IMAGES, TIMES, Way, answer, ways_of

EXACT, COARSE = 0.9, 2.0  # aims: of the fastest exact way; of what only predictions are wanted of
SHARES = 33  # of a path, as its curve has them
QUICK_IMAGES, QUICK_SHARES = 100, 9  # in a hurry
PLAIN = (Way.EACH, Way.LAST)


def judge(setting: Setting, count: int) -> Row:
    """The first networks of a space, as they were trained, on test images, in float32."""
    engine = Engine(cache_bytes=0)
    space = classifiers_only(engine.open(setting.classifiers))
    arch = int(space.zoo.archs[0])
    ids = np.flatnonzero(space.zoo.archs == arch)[:count].tolist()
    name = f"judging {len(ids)} of {space.archs[arch].name}"
    return _row(setting, engine, space, arch, space.zoo.weights(ids), name, coarse=False)


def judge_path(setting: Setting) -> Row:
    """The curve of a path, of which predictions are wanted: from the first network to the last of its architecture."""
    engine = Engine(cache_bytes=0)
    space = classifiers_only(engine.open(setting.classifiers))
    arch = int(space.zoo.archs[0])
    ids = np.flatnonzero(space.zoo.archs == arch)
    shares = QUICK_SHARES if setting.quick else SHARES
    path = make_path(space, int(ids[0]), int(ids[-1]), PathKind.STRAIGHT)
    sources = [Decoded.of(latent_at(path, float(t))) for t in np.linspace(0, 1, shares)]
    name = f"the curve of a path of {shares} of {space.archs[arch].name}"
    return _row(setting, engine, space, arch, engine.weights(space, sources), name, coarse=True)


def _row(
    setting: Setting, engine: Engine, space: ClassifierSpace, arch: int, entries: Tensor, name: str, *, coarse: bool
) -> Row:
    count = (IMAGES if coarse else QUICK_IMAGES) if setting.quick else 2 * IMAGES
    images = space.images.test[:count]
    plain = {way: _plain(engine, space, arch, entries, way) for way in PLAIN}

    def ours(k: int) -> object:
        del k
        return network_logits(engine, space, arch, entries, images, coarse=coarse)

    # Which way is the fastest is found out while they are used: before anything is timed.
    for _ in range(TIMES * len(ways_of(space.archs[arch], engine.device, coarse))):
        ours(0)
    pixels = images.pixels

    def timed(way: Way) -> Callable[[int], object]:
        return lambda k: plain[way](pixels)

    rounds = range(5 if setting.quick else 15)
    one, other = (interleave(ours, timed(way), rounds) for way in PLAIN)
    fastest = min((one, other), key=lambda timing: float(np.median(timing.baseline)))
    words = f"one module after the other{', channels last' if fastest is other else ''}, float32"
    size = len(entries) * len(images)
    return fastest.row(name, words, COARSE if coarse else EXACT, setting.where(engine.device), size=size, unit="images")


def _plain(engine: Engine, space: ClassifierSpace, arch: int, entries: Tensor, way: Way) -> Callable[[Tensor], Tensor]:
    def work(pixels: Tensor) -> Tensor:
        model = engine.model(space)
        with torch.inference_mode():
            params = model.params(arch, entries.to(engine.device))
            images = normalised(pixels.to(engine.device), model.mean, model.std)
            return answer(way, space.archs[arch], params, images).cpu()

    return work
