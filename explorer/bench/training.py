"""A step of training: networks decoded, run and compared, forward and backward, for a batch of them.

The baseline does as the scripts of the original NetSpace do: it loops over the networks of a batch, in float32.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from explorer.bench.rows import Row, Setting, interleave
from explorer.data.images import normalised
from explorer.explore.engine.engine import Engine
from explorer.kinds.classifiers.networks import bfloat16_helps, run
from explorer.kinds.classifiers.space import classifiers_only
from explorer.kinds.shapes.space import shapes_only
from explorer.netspace.predictions import softened_kl
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren, siren_batch

AIM = 3.0
SHAPES, POINTS = 16, 2_000
CLASSIFIERS, PICTURES = 8, 64
BASELINE = "a loop over the networks, float32"


def train_shapes(setting: Setting) -> Row:
    """Distances of decoded shapes at points, compared with those of the input networks."""
    engine = Engine("cpu", cache_bytes=0)
    space = shapes_only(engine.open(setting.shapes))
    ids = space.train[:SHAPES].tolist()
    points = torch.rand(len(ids), POINTS, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    with torch.no_grad():
        wanted = siren_batch(space.arch, unflatten(space.layout, space.zoo.weights(ids)), points)

    def loss(decoded: Tensor) -> Tensor:
        found = siren_batch(space.arch, unflatten(space.layout, decoded), points)
        return (found - wanted).abs().mean()

    def looped(decoded: Tensor) -> Tensor:
        params = (unflatten(space.layout, one) for one in decoded)
        found = torch.stack([siren(space.arch, one, some) for one, some in zip(params, points, strict=True)])
        return (found - wanted).abs().mean()

    latents = torch.from_numpy(space.latents[ids])
    name = f"a training step of {len(ids)} shapes at {POINTS:,} points"
    return _row(setting, engine, space.model.decode, latents, loss, looped, name)


def train_classifiers(setting: Setting) -> Row:
    """Logits of decoded classifiers of one architecture on images, compared with those of the input networks."""
    engine = Engine("cpu", cache_bytes=0)
    space = classifiers_only(engine.open(setting.classifiers))
    model, arch = space.model, int(space.zoo.archs[0])
    ids = [int(i) for i in space.train if space.zoo.archs[i] == arch][:CLASSIFIERS]
    images = normalised(space.images.train.pixels[:PICTURES], model.mean, model.std)
    with torch.no_grad():
        wanted = model.logits(arch, space.zoo.weights(ids), images)
    half = bfloat16_helps()

    def loss(decoded: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            found = model.logits(arch, decoded, images).float()
        return softened_kl(found, wanted).mean()

    def looped(decoded: Tensor) -> Tensor:
        found = torch.stack([run(space.archs[arch], model.params(arch, one), images) for one in decoded])
        return softened_kl(found, wanted).mean()

    latents = torch.from_numpy(space.latents[ids])
    name = f"a training step of {len(ids)} of {space.archs[arch].name} on {PICTURES} images"
    return _row(setting, engine, model.decode, latents, loss, looped, name + (", bfloat16" if half else ""))


def _row(
    setting: Setting,
    engine: Engine,
    decode: Callable[[Tensor], Tensor],
    latents: Tensor,
    loss: Callable[[Tensor], Tensor],
    looped: Callable[[Tensor], Tensor],
    name: str,
) -> Row:
    def step(loss_of: Callable[[Tensor], Tensor]) -> Callable[[int], object]:
        def work(k: int) -> object:
            del k
            moved = latents.clone().requires_grad_(True)
            return torch.autograd.grad(loss_of(decode(moved)), moved)[0]

        return work

    rounds = range(5 if setting.quick else 15)
    timing = interleave(step(loss), step(looped), rounds)
    return timing.row(name, BASELINE, AIM, setting.where(engine.device))
