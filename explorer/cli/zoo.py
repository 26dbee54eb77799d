"""`zoo furniture`, `zoo fashion`, `zoo digits`: make a zoo. `zoo check`: judge one."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, print_json, print_numbers, progress_bar, resume_hint, seed_int

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.zoo.store import ZooFolder

ZOO_KINDS = ("single", "multi")
SHEET_COLUMNS = 8
SHEET_SIZE = 200  # pixels of a shape, each way
SHEET_RESOLUTION = 128


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("zoo", help="make and check zoos of networks")
    inner = parser.add_subparsers(metavar="WHAT", required=True)

    make = inner.add_parser("furniture", help="fit one SDF network per procedural piece of furniture")
    make.add_argument("--count", type=positive_int, required=True, help="networks")
    make.add_argument("--out", type=Path, required=True, metavar="DIR", help="the zoo's folder")
    make.add_argument("--seed", type=seed_int, default=0, help="of shapes, points and initialisation (default 0)")
    make.add_argument("--batch", type=positive_int, default=14, help="networks fitted at once (default 14)")
    make.add_argument(
        "--workers", type=positive_int, default=os.cpu_count() or 1, help="batches side by side (default: all cores)"
    )
    make.add_argument("--resume", action="store_true", help="go on with the zoo in DIR, or make it longer")
    make.set_defaults(run=run_furniture)

    for name, what in (("fashion", "Fashion-MNIST"), ("digits", "scikit-learn's handwritten digits")):
        images = inner.add_parser(name, help=f"train classifiers on {what}")
        images.add_argument("--kind", choices=ZOO_KINDS, required=True, help="one architecture, or several")
        images.add_argument("--out", type=Path, required=True, metavar="DIR", help="the zoo's folder")
        images.add_argument("--count", type=positive_int, help="networks of each architecture, instead of the kind's")
        images.add_argument("--seed", type=seed_int, default=0, help="of everything that is drawn (default 0)")
        images.set_defaults(data=None)
        if name == "fashion":  # the digits come with scikit-learn
            images.add_argument("--data", type=Path, metavar="DIR", help="folder of the IDX files")
        images.add_argument(
            "--workers", type=positive_int, default=os.cpu_count() or 1, help="side by side (default: all cores)"
        )
        images.add_argument("--resume", action="store_true", help="go on with the zoo in DIR")
        images.set_defaults(run=run_images, images=name)

    check = inner.add_parser("check", help="measure a zoo: against the exact shapes, or on test images")
    check.add_argument("zoo", type=Path, metavar="DIR", help="the zoo's folder")
    check.add_argument("--sample", type=positive_int, default=64, help="networks to measure (default 64)")
    check.add_argument("--resolution", type=positive_int, default=128, help="of the grid, per axis (default 128)")
    check.add_argument("--sheet", type=Path, metavar="FILE.png", help="also draw them, each above its exact shape")
    check.add_argument("--data", type=Path, metavar="DIR", help="folder of the images' files, if they have one")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=run_check)


def run_furniture(args: argparse.Namespace) -> int:
    """Fit a zoo; Ctrl-C keeps the finished batches."""
    from explorer.kinds.shapes.zoo import make_zoo

    try:
        with progress_bar("fitting", "network") as report:
            make_zoo(
                args.out,
                args.count,
                seed=args.seed,
                batch=args.batch,
                resume=args.resume,
                workers=args.workers,
                progress=report,
            )
    except KeyboardInterrupt:
        options = ["--count", str(args.count), "--out", str(args.out), "--seed", str(args.seed)]
        resume_hint(["zoo", "furniture", *options, "--batch", str(args.batch)])
        return 130
    print(f"{args.count:,} networks in {args.out}")
    return 0


def run_images(args: argparse.Namespace) -> int:
    """Train a zoo of classifiers; Ctrl-C keeps the finished networks."""
    from explorer.data.images import load_images
    from explorer.kinds.classifiers.plans import make_plan
    from explorer.kinds.classifiers.zoo import make_zoo

    data = load_images("fashion-mnist" if args.images == "fashion" else "digits", args.data)
    plan = make_plan(args.images, args.kind, args.count, args.seed)
    try:
        with progress_bar("training", "network") as report:
            make_zoo(
                args.out, plan, data, folder=args.data, resume=args.resume, workers=args.workers, progress=report
            )  # fmt: skip
    except KeyboardInterrupt:
        options = ["--kind", args.kind, "--out", args.out, "--seed", args.seed]
        options += ["--count", args.count] if args.count else []
        options += ["--data", args.data] if args.data else []
        resume_hint(["zoo", args.images, *map(str, options)])
        return 130
    print(f"{plan.total:,} networks and their teacher in {args.out}")
    return 0


def run_check(args: argparse.Namespace) -> int:
    """Judge a zoo."""
    from explorer.errors import ZooError
    from explorer.kinds.shapes.zoo_quality import judge_zoo
    from explorer.zoo.store import ZooFolder

    folder = ZooFolder.open(args.zoo)
    if folder.config.get("kind") == "classifiers":
        return _check_classifiers(args, folder)
    if args.data:
        raise ZooError("A zoo of furniture is measured against exact shapes, not images.", "Leave --data out.")
    with progress_bar("measuring", "network") as report:
        quality, ids = judge_zoo(folder, args.sample, resolution=args.resolution, progress=report)
    numbers = {**quality.summary(), "seconds_per_network": folder.seconds_per_network()}
    if args.sheet:
        _draw(folder, ids, args.sheet)
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0


def _check_classifiers(args: argparse.Namespace, folder: ZooFolder) -> int:
    from explorer.data.images import load_images
    from explorer.errors import ZooError
    from explorer.kinds.classifiers.zoo import read_zoo
    from explorer.kinds.classifiers.zoo_quality import judge_classifiers

    if args.sheet:
        raise ZooError("A zoo of classifiers has no shapes to draw.", "Leave --sheet out.")
    zoo = read_zoo(args.zoo)
    data = load_images(zoo.stated["data"], args.data)
    with progress_bar("measuring", "network") as report:
        numbers = judge_classifiers(zoo, data, args.sample, progress=report)
    numbers["seconds_per_network"] = folder.seconds_per_network()
    if args.json:
        print_json(numbers)
    else:
        print_numbers(numbers)
    return 0


def _draw(folder: ZooFolder, ids: list[int], file: Path) -> None:
    """Draw networks of a zoo in rows, under each row the exact shapes that they were fitted to."""
    import pyvista as pv
    import torch

    from explorer.explore.draw.png import png
    from explorer.explore.draw.sheet import draw_sheet
    from explorer.files import write_atomically
    from explorer.kinds.shapes import furniture
    from explorer.kinds.shapes.mesh import sdf_to_mesh
    from explorer.kinds.shapes.thumbnail import picture_of
    from explorer.networks.siren import Siren, siren

    arch = Siren(**folder.config["arch"])
    params = folder.load_networks()
    pieces = furniture.sample_furniture(max(ids) + 1, int(folder.config["seed"]))

    def fitted(i: int) -> pv.PolyData:
        one = {name: value[i] for name, value in params.items()}
        return sdf_to_mesh(lambda x: siren(arch, one, x)[:, 0], SHEET_RESOLUTION).mesh

    def exact(i: int) -> pv.PolyData:
        boxes = furniture.parts(torch.from_numpy(pieces.parameters[i : i + 1]))
        return sdf_to_mesh(lambda x: furniture.parts_sdf(boxes, x[None])[0], SHEET_RESOLUTION).mesh

    columns = min(SHEET_COLUMNS, len(ids))
    meshes: list[pv.PolyData] = []
    for start in range(0, len(ids), columns):
        row = ids[start : start + columns]
        gap = [pv.PolyData()] * (columns - len(row))
        meshes += [*map(fitted, row), *gap, *map(exact, row), *gap]
    write_atomically(file, png(draw_sheet([picture_of(mesh, SHEET_SIZE) for mesh in meshes], columns)))
