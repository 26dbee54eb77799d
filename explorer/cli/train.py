"""`train furniture`: train a space on a zoo."""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, progress_bar, resume_hint, seed_int

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.netspace.trainer import TrainingStep


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("train", help="train a space on a zoo")
    inner = parser.add_subparsers(metavar="WHAT", required=True)
    furniture = inner.add_parser("furniture", help="a space of furniture")
    furniture.add_argument("--zoo", type=Path, required=True, metavar="DIR", help="a zoo of furniture")
    furniture.add_argument("--out", type=Path, required=True, metavar="SPACE", help="the space's folder")
    furniture.add_argument("--recipe", default="furniture", metavar="NAME", help="parts and training (furniture)")
    furniture.add_argument("--steps", type=positive_int, help="optimizer steps, instead of the recipe's")
    furniture.add_argument("--heldout", type=positive_int, default=210, help="networks never trained on (210)")
    furniture.add_argument("--ship", type=positive_int, help="training networks kept in the space (all)")
    furniture.add_argument("--rate", type=float, help="peak learning rate, instead of the recipe's")
    furniture.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (0)")
    furniture.add_argument("--run", dest="folder", type=Path, metavar="DIR", help="checkpoint and curves (runs/NAME)")
    furniture.add_argument("--start", type=Path, metavar="SPACE", help="begin with the model of this space")
    furniture.add_argument("--resume", action="store_true", help="go on with an interrupted training")
    furniture.set_defaults(run=run)


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
    from explorer.netspace.recipes import get_recipe
    from explorer.netspace.trainer import RunFolder
    from explorer.space.build import Split, build_furniture, read_zoo
    from explorer.space.bundle import load_space

    recipe = get_recipe(args.recipe)
    changes = {"steps": args.steps, "rate": args.rate}
    recipe = dataclasses.replace(recipe, **{name: value for name, value in changes.items() if value is not None})
    zoo = read_zoo(args.zoo)
    Split.of(len(zoo.weights), args.heldout, args.ship)  # refuses here, before a run's folder is made
    start = load_space(args.start) if args.start else None
    data = {
        "zoo": zoo.stated,
        "networks": len(zoo.weights),
        "heldout": args.heldout,
        "start": start.version if start else None,
    }
    folder = RunFolder(
        args.folder or Path("runs") / args.out.name, recipe, args.seed, resume=args.resume, data=data
    )  # fmt: skip
    provenance = {"command": " ".join(["python -m explorer", *_command(args)]), "commit": _commit()}
    with progress_bar("drawing shapes", "shape") as prepare, progress_bar("training", "step") as report:
        build_furniture(
            zoo, args.out, recipe, seed=args.seed, heldout=args.heldout, ship=args.ship, run=folder,
            provenance=provenance, start=start, prepare=prepare, progress=_steps(report, recipe.steps),
        )  # fmt: skip


def _steps(report: Callable[[int, int], None], steps: int) -> Callable[[TrainingStep], None]:
    return lambda line: report(line.step, steps)


def _command(args: argparse.Namespace) -> list[str]:
    """The command's arguments, less --resume."""
    options = ["--zoo", args.zoo, "--out", args.out, "--recipe", args.recipe, "--heldout", args.heldout]
    options += ["--seed", args.seed]
    given = {"steps": args.steps, "rate": args.rate, "ship": args.ship, "run": args.folder, "start": args.start}
    for name, value in given.items():
        options += [f"--{name}", value] if value is not None else []
    return ["train", "furniture", *map(str, options)]


def _commit() -> str:
    """The source's commit, or "unknown" outside a clone."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [git, "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() if asked.returncode == 0 else "unknown"
