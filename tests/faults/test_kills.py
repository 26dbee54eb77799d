"""Commands are killed at chosen moments and go on: what is made in the end is what an undisturbed run makes.

`python -m pytest -m faults -n 0 tests/faults` kills them over 50 times. After each kill what is there is absent, whole,
or refused in words; at the end nothing temporary is left.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save

from explorer.errors import ExplorerError
from explorer.kinds.classifiers.zoo import read_zoo as read_classifiers
from explorer.kinds.images.zoo import read_zoo as read_pictures
from explorer.kinds.shapes.own_zoo import read_zoo as read_shapes
from explorer.space.bundle import load_space
from explorer.space.schema import KEPT
from explorer.space.stated import list_spaces
from explorer.zoo.imported import ImportedZoo
from tests.faults import conftest as small
from tests.faults.killing import Runner, content, litter

pytestmark = pytest.mark.faults


@dataclass(frozen=True)
class Scenario:
    """A command that is killed.

    Attributes:
        argv: the command.
        made: what it makes, below its folder.
        read: opens that, whole, or raises ExplorerError.
        resumed: added to the command when it goes on.
        needs: what it works on, below the shared folder.
        kills: how often it is killed.
    """

    argv: list[str]
    made: str
    read: Callable[[Path], object]
    resumed: tuple[str, ...]
    needs: tuple[str, ...]
    kills: int


def _tensors(path: Path) -> object:
    with safe_open(path, "pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no dict


ENCODE = ["encode", "spaces/space", "nets/batches/00005.safetensors", "--save", "read.safetensors"]
EXPORT = ["export", "spaces/space", "--id", "0", "--out", "network.safetensors"]
GOES_ON = ("--resume",)
SCENARIOS = {
    "classifiers": Scenario(small.CLASSIFIERS, "nets", read_classifiers, GOES_ON, (), 8),
    "pictures": Scenario(small.PICTURES, "pictures", read_pictures, GOES_ON, (), 8),
    "shapes": Scenario(small.SHAPES, "shapes", read_shapes, GOES_ON, (), 8),
    "training": Scenario(small.TRAIN, "spaces/space", load_space, GOES_ON, ("nets",), 12),
    "training again": Scenario(small.TRAIN, "spaces/space", load_space, GOES_ON, ("nets", "older"), 6),
    "import": Scenario(small.IMPORT, "mine", ImportedZoo.open, (), (), 8),
    "export": Scenario(EXPORT, "network.safetensors", _tensors, (), ("spaces",), 4),
    "encode": Scenario(ENCODE, "read.safetensors", _tensors, (), ("nets", "spaces"), 4),
}
CARD, STARS = b"# My own card\n", save({"latents": np.zeros((1, 4), np.float32)})
MINE = {"README.md": CARD, KEPT: ({}, {"latents": bytes(16)})}


def test_kills_are_fifty() -> None:
    assert sum(one.kills for one in SCENARIOS.values()) >= 50


def fresh(root: Path, made: Path, needs: tuple[str, ...]) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    small.write_data(root)
    for name in needs:
        shutil.copytree(made / name, root / name.replace("older", "spaces"))
    if "older" in needs:
        (root / "spaces" / "space" / "README.md").write_bytes(CARD)
        (root / "spaces" / "space" / KEPT).write_bytes(STARS)
    return root


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_was_killed_goes_on_to_the_same(
    name: str, runner: Runner, made: Path, tmp_path: Path, rng: np.random.Generator, capsys: pytest.CaptureFixture[str]
) -> None:
    one = SCENARIOS[name]
    whole = fresh(tmp_path / "whole", made, one.needs)
    clean = runner.run(whole, *one.argv)
    assert (clean.code, litter(whole)) == (0, []), clean.err
    assert clean.changes is not None
    expected = content(whole / one.made)
    before = content(made / "older" / "space") | MINE if "older" in one.needs else None
    assert before != expected
    kills, lives, in_life = 0, 0, 0
    root = tmp_path / "killed"
    while kills < one.kills or in_life:
        if in_life == 0:
            fresh(root, made, one.needs)
            lives += 1
            assert lives < 10 * one.kills, "it ends before it is killed"
        more = one.resumed if in_life else ()
        moment: dict[str, float] = {}
        if kills < one.kills and in_life < 4:
            if kills % 3 == 2:
                moment = {"seconds": float(rng.uniform(0, clean.seconds))}
            else:
                moment = {"change": int(rng.integers(clean.changes)), "signal": signal.SIGKILL}
                if kills % 4 == 3:
                    moment["signal"] = signal.SIGTERM
        ended = runner.run(root, *one.argv, *more, **moment)
        _check(root, one, (expected, before))
        if ended.code in (-signal.SIGKILL, -signal.SIGTERM, 130):
            kills, in_life = kills + 1, in_life + 1
            if not one.resumed and (root / one.made).exists():
                in_life = 0  # it was finished before it was killed, and `_check` found it whole
            continue
        assert ended.code == 0, ended.err
        assert content(root / one.made) == expected
        assert litter(root) == []
        in_life = 0
    with capsys.disabled():
        print(f"\n{name}: {kills} kills in {lives} lives")


def _check(root: Path, one: Scenario, allowed: tuple[dict[str, object] | None, ...]) -> None:
    """What is there after a kill is absent, whole or refused in words; and nobody's own files are lost."""
    if "older" in one.needs:
        found = list_spaces(root / "spaces")
        assert [(each.name, each.problem) for each in found] == [("space", None)]
        assert (root / "spaces" / "space" / "README.md").read_bytes() == CARD
        assert (root / "spaces" / "space" / KEPT).read_bytes() == STARS
    path = root / one.made
    if not path.exists():
        return
    refused = refusal(one, path)
    assert refused is None or one.resumed, "what begins again leaves nothing"
    assert refused != ""
    if refused is None:
        assert content(path) in allowed


def refusal(one: Scenario, path: Path) -> str | None:
    """What to do with what cannot be opened; None: it can."""
    try:
        one.read(path)
    except ExplorerError as error:
        return error.remedy
    return None


def test_every_moment_of_replacing_a_space(runner: Runner, made: Path, tmp_path: Path) -> None:
    """The older space is moved aside for a moment: whoever looks then, or later, finds one of the two whole."""
    one = SCENARIOS["training again"]
    root = fresh(tmp_path / "root", made, one.needs)
    assert runner.run(root, *one.argv).code == 0  # from now on the training is finished, and only written again
    shutil.rmtree(root / "spaces")
    shutil.copytree(made / "older", root / "spaces")
    clean = runner.run(root, *one.argv, *one.resumed)
    assert clean.changes is not None
    expected, before = content(root / one.made) | MINE, content(made / "older" / "space") | MINE
    seen = set()
    for change in range(clean.changes - 14, clean.changes):
        shutil.rmtree(root / "spaces")
        shutil.copytree(made / "older", root / "spaces")
        (root / "spaces" / "space" / "README.md").write_bytes(CARD)
        (root / "spaces" / "space" / KEPT).write_bytes(STARS)
        ended = runner.run(root, *one.argv, *one.resumed, change=change)
        assert ended.code == -signal.SIGKILL
        seen.add((root / one.made).exists())
        _check(root, one, (expected, before))
    assert seen == {True, False}, "one of the kills was between the two renames"
