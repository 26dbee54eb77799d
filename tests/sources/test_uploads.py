"""Uploads that nobody came back to are removed, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explorer.sources import uploads as module
from explorer.sources.uploads import DAYS, EXAMPLES, mark, marked, remove, sweep

NOW = 2_000_000_000.0
DAY = 86_400.0


def upload(folder: Path, name: str, days: float, size: int = 10) -> Path:
    """As if it had been unpacked so many days ago."""
    path = folder / name
    (path / "inner").mkdir(parents=True)
    (path / "inner" / "a.bin").write_bytes(bytes(size))
    mark(path)
    _since(path, days)
    return path


def _since(path: Path, days: float) -> None:
    note = path.with_name(f".{path.name}.upload")
    os.utime(note, (NOW - days * DAY, NOW - days * DAY))


def test_what_nobody_trained_on_goes_after_some_days(tmp_path: Path) -> None:
    old, new = upload(tmp_path, "old", DAYS + 1), upload(tmp_path, "new", DAYS - 1)
    assert sweep(tmp_path, [], NOW) == [old]
    assert not old.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new.upload", "new"]
    assert new.is_dir()


def test_what_a_training_was_begun_with_stays(tmp_path: Path) -> None:
    for name in ("whole", "part", "other"):
        upload(tmp_path, name, 400)
    used = [tmp_path / "whole", tmp_path / "part" / "inner", Path("import"), tmp_path / "oth"]
    assert sweep(tmp_path, used, NOW) == [tmp_path / "other"]


def test_examples_go_like_folders(tmp_path: Path) -> None:
    (tmp_path / EXAMPLES).mkdir()
    for name, days in (("old.npz", 8), ("used.npz", 8), ("new.npz", 1)):
        file = tmp_path / EXAMPLES / name
        file.write_bytes(b"x")
        mark(file)
        _since(file, days)
    assert sweep(tmp_path, [tmp_path / EXAMPLES / "used.npz"], NOW) == [tmp_path / EXAMPLES / "old.npz"]
    assert len(marked(tmp_path)) == 2


def test_somebodys_own_files_are_never_touched(tmp_path: Path) -> None:
    """A folder that is called `uploads` may have been there before."""
    (tmp_path / "mine").mkdir()
    (tmp_path / ".mine.0123.tmp").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".link.upload").touch()
    before = {path.name for path in tmp_path.iterdir()}
    assert sweep(tmp_path, [], NOW + 1000 * DAY) == []
    assert {path.name for path in tmp_path.iterdir()} == before - {".link.upload"}


def test_beyond_the_bound_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 250)
    for name, days in (("a", 3), ("b", 2), ("c", 1), ("just-now", 0)):
        upload(tmp_path, name, days, 100)
    assert sweep(tmp_path, [], NOW) == [tmp_path / "b", tmp_path / "a"]
    monkeypatch.setattr(module, "MOST_BYTES", 50)
    assert sweep(tmp_path, [], NOW) == [tmp_path / "c"], "what has just come stays: somebody is about to train on it"


def test_what_was_left_half_unpacked_goes_after_a_day(tmp_path: Path) -> None:
    young, old = (tmp_path / f".photos.0a1b2c3{k}.tmp" for k in (0, 1))
    for path, hours in ((young, 1), (old, 25)):
        path.mkdir()
        os.utime(path, (NOW - hours * 3600, NOW - hours * 3600))
    assert sweep(tmp_path, [], NOW) == [old]
    assert young.exists()


def test_what_is_removed_takes_its_mark_along(tmp_path: Path) -> None:
    path = upload(tmp_path, "x", 0)
    remove(path)
    assert list(tmp_path.iterdir()) == []
    assert sweep(tmp_path / "nowhere", [], NOW) == []
