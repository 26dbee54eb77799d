"""A latent optimized: steps of what the screen calls *Optimize*, of a classifier toward accuracy."""

from __future__ import annotations

import torch
from torch import Tensor

from explorer.bench.rows import Row, Setting, interleave
from explorer.data.images import normalised
from explorer.explore.engine.engine import Engine
from explorer.kinds.classifiers.networks import run
from explorer.kinds.classifiers.space import classifiers_only
from explorer.netspace.predictions import softened_kl

AIM = 1.0
PICTURES, STEPS = 64, 10  # of a step; of a round


def optimize_classifier(setting: Setting) -> Row:
    """Steps from one latent: decode, run, compare with the teacher, and back to the latent."""
    engine = Engine("cpu", cache_bytes=0)
    space = classifiers_only(engine.open(setting.classifiers))
    model, arch = space.model, int(space.zoo.archs[0])
    images = normalised(space.images.train.pixels[:PICTURES], model.mean, model.std)
    teacher = space.images.teacher["train"][None, :PICTURES]

    def steps(*, alone: bool) -> object:
        latent = torch.from_numpy(space.latents[:1].copy()).requires_grad_(True)
        adam = torch.optim.Adam([latent], lr=1e-2)
        for _ in range(STEPS):
            adam.zero_grad()
            entries: Tensor = model.decode(latent)
            if alone:
                logits = run(space.archs[arch], model.params(arch, entries[0]), images)[None]
            else:
                logits = model.logits(arch, entries, images)
            softened_kl(logits, teacher).mean().backward()
            adam.step()
        return latent

    rounds = range(5 if setting.quick else 15)
    timing = interleave(lambda k: steps(alone=False), lambda k: steps(alone=True), rounds)
    name = f"optimizing a {space.archs[arch].name} on {PICTURES} images a step"
    where = setting.where(engine.device)
    return timing.row(name, "a single module, no batch of networks", AIM, where, size=STEPS, unit="steps")
