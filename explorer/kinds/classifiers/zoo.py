"""Zoos of image classifiers: of one architecture or several, trained for very different times or at their best.

Every network has an initialisation and an order of images of its own, from the zoo's seed and its index. It is kept
with its batch norm folded. A zoo has a *teacher* besides: one strong network, whose softened predictions spaces of
several architectures are distilled from.
"""

from __future__ import annotations

import functools
import math
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import ImageData, Images, load_images, normalised
from explorer.data.kept import FILE as KEPT
from explorer.data.kept import keep_images, kept_images
from explorer.errors import ZooError
from explorer.files import save_tensors
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.networks import Architecture, Classifier, fold, run
from explorer.kinds.classifiers.zoo_plan import ZooPlan
from explorer.zoo.fit import one_cycle
from explorer.zoo.imported import Record
from explorer.zoo.store import ZooFolder, load_tensors
from explorer.zoo.workers import Workers, workers_of

NORM_BATCHES = 8  # over which the statistics of batch norm are taken at the end: those of a short training mean nothing
CHECKS = 5  # times in its second half that a training looks whether it is at its best
JUDGE_CHUNK = 1000
TEACHER = "teacher.safetensors"
SNAPSHOT = "snapshot/"  # before their numbers and names in a network's file


def make_zoo(
    out: Path,
    plan: ZooPlan,
    data: ImageData,
    *,
    keep: bool = False,
    device: str = "cpu",
    resume: bool = False,
    workers: int | Workers = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ZooFolder:
    """Train a zoo and its teacher into a folder, network by network.

    Args:
        out: the zoo's folder; made if missing.
        plan: what it holds.
        data: the images.
        keep: keep the images beside the networks: of a folder of pictures, which may change or go.
        device: where networks are trained; on another than the CPU side by side only if there is room.
        resume: go on with the folder's unfinished zoo.
        workers: who trains, or how many processes, each a network on a thread of its own.
        progress: called with (networks done, wanted), the teacher counted as one.

    Raises:
        ZooError: see `ZooFolder.create`; or `workers` is not positive.
    """
    if isinstance(workers, int) and workers < 1:
        raise ZooError(f"{workers} workers train nothing.", "Use at least 1.")
    stated = {"kind": "classifiers", "count": plan.total, "batch": 1, "data": data.name, "sha256": data.sha256}
    # With several architectures the order in which they come depends on their counts.
    growing = ("count", "counts") if len(plan.archs) == 1 else ()
    stated |= {"kept": keep} if keep else {}
    zoo = ZooFolder.create(out, {**stated, **plan.stated()}, resume=resume, growing=growing)
    if keep and not (zoo.path / KEPT).exists():
        keep_images(data, zoo.path)
    missing = [k for k in range(plan.total) if not zoo.batch_file(k).exists()]
    if not (out / TEACHER).exists():
        missing.insert(0, _TEACHER)  # the longest training first, so that no worker waits for it at the end
    done = plan.total + 1 - len(missing)
    progress(done, plan.total + 1)
    workers = workers_of(workers)
    for place, (params, seconds) in workers.run(functools.partial(_train_one, plan, data, device), missing):
        if missing[place] == _TEACHER:
            save_tensors(zoo.path / TEACHER, params)
        else:
            zoo.save_batch(missing[place], params, seconds / workers.beside)
        done += 1
        progress(done, plan.total + 1)
    return zoo


_TEACHER = -1  # its index among the networks to train


def zoo_images(path: Path, stated: Mapping[str, Any], folder: Path | None = None) -> ImageData:
    """The images that a zoo's networks are trained on: kept beside them, or a data set's.

    Args:
        path: the zoo's folder.
        stated: what `zoo.json` says.
        folder: of the data set's files, where they are not found.

    Raises:
        DataError: they are not there, or damaged.
    """
    return kept_images(path) if stated.get("kept") else load_images(str(stated.get("data")), folder)


def _train_one(plan: ZooPlan, data: ImageData, device: str, index: int) -> tuple[dict[str, Tensor], float]:
    """Train one network (or the teacher); its parameters, which depend on the arguments alone, and the seconds."""
    start = time.perf_counter()
    if index == _TEACHER:
        params = train_network(plan, plan.teacher, data, plan.teacher_steps, best=True, seed=plan.seed, device=device)
        return params, time.perf_counter() - start
    arch = plan.archs[plan.arch_of(index)]
    seed = (plan.seed + 1) * 1_000_003 + index
    *snapshots, params = train_with_snapshots(
        plan, arch, data, plan.steps_of(index), plan.stops_of(index), best=plan.best, seed=seed, device=device
    )
    kept = {f"{SNAPSHOT}{k}/{name}": value for k, one in enumerate(snapshots) for name, value in one.items()}
    return {**params, **kept}, time.perf_counter() - start


def train_network(
    plan: ZooPlan,
    arch: Architecture,
    data: ImageData,
    steps: int,
    *,
    best: bool,
    seed: int,
    device: str = "cpu",
) -> dict[str, Tensor]:
    """Train one network by Adam on the cross-entropy.

    Args:
        plan: learning rate and precision.
        arch: its architecture.
        data: the images; test images are not touched.
        steps: optimizer steps.
        best: keep it as it was when it was best on the validation images (looked at `CHECKS` times in the second
            half and at the end).
        seed: of the initialisation and of the order of the images.
        device: where it is trained.

    Returns:
        Its parameters, batch norm folded; on the CPU.
    """
    return train_with_snapshots(plan, arch, data, steps, (), best=best, seed=seed, device=device)[-1]


def train_with_snapshots(
    plan: ZooPlan,
    arch: Architecture,
    data: ImageData,
    steps: int,
    stops: Collection[int],
    *,
    best: bool,
    seed: int,
    device: str = "cpu",
) -> list[dict[str, Tensor]]:
    """As `train_network`, with the network as it was after each of the steps `stops`, in order, before that at the end.

    The statistics of batch norm are taken afresh for each.
    """
    with torch.random.fork_rng(devices=[]):  # of the initialisation, and of what a user's module draws (dropout)
        torch.manual_seed(seed)
        module = arch.module(norm=True).to(device)
        return _trained(module, plan, arch, data, steps, stops, best=best, seed=seed)


def _trained(
    module: nn.Module, plan: ZooPlan, arch: Architecture, data: ImageData, steps: int, stops: Collection[int], *,
    best: bool, seed: int,
) -> list[dict[str, Tensor]]:  # fmt: skip
    # Users' modules may call `view`, which other layouts of memory do not bear.
    laid = _contiguous
    # oneDNN writes beyond its memory where AVX2 is the best that there is, in the gradients of strided 1x1 convolutions
    # of channels that are no multiple of 8, if these lie last (seen with torch 2.13).
    if isinstance(arch, Classifier) and arch.width % 8 == 0:
        module, laid = module.to(memory_format=torch.channels_last), _channels_last  # type: ignore[call-overload]
    device = next(module.parameters()).device
    generator = torch.Generator().manual_seed(seed)
    adam = torch.optim.Adam(module.parameters(), lr=plan.rate, fused=True)
    looks = {steps - round(k * steps / (2 * CHECKS)) for k in range(CHECKS)} if best else {steps}
    kept, highest, snapshots = dict[str, Tensor](), -1.0, list[dict[str, Tensor]]()
    for step, rows in enumerate(_draws(len(data.train), steps, plan.images, generator), 1):
        module.train()
        adam.param_groups[0]["lr"] = plan.rate * one_cycle(step - 1, steps)
        images = normalised(data.train.pixels[rows].to(device), data.mean, data.std)
        with torch.autocast(device.type, torch.bfloat16, enabled=plan.bfloat16):
            logits = module(laid(images))
        loss = F.cross_entropy(logits.float(), data.train.labels[rows].to(device))
        adam.zero_grad()
        loss.backward()
        adam.step()
        if step not in looks and step not in stops:
            continue
        _settle(module, data, plan.images, generator)
        folded = arch.folded(module.state_dict()) if isinstance(arch, GraphClassifier) else fold(module)
        params = {name: value.detach().clone().cpu() for name, value in folded.items()}  # it is trained further
        if step in stops:
            snapshots.append({name: value.clone() for name, value in params.items()})  # it may be the best one, too
        score = accuracy(arch, params, data.validation, data) if best and step in looks else 0.0
        if step in looks and score > highest:
            kept, highest = params, score
    return [*snapshots, kept]


def _contiguous(images: Tensor) -> Tensor:
    """A clone: an axis of one channel would be thought to lie in any order, and layers to want channels last."""
    return images.clone(memory_format=torch.contiguous_format)


def _channels_last(images: Tensor) -> Tensor:
    return images.contiguous(memory_format=torch.channels_last)


def _draws(count: int, steps: int, batch: int, generator: torch.Generator) -> Iterator[Tensor]:
    """Row numbers of `steps` batches, epoch after epoch in a new order; incomplete batches are left out."""
    size = min(batch, count)
    each = count // size
    for epoch in range(math.ceil(steps / each)):
        order = torch.randperm(count, generator=generator)
        for k in range(min(each, steps - epoch * each)):
            yield order[k * size : (k + 1) * size]


@torch.no_grad()
def _settle(module: nn.Module, data: ImageData, batch: int, generator: torch.Generator) -> None:
    """Take the statistics of batch norm afresh, as the mean over some batches of training images."""
    norms = [m for m in module.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm) and m.track_running_stats]
    if not norms:
        return
    device = next(module.parameters()).device
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a cumulative mean
    module.train()
    for rows in _draws(len(data.train), NORM_BATCHES, batch, generator):
        module(_contiguous(normalised(data.train.pixels[rows].to(device), data.mean, data.std)))
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum


