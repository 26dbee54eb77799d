"""`morph`: the way from one network to another as a film: a video, a GIF, or a format of the kind's own."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.common import positive_int, progress_bar
from explorer.errors import SelectionError

if TYPE_CHECKING:
    from explorer.cli.common import Subparsers
    from explorer.explore.takeaway.film import FilmOptions
    from explorer.space.bundle import Space


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "morph",
        help="write the way between networks as a film",
        description="Write the way from A to B in the format that the file's name ends in: .mp4, .gif, or (of shapes) "
        ".glb, animated.",
    )
    parser.add_argument("space", type=Path, metavar="SPACE", help="folder of the space")
    parser.add_argument("--a", type=int, required=True, metavar="N", help="the network it starts from")
    parser.add_argument("--b", type=int, required=True, metavar="N", help="the one it ends at")
    parser.add_argument("--via", type=int, nargs="+", default=[], metavar="N", help="networks to pass on the way")
    parser.add_argument("--spline", action="store_true", help="with --via: no corners at them")
    parser.add_argument("--path", choices=["zoo", "straight", "raw"], default="zoo", help="how to go (zoo)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file; its suffix is the format")
    parser.add_argument("--seconds", type=float, default=6.0, help="how long it takes (6)")
    parser.add_argument(
        "--frames",
        type=positive_int,
        metavar="N",
        help="pictures (MP4: 30 a second, GIF: 20), or networks in a GLB (33)",
    )
    parser.add_argument("--size", type=_size, metavar="WxH", help="pixels (MP4: 1280x720, GIF: 640x360)")
    parser.add_argument(
        "--resolution", type=positive_int, metavar="R", help="how finely (of shapes per axis 128, GIF: 96, GLB: 64)"
    )
    parser.add_argument("--turntable", action="store_true", help="turn what is drawn once meanwhile")
    parser.add_argument("--pingpong", action="store_true", help="there and back")
    parser.add_argument("--background", default="#F4F2EE", metavar="#RRGGBB", help="behind it (#F4F2EE)")
    parser.add_argument("--colour", default="#DDA673", metavar="#RRGGBB", help="of a surface (#DDA673)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file; it is whole or not there."""
    suffix = args.out.suffix[1:].lower()
    if not suffix:
        raise SelectionError(f"{args.out} has no suffix that says the format.", "Choose .mp4 or .gif, for example.")
    if not args.out.parent.is_dir():  # said now, not after minutes of work
        raise SelectionError(f"There is no folder {args.out.parent}.", "Make it, or choose another one.")

    from explorer.explore.engine.engine import Engine
    from explorer.explore.takeaway.film import make_film
    from explorer.explore.travel.paths import PathKind, make_tour
    from explorer.files import write_atomically

    engine = Engine()
    space = engine.open(args.space)
    options = _options(args, space, suffix)
    tour = make_tour(space, [args.a, *args.via, args.b], PathKind(args.path), args.spline)
    with progress_bar("drawing", "frame") as report:
        data = make_film(engine, space, tour, options, report)
    write_atomically(args.out, data)
    print(f"Wrote {options.count} frames to {args.out} ({len(data):,} bytes)", file=sys.stderr)
    return 0


def _options(args: argparse.Namespace, space: Space, suffix: str) -> FilmOptions:
    from explorer.explore.takeaway.film import FilmOptions, Look, check_format, drawing

    check_format(space, suffix)
    draws = drawing(space)
    sizes = draws.sizes.get(suffix)
    size = args.size or (sizes[0] if sizes else Look.size)
    return FilmOptions(
        suffix,
        seconds=args.seconds,
        frames=args.frames,
        look=Look(size, args.background, args.colour),
        resolution=args.resolution or draws.resolutions[suffix],
        turntable=args.turntable,
        pingpong=args.pingpong,
    )


def _size(text: str) -> tuple[int, int]:
    """An argument type: pixels as WIDTHxHEIGHT."""
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1280x720")
    return int(found[1]), int(found[2])
