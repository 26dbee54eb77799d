"""How a space of a kind lies on disk: what every kind keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from pathlib import Path

    from jaxtyping import Float
    from torch import Tensor, nn

    from explorer.networks.prep import PRepLayout
    from explorer.space.bundle import Space


@runtime_checkable
class Model(Protocol):
    """Encoder and decoder of a space: an `nn.Module`."""

    config: Any
    layout: PRepLayout
    encoder: Any

    def encode(self, reading: Tensor) -> Float[Tensor, "batch latent"]:
        """Latents of networks, from what the encoder reads of them."""
        ...

    def decode(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch count"]:
        """Flat weights of the networks at these latents."""
        ...

    def parts(self) -> dict[str, Any]:
        """The config as plain data, for `space.json`."""
        ...


@runtime_checkable
class InputNetworks(Protocol):
    """The networks of a space as they were trained, as they are kept on disk."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def weights(self, indices: Sequence[int]) -> Float[Tensor, "n count"]:
        """Flat weights of these networks, float32."""
        ...

    def tensors(self) -> dict[str, Tensor]:
        """As they are kept in `zoo.safetensors`."""
        ...


@runtime_checkable
class Storing(Protocol):
    """How a space of this kind lies on disk, beside what all spaces have (see `explorer.space.bundle`).

    Attributes:
        group: the label that sorts its networks ("kind", "architecture"): text, always there.
        neighbours: of the UMAP that lays out its map.
        files: names of the files beside those that every space has.
        schema: JSON Schema of its own keys in `space.json`: an object with `required` and `properties`.
    """

    group: str
    neighbours: int
    files: tuple[str, ...]
    schema: Mapping[str, Any]

    def model(self, info: Mapping[str, Any]) -> nn.Module:
        """A `Model` without weights, as `space.json` describes it.

        Raises:
            ExplorerError: it describes none.
        """
        ...

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> InputNetworks:
        """The input networks that `zoo.safetensors` holds.

        Raises:
            PRepError: they do not fit the model.
        """
        ...

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        """The space: `shared` are the fields that all spaces have, `path` is where its own files lie.

        Raises:
            BundleError: one of its own files is damaged or does not fit.
        """
        ...
