"""Archives of models as Sweet Home 3D has them (`.sh3f`): a zip of OBJ files with a catalogue that describes them.

The catalogue says what a model is, who made it, and how it is turned to stand upright. Its models are written to a
folder, turned, with a table of labels (`labels.csv`) beside them: so that they are read as any folder of meshes is.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import numpy as np

from explorer.errors import DataError
from explorer.files import read_bounded
from explorer.kinds.shapes.mesh_folder import LABELS, Folder, Refused, read_folder, relabelled
from explorer.kinds.shapes.meshformats import MOST_BYTES
from explorer.zoo.labels import read_labels

SUFFIX = ".sh3f"
CATALOGUE = "PluginFurnitureCatalog.properties"
MOST_ARCHIVE, MOST_CATALOGUE, MOST_MODELS = 512 * 2**20, 4 * 2**20, 10_000
KINDS: Mapping[str, tuple[str, ...]] = {
    "armchair": ("armchair",),
    "chair": ("chair", "class seat", "high chair"),
    "stool": ("stool", "puff"),
    "sofa": ("sofa", "couch", "divan"),
    "bench": ("bench", "bank", "lounge"),
    "bed": ("bed", "crib", "futon", "mattress", "tatami", "hammock", "sleeping"),
    "lamp": ("lamp", "light", "lantern", "candle", "chandelier"),
    "shelf": ("shelf", "shelves", "bookcase", "rack"),
    "cabinet": (
        "cabinet",
        "wardrobe",
        "cupboard",
        "chest",
        "drawer",
        "locker",
        "vanity",
        "sideboard",
        "dresser",
        "box",
        "safe",
        "stand",
        "island",
        "buffet",
        "commode",
    ),
    "table": ("table", "desk", "workbench"),
    "bath": (
        "bath",
        "bathtub",
        "washbasin",
        "sink",
        "toilet",
        "urinal",
        "bidet",
        "shower",
        "lavatory",
        "basin",
        "jacuzzi",
    ),
    "appliance": (
        "oven",
        "stove",
        "cooker",
        "cooktop",
        "fridge",
        "refrigerator",
        "freezer",
        "washing machine",
        "dishwasher",
        "tv",
        "microwave",
        "hood",
        "radiator",
        "heater",
        "boiler",
        "mixer",
        "blender",
        "brewer",
        "speaker",
        "conditioning",
        "printer",
        "machine",
        "fan",
        "toaster",
        "television",
    ),
    "vessel": ("vase", "pot", "bottle", "cup", "glass", "bowl", "jar", "pan", "bin", "basket", "barrel", "bucket"),
    "opening": ("door", "window", "elevator", "fence", "railing", "screen", "curtain", "frame"),
    "plant": ("plant", "tree", "bamboo", "flower", "ficus", "cactus", "palm", "pine", "hedge", "bush", "tulip", "lily"),
}  # fmt: skip - words in a model's name, in order: the first that is found is its kind
OTHER = "other"
CREDITS = ("title", "maker", "licence")  # labels that say whose a model is: kept in the zoo, and nothing to colour by
_LINE = re.compile(r"(\w+)#(\d+)\s*=\s*(.*)")


@dataclass(frozen=True)
class Model:
    """A model of an archive.

    Attributes:
        entry: its path there.
        name: what the catalogue calls it.
        category: as the catalogue sorts it.
        maker: who made it.
        turn: 9 numbers, rows first, that turn it upright; None: it stands.
    """

    entry: str
    name: str
    category: str
    maker: str
    turn: tuple[float, ...] | None

    @property
    def kind(self) -> str:
        """What it is, in a word."""
        words = f" {self.name.lower()} "
        return next((kind for kind, signs in KINDS.items() if any(_said(sign, words) for sign in signs)), OTHER)


def _said(sign: str, words: str) -> bool:
    return any(f" {sign}{end} " in words for end in ("", "s"))


@contextmanager
def meshes_in(
    folder: Path, labels: Path | None, without: Sequence[str] = (), categories: Sequence[str] = ()
) -> Iterator[Folder]:
    """What a folder holds, of meshes or of archives; those of archives are there as long as the context lasts.

    Args:
        folder: the folder.
        labels: a table of labels; of models from archives it adds to what their catalogues say.
        without: names of archives that are not touched, with or without suffix.
        categories: of the archives' catalogues, that are left out.

    Raises:
        DataError: as `read_folder` and `unpack`.
    """
    archives = archives_in(folder, without)
    if not archives:
        yield read_folder(folder, labels)
        return
    with TemporaryDirectory(prefix="models-") as place:
        models = Path(place) / folder.resolve().name
        refused = unpack(archives, models, categories)[1]
        found = read_folder(models)
        rows, notes = read_labels(labels, [one.file for one in found.files]) if labels else ({}, [])
        files = [relabelled(one, rows.get(one.file, {})) for one in found.files]
        kept = tuple(one for one in files if one is not None)
        dropped = [
            Refused(a.file, "The labels leave it out.") for a, b in zip(found.files, files, strict=True) if not b
        ]
        yield Folder(models, kept, (*found.refused, *refused, *dropped), (*found.notes, *notes))


def archives_in(folder: Path, without: Sequence[str] = ()) -> list[Path]:
    """The archives of a folder, by name.

    Args:
        folder: the folder.
        without: names of archives that are not touched, with or without suffix.
    """
    return sorted(file for file in folder.glob(f"*{SUFFIX}") if file.name not in without and file.stem not in without)


def unpack(archives: Sequence[Path], out: Path, categories: Sequence[str] = ()) -> tuple[int, list[Refused]]:
    """Write the models of archives to a folder, each archive's to one of its own, and their labels.

    Args:
        archives: the files.
        out: the folder; made if missing.
        categories: of the catalogue, that are left out.

    Returns:
        How many models were written, and which were not, with reasons.

    Raises:
        DataError: an archive cannot be read, or has no catalogue.
    """
    out.mkdir(parents=True, exist_ok=True)
    rows, refused = list[list[str]](), list[Refused]()
    for file in archives:
        try:
            with zipfile.ZipFile(io.BytesIO(read_bounded(file, MOST_ARCHIVE))) as archive:
                models, licence = _catalogue(archive, file.name)
                for model in models:
                    path = f"{file.stem}/{PurePosixPath(model.entry).with_suffix('.obj').name}"
                    if model.category in categories:
                        refused.append(Refused(path, f"Its category, {model.category}, is left out."))
                        continue
                    try:
                        _write(archive, model, out / path)
                    except DataError as error:
                        refused.append(Refused(path, error.problem))
                    else:
                        rows.append([path, model.kind, model.name, model.maker, licence])
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise DataError(f"{file.name} is no archive that can be read: {error}.", "Leave it out.") from error
    with (out / LABELS).open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["file", "kind", *CREDITS])
        writer.writerows(rows)
    return len(rows), refused


def _catalogue(archive: zipfile.ZipFile, name: str) -> tuple[list[Model], str]:
    """The models of an archive that its catalogue names, and their licence in its words."""
    try:
        if archive.getinfo(CATALOGUE).file_size > MOST_CATALOGUE:
            raise DataError(f"The catalogue of {name} is too large.", f"At most {MOST_CATALOGUE:,} bytes are read.")
        text = archive.read(CATALOGUE).decode("latin-1")
    except KeyError as error:
        raise DataError(f"{name} has no catalogue ({CATALOGUE}).", "Unpack it, and give the folder.") from error
    entries: dict[int, dict[str, str]] = {}
    for line in text.splitlines():
        if found := _LINE.match(line):
            value = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), found[3].strip())
            entries.setdefault(int(found[2]), {})[found[1]] = value
    models = []
    for key in sorted(entries)[:MOST_MODELS]:
        said = entries[key]
        turn = tuple(float(value) for value in said["modelRotation"].split()) if "modelRotation" in said else None
        if "model" in said and (turn is None or len(turn) == 9):
            path = said["model"].lstrip("/")
            models.append(Model(path, said.get("name", path), said.get("category", ""), said.get("creator", ""), turn))
    licence = re.search(r"^license\s*=\s*(.*)$", text, re.MULTILINE)
    return models, licence[1].strip() if licence else ""


def _write(archive: zipfile.ZipFile, model: Model, target: Path) -> None:
    """Write one model, turned upright.

    Raises:
        DataError: it is not there, is no OBJ, is too large, or there is another one of its name.
    """
    try:
        entry = archive.getinfo(model.entry)
    except KeyError as error:
        raise DataError("The archive does not hold it.", "Leave it out.") from error
    if not model.entry.lower().endswith(".obj"):
        raise DataError("It is no OBJ file.", "Leave it out.")
    if entry.file_size > MOST_BYTES:
        raise DataError(f"It has {entry.file_size:,} bytes.", f"At most {MOST_BYTES:,} are read.")
    if target.exists():
        raise DataError("There is another one of its name.", "Rename it.")
    content = archive.read(entry)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content if model.turn is None else _turned(content, np.reshape(model.turn, (3, 3))))


def _turned(content: bytes, turn: np.ndarray) -> bytes:
    """An OBJ file with its vertices turned."""
    lines = content.split(b"\n")
    for k, line in enumerate(lines):
        if line.startswith(b"v "):
            place = turn @ np.asarray([float(value) for value in line.split()[1:4]])
            lines[k] = ("v " + " ".join(f"{value:.9g}" for value in place)).encode()
    return b"\n".join(lines)
