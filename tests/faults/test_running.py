"""What befalls a program while it runs: a space replaced under it, a clock set back, a graphics card without memory."""

from __future__ import annotations

import os
import queue
import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.errors import DeviceError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.live.frame_service import FrameService
from explorer.explore.live.frames import decode_message
from explorer.explore.live.requests import Reply
from explorer.explore.travel.pointers import OfNetwork
from explorer.jobs import progress
from explorer.jobs.plan import Plan, Step
from explorer.jobs.states import State
from explorer.jobs.store import Job, Status
from explorer.space import bundle, kept
from explorer.space.bundle import load_space

pytestmark = pytest.mark.faults
LONG_S = 120.0
YEAR_S = 365 * 86_400


@pytest.fixture
def spaces(made: Path, tmp_path: Path) -> Path:
    """A folder with two spaces of the same networks, trained otherwise: `space` and `older`."""
    shutil.copytree(made / "spaces" / "space", tmp_path / "spaces" / "space")
    shutil.copytree(made / "older" / "space", tmp_path / "spaces" / "older")
    return tmp_path / "spaces"


def _replace(spaces: Path) -> None:
    shutil.rmtree(spaces / "space")
    shutil.copytree(spaces / "older", spaces / "space")


def _weights(engine: Engine, space: Any) -> np.ndarray:
    weights: np.ndarray = engine.weights(space, [Decoded.of(space.latents[0])]).numpy()
    return weights


def test_a_space_that_is_replaced_while_it_is_open(spaces: Path) -> None:
    """Who has it open goes on with the old one; who opens it again has the new one; nothing is of both."""
    engine = Engine("cpu")
    old = engine.open(spaces / "space")
    before = _weights(engine, old)
    old_picture = engine.once(old, Decoded.of(old.latents[0]), "x", lambda check: old.version, len)
    _replace(spaces)
    new = engine.open(spaces / "space")
    assert new.version == load_space(spaces / "older").version != old.version
    assert np.array_equal(_weights(engine, old), before)
    assert not np.array_equal(_weights(engine, new), before)
    assert engine.once(new, Decoded.of(old.latents[0]), "x", lambda check: new.version, len) != old_picture


def test_a_live_view_goes_on_with_the_old_one(spaces: Path) -> None:
    engine = Engine("cpu")
    space = engine.open(spaces / "space")
    service, replies = FrameService(engine), queue.Queue[Reply]()
    try:
        client = service.join(space, replies.put)
        _replace(spaces)
        service.want(client, 1, [OfNetwork(0)], moving=True)
        assert _next(replies)["type"] == "frame"
    finally:
        service.close()


def _next(replies: queue.Queue[Reply]) -> dict[str, Any]:
    payload = replies.get(timeout=LONG_S).payload
    header: dict[str, Any] = payload if isinstance(payload, dict) else decode_message(payload)[0]
    return header


def test_a_space_that_is_replaced_while_it_is_read_is_never_of_both(
    spaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = bundle._load_model
    times = []

    def slowly(*args: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            _replace(spaces)  # all hashes were right, and the model and the networks are still to be read
        return load(*args)

    monkeypatch.setattr(bundle, "_load_model", slowly)
    found, wanted = load_space(spaces / "space"), load_space(spaces / "older")
    assert found.version == wanted.version
    assert found.info == wanted.info
    assert np.array_equal(found.latents, wanted.latents)
    own, other = found.model.state_dict(), wanted.model.state_dict()
    assert all(torch.equal(own[name], other[name]) for name in own)


def test_a_space_that_is_replaced_by_one_of_the_same_times_is_seen(spaces: Path) -> None:
    """Archives restore times, and a clock that is set back repeats them."""
    engine = Engine("cpu")
    times = {file.name: file.stat().st_mtime_ns for file in (spaces / "space").iterdir()}
    old = engine.open(spaces / "space")
    _replace(spaces)
    for name, when in times.items():
        os.utime(spaces / "space" / name, ns=(when, when))
    assert engine.open(spaces / "space").version != old.version


# --- the clock


def test_files_of_the_future_are_read_as_any(spaces: Path) -> None:
    engine = Engine("cpu")
    later = time.time() + YEAR_S
    for file in (spaces / "space").iterdir():
        os.utime(file, (later, later))
    space = engine.open(spaces / "space")
    assert engine.open(spaces / "space") is space, "it is not read anew each time"
    made = kept.keep(space, "mine", space.latents[0] + 1, space.positions[0])
    os.utime(spaces / "space" / "kept.safetensors", (later, later))
    assert [one.name for one in kept.overlay(space).points] == ["mine"]
    kept.rename(space, made.id, "yours")  # its time of change goes back
    assert [one.name for one in kept.overlay(space).points] == ["yours"]


def test_progress_is_told_after_the_clock_was_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, now = tmp_path / "progress.json", [10_000.0]
    monkeypatch.setenv(progress.VARIABLE, str(file))
    monkeypatch.setattr(progress.time, "time", lambda: now[0])
    tell = progress.teller("fitting")
    tell(1, 10)
    now[0] -= 3600
    tell(2, 10)
    found = progress.read(file)
    assert found is not None
    assert found.done == 2


def test_a_job_that_died_before_the_clock_was_set_back_is_seen_to_be_dead(tmp_path: Path) -> None:
    plan = Plan("Mine", "mine", "a test", (Step("Train", ("train",)),))
    for changed, state in ((time.time() + 3600, State.INTERRUPTED), (time.time() + 1, State.RUNNING)):
        job = Job(tmp_path, plan, Status(State.RUNNING, changed=changed), tmp_path)
        assert job.state is state


# --- memory of a graphics card


@pytest.fixture
def space(spaces: Path) -> Any:
    return load_space(spaces / "space")


def _full_once(space: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next decode needs more memory than there is."""
    decode, times = space.model.decode, []

    def fails(latents: torch.Tensor) -> torch.Tensor:
        times.append(1)
        if len(times) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")
        return decode(latents)  # type: ignore[no-any-return]

    monkeypatch.setattr(space.model, "decode", fails)


def test_a_full_graphics_card_is_said_and_the_next_call_works(space: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine("cpu")
    _full_once(space, monkeypatch)
    with pytest.raises(DeviceError, match="memory of the graphics card is full") as told:
        _weights(engine, space)
    assert told.value.remedy
    assert np.isfinite(_weights(engine, space)).all()


def test_the_live_view_says_it_and_goes_on(space: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _full_once(space, monkeypatch)
    service, replies = FrameService(Engine("cpu")), queue.Queue[Reply]()
    try:
        client = service.join(space, replies.put)
        service.want(client, 1, [OfNetwork(0)], moving=True)
        said = _next(replies)
        assert (said["type"], said["seq"]) == ("error", 1)
        assert "memory of the graphics card is full" in said["problem"]
        service.want(client, 2, [OfNetwork(0)], moving=True)
        answer = _next(replies)
        assert (answer["type"], answer["seq"]) == ("frame", 2)
    finally:
        service.close()
