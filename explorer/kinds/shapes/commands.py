"""Commands that make zoos and spaces of shapes."""

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


def _furniture_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=positive_int, required=True, help="networks")
    parser.add_argument("--batch", type=positive_int, default=14, help="networks fitted at once (default 14)")


def _make_furniture(args: argparse.Namespace, report: Callable[[int, int], None]) -> str:
    from explorer.kinds.shapes.zoo import make_zoo

    make_zoo(
        args.out, args.count, seed=args.seed, batch=args.batch, resume=args.resume, workers=args.workers,
        progress=report,
    )  # fmt: skip
    return f"{args.count:,} networks"


def _repeat_furniture(args: argparse.Namespace) -> list[str]:
    return ["--count", str(args.count), "--batch", str(args.batch)]


class ShapeZoos:
    """See `protocols.ZooCommands`."""

    zoos: tuple[Command, ...] = (
        Command(
            "furniture",
            "fit one SDF network per procedural piece of furniture",
            "fitting",
            _furniture_options,
            _make_furniture,
            _repeat_furniture,
        ),
    )
    folders: tuple[str, ...] = ("furniture",)

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        """Against the exact shapes."""
        from explorer.kinds.shapes.zoo_quality import judge_zoo
        from explorer.kinds.shapes.zoo_sheet import draw_zoo

        if args.data:
            raise ZooError("A zoo of furniture is measured against exact shapes, not images.", "Leave --data out.")
        quality, ids = judge_zoo(folder, args.sample, resolution=args.resolution, progress=report)
        if args.sheet:
            draw_zoo(folder, ids, args.sheet)
        return quality.summary()


class ShapeTraining:
    """See `protocols.Training`."""

    name = "furniture"
    help = "a space of furniture"
    recipe: str | None = "furniture"
    heldout: int | None = 210

    def options(self, parser: argparse.ArgumentParser) -> None:
        """None of its own."""

    def repeat(self, args: argparse.Namespace) -> list[str]:
        """None of its own."""
        del args
        return []

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        """See `recipes`."""
        from explorer.kinds.shapes.recipes import shape_recipes

        return shape_recipes()

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        """A zoo of furniture."""
        from explorer.kinds.shapes.build import ShapeMaker, read_zoo
        from explorer.kinds.shapes.recipes import Recipe

        assert isinstance(recipe, Recipe)  # one of `recipes`
        return Lesson(ShapeMaker(read_zoo(args.zoo), recipe), "Furniture")


ZOO = ShapeZoos()
TRAINING = ShapeTraining()
