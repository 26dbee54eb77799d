"""Classifiers on the page: what they are worth, by accuracy, confusion and images; whether they are new."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import streamlit as st

from explorer.explore.engine.engine import Input
from explorer.explore.travel.paths import PathKind
from explorer.figures.confusion import confusion_facts, draw_confusion
from explorer.figures.map import journey_layout
from explorer.figures.style import empty_figure
from explorer.figures.worth import accuracy_facts, draw_accuracy
from explorer.kinds.classifiers.classification import Judgement, samples
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.novelty import nearest_in_zoo, zoo_predictions
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.space.bundle import Space
from explorer.space.naming import network_name
from explorer.ui import chart, look, resources
from explorer.ui.map_panel import KEY
from explorer.ui.state import View
from explorer.ui.subject import Subject, journey, no_average

IMAGES = 12
COLUMNS = 6
PIXELS = 84  # of an image on the screen
HEIGHT = 310
HEIGHT_OF_TWO = 270
CURVE = 120
NO_AVERAGE = "No average: A and B differ in architecture."
TEACHER = "The network whose softened predictions are learned from, on the same images"


class ClassifierPanels:
    """See `protocols.Panels`."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """Accuracy and confusion of the networks that the view names, side by side if there are two."""
        _verdicts(classifiers_only(space), view, shown)

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """Test images: below the controls, which stay in sight while they are used."""
        _all_images(classifiers_only(space), view, shown)

    def strip(self, space: Space, view: View) -> bool:
        """Accuracy and architecture along the path."""
        _path_accuracy(classifiers_only(space), view)
        return True

    def more(self, space: Space, view: View, subject: Subject) -> None:
        """Whether it is new: how far it is from the nearest network that was trained."""
        new = st.expander("Is it new?", key="new_open", on_change="rerun", icon=":material/fingerprint:")
        if new.open:  # the first time the whole zoo is asked, which takes a while
            with new:
                st.markdown(_novelty(classifiers_only(space), view, subject))


PANELS = ClassifierPanels()


def _verdicts(space: ClassifierSpace, view: View, shown: Sequence[Subject]) -> None:
    if not shown:
        _nothing(space, view)
        return
    for column, subject in zip(st.columns(len(shown), gap="large"), shown, strict=True):
        with column:
            judged = judge_network(resources.engine(), space, subject.source)
            if len(shown) == 1:
                _metrics(space, judged, _own(space, view))
                _shares(space, judged)
            else:
                st.markdown(f"**{subject.title}**")
                arch = html.escape(space.archs[judged.arch].name)
                st.html(f'<div class="explorer-where"><b>{judged.accuracy:.1f} %</b> · {arch}</div>')
            _confusion(space, view, subject, judged, of_two=len(shown) > 1, leads=subject is shown[0])


def _nothing(space: ClassifierSpace, view: View) -> None:
    """No network; A and B stay on the map, though."""
    remedy = "" if view.on_path and no_average(space, view) else "Choose a network on the map."
    chart.chart(
        empty_figure("No network", remedy, look.theme(), HEIGHT),
        key="confusion",
        height=HEIGHT,
        scroll_zoom=False,
        description="No network",
        follow={KEY: journey_layout(journey(space, view), look.theme())},
    )


def _all_images(space: ClassifierSpace, view: View, shown: Sequence[Subject]) -> None:
    """Test images on which it shows what these networks are: with what they are taken for, and how surely."""
    if not shown:
        return
    own = _own(space, view)
    st.caption(f"Where it and {'the teacher' if own is None else 'its input network'} disagree, then its errors")
    for column, subject in zip(st.columns(len(shown), gap="large"), shown, strict=True):
        with column:
            if len(shown) > 1:
                st.markdown(f"**{subject.title}**")
            _images(space, judge_network(resources.engine(), space, subject.source), own, COLUMNS // len(shown))


def _own(space: ClassifierSpace, view: View) -> Judgement | None:
    """The input network that the shown one was decoded from; None if it was not."""
    if view.alone is not None:
        return judge_network(resources.engine(), space, Input(view.alone))
    return None


def _metrics(space: ClassifierSpace, judged: Judgement, own: Judgement | None) -> None:
    first, second, third = st.columns(3)
    arch = space.archs[judged.arch]
    count = len(judged.predicted)
    first.metric("Accuracy", f"{judged.accuracy:.1f} %", help=f"Of this network, on {count:,} test images")
    if own is None:
        second.metric(arch.name, f"{arch.count:,}", help="Parameters of this network")
    else:
        second.metric("Input network", f"{own.accuracy:.1f} %", help="The network that the encoder read")
    third.metric("Teacher", f"{space.images.teacher_accuracy:.1f} %", help=TEACHER)


def _shares(space: ClassifierSpace, judged: Judgement) -> None:
    """The architecture scores, where there is a choice."""
    if len(space.archs) > 1:
        pairs = zip(space.archs, judged.shares, strict=True)
        st.caption("Architecture: " + " · ".join(f"{arch.name} {share:.0%}" for arch, share in pairs))


def _confusion(
    space: ClassifierSpace, view: View, subject: Subject, judged: Judgement, *, of_two: bool, leads: bool
) -> None:
    height = HEIGHT_OF_TWO if of_two else HEIGHT
    chart.chart(
        draw_confusion(confusion_facts(judged.confusion, space.images.classes), look.theme(), height, narrow=of_two),
        key="confusion" if leads else "confusion_beside",
        height=height,
        scroll_zoom=False,
        description=f"Confusion matrix of {subject.title}: {judged.accuracy:.1f} % of "
        f"{len(judged.predicted):,} test images right",
        follow={KEY: journey_layout(journey(space, view), look.theme())} if leads else None,
    )


def _images(space: ClassifierSpace, judged: Judgement, own: Judgement | None, columns: int) -> None:
    images = space.images
    labels = images.test.labels.numpy()
    reference = images.teacher["test"].argmax(1).numpy() if own is None else own.predicted
    chosen = samples(judged, reference, labels, IMAGES)
    for start in range(0, len(chosen), columns):
        for column, k in zip(st.columns(columns), chosen[start : start + columns].tolist(), strict=False):
            said, truth = images.classes[judged.predicted[k]], images.classes[labels[k]]
            right = judged.predicted[k] == labels[k]
            with column:
                st.image(
                    _picture(images.test.pixels[k].numpy()),
                    width=PIXELS,
                    alt=f"Test image {k}: {truth}, taken for {said}",
                )
                mark = ":material/check:" if right else ":material/close:"
                st.caption(f"{mark} {said} {judged.confidence[k]:.0%}" + ("" if right else f", is {truth}"))


def _picture(pixels: np.ndarray) -> np.ndarray:
    """Height x width x channels, enlarged without blurring."""
    return np.asarray(pixels.transpose(1, 2, 0).repeat(3, 0).repeat(3, 1).squeeze())


def _path_accuracy(space: ClassifierSpace, view: View) -> None:
    """Accuracy and architecture of all networks on the path, with the handle; averaged weights beside it."""
    impossible = no_average(space, view)
    if not impossible or view.path is not PathKind.RAW:
        _curve(space, view, averaged=not impossible and view.path is not PathKind.RAW)
    if impossible:
        st.caption(NO_AVERAGE)


def _curve(space: ClassifierSpace, view: View, *, averaged: bool) -> None:
    found = resources.path_values(space, view.anchors, view.path, view.spline)
    other = resources.path_values(space, view.anchors, PathKind.RAW).values if averaged else None
    facts = accuracy_facts(found.values, [space.archs[a].name for a in found.groups or ()], view.t, other)
    chart.chart(
        draw_accuracy(facts, look.theme(), CURVE),
        key="distance",
        height=CURVE,
        scroll_zoom=False,
        description=f"Accuracy along the path: {facts.here_accuracy:.1f} % at the handle",
    )


def _novelty(space: ClassifierSpace, view: View, subject: Subject) -> str:
    """How far it is from the nearest network that was trained, in a sentence."""
    engine = resources.engine()
    judged = judge_network(engine, space, subject.source)
    entries = engine.weights(space, [subject.source])[0]
    known = _zoo_predictions(space, space.version)
    found = nearest_in_zoo(space, known, judged.arch, entries, judged.predicted, view.alone)
    if found is None:
        return f"No other training network is a {space.archs[judged.arch].name}: there is nothing to compare it with."
    far = f", and their weights, aligned, differ by **{found.weights:.0%}** of its norm"
    return (
        f"Nearest in predictions is **{network_name(space, found.network)}**: the two disagree on "
        f"**{found.disagreement:.1%}** of the test images{'' if np.isnan(found.weights) else far}."
    )


@st.cache_resource(show_spinner="Asking the zoo …", max_entries=8)
def _zoo_predictions(_space: ClassifierSpace, version: str) -> np.ndarray:
    """Predicted classes of all training networks on the test images."""
    return zoo_predictions(resources.engine(), _space)
