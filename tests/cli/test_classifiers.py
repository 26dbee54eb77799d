from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from explorer.cli.main import main
from explorer.data.images import normalised
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers import plans
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.networks import Classifier
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.zoo import ZooPlan


@pytest.mark.parametrize(
    "command",
    [
        ["export", "--id", "1", "--out", "x.stl"],
        ["export", "--id", "1", "--out", "x.onnx"],
        ["morph", "--a", "0", "--b", "1", "--out", "x.gif"],
        ["sheet", "--out", "x.png"],
    ],
)
def test_what_only_shapes_have_is_refused_in_a_line(
    tiny_classifiers_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main([command[0], str(tiny_classifiers_dir / "digits"), *command[1:]]) == 2
    err = capsys.readouterr().err
    assert "lassifiers" in err
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_a_network_a_map_and_facts_are_taken_away(
    tiny_classifiers_dir: Path, tiny_classifiers: ClassifierSpace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    space = str(tiny_classifiers_dir / "digits")
    file = tmp_path / "net.safetensors"
    assert main(["export", space, "--id", "3", "--out", str(file), "--snippet"]) == 0
    # The program that it prints is run as it stands.
    program = capsys.readouterr().out
    exec(compile(program, "snippet", "exec"), {})  # noqa: S102 - our own output
    images = tiny_classifiers.images.test[:40]
    judged = judge_network(Engine("cpu"), tiny_classifiers, Decoded.of(tiny_classifiers.latents[3]), 40)
    module = tiny_classifiers.archs[judged.arch].module(norm=False)
    module.load_state_dict(load_file(file))
    with torch.inference_mode():
        logits = module(normalised(images.pixels, tiny_classifiers.images.mean, tiny_classifiers.images.std))
    assert logits.argmax(1).tolist() == judged.predicted.tolist()
    assert main(["export", space, "--id", "3", "--out", str(tmp_path / "map.svg")]) == 0
    assert "<svg" in (tmp_path / "map.svg").read_text()
    assert main(["export", space, "--id", "3", "--out", str(tmp_path / "facts.csv")]) == 0
    assert "accuracy" in (tmp_path / "facts.csv").read_text().splitlines()[0]
    capsys.readouterr()
    assert main(["export", space, "--id", "3", "--out", str(tmp_path / "m.svg"), "--colour", "kind"]) == 2
    assert "no label 'kind'" in capsys.readouterr().err


def test_both_kinds_of_space_are_listed(
    tiny_classifiers_dir: Path, tiny_space_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for space in (tiny_classifiers_dir / "digits", tiny_space_dir / "tiny"):
        (tmp_path / space.name).symlink_to(space, target_is_directory=True)
    assert main(["spaces", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "digits: Tiny digits, 10 networks: LeNetLike, ResNet8 on digits",
        "tiny: Tiny furniture, 21 networks",
    ]
    assert main(["spaces", str(tmp_path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["spaces"]
    assert [row["kind"] for row in rows] == ["classifier", "sdf"]


def test_training_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:

    tiny = Classifier("ResNet8", 1, 16, 10, 2, 2)
    monkeypatch.setitem(plans._PLANS, ("digits", "single"), ZooPlan((tiny,), (5,), 2, 8, 5e-3, False, tiny, 4))
    monkeypatch.chdir(tmp_path)
    assert main(["zoo", "digits", "--kind", "single", "--out", "z"]) == 0
    command = ["train", "classifiers", "--zoo", "z", "--out", "mine", "--recipe", "digits-single", "--heldout", "2"]
    assert main([*command, "--steps", "6", "--title", "Mine"]) == 0
    assert main(["spaces", ".", "--json"]) in (0, 2)  # the zoo's folder is no space
    capsys.readouterr()
    assert main(["evaluate", "mine", "--json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert numbers["kind"] == "classifier"
    assert numbers["networks"] == {"train": 3, "heldout": 2}
    assert {"accuracy_gap_points", "path_spearman", "loss", "novelty", "optimize"} <= set(numbers)
    # What was asked for before can be gone on with, and not be mixed up.
    assert main([*command, "--steps", "6"]) == 2
    assert "already holds a run" in capsys.readouterr().err
    assert main([*command, "--steps", "7", "--resume"]) == 2
    assert main([*command[:-2], "--heldout", "9"]) == 2
    assert "hold out 9 of 5" in capsys.readouterr().err
    assert main([*command, "--only", "AlexNet", "--run", "r2"]) == 2
    assert "'AlexNet'" in capsys.readouterr().err
    assert main(["train", "classifiers", "--zoo", "z", "--out", "m2", "--recipe", "furniture"]) == 2
    assert "Unknown recipe 'furniture'" in capsys.readouterr().err
