"""Commands that make zoos and spaces of shapes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import positive_int
from explorer.errors import TrainingError, ZooError
from explorer.kinds.protocols import Command, Lesson

if TYPE_CHECKING:
    import argparse

    from torch import Tensor

    from explorer.kinds.shapes.mesh_zoo import Meshes
    from explorer.netspace.recipes import TrainingRecipe
    from explorer.networks.graph import NetworkGraph
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


SHOWN = 8  # refused files that are named one by one
HELDOUT = 210  # pieces of furniture, unless the command says otherwise
FIT_OPTIONS = ("width", "hidden", "omega")


def _mesh_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "meshes", type=Path, metavar="DIR",
        help="a folder of meshes (STL, OBJ, PLY, GLB, GLTF, OFF), the names of whose sub-folders are their kinds; or "
        "of archives of Sweet Home 3D (.sh3f)",
    )  # fmt: skip
    parser.add_argument("--without", nargs="+", default=[], metavar="ARCHIVE", help="archives that are not opened")
    parser.add_argument(
        "--without-category", nargs="+", default=[], metavar="NAME", help="categories of the archives that are left out"
    )
    parser.add_argument(
        "--solid", action="store_true",
        help="make meshes solid that were drawn to be looked at: what parts hide in each other is filled, sheets get a "
        "thickness, and signed distances are kept for the training",
    )  # fmt: skip
    parser.add_argument("--count", type=positive_int, help="networks (default: all meshes that can be used)")
    parser.add_argument("--labels", type=Path, metavar="FILE.csv", help="labels of the files (DIR/labels.csv)")
    parser.add_argument(
        "--scale", choices=("each", "common"), default="each", help="bring each to one size, or keep their sizes (each)"
    )
    parser.add_argument(
        "--up", choices=("auto", "y", "z"), default="auto", help="the axis that is up in the files (auto)"
    )
    parser.add_argument("--batch", type=positive_int, default=8, help="networks fitted at once (default 8)")
    parser.add_argument("--width", type=positive_int, help="units of a hidden layer (default 64)")
    parser.add_argument("--hidden", type=positive_int, help="hidden layers (default 3)")
    parser.add_argument("--omega", type=float, help="frequency of the sines (default 30)")
    parser.add_argument("--steps", type=positive_int, help="steps of each fit (default 1200)")


def _make_meshes(args: argparse.Namespace, report: Callable[[int, int], None]) -> str:
    from explorer.cli.common import Bars
    from explorer.kinds.shapes.fit import MESH_FIT
    from explorer.kinds.shapes.mesh_archive import meshes_in
    from explorer.kinds.shapes.mesh_zoo import make_zoo, read_meshes
    from explorer.networks.siren import Siren

    if (args.out / "zoo.json").exists() and not args.resume:
        raise ZooError(f"{args.out} already holds a zoo.", "Add --resume to go on with it, or choose another --out.")
    arch = Siren(**{name: value for name in FIT_OPTIONS if (value := getattr(args, name)) is not None})
    config = dataclasses.replace(MESH_FIT, steps=args.steps) if args.steps else MESH_FIT
    if args.solid and (args.scale, args.up) != ("each", "y"):
        raise ZooError("Distances are kept of meshes with y up, each of one size.", "Add --up y --scale each.")
    bars = Bars()
    with meshes_in(args.meshes, args.labels, args.without, args.without_category) as folder:
        try:
            meshes = read_meshes(
                args.out, folder, scale=args.scale, up=args.up, count=args.count, seed=args.seed, workers=args.workers,
                report=bars.report, solid=args.solid,
            )  # fmt: skip
        finally:
            bars.close()
    made = make_zoo(
        args.out, meshes, seed=args.seed, batch=args.batch, resume=args.resume, workers=args.workers, arch=arch,
        config=config, progress=report,
    )  # fmt: skip
    return _made(made, meshes)


def _made(folder: ZooFolder, meshes: Meshes) -> str:
    """What was made: how well networks fit, how files were read, and which were refused, the first with reasons."""
    from explorer.kinds.shapes.mesh_store import load_truth

    overlap = load_truth(folder.path, folder.finished())[1][: len(meshes.taken)]
    worst = sorted(overlap.tolist())[: max(1, len(overlap) // 10)]
    axes = ", ".join(f"{axis} in {form.upper()}" for form, axis in sorted(meshes.up.items()))
    lines = [
        f"IoU with the meshes (64³): mean {overlap.mean():.3f}, worst tenth {sum(worst) / len(worst):.3f}.",
        f"Up is taken to be {axes}; --up y or --up z say otherwise.",
        *meshes.notes,
    ]
    if meshes.refused:
        lines += [f"{len(meshes.refused)} files could not be used; zoo.json names all:"]
        lines += [f"  {one.file}: {one.reason}" for one in meshes.refused[:SHOWN]]
    return "\n".join([*lines, f"{len(meshes.taken):,} networks"])


def _repeat_meshes(args: argparse.Namespace) -> list[str]:
    options = [str(args.meshes), "--scale", args.scale, "--up", args.up, "--batch", str(args.batch)]
    for name in ("count", "labels", *FIT_OPTIONS, "steps"):
        value = getattr(args, name)
        options += [f"--{name}", str(value)] if value is not None else []
    for name in ("without", "without_category"):
        values = getattr(args, name)
        options += [f"--{name.replace('_', '-')}", *values] if values else []
    return [*options, *(["--solid"] if args.solid else [])]


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
        Command(
            "shapes",
            "fit one SDF network to each mesh of a folder of your own",
            "fitting",
            _mesh_options,
            _make_meshes,
            _repeat_meshes,
        ),
    )
    folders: tuple[str, ...] = ("furniture", "shapes")

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        """Against the exact shapes, or the meshes; of imported Sirens what can be told without."""
        from explorer.kinds.shapes.imported_sirens import judge_imported
        from explorer.kinds.shapes.mesh_zoo_quality import draw_meshes, judge_meshes
        from explorer.kinds.shapes.zoo_quality import judge_zoo
        from explorer.kinds.shapes.zoo_sheet import draw_zoo
        from explorer.zoo.imported import is_imported

        if args.data:
            raise ZooError("A zoo of shapes is measured against exact shapes, not images.", "Leave --data out.")
        if folder.config["kind"] == "shapes" and is_imported(folder.path):
            if args.sheet:
                raise ZooError("Imported shapes have no meshes to be drawn beside.", "Leave --sheet out.")
            return judge_imported(folder.path, args.sample, report)
        if folder.config["kind"] == "shapes":
            numbers, ids = judge_meshes(folder, args.sample, args.resolution, report)
            if args.sheet:
                draw_meshes(folder, ids, args.sheet, args.resolution)
            return numbers
        quality, ids = judge_zoo(folder, args.sample, resolution=args.resolution, progress=report)
        if args.sheet:
            draw_zoo(folder, ids, args.sheet)
        return quality.summary()


class ShapeImporting:
    """See `protocols.Importing`."""

    folders: tuple[str, ...] = ("shapes",)

    def check_network(self, graph: NetworkGraph, params: Mapping[str, Tensor]) -> None:
        """A Siren with a surface."""
        from explorer.kinds.shapes.imported_sirens import check_shape

        check_shape(graph, params)


class ShapeTraining:
    """See `protocols.Training`: furniture, meshes of one's own, Sirens that others trained, as the zoo says."""

    name = "shapes"
    help = "a space of shapes: furniture, meshes of your own, or Sirens that others trained"
    recipe: str | None = "shapes"
    heldout: int | None = None  # the zoo may say which

    def options(self, parser: argparse.ArgumentParser) -> None:
        """How many are held out, where the zoo does not say which, or against what it says."""
        parser.add_argument(
            "--heldout",
            type=positive_int,
            help=f"networks never trained on, the last ones (as the zoo says, or 1 in 7; {HELDOUT} of furniture)",
        )

    def repeat(self, args: argparse.Namespace) -> list[str]:
        """None beside those that all trainings have."""
        del args
        return []

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        """See `recipes`."""
        from explorer.kinds.shapes.recipes import shape_recipes

        return shape_recipes()

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> Lesson:
        """A zoo of furniture, of meshes, or of imported Sirens; or a space of furniture in the place of its zoo."""
        from explorer.kinds.shapes import own_zoo
        from explorer.kinds.shapes.build import ShapeMaker, read_zoo, zoo_of
        from explorer.kinds.shapes.imported_sirens import read_imported
        from explorer.kinds.shapes.recipes import Recipe
        from explorer.kinds.shapes.space import load_shapes
        from explorer.space.split import Split
        from explorer.zoo.imported import is_imported
        from explorer.zoo.store import ZooFolder

        assert isinstance(recipe, Recipe)  # one of `recipes`
        if (args.zoo / "space.json").exists():
            space = load_shapes(args.zoo)
            if args.heldout not in (None, len(space.heldout)):
                raise TrainingError(
                    f"In {args.zoo} {len(space.heldout)} networks are held out, not {args.heldout}.",
                    "Leave --heldout out: a space says itself which they are.",
                )
            split = Split.told(space.train, space.heldout, args.ship)
            return Lesson(ShapeMaker(zoo_of(space), recipe), str(space.info["title"]), split)
        if ZooFolder.open(args.zoo).config.get("kind") == "furniture":
            maker = ShapeMaker(read_zoo(args.zoo), recipe)
            return Lesson(maker, "Furniture", Split.of(len(maker.rows), args.heldout or HELDOUT, args.ship))
        zoo = read_imported(args.zoo) if is_imported(args.zoo) else own_zoo.read_zoo(args.zoo)
        return Lesson(ShapeMaker(zoo, recipe), args.out.name, own_zoo.split_of(zoo, args.heldout, args.ship))


ZOO = ShapeZoos()
TRAINING = ShapeTraining()
IMPORTING = ShapeImporting()
