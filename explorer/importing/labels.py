"""Labels of networks from a table, a column of which names the files: CSV with a header, or Parquet."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import DataError
from explorer.files import read_bounded
from explorer.foreign.checkpoints import MOST_TEXT, Fact
from explorer.foreign.torchfile import short
from explorer.importing.found import FoundNetwork
from explorer.importing.sidefiles import number_of

MOST_BYTES = 256 * 2**20
MOST_COLUMNS = 2000
MOST_CELLS = 50_000_000
PARQUET = b"PAR1"
NAMING = ("file", "path", "filename", "file_name", "name", "checkpoint", "ckpt", "id", "model", "network", "net", "run")
MISSING = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "?", "missing"})
EPOCHS = ("epoch", "step", "iteration", "training_iteration")
SHOWN = 3


@dataclass(frozen=True)
class Table:
    """A table of labels.

    Attributes:
        name: of its file.
        columns: the header.
        rows: as many texts a row as there are columns.
        doubt: what was not sure in reading it; "": nothing.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    doubt: str = ""


def read_table(path: Path) -> Table:
    """A table from a file: Parquet, or CSV split by commas, semicolons or tabs.

    CSV is UTF-8 with or without a mark, or UTF-16 with one; else it is taken for Windows-1252.

    Raises:
        DataError: it cannot be read, is no text, has no rows, or rows of other lengths than its header.
    """
    data = read_bounded(path, MOST_BYTES)
    if data[:4] == PARQUET:
        return _parquet(data, path.name)
    text, doubt = _decoded(data, path.name)
    header = next((line for line in text.splitlines() if line.strip()), "")
    split = max(",;\t", key=header.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=split) if any(map(str.strip, row))]
    except csv.Error as error:
        raise DataError(f"{path.name} is no CSV file: {error}.", "Save it again as CSV.") from error
    if len(rows) < 2:
        raise DataError(f"{path.name} has no rows below its header.", "Its first line names the columns.")
    columns = tuple(column.strip() for column in rows[0])
    _check_columns(columns, path.name)
    for number, row in enumerate(rows[1:], 2):
        if len(row) > len(columns) and any(map(str.strip, row[len(columns) :])):
            raise DataError(
                f"Row {number} of {path.name} has {len(row)} entries; the header has {len(columns)}.",
                "Texts with commas in them need quotes.",
            )
    width = len(columns)
    filled = tuple(tuple(cell.strip() for cell in (*row, *[""] * width)[:width]) for row in rows[1:])
    if split == ";":
        filled = _with_points(filled)
    return Table(path.name, columns, _without_percent_signs(filled), doubt)


def _check_columns(columns: tuple[str, ...], name: str) -> None:
    if len(columns) > MOST_COLUMNS:
        raise DataError(f"{name} has {len(columns):,} columns.", f"At most {MOST_COLUMNS:,} are read.")
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice is not None:
        raise DataError(f"{name} has two columns called {twice!r}.", "Rename one of them.")


def _parquet(data: bytes, name: str) -> Table:
    """A table from a Parquet file: its columns of numbers, texts and truth values; others are left out."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - the app's tables bring it; only such files need it
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise DataError(f"{name} is Parquet, which needs pyarrow.", "Save it as CSV, or pip install pyarrow.") from None
    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        rows, width = file.metadata.num_rows, file.metadata.num_columns
        if rows * width > MOST_CELLS:
            raise DataError(
                f"{name} has {rows:,} rows of {width:,} columns.", f"At most {MOST_CELLS:,} cells are read."
            )
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DataError(f"{name} is no Parquet file: {short(error)}.", "Write it again.") from error
    if not table.num_rows:
        raise DataError(f"{name} has no rows.", "Write it again.")
    kept = [column for column in table.column_names if not pa.types.is_nested(table.schema.field(column).type)]
    _check_columns(tuple(kept), name)
    cells = [["" if value is None else str(value).strip() for value in table[column].to_pylist()] for column in kept]
    return Table(name, tuple(kept), tuple(zip(*cells, strict=True)))


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """A file's text, and what is not sure of it."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    doubt = ""
    try:
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        if marked:
            raise DataError(f"{name} is no text in UTF-16: {error.reason}.", "Save it as CSV, in UTF-8.") from error
        text = data.decode("cp1252", "replace")
        line = data[: error.start].count(b"\n") + 1
        doubt = (
            f"{name} is not UTF-8 (byte 0x{data[error.start]:02x} in line {line}); it was taken for Windows-1252. "
            "Save it as UTF-8 if letters are wrong."
        )
    if "\0" in text:
        raise DataError(f"{name} is no text: it has zero bytes.", "Save it as CSV, in UTF-8.")
    return text, doubt


