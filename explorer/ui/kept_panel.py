"""Points that are kept with the space: listed, looked at, made an end of the path, renamed, removed, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import numpy as np
import streamlit as st
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, ExplorerError
from explorer.explore.engine.engine import Decoded
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.netfile import network_file
from explorer.files import tensor_bytes
from explorer.kinds.protocols import Reading, Valuing
from explorer.kinds.registry import promised
from explorer.networks.prep import unflatten
from explorer.space import kept
from explorer.space.bundle import Space
from explorer.space.kept import KeptPoint, Overlay
from explorer.ui import resources, session
from explorer.ui.guard import guard
from explorer.ui.state import Shown

Done = TypeVar("Done")
FOR_THE_SESSION = (
    "The folder of this space cannot be written, so nothing is kept with it: the point stays for this session only, "
    "as a star on the map."
)


def kept_panel(space: Space) -> None:
    """The list; absent while nothing is kept and nothing is wrong."""
    found = kept.overlay(space)
    if not found.points and not found.problem:
        return
    count = f" ({len(found.points)})" if found.points else ""
    with st.expander(
        f"Kept with this space{count}", key="kept_open", on_change="rerun", icon=":material/star:"
    ) as panel:
        if not panel.open:
            return
        _list(space, found)


def _list(space: Space, found: Overlay) -> None:
    if found.problem:
        st.warning(f"**{found.problem}** {found.remedy}", icon=":material/warning:")
    if found.points:
        st.caption(
            "They lie in a file beside the space, and are there for whoever opens it. On the map they are stars: a "
            "click looks at one, with shift the path goes on to it, and the letters A and B can be dropped on it."
        )
    for one in reversed(found.points):
        with st.container(border=True, key=f"kept_{one.id}", gap="xsmall"):
            _row(space, one)


def _row(space: Space, one: KeptPoint) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            one.name, icon=":material/star:", type="tertiary", key=f"kept_look_{one.id}", on_click=session.look_at,
            args=[one.id], help="Look at it.",
        )  # fmt: skip
        st.caption(_about(space, one), width="stretch")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for letter in ("A", "B"):
            st.button(
                f"Set as {letter}", key=f"kept_{letter}_{one.id}", on_click=_end, args=[letter.lower(), one.id]
            )  # fmt: skip
        st.download_button(
            "Decoded network" if one.fitted else "Network", partial(_decoded, space, one),
            f"{space.name}-kept-{one.id}.safetensors",
            "application/octet-stream", key=f"kept_file_{one.id}", on_click="ignore", icon=":material/download:",
            help="The decoded network: of this space's architecture, to load with plain torch.",
        )  # fmt: skip
        if one.weights is not None:
            st.download_button(
                "Fitted network" if one.fitted else "As it was read", partial(_own_weights, space, one),
                f"{space.name}-kept-{one.id}-{'fitted' if one.fitted else 'input'}.safetensors",
                "application/octet-stream", key=f"kept_input_{one.id}", on_click="ignore", icon=":material/download:",
                help="What was fitted in weight space: no latent of the space decodes to it."
                if one.fitted else "The network of the file itself; it is of this space's architecture.",
            )  # fmt: skip
        with st.popover("Rename", icon=":material/edit:"):
            name = st.text_input("Name", one.name, max_chars=kept.LONGEST, key=f"kept_name_{one.id}")
            if st.button("Rename it", key=f"kept_rename_{one.id}", type="primary"):
                with guard():
                    _writing(lambda: kept.rename(space, one.id, name))
                    session.rerun()
        with st.popover("Remove", icon=":material/delete:"):
            st.markdown("Remove it for everybody who opens this space?")
            if st.button("Remove it", key=f"kept_remove_{one.id}", type="primary"):
                with guard():
                    _writing(lambda: kept.remove(space, one.id))
                    _forget(one.id)
                    session.rerun()


def _about(space: Space, one: KeptPoint) -> str:
    """What it is, what was measured of it, and when it was kept."""
    reader, valuing = promised(space.kind, Reading), promised(space.kind, Valuing)
    titles: Mapping[str, tuple[str, str]] = reader.titles if reader is not None else {}
    said = [one.what] if one.what else []
    for name, value in one.measured.items():
        if name in titles:
            title, form = titles[name]
            if one.fitted:
                title = f"{title.partition(',')[0]}, fitted against the file"
            said.append(f"{title}: {_formed(form, value)}")
    worth = None if valuing is None else valuing.worth(space)
    if worth is not None and one.worth is not None and not said[1:]:
        said.append(f"{worth.title} {worth.form.format(one.worth)}")
    return " · ".join([*said, one.date[:10]])


def _formed(form: str, value: float | str) -> str:
    try:
        return form.format(value)
    except ValueError:  # a number where the kind now has words, or the other way round
        return str(value)


def keep_button(
    space: Space,
    key: str,
    name: str,
    latent: Float[np.ndarray, " d"],
    position: Float[np.ndarray, " 2"],
    *,
    what: str,
    measured: Mapping[str, float | str] | None = None,
    worth: float | None = None,
    weights: Float[Tensor, " count"] | None = None,
    fitted: bool = False,
    session_point: int | None = None,
    label: str = "Keep it",
) -> None:
    """The button that keeps a point with its space; words in its place once it is kept.

    Args:
        space: the space.
        key: of the button.
        name: of the point.
        latent: of it.
        position: on the map.
        what: what it was made from, in words.
        measured: numbers of it.
        worth: of its network.
        weights: of the network that was read, if it fits the space; or of the one that was fitted.
        fitted: whether it is the one that was fitted.
        session_point: number of the session's own point that it takes the place of.
        label: of the button.
    """
    same = [one for one in kept.overlay(space).points if kept.same_point(one, latent, fitted=fitted)]
    if same:
        st.caption(f":material/star: Kept as **{same[0].name}**: see *Kept with this space*.")
        return
    asked = st.button(
        label, key=key, icon=":material/star:",
        help="Keep this point with the space and look at it: it is there for whoever opens it, and after a restart.",
    )  # fmt: skip
    if not asked:
        return
    try:
        made = _writing(
            lambda: kept.keep(
                space, name, latent, position, what=what, measured=measured, worth=worth, weights=weights, fitted=fitted
            )
        )
    except ExplorerError as error:
        st.error(f"**{error.problem}** {error.remedy}", icon=":material/error:")
        return
    if session_point is not None:
        resources.runs().drop(session.identity(), session_point)
    st.toast(f"Kept as {made.name}.", icon=":material/star:")
    session.look_at(made.id)  # a fitted network can be seen above from now on, and not before
    session.rerun()


def _writing(act: Callable[[], Done]) -> Done:
    """Write; a folder that cannot be is said in words."""
    try:
        return act()
    except OSError as error:
        raise DataError(FOR_THE_SESSION, f"({error.strerror or error})") from error


def _end(letter: str, number: int) -> None:
    session.change(**{letter: number, "shown": Shown.PATH})


def _forget(number: int) -> None:
    """Where the view had the point that is gone, it has nothing, or a network again."""
    view = session.view()
    fields: dict[str, object] = {name: 0 for name in ("network", "a", "b") if getattr(view, name) == number}
    if number in view.via:
        fields["via"] = tuple(i for i in view.via if i != number)
    if fields:
        session.change(**fields)


def _decoded(space: Space, one: KeptPoint) -> bytes:
    source = Decoded.of(one.latent)
    pick = Pick(source, f"{one.name}, kept with {space.name}", "kept")
    return network_file(space, pick, resources.engine().weights(space, [source])[0], "safetensors")


def _own_weights(space: Space, one: KeptPoint) -> bytes:
    assert one.weights is not None
    params = {name: value.contiguous().clone() for name, value in unflatten(space.layout, one.weights).items()}
    return tensor_bytes(
        params, {"format": "pt", "origin": f"{one.name}, as it was {'fitted' if one.fitted else 'read'}"}
    )
