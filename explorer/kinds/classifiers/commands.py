"""Commands that make zoos and spaces of image classifiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import positive_int
from explorer.errors import ZooError
from explorer.kinds.protocols import Command, Lesson

if TYPE_CHECKING:
    import argparse

    from explorer.data.images import ImageData
    from explorer.kinds.classifiers.zoo import Trained
    from explorer.netspace.recipes import TrainingRecipe
    from explorer.zoo.store import ZooFolder

# What is imported inside of functions here would make `--help` slow.

FORMS = ("single", "multi")  # of a zoo: one architecture, or several


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=FORMS, required=True, help="one architecture, or several")
    parser.add_argument("--count", type=positive_int, help="networks of each architecture, instead of the kind's")
    parser.set_defaults(files=None)


def _options_with_data(parser: argparse.ArgumentParser) -> None:
    _options(parser)
    parser.add_argument("--data", dest="files", type=Path, metavar="DIR", help="folder of the IDX files")


def _make(plan_name: str, data_name: str, args: argparse.Namespace, report: Callable[[int, int], None]) -> str:
    from explorer.data.images import load_images
    from explorer.kinds.classifiers.plans import make_plan
    from explorer.kinds.classifiers.zoo import make_zoo

    data = load_images(data_name, args.files)
    plan = make_plan(plan_name, args.kind, args.count, args.seed)
    make_zoo(args.out, plan, data, resume=args.resume, workers=args.workers, progress=report)
    return f"{plan.total:,} networks and their teacher"


def _repeat(args: argparse.Namespace) -> list[str]:
    options = ["--kind", args.kind]
    options += ["--count", str(args.count)] if args.count else []
    options += ["--data", str(args.files)] if args.files else []
    return options


class ClassifierZoos:
    """See `protocols.ZooCommands`."""

    zoos: tuple[Command, ...] = (
        Command(
            "fashion",
            "train classifiers on Fashion-MNIST",
            "training",
            _options_with_data,
            partial(_make, "fashion", "fashion-mnist"),
            _repeat,
        ),
        Command(
            "digits",
            "train classifiers on scikit-learn's handwritten digits",
            "training",
            _options,  # the digits come with scikit-learn
            partial(_make, "digits", "digits"),
            _repeat,
        ),
    )
    folders: tuple[str, ...] = ("classifiers",)

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        """On test images."""
        from explorer.kinds.classifiers.zoo_quality import judge_classifiers

        if args.sheet:
            raise ZooError("A zoo of classifiers has no shapes to draw.", "Leave --sheet out.")
        zoo, data = _read(folder.path, args.data)
        return judge_classifiers(zoo, data, args.sample, progress=report)


class ClassifierTraining:
    """See `protocols.Training`."""

    name = "classifiers"
    help = "a space of image classifiers"
    recipe: str | None = None
    heldout: int | None = 32

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Which architectures, and where the images are."""
        parser.add_argument(
            "--only", nargs="+", metavar="ARCH", help="train on networks of these alone; the zoo's others stay unseen"
        )
        parser.add_argument(
            "--data",
            "--files",
            dest="files",
            type=Path,
            metavar="DIR",
            help="the images' files, if not found",
        )

    def repeat(self, args: argparse.Namespace) -> list[str]:
        """See `options`."""
        options = ["--data", str(args.files)] if args.files else []
        return [*options, "--only", *args.only] if args.only else options

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        """See `recipes`."""
        from explorer.kinds.classifiers.recipes import classifier_recipes

        return classifier_recipes()

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        """A zoo of classifiers, or the networks of some of its architectures."""
        from explorer.kinds.classifiers.build import ClassifierMaker
        from explorer.kinds.classifiers.recipes import ClassifierRecipe

        assert isinstance(recipe, ClassifierRecipe)  # one of `recipes`
        zoo, data = _read(args.zoo, args.files, args.only)
        return Lesson(ClassifierMaker.of(zoo, data, recipe, args.only), args.out.name, stated={"only": args.only})


def _read(path: Path, files: Path | None, only: Sequence[str] | None = None) -> tuple[Trained, ImageData]:
    """A zoo that was made here or imported, and its images; refuses architectures that it has not before those."""
    from explorer.data.images import load_images
    from explorer.kinds.classifiers.build import KeptNetworks
    from explorer.kinds.classifiers.imported import imported_classifiers, stated_data
    from explorer.kinds.classifiers.zoo import read_zoo
    from explorer.zoo.imported import ImportedZoo, is_imported

    if is_imported(path):
        found = ImportedZoo.open(path, "classifiers")
        data = stated_data(found, files)
        return imported_classifiers(found, data), data
    zoo = read_zoo(path)
    KeptNetworks.of(zoo, only)
    return zoo, load_images(str(zoo.stated.get("data")), files)


ZOO = ClassifierZoos()
TRAINING = ClassifierTraining()
