"""Terrain: what is decoded all over the map, judged in pieces, kept beside the spaces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.live import terrain
from explorer.explore.live.contact_sheet import FOLDER
from explorer.explore.live.terrain import (
    Growing,
    batches,
    empty_terrain,
    load_terrain,
    make_terrain,
    missing,
    packed,
    save_terrain,
    value_cells,
)
from explorer.explore.travel.location import latent_at_place
from explorer.kinds.classifiers import valuing
from explorer.kinds.classifiers.judging import network_answers
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.space.bundle import Space, load_space
from explorer.space.map import gap

SMALL = 6  # cells along the longer side


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terrains of few cells, judged on few images."""
    monkeypatch.setattr(valuing, "TERRAIN_IMAGES", 50)
    monkeypatch.setattr(empty_terrain, "__defaults__", (SMALL,))


def same(a: Growing, b: Growing) -> bool:
    return np.array_equal(a.value, b.value, equal_nan=True) and np.array_equal(a.group, b.group)


def test_it_covers_the_map_with_square_cells(tiny_classifiers: ClassifierSpace) -> None:
    growing = empty_terrain(tiny_classifiers)
    lattice = growing.lattice
    x0, y0, x1, y1 = lattice.box
    assert max(lattice.columns, lattice.rows) == terrain.LONGER
    assert (x1 - x0) / lattice.columns == pytest.approx((y1 - y0) / lattice.rows, rel=0.1)
    low, high = tiny_classifiers.positions.min(0), tiny_classifiers.positions.max(0)
    assert (low > [x0, y0]).all()
    assert (high < [x1, y1]).all()
    assert growing.done == 0
    assert np.isnan(growing.value).all()
    every = [(c, r) for r in range(lattice.rows) for c in range(lattice.columns)]
    near = [cell for cell in every if gap(tiny_classifiers, lattice.middle(*cell)) <= terrain.FAR]
    assert list(lattice.cells) == near


def test_it_fades_far_from_all_networks_and_at_the_edge(tiny_classifiers: ClassifierSpace) -> None:
    growing = empty_terrain(tiny_classifiers)
    lattice = growing.lattice
    for (row, column), near in np.ndenumerate(growing.near):
        far = gap(tiny_classifiers, lattice.middle(column, row))
        assert 0 <= near <= 1
        assert near == 0 if far >= terrain.FAR else near > 0
    x0, y0, x1, y1 = lattice.box
    for x, y in tiny_classifiers.positions.tolist():
        column, row = int((x - x0) / (x1 - x0) * lattice.columns), int((y - y0) / (y1 - y0) * lattice.rows)
        assert growing.near[row, column] > 0.7
    border = np.concatenate([growing.near[0], growing.near[-1], growing.near[:, 0], growing.near[:, -1]])
    assert border.max() < 0.25


def test_every_cell_is_in_one_batch_and_the_coarse_ones_come_first(tiny_classifiers: ClassifierSpace) -> None:
    lattice = empty_terrain(tiny_classifiers).lattice
    order = [cell for cells in batches(lattice) for cell in cells]
    assert sorted(order) == sorted(lattice.cells)
    assert max(len(cells) for cells in batches(lattice)) <= terrain.CELLS
    coarse = [c % 8 == 0 and r % 8 == 0 for c, r in order]
    assert coarse == sorted(coarse, reverse=True)


