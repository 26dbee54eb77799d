"""`encode`: read files into a space: networks of any architecture, and what else its kind reads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import TYPE_CHECKING, Any

from explorer.cli.common import check_network_name, print_json, print_numbers, save_network
from explorer.errors import ExplorerError, SelectionError

if TYPE_CHECKING:
    from torch import Tensor

    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine
    from explorer.explore.read.encode import Encoded
    from explorer.foreign.hints import Hints
    from explorer.space.bundle import Space

SUMMED = 3  # files: of as many and more it is said how they do in all


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
    parser.add_argument(
        "--fit", action="store_true", help="then fit the decoded network's weights to it (shapes): no latent has them"
    )
    parser.add_argument("--omega", type=float, help="frequency of a Siren's sines")
    parser.add_argument(
        "--activation",
        help="of a network: sine, relu, softplus (of beta 100), softplus_1, tanh, leaky_relu, gelu, elu, silu",
    )
    parser.add_argument("--mean", type=float, help="that images, 0 to 1, are taken relative to")
    parser.add_argument("--std", type=float, help="that they are divided by")
    parser.add_argument("--network", default="", metavar="FILE.py:MAKE", help="what makes the network; it is run")
    parser.add_argument(
        "--set", dest="told", action="append", default=[], metavar="KEY=VALUE",
        help="what else need not be found out; what can be set is said with what is read (`choices` of --json)",
    )  # fmt: skip
    parser.add_argument("--up", choices=("y", "z", "x", "-y", "-z", "-x"), help="of a shape: the axis that is up")
    parser.add_argument("--scale", type=float, help="of a shape: units of the space for each of the file's")
    parser.add_argument(
        "--flip", action=argparse.BooleanOptionalAction, help="of a shape's network: inside is positive, or is not"
    )
    parser.add_argument("--thickness", type=float, help="that sheets of a mesh are given; 0: they are left out (0.05)")
    parser.add_argument("--umap", action="store_true", help="place it on the map by UMAP's own transform (slow)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the network that is decoded (of one FILE)")
    parser.add_argument("--json", action="store_true", help="print one JSON array")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read every file that can be read; of the others say why not."""
    from explorer import apart
    from explorer.explore.engine.engine import Engine
    from explorer.foreign.hints import Hints

    if args.refine < 0:
        raise SelectionError(f"{args.refine} steps are not possible.", "Take 0 or more.")
    check_network_name(args.save)
    if args.save is not None and len(args.files) > 1:
        raise SelectionError(f"{args.save} can hold one network.", "Give one FILE.")
    apart.warm()  # while the space is opened
    hints = Hints(
        args.omega, args.activation, args.mean, args.std, _told(args.told), args.network, up=args.up, scale=args.scale,
        flip=args.flip, thickness=args.thickness,
    )  # fmt: skip
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
    elif len(found) >= SUMMED:
        print_numbers(summed(found))
    return 2 if failed else 0


def summed(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Of what was measured of all files, the mean, the median and the tenth percentile."""
    first = found[0]
    numbers = [name for name, value in first.items() if isinstance(value, float | int) and not isinstance(value, bool)]
    out: dict[str, Any] = {"files": len(found)}
    for name in numbers:
        values = [float(one[name]) for one in found if isinstance(one.get(name), float | int)]
        if len(values) == len(found):
            tenth = quantiles(values, n=10, method="inclusive")[0]
            out[name] = f"mean {fmean(values):.3f}, median {median(values):.3f}, tenth percentile {tenth:.3f}"
    return out


def _told(pairs: list[str]) -> dict[str, str]:
    """What `--set` says.

    Raises:
        SelectionError: one has no key or no value.
    """
    out = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        if not key or not value:
            raise SelectionError(f"{pair[:60]!r} sets nothing.", "Write --set KEY=VALUE, such as pixels=0..255.")
        out[key] = value
    return out


def _one(engine: Engine, space: Space, file: Path, hints: Hints, args: argparse.Namespace) -> dict[str, Any]:
    from explorer.explore.read.encode import encode_file
    from explorer.files import read_bounded
    from explorer.foreign.tensors import MOST_BYTES

    read = encode_file(engine, space, read_bounded(file, MOST_BYTES), file.name, replace(hints, folder=file.parent))
    stated = read.stated()
    latent = read.latent
    if args.refine:
        latent, more = _refined(engine, space, read, args.refine)
        stated |= more
    fitted = None
    if args.fit:
        fitted, more = _fitted(engine, space, read, latent)
        stated |= more
    if args.umap:
        from explorer.space.map import transform

        stated["position_by_umap"] = [round(float(v), 5) for v in transform(space, latent[None])[0]]
    if args.save is not None:
        origin = f"{file.name}, read into {space.name}{', then fitted' if fitted is not None else ''}"
        save_network(engine, space, latent, origin, args.save, fitted)
    if args.json:
        stated["choices"] = {
            one.key: {"taken": one.chosen, "options": [key for key, _ in one.options]} for one in read.choices
        }
    else:
        del stated["latent"]
        if read.doubts:
            stated["doubts"] = " ".join(read.doubts)
    return stated


def _fitted(engine: Engine, space: Space, read: Encoded, latent: Any) -> tuple[Tensor, dict[str, Any]]:
    from explorer.kinds.protocols import Fitting
    from explorer.kinds.registry import promise

    found = promise(space.kind, Fitting, "fit decoded networks").fit(engine, space, latent, read)
    return found.weights, {
        **{f"fitted_{name}": round(value, 4) for name, value in found.measured.items()},
        "fitted_in_seconds": round(found.seconds, 1),
    }


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
