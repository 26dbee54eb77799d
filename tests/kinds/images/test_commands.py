"""Zoos and spaces of pictures from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer.cli.main import main
from explorer.kinds.images.space import load_images_space
from explorer.kinds.images.zoo import read_zoo
from explorer.zoo.fit import fit_mean


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(*args: object, **options: object) -> object:
        return fit_mean(*args, **{**options, "steps": 20, "points": 64})  # type: ignore[arg-type]

    monkeypatch.setattr("explorer.kinds.images.zoo.fit_mean", quick)


def own_pictures(folder: Path, count: int = 15) -> Path:
    rng = np.random.default_rng(0)
    for k in range(count):
        sub = folder / ("round" if k % 2 else "square")
        sub.mkdir(parents=True, exist_ok=True)
        values = np.zeros((20, 24, 3), np.uint8)
        top, left = rng.integers(2, 6, 2)
        values[top : top + 10, left : left + 12] = rng.integers(60, 256, 3)
        Image.fromarray(values).save(sub / f"{k}.png")
    (folder / "letter.txt").write_text("no picture")
    return folder


def test_own_pictures_from_a_folder_to_a_space(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, zoo, out = own_pictures(tmp_path / "mine"), tmp_path / "zoo", tmp_path / "space"
    options = ["--side", "12", "--colour", "--fit", "crop", "--width", "8", "--steps", "30", "--workers", "1"]
    make = ["zoo", "images", str(folder), "--out", str(zoo), *options]
    assert main(make) == 0
    said = capsys.readouterr().out
    assert "15 networks" in said
    assert "letter.txt: It is no picture" in said
    assert main([*make, "--resume"]) == 0
    capsys.readouterr()
    stored = read_zoo(zoo)
    assert stored.arch.outputs == 3
    assert stored.pictures.classes == ("round", "square")
    assert main(["zoo", "check", str(zoo), "--json", "--sheet", str(tmp_path / "s.png"), "--resolution", "16"]) == 0
    assert json.loads(capsys.readouterr().out)["networks"] == 15
    assert Image.open(tmp_path / "s.png").size[0] == 12 * 18 + 2
    command = ["train", "images", "--zoo", str(zoo), "--out", str(out), "--recipe", "pictures", "--steps", "2"]
    assert main([*command, "--run", str(tmp_path / "run")]) == 0
    space = load_images_space(out)
    assert len(space.heldout) == 2
    assert space.info["title"] == "space"
    assert main(["evaluate", str(out), "--json"]) == 0


def test_a_zoo_of_a_data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "explorer.kinds.images.zoo.make_zoo", lambda out, pictures, **o: made.append({"pictures": pictures, **o})
    )
    out = str(tmp_path / "z")
    assert main(["zoo", "images", "digits", "--count", "80", "--out", out, "--omega", "12"]) == 0
    pictures = made[0]["pictures"]
    assert (len(pictures), int(pictures.heldout.sum()), pictures.data) == (80, 10, "digits")
    assert (made[0]["arch"].omega, made[0]["batch"], made[0]["config"].steps) == (12, 20, 240)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["digits"], "How many"),
        (["digits", "--count", "9", "--side", "32"], "used as they are"),
        (["nowhere"], "no folder, and no data set"),
        ([".", "--data", "."], "--data is where"),
    ],
)
def test_what_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str) -> None:
    assert main(["zoo", "images", *options, "--out", str(tmp_path / "z")]) == 2
    assert said in capsys.readouterr().err


def test_ctrl_c_says_how_to_resume(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("explorer.kinds.images.zoo.make_zoo", interrupted)
    out, folder = tmp_path / "z", own_pictures(tmp_path / "mine")
    assert main(["zoo", "images", str(folder), "--out", str(out), "--side", "16", "--colour"]) == 130
    hint = capsys.readouterr().err.partition("Go on with: ")[2].strip()
    assert hint == (
        f"python -m explorer zoo images --out {out} --seed 0 {folder} --batch 20 --side 16 --colour --resume"
    )


def test_a_zoos_pictures_are_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zoo = tmp_path / "zoo"
    folder = str(own_pictures(tmp_path / "mine", 7))
    options = ["--side", "8", "--width", "4", "--steps", "2", "--workers", "1"]
    assert main(["zoo", "images", folder, "--out", str(zoo), *options]) == 0
    assert main(["zoo", "check", str(zoo), "--data", str(tmp_path)]) == 2
    assert "keeps them" in capsys.readouterr().err
