"""The benchmark's arithmetic, and one round of the real things. No test fails on a time."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.bench import floors, mapwork, meshes, starting, table, zoos
from explorer.bench.opened import measure
from explorer.bench.rows import Row, Setting, Timing, interleave
from explorer.bench.synthesised import synthesise
from explorer.bench.table import ROWS, SLOW, names_of, run_rows, this_machine
from explorer.cli.main import main
from explorer.errors import BenchError, ExplorerError
from explorer.space.bundle import load_space


def test_row_is_the_median_of_pairwise_ratios() -> None:
    row = Timing(ours=(1.0, 2.0, 1.0), baseline=(4.0, 4.0, 3.0)).row("mesh", "dense", 6.0, "cpu")
    assert (row.ratio, row.aim, row.row, row.baseline) == (3.0, 6.0, "mesh", "dense")
    assert row.low == pytest.approx(2.2)
    assert row.high == pytest.approx(3.8)
    assert row.note == "1000.0 ms against 4000.0 ms (medians of 3 rounds, interleaved, cpu)"


def test_what_is_made_many_at_once_is_told_a_second() -> None:
    row = Timing(ours=(1.0, 1.0), baseline=(2.0, 2.0)).row("judging", "plain", 0.9, "cpu", size=500, unit="images")
    assert row.ratio == 2.0
    assert row.note == "500 images a second against 250 (medians of 2 rounds, interleaved, cpu)"
    assert "2.0 ms against 4.0 ms" in Timing((1.0,), (2.0,)).row("drag", "plain", 1.0, "cpu", size=500).note


def test_both_sides_take_turns_on_the_same_rounds() -> None:
    seen: list[tuple[str, int]] = []
    timing = interleave(lambda k: seen.append(("ours", k)), lambda k: seen.append(("baseline", k)), [3, 5])
    warm, timed = seen[:2], seen[2:]
    assert warm == [("ours", 3), ("baseline", 3)]
    assert timed == [("ours", 3), ("baseline", 3), ("ours", 5), ("baseline", 5)]
    assert len(timing.ours) == len(timing.baseline) == 2


def test_missing_scikit_image_is_named(monkeypatch: pytest.MonkeyPatch, tiny_space_dir: Path) -> None:
    monkeypatch.setitem(sys.modules, "skimage.measure", None)
    with pytest.raises(ExplorerError, match=r"pip install -r tests/requirements\.txt"):
        meshes.mesh(Setting(tiny_space_dir / "tiny", quick=True), 16)


# Those left out take seconds each, most of them as they start processes.
APART = ("mesh-1", "mesh-2", "map", "start", "scale", "memory", "zoo", "floor")


@pytest.mark.parametrize("name", [name for name in ROWS if not name.startswith(APART)])
def test_a_row_is_measured(name: str, tiny_space_dir: Path, tiny_classifiers_dir: Path) -> None:
    told: list[str] = []
    setting = Setting(tiny_space_dir / "tiny", tiny_classifiers_dir / "digits", quick=True)
    (row,) = run_rows([name], setting, told.append)
    assert np.isfinite([row.ratio, row.low, row.high]).all()
    assert 0 < row.low <= row.ratio <= row.high
    assert "medians of 5 rounds" in row.note
    assert told[0].startswith(f"{name}: ")


@pytest.mark.slow  # half a minute: python -m pytest -m slow -n 0 tests/bench/test_bench.py
@pytest.mark.parametrize("name", ["scale-1k", "memory"])
def test_a_row_of_other_processes_is_measured(name: str, tiny_space_dir: Path) -> None:
    (row,) = run_rows([name], Setting(tiny_space_dir / "tiny", quick=True), lambda said: None)
    assert row.ratio > 0
    assert "MiB" in row.note


def test_a_space_is_synthesised_and_gone_about_in(tiny_space_dir: Path, tmp_path: Path) -> None:
    synthesise(tiny_space_dir / "tiny", tmp_path / "large", 300)
    found = measure(tmp_path / "large")
    assert found.networks == 300
    assert len(found.open_s) == 3
    assert 0 < found.path_s < 60
    space, tiny = load_space(tmp_path / "large"), load_space(tiny_space_dir / "tiny")
    assert 0.3 < space.typical / tiny.typical < 3
    with pytest.raises(BenchError, match="say nothing of a large space"):
        synthesise(tiny_space_dir / "tiny", tmp_path / "small", 3)


@pytest.mark.parametrize("name", ["zoo-shapes", "zoo-pictures", "zoo-classifiers"])
def test_networks_of_a_zoo_are_counted_by_the_hour(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoos, "STEPS", dict.fromkeys(zoos.STEPS, (1, 1)))
    monkeypatch.setattr(zoos, "SHAPES", 2)
    monkeypatch.setattr(zoos, "PICTURES", 2)
    (row,) = run_rows([name], Setting(quick=True), lambda said: None)
    assert 0 < row.low <= row.ratio <= row.high
    assert "networks an hour against" in row.note


@pytest.mark.parametrize(("name", "said"), [("floor-decode", ""), ("floor-field", "0.02 billion"), ("floor-judge", "")])
def test_operations_of_small_networks_are_counted(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch, tiny_space_dir: Path, tiny_classifiers_dir: Path
) -> None:
    """Of the field 2 x 32,768 x (3 x 16 + 16 x 16 + 16); what they reach may be less than a hundredth."""
    monkeypatch.setattr(floors, "MOST", 1)
    setting = Setting(tiny_space_dir / "tiny", tiny_classifiers_dir / "digits", quick=True)
    (row,) = run_rows([name], setting, lambda told: None)
    assert 0 <= row.low <= row.ratio <= row.high < 2
    assert f"{said or 'billion'} operations" in row.note


def test_a_share_of_the_matrix_rate_is_that_of_its_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Products of matrices themselves reach all of it."""
    monkeypatch.setattr(floors, "SIDE", 192)
    left, right = torch.randn(96, 192), torch.randn(192, 192)
    row = floors._row(Setting(), "products", 2 * 96 * 192 * 192, lambda: left @ right)
    assert 0.1 < row.ratio < 3
    assert "0.01 billion operations" in row.note


