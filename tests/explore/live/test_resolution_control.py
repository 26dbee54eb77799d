from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.explore.live.resolution_control import FRAME_S, LEVELS, START, ResolutionControl


def drive(pace: ResolutionControl, unit: float, frames: int = 40, sharing: int = 1) -> None:
    """Frames on a machine that takes `unit` seconds for a resolution of 1."""
    for _ in range(frames):
        pace.observe(pace.resolution, unit * pace.resolution**2, sharing)


@pytest.mark.parametrize(
    ("at_64", "settles"), [(1e-4, 96), (0.020, 64), (0.028, 64), (0.040, 48), (0.060, 40), (0.9, 32)]
)
def test_it_settles_where_frames_keep_coming(at_64: float, settles: int) -> None:
    pace = ResolutionControl()
    drive(pace, at_64 / 64**2)
    assert pace.resolution == settles


def test_it_starts_where_frames_ahead_are() -> None:
    assert ResolutionControl().resolution == START


def test_those_who_share_the_engine_share_the_time() -> None:
    pace = ResolutionControl()
    drive(pace, 0.010 / 64**2, sharing=4)
    assert pace.resolution < 64


def test_it_recovers() -> None:
    pace = ResolutionControl()
    drive(pace, 1.0)
    assert pace.resolution == 32
    drive(pace, 1e-8, frames=200)
    assert pace.resolution == 96


def test_one_mesh_that_was_already_there_changes_nothing() -> None:
    pace = ResolutionControl()
    drive(pace, 0.028 / 64**2)
    pace.observe(64, 0.0001)
    assert pace.resolution == 64


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(1e-5, 10), st.integers(1, 9)), max_size=60))
def test_it_never_leaves_its_levels(frames: list[tuple[float, int]]) -> None:
    pace = ResolutionControl()
    for seconds, sharing in frames:
        pace.observe(pace.resolution, seconds, sharing)
        assert pace.resolution in LEVELS


@settings(deadline=None)
@given(st.floats(1e-9, 1e-3))
def test_whatever_the_machine_it_keeps_30_frames_if_any_level_does(unit: float) -> None:
    pace = ResolutionControl()
    drive(pace, unit)
    assert pace.resolution == LEVELS[0] or unit * pace.resolution**2 <= FRAME_S
