"""What zoos cost: core-seconds of one network, measured here, times how many the zoo has.

One thread is timed by the processor time that it uses, so that other programs on the machine count little. Images and
distances are random: the time of a step does not depend on them. A zoo's networks are independent of each other, so
that N machines need an Nth of the time, as long as there are more batches than cores.
"""

from __future__ import annotations

import math
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from explorer.data.images import ImageData, Images
from explorer.errors import BenchError
from explorer.kinds.classifiers.networks import Classifier
from explorer.kinds.classifiers.zoo import train_network
from explorer.kinds.classifiers.zoo_plan import BATCH, ZooPlan
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.zoo import PictureFit, fit_pictures
from explorer.kinds.shapes.fit import ShapeFit, fit_shapes
from explorer.networks.siren import Siren

LEAST, MOST = 3, 60  # steps of a classifier's training that are timed: as many as take about a second
SHARE = 20  # of a Siren's fit this part is timed
CIFAR, TINY = 50_000, 100_000  # training images of CIFAR-10 and TinyImageNet


@dataclass(frozen=True)
class Unit:
    """What is measured.

    Attributes:
        name: of the network and its data.
        per: "image": seconds are of one training image; "network": of one whole fit.
        seconds: core-seconds.
    """

    name: str
    per: str
    seconds: float


@dataclass(frozen=True)
class ZooCost:
    """What a zoo costs.

    Attributes:
        name: of the zoo.
        networks: how many.
        core_hours: in all.
        hours: on as many machines as was asked for, in their order.
        price: in the unit of the price of a core-hour; None without one.
    """

    name: str
    networks: int
    core_hours: float
    hours: tuple[float, ...]
    price: float | None


@dataclass(frozen=True)
class Part:
    """Some networks of a zoo.

    Attributes:
        unit: name of what is measured.
        networks: how many.
        images: that one network sees in a pass over its data; 0: what is measured is a whole fit.
    """

    unit: str
    networks: int
    images: int = 0


def _paper(size: str, images: int, counts: Sequence[tuple[str, int]]) -> tuple[Part, ...]:
    return tuple(Part(f"{name}, {size}", count, images) for name, count in counts)


MULTI = (("LeNetLike", 60), ("VanillaCNN", 50), ("ResNet8", 60), ("ResNet32", 100), ("ResNet56", 1))
SIZES = {"CIFAR-10": (3, 32, 10), "TinyImageNet": (3, 64, 200)}
FURNITURE, CHAIRS, PICTURES = "Siren 3-64-64-64-1, shape", "Siren 3-256-256-1, shape", "Siren 2-24-24-24-1, picture"
MILLION = 1_000_000
ZOOS: dict[str, tuple[Part, ...]] = {
    "paper: ResNet8 on CIFAR-10": _paper("CIFAR-10", CIFAR, [("ResNet8", 132)]),
    "paper: four architectures on CIFAR-10, and their teacher": _paper("CIFAR-10", CIFAR, MULTI),
    "paper: LeNetLike and ResNet32 on CIFAR-10": _paper("CIFAR-10", CIFAR, [("LeNetLike", 40), ("ResNet32", 80)]),
    "paper: ResNet8 on TinyImageNet": _paper("TinyImageNet", TINY, [("ResNet8", 132)]),
    "paper: four architectures on TinyImageNet, and their teacher": _paper("TinyImageNet", TINY, MULTI),
    "paper: a thousand chairs, 3-256-256-1": (Part(CHAIRS, 1000),),
    "a million shapes, 3-64-64-64-1": (Part(FURNITURE, MILLION),),
    "a million pictures, 2-24-24-24-1": (Part(PICTURES, MILLION),),
    "a million LeNetLike on CIFAR-10": _paper("CIFAR-10", CIFAR, [("LeNetLike", MILLION)]),
    "a million ResNet8 on CIFAR-10": _paper("CIFAR-10", CIFAR, [("ResNet8", MILLION)]),
}


