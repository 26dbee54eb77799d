"""Functions on the page: what they are worth, what they answer when inputs vary, and how they differ from the input."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from explorer.explore.engine.engine import Input
from explorer.explore.travel.paths import MAX_ANCHORS, PathKind
from explorer.figures.confusion import confusion_facts, draw_confusion
from explorer.figures.map import journey_layout
from explorer.figures.style import empty_figure
from explorer.figures.worth import accuracy_facts, draw_accuracy
from explorer.kinds.functions.drawing import curve_facts, plane_facts, scatter_facts
from explorer.kinds.functions.figures import draw_curves, draw_plane, draw_scatter, names_beside
from explorer.kinds.functions.judging import Judgement, judge_network
from explorer.kinds.functions.measuring import worth_name, written
from explorer.kinds.functions.response import PRINCIPAL, directions_of
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.kinds.functions.trajectories import runs_of, stops_of
from explorer.kinds.functions.words import agreement_name, agreement_of, agreement_written
from explorer.space.bundle import Space
from explorer.ui import chart, look, resources, session
from explorer.ui.map_panel import KEY
from explorer.ui.state import Shown, View
from explorer.ui.subject import Subject, journey, no_average

HEIGHT = 330
HEIGHT_OF_TWO = 290
CURVE = 120
MOST_CLASSES = 20  # of a matrix that can be read
NONE = "none"
HELP = (
    "All other inputs stay as they are in a typical example; the dashed line is that example. Those that change the "
    "outputs most come first. Dots are test inputs."
)
X, Y, SHOWN_OUTPUT, RUN = "function_x", "function_y", "function_output", "function_run"


class FunctionPanels:
    """See `protocols.Panels`."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """What the networks that the view names are worth, side by side if there are two."""
        found = functions_only(space)
        if not shown:
            _nothing(found, view)
            return
        for column, subject in zip(st.columns(len(shown), gap="large"), shown, strict=True):
            with column:
                _verdict(found, view, subject, of_two=len(shown) > 1, leads=subject is shown[0])

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """What they answer when one or two inputs vary; and trainings to walk along."""
        found = functions_only(space)
        small = space.info["metrics"].get("too_few")
        if small:
            head, _, rest = small.partition(": ")
            st.warning(f"**{head}.** {rest[:1].upper()}{rest[1:]}", icon=":material/warning:")
        _trainings(found, view)
        if shown:
            _responses(found, view, shown)

    def strip(self, space: Space, view: View) -> bool:
        """How good the networks along the path are, where that is known."""
        found = functions_only(space)
        if found.worth is None:
            return False
        impossible = no_average(space, view)
        if impossible and view.path is PathKind.RAW:
            return True
        _path_worth(found, view, averaged=not impossible and view.path is not PathKind.RAW)
        return True

    def more(self, space: Space, view: View, subject: Subject) -> None:
        """Nothing."""


PANELS = FunctionPanels()


def _nothing(space: FunctionSpace, view: View) -> None:
    """No network; A and B stay on the map, though."""
    remedy = "" if view.on_path and no_average(space, view) else "Choose a network on the map."
    chart.chart(
        empty_figure("No network", remedy, look.theme(), HEIGHT),
        key="function",
        height=HEIGHT,
        scroll_zoom=False,
        description="No network",
        follow={KEY: journey_layout(journey(space, view), look.theme())},
    )


def _verdict(space: FunctionSpace, view: View, subject: Subject, *, of_two: bool, leads: bool) -> None:
    engine = resources.engine()
    judged = judge_network(engine, space, subject.source)
    own = judge_network(engine, space, Input(view.alone)) if view.alone is not None and not of_two else None
    if of_two:
        st.markdown(f"**{subject.title}**")
    for column, (title, value, about) in zip(
        st.columns(2 if of_two else 3), _numbers(space, judged, own), strict=False
    ):
        column.metric(title, value, help=about)
    if len(space.archs) > 1:
        pairs = zip(space.archs, judged.shares, strict=True)
        st.caption("Architecture: " + " · ".join(f"{arch.name} {share:.0%}" for arch, share in pairs))
    height = HEIGHT_OF_TWO if of_two else HEIGHT
    theme = look.theme()
    if judged.confusion is not None and space.task.size <= MOST_CLASSES:
        figure = draw_confusion(
            confusion_facts(judged.confusion, names_beside(space.class_names)), theme, height, narrow=of_two
        )
    else:
        figure = draw_scatter(scatter_facts(space, judged, own), theme, height)
    chart.chart(
        figure,
        key="function" if leads else "function_beside",
        height=height,
        scroll_zoom=False,
        description=f"What {subject.title} gives at {len(judged.answers):,} test inputs",
        follow={KEY: journey_layout(journey(space, view), theme)} if leads else None,
    )


def _numbers(space: FunctionSpace, judged: Judgement, own: Judgement | None) -> list[tuple[str, str, str]]:
    count = f"on {len(judged.answers):,} test inputs"
    arch = space.archs[judged.arch]
    rows = []
    if judged.worth is not None:
        name = worth_name(space.worth)
        rows.append((name[:1].upper() + name[1:], written(space.worth, judged.worth), f"Of this network, {count}"))
        if own is not None and own.worth is not None:
            rows.append(("Input network", written(space.worth, own.worth), "The network that the encoder read"))
    if own is not None:
        same = agreement_written(space, agreement_of(space, judged.answers, own.answers))
        rows.append(("Agreement", same, f"{agreement_name(space)}, {count}"))
    rows.append((arch.name, f"{arch.count:,}", "Parameters of this network"))
    return rows


def _responses(space: FunctionSpace, view: View, shown: Sequence[Subject]) -> None:
    """Which inputs vary, and what comes of it."""
    found = directions_of(resources.engine(), space)
    names = [axis.name for axis in found.axes]
    first = [PRINCIPAL, *names] if found.principal is not None else names
    left, middle, right = st.columns([3, 3, 3])
    x = left.selectbox("Inputs that vary", first, key=X, index=int(len(first) > 1), help=HELP)
    y = NONE
    if x != PRINCIPAL and len(names) > 1:
        y = middle.selectbox("and", [NONE, *(name for name in names if name != x)], key=Y)
    output = 0
    if not space.task.classes and len(space.output_names) > 1 and (x == PRINCIPAL or y != NONE):
        output = space.output_names.index(right.selectbox("Shown", space.output_names, key=SHOWN_OUTPUT))
    own = Input(view.alone) if view.alone is not None and len(shown) == 1 else None
    panels = [(one.title, one.source) for one in shown]
    if own is not None and (x == PRINCIPAL or y != NONE):
        panels = [("decoded", shown[0].source), ("input network", own)]
    for k, (column, (title, source)) in enumerate(zip(st.columns(len(panels), gap="large"), panels, strict=True)):
        with column:
            if len(panels) > 1:
                st.caption(title)
            if x == PRINCIPAL or y != NONE:
                plane = found.principal if x == PRINCIPAL else found.plane(names.index(x), names.index(str(y)))
                assert plane is not None
                figure = draw_plane(plane_facts(resources.engine(), space, source, plane, output), look.theme(), HEIGHT)
            else:
                axis = found.axes[names.index(x)]
                figure = draw_curves(
                    curve_facts(resources.engine(), space, source, found, axis, own), look.theme(), HEIGHT
                )
            chart.chart(
                figure, key=f"response_{k}", height=HEIGHT, scroll_zoom=False,
                description=f"What {title} gives when {x}{'' if y == NONE else f' and {y}'} vary",
            )  # fmt: skip


def _trainings(space: FunctionSpace, view: View) -> None:
    """The epochs of one training as the stops of a tour."""
    runs = runs_of(space)
    if not runs:
        return
    walked = next((name for name, ids in runs.items() if tuple(stops_of(ids, MAX_ANCHORS)) == view.anchors), NONE)
    if st.session_state.get(RUN) != walked:
        st.session_state[RUN] = walked
    st.selectbox(
        "Training run", [NONE, *runs], key=RUN, on_change=_walk, args=(runs,),
        help="Walk through the epochs of a training, in order: the stops of the path are its networks.",
    )  # fmt: skip


def _walk(runs: dict[str, list[int]]) -> None:
    name = st.session_state[RUN]
    if name == NONE:
        session.change(via=())
        return
    a, *via, b = stops_of(runs[name], MAX_ANCHORS)
    session.change(a=a, via=tuple(via), b=b, t=0.0, path=PathKind.STRAIGHT, versus=None, shown=Shown.PATH)


def _path_worth(space: FunctionSpace, view: View, *, averaged: bool) -> None:
    """How good the networks on the path are, with the handle; averaged weights beside it."""
    found = resources.path_values(space, view.anchors, view.path, view.spline)
    other = resources.path_values(space, view.anchors, PathKind.RAW).values if averaged else None
    facts = accuracy_facts(found.values, [space.archs[a].name for a in found.groups or ()], view.t, other)
    chart.chart(
        draw_accuracy(facts, look.theme(), CURVE, " %" if space.task.classes else ""),
        key="distance",
        height=CURVE,
        scroll_zoom=False,
        description=f"{worth_name(space.worth)} along the path: {facts.here_accuracy:.3g} at the handle",
    )
