"""Files damaged: bytes changed, cut, doubled and swapped; JSON changed where it stands; and files made of nothing."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from hypothesis import strategies as st

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 2**31, -(2**31), 2**63, 2**64, 10**400, 0.5, -0.0, 1e308, -1e308, float("inf"),
    float("nan"), "", "x", "\0", "../../etc/passwd", "/dev/zero", "\ud800", "a" * 5000, [], {}, [[]], [None], {"a": 1},
    [1] * 2000,
)  # fmt: skip
BYTES = (
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"-1",
    b"9" * 30,
    b"9" * 400,
    b"nan",
    b"1e999",
    b"\n",
    b",",
    b'"',
    b"{",
    b"[",
    b"(",
    b"\0" * 64,
)

plans = st.tuples(st.integers(0, 2**16), st.integers(0, 2**64 - 1))
"""Which file, and what is done to it: a number that `damaged` draws from."""


def damaged(seeds: list[bytes], which: int, seed: int) -> bytes:
    """A file; about one in twelve is made of nothing but random bytes, or is as it was."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    data = seeds[which % len(seeds)]
    way = draw.randrange(12)
    if way == 0:
        return draw.randbytes(draw.randrange(200)) if draw.random() < 0.7 else data
    if way < 6 and data[:1] in b"{[" and (changed := _in_json(data, draw)) is not None:
        return changed
    made = bytearray(data)
    for _ in range(draw.choice((1, 1, 1, 2, 3, 8))):
        _once(made, draw, seeds)
    return bytes(made)


def _once(made: bytearray, draw: random.Random, seeds: list[bytes]) -> None:
    at = draw.randrange(len(made) + 1)
    if draw.random() < 0.5:  # headers decide
        at = min(at, draw.randrange(128))
    way = draw.randrange(8)
    if way == 0:
        made[at : at + 1] = bytes([draw.randrange(256)])
    elif way == 1 and at < len(made):
        made[at] ^= 1 << draw.randrange(8)
    elif way == 2:
        del made[at:]
    elif way == 3:
        del made[at : at + draw.randrange(1, 40)]
    elif way == 4:
        made[at:at] = draw.choice(BYTES)
    elif way == 5:
        part = bytes(made[at : at + draw.randrange(1, 60)])
        made[at:at] = part * draw.choice((1, 2, 50))
    elif way == 6:
        made[at : at + 4] = draw.choice((0, 1, 2**31 - 1, 2**32 - 1, 2**24)).to_bytes(4, draw.choice(("little", "big")))
    else:
        other = draw.choice(seeds)
        made[at:] = other[draw.randrange(len(other) + 1) :]


def _in_json(data: bytes, draw: random.Random) -> bytes | None:
    try:
        held = json.loads(data)
    except ValueError:
        return None
    for _ in range(draw.choice((1, 1, 2, 4))):
        place: Any = held
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw.choice(keys)
            inner = place[key]
            if isinstance(inner, dict | list) and inner and draw.random() < 0.8:
                place = inner
                continue
            _change(place, key, draw)
            break
    return json.dumps(held).encode("utf-8", "surrogatepass")


def _change(place: Any, key: Any, draw: random.Random) -> None:
    way = draw.randrange(6)
    if way == 0:
        del place[key]
    elif way == 1 and isinstance(place, list):
        place.insert(draw.randrange(len(place) + 1), copy.deepcopy(place[key]))
    elif way == 2 and isinstance(place, dict):
        place[draw.choice(("x", "__class__", "kind", str(key) * 2))] = place.pop(key)
    elif way == 3 and isinstance(place[key], int | float):
        place[key] = place[key] * draw.choice((-1, 2, 1000, 2**40)) + draw.choice((0, 1, -1))
    else:
        place[key] = copy.deepcopy(draw.choice(ODD))
