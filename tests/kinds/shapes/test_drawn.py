from __future__ import annotations

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes.drawn import drawn_shapes
from explorer.kinds.shapes.space import ShapeSpace


def test_drawn_shapes_stand_beside_their_baselines(tiny_space: ShapeSpace) -> None:
    told: list[tuple[int, int]] = []
    engine = Engine("cpu")
    found = drawn_shapes(engine, tiny_space, lambda what, done, total: told.append((done, total)), 1, 1, fewest=2)
    assert [row["networks"] for row in found["rows"].values()] == [1, 1, 1, 1, 1]
    assert told[-1] == (5, 5)
    assert 0 <= found["rows"]["drawn"]["quality"] <= 100
    assert drawn_shapes(engine, tiny_space, lambda what, done, total: None) == {}  # too few networks
