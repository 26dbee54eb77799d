"""Facts of what is shown: what it is, nearest networks as pictures, weights as heat maps."""

from __future__ import annotations

import html

import numpy as np
import streamlit as st
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Input, Leaning, Raw, Refitted
from explorer.explore.measure.neighbour_senses import alike, known_latent
from explorer.explore.travel.paths import PathKind, source_at
from explorer.figures.distance import distance_word
from explorer.figures.prep import draw_preps, prep_facts
from explorer.kinds.protocols import Likeness
from explorer.kinds.registry import promised
from explorer.networks.prep import to_prep
from explorer.space.bundle import Space
from explorer.space.naming import network_name
from explorer.ui import chart, look, resources, session, words
from explorer.ui.guard import guard
from explorer.ui.neutral_panels import panels_of
from explorer.ui.neutral_words import words_of
from explorer.ui.portrait import portrait
from explorer.ui.state import View
from explorer.ui.subject import Subject, no_average, nothing, subjects

NEIGHBOURS = 6
MANY = 8  # facts; more are set in two columns
_MADE: dict[type, str] = {
    Refitted: "decoded, then fitted: no latent of the space decodes to it",
    Leaning: "decoded, and moved by a part of what the fitted end was moved by",
}


@st.fragment(key="facts")
def facts_panel(space: Space) -> None:
    """Facts of the first network that the view shows."""
    with guard():
        view = session.view()
        shown = subjects(space, view)
        if not shown:
            st.caption(nothing(space, view))
            return
        subject = shown[0]
        left, right = st.columns([2, 3], gap="large")
        with left:
            st.subheader("Facts", anchor=False)
            st.html(_definition_list(_facts(space, view, subject)))
        with right:
            st.subheader("Nearest networks", anchor=False)
            _neighbours(space, subject)
        likeness = promised(space.kind, Likeness)
        if likeness is not None:
            senses = st.expander("Nearest in three senses", key="senses_open", on_change="rerun", icon=":material/hub:")
            if senses.open:  # the first time the whole zoo is asked
                with senses:
                    _senses(space, subject, likeness)
        weights = st.expander("Weights as a PRep", key="prep_open", on_change="rerun", icon=":material/grid_on:")
        if weights.open:
            with weights:
                _preps(space, view, subject)
        panels_of(space).more(space, view, subject)


def _facts(space: Space, view: View, subject: Subject) -> list[tuple[str, str]]:
    own = words_of(space).facts(resources.engine(), space, subject.source, view.alone)
    if view.alone is not None:
        return own
    (x, y), gap = subject.where.position, subject.where.gap
    near = [network_name(space, int(i)) for i in subject.where.near.ids[:3]]
    on_path = [("path", subject.title.lower()), ("place", f"{view.t:.0%} from A to B")]
    read = ", as encoded" if isinstance(subject.source, Raw) else ""
    made = _MADE.get(type(subject.source))
    return [
        *(on_path if view.on_path else [("shown", subject.title)]),
        *([("made", made)] if made else []),
        ("nearest networks" + read, ", ".join(near)),
        (
            "distance in the space" + read,
            f"{subject.where.ratio:.2f} × the usual, {distance_word(subject.where.ratio)}",
        ),
        *([] if gap is None else [("distance on the map", f"{gap:.2f} × that of neighbours there")]),
        ("place on the map" + read, f"{x:.2f}, {y:.2f}"),
        *own,
    ]


def _definition_list(rows: list[tuple[str, str]]) -> str:
    """Rows in pairs if there are many. Labels come from the bundle: they are escaped."""
    columns = "explorer-facts" if len(rows) > MANY else "explorer-facts explorer-one"
    cells = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in rows)
    return f'<dl class="{columns}">{cells}</dl>'


