"""A drag: meshes one after the other along a path, as the screen asks for them."""

from __future__ import annotations

import numpy as np

from explorer.bench.meshes import dense_mesh
from explorer.bench.rows import Row, Setting, interleave
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.shapes.meshes import mesh_of

FRAMES, RESOLUTION = 40, 64
AIM = 10.0  # of a dense grid's 100 ms a frame, 10


def drag(setting: Setting) -> Row:
    """`FRAMES` meshes at `RESOLUTION`^3 from one held-out shape to another, a part of them a round."""
    engine = Engine(cache_bytes=0)
    space = engine.open(setting.shapes)
    ids = space.heldout if len(space.heldout) else space.train
    path = make_path(space, int(ids[0]), int(ids[-1]), PathKind.STRAIGHT)
    frames = FRAMES // 4 if setting.quick else FRAMES
    latents = [latent_at(path, float(t)) for t in np.linspace(0, 1, frames)]
    rounds = 5 if setting.quick else 10
    parts = np.array_split(np.arange(frames), rounds)
    plain = dense_mesh(engine, space)

    def ours(k: int) -> object:
        return [mesh_of(engine, space, Decoded.of(latents[i]), RESOLUTION) for i in parts[k]]

    def baseline(k: int) -> object:
        return [plain(latents[i], RESOLUTION) for i in parts[k]]

    name = f"drag, {frames} shapes along a path at {RESOLUTION}^3"
    size = frames // rounds
    return interleave(ours, baseline, range(rounds)).row(name, plain.words, AIM, setting.where(engine.device), size)
