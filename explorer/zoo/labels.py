"""Labels of networks from a table of one's own: a CSV file with a row a file."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import numpy as np

from explorer.errors import DataError
from explorer.files import read_bounded

Value = float | str

NAMES = ("file", "filename", "path", "name", "mesh", "network", "id")  # of the column that says which file a row is of
MOST_BYTES = 64 * 2**20
MOST_COLUMNS = 64
LONGEST = 200  # characters of a value
MISSING = ("", "nan", "na", "n/a", "none", "null", "-")
UNKNOWN = "unknown"  # a text label where there is none


def read_labels(table: Path, files: Sequence[str]) -> tuple[dict[str, dict[str, Value]], list[str]]:
    """Labels of files, from a CSV file: comma, semicolon or tab between the columns, the first row names them.

    A row is of the file whose path it gives, with or without its suffix, or, where there is only one of that name, of
    the file whose name it gives. What reads as a number is one; empty cells are left out.

    Args:
        table: the CSV file, in UTF-8.
        files: paths as they may be named.

    Returns:
        Labels by file; and in whole sentences what is to be said of rows and files that have no counterpart.

    Raises:
        DataError: it cannot be read, is not in UTF-8, names no file, or names one twice.
    """
    header, rows = _table(table)
    column = next((name for name in NAMES for own in header if own.lower() == name), None)
    if column is None:
        raise DataError(
            f"{table} does not say which files its rows are of: its columns are {', '.join(header)[:200]}.",
            f"Call the column with the paths {NAMES[0]!r}.",
        )
    place = [own.lower() for own in header].index(column)
    known = _keys(files)
    out: dict[str, dict[str, Value]] = {}
    strange = list[str]()
    for row in rows:
        file = known.get(row[place].strip().removeprefix("./"))
        if file is None:
            strange.append(row[place])
            continue
        if file in out:
            raise DataError(f"{table} has two rows of {file}.", "Leave one.")
        cells = {own: cell.strip() for k, (own, cell) in enumerate(zip(header, row, strict=True)) if k != place}
        out[file] = {own: _value(cell) for own, cell in cells.items() if cell.lower() not in MISSING}
    if not out:
        raise DataError(
            f"None of the {len(rows)} rows of {table} is of a file there: the first is of {rows[0][place][:80]!r}.",
            f"Give paths as {files[0]!r}.",
        )
    notes = [f"{len(strange)} rows of {table.name} are of no file there, as {strange[0][:80]!r}."] if strange else []
    bare = [file for file in files if file not in out]
    notes += [f"{len(bare)} files have no row in {table.name}, as {bare[0]}."] if bare else []
    return out, notes


def columns(records: Sequence[Mapping[str, Value]]) -> tuple[dict[str, np.ndarray], list[str]]:
    """Labels of networks as one array a label: numbers (float32) where all are, else text.

    Returns:
        The arrays; and in whole sentences which labels were left out: numbers that some networks do not have, as
        nothing can stand in their place. Text that is missing is `UNKNOWN`.
    """
    names = list(dict.fromkeys(name for record in records for name in record))
    out, notes = dict[str, np.ndarray](), list[str]()
    for name in names:
        values = [record.get(name) for record in records]
        numbers = [value for value in values if isinstance(value, int | float)]
        there = sum(value is not None for value in values)
        if len(numbers) < there:
            out[name] = np.asarray([UNKNOWN if value is None else _text(value) for value in values])
        elif there == len(values):
            out[name] = np.asarray(numbers, dtype=np.float32)
        else:
            notes.append(f"The label {name!r} is left out: {len(values) - there} networks have none.")
    return out, notes


def _table(table: Path) -> tuple[list[str], list[list[str]]]:
    """Names of the columns, and the rows, all as long."""
    try:
        text = read_bounded(table, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{table} is not in UTF-8: {error.reason} at byte {error.start}.", "Save it as UTF-8."
        ) from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if any(row)]
    except csv.Error as error:
        raise DataError(f"{table} is no CSV file: {error}.", "Export it again.") from error
    if len(lines) < 2:
        raise DataError(f"{table} has no rows of labels.", "Give a row a file, under a row with the columns' names.")
    header = [name.strip() for name in lines[0]]
    if len(header) > MOST_COLUMNS or len({name.lower() for name in header}) < len(header) or not all(header):
        raise DataError(
            f"{table} has {len(header)} columns, some of them without a name or of the same name.",
            f"Give each a name of its own, and at most {MOST_COLUMNS}.",
        )
    for number, row in enumerate(lines[1:], 2):
        if len(row) != len(header):
            raise DataError(f"{table}: row {number} has {len(row)} cells, not {len(header)}.", "Mend that row.")
    return header, lines[1:]


def _keys(files: Iterable[str]) -> dict[str, str]:
    """Everything that a file may be named by, and nothing that two share unless it is the path of one."""
    known: dict[str, str | None] = {}
    for file in files:
        path = PurePosixPath(file)
        for key in {str(path.with_suffix("")), path.name, path.stem} - {file}:
            known[key] = None if key in known else file
    return {**{key: file for key, file in known.items() if file is not None}, **{file: file for file in files}}


def _value(cell: str) -> Value:
    try:
        number = float(cell)
    except ValueError:
        return cell[:LONGEST]
    return number if math.isfinite(number) else cell[:LONGEST]


def _text(value: Value) -> str:
    return f"{value:g}" if isinstance(value, int | float) else value
