"""Triangles asked about points in space: how often they wind around one, and which of their points is nearest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from jaxtyping import Float, Int

SHARPEST = 0.5  # cosine between a vertex's way out and its triangles', below which the way is not made longer


@dataclass(frozen=True)
class Triangles:
    """Vertices, and indices of three of them each. The trees that answer are built once, when first asked."""

    points: Float[np.ndarray, "v 3"]
    faces: Int[np.ndarray, "f 3"]

    def winding(self, asked: Float[np.ndarray, "n 3"]) -> Float[np.ndarray, " n"]:
        """Generalised winding numbers: 1 inside a closed surface, 0 outside, in between near a hole."""
        if not len(self.faces) or not len(asked):
            return np.zeros(len(asked))
        return np.asarray(self._turns.winding_number(np.ascontiguousarray(asked, dtype=np.float64)), dtype=np.float64)

    def away(self, asked: Float[np.ndarray, "n 3"]) -> Float[np.ndarray, " n"]:
        """Distances to the nearest triangle."""
        points = np.ascontiguousarray(self.points, dtype=np.float64)
        squared = self._tree.squared_distance(points, self.faces, np.ascontiguousarray(asked, dtype=np.float64))[0]
        away: np.ndarray = np.sqrt(np.asarray(squared))
        return away

    @property
    def outward(self) -> Float[np.ndarray, "v 3"]:
        """How vertices are moved so that every triangle moves by 1 along its normal, as far as all can; 0 without any.

        A crease is moved farther, so that what meets in it is as thick as it is elsewhere; not beyond `SHARPEST`.
        """
        way, fallback = np.zeros((2, len(self.points), 3))
        for k in range(3):
            np.add.at(way, self.faces[:, k], self.normals * self.areas[:, None])
            fallback[self.faces[:, k]] = self.normals
        length = np.linalg.norm(way, axis=1, keepdims=True)
        way = np.where(length > 1e-12, way / np.maximum(length, 1e-300), fallback)
        flat = np.ones(len(way))
        for k in range(3):
            np.minimum.at(flat, self.faces[:, k], (way[self.faces[:, k]] * self.normals).sum(1))
        return np.asarray(way / np.maximum(flat, SHARPEST)[:, None])

    def __reduce__(self) -> tuple[type[Triangles], tuple[np.ndarray, np.ndarray]]:
        """The trees are built again by whoever gets a copy."""
        return Triangles, (self.points, self.faces)

    @cached_property
    def normals(self) -> Float[np.ndarray, "f 3"]:
        """Of length 1; zeros where a triangle has no area."""
        crossed = self._crossed
        normals: np.ndarray = crossed / np.maximum(np.linalg.norm(crossed, axis=1, keepdims=True), 1e-300)
        return normals

    @cached_property
    def areas(self) -> Float[np.ndarray, " f"]:
        """Of each triangle."""
        areas: np.ndarray = np.linalg.norm(self._crossed, axis=1) / 2
        return areas

    @cached_property
    def centres(self) -> Float[np.ndarray, "f 3"]:
        """Of each triangle."""
        centres: np.ndarray = self.points[self.faces].astype(np.float64).mean(1)
        return centres

    def drawn(self, count: int, rng: np.random.Generator) -> Float[np.ndarray, "count 3"]:
        """Points drawn evenly over the surface."""
        a, b, c = (self.points[self.faces[:, k]].astype(np.float64) for k in range(3))
        chosen = rng.choice(len(self.faces), count, p=self.areas / self.areas.sum())
        u, v = rng.random((2, count, 1))
        over = u + v > 1  # the other half of the parallelogram is folded back
        u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
        return np.asarray(a[chosen] + u * (b - a)[chosen] + v * (c - a)[chosen], dtype=np.float32)

    @cached_property
    def _crossed(self) -> Float[np.ndarray, "f 3"]:
        a, b, c = (self.points[self.faces[:, k]].astype(np.float64) for k in range(3))
        return np.cross(b - a, c - a)

    @cached_property
    def _turns(self) -> Any:
        import igl  # noqa: PLC0415 - only a mesh needs it

        made = igl.FastWindingNumberBVH()
        made.init(np.ascontiguousarray(self.points, dtype=np.float64), np.ascontiguousarray(self.faces, dtype=np.int64))
        return made

    @cached_property
    def _tree(self) -> Any:
        import igl  # noqa: PLC0415 - as above

        made = igl.AABB()
        made.init(np.ascontiguousarray(self.points, dtype=np.float64), np.ascontiguousarray(self.faces, dtype=np.int64))
        return made
