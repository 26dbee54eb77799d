"""Pictures of one's own: files of any size, grey or colour, brought to one square form; bad ones are told apart.

One bad file never stops the rest: it is listed with its reason.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageOps, UnidentifiedImageError

from explorer.data.names import LEAST_SIDE, MOST_SIDE
from explorer.errors import DataError
from explorer.files import read_bounded

MAX_BYTES = 64 * 2**20  # of a file
MAX_PIXELS = 64_000_000  # of a picture as stored
MOST_STRETCH = 8.0  # longer side over shorter
LEAST_CONTRAST = 4  # between the darkest and the brightest value, 0 to 255
ORIENTATION = 0x0112  # of EXIF
FITS = ("pad", "crop")
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")  # brands of a file's head
GROUNDS = {"black": 0, "white": 255}


@dataclass(frozen=True)
class Form:
    """What every picture is brought to.

    Attributes:
        side: pixels, each way.
        channels: 1 for grey, 3 for colour.
        fit: "pad": all of the picture, bars beside it; "crop": its middle, the whole side.
        ground: of bars and where a picture is transparent: "black" or "white".

    Raises:
        DataError: a value that is not possible.
    """

    side: int = 28
    channels: int = 1
    fit: str = "pad"
    ground: str = "black"

    def __post_init__(self) -> None:
        if not LEAST_SIDE <= self.side <= MOST_SIDE:
            raise DataError(
                f"Pictures of {self.side} pixels a side cannot be fitted.", f"Choose {LEAST_SIDE} to {MOST_SIDE}."
            )
        if self.channels not in (1, 3):
            raise DataError(f"Pictures of {self.channels} channels are not known.", "1 is grey, 3 is colour.")
        if self.fit not in FITS or self.ground not in GROUNDS:
            raise DataError(
                f"Unknown form: fit {self.fit!r}, ground {self.ground!r}.",
                f"fit is one of {', '.join(FITS)}, ground one of {', '.join(GROUNDS)}.",
            )


@dataclass(frozen=True)
class Refused:
    """A file that cannot be used, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class FolderPictures:
    """The pictures of a folder.

    Attributes:
        pixels: in one form.
        names: of the files, relative to the folder.
        groups: the folder's sub-folder that each lies in; "picture" for those that lie in none.
        refused: files that cannot be used.
    """

    pixels: UInt8[np.ndarray, "n c s s"]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    refused: tuple[Refused, ...]


