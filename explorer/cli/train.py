"""`train RECIPE`: make a space as a recipe says. `train KIND --zoo DIR --recipe NAME`: on one's own zoo."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import Bars, every_kind, positive_int, progress_bar, resume_hint, seed_int, spoken_time
from explorer.errors import RecipeError, TrainingError
from explorer.kinds.protocols import Training

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.netspace.distributed import Group
    from explorer.netspace.trainer import TrainingStep
    from explorer.recipes.recipe import SpaceRecipe, Stage
    from explorer.space.bundle import Space

# Options that all trainings have and that a command to repeat states if they were given; and their attributes.
REPEATED = {
    "stage": "stage", "heldout": "heldout", "steps": "steps", "rate": "rate", "ship": "ship", "run": "folder",
    "start": "start", "title": "title", "device": "device", "precision": "precision",
}  # fmt: skip
ALONE = ("steps", "rate", "start")  # options that change the training: a recipe's further stages are left out then
SPACES, RUNS = Path("pretrained"), Path("runs")


def add_parser(subparsers: Subparsers, *, fill: bool = True) -> None:
    """Add the command.

    Args:
        subparsers: of all commands.
        fill: whether it will be parsed; then all kinds of networks are imported.
    """
    parser = subparsers.add_parser(
        "train", help="make a space by a recipe, or train one on a zoo", usage="%(prog)s [--list] RECIPE|KIND [OPTIONS]"
    )
    if not fill:
        return
    kinds, taken = dict[str, tuple[str, Training]](), set[str]()
    for name, training in every_kind(Training).items():
        if {training.name, name} & taken:
            print(f"note: `train {training.name}` of the kind {name!r} is left out: it is taken.", file=sys.stderr)
            continue
        taken |= {training.name, name}
        # The kind's own name, as `space.json` has it, does as well.
        kinds[training.name] = kinds[name] = (name, training)
    offers = dict.fromkeys(f"{training.name} ({training.help})" for _, training in kinds.values())
    parser.epilog = f"Kinds: {', '.join(offers)}. The options of each: train KIND --help."
    parser.add_argument("--list", action=_List, kinds=kinds, help="list the recipes, with their times, and exit")
    parser.add_argument(
        "what", nargs=argparse.PARSER, metavar="RECIPE|KIND",
        help="a recipe by name, or a .toml file: makes its zoo, if it is not there, and trains on it. Or a kind of "
        "networks, then with --zoo DIR --out SPACE --recipe NAME",
    )  # fmt: skip
    parser.set_defaults(run=run, kinds=kinds)


class _List(argparse.Action):
    """`--list`: prints the recipes and ends."""

    def __init__(self, *, kinds: dict[str, tuple[str, Training]], **options: Any) -> None:
        super().__init__(nargs=0, **options)
        self.kinds = kinds

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        print_recipes(self.kinds)
        parser.exit()


def print_recipes(kinds: dict[str, tuple[str, Training]]) -> None:
    """The recipes that there are, a line each."""
    from explorer.recipes.shelf import every

    trainings = dict(kinds.values())
    rows = [("recipe", "kind", "zoo", "training", "what it is")]
    for one in every(trainings, lambda error: print(f"note: {error}", file=sys.stderr)):
        zoo = "any" if one.zoo is None else spoken_time(one.zoo.minutes)
        rows.append((one.name, trainings[one.kind].name, zoo, spoken_time(one.minutes), one.about or one.title))
    widths = [max(len(row[k]) for row in rows) for k in range(4)]
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))
    print("\nTimes are of two cores without a GPU, most of them estimates; -: not known, for a GPU.")


@dataclass(frozen=True)
class Asked:
    """What a command line asks for.

    Attributes:
        kind: of the space.
        training: what the kind offers.
        recipe: which one.
        whole: whether it is followed in all (its zoo, split, title), or in its parts and training alone.
        args: the options.
        typed: the recipe or kind, to repeat the command.
        own_zoo: whether the recipe's own zoo is used, none being given.
    """

    kind: str
    training: Training
    recipe: SpaceRecipe
    whole: bool
    args: argparse.Namespace
    typed: str
    own_zoo: bool

    @property
    def stages(self) -> Sequence[Stage]:
        """The trainings, with what the command says otherwise."""
        changes = {name: value for name in ("steps", "rate") if (value := getattr(self.args, name)) is not None}
        stages = self.recipe.stages
        if self.args.stage is not None:
            stages = stages[self.args.stage - 1 : self.args.stage]
        elif any(getattr(self.args, name) for name in ALONE):
            stages = stages[:1]
        seed = self.args.seed
        return [
            dataclasses.replace(
                stage,
                training=dataclasses.replace(stage.training, **changes),
                seed=stage.seed if seed is None else seed + number,
            )
            for number, stage in enumerate(stages)
        ]


def parse(words: Sequence[str], kinds: dict[str, tuple[str, Training]]) -> Asked:
    """What the words after `train` ask for.

    Raises:
        RecipeError: there is no such recipe, or it lacks what it must say.
        SystemExit: an option is not known, or --help was asked for.
    """
    from explorer.recipes.options import arguments
    from explorer.recipes.shelf import find, find_in

    what, rest = words[0], list(words[1:])
    recipe = None if what in kinds else find(what, dict(kinds.values()))
    kind, training = kinds[what] if recipe is None else kinds[recipe.kind]
    # `train furniture --recipe furniture-conv`: a recipe's name in the place of its kind's.
    by_kind = recipe is None or any(word.partition("=")[0] == "--recipe" for word in rest)
    parser = argparse.ArgumentParser(prog=f"python -m explorer train {what}", description=training.help)
    _add_common(parser, training, named=by_kind)
    training.options(parser)
    args = parser.parse_args(rest)
    if recipe is None or by_kind:
        recipe = find_in(kind, training, args.recipe)
    whole = not by_kind or args.zoo is None or (args.recipe == training.recipe and "--recipe" not in rest)
    if whole and recipe.options:
        own = arguments(training.options, recipe.options, f"{recipe.name}: options")
        args = parser.parse_args([*own, *rest])
    args.recipe = recipe.name if args.recipe is None else args.recipe
    _settle(args, training, recipe, whole=whole)
    typed = what if not by_kind else recipe.name if whole else training.name
    return Asked(kind, training, recipe, whole, args, typed, args.zoo is None)


def _add_common(parser: argparse.ArgumentParser, training: Training, *, named: bool) -> None:
    from explorer.netspace.precisions import PRECISIONS

    parser.add_argument("--zoo", type=Path, metavar="DIR", help="a zoo of such networks (the recipe's own, in zoos/)")
    parser.add_argument("--out", type=Path, metavar="SPACE", help="the space's folder (pretrained/RECIPE)")
    if named:
        parser.add_argument(
            "--recipe", default=training.recipe, required=training.recipe is None, metavar="NAME",
            help="parts and training, by name or as a .toml file",
        )  # fmt: skip
    parser.add_argument("--title", metavar="TEXT", help="of the space, as the screen shows it")
    parser.add_argument("--start", type=Path, metavar="SPACE", help="begin with the model of this space")
    parser.add_argument("--stage", type=positive_int, metavar="N", help="the recipe's Nth training alone, see --start")
    parser.add_argument("--steps", type=positive_int, help="optimizer steps, instead of the recipe's")
    parser.set_defaults(heldout=None, recipe=training.recipe if named else None)
    if training.heldout is not None:
        parser.add_argument(
            "--heldout", type=positive_int, help=f"networks never trained on (the recipe's, or {training.heldout})"
        )
    parser.add_argument("--ship", type=positive_int, help="training networks kept in the space (all)")
    parser.add_argument("--rate", type=float, help="peak learning rate, instead of the recipe's")
    parser.add_argument("--seed", type=seed_int, help="of everything that is drawn (the recipe's)")
    parser.add_argument("--device", metavar="NAME", help="cpu (the default), cuda, cuda:1, mps, or auto: the best")
    parser.add_argument("--precision", choices=PRECISIONS, help="bfloat16 for what tolerates it (the kind's choice)")
    parser.add_argument("--run", dest="folder", type=Path, metavar="DIR", help="checkpoint and curves (runs/NAME)")
    parser.add_argument("--every", type=positive_int, metavar="N", help="steps between two lines of the curve (250)")
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted training")


def _settle(args: argparse.Namespace, training: Training, recipe: SpaceRecipe, *, whole: bool) -> None:
    """Fill in what neither the command nor, if it is followed, the recipe says.

    Raises:
        RecipeError: the recipe says how many are held out, and zoos of this kind say it themselves; it has no such
            stage, or that stage goes on from a space which is not given.
    """
    stage, last = args.stage or 1, len(recipe.stages)
    if stage > last:
        raise RecipeError(f"{recipe.name} has no stage {stage}.", f"Choose 1 to {last}.")
    if stage > 1 and args.start is None:
        raise RecipeError(f"Stage {stage} of {recipe.name} goes on from a space.", "Add --start SPACE.")
    if recipe.heldout is not None and training.heldout is None:
        raise RecipeError(f"{recipe.name} says heldout, which zoos of this kind say themselves.", "Leave it out.")
    if args.heldout is None:
        args.heldout = (recipe.heldout if whole else None) or training.heldout
    if args.ship is None and whole:
        args.ship = recipe.ship


def run(args: argparse.Namespace) -> int:
    """Train, alone or with the other processes that torchrun started; Ctrl-C keeps the last checkpoint."""
    from explorer.netspace.distributed import joined

    asked = parse(args.what, args.kinds)
    with joined() as together:
        return _run(asked, together)


def _run(asked: Asked, together: Group) -> int:
    given = asked.args
    try:
        if given.out is None:
            given.out = SPACES / asked.recipe.name
            if (given.out / "space.json").exists():
                raise TrainingError(
                    f"{given.out} is there already.", f"Say --out {given.out} to replace it, or another folder."
                )
        if given.zoo is None and together.size > 1:
            raise TrainingError(
                "Several processes that train together make no zoo.",
                "Make it first, by the same command without torchrun or with `zoo`; then give it with --zoo DIR.",
            )
        if given.zoo is None:
            _refuse_run(asked)
            given.zoo = _zoo(asked)
        else:
            _refuse_no_zoo(asked)
        _train(asked, together)
    except KeyboardInterrupt:
        if together.writes:
            resume_hint(_command(asked), "torchrun ... -m --" if together.size > 1 else "python -m")
        return 130
    measure = shlex.join(["python", "-m", "explorer", "evaluate", str(given.out), "--write"])
    print(f"The space is in {given.out}. Measure it with: {measure}")
    return 0


def _zoo(asked: Asked) -> Path:
    """The recipe's own zoo, made if it is not there."""
    from explorer.cli.zoo import make_wanted

    wanted, recipe = asked.recipe.zoo, asked.recipe
    if wanted is None:
        raise RecipeError(f"{recipe.name} is for a zoo of your own.", "Make one with `zoo`; give it with --zoo DIR.")
    return make_wanted(wanted, wanted.name or recipe.name, recipe.name, _shared(asked))


