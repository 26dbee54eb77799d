"""`encode` as a command: good files are read, bad ones named, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
import trimesh
from safetensors.torch import load_file, save_file

from explorer.cli.main import main


@pytest.fixture
def ball(tmp_path: Path) -> Path:
    file = tmp_path / "ball.stl"
    trimesh.creation.icosphere(2, 0.5).export(file)
    return file


def test_files_are_read_refined_and_saved(
    ball: Path, tmp_path: Path, furniture_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "network.safetensors"
    assert main(["encode", str(furniture_dir), str(ball), "--refine", "20", "--save", str(target), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["refined_iou"] > found["iou"]
    assert len(found["latent"]) == 128
    assert load_file(target)["layers.0.weight"].shape[1] == 3


def test_bad_files_do_not_keep_good_ones_from_being_read(
    ball: Path, tmp_path: Path, furniture_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flat = tmp_path / "flat.safetensors"
    save_file({"a.weight": torch.ones(8, 2), "b.weight": torch.ones(1, 8)}, flat)
    huge = tmp_path / "huge.pt"
    with huge.open("wb") as handle:
        handle.truncate(5 * 10**9)  # sparse
    missing = tmp_path / "missing.onnx"
    assert main(["encode", str(furniture_dir), str(flat), str(huge), str(missing), str(ball)]) == 2
    out, err = capsys.readouterr()
    assert "ball.stl" in out
    assert "flat.safetensors wants 2 inputs" in err
    assert "5,000,000,000 bytes" in err
    assert "missing.onnx" in err
    assert "Traceback" not in err


def test_nothing_is_written_for_a_bad_file(tmp_path: Path, furniture_dir: Path) -> None:
    bad, target = tmp_path / "bad.stl", tmp_path / "network.pt"
    bad.write_bytes(b"no mesh")
    assert main(["encode", str(furniture_dir), str(bad), "--save", str(target)]) == 2
    assert list(tmp_path.iterdir()) == [bad]


@pytest.mark.parametrize(
    "options", [["--save", "x.stl"], ["--refine", "-1"], ["--omega", "-3"], ["--mean", "1"], ["--activation", "magic"]]
)
def test_impossible_options(options: list[str], ball: Path, furniture_dir: Path) -> None:
    assert main(["encode", str(furniture_dir), str(ball), *options]) == 2
