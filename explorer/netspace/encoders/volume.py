"""Encoder `volume`: as `probe`, at the centres of a grid's cells in space, read by convolutions.

What stands where is seen by convolutions alike wherever it stands, so that fewer shapes suffice to learn to read
others: an MLP over the same answers reads the shapes it has learned, and others far less well.
"""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import RecipeError
from explorer.netspace.encoders.grid import cell_centres
from explorer.networks.prep import PRepLayout

LEAST = 4  # cells each way that are left for the linear layers
GROUPS = 8


class VolumeEncoder(nn.Module):
    """Convolutions over a network's answers on a grid in space, which halve it until 4 cells each way are left.

    None is made at the full resolution: on two cores such a layer would take longer than all else of a step.

    Args:
        layout: unused; every encoder is built from the same arguments.
        latent: size of the latent.
        side: cells each way, a power of two of at least 8; the grid covers [-1, 1]^3.
        channels: of the first convolution, a multiple of 8; doubled at every further one that halves.
        hidden: width of the layer before the latent.
        clamp: answers are clamped to [-clamp, clamp] and divided by it.
        outputs: values that a network gives at each point.

    Raises:
        RecipeError: a number of cells or channels that is not possible.
    """

    reads = "answers"

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        side: int = 16,
        channels: int = 32,
        hidden: int = 768,
        clamp: float = 0.25,
        outputs: int = 1,
    ) -> None:
        super().__init__()
        del layout
        probes = cell_centres(side, 3)
        if side < 2 * LEAST or side & (side - 1) or channels < GROUPS or channels % GROUPS:
            raise RecipeError(
                f"An encoder of {side} cells each way and {channels} channels is not possible.",
                f"Choose a power of two of at least {2 * LEAST} cells, and a multiple of {GROUPS} channels.",
            )
        self.side, self.outputs, self.clamp = side, outputs, clamp
        self.register_buffer("probes", probes)
        self.probes: Tensor
        parts, given = list[nn.Module](), outputs
        while side > LEAST:
            parts += [nn.Conv3d(given, channels, 4, 2, 1), nn.GroupNorm(GROUPS, channels), nn.SiLU()]
            side, given, channels = side // 2, channels, 2 * channels
        parts += [nn.Conv3d(given, given, 3, 1, 1), nn.GroupNorm(GROUPS, given), nn.SiLU()]
        self.looks = nn.Sequential(*parts)
        self.body = nn.Sequential(
            nn.Flatten(),
            nn.Linear(given * side**3, hidden),
            nn.LayerNorm(hidden),
            nn.SiLU(),
            nn.Linear(hidden, latent),
        )

    def forward(self, answers: Float[Tensor, "batch entries"]) -> Float[Tensor, "batch latent"]:
        """Latents of the networks that gave these answers: all outputs at one probe after the other."""
        seen = answers.clamp(-self.clamp, self.clamp) / self.clamp
        cells = seen.reshape(-1, self.side, self.side, self.side, self.outputs).movedim(-1, 1)
        latent: Tensor = self.body(self.looks(cells))
        return latent
