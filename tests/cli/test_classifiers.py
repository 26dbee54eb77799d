from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from explorer.cli.main import main
from explorer.data.images import normalised
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace


@pytest.mark.parametrize(
    "command",
    [
        ["export", "--id", "1", "--out", "x.stl"],
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
        "digits: Tiny digits, 10 networks (architectures: LeNetLike, ResNet8; data: digits)",
        "tiny: Tiny furniture, 21 networks",
    ]
    assert main(["spaces", str(tmp_path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["spaces"]
    assert [row["kind"] for row in rows] == ["classifier", "sdf"]
