"""No figure of README and model cards drifts: each is tied to what was measured, and one that is not is found."""

from __future__ import annotations

import json
import shutil
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from explorer.claims.again import compare, noise_of
from explorer.claims.ledger import LEDGER, read_ledger
from explorer.claims.stated import SPACES, Mismatch, check_texts
from explorer.claims.texts import figures_of
from explorer.cli import claims
from explorer.cli.main import main
from explorer.errors import DataError
from explorer.kinds.protocols import Noise
from explorer.space.card import BEGIN, END

REPO = Path(__file__).parents[2]
SHIPPED = sorted(path.parent for path in (REPO / SPACES).glob("*/space.json"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The texts, and what the spaces recorded, where they can be changed."""
    files = [text.file for text in read_ledger().text] + [f"{SPACES}/{space.name}/space.json" for space in SHIPPED]
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPO / file, tmp_path / file)
    return tmp_path


def mismatches(root: Path) -> list[Mismatch]:
    return [wrong for text in check_texts(root, read_ledger()) for wrong in text.mismatches]


def change(file: Path, old: str, new: str) -> int:
    """Replace the only occurrence; the number of its line."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} was rewritten: choose another passage"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_every_figure_of_our_texts_is_accounted_for() -> None:
    """Else: `python -m explorer claims` says what to do."""
    assert [str(wrong) for wrong in mismatches(REPO)] == []


def test_every_shipped_card_and_both_readmes_are_in_the_ledger() -> None:
    known = {text.file for text in read_ledger().text}
    assert {f"{SPACES}/{space.name}/README.md" for space in SHIPPED} <= known
    assert {"README.md", "explorer/README.md", "explorer/bench/README.md", "explorer/SCALING.md"} <= known


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        # of space.json, in the prose of a card
        ("pretrained/fashion-images/README.md", "lie at 0.155)", "lie at 0.156)", "so write 0.155"),
        # of space.json, between the markers
        ("pretrained/fashion-images/README.md", "| 25.2 (20.4) |", "| 26.2 (20.4) |", "25.2 (20.4)"),
        # of space.json, in a table of the README
        ("explorer/README.md", "0.950 | 73 % | 56,000 |", "0.950 | 73 % | 58,000 |", "the ledger lists 56,000"),
        # of a constant of the program
        ("explorer/README.md", 'up to 2.5 "a sparse', 'up to 2.6 "a sparse', "so write 2.5"),
        # measured once
        ("explorer/README.md", "IoU 0.970 on average", "IoU 0.980 on average", "the ledger lists 0.970"),
        # no measurement
        ("pretrained/fashion-resnet8/README.md", "temperature of 4,", "temperature of 5,", "the ledger lists 4"),
    ],
)
def test_a_figure_that_drifts_is_named_with_its_line(root: Path, file: str, old: str, new: str, told: str) -> None:
    line = change(root / file, old, new)
    (wrong,) = mismatches(root)
    assert (wrong.file, wrong.line) == (file, line)
    assert told in wrong.recorded
    assert wrong.claimed.strip("'") in new or new in wrong.claimed


def test_a_new_figure_that_nothing_accounts_for_is_named(root: Path) -> None:
    card = root / SPACES / "fashion-unseen" / "README.md"
    line = change(
        card, "a form that comes later is not decoded.", "a form that comes later is not decoded. It takes 3.5 seconds."
    )
    (wrong,) = mismatches(root)
    assert (wrong.file, wrong.line, wrong.claimed) == (f"{SPACES}/fashion-unseen/README.md", line, "3.5")
    assert "tied to nothing" in wrong.recorded


def test_a_new_row_of_a_table_is_named(root: Path) -> None:
    readme = root / "explorer" / "README.md"
    row = "| the best constant network | 0.197 | 0.142 |\n"
    line = change(readme, row, f"{row}| another one | 0.011 | 0.012 |\n")
    (wrong,) = mismatches(root)
    assert (wrong.line, wrong.claimed) == (line + 1, "0.011")


def test_a_measurement_that_is_written_makes_prose_wrong_that_was_right(root: Path) -> None:
    file = root / SPACES / "fashion-images" / "space.json"
    info = json.loads(file.read_text(encoding="utf-8"))
    info["metrics"]["between_pictures"]["cross_fade"]["distance"] = 0.1401
    file.write_text(json.dumps(info), encoding="utf-8")
    prose = [wrong for wrong in mismatches(root) if "cross_fade" in wrong.recorded]
    assert [(wrong.claimed, "so write 0.140" in wrong.recorded) for wrong in prose] == [("0.165", True)]


def test_a_passage_that_was_rewritten_is_named(root: Path) -> None:
    change(root / SPACES / "fashion-images" / "README.md", "There are 350 of each", "There are 350 for each")
    told = [str(wrong) for wrong in mismatches(root)]
    assert any("no longer says" in one for one in told)
    assert any("350: tied to nothing" in one for one in told)


