"""What is of pictures in the building of a space: what is learned from a zoo of them, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from explorer.data.images import ImageData
from explorer.errors import TrainingError
from explorer.kinds.images.networks import render_flat
from explorer.kinds.images.pictures import as_floats, psnr
from explorer.kinds.images.recipes import ImageRecipe
from explorer.kinds.images.signals import (
    Between,
    NetworkSource,
    PictureSource,
    between_pictures,
    have_outlines,
)
from explorer.kinds.images.silhouette import measures
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.space_pictures import SpacePictures
from explorer.kinds.images.storing import save_images
from explorer.kinds.images.trainer import ImageTrainer, TrainingData
from explorer.kinds.images.zoo import Zoo
from explorer.kinds.images.zoo_pictures import ZooPictures
from explorer.kinds.protocols import Report
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.networks.siren import Siren
from explorer.space.build import Judged
from explorer.space.bundle import MapArrays
from explorer.space.split import Split
from explorer.space.zooweights import ZooWeights

LEVELS = 48  # steps a standard deviation, of the zoo's weights as they are kept; see `explorer.space.zooweights`
LEAST = 256  # entries of a tensor that is kept so: these networks are small
CHUNK = 128
COMPONENTS_OF = 6000  # signals whose principal components an encoder may start from


def split_of(pictures: ZooPictures, ship: int | None) -> Split:
    """The zoo's own split; of the training networks the first `ship` travel with the space, or all.

    Raises:
        TrainingError: one of the two would be empty.
    """
    train, heldout = np.flatnonzero(~pictures.heldout), np.flatnonzero(pictures.heldout)
    if not (len(train) and len(heldout)):
        raise TrainingError(
            f"The zoo has {len(train)} networks to train on and {len(heldout)} held out.", "Make a larger zoo."
        )
    return Split.told(train, heldout, ship)


def other_pictures(zoo: Zoo, data: ImageData | None) -> UInt8[Tensor, "n c s s"]:
    """Pictures to learn from that may be no networks: a data set's training images, else the zoo's own.

    Raises:
        TrainingError: the data set is not the one that the zoo's pictures come from.
    """
    if data is None:
        return torch.from_numpy(zoo.pictures.pixels[~zoo.pictures.heldout])
    if data.sha256 != zoo.pictures.sha256:  # its training images could be held out here
        raise TrainingError(
            f"The zoo was made of other images ({zoo.pictures.data or zoo.pictures.source}).",
            "Give the folder of the same with --data.",
        )
    return data.train.pixels


def fitting_config(config: ModelConfig, arch: Siren) -> ModelConfig:
    """A recipe's parts for networks of these inputs and outputs: an encoder that asks them must know."""
    options = dict(config.encoder_options)
    if config.encoder in ("grid", "probe"):
        options |= {"inputs": arch.inputs, "outputs": arch.outputs}
    if config.encoder == "probe":
        options.setdefault("clamp", 1.0)  # values of pictures lie in [0, 1]
    return replace(config, encoder_options=options)


@torch.no_grad()
def prepare(
    model: NetSpace,
    init: Float[Tensor, " count"],
    weights: Float[Tensor, "n count"],
    readings: Callable[[], Tensor],
) -> None:
    """Start decoder and encoder from training networks, where they know how.

    Args:
        model: is changed.
        init: the zoo's initialisation.
        weights: of the training networks.
        readings: what the encoder starts from, as it reads; made only for one that can.
    """
    model.decoder.prepare(init, weights)
    if not hasattr(model.encoder, "prepare"):
        return
    model.encoder.prepare(readings())
    if hasattr(model.decoder, "follow"):
        model.decoder.follow(model.encoder.straight(model.read(weights)), weights)


