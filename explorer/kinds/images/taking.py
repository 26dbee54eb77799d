"""Pictures taken away: the network of one as files to use elsewhere, and what it shows as PNG of any size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import dedent

from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.sirens import SirenNetworks
from explorer.kinds.images.frames import png
from explorer.kinds.images.networks import GIVEN
from explorer.kinds.images.rendering import picture_of
from explorer.kinds.images.space import images_only
from explorer.kinds.protocols import FileFormat
from explorer.networks.sirenfile import siren_data, siren_onnx, siren_program
from explorer.space.bundle import Space

POINTS, VALUES = "points", "values"  # what goes into an ONNX file, and what comes out
GIVES = {1: "grey (n, 1), 0 black to 1 white", 3: "red, green and blue (n, 3), 0 to 1"}

# Both programs end in the same lines, which need nothing but Python: `pixels` are bytes, row by row.
_WRITE = dedent(
    """\
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", side, side, 8, {colour}, 0, 0, 0)
    png = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    with open("picture.png", "wb") as file:
        file.write(b"\\x89PNG\\r\\n\\x1a\\n" + png)
    print(f"picture.png, {{side}} x {{side}} pixels")
    """
)

_USE = dedent(
    """\
    side = 256  # any number of pixels: the picture covers [-1, 1]^2, x to the right, y down
    line = (torch.arange(side) + 0.5) / side * 2 - 1
    points = torch.stack([line.repeat(side), line.repeat_interleave(side)], 1)
    with torch.inference_mode():
        values = network(points).clamp(0, 1)
    pixels = (values * 255).round().to(torch.uint8).reshape(side, -1).numpy()

    """
)

_ONNX_CODE = dedent(
    """\
    import struct
    import zlib

    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession({file!r})

    side = 256  # any number of pixels: the picture covers [-1, 1]^2, x to the right, y down
    line = (np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1
    points = np.stack([np.tile(line, side), np.repeat(line, side)], 1)
    values = session.run(["values"], {{"points": points}})[0].clip(0, 1)
    pixels = (values * 255).round().astype(np.uint8).reshape(side, -1)

    """
)


class ImageNetworks(SirenNetworks):
    """See `protocols.TakingNetworks`."""

    def facts(self, space: Space, source: Source) -> dict[str, str]:
        """The Siren, and what its input and output mean."""
        del source
        arch = images_only(space).arch
        return {
            "architecture": json.dumps(siren_data(arch)),
            "omega": repr(arch.omega),
            "input": GIVEN,
            "output": GIVES[arch.outputs],
        }

    def snippet(self, space: Space, source: Source, load: str, imports: str) -> str:
        """Writes the picture as PNG, with torch and Python alone."""
        del source
        arch, imports = images_only(space).arch, "import struct\nimport zlib\n" + imports
        is_a = "A picture: gives its values at points."
        return siren_program(arch, load, imports, is_a, _USE + _write(arch.outputs))

    def onnx(self, space: Space, source: Source, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
        """Points to values."""
        del source
        return siren_onnx(images_only(space).arch, tensors, facts, POINTS, VALUES)

    def onnx_snippet(self, space: Space, source: Source, file: str) -> str:
        """Writes the picture as PNG."""
        del source
        return _ONNX_CODE.format(file=file) + _write(images_only(space).arch.outputs)


class ImageFiles:
    """See `protocols.TakingFiles`."""

    title = "Picture"
    formats: tuple[FileFormat, ...] = (FileFormat("png", "PNG", "image/png"),)
    resolutions: tuple[int, ...] = (28, 56, 128, 256, 512, 1024)
    resolution = 512
    about = "The network itself is asked at every pixel: at any size nothing is interpolated."

    def write(self, engine: Engine, space: Space, pick: Pick, suffix: str, resolution: int, colour: str) -> bytes:
        """The picture at so many pixels each way; it has its own colours."""
        del colour
        if suffix != "png":
            raise SelectionError(f"Pictures are not written as .{suffix}.", "Choose .png.")
        return png(picture_of(engine, space, pick.source, resolution))


NETWORKS, FILES = ImageNetworks(), ImageFiles()


def _write(channels: int) -> str:
    return _WRITE.format(colour=0 if channels == 1 else 2)
