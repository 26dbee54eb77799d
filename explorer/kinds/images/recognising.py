"""Folders of pictures, and zoos of them, recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.data.picture_files import MAX_BYTES, OpenedPicture, open_picture
from explorer.errors import DataError
from explorer.files import read_bounded
from explorer.jobs.plan import Step, space_steps
from explorer.kinds.images.own_pictures import FORMATS
from explorer.kinds.images.zoo import KIND as ZOO
from explorer.kinds.images.zoo_pictures import HELDOUT_EVERY
from explorer.kinds.protocols.recognising import Chosen, Option, Places, Recognised

if TYPE_CHECKING:
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder

LOOKED_AT = 400  # pictures that are opened, evenly spread; the others are judged by their names until they are fitted
LEAST = HELDOUT_EVERY + 1
SUFFIXES = tuple(f".{one}" for one in FORMATS)
LENGTHS = (("1500", "standard"), ("300", "a quick look"), ("8000", "thorough"))
SIDES = (("28", "28 × 28"), ("16", "16 × 16"), ("48", "48 × 48"), ("64", "64 × 64"))
COLOUR, GREY = ("3", "colour"), ("1", "grey")
# Seconds, on one core: of a fitted network by its pixels, of a step of training, and of measuring.
FIT_S, FIT_PIXEL_S, STEP_S, REST_S = 0.1, 5e-4, 0.15, 25.0
MOST_POINTS = 1024  # of a fitting step, whatever the picture's size


class ImageSources:
    """See `protocols.Recognising`."""

    zoos: tuple[str, ...] = (ZOO,)
    examples: Mapping[str, Callable[[], Recognised]] = MappingProxyType({})

    def zoo(self, folder: ZooFolder) -> Recognised:
        """A finished zoo of pictures, and what they are of."""
        from explorer.kinds.images.zoo_pictures import ZooPictures  # noqa: PLC0415

        pictures = ZooPictures.load(folder.path)
        labels = Counter(pictures.classes[group] for group in pictures.groups.tolist())
        count = min(int(folder.config["count"]), folder.finished() * int(folder.config["batch"]))

        def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
            return _train(str(folder.path), chosen, places)

        return Recognised(
            "image", "A zoo of pictures", (("networks", count),), labels={"class": dict(labels.most_common())},
            options=(_length(),), steps=steps,
        )  # fmt: skip

    def networks(self, count: int, largest: int) -> Recognised | None:
        """None: networks of others do not become such a space without their data."""
        del count, largest
        return None

    def files(self, found: Listing) -> Recognised | None:
        """A folder of pictures: at least half of what lies in it."""
        names = found.ending(*SUFFIXES)
        if not names or 2 * len(names) < len(found.files):
            return None
        stride = -(-len(names) // LOOKED_AT)
        opened, refused = list[OpenedPicture](), list[tuple[str, str]]()
        for name in names[::stride]:
            try:
                opened.append(open_picture(read_bounded(found.folder / name, MAX_BYTES)))
            except DataError as error:
                refused.append((name, error.problem))
        refused += [(name, "It is no picture.") for name in found.files if not name.lower().endswith(SUFFIXES)]
        count = len(names) - (len(names[::stride]) - len(opened))
        labels = Counter(PurePosixPath(name).parts[0] for name in names if "/" in name)
        few = len(opened) < LEAST and count < LEAST
        coloured = any(one.image.mode not in ("1", "L", "LA", "I", "F", "I;16") for one in opened)

        def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
            options = ["--side", chosen["side"], "--fit", chosen["fit"], "--ground", chosen["ground"]]
            options += ["--colour"] if chosen["channels"] == COLOUR[0] else []
            argv = ("zoo", "images", str(found.folder), "--out", str(places.zoo), *options)
            argv = (*argv, "--workers", str(places.workers))
            pixels = min(int(chosen["side"]) ** 2, MOST_POINTS)
            seconds = count * (FIT_S + FIT_PIXEL_S * pixels) / places.workers
            fit = Step("Fitting a network to each picture", argv, resumable=True, seconds=seconds)
            return (fit, *_train(str(places.zoo), chosen, places))

        return Recognised(
            "image",
            "A folder of pictures",
            (("pictures", count),),
            refused=tuple(refused),
            labels={"class": dict(labels.most_common())} if len(labels) > 1 else {},
            options=(
                Option("side", "Pixels of a picture", SIDES, help="Pictures are brought to this size."),
                Option("channels", "Colours", (COLOUR, GREY) if coloured else (GREY, COLOUR)),
                _length(),
                Option(
                    "fit", "Pictures that are not square", (("pad", "bars beside them"), ("crop", "their middle")),
                    fine=True,
                ),
                Option("ground", "Bars and transparent parts", (("black", "black"), ("white", "white")), fine=True),
            ),
            steps=steps,
            problem=f"A space needs at least {LEAST} pictures; these are {count}." if few else "",
            remedy="Put more pictures into the folder." if few else "",
        )  # fmt: skip


def _length() -> Option:
    return Option("steps", "Training", LENGTHS, help="Longer trainings decode sharper pictures.")


def _train(zoo: str, chosen: Chosen, places: Places) -> tuple[Step, ...]:
    argv = ("images", "--zoo", zoo, "--recipe", "pictures", "--title", chosen["title"])
    return space_steps(argv, int(chosen["steps"]), places.space, places.run, (0.0, STEP_S, REST_S))


SOURCES = ImageSources()
