"""What notebooks show: pictures in HTML, all of it inside the cell."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np

from explorer.errors import ExplorerError
from explorer.explore.engine.engine import Engine, Source
from explorer.kinds import registry
from explorer.kinds.protocols import Frames
from explorer.space.bundle import Space

COLOUR = "#DDA673"  # of surfaces
RESOLUTION = 64
SIZE = 160  # pixels of each picture in a row
MOST = 12  # pictures in a row


def picture_png(engine: Engine, space: Space, source: Source, size: int) -> bytes:
    """A PNG of `size` x `size` pixels of what a network is.

    Raises:
        SelectionError: there are no pictures of such networks.
    """
    frames = registry.promise(space.kind, Frames, "be drawn")
    return frames.picture(engine, space, source, RESOLUTION, size, COLOUR)


def pictures_html(engine: Engine, space: Space, sources: Sequence[Source], captions: Sequence[str]) -> str:
    """Networks side by side, each with its caption; those beyond `MOST` are counted."""
    cells = [_cell(engine, space, s, c) for s, c in zip(sources[:MOST], captions[:MOST], strict=True)]
    more = f"<div>and {len(sources) - MOST} more</div>" if len(sources) > MOST else ""
    return f'<div style="display:flex;flex-wrap:wrap;gap:8px">{"".join(cells)}{more}</div>'


def numbers_html(numbers: Mapping[str, Any]) -> str:
    """Names and values as a table; of an array its shape."""
    rows = (
        f'<tr><td style="text-align:left">{escape(name.replace("_", " "))}</td>'
        f'<td style="text-align:right">{escape(_value(value))}</td></tr>'
        for name, value in numbers.items()
    )
    return f"<table>{''.join(rows)}</table>"


def _cell(engine: Engine, space: Space, source: Source, caption: str) -> str:
    try:
        data = base64.b64encode(picture_png(engine, space, source, SIZE)).decode()
    except ExplorerError as error:
        shown = f"<div>{escape(error.problem)}</div>"
    else:
        shown = f'<img width="{SIZE}" height="{SIZE}" alt="{escape(caption)}" src="data:image/png;base64,{data}">'
    return f'<figure style="margin:0;text-align:center">{shown}<figcaption>{escape(caption)}</figcaption></figure>'


def _value(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return " × ".join(map(str, value.shape)) + " array" if value.size > 4 else ", ".join(f"{v:.3g}" for v in value)
    return f"{value:.5g}" if isinstance(value, float) else str(value)
