"""Commands that make spaces of functions, from zoos that `import` makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from explorer.cli.common import positive_int
from explorer.errors import ZooError
from explorer.kinds.protocols import Command, Lesson

if TYPE_CHECKING:
    import argparse

    from explorer.netspace.recipes import TrainingRecipe
    from explorer.zoo.store import ZooFolder

# What is imported inside of functions here would make `--help` slow.

TASKS = ("classes", "values")


class FunctionZoos:
    """See `protocols.ZooCommands`: such networks are trained elsewhere, and brought in by `import`."""

    zoos: tuple[Command, ...] = ()
    folders: tuple[str, ...] = ("functions",)

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        """How good its networks are on the test examples, where it is known what is right; else how they differ."""
        from explorer.kinds.functions.zoo_quality import judge_zoo
        from explorer.zoo.imported import ImportedZoo

        if args.sheet or args.data:
            raise ZooError("A zoo of functions has nothing to draw, and its own examples.", "Leave --sheet and --data.")
        return judge_zoo(ImportedZoo.open(folder.path, "functions"), args.sample, report)


class FunctionTraining:
    """See `protocols.Training`."""

    name = "functions"
    help = "a space of networks of any architecture, from vectors to vectors"
    recipe: str | None = "functions"
    heldout: int | None = None  # an option of its own: the default depends on the zoo

    def options(self, parser: argparse.ArgumentParser) -> None:
        """What the networks are for, and how many are held out."""
        parser.add_argument(
            "--heldout", type=positive_int, help="networks never trained on, trainings whole (a fifth of them)"
        )
        parser.add_argument(
            "--task", choices=TASKS, help="whether outputs are classes or values, where it is not to be found out"
        )
        parser.add_argument(
            "--draw", metavar="DISTRIBUTION",
            help="inputs for a zoo without examples: normal:MEAN:DEVIATION or uniform:FROM:TO (normal:0:1)",
        )  # fmt: skip

    def repeat(self, args: argparse.Namespace) -> list[str]:
        """See `options`."""
        options = ["--task", args.task] if args.task else []
        return [*options, "--draw", args.draw] if args.draw else options

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        """See `recipes`."""
        from explorer.kinds.functions.recipes import function_recipes

        return function_recipes()

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        """A zoo of functions."""
        from explorer.data.examples import Stated
        from explorer.kinds.functions.build import FunctionMaker, split_of
        from explorer.kinds.functions.recipes import FunctionRecipe
        from explorer.zoo.imported import ImportedZoo

        assert isinstance(recipe, FunctionRecipe)  # one of `recipes`
        stated = Stated.read(args.draw) if args.draw else None
        zoo = ImportedZoo.open(args.zoo, "functions")
        maker = FunctionMaker.of(zoo, recipe, task=args.task, stated=stated)
        split = split_of(maker, args.heldout, args.ship, args.seed or 0)
        return Lesson(maker, args.out.name, split, stated={"task": maker.task.stated(), "draw": args.draw})


ZOO = FunctionZoos()
TRAINING = FunctionTraining()
