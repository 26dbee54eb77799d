"""The furniture zoo: one Siren per procedural piece of furniture."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from explorer.data import furniture
from explorer.errors import ZooError
from explorer.files import save_tensors
from explorer.networks.siren import Siren
from explorer.zoo.fit import FitConfig, fit_batch, fit_mean
from explorer.zoo.store import ZooFolder

MEAN_OF = 210  # pieces whose mean distance the shared initialisation is fitted to


def shared_init(arch: Siren, seed: int) -> dict[str, Tensor]:
    """The zoo's shared initialisation, fitted to the mean distance of its first pieces."""
    boxes = furniture.parts(torch.from_numpy(furniture.sample_furniture(MEAN_OF, seed).parameters))

    def mean_sdf(x: Tensor) -> Tensor:
        return furniture.parts_sdf(boxes, x[None].expand(MEAN_OF, -1, -1)).mean(0)

    return fit_mean(arch, mean_sdf, torch.Generator().manual_seed(seed))


def make_zoo(
    out: Path,
    count: int,
    *,
    seed: int = 0,
    batch: int = 14,
    resume: bool = False,
    arch: Siren | None = None,
    config: FitConfig | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ZooFolder:
    """Fit `count` networks into a zoo folder, batch by batch.

    Args:
        out: the folder; made if missing.
        count: networks; the last batch may hold a few more, which are left out when the zoo is read.
        seed: of shapes, points and initialisation.
        batch: networks fitted at once.
        resume: go on with the folder's unfinished zoo.
        arch: the networks' architecture; 3-64-64-64-1 if not given.
        config: how each network is fitted.
        progress: called with (networks done, networks wanted) after the start and each batch.

    Raises:
        ZooError: see `ZooFolder.create`; or `count` or `batch` is not positive.
    """
    if count < 1 or batch < 1:
        raise ZooError(f"Cannot make a zoo of {count} networks in batches of {batch}.", "Both must be at least 1.")
    arch, config = arch or Siren(), config or FitConfig()
    folder = ZooFolder.create(
        out,
        {
            "kind": "furniture",
            "count": count,
            "seed": seed,
            "batch": batch,
            "arch": asdict(arch),
            "fit": asdict(config),
        },
        resume=resume,
    )
    init_file = out / "init.safetensors"
    if not init_file.exists():
        save_tensors(init_file, shared_init(arch, seed))
    init = folder.load_init()
    batches = -(-count // batch)
    pieces = furniture.sample_furniture(batches * batch, seed)
    boxes = furniture.parts(torch.from_numpy(pieces.parameters))
    progress(min(count, folder.finished() * batch), count)
    for index in range(batches):
        if folder.batch_file(index).exists():
            continue
        start = time.perf_counter()
        generator = torch.Generator().manual_seed((seed + 1) * 1_000_003 + index)
        part = boxes[index * batch : (index + 1) * batch]
        points, distances = furniture.near_surface_samples(part, config.pool, generator)
        params = fit_batch(arch, init, points, distances, config, generator)
        folder.save_batch(index, params, time.perf_counter() - start)
        progress(min(count, (index + 1) * batch), count)
    return folder
