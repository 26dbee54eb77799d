"""Neighbours of large spaces on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.files import CACHE
from explorer.space import keptroads, roads
from explorer.space.metric import nearest_others
from explorer.space.roads import Roads


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path))
    monkeypatch.setattr(roads, "KEPT", 50)
    return tmp_path


def cloud(seed: int = 0) -> Roads:
    return Roads(np.arange(80), np.random.default_rng(seed).normal(size=(80, 5)).astype(np.float32))


def test_neighbours_are_found_once_and_give_the_same_routes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cloud()
    wanted = [first.route(first.points[0], first.points[k]).tolist() for k in range(1, 20)]
    assert any(wanted)
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(roads, "nearest_others", None)  # whoever asked it again would fail
    again = cloud()
    assert [again.route(again.points[0], again.points[k]).tolist() for k in range(1, 20)] == wanted


def test_those_of_other_points_have_another_file(folder: Path) -> None:
    ids = [cloud(seed)._near[0].tolist() for seed in (0, 1)]
    assert ids[0] != ids[1]
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", ["cut", "far", "negative"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: str) -> None:
    points = cloud().points
    wanted = cloud()._near
    (file,) = folder.iterdir()
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-40])
    else:
        ids, distances = (values.copy() for values in wanted)
        (ids if damage == "far" else distances)[3, 3] = 80 if damage == "far" else -1
        keptroads.write_near(points, 12, ids, distances)
    found = cloud()._near
    np.testing.assert_array_equal(found[0], wanted[0])
    again = keptroads.read_near(points, 12)
    assert again is not None
    np.testing.assert_array_equal(again[1], wanted[1])


def test_a_folder_that_cannot_be_made_costs_time_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("in the way")
    monkeypatch.setenv(CACHE, str(folder / "file" / "below"))
    ids, _ = cloud()._near
    np.testing.assert_array_equal(ids, nearest_others(cloud().points, 12)[0])
    assert [file.name for file in folder.iterdir()] == ["file"]
