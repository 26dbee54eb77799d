"""What a classifier on the screen is worth: accuracy, confusion, images; in the plain view."""

from __future__ import annotations

import numpy as np
import streamlit as st

from explorer.explore.engine import Input
from explorer.explore.judge import Judgement, samples
from explorer.explore.paths import PathKind
from explorer.figures.accuracy import accuracy_facts, draw_accuracy
from explorer.figures.confusion import confusion_facts, draw_confusion
from explorer.figures.map import journey_layout
from explorer.space.bundle import ClassifierSpace
from explorer.ui import chart, look, resources, words
from explorer.ui.map_panel import KEY
from explorer.ui.state import Shown, View
from explorer.ui.subject import Subject, journey

IMAGES = 12
COLUMNS = 6
PIXELS = 84  # of an image on the screen
HEIGHT = 360


def verdict_panel(space: ClassifierSpace, view: View, shown: list[Subject]) -> None:
    """The networks that the view names, side by side if there are two."""
    for column, subject in zip(st.columns(max(len(shown), 1), gap="large"), shown, strict=False):
        with column:
            _verdict(space, view, subject, alone=len(shown) == 1, first_of_two=subject is shown[0])


def _verdict(space: ClassifierSpace, view: View, subject: Subject, *, alone: bool, first_of_two: bool) -> None:
    judged = resources.engine().judge(space, subject.source)
    own = None
    if view.shown is Shown.NETWORK and view.network is not None:
        own = resources.engine().judge(space, Input(view.network))
    if not alone:
        st.markdown(f"**{subject.title}**")
    first, second, third = st.columns(3)
    arch = space.archs[judged.arch]
    first.metric("Accuracy", f"{judged.accuracy:.1f} %")
    if own is None:
        second.metric(arch.name, f"{arch.count:,}", help="Parameters of the decoded network")
    else:
        second.metric("Input network", f"{own.accuracy:.1f} %")
    third.metric("Teacher", f"{resources.teacher_accuracy(space):.1f} %")
    if len(space.archs) > 1:
        st.caption(" · ".join(f"{a.name} {s:.2f}" for a, s in zip(space.archs, judged.shares, strict=True)))
    facts = confusion_facts(judged.confusion, space.images.classes)
    chart.chart(
        draw_confusion(facts, look.theme(), HEIGHT),
        key="confusion" if alone else f"confusion_{subject.title}",
        height=HEIGHT,
        scroll_zoom=False,
        description=f"Confusion matrix of {subject.title}: {judged.accuracy:.1f} % of "
        f"{len(judged.predicted):,} test images right",
        follow={KEY: journey_layout(journey(space, view), look.theme())} if first_of_two else None,
    )
    _images(space, judged, own, COLUMNS if alone else COLUMNS // 2)


def _images(space: ClassifierSpace, judged: Judgement, own: Judgement | None, columns: int) -> None:
    images = space.images
    labels = images.test.labels.numpy()
    reference = images.teacher["test"].argmax(1).numpy() if own is None else own.predicted
    chosen = samples(judged, reference, labels, IMAGES)
    st.caption(f"Where it and {'the teacher' if own is None else 'its input network'} disagree, then its errors")
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
    """Accuracy and architecture of all networks on the path, with the handle."""
    if view.path is PathKind.RAW and len({int(space.zoo.archs[i]) for i in view.anchors}) > 1:
        st.caption(words.NO_AVERAGE)
        return
    accuracy, archs = resources.path_accuracy(space, view.anchors, view.path, view.spline)
    facts = accuracy_facts(accuracy, [space.archs[a].name for a in archs], view.t)
    chart.chart(
        draw_accuracy(facts, look.theme()),
        key="distance",
        height=120,
        scroll_zoom=False,
        description=f"Accuracy along the path: {facts.here_accuracy:.1f} % at the handle",
    )
