"""`train furniture|classifiers`: train a space on a zoo."""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import positive_int, progress_bar, resume_hint, seed_int

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.netspace.trainer import TrainingStep


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("train", help="train a space on a zoo")
    inner = parser.add_subparsers(metavar="WHAT", required=True)
    furniture = inner.add_parser("furniture", help="a space of furniture")
    _add_common(furniture, "furniture", 210)
    furniture.set_defaults(run=run, train=_train_furniture, what="furniture")
    classifiers = inner.add_parser("classifiers", help="a space of image classifiers")
    _add_common(classifiers, None, 32)
    classifiers.add_argument(
        "--only", nargs="+", metavar="ARCH", help="train on networks of these alone; the zoo's others stay unseen"
    )
    classifiers.add_argument("--title", metavar="TEXT", help="of the space (its folder's name)")
    classifiers.add_argument("--data", type=Path, metavar="DIR", help="the images' files, where they are not found")
    classifiers.set_defaults(run=run, train=_train_classifiers, what="classifiers")


def _add_common(parser: argparse.ArgumentParser, recipe: str | None, heldout: int) -> None:
    parser.add_argument("--zoo", type=Path, required=True, metavar="DIR", help="a zoo of such networks")
    parser.add_argument("--out", type=Path, required=True, metavar="SPACE", help="the space's folder")
    parser.add_argument(
        "--recipe", default=recipe, required=recipe is None, metavar="NAME", help="parts and training, by name"
    )
    parser.add_argument("--start", type=Path, metavar="SPACE", help="begin with the model of this space")
    parser.add_argument("--steps", type=positive_int, help="optimizer steps, instead of the recipe's")
    parser.add_argument("--heldout", type=positive_int, default=heldout, help=f"networks never trained on ({heldout})")
    parser.add_argument("--ship", type=positive_int, help="training networks kept in the space (all)")
    parser.add_argument("--rate", type=float, help="peak learning rate, instead of the recipe's")
    parser.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (0)")
    parser.add_argument("--run", dest="folder", type=Path, metavar="DIR", help="checkpoint and curves (runs/NAME)")
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted training")


def run(args: argparse.Namespace) -> int:
    """Train; Ctrl-C keeps the last checkpoint."""
    try:
        args.train(args)
    except KeyboardInterrupt:
        resume_hint(_command(args))
        return 130
    print(f"The space is in {args.out}. Measure it with: python -m explorer evaluate {args.out} --write")
    return 0


def _train_furniture(args: argparse.Namespace) -> None:
    from explorer.kinds.shapes.build import Split, build_furniture, read_zoo
    from explorer.kinds.shapes.space import load_shapes
    from explorer.netspace.recipes import get_recipe

    recipe = _changed(get_recipe(args.recipe), args)
    zoo = read_zoo(args.zoo)
    Split.of(len(zoo.weights), args.heldout, args.ship)  # refuses here, before a run's folder is made
    start = load_shapes(args.start) if args.start else None
    stated = {"zoo": zoo.stated, "networks": len(zoo.weights), "start": start.version if start else None}
    folder = _folder(args, recipe, stated)
    with progress_bar("drawing shapes", "shape") as prepare, progress_bar("training", "step") as report:
        build_furniture(
            zoo, args.out, recipe, seed=args.seed, heldout=args.heldout, ship=args.ship, run=folder,
            provenance=_provenance(args), start=start, prepare=prepare, progress=_steps(report, recipe.steps),
        )  # fmt: skip


def _train_classifiers(args: argparse.Namespace) -> None:
    from explorer.data.images import load_images
    from explorer.kinds.classifiers.build import Kept, build_classifiers
    from explorer.kinds.classifiers.space import classifiers_only
    from explorer.kinds.classifiers.zoo import read_zoo
    from explorer.kinds.shapes.build import Split
    from explorer.netspace.recipes import get_classifier_recipe
    from explorer.space.bundle import load_space

    recipe = _changed(get_classifier_recipe(args.recipe), args)
    zoo = read_zoo(args.zoo)
    kept = Kept.of(zoo, args.only)
    Split.of(len(kept.params), args.heldout, args.ship)
    data = load_images(str(zoo.stated.get("data")), args.data)
    start = classifiers_only(load_space(args.start)) if args.start else None
    stated = {"zoo": zoo.stated, "networks": len(kept.params), "only": args.only}
    folder = _folder(args, recipe, stated | ({"start": start.version} if start else {}))
    with progress_bar("training", "step") as report:
        build_classifiers(
            zoo, data, args.out, recipe, title=args.title or args.out.name, seed=args.seed, heldout=args.heldout,
            only=args.only, ship=args.ship, run=folder, provenance=_provenance(args), start=start,
            progress=_steps(report, recipe.steps),
        )  # fmt: skip


def _changed(recipe: Any, args: argparse.Namespace) -> Any:
    """The recipe with what the command says otherwise."""
    changes = {"steps": args.steps, "rate": args.rate}
    return dataclasses.replace(recipe, **{name: value for name, value in changes.items() if value is not None})


def _folder(args: argparse.Namespace, recipe: Any, stated: dict[str, Any]) -> Any:
    from explorer.netspace.trainer import RunFolder

    path = args.folder or Path("runs") / args.out.name
    return RunFolder(path, recipe, args.seed, resume=args.resume, data={"heldout": args.heldout, **stated})


def _provenance(args: argparse.Namespace) -> dict[str, str]:
    return {"command": " ".join(["python -m explorer", *_command(args)]), "commit": _commit()}


def _steps(report: Callable[[int, int], None], steps: int) -> Callable[[TrainingStep], None]:
    return lambda line: report(line.step, steps)


def _command(args: argparse.Namespace) -> list[str]:
    """The command's arguments, less --resume."""
    options = ["--zoo", args.zoo, "--out", args.out, "--recipe", args.recipe, "--heldout", args.heldout]
    options += ["--seed", args.seed]
    names = {"steps": "steps", "rate": "rate", "ship": "ship", "run": "folder", "start": "start", "title": "title"}
    for name, attribute in names.items():
        value = getattr(args, attribute, None)
        options += [f"--{name}", value] if value is not None else []
    if getattr(args, "only", None):
        options += ["--only", *args.only]
    return ["train", args.what, *map(str, options)]


def _commit() -> str:
    """The source's commit, or "unknown" outside a clone."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [git, "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() if asked.returncode == 0 else "unknown"
