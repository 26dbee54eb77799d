"""The one door to the networks for everything that shows something.

One `Engine` serves all sessions of a process; every method may be called from any thread. Results depend on
(space version, source, resolution) alone and are kept under that key.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.data.images import Images, normalised
from explorer.errors import BundleError, DeviceError, LatentError, SelectionError
from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.jobs import Cancelled, Dropped, Jobs
from explorer.explore.engine.network_refs import Decoded, Input, Raw, Source
from explorer.kinds.classifiers.classification import Judgement, arch_indices, arch_shares, judge
from explorer.kinds.classifiers.model import ClassifierNetSpace, by_arch
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.occupancy import occupancy
from explorer.netspace.model import NetSpace
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import ClassifierSpace, Space, load_space, shapes_only

__all__ = ["Decoded", "Dropped", "Engine", "Input", "Raw", "Source", "choose_device"]

CACHE_BYTES = 256 * 2**20
NETWORKS_AT_ONCE = 16
IMAGES_AT_ONCE = 1000  # network x image pairs whose activations stay near the processor


def choose_device(name: str | None = None) -> torch.device:
    """The device of that name ("cuda", "cuda:1", "mps", "cpu"); without one the best there is.

    Raises:
        DeviceError: it is not there.
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    found = [kind for kind, yes in there.items() if yes]
    if name is None:
        return torch.device(found[0])
    remedy = f"Choose one of: {', '.join(found)}."
    try:
        device = torch.device(name)
    except RuntimeError:
        raise DeviceError(f"{name!r} is no device.", remedy) from None
    if device.type not in found or (device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count()):
        raise DeviceError(f"The device {name!r} is not there.", remedy)
    return device


