"""Pictures of one's own, as a space of pictures can read them: of any size, light on dark or dark on light.

The pictures of a space may be objects on a dark ground, that fill their frame, as Fashion-MNIST's are. A photograph of
a shirt on a white wall is the inverse of that, with a margin. How a file is best read is found out: as it is or
inverted, with its margin or without, whichever comes out of the decoder most like it went in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from jaxtyping import Float, UInt8
from PIL import Image, ImageChops
from torch import Tensor

from explorer.data.names import LEAST_SIDE
from explorer.data.picture_files import (
    LEAST_CONTRAST,
    MAX_BYTES,
    Form,
    OpenedPicture,
    levelled,
    open_picture,
    resized,
)
from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.files import within
from explorer.kinds.images.conventions import unexplained
from explorer.kinds.images.pictures import as_floats
from explorer.kinds.images.signals import have_outlines
from explorer.kinds.images.space import ImageSpace

FORMATS = ("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "avif")
CLEARLY = 0.9  # what is inverted or trimmed must lose less than this share of what the picture as it is loses
MARGIN = 12  # levels of 255 that a margin may differ from the ground, as JPEG makes it do
EVEN = 0.9  # share of the border that must be of one value to be a ground
DEPTHS = {"I": 16, "I;16": 16, "I;16B": 16, "I;16L": 16, "I;16N": 16, "F": 32}
MODES = {"1": "black and white", "P": "palette", "CMYK": "print colours (CMYK)", "L": "grey", "LA": "grey", "F": "grey"}


@dataclass(frozen=True)
class OwnPicture:
    """A picture file, read.

    Attributes:
        name: of the file.
        words: what it is, and how it is read.
        pixels: in the space's form, 0 to 1.
    """

    name: str
    words: str
    pixels: Float[Tensor, "c s s"]


@dataclass(frozen=True)
class _View:
    """One way to read a file: inverted or not, with its margin or without."""

    pixels: UInt8[np.ndarray, "c s s"]
    inverted: bool
    trimmed: bool
    ground: str


def read_own_picture(engine: Engine, space: ImageSpace, data: bytes, name: str) -> OwnPicture:
    """A picture file in the form of a space's pictures, read the way that the space reads best.

    Raises:
        DataError: it cannot be used; names the file and the reason.
    """
    within(data, name, MAX_BYTES)
    try:
        opened = open_picture(data, films=True)
        outlines = have_outlines(torch.from_numpy(space.pictures.pixels))
        form = Form(space.pictures.side, space.pictures.channels, "pad" if outlines else "crop")
        views = [*_views(opened, form, trim=outlines)]
    except DataError as error:
        raise DataError(f"{name} cannot be read. {error.problem}", error.remedy or "Give a PNG or JPEG.") from error
    if not views:
        raise DataError(f"{name} shows nothing: it has one value throughout.", "Give another picture.")
    pixels = as_floats(torch.from_numpy(np.stack([view.pixels for view in views])))
    lost = unexplained(engine, space, pixels).tolist()
    best = min(range(len(views)), key=lambda k: lost[k] / CLEARLY ** (not views[k].inverted))
    said = _said(opened, form, views[best], [lost[k] for k in _other_way(views, best)], lost[best])
    return OwnPicture(name, said, pixels[best])


def _views(opened: OpenedPicture, form: Form, *, trim: bool) -> Iterator[_View]:
    """All ways to read a file that show something."""
    seen = set[bytes]()
    for ground in _grounds(opened.image):
        image = levelled(opened.image, replace(form, ground=ground))
        for trimmed in (False, True) if trim else (False,):
            part = without_margin(image) if trimmed else image
            if part is None:
                continue
            for inverted in (False, True):
                light = ImageChops.invert(part) if inverted else part
                # Bars are of the picture's own ground, which in the end is that of the space.
                pixels = resized(light, replace(form, ground="black"))
                shown = int(pixels.max()) - int(pixels.min()) >= LEAST_CONTRAST
                if shown and pixels.tobytes() not in seen:
                    seen.add(pixels.tobytes())
                    yield _View(pixels, inverted, trimmed, ground)


def _grounds(image: Image.Image) -> tuple[str, ...]:
    """What may lie behind transparent parts: black ink shows on white alone."""
    see_through = "A" in image.getbands() or "transparency" in image.info
    return ("black", "white") if see_through else ("black",)


def without_margin(image: Image.Image) -> Image.Image | None:
    """The part of a picture (grey or RGB) that stands out from the ground at its border; None: there is no margin."""
    values = np.asarray(image).reshape(image.height, image.width, -1).astype(np.int16)
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    ground = np.median(border, axis=0)
    if (np.abs(border - ground).max(1) <= MARGIN).mean() < EVEN:
        return None
    stands = np.abs(values - ground).max(2) > MARGIN
    rows, columns = np.flatnonzero(stands.any(1)), np.flatnonzero(stands.any(0))
    if not len(rows) or min(rows[-1] - rows[0], columns[-1] - columns[0]) < LEAST_SIDE:
        return None
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return None if box == (0, 0, image.width, image.height) else image.crop(box)


def _other_way(views: list[_View], best: int) -> list[int]:
    """The same view with light and dark exchanged, if it shows something."""
    one = views[best]
    return [
        k
        for k, other in enumerate(views)
        if other.inverted != one.inverted and (other.trimmed, other.ground) == (one.trimmed, one.ground)
    ]


def _said(opened: OpenedPicture, form: Form, view: _View, other: list[float], lost: float) -> str:
    """What the file is, and how it is read."""
    width, height = opened.image.size
    said = [f"{opened.format}, {width} x {height} pixels, {_mode(opened.image)}"]
    said += [f"the first of {opened.frames} frames"] if opened.frames > 1 else []
    said += ["turned as its EXIF data says"] if opened.turned else []
    said += [f"transparent parts are {view.ground}"] if len(_grounds(opened.image)) > 1 else []
    said += ["read as grey"] if form.channels == 1 and _colourful(opened.image) else []
    said += ["its margin left out"] if view.trimmed else []
    if width != height and not view.trimmed:
        said += ["bars beside it" if form.fit == "pad" else "its middle"]
    light = "dark on light, so read inverted" if view.inverted else "read as it is"
    if other:
        way = "as it is" if view.inverted else "inverted"
        light += f" (which loses {_share(lost)} of it; {way} it would lose {_share(other[0])})"
    return f"{', '.join(said)}; {light}."


def _share(lost: float) -> str:
    return "all" if lost >= 1 else f"{lost:.0%}"


def _mode(image: Image.Image) -> str:
    said = MODES.get(image.mode, "grey" if image.mode in DEPTHS else "colour")
    return f"{said}, {DEPTHS[image.mode]} bit" if image.mode in DEPTHS else said


def _colourful(image: Image.Image) -> bool:
    return image.mode not in ("1", "L", "LA", *DEPTHS)
