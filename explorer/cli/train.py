"""`train WHAT`: train a space on a zoo, as the kinds of networks offer it."""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import Bars, every_kind, positive_int, progress_bar, resume_hint, seed_int
from explorer.kinds.protocols import Training

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.netspace.recipes import TrainingRecipe
    from explorer.netspace.trainer import TrainingStep

# Options that all trainings have and that a command to repeat states if they were given; and their attributes.
REPEATED = {
    "heldout": "heldout", "steps": "steps", "rate": "rate", "ship": "ship", "run": "folder", "start": "start",
    "title": "title",
}  # fmt: skip


def add_parser(subparsers: Subparsers, *, fill: bool = True) -> None:
    """Add the command.

    Args:
        subparsers: of all commands.
        fill: whether to add the subcommands, for which all kinds of networks are imported.
    """
    parser = subparsers.add_parser("train", help="train a space on a zoo")
    if not fill:
        return
    inner = parser.add_subparsers(metavar="WHAT", required=True)
    taken = set[str]()
    for name, training in every_kind(Training).items():
        if {training.name, name} & taken:
            print(f"note: `train {training.name}` of the kind {name!r} is left out: it is taken.", file=sys.stderr)
            continue
        taken |= {training.name, name}
        # The kind's own name, as `space.json` has it, does as well.
        aliases = [] if name == training.name else [name]
        one = inner.add_parser(training.name, aliases=aliases, help=training.help)
        _add_common(one, training)
        training.options(one)
        one.set_defaults(run=run, training=training, kind=name)


def _add_common(parser: argparse.ArgumentParser, training: Training) -> None:
    recipe = training.recipe
    parser.add_argument("--zoo", type=Path, required=True, metavar="DIR", help="a zoo of such networks")
    parser.add_argument("--out", type=Path, required=True, metavar="SPACE", help="the space's folder")
    parser.add_argument(
        "--recipe", default=recipe, required=recipe is None, metavar="NAME", help="parts and training, by name"
    )
    parser.add_argument("--title", metavar="TEXT", help="of the space, as the screen shows it")
    parser.add_argument("--start", type=Path, metavar="SPACE", help="begin with the model of this space")
    parser.add_argument("--steps", type=positive_int, help="optimizer steps, instead of the recipe's")
    parser.set_defaults(heldout=None)
    if training.heldout is not None:
        parser.add_argument(
            "--heldout",
            type=positive_int,
            default=training.heldout,
            help=f"networks never trained on ({training.heldout})",
        )
    parser.add_argument("--ship", type=positive_int, help="training networks kept in the space (all)")
    parser.add_argument("--rate", type=float, help="peak learning rate, instead of the recipe's")
    parser.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (0)")
    parser.add_argument("--run", dest="folder", type=Path, metavar="DIR", help="checkpoint and curves (runs/NAME)")
    parser.add_argument("--every", type=positive_int, metavar="N", help="steps between two lines of the curve (250)")
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted training")


def run(args: argparse.Namespace) -> int:
    """Train; Ctrl-C keeps the last checkpoint."""
    try:
        _train(args)
    except KeyboardInterrupt:
        resume_hint(_command(args))
        return 130
    print(f"The space is in {args.out}. Measure it with: python -m explorer evaluate {args.out} --write")
    return 0


def _train(args: argparse.Namespace) -> None:
    from explorer.netspace.recipes import find_recipe
    from explorer.netspace.trainer import RunFolder
    from explorer.space.build import build_space, same_kind
    from explorer.space.bundle import load_space
    from explorer.space.split import Split

    training: Training = args.training
    recipe = _changed(find_recipe(training.recipes(), args.recipe), args)
    lesson = training.lesson(args, recipe)
    networks = len(lesson.maker.rows)
    # It refuses here, before a run's folder is made.
    split = Split.of(networks, args.heldout, args.ship) if lesson.split is None else lesson.split
    start = load_space(args.start) if args.start else None
    if start is not None:
        same_kind(start, lesson.maker.kind)
    data = {"heldout": len(split.heldout), "zoo": lesson.maker.zoo, "networks": networks, **lesson.stated}
    folder = RunFolder(
        args.folder or Path("runs") / args.out.name, recipe, args.seed, resume=args.resume,
        data={**data, "start": start.version if start else None},
    )  # fmt: skip
    before = Bars()
    with progress_bar("training", "step") as report:

        def step(line: TrainingStep) -> None:
            before.close()
            report(line.step, recipe.steps)

        try:
            build_space(
                lesson.maker, args.out, title=args.title or lesson.title, split=split, seed=args.seed, run=folder,
                provenance={"command": " ".join(["python -m explorer", *_command(args)]), "commit": _commit()},
                start=start, report=before.report, progress=step, every=args.every,
            )  # fmt: skip
        finally:
            before.close()


def _changed(recipe: TrainingRecipe, args: argparse.Namespace) -> TrainingRecipe:
    """The recipe with what the command says otherwise."""
    changes = {"steps": args.steps, "rate": args.rate}
    return dataclasses.replace(recipe, **{name: value for name, value in changes.items() if value is not None})


def _command(args: argparse.Namespace) -> list[str]:
    """The command's arguments, less --resume."""
    training: Training = args.training
    options = ["--zoo", args.zoo, "--out", args.out, "--recipe", args.recipe, "--seed", args.seed]
    for name, attribute in REPEATED.items():
        value = getattr(args, attribute)
        options += [f"--{name}", value] if value is not None else []
    return ["train", training.name, *map(str, options), *training.repeat(args)]


def _commit() -> str:
    """The source's commit, or "unknown" outside a clone."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [git, "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() if asked.returncode == 0 else "unknown"
