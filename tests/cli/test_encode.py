"""`encode` as a command: good files are read, bad ones named, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import pytest
import torch
import trimesh
from safetensors.torch import load_file, save_file

from explorer.cli.main import main
from tests.kinds.classifiers.onnxfiles import onnx_file


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


def test_what_was_found_out_is_said_and_set_and_weights_beside_the_file_are_read(
    tiny_classifiers_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, target = tmp_path / "net.onnx", tmp_path / "decoded.onnx"
    model = onnx.load_model_from_string(onnx_file())
    onnx.save(model, file, save_as_external_data=True, location="net.data", size_threshold=0)
    command = ["encode", str(tiny_classifiers_dir / "digits"), str(file)]
    assert main([*command, "--json", "--save", str(target)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert "pixels of 0 to 1; it gives logits" in found["meant"]
    assert found["choices"]["pixels"]["taken"] == "0..1"
    assert "0..255" in found["choices"]["pixels"]["options"]
    assert onnx.load(target).graph.output[0].name == "logits"
    assert main([*command, "--set", "pixels=0..255", "--set", "inverted=yes"]) == 0
    out = capsys.readouterr().out
    assert "pixels of 0 to 255, inverted" in out
    assert out.splitlines()[1].startswith("what")
    for told, says in (("pixels", "sets nothing"), ("magic=1", "no setting called 'magic'"), ("pixels=x", "cannot be")):
        assert main([*command, "--set", told]) == 2
        assert says in capsys.readouterr().err


def test_a_mesh_is_made_by_no_factory(ball: Path, furniture_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["encode", str(furniture_dir), str(ball), "--network", "nets.py:make"]) == 2
    assert "Leave out --network" in capsys.readouterr().err
    assert main(["encode", str(furniture_dir), str(ball), "--set", "pixels=own"]) == 2
    assert "has no setting called 'pixels'" in capsys.readouterr().err


def test_of_several_files_it_is_said_how_they_do_in_all(
    ball: Path, furniture_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(ball)]
    for k in range(2):
        copy = tmp_path / f"ball{k}{ball.suffix}"
        copy.write_bytes(ball.read_bytes())
        files.append(str(copy))
    assert main(["encode", str(furniture_dir), *files]) == 0
    said = capsys.readouterr().out
    one = next(line.split()[-1] for line in said.splitlines() if line.startswith("iou "))
    total = said.splitlines()[-20:]
    assert any(line.split() == ["files", "3"] for line in total)
    found = next(line for line in total if line.startswith("iou ") and "mean" in line)
    assert f"mean {float(one):.3f}, median {float(one):.3f}" in found
