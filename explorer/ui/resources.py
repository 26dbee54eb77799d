"""What all browser sessions share: the engine, and what is computed once per space.

The arguments that streamlit does not hash (a leading underscore) are stood for by the space's version, a hash
over its files.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from explorer.errors import BundleError
from explorer.explore.draw.pictures import THUMB_RESOLUTION, THUMB_SIZE, small_picture
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import of_number
from explorer.explore.live.frame_service import FrameService
from explorer.explore.travel import location as where
from explorer.explore.travel import paths
from explorer.explore.travel.curve import curve
from explorer.explore.travel.location import Course
from explorer.jobs.store import JobStore, runs_root
from explorer.kinds.protocols import Curve, Frames
from explorer.kinds.registry import promised
from explorer.space.bundle import Space, check_files, stamp_of
from explorer.ui.live.tokens import Tokens
from explorer.ui.optimization import Runs

PRETRAINED = "NETSPACE_PRETRAINED"
"""Environment variable: the folder of spaces that the app shows instead of `pretrained/` beside the package."""


def spaces_root() -> Path:
    """The folder whose folders are the spaces."""
    return Path(os.environ.get(PRETRAINED) or Path(__file__).parents[2] / "pretrained")


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The one engine of this process."""
    return Engine()


@st.cache_resource(show_spinner=False)
def frames() -> FrameService:
    """What makes the frames of all live connections."""
    return FrameService(engine())


@st.cache_resource(show_spinner=False)
def tokens() -> Tokens:
    """The passes for live connections."""
    return Tokens()


@st.cache_resource(show_spinner=False)
def runs() -> Runs:
    """The optimizations of all sessions."""
    return Runs()


def jobs() -> JobStore:
    """The trainings that were begun here."""
    return JobStore(runs_root())


def working_directory() -> Path:
    """Where commands run: as in a terminal, where the app was started."""
    return Path.cwd()


def reason(path: Path) -> str | None:
    """Why the space in this folder cannot be opened, with all its files read (not loaded); None if it can."""
    return _reason(path, stamp_of(path))


@st.cache_data(show_spinner=False, max_entries=64)
def _reason(path: Path, stamp: tuple[tuple[str, int, int, int, int], ...]) -> str | None:
    try:
        check_files(path)
    except BundleError as error:
        return str(error)
    return None


@st.cache_data(show_spinner=False, max_entries=256)
def _tour(_space: Space, version: str, anchors: tuple[int, ...], kind: str, spline: bool) -> paths.Tour:
    return paths.make_tour(_space, anchors, paths.PathKind(kind), spline)


def tour(space: Space, anchors: tuple[int, ...], kind: paths.PathKind, spline: bool = False) -> paths.Tour:
    """The way past these networks (`paths.make_tour`)."""
    return _tour(space, space.version, anchors, str(kind), spline)


@st.cache_data(show_spinner=False, max_entries=256)
def _course(_space: Space, version: str, anchors: tuple[int, ...], kind: str, spline: bool) -> Course:
    way = tour(_space, anchors, paths.PathKind(kind), spline)
    return where.course(_space, way)


def course(space: Space, anchors: tuple[int, ...], kind: paths.PathKind, spline: bool = False) -> Course:
    """How that way lies among the networks of its space."""
    return _course(space, space.version, anchors, str(kind), spline)


@st.cache_data(show_spinner=False, max_entries=64)
def _path_values(_space: Space, version: str, anchors: tuple[int, ...], kind: str, spline: bool) -> Curve:
    return curve(engine(), _space, tour(_space, anchors, paths.PathKind(kind), spline))


def path_values(space: Space, anchors: tuple[int, ...], kind: paths.PathKind, spline: bool = False) -> Curve:
    """What networks along a path are worth, all in one batch (`travel.curve`)."""
    return _path_values(space, space.version, anchors, str(kind), spline)


@st.cache_data(show_spinner=False, max_entries=4096)
def _picture(_space: Space, version: str, network: int, colour: str) -> bytes:
    return small_picture(engine(), _space, of_number(_space, network), THUMB_RESOLUTION, THUMB_SIZE, colour)


def picture(space: Space, network: int, colour: str) -> bytes | None:
    """A PNG of a network as it is decoded; None where its kind draws none."""
    if promised(space.kind, Frames) is None:
        return None
    return _picture(space, space.version, network, colour)