@pytest.mark.parametrize("name", ["start-spaces", "start-export"])
def test_a_start_is_measured_once(name: str, tiny_space_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "ROUNDS", 1)
    (row,) = run_rows([name], Setting(tiny_space_dir / "tiny"), lambda said: None)
    assert row.ratio > 0
    assert "medians of 1 rounds" in row.note


def test_a_start_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "ROUNDS", 1)
    with pytest.raises(BenchError, match="ended with 2") as failed:
        starting.start_spaces(Setting(tmp_path / "none" / "tiny"))
    assert "is no folder" in failed.value.remedy


def test_the_maps_own_work_is_measured_or_what_it_lacks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("node") and (mapwork.LIVE / "node_modules").is_dir():
        row = mapwork.map_work(Setting(), 2_000)
        assert row.ratio > 0
        assert all(f"{said} " in row.note for said in mapwork.SAID.values())
    monkeypatch.setattr(mapwork, "LIVE", Path("nowhere"))
    with pytest.raises(BenchError, match="by Node") as failed:
        mapwork.map_work(Setting())
    assert "npm ci" in failed.value.remedy


def test_rows_are_chosen_by_name_in_the_tables_order() -> None:
    assert names_of(None, quick=False) == tuple(ROWS)
    assert set(names_of(None, quick=True)) == set(ROWS) - set(SLOW)
    assert names_of(["drag", "mesh-64"], quick=True) == ("mesh-64", "drag")
    with pytest.raises(BenchError, match="no row 'dragged'"):
        names_of(["dragged"], quick=False)


def test_the_machine_is_named() -> None:
    machine = this_machine()
    assert machine.processor
    assert machine.cores >= 1
    assert set(machine.versions) == {"python", "torch", "numpy"}


def test_the_command_prints_a_table_or_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Row("a drag", "plain", 2.0, 1.5, 2.5, 1.0, "1 ms against 2 ms")
    monkeypatch.setattr(table, "ROWS", {"drag": lambda setting: made})
    assert main(["bench", "--list"]) == 0
    assert capsys.readouterr().out == "drag\n"
    assert main(["bench", "--rows", "drag", "--quick"]) == 0
    assert "| a drag | plain | 2.00 (1.50 to 2.50) | 1 | 1 ms against 2 ms |" in capsys.readouterr().out
    assert main(["bench", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["rows"][0]["ratio"] == 2.0
    assert said["machine"]["threads"] >= 1
    assert main(["bench", "--rows", "nothing"]) == 2
    assert "no row 'nothing'" in capsys.readouterr().err
