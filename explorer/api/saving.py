"""Networks, and what they are, written by `OpenSpace.save`."""

from __future__ import annotations

from pathlib import Path

from explorer.api.display import picture_png
from explorer.api.networks import words
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine, Source
from explorer.explore.takeaway.export import Pick, pick_network
from explorer.explore.takeaway.netfile import network_file, network_formats
from explorer.files import write_atomically
from explorer.kinds import registry
from explorer.kinds.protocols import Frames, TakingFiles
from explorer.space.bundle import Space

PICTURE = 640  # pixels


def save_file(
    engine: Engine, space: Space, source: Source, number: int | None, path: Path, resolution: int | None, colour: str
) -> Path:
    """Write a file; see `OpenSpace.save`. `number`: the network's id, if it has one."""
    suffix = path.suffix[1:].lower()
    pick = (
        Pick(source, f"{words(source)}, of {space.name}", path.stem) if number is None else pick_network(space, number)
    )
    networks = network_formats(space)
    taking = registry.promised(space.kind, TakingFiles)
    formats = () if taking is None else tuple(one.suffix for one in taking.formats)
    drawn = ("png",) if registry.promised(space.kind, Frames) else ()
    if suffix in networks:
        data = network_file(space, pick, engine.weights(space, [source])[0], suffix)
    elif taking is not None and suffix in formats:
        data = taking.write(engine, space, pick, suffix, resolution or taking.resolution, colour)
    elif suffix in drawn:
        data = picture_png(engine, space, source, PICTURE)
    else:
        able = dict.fromkeys((*networks, *formats, *drawn))
        raise SelectionError(
            f"A network of {space.name} is not written as {path.suffix or 'a file without a suffix'}.",
            f"Choose one of: {', '.join('.' + one for one in able)}.",
        )
    write_atomically(path, data)
    return path
