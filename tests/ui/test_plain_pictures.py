"""The plain view of a space of pictures."""

from __future__ import annotations

from pathlib import Path

from explorer.kinds.images.space import ImageSpace
from tests.ui.conftest import Start, charts, live_data, texts


def test_the_path_is_a_picture_that_moves_the_handle(start: Start, tiny_pictures_dir: Path) -> None:
    app = start(tiny_pictures_dir, t="0.5")
    assert not app.exception
    sent = charts(app)
    assert len(sent["pictures"]["figure"]["data"]) == 1
    assert sent["pictures"]["figure"]["data"][0]["source"].startswith("data:image/png;base64,")
    assert "map" in sent["pictures"]["follow"]
    assert "distance" in sent
    assert "each a network of" in texts(app)


def test_two_are_compared(start: Start, tiny_pictures_dir: Path) -> None:
    app = start(tiny_pictures_dir, t="0.5", versus="raw")
    assert not app.exception
    figure = charts(app)["pictures"]["figure"]
    assert len(figure["data"]) == 2
    assert figure["layout"]["xaxis"]["domain"][1] < figure["layout"]["xaxis2"]["domain"][0]


def test_a_network_stands_beside_its_input_and_the_original(
    start: Start, tiny_pictures_dir: Path, tiny_pictures: ImageSpace
) -> None:
    app = start(tiny_pictures_dir, view="network", id="3")
    assert not app.exception
    sent = charts(app)["pictures"]
    titles = [one["text"] for one in sent["figure"]["layout"]["annotations"]]
    like = f"{tiny_pictures.labels['psnr'][3]:.1f}"
    assert titles == [f"decoded, {like} dB to the input network", "original", "input network"]  # from below
    assert "PSNR, decoded against input" in texts(app)


def test_the_live_view_knows_pictures(start: Start, tiny_pictures_dir: Path) -> None:
    app = start(tiny_pictures_dir, plain="0")
    assert not app.exception
    assert live_data(app)["kind"] == "image"
