from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from explorer import __version__
from explorer.cli import common
from explorer.cli.main import main
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import Recipe
from explorer.space.bundle import load_space
from explorer.zoo.store import ZooFolder

REPO = Path(__file__).parents[2]


def start(*args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "explorer", *args]
    return subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "command", ["", "zoo", "zoo furniture", "zoo check", "train furniture", "evaluate", "bench", "spaces"]
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
        ["train", "furniture", "--zoo", "z"],
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


# --- zoo


def test_a_zoo_is_made_and_refused_and_resumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, Any]] = []
    monkeypatch.setattr("explorer.zoo.furniture.make_zoo", lambda out, count, **o: made.append({"count": count, **o}))
    assert main(["zoo", "furniture", "--count", "5", "--out", str(tmp_path / "z"), "--seed", "3", "--resume"]) == 0
    options = made[0]
    assert (options["count"], options["seed"], options["batch"], options["resume"]) == (5, 3, 14, True)
    assert "5 networks" in capsys.readouterr().out


def test_ctrl_c_says_how_to_resume(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("explorer.zoo.furniture.make_zoo", interrupted)
    out = tmp_path / "a zoo"
    assert main(["zoo", "furniture", "--count", "5", "--out", str(out)]) == 130
    said = capsys.readouterr().err
    hint = said.partition("Go on with: ")[2].strip()
    assert hint == f"python -m explorer zoo furniture --count 5 --out '{out}' --seed 0 --batch 14 --resume"


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
def test_a_real_ctrl_c(tmp_path: Path) -> None:
    process = start("zoo", "furniture", "--count", "9", "--out", str(tmp_path / "z"), "--batch", "1")
    while not (tmp_path / "z" / "batches" / "00000.safetensors").exists():
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "--resume" in err
    assert "Traceback" not in err + out
    assert ZooFolder.open(tmp_path / "z").finished() >= 1


def test_check_prints_one_json_object_and_draws(
    tiny_zoo: ZooFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.png"
    command = [
        "zoo",
        "check",
        str(tiny_zoo.path),
        "--sample",
        "3",
        "--resolution",
        "16",
        "--json",
        "--sheet",
        str(sheet),
    ]
    assert main(command) == 0
    out, err = capsys.readouterr()
    numbers = json.loads(out)
    names = "networks resolution iou_mean iou_p10 iou_worst_tenth iou_min angle_mean seconds_per_network"
    assert set(numbers) == set(names.split())
    assert numbers["networks"] == 3
    assert 0 < numbers["iou_min"] <= numbers["iou_mean"] <= 1
    assert numbers["seconds_per_network"] > 0
    assert "measuring" in err
    with Image.open(sheet) as picture:
        assert picture.size == (600, 400)
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 20


def test_check_for_readers(tiny_zoo: ZooFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zoo", "check", str(tiny_zoo.path), "--sample", "2", "--resolution", "8"]) == 0
    assert re.search(r"^iou_mean +0\.\d+$", capsys.readouterr().out, re.MULTILINE)


# --- train


def test_a_space_is_trained_and_measured(
    tiny_zoo: ZooFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three commands one after the other, on the smallest scale: all but UMAP is real."""
    config = ModelConfig("probe", "residual", 8, 8, {"probes": 64, "hidden": 32}, {"rank": 8, "hidden": 32})
    recipe = Recipe(config, steps=30, networks=4, points=64)
    monkeypatch.setattr("explorer.netspace.recipes.RECIPES", {"tiny": recipe})
    monkeypatch.setattr("explorer.space.build.fit_map", lambda latents, seed: latents[:, :2])
    monkeypatch.setattr("explorer.space.build.POINTS", 256)
    space = tmp_path / "spaces" / "small"
    options = ["--recipe", "tiny", "--heldout", "7", "--steps", "20", "--run", str(tmp_path / "run")]
    command = ["train", "furniture", "--zoo", str(tiny_zoo.path), "--out", str(space), *options]
    assert main(command) == 0
    stated = load_space(space).info
    assert stated["splits"] == {"train": 14, "heldout": 7}
    assert stated["provenance"]["recipe"]["steps"] == 20
    assert "train furniture --zoo" in stated["provenance"]["command"]
    assert (tmp_path / "run" / "curve.csv").exists()
    assert main(command) == 2
    assert "--resume" in capsys.readouterr().err
    assert main([*command, "--resume"]) == 0


def test_a_held_out_share_that_leaves_nothing_makes_no_run(
    tiny_zoo: ZooFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--heldout", "21", "--run", str(tmp_path / "run")]
    assert main(["train", "furniture", "--zoo", str(tiny_zoo.path), "--out", str(tmp_path / "s"), *options]) == 2
    assert "Cannot hold out 21 of 21" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("recipe", ["poem"])
def test_an_unknown_recipe(recipe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--zoo", str(tmp_path), "--out", str(tmp_path / "s"), "--recipe", recipe]
    assert main(["train", "furniture", *options]) == 2
    assert "Unknown recipe 'poem'" in capsys.readouterr().err


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