@torch.inference_mode()
def accuracy(arch: Architecture, params: dict[str, Tensor], images: Images, data: ImageData) -> float:
    """Share of the images that a network gives the right class, in percent."""
    right = 0
    for pixels, labels in zip(images.pixels.split(JUDGE_CHUNK), images.labels.split(JUDGE_CHUNK), strict=True):
        logits = run(arch, params, normalised(pixels, data.mean, data.std))
        right += int((logits.argmax(1) == labels).sum())
    return 100 * right / len(images)


@dataclass(frozen=True)
class Trained:
    """The networks of a zoo of classifiers.

    Attributes:
        plan: what the zoo holds.
        archs: which of the plan's architectures each network has.
        params: their parameters.
        steps: length of each training; empty where it is not known.
        teacher: the teacher's parameters.
        stated: the zoo's own account of itself (`zoo.json`).
        records: what is known of networks that others trained; empty where the zoo was made here.
        snapshots: of each network those that its training passed; empty where none were kept.
    """

    plan: ZooPlan
    archs: list[int]
    params: list[dict[str, Float[Tensor, ...]]]
    steps: list[int]
    teacher: dict[str, Float[Tensor, ...]]
    stated: dict[str, Any]
    records: tuple[Record, ...] = ()
    snapshots: tuple[list[dict[str, Float[Tensor, ...]]], ...] = ()

    def __len__(self) -> int:
        return len(self.params)