def test_a_cell_is_worth_what_is_decoded_in_its_middle(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    growing = empty_terrain(space, SMALL)
    cells = growing.lattice.cells[:3]
    value_cells(engine, space, growing, cells)
    images = space.images.validation[: valuing.TERRAIN_IMAGES]
    for column, row in cells:
        source = Decoded.of(latent_at_place(space, growing.lattice.middle(column, row)))
        archs, logits = network_answers(engine, space, [source], images)
        right = float((logits[0].argmax(-1) == images.labels).float().mean())
        assert growing.value[row, column] == pytest.approx(100 * right, abs=1e-3)
        assert growing.group[row, column] == archs[0]
    assert growing.done == pytest.approx(3 / len(growing.lattice.cells))
    assert np.isfinite(growing.value).sum() == 3


def test_work_that_is_given_up_leaves_nothing(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    growing = empty_terrain(tiny_classifiers, SMALL)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        value_cells(engine, tiny_classifiers, growing, growing.lattice.cells[:4], stop)
    assert growing.done == 0


@pytest.mark.usefixtures("small")
def test_it_is_computed_once_and_kept_outside_the_space(engine: Engine, classifiers_copy: Path) -> None:
    space = classifiers_only(load_space(classifiers_copy))
    before = sorted(file.name for file in classifiers_copy.iterdir())
    told: list[tuple[int, int]] = []
    made = make_terrain(engine, space, lambda done, total: told.append((done, total)))
    assert made.done == 1
    assert not missing(made)
    assert told == [(k + 1, len(batches(made.lattice))) for k in range(len(batches(made.lattice)))]
    assert sorted(file.name for file in classifiers_copy.iterdir()) == before
    assert list((classifiers_copy.parent / FOLDER).rglob(terrain.FILE))
    again = load_terrain(space)
    assert again is not None
    assert same(made, again)
    told.clear()
    assert same(make_terrain(engine, space, lambda done, total: told.append((done, total))), made)
    assert told == []
    assert load_terrain(replace(space, version="another")) is None  # a space that changed has another terrain


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("damage", ["cut", "shape", "type", "group", "box", "gone", "unfinished"])
def test_a_damaged_file_is_computed_again(classifiers_copy: Path, damage: str) -> None:
    space = classifiers_only(load_space(classifiers_copy))
    growing = empty_terrain(space)
    growing.value[:] = 50
    save_terrain(space, growing)
    assert load_terrain(space) is not None
    (file,) = (classifiers_copy.parent / FOLDER).rglob(terrain.FILE)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-40])
    elif damage == "gone":
        file.unlink()
    else:
        value, group = growing.value.copy(), growing.group.copy()
        if damage == "shape":
            value = value[:-1]
        if damage == "unfinished":
            value[:] = np.nan
        if damage == "group":
            group[:] = 200
        box = np.array(growing.lattice.box) * (2 if damage == "box" else 1)
        np.savez(file, value=value, group=group.astype(np.int32) if damage == "type" else group, box=box)
    assert load_terrain(space) is None


@pytest.mark.usefixtures("small")
def test_where_nothing_can_be_kept_it_is_still_made(
    engine: Engine, classifiers_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(space: ClassifierSpace) -> Path:
        raise PermissionError(f"{space.name}: read-only")

    monkeypatch.setattr(terrain, "cache_folder", refuse)
    space = classifiers_only(load_space(classifiers_copy))
    assert make_terrain(engine, space).done == 1
    assert load_terrain(space) is None


def test_what_the_browser_gets(tiny_classifiers: ClassifierSpace) -> None:
    growing = empty_terrain(tiny_classifiers, SMALL)
    count = growing.value.size
    growing.value[0, :2] = (0.0, 97.5)
    growing.group[0, 1] = 1
    growing.near[0, :3] = (1, 0, 0.5)
    assert (growing.low, growing.high) == (0, 127)
    values, groups, near = np.frombuffer(packed(growing), np.uint8).reshape(3, count)
    assert values[:3].tolist() == [0, 195, 255]
    assert groups[:3].tolist() == [0, 1, 0]
    assert near[:3].tolist() == [255, 0, 128]


@pytest.mark.parametrize("longer", [0, -3, 1000])
def test_a_terrain_of_no_or_too_many_cells_is_refused(tiny_classifiers: ClassifierSpace, longer: int) -> None:
    with pytest.raises(SelectionError, match=f"{longer} cells"):
        empty_terrain(tiny_classifiers, longer)


def test_values_span_all_bytes_from_the_least_to_the_greatest(tiny_classifiers: ClassifierSpace) -> None:
    growing = replace(empty_terrain(tiny_classifiers, SMALL), low=-1.0, high=1.0)
    growing.value[0, :5] = (-3, -1, 0, 1, 3)
    assert list(packed(growing)[:6]) == [0, 0, 127, 254, 254, 255]


def test_a_kind_without_worth_has_no_terrain(tiny_space: Space) -> None:
    with pytest.raises(SelectionError, match="Spaces of shapes cannot have a terrain"):
        empty_terrain(tiny_space)
