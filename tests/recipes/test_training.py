"""`train RECIPE`: from nothing to a space, by stages, and what it says where it cannot."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.cli.main import main
from explorer.data import cifar, tinyimagenet
from explorer.kinds.classifiers.zoo import read_zoo
from explorer.recipes.shelf import FOLDER, read_recipe
from explorer.space.build import build_space
from explorer.space.bundle import load_space

RECIPE = """
kind = "classifier"
title = "Tiny digits"
heldout = 2

[zoo]
command = "classifiers"
name = "tiny"
minutes = 1
options = { data = "digits", count = 6, width = 2, steps = "1:6", teacher = "ResNet8", teacher_steps = 4 }

[model]
encoder = "probe"
decoder = "chunked"
latent = 4
encoder_options = { probes = 8, hidden = 16 }
decoder_options = { hidden = 16, embedding = 4 }

[training]
steps = 6
networks = 2
images = 16
pool = 64

[[then]]
seed = 7
steps = 4
rate = 1e-4
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 1)  # zoos are made in this process: others take long to start
    monkeypatch.setattr("explorer.space.build.fit_map", lambda latents, seed, neighbours: latents[:, :2])
    Path("mine.toml").write_text(RECIPE, encoding="utf-8")


def test_a_recipe_makes_its_zoo_and_then_its_stages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "mine.toml"]) == 0
    said = capsys.readouterr()
    assert "No zoo in zoos/tiny: it is made first, about 1 min on two cores." in said.err
    command = next(line for line in said.err.splitlines() if line.startswith("python -m explorer zoo classifiers "))
    assert "The space is in pretrained/mine" in said.out
    info = load_space(Path("pretrained/mine")).info
    assert (info["title"], info["splits"]) == ("Tiny digits", {"train": 4, "heldout": 2})
    second = info["provenance"]
    first = second["started_from"]
    assert [one["recipe"]["steps"] for one in (first, second)] == [6, 4]
    assert [one["seed"] for one in (first, second)] == [0, 7]
    assert [one["stage"] for one in (first, second)] == ["1 of 2", "2 of 2"]
    assert second["command"] == "python -m explorer train mine.toml --out pretrained/mine --heldout 2"
    assert Path("runs/mine/stage-1/curve.csv").exists()
    # The zoo's command is one that can be typed; the zoo is whole, and it is used again.
    assert main([*shlex.split(command)[3:], "--resume"]) == 0
    assert len(read_zoo(Path("zoos/tiny"))) == 6
    capsys.readouterr()
    # What is there is not replaced by chance, nor is a run.
    assert main(["train", "mine.toml"]) == 2
    assert "Say --out pretrained/mine to replace it" in capsys.readouterr().err
    assert main(["train", "mine.toml", "--out", "pretrained/mine"]) == 2
    assert "stage-1 already holds a run" in capsys.readouterr().err


def test_stages_go_on_where_they_were_stopped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = list[int]()

    def interrupted(maker: object, out: Path, **options: object) -> None:
        done.append(1)
        if len(done) == 2:
            raise KeyboardInterrupt
        build_space(maker, out, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("explorer.space.build.build_space", interrupted)
    assert main(["train", "mine.toml", "--out", "s"]) == 130
    assert not Path("s").exists()
    assert Path("runs/s/stage-1/space/space.json").exists()
    hint = capsys.readouterr().err.split("Go on with: python -m explorer ")[1].strip()
    assert hint == "train mine.toml --out s --heldout 2 --resume"
    assert main(shlex.split(hint)) == 0
    assert len(done) == 3, "the first stage is not done again"
    assert load_space(Path("s")).info["provenance"]["stage"] == "2 of 2"


def test_steps_of_ones_own_are_one_training() -> None:
    assert main(["train", "mine.toml", "--steps", "3", "--out", "s", "--seed", "5"]) == 0
    made = load_space(Path("s")).info["provenance"]
    assert (made["recipe"]["steps"], made["seed"], "stage" in made, "started_from" in made) == (3, 5, False, False)


def test_a_stage_alone_goes_on_from_a_space(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "mine.toml", "--stage", "1", "--out", "s"]) == 0
    capsys.readouterr()
    assert main(["train", "mine.toml", "--stage", "2", "--out", "t", "--zoo", "zoos/tiny"]) == 2
    assert "Stage 2 of mine goes on from a space.\nAdd --start SPACE." in capsys.readouterr().err
    assert main(["train", "mine.toml", "--stage", "3", "--out", "t", "--start", "s"]) == 2
    assert "mine has no stage 3.\nChoose 1 to 2." in capsys.readouterr().err
    assert not Path("t").exists()
    assert main(["train", "mine.toml", "--stage", "2", "--out", "t", "--start", "s"]) == 0
    made = load_space(Path("t")).info["provenance"]
    assert (made["recipe"]["steps"], made["seed"], made["started_from"]["seed"]) == (4, 7, 0)
    assert made["command"] == ("python -m explorer train mine.toml --out t --seed 7 --stage 2 --heldout 2 --start s")


