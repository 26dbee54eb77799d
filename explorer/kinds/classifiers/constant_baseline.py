"""The least that a space of one architecture must beat: the best network that is the same for every latent."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.data.images import normalised
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.kinds.classifiers.judging import network_answers, network_logits
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.netspace.predictions import softened_kl

STEPS = 600
SEEN = 40  # training networks that are measured
IMAGES = 64  # a step
RATE = 3e-3


def loss_against_constant(engine: Engine, space: ClassifierSpace, seed: int = 0) -> dict[str, dict[str, float]]:
    """Mean softened KL to the input networks on the test images: of the decoded networks, and of the best constant one.

    The constant network is trained like the space is, on its training images and networks; it starts as the training
    network of median accuracy.

    Returns:
        "train" (the first `SEEN` training networks) and "heldout" (all), each with "decoded" and "constant".
    """
    test = space.images.test
    constant = network_logits(engine, space, 0, best_constant(engine, space, seed)[None], test)
    out = {}
    for name, ids in (("train", space.train[:SEEN].tolist()), ("heldout", space.heldout.tolist())):
        wanted = torch.cat([network_answers(engine, space, [Input(i)], test)[1] for i in ids])
        decoded = torch.cat([network_answers(engine, space, [Decoded.of(space.latents[i])], test)[1] for i in ids])
        out[name] = {
            "decoded": round(float(softened_kl(decoded, wanted).mean()), 4),
            "constant": round(float(softened_kl(constant.expand_as(wanted), wanted).mean()), 4),
        }
    return out


def best_constant(engine: Engine, space: ClassifierSpace, seed: int) -> Float[Tensor, " count"]:
    """PRep entries of the network that is nearest to all training networks at once."""
    images = space.images.train
    ids = space.train.tolist()
    targets = torch.cat([network_answers(engine, space, [Input(i)], images)[1] for i in ids])
    middle = sorted(ids, key=lambda i: float(space.labels["accuracy"][i]))[len(ids) // 2]
    entries = space.zoo.weights([middle])[0].clone().requires_grad_(True)
    generator = torch.Generator().manual_seed(seed)
    adam = torch.optim.Adam([entries], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, STEPS)
    for _ in range(STEPS):
        pick = torch.randint(0, len(images), (IMAGES,), generator=generator)
        batch = normalised(images.pixels[pick], space.images.mean, space.images.std)
        logits = space.model.logits(0, entries[None], batch)
        loss = softened_kl(logits.expand(len(targets), -1, -1), targets[:, pick]).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
        schedule.step()
    return entries.detach()
