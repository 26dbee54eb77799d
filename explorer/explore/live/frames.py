"""Binary messages for the browser: a JSON header and a body.

Every message is a u32 (little-endian) that states the length of the header, the header as UTF-8 JSON, zeros up to a
multiple of 4, and the body.
"""

from __future__ import annotations

import json
from typing import Any

from explorer.errors import DataError


def encode_message(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A binary message of any type: the header, and a body that starts at a multiple of 4 bytes."""
    text = json.dumps(header, separators=(",", ":"), allow_nan=False).encode()
    return len(text).to_bytes(4, "little") + text + bytes(-len(text) % 4) + body


def decode_message(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and body of a message.

    Raises:
        DataError: the message is cut off, or its header is no JSON object.
    """
    length = int.from_bytes(data[:4], "little")
    if len(data) < 4 + length:
        raise DataError(f"A message of {len(data)} bytes states a header of {length}.", "Send the message again.")
    try:
        header = json.loads(data[4 : 4 + length])
    except ValueError as error:
        raise DataError(f"The header of a message is no JSON: {error}.", "Send the message again.") from error
    if not isinstance(header, dict):
        raise DataError("The header of a message is no JSON object.", "Send the message again.")
    return header, data[4 + length + -length % 4 :]