def test_parts_and_training_alone_with_a_zoo_of_ones_own() -> None:
    """`train KIND --zoo --recipe`: title, split and further zoo are the command's."""
    options = ["--data", "digits", "--count", "5", "--width", "2", "--steps", "1:3", "--teacher-steps", "2"]
    assert main(["zoo", "classifiers", *options, "--teacher", "ResNet8", "--out", "z"]) == 0
    command = ["train", "classifiers", "--zoo", "z", "--out", "s", "--recipe", "mine.toml", "--heldout", "1"]
    assert main([*command, "--steps", "2"]) == 0
    info = load_space(Path("s")).info
    assert (info["title"], info["splits"]["heldout"]) == ("s", 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mine"], "Unknown recipe 'mine'"),
        (["furnitur"], "Did you mean 'furniture'?"),
        (["absent.toml"], "There is no recipe file absent.toml"),
        (["mine.toml", "--zoo", "nowhere"], "Make it with: python -m explorer zoo classifiers --data digits --count 6"),
        (["classifiers-single"], "is for a zoo of your own"),
        (["paper-chairs"], "Make it with: python -m explorer zoo shapes --width 256"),
        (["images", "--recipe", "mine.toml"], "mine.toml is a recipe of the kind 'classifier', not 'image'"),
        (["mine.toml", "--device", "cuda:77"], "The device 'cuda:77' is not there"),
        (["mine.toml", "--heldout", "6", "--out", "s"], "Cannot hold out 6 of 6"),
    ],
)
def test_what_cannot_be_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", *words]) == 2
    assert said in capsys.readouterr().err
    assert not Path("pretrained").exists()
    assert not Path("s").exists()


def test_another_zoo_in_its_place_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--data", "digits", "--count", "2", "--width", "3", "--steps", "1:2", "--teacher-steps", "1"]
    assert main(["zoo", "classifiers", *options, "--teacher", "ResNet8", "--out", "zoos/tiny"]) == 0
    assert main(["train", "mine.toml"]) == 2
    assert "zoos/tiny holds another zoo" in capsys.readouterr().err


def test_recipes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["train", "--list"])
    assert end.value.code == 0
    rows = capsys.readouterr().out
    for file in FOLDER.glob("*.toml"):
        assert re.search(rf"^{re.escape(file.stem)} ", rows, re.MULTILINE), file.stem


# --- the paper's own settings, for some steps, on files of the true form


def write_cifar(folder: Path, records: int) -> None:
    folder.mkdir()
    rng = np.random.default_rng(0)
    for name in (*cifar.TRAIN_FILES, cifar.TEST_FILE):
        labels = np.arange(records, dtype=np.uint8)[:, None] % 10
        (folder / name).write_bytes(np.hstack([labels, rng.integers(0, 256, (records, 3072), np.uint8)]).tobytes())


def write_tiny_imagenet(root: Path, classes: int, each: int, test: int) -> None:
    rng = np.random.default_rng(0)
    wnids = [f"n{k:08}" for k in range(classes)]

    def jpeg(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 256, (64, 64, 3), np.uint8)).save(path, "JPEG")

    for wnid in wnids:
        for i in range(each):
            jpeg(root / "train" / wnid / "images" / f"{wnid}_{i}.JPEG")
    lines = []
    for k in range(test):
        jpeg(root / "val" / "images" / f"val_{k}.JPEG")
        lines.append(f"val_{k}.JPEG\t{wnids[k % classes]}\t0\t0\t9\t9\n")
    (root / "val" / "val_annotations.txt").write_text("".join(lines))
    (root / "wnids.txt").write_text("\n".join(wnids))


