"""Refining that keeps shapes whole."""

from __future__ import annotations

import numpy as np
import torch

from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import optimize
from explorer.kinds.shapes.refining import PIECE, Nearness, toward_shape
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import TowardShape, network_aim


def test_nearness_is_one_for_the_zoo_and_grows_most_where_it_hardly_varies() -> None:
    latents = np.random.default_rng(0).standard_normal((500, 6)).astype(np.float32) * [3, 2, 1, 1, 0.5, 0.3] + 7
    nearness = Nearness(latents.astype(np.float32))
    own = [float(nearness(torch.from_numpy(one[None]).float())) for one in latents]
    assert abs(np.mean(own) - 1) < 0.02
    middle = torch.from_numpy(latents.mean(0)[None]).float()
    moved = [float(nearness(middle + torch.eye(6)[k])) for k in (0, 5)]
    assert moved[1] > 20 * moved[0]


def test_a_piece_too_many_costs_and_the_best_step_is_kept(tiny_space: ShapeSpace) -> None:
    engine = Engine("cpu")
    aim = network_aim(engine, tiny_space, 3)
    assert isinstance(aim.target, TowardShape)
    seen = toward_shape(engine, tiny_space, aim.target, 0)[1](tiny_space.latents[3])
    assert 0 < seen.measured <= 1
    assert seen.rank <= seen.measured
    assert (seen.measured - seen.rank) % PIECE < 1e-9 or (seen.measured - seen.rank) % PIECE > PIECE - 1e-9
    steps = list(optimize(engine, tiny_space, tiny_space.latents[10], aim, steps=20))
    assert len(steps) == 21
    kept = [step for step in steps if step.best]
    assert kept[-1].measured >= kept[0].measured
