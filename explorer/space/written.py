"""A latent as text that an address can hold: so that a link shows what no network's id and no path names."""

from __future__ import annotations

import base64
import binascii
import re

import numpy as np
from jaxtyping import Float

from explorer.errors import LatentError

LARGEST = 1e6  # of one number: beyond it no network is decoded
_REMEDY = "Look at the point again, and copy the link once more."


def write_latent(latent: Float[np.ndarray, " d"]) -> str:
    """The numbers of a latent, exactly, in letters, digits, "-" and "_": 5.3 characters a number."""
    return base64.urlsafe_b64encode(np.asarray(latent, dtype="<f4").tobytes()).decode().rstrip("=")


def read_latent(text: str, size: int) -> Float[np.ndarray, " d"]:
    """The latent that `write_latent` wrote.

    Args:
        text: what was written.
        size: numbers that a latent of the space has.

    Raises:
        LatentError: it is no latent of so many finite numbers, each at most `LARGEST` in size.
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise LatentError("The point is no latent as a link holds it.", _REMEDY)
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_")
    except (binascii.Error, ValueError) as error:
        raise LatentError("The point is no latent as a link holds it.", _REMEDY) from error
    if len(data) != 4 * size:
        raise LatentError(f"The point has {len(data) / 4:g} numbers, a latent of this space has {size}.", _REMEDY)
    latent = np.frombuffer(data, dtype="<f4").astype(np.float32)
    if not (np.abs(latent) <= LARGEST).all():  # NaN too
        raise LatentError("The point holds numbers that are not finite, or huge.", _REMEDY)
    return latent
