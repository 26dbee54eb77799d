"""What a network is worth, as notebooks hold and show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from explorer.api.display import numbers_html, pictures_html
from explorer.explore.engine.engine import Engine, Source
from explorer.space.bundle import Space


class Judged(Mapping[str, Any]):
    """Numbers, words and arrays of one network, by name. In a notebook it shows the network, too.

    Args:
        engine: draws.
        space: the space.
        source: which network.
        found: what was measured.
    """

    def __init__(self, engine: Engine, space: Space, source: Source, found: Mapping[str, Any]) -> None:
        self._engine, self._space, self._source = engine, space, source
        self._found = dict(found)

    def __getitem__(self, name: str) -> Any:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        shown = {n: f"array {v.shape}" if isinstance(v, np.ndarray) else v for n, v in self._found.items()}
        return f"Judged({', '.join(f'{name}={value}' for name, value in shown.items())})"

    def _repr_html_(self) -> str:
        picture = pictures_html(self._engine, self._space, [self._source], [""])
        return f'<div style="display:flex;gap:16px">{picture}{numbers_html(self._found)}</div>'
