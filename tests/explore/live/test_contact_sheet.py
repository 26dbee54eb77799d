from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvista as pv
from PIL import Image

from explorer.errors import SelectionError
from explorer.explore.draw.png import png
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.explore.live.contact_sheet import (
    FOLDER,
    MAX_ROWS,
    TILE_SIZE,
    ContactSheet,
    make_lattice,
    prune,
    tile_name,
)
from explorer.files import CACHE
from explorer.kinds.protocols import Frames
from explorer.space.bundle import Space, load_space
from explorer.space.stated import list_spaces

COLOUR = "#dda673"


class Counting:
    """Frames whose pictures are all alike, and counted."""

    patient = False

    def __init__(self) -> None:
        self.asked = 0

    def frame(self, *args: object) -> tuple[dict[str, Any], bytes]:
        raise AssertionError

    def about(self, space: Space) -> dict[str, Any]:
        return {}

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        self.asked += 1
        return png(np.full((size, size, 4), 255, np.uint8))


@pytest.fixture
def counting(instead: Callable[..., None]) -> Counting:
    """What pictures of shapes are made by in this test."""
    made = Counting()
    instead("sdf", {Frames: made})
    return made


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture
def space(space_copy: Path) -> Space:
    return load_space(space_copy)


def picture(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


def test_cells_without_a_network_in_or_near_them_are_known(space: Space) -> None:
    line = [[0.02 * k, 0.01] for k in range(len(space) - 2)]
    places = np.array([*line, [0.9, 0.9], [0.9, 0.88]], np.float32)  # all 0.02 from their neighbour
    there = replace(space, positions=places)
    grid = make_lattice(there, 8, (-1.0, -1.0, 1.0, 1.0))
    held = {(int((x + 1) / 0.25), int((y + 1) / 0.25)) for x, y in places.tolist()}
    assert held < set(grid.cells)
    assert grid.empty == set(grid.cells) - held
    fine = make_lattice(there, 8, (0.0, 0.0, 0.02, 0.02))  # most hold no network, but all are between neighbours
    assert len(fine.cells) == 64
    assert not fine.empty


def test_a_tile_is_a_picture_and_is_made_once(space: Space, engine: Engine, counting: Counting) -> None:
    sheet = ContactSheet(engine)
    first = sheet.tile(space, (0.1, 0.2), COLOUR)
    assert picture(first).shape == (TILE_SIZE, TILE_SIZE, 4)
    assert picture(first)[..., 3].max() == 255
    assert sheet.tile(space, (0.1, 0.2), COLOUR) == first
    assert counting.asked == 1
    sheet.tile(space, (0.1, 0.2), "#112233")
    sheet.tile(space, (0.1, 0.3), COLOUR)
    assert counting.asked == 3


def test_pictures_outlive_the_process(space: Space, engine: Engine, counting: Counting) -> None:
    first = ContactSheet(engine).tile(space, (0.1, 0.2), COLOUR)
    assert ContactSheet(Engine("cpu")).tile(space, (0.1, 0.2), COLOUR) == first
    assert counting.asked == 1


def test_the_space_and_its_folder_stay_as_they_are(space_copy: Path) -> None:
    engine = Engine("cpu")
    space = engine.open(space_copy)
    before = sorted(file.name for file in space_copy.iterdir())
    ContactSheet(engine).tile(space, (0.0, 0.0), COLOUR)
    assert (space_copy.parent / FOLDER).is_dir()
    assert sorted(file.name for file in space_copy.iterdir()) == before
    assert engine.open(space_copy) is space, "it was loaded again"
    assert [entry.name for entry in list_spaces(space_copy.parent)] == ["tiny"]
    assert (space_copy.parent / FOLDER / ".gitignore").read_text() == "*\n"


def test_a_damaged_picture_is_made_again(space: Space, engine: Engine, counting: Counting) -> None:
    whole = ContactSheet(engine).tile(space, (0.1, 0.2), COLOUR)
    file = next((space.path.parent / FOLDER).rglob("*.png"))
    for damage in (b"", whole[:-9], b"not a picture"):
        file.write_bytes(damage)
        counting.asked = 0
        assert ContactSheet(engine).tile(space, (0.1, 0.2), COLOUR) == whole
        assert counting.asked == 1
        assert file.read_bytes() == whole


def test_without_a_folder_pictures_stay_in_memory(
    space: Space, engine: Engine, counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (space.path.parent / FOLDER).write_text("a file where the folder should be")
    (tmp_path / "cache").write_text("and one where the cache should be")
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    sheet = ContactSheet(engine)
    assert sheet.tile(space, (0.1, 0.2), COLOUR) == sheet.tile(space, (0.1, 0.2), COLOUR)
    assert counting.asked == 1


def test_a_folder_that_goes_away_is_no_failure(space: Space, engine: Engine) -> None:
    import shutil

    sheet = ContactSheet(engine)
    sheet.tile(space, (0.1, 0.2), COLOUR)
    shutil.rmtree(space.path.parent / FOLDER)
    sheet.tile(space, (0.3, 0.2), COLOUR)
    assert sheet.tile(space, (0.3, 0.2), COLOUR)


def test_an_empty_shape_is_a_clear_picture(space: Space, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.kinds.shapes.frames.mesh_of", lambda *args: pv.PolyData())
    assert picture(ContactSheet(engine).tile(space, (0.0, 0.0), COLOUR)).max() == 0


def test_a_place_has_one_name(space: Space) -> None:
    assert tile_name(space, (0.0, 0.5), "#DDA673") == tile_name(space, (-1e-9, 0.500000001), "#dda673")
    assert tile_name(space, (0.0, 0.5), COLOUR) != tile_name(space, (0.5, 0.0), COLOUR)


def test_of_too_many_pictures_the_oldest_go(tmp_path: Path) -> None:
    import os

    for k in range(12):
        (tmp_path / f"{k}.png").touch()
        os.utime(tmp_path / f"{k}.png", (k, k))
    prune(tmp_path, 12)
    assert len(list(tmp_path.iterdir())) == 12
    prune(tmp_path, 8)
    assert sorted(int(file.stem) for file in tmp_path.iterdir()) == [6, 7, 8, 9, 10, 11]


# --- the lattice


def test_cells_are_square_and_counted_from_the_lower_left(tiny_space: Space) -> None:
    lattice = make_lattice(tiny_space, 10, (-1.0, -0.5, 1.0, 0.5))
    assert (lattice.columns, lattice.rows) == (10, 5)
    assert lattice.middle(0, 0) == pytest.approx((-0.9, -0.4))
    assert lattice.middle(9, 4) == pytest.approx((0.9, 0.4))
    assert make_lattice(tiny_space, 40, (0.0, -50.0, 1.0, 50.0)).rows == MAX_ROWS


def test_only_cells_near_networks_are_drawn_the_middle_first(tiny_space: Space) -> None:
    lattice = make_lattice(tiny_space, 20, (-1.0, -1.0, 1.0, 1.0))
    middles = np.array([lattice.middle(*cell) for cell in lattice.cells])
    assert 0 < len(middles) < 400
    assert len(set(lattice.cells)) == len(lattice.cells)
    outwards = np.linalg.norm(middles, axis=1)
    assert (np.diff(outwards) >= -1e-9).all()
    for x, y in tiny_space.positions.tolist():  # the cell of every network is among them
        cell = (min(int((x + 1) * 10), 19), min(int((y + 1) * 10), 19))
        assert cell in lattice.cells
    assert make_lattice(tiny_space, 4, (50.0, 50.0, 51.0, 51.0)).cells == ()


@pytest.mark.parametrize("box", [(0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, float("nan"), 1.0)])
def test_an_empty_box_is_refused(tiny_space: Space, box: tuple[float, float, float, float]) -> None:
    with pytest.raises(SelectionError, match="empty"):
        make_lattice(tiny_space, 8, box)


@pytest.mark.parametrize("columns", [0, 3, 41])
def test_too_few_or_too_many_columns_are_refused(tiny_space: Space, columns: int) -> None:
    with pytest.raises(SelectionError, match="columns"):
        make_lattice(tiny_space, columns, (0.0, 0.0, 1.0, 1.0))
