"""A folder of meshes as people have it: which files are read, what they are called, sorted and labelled.

    DIR/chairs/windsor.obj            kind "chairs", called "windsor"
    DIR/chairs/test/hall.stl          the same kind, held out
    DIR/12ab/model.obj, 34cd/...      folders of one mesh each name it, and sort nothing
    DIR/labels.csv                    a column `file`, labels in the others; `kind` and `split` say so themselves

One bad file never stops the rest: it is listed with its reason.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from explorer.errors import DataError
from explorer.kinds.shapes.meshformats import FORMATS
from explorer.zoo.labels import Value, read_labels

LABELS = "labels.csv"
OTHERS = (
    "3ds",
    "3mf",
    "abc",
    "ac",
    "amf",
    "blend",
    "dae",
    "dxf",
    "fbx",
    "iges",
    "igs",
    "las",
    "ma",
    "max",
    "mb",
    "msh",
    "npz",
    "pcd",
    "sldprt",
    "step",
    "stp",
    "usd",
    "usda",
    "usdc",
    "usdz",
    "vtk",
    "vtp",
    "wrl",
    "x3d",
    "xyz",
)  # fmt: skip - forms of 3D data that are not read here: said, and not passed over
CLOUDS = ("xyz", "pcd", "las")
SPLITS = {
    "train": "train", "training": "train", "test": "heldout", "testing": "heldout", "heldout": "heldout",
    "held_out": "heldout", "val": "heldout", "valid": "heldout", "validation": "heldout",
}  # fmt: skip
RESERVED = {"iou", "in_one_piece", "fit", "name"}  # labels that a space of shapes has of its own
LEFT = "out"  # the split of what is not to be used
SHAPE = "shape"  # the kind of what is sorted by nothing
LONGEST = 80  # characters of a name


@dataclass(frozen=True)
class Refused:
    """A file that cannot be used, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class MeshFile:
    """A mesh file of a folder.

    Attributes:
        file: its path in the folder.
        name: what its network is called.
        labels: by name; `kind` always.
        split: "train" or "heldout", where the folder or the labels say so.
    """

    file: str
    name: str
    labels: Mapping[str, Value]
    split: str | None


@dataclass(frozen=True)
class Folder:
    """What a folder holds.

    Attributes:
        path: the folder.
        files: mesh files, by path.
        refused: files of 3D data that are not read, or lead elsewhere.
        notes: what is to be said of the labels, in whole sentences.
    """

    path: Path
    files: tuple[MeshFile, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]


def read_folder(folder: Path, labels: Path | None = None) -> Folder:
    """Every mesh file in a folder and its sub-folders; hidden names are passed over.

    Args:
        folder: the folder.
        labels: a CSV file of labels; None: `LABELS` in the folder, if it is there.

    Raises:
        DataError: there is no such folder, no mesh in it, or the labels cannot be read.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder.", f"Give a folder of meshes ({_forms()}).")
    found, refused = list[str](), list[Refused]()
    for path in _walk(folder):
        name, form = path.relative_to(folder).as_posix(), path.suffix[1:].lower()
        if form in OTHERS:
            what = "a cloud of points" if form in CLOUDS else f"of the form {form.upper()}"
            refused.append(Refused(name, f"It is {what}, which is not read here; meshes are read as {_forms()}."))
        elif form in FORMATS and not path.resolve().is_relative_to(folder.resolve()):
            refused.append(Refused(name, "It is a link that leads out of the folder."))
        elif form in FORMATS:
            found.append(name)
    if not found:
        first = f" The first of {len(refused)} that are not read: {refused[0].file}." if refused else ""
        raise DataError(f"{folder} holds no mesh.{first}", f"Give a folder of meshes ({_forms()}).")
    table = labels if labels is not None else folder / LABELS
    rows: dict[str, dict[str, Value]]
    rows, notes = ({}, []) if labels is None and not table.exists() else read_labels(table, found)
    own = sorted({name for row in rows.values() for name in row} & RESERVED)
    if own:
        raise DataError(f"{table} has a column {own[0]!r}, which this program fills in itself.", "Rename it.")
    return Folder(folder, _named(found, rows), tuple(refused), tuple(notes))


def _walk(folder: Path) -> list[Path]:
    """All files, by path; folders are not entered by links."""
    files = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(files)


def _named(files: Sequence[str], rows: Mapping[str, Mapping[str, Value]]) -> tuple[MeshFile, ...]:
    """Names, kinds and splits, from the paths and the rows of labels."""
    parts = [PurePosixPath(file).parts for file in files]
    folders = [[part for part in path[:-1] if part.lower() not in SPLITS] for path in parts]
    splits = [next((SPLITS[part.lower()] for part in path[:-1] if part.lower() in SPLITS), None) for path in parts]
    shared = _shared(folders)
    kinds = [place[shared] if len(place) > shared else SHAPE for place in folders]
    alone = sum(count == 1 for count in Counter(kinds).values())
    if alone > len(set(kinds)) / 2:  # folders of one mesh each name it
        kinds = [SHAPE] * len(files)
    stems = [PurePosixPath(path[-1]).stem for path in parts]
    twice = {stem for stem, count in Counter(stems).items() if count > 1}
    out = []
    for file, stem, place, kind, split in zip(files, stems, folders, kinds, splits, strict=True):
        row = dict(rows.get(file, {}))
        said = row.pop("split", None)
        name = "/".join([*place[shared:], stem]) if stem in twice else stem
        labels = {"kind": str(row.pop("kind", kind)), **row}
        out.append(MeshFile(file, name[-LONGEST:], labels, split if said is None else _split(str(said), file)))
    return tuple(out)


def relabelled(one: MeshFile, row: Mapping[str, Value]) -> MeshFile | None:
    """A mesh with the labels of a row besides its own; None: the row's split is `LEFT`, and it is not used.

    Raises:
        DataError: there is no such split.
    """
    said = str(row.get("split", ""))
    if said.lower() == LEFT:
        return None
    labels = {**one.labels, **{name: value for name, value in row.items() if name != "split"}}
    return replace(one, labels=labels, split=_split(said, one.file) if said else one.split)


def _shared(folders: Sequence[Sequence[str]]) -> int:
    """How many folders all files lie in."""
    return next(
        (k for k, level in enumerate(zip(*folders, strict=False)) if len(set(level)) > 1), min(map(len, folders))
    )


def _split(said: str, file: str) -> str | None:
    if not said:
        return None
    if said.lower() not in SPLITS:
        raise DataError(f"The labels put {file} into the split {said!r}.", f"Splits are: {', '.join(SPLITS)}.")
    return SPLITS[said.lower()]


def _forms() -> str:
    return ", ".join(form.upper() for form in FORMATS)
