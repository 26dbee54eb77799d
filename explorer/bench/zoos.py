"""Networks of a zoo, trained as the program does, against one after the other in plain torch, at the same steps.

One batch in this process: what several processes add (`zoo --workers`) comes on top for both. The baselines are what
one writes by hand: a module, Adam, a loop; the same steps on as many points or images, in float32.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.bench.rows import Row, Setting, Timing, interleave
from explorer.data.images import ImageData, Images, normalised
from explorer.kinds.classifiers.networks import Classifier, bfloat16_helps
from explorer.kinds.classifiers.zoo import train_network
from explorer.kinds.classifiers.zoo_plan import BATCH, ZooPlan
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.pictures import pixel_centres, sample
from explorer.kinds.images.zoo import PictureFit, fit_pictures
from explorer.kinds.shapes.fit import ShapeFit, fit_shapes
from explorer.networks.siren import Siren

AIM = 5.0
BASELINE = "one network after the other, a plain module, float32"
SHAPES, PICTURES = 14, 20  # in a batch, as `zoo` has them
STEPS = {"shapes": (5, 40), "pictures": (10, 80), "classifiers": (25, 200)}  # in a hurry, and else


class PlainSiren(nn.Module):
    """A Siren as one writes it."""

    def __init__(self, arch: Siren) -> None:
        super().__init__()
        self.omega = arch.omega
        sizes = [arch.inputs, *[arch.width] * arch.hidden, arch.outputs]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        """Values at points."""
        for layer in self.layers[:-1]:
            x = torch.sin(self.omega * layer(x))
        last: Tensor = self.layers[-1](x)
        return last


def zoo_shapes(setting: Setting) -> Row:
    """Sirens fitted to signed distances, of spheres: what is fitted does not change what a step costs."""
    arch, whole = Siren(), ShapeFit()
    config = ShapeFit(steps=_steps(setting, "shapes"), pool=8 * whole.points)
    generator = torch.Generator().manual_seed(0)
    points = torch.rand(SHAPES, config.pool, 3, generator=generator) * 2 - 1
    distances = points.norm(dim=-1) - 0.5
    init = arch.init(generator)

    def ours(k: int) -> object:
        return fit_shapes(arch, init, points, distances, config, torch.Generator().manual_seed(k))

    def plain(k: int) -> object:
        del k
        for own, wanted in zip(points, distances, strict=True):
            module = PlainSiren(arch)
            adam = torch.optim.Adam(module.parameters(), lr=1e-3)
            for _ in range(config.steps):
                rows = torch.randint(len(own), (config.points,))
                weight = 1 / (wanted[rows].abs() + config.tolerance)
                loss = ((module(own[rows])[:, 0] - wanted[rows]).abs() * weight).mean()
                _step(adam, loss)
        return None

    name = f"a zoo of shapes, 3-64-64-64-1, {whole.steps:,} steps each"
    return _row(setting, interleave(ours, plain, range(5)), name, SHAPES, config.steps / whole.steps)


def zoo_pictures(setting: Setting) -> Row:
    """Sirens fitted to pictures of noise."""
    arch, whole = picture_siren(), PictureFit()
    config = PictureFit(steps=_steps(setting, "pictures"))
    generator = torch.Generator().manual_seed(0)
    pixels = torch.rand(PICTURES, 1, 28, 28, generator=generator)
    centres, init = pixel_centres(28, 28), arch.init(generator)

    def ours(k: int) -> object:
        return fit_pictures(arch, init, pixels, config, torch.Generator().manual_seed(k))

    def plain(k: int) -> object:
        del k
        for picture in pixels.split(1):
            module = PlainSiren(arch)
            adam = torch.optim.Adam(module.parameters(), lr=config.adam_rate)
            for _ in range(config.steps):
                moved = (centres + (torch.rand(centres.shape) * 2 - 1) * (2 * config.jitter / 28)).clamp(-1, 1)
                loss = ((module(moved) - sample(picture, moved)[0]).square().mean() + config.floor).log()
                _step(adam, loss)
        return None

    name = f"a zoo of pictures, 2-24-24-24-1, {whole.steps:,} steps each"
    return _row(setting, interleave(ours, plain, range(5)), name, PICTURES, config.steps / whole.steps)


def zoo_classifiers(setting: Setting) -> Row:
    """A LeNetLike on images of noise of the size of Fashion-MNIST's.

    Ours also takes the statistics of batch norm anew at the end, over `NORM_BATCHES`: of few steps a tenth.
    """
    arch, steps = Classifier("LeNetLike", 1, 28, 10), _steps(setting, "classifiers")
    generator = torch.Generator().manual_seed(0)
    pixels = torch.randint(0, 256, (8 * BATCH, 1, 28, 28), generator=generator).to(torch.uint8)
    images = Images(pixels, torch.randint(0, 10, (len(pixels),), generator=generator))
    data = ImageData("noise", tuple("0123456789"), 0.5, 0.25, images, images, images, "random", "")
    plan = ZooPlan((arch,), (1,), 1, steps, 1e-3, best=False, teacher=arch, teacher_steps=1, bfloat16=bfloat16_helps())

    def ours(k: int) -> object:
        return train_network(plan, arch, data, steps, best=False, seed=k)

    def plain(k: int) -> object:
        del k
        module = arch.module(norm=True)
        adam = torch.optim.Adam(module.parameters(), lr=plan.rate)
        for step in range(steps):
            rows = slice(step % 8 * BATCH, (step % 8 + 1) * BATCH)
            logits = module(normalised(images.pixels[rows], data.mean, data.std))
            _step(adam, F.cross_entropy(logits, images.labels[rows]))
        return None

    return _row(setting, interleave(ours, plain, range(5)), "a zoo of LeNetLike, 1,000 steps each", 1, steps / 1000)


def _steps(setting: Setting, of: str) -> int:
    return STEPS[of][0 if setting.quick else 1]


def _step(adam: torch.optim.Optimizer, loss: Tensor) -> None:
    adam.zero_grad()
    loss.backward()
    adam.step()


def _row(setting: Setting, timing: Timing, name: str, networks: int, share: float) -> Row:
    """Networks an hour, were each trained to its end; a round is a share of that."""
    hours = _scaled(timing, lambda seconds: seconds / 3600 / share)
    row = hours.row(name, BASELINE, AIM, setting.where(torch.device("cpu")), size=networks, unit="networks")
    return Row(row.row, row.baseline, row.ratio, row.low, row.high, row.aim, row.note.replace("a second", "an hour"))


def _scaled(timing: Timing, scale: Callable[[float], float]) -> Timing:
    return Timing(tuple(map(scale, timing.ours)), tuple(map(scale, timing.baseline)))
