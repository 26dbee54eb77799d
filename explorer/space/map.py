"""The map of a space: UMAP of the latents once, when it is trained; afterwards places by neighbours alone.

UMAP: McInnes et al., arXiv 1802.03426. `umap` (and numba behind it) is imported only to fit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from jaxtyping import Float

from explorer.kinds import registry
from explorer.kinds.protocols import Storing
from explorer.space.bundle import Space
from explorer.space.metric import to_nearest_other


def fit_map(latents: Float[np.ndarray, "n d"], seed: int, neighbours: int) -> Float[np.ndarray, "n 2"]:
    """2-D positions of latents by UMAP, centred and scaled into [-1, 1]^2.

    Many neighbours (`Storing.neighbours`) and a wide spread: groups that overlap touch on the map, and it is filled.
    UMAP's defaults (15, 0.1, 1) tear large zoos into islands with nothing between them.
    """
    if len(latents) < 5:  # UMAP's spectral start needs more points than that
        centred = latents - latents.mean(0)
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        raw = np.zeros((len(latents), 2))
        raw[:, : min(2, len(axes))] = centred @ axes[:2].T
    else:
        raw = np.asarray(_umap(latents, seed, neighbours).embedding_)
    centre = (raw.max(0) + raw.min(0)) / 2
    return np.asarray((raw - centre) / max(float(np.abs(raw - centre).max()), 1e-9), dtype=np.float32)


def transform(space: Space, latents: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n 2"]:
    """Where UMAP itself would put latents on the map; half a minute, where `place` takes no time.

    The bundle keeps positions, not UMAP's state: it is fitted anew to the networks, as it was when the space was made,
    and then asked for the new ones. What it gives is brought onto the stored map by the similarity that fits the
    networks best, as other machines may lay the same map out turned. With fewer than 5 networks it is `place`.
    """
    if len(space) < 5:
        return place(space, latents)
    neighbours = registry.promise(space.kind, Storing, "be mapped").neighbours
    layout = _umap(space.latents, int(space.info["provenance"]["seed"]), neighbours)
    known, wanted = np.asarray(layout.embedding_, np.float64), space.positions.astype(np.float64)
    found = np.asarray(layout.transform(latents), np.float64)
    u, sizes, v = np.linalg.svd((known - known.mean(0)).T @ (wanted - wanted.mean(0)))
    scale = sizes.sum() / np.square(known - known.mean(0)).sum()
    return np.asarray((found - known.mean(0)) @ (u @ v) * scale + wanted.mean(0), dtype=np.float32)


def _umap(latents: Float[np.ndarray, "n d"], seed: int, neighbours: int) -> Any:
    """UMAP fitted to latents, at least 5."""
    import umap  # noqa: PLC0415 - slow to import, and not needed to show a map

    count = min(neighbours, len(latents) - 1)
    return umap.UMAP(n_neighbors=count, min_dist=0.8, spread=1.5, random_state=seed, n_jobs=1).fit(latents)


def place(space: Space, latents: Float[np.ndarray, "n d"], k: int = 8) -> Float[np.ndarray, "n 2"]:
    """Where latents lie on the map: the mean place of the `k` nearest networks, weighted by 1/distance^2.

    A zoo latent comes out exactly at its own point.
    """
    ids, near = space.cloud.nearest_of(latents, min(k, len(space)))
    near = near**2
    weights = 1 / np.maximum(near, 1e-9 * max(float(near.mean()), 1e-12))
    weights /= weights.sum(1, keepdims=True)
    return np.asarray((space.positions[ids] * weights[..., None]).sum(1), dtype=np.float32)


def gap(space: Space, position: tuple[float, float]) -> float:
    """How far a place on the map is from the nearest network: 1 is as far as neighbours on the map lie at most.

    (In 95 of 100 cases.) The latent at a place is a mean of networks' latents, and so never far from them, however
    empty the map is there: only this tells the place from one among networks.
    """
    distance = np.linalg.norm(space.positions - np.asarray(position, dtype=np.float32), axis=1).min()
    return float(distance) / spacing(space)


def spacing(space: Space) -> float:
    """How far apart neighbours on the map lie at most (in 95 of 100 cases), in map coordinates."""
    return max(_spacing(space.positions.tobytes()), 1e-9)


@lru_cache(maxsize=8)
def _spacing(positions: bytes) -> float:
    points = np.frombuffer(positions, dtype=np.float32).reshape(-1, 2)
    if len(points) < 2:
        return 1.0
    return float(np.percentile(to_nearest_other(points), 95))
