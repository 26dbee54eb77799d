"""Ways to run classifiers of one architecture on images, and which of them is the fastest on this machine.

All exact ways give the same logits but for rounding, so that the work by which they are compared is not done in vain:
the first parts of the first work are given to one way after the other, each is timed, and the fastest does the rest.
What is known is kept for the process. `torch.func.vmap` runs all networks in one grouped convolution: on a CPU that is
slower than one network after the other for most architectures, on a GPU it is not.

In bfloat16, predictions differ where the two highest logits are close to each other. Those images are run again in
float32: what is left differs in far fewer than one of a thousand.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from enum import StrEnum
from functools import cache

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.kinds.classifiers.networks import Architecture, Classifier, Parameters, bfloat16_helps, run, run_batch

IMAGES = 250  # that networks are given at once: their activations stay near the processor
PAIRS = 500  # of a network and an image, where networks run at once
TIMES = 4  # that each way is timed, the first of them slower as it prepares itself
DOUBT = 0.02  # of the spread of a network's logits for an image: where the two highest are closer, float32 decides. Of
# 40,000 answers in the shipped spaces, the 91 that bfloat16 changes lie below 0.012.


class Way(StrEnum):
    """How networks are run."""

    BATCHED = "batched"  # all at once
    EACH = "each"  # one after the other
    LAST = "channels last"  # so, with the memory of images and kernels in the order in which they are summed up
    HALF = "bfloat16"  # so, in bfloat16, and images in doubt again in float32


def ways_of(arch: Architecture, device: torch.device, coarse: bool = False) -> tuple[Way, ...]:
    """The ways to run networks of an architecture.

    Args:
        arch: the architecture.
        device: where they run.
        coarse: whether only the predictions are wanted, and nearly all of them are enough.
    """
    if device.type != "cpu":
        return (Way.BATCHED, Way.EACH)
    if not isinstance(arch, Classifier):  # a graph may ask for the usual order of memory
        return (Way.BATCHED, Way.EACH)
    half = (Way.HALF,) if coarse and bfloat16_here() else ()
    return (Way.BATCHED, Way.EACH, Way.LAST, *half)


@cache
def bfloat16_here() -> bool:
    """See `networks.bfloat16_helps`; asked once."""
    return bfloat16_helps()


def answer(
    way: Way, arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"]
) -> Float[Tensor, "nets n classes"]:
    """Logits of networks on the same normalised images.

    Args:
        way: how; all but `HALF` give the same but for rounding.
        arch: their architecture.
        params: theirs, with the batch axis in front.
        images: the images.
    """
    nets = len(next(iter(params.values())))
    if way is Way.BATCHED:
        return torch.cat([run_batch(arch, params, part) for part in images.split(max(1, PAIRS // nets))], 1)
    if way is not Way.EACH:
        images = images.contiguous(memory_format=torch.channels_last)
    one = {Way.EACH: _plain, Way.LAST: _last, Way.HALF: _half}[way]
    return torch.stack([one(arch, {name: value[k] for name, value in params.items()}, images) for k in range(nets)])


def _plain(arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
    return torch.cat([run(arch, params, part) for part in images.split(IMAGES)])


def _last(arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
    ordered = {k: v.contiguous(memory_format=torch.channels_last) if v.dim() == 4 else v for k, v in params.items()}
    return _plain(arch, ordered, images)


def _half(arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
    with torch.autocast(images.device.type, torch.bfloat16):
        logits = _last(arch, params, images).float()
    doubtful = in_doubt(logits)
    if doubtful.any():
        logits[doubtful] = _last(arch, params, images[doubtful])
    return logits


def in_doubt(logits: Float[Tensor, "n classes"]) -> Tensor:
    """Which images a network is too unsure of to be believed in bfloat16: booleans (n,)."""
    highest = logits.topk(2, dim=-1).values
    return highest[:, 0] - highest[:, 1] < DOUBT * (highest[:, 0] - logits.amin(-1))


class Fastest:
    """Which of several ways that do the same is the fastest, found out while they are used. Safe for threads."""

    def __init__(self, times: int = TIMES, clock: Callable[[], float] = time.perf_counter) -> None:
        self._times, self._clock = times, clock
        self._seconds: dict[Hashable, dict[Way, list[float]]] = {}
        self._lock = threading.Lock()

    def run(self, key: Hashable, ways: Sequence[Way], work: Callable[[Way], Tensor], size: int) -> Tensor:
        """Do some work: by a way that was not timed often enough yet, else by the fastest.

        Args:
            key: what the times depend on.
            ways: that do it.
            work: does it.
            size: how much it is; ways are compared by the time for one.
        """
        with self._lock:
            known = self._seconds.setdefault(key, {})
            for way in ways:
                known.setdefault(way, [])
            way = min(ways, key=lambda way: len(known[way]))
            settled = len(known[way]) >= self._times
            if settled:
                way = min(ways, key=lambda way: min(known[way]))
        start = self._clock()
        made = work(way)
        if not settled:
            with self._lock:
                known[way].append((self._clock() - start) / size)
        return made

    def found(self, key: Hashable) -> Way | None:
        """The fastest way for work of this kind; None: it is not known yet."""
        with self._lock:
            known = self._seconds.get(key, {})
            if not known or min(map(len, known.values())) < self._times:
                return None
            return min(known, key=lambda way: min(known[way]))


fastest = Fastest()


def answer_fast(
    arch: Architecture, params: Parameters, images: Float[Tensor, "n c s s"], coarse: bool = False
) -> Float[Tensor, "nets n classes"]:
    """`answer` by the fastest way, on the CPU.

    Args:
        arch: as there.
        params: as there.
        images: as there; about `IMAGES` of them.
        coarse: see `ways_of`.
    """
    nets = len(next(iter(params.values())))
    return fastest.run(
        situation(arch, images.device, nets, coarse),
        ways_of(arch, images.device, coarse),
        lambda way: answer(way, arch, params, images).cpu(),  # a GPU has only then done its work
        nets * len(images),
    )


def situation(arch: Architecture, device: torch.device, nets: int, coarse: bool = False) -> Hashable:
    """What it depends on which way is the fastest."""
    name = arch if isinstance(arch, Classifier) else (arch.name, arch.count)
    return (name, str(device), nets > 1, coarse, torch.get_num_threads())