def _shared(asked: Asked) -> dict[str, Any]:
    """The kind's own options of `train` that were given, by their attributes: its zoo's command may have them, too."""
    from explorer.recipes.options import named

    parser = argparse.ArgumentParser(add_help=False)
    asked.training.options(parser)
    values = vars(asked.args)
    return {one.dest: values[one.dest] for one in named(parser).values() if values[one.dest] is not None}


def _refuse_no_zoo(asked: Asked) -> None:
    """Say how the recipe's zoo is made, if it is asked for and not there."""
    from explorer.cli.zoo import wanted_command
    from explorer.errors import ZooError

    zoo, wanted = asked.args.zoo, asked.recipe.zoo
    there = any((zoo / name).exists() for name in ("zoo.json", "space.json"))
    if asked.whole and wanted is not None and not there:
        command = wanted_command(wanted, zoo, asked.recipe.name, _shared(asked))
        raise ZooError(f"No zoo in {zoo}: zoo.json is missing.", f"Make it with: {command}")


def _refuse_run(asked: Asked) -> None:
    """Refuse to begin where a run lies, before a zoo is made for an hour."""
    folder = _run_folder(asked, 1)
    if (folder / "run.json").exists() and not asked.args.resume:
        raise TrainingError(f"{folder} already holds a run.", "Add --resume to go on with it, or remove the folder.")