class Engine:
    """Decodes latents and makes meshes; one a process.

    Args:
        device: "cuda", "mps" or "cpu"; None: the best there is.
        cache_bytes: memory for finished meshes.

    Raises:
        DeviceError: the device is not there.
    """

    def __init__(self, device: str | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self.device = choose_device(device)
        self._meshes: ByteCache[pv.PolyData] = ByteCache(cache_bytes)
        self._judged: ByteCache[Judgement] = ByteCache(cache_bytes // 4)
        self._jobs = Jobs()
        self._turn = threading.Lock()  # one mesh at a time: two at once would take twice as long each
        self._spaces: dict[Path, tuple[tuple[tuple[str, int, int], ...], Space]] = {}
        self._models: dict[str, NetSpace | ClassifierNetSpace] = {}
        self._lock = threading.Lock()

    def open(self, path: Path) -> Space:
        """The space in a folder; loaded again only when its files have changed.

        Raises:
            BundleError: the folder holds no sound space.
        """
        path = path.resolve()
        try:
            files = [(file.name, file.stat()) for file in sorted(path.iterdir())]
        except OSError:
            raise BundleError(f"There is no space in {path}.", "Check the path, or train a space.") from None
        stamp = tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in files)
        with self._lock:  # held while loading, so that two sessions do not load the same space twice
            known = self._spaces.get(path)
            if known is None or known[0] != stamp:
                known = (stamp, load_space(path))
                self._spaces[path] = known
            return known[1]

    def decode(self, space: Space, latents: Float[np.ndarray, "n d"]) -> Float[Tensor, "n count"]:
        """Flat weights of the networks at these latents, all in one pass; on the engine's device.

        Raises:
            LatentError: latents of the wrong size, or with values that are not finite.
        """
        latents = np.asarray(latents, dtype=np.float32)
        size = space.model.config.latent
        if latents.ndim != 2 or latents.shape[1] != size:
            raise LatentError(f"Got latents of shape {latents.shape}.", f"This space wants (any number, {size}).")
        if not np.isfinite(latents).all():
            raise LatentError("The latent holds values that are not finite.", "Start again from a network of the zoo.")
        with torch.inference_mode():
            return self._model(space).decode(torch.tensor(latents, device=self.device))

    def weights(self, space: Space, sources: Sequence[Source]) -> Float[Tensor, "n count"]:
        """Flat weights of networks of any source, in order; all latents are decoded in one pass.

        Raises:
            SelectionError: a network id or a share that does not exist.
            LatentError: as `decode`.
        """
        out = torch.empty(len(sources), space.layout.count, device=self.device)
        decoded = [(k, s) for k, s in enumerate(sources) if isinstance(s, Decoded)]
        if decoded:
            out[[k for k, _ in decoded]] = self.decode(space, stack_latents([s for _, s in decoded]))
        for k, source in enumerate(sources):
            match source:
                case Input(index):
                    out[k] = self._inputs(space, [index])[0]
                case Raw(a, b, t):
                    if not 0 <= t <= 1:
                        raise SelectionError(f"There is no network at a share of {t}.", "Choose a share from 0 to 1.")
                    space.check_average((a, b))
                    first, second = self._inputs(space, [a, b])
                    out[k] = torch.lerp(first, second, t)
        return out

    def mesh(self, space: Space, source: Source, resolution: int, cancelled: Cancelled | None = None) -> pv.PolyData:
        """The surface of a network's shape (see `mesh.sdf_to_mesh`); empty if it has none.

        The caller gets an object of its own, but the arrays are shared: never write into them.

        Args:
            space: the space.
            source: which network.
            resolution: samples per axis.
            cancelled: asked now and then; once it says yes, and every other caller of the same mesh too, the
                work is dropped.

        Raises:
            Dropped: nobody waits any more.
            SelectionError, LatentError, DataError: the source or the resolution is not possible.
        """
        return self._mesh(space, source, resolution, cancelled, None)

    def meshes(
        self, space: Space, sources: Sequence[Source], resolution: int, cancelled: Cancelled | None = None
    ) -> list[pv.PolyData]:
        """The surfaces of several networks, in order, all decoded in one pass; otherwise as `mesh`."""
        missing = [s for s in dict.fromkeys(sources) if (space.version, s, resolution) not in self._meshes]
        ready = dict(zip(missing, self.weights(space, missing), strict=True))
        return [self._mesh(space, source, resolution, cancelled, ready.get(source)) for source in sources]

    def answers(
        self,
        space: ClassifierSpace,
        sources: Sequence[Source],
        images: Images,
        check: Callable[[], None] = lambda: None,
    ) -> tuple[list[int], Float[Tensor, "n images classes"]]:
        """What classifiers of any source answer on images: one decode, one evaluation an architecture and chunk.

        Args:
            space: the space.
            sources: which networks.
            images: images of the space's form.
            check: called between chunks; may raise.

        Returns:
            The index of each network's architecture, and the logits, on the CPU.

        Raises:
            SelectionError, LatentError: a source is not possible.
        """
        entries = self.weights(space, sources)
        archs = arch_indices(space, sources)
        out = torch.empty(len(sources), len(images), space.archs[0].classes)
        for a, rows in by_arch(torch.tensor(archs)):
            out[rows] = self.logits(space, a, entries[rows], images, check)
        return archs, out

    def logits(
        self,
        space: ClassifierSpace,
        arch: int,
        entries: Float[Tensor, "n count"],
        images: Images,
        check: Callable[[], None] = lambda: None,
    ) -> Float[Tensor, "n images classes"]:
        """What networks of one architecture, given as PRep entries, answer on images; on the CPU. See `answers`."""
        model = self._classifiers(space)
        out = torch.empty(len(entries), len(images), space.archs[0].classes)
        with torch.inference_mode():
            for rows in torch.arange(len(entries)).split(NETWORKS_AT_ONCE):
                some = entries[rows].to(self.device)
                size = max(1, IMAGES_AT_ONCE // len(rows))
                for k, pixels in enumerate(images.pixels.split(size)):
                    check()
                    batch = normalised(pixels.to(self.device), model.mean, model.std)
                    out[rows, k * size : k * size + len(pixels)] = model.logits(arch, some, batch).cpu()
        return out

    def judge(
        self, space: ClassifierSpace, source: Source, count: int | None = None, cancelled: Cancelled | None = None
    ) -> Judgement:
        """A classifier judged on the first `count` test images of its space (None: on all).

        Kept under (space, source, count), as meshes are.

        Raises:
            Dropped: nobody waits any more.
            SelectionError, LatentError: the source is not possible, or `count` is not.
        """
        images = space.images.test
        count = len(images) if count is None else min(count, len(images))
        if count < 1:
            raise SelectionError(f"Nothing can be judged on {count} images.", "Use at least 1.")
        key = (space.version, source, -count)  # a mesh's resolution is positive
        found = self._judged.get(key)
        if found is not None:
            return found

        def work(check: Callable[[], None]) -> Judgement:
            with self._turn:
                check()
                archs, logits = self.answers(space, [source], images[:count], check)
                if isinstance(source, Decoded):
                    shares = arch_shares(space, source.array[None])[0]
                else:
                    shares = np.eye(len(space.archs), dtype=np.float32)[archs[0]]
                made = judge(logits[0], images.labels[:count], archs[0], shares)
            self._judged.put(key, made, made.predicted.nbytes + made.confidence.nbytes + made.confusion.nbytes)
            return made

        return self._jobs.run(key, work, cancelled)

    def sdf(
        self, space: Space, weights: Float[Tensor, "n count"], points: Float[Tensor, "p 3"]
    ) -> Float[Tensor, "n p"]:
        """Signed distances that the networks give at the same points; on the engine's device."""
        networks = FastSiren(shapes_only(space).arch, space.layout, weights.to(self.device))
        return networks(points.to(self.device, torch.float32))

    def occupancy(self, space: Space, weights: Float[Tensor, "n count"], resolution: int) -> Bool[Tensor, "n r r r"]:
        """Which samples of the dense grid over [-1, 1]^3 lie inside each network's shape, (x, y, z) order.

        For measurements: every sample is evaluated, none inferred. On the CPU, whatever the engine's device.
        """
        return occupancy(shapes_only(space).arch, space.layout, weights.to(self.device), resolution)

    def _mesh(
        self, space: Space, source: Source, resolution: int, cancelled: Cancelled | None, weights: Tensor | None
    ) -> pv.PolyData:
        key = (space.version, source, resolution)
        mesh = self._meshes.get(key)
        if mesh is None:

            def work(check: Callable[[], None]) -> pv.PolyData:
                with self._turn:
                    check()
                    row = self.weights(space, [source])[0] if weights is None else weights
                    made = self._make(space, row, resolution, check)
                self._meshes.put(key, made, made.actual_memory_size * 1024)
                return made

            mesh = self._jobs.run(key, work, cancelled)
        return mesh.copy(deep=False)

    def _make(
        self, space: Space, weights: Float[Tensor, " count"], resolution: int, check: Callable[[], None]
    ) -> pv.PolyData:
        network = FastSiren(shapes_only(space).arch, space.layout, weights[None])

        def field(points: Float[Tensor, "p 3"]) -> Float[Tensor, " p"]:
            check()
            return network(points)[0]

        return sdf_to_mesh(field, resolution, self.device).mesh

    def _inputs(self, space: Space, indices: Sequence[int]) -> Float[Tensor, "n count"]:
        return space.zoo.weights(indices).to(self.device)

    def _classifiers(self, space: ClassifierSpace) -> ClassifierNetSpace:
        model = self._model(space)
        assert isinstance(model, ClassifierNetSpace)
        return model

    def _model(self, space: Space) -> NetSpace | ClassifierNetSpace:
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
