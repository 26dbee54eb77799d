"""Functions run and judged, by way of the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.archs import arch_indices, shares_of
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.kinds.functions.space import FunctionSpace
from explorer.kinds.functions.task import Task
from explorer.netspace.architectures import by_arch

INPUTS_AT_ONCE = 2048
LEAST_SHARE = 0.01  # of the zoo's variance: a network that varies less is held to that


@dataclass(frozen=True)
class Judgement:
    """A network on the test inputs.

    Attributes:
        arch: index of its architecture in the space.
        shares: the architecture scores as shares of 1; of a network that was not decoded, 1 for its own.
        answers: logits, or values in their own units.
        worth: accuracy in percent, or R²; None where nobody knows what is right.
        confusion: inputs by true class (rows) and predicted class; None without.
    """

    arch: int
    shares: Float[np.ndarray, " archs"]
    answers: Float[np.ndarray, "n size"]
    worth: float | None
    confusion: Int[np.ndarray, "classes classes"] | None

    @property
    def predicted(self) -> Int[np.ndarray, " n"]:
        """Predicted class of every input."""
        return np.asarray(self.answers.argmax(1))

    @property
    def confidence(self) -> Float[np.ndarray, " n"]:
        """Its probability."""
        return np.asarray(torch.softmax(torch.from_numpy(self.answers), -1).amax(1).numpy())


def network_answers(
    engine: Engine,
    space: FunctionSpace,
    sources: Sequence[Source],
    inputs: Float[Tensor, n * shape],
    check: Callable[[], None] = lambda: None,
) -> tuple[list[int], Float[Tensor, "nets n size"]]:
    """What networks of any source answer at inputs: one decode, one evaluation an architecture and chunk.

    Args:
        engine: decodes.
        space: the space.
        sources: which networks.
        inputs: as the networks take them.
        check: called between chunks; may raise.

    Returns:
        The index of each network's architecture; and logits, or values in their own units, on the CPU.

    Raises:
        SelectionError, LatentError: a source is not possible.
    """
    entries = engine.weights(space, sources)
    archs = arch_indices(space, sources)
    return archs, entries_answers(engine, space, archs, entries, inputs, check)


def entries_answers(
    engine: Engine,
    space: FunctionSpace,
    archs: Sequence[int],
    entries: Float[Tensor, "nets count"],
    inputs: Float[Tensor, n * shape],
    check: Callable[[], None] = lambda: None,
) -> Float[Tensor, "nets n size"]:
    """The same of networks that are given as PRep entries."""
    model, task = engine.model(space), space.task
    out = torch.empty(len(entries), len(inputs), task.size)
    with torch.inference_mode():
        for a, every in by_arch(torch.tensor(list(archs))):
            for rows in every.split(model.at_once(a, min(len(inputs), INPUTS_AT_ONCE))):
                some = entries[rows].to(engine.device)
                for k, part in enumerate(inputs.split(INPUTS_AT_ONCE)):
                    check()
                    answers = task.answers(model.raw(a, some, part.to(engine.device)))
                    out[rows, k * INPUTS_AT_ONCE : k * INPUTS_AT_ONCE + len(part)] = answers.cpu()
    return out


def worths(task: Task, answers: Float[Tensor, "nets n size"], targets: Tensor) -> Float[np.ndarray, " nets"]:
    """How good networks are: accuracy in percent, or R², the mean over the outputs that vary.

    Args:
        task: what they are for.
        answers: logits, or values in their own units.
        targets: (n,) classes, or (n, size) values.
    """
    if task.classes:
        return np.asarray(100 * (answers.argmax(-1) == targets).float().mean(-1).numpy())
    variance = targets.var(0, correction=0)
    varies = variance > 0
    if not bool(varies.any()):
        return np.full(len(answers), np.nan, np.float32)
    errors = (answers - targets).square().mean(1)[:, varies]
    return np.asarray((1 - errors / variance[varies]).mean(1).numpy())


def agreements(
    task: Task, answers: Float[Tensor, "nets n size"], own: Float[Tensor, "nets n size"], scale: Float[Tensor, " size"]
) -> Float[np.ndarray, " nets"]:
    """How far networks do what others do: the share of equal predictions, or R² of the one against the other.

    Args:
        task: what they are for.
        answers: of the one, e.g. decoded networks: logits, or values in their own units.
        own: of the other, e.g. the input networks.
        scale: deviation of each output over the zoo: a network that varies less than a hundredth of that variance is
            held to it, or R² would mean nothing.
    """
    if task.classes:
        return np.asarray((answers.argmax(-1) == own.argmax(-1)).float().mean(-1).numpy())
    least = LEAST_SHARE * scale.cpu().square()
    variance = torch.maximum(own.var(1, correction=0), least)
    return np.asarray((1 - (answers - own).square().mean(1) / variance).mean(1).numpy())


def distances(
    task: Task, answers: Float[Tensor, "nets n size"], own: Float[Tensor, "n size"], scale: Float[Tensor, " size"]
) -> Float[np.ndarray, " nets"]:
    """How far functions are from one.

    Root mean square difference of probabilities, or of values in units of the zoo's spread.
    """
    if task.classes:
        differ = torch.softmax(answers, -1) - torch.softmax(own, -1)
        return np.asarray(differ.square().sum(-1).mean(-1).sqrt().numpy())
    return np.asarray(((answers - own) / scale.cpu()).square().mean((1, 2)).sqrt().numpy())


def judge_network(
    engine: Engine,
    space: FunctionSpace,
    source: Source,
    count: int | None = None,
    cancelled: Cancelled | None = None,
) -> Judgement:
    """A network judged on the first `count` test inputs of its space (None: on all).

    Raises:
        Dropped: nobody waits any more.
        SelectionError, LatentError: the source is not possible, or `count` is not.
    """
    inputs, targets = space.examples.only("test")
    total = len(inputs) if count is None else min(count, len(inputs))
    if total < 1:
        raise SelectionError(f"Nothing can be judged on {total} inputs.", "Use at least 1.")

    def work(check: Callable[[], None]) -> Judgement:
        archs, answers = network_answers(engine, space, [source], inputs[:total], check)
        shares = shares_of(space, source, archs[0])
        right = None if targets is None else targets[:total]
        worth = None if right is None else float(worths(space.task, answers, right)[0])
        confusion = None
        if right is not None and space.task.classes:
            size = space.task.size
            pairs = right * size + answers[0].argmax(-1)
            confusion = torch.bincount(pairs, minlength=size**2).reshape(size, size).numpy()
        return Judgement(archs[0], shares, answers[0].numpy(), worth, confusion)

    def size(made: Judgement) -> int:
        return int(made.answers.nbytes) + (0 if made.confusion is None else int(made.confusion.nbytes))

    return engine.once(space, source, ("judged", total), work, size, cancelled)
