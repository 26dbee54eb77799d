"""Facts of what is shown: kind and parameters, nearest networks as pictures, weights as heat maps."""

from __future__ import annotations

import html

import numpy as np
import streamlit as st
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Input, Raw
from explorer.explore.measure.neighbour_senses import alike, latent_of
from explorer.explore.travel.paths import PathKind, source_at
from explorer.figures.map import spoken
from explorer.figures.prep import draw_preps, prep_facts
from explorer.kinds.classifiers.classification import disagreement
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.novelty import nearest_in_zoo
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.space import ShapeSpace
from explorer.networks.prep import to_prep
from explorer.space.bundle import Space
from explorer.ui import chart, look, resources, session, words
from explorer.ui.guard import guard
from explorer.ui.state import View
from explorer.ui.subject import Subject, no_average, subjects

NEIGHBOURS = 6
UNIT = "\N{NO-BREAK SPACE}%"
MANY = 8  # facts; more are set in two columns


@st.fragment(key="facts")
def facts_panel(space: Space) -> None:
    """Facts of the first network that the view shows."""
    with guard():
        view = session.view()
        shown = subjects(space, view)
        if not shown:
            st.caption(words.nothing(no_average(space, view)))
            return
        subject = shown[0]
        left, right = st.columns([2, 3], gap="large")
        with left:
            st.subheader("Facts", anchor=False)
            st.html(_definition_list(_facts(space, view, subject)))
        with right:
            st.subheader("Nearest networks", anchor=False)
            _neighbours(space, subject)
        senses = st.expander("Nearest in three senses", key="senses_open", on_change="rerun", icon=":material/hub:")
        if senses.open:  # the first time the whole zoo is asked
            with senses:
                _senses(space, subject)
        weights = st.expander("Weights as a PRep", key="prep_open", on_change="rerun", icon=":material/grid_on:")
        if weights.open:
            with weights:
                _preps(space, view, subject)
        if isinstance(space, ClassifierSpace):
            new = st.expander("Is it new?", key="new_open", on_change="rerun", icon=":material/fingerprint:")
            if new.open:  # the first time the whole zoo is asked, which takes a while
                with new:
                    st.markdown(_novelty(space, view, subject))


def _facts(space: Space, view: View, subject: Subject) -> list[tuple[str, str]]:
    if isinstance(space, ClassifierSpace):
        return _classifier_facts(space, view, subject)
    size = [("parameters", f"{space.layout.count:,}")]
    if view.alone is not None:
        i = view.alone
        labels = [
            (spoken(name), _value(values[i])) for name, values in space.labels.items() if name not in ("kind", "iou")
        ]
        iou = [("IoU, decoded against input", f"{space.labels['iou'][i]:.3f}")] if "iou" in space.labels else []
        head = [("kind", str(space.labels["kind"][i])), ("split", words.split_name(str(space.split[i])))]
        return head + iou + size + labels
    x, y = subject.where.position
    near = [f"{words.name(space, int(i))}" for i in subject.where.near.ids[:3]]
    on_path = [("path", words.PATHS[view.path].lower()), ("place", f"{view.t:.0%} from A to B")]
    read = ", as encoded" if isinstance(subject.source, Raw) else ""
    return [
        *(on_path if view.on_path else [("shown", subject.title)]),
        ("nearest networks" + read, ", ".join(near)),
        ("place on the map" + read, f"{x:.2f}, {y:.2f}"),
        *size,
    ]


def _classifier_facts(space: ClassifierSpace, view: View, subject: Subject) -> list[tuple[str, str]]:
    judged = judge_network(resources.engine(), space, subject.source)
    arch = space.archs[judged.arch]
    made = "averaged weights" if isinstance(subject.source, Raw) else "decoded"
    rows = [
        ("architecture", arch.name),
        ("parameters", f"{arch.count:,}"),
        (f"accuracy, {made}", f"{judged.accuracy:.2f}{UNIT}"),
        ("accuracy, teacher", f"{space.images.teacher_accuracy:.2f}{UNIT}"),
    ]
    if view.alone is not None:
        i = view.alone
        own = judge_network(resources.engine(), space, Input(i))
        same = 1 - disagreement(own.predicted, judged.predicted)
        rows += [
            ("accuracy, input network", f"{own.accuracy:.2f}{UNIT}"),
            ("same predictions as input", f"{same:.1%}"),
            ("split", words.split_name(str(space.split[i]))),
            ("trained for", f"{space.labels['training_steps'][i]:.0f}\N{NO-BREAK SPACE}steps"),
        ]
    else:
        x, y = subject.where.position
        on_path = [("path", subject.title.lower()), ("place", f"{view.t:.0%} from A to B")]
        rows += on_path if view.on_path else [("shown", subject.title)]
        rows.append(("place on the map", f"{x:.2f}, {y:.2f}"))
    if len(space.archs) > 1 and not isinstance(subject.source, Raw):
        pairs = zip(space.archs, judged.shares, strict=True)
        rows += [(f"score of {one.name}", f"{share:.1%}") for one, share in pairs]
    return rows


