"""Networks, and what they are, as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from jaxtyping import Float
    from torch import Tensor, nn

    from explorer.explore.engine.engine import Engine
    from explorer.explore.engine.jobs import Cancelled
    from explorer.explore.engine.network_refs import Source
    from explorer.explore.takeaway.export import Pick
    from explorer.explore.takeaway.film import Film, FilmOptions
    from explorer.explore.travel.paths import Tour
    from explorer.space.bundle import Space


@runtime_checkable
class TakingNetworks(Protocol):
    """Networks as files to use without this program.

    Attributes:
        formats: which of `explorer.explore.takeaway.netfile.NETWORKS` they are written in.
    """

    formats: tuple[str, ...]

    def parameters(self, space: Space, source: Source) -> int:
        """How many the network has."""
        ...

    def tensors(self, space: Space, source: Source, weights: Float[Tensor, " count"]) -> dict[str, Tensor]:
        """The network's parameters by name, as `snippet` loads them."""
        ...

    def facts(self, space: Space, source: Source) -> dict[str, str]:
        """What the file says of the network: architecture, input, output."""
        ...

    def columns(self, engine: Engine, space: Space, source: Source) -> dict[str, str]:
        """Values of its own for the table of facts; the keys are the same for all networks of a space."""
        ...

    def module(self, space: Space, source: Source) -> nn.Module:
        """The network's architecture as a module to load `tensors` into, ready to run on a batch."""
        ...

    def snippet(self, space: Space, source: Source, load: str, imports: str) -> str:
        """A Python program that runs the network without this package.

        Args:
            space: the space.
            source: which network.
            load: an expression that loads the parameters.
            imports: the import that it needs, or "".
        """
        ...

    def onnx(self, space: Space, source: Source, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
        """The network as ONNX, if "onnx" is among the formats."""
        ...

    def onnx_snippet(self, space: Space, source: Source, file: str) -> str:
        """A Python program that runs the ONNX file with onnxruntime alone."""
        ...


@dataclass(frozen=True)
class FileFormat:
    """A kind of file that what a network is can be written as: a mesh, a picture.

    Attributes:
        suffix: without its dot.
        title: in words.
        mime: its media type.
    """

    suffix: str
    title: str
    mime: str


@runtime_checkable
class TakingFiles(Protocol):
    """What a network is, as a file: a shape as a mesh, a picture as PNG.

    Attributes:
        title: what the file is: "Mesh", "Picture".
        formats: in which it is written, the default first.
        resolutions: to choose from.
        resolution: unless another is chosen.
        about: what one must know of the file: axes, units.
    """

    title: str
    formats: tuple[FileFormat, ...]
    resolutions: tuple[int, ...]
    resolution: int
    about: str

    def write(self, engine: Engine, space: Space, pick: Pick, suffix: str, resolution: int, colour: str) -> bytes:
        """The file.

        Raises:
            SelectionError: an unknown suffix, or there is nothing to write.
        """
        ...


@runtime_checkable
class ReadingsDrawn(Protocol):
    """Held-out networks as somebody's files, each as it is and as what becomes of it: a column of a sheet.

    Attributes:
        ways: what the rows are, from above.
    """

    ways: tuple[str, ...]

    def sources(self, engine: Engine, space: Space, network: int) -> list[Source]:
        """What is drawn of a network, in the order of `ways`."""
        ...


@runtime_checkable
class Drawing(Protocol):
    """Networks drawn large: the frames of a morph, rows of a sheet.

    Attributes:
        formats: suffixes that a morph is written in: "mp4" and "gif" are made of pictures, others by the film itself.
        sizes: pixels (width, height) to choose from for those of pictures, the default first.
        resolutions: how finely networks are evaluated for each format.
        resolution: the same for a sheet.
        turns: whether a turntable means something.
    """

    formats: tuple[str, ...]
    sizes: Mapping[str, tuple[tuple[int, int], ...]]
    resolutions: Mapping[str, int]
    resolution: int
    turns: bool

    def film(self, engine: Engine, space: Space, tour: Tour, options: FilmOptions, cancelled: Cancelled) -> Film:
        """What draws the frames of a morph."""
        ...

    def tile(self, engine: Engine, space: Space, source: Source, resolution: int, size: int) -> np.ndarray:
        """A picture (RGBA, `size` x `size`) for a sheet."""
        ...

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """Pairs of held-out networks that are worth a row each, always the same."""
        ...
