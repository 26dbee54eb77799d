"""The one door to the networks for everything that shows something.

One `Engine` serves all sessions of a process; every method may be called from any thread. Results depend on
(space version, source, resolution) alone and are kept under that key.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import BundleError, LatentError, SelectionError
from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.jobs import Cancelled, Dropped, Jobs
from explorer.explore.engine.network_refs import Decoded, Input, Leaning, Raw, Refitted, Source
from explorer.netspace.compute import choose_device, enough_memory
from explorer.space.bundle import Space, load_space, stamp_of

__all__ = ["Decoded", "Dropped", "Engine", "Input", "Leaning", "Raw", "Refitted", "Source", "choose_device"]

Value = TypeVar("Value")

CACHE_BYTES = 96 * 2**20  # a thousand shapes at 64^3, or sixty at 256^3; a hand that drags fills any size in minutes


class Engine:
    """Decodes latents, and keeps what kinds make of the networks; one a process.

    Args:
        device: "cuda", "mps" or "cpu"; None: the best there is.
        cache_bytes: memory for finished results.

    Raises:
        DeviceError: the device is not there.
    """

    def __init__(self, device: str | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self.device = choose_device(device)
        self._made: ByteCache[Any] = ByteCache(cache_bytes)
        self._jobs = Jobs()
        self._turn = threading.Lock()  # one thing at a time: two at once would take twice as long each
        self._spaces: dict[Path, tuple[tuple[tuple[str, int, int, int, int], ...], Space]] = {}
        self._models: dict[str, nn.Module] = {}
        self._lock = threading.Lock()

    def open(self, path: Path) -> Space:
        """The space in a folder; loaded again only when its files have changed.

        Raises:
            BundleError: the folder holds no sound space.
        """
        path = path.absolute()  # not resolved: a space behind a link is called by the link
        stamp = stamp_of(path)
        if not stamp:
            raise BundleError(f"There is no space in {path}.", "Check the path, or train a space.")
        with self._lock:  # held while loading, so that two sessions do not load the same space twice
            known = self._spaces.get(path)
            if known is None or known[0] != stamp:
                known = (stamp, load_space(path))
                self._spaces[path] = known
            return known[1]

    def opened(self) -> list[Path]:
        """The folders of the spaces that are held in memory."""
        with self._lock:
            return list(self._spaces)

    def decode(self, space: Space, latents: Float[np.ndarray, "n d"]) -> Float[Tensor, "n count"]:
        """Flat weights of the networks at these latents, all in one pass; on the engine's device.

        Raises:
            LatentError: latents of the wrong size, or with values that are not finite.
            DeviceError: there is not enough memory.
        """
        latents = np.asarray(latents, dtype=np.float32)
        size = space.model.config.latent
        if latents.ndim != 2 or latents.shape[1] != size:
            raise LatentError(f"Got latents of shape {latents.shape}.", f"This space wants (any number, {size}).")
        if not np.isfinite(latents).all():
            raise LatentError("The latent holds values that are not finite.", "Start again from a network of the zoo.")
        with enough_memory(), torch.inference_mode():
            weights: Tensor = self.model(space).decode(torch.tensor(latents, device=self.device))
            return weights

    def weights(self, space: Space, sources: Sequence[Source]) -> Float[Tensor, "n count"]:
        """Flat weights of networks of any source, in order; all latents are decoded in one pass.

        Raises:
            SelectionError: a network id or a share that does not exist.
            LatentError: as `decode`.
        """
        out = torch.empty(len(sources), space.layout.count, device=self.device)
        decoded = [(k, s) for k, s in enumerate(sources) if isinstance(s, Decoded) and not isinstance(s, Refitted)]
        fits = list(dict.fromkeys(fit for s in sources if isinstance(s, Leaning) for fit, _ in s.toward))
        begun: dict[Refitted, Float[Tensor, " count"]] = {}
        if decoded:
            made = self.decode(space, stack_latents([*(s for _, s in decoded), *fits]))
            out[[k for k, _ in decoded]] = made[: len(decoded)]
            begun = dict(zip(fits, made[len(decoded) :], strict=True))
        for k, source in enumerate(sources):
            match source:
                case Refitted():
                    if source.weights.numel() != space.layout.count:
                        raise SelectionError("The fitted network is of another space.", "Open it there.")
                    out[k] = source.weights
                case Leaning(_, toward):
                    for fit, share in toward:
                        out[k] += share * (fit.weights.to(self.device) - begun[fit])
                case Input(index):
                    out[k] = self._inputs(space, [index])[0]
                case Raw(a, b, t):
                    if not 0 <= t <= 1:
                        raise SelectionError(f"There is no network at a share of {t}.", "Choose a share from 0 to 1.")
                    space.check_average((a, b))
                    first, second = self._inputs(space, [a, b])
                    out[k] = torch.lerp(first, second, t)
        return out

    def once(
        self,
        space: Space,
        source: Source,
        what: Hashable,
        work: Callable[[Callable[[], None]], Value],
        size: Callable[[Value], int],
        cancelled: Cancelled | None = None,
    ) -> Value:
        """What a kind makes of a network, made once: kept under (space version, source, what), bounded by memory.

        Args:
            space: the space.
            source: which network.
            what: what is made of it and how finely; the same key always means the same result.
            work: makes it; is given a function to call between its steps, which raises `Dropped` when nobody waits.
            size: bytes that a result takes.
            cancelled: asked now and then; once it says yes, and every other caller of the same too, the work is
                dropped.

        Raises:
            Dropped: nobody waits any more.
            DeviceError: there is not enough memory.
        """
        key = (space.version, source, what)
        found = self._made.get(key)
        if found is not None:
            kept: Value = found
            return kept

        def in_turn(check: Callable[[], None]) -> Value:
            with self._turn, enough_memory():
                check()
                made = work(check)
            self._made.put(key, made, size(made))
            return made

        return self._jobs.run(key, in_turn, cancelled)

    def made(self, space: Space, source: Source, what: Hashable) -> bool:
        """Whether `once` holds it already."""
        return (space.version, source, what) in self._made

    def _inputs(self, space: Space, indices: Sequence[int]) -> Float[Tensor, "n count"]:
        return space.zoo.weights(indices).to(self.device)

    def model(self, space: Space) -> Any:
        """The space's model on the engine's device; a space's own model stays where it is."""
        if self.device.type == "cpu":
            return space.model
        with self._lock:
            if space.version not in self._models:
                self._models[space.version] = copy.deepcopy(space.model).to(self.device)
            return self._models[space.version]


def stack_latents(sources: Sequence[Decoded]) -> Float[np.ndarray, "n d"]:
    """Their latents as one array.

    Raises:
        LatentError: they differ in size.
    """
    if len({len(source.latent) for source in sources}) > 1:
        raise LatentError("The latents differ in size.", "Take all of them from one space.")
    return np.stack([source.array for source in sources])
