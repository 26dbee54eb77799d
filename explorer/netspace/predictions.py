"""Losses of spaces of networks that predict classes: what a decoded network does, not what its weights are."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

TEMPERATURE = 4.0  # the paper's
DISTILLED = 0.9  # the teacher's share of the distillation loss; the paper's


def softened_kl(
    decoded: Float[Tensor, "*nets inputs classes"],
    target: Float[Tensor, "*#nets inputs classes"],
    temperature: float | Float[Tensor, "*#nets"] = TEMPERATURE,
) -> Float[Tensor, "*nets"]:
    """KL(target, decoded) of softened predictions, times temperature^2, mean over the images (arXiv 2206.05194, eq. 2).

    Both are logits. The factor keeps the gradient's size at any temperature (Hinton et al. 2015, arXiv 1503.02531).
    """
    each = torch.as_tensor(temperature, device=target.device)
    wanted = F.log_softmax(target / each[..., None, None], -1)
    got = F.log_softmax(decoded / each[..., None, None], -1)
    return (wanted.exp() * (wanted - got)).sum(-1).mean(-1) * each**2


def own_information(
    target: Float[Tensor, "*nets inputs classes"], temperature: float | Float[Tensor, "*nets"] = TEMPERATURE
) -> Float[Tensor, "*nets"]:
    """Softened KL to a network from what it says on average: what it would lose by answering all images alike."""
    each = torch.as_tensor(temperature, device=target.device)
    own = F.log_softmax(target / each[..., None, None], -1)
    average = own.exp().mean(-2, keepdim=True).log()
    return (own.exp() * (own - average)).sum(-1).mean(-1) * each**2


def logit_size(target: Float[Tensor, "*nets inputs classes"]) -> Float[Tensor, "*nets"]:
    """Root mean square of a network's logits, less their mean per image: the temperature at which it hesitates."""
    return (target - target.mean(-1, keepdim=True)).square().mean((-2, -1)).sqrt()


def mixed_probabilities(
    first: Float[Tensor, "nets inputs classes"],
    second: Float[Tensor, "nets inputs classes"],
    share: Float[Tensor, " nets"],
) -> Float[Tensor, "nets inputs classes"]:
    """Logits of the ensemble of each two networks: of their probabilities, mixed with this share of the second's."""
    each = share[:, None, None]
    return torch.lerp(torch.softmax(first, -1), torch.softmax(second, -1), each).clamp(min=1e-12).log()


def soft_accuracy(
    logits: Float[Tensor, "nets inputs classes"],
    labels: Int[Tensor, " inputs"],
    temperature: float | Float[Tensor, " nets"] = 1.0,
) -> Float[Tensor, " nets"]:
    """Mean probability of the right class, 0 to 1: at a low temperature nearly the accuracy, but with a gradient."""
    each = torch.as_tensor(temperature, device=logits.device)
    predicted = torch.softmax(logits / each[..., None, None], -1)
    return predicted.gather(-1, labels.expand(len(logits), -1)[..., None])[..., 0].mean(-1)


def distillation(
    decoded: Float[Tensor, "nets inputs classes"],
    teacher: Float[Tensor, "inputs classes"],
    labels: Int[Tensor, " inputs"],
    temperature: float = TEMPERATURE,
    share: float = DISTILLED,
) -> Float[Tensor, " nets"]:
    """`share` x softened KL to the teacher + (1 - share) x cross-entropy, per network (arXiv 2206.05194, eq. 3)."""
    nets, images, _ = decoded.shape
    plain = F.cross_entropy(decoded.flatten(0, 1), labels.repeat(nets), reduction="none").reshape(nets, images).mean(1)
    return share * softened_kl(decoded, teacher, temperature) + (1 - share) * plain
