from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import __version__
from explorer.cli import common
from explorer.cli.main import main

REPO = Path(__file__).parents[2]


def start(*args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "explorer", *args]
    return subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "command", ["", "zoo", "zoo furniture", "zoo check", "train furniture", "evaluate", "bench", "spaces", "import"]
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command.split(), "--help"])
    assert caught.value.code == 0
    assert "usage: python -m explorer" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["dance"],
        ["zoo", "furniture"],
        ["zoo", "furniture", "--count", "0", "--out", "z"],
        ["zoo", "furniture", "--count", "many", "--out", "z"],
        ["zoo", "furniture", "--count", "3", "--out", "z", "--seed", "-1"],
        ["zoo", "check"],
        ["train", "furniture", "--steps", "0"],
        ["train", "classifiers", "--zoo", "z"],
        ["train"],
        ["evaluate"],
    ],
)
def test_wrong_usage_exits_with_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(args)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["zoo", "check", "{tmp}/none"], "zoo.json is missing"),
        (["train", "furniture", "--zoo", "{tmp}/none", "--out", "{tmp}/out"], "zoo.json is missing"),
        (["evaluate", "{tmp}/none"], "There is no space in"),
        (["bench", "--space", "{tmp}/none"], "There is no space in"),
        (["spaces", "{tmp}/none"], "is no folder"),
        (["zoo", "furniture", "--count", "2", "--out", "/dev/null/zoo"], "/dev/null"),
    ],
)
def test_a_users_error_is_a_message_and_2(
    args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([arg.format(tmp=tmp_path) for arg in args])
    out, err = capsys.readouterr()
    assert status == 2
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert "Traceback" not in err


def test_a_bug_is_not_caught(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("explorer.zoo.store.ZooFolder.open", broken)
    with pytest.raises(ZeroDivisionError):
        main(["zoo", "check", str(tmp_path)])


# --- spaces


def test_spaces_lists_the_good_and_names_the_bad(space_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = space_copy.parent
    assert main(["spaces", str(root)]) == 0
    assert capsys.readouterr().out == "tiny: Tiny furniture, 21 networks\n"
    (root / "empty").mkdir()
    (space_copy / "map.npz").write_bytes(b"short")
    assert main(["spaces", str(root)]) == 2
    said = capsys.readouterr().out
    assert re.search(r"^empty: unusable: .*empty.*missing", said, re.MULTILINE)
    assert re.search(r"^tiny: unusable: .*map\.npz is truncated", said, re.MULTILINE)
    assert main(["spaces", str(root), "--json"]) == 2
    rows = json.loads(capsys.readouterr().out)["spaces"]
    assert [row["name"] for row in rows] == ["empty", "tiny"]
    assert all(row["problem"] for row in rows)


def test_spaces_are_opened_where_that_is_asked_for(space_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = space_copy / "map.npz"
    changed = bytearray(file.read_bytes())
    changed[-1] ^= 1
    file.write_bytes(changed)
    root = str(space_copy.parent)
    assert main(["spaces", root]) == 0
    assert main(["spaces", root, "--check"]) == 2
    assert "map.npz was changed" in capsys.readouterr().out


def test_no_spaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spaces", str(tmp_path)]) == 0
    assert "no space" in capsys.readouterr().out


# --- what the commands share


def test_progress_does_not_count_what_was_done_before(capsys: pytest.CaptureFixture[str]) -> None:
    with common.progress_bar("fitting", "network") as report:
        report(3, 10)
        report(7, 10)
        report(10, 10)
    err = capsys.readouterr().err
    assert "10/10" in err
    assert "fitting" in err


def test_nested_numbers_are_printed_indented(capsys: pytest.CaptureFixture[str]) -> None:
    common.print_numbers({"iou": {"train": {"mean": 0.98765, "p10": 0.9}}, "networks": 3})
    assert capsys.readouterr().out.splitlines() == [
        "iou",
        "  train",
        "    mean  0.9877",
        "    p10   0.9",
        "networks  3",
    ]


def test_json_holds_no_nan() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        common.print_json({"a": float("nan")})


def test_as_a_process(tmp_path: Path) -> None:
    process = start("evaluate", str(tmp_path / "none"))
    out, err = process.communicate(timeout=300)
    assert process.returncode == 2
    assert out == ""
    assert err.startswith("error: ")
    assert "There is no space in" in err
