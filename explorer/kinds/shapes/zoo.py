"""The furniture zoo: one Siren per procedural piece of furniture."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from explorer.files import save_tensors
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.fit import ShapeFit, fit_shapes
from explorer.networks.siren import Siren
from explorer.zoo.fit import fit_mean
from explorer.zoo.store import ZooFolder
from explorer.zoo.workers import Workers, check_amounts, run_batches, workers_of

MEAN_OF = 210  # pieces whose mean distance the shared initialisation is fitted to


def shared_init(arch: Siren, seed: int) -> dict[str, Tensor]:
    """The zoo's shared initialisation, fitted to the mean distance of its first pieces."""
    boxes = furniture.parts(torch.from_numpy(furniture.sample_furniture(MEAN_OF, seed).parameters))

    def mean_sdf(x: Tensor) -> Tensor:
        return furniture.parts_sdf(boxes, x[None].expand(MEAN_OF, -1, -1)).mean(0)[:, None]

    return fit_mean(arch, mean_sdf, torch.Generator().manual_seed(seed))


def make_zoo(
    out: Path,
    count: int,
    *,
    seed: int = 0,
    batch: int = 14,
    resume: bool = False,
    workers: int | Workers = 1,
    arch: Siren | None = None,
    config: ShapeFit | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ZooFolder:
    """Fit `count` networks into a zoo folder, batch by batch.

    Args:
        out: the folder; made if missing.
        count: networks; the last batch may hold a few more, which are left out when the zoo is read.
        seed: of shapes, points and initialisation.
        batch: networks fitted at once.
        resume: go on with the folder's unfinished zoo.
        workers: who fits, or how many processes, each a batch on a thread of its own. Small matrices gain little
            from a second thread: two batches side by side are done sooner than one after the other.
        arch: the networks' architecture; 3-64-64-64-1 if not given.
        config: how each network is fitted.
        progress: called with (networks done, networks wanted) after the start and each batch.

    Raises:
        ZooError: see `ZooFolder.create`; or `count` or `batch` is not positive.
    """
    check_amounts(count, batch, workers)
    arch, config = arch or Siren(), config or ShapeFit()
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
    missing = [i for i in range(-(-count // batch)) if not folder.batch_file(i).exists()]
    workers = workers_of(workers)

    def keep(index: int, made: tuple[dict[str, Tensor], float]) -> None:
        params, seconds = made
        folder.save_batch(index, params, seconds / workers.beside)

    run_batches(
        partial(_fit_one, folder.config, folder.load_init()), missing, item=int, keep=keep, count=count, batch=batch,
        workers=workers, progress=progress,
    )  # fmt: skip
    return folder


def _fit_one(stated: dict[str, Any], init: dict[str, Tensor], index: int) -> tuple[dict[str, Tensor], float]:
    """Fit one batch; its networks and the seconds it took. The networks depend on the arguments alone."""
    start = time.perf_counter()
    config, seed, batch = ShapeFit(**stated["fit"]), int(stated["seed"]), int(stated["batch"])
    generator = torch.Generator().manual_seed((seed + 1) * 1_000_003 + index)
    pieces = furniture.sample_furniture((index + 1) * batch, seed)
    boxes = furniture.parts(torch.from_numpy(pieces.parameters[index * batch :]))
    points, distances = furniture.near_surface_samples(boxes, config.pool, generator)
    params = fit_shapes(Siren(**stated["arch"]), init, points, distances, config, generator)
    return params, time.perf_counter() - start
