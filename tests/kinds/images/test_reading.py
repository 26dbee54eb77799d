"""Pictures and networks of other people, read into a space of pictures."""

from __future__ import annotations

import io
import os

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.encode import Encoded, encode_file
from explorer.explore.takeaway.export import pick_network
from explorer.explore.takeaway.netfile import network_file
from explorer.figures.style import LIGHT
from explorer.kinds.images.own_pictures import read_own_picture, without_margin
from explorer.kinds.images.reading import READING
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.targets import TowardPicture
from tests.closeness import same_latent
from tests.kinds.images.outside import enlarged, png_head, saved

KNOWN = 5  # a network of the space, whose picture the files show


@pytest.fixture
def pixels(picture_space: ImageSpace) -> np.ndarray:
    return picture_space.pictures.pixels[KNOWN]


def read(engine: Engine, space: ImageSpace, data: bytes, name: str = "mine.png") -> Encoded:
    return encode_file(engine, space, data, name)


def there(found: Encoded, space: ImageSpace) -> bool:
    """Whether a file is read as the picture that it shows."""
    return KNOWN in found.where.near.ids[:3] and float(found.measured["psnr"]) > 15


@pytest.mark.parametrize("suffix", ["safetensors", "pt", "onnx"])
def test_an_exported_network_comes_back_to_its_place(engine: Engine, picture_space: ImageSpace, suffix: str) -> None:
    """As a .pt it says nothing of its frequency, as ONNX nothing of its points: that is found out."""
    weights = engine.weights(picture_space, [Input(KNOWN)])[0]
    data = network_file(picture_space, pick_network(picture_space, KNOWN, as_trained=True), weights, suffix)
    found = read(engine, picture_space, data, f"exported.{suffix}")
    assert found.where.near.ids[0] == KNOWN
    assert "points (x, y) in -1 to 1, y down, values 0 to 1" in found.words
    assert found.measured["parameters"] == picture_space.layout.count
    if suffix == "safetensors":
        assert "omega 20; points" in found.words  # it says so itself
        same_latent(found.latent, picture_space.latents[KNOWN])
        assert float(found.measured["psnr"]) == pytest.approx(float(picture_space.labels["psnr"][KNOWN]), abs=0.05)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_picture_is_read_as_it_is(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray, form: str) -> None:
    name = f"mine.{form.lower()}"
    found = read(engine, picture_space, saved(enlarged(pixels), form), name)
    assert there(found, picture_space)
    assert f"{form}, 160 x 160 pixels" in found.words
    assert "read as it is" in found.words
    assert list(found.measured) == ["psnr", "psnr_of_the_nearest"]
    assert list(READING.titles) == list(found.measured)
    assert found.likeness == "psnr"


def colourful(pixels: np.ndarray) -> np.ndarray:
    return np.stack([enlarged(pixels)] * 3, -1)


