from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.figures.confusion import confusion_facts, draw_confusion
from explorer.figures.style import DARK, LIGHT
from explorer.figures.worth import accuracy_facts, draw_accuracy


@settings(deadline=None)  # it draws
@given(arrays(np.int64, (3, 3), elements=st.integers(0, 50)))
def test_shades_recall_and_precision_by_hand(counts: np.ndarray) -> None:
    facts = confusion_facts(counts, ("a", "b", "c"))
    for i in range(3):
        row, column = counts[i].sum(), counts[:, i].sum()
        assert facts.recall[i] == (counts[i, i] / row if row else 0)
        assert facts.precision[i] == (counts[i, i] / column if column else 0)
        np.testing.assert_allclose(facts.shades[i] ** 2 * max(row, 1), counts[i])
    assert draw_confusion(facts, LIGHT).to_json()


def test_the_matrix_is_drawn_with_its_counts_and_names() -> None:
    counts = np.asarray([[5, 0], [2, 3]])
    figure = draw_confusion(confusion_facts(counts, ("cat", "dog")), DARK)
    heatmap = figure.data[0]
    assert list(heatmap.x) == ["cat", "dog"]
    assert heatmap.y[1].startswith("dog  60%")
    assert heatmap.text.tolist() == [["5", ""], ["2", "3"]]
    assert "Nothing was judged" in draw_confusion(confusion_facts(0 * counts, ("cat", "dog")), DARK).layout.title.text


def test_a_narrow_matrix_has_names_alone() -> None:
    facts = confusion_facts(np.asarray([[5, 0], [2, 3]]), ("cat", "dog"))
    narrow, wide = draw_confusion(facts, DARK, narrow=True), draw_confusion(facts, DARK)
    assert list(narrow.data[0].y) == ["cat", "dog"]
    assert narrow.data[0].texttemplate is None
    assert narrow.layout.margin.l < wide.layout.margin.l
    assert not narrow.layout.annotations
    assert narrow.data[0].customdata.tolist() == [[5, 0], [2, 3]]  # still said when pointed at


def test_averaged_weights_are_a_second_curve_with_a_legend() -> None:
    facts = accuracy_facts(np.asarray([80.0, 90.0]), ["ResNet8"] * 2, 0.5, np.asarray([80.0, 10.0]))
    figure = draw_accuracy(facts, LIGHT)
    assert [trace.name for trace in figure.data[:2]] == ["averaged weights", "this path"]
    assert list(figure.data[0].y) == [80.0, 10.0]
    assert figure.layout.showlegend
    assert not draw_accuracy(accuracy_facts(np.asarray([80.0, 90.0]), ["ResNet8"] * 2, 0.5), LIGHT).layout.showlegend
    assert "No path" in draw_accuracy(accuracy_facts(np.zeros(0), [], 0.5), LIGHT).layout.title.text


def test_a_path_says_where_architectures_change_and_how_good_it_is_here() -> None:
    facts = accuracy_facts(np.asarray([80.0, 90.0, 70.0]), ["LeNetLike", "ResNet8", "ResNet8"], 0.25)
    assert facts.here_accuracy == 85
    assert facts.changes == ((0.0, "LeNetLike"), (0.25, "ResNet8"))
    figure = draw_accuracy(facts, LIGHT)
    assert list(figure.data[0].y) == [80, 90, 70]
    assert [a.text for a in figure.layout.annotations] == ["LeNetLike", "ResNet8"]
    alone = draw_accuracy(accuracy_facts(np.asarray([80.0, 90.0]), ["ResNet8", "ResNet8"], 0.0), LIGHT)
    assert not alone.layout.annotations
