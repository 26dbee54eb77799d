"""Networks and picture files as strangers make them: nothing here knows the package."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Callable

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn


class Sine(nn.Module):
    def __init__(self, omega: float) -> None:
        super().__init__()
        self.omega = omega

    def forward(self, x: Tensor) -> Tensor:
        return torch.sin(self.omega * x)


class Octaves(nn.Module):
    """Positions encoded as NeRF does."""

    def __init__(self, count: int, factor: float = math.pi) -> None:
        super().__init__()
        self.octaves = [factor * 2.0**k for k in range(count)]

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, *(f(o * x) for o in self.octaves for f in (torch.sin, torch.cos))], -1)


class Fourier(nn.Module):
    """Random Fourier features."""

    def __init__(self, count: int, scale: float) -> None:
        super().__init__()
        self.register_buffer("B", torch.randn(count, 2) * scale)
        self.B: Tensor

    def forward(self, x: Tensor) -> Tensor:
        angles = 2 * math.pi * x @ self.B.T
        return torch.cat([angles.sin(), angles.cos()], -1)


def siren(omega: float, width: int = 48, outputs: int = 1) -> nn.Sequential:
    layers, fan = list[nn.Module](), 2
    for k in range(3):
        linear = nn.Linear(fan, width)
        bound = 1 / fan if k == 0 else math.sqrt(6 / fan) / omega
        nn.init.uniform_(linear.weight, -bound, bound)
        layers += [linear, Sine(omega)]
        fan = width
    last = nn.Linear(fan, outputs)
    nn.init.uniform_(last.weight, -math.sqrt(6 / fan) / omega, math.sqrt(6 / fan) / omega)
    return nn.Sequential(*layers, last)


def relu(encoding: nn.Module | None, entries: int, width: int = 96, outputs: int = 1) -> nn.Sequential:
    head = [] if encoding is None else [encoding]
    return nn.Sequential(
        *head, nn.Linear(entries, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, outputs)
    )


def grid(side: int, low: float, high: float, *, swapped: bool = False, upward: bool = False) -> Tensor:
    """Pixels' places, row by row from the top, as somebody may number them."""
    line = (torch.arange(side) + 0.5) / side * (high - low) + low
    y, x = torch.meshgrid(line.flip(0) if upward else line, line, indexing="ij")
    return torch.stack([y, x] if swapped else [x, y], -1).reshape(-1, 2)


def fitted(net: nn.Sequential, points: Tensor, values: Tensor, steps: int = 300, rate: float = 1e-3) -> nn.Sequential:
    adam = torch.optim.Adam(net.parameters(), rate)
    for _ in range(steps):
        loss = (net(points) - values).square().mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
    return net


def torch_file(net: nn.Module) -> bytes:
    buffer = io.BytesIO()
    torch.save(net.state_dict(), buffer)
    return buffer.getvalue()


def saved(values: np.ndarray | Image.Image, form: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image = values if isinstance(values, Image.Image) else Image.fromarray(values)
    image.save(buffer, form, **options)
    return buffer.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that states a size and holds nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def enlarged(pixels: np.ndarray, side: int = 160) -> np.ndarray:
    """A picture of a space (1, s, s) as a file may have it: larger."""
    return np.asarray(Image.fromarray(pixels[0]).resize((side, side), Image.Resampling.BICUBIC))


Made = Callable[[], bytes]