def test_all_sorts_of_pixels(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    grey = enlarged(pixels)
    image = Image.fromarray(colourful(pixels))
    sorts = {
        "colour, read as grey": saved(image),
        "palette, read as grey": saved(image.quantize(32)),
        "grey, 16 bit": saved((grey.astype(np.uint16) * 257).astype(np.uint16)),
        "print colours (CMYK), read as grey": saved(image.convert("CMYK"), "JPEG"),
        "black and white": saved(Image.fromarray(grey > 120)),
    }
    for said, data in sorts.items():
        found = read(engine, picture_space, data)
        assert said in found.words, found.words
        assert there(found, picture_space), said


def test_dark_on_light_is_read_inverted(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    found = read(engine, picture_space, saved(255 - enlarged(pixels)))
    assert "dark on light, so read inverted" in found.words
    assert "as it is" in found.words  # how much worse that would be
    assert there(found, picture_space)


def test_a_margin_and_its_colour_are_left_out(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    """A small object on a large light ground: as photographs for a shop are."""
    page = np.full((700, 900, 3), 250, np.uint8)
    page[300:460, 500:660] = 250 - (colourful(pixels) * (245 / 255)).astype(np.uint8)
    found = read(engine, picture_space, saved(page, "JPEG", quality=90), "shop.jpg")
    assert "its margin left out; dark on light" in found.words
    assert "900 x 700" in found.words


def test_of_transparent_ink_the_ground_is_light(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    ink = np.zeros((160, 160, 4), np.uint8)
    ink[..., 3] = enlarged(pixels)
    found = read(engine, picture_space, saved(ink))
    assert "transparent parts are white" in found.words
    assert "inverted" in found.words
    assert there(found, picture_space)


def test_a_camera_that_was_turned(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    turned = np.ascontiguousarray(np.rot90(enlarged(pixels)))
    found = read(engine, picture_space, saved(turned, "JPEG", exif=exif), "phone.jpg")
    assert "turned as its EXIF data says" in found.words
    assert there(found, picture_space)


def test_of_a_film_the_first_frame_is_read(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    first = Image.fromarray(enlarged(pixels))
    data = saved(first, "GIF", save_all=True, append_images=[first.rotate(90), first.rotate(180)])
    found = read(engine, picture_space, data, "film.gif")
    assert "the first of 3 frames" in found.words
    assert there(found, picture_space)


def test_bars_beside_what_is_not_square(engine: Engine, picture_space: ImageSpace, pixels: np.ndarray) -> None:
    tall = enlarged(pixels)[:, 20:140]
    own = read_own_picture(engine, picture_space, saved(tall), "tall.png")
    assert own.pixels.shape == (1, 16, 16)
    assert "bars beside it" in own.words or "margin" in own.words


def test_a_margin_is_one_colour_all_around() -> None:
    ground = np.full((40, 40), 255, np.uint8)
    ground[10:30, 12:25] = 0
    box = without_margin(Image.fromarray(ground))
    assert box is not None
    assert box.size == (13, 20)
    ramp = np.tile(np.linspace(0, 255, 40).astype(np.uint8), (40, 1))
    assert without_margin(Image.fromarray(ramp)) is None
    assert without_margin(Image.fromarray(np.full((40, 40), 3, np.uint8))) is None


def heic() -> bytes:
    return struct_size(24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(200)


def struct_size(size: int) -> bytes:
    return size.to_bytes(4, "big")


def noise() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (90, 90), dtype=np.uint8)


BAD = {
    "empty.png": (lambda: b"", "is empty"),
    "letter.png": (lambda: b"Dear reader,\n\nthis is text.", "no picture in a format known"),
    "random.png": (lambda: os.urandom(800), "no picture in a format known"),
    "cut.png": (lambda: saved(noise())[:3000], "damaged or incomplete"),
    "cut.jpg": (lambda: saved(noise(), "JPEG")[:1500], "damaged or incomplete"),
    "cut.webp": (lambda: saved(noise(), "WEBP")[:900], "damaged|no picture"),
    "cut.gif": (lambda: saved(noise(), "GIF")[:900], "damaged or incomplete"),
    "dot.png": (lambda: saved(np.zeros((1, 1), np.uint8)), "1 x 1 pixels"),
    "bomb.png": (lambda: png_head(20_000, 20_000), "pixels; at most"),
    "huge.png": (lambda: png_head(9_000, 8_000), "at most 64,000,000"),
    "drawing.png": (lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a drawing"),
    "phone.jpg": (heic, "HEIC"),
    "glass.png": (lambda: saved(np.zeros((30, 30, 4), np.uint8)), "transparent everywhere"),
    "wall.png": (lambda: saved(np.full((30, 30, 3), 200, np.uint8)), "shows nothing"),
    "strip.png": (lambda: saved(noise()[:6]), "strip of 90 x 6"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why(engine: Engine, picture_space: ImageSpace, name: str) -> None:
    make, said = BAD[name]
    with pytest.raises(DataError, match=said) as refused:
        read(engine, picture_space, make(), name)
    assert name in refused.value.problem
    assert refused.value.remedy


def test_other_files_name_what_is_read(engine: Engine, picture_space: ImageSpace) -> None:
    for name in ("drawing.svg", "phone.heic", "chair.stl"):
        with pytest.raises(DataError, match=r"nothing that a space of pictures reads.*\.png"):
            read(engine, picture_space, b"any", name)


def test_weights_alone_cannot_read_pictures(engine: Engine, picture_space: ImageSpace) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture_space.model.encoder, "reads", "prep")
        with pytest.raises(SelectionError, match="networks alone"):
            read(engine, picture_space, saved(noise()))


def test_what_was_read_is_an_aim_and_is_shown_beside(
    engine: Engine, picture_space: ImageSpace, pixels: np.ndarray
) -> None:
    found = read(engine, picture_space, saved(enlarged(pixels)))
    assert found.aim is not None
    assert isinstance(found.aim.target, TowardPicture)
    torch.testing.assert_close(found.aim.target.pixels[0], torch.from_numpy(pixels[0]).float() / 255, atol=0.25, rtol=0)
    assert READING.likeness(engine, picture_space, found.latent, found) == pytest.approx(
        float(found.measured["psnr"]), abs=1e-3
    )
    figure = READING.show(engine, picture_space, found.latent, "as it is read", found)
    assert figure is not None
    said = str(figure(LIGHT, 300).to_json())
    assert "The file" in said
    assert f"as it is read: PSNR {float(found.measured['psnr']):.1f} dB" in said
    other = Encoded("shape.stl", "", found.latent, found.where, {"iou": 1.0})
    with pytest.raises(SelectionError, match=r"shape\.stl is no picture"):
        READING.likeness(engine, picture_space, found.latent, other)
    assert all(isinstance(v, int | float | str | list) for v in found.stated().values())


def test_pillow_refuses_bombs_still() -> None:
    """Sizes are checked by ourselves as well; nothing may switch Pillow's own check off."""
    with pytest.raises(Image.DecompressionBombError):
        Image.open(io.BytesIO(png_head(60_000, 60_000)))
