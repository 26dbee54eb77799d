"""What a NetSpace must beat, put in its place: a linear PCA of the weights, and the nearest training network.

Both are made into models with the interface of a trained one, so that the same measurements judge them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from sklearn.decomposition import PCA
from torch import Tensor, nn

from explorer.explore.measure.pairings import comparing, with_model
from explorer.netspace.model import ModelConfig
from explorer.networks.prep import PRepLayout, from_prep
from explorer.space.bundle import Space

NEVER = -1e30  # score of a group that no training network is of


class LinearEncoder(nn.Module):
    """Projects flat weights onto components.

    Args:
        layout: of the PRep that is read.
        mean: what the weights are taken relative to.
        components: orthonormal.
    """

    reads = "prep"

    def __init__(self, layout: PRepLayout, mean: nn.Parameter, components: nn.Parameter) -> None:
        super().__init__()
        self.layout, self.mean, self.components = layout, mean, components

    def forward(self, prep: Float[Tensor, "batch height width"]) -> Float[Tensor, "batch latent"]:
        """Latents: coordinates along the components."""
        return (from_prep(self.layout, prep) - self.mean) @ self.components.T


class LinearDecoder(nn.Module):
    """Adds components up: what scikit-learn's `inverse_transform` does.

    Args:
        mean: the weights at latent zero.
        components: orthonormal.
    """

    def __init__(self, mean: nn.Parameter, components: nn.Parameter) -> None:
        super().__init__()
        self.mean, self.components = mean, components

    def forward(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch count"]:
        """Flat weights."""
        return self.mean + latent @ self.components


class NearestRow(nn.Module):
    """Gives, for a latent, the row of a table that belongs to the nearest known latent.

    Args:
        known: latents.
        table: a row for each.
    """

    known: Tensor
    table: Tensor

    def __init__(self, known: Float[Tensor, "n latent"], table: Float[Tensor, "n entries"]) -> None:
        super().__init__()
        self.register_buffer("known", known)
        self.register_buffer("table", table)

    def forward(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch entries"]:
        """Rows of the table."""
        # Exact differences: the quick way to distances, by products, cannot tell twins apart.
        near = torch.cdist(latent, self.known, compute_mode="donot_use_mm_for_euclid_dist").argmin(1)
        return self.table[near]


def pca_space(space: Space, seed: int) -> Space:
    """The space with a PCA of its training networks' weights in place of its model.

    As many components as the space's latent has numbers, or as there are training networks where these are fewer.
    Where a latent must tell a network's group (its architecture), it is the one whose training networks' mean is
    nearest.
    """
    weights = space.zoo.weights(space.train.tolist()).numpy()
    components = min(space.model.config.latent, *weights.shape)
    fitted = PCA(components, svd_solver="full", random_state=seed).fit(weights.astype(np.float64))
    mean = nn.Parameter(torch.tensor(fitted.mean_, dtype=torch.float32))
    axes = nn.Parameter(torch.tensor(fitted.components_, dtype=torch.float32))
    which = None
    found = comparing(space).groups(space)
    if found is not None:
        groups, count = found
        latents = torch.tensor(fitted.transform(weights.astype(np.float64)), dtype=torch.float32)
        which = nearest_mean(latents, groups[space.train], count)
    layout = space.model.layout
    model = _model(space, "pca", components, LinearEncoder(layout, mean, axes), LinearDecoder(mean, axes), which)
    return with_model(space, model)


def nearest_space(space: Space) -> Space:
    """The space with a decoder that answers with the nearest training network, as it is."""
    train = space.train
    known = torch.from_numpy(space.latents[train])
    which = None
    found = comparing(space).groups(space)
    if found is not None:
        groups, count = found
        which = NearestRow(known, torch.eye(count)[torch.from_numpy(groups[train]).long()])
    decoder = NearestRow(known, space.zoo.weights(train.tolist()))
    model = _model(space, "nearest", space.model.config.latent, space.model.encoder, decoder, which)
    return with_model(space, model, space.latents)


def nearest_mean(latents: Float[Tensor, "n latent"], groups: Int[np.ndarray, " n"], count: int) -> nn.Linear:
    """Scores of `count` groups that are highest where the mean of a group's latents is nearest."""
    linear = nn.Linear(latents.shape[1], count)
    nn.init.zeros_(linear.weight)
    nn.init.constant_(linear.bias, NEVER)
    with torch.no_grad():
        for group in np.unique(groups).tolist():
            # -|z - m|^2 is 2 z m - |m|^2, less what is the same for all.
            mean = latents[torch.from_numpy(groups == group)].mean(0)
            linear.weight[group], linear.bias[group] = 2 * mean, -mean.square().sum()
    return linear


def _model(
    space: Space, name: str, latent: int, encoder: nn.Module, decoder: nn.Module, which: nn.Module | None
) -> nn.Module:
    """A model of the space's networks around parts that are ready."""
    blank = ModelConfig("conv", "conv", latent, space.model.config.prep_height)
    model: Any = comparing(space).blank(space, blank, which)
    model.encoder, model.decoder = encoder, decoder
    model.config = ModelConfig(name, name, latent, space.model.config.prep_height)
    found: nn.Module = model.eval().requires_grad_(False)
    return found
