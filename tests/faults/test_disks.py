"""A full disk, files that may not grow, folders that cannot be written: each is said, and goes on afterwards."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.explore.live import terrain
from explorer.explore.live.contact_sheet import ContactSheet
from explorer.files import CACHE
from explorer.space import kept
from explorer.ui import kept_panel
from tests.faults import conftest as small
from tests.faults.killing import Runner, content, litter
from tests.faults.test_kills import SCENARIOS, fresh, refusal

pytestmark = pytest.mark.faults
NO_ROOM = {"import": "6 networks of 26 parameters need 686 bytes; 0 are free"}  # it asks before it begins
LEFT = 6 * 2**10  # bytes that are free on the full disk


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk in memory: `mounted("size=4m")`, and with the same call again sets its options."""
    disk = tmp_path / "disk"

    def mount(options: str) -> Path:
        there = os.path.ismount(disk)
        disk.mkdir(exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"remount,{options}" if there else options, "tmpfs", str(disk)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            pytest.skip("there is no `mount`")
        if done.returncode != 0:
            pytest.skip(f"a small disk cannot be mounted: {done.stderr.strip()}")
        return disk

    yield mount
    if os.path.ismount(disk):
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S607 - wherever the system has it


def _said_why(err: str, why: str) -> None:
    assert "error: " in err
    assert why in err
    assert "Traceback" not in err
    assert ".tmp" not in err, "it names the file, not a temporary one"


@pytest.mark.parametrize("name", ["classifiers", "pictures", "shapes", "training", "import", "export", "encode"])
def test_a_full_disk(name: str, runner: Runner, made: Path, tmp_path: Path, mounted: Callable[[str], Path]) -> None:
    one = SCENARIOS[name]
    whole = fresh(tmp_path / "whole", made, one.needs)
    clean = runner.run(whole, *one.argv)
    assert clean.code == 0, clean.err
    disk = mounted("size=6m")
    root = fresh(disk / "root", made, one.needs)
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(bytes(free - LEFT))
    ended = runner.run(root, *one.argv)
    assert ended.code == 2, ended.err
    _said_why(ended.err, NO_ROOM.get(name, "No space left on device"))
    path = root / one.made
    assert not path.exists() or refusal(one, path)
    assert litter(root) == []
    filler.unlink()
    again = runner.run(root, *one.argv, *(one.resumed if (root / one.made).exists() or name == "training" else ()))
    assert again.code == 0, again.err
    assert content(path) == content(whole / one.made)


@pytest.mark.parametrize("name", ["classifiers", "pictures", "shapes", "training", "import", "export", "encode"])
def test_files_that_may_not_grow(name: str, runner: Runner, made: Path, tmp_path: Path) -> None:
    """As by a quota: the file with which a limit is met is not there, and those before it are whole."""
    one = SCENARIOS[name]
    whole = fresh(tmp_path / "whole", made, one.needs)
    assert runner.run(whole, *one.argv).code == 0
    files = [whole / one.made] if (whole / one.made).is_file() else list((whole / one.made).rglob("*.*"))
    largest = max(file.stat().st_size for file in files) - 1
    root = fresh(tmp_path / "root", made, one.needs)
    ended = runner.run(root, *one.argv, largest=largest)
    assert ended.code == 2, ended.err
    _said_why(ended.err, "File too large")
    path = root / one.made
    assert not path.exists() or refusal(one, path)
    assert litter(root) == []
    again = runner.run(root, *one.argv, *(one.resumed if path.exists() or name == "training" else ()))
    assert again.code == 0, again.err
    assert content(path) == content(whole / one.made)


@pytest.fixture
def read_only(made: Path, mounted: Callable[[str], Path]) -> Path:
    """A folder of spaces that cannot be written, with one in it."""
    disk = mounted("size=6m")
    fresh(disk / "root", made, ("nets", "spaces"))
    mounted("ro")
    return disk / "root"


def test_pictures_and_terrain_of_a_read_only_space_are_kept_in_the_cache_folder(
    read_only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    engine = Engine("cpu")
    space = engine.open(read_only / "spaces" / "space")
    place = (float(space.positions[0, 0]), float(space.positions[0, 1]))
    picture = ContactSheet(engine).tile(space, place, "#336699")
    (kept_file,) = (tmp_path / "cache").rglob("*.png")
    assert kept_file.read_bytes() == picture
    growing = terrain.empty_terrain(space)
    for column, row in growing.lattice.cells:
        growing.value[row, column] = 50.0
    terrain.save_terrain(space, growing)
    assert (tmp_path / "cache").rglob(terrain.FILE)
    found = terrain.load_terrain(space)
    assert found is not None
    assert np.array_equal(found.value, growing.value, equal_nan=True)


def test_without_any_folder_pictures_are_kept_in_memory(read_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(read_only / "cache"))
    engine = Engine("cpu")
    space = engine.open(read_only / "spaces" / "space")
    sheet = ContactSheet(engine)
    assert sheet.tile(space, (0.0, 0.0), "#336699") == sheet.tile(space, (0.0, 0.0), "#336699")
    terrain.save_terrain(space, terrain.empty_terrain(space))  # it is told in the log
    assert terrain.load_terrain(space) is None


def test_a_point_that_cannot_be_kept_says_so(read_only: Path) -> None:
    space = Engine("cpu").open(read_only / "spaces" / "space")

    def keep() -> kept.KeptPoint:
        return kept.keep(space, "mine", space.latents[0] + 1, space.positions[0])

    with pytest.raises(OSError, match="Read-only"):
        keep()
    with pytest.raises(DataError, match="stays for this session only"):
        kept_panel._writing(keep)
    assert kept.overlay(space).points == ()


@pytest.mark.parametrize(
    "command",
    [small.CLASSIFIERS, small.PICTURES, small.SHAPES, small.IMPORT, small.TRAIN, SCENARIOS["export"].argv],
    ids=lambda argv: " ".join(argv[:2]),
)
def test_commands_say_that_a_folder_is_read_only(
    command: list[str], runner: Runner, read_only: Path, tmp_path: Path
) -> None:
    more = ["--resume"] if command is small.CLASSIFIERS else []
    ended = runner.run(read_only, *command, *more)
    assert ended.code == 2, ended.err
    _said_why(ended.err, "may not be written" if command is small.IMPORT else "Read-only file system")
