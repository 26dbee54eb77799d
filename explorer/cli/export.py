"""`export`: one network as a file for other programs, what it is (a shape as a mesh), or a line of facts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int
from explorer.errors import SelectionError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.explore.engine.engine import Engine
    from explorer.explore.takeaway.export import Pick
    from explorer.space.bundle import Space


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "export",
        help="write a network, or what it is, as a file for other programs",
        description="Write a network of a space, or one on a path, in the format that the file's name ends in: the "
        "network (.safetensors, .pt: a torch state_dict, .onnx), what it is (a shape as .stl, .ply, .obj, .glb; a "
        "picture as .png), facts (.csv), or the map with the network or the path on it (.svg, .png).",
    )
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--id", type=int, metavar="N", help="a network, as the space decodes it")
    parser.add_argument("--input", action="store_true", help="with --id: as it was trained, before the space")
    parser.add_argument("--a", type=int, metavar="N", help="instead of --id: start of a path")
    parser.add_argument("--b", type=int, metavar="N", help="its end")
    parser.add_argument("--t", type=float, metavar="SHARE", help="how far along it, 0 to 1 (0.5)")
    parser.add_argument("--path", choices=["zoo", "straight", "raw"], help="how to go (zoo)")
    parser.add_argument("--colour", metavar="LABEL", help="of the map: a label, or split (what sorts the networks)")
    parser.add_argument("--map", action="store_true", help="the map, where a picture could be of the network, too")
    parser.add_argument("--resolution", type=positive_int, help="how finely (of a mesh 128 samples per axis)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file; its suffix is the format")
    parser.add_argument(
        "--snippet", action="store_true", help="also print a Python program that loads the network's file"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file; it is whole or not there."""
    _check(args)

    from explorer.explore.engine.engine import Engine
    from explorer.explore.takeaway.netfile import network_formats, snippet
    from explorer.files import remove_left, write_atomically

    engine = Engine()
    space = engine.open(args.space)
    suffix = _suffix(args, space)
    pick = _pick(args, space)
    networks = network_formats(space)
    if args.snippet and suffix not in networks:
        raise SelectionError(f"There is no program that loads a .{suffix}.", f"Choose one of: {', '.join(networks)}.")
    data = _data(args, engine, space, pick, suffix)
    remove_left(args.out.parent, args.out.name)
    write_atomically(args.out, data)
    print(f"Wrote {pick.origin}, to {args.out} ({len(data):,} bytes)", file=sys.stderr)
    if args.snippet:
        print(snippet(space, pick, suffix, str(args.out)), end="")
    return 0


def _check(args: argparse.Namespace) -> None:
    """What can be said without opening the space."""
    on_path = [name for name in ("a", "b", "t", "path") if getattr(args, name) is not None]
    if args.id is not None and on_path:
        raise SelectionError(f"--id and --{on_path[0]} exclude each other.", "Name a network, or a point of a path.")
    if args.id is None and (args.a is None or args.b is None):
        raise SelectionError("Which network?", "Give --id N, or --a N --b N --t SHARE for one on a path.")
    if args.id is None and args.input:
        raise SelectionError("--input needs --id.", "On a path, --path raw averages the networks as they were trained.")


def _suffix(args: argparse.Namespace, space: Space) -> str:
    """The format, which must be one of the space's kind."""
    from explorer.explore.takeaway.export import file_formats
    from explorer.explore.takeaway.netfile import network_formats
    from explorer.figures.formats import STILLS
    from explorer.kinds.registry import kind

    suffix: str = args.out.suffix[1:].lower()
    formats = (
        STILLS if args.map else tuple(dict.fromkeys((*file_formats(space), *network_formats(space), "csv", *STILLS)))
    )
    if suffix not in formats:
        what = f"Spaces of {kind(space.kind).networks} are not written as .{suffix}"
        what = what if suffix else f"{args.out} has no suffix that says the format"
        raise SelectionError(f"{what}.", f"Choose one of: {', '.join('.' + name for name in formats)}.")
    return suffix


def _pick(args: argparse.Namespace, space: Space) -> Pick:
    from explorer.explore.takeaway.export import pick_network, pick_on_tour
    from explorer.explore.travel.paths import PathKind, make_tour

    if args.id is not None:
        return pick_network(space, args.id, args.input)
    tour = make_tour(space, [args.a, args.b], PathKind(args.path or "zoo"))
    return pick_on_tour(space, tour, 0.5 if args.t is None else args.t)


def _data(args: argparse.Namespace, engine: Engine, space: Space, pick: Pick, suffix: str) -> bytes:
    from explorer.explore.takeaway.export import COLOUR, facts_csv, file_formats
    from explorer.explore.takeaway.netfile import network_file
    from explorer.figures.formats import STILLS
    from explorer.kinds.protocols import TakingFiles
    from explorer.kinds.registry import promise

    if suffix in file_formats(space) and not args.map:
        files = promise(space.kind, TakingFiles, "be written as files")
        return files.write(engine, space, pick, suffix, args.resolution or files.resolution, COLOUR)
    if suffix in STILLS:
        return _figure(args, space, suffix)
    if suffix == "csv":
        return facts_csv(engine, space, [pick]).encode()
    return network_file(space, pick, engine.weights(space, [pick.source])[0], suffix)


def _figure(args: argparse.Namespace, space: Space, suffix: str) -> bytes:
    """The map, with the network or the path on it."""
    from explorer.explore.travel.location import course, latents_on
    from explorer.explore.travel.paths import PathKind, make_tour
    from explorer.figures.map import NOWHERE, Journey, map_facts
    from explorer.figures.still import draw_still
    from explorer.figures.style import LIGHT
    from explorer.space.kept import position_of
    from explorer.space.map import place

    if args.id is not None:
        journey = Journey(position_of(space, args.id)[None], NOWHERE, (), NOWHERE, NOWHERE)
    else:
        tour = make_tour(space, [args.a, args.b], PathKind(args.path or "zoo"))
        path = course(space, tour).positions
        handle = place(space, latents_on(space, tour, [0.5 if args.t is None else args.t]))
        journey = Journey(NOWHERE, space.positions[[args.a, args.b]], ("A", "B"), path, handle)
    return draw_still(
        map_facts(space.positions, space.labels, space.split, args.colour or space.group, space.group),
        journey,
        LIGHT,
        suffix,
    )
