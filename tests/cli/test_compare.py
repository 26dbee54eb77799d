"""`compare` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import explorer.explore.measure.compare as comparing
from explorer.cli.compare import table
from explorer.cli.main import main


def test_the_table_has_the_rows_and_the_file_holds_the_same_as_stdout(
    tiny_space_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing.Extent, "__init__", _few)
    space, run, out = str(tiny_space_dir / "tiny"), str(tmp_path / "run"), tmp_path / "out.json"
    command = ["compare", space, "--steps", "2", "--pairings", "conv+residual", "pca", "--run", run]
    assert main(command) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("conv+", "pca ", "nearest ", "shipped "))] == [
        "conv+residual", "pca", "nearest", "shipped",
    ]  # fmt: skip
    assert "held-out IoU" in shown.out
    assert "2 steps of training for each pairing" in lines[0]
    assert "conv+residual: training" in shown.err
    assert main([*command, "--resume", "--json", "--out", str(out)]) == 0
    again = capsys.readouterr()
    assert json.loads(again.out) == json.loads(out.read_text())
    assert [row["name"] for row in json.loads(again.out)["rows"]] == ["conv+residual", "pca", "nearest", "shipped"]
    assert "training" not in again.err


def _few(self: Any) -> None:
    for name, value in {"networks": 2, "pairs": 1}.items():
        object.__setattr__(self, name, value)


def test_columns_are_aligned_and_what_is_not_known_is_a_dash() -> None:
    row = {"latent": 4, "parameters": 1_000_000, "steps": None, "seconds": 12.4, "train": None}
    rows = [
        {**row, "name": "conv+conv", "heldout": {"accuracy_gap_points": 1.234}, "between": {"accuracy": 80.5}},
        {**row, "name": "pca", "heldout": {"accuracy_gap_points": 10}, "between": {}},
    ]
    lines = table({"kind": "classifier", "rows": rows})
    assert len({len(line) for line in lines}) == 1
    assert lines[1].split() == ["conv+conv", "1.23", "-", "-", "-", "-", "80.50", "4", "1,000,000", "-", "12"]
    assert lines[2].split()[:2] == ["pca", "10.00"]
    assert lines[2].split()[6] == "-"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--pairings", "conv+magic"], "Unknown pairing 'conv+magic'"),
        (["--resume"], "--resume goes on with the rows in a folder"),
        (["--out", "no/such/folder/x.json"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(
    tiny_space_dir: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["compare", str(tiny_space_dir / "tiny"), "--steps", "1", *options]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


def test_no_such_space(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "none")]) == 2
    assert "There is no space in" in capsys.readouterr().err


@pytest.mark.parametrize(
    "budget", [["--minutes", "0"], ["--minutes", "-1"], ["--minutes", "nan"], ["--steps", "0"], ["--minutes", "x"]]
)
def test_a_budget_of_nothing_is_refused(
    tiny_space_dir: Path, capsys: pytest.CaptureFixture[str], budget: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["compare", str(tiny_space_dir / "tiny"), *budget])
    assert stopped.value.code == 2
    assert budget[0] in capsys.readouterr().err


@pytest.mark.parametrize("kept", [True, False])
def test_ctrl_c_says_how_to_go_on_where_rows_are_kept(
    tiny_space_dir: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kept: bool,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(comparing, "train_pairing", interrupted)
    run = tmp_path / "run"
    command = ["compare", str(tiny_space_dir / "tiny"), "--steps", "1", *(["--run", str(run)] if kept else [])]
    assert main(command) == 130
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert (f"--run {run}" in err and "--resume" in err) == kept
