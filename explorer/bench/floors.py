"""Which share of the machine's matrix rate is reached: the same number of operations as plain matrix products."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from explorer.bench.rows import Row, Setting, interleave
from explorer.data.images import normalised
from explorer.explore.engine.engine import Engine
from explorer.kinds.classifiers.judging import network_logits
from explorer.kinds.classifiers.networks import run
from explorer.kinds.classifiers.space import classifiers_only
from explorer.kinds.classifiers.ways import TIMES, ways_of
from explorer.kinds.shapes.space import shapes_only
from explorer.networks.fastsiren import FastSiren

SIDE = 1024  # of the matrices
AIM = 1.0
BASELINE = f"as many operations in products of {SIDE} x {SIDE} matrices, float32"
DECODED, POINTS, IMAGES = 64, 2**18, 500
ROUNDS = 5
MOST = 20  # times that work is done in a round, where it is short


def floor_decode(setting: Setting) -> Row:
    """Latents decoded to weights, as a path has it ahead."""
    engine = Engine("cpu", cache_bytes=0)
    space = engine.open(setting.shapes)
    latents = space.latents[np.resize(space.train, DECODED)]
    with FlopCounterMode(display=False) as counter:
        engine.decode(space, latents)
    return _row(setting, f"{DECODED} latents decoded", counter.get_total_flops(), lambda: engine.decode(space, latents))


def floor_field(setting: Setting) -> Row:
    """A shape's network at the points of a grid of 64^3: its sines, which are no matrix products, are not counted."""
    engine = Engine("cpu", cache_bytes=0)
    space = shapes_only(engine.open(setting.shapes))
    points = torch.rand(POINTS // 8 if setting.quick else POINTS, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    network = FastSiren(space.arch, space.layout, space.zoo.weights(space.train[:1].tolist()))
    products = sum(math.prod(shape) for shape in space.arch.shapes.values() if len(shape) == 2)
    return _row(setting, f"a field at {len(points):,} points", 2 * products * len(points), lambda: network(points))


def floor_judge(setting: Setting) -> Row:
    """A classifier on images, in the way that is the fastest here."""
    engine = Engine("cpu", cache_bytes=0)
    space = classifiers_only(engine.open(setting.classifiers))
    arch = int(space.zoo.archs[0])
    weights = space.zoo.weights([int(np.flatnonzero(space.zoo.archs == arch)[0])])
    images = space.images.test[: IMAGES // 5 if setting.quick else IMAGES]
    pixels = normalised(images.pixels, space.model.mean, space.model.std)
    with torch.inference_mode(), FlopCounterMode(display=False) as counter:
        run(space.archs[arch], space.model.params(arch, weights[0]), pixels)
    for _ in range(TIMES * len(ways_of(space.archs[arch], engine.device))):  # finds out which way that is
        network_logits(engine, space, arch, weights, images)
    name = f"{space.archs[arch].name} on {len(images)} images"
    return _row(setting, name, counter.get_total_flops(), lambda: network_logits(engine, space, arch, weights, images))


def _row(setting: Setting, name: str, operations: int, work: Callable[[], object]) -> Row:
    """The time of as many operations at the machine's matrix rate over ours; about as long as one product at least."""
    one = 2 * SIDE**3
    times = min(MOST, max(1, round(one / operations)))
    count = max(1, round(times * operations / one))
    left, right = torch.randn(SIDE, SIDE), torch.randn(SIDE, SIDE)

    def ours(k: int) -> object:
        del k
        return [work() for _ in range(times)]

    def products(k: int) -> object:
        del k
        return [left @ right for _ in range(count)]

    row = interleave(ours, products, range(ROUNDS))
    scaled = operations * times / (one * count)  # what the whole number of products leaves
    made = type(row)(row.ours, tuple(seconds * scaled for seconds in row.baseline)).row(
        f"{name}: share of the matrix rate", BASELINE, AIM, setting.where(torch.device("cpu")), size=times
    )
    rate = operations * times / float(np.median(row.ours)) / 1e9
    peak = one * count / float(np.median(row.baseline)) / 1e9
    said = f"{made.note}; {operations / 1e9:.2f} billion operations, {rate:,.0f} of {peak:,.0f} billion a second"
    return Row(made.row, made.baseline, made.ratio, made.low, made.high, made.aim, said)
