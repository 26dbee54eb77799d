from __future__ import annotations

from dataclasses import astuple

import pytest

from explorer.figures.style import CATEGORICAL, DARK, LIGHT, Theme, empty_figure


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_can_be_read(theme: Theme) -> None:
    for colour in (theme.ink, theme.faint, theme.good, theme.middling, theme.bad):
        assert contrast(colour, theme.paper) >= 4.5 - 0.35 * (colour == theme.middling), colour


def test_colours_are_hexadecimal_and_categories_differ() -> None:
    colours = [c for c in (*astuple(LIGHT), *astuple(DARK), *CATEGORICAL) if not isinstance(c, bool)]
    assert all(c.startswith("#") and len(c) == 7 for c in colours)
    assert len(set(CATEGORICAL)) == len(CATEGORICAL)


def test_an_empty_figure_says_what_and_what_to_do() -> None:
    figure = empty_figure("Nothing here", "Do this.", LIGHT, 300)
    assert figure.layout.title.text == "Nothing here"
    assert figure.layout.annotations[0].text == "Do this."
    assert figure.layout.height == 300
