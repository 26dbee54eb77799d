"""`zoo fashion` and `zoo digits`: a zoo from the command line, and what the user can get wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.cli.main import main
from explorer.networks.classifiers import Classifier
from explorer.zoo import plans
from explorer.zoo.classifiers import read_zoo

TINY = Classifier("ResNet8", 1, 16, 10, 2, 2)


@pytest.fixture(autouse=True)
def _small_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plans._PLANS, ("digits", "single"), ((TINY,), (3,), 1, 2, TINY, 2))


def test_a_zoo_of_digits_is_made_and_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["zoo", "digits", "--kind", "single", "--count", "2", "--out", str(tmp_path / "z")]
    assert main([*command, "--workers", "2"]) == 0
    assert "2 networks" in capsys.readouterr().out
    made = read_zoo(tmp_path / "z")
    assert len(made) == 2
    assert main(command) == 2
    assert "already holds a zoo" in capsys.readouterr().err
    assert main([*command, "--resume"]) == 0


def test_absent_images_are_named_with_where_to_get_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "z"
    assert main(["zoo", "fashion", "--kind", "single", "--out", str(out), "--data", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "train-images-idx3-ubyte" in error
    assert "dataset-fashion-mnist" in error
    assert not out.exists()


@pytest.mark.parametrize("command", [["train", "furniture", "--out", "s", "--zoo"], ["zoo", "check"]])
def test_what_wants_furniture_refuses_a_zoo_of_classifiers(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["zoo", "digits", "--kind", "single", "--out", str(tmp_path / "z")]) == 0
    assert main([*command, str(tmp_path / "z")]) == 2
    assert "is a zoo of 'classifiers'" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--kind", "both"], ["--kind", "single", "--count", "0"], []])
def test_impossible_options_are_refused(wrong: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["zoo", "digits", "--out", str(tmp_path / "z"), *wrong])
    assert end.value.code == 2
