"""Encoder `probe`: a network is read by running it on a fixed set of inputs that the space keeps.

It sees the function, not the order of the neurons: so it needs no shared initialisation, reads a network of
any architecture with the same inputs and outputs, and reads a signal that is no network at all in the same pass.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import RecipeError
from explorer.networks.prep import PRepLayout

MOST = 1_000_000  # probes: a file that states more is not to take the memory


def check_probes(count: int) -> None:
    """Whether an encoder may ask so often; to be called before the probes are made.

    Raises:
        RecipeError: it is none, or more than `MOST`.
    """
    if not 1 <= count <= MOST:
        raise RecipeError(f"An encoder with {count:,} probes is not possible.", f"Choose 1 to {MOST:,}.")


def reading_mlp(entries: int, hidden: int, latent: int) -> nn.Sequential:
    """What reads a network's answers, of points or of images alike: two hidden layers, normalised."""
    return nn.Sequential(
        nn.Linear(entries, hidden),
        nn.LayerNorm(hidden),
        nn.SiLU(),
        nn.Linear(hidden, hidden),
        nn.LayerNorm(hidden),
        nn.SiLU(),
        nn.Linear(hidden, latent),
    )


class ProbeEncoder(nn.Module):
    """An MLP over a network's answers at the probes.

    Args:
        layout: unused; every encoder is built from the same arguments.
        latent: size of the latent.
        probes: number of probe points, drawn uniformly in [-1, 1]^inputs with `seed` and kept with the space.
        hidden: width of the two hidden layers.
        clamp: answers are clamped to [-clamp, clamp] and divided by it: what lies far beyond says little more.
        inputs: input coordinates of the networks.
        outputs: values that a network gives at each probe.
        seed: seed of the probes.

    Raises:
        RecipeError: too many probes, or none.
    """

    reads = "answers"

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        probes: int = 2048,
        hidden: int = 1024,
        clamp: float = 0.15,
        inputs: int = 3,
        outputs: int = 1,
        seed: int = 0,
    ) -> None:
        super().__init__()
        del layout
        check_probes(probes)
        self.clamp = clamp
        generator = torch.Generator().manual_seed(seed)
        # Always on the CPU: of a model without memory, torch would import its compiler to make them (1.8 s).
        self.register_buffer("probes", torch.rand(probes, inputs, generator=generator, device="cpu") * 2 - 1)
        self.probes: Tensor
        self.body = reading_mlp(probes * outputs, hidden, latent)

    def forward(self, answers: Float[Tensor, "batch entries"]) -> Float[Tensor, "batch latent"]:
        """Latents of the networks that gave these answers: all outputs at one probe after the other."""
        latent: Tensor = self.body(answers.clamp(-self.clamp, self.clamp) / self.clamp)
        return latent
