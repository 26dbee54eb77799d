"""Commands that make zoos and spaces of image classifiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import positive_int
from explorer.data.names import ALIASES, NAMES
from explorer.errors import ZooError
from explorer.kinds.protocols import Command, Lesson

if TYPE_CHECKING:
    import argparse

    from explorer.data.folder import LabelledFolder
    from explorer.data.images import ImageData
    from explorer.kinds.classifiers.plans import AskedZoo
    from explorer.kinds.classifiers.zoo import Trained
    from explorer.netspace.recipes import TrainingRecipe
    from explorer.zoo.store import ZooFolder

# What is imported inside of functions here would make `--help` slow.

FORMS = ("single", "multi", "joint")  # of a zoo: one architecture, several at their best, or several of any accuracy


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=FORMS, required=True, help="one architecture, several, or several of any accuracy"
    )
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


DATA = {**ALIASES, **{name: name for name in NAMES}}
SHOWN = 8  # refused files that are named one by one
GIVEN = {
    "kind": "kind", "architecture": "architecture", "count": "count", "width": "width", "stride": "stride",
    "steps": "lengths", "rate": "rate", "teacher": "teacher", "teacher_steps": "teacher_steps", "batch": "batch",
    "network": "network", "args": "args", "size": "size", "files": "files", "device": "device",
    "precision": "precision", "snapshots": "snapshots",
}  # fmt: skip


def _own_options(parser: argparse.ArgumentParser) -> None:
    from explorer.netspace.precisions import PRECISIONS

    parser.add_argument(
        "--data", required=True, metavar="NAME|DIR",
        help="cifar10, tinyimagenet, fashion, digits; or a folder of your own pictures, one sub-folder a class",
    )  # fmt: skip
    parser.add_argument("--files", type=Path, metavar="DIR", help="a named data set's files, where they are not found")
    parser.add_argument(
        "--kind", choices=FORMS, default="single",
        help="one architecture, trained for very different times (single), several, each at its best (multi), or "
        "several for very different times (joint)",
    )  # fmt: skip
    parser.add_argument(
        "--architecture", nargs="+", metavar="NAME", help="of the paper's: LeNetLike, VanillaCNN, ResNet8, ResNet32"
    )
    parser.add_argument(
        "--network", nargs="+", metavar="[NAME=]FILE.py:FACTORY", help="your own modules; their file is run"
    )
    parser.add_argument("--args", nargs="+", default=[], metavar="K=V", help="arguments of their factories")
    parser.add_argument("--count", nargs="+", type=_count, metavar="N", help="networks; or one number an architecture")
    parser.add_argument("--width", nargs="+", type=positive_int, metavar="N", help="16 gives the paper's; or one each")
    parser.add_argument("--stride", type=positive_int, help="of a ResNet's first convolution; 2: four times cheaper")
    parser.add_argument(
        "--steps", dest="lengths", type=_lengths, metavar="SHORTEST:LONGEST", help="lengths of the trainings"
    )
    parser.add_argument("--rate", type=float, help="peak learning rate of Adam (0.002)")
    parser.add_argument("--batch", type=positive_int, help="images a step (128)")
    parser.add_argument(
        "--snapshots", type=_count, metavar="N",
        help="networks kept on the way of each training, to learn from (3 in a joint zoo, else none)",
    )  # fmt: skip
    parser.add_argument("--teacher", metavar="NAME", help="its architecture (ResNet56)")
    parser.add_argument("--teacher-steps", type=positive_int, help="steps of its training (3000)")
    parser.add_argument("--device", metavar="NAME", help="cpu (the default), cuda, mps, or auto")
    parser.add_argument("--precision", choices=PRECISIONS, help="of the training (what is quicker on this processor)")
    own = parser.add_argument_group("a folder of your own")
    own.add_argument("--size", type=positive_int, help="pixels that pictures are brought to, each way (32)")
    colours = own.add_mutually_exclusive_group()
    colours.add_argument("--grey", action="store_true", help="one channel (the default, if every picture is grey)")
    colours.add_argument("--colour", action="store_true", help="three channels")
    own.add_argument("--crop", action="store_true", help="of pictures that are not square the middle, without bars")


def _count(text: str) -> int:
    """An argument type: a whole number of at least 0."""
    return 0 if text == "0" else positive_int(text)


def _lengths(text: str) -> tuple[int, int]:
    """An argument type: "100:800", or one number."""
    first, _, last = text.partition(":")
    return positive_int(first), positive_int(last or first)


def _make_own(args: argparse.Namespace, report: Callable[[int, int], None]) -> str:
    from explorer.kinds.classifiers.plans import asked_plan, make_plan
    from explorer.kinds.classifiers.zoo import make_zoo
    from explorer.netspace.compute import choose_device

    device = str(choose_device(args.device or "cpu"))
    if (args.out / "zoo.json").exists() and not args.resume:
        raise ZooError(f"{args.out} already holds a zoo.", "Add --resume to go on with it, or choose another --out.")
    data, kept, said = _images(args)
    short = {"fashion-mnist": "fashion", "digits": "digits"}.get(data.name)
    if short and not kept and _plain(args):  # the zoos that `zoo fashion` and `zoo digits` make
        plan = make_plan(short, args.kind, args.count[0] if args.count else None, args.seed)
    else:
        plan = asked_plan(data, _asked(args, data))
    make_zoo(args.out, plan, data, keep=kept, device=device, resume=args.resume, workers=args.workers, progress=report)
    return f"{said}{plan.total:,} networks and their teacher"


def _plain(args: argparse.Namespace) -> bool:
    """Whether nothing is asked for that a kind of zoo settles itself."""
    others = set(GIVEN.values()) - {"kind", "count", "files", "device"}
    return all(getattr(args, name) in (None, []) for name in others) and len(args.count or ()) < 2


def _asked(args: argparse.Namespace, data: ImageData) -> AskedZoo:
    from explorer.kinds.classifiers.plans import AskedZoo
    from explorer.kinds.classifiers.users import users_architectures

    shortest, longest = args.lengths or (None, None)
    own = users_architectures(args.network or (), args.args, data)
    return AskedZoo(
        args.kind, tuple(args.architecture or ()), own, tuple(args.count or ()), tuple(args.width or ()), args.stride,
        shortest, longest, args.rate, args.teacher, args.teacher_steps, args.batch, args.seed,
        None if args.precision is None else args.precision == "bfloat16", args.snapshots,
    )  # fmt: skip


def _images(args: argparse.Namespace) -> tuple[ImageData, bool, str]:
    """The images asked for, whether they are kept with the zoo, and what is to be said of a folder."""
    from explorer.data.images import images_of, load_images
    from explorer.data.kept import FILE, kept_images

    form = [name for name in ("size", "grey", "colour", "crop") if getattr(args, name)]
    name = DATA.get(args.data)
    if name is not None:
        if form:
            raise ZooError(f"The images of {args.data} are used as they are.", f"Leave --{form[0]} out.")
        return load_images(name, args.files), False, ""
    folder = Path(args.data)
    if args.files:
        raise ZooError("--files is where a named data set's files are.", f"Names are: {', '.join(DATA)}.")
    if args.resume and (args.out / FILE).exists():
        return kept_images(args.out), True, ""
    if not folder.is_dir():
        raise ZooError(f"{args.data} is no folder, and no data set.", f"Give a folder, or one of: {', '.join(DATA)}.")
    found = _folder(folder, args)
    return images_of(found), True, _said(found)


def _folder(folder: Path, args: argparse.Namespace) -> LabelledFolder:
    from explorer.cli.common import Bars
    from explorer.data.folder import read_labelled

    bars = Bars()
    try:
        return read_labelled(
            folder, args.size or 32, grey=True if args.grey else False if args.colour else None, crop=args.crop,
            seed=args.seed, progress=lambda done, total: bars.report("reading pictures", done, total),
        )  # fmt: skip
    finally:
        bars.close()


def _said(found: LabelledFolder) -> str:
    """How a folder was read, and what of it could not be used."""
    raw = found.raw
    side, colours = raw.pixels.shape[2], "grey" if raw.pixels.shape[1] == 1 else "colour"
    many = f"{len(raw.labels):,} training and {len(raw.test_labels):,} test pictures of {len(raw.classes)} classes"
    lines = [f"{found.name}: {many} ({found.layout}; {colours}, {side} x {side}).", *found.notes]
    if found.refused:
        lines += [f"{len(found.refused)} files could not be used:"]
        lines += [f"  {one.file}: {one.reason}" for one in found.refused[:SHOWN]]
        lines += [f"  and {len(found.refused) - SHOWN} more"] if len(found.refused) > SHOWN else []
    return "\n".join([*lines, ""])


def _repeat_own(args: argparse.Namespace) -> list[str]:
    options = ["--data", args.data]
    for name, attribute in GIVEN.items():
        value = getattr(args, attribute)
        if value in (None, []):
            continue
        if name == "steps":
            value = f"{value[0]}:{value[1]}"
        words = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        options += [f"--{name.replace('_', '-')}", *words]
    return options + [f"--{name}" for name in ("grey", "colour", "crop") if getattr(args, name)]


class ClassifierZoos:
    """See `protocols.ZooCommands`."""

    zoos: tuple[Command, ...] = (
        Command(
            "classifiers",
            "train classifiers on a data set, or on a folder of your own pictures",
            "training",
            _own_options,
            _make_own,
            _repeat_own,
        ),
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
    from explorer.kinds.classifiers.build import KeptNetworks
    from explorer.kinds.classifiers.imported import imported_classifiers, stated_data
    from explorer.kinds.classifiers.zoo import read_zoo, zoo_images
    from explorer.zoo.imported import ImportedZoo, is_imported

    if is_imported(path):
        found = ImportedZoo.open(path, "classifiers")
        data = stated_data(found, files)
        return imported_classifiers(found, data), data
    zoo = read_zoo(path)
    KeptNetworks.of(zoo, only)
    return zoo, zoo_images(path, zoo.stated, files)


ZOO = ClassifierZoos()
TRAINING = ClassifierTraining()
