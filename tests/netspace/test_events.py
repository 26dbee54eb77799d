"""What ends TensorBoard's writer is told once: where it is written to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.netspace.events import event_writer


@pytest.fixture(autouse=True)
def told() -> Iterator[list[str]]:
    """Which threads' ends were told of, in place of pytest's own hook."""
    before, names = threading.excepthook, list[str]()
    threading.excepthook = lambda ended: names.append(str(ended.exc_value))
    yield names
    threading.excepthook = before


def test_a_disk_that_is_full_is_told_where_it_is_written_to_and_by_no_thread(
    tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(threading.enumerate())
    writer = event_writer(tmp_path)
    assert writer is not None

    def full(_: object, data: bytes) -> None:
        raise OSError(28, f"No space left on device for {len(data)} bytes")

    monkeypatch.setattr("tensorboard.summary.writer.record_writer.RecordWriter.write", full)

    def write() -> None:
        for step in range(500):  # its thread needs a moment
            writer.add_scalar("loss", 1.0, step)
            writer.flush()
            time.sleep(0.01)

    with pytest.raises(OSError, match="No space left"):
        write()
    for thread in set(threading.enumerate()) - before:  # its own: those of other tests wait for more to write
        thread.join(5)
        assert not thread.is_alive()
    assert told == []


def test_what_ends_another_thread_is_told_as_before(tmp_path: Path, told: list[str]) -> None:
    for _ in range(2):  # the second takes the first one's hook for what it is
        event_writer(tmp_path)

    def broken() -> None:
        raise OSError("of another thread")

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    assert told == ["of another thread"]


def test_an_event_file_is_written(tmp_path: Path) -> None:
    writer = event_writer(tmp_path)
    assert writer is not None
    writer.add_scalar("loss", 1.0, 3)
    writer.flush()
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("events.out.tfevents")
    assert b"loss" in file.read_bytes()
