"""Points as text: a latent, or a network that was fitted in this process, by its latent and the digest of its weights.

A fitted network is not what its latent decodes to, and its weights are too many for an address. So the process holds
those that were fitted last, and a text names one: `LATENT~DIGEST`. Where it is not held (another process, long ago),
the text still says the latent.
"""

from __future__ import annotations

from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.network_refs import Decoded, Refitted
from explorer.space.written import read_latent, write_latent

HELD_BYTES = 128 * 2**20  # of weights, of all sessions
DIGITS = 24  # of the digest: nobody guesses those of a network that another session fitted
_MARK = "~"
_held: ByteCache[Refitted] = ByteCache(HELD_BYTES)


def write_fit(fit: Refitted) -> str:
    """The text that names a fitted network; it is held from now on."""
    text = f"{write_latent(fit.array)}{_MARK}{fit.digest[:DIGITS]}"
    _held.put(text, fit, fit.weights.numel() * fit.weights.element_size())
    return text


def latent_text(text: str) -> str:
    """The part of such a text that says the latent."""
    return text.partition(_MARK)[0]


def known(text: str) -> bool:
    """Whether all that a text names is here: a latent always is."""
    return _MARK not in text or _held.get(text) is not None


def read_point(text: str, size: int) -> Decoded:
    """The network that a text names: fitted, if it is held, else decoded.

    Args:
        text: of `write_fit`, or of `write_latent`.
        size: numbers that a latent of the space has.

    Raises:
        LatentError: as `read_latent`.
    """
    decoded = Decoded.of(read_latent(latent_text(text), size))
    fit = _held.get(text)
    return decoded if fit is None else fit
