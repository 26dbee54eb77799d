"""`zoo` and `train` as every kind has them, on a kind that is registered here."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.main import main
from explorer.errors import ZooError
from explorer.kinds import registry
from explorer.kinds.protocols import Command, Lesson, Training, ZooCommands
from explorer.kinds.registry import Kind
from explorer.netspace.recipes import TrainingRecipe
from explorer.zoo.store import ZooFolder

Report = Callable[[int, int], None]


class Zoos:
    """A kind whose zoos are empty folders."""

    folders = ("stones",)

    def __init__(self, *names: str) -> None:
        self.zoos = tuple(Command(name, "heap", "heaping", self.options, self.make, self.repeat) for name in names)
        self.interrupted = False

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--size", default="large")

    def make(self, args: argparse.Namespace, report: Report) -> str:
        if self.interrupted:
            raise KeyboardInterrupt
        report(0, 2)
        ZooFolder.create(args.out, {"kind": "stones", "count": 2, "batch": 1, "size": args.size}, resume=args.resume)
        report(2, 2)
        return "2 stones"

    def repeat(self, args: argparse.Namespace) -> list[str]:
        return ["--size", args.size]

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Report) -> dict[str, Any]:
        if args.sheet:
            raise ZooError("Stones are not drawn.")
        report(1, 1)
        return {"weight": {"mean": 3.0}, "sampled": args.sample}


class Train:
    """A kind that cannot be trained to the end."""

    name, help, recipe, heldout = "stones", "a heap", "rough", 3

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--polish", action="store_true")

    def repeat(self, args: argparse.Namespace) -> list[str]:
        return ["--polish"] if args.polish else []

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        return {"rough": TrainingRecipe(steps=7), "fine": TrainingRecipe(steps=9)}

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        self.asked = (recipe, args.heldout, args.polish)
        raise KeyboardInterrupt


@pytest.fixture
def stones() -> Iterator[tuple[Zoos, Train]]:
    zoos, train = Zoos("stones"), Train()
    registry.register(Kind("stone", "stones", {ZooCommands: zoos, Training: train}))
    yield zoos, train
    registry.forget("stone")


def test_a_kinds_zoo_is_made_and_measured(
    stones: tuple[Zoos, Train], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zoo = str(tmp_path / "z")
    assert main(["zoo", "stones", "--out", zoo, "--size", "small"]) == 0
    out, err = capsys.readouterr()
    assert out == f"2 stones in {zoo}\n"
    assert "heaping" in err
    assert main(["zoo", "check", zoo, "--json", "--sample", "5"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert numbers == {"weight": {"mean": 3.0}, "sampled": 5, "seconds_per_network": None}
    assert main(["zoo", "check", zoo, "--sheet", str(tmp_path / "s.png")]) == 2
    assert "Stones are not drawn" in capsys.readouterr().err


def test_a_zoo_that_no_kind_measures_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ZooFolder.create(tmp_path / "z", {"kind": "stones"}, resume=False)
    assert main(["zoo", "check", str(tmp_path / "z")]) == 2
    err = capsys.readouterr().err
    assert "is a zoo of 'stones'" in err
    assert "furniture, shapes, classifiers" in err


def test_ctrl_c_says_how_to_go_on_with_any_zoo(
    stones: tuple[Zoos, Train], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stones[0].interrupted = True
    assert main(["zoo", "stones", "--out", str(tmp_path / "a b"), "--seed", "4", "--size", "small"]) == 130
    hint = capsys.readouterr().err.partition("Go on with: ")[2].strip()
    assert hint == f"python -m explorer zoo stones --out '{tmp_path / 'a b'}' --seed 4 --size small --resume"


@pytest.mark.parametrize("typed", ["stones", "stone"])
def test_ctrl_c_says_how_to_go_on_with_any_training(
    stones: tuple[Zoos, Train], typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["train", typed, "--zoo", "z", "--out", "s", "--recipe", "fine", "--steps", "2", "--polish"]
    assert main([*command, "--run", "r", "--title", "My heap"]) == 130
    hint = capsys.readouterr().err.partition("python -m explorer ")[2].strip()
    assert hint.startswith("train stones --zoo z --out s --recipe fine --seed 0 --heldout 3 --steps 2")
    assert stones[1].asked == (TrainingRecipe(steps=2), 3, True)
    assert main(shlex.split(hint)) == 130
    assert hint in capsys.readouterr().err


def test_recipes_are_looked_for_among_the_kinds(stones: tuple[Zoos, Train], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "stones", "--zoo", "z", "--out", "s", "--recipe", "furniture"]) == 2
    assert "Choose from: rough, fine" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["furniture", "check"])
def test_a_name_that_is_taken_is_left_out(
    name: str, stones: tuple[Zoos, Train], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Train, "name", "shapes")
    registry.register(Kind("stone", "stones", {ZooCommands: Zoos(name), Training: stones[1]}))
    with pytest.raises(SystemExit):
        main(["zoo", name, "--help"])
    out, err = capsys.readouterr()
    assert f"`zoo {name}` of the kind 'stone' is left out" in err
    assert "--size" not in out
    with pytest.raises(SystemExit):
        main(["train", "shapes", "--help"])
    out, err = capsys.readouterr()
    assert "`train shapes` of the kind 'stone' is left out" in err
    assert "--polish" not in out


def test_a_kind_that_cannot_be_imported_is_named_and_hurts_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    promises = {ZooCommands: "explorer.no_such_module:ZOO", Training: "explorer.errors:NoSuchName"}
    registry.register(Kind("stone", "stones", promises))
    try:
        for command in ("zoo", "train"):
            with pytest.raises(SystemExit) as end:
                main([command, "--help"])
            assert end.value.code == 0
            out, err = capsys.readouterr()
            assert "furniture" in out
            assert "kind 'stone' cannot be imported" in err
            assert err.count("\n") == 1
        # What needs no kinds does not even ask.
        assert main(["spaces", str(tmp_path)]) == 0
        assert capsys.readouterr().err == ""
    finally:
        registry.forget("stone")
