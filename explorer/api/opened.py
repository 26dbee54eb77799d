"""A space opened in a notebook or a program."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any, Literal, overload

import numpy as np
import torch
from jaxtyping import Float
from PIL import Image
from torch import Tensor

from explorer.api.display import COLOUR, numbers_html, picture_png, pictures_html
from explorer.api.encoding import Network, latent_of
from explorer.api.given import array_of, batch_of, check_whole, ids_of, latents_of
from explorer.api.judged import Judged
from explorer.api.networks import Networks, only
from explorer.api.saving import save_file
from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.travel.paths import PathKind, latent_at, make_path, straight
from explorer.foreign.hints import Hints
from explorer.kinds import registry
from explorer.kinds.protocols import Judging, Running
from explorer.space.bundle import Space
from explorer.space.neighbours import Neighbours, nearest
from explorer.space.stated import SpaceEntry
from explorer.space.stated import list_spaces as entries_in

MOST_PIXELS = 4096  # of a picture's side
MOST_STEPS = 100_000  # of a path: more networks than anyone looks at, and less than fill a memory

Id = int | np.integer[Any]
End = Id | np.ndarray | Tensor
"""Where a path begins or ends: an id, or a latent."""

Which = Id | np.ndarray | Tensor | Sequence[Any] | Networks
"""Networks of a space: an id or ids (integers), a latent (d) or latents (n, d), or `Networks`."""


class OpenSpace:
    """A space: its networks, their latents, and what one does with them.

    Wherever networks are asked for, give ids (integers: the networks of the zoo, as they are decoded), latents (float
    arrays or tensors, (d,) or (n, d)), or `Networks`. Latents that come back are NumPy arrays, float32.

    Errors are `explorer.ExplorerError`s: a latent of the wrong size (`LatentError`), an id that does not exist or
    something that networks of this kind do not have (`SelectionError`), data of the wrong form (`DataError`).

    Args:
        engine: decodes; shared by all spaces that are open on the same device.
        space: the space.

    Attributes:
        engine: the engine.
        space: the space as the rest of this package knows it.
    """

    def __init__(self, engine: Engine, space: Space) -> None:
        self.engine, self.space = engine, space

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.space.name

    @property
    def title(self) -> str:
        """As the screen shows it."""
        return str(self.space.info["title"])

    @property
    def kind(self) -> str:
        """Of its networks: "sdf" (shapes), "classifier", ..."""
        return self.space.kind

    @property
    def metrics(self) -> dict[str, Any]:
        """What `evaluate` measured, as `space.json` records it."""
        return dict(self.space.info["metrics"])

    @property
    def latents(self) -> Float[np.ndarray, "n d"]:
        """Latents of all networks, by id."""
        return self.space.latents

    @property
    def positions(self) -> Float[np.ndarray, "n 2"]:
        """Their places on the map (UMAP)."""
        return self.space.positions

    @property
    def labels(self) -> dict[str, np.ndarray]:
        """Their labels: one array of n strings or numbers each."""
        return dict(self.space.labels)

    @property
    def split(self) -> np.ndarray:
        """Whether each is a "train" or a "heldout" network."""
        return self.space.split

    def __len__(self) -> int:
        return len(self.space)

    def encode(
        self,
        network: Network | Networks | Sequence[Network],
        *,
        omega: float | None = None,
        activation: str | None = None,
        mean: float | None = None,
        std: float | None = None,
        told: Mapping[str, str] | None = None,
    ) -> Float[np.ndarray, "*n d"]:
        """The latent that the encoder reads of a network.

        A module, or any function of a tensor, is run on the space's probe inputs: it may be of any architecture with
        the same inputs and outputs. Inputs are what `inputs` gives: points (n, 3) in [-1, 1]^3 for shapes and (n, 2) in
        [-1, 1]^2 for pictures, normalised images (n, c, s, s) for classifiers, also as vectors. (How a network of a
        picture means its points and values is found out.) A module runs where it is, in evaluation mode, and is left as
        it was. A state dict is known by names and shapes if it is of the space's own architecture; else it is read as a
        file of it would be: a chain of linear layers, a known architecture. A file may be anything that `python -m
        explorer encode` reads: .safetensors, .pt, .onnx, for shapes also meshes, for pictures PNG, JPEG, ...

        Args:
            network: a module, a function, a state dict or a path; or a list of them; or `Networks`.
            omega: frequency of a Siren's sines, for state dicts and files. Found out if it is not given, as all below.
            activation: "sine", "relu", ..., for the same.
            mean: that a classifier's images (0 to 1) are taken relative to.
            std: that they are divided by.
            told: of files, whatever else `python -m explorer encode --set KEY=VALUE` takes.

        Returns:
            The latent (d,), or latents (n, d) of a list.

        Raises:
            DataError: the network cannot be run or read, or gives the wrong outputs, or some that are not finite.
            SelectionError: this is no network, or the space's encoder reads networks of its own architecture alone.
        """
        hints = Hints(omega, activation, mean, std, dict(told or {}))
        if isinstance(network, Networks):
            return network.latents
        if isinstance(network, list | tuple):
            if not network:
                raise SelectionError("There is no network to encode in an empty list.", "Give at least one.")
            return np.stack([latent_of(self.engine, self.space, one, hints) for one in network])
        return latent_of(self.engine, self.space, network, hints)  # type: ignore[arg-type]  # no sequence any more

    def decode(self, networks: Which) -> Networks:
        """Networks as torch modules ready to run, as many as there are latents; of one latent a list of one.

        Modules of shapes give signed distances (n, 1) at points (n, 3), negative inside; those of classifiers logits
        (n, classes) for normalised images (n, c, s, s).
        """
        if isinstance(networks, Networks):
            return networks
        return self._networks([Decoded.of(latent) for latent in self._latents(networks)])

    def input_networks(self, ids: Id | Sequence[int] | np.ndarray) -> Networks:
        """Networks of the zoo as they were trained: what the encoder read."""
        return self._networks([Input(i) for i in self._ids(np.atleast_1d(np.asarray(ids)))])

    @overload
    def interpolate(
        self, a: End, b: End, steps: int = ..., path: Literal["zoo", "straight"] = ...
    ) -> Float[np.ndarray, "n d"]: ...

    @overload
    def interpolate(self, a: Id, b: Id, steps: int = ..., *, path: Literal["raw"]) -> Networks: ...

    @overload
    def interpolate(self, a: Id, b: Id, steps: int, path: Literal["raw"]) -> Networks: ...

    @overload
    def interpolate(self, a: End, b: End, steps: int = ..., path: str = ...) -> Float[np.ndarray, "n d"] | Networks: ...

    def interpolate(self, a: End, b: End, steps: int = 5, path: str = "zoo") -> Float[np.ndarray, "n d"] | Networks:
        """What lies between two networks, both ends included, evenly spaced.

        Args:
            a: where the path starts: an id or a latent.
            b: where it ends.
            steps: how many networks, at least 2.
            path: "zoo", the shortest path over the graph of nearest neighbours (its ends are networks of the zoo);
                "straight" in latent space; "raw", the average of the two networks' weights, which the space must beat.

        Returns:
            Latents (steps, d). Of "raw", which has no latents, `Networks`.

        Raises:
            SelectionError: an unknown path, fewer than 2 steps, or ends that the path cannot have.
        """
        check_whole("steps", steps, 2, MOST_STEPS)
        if str(path) not in [*PathKind]:
            raise SelectionError(f"Unknown path {path!r}.", f"Choose one of: {', '.join(PathKind)}.")
        kind, shares = PathKind(str(path)), np.linspace(0, 1, steps).tolist()
        if kind is PathKind.STRAIGHT:
            return straight(self._latent(a), self._latent(b), steps)
        start, end = self._end(a, kind), self._end(b, kind)
        made = make_path(self.space, start, end, kind)
        if kind is PathKind.RAW:
            return self._networks([Raw(start, end, t) for t in shares])
        return np.stack([latent_at(made, t) for t in shares])

    def inputs(self, data: np.ndarray | Tensor) -> Tensor:
        """What networks of this space take, from data as people have it; `run` does this by itself.

        Of shapes: points (n, 3), y up, the shapes lie in [-1, 1]^3. Of pictures: points (n, 2), x to the right, y
        down; they cover [-1, 1]^2. Of classifiers: images (n, c, s, s), or (n, s, s) of one channel; bytes are
        normalised, floating-point numbers are taken to be.

        Raises:
            DataError: the data has another shape.
        """
        batch = batch_of(data)
        running = registry.promised(self.kind, Running)
        return batch.float() if running is None else running.batch(self.space, batch)

    def run(self, networks: Which, batch: np.ndarray | Tensor) -> Float[Tensor, "n batch outputs"]:
        """Networks on a batch, without gradients.

        Args:
            networks: which.
            batch: what all of them are run on; see `inputs`.

        Returns:
            Their outputs, on the CPU: signed distances, logits, values of pictures.

        Raises:
            DataError: the batch has another shape.
        """
        inputs = self.inputs(batch).to(self.engine.device)
        if not len(decoded := self.decode(networks)):
            raise SelectionError("There is no network to run.", "Give at least one.")
        with torch.no_grad():
            return torch.stack([module(inputs).cpu() for module in decoded])

    def judge(self, network: Which) -> Judged:
        """What one network is worth.

        Of a classifier: `architecture`, `accuracy` (percent of the test images), `confusion`, `predicted`, ... Of a
        shape, on a 64^3 grid: `pieces`, `loose_volume`, `volume`, `size`, `eikonal`, ... Of a
        picture: `psnr`, `psnr_picture`, `nearest`, `brightness`, ...

        Raises:
            SelectionError: there are several; or networks of this kind are not judged.
        """
        source = only(self.decode(network), "judged")
        judging = registry.promise(self.kind, Judging, "be judged")
        return Judged(self.engine, self.space, source, judging.judge(self.engine, self.space, source))

    def nearest(self, network: Which, k: int = 5) -> Neighbours:
        """The `k` networks of the zoo that are nearest to one in latent space, nearest first: `ids` and `distances`.

        Of an id, the network itself does not count.

        Raises:
            SelectionError: there are several.
        """
        networks = self.decode(network)
        only(networks, "looked up")
        check_whole("neighbours", k, 1, sys.maxsize)
        exclude = [int(network)] if isinstance(network, int | np.integer) else []
        return nearest(self.space, networks.latents[0], k, exclude)

    def picture(self, network: Which, size: int = 320) -> Image.Image:
        """What one network is, as a picture of `size` x `size` pixels: a shape, a confusion matrix, a picture.

        Raises:
            SelectionError: there are several; or there are no pictures of such networks.
        """
        source = only(self.decode(network), "drawn")
        check_whole("pixels", size, 1, MOST_PIXELS)
        return Image.open(io.BytesIO(picture_png(self.engine, self.space, source, size)))

    def save(
        self, network: Which, path: str | PathLike[str], *, resolution: int | None = None, colour: str = COLOUR
    ) -> Path:
        """Write one network, or what it is, as a file; the suffix chooses the format.

        The network: .safetensors, .pt and, where there is a way, .onnx. What it is: of shapes a mesh (.stl, .ply, .obj,
        .glb). A picture of it: .png.

        Args:
            network: which.
            path: the file.
            resolution: of a mesh, samples per axis; of a picture, pixels.
            colour: of a surface, "#rrggbb".

        Returns:
            The file.

        Raises:
            SelectionError: there are several; an unknown suffix; or there is nothing to write.
            DataError: the file cannot be written there.
        """
        source = only(self.decode(network), "saved")
        if resolution is not None:
            check_whole("samples per axis", resolution, 2, MOST_PIXELS)
        number = int(network) if isinstance(network, int | np.integer) else None
        if not isinstance(colour, str):
            raise SelectionError(f"{str(colour)[:60]} is no colour.", 'Write it as "#rrggbb".')
        try:
            return save_file(self.engine, self.space, source, number, Path(path), resolution, colour)
        except OSError as error:
            raise DataError(f"{path} cannot be written: {error.strerror or error}.", "Choose another place.") from error

    def __repr__(self) -> str:
        size = self.space.model.config.latent
        return f"<space {self.name!r}: {len(self)} {registry.kind(self.kind).networks}, {size}-d latents>"

    def _repr_html_(self) -> str:
        facts = {
            "networks": f"{len(self)} {registry.kind(self.kind).networks}",
            "held out": int((self.split == "heldout").sum()),
            "latents": f"{self.space.model.config.latent}-d",
            "encoder, decoder": f"{self.space.model.config.encoder}, {self.space.model.config.decoder}",
        }
        groups, first = np.unique(self.labels[self.space.group], return_index=True)
        sources = [Decoded.of(self.latents[i]) for i in first]
        captions = [f"{group} {i}" for group, i in zip(groups.tolist(), first.tolist(), strict=True)]
        pictures = pictures_html(self.engine, self.space, sources, captions)
        return f"<b>{escape(self.title)}</b>{numbers_html(facts)}{pictures}"

    def _networks(self, sources: Sequence[Decoded | Input | Raw]) -> Networks:
        return Networks(self.engine, self.space, sources)

    def _ids(self, ids: np.ndarray) -> list[int]:
        return ids_of(ids, self.space)

    def _latents(self, networks: Which) -> Float[np.ndarray, "n d"]:
        """Latents of ids or latents, checked."""
        if isinstance(networks, Networks):
            return networks.latents
        values = array_of(networks)
        if values.dtype.kind in "iu" and values.ndim < 2:
            return self.latents[self._ids(np.atleast_1d(values))]
        return latents_of(values, self.space.model.config.latent)

    def _latent(self, one: End) -> Float[np.ndarray, " d"]:
        latents = self._latents(one)
        if len(latents) != 1:
            raise SelectionError(f"A path has one network at each end, not {len(latents)}.", "Give an id or a latent.")
        return np.asarray(latents[0])

    def _end(self, one: End, kind: PathKind) -> int:
        """The id of a network: as it is given, or by its latent."""
        if isinstance(one, int | np.integer):
            return self._ids(np.asarray([one]))[0]
        latent = self._latent(one)
        same = np.flatnonzero((self.latents == latent).all(1))
        if not len(same):
            raise SelectionError(
                f'The path "{kind}" goes from one network of the zoo to another; this latent is none of theirs.',
                'Give ids, or take path="straight".',
            )
        return int(same[0])


@cache
def _engine(device: str | None) -> Engine:
    return Engine(device)


def open_space(path: str | PathLike[str], device: str | None = None) -> OpenSpace:
    """Open a space: a folder such as `pretrained/furniture`. All of it is checked first.

    Args:
        path: the folder.
        device: "cuda", "mps" or "cpu"; None: the best there is.

    Raises:
        BundleError: the folder holds no sound space; names the file and the reason.
        DeviceError: the device is not there.
    """
    engine = _engine(device)
    return OpenSpace(engine, engine.open(Path(path)))


def list_spaces(root: str | PathLike[str] = "pretrained") -> list[SpaceEntry]:
    """The spaces in a folder, by name, good or bad (`problem` then says why): reads the `space.json` files alone."""
    return entries_in(Path(root))
