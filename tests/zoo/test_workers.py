"""Work in processes that end before they have answered."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from explorer.errors import DataError, ZooError
from explorer.zoo.workers import Lost, Processes, surviving


def doubled(number: int) -> int:
    """Twice a number; 13 and 17 end the process as a bad pointer and a system short of memory do."""
    if number in (13, 17):
        os.kill(os.getpid(), signal.SIGSEGV if number == 13 else signal.SIGKILL)
    if number < 0:
        raise DataError("It is negative.", "Give another.")
    return 2 * number


@pytest.mark.parametrize("processes", [1, 3])
def test_a_process_that_ends_costs_its_item_alone(processes: int) -> None:
    items = [*range(10), 13, *range(20, 25), 17, 30]
    made = dict(surviving(doubled, items, processes))
    assert sorted(made) == list(range(len(items))), "every item has its answer, once"
    lost = {items[place]: one.how for place, one in made.items() if isinstance(one, Lost)}
    assert lost == {
        13: "crashed (SIGSEGV)",
        17: "was killed (SIGKILL), as systems do when memory runs out",
    }
    assert all(one == 2 * items[place] for place, one in made.items() if not isinstance(one, Lost))


def test_what_work_raises_is_raised() -> None:
    with pytest.raises(DataError, match="negative"):
        list(surviving(doubled, [1, -1, 2], 2))
    assert [made for _, made in surviving(doubled, [4], 2)] == [8], "and processes do other work after it"


def test_nothing_to_do() -> None:
    assert list(surviving(doubled, [], 2)) == []


def test_batches_whose_process_ends_say_how_to_go_on() -> None:
    with pytest.raises(ZooError, match=r"A process that worked crashed \(SIGSEGV\).*--resume"):
        list(Processes(2).run(doubled, [1, 2, 13, 3]))


def test_a_process_is_another_one() -> None:
    """Also a single one: a crash would take the program with it."""
    assert {made for _, made in surviving(_whose, [0, 1], 1)} != {os.getpid()}


def _whose(item: int) -> int:
    del item
    return os.getpid()


def test_an_interruption_ends_what_is_at_work(tmp_path: Path) -> None:
    found = surviving(_slow, [(tmp_path, k) for k in range(4)], 2)
    next(found)
    found.close()
    before = sorted(tmp_path.iterdir())
    assert len(before) < 4, "what nobody waits for is not done"


def _slow(item: tuple[Path, int]) -> None:
    folder, number = item
    if number:
        signal.pause()
    (folder / str(number)).touch()
