"""Pictures drawn large: the frames of a morph, and rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageColor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled, Dropped
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.film import GIF, MP4, FilmOptions, Progress
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.images.evaluate import heldout_pairs
from explorer.kinds.images.rendering import picture_of
from explorer.kinds.images.space import images_only
from explorer.space.bundle import Space


class ImageDrawing:
    """See `protocols.Drawing`."""

    formats: tuple[str, ...] = (MP4, GIF)
    sizes: Mapping[str, tuple[tuple[int, int], ...]] = {
        MP4: ((720, 720), (1080, 1080), (1280, 720), (360, 360)),
        GIF: ((360, 360), (240, 240), (480, 480), (640, 360)),
    }
    resolutions: Mapping[str, int] = {MP4: 256, GIF: 128}
    resolution = 128
    turns = False

    def film(self, engine: Engine, space: Space, tour: Tour, options: FilmOptions, cancelled: Cancelled) -> ImageFilm:
        """The pictures of a path."""
        images_only(space)
        return ImageFilm(engine, space, tour, options, cancelled)

    def tile(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int
    ) -> UInt8[np.ndarray, "s s 4"]:
        """The picture, opaque, drawn at `resolution` pixels."""
        return np.asarray(enlarged(picture_of(engine, space, source, resolution), size).convert("RGBA"))

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """Held-out networks of different classes; of any, where there is one class."""
        return heldout_pairs(images_only(space), count)


DRAWING = ImageDrawing()


def enlarged(pixels: UInt8[np.ndarray, "h w c"], size: int) -> Image.Image:
    """A picture at another size, smooth between its pixels."""
    image = Image.fromarray(pixels[..., 0] if pixels.shape[-1] == 1 else pixels)
    return image if image.size == (size, size) else image.resize((size, size), Image.Resampling.BICUBIC)


@dataclass(frozen=True)
class ImageFilm:
    """Makes the frames of one morph, one after the other. See `film.Film`."""

    engine: Engine
    space: Space
    tour: Tour
    options: FilmOptions
    cancelled: Cancelled

    def picture(self, t: float, angle: float) -> UInt8[np.ndarray, "h w 3"]:
        """The picture at a share of the path, as large as the frame allows, in its middle; nothing turns."""
        del angle
        if self.cancelled():
            raise Dropped
        width, height = self.options.look.size
        side = min(width, height)
        source = source_at(self.space, self.tour, t)
        drawn = picture_of(self.engine, self.space, source, self.options.resolution, self.cancelled)
        frame = Image.new("RGB", (width, height), ImageColor.getrgb(self.options.look.background))
        frame.paste(enlarged(drawn, side).convert("RGB"), ((width - side) // 2, (height - side) // 2))
        return np.asarray(frame)

    def file(self, progress: Progress) -> bytes:
        """There is no format but those of pictures."""
        del progress
        raise SelectionError(f"No morph of pictures is written as .{self.options.format}.", "Choose .mp4 or .gif.")
