from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.sampling import some_ids
from explorer.kinds.images.drawn import drawn_pictures
from explorer.kinds.images.space import ImageSpace


def test_drawn_pictures_stand_beside_their_baselines(tiny_pictures: ImageSpace) -> None:
    told: list[str] = []
    engine = Engine("cpu")
    found = drawn_pictures(engine, tiny_pictures, lambda what, done, total: told.append(what), count=12, beside=8)
    rows = found["rows"]
    assert [row["networks"] for row in rows.values()] == [12, 8, 8, 8, 8]
    shown = [
        tiny_pictures.drawn(tiny_pictures.zoo.weights(ids.tolist())).flatten(1)
        for ids in (some_ids(tiny_pictures.heldout, 8), tiny_pictures.train)
    ]
    nearest = (shown[0][:, None] - shown[1]).square().mean(2).sqrt().amin(1)
    np.testing.assert_allclose(found["points"]["held_out"]["distance"], nearest, atol=1e-4)
    assert rows["held_out"]["new"] >= 0.75
    assert "drawn pictures" in told
    alone = replace(tiny_pictures, split=np.full(len(tiny_pictures), "train"))
    assert drawn_pictures(engine, alone, lambda what, done, total: None) == {}
