"""What all browser sessions share: the engine, and what is computed once per space.

The arguments that streamlit does not hash (a leading underscore) are stood for by the space's version, a hash
over its files.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import streamlit as st
from jaxtyping import Float

from explorer.errors import BundleError
from explorer.explore import paths
from explorer.explore.engine import Decoded, Engine
from explorer.explore.mesh import triangles
from explorer.explore.thumbnail import png, thumbnail
from explorer.explore.where import distances_to_zoo, latents_on
from explorer.space.bundle import Space
from explorer.space.map import place
from explorer.space.neighbours import typical_distance

PRETRAINED = "NETSPACE_PRETRAINED"
"""Environment variable: the folder of spaces that the app shows instead of `pretrained/` beside the package."""

THUMBNAIL_RESOLUTION = 48
THUMBNAIL_SIZE = 144  # pixels; shown at half of that on a dense screen
SAMPLES = 65


def spaces_root() -> Path:
    """The folder whose folders are the spaces."""
    return Path(os.environ.get(PRETRAINED) or Path(__file__).parents[2] / "pretrained")


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The one engine of this process."""
    return Engine()


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
def _path(_space: Space, version: str, a: int, b: int, kind: str) -> paths.Path:
    return paths.make_path(_space, a, b, paths.PathKind(kind), SAMPLES)


def path(space: Space, a: int, b: int, kind: paths.PathKind) -> paths.Path:
    """The path of this kind between two networks."""
    return _path(space, space.version, a, b, str(kind))


@st.cache_data(show_spinner=False, max_entries=256)
def _course(
    _space: Space, version: str, a: int, b: int, kind: str
) -> tuple[Float[np.ndarray, "s 2"], Float[np.ndarray, " s"]]:
    latents = latents_on(_space, path(_space, a, b, paths.PathKind(kind)), np.linspace(0, 1, SAMPLES).tolist())
    return place(_space, latents), distances_to_zoo(_space, latents)


def course(
    space: Space, a: int, b: int, kind: paths.PathKind
) -> tuple[Float[np.ndarray, "s 2"], Float[np.ndarray, " s"]]:
    """Where a path lies on the map, and its distances to the nearest zoo latent, at evenly spaced shares."""
    return _course(space, space.version, a, b, str(kind))


@st.cache_data(show_spinner=False, max_entries=4096)
def _picture(_space: Space, version: str, network: int, colour: str) -> bytes:
    mesh = engine().mesh(_space, Decoded.of(_space.latents[network]), THUMBNAIL_RESOLUTION)
    return png(thumbnail(np.asarray(mesh.points), triangles(mesh), THUMBNAIL_SIZE, colour))


def picture(space: Space, network: int, colour: str) -> bytes:
    """A PNG of a network's decoded shape."""
    return _picture(space, space.version, network, colour)