_STATED = {"data": str, "sha256": str, "batch": int}  # what `make_zoo` writes down besides the plan


def read_zoo(folder: Path) -> Trained:
    """All networks of a zoo of classifiers.

    Raises:
        ZooError: there is none, it is not finished, or it cannot be read.
    """
    zoo = ZooFolder.open(folder, "classifiers")
    untold = [name for name, kind in _STATED.items() if not isinstance(zoo.config.get(name), kind)]
    if untold:
        raise ZooError(f"{folder / 'zoo.json'} does not say the zoo's {', '.join(untold)}.", "Make the zoo again.")
    plan = ZooPlan.from_stated(zoo.config)
    lacking = ""
    if zoo.finished() < plan.total:
        lacking = f"holds {zoo.finished()} of its {plan.total} networks"
    elif not (folder / TEACHER).exists():
        lacking = f"holds all of its {plan.total} networks, but its teacher ({TEACHER}) is missing"
    if lacking:
        raise ZooError(f"{folder} {lacking}.", "Run its zoo command with --resume first.")
    every = range(plan.total)
    files = [load_tensors(zoo.batch_file(k)) for k in every]
    return Trained(
        plan,
        [plan.arch_of(k) for k in every],
        [{name: value for name, value in file.items() if not name.startswith(SNAPSHOT)} for file in files],
        [plan.steps_of(k) for k in every],
        load_tensors(folder / TEACHER),
        zoo.config,
        snapshots=tuple(_snapshots(file, plan.snapshots) for file in files) if plan.snapshots else (),
    )


def _snapshots(file: Mapping[str, Tensor], most: int) -> list[dict[str, Tensor]]:
    """Those that a network's file holds."""
    every = [f"{SNAPSHOT}{k}/" for k in range(most)]
    found = [{n.removeprefix(one): value for n, value in file.items() if n.startswith(one)} for one in every]
    return [one for one in found if one]
