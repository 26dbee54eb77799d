"""Training by several processes together, on several devices or machines, as `torchrun` starts them.

Every process (a *rank*) holds the whole model, draws networks of its own and averages its gradient with the others':
a step of N ranks is a step on N times the draws. All hold the same parameters at all times; rank 0 alone writes. Our
own averaging, not `DistributedDataParallel`: losses run the model's parts as functions, past any module's `forward`.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

from explorer.errors import TrainingError

WAIT = timedelta(hours=2)  # for another rank at one exchange; one that ended is noticed at once
STRIDE = 1_000_003  # between the seeds of ranks

Value = TypeVar("Value")


@dataclass(frozen=True)
class Group:
    """The processes of a training.

    Attributes:
        rank: this one's number.
        size: how many there are.
    """

    rank: int = 0
    size: int = 1

    @property
    def writes(self) -> bool:
        """Whether this process is the one that writes files and speaks."""
        return self.rank == 0

    def seed(self, seed: int) -> int:
        """A seed of this rank's own draws; that of rank 0 is as given."""
        return seed + STRIDE * self.rank

    def average_gradients(self, parameters: Sequence[torch.nn.Parameter]) -> None:
        """Replace each gradient by its mean over all ranks, in one exchange; one that is missing counts as zero.

        Raises:
            TrainingError: another rank ended.
        """
        if self.size == 1:
            return
        flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in parameters])
        self._exchange(lambda: dist.all_reduce(flat))
        flat /= self.size
        for parameter, mean in zip(parameters, flat.split([p.numel() for p in parameters]), strict=True):
            parameter.grad = mean.view_as(parameter)

    def mean(self, values: Tensor) -> Tensor:
        """The mean of numbers over all ranks. Raises as `average_gradients`."""
        if self.size == 1:
            return values
        total = values.clone()
        self._exchange(lambda: dist.all_reduce(total))
        return total / self.size

    def gather(self, value: Tensor) -> list[Tensor]:
        """The tensors of all ranks, in order, of one shape, on the CPU. Raises as `average_gradients`."""
        if self.size == 1:
            return [value]
        found = [torch.empty_like(value) for _ in range(self.size)]
        self._exchange(lambda: dist.all_gather(found, value))
        return found

    def from_first(self, value: Value) -> Value:
        """What rank 0 has: tensors and plain data. Raises as `average_gradients`."""
        if self.size == 1:
            return value
        data = b""
        if self.writes:
            buffer = io.BytesIO()
            torch.save(value, buffer)
            data = buffer.getvalue()
        size = torch.tensor([len(data)])
        self._exchange(lambda: dist.broadcast(size, 0))
        sent = torch.frombuffer(bytearray(data or bytes(int(size))), dtype=torch.uint8)
        self._exchange(lambda: dist.broadcast(sent, 0))
        found: Value = torch.load(io.BytesIO(sent.numpy().tobytes()), map_location="cpu", weights_only=True)
        return found

    @staticmethod
    def _exchange(what: Any) -> None:
        try:
            what()
        except RuntimeError as error:
            reason = str(error).partition("\n")[0][:200]
            raise TrainingError(
                f"Another process of this training ended, or cannot be reached: {reason}",
                "See its own message. Start the training again with --resume: it goes on from the last checkpoint.",
            ) from error


ALONE = Group()


def group() -> Group:
    """The group that this process is in; `ALONE` without one."""
    if not (dist.is_available() and dist.is_initialized()):
        return ALONE
    return Group(dist.get_rank(), dist.get_world_size())


def started_by_torchrun() -> bool:
    """Whether this is one of several processes that torchrun started."""
    return int(os.environ.get("WORLD_SIZE") or 1) > 1 and "RANK" in os.environ


@contextlib.contextmanager
def joined() -> Iterator[Group]:
    """A context in which the processes that torchrun started are a group; `ALONE` otherwise.

    Ranks other than 0 say nothing on stdout.

    Raises:
        TrainingError: they cannot reach each other.
    """
    if not started_by_torchrun():
        yield ALONE
        return
    backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
    try:
        dist.init_process_group(backend, timeout=WAIT)
    except (RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise TrainingError(
            f"The processes of this training do not find each other: {reason}",
            "Start them with torchrun; on several machines with --rdzv-endpoint HOST:PORT that all can reach.",
        ) from error
    try:
        found = group()
        with contextlib.nullcontext() if found.writes else _silent():
            yield found
    finally:
        dist.destroy_process_group()


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):  # noqa: PTH123 - no path of ours
        yield


def own_device(name: str | None) -> str | None:
    """The device of this rank: of several GPUs the one with its number on this machine, unless one was named."""
    if not started_by_torchrun() or name not in ("cuda", "auto") or not torch.cuda.is_available():
        return name
    return f"cuda:{int(os.environ.get('LOCAL_RANK') or 0) % torch.cuda.device_count()}"
