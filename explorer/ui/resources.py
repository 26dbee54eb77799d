"""What all browser sessions share: the engine, and what is computed once per space.

The arguments that streamlit does not hash (a leading underscore) are stood for by the space's version, a hash
over its files.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import streamlit as st

from explorer.errors import BundleError
from explorer.explore.draw.pictures import small_picture
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.live.frame_service import FrameService
from explorer.explore.travel import location as where
from explorer.explore.travel import paths
from explorer.explore.travel.location import Course
from explorer.kinds.classifiers.accuracies import curve
from explorer.kinds.classifiers.novelty import zoo_predictions as zoo_predictions_of
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.thumbnail import THUMB_RESOLUTION, THUMB_SIZE
from explorer.space.bundle import Space
from explorer.space.neighbours import typical_distance
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


def reason(path: Path) -> str | None:
    """Why the space in this folder cannot be opened, with all its files read; None if it can."""
    try:
        stamp = tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(path.iterdir()))
    except OSError:
        stamp = ()
    return _reason(path, stamp)


@st.cache_data(show_spinner=False, max_entries=64)
def _reason(path: Path, stamp: tuple[tuple[str, int, int], ...]) -> str | None:
    try:
        engine().open(path)
    except BundleError as error:
        return str(error)
    return None


@st.cache_data(show_spinner=False, max_entries=32)
def _typical(_space: Space, version: str) -> float:
    return typical_distance(_space)


def typical(space: Space) -> float:
    """The typical distance between neighbours in this space."""
    return _typical(space, space.version)


@st.cache_data(show_spinner=False, max_entries=256)
def _tour(_space: Space, version: str, anchors: tuple[int, ...], kind: str, spline: bool) -> paths.Tour:
    return paths.make_tour(_space, anchors, paths.PathKind(kind), spline)


def tour(space: Space, anchors: tuple[int, ...], kind: paths.PathKind, spline: bool = False) -> paths.Tour:
    """The way past these networks (`paths.make_tour`)."""
    return _tour(space, space.version, anchors, str(kind), spline)


@st.cache_data(show_spinner=False, max_entries=256)
def _course(_space: Space, version: str, anchors: tuple[int, ...], kind: str, spline: bool) -> Course:
    way = tour(_space, anchors, paths.PathKind(kind), spline)
    return where.course(_space, way, typical(_space))


def course(space: Space, anchors: tuple[int, ...], kind: paths.PathKind, spline: bool = False) -> Course:
    """How that way lies among the networks of its space."""
    return _course(space, space.version, anchors, str(kind), spline)


@st.cache_data(show_spinner=False, max_entries=64)
def _path_accuracy(
    _space: ClassifierSpace, version: str, anchors: tuple[int, ...], kind: str, spline: bool
) -> tuple[np.ndarray, list[int]]:
    archs, accuracy = curve(engine(), _space, tour(_space, anchors, paths.PathKind(kind), spline))
    return accuracy, archs


def path_accuracy(
    space: ClassifierSpace, anchors: tuple[int, ...], kind: paths.PathKind, spline: bool = False
) -> tuple[np.ndarray, list[int]]:
    """Accuracy in percent, and index of the architecture, of networks along a path; all in one batch."""
    return _path_accuracy(space, space.version, anchors, str(kind), spline)


@st.cache_resource(show_spinner="Asking the zoo …", max_entries=8)
def _zoo_predictions(_space: ClassifierSpace, version: str) -> np.ndarray:
    return zoo_predictions_of(engine(), _space)


def zoo_predictions(space: ClassifierSpace) -> np.ndarray:
    """Predicted classes of all training networks on the test images."""
    return _zoo_predictions(space, space.version)


@st.cache_data(show_spinner=False, max_entries=4096)
def _picture(_space: Space, version: str, network: int, colour: str) -> bytes:
    source = Decoded.of(_space.latents[network])
    return small_picture(engine(), _space, source, THUMB_RESOLUTION, THUMB_SIZE, colour)


def picture(space: Space, network: int, colour: str) -> bytes:
    """A PNG of a network as it is decoded: its shape, or how it confuses classes."""
    return _picture(space, space.version, network, colour)
