"""Work in processes that end before they have answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
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


FOREVER = """
import sys
from functools import partial
from explorer.zoo.workers import Processes, surviving
from tests.zoo.test_workers import stay

if __name__ == "__main__":
    work = partial(stay, sys.argv[1])
    list(Processes(2).run(work, [1, 2]) if sys.argv[2] == "batches" else surviving(work, [1, 2], 2))
"""


def stay(folder: str, item: int) -> int:
    """A long unit, whose process can be found."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(120)
    return item


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("way", ["batches", "files"])
def test_processes_end_with_the_one_that_began_them(tmp_path: Path, way: str) -> None:
    """Also where it is killed, in the midst of a unit that would take an hour."""
    script, seen = tmp_path / "forever.py", tmp_path / "seen"
    script.write_text(FOREVER)
    seen.mkdir()
    program = subprocess.Popen([sys.executable, script, seen, way], env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    try:
        assert _within(60, lambda: len(list(seen.iterdir())) == 2)
    finally:
        program.kill()
        program.wait()
    numbers = [int(file.name) for file in seen.iterdir()]
    assert _within(30, lambda: not any(_alive(number) for number in numbers))


def _alive(number: int) -> bool:
    state = Path(f"/proc/{number}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"  # one that ended, and was not yet asked how
    except FileNotFoundError:
        return False


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return condition()