@dataclass(frozen=True)
class ImageMaker:
    """See `explorer.space.build.SpaceMaker`. Which networks are held out is the zoo's own matter (`split_of`).

    Attributes:
        networks: the zoo.
        pictures: pictures to learn from that are no networks (`other_pictures`).
        recipe: parts and training.
    """

    networks: Zoo
    pictures: UInt8[Tensor, "n c s s"]
    recipe: ImageRecipe
    kind: ClassVar[str] = ImageSpace.kind

    @property
    def zoo(self) -> Mapping[str, Any]:
        """The zoo's own account of itself."""
        return self.networks.stated

    @property
    def rows(self) -> Int[np.ndarray, " n"]:
        """All networks of the zoo."""
        return np.arange(len(self.networks))

    def model(self) -> NetSpace:
        """A fresh `NetSpace` of the zoo's architecture."""
        return NetSpace(self.networks.arch, fitting_config(self.recipe.model, self.networks.arch))

    def form(self, model: NetSpace) -> Siren:
        """The architecture."""
        return model.arch

    def prepare(self, model: NetSpace, ids: Int[np.ndarray, " k"]) -> None:
        """Start encoder and decoder from pictures and training networks, where they know how."""

        def readings() -> Tensor:
            some = self.pictures[torch.linspace(0, len(self.pictures) - 1, COMPONENTS_OF).long().unique()]
            return PictureSource(model, some).readings(torch.arange(len(some)))

        prepare(model, self.networks.init, self.networks.weights[ids], readings)

    def trainer(self, model: NetSpace, split: Split, seed: int, report: Report) -> ImageTrainer:
        """On the zoo's networks and, if the recipe wants them, pictures and in-between ones."""
        data = training_data(model, self, split, seed, partial(report, "drawing pictures in between"))
        return ImageTrainer(model, data, self.recipe, seed)

    def stated(self) -> dict[str, Any]:
        """Where the pictures come from, and how many are learned from."""
        return {"data": self.networks.pictures.source, "pictures": len(self.pictures) if self.recipe.pictures else 0}

    def pack(self, model: NetSpace, ids: Int[np.ndarray, " k"]) -> ZooWeights:
        """At reduced precision, as differences from the initialisation."""
        return ZooWeights.pack(model.layout, self.networks.init, self.networks.weights[ids], LEVELS, LEAST)

    def read(self, model: NetSpace, weights: Float[Tensor, "k count"], ids: Int[np.ndarray, " k"]) -> Tensor:
        """All are of one architecture."""
        del ids
        return model.read(weights)

    def judge(
        self, model: NetSpace, weights: Float[Tensor, "k count"], latents: Float[Tensor, "k d"],
        ids: Int[np.ndarray, " k"],
    ) -> Judged:  # fmt: skip
        """Class and measures of each picture, and the PSNR of its decoded network."""
        full, originals = self.networks.weights[ids], self.networks.pixels[ids]
        found = _judge(model, full, weights, latents, originals)
        lost = {
            "levels": LEVELS,
            "psnr_full": round(float(found["full"].mean()), 3),
            "psnr_stored": round(float(found["stored"].mean()), 3),
        }
        labels = {**picture_labels(self.networks.pictures, ids), "psnr": found["decoded"].numpy()}
        return Judged(labels, {"zoo_precision": lost})

    def save(
        self, path: Path, *, title: str, model: NetSpace, zoo: ZooWeights, arrays: MapArrays,
        metrics: Mapping[str, Any], provenance: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """See `save_images`; with the pictures that the kept networks were fitted to."""
        own = self.networks.pictures
        kept = SpacePictures(
            own.pixels[arrays.zoo_rows], own.names[arrays.zoo_rows], own.data, own.classes, own.source
        )  # fmt: skip
        save_images(
            path, title=title, model=model, zoo=zoo, pictures=kept, arrays=arrays, metrics=metrics,
            provenance=provenance,
        )  # fmt: skip


def training_data(
    model: NetSpace, maker: ImageMaker, split: Split, seed: int, prepare: Callable[[int, int], None]
) -> TrainingData:
    """Signals of the zoo's networks and, if the recipe wants them, of pictures and in-between ones.

    Raises:
        TrainingError: in-between pictures are wanted, but these have no outlines.
    """
    recipe, pictures, zoo = maker.recipe, maker.pictures, maker.networks
    between: Between | None = None
    if recipe.between:
        if not have_outlines(pictures):
            raise TrainingError(
                "These pictures fill their frames: there are no outlines to move, so nothing is known in between.",
                "Use a recipe whose `between` is 0.",
            )
        between = between_pictures(model, pictures, recipe.signals, seed + 13, prepare)
    return TrainingData(
        NetworkSource(model, zoo.weights[split.train]),
        PictureSource(model, pictures) if recipe.pictures or recipe.between else None,
        between,
        NetworkSource(model, zoo.weights[split.heldout]),
        zoo.pictures.side,
    )


def picture_labels(pictures: ZooPictures, rows: np.ndarray) -> dict[str, np.ndarray]:
    """One array per label of these pictures: "kind" in words, measures as float32."""
    pixels = as_floats(torch.from_numpy(pictures.pixels[rows]))
    numbers = {name: values.numpy().astype(np.float32) for name, values in measures(pixels).items()}
    return {"kind": np.asarray(pictures.classes)[pictures.groups[rows]], **numbers}


@torch.inference_mode()
def _judge(
    model: NetSpace,
    full: Float[Tensor, "n count"],
    stored: Float[Tensor, "n count"],
    latents: Float[Tensor, "n d"],
    originals: Float[Tensor, "n c s s"],
) -> dict[str, Float[Tensor, " n"]]:
    """PSNR at the pixels' centres, in dB.

    Returns:
        decoded: of the decoded against the stored network.
        full: of the networks as they were fitted, against their pictures.
        stored: of the networks as they are stored, against their pictures.
    """
    side = originals.shape[-1]

    def drawn(weights: Tensor) -> Tensor:
        return render_flat(model.arch, model.layout, weights, side)

    found: dict[str, list[Tensor]] = {"decoded": [], "full": [], "stored": []}
    for a, b, z, picture in zip(*(t.split(CHUNK) for t in (full, stored, latents, originals)), strict=True):
        own = drawn(b)
        found["decoded"].append(psnr(drawn(model.decode(z)), own))
        found["full"].append(psnr(drawn(a), picture))
        found["stored"].append(psnr(own, picture))
    return {name: torch.cat(values).clone() for name, values in found.items()}
