"""What a frame says of a picture."""

from __future__ import annotations

import io
import json
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer.errors import SelectionError
from explorer.explore.draw.pictures import small_picture
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Input, Raw
from explorer.kinds.images.frames import FRAMES, pack_pictures, png
from explorer.kinds.images.rendering import likeness_to_original, picture_of
from explorer.kinds.images.space import ImageSpace
from explorer.space.bundle import Space


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def never() -> bool:
    return False


def read(facts: dict[str, Any], body: bytes) -> list[np.ndarray]:
    """The pictures of a frame, as the browser reads them."""
    stated = facts["picture"]
    raw = np.frombuffer(zlib.decompress(body), np.uint8)
    found = []
    for one in (stated, *stated["beside"]):
        size = one["width"] * one["height"] * one["channels"]
        found.append(raw[:size].reshape(one["height"], one["width"], one["channels"]))
        raw = raw[size:]
    assert not len(raw)
    return found


def test_a_network_stands_beside_its_input_and_the_original(engine: Engine, tiny_pictures: ImageSpace) -> None:
    source = Decoded.of(tiny_pictures.latents[3])
    facts, body = FRAMES.frame(engine, tiny_pictures, source, 3, 40, never)
    stated = facts["picture"]
    assert [(one["name"], one["width"], one["channels"]) for one in stated["beside"]] == [
        ("input", 40, 1),
        ("original", 16, 1),
    ]
    assert stated["psnr"] == pytest.approx(float(tiny_pictures.labels["psnr"][3]), abs=0.05)
    decoded, own, original = read(facts, body)
    np.testing.assert_array_equal(decoded, picture_of(engine, tiny_pictures, source, 40))
    np.testing.assert_array_equal(own, picture_of(engine, tiny_pictures, Input(3), 40))
    np.testing.assert_array_equal(original[..., 0], tiny_pictures.pictures.pixels[3, 0])
    like = likeness_to_original(engine, tiny_pictures, source, 3)
    assert stated["facts"] == [
        ["PSNR to original", f"{like:.1f} dB"],
        ["class", str(tiny_pictures.labels["kind"][3])],
        ["split", "training"],
    ]
    assert json.loads(json.dumps(facts, allow_nan=False)) == facts


@pytest.mark.parametrize("raw", [True, False])
def test_any_other_place_is_a_picture_alone(engine: Engine, tiny_pictures: ImageSpace, raw: bool) -> None:
    source = Raw(0, 1, 0.5) if raw else Decoded.of(tiny_pictures.latents[:2].mean(0))
    facts, body = FRAMES.frame(engine, tiny_pictures, source, None, 64, never)
    assert facts["picture"] == {"width": 64, "height": 64, "channels": 1, "beside": [], "psnr": None, "facts": []}
    assert len(read(facts, body)) == 1


def test_pictures_of_any_form_are_packed() -> None:
    colour = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    facts, body = pack_pictures(colour, [("input", colour[:1])], 31.25, [("class", "boot")])
    assert facts["picture"] == {
        "width": 4, "height": 2, "channels": 3, "psnr": 31.25, "facts": [["class", "boot"]],
        "beside": [{"name": "input", "width": 4, "height": 1, "channels": 3}],
    }  # fmt: skip
    assert zlib.decompress(body) == bytes(range(24)) + bytes(range(12))
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(png(colour)))), colour)


def test_the_small_picture_is_the_picture(engine: Engine, tiny_pictures: ImageSpace) -> None:
    source = Decoded.of(tiny_pictures.latents[0])
    made = small_picture(engine, tiny_pictures, source, 48, 48, "#dda673")
    drawn = picture_of(engine, tiny_pictures, source, 48)
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(made))), drawn[..., 0])
    assert Image.open(io.BytesIO(small_picture(engine, tiny_pictures, source, 48, 96, "#000000"))).size == (96, 96)


def test_the_browser_is_told_what_to_read_frames_with(tiny_pictures: ImageSpace) -> None:
    assert FRAMES.about(tiny_pictures) == {
        "channels": 1, "size": 16, "data": "digits", "classes": [str(k) for k in range(10)],
    }  # fmt: skip


def test_what_is_not_there(engine: Engine, tiny_pictures: ImageSpace, tiny_space: Space) -> None:
    with pytest.raises(SelectionError):
        FRAMES.frame(engine, tiny_pictures, Input(999), None, 48, never)
    with pytest.raises(SelectionError, match="space of shapes"):
        FRAMES.frame(engine, tiny_space, Input(0), None, 48, never)