def test_what_a_reader_takes_for_a_figure() -> None:
    text = "ResNet8 at 64³: -0.5, 1,200 (3-64-1), 2e-4, 90 %, R²; `7` [8](a9.md)\n\n1. One 5.\n"
    text += f"{BEGIN}\n6\n{END}\n```\n7\n```\n"
    assert [figure.said for figure in figures_of(text)] == [
        "64",
        "-0.5",
        "1,200",
        "3",
        "64",
        "1",
        "2e-4",
        "90",
        "8",
        "5",
    ]


def test_a_damaged_ledger_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ledger.toml"
    file.write_text(LEDGER.read_text(encoding="utf-8").replace("says = ", "said = ", 1), encoding="utf-8")
    with pytest.raises(DataError, match="knows no 'said'"):
        read_ledger(file)


# --- measured again


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (0.9507, 0.9507, "the same"),
        (0.9507, 0.9508, "the same"),  # a hair apart, rounded to either side
        (0.95, 0.9508, "off"),
        (0.9507, 0.9515, "within noise"),
        (0.9507, 0.9519, "off"),
        (40, 41, "off"),
        ("y up", "z up", "off"),
        (True, False, "off"),
        (None, 0.5, "off"),
        (None, None, "the same"),
    ],
)
def test_what_differs_by_more_than_rounding_and_noise_is_off(old: Any, new: Any, verdict: str) -> None:
    noise = (Noise("iou/*", 0.001, "why") if old != 0.95 else Noise("other", 9.0, "why"),)
    (row,) = compare({"iou": {"train": old}}, {"iou": {"train": new}}, noise)
    assert (row.key, row.verdict, row.wrong) == ("iou/train", verdict, verdict == "off")


def test_what_is_claimed_and_not_measured_is_wrong_and_the_other_way_round_is_not() -> None:
    rows = compare({"a": 1, "b": {"c": 2}}, {"b": {"c": 2, "d": 3}})
    assert [(row.key, row.verdict, row.wrong) for row in rows] == [
        ("a", "not measured", True), ("b/c", "the same", False), ("b/d", "not recorded", False),
    ]  # fmt: skip


def test_numbers_of_a_list_are_compared_each_by_itself() -> None:
    rows = compare({"a": [1.5, 2.5]}, {"a": [1.5, 2.9]}, [Noise("a/1", 0.1, "why")])
    assert [(row.key, row.verdict) for row in rows] == [("a/0", "the same"), ("a/1", "off")]


@pytest.mark.parametrize("kind", ["sdf", "classifier", "image"])
def test_every_noise_that_a_kind_states_is_of_figures_that_there_are(kind: str) -> None:
    stated = [json.loads((space / "space.json").read_text(encoding="utf-8")) for space in SHIPPED]
    metrics = [info["metrics"] for info in stated if info["kind"] == kind]
    keys = [row.key for one in metrics for row in compare(one, one)]
    assert noise_of(kind)
    for noise in noise_of(kind):
        assert any(fnmatchcase(key, noise.keys) for key in keys), noise.keys
        assert noise.amount > 0
        assert noise.why


def test_the_command(
    root: Path, space_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert "Not recomputed by any command here:" in out
    assert "explorer/README.md" in out
    assert space_copy == root / SPACES / "tiny"
    before = {file.name: file.read_bytes() for file in space_copy.iterdir()}
    recorded = json.loads(before["space.json"])["metrics"]
    now = {**recorded, "more": 1}
    monkeypatch.setattr(claims, "measured", lambda engine, space, args, bars: now)
    assert main(["claims", "--root", str(root), "--measure", "tiny", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["spaces"]["tiny"]
    assert [row["key"] for row in rows if row["verdict"] != "the same"] == ["more"]
    assert main(["claims", "--root", str(root), "--measure", "none"]) == 2
    assert "no space none" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in space_copy.iterdir()} == before


def test_a_space_that_measures_otherwise_than_it_recorded_fails_the_command(
    root: Path, space_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = space_copy / "space.json"
    info = json.loads(file.read_text(encoding="utf-8"))
    info["metrics"] = {"iou": {"heldout": {"mean": 0.93}}}
    file.write_text(json.dumps(info), encoding="utf-8")
    again = {"iou": {"heldout": {"mean": 0.91}}}
    monkeypatch.setattr(claims, "measured", lambda engine, space, args, bars: again)
    assert main(["claims", "--root", str(root), "--measure", "tiny"]) == 2
    said = capsys.readouterr()
    assert "iou/heldout/mean" in said.out
    assert "0.93" in said.out
    assert "0.91" in said.out
    assert "do not agree" in said.err
