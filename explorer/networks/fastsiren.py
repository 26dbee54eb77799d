"""Sirens evaluated fast: what every frame of the screen waits for.

On a CPU a Siren costs about as much in its sines as in its matrix products. NumPy's float32 sine is vectorised
and several times faster than torch's (which calls a high-accuracy library), so the products are torch's and the
sines NumPy's, in place, on the same memory. Each worker thread runs whole chunks, all layers, single-threaded:
the activations of a chunk stay in its core's cache, and the two libraries never wait for each other.

Omega is folded into the weights and biases. Results differ from `networks.siren.siren` by float32 rounding
(below 1e-5 for fitted shapes).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.networks.prep import PRepLayout, unflatten
from explorer.networks.siren import Siren

CPU_CHUNK = 4096  # points: two buffers of 64 units stay in a core's second-level cache
GPU_CHUNK = 1 << 18  # points times networks: bounds the memory of the activations

Layer = tuple[Float[Tensor, "n fan_in fan_out"], Float[Tensor, "n fan_out"]]


_LOCK = threading.Lock()


def _workers() -> tuple[int, ThreadPoolExecutor]:
    """How many threads run chunks (one a core, each with a single-threaded torch of its own), and their pool."""
    with _LOCK:  # two first callers at once must not start two pools
        return _start_workers()


@cache
def _start_workers() -> tuple[int, ThreadPoolExecutor]:
    before = torch.get_num_threads()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else before
    threads = min(before, cores)
    return threads, single_threaded(threads, "siren")


def single_threaded(count: int, name: str) -> ThreadPoolExecutor:
    """A pool of threads that are all there, each with one thread of torch's own."""
    before = torch.get_num_threads()
    ready = threading.Barrier(count + 1)
    pool = ThreadPoolExecutor(count, name, initializer=torch.set_num_threads, initargs=(1,))
    for _ in range(count):
        pool.submit(ready.wait)
    ready.wait()
    torch.set_num_threads(before)  # torch keeps the number per thread, but a later thread starts with the last one set
    return pool


class FastSiren:
    """Some networks of one architecture, ready to be evaluated at many points.

    Args:
        arch: the architecture.
        layout: where its parameters lie in flat weights.
        weights: the networks, on the device that is to run them; float32.
    """

    def __init__(self, arch: Siren, layout: PRepLayout, weights: Float[Tensor, "n count"]) -> None:
        params = unflatten(layout, weights)
        self.count = weights.shape[0]
        self.width, self.outputs = arch.width, arch.outputs
        self.layers: list[Layer] = []
        for k in range(arch.layers):
            factor = arch.omega if k < arch.layers - 1 else 1.0
            weight, bias = params[f"layers.{k}.weight"], params[f"layers.{k}.bias"]
            self.layers.append(((factor * weight.mT).contiguous(), factor * bias))

    def __call__(self, points: Float[Tensor, "p i"]) -> Float[Tensor, "n p"]:
        """The first output of every network at the same points, on the points' device."""
        return self.values(points)[..., 0]

    def values(self, points: Float[Tensor, "p i"]) -> Float[Tensor, "n p o"]:
        """All outputs of every network at the same points, on the points' device."""
        with torch.inference_mode():
            if points.device.type == "cpu":
                return self._on_cpu(points)
            size = max(1, GPU_CHUNK // self.count)
            return torch.cat([self._on_gpu(part) for part in points.split(size)], dim=1)

    def _on_gpu(self, points: Float[Tensor, "p i"]) -> Float[Tensor, "n p o"]:
        x = points.expand(self.count, -1, -1)
        for weight, bias in self.layers[:-1]:
            x = torch.baddbmm(bias[:, None], x, weight).sin_()
        weight, bias = self.layers[-1]
        return torch.baddbmm(bias[:, None], x, weight)

    def _on_cpu(self, points: Float[Tensor, "p i"]) -> Float[Tensor, "n p o"]:
        values = torch.empty(self.count, len(points), self.outputs)
        threads, pool = _workers()
        size = min(CPU_CHUNK, max(256, -(-len(points) // threads)))  # a short list is shared out as well
        jobs = [(k, slice(s, s + size)) for k in range(self.count) for s in range(0, len(points), size)]
        if len(jobs) < 2:
            self._run(points, values, jobs)
        else:
            # Workers never submit work themselves, so waiting for them cannot deadlock.
            for future in [pool.submit(self._run, points, values, jobs[w::threads]) for w in range(threads)]:
                future.result()
        return values

    def _run(
        self, points: Float[Tensor, "p i"], values: Float[Tensor, "n p o"], jobs: Sequence[tuple[int, slice]]
    ) -> None:
        """Evaluate some chunks (network, points) in this thread; writes into `values`."""
        with torch.inference_mode():
            longest = max((part.stop - part.start for _, part in jobs), default=0)
            buffers = (torch.empty(longest, self.width), torch.empty(longest, self.width))
            for k, part in jobs:
                x = points[part]
                for depth, (weight, bias) in enumerate(self.layers[:-1]):
                    out = buffers[depth % 2][: len(x)]
                    x = torch.addmm(bias[k], x, weight[k], out=out)
                    array = out.numpy()
                    np.sin(array, out=array)
                weight, bias = self.layers[-1]
                torch.addmm(bias[k], x, weight[k], out=values[k, part])
