"""What networks are for is found out from what they give and what is right."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from explorer.errors import DataError
from explorer.kinds.functions.forms import Form
from explorer.kinds.functions.task import Task, found_task

RAW = torch.randn(3, 6, 4, generator=torch.Generator().manual_seed(0))
ONE = RAW[..., :1]


@pytest.mark.parametrize(
    ("outputs", "targets", "form"),
    [
        (RAW, np.array([0, 1, 2, 3, 0, 1]), Form.LOGITS),
        (RAW.softmax(-1), np.array([0, 1, 2, 3, 0, 1]), Form.PROBABILITIES),
        (RAW, np.eye(4, dtype=np.float32)[[0, 1, 2, 3, 0, 1]], Form.LOGITS),  # one row a target
        (RAW, np.random.default_rng(0).normal(size=(6, 4)).astype(np.float32), Form.VALUES),
        (ONE, np.array([0, 1, 1, 0, 1, 0]), Form.SCORE),
        (ONE, np.array([[0], [1], [1], [0], [1], [0]], dtype=np.float32), Form.SCORE),  # as for binary cross-entropy
        (ONE.sigmoid(), np.array([0, 1, 1, 0, 1, 0]), Form.PROBABILITY),
        (RAW, np.array([[0], [1], [2], [3], [0], [1]], dtype=np.float32), Form.LOGITS),  # classes saved as floats
        (ONE, np.array([5, 7, 200, 3, 1, 0]), Form.VALUES),  # whole numbers that one output cannot tell apart
        (ONE, np.array([0.5, 0.1, 0.2, 0.3, 0.4, 0.5], dtype=np.float32), Form.VALUES),
        (RAW, None, Form.VALUES),
        (RAW.softmax(-1), None, Form.PROBABILITIES),
    ],
)
def test_forms(outputs: torch.Tensor, targets: np.ndarray | None, form: Form) -> None:
    task, right = found_task(outputs, targets)
    assert task.form is form
    if targets is None:
        assert right is None
    elif task.classes:
        assert right is not None
        assert right.dtype == np.int64
        assert right.shape == (6,)
    else:
        assert right is not None
        assert right.shape == (6, task.outputs)


def test_what_is_said_counts() -> None:
    assert found_task(RAW, None, "classes")[0].form is Form.LOGITS
    assert found_task(RAW.softmax(-1), None, "values")[0].form is Form.VALUES
    assert found_task(ONE, np.array([0, 1, 1, 0, 1, 0]), "values")[0].form is Form.VALUES


def test_targets_that_do_not_fit_are_refused() -> None:
    with pytest.raises(DataError, match="classes 0 to 9"):
        found_task(RAW, np.array([0, 1, 2, 3, 0, 9]))
    with pytest.raises(DataError, match="3 numbers an input; the networks give 4"):
        found_task(RAW, np.ones((6, 3), np.float32) * 0.3)
    with pytest.raises(DataError, match="no classes"):
        found_task(ONE, np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], dtype=np.float32), "classes")


def test_two_classes_of_one_number_are_two_logits() -> None:
    score = Task(Form.SCORE, 1).answers(torch.tensor([[2.0], [-3.0]]))
    assert score.argmax(-1).tolist() == [1, 0]
    both = Task(Form.PROBABILITY, 1).raw(Task(Form.PROBABILITY, 1).answers(torch.tensor([[0.9], [0.2]])))
    torch.testing.assert_close(both, torch.tensor([[0.1, 0.9], [0.8, 0.2]]))


def test_stated_and_back() -> None:
    task = Task(Form.PROBABILITIES, 7)
    assert Task.of(task.stated()) == task
