"""Labelled pictures of somebody's own by their folder alone: one folder a class, or the four IDX files of MNIST's form.

How large they are need not be said: pictures of one size are left at it.
"""

from __future__ import annotations

from pathlib import Path

from explorer.data.fashion import FILES, read_idx
from explorer.data.folder import read_labelled
from explorer.data.images import ImageData, images_of, split_images
from explorer.data.picture_files import open_picture
from explorer.data.rawimages import RawImages
from explorer.errors import DataError
from explorer.files import read_bounded

SIZE = 32  # that pictures of several sizes are brought to, each way
LOOKED = 64  # pictures whose size is looked at
MOST_SIDE = 256
MOST_PICTURE = 64 * 2**20  # bytes of a file
SAID = 3  # files that cannot be used, and are told one by one


def read_own(folder: Path, shape: tuple[int, ...] | None = None) -> tuple[ImageData, tuple[str, ...]]:
    """The pictures of a folder as a data set.

    Args:
        folder: see `explorer.data.folder`, or with the files of `explorer.data.fashion.FILES`.
        shape: (channels, size, size) that pictures are brought to; None: as they are.

    Returns:
        The data set, and what was read, in words.

    Raises:
        DataError: it is no such folder, hardly any picture can be used, or the shape is none of pictures.
    """
    if shape is not None and (len(shape) != 3 or shape[0] not in (1, 3) or shape[1] != shape[2]):
        said = "x".join(map(str, shape))
        raise DataError(f"Pictures cannot be brought to {said}.", "Give e.g. --input 1x32x32 or --input 3x32x32.")
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder.", "Give the folder of the pictures, one sub-folder a class.")
    if any((folder / name).exists() for one in FILES for name in (one, f"{one}.gz")):
        data = split_images(folder.resolve().name, _of_idx(folder))
        if shape is not None and shape != (data.channels, data.size, data.size):
            raise DataError(f"The images of {folder} are {data.size} x {data.size}, grey.", "Leave --input out.")
        return data, (_words(data, "IDX files"),)
    size = shape[1] if shape is not None else _common(folder) or SIZE
    found = read_labelled(folder, size, grey=None if shape is None else shape[0] == 1)
    data = images_of(found)
    refused = [f"{one.file}: {one.reason}" for one in found.refused[:SAID]]
    more = f" and {len(found.refused) - SAID:,} more" if len(found.refused) > SAID else ""
    left = (f"pictures that cannot be used: {'; '.join(refused)}{more}",) if refused else ()
    return data, (_words(data, found.layout), *found.notes, *left)


def _words(data: ImageData, layout: str) -> str:
    parts = f"{len(data.train):,} to train on, {len(data.validation):,} to choose by, {len(data.test):,} to judge on"
    colours = "grey" if data.channels == 1 else "colour"
    form = f"{layout}; {colours}, {data.size} x {data.size}"
    return f"{data.name}: pictures of {len(data.classes)} classes ({form}), {parts}."


def _common(folder: Path) -> int | None:
    """The side that all pictures have, where they are square and of one size."""
    sides = set[tuple[int, int]]()
    looked = 0
    for path in sorted(folder.rglob("*")):
        if looked == LOOKED:
            break
        if not path.is_file() or path.name.startswith("."):
            continue
        try:
            sides.add(open_picture(read_bounded(path, MOST_PICTURE)).image.size)
        except DataError:  # no picture; said when the folder is read
            continue
        looked += 1
    if len(sides) != 1:
        return None
    ((width, height),) = sides
    return width if width == height <= MOST_SIDE else None


def _of_idx(folder: Path) -> RawImages:
    """MNIST's four files, of whatever images."""
    arrays = []
    for name in FILES:
        path = next((path for path in (folder / name, folder / f"{name}.gz") if path.exists()), None)
        if path is None:
            raise DataError(f"{folder} holds no {name} (or {name}.gz).", f"It needs all of: {', '.join(FILES)}.")
        arrays.append(read_idx(path))
    pixels, labels, test_pixels, test_labels = arrays
    for images, answers in ((pixels, labels), (test_pixels, test_labels)):
        fits = images.ndim == 3 and images.shape[1] == images.shape[2] and answers.shape == images.shape[:1]
        if not fits or len(images) < 2:
            raise DataError(f"{folder} holds images {images.shape} and labels {answers.shape}.", "Give square images.")
    classes = tuple(map(str, range(int(labels.max()) + 1)))
    if int(test_labels.max()) >= len(classes):
        raise DataError(f"{folder} has test images of classes without training images.", "Give whole IDX files.")
    return RawImages(
        classes, pixels[:, None], labels, test_pixels[:, None], test_labels, f"IDX files of {folder.resolve().name}"
    )
