"""A zoo of pictures: one Siren per picture, all from one initialisation."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from explorer.errors import ZooError
from explorer.files import save_tensors
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.pictures import as_floats, pixel_centres, sample
from explorer.kinds.images.zoo_pictures import FILE, ZooPictures
from explorer.netspace.model import NetSpace
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren, siren_batch
from explorer.zoo.fit import FitRates, fit_many, fit_mean
from explorer.zoo.store import ZooFolder
from explorer.zoo.workers import Workers, check_amounts, run_batches, workers_of

KIND = "images"  # of the zoo, in `zoo.json`
MEAN_OF = 700  # pictures whose mean the shared initialisation is fitted to


@dataclass(frozen=True, kw_only=True)
class PictureFit(FitRates):
    """How one network is fitted to a picture.

    Attributes, beside those of `FitRates`:
        points: pixels a step; all of them, if there are no more.
        jitter: how far a step's points lie from the pixels' centres at most, each way, in pixels: so that the
            network is smooth between the centres, as the picture is.
        floor: the loss is log(mean square error + floor): a picture that is hard to fit does not get all the steps.
    """

    steps: int = 240
    adam_rate: float = 4e-3
    muon_rate: float = 1e-2
    points: int = 1024
    jitter: float = 1.0
    floor: float = 1e-6


def shared_init(arch: Siren, pictures: ZooPictures, seed: int) -> dict[str, Tensor]:
    """The zoo's shared initialisation, fitted to the mean of its first training pictures."""
    rows = (~pictures.heldout).nonzero()[0][:MEAN_OF]
    mean = as_floats(torch.from_numpy(pictures.pixels[rows])).mean(0, keepdim=True)
    return fit_mean(arch, lambda x: sample(mean, x)[0], torch.Generator().manual_seed(seed))


def fit_pictures(
    arch: Siren,
    init: dict[str, Tensor],
    pixels: Float[Tensor, "n c s s"],
    config: PictureFit,
    generator: torch.Generator,
) -> dict[str, Tensor]:
    """Fit one Siren to each picture.

    Returns:
        Parameters with the batch axis in front, float32.
    """
    count, side = len(pixels), pixels.shape[-1]
    centres = pixel_centres(side, side)

    def loss(params: dict[str, Tensor], step: int) -> Tensor:
        del step
        points = centres
        if config.points < len(centres):
            points = centres[torch.randperm(len(centres), generator=generator)[: config.points]]
        shift = (torch.rand(points.shape, generator=generator) * 2 - 1) * (2 * config.jitter / side)
        points = (points + shift).clamp(-1, 1)
        error = siren_batch(arch, params, points.expand(count, -1, -1)) - sample(pixels, points)
        return (error.square().mean((1, 2)) + config.floor).log()

    return fit_many(init, count, loss, config)


