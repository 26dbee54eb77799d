"""Zoos and spaces of classifiers from the command line, and what the user can get wrong."""

from __future__ import annotations

import json
import math
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.cli.main import main
from explorer.data.images import ImageData, balanced, load_digits, normalised
from explorer.errors import ZooError
from explorer.kinds.classifiers import plans
from explorer.kinds.classifiers.networks import Classifier, run
from explorer.kinds.classifiers.zoo import read_zoo
from explorer.kinds.classifiers.zoo_plan import ZooPlan
from explorer.kinds.classifiers.zoo_quality import judge_classifiers
from explorer.zoo.store import ZooFolder

TINY = Classifier("ResNet8", 1, 16, 10, 2, 2)


@pytest.fixture(autouse=True)
def _small_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plans._PLANS, ("digits", "single"), ZooPlan((TINY,), (3,), 1, 2, 2e-3, False, TINY, 2))


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


@pytest.mark.parametrize(
    "options", [["--count", "2", "--seed", "3"], ["--data", "some where"], ["--seed", "0", "--resume"]]
)
def test_ctrl_c_says_how_to_go_on_with_the_same_zoo(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[ZooPlan, Path | None, bool]] = []
    asked: list[Path | None] = []

    def interrupted(out: Path, plan: ZooPlan, data: object, *, resume: bool, **_: object) -> None:
        called.append((plan, asked[-1] if asked else None, resume))
        raise KeyboardInterrupt

    monkeypatch.setattr("explorer.kinds.classifiers.zoo.make_zoo", interrupted)

    def load(folder: Path | None) -> ImageData:
        asked.append(folder)
        return load_digits()

    monkeypatch.setattr("explorer.data.images.load_fashion", load)
    assert main(["zoo", "fashion", "--kind", "single", "--out", str(tmp_path / "z"), *options]) == 130
    hint = capsys.readouterr().err.split("Go on with: python -m explorer ")[1]
    assert main(shlex.split(hint)) == 130
    first, second = called
    assert second == (*first[:2], True)


def test_training_on_furniture_refuses_a_zoo_of_classifiers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zoo", "digits", "--kind", "single", "--out", str(tmp_path / "z")]) == 0
    assert main(["train", "furniture", "--out", str(tmp_path / "s"), "--zoo", str(tmp_path / "z")]) == 2
    assert "is a zoo of 'classifiers'" in capsys.readouterr().err


def test_a_zoo_is_judged_on_test_images(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zoo = str(tmp_path / "z")
    assert main(["zoo", "digits", "--kind", "single", "--out", zoo]) == 0
    capsys.readouterr()
    assert main(["zoo", "check", zoo, "--json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert numbers["networks"] == numbers["accuracy"]["ResNet8"]["networks"] == 3
    data, made = load_digits(), read_zoo(tmp_path / "z")
    images = balanced(data.test, 5000, 10)
    assert numbers["test_images"] == len(images)
    own = [
        float((run(TINY, p, normalised(images.pixels, data.mean, data.std)).argmax(1) == images.labels).float().mean())
        * 100
        for p in made.params
    ]
    assert numbers["accuracy"]["ResNet8"]["mean"] == pytest.approx(sum(own) / 3, abs=0.01)
    assert numbers["accuracy"]["ResNet8"]["max"] == pytest.approx(max(own), abs=0.01)
    assert main(["zoo", "check", zoo, "--sheet", str(tmp_path / "s.png")]) == 2
    assert "no shapes to draw" in capsys.readouterr().err


def test_a_zoo_is_not_judged_on_other_images(tmp_path: Path) -> None:
    assert main(["zoo", "digits", "--kind", "single", "--out", str(tmp_path / "z")]) == 0
    with pytest.raises(ZooError, match="other images"):
        judge_classifiers(read_zoo(tmp_path / "z"), replace(load_digits(), sha256="0" * 64), 1)


def test_a_zoo_that_does_not_name_its_images_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zoo = tmp_path / "z"
    assert main(["zoo", "digits", "--kind", "single", "--out", str(zoo)]) == 0
    stated = json.loads((zoo / "zoo.json").read_text())
    (zoo / "zoo.json").write_text(json.dumps({name: value for name, value in stated.items() if name != "data"}))
    assert main(["zoo", "check", str(zoo)]) == 2
    assert "zoo.json does not say the zoo's data" in capsys.readouterr().err


def test_a_truncated_network_is_named_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zoo", "digits", "--kind", "single", "--out", str(tmp_path)]) == 0
    file = tmp_path / "batches" / "00001.safetensors"
    file.write_bytes(file.read_bytes()[:50])
    assert main(["zoo", "check", str(tmp_path)]) == 2
    assert "00001.safetensors cannot be read" in capsys.readouterr().err


def test_a_folder_that_would_not_be_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tiny_zoo: ZooFolder
) -> None:
    zoo, data = str(tmp_path / "z"), ["--data", str(tmp_path)]
    with pytest.raises(SystemExit) as end:
        main(["zoo", "digits", "--kind", "single", "--out", zoo, *data])
    assert end.value.code == 2
    assert "unrecognized arguments: --data" in capsys.readouterr().err
    assert main(["zoo", "digits", "--kind", "single", "--out", zoo]) == 0
    assert main(["zoo", "check", zoo, *data]) == 2
    assert f"nothing is read from {tmp_path}" in capsys.readouterr().err
    assert main(["zoo", "check", str(tiny_zoo.path), *data]) == 2
    assert "exact shapes" in capsys.readouterr().err


def test_a_folder_of_too_few_images_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, sizes in (("train-images-idx3", (9, 28, 28)), ("train-labels-idx1", (9,)),
                        ("t10k-images-idx3", (9, 28, 28)), ("t10k-labels-idx1", (9,))):  # fmt: skip
        head = bytes([0, 0, 8, len(sizes)]) + b"".join(size.to_bytes(4, "big") for size in sizes)
        (tmp_path / f"{name}-ubyte").write_bytes(head + bytes(math.prod(sizes)))
    command = ["zoo", "fashion", "--kind", "single", "--out", str(tmp_path / "z"), "--data", str(tmp_path)]
    assert main(command) == 2
    assert "holds 9 training and 9 test images" in capsys.readouterr().err
    assert not (tmp_path / "z").exists()


@pytest.mark.parametrize("wrong", [["--kind", "both"], ["--kind", "single", "--count", "0"], []])
def test_impossible_options_are_refused(wrong: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["zoo", "digits", "--out", str(tmp_path / "z"), *wrong])
    assert end.value.code == 2


# --- train


@pytest.mark.slow
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
