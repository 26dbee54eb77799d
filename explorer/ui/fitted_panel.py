"""What came of fitting a decoded network's own weights to a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from explorer.explore.engine.engine import Decoded, Refitted
from explorer.explore.read.encode import Encoded, reading
from explorer.explore.read.fitted import Fitted
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.netfile import network_file
from explorer.explore.travel.location import where
from explorer.figures.style import Theme
from explorer.kinds.protocols import TakingFiles
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.ui import chart, look, resources
from explorer.ui.kept_panel import keep_button

HEIGHT = 340  # pixels, of a file beside what came of it


def side_by_side(draw: Callable[[Theme, int], Any], key: str, description: str) -> None:
    """A file beside what came of it, by theme and height."""
    chart.chart(draw(look.theme(), HEIGHT), key=key, height=HEIGHT, scroll_zoom=False, description=description)


def about_fitted(
    space: Space,
    read: Encoded,
    number: int,
    latent: np.ndarray,
    called: str,
    fitted: Fitted,
    draw: Callable[[Theme, int], Any],
    stem: str,
) -> None:
    """How near it is, the two side by side, and ways to take it away or keep it.

    Args:
        space: the space.
        read: the file.
        number: of its point, as the session has it.
        latent: of the network that was fitted.
        called: what that is: as read, or a step of its refinement.
        fitted: what came of it.
        draw: the two side by side, by theme and height.
        stem: of the names of files.
    """
    title, form = reading(space).titles[read.likeness]
    same = form.format(fitted.measured[read.likeness])
    pieces = int(fitted.measured.get("pieces", 1))
    loose = f", in {pieces} pieces" if pieces > 1 else ""
    st.markdown(f"**Fitted**, no longer decoded: {title.partition(',')[0]} {same}{loose}")
    side_by_side(draw, "read_fitted", f"{read.name} beside the fitted network: {same}")
    pick = Pick(Decoded.of(latent), f"{read.name}, {called}, then fitted", "fitted")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            "Fitted network",
            network_file(space, pick, fitted.weights, "safetensors"),
            f"{stem}-{space.name}-fitted.safetensors",
            "application/octet-stream",
            key="read_fitted_file",
            on_click="ignore",
            icon=":material/download:",
            help="Of this space's architecture, to load with plain torch; no latent of the space decodes to it.",
        )
        _as_files(space, latent, fitted, pick.origin, stem)
        keep_button(
            space, "read_fit_keep", f"{stem}, fitted", latent, where(space, latent).position,
            what=f"{read.name}, {called}, then fitted: {read.words}",
            measured={read.likeness: fitted.measured[read.likeness]}, weights=fitted.weights, fitted=True,
            session_point=number, label="Keep the fitted network",
        )  # fmt: skip


def _as_files(space: Space, latent: np.ndarray, fitted: Fitted, origin: str, stem: str) -> None:
    """What the fitted network is, in the form that was last chosen for what the screen shows."""
    files = promised(space.kind, TakingFiles)
    if files is None:
        return
    chosen = st.session_state.get("own_format")
    form = next((one for one in files.formats if one.suffix == chosen), files.formats[0])
    pick = Pick(Refitted.to(latent, fitted.weights), origin, "fitted")
    st.download_button(
        f"Fitted {files.title.lower()} ({form.title})",
        partial(files.write, resources.engine(), space, pick, form.suffix, files.resolution, look.theme().material),
        f"{stem}-{space.name}-fitted.{form.suffix}",
        form.mime,
        key="read_fitted_own",
        on_click="ignore",
        icon=":material/download:",
        help=f"What the fitted network shows. {files.about}",
    )