def make_zoo(
    out: Path,
    pictures: ZooPictures,
    *,
    seed: int = 0,
    batch: int = 20,
    resume: bool = False,
    workers: int | Workers = 1,
    arch: Siren | None = None,
    config: PictureFit | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ZooFolder:
    """Fit one network to each picture into a zoo folder, batch by batch.

    Args:
        out: the folder; made if missing.
        pictures: what is fitted. A longer list that begins with the same pictures makes a zoo longer.
        seed: of points and initialisation.
        batch: networks fitted at once.
        resume: go on with the folder's unfinished zoo.
        workers: who fits, or how many processes, each a batch on a thread of its own.
        arch: the networks' architecture; `picture_siren` if not given.
        config: how each network is fitted.
        progress: called with (networks done, networks wanted) after the start and each batch.

    Raises:
        ZooError: see `ZooFolder.create`; nothing to fit, `batch` or `workers` not positive, an architecture of
            other channels, or the folder's zoo is of other pictures.
    """
    count = len(pictures)
    check_amounts(count, batch, workers)
    arch, config = arch or picture_siren(pictures.channels), config or PictureFit()
    if (arch.inputs, arch.outputs) != (2, pictures.channels):
        raise ZooError(
            f"A network of {arch.inputs} inputs and {arch.outputs} outputs is no picture of {pictures.channels} "
            "channels.",
            "Choose 2 inputs and as many outputs as channels.",
        )
    stated = {
        "kind": KIND,
        "count": count,
        "seed": seed,
        "batch": batch,
        "arch": asdict(arch),
        "fit": asdict(config),
        "data": pictures.data,
        "source": pictures.source,
        "sha256": pictures.sha256,
        "side": pictures.side,
        "channels": pictures.channels,
        "classes": list(pictures.classes),
    }
    # An absolute path: a worker that is there already may have another working directory.
    out = out.absolute()
    if resume and (out / FILE).exists():
        _check_grown(out, pictures)
    folder = ZooFolder.create(out, stated, resume=resume)
    pictures.save(out)
    init_file = out / "init.safetensors"
    if not init_file.exists():
        save_tensors(init_file, shared_init(arch, pictures, seed))
    missing = [i for i in range(-(-count // batch)) if not _whole(folder, i, min(batch, count - i * batch))]
    workers = workers_of(workers)

    def of_batch(index: int) -> tuple[int, UInt8[np.ndarray, "n c s s"]]:
        return index, pictures.pixels[index * batch : (index + 1) * batch]

    def keep(index: int, made: tuple[dict[str, Tensor], float]) -> None:
        params, seconds = made
        folder.save_batch(index, params, seconds / workers.beside)

    run_batches(
        partial(_fit_one, folder.config, folder.load_init()), missing, item=of_batch, keep=keep, count=count,
        batch=batch, workers=workers, progress=progress,
    )  # fmt: skip
    return folder


def _check_grown(out: Path, pictures: ZooPictures) -> None:
    """Whether a folder's zoo is of these pictures, or of the first of them, or of more."""
    old = ZooPictures.load(out)
    both = min(len(old), len(pictures))
    if old.digest(both) != pictures.digest(both):
        raise ZooError(
            f"{out} holds a zoo of other pictures.", "Use the same pictures and options to resume, or another --out."
        )
    if len(old) > len(pictures):
        raise ZooError(
            f"{out} holds a zoo of {len(old):,} pictures, not {len(pictures):,}.", "Ask for as many to resume it."
        )


def _whole(folder: ZooFolder, index: int, size: int) -> bool:
    """Whether a batch is there, with as many networks as it should have: the last one may have grown."""
    if not folder.batch_file(index).exists():
        return False
    return folder.batch_size(index) >= size


def _fit_one(
    stated: dict[str, Any], init: dict[str, Tensor], item: tuple[int, UInt8[np.ndarray, "n c s s"]]
) -> tuple[dict[str, Tensor], float]:
    """Fit one batch; its networks and the seconds it took. The networks depend on the arguments alone."""
    start = time.perf_counter()
    index, pictures = item
    generator = torch.Generator().manual_seed((int(stated["seed"]) + 1) * 1_000_003 + index)
    pixels = as_floats(torch.from_numpy(np.ascontiguousarray(pictures)))
    params = fit_pictures(Siren(**stated["arch"]), init, pixels, PictureFit(**stated["fit"]), generator)
    return params, time.perf_counter() - start


@dataclass(frozen=True)
class Zoo:
    """A zoo of pictures in memory.

    Attributes:
        arch: the networks' architecture.
        init: the shared initialisation, flat.
        weights: flat weights.
        pictures: what each network was fitted to.
        stated: the zoo's own account of itself (`zoo.json`).
    """

    arch: Siren
    init: Float[Tensor, " count"]
    weights: Float[Tensor, "n count"]
    pictures: ZooPictures
    stated: dict[str, Any]

    def __len__(self) -> int:
        return len(self.weights)

    @property
    def pixels(self) -> Float[Tensor, "n c s s"]:
        """The pictures, in [0, 1]."""
        return as_floats(torch.from_numpy(self.pictures.pixels))


def read_zoo(path: Path) -> Zoo:
    """All networks of a finished zoo of pictures.

    Raises:
        ZooError: there is none, it is of something else, not finished, or cannot be read.
    """
    folder = ZooFolder.open(path, KIND)
    pictures = ZooPictures.load(path)
    networks = folder.load_networks()
    arch = Siren(**folder.config["arch"])
    layout = NetSpace.layout_of(arch)
    weights = flatten(layout, networks)
    if len(weights) < len(pictures):
        raise ZooError(
            f"{path} holds {len(weights):,} of its {len(pictures):,} networks.",
            "Run its zoo command with --resume first.",
        )
    return Zoo(arch, flatten(layout, folder.load_init()), weights, pictures, folder.config)