def _with_points(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Numbers with decimal commas, as spreadsheets of many countries write them, with points."""
    comma = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?(?:\s*%)?$")
    return tuple(tuple(cell.replace(",", ".") if comma.match(cell) else cell for cell in row) for row in rows)


def _without_percent_signs(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Columns of percentages as the numbers that they are: 97.7 of "97.7 %".

    Only where every entry has the sign: beside it, a number without one may be a share.
    """
    percent = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%$")
    there = [[cell for cell in column if cell.lower() not in MISSING] for column in zip(*rows, strict=True)]
    all_of_it = [bool(column) and all(percent.match(cell) for cell in column) for column in there]
    return tuple(
        tuple(percent.sub(r"\1", cell) if plain else cell for cell, plain in zip(row, all_of_it, strict=True))
        for row in rows
    )


def labelled(networks: Sequence[FoundNetwork], table: Table) -> tuple[tuple[FoundNetwork, ...], tuple[str, ...]]:
    """The networks with the table's labels, and what does not fit, in words.

    Networks without a row keep the labels that they have.

    Raises:
        DataError: no column names the files.
    """
    column, rows = _matched(networks, table)
    kept = [k for k, name in enumerate(table.columns) if k != column and name]
    values = {k: _typed([row[k] for row in table.rows]) for k in kept}
    epoch = next((k for k in kept if table.columns[k].lower() in EPOCHS), None)
    given: dict[int, int] = {}
    notes, unknown, twice = [], [], []
    for number, row in enumerate(table.rows):
        places = rows(row[column])
        if epoch is not None and len(places) > 1:
            places = [place for place in places if values[epoch][number] == networks[place].epoch]
        if not places:
            unknown.append(row[column])
        for place in places:
            if place in given and table.rows[given[place]] != row:
                twice.append(row[column])
            given.setdefault(place, number)
    out = []
    for place, network in enumerate(networks):
        found: dict[str, Fact] = {}
        if place in given:
            for k in kept:
                value = values[k][given[place]]
                if value is not None:
                    found[table.columns[k]] = value
        out.append(dataclasses.replace(network, labels={**network.labels, **found}) if found else network)
    notes = [
        table.doubt,
        _note(table, unknown, "names no network that was found"),
        _note(table, list(dict.fromkeys(twice)), "is there more than once; its first row counts"),
        _note(table, [n.where for k, n in enumerate(networks) if k not in given], "has no row", of_files=True),
    ]
    return tuple(out), tuple(note for note in notes if note)


def _note(table: Table, names: Sequence[str], what: str, *, of_files: bool = False) -> str:
    if not names:
        return ""
    said = ", ".join(repr(name) for name in names[:SHOWN])
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return f"{table.name}: {said}{more} {what}{' in it' if of_files else ''}."


def _matched(networks: Sequence[FoundNetwork], table: Table) -> tuple[int, _Finder]:
    """The column that names the files, and what finds the networks of a value."""
    finders = (_Finder(_names(networks)), _Finder(_numbers(networks)))
    order = sorted(range(len(table.columns)), key=lambda k: (_rank(table.columns[k]), k))
    for finder in finders:
        shares = {k: sum(bool(finder(row[k])) for row in table.rows) for k in order}
        named = [k for k in order if table.columns[k].lower() in NAMING and shares[k]]
        if finder is finders[1] and not named:
            break  # numbers alone match anything: only a column that is called so counts
        best = max(named or order, key=lambda k: (shares[k], -_rank(table.columns[k])))
        if shares[best]:
            if finder is finders[0] and finder(table.columns[best]):
                raise DataError(
                    f"{table.name} names no columns: its first row, {table.columns[best]!r}, is a file's.",
                    "Put a row with the columns' names first.",
                )
            return best, finder
    files = ", ".join(network.where for network in networks[:SHOWN])
    first = ", ".join(repr(cell[:40]) for cell in table.rows[0][:SHOWN])
    raise DataError(
        f"No column of {table.name} names the files: they are called {files}, its first row is {first}.",
        "Add a column `file` with their names.",
    )


def _rank(column: str) -> int:
    lowered = column.lower()
    return NAMING.index(lowered) if lowered in NAMING else len(NAMING)


class _Finder:
    """Finds networks by what a table calls them."""

    def __init__(self, known: Mapping[str, Sequence[int]]) -> None:
        self.known = known

    def __call__(self, text: str) -> list[int]:
        """Indices of networks; several are the moments of one training; empty: there is none, or it is not clear."""
        path = text.strip().replace("\\", "/").removeprefix("./")
        parts = [part for part in path.split("/") if part]
        for start in range(len(parts)):  # `runs/a.pt` of the folder `runs` itself
            if found := self.known.get("/".join(parts[start:])):
                return list(found)
        return []


def _names(networks: Sequence[FoundNetwork]) -> dict[str, list[int]]:
    """Everything that networks may be called by, in that order: file, without suffix, name, run, last parts, folders.

    A folder's name is one's as far as all in it is one network, or of one training: `run_07` of `run_07/ckpt.pt`.
    """
    whole: dict[str, set[int]] = defaultdict(set)
    last: dict[str, set[int]] = defaultdict(set)
    runs: dict[str, set[int]] = defaultdict(set)
    folders: dict[str, set[int]] = defaultdict(set)
    per_file = defaultdict[str, int](int)
    for network in networks:
        per_file[network.where] += 1
    for place, network in enumerate(networks):
        names = {network.name}
        if per_file[network.where] == 1:
            names |= {network.where, re.sub(r"\.[A-Za-z]\w*$", "", network.where)}
        for name in names:
            whole[name].add(place)
            last[name.rpartition("/")[2]].add(place)
        above = network.where.split("/")[:-1]
        for k, folder in enumerate(above, 1):
            for called in {folder, "/".join(above[:k])}:
                folders[called].add(place)
        if network.run is not None:
            runs[network.run].add(place)
            runs[network.run.rpartition("/")[2]].add(place)
    known = {name: places for name, places in last.items() if len(places) == 1}
    trainings = {name: places for name, places in runs.items() if len({networks[p].run for p in places}) == 1}
    alone = {
        name: places for name, places in folders.items()
        if len(places) == 1 or (len(of := {networks[p].run for p in places}) == 1 and None not in of)
    }  # fmt: skip
    return {name: sorted(places) for name, places in {**alone, **known, **trainings, **whole}.items()}


def _numbers(networks: Sequence[FoundNetwork]) -> dict[str, list[int]]:
    """Networks by the last number in their names, where each has its own: `7` is `net_007`."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, network in enumerate(networks):
        stem = re.sub(r"\.[A-Za-z]\w*$", "", network.where) if network.run is None else network.run
        numbers = re.findall(r"\d+", stem)
        if numbers:
            found[str(int(numbers[-1][:18]))].append(place)
    clear = {n: p for n, p in found.items() if len({networks[k].run or networks[k].name for k in p}) == 1}
    return clear if len(clear) == len(found) else {}


def _typed(cells: Iterable[str]) -> list[Fact | None]:
    """A column's values: numbers, where all that are there are numbers; truth values likewise; else texts."""
    texts = [None if cell.lower() in MISSING else cell for cell in cells]
    there = [text for text in texts if text is not None]
    numbers = {text: number_of(text) for text in set(there)}
    infinite = {text for text in numbers if text.lower().lstrip("+-") in ("inf", "infinity")}
    if there and all(number is not None or text in infinite for text, number in numbers.items()):
        return [None if text is None else numbers[text] for text in texts]
    if there and {text.lower() for text in there} <= {"true", "false"}:
        return [None if text is None else text.lower() == "true" for text in texts]
    return [None if text is None else text[:MOST_TEXT] for text in texts]