def _neighbours(space: Space, subject: Subject) -> None:
    near = subject.where.near
    with st.container(key="neighbours"):
        for column, network, distance in zip(st.columns(NEIGHBOURS), near.ids.tolist(), near.distances, strict=False):
            with column:
                portrait(space, network)
                st.button(
                    network_name(space, network),
                    key=f"near_{network}",
                    type="tertiary",
                    width="stretch",
                    on_click=_look,
                    args=[network],
                    help=f"{distance / space.typical:.2f} × the typical distance. Click to go there.",
                )
                caption = words_of(space).caption(space, network)
                if caption:
                    st.caption(caption, text_alignment="center")


def _senses(space: Space, subject: Subject, likeness: Likeness) -> None:
    """Neighbours of latent, weights and function, a row each; those that one sense alone names are marked."""
    latent = known_latent(space, subject.source)
    if latent is None:
        st.caption(words.RAW_DISTANCE)
        return
    with st.spinner("Asking the zoo …"):
        found = alike(resources.engine(), space, subject.source, latent, NEIGHBOURS)
    times = {i: sum(i in one.ids for one in found) for one in found for i in one.ids.tolist()}
    titles = {
        "latent": "what the encoder reads is alike",
        "weights": likeness.weights,
        "function": likeness.function,
    }
    forms = {"latent": "{:.2f}", "weights": "{:.1%} of its norm", "function": likeness.unit}
    for one in found:
        st.markdown(f"**{one.sense.capitalize()}**: {titles[one.sense]}")
        columns = st.columns(NEIGHBOURS)
        for column, network, distance in zip(columns, one.ids.tolist(), one.distances.tolist(), strict=False):
            with column:
                portrait(space, network)
                st.button(
                    network_name(space, network) + (" ◇" if times[network] == 1 else ""),
                    key=f"{one.sense}_{network}",
                    type="tertiary",
                    width="stretch",
                    on_click=_look,
                    args=[network],
                    help="Click to go there." + (" Near in this sense alone." if times[network] == 1 else ""),
                )
                st.caption(forms[one.sense].format(distance), text_alignment="center")
    shared = sum(count == len(found) for count in times.values())
    st.caption(
        f"{shared} of {len(times)} networks are near in all three senses; ◇ marks those that are near in one alone."
    )


def _preps(space: Space, view: View, subject: Subject) -> None:
    first, second, names = _pair(space, view, subject)
    layout = space.layout
    facts = prep_facts(_array(to_prep(layout, first)), _array(to_prep(layout, second)), names)
    st.caption(
        f"All {layout.count:,} entries in declaration order, {layout.height} × {layout.width}. The two differ by "
        f"{facts.relative:.0%} of the mean weight: the same function can have other weights."
    )
    chart.chart(
        draw_preps(facts, look.theme()),
        key="prep",
        height=300,
        scroll_zoom=False,
        description="PReps as heat maps: " + ", ".join(facts.titles),
    )


def _pair(
    space: Space, view: View, subject: Subject
) -> tuple[Float[Tensor, " count"], Float[Tensor, " count"], tuple[str, str]]:
    """The two networks whose weights are compared, and their names."""
    engine = resources.engine()
    if view.alone is not None:
        sources, names = [Input(view.alone), subject.source], ("input", "decoded")
    elif isinstance(subject.source, Raw):
        sources, names = [Input(subject.source.a), subject.source], ("A", "A and B averaged")
    elif view.on_path and not no_average(space, view):
        raw = source_at(space, resources.tour(space, view.anchors, PathKind.RAW), view.t)
        sources, names = [raw, subject.source], ("A and B averaged", "decoded")
    else:
        nearest = int(subject.where.near.ids[0])
        sources, names = [Input(nearest), subject.source], (network_name(space, nearest), "decoded")
    first, second = engine.weights(space, sources)
    return first, second, names


def _array(prep: Float[torch.Tensor, "h w"]) -> Float[np.ndarray, "h w"]:
    return np.asarray(prep.cpu().numpy())


def _look(network: int) -> None:
    session.look_at(network)
    session.refresh()
