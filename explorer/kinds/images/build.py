"""Building a space of pictures: from a zoo folder to a bundle."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
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
)  # fmt: skip
from explorer.kinds.images.silhouette import measures
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.space_pictures import SpacePictures
from explorer.kinds.images.storing import STORING, save_images
from explorer.kinds.images.trainer import ImageTrainer, TrainingData
from explorer.kinds.images.zoo import Zoo
from explorer.kinds.images.zoo_pictures import ZooPictures
from explorer.netspace.model import NetSpace
from explorer.netspace.trainer import RunFolder, TrainingStep, train
from explorer.space.bundle import MapArrays, half_precision
from explorer.space.map import fit_map
from explorer.space.split import Split, check_start
from explorer.space.zooweights import ZooWeights

LEVELS = 48  # steps a standard deviation, of the zoo's weights as they are kept; see `explorer.space.zooweights`
LARGE = 500  # entries of a tensor that is kept in such steps: pictures' networks are small
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
    return Split(train, heldout, train[: ship or len(train)])


def build_images(
    zoo: Zoo,
    out: Path,
    recipe: ImageRecipe,
    *,
    title: str,
    data: ImageData | None,
    seed: int,
    ship: int | None,
    run: RunFolder | None,
    provenance: Mapping[str, Any],
    start: ImageSpace | None = None,
    prepare: Callable[[int, int], None] = lambda done, total: None,
    progress: Callable[[TrainingStep], None] = lambda line: None,
) -> None:
    """Train a NetSpace on a zoo and write the bundle.

    Args:
        zoo: the networks; which are held out is the zoo's own matter.
        out: the bundle's folder; an older bundle there is replaced when the new one is whole.
        recipe: parts and training.
        title: of the space.
        data: the data set that the zoo's pictures come from: its training images are signals. None: the zoo's own
            training pictures are.
        seed: of everything drawn.
        ship: training networks that are shipped; None: all.
        run: checkpoints and curves.
        provenance: command and commit, for `space.json`.
        start: a space whose model training begins with, instead of a fresh one.
        prepare: called with (signals made, wanted).
        progress: called with each line of the training curve.

    Raises:
        TrainingError: see `split_of`, `check_start`, `other_pictures` and `train`.
    """
    split = split_of(zoo.pictures, ship)
    torch.manual_seed(seed)
    model = NetSpace(zoo.arch, recipe.model)
    pictures = other_pictures(zoo, split, data)
    if start is None:
        _begin(model, zoo, split, pictures)
    else:
        fits = start.model.parts() == model.parts() and start.arch == model.arch
        check_start(start, zoo.stated, split, fits=fits)
        model.load_state_dict(start.model.state_dict())
        provenance = {**provenance, "started_from": start.info["provenance"]}
    lesson = training_data(model, zoo, split, pictures, recipe, seed, prepare)
    seconds = train(ImageTrainer(model, lesson, recipe, seed), run, progress)
    stated = {
        **provenance,
        "seed": seed,
        "recipe": asdict(recipe),
        "zoo": zoo.stated,
        "trained_on": len(split.train),
        "pictures": len(pictures) if recipe.pictures else 0,
        "training_seconds": round(seconds),
        "device": f"cpu ({platform.machine()}, {torch.get_num_threads()} threads)",
        "data": zoo.pictures.source,
    }
    write_images(model, zoo, split, out, title, seed, stated)


def other_pictures(zoo: Zoo, split: Split, data: ImageData | None) -> UInt8[Tensor, "n c s s"]:
    """Pictures to learn from that may be no networks: a data set's training images, else the zoo's own.

    Raises:
        TrainingError: the data set is not the one that the zoo's pictures come from.
    """
    if data is None:
        return torch.from_numpy(zoo.pictures.pixels[split.train])
    if data.sha256 != zoo.pictures.sha256:  # its training images could be held out here
        raise TrainingError(
            f"The zoo was made of other images ({zoo.pictures.data or zoo.pictures.source}).",
            "Give the folder of the same with --data.",
        )
    return data.train.pixels


@torch.no_grad()
def _begin(model: NetSpace, zoo: Zoo, split: Split, pictures: UInt8[Tensor, "n c s s"]) -> None:
    """Start encoder and decoder from the training networks, where they know how."""
    weights = zoo.weights[split.train]
    model.decoder.prepare(zoo.init, weights)
    if hasattr(model.encoder, "prepare"):
        some = PictureSource(model, pictures[torch.linspace(0, len(pictures) - 1, COMPONENTS_OF).long().unique()])
        model.encoder.prepare(some.readings(torch.arange(len(some))))
        if hasattr(model.decoder, "follow"):
            model.decoder.follow(model.encoder.straight(model.read(weights)), weights)


def training_data(
    model: NetSpace, zoo: Zoo, split: Split, pictures: UInt8[Tensor, "n c s s"], recipe: ImageRecipe, seed: int,
    prepare: Callable[[int, int], None],
) -> TrainingData:  # fmt: skip
    """Signals of the zoo's networks and, if the recipe wants them, of pictures and in-between ones.

    Raises:
        TrainingError: in-between pictures are wanted, but these have no outlines.
    """
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


def write_images(
    model: NetSpace, zoo: Zoo, split: Split, out: Path, title: str, seed: int, provenance: Mapping[str, Any]
) -> None:
    """Encode the shipped networks as they will be stored, lay out the map, and save the bundle."""
    model.load_state_dict(half_precision(model))  # what is measured and mapped is what will be loaded
    rows = np.concatenate([split.shipped, split.heldout])
    packed = ZooWeights.pack(model.layout, zoo.init, zoo.weights[rows], LEVELS, LARGE)
    stored = packed.weights(range(len(rows)))
    with torch.inference_mode():
        read = [model.encode(model.read(part)) for part in stored.split(CHUNK)]
    latents = torch.cat(read).half().float().clone()  # the lower bits mean nothing and take space
    originals = zoo.pixels[torch.from_numpy(rows)]
    found = _judge(model, zoo.weights[rows], stored, latents, originals)
    pictures = SpacePictures(
        zoo.pictures.pixels[rows], zoo.pictures.names[rows], zoo.pictures.data, zoo.pictures.classes,
        zoo.pictures.source,
    )  # fmt: skip
    arrays = MapArrays(
        latents=latents.numpy(),
        positions=fit_map(latents.numpy(), seed, STORING.neighbours),
        labels={**picture_labels(zoo.pictures, rows), "psnr": found["decoded"].numpy()},
        split=np.asarray(["train"] * len(split.shipped) + ["heldout"] * len(split.heldout)),
        zoo_rows=rows.astype(np.int32),
    )
    lost = {
        "levels": LEVELS,
        "psnr_full": round(float(found["full"].mean()), 3),
        "psnr_stored": round(float(found["stored"].mean()), 3),
    }
    save_images(
        out, title=title, model=model, zoo=packed, pictures=pictures, arrays=arrays, metrics={},
        provenance={**provenance, "zoo_precision": lost},
    )  # fmt: skip


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
