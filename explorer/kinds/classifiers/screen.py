"""What a classifier on the screen is worth: accuracy, confusion, images; in the plain view."""

from __future__ import annotations

import html

import numpy as np
import streamlit as st

from explorer.explore.engine.engine import Input
from explorer.explore.travel.paths import PathKind
from explorer.figures.map import journey_layout
from explorer.figures.style import empty_figure
from explorer.kinds.classifiers.accuracy_figure import accuracy_facts, draw_accuracy
from explorer.kinds.classifiers.classification import Judgement, samples
from explorer.kinds.classifiers.confusion_figure import confusion_facts, draw_confusion
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.ui import chart, look, resources, words
from explorer.ui.map_panel import KEY
from explorer.ui.state import View
from explorer.ui.subject import Subject, journey, no_average

IMAGES = 12
COLUMNS = 6
PIXELS = 84  # of an image on the screen
HEIGHT = 310
HEIGHT_OF_TWO = 270
CURVE = 120
TEACHER = "The network whose softened predictions are learned from, on the same images"


def verdict_panel(space: ClassifierSpace, view: View, shown: list[Subject]) -> None:
    """Accuracy and confusion of the networks that the view names, side by side if there are two."""
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


def verdict_images(space: ClassifierSpace, view: View, shown: list[Subject]) -> None:
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


def path_accuracy(space: ClassifierSpace, view: View) -> None:
    """Accuracy and architecture of all networks on the path, with the handle; averaged weights beside it."""
    impossible = no_average(space, view)
    if not impossible or view.path is not PathKind.RAW:
        _curve(space, view, averaged=not impossible and view.path is not PathKind.RAW)
    if impossible:
        st.caption(words.NO_AVERAGE)


def _curve(space: ClassifierSpace, view: View, *, averaged: bool) -> None:
    accuracy, archs = resources.path_accuracy(space, view.anchors, view.path, view.spline)
    other = resources.path_accuracy(space, view.anchors, PathKind.RAW)[0] if averaged else None
    facts = accuracy_facts(accuracy, [space.archs[a].name for a in archs], view.t, other)
    chart.chart(
        draw_accuracy(facts, look.theme(), CURVE),
        key="distance",
        height=CURVE,
        scroll_zoom=False,
        description=f"Accuracy along the path: {facts.here_accuracy:.1f} % at the handle",
    )
