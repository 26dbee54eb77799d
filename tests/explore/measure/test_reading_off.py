from __future__ import annotations

import numpy as np

from explorer.explore.measure.reading_off import read_off


def test_each_way_reads_what_it_can() -> None:
    """A line is read by the linear probe; a parabola only by trees."""
    rng = np.random.default_rng(0)
    known, asked = rng.uniform(-1, 1, (120, 3)), rng.uniform(-1, 1, (40, 3))
    line = read_off(known, known @ [1.0, 2, 0], asked, asked @ [1.0, 2, 0], scaled=True)
    assert line["linear"]["r2"] is not None
    assert line["linear"]["r2"] > 0.999
    assert line["linear"]["tau"] == 1
    bent = read_off(known, known[:, 0] ** 2, asked, asked[:, 0] ** 2, scaled=False)
    assert bent["boosting"]["r2"] is not None
    assert bent["linear"]["r2"] is not None
    assert bent["linear"]["r2"] < 0.3
    assert bent["boosting"]["r2"] > 0.9


def test_of_equal_numbers_nothing_is_said() -> None:
    known = np.random.default_rng(0).standard_normal((20, 2))
    for worth in read_off(known, known[:, 0], known, np.ones(20), scaled=True).values():
        assert worth == {"r2": None, "tau": None}
