"""Commands that make zoos and spaces of pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import positive_int
from explorer.errors import ZooError
from explorer.kinds.protocols import Command, Lesson

if TYPE_CHECKING:
    import argparse

    from explorer.data.picture_files import FolderPictures
    from explorer.kinds.images.zoo_pictures import ZooPictures
    from explorer.netspace.recipes import TrainingRecipe
    from explorer.zoo.store import ZooFolder

# What is imported inside of functions here would make `--help` slow.

SHORT = {"fashion": "fashion-mnist", "cifar": "cifar-10"}  # names that are understood, too
ARCH_OPTIONS = ("width", "hidden")
FORM_OPTIONS = ("side", "fit", "ground")
SHOWN = 8  # refused files that are named one by one


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pictures", metavar="DIR",
        help="a folder of your own pictures (the names of its sub-folders are their classes), or a data set: "
        "fashion-mnist, digits, cifar-10, tiny-imagenet",
    )  # fmt: skip
    parser.add_argument("--count", type=positive_int, help="networks; of a folder: all its pictures")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data set's files, where they are not found")
    parser.add_argument("--batch", type=positive_int, default=20, help="networks fitted at once (default 20)")
    parser.add_argument("--width", type=positive_int, help="units of a hidden layer (default 24)")
    parser.add_argument("--hidden", type=positive_int, help="hidden layers (default 3)")
    parser.add_argument("--omega", type=float, help="frequency of the sines (default 20)")
    parser.add_argument("--steps", type=positive_int, help="steps of each fit (default 240)")
    own = parser.add_argument_group("a folder of your own")
    own.add_argument("--side", type=positive_int, help="pixels that pictures are brought to, each way (default 28)")
    own.add_argument("--colour", action="store_true", help="three channels instead of one")
    own.add_argument("--fit", choices=("pad", "crop"), help="pictures that are not square: bars, or the middle (pad)")
    own.add_argument("--ground", choices=("black", "white"), help="of bars and transparent parts (black)")


def _make(args: argparse.Namespace, report: Callable[[int, int], None]) -> str:
    from explorer.kinds.images.networks import picture_siren
    from explorer.kinds.images.zoo import PictureFit, make_zoo

    pictures, said = _pictures(args)
    given = {name: value for name in (*ARCH_OPTIONS, "omega") if (value := getattr(args, name)) is not None}
    config = PictureFit(steps=args.steps) if args.steps else PictureFit()
    make_zoo(
        args.out, pictures, seed=args.seed, batch=args.batch, resume=args.resume, workers=args.workers,
        arch=picture_siren(pictures.channels, **given), config=config, progress=report,
    )  # fmt: skip
    return f"{len(pictures):,} networks{said}"


def _pictures(args: argparse.Namespace) -> tuple[ZooPictures, str]:
    """The pictures asked for, and what is to be said of those that could not be used."""
    from explorer.data.images import load_images
    from explorer.data.names import NAMES
    from explorer.data.picture_files import Form, read_folder
    from explorer.kinds.images.zoo_pictures import pictures_of_data, pictures_of_folder

    name = SHORT.get(args.pictures, args.pictures)
    form = {option: value for option in FORM_OPTIONS if (value := getattr(args, option)) is not None}
    if name in NAMES:
        if form or args.colour:
            raise ZooError(
                f"The pictures of {name} are used as they are.", "Leave --side, --colour, --fit and --ground out."
            )
        if args.count is None:
            raise ZooError(f"How many pictures of {name}?", "Say so with --count.")
        return pictures_of_data(load_images(name, args.data), args.count, args.seed), ""
    if args.data:
        raise ZooError("--data is where a data set's files are.", f"Leave it out, or choose from: {', '.join(NAMES)}.")
    folder = Path(args.pictures)
    if not folder.is_dir():
        raise ZooError(
            f"{args.pictures} is no folder, and no data set.", f"Give a folder, or one of: {', '.join(NAMES)}."
        )
    found = read_folder(folder, Form(channels=3 if args.colour else 1, **form))
    return pictures_of_folder(found, args.count, args.seed, f"the folder {folder.resolve().name}"), _refused(found)


def _refused(found: FolderPictures) -> str:
    """The files that could not be used, the first of them with their reasons; empty without any."""
    if not found.refused:
        return ""
    lines = [f"  {one.file}: {one.reason}" for one in found.refused[:SHOWN]]
    more = len(found.refused) - SHOWN
    lines += [f"  and {more} more"] if more > 0 else []
    return "\n".join([f"; {len(found.refused)} files could not be used:", *lines, "They are"])


def _repeat(args: argparse.Namespace) -> list[str]:
    options = [str(args.pictures), "--batch", str(args.batch)]
    for name in ("count", "data", "width", "hidden", "omega", "steps", *FORM_OPTIONS):
        value = getattr(args, name)
        options += [f"--{name}", str(value)] if value is not None else []
    return [*options, "--colour"] if args.colour else options


class ImageZoos:
    """See `protocols.ZooCommands`."""

    zoos: tuple[Command, ...] = (
        Command(
            "images",
            "fit one network to each picture of a data set or of a folder of your own",
            "fitting",
            _options,
            _make,
            _repeat,
        ),
    )
    folders: tuple[str, ...] = ("images",)

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        """Against the pictures."""
        from explorer.files import write_atomically
        from explorer.kinds.images.sheet import png, zoo_sheet
        from explorer.kinds.images.zoo import read_zoo
        from explorer.kinds.images.zoo_quality import judge_fit, some_rows

        if args.data:
            raise ZooError("A zoo of pictures keeps them beside its networks.", "Leave --data out.")
        zoo = read_zoo(folder.path)
        rows = some_rows(len(zoo), args.sample)
        quality = judge_fit(zoo, rows, report)
        if args.sheet:
            write_atomically(args.sheet, png(zoo_sheet(zoo, rows, args.resolution)))
        return quality.summary()


class ImageTraining:
    """See `protocols.Training`."""

    name = "images"
    help = "a space of pictures"
    recipe: str | None = None
    heldout: int | None = None  # zoos of pictures say themselves which

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Where the images are."""
        parser.add_argument("--data", type=Path, metavar="DIR", help="the data set's files, where they are not found")

    def repeat(self, args: argparse.Namespace) -> list[str]:
        """See `options`."""
        return ["--data", str(args.data)] if args.data else []

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        """See `recipes`."""
        from explorer.kinds.images.recipes import image_recipes

        return image_recipes()

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        """A zoo of pictures, and the training images of the data set that they come from."""
        from explorer.data.images import load_images
        from explorer.kinds.images.build import ImageMaker, other_pictures, split_of
        from explorer.kinds.images.recipes import ImageRecipe
        from explorer.kinds.images.zoo import read_zoo

        assert isinstance(recipe, ImageRecipe)  # one of `recipes`
        zoo = read_zoo(args.zoo)
        split = split_of(zoo.pictures, args.ship)
        data = load_images(zoo.pictures.data, args.data) if zoo.pictures.data else None
        return Lesson(ImageMaker(zoo, other_pictures(zoo, data), recipe), args.out.name, split)


ZOO = ImageZoos()
TRAINING = ImageTraining()
