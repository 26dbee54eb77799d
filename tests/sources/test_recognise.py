"""What folders are, and where one may look."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.cli.main import build_parser
from explorer.errors import DataError, ZooError
from explorer.jobs.plan import Step
from explorer.kinds.classifiers.zoo import Trained
from explorer.kinds.protocols import Places, Recognised
from explorer.sources import roots, uploads
from explorer.sources.recognise import examples, recognise
from explorer.sources.roots import Roots, folder_name, listing, unused
from explorer.zoo.store import ZooFolder


def picture(path: Path, seed: int = 0, mode: str = "L") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    values = np.random.default_rng(seed).integers(0, 255, (12, 12, 3), dtype=np.uint8)
    Image.fromarray(values).convert(mode).save(path)


def commands(found: Recognised, tmp_path: Path, **chosen: str) -> tuple[Step, ...]:
    """The commands of the defaults, each understood by the command line."""
    assert found.steps is not None
    asked = {option.key: option.default for option in found.options} | chosen
    steps = found.steps({**asked, "title": "My space"}, Places(tmp_path / "z", tmp_path / "s", tmp_path / "r", 2))
    for step in steps:
        assert step.seconds > 0
        build_parser(step.argv[0]).parse_args([*step.argv, *(["--resume"] if step.resumable else [])])
    return steps


def test_a_folder_of_pictures(tmp_path: Path) -> None:
    for k in range(10):
        picture(tmp_path / "in" / ("cat" if k % 2 else "dog") / f"{k} 🐈.PNG", k, "RGB" if k == 3 else "L")
    (tmp_path / "in" / "cat" / "notes.txt").write_text("x")
    (tmp_path / "in" / "cat" / "bad.png").write_bytes(b"x")
    (tmp_path / "in" / ".DS_Store").write_bytes(b"x")
    found = recognise(tmp_path / "in")
    assert found.kind == "image"
    assert found.counts == (("pictures", 10),)
    assert [name for name, _ in found.refused] == ["cat/bad.png", "cat/notes.txt"]
    assert found.labels == {"class": {"cat": 6, "dog": 5}}
    assert dict(one.choices[0] for one in found.options)["3"] == "colour"  # one of them is
    fit, train, measure = commands(found, tmp_path, steps="300")
    assert fit.argv[:3] == ("zoo", "images", str(tmp_path / "in"))
    assert "--colour" in fit.argv
    assert train.run == str(tmp_path / "r")
    assert train.argv[train.argv.index("--steps") + 1] == "300"
    assert measure.argv == ("evaluate", str(tmp_path / "s"), "--write")


def test_a_folder_of_one_image_says_how_many_are_needed(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    assert "at least 8" in recognise(tmp_path).problem


@pytest.mark.parametrize("names", [("a.txt", "b.csv"), ("a.png", "b.txt", "c.txt", "d.txt"), ()])
def test_what_is_nothing_that_is_known(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(DataError, match=r"is known: |is empty"):
        recognise(tmp_path)


def test_finished_zoos_of_each_kind(
    tiny_zoo: ZooFolder, tiny_pictures_dir: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    furniture = recognise(tiny_zoo.path)
    assert (furniture.kind, furniture.counts, furniture.problem) == ("sdf", (("networks", 21),), "")
    commands(furniture, tmp_path)
    pictures = recognise(next(tmp_path_factory.getbasetemp().glob("pictures*/zoo")))
    assert pictures.kind == "image"
    commands(pictures, tmp_path)


def test_a_zoo_of_classifiers(
    tmp_path: Path, tiny_classifier_zoo: Trained, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = recognise(next(tmp_path_factory.getbasetemp().glob("classifiers*/zoo")))
    assert found.labels == {"architecture": {"LeNetLike": 5, "ResNet8": 5}}
    assert "at least 12" in found.problem  # these are ten
    commands(found, tmp_path)


def test_digits_are_an_example(tmp_path: Path) -> None:
    make, train, _ = commands(examples()["Handwritten digits"](), tmp_path, count="40", share="0.2")
    assert make.argv[:2] == ("zoo", "digits")
    assert train.argv[train.argv.index("--steps") + 1] == "500"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "cannot be read"),
        ("[]", "not of format"),
        ('{"format": 9}', "not of format"),
        ('{"format": 1, "kind": "spaceships"}', "not known here"),
        ('{"format": 1, "kind": "furniture"}', "no finished batch"),
    ],
)
def test_a_zoo_that_is_damaged_or_of_others(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "zoo.json").write_text(text)
    with pytest.raises(ZooError, match=what):
        recognise(tmp_path)


def test_a_zoo_that_says_too_little(tmp_path: Path, tiny_zoo: ZooFolder) -> None:
    (tmp_path / "batches").symlink_to(tiny_zoo.path / "batches")
    (tmp_path / "zoo.json").write_text(json.dumps({"format": 1, "kind": "furniture", "count": "many"}))
    with pytest.raises(ZooError, match="malformed"):
        recognise(tmp_path)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data/cats/1", "data/cats/2", "data/.hidden", "data/__MACOSX", "data/zoo/batches", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "data/zoo/zoo.json").write_text("{}")
    for k in range(roots.MANY + 1):
        (tmp_path / "data/classes" / str(k)).mkdir(parents=True)
    (tmp_path / "data/out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "data/round").symlink_to(tmp_path / "data/round")
    monkeypatch.setenv(roots.DATA, str(tmp_path / "data"))
    return tmp_path


def test_folders_that_can_be_chosen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Roots.configured()
    assert [found.called(path) for path in found.listed()] == ["cats", "classes", "zoo", "cats/1", "cats/2"]
    monkeypatch.delenv(roots.DATA)
    monkeypatch.chdir(root)
    assert next(map(Roots.configured().called, Roots.configured().listed())) == "data/cats"


def test_uploads_of_others_cannot_be_chosen(root: Path) -> None:
    uploaded = root / "data/uploads"
    for name in ("theirs/inner", "mine", "examples"):
        (uploaded / name).mkdir(parents=True)
    before = [path.name for path in Roots.configured().listed()]
    assert {"uploads", "theirs", "inner", "mine"} <= set(before)  # a folder of that name may be somebody's own
    uploads.mark(uploaded / "theirs")
    (uploaded / "examples/a.npz").touch()
    uploads.mark(uploaded / "examples/a.npz")
    left = [name for name in before if name not in ("uploads", "theirs", "inner", "examples")]
    assert [path.name for path in Roots.configured().listed()] == left


@pytest.mark.parametrize(
    "asked",
    ["elsewhere", "data/../elsewhere", "data/out", "data/round", "data", "data/no", "data/zoo/zoo.json", ".", "\0"],
)
def test_no_other_folder_can(root: Path, asked: str) -> None:
    with pytest.raises(DataError):
        Roots.configured().inside(root / asked)


def test_inside_is_inside(root: Path) -> None:
    assert Roots.configured().inside(root / "data/zoo/../cats") == (root / "data/cats").resolve()


def test_a_link_that_leads_out_of_a_folder_is_refused(root: Path) -> None:
    (root / "elsewhere/secret.png").write_bytes(b"x")
    (root / "data/cats/a.png").symlink_to(root / "elsewhere/secret.png")
    with pytest.raises(DataError, match="leads out of cats"):
        listing(root / "data/cats")


def test_a_listing_is_bounded_and_passes_over_what_systems_leave(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.png", "1/b.png", ".DS_Store", "Thumbs.db"):
        (root / "data/cats" / name).write_bytes(b"x")
    found = listing(root / "data/cats")
    assert (found.files, found.more) == (("1/b.png", "a.png"), False)
    monkeypatch.setattr(roots, "MOST_FILES", 1)
    assert listing(root / "data/cats").more


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read(root: Path) -> None:
    (root / "data/cats/1").chmod(0)
    with pytest.raises(DataError, match="cannot be read"):
        listing(root / "data/cats")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My cats!", "my-cats"), ("../../etc", "etc"), ("Käse", "kase"),
        ("Größe", "grosse"), ("GRÖẞE", "grosse"), ("Smørrebrød", "smorrebrod"),
        ("猫", ""), ("", ""), ("a/b\\c", "a-b-c"),
        ("x" * 90, "x" * 60), (".hidden", "hidden"), ("-rf", "rf"), ("CON", "con"),
    ],
)  # fmt: skip
def test_names_of_folders(text: str, name: str) -> None:
    assert folder_name(text) == name


def test_unused(tmp_path: Path) -> None:
    assert unused(tmp_path, "a").name == "a"
    (tmp_path / "a").mkdir()
    (tmp_path / "a-2").mkdir()
    assert unused(tmp_path, "a").name == "a-3"
    (tmp_path / "digits.npz").touch()
    assert unused(tmp_path, "digits.npz").name == "digits-2.npz"
    (tmp_path / "v1.5").mkdir()
    assert unused(tmp_path, "v1.5").name == "v1.5-2"
