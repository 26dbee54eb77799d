"""The benchmark's arithmetic, and one round of the real thing."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.bench import meshes
from explorer.bench.rows import Timing, interleave
from explorer.errors import ExplorerError


def test_row_is_the_median_of_pairwise_ratios() -> None:
    row = Timing(ours=(1.0, 2.0, 1.0), baseline=(4.0, 4.0, 3.0)).row("mesh", "dense", 6.0, "cpu")
    assert (row.ratio, row.aim, row.row, row.baseline) == (3.0, 6.0, "mesh", "dense")
    assert row.low == pytest.approx(2.2)
    assert row.high == pytest.approx(3.8)
    assert row.note == "1000.0 ms against 4000.0 ms (medians of 3 rounds, interleaved, cpu)"


def test_both_sides_take_turns_on_the_same_rounds() -> None:
    seen: list[tuple[str, int]] = []
    timing = interleave(lambda k: seen.append(("ours", k)), lambda k: seen.append(("baseline", k)), [3, 5])
    warm, timed = seen[:2], seen[2:]
    assert warm == [("ours", 3), ("baseline", 3)]
    assert timed == [("ours", 3), ("baseline", 3), ("ours", 5), ("baseline", 5)]
    assert len(timing.ours) == len(timing.baseline) == 2


def test_missing_scikit_image_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "skimage.measure", None)
    with pytest.raises(ExplorerError, match=r"pip install -r tests/requirements\.txt"):
        meshes.run_bench(Path("nowhere"))


def test_a_row_for_each_resolution(tiny_space_dir: Path) -> None:
    told: list[str] = []
    rows = meshes.run_bench(tiny_space_dir / "tiny", rounds={16: 2, 32: 3}, progress=told.append)
    assert [row.row for row in rows] == ["latent to mesh at 16^3", "latent to mesh at 32^3"]
    assert all(np.isfinite([r.ratio, r.low, r.high]).all() and r.low <= r.ratio <= r.high for r in rows)
    assert len(told) == 2