def _run_folder(asked: Asked, number: int) -> Path:
    """Of a stage; a training of one stage has none within it."""
    root: Path = asked.args.folder or RUNS / asked.args.out.name
    return root / f"stage-{number}" if len(asked.stages) > 1 else root


def _train(asked: Asked, together: Group) -> None:
    """All stages; a finished one is kept as a space in its run's folder, and not done again."""
    from explorer.space.bundle import load_space

    start = load_space(asked.args.start) if asked.args.start else None
    total = len(asked.stages)
    for number, stage in enumerate(asked.stages, 1):
        out = asked.args.out if number == total else _run_folder(asked, number) / "space"
        _one_stage(asked, stage, number, out, start, together)
        if number < total:
            together.from_first(0)  # a stage's space is there
            start = load_space(out)


def _one_stage(asked: Asked, stage: Stage, number: int, out: Path, start: Space | None, together: Group) -> None:
    from explorer.netspace.compute import Compute
    from explorer.netspace.distributed import own_device
    from explorer.netspace.trainer import RunFolder
    from explorer.space.build import build_space, same_kind
    from explorer.space.split import Split

    args, total = asked.args, len(asked.stages)
    compute = Compute.of(own_device(args.device), args.precision)
    lesson = asked.training.lesson(args, stage.training)
    networks = len(lesson.maker.rows)
    # It refuses here, before a run's folder is made.
    split = Split.of(networks, args.heldout, args.ship) if lesson.split is None else lesson.split
    if start is not None:
        same_kind(start, lesson.maker.kind)
    data = {"heldout": len(split.heldout), "zoo": lesson.maker.zoo, "networks": networks, **lesson.stated}
    folder = None if not together.writes else RunFolder(
        _run_folder(asked, number), stage.training, stage.seed, resume=args.resume,
        data={**data, "start": start.version if start else None},
    )  # fmt: skip
    if together.from_first(number < total and (out / "space.json").exists()):
        return
    title = args.title or (asked.recipe.title if asked.whole else "") or lesson.title
    provenance = {"command": f"python -m explorer {shlex.join(_command(asked))}", "commit": _commit()}
    provenance |= {"stage": f"{number} of {total}"} if total > 1 else {}
    before = Bars()
    with progress_bar(f"training, stage {number} of {total}" if total > 1 else "training", "step") as report:

        def step(line: TrainingStep) -> None:
            before.close()
            report(line.step, stage.training.steps)

        try:
            build_space(
                lesson.maker, out, title=title, split=split, seed=stage.seed, run=folder, provenance=provenance,
                start=start, compute=compute, report=before.report, progress=step, every=args.every,
            )  # fmt: skip
        finally:
            before.close()


def _command(asked: Asked) -> list[str]:
    """The command's arguments, less --resume."""
    args = asked.args
    options = [] if asked.own_zoo else ["--zoo", args.zoo]
    options += ["--out", args.out]
    options += [] if asked.whole else ["--recipe", args.recipe]
    if args.seed is not None or len(asked.stages) == 1:
        options += ["--seed", asked.stages[0].seed]
    for name, attribute in REPEATED.items():
        value = getattr(args, attribute)
        options += [f"--{name}", value] if value is not None else []
    return ["train", asked.typed, *map(str, options), *asked.training.repeat(args)]


def _commit() -> str:
    """The source's commit, or "unknown" outside a clone."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [git, "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() if asked.returncode == 0 else "unknown"
