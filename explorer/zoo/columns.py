"""Labels of networks that others trained: numbers and texts, as a space keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.zoo.imported import Record

ARCHITECTURE = "architecture"
MOST = 48  # labels that a space keeps
LONGEST = 80  # characters of a text
RUN, EPOCH, NAME = "run", "epoch", "name"
MISSING = ""  # a text that is not known; numbers are NaN then
YES, NO = "yes", "no"


def given_labels(records: Sequence[Record], taken: Sequence[str]) -> dict[str, np.ndarray]:
    """What a zoo says of its networks: float32 (NaN where it does not say) or text ("" where it does not).

    A label that is the same for all says nothing and is left out; one with numbers and words is text. The name of a
    network, its training and its epoch are labels, too.

    Args:
        records: of the networks.
        taken: names of labels that are measured: one that is given is then called "stated ...".
    """
    names = dict.fromkeys(name for record in records for name in record.labels)
    columns: dict[str, np.ndarray] = {NAME: _texts([record.name for record in records])}
    if any(record.run is not None for record in records):
        columns[RUN] = _texts([record.run for record in records])
    if any(record.epoch is not None for record in records):
        columns[EPOCH] = _numbers([record.epoch for record in records])
    for name in names:
        values = [record.labels.get(name) for record in records]
        column = _column(values)
        called = f"stated_{name}" if name in (*taken, *columns, ARCHITECTURE, "split") else name
        if called not in columns and len(np.unique(column[~_unknown(column)])) > 1:
            columns[called] = column
    return dict(list(columns.items())[:MOST])


def sorting_label(labels: Mapping[str, np.ndarray]) -> str:
    """The label that sorts networks: the architecture where there are several, else the first text that sorts them.

    A text sorts where it has at least two values, and half as many as there are networks at most. Without one it is the
    architecture, which then is the same for all.
    """
    if len(set(labels[ARCHITECTURE].tolist())) > 1:
        return ARCHITECTURE
    for name, values in labels.items():
        if values.dtype.kind == "U" and 2 <= len(set(values.tolist()) - {MISSING}) <= len(values) // 2:
            return name
    return ARCHITECTURE


def _unknown(column: np.ndarray) -> np.ndarray:
    return np.asarray(np.isnan(column) if column.dtype.kind == "f" else column == MISSING)


def _column(values: Sequence[object]) -> np.ndarray:
    known = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in known):
        return _texts([None if value is None else YES if value else NO for value in values])
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return _numbers(values)
    return _texts(values)


def _numbers(values: Sequence[object]) -> np.ndarray:
    with np.errstate(over="ignore"):
        column = np.asarray([np.nan if value is None else value for value in values], dtype=np.float32)
    return np.where(np.isfinite(column), column, np.nan).astype(np.float32)


def _texts(values: Sequence[object]) -> np.ndarray:
    return np.asarray([MISSING if value is None else str(value)[:LONGEST] for value in values])
