from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from explorer.errors import SelectionError
from explorer.figures.map import NO_JOURNEY, NOWHERE, Journey, MapFacts, map_facts
from explorer.figures.still import DOTS, INCHES, draw_still
from explorer.figures.style import LIGHT


def facts(label: str = "kind") -> MapFacts:
    rng = np.random.default_rng(0)
    labels = {"kind": np.array(["chair", "table"] * 20), "width": rng.random(40).astype(np.float32)}
    split = np.array(["train"] * 30 + ["heldout"] * 10)
    return map_facts(rng.random((40, 2)).astype(np.float32), labels, split, label, "kind")


PATH = np.array([[0.1, 0.1], [0.5, 0.6], [0.9, 0.2]], dtype=np.float32)
JOURNEY = Journey(NOWHERE, PATH[[0, 2]], ("A", "B"), PATH, PATH[[1]])


def test_an_svg_is_whole_and_its_text_is_text() -> None:
    svg = draw_still(facts(), JOURNEY, LIGHT, "svg")
    words = [e.text for e in ET.fromstring(svg).iter() if e.tag.endswith("text")]  # noqa: S314 - our own
    assert {"A", "B", "chair", "table", "held-out"} <= set(words)
    assert svg == draw_still(facts(), JOURNEY, LIGHT, "svg")


@pytest.mark.parametrize("label", ["kind", "width", "split"])
def test_a_png_has_its_size_and_shows_the_journey(label: str) -> None:
    with_it, without = (
        np.asarray(Image.open(io.BytesIO(draw_still(facts(label), j, LIGHT, "png"))).convert("L")).astype(int)
        for j in (JOURNEY, NO_JOURNEY)
    )
    assert with_it.shape == (INCHES[1] * DOTS, INCHES[0] * DOTS)
    assert (np.abs(with_it - without) > 100).sum() > 1000


def test_another_format_is_refused() -> None:
    with pytest.raises(SelectionError, match="'gif'"):
        draw_still(facts(), NO_JOURNEY, LIGHT, "gif")
