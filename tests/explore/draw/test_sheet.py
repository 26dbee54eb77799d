from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from explorer.errors import SelectionError
from explorer.explore.draw.pictures import small_picture
from explorer.explore.draw.png import png
from explorer.explore.draw.sheet import draw_sheet
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.protocols import Frames
from explorer.space.bundle import Space


def plain(value: int, alpha: int) -> np.ndarray:
    picture = np.full((4, 4, 4), value, np.uint8)
    picture[..., 3] = alpha
    return picture


def test_pictures_stand_in_rows_on_white() -> None:
    sheet = draw_sheet([plain(0, 255), plain(0, 0), plain(100, 255)], 2)
    assert sheet.shape == (8, 8, 4)
    assert (sheet[:4, :4, :3] == 0).all()
    assert (sheet[:4, 4:, :3] == 255).all()  # a clear picture leaves its place empty
    assert (sheet[4:, :4, :3] == 100).all()
    assert (sheet[4:, 4:] == 255).all()
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(png(sheet)))), sheet)


def test_a_sheet_in_few_colours_looks_the_same_in_fewer_bytes() -> None:
    shade = np.linspace(40, 255, 128)
    picture = np.stack(
        [shade[:, None] * shade / 255 * share for share in (1.0, 0.8, 0.6)] + [np.full((128, 128), 255)], -1
    )
    sheet = draw_sheet([picture.astype(np.uint8)], 1)
    small = png(sheet, 96)
    shown = np.asarray(Image.open(io.BytesIO(small)).convert("RGB"))
    assert len({tuple(colour) for colour in shown.reshape(-1, 3).tolist()}) <= 96
    assert len(small) < 0.7 * len(png(sheet))
    assert np.abs(shown.astype(float) - sheet[..., :3]).mean() < 3


@pytest.mark.parametrize(("pictures", "columns"), [([], 2), ([plain(0, 0)], 0), ([np.zeros((0, 0, 4), np.uint8)], 1)])
def test_a_sheet_of_nothing_is_refused(pictures: list[np.ndarray], columns: int) -> None:
    with pytest.raises(SelectionError, match="nothing to draw"):
        draw_sheet(pictures, columns)


def test_what_a_kind_does_not_draw_has_no_picture(tiny_space: Space, instead: object) -> None:
    source = Decoded.of(tiny_space.latents[0])
    assert small_picture(Engine("cpu"), tiny_space, source, 16, 20, "#dda673").startswith(b"\x89PNG")
    instead("sdf", {Frames: None})  # type: ignore[operator]
    with pytest.raises(SelectionError, match="Spaces of shapes cannot be drawn"):
        small_picture(Engine("cpu"), tiny_space, source, 16, 20, "#dda673")
