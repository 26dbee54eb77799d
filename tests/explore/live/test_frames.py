from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DataError
from explorer.explore.live.frames import decode_message, encode_message


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers() | st.none()), st.binary(max_size=40))
def test_messages_come_back_and_bodies_are_aligned(header: dict[str, object], body: bytes) -> None:
    data = encode_message(header, body)
    assert decode_message(data) == (header, body)
    assert (len(data) - len(body)) % 4 == 0


def test_a_header_never_holds_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode_message({"t": float("nan")})


@pytest.mark.parametrize("data", [b"\xff\xff\0\0{}", b"\x02\0\0\0[]", b"\x02\0\0\0{,", b"\x01"])
def test_damaged_messages_are_refused(data: bytes) -> None:
    with pytest.raises(DataError):
        decode_message(data)
