"""Nearest neighbours of the networks of large spaces, kept on disk: so that they are found once on a machine.

They lie in a folder of the user's, not in the space's: spaces may be read-only, and what can be made again is no part
of them. A file that is damaged, or that cannot be written, costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import io
import logging
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from explorer.files import read_npz, user_cache, write_atomically

MOST_BYTES = 2**30
VERSION = 1  # of how neighbours are found

Near = tuple[Int[np.ndarray, "n k"], Float[np.ndarray, "n k"]]

_log = logging.getLogger(__name__)


def read_near(points: Float[np.ndarray, "n d"], k: int) -> Near | None:
    """What `write_near` kept of these points; None: nothing that is sound."""
    file = _file(points, k)
    try:
        arrays = read_npz(file, MOST_BYTES) if file.exists() else {}
    except (OSError, ValueError) as error:
        _log.warning("%s is damaged and made anew: %s", file, error)
        return None
    ids, distances = arrays.get("ids"), arrays.get("distances")
    if ids is None or distances is None or ids.dtype != np.int64 or distances.dtype != np.float64:
        return None
    shape = (len(points), k)
    inside = ids.shape == distances.shape == shape and ids.min() >= 0 and ids.max() < len(points)
    return (ids, distances) if inside and (distances >= 0).all() and np.isfinite(distances).all() else None


def write_near(points: Float[np.ndarray, "n d"], k: int, ids: np.ndarray, distances: np.ndarray) -> None:
    """Keep the `k` nearest neighbours of points: their rows, and how far they are."""
    file = _file(points, k)
    packed = io.BytesIO()
    np.savez(packed, ids=ids, distances=distances)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, packed.getvalue())
    except OSError as error:
        _log.warning("Neighbours are not kept: %s", error)


def _file(points: Float[np.ndarray, "n d"], k: int) -> Path:
    """By what they are of: points that differ have another file."""
    named = hashlib.sha256(f"{VERSION} {points.shape} {points.dtype} {k}".encode())
    named.update(np.ascontiguousarray(points).data)
    return user_cache() / f"neighbours-{named.hexdigest()[:32]}.npz"
