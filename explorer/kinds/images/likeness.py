"""When two pictures are alike: their pixels, and the weights of their networks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Int, UInt8

from explorer.explore.engine.engine import Engine, Source
from explorer.kinds.images.pictures import as_bytes
from explorer.kinds.images.rendering import values_of
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.lru import LruCache
from explorer.space.bundle import Space

CHUNK = 64
REMEMBERED = 4  # spaces

_zoos = LruCache[np.ndarray](REMEMBERED)  # the pictures of all networks of a space

Found = tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]
Near = tuple[Int[np.ndarray, " j"], Float[np.ndarray, " j"]]


class ImageLikeness:
    """See `protocols.Likeness`."""

    function = "their pictures are alike (root mean square difference)"
    weights = "their numbers are alike (all began at the same)"
    unit = "{:.3f} of black to white"

    def in_function(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        report: Callable[[int, int], None],
    ) -> Found:
        """At the centres of the space's pixels; of the zoo the networks as they were trained."""
        images = images_only(space)
        zoo = _zoos.get(space.version, lambda: _zoo_pictures(images, report))
        own = values_of(engine, images, source).flatten().numpy()
        errors = [np.square(zoo[some].astype(np.float32) / 255 - own).mean(1) for some in _parts(ids)]
        return ids, np.sqrt(np.concatenate(errors)).astype(np.float64)

    def in_weights(self, engine: Engine, space: Space, source: Source, ids: Int[np.ndarray, " n"], near: Near) -> Found:
        """Networks of pictures share their initialisation: their weights are compared as they are, all of them."""
        del near
        return ids, images_only(space).weight_distances(engine.weights(space, [source])[0].cpu(), ids)


LIKENESS = ImageLikeness()


def _parts(ids: Int[np.ndarray, " n"]) -> list[Int[np.ndarray, " m"]]:
    return np.array_split(ids, max(1, len(ids) // CHUNK))


def _zoo_pictures(space: ImageSpace, report: Callable[[int, int], None]) -> UInt8[np.ndarray, "n values"]:
    out = np.empty((len(space), space.pictures.pixels[0].size), dtype=np.uint8)
    for start in range(0, len(space), CHUNK):
        some = range(start, min(start + CHUNK, len(space)))
        out[some.start : some.stop] = as_bytes(space.drawn(space.zoo.weights(some))).flatten(1).numpy()
        report(some.stop, len(space))
    return out