def measure(progress: Callable[[str], None] = lambda what: None) -> list[Unit]:
    """Core-seconds of everything that `ZOOS` is made of, on one thread of this machine."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        units = []
        for data, (channels, size, classes) in SIZES.items():
            for name, _ in MULTI:
                progress(f"{name}, {data}")
                seconds = _of_classifier(Classifier(name, channels, size, classes), data)
                units.append(Unit(f"{name}, {data}", "image", seconds))
        for name, fit in ((FURNITURE, _of_shapes(Siren(), 14)), (CHAIRS, _of_shapes(Siren(width=256, hidden=2), 4))):
            progress(name)
            units.append(Unit(name, "network", fit()))
        progress(PICTURES)
        return [*units, Unit(PICTURES, "network", _of_pictures(20))]
    finally:
        torch.set_num_threads(threads)


def costs(
    units: Sequence[Unit], *, passes: float, machines: Sequence[int], cores: int, price: float | None
) -> list[ZooCost]:
    """What each of `ZOOS` costs.

    Args:
        units: see `measure`.
        passes: over its data that a classifier's training takes, on average.
        machines: how many there are, in one case after the other.
        cores: of each.
        price: of a core for an hour.

    Raises:
        BenchError: one of the numbers is not positive.
    """
    check(passes=passes, machines=machines, cores=cores, price=price)
    seconds = {unit.name: unit.seconds for unit in units}
    found = []
    for name, parts in ZOOS.items():
        total = sum(part.networks * seconds[part.unit] * (part.images * passes or 1) for part in parts) / 3600
        times = tuple(total / (count * cores) for count in machines)
        networks = sum(part.networks for part in parts)
        found.append(ZooCost(name, networks, total, times, None if price is None else total * price))
    return found


def check(*, passes: float, machines: Sequence[int], cores: int, price: float | None) -> None:
    """Whether costs can be worked out for these; see `costs`.

    Raises:
        BenchError: one of the numbers is not positive, or not finite.
    """
    if not (0 < passes < math.inf and min(cores, *machines) > 0 and 0 <= (price or 0) < math.inf):
        raise BenchError("Passes, machines and cores are more than 0, a price is not less.", "Give other numbers.")


def processor() -> str:
    """This machine's model of processor."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return model or platform.processor() or platform.machine()


def machine() -> str:
    """This machine, in words."""
    return f"{processor()}, torch {torch.__version__}, one thread"


def _of_classifier(arch: Classifier, data: str) -> float:
    """Core-seconds of a training image: all that a step does, without the last look at statistics of batch norm."""
    generator = torch.Generator().manual_seed(0)
    pixels = torch.randint(0, 256, (4 * BATCH, arch.channels, arch.size, arch.size), generator=generator)
    images = Images(pixels.to(torch.uint8), torch.randint(0, arch.classes, (len(pixels),), generator=generator))
    classes = tuple(map(str, range(arch.classes)))
    whole = ImageData(data, classes, 0.5, 0.25, images, images, images, "random", "")
    plan = ZooPlan((arch,), (1,), 1, 1, 1e-3, False, arch, 1)

    def timed(steps: int) -> float:
        start = time.process_time()
        train_network(replace(plan, longest=steps), arch, whole, steps, best=False, seed=0)
        return time.process_time() - start

    timed(1)  # the first one allocates and compiles
    short = timed(1)  # with what is done once, however long a training is
    steps = min(MOST, max(LEAST, round(1 / max(short, 1e-3))))
    more = timed(1 + steps) - short
    if more <= 0:
        raise BenchError(f"{arch.name} on {data} could not be timed: {steps} steps took no time.", "Measure again.")
    return more / (steps * BATCH)


def _of_shapes(arch: Siren, batch: int) -> Callable[[], float]:
    def timed() -> float:
        generator = torch.Generator().manual_seed(0)
        whole = ShapeFit()
        config = ShapeFit(steps=whole.steps // SHARE, pool=8 * whole.points)
        points = torch.rand(batch, config.pool, 3, generator=generator) * 2 - 1
        distances = points.norm(dim=-1) - 0.5
        start = time.process_time()
        fit_shapes(arch, arch.init(generator), points, distances, config, generator)
        return (time.process_time() - start) / batch * whole.steps / config.steps

    return timed


def _of_pictures(batch: int) -> float:
    generator = torch.Generator().manual_seed(0)
    whole, arch = PictureFit(), picture_siren()
    config = PictureFit(steps=whole.steps // SHARE * 4)
    pixels = torch.rand(batch, 1, 28, 28, generator=generator)
    start = time.process_time()
    fit_pictures(arch, arch.init(generator), pixels, config, generator)
    return (time.process_time() - start) / batch * whole.steps / config.steps
