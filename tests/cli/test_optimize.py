from __future__ import annotations

import json
from pathlib import Path

import pytest
from safetensors import safe_open

from explorer.cli.main import main


def test_toward_accuracy_from_a_network(
    tiny_classifiers_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    space, file = str(tiny_classifiers_dir / "digits"), tmp_path / "best.safetensors"
    command = [
        "optimize",
        space,
        "--start",
        "2",
        "--toward",
        "accuracy",
        "--steps",
        "20",
        "--json",
        "--save",
        str(file),
    ]
    assert main(command) == 0
    out, err = capsys.readouterr()
    numbers = json.loads(out)
    assert numbers["validation_accuracy"] >= 0
    assert numbers["test_accuracy"] <= 100
    assert "step 20" in err
    with safe_open(file, "pt") as saved:
        facts = saved.metadata()
    assert json.loads(facts["architecture"])["name"] == numbers["architecture"]
    assert json.loads(facts["latent"]) == pytest.approx(numbers["latent"], abs=1e-5)


def test_toward_a_shape(tiny_space_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    space = str(tiny_space_dir / "tiny")
    assert main(["optimize", space, "--toward", "network:4", "--start", "random", "--steps", "5"]) == 0
    assert "iou" in capsys.readouterr().out


def test_without_a_goal_what_there_is(
    tiny_classifiers_dir: Path, tiny_space_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["optimize", str(tiny_classifiers_dir / "digits"), "--json"]) == 0
    offered = json.loads(capsys.readouterr().out)
    assert offered["for example"] == "accuracy, arch:LeNetLike, arch:ResNet8"
    assert main(["optimize", str(tiny_space_dir / "tiny")]) == 0
    assert "mesh file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (["--toward", "beauty"], "'beauty'"),
        (["--toward", "accuracy", "--start", "99"], "no network 99"),
        (["--toward", "accuracy", "--start", "first"], "'first' is no network"),
        (["--toward", "accuracy", "--rate", "-1"], "rate"),
        (["--toward", "accuracy", "--save", "x.txt"], ".txt"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    tiny_classifiers_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    more: list[str], reason: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["optimize", str(tiny_classifiers_dir / "digits"), "--steps", "2", *more]) == 2
    err = capsys.readouterr().err
    assert reason in err
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_goals_of_the_other_kind_and_no_steps(tiny_space_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    space = str(tiny_space_dir / "tiny")
    assert main(["optimize", space, "--toward", "accuracy"]) == 2
    assert "have no accuracy" in capsys.readouterr().err
    assert main(["optimize", space, "--toward", "absent.stl"]) == 2
    assert "absent.stl cannot be read" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["optimize", space, "--toward", "network:1", "--steps", "0"])
    assert stopped.value.code == 2
