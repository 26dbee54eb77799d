"""Image classifiers run and judged, by way of the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.data.images import Images, normalised
from explorer.errors import SelectionError
from explorer.explore.engine.archs import arch_indices, shares_of
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.kinds.classifiers.classification import Judgement, judge
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.ways import IMAGES, answer_fast
from explorer.netspace.architectures import by_arch

NETWORKS_AT_ONCE = 16


def network_answers(
    engine: Engine,
    space: ClassifierSpace,
    sources: Sequence[Source],
    images: Images,
    check: Callable[[], None] = lambda: None,
    coarse: bool = False,
) -> tuple[list[int], Float[Tensor, "n images classes"]]:
    """What classifiers of any source answer on images: one decode, one evaluation an architecture and chunk.

    Args:
        engine: decodes.
        space: the space.
        sources: which networks.
        images: images of the space's form.
        check: called between chunks; may raise.
        coarse: whether nearly all predictions are enough (`ways`); else logits are float32.

    Returns:
        The index of each network's architecture, and the logits, on the CPU.

    Raises:
        SelectionError, LatentError: a source is not possible.
    """
    entries = engine.weights(space, sources)
    archs = arch_indices(space, sources)
    out = torch.empty(len(sources), len(images), space.archs[0].classes)
    for a, rows in by_arch(torch.tensor(archs)):
        out[rows] = network_logits(engine, space, a, entries[rows], images, check, coarse)
    return archs, out


def network_logits(
    engine: Engine,
    space: ClassifierSpace,
    arch: int,
    entries: Float[Tensor, "n count"],
    images: Images,
    check: Callable[[], None] = lambda: None,
    coarse: bool = False,
) -> Float[Tensor, "n images classes"]:
    """What networks of one architecture, given as PRep entries, answer; on the CPU. See `network_answers`."""
    model = engine.model(space)
    out = torch.empty(len(entries), len(images), space.archs[0].classes)
    with torch.inference_mode():
        for rows in torch.arange(len(entries)).split(NETWORKS_AT_ONCE):
            params = model.params(arch, entries[rows].to(engine.device))
            for k, pixels in enumerate(images.pixels.split(IMAGES)):
                check()
                batch = normalised(pixels.to(engine.device), model.mean, model.std)
                logits = answer_fast(space.archs[arch], params, batch, coarse)
                out[rows, k * IMAGES : k * IMAGES + len(pixels)] = logits
    return out


def judge_network(
    engine: Engine,
    space: ClassifierSpace,
    source: Source,
    count: int | None = None,
    cancelled: Cancelled | None = None,
    coarse: bool = False,
) -> Judgement:
    """A classifier judged on the first `count` test images of its space (None: on all).

    `coarse`: see `network_answers`; for small pictures.

    Raises:
        Dropped: nobody waits any more.
        SelectionError, LatentError: the source is not possible, or `count` is not.
    """
    images = space.images.test
    total = len(images) if count is None else min(count, len(images))
    if total < 1:
        raise SelectionError(f"Nothing can be judged on {total} images.", "Use at least 1.")

    def work(check: Callable[[], None]) -> Judgement:
        archs, logits = network_answers(engine, space, [source], images[:total], check, coarse)
        shares = shares_of(space, source, archs[0])
        return judge(logits[0], images.labels[:total], archs[0], shares)

    def size(made: Judgement) -> int:
        return int(made.predicted.nbytes + made.confidence.nbytes + made.confusion.nbytes)

    return engine.once(space, source, ("judged", total, coarse), work, size, cancelled)