def some_steps(name: str, changes: Mapping[str, str]) -> Path:
    """The shipped file, with fewer networks and steps, and a latent that fits a test."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in {"latent = 4096": "latent = 32", "heldout = ": "heldout = 2 # ", **changes}.items():
        found = re.subn(rf"\b{old}[^,}}\n]*" if old.endswith("= ") else re.escape(old), new, text)
        assert found[1], old
        text = found[0]
    file = Path(f"{name}.toml")
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def images(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def written(name: str) -> Path:
        if name == "cifar10":
            monkeypatch.setattr(cifar, "RECORDS", 20)
            write_cifar(Path("cifar"), 20)
            return Path("cifar")
        monkeypatch.setattr(tinyimagenet, "CLASSES", 3)
        monkeypatch.setattr(tinyimagenet, "TRAIN_OF_EACH", 12)
        monkeypatch.setattr(tinyimagenet, "TEST", 9)
        write_tiny_imagenet(Path("tiny-imagenet-200"), 3, 12, 9)
        return Path("tiny-imagenet-200")

    return written


FOUR = ["LeNetLike", "VanillaCNN", "ResNet8", "ResNet32"]


@pytest.mark.parametrize(
    ("name", "data", "counts", "archs"),
    [
        ("paper-cifar10-resnet8", "cifar10", "count = 4", ["ResNet8"]),
        pytest.param("paper-tinyimagenet-resnet8", "tinyimagenet", "count = 4", ["ResNet8"], marks=pytest.mark.slow),
        pytest.param("paper-tinyimagenet-multi", "tinyimagenet", "count = [2, 2, 2, 2]", FOUR, marks=pytest.mark.slow),
        pytest.param("paper-tinyimagenet-unseen", "tinyimagenet", "count = [2, 0, 0, 2]", FOUR, marks=pytest.mark.slow),
    ],
)
def test_the_papers_settings_for_some_steps(
    name: str, data: str, counts: str, archs: list[str], images: Callable[[str], Path]
) -> None:
    shipped = FOLDER / f"{name}.toml"
    text = shipped.read_text(encoding="utf-8")
    counted, length = re.search(r"count = (\[[^\]]*\]|\d+)", text), re.search(r'steps = "[\d:]+"', text)
    assert counted is not None
    assert length is not None
    changes = {counted[0]: counts, length[0]: 'steps = "1:2"'}
    if "teacher = " in text:
        changes |= {'teacher = "ResNet56"': 'teacher = "ResNet8"', "teacher_steps = ": "teacher_steps = 1"}
    else:
        changes |= {"width = 16": 'width = 16, teacher = "ResNet8", teacher_steps = 1'}
    file, wanted = some_steps(name, changes), read_recipe(shipped).training
    assert (wanted.model.latent, wanted.rate, wanted.weight_decay, wanted.average) == (4096, 1e-4, 0, 0)
    files = images(data)
    assert main(["train", str(file), "--data", str(files), "--steps", "2", "--out", "s"]) == 0
    info = load_space(Path("s")).info
    assert [arch["name"] for arch in info["architectures"]] == archs
    assert {arch["width"] for arch in info["architectures"]} == {16}
    assert (info["model"]["prep_height"], info["model"]["prep_width"]) == (wanted.model.prep_height, 10_000)
    recipe = info["provenance"]["recipe"]
    assert (recipe["schedule"], recipe["momentum"], recipe["clip"]) == ("constant", [0.9, 0.999], 0.0)
    stated = json.loads((Path("zoos") / name / "zoo.json").read_text())
    assert stated["data"] in ("cifar-10", "tiny-imagenet")
    seen = {arch for arch, count in zip(archs, stated["counts"], strict=True) if count}
    assert set(info["provenance"]["zoo_accuracy"]) == {"teacher", *seen}
