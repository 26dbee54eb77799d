"""Points as text: latents, and networks that were fitted in this process."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from explorer.errors import LatentError, SelectionError
from explorer.explore.engine import fits
from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Refitted
from explorer.explore.travel.pointers import Steered, Told, source_of
from explorer.space.bundle import Space
from explorer.space.written import write_latent


def fit_of(space: Space, network: int = 3) -> Refitted:
    return Refitted.to(space.latents[network], torch.linspace(-1, 1, space.layout.count))


def test_a_text_names_a_fitted_network_as_long_as_it_is_held(
    tiny_space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit, size = fit_of(tiny_space), tiny_space.latents.shape[1]
    text = fits.write_fit(fit)
    assert fits.known(text)
    assert fits.read_point(text, size) is fit
    assert fits.latent_text(text) == write_latent(tiny_space.latents[3])
    assert source_of(tiny_space, Told(text), {}) is fit
    plain = Decoded.of(tiny_space.latents[3])
    assert fits.read_point(fits.latent_text(text), size) == plain
    assert source_of(tiny_space, Steered(Told(text), ()), {}) == plain  # what is steered is decoded
    monkeypatch.setattr(fits, "_held", ByteCache(fits.HELD_BYTES))  # another process
    assert not fits.known(text)
    assert fits.read_point(text, size) == plain


@pytest.mark.parametrize("text", ["~", "~abc", "AAAA~abc", "AAAA~~", "a/b~c"])
def test_what_says_no_latent_is_refused(text: str) -> None:
    with pytest.raises(LatentError):
        fits.read_point(text, 8)


def test_a_network_of_another_space_is_refused(tiny_space: Space) -> None:
    """A link may be changed by hand: latents of two spaces may have as many numbers."""
    other = Refitted.to(tiny_space.latents[3], torch.zeros(tiny_space.layout.count + 1))
    with pytest.raises(SelectionError, match="another space"):
        Engine("cpu").weights(tiny_space, [other])


def test_another_latent_does_not_get_its_weights(tiny_space: Space) -> None:
    text = fits.write_fit(fit_of(tiny_space))
    other = write_latent(tiny_space.latents[4]) + text[len(fits.latent_text(text)) :]
    assert fits.read_point(other, tiny_space.latents.shape[1]) == Decoded.of(tiny_space.latents[4])
    assert np.array_equal(fits.read_point(text, tiny_space.latents.shape[1]).array, tiny_space.latents[3])
