"""Labels of networks from a table of one's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.errors import DataError
from explorer.zoo.labels import UNKNOWN, columns, read_labels

FILES = ["chairs/a.obj", "chairs/b.obj", "tables/a.obj"]


def table(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "labels.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_rows_are_of_paths_or_of_names_that_are_unique(tmp_path: Path) -> None:
    text = "\ufeffFile;price;wood\nchairs/a.obj;12.5;oak\nb;7;\ntables/a;nan;ash\n"
    rows, notes = read_labels(table(tmp_path, text), FILES)
    assert rows == {
        "chairs/a.obj": {"price": 12.5, "wood": "oak"},
        "chairs/b.obj": {"price": 7.0},
        "tables/a.obj": {"wood": "ash"},
    }
    assert notes == []


def test_what_has_no_counterpart_is_said(tmp_path: Path) -> None:
    _, notes = read_labels(table(tmp_path, "id,x\nchairs/b.obj,1\ngone.obj,2\na,3\n"), FILES)
    assert notes == [
        "2 rows of labels.csv are of no file there, as 'gone.obj'.",  # `a` is the name of two
        "2 files have no row in labels.csv, as chairs/a.obj.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"file,x\nchairs/a.obj,\xe9\n", "is not in UTF-8"),
        ("price,x\n1,2\n", "does not say which files"),
        ("file,x\nchairs/a.obj,1\nchairs/a.obj,2\n", "two rows of chairs/a.obj"),
        ("file,x\nother.obj,1\n", "None of the 1 rows"),
        ("file,x\nchairs/a.obj\n", "row 2 has 1 cells"),
        ("file,x,X\nchairs/a.obj,1,2\n", "of the same name"),
        ("file,x\n", "no rows of labels"),
        ("", "no rows of labels"),
    ],
)
def test_bad_tables_are_refused_with_the_reason(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        read_labels(table(tmp_path, text), FILES)


def test_a_label_is_numbers_where_all_are_and_never_a_hole() -> None:
    found, notes = columns([{"a": 1.0, "b": "x", "c": 2.0}, {"a": 3.0, "c": "y", "d": 1.0}])
    np.testing.assert_array_equal(found["a"], np.float32([1, 3]))
    assert found["a"].dtype == np.float32
    assert found["b"].tolist() == ["x", UNKNOWN]
    assert found["c"].tolist() == ["2", "y"]
    assert notes == ["The label 'd' is left out: 1 networks have none."]
