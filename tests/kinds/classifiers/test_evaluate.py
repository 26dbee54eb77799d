"""A space measured in parts, ends of paths judged once: the same figures as one network after the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from explorer.cli import evaluate as command
from explorer.cli.main import main
from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.measure.evaluate import evaluate, evaluate_part, merged, part_names
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.evaluate import path_accuracies
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.space.bundle import load_space, update_metrics

REPO = Path(__file__).parents[3]
SHARES = np.linspace(0, 1, 5)


@pytest.mark.parametrize("kind", [PathKind.STRAIGHT, PathKind.ZOO, PathKind.RAW])
def test_ends_that_were_judged_already_are_worth_the_same(tiny_classifiers: ClassifierSpace, kind: PathKind) -> None:
    space, engine = tiny_classifiers, Engine("cpu")
    a, b = np.flatnonzero(space.zoo.archs == space.zoo.archs[0])[:2].tolist()
    archs, accuracy = path_accuracies(engine, space, a, b, kind, SHARES)
    if kind is PathKind.RAW:
        sources = [Raw(a, b, float(t)) for t in SHARES]
        assert archs[0] == space.zoo.archs[a]
        np.testing.assert_array_equal(
            accuracy[[0, -1]], accuracies(engine, space, [Input(a), Input(b)], space.images.test)[1]
        )
    else:
        path = make_path(space, a, b, kind)
        sources = [Decoded.of(latent_at(path, float(t))) for t in SHARES]
    wanted_archs, wanted = accuracies(engine, space, sources, space.images.test)
    assert archs == wanted_archs
    np.testing.assert_array_equal(accuracy, wanted)


def test_shares_need_not_have_the_ends(tiny_classifiers: ClassifierSpace) -> None:
    engine = Engine("cpu")
    _, whole = path_accuracies(engine, tiny_classifiers, 0, 9, PathKind.STRAIGHT, SHARES)
    for few in ([1, 2], [2], [0], [4, 0]):
        _, found = path_accuracies(engine, tiny_classifiers, 0, 9, PathKind.STRAIGHT, SHARES[few])
        np.testing.assert_array_equal(found, whole[few])


def test_parts_are_merged_within_each_other() -> None:
    first = {"paths": {"latent": 1, "half": {"latent": 2}}, "k": 1}
    assert merged(first, {"paths": {"raw": 3, "half": {"raw": 4}}, "k": 2}) == {
        "paths": {"latent": 1, "half": {"latent": 2, "raw": 4}, "raw": 3},
        "k": 2,
    }
    assert first["paths"] == {"latent": 1, "half": {"latent": 2}}


def test_the_parts_together_are_the_measurement(tiny_classifiers: ClassifierSpace) -> None:
    engine = Engine("cpu")
    whole = evaluate(engine, tiny_classifiers)
    parts = dict[str, object]()
    for name in part_names(engine, tiny_classifiers):
        parts = merged(parts, evaluate_part(Engine("cpu"), tiny_classifiers, name))
    assert parts == whole


def test_a_measurement_goes_on_where_it_was_stopped(
    tiny_classifiers_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    space = tiny_classifiers_dir / "digits"
    real, measured = command._measure_beside_nobody, list[str]()

    def stopped(engine: object, opened: object, bars: object, part: str) -> object:
        measured.append(part)
        if len(measured) == 3:
            raise KeyboardInterrupt
        return real(engine, opened, bars, part)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "_measure_beside_nobody", stopped)
    assert main(["evaluate", str(space), "--json", "--workers", "1"]) == 130
    said = capsys.readouterr()
    assert "--resume" in said.err
    before = list(measured)
    assert main(["evaluate", str(space), "--json", "--workers", "1", "--resume"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert measured[3:][0] == before[2]  # what was begun and not finished is done again, what was finished is not
    assert not set(measured[3:]) & set(before[:2])
    assert not list(Path("runs").glob("evaluate-*"))
    monkeypatch.setattr(command, "_measure_beside_nobody", real)
    assert main(["evaluate", str(space), "--json", "--workers", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == found


def test_some_parts_alone_leave_the_others_as_they_are(
    tiny_classifiers_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(tiny_classifiers_dir / "digits", tmp_path / "digits")
    measured = ["evaluate", "digits", "--write", "--workers", "1", "--json", "--only", "networks"]
    assert main(measured) == 2
    assert "never measured whole" in capsys.readouterr().err
    before = load_space(REPO / "pretrained" / "fashion-joint").info["metrics"]  # those of any space of several do
    update_metrics(tmp_path / "digits", before)
    command_line = ["evaluate", "digits", "--only", "networks", "--workers", "1", "--json"]
    assert main(command_line) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["accuracy_gap_points"]) == {"train"}
    assert load_space(tmp_path / "digits").info["metrics"] == before
    assert main([*command_line, "--write"]) == 0
    written = load_space(tmp_path / "digits").info["metrics"]
    assert written == merged(before, found)
    assert written["accuracy_gap_points"]["heldout"] == before["accuracy_gap_points"]["heldout"]
    assert written["teacher"] == found["teacher"] != before["teacher"]
    capsys.readouterr()
    assert main(["evaluate", "digits", "--only", "network"]) == 2
    assert "Choose from: networks, 'held out'" in capsys.readouterr().err
