from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.errors import LatentError
from explorer.space.written import read_latent, write_latent


@given(arrays(np.float32, st.integers(1, 70), elements=st.floats(-1e6, 1e6, width=32)))
def test_a_latent_comes_back_exactly(latent: np.ndarray) -> None:
    text = write_latent(latent)
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    np.testing.assert_array_equal(read_latent(text, len(latent)), latent)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "0 numbers"),
        ("!!", "no latent"),
        ("AAAA/AAA", "no latent"),  # "/" is of the keys of a session
        (write_latent(np.zeros(3, np.float32)), "3 numbers"),
        (write_latent(np.array([1, np.nan], np.float32)), "not finite"),
        (write_latent(np.array([1, 1e9], np.float32)), "huge"),
        ("é" * 8, "no latent"),
    ],
)
def test_what_is_no_latent_of_the_space_says_why(text: str, said: str) -> None:
    with pytest.raises(LatentError, match=said):
        read_latent(text, 2)
