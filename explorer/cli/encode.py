"""`encode`: read files into a space: networks of any architecture, and what else its kind reads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.common import check_network_name, print_json, print_numbers, save_network
from explorer.errors import ExplorerError, SelectionError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine
    from explorer.explore.read.encode import Encoded
    from explorer.foreign.hints import Hints
    from explorer.space.bundle import Space


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "encode",
        help="read files into a space: networks of any architecture, and what else its kind reads",
        description="Each file is read by the probe encoder in one pass, decoded into the space's own architecture, "
        "and compared with itself. Networks as .safetensors, .pt, .pth (tensors alone, no code is run) or .onnx; "
        "what else is read depends on the kind of space. How a file is meant (frequency, activation, normalisation, "
        "...) is found out where it is not told.",
    )
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="what is to be read")
    parser.add_argument("--refine", type=int, default=0, metavar="N", help="refine it by N steps of Adam (0)")
    parser.add_argument("--omega", type=float, help="frequency of a Siren's sines")
    parser.add_argument("--activation", help="of a network: sine, relu, softplus, tanh, leaky_relu, gelu")
    parser.add_argument("--mean", type=float, help="that images, 0 to 1, are taken relative to")
    parser.add_argument("--std", type=float, help="that they are divided by")
    parser.add_argument("--umap", action="store_true", help="place it on the map by UMAP's own transform (slow)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the network that is decoded (of one FILE)")
    parser.add_argument("--json", action="store_true", help="print one JSON array")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read every file that can be read; of the others say why not."""
    from explorer.explore.engine.engine import Engine
    from explorer.foreign.hints import Hints

    if args.refine < 0:
        raise SelectionError(f"{args.refine} steps are not possible.", "Take 0 or more.")
    check_network_name(args.save)
    if args.save is not None and len(args.files) > 1:
        raise SelectionError(f"{args.save} can hold one network.", "Give one FILE.")
    hints = Hints(args.omega, args.activation, args.mean, args.std)
    engine = Engine()
    space = engine.open(args.space)
    found: list[dict[str, Any]] = []
    failed = False
    for file in args.files:
        try:
            found.append(_one(engine, space, file, hints, args))
        except ExplorerError as error:
            failed = True
            print(f"error: {error.problem}\n{error.remedy}".rstrip(), file=sys.stderr)
        else:
            if not args.json:
                print_numbers(found[-1])
    if args.json:
        print_json(found)
    return 2 if failed else 0


def _one(engine: Engine, space: Space, file: Path, hints: Hints, args: argparse.Namespace) -> dict[str, Any]:
    from explorer.explore.read.encode import encode_file
    from explorer.files import read_bounded
    from explorer.foreign.tensors import MOST_BYTES

    read = encode_file(engine, space, read_bounded(file, MOST_BYTES), file.name, hints)
    stated = read.stated()
    latent = read.latent
    if args.refine:
        latent, more = _refined(engine, space, read, args.refine)
        stated |= more
    if args.umap:
        from explorer.space.map import transform

        stated["position_by_umap"] = [round(float(v), 5) for v in transform(space, latent[None])[0]]
    if args.save is not None:
        save_network(engine, space, latent, f"{file.name}, read into {space.name}", args.save)
    if not args.json:
        del stated["latent"]
    return stated


def _refined(engine: Engine, space: Space, read: Encoded, steps: int) -> tuple[Any, dict[str, Any]]:
    from explorer.explore.read.encode import reading
    from explorer.explore.read.optimize import run_to_end

    if read.aim is None:
        raise SelectionError(f"{read.name} cannot be refined.", "Leave out --refine.")
    found = run_to_end(engine, space, read.latent, read.aim, steps=steps)
    return found.step.latent, {
        f"refined_{read.likeness}": round(reading(space).likeness(engine, space, found.step.latent, read), 4),
        "refined_distance_ratio": round(found.ratio, 4),
        "refined_in_seconds": round(found.seconds, 1),
        "latent": [round(float(v), 6) for v in found.step.latent],
    }