def read_folder(
    folder: Path, form: Form, progress: Callable[[int, int], None] = lambda done, total: None
) -> FolderPictures:
    """Every picture in a folder and its sub-folders, by name.

    Files whose name begins with a dot are passed over.

    Raises:
        DataError: there is no such folder, or not one picture in it can be used.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder.", "Give a folder of pictures (PNG, JPEG, WebP, ...).")
    files = sorted(_files(folder))
    pixels, names, refused = list[np.ndarray](), list[str](), list[Refused]()
    seen: dict[bytes, str] = {}
    for done, file in enumerate(files, 1):
        name = file.relative_to(folder).as_posix()
        progress(done, len(files))
        try:
            one = read_picture(file, form)
        except DataError as error:
            refused.append(Refused(name, error.problem))
            continue
        twin = seen.setdefault(hashlib.sha256(one.tobytes()).digest(), name)
        if twin != name:  # a copy could be trained on under one name and held out under the other
            refused.append(Refused(name, f"It is the same picture as {twin}."))
            continue
        pixels.append(one)
        names.append(name)
    if not pixels:
        first = f" The first of {len(refused)}: {refused[0].file}: {refused[0].reason}" if refused else ""
        raise DataError(f"{folder} holds no picture that can be used.{first}", "Give PNG, JPEG or WebP files.")
    groups = tuple(Path(name).parts[0] if len(Path(name).parts) > 1 else "picture" for name in names)
    return FolderPictures(np.stack(pixels), tuple(names), groups, tuple(refused))


def _files(folder: Path) -> Iterator[Path]:
    """What lies in a folder, links that lead nowhere too, hidden names not."""
    for path in folder.rglob("*"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts) and not path.is_dir():
            yield path


def read_picture(file: Path, form: Form) -> UInt8[np.ndarray, "c s s"]:
    """One picture file, turned as its EXIF data says, in one form.

    Raises:
        DataError: the file cannot be used; `problem` says why.
    """
    return decode_picture(read_bounded(file, MAX_BYTES), form)


def decode_picture(data: bytes, form: Form) -> UInt8[np.ndarray, "c s s"]:
    """As `read_picture`, of a file's content.

    Raises:
        DataError: see there.
    """
    return in_form(open_picture(data), form)


@dataclass(frozen=True)
class OpenedPicture:
    """A picture as it is in its file, upright.

    Attributes:
        image: its pixels, of whatever mode; of a film the first frame.
        format: "PNG", "JPEG", ...
        frames: of a film how many it has; 1 of all others.
        turned: whether its EXIF data had it turned.
    """

    image: Image.Image
    format: str
    frames: int
    turned: bool


def open_picture(data: bytes, *, films: bool = False) -> OpenedPicture:
    """A picture file's content, turned as its EXIF data says.

    Args:
        data: the content.
        films: whether the first frame of a film is taken; else films are refused.

    Raises:
        DataError: the file cannot be used; `problem` says why.
    """
    if not data:
        raise DataError("The file is empty.")
    with _opened(data) as picture:
        _check_head(picture)
        try:
            frames = int(getattr(picture, "n_frames", 1)) if getattr(picture, "is_animated", False) else 1
            picture.load()
            turned = picture.getexif().get(ORIENTATION, 1) != 1
            upright = ImageOps.exif_transpose(picture)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise DataError(f"The picture is damaged or incomplete: {error}.") from error
        if frames > 1 and not films:
            raise DataError(f"It is a film of {frames} frames; a network is one picture.")
        return OpenedPicture(upright, str(picture.format), frames, turned)


def in_form(picture: OpenedPicture, form: Form) -> UInt8[np.ndarray, "c s s"]:
    """A picture brought to a form.

    Raises:
        DataError: it is transparent everywhere, of a kind that is not known, or shows nothing.
    """
    small = resized(levelled(picture.image, form), form)
    if int(small.max()) - int(small.min()) < LEAST_CONTRAST:
        raise DataError("The picture shows nothing: it has one value throughout.")
    return small


def levelled(image: Image.Image, form: Form) -> Image.Image:
    """Pixels of 8 bit without transparency, grey or RGB, as large as they were.

    Raises:
        DataError: as `in_form`.
    """
    return _levels(_flat(image, form)).convert("L" if form.channels == 1 else "RGB")


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # sizes are checked by `_check_head`
            return Image.open(io.BytesIO(data))
    except UnidentifiedImageError as error:
        if data.lstrip()[:5].lower() in (b"<?xml", b"<svg ", b"<svg>"):
            raise DataError("It is a drawing (SVG), not a picture of pixels.") from error
        if data[4:8] == b"ftyp" and data[8:12] in HEIC:
            raise DataError("It is a HEIC picture, which nothing here reads: save it as PNG or JPEG.") from error
        raise DataError("It is no picture in a format known here.") from error
    except Image.DecompressionBombError as error:
        raise DataError(f"The picture has too many pixels; at most {MAX_PIXELS:,} are read.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise DataError(f"The picture's head is damaged: {error}.") from error


def _check_head(picture: Image.Image) -> None:
    """What a picture's head already says against it."""
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise DataError(f"The picture has {width:,} x {height:,} pixels; at most {MAX_PIXELS:,} in all are read.")
    if min(width, height) < LEAST_SIDE:
        raise DataError(f"The picture has {width} x {height} pixels; each side needs at least {LEAST_SIDE}.")
    if max(width, height) > MOST_STRETCH * min(width, height):
        raise DataError(f"The picture is a strip of {width} x {height}; at most {MOST_STRETCH:g} to 1 is fitted.")


def _flat(picture: Image.Image, form: Form) -> Image.Image:
    """Without transparency, palette or colour spaces of print: grey (8, 16 or 32 bit) or RGB."""
    if picture.mode in ("I", "F", "I;16", "I;16B", "I;16L", "I;16N"):
        return picture
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        if layered.getchannel("A").getextrema()[1] == 0:
            raise DataError("The picture is transparent everywhere.")
        back = Image.new("RGBA", layered.size, (*[GROUNDS[form.ground]] * 3, 255))
        return Image.alpha_composite(back, layered).convert("L" if form.channels == 1 else "RGB")
    try:
        return picture.convert("L" if form.channels == 1 else "RGB")
    except ValueError as error:
        raise DataError(f"Pictures of the kind {picture.mode} are not known here.") from error


def _levels(picture: Image.Image) -> Image.Image:
    """Pictures of more than 8 bit brought to 8: 16 bit by their range, floats by theirs."""
    if picture.mode in ("L", "RGB"):
        return picture
    values = np.asarray(picture).astype(np.float64)
    if not np.isfinite(values).all():
        raise DataError("The picture holds values that are not finite.")
    low, high = (0.0, 65535.0) if picture.mode != "F" else (min(0.0, values.min()), max(1.0, values.max()))
    return Image.fromarray(np.clip((values - low) / (high - low) * 255, 0, 255).round().astype(np.uint8))


def resized(picture: Image.Image, form: Form) -> UInt8[np.ndarray, "c s s"]:
    """What `levelled` gives, at the form's size."""
    size = (form.side, form.side)
    ground = GROUNDS[form.ground]
    if form.fit == "pad":
        colour = ground if form.channels == 1 else (ground,) * 3
        picture = ImageOps.pad(picture, size, Image.Resampling.LANCZOS, colour)
    else:
        picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    values = np.asarray(picture, dtype=np.uint8)
    return np.ascontiguousarray(values[None] if values.ndim == 2 else values.transpose(2, 0, 1))
