from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.kinds.images.drawn import drawn_pictures
from explorer.kinds.images.space import ImageSpace


def test_drawn_pictures_stand_beside_their_baselines(tiny_pictures: ImageSpace) -> None:
    told: list[str] = []
    engine = Engine("cpu")
    found = drawn_pictures(engine, tiny_pictures, lambda what, done, total: told.append(what), count=12, beside=8)
    rows = found["rows"]
    assert [row["networks"] for row in rows.values()] == [12, 8, 8, 8, 8]
    assert rows["noise"]["distance"] < rows["held_out"]["distance"]
    assert rows["held_out"]["new"] >= 0.75
    assert "drawn pictures" in told
    alone = replace(tiny_pictures, split=np.full(len(tiny_pictures), "train"))
    assert drawn_pictures(engine, alone, lambda what, done, total: None) == {}
