"""Zoos and spaces of shapes from the command line."""

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

from explorer.cli.main import main
from explorer.kinds.shapes.recipes import Recipe
from explorer.netspace.model import ModelConfig
from explorer.space.bundle import load_space
from explorer.zoo.store import ZooFolder

REPO = Path(__file__).parents[3]


def start(*args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "explorer", *args]
    return subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


# --- zoo


def test_a_zoo_is_made_and_refused_and_resumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, Any]] = []
    record = lambda out, count, **o: made.append({"count": count, **o})  # noqa: E731
    monkeypatch.setattr("explorer.kinds.shapes.zoo.make_zoo", record)
    assert main(["zoo", "furniture", "--count", "5", "--out", str(tmp_path / "z"), "--seed", "3", "--resume"]) == 0
    options = made[0]
    assert (options["count"], options["seed"], options["batch"], options["resume"]) == (5, 3, 14, True)
    assert "5 networks" in capsys.readouterr().out


def test_ctrl_c_says_how_to_resume(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("explorer.kinds.shapes.zoo.make_zoo", interrupted)
    out = tmp_path / "a zoo"
    assert main(["zoo", "furniture", "--count", "5", "--out", str(out)]) == 130
    said = capsys.readouterr().err
    hint = said.partition("Go on with: ")[2].strip()
    assert hint == f"python -m explorer zoo furniture --out '{out}' --seed 0 --count 5 --batch 14 --resume"


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
    monkeypatch.setattr("explorer.kinds.shapes.recipes.shape_recipes", lambda: {"tiny": recipe})
    monkeypatch.setattr("explorer.space.build.fit_map", lambda latents, seed, neighbours: latents[:, :2])
    monkeypatch.setattr("explorer.kinds.shapes.build.POINTS", 256)
    space = tmp_path / "spaces" / "small"
    options = ["--recipe", "tiny", "--heldout", "7", "--steps", "20", "--run", str(tmp_path / "run")]
    command = ["train", "shapes", "--zoo", str(tiny_zoo.path), "--out", str(space), *options]
    assert main(command) == 0
    stated = load_space(space).info
    assert stated["splits"] == {"train": 14, "heldout": 7}
    assert stated["provenance"]["recipe"]["steps"] == 20
    assert "train shapes --zoo" in stated["provenance"]["command"]
    assert (tmp_path / "run" / "curve.csv").exists()
    assert main(command) == 2
    assert "--resume" in capsys.readouterr().err
    assert main([*command, "--resume"]) == 0
    # The kind's own name does as well, and a title may be given.
    again = ["train", "sdf", *command[2:-1], str(tmp_path / "other"), "--title", "Mine"]
    assert main(again) == 0
    stated = load_space(space).info
    assert stated["title"] == "Mine"
    assert "train shapes --zoo" in stated["provenance"]["command"]
    assert stated["provenance"]["command"].endswith("--title Mine")
    # The space itself stands for its zoo.
    rest = ["--out", str(tmp_path / "third"), "--recipe", "tiny", "--steps", "2", "--run", str(tmp_path / "on")]
    on = ["train", "shapes", "--zoo", str(space), "--start", str(space), *rest]
    assert main([*on, "--heldout", "5"]) == 2
    assert "7 networks are held out, not 5" in capsys.readouterr().err
    assert main(on) == 0
    third = load_space(tmp_path / "third")
    assert third.info["splits"] == stated["splits"]
    assert third.info["title"] == "Mine"


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
