"""What the live view shows of a network: the picture that it is, and what that is to be compared with.

The body of a frame is one zlib stream of bytes, pixels row by row from the top, channels last: the decoded picture,
then those that stand beside it, in the order of the header's `beside`.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Input, Source
from explorer.kinds.images.rendering import likeness_to_input, likeness_to_original, original_of, picture_of
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.space.bundle import Space
from explorer.space.naming import split_name

LEVEL = 1  # of zlib
Pixels = UInt8[np.ndarray, "_height _width _channels"]  # of any size: pictures of several stand together


class ImageFrames:
    """See `protocols.Frames`."""

    patient = False

    def frame(
        self, engine: Engine, space: Space, source: Source, network: int | None, resolution: int, cancelled: Cancelled
    ) -> tuple[dict[str, Any], bytes]:
        """The picture; of a network of the zoo also its input network's and the original. `resolution`: pixels."""
        found = images_only(space)
        decoded = picture_of(engine, space, source, resolution, cancelled)
        if network is None:
            return pack_pictures(decoded, [], None, [])
        beside = [
            ("input", picture_of(engine, space, Input(network), resolution, cancelled)),
            ("original", original_of(space, network)),
        ]
        like = likeness_to_input(engine, space, source, network, cancelled)
        return pack_pictures(decoded, beside, like, _facts(engine, found, source, network, cancelled))

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """The picture itself, drawn at `resolution` pixels and enlarged smoothly."""
        del colour
        return png(picture_of(engine, space, source, resolution, cancelled), size)

    def about(self, space: Space) -> dict[str, Any]:
        """What frames are to be read with: the pictures that the networks were fitted to."""
        pictures = images_only(space).pictures
        return {
            "channels": pictures.channels,
            "size": pictures.side,
            "data": pictures.data,
            "classes": list(pictures.classes),
        }


FRAMES = ImageFrames()


def pack_pictures(
    decoded: Pixels, beside: Sequence[tuple[str, Pixels]], psnr: float | None, facts: Sequence[tuple[str, str]]
) -> tuple[dict[str, Any], bytes]:
    """What a frame's header says under "picture", and its body.

    Args:
        decoded: what is shown.
        beside: what it is to be compared with, by name.
        psnr: of the decoded picture against the input network's, in dB; None: it decodes none.
        facts: names and values.
    """
    stated = _stated(decoded) | {
        "beside": [{"name": name, **_stated(pixels)} for name, pixels in beside],
        "psnr": None if psnr is None else round(psnr, 3),
        "facts": [list(fact) for fact in facts],
    }
    body = b"".join(pixels.tobytes() for pixels in (decoded, *(pixels for _, pixels in beside)))
    return {"picture": stated}, zlib.compress(body, LEVEL)


def png(pixels: Pixels, size: int | None = None) -> bytes:
    """A picture as PNG; square, at `size` pixels, if that is given."""
    image = Image.fromarray(pixels[..., 0] if pixels.shape[-1] == 1 else pixels)
    if size is not None and image.size != (size, size):
        image = image.resize((size, size), Image.Resampling.BICUBIC)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _stated(pixels: Pixels) -> dict[str, Any]:
    height, width, channels = pixels.shape
    return {"width": width, "height": height, "channels": channels}


def _facts(
    engine: Engine, space: ImageSpace, source: Source, network: int, cancelled: Cancelled
) -> list[tuple[str, str]]:
    """Few: they stand in a narrow column beside the picture, below its PSNR to the input network's."""
    like = likeness_to_original(engine, space, source, network, cancelled)
    kind = [("class", str(space.labels[space.group][network]))] if len(space.pictures.classes) > 1 else []
    return [("PSNR to original", f"{like:.1f} dB"), *kind, ("split", split_name(str(space.split[network])))]
