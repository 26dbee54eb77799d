from __future__ import annotations

import numpy as np

from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.shapes.mesh_truth import SIZES
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.words import WORDS


def test_facts_are_of_the_network_of_the_zoo_or_of_the_form_alone(tiny_space: ShapeSpace) -> None:
    engine, source = Engine("cpu"), Decoded.of(tiny_space.latents[3])
    size = ("parameters", f"{tiny_space.layout.count:,}")
    hang, *rest = WORDS.facts(engine, tiny_space, source, None)
    assert rest == [size]
    assert hang[0] == "hangs together"
    assert hang[1].startswith(("in one piece", "in ", "without"))
    rows = WORDS.facts(engine, tiny_space, source, 3)
    assert [name for name, _ in rows[:4]] == ["kind", "split", "IoU, decoded against input", "hangs together"]
    facts = dict(rows)
    assert facts["kind"] == tiny_space.labels["kind"][3]
    assert facts["seat height"] == f"{tiny_space.labels['seat_height'][3]:.2f}\N{NO-BREAK SPACE}u"
    assert "iou" not in {name.lower() for name in facts}


def test_of_a_part_that_is_not_there_there_is_no_size(tiny_space: ShapeSpace) -> None:
    engine, arms = Engine("cpu"), tiny_space.labels["arms"]
    bare = int(np.flatnonzero(arms == "none")[0])
    facts = dict(WORDS.facts(engine, tiny_space, Decoded.of(tiny_space.latents[bare]), bare))
    assert (facts["arm width"], facts["arm height"]) == ("none", "none")
    for armed in np.flatnonzero(arms != "none")[:1]:
        facts = dict(WORDS.facts(engine, tiny_space, Decoded.of(tiny_space.latents[armed]), int(armed)))
        assert facts["arm width"].endswith("u")


def test_a_chair_turns_into_a_table_first(tiny_space: ShapeSpace) -> None:
    opening = WORDS.opening(tiny_space)
    assert [tiny_space.labels["kind"][i] for i in (opening.a, opening.b)] == ["chair", "table"]
    assert opening.colours[0] == "kind"
    assert set(WORDS.ends) <= {*tiny_space.labels, "stretcher_height", *SIZES}
    assert WORDS.caption(tiny_space, 3) == ""
