from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.data import picture_files
from explorer.data.picture_files import Form, decode_picture, read_folder, read_picture
from explorer.errors import DataError


def gradient(width: int = 20, height: int = 20, channels: int = 1) -> np.ndarray:
    ramp = np.linspace(0, 255, width)[None].repeat(height, 0).astype(np.uint8)
    return ramp if channels == 1 else np.stack([ramp, ramp[:, ::-1], ramp // 2], -1)


def encoded(values: np.ndarray, form: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, form, **options)
    return buffer.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that states a size and holds nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def film() -> bytes:
    frames = [Image.fromarray(np.roll(gradient(), k, 1)) for k in range(3)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def transparent() -> bytes:
    return encoded(np.zeros((10, 10, 4), np.uint8))


def not_finite() -> bytes:
    values = gradient().astype(np.float32)
    values[3, 4] = np.nan
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, "TIFF")
    return buffer.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.png": (lambda: b"", "is empty"),
    "letter.txt": (lambda: b"Dear reader,", "no picture in a format known"),
    "noise.png": (lambda: os.urandom(500), "no picture in a format known"),
    "drawing.svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a drawing"),
    "cut.jpg": (lambda: encoded(gradient(200, 200), "JPEG")[:900], "damaged or incomplete"),
    "cut.png": (lambda: encoded(gradient(200, 200))[:-150], "damaged or incomplete"),
    "bomb.png": (lambda: png_head(60_000, 60_000), "pixels"),
    "wide.png": (lambda: png_head(9000, 8000), "at most 64,000,000"),
    "dot.png": (lambda: encoded(gradient(3, 30)), "at least 4"),
    "strip.png": (lambda: encoded(gradient(100, 5)), "strip of 100 x 5"),
    "film.gif": (film, "film of 3 frames"),
    "glass.png": (transparent, "transparent everywhere"),
    "wall.png": (lambda: encoded(np.full((9, 9), 77, np.uint8)), "shows nothing"),
    "nan.tif": (not_finite, "not finite"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_says_why(name: str) -> None:
    make, said = BAD[name]
    with pytest.raises(DataError, match=said):
        decode_picture(make(), Form())


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    for name, (make, _) in BAD.items():
        (tmp_path / name).write_bytes(make())
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere.png")
    (tmp_path / ".hidden.png").write_bytes(b"")
    (tmp_path / "cats").mkdir()
    good = encoded(gradient())
    (tmp_path / "cats" / "a.png").write_bytes(good)
    (tmp_path / "cats" / "copy.png").write_bytes(good)
    (tmp_path / "b.webp").write_bytes(encoded(gradient(30, 40, 3), "WEBP"))
    seen: list[tuple[int, int]] = []
    found = read_folder(tmp_path, Form(side=16), lambda done, total: seen.append((done, total)))
    assert found.names == ("b.webp", "cats/a.png")
    assert found.groups == ("picture", "cats")
    assert found.pixels.shape == (2, 1, 16, 16)
    reasons = {one.file: one.reason for one in found.refused}
    assert set(reasons) == {*BAD, "gone.png", "cats/copy.png"}
    assert "same picture as cats/a.png" in reasons["cats/copy.png"]
    assert all(said in reasons[name] for name, (_, said) in BAD.items())
    assert seen[-1] == (len(BAD) + 4, len(BAD) + 4)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "MAX_BYTES", 100)
    (tmp_path / "a.png").write_bytes(encoded(gradient()) + b" " * 100)
    with pytest.raises(DataError, match="At most 100"):
        read_picture(tmp_path / "a.png", Form())


def test_a_folder_without_pictures(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no folder"):
        read_folder(tmp_path / "none", Form())
    (tmp_path / "a.txt").write_text("no")
    with pytest.raises(DataError, match=r"no picture that can be used.*a\.txt"):
        read_folder(tmp_path, Form())


@pytest.mark.parametrize(
    "options", [{"side": 3}, {"side": 1000}, {"channels": 2}, {"fit": "squeeze"}, {"ground": "pink"}]
)
def test_impossible_forms(options: dict[str, object]) -> None:
    with pytest.raises(DataError):
        Form(**options)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"])
@pytest.mark.parametrize("channels", [1, 3])
def test_common_formats_in_grey_and_colour(form: str, channels: int) -> None:
    values = gradient(32, 32, channels)
    pixels = decode_picture(encoded(values, form), Form(side=32, channels=channels))
    assert pixels.shape == (channels, 32, 32)
    if form not in ("JPEG", "WEBP", "GIF"):  # these are lossy, or have 256 colours
        assert np.array_equal(pixels, values[None] if channels == 1 else values.transpose(2, 0, 1))


def test_a_picture_of_its_own_size_stays_as_it_is() -> None:
    values = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)
    assert np.array_equal(decode_picture(encoded(values), Form())[0], values)


def test_padding_keeps_all_of_it_and_cropping_its_middle() -> None:
    values = np.full((20, 40), 200, np.uint8)
    values[:, :10] = 100
    padded = decode_picture(encoded(values), Form(side=40, ground="white"))[0]
    assert padded[0, 0] == 255
    assert padded[20, 20] == 200
    assert padded[20, 2] == 100
    values[:, 15:25] = 250
    cropped = decode_picture(encoded(values), Form(side=20, fit="crop"))[0]
    assert cropped.min() >= 199  # the darker left end is gone


def test_transparent_parts_are_ground() -> None:
    values = np.zeros((10, 10, 4), np.uint8)
    values[:5] = (10, 200, 10, 255)
    dark = decode_picture(encoded(values), Form(side=10, channels=3))
    assert dark[:, 9, 0].tolist() == [0, 0, 0]
    light = decode_picture(encoded(values), Form(side=10, channels=3, ground="white"))
    assert light[:, 9, 0].tolist() == [255, 255, 255]
    assert light[:, 0, 0].tolist() == [10, 200, 10]


def test_sixteen_bits_and_print_colours_and_palettes() -> None:
    deep = (gradient().astype(np.uint16) * 257).astype(np.uint16)
    assert np.array_equal(decode_picture(encoded(deep), Form(side=20))[0], gradient())
    printed = Image.fromarray(gradient(20, 20, 3)).convert("CMYK")
    buffer = io.BytesIO()
    printed.save(buffer, "JPEG")
    assert decode_picture(buffer.getvalue(), Form(channels=3)).shape == (3, 28, 28)
    buffer = io.BytesIO()
    Image.fromarray(gradient(20, 20, 3)).quantize(16).save(buffer, "PNG")
    assert decode_picture(buffer.getvalue(), Form(channels=3)).std() > 10


def test_a_picture_is_turned_as_its_exif_data_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    turned = decode_picture(encoded(gradient(28, 28), "JPEG", exif=exif, quality=95), Form())[0]
    assert turned[5, 2] > turned[5, 25]
