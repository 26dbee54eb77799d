"""Labelled pictures of one's own: a folder of pictures, as people have them.

    DIR/cat/1.jpg                     one folder a class (torchvision's ImageFolder, Keras's flow_from_directory)
    DIR/train/cat/..., DIR/test/...   the same, split; `val`, `valid` and `validation` are known, too
    DIR/cat.0.jpg                     the class in the name (Kaggle's cats and dogs)
    DIR/metadata.csv                  a table: file_name, label (Hugging Face's imagefolder; also .jsonl, labels.csv)

A folder around one of these is looked into. Pictures in folders below a class's are of that class. One bad file never
stops the rest: it is listed with its reason.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from explorer.data.picture_files import MAX_BYTES as MAX_FILE
from explorer.data.picture_files import Form, Refused, levelled, open_picture, resized
from explorer.data.rawimages import RawImages
from explorer.errors import DataError
from explorer.files import read_bounded

SPLITS: Mapping[str, str] = {
    "train": "train", "training": "train", "test": "test", "testing": "test",
    "val": "validation", "valid": "validation", "validation": "validation", "dev": "validation",
}  # fmt: skip
TABLES = ("metadata.csv", "metadata.jsonl", "labels.csv")
FILE_COLUMNS = ("file_name", "filename", "file", "image", "path", "name", "id")
LABEL_COLUMNS = ("label", "labels", "class", "category", "target", "class_name")
IN_NAME = re.compile(r"^(.*?[^\W\d_])[._ -]*\(?\d+\)?$")  # cat.0, dog_12, rose (3)
JUNK = ("__macosx", "thumbs.db", "desktop.ini")
BESIDE = (".txt", ".md", ".csv", ".json", ".jsonl", ".xml", ".pdf", ".rst", ".html", ".mat", ".npy", ".py")
GREY_MODES = ("1", "L", "LA", "I", "I;16", "I;16B", "I;16L", "I;16N", "F")
MOST_CLASSES, LEAST_OF_CLASS = 255, 4
MOST_FILES, MOST_PIXEL_BYTES, MAX_TABLE = 2_000_000, 4 * 2**30, 256 * 2**20
TEST_SHARE = 5  # every fifth picture of a class is a test picture, where a folder has none
SEED = 20_220_605
HOW = "Give a folder with one sub-folder a class, each with its pictures."


@dataclass(frozen=True)
class LabelledFolder:
    """The pictures of a folder, ready to be split as any data set.

    Attributes:
        name: of the folder.
        raw: pixels and labels.
        layout: how the folder was read, in words.
        refused: files that cannot be used.
        notes: what else should be known.
    """

    name: str
    raw: RawImages
    layout: str
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    """A picture file: where, of which class, in which part ("" where the folder is not split)."""

    path: Path
    label: str
    part: str


def read_labelled(
    folder: Path,
    size: int = 32,
    *,
    grey: bool | None = None,
    crop: bool = False,
    seed: int = SEED,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> LabelledFolder:
    """Read a folder of labelled pictures.

    Args:
        folder: see this module's head.
        size: pixels that every picture is brought to, each way.
        grey: one channel; False: three; None: one, if every picture is grey.
        crop: of pictures that are not square take the middle; else bars are put beside them.
        seed: of the test pictures that are drawn, where the folder has none.
        progress: called with (files read, files).

    Raises:
        DataError: it is no such folder; or fewer than two classes, or hardly any pictures, can be used.
    """
    form = Form(size, 1 if grey else 3, "crop" if crop else "pad")
    root = _root(folder)
    layout, entries, notes = _entries(root)
    if len(entries) > MOST_FILES:
        raise DataError(f"{folder} holds {len(entries):,} files.", f"At most {MOST_FILES:,} are read.")
    most = MOST_PIXEL_BYTES // (form.channels * size * size)
    if len(entries) > most:
        raise DataError(
            f"{len(entries):,} pictures of {form.channels} x {size} x {size} take "
            f"{len(entries) * form.channels * size * size / 2**30:.1f} GiB.",
            f"At most {MOST_PIXEL_BYTES // 2**30} GiB are read: choose a smaller --size.",
        )
    taken, pixels, refused, all_grey = _read(root, entries, form, progress)
    if grey is None and all_grey and taken:
        pixels = pixels[:, :1]
    classes = _classes(folder, taken, refused)
    unknown = [k for k, one in enumerate(taken) if one.label not in classes]
    if unknown:  # of a test folder
        refused += [
            Refused(
                taken[k].path.relative_to(root).as_posix(), f"No training picture is of its class, {taken[k].label}."
            )
            for k in unknown
        ]
        keep = sorted({*range(len(taken))} - {*unknown})
        taken, pixels = [taken[k] for k in keep], pixels[keep]
    index = {name: k for k, name in enumerate(classes)}
    labels = np.asarray([index[one.label] for one in taken], np.uint8)
    parts = np.asarray([one.part for one in taken])
    raw, said = _split(folder, classes, pixels, labels, parts, seed)
    return LabelledFolder(folder.resolve().name, raw, layout, tuple(refused), (*notes, *said))


def _root(folder: Path) -> Path:
    """The folder that holds classes or splits: what lies alone in another is looked into."""
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder.", HOW)
    root = folder
    for _ in range(4):
        inside = [one for one in _listed(root) if one.is_dir()]
        pictures = any(_may_be_picture(one) for one in _listed(root) if one.is_file())
        alone = len(inside) == 1 and not pictures and not _tables(root) and inside[0].name.lower() not in SPLITS
        # A single class's folder is none around others.
        if not alone or not (_tables(inside[0]) or _named(inside[0]) or any(x.is_dir() for x in _listed(inside[0]))):
            break
        root = inside[0]
    names = {one.name for one in _listed(root)}
    if "data_batch_1" in names:
        raise DataError(
            f"{root} holds Python pickles, which can run code when they are read.",
            "Give CIFAR-10's binary version: --data cifar10 --files DIR.",
        )
    for sign, option in (("data_batch_1.bin", "cifar10"), ("wnids.txt", "tinyimagenet")):
        if sign in names:
            raise DataError(f"{root} is the data set {option}.", f"Use --data {option} --files {root}.")
    if any(name.endswith((".parquet", ".arrow", ".tfrecord", ".h5")) or "idx3-ubyte" in name for name in names):
        raise DataError(f"{root} holds packed files (Parquet, Arrow, IDX, ...), not pictures.", f"Unpack them. {HOW}")
    return root


def _tables(folder: Path) -> bool:
    return any((folder / name).is_file() for name in TABLES)


def _named(folder: Path) -> list[tuple[Path, str]]:
    """The pictures of a folder with the classes that their names say; empty if they do not say any."""
    loose = [one for one in _listed(folder) if one.is_file() and _may_be_picture(one)]
    named = [(file, found[1]) for file in loose if (found := IN_NAME.match(file.stem))]
    counts = Counter(label for _, label in named)
    return named if len(named) == len(loose) and len(counts) > 1 and min(counts.values()) > 1 else []


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder, by name; hidden names and what systems leave behind are passed over."""
    try:
        found = [one for one in folder.iterdir() if not one.name.startswith(".") and one.name.lower() not in JUNK]
    except OSError as error:
        raise DataError(f"{folder} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    return sorted(found)


def _may_be_picture(path: Path) -> bool:
    return path.suffix.lower() not in BESIDE


def _files(folder: Path, root: Path) -> Iterator[Path]:
    """All files below a class's folder, by name.

    Links to folders elsewhere are followed, once; those within `root` or up from it would bring in other classes.
    """
    top = os.path.realpath(root)
    seen = set[str]()
    pending = [folder]
    while pending:
        here = pending.pop()
        real = os.path.realpath(here)
        if real in seen:
            continue
        seen.add(real)
        listed = _listed(here)
        pending += [
            one
            for one in reversed(listed)
            if one.is_dir() and not (one.is_symlink() and _related(os.path.realpath(one), top))
        ]
        yield from (one for one in listed if not one.is_dir() and _may_be_picture(one))


def _related(one: str, other: str) -> bool:
    """Whether one of two folders is the other, or lies in it."""
    return os.path.commonpath([one, other]) in (one, other)


def _entries(root: Path) -> tuple[str, list[_Entry], tuple[str, ...]]:
    """How the folder is laid out, its files with their classes, and notes."""
    splits = [one for one in _listed(root) if one.is_dir() and one.name.lower() in SPLITS]
    if splits and any(SPLITS[one.name.lower()] == "train" for one in splits):
        layouts, names, entries, notes = list[str](), list[str](), list[_Entry](), list[str]()
        for one in splits:
            part = SPLITS[one.name.lower()]
            try:
                layout, found, said = _part(one, part)
            except DataError as error:
                if part == "train":
                    raise
                notes.append(f"{one.name} is left out: {error.problem}")
                continue
            layouts.append(layout)
            names.append(one.name)
            entries += found
            notes += said
        others = [one.name for one in _listed(root) if one.is_dir() and one not in splits]
        notes += [f"{', '.join(others[:5])} beside {splits[0].name} is left out."] if others else []
        return f"{layouts[-1]}, in {', '.join(names)}", entries, tuple(notes)
    return _part(root, "")


def _part(folder: Path, part: str) -> tuple[str, list[_Entry], tuple[str, ...]]:
    """The same of one split, or of a folder without any."""
    for name in TABLES:
        if (folder / name).is_file():
            return f"by {name}", _of_table(folder, folder / name, part), ()
    classes = [one for one in _listed(folder) if one.is_dir()]
    loose = [one for one in _listed(folder) if one.is_file() and _may_be_picture(one)]
    if classes:
        entries = [_Entry(file, one.name, part) for one in classes for file in _files(one, folder)]
        notes = [f"{len(loose)} files beside the classes' folders are left out."] if loose else []
        empty = [one.name for one in classes if not any(entry.label == one.name for entry in entries)]
        notes += [f"The class {name} holds no picture." for name in empty]
        return "one folder a class", entries, tuple(notes)
    if named := _named(folder):
        return "the class in each file's name", [_Entry(file, label, part) for file, label in named], ()
    raise DataError(
        f"{folder} holds {len(loose)} files and no folder: nothing says of which class they are.",
        f"{HOW} Or add metadata.csv with the columns file_name and label.",
    )


def _of_table(folder: Path, table: Path, part: str) -> list[_Entry]:
    """Files and labels of a table; paths that leave the folder are refused."""
    text = read_bounded(table, MAX_TABLE)
    try:
        lines = text.decode("utf-8-sig").splitlines()
        rows = (
            [json.loads(line) for line in lines if line.strip()]
            if table.suffix == ".jsonl"
            else [*csv.DictReader(lines)]
        )
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise DataError(f"{table} cannot be read: {error}.", "Save it as UTF-8.") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise DataError(f"{table} holds no rows.", "It needs the columns file_name and label.")
    columns = {str(name).strip().lower(): name for name in rows[0] if name}
    file = next((columns[name] for name in FILE_COLUMNS if name in columns), None)
    label = next((columns[name] for name in LABEL_COLUMNS if name in columns), None)
    if file is None or label is None:
        raise DataError(
            f"{table} has the columns {', '.join(columns)}.",
            "It needs one for files (file_name) and one for labels (label).",
        )
    found, root = list[_Entry](), os.path.realpath(folder)
    for number, row in enumerate(rows, 2):
        name, said = str(row.get(file) or "").strip(), str(row.get(label) if row.get(label) is not None else "").strip()
        if not name or not said:
            raise DataError(f"{table}, row {number}, has no file or no label.", "Fill it in, or remove the row.")
        path = folder / name
        if Path(name).is_absolute() or not os.path.realpath(path).startswith(root + os.sep):
            raise DataError(f"{table}, row {number}: {name!r} lies outside of the folder.", "Name files below it.")
        found.append(_Entry(path, said, part))
    return found


def _read(
    root: Path, entries: Sequence[_Entry], form: Form, progress: Callable[[int, int], None]
) -> tuple[list[_Entry], UInt8[np.ndarray, "n c s s"], list[Refused], bool]:
    """The pictures that can be used; those that cannot, or stand there twice; and whether all are grey."""
    taken, pixels, refused = list[_Entry](), list[np.ndarray](), list[Refused]()
    seen: dict[bytes, _Entry] = {}
    grey = True
    # Test pictures first: of two that are the same, the training one is left out.
    for done, entry in enumerate(sorted(entries, key=lambda one: one.part == "train"), 1):
        progress(done, len(entries))
        name = entry.path.relative_to(root).as_posix()
        try:
            opened = open_picture(read_bounded(entry.path, MAX_FILE))
            one = resized(levelled(opened.image, form), form)
        except DataError as error:
            refused.append(Refused(name, error.problem))
            continue
        twin = seen.setdefault(hashlib.sha256(one.tobytes()).digest(), entry)
        if twin is not entry:
            other = twin.path.relative_to(root).as_posix()
            also = "" if twin.label == entry.label else f", of the class {twin.label}"
            refused.append(Refused(name, f"It is the same picture as {other}{also}."))
            continue
        grey = grey and opened.image.mode in GREY_MODES
        taken.append(entry)
        pixels.append(one)
    found = np.stack(pixels) if pixels else np.zeros((0, form.channels, form.side, form.side), np.uint8)
    return taken, found, refused, grey


def _classes(folder: Path, taken: list[_Entry], refused: list[Refused]) -> tuple[str, ...]:
    """The classes of the training pictures, by name; numbers by their size."""
    trained = Counter(one.label for one in taken if one.part in ("", "train"))
    first = f" The first of {len(refused)} refused files: {refused[0].file}: {refused[0].reason}" if refused else ""
    if not trained:
        raise DataError(f"{folder} holds no picture that can be used.{first}", "Give PNG, JPEG or WebP files.")
    classes = tuple(sorted(trained, key=lambda name: (0, int(name), name) if name.isdecimal() else (1, 0, name)))
    if len(classes) < 2:
        raise DataError(f"{folder} holds pictures of one class, {classes[0]!r}, alone.{first}", HOW)
    if len(classes) > MOST_CLASSES:
        raise DataError(f"{folder} holds {len(classes)} classes.", f"At most {MOST_CLASSES} are told apart.")
    few = [name for name in classes if trained[name] < LEAST_OF_CLASS]
    if few:
        raise DataError(
            f"{folder}: of the class {few[0]!r} there are {trained[few[0]]} pictures.{first}",
            f"Each class needs at least {LEAST_OF_CLASS}; add some, or remove the class.",
        )
    return classes


def _split(
    folder: Path, classes: tuple[str, ...], pixels: np.ndarray, labels: np.ndarray, parts: np.ndarray, seed: int
) -> tuple[RawImages, list[str]]:
    """Training and test pictures, validation ones if the folder has both."""
    notes = list[str]()
    train, test = np.isin(parts, ("", "train")), parts == "test"
    validation = parts == "validation"
    if not test.any() and validation.any():
        test, validation = validation, np.zeros_like(test)
        notes.append("Its validation pictures serve as test pictures; validation ones are cut from the training ones.")
    elif not test.any():
        test = _drawn(labels, train, seed)
        train = train & ~test
        notes.append(f"It has no test pictures: every fifth picture of a class is one, drawn with seed {seed}.")
    # In a random order, not class by class.
    order = np.random.default_rng(seed).permutation(len(labels))
    rows = {name: order[which[order]] for name, which in (("train", train), ("test", test), ("val", validation))}
    kept = (pixels[rows["val"]], labels[rows["val"]]) if validation.any() else (None, None)
    return RawImages(
        classes, pixels[rows["train"]], labels[rows["train"]], pixels[rows["test"]], labels[rows["test"]],
        f"the folder {folder.resolve().name}", *kept,
    ), notes  # fmt: skip


def _drawn(labels: np.ndarray, among: np.ndarray, seed: int) -> np.ndarray:
    """Every fifth picture of each class, at least one."""
    chosen = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        rows = np.random.default_rng([seed, int(label)]).permutation(np.flatnonzero((labels == label) & among))
        chosen[rows[: max(1, len(rows) // TEST_SHARE)]] = True
    return chosen