def _novelty(space: ClassifierSpace, view: View, subject: Subject) -> str:
    """How far it is from the nearest network that was trained, in a sentence."""
    judged = judge_network(resources.engine(), space, subject.source)
    itself = view.alone
    entries = resources.engine().weights(space, [subject.source])[0]
    known = resources.zoo_predictions(space)
    found = nearest_in_zoo(space, known, judged.arch, entries, judged.predicted, itself)
    if found is None:
        return f"No other training network is a {space.archs[judged.arch].name}: there is nothing to compare it with."
    return (
        f"Nearest in predictions is **{words.name(space, found.network)}**: the two disagree on "
        f"**{found.disagreement:.1%}** of the test images, and their weights, aligned, differ by "
        f"**{found.weights:.0%}** of its norm."
    )


def _value(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float | np.floating) else str(value)


def _definition_list(rows: list[tuple[str, str]]) -> str:
    """Rows in pairs if there are many. Labels come from the bundle: they are escaped."""
    columns = "explorer-facts" if len(rows) > MANY else "explorer-facts explorer-one"
    cells = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in rows)
    return f'<dl class="{columns}">{cells}</dl>'


def _neighbours(space: Space, subject: Subject) -> None:
    near, typical = subject.where.near, resources.typical(space)
    with st.container(key="neighbours"):
        for column, network, distance in zip(st.columns(NEIGHBOURS), near.ids.tolist(), near.distances, strict=False):
            with column:
                st.image(
                    resources.picture(space, network, look.theme().material),
                    width="stretch",
                    alt=words.name(space, network),
                )
                st.button(
                    words.name(space, network),
                    key=f"near_{network}",
                    type="tertiary",
                    width="stretch",
                    on_click=_look,
                    args=[network],
                    help=f"{distance / typical:.2f} × the typical distance. Click to go there.",
                )
                if isinstance(space, ClassifierSpace):
                    st.caption(f"{space.labels['decoded_accuracy'][network]:.1f} %", text_alignment="center")


def _senses(space: Space, subject: Subject) -> None:
    """Neighbours of latent, weights and function, a row each; those that one sense alone names are marked."""
    latent = latent_of(space, subject.source)
    if latent is None:
        st.caption(words.RAW_DISTANCE)
        return
    with st.spinner("Asking the zoo …"):
        found = alike(resources.engine(), space, subject.source, latent, NEIGHBOURS)
    times = {i: sum(i in one.ids for one in found) for one in found for i in one.ids.tolist()}
    shapes = isinstance(space, ShapeSpace)
    for one in found:
        st.markdown(SENSES[one.sense, shapes])
        columns = st.columns(NEIGHBOURS)
        for column, network, distance in zip(columns, one.ids.tolist(), one.distances.tolist(), strict=False):
            with column:
                st.image(resources.picture(space, network, look.theme().material), width="stretch")
                st.button(
                    words.name(space, network) + (" ◇" if times[network] == 1 else ""),
                    key=f"{one.sense}_{network}",
                    type="tertiary",
                    width="stretch",
                    on_click=_look,
                    args=[network],
                    help="Click to go there." + (" Near in this sense alone." if times[network] == 1 else ""),
                )
                st.caption(_distance(one.sense, shapes, distance), text_alignment="center")
    shared = sum(count == len(found) for count in times.values())
    st.caption(
        f"{shared} of {len(times)} networks are near in all three senses; ◇ marks those that are near in one alone."
    )


SENSES = {
    ("latent", True): "**Latent**: what the encoder reads is alike",
    ("latent", False): "**Latent**: what the encoder reads is alike",
    ("weights", True): "**Weights**: their numbers are alike (all began at the same)",
    ("weights", False): "**Weights**: their numbers are alike, after permutation alignment",
    ("function", True): "**Function**: their surfaces are alike (Chamfer distance)",
    ("function", False): "**Function**: they take the same images for the same",
}


def _distance(sense: str, shapes: bool, distance: float) -> str:
    if sense == "latent":
        return f"{distance:.2f}"
    if sense == "function" and shapes:
        return f"{distance:.3f} cube units"
    return f"{distance:.1%}" + (" of the images" if sense == "function" else " of its norm")


def _preps(space: Space, view: View, subject: Subject) -> None:
    first, second, names = _pair(space, view, subject)
    layout = space.layout
    what = "function" if isinstance(space, ClassifierSpace) else "shape"
    facts = prep_facts(_array(to_prep(layout, first)), _array(to_prep(layout, second)), names)
    st.caption(
        f"All {layout.count:,} entries in declaration order, {layout.height} × {layout.width}. The two differ by "
        f"{facts.relative:.0%} of the mean weight: the same {what} can have other weights."
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
        sources, names = [Input(nearest), subject.source], (words.name(space, nearest), "decoded")
    first, second = engine.weights(space, sources)
    return first, second, names


def _array(prep: Float[torch.Tensor, "h w"]) -> Float[np.ndarray, "h w"]:
    return np.asarray(prep.cpu().numpy())


def _look(network: int) -> None:
    session.look_at(network)
    session.refresh()
