"""Pictures as a plotly figure."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image

from explorer.figures.style import LIGHT
from explorer.kinds.images.figure import PictureFacts, draw_pictures


def picture(title: str, channels: int = 1, size: tuple[int, int] = (4, 6)) -> PictureFacts:
    values = np.random.default_rng(0).integers(0, 256, (*size, channels), dtype=np.uint8)
    return PictureFacts(title, values)


def test_pictures_stand_side_by_side_upright_and_with_square_pixels() -> None:
    both = [picture("first", 3), picture("second", 3, (6, 4))]
    figure = draw_pictures(both, LIGHT, 300)
    layout = figure.to_plotly_json()["layout"]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    assert list(layout["yaxis"]["range"]) == [3.5, -0.5]
    assert (layout["yaxis2"]["scaleanchor"], layout["yaxis2"]["anchor"]) == ("x2", "x2")
    for trace, one in zip(figure.data, both, strict=True):
        sent = base64.b64decode(trace.source.partition(",")[2])
        np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(sent))), one.pixels)
    assert [note.text for note in figure.layout.annotations] == ["first", "second"]


def test_smaller_ones_stand_beside_it_one_below_the_other() -> None:
    figure = draw_pictures([picture("")], LIGHT, 300, [picture("upper"), picture("lower")])
    layout = figure.to_plotly_json()["layout"]
    lower, upper = layout["yaxis2"], layout["yaxis3"]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    assert lower["domain"][1] < upper["domain"][0]
    assert [trace.name for trace in figure.data] == ["", "lower", "upper"]
    assert tuple(layout["yaxis"]["domain"]) == (0, 1)  # without a title it has all the height


def test_nothing_says_so() -> None:
    assert not draw_pictures([], LIGHT, 300).data
