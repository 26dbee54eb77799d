"""When two things are the same, though other hands computed them: what rounding, and what files keep, may change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import trimesh


def same_latent(found: np.ndarray, wanted: np.ndarray, within: float = 0.02) -> None:
    """Latents of networks whose weights were kept in reduced precision: a small share of their own size apart.

    An absolute distance would ask little of a space whose latents are small, and too much of one where they are large.

    Args:
        found: one latent, or several with the last axis theirs.
        wanted: the same.
        within: the share.
    """
    found, wanted = np.asarray(found, np.float64), np.asarray(wanted, np.float64)
    assert found.shape == wanted.shape
    apart = np.linalg.norm(found - wanted, axis=-1) / np.linalg.norm(wanted, axis=-1)
    assert float(np.max(apart)) <= within, f"{float(np.max(apart)):.2%} of their size apart"


def same_networks(found: Sequence[torch.Tensor], wanted: Sequence[torch.Tensor]) -> None:
    """Networks that were trained elsewhere (in another process, by other threads): each is by far nearest to its own.

    Sums are rounded otherwise there, and a training enlarges that; how much, no test can say beforehand.

    Args:
        found: all parameters of a network, one a network.
        wanted: the same, in the same order.
    """
    assert [value.shape for value in found] == [value.shape for value in wanted]
    for k, one in enumerate(found):
        others = [
            float((one - other).norm()) for other in wanted if other.shape == one.shape and other is not wanted[k]
        ]
        assert float((one - wanted[k]).norm()) < 0.1 * min(others, default=1.0), f"network {k} is another one"


def is_closed(mesh: trimesh.Trimesh) -> bool:
    """Whether a mesh has no border: every edge is walked as often in one direction as in the other.

    Points at one place count as one, whatever their normals; triangles without area are left out. Where two sheets
    touch along an edge, four triangles share it: trimesh's `is_watertight` asks for two.
    """
    places = np.unique(np.round(mesh.vertices / (1e-6 * max(1e-9, mesh.scale))), axis=0, return_inverse=True)[1]
    faces = places.reshape(-1)[mesh.faces]
    faces = faces[(faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])]
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges, counts = np.unique(edges, axis=0, return_counts=True)
    walked = {(int(a), int(b)): int(n) for (a, b), n in zip(edges, counts, strict=True)}
    return len(faces) > 0 and all(walked.get((b, a)) == n for (a, b), n in walked.items())
