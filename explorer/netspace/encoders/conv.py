"""Encoder `conv`: the paper's, on the PRep (NetSpace, arXiv 2206.05194, section 3.1 and its supplement).

Every row of the PRep is read by 1-D convolutions with max pooling; the kernels are (1, k), so rows meet only
in the last linear layer.
"""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

from explorer.networks.prep import PRepLayout


class ConvEncoder(nn.Module):
    """Row convolutions with max pooling, then one linear layer.

    Args:
        layout: the PRep's layout.
        latent: size of the latent.
        channels: channels of the convolutions.
        kernel: width of the kernels.
        pool: width of the max pooling after each convolution.
        gain: the PRep is multiplied by this first; a Siren's hidden weights are of the order 0.03.
    """

    reads = "prep"

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        channels: tuple[int, ...] = (8, 16, 32, 64),
        kernel: int = 7,
        pool: int = 4,
        gain: float = 10.0,
    ) -> None:
        super().__init__()
        self.gain = gain
        blocks: list[nn.Module] = []
        width, previous = layout.width, 1
        for size in channels:
            blocks += [
                nn.Conv2d(previous, size, (1, kernel), padding=(0, kernel // 2)),
                nn.LeakyReLU(0.01),
                nn.MaxPool2d((1, pool), ceil_mode=True),
            ]
            width, previous = -(-width // pool), size
        self.body = nn.Sequential(*blocks, nn.Flatten(), nn.Linear(previous * layout.height * width, latent))

    def forward(self, prep: Float[Tensor, "batch height width"]) -> Float[Tensor, "batch latent"]:
        """Latents of the networks with these PReps."""
        latent: Tensor = self.body(prep[:, None] * self.gain)
        return latent
