"""A classifier dropped on the page: how it was taken is said, and set by hand."""

from __future__ import annotations

from pathlib import Path

from explorer.explore.read.encode import Encoded
from tests.kinds.classifiers.onnxfiles import onnx_file, weights
from tests.ui.conftest import Start, texts

ORDER = [3, 0, 4, 1, 2, 9, 8, 7, 6, 5]


def test_what_was_found_out_is_said_and_set_by_hand(start: Start, tiny_classifiers_dir: Path) -> None:
    app = start(tiny_classifiers_dir, space="digits")
    app.session_state["read_open"] = True
    app.run()
    app.file_uploader(key="read_file_digits").upload("net.onnx", onnx_file(held=weights(order=ORDER))).run()
    assert not app.exception
    assert "Taken so: images as N x 1 x 16 x 16, pixels of 0 to 1; it gives logits; classes in its own order" in texts(
        app
    )
    assert any("with its classes in another order" in one.value for one in app.warning)
    before: Encoded = app.session_state["read"][1]
    boxes = {box.label: box for box in app.selectbox}
    assert (boxes["Pixels"].value, boxes["Classes"].value) == ("0..1", "file")
    boxes["Classes"].set_value("found").run()
    assert "classes reordered" in texts(app)
    assert not app.warning
    after: Encoded = app.session_state["read"][1]
    assert float(after.measured["accuracy"]) > float(before.measured["accuracy"]) + 20
    {box.label: box for box in app.selectbox}["Pixels"].set_value("0..255").run()
    assert "pixels of 0 to 255" in texts(app)
    assert "classes reordered" in texts(app)  # what was set before stays
    app.button(key="read_found").click().run()
    assert "pixels of 0 to 1; it gives logits; classes in its own order" in texts(app)
