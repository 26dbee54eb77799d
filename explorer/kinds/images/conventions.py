"""How networks of the plane from elsewhere mean points and values, found out by what a space reads best.

Of a network that is a picture nobody says whether it wants (x, y) or (y, x), -1 to 1 or 0 to 1, rows from the top or
from the bottom, nor what its values span. But a space knows what its pictures look like: what is read the right way
comes out of the decoder as it went in, and near some picture that the space holds; what lies on its side or is washed
out does not. (The first alone would prefer what is blurred.) What is usual counts as likelier: many pictures look much
the same in a mirror.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.foreign.coordinates import Function, Meaning
from explorer.foreign.hints import Hints
from explorer.kinds.images.pictures import pixel_centres
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.targets import AT_ONCE, decoded_pictures, latents_of_pictures

SPANS = {(-1.0, 1.0): 0.0, (0.0, 1.0): 0.05}  # of coordinates; how unlikely, as all here in units of `_misfit`
SWAPPED = 0.05  # (y, x)
UPWARD = 0.15  # rows from the bottom
INVERTED = 0.3  # dark on light where the space has light on dark, or the other way round
WEIGHED = 0.15  # how much the rareness of an activation or a frequency counts
COARSE = 16  # pixels a side, at which all ways are tried
CLOSER = 8  # of them are looked at in full
LEAST_SPREAD = 1e-3  # standard deviation of what is a picture
MOST_CLIPPED = 0.3  # of a picture's variance may be lost where it is cut off at 0 and 1
DOUBTFUL = 0.6  # unexplained share from which on a reading is doubted
NEAR = 0.5  # how much the distance to the space's pictures counts, beside the share that is lost
CLOSE = 0.1  # misfit within which another frequency fits about as well
GREY = (0.299, 0.587, 0.114)  # luma of red, green and blue (ITU-R BT.601), as Pillow has it

Scale = Callable[[Tensor], Tensor]
SCALES: dict[str, tuple[Scale, float]] = {
    "0 to 1": (lambda v: v, 0.0),
    "-1 to 1": (lambda v: (v + 1) / 2, 0.05),
    "0 to 255": (lambda v: v / 255, 0.05),
    "before a sigmoid": (torch.sigmoid, 0.15),
    "before a tanh": (lambda v: (torch.tanh(v) + 1) / 2, 0.3),
}


@dataclass(frozen=True)
class Way:
    """How points and values are meant; as it stands, as networks of a space mean them.

    Attributes:
        span: of coordinates over the picture.
        swapped: whether y comes first.
        upward: whether y runs up.
        scale: of values: one of `SCALES`, or "normalised".
        inverted: whether light is dark.
    """

    span: tuple[float, float] = (-1.0, 1.0)
    swapped: bool = False
    upward: bool = False
    scale: str = "0 to 1"
    inverted: bool = False

    @property
    def words(self) -> str:
        """In words."""
        low, high = self.span
        order, rows = "(y, x)" if self.swapped else "(x, y)", "up" if self.upward else "down"
        light = "; dark on light, so inverted" if self.inverted else ""
        return f"points {order} in {low:g} to {high:g}, y {rows}, values {self.scale}{light}"

    def asked(self, points: Float[Tensor, "n 2"]) -> Float[Tensor, "n 2"]:
        """Points as the network wants them, of points as a space's networks do."""
        x, y = points.unbind(1)
        y = -y if self.upward else y
        low, high = self.span
        return (torch.stack([y, x] if self.swapped else [x, y], 1) + 1) / 2 * (high - low) + low

    def turned(self, image: Float[Tensor, "c s s"]) -> Float[Tensor, "c s s"]:
        """What `asked` would give, of the values at a grid that was given as it is (first coordinate to the right)."""
        image = image.mT if self.swapped else image
        return image.flip(1) if self.upward else image


@dataclass(frozen=True)
class Found:
    """How a network is meant.

    Attributes:
        meaning: which function of coordinates it is.
        way: how points and values are meant.
        run: its values at points, as those of a space's networks: not cut off.
        unexplained: share of the picture's variance that is lost when the space reads and decodes it.
        close: another frequency that fits about as well, in words; "".
    """

    meaning: Meaning
    way: Way
    run: Function
    unexplained: float
    close: str

    @property
    def words(self) -> str:
        """What was found out, in a line."""
        doubt = "" if self.unexplained < DOUBTFUL else "; this space hardly reads it: perhaps it is meant otherwise"
        return f"{self.way.words}{doubt}"


@dataclass(frozen=True)
class _Try:
    """A picture that a network may be, and how unlikely that is beforehand."""

    meaning: Meaning
    way: Way
    values: Float[Tensor, "c s s"]
    rare: float


def find_way(
    engine: Engine, space: ImageSpace, meanings: Sequence[Meaning], hints: Hints, *, own: bool = False
) -> Found | None:  # fmt: skip
    """How a network is meant; None: it shows nothing, however it is read.

    Args:
        engine: decodes.
        space: whose pictures it is compared with.
        meanings: the functions that it may be.
        hints: what need not be found out: `mean` and `std`, by which its values are normalised.
        own: points and values are those of a space's networks.
    """
    scales = _scales(hints)
    channels, side = space.arch.outputs, space.pictures.side
    tries = [t for m in meanings for t in _tries(m, scales, channels, min(side, COARSE), own)]
    ranked = sorted(zip(_misfits(engine, space, tries), tries, strict=True), key=lambda pair: pair[0][0])
    again = [
        t
        for _, one in ranked[:CLOSER]
        if (t := _one(one.meaning, one.way, scales[one.way.scale][0], channels, side, one.rare)) is not None
    ]
    if not again:
        return None
    judged = sorted(zip(_misfits(engine, space, again), again, strict=True), key=lambda pair: pair[0][0])
    (fit, unexplained), best = judged[0]
    rivals = [one for (misfit, _), one in judged[1:] if misfit < fit + CLOSE and _other_frequency(one, best)]
    close = f" ({rivals[0].meaning.words.removeprefix('Siren, ')} fits about as well)" if rivals else ""
    return Found(best.meaning, best.way, _meant(best, scales, channels), unexplained, close)


def columns(network: Callable[[Tensor], Tensor]) -> Function:
    """A network whose values, where it gives one a point, are a column."""

    def run(points: Float[Tensor, "n 2"]) -> Tensor:
        values = network(points)
        return values[:, None] if values.ndim == 1 else values

    return run


def check_outputs(run: Function, name: str) -> None:
    """Whether a function of the plane gives what a picture has.

    Raises:
        DataError: it gives other values, or some that are not finite.
    """
    values = run(pixel_centres(2, 2))
    if values.ndim != 2 or len(values) != 4 or values.shape[1] not in (1, 3):
        raise DataError(
            f"{name} gives values of shape {tuple(values.shape)} at 4 points.",
            "A picture is one grey value a point, or red, green and blue.",
        )
    if not bool(torch.isfinite(values).all()):
        raise DataError(f"{name} gives values that are not finite.", "Train it again.")


def _scales(hints: Hints) -> dict[str, tuple[Scale, float]]:
    mean, std = hints.mean, hints.std
    if mean is None or std is None:
        return SCALES
    return {"normalised": (lambda v: v * std + mean, 0.0)}


def _ways(scale: str, own: bool) -> Iterator[tuple[Way, float]]:
    """All ways to mean points and values of a scale, and how unlikely each is."""
    if own:
        yield Way(scale=scale), 0.0
        return
    for span, rare in SPANS.items():
        for swapped in (False, True):
            for upward in (False, True):
                for inverted in (False, True):
                    unlikely = rare + SWAPPED * swapped + UPWARD * upward + INVERTED * inverted
                    yield Way(span, swapped, upward, scale, inverted), unlikely


def _tries(
    meaning: Meaning, scales: dict[str, tuple[Scale, float]], channels: int, side: int, own: bool
) -> Iterator[_Try]:  # fmt: skip
    """All pictures that a function may be; those that are none are left out. Each grid is asked once."""
    points, asked = pixel_centres(side, side), dict[tuple[float, float], Tensor]()
    for scale, (scaled, unlikely) in scales.items():
        for way, rare in _ways(scale, own):
            if way.span not in asked:
                asked[way.span] = _image(meaning.run, Way(way.span).asked(points), side)
            values = _as_picture(way, scaled, asked[way.span], channels)
            if values is not None:
                yield _Try(meaning, way, way.turned(values), rare + unlikely + WEIGHED * meaning.rare)


def _one(meaning: Meaning, way: Way, scaled: Scale, channels: int, side: int, rare: float) -> _Try | None:
    """A way looked at again, at another size."""
    raw = _image(meaning.run, way.asked(pixel_centres(side, side)), side)
    values = _as_picture(way, scaled, raw, channels)
    return None if values is None else _Try(meaning, way, values, rare)


@torch.no_grad()
def _image(run: Function, points: Float[Tensor, "p 2"], side: int) -> Float[Tensor, "outputs s s"]:
    return run(points).float().mT.reshape(-1, side, side)


def _as_picture(way: Way, scaled: Scale, raw: Float[Tensor, "o s s"], channels: int) -> Float[Tensor, "c s s"] | None:
    """Values in the space's channels, as they would be read; None: they are no picture."""
    if not bool(torch.isfinite(raw).all()):
        return None
    values = in_channels(scaled(raw), channels)
    values = 1 - values if way.inverted else values
    seen = values.clamp(0, 1)
    variance = float(seen.var())
    clipped = float((values - seen).square().mean())
    return None if variance < LEAST_SPREAD**2 or clipped > MOST_CLIPPED * variance else values


def in_channels(values: Float[Tensor, o * places], channels: int) -> Float[Tensor, c * places]:
    """Grey as colours, or colours as grey, along the first axis."""
    if len(values) == channels:
        return values
    if channels == 1:
        return torch.einsum("o...,o->...", values, values.new_tensor(GREY))[None]
    return values.expand(channels, *values.shape[1:])


def unexplained(engine: Engine, space: ImageSpace, values: Float[Tensor, "n c s s"]) -> Float[Tensor, " n"]:
    """Share of the variance of pictures that is lost when the space reads and decodes them: 0 to 1, and beyond."""
    decoded = decoded_pictures(engine, space, latents_of_pictures(space, values), values.shape[-1])
    return (decoded - values).square().flatten(1).mean(1) / _variance(values)


def _misfits(engine: Engine, space: ImageSpace, tries: Sequence[_Try]) -> list[tuple[float, float]]:
    """How badly each fits, what is unlikely beforehand included; and the share that is unexplained."""
    if not tries:
        return []
    values = torch.stack([one.values for one in tries])
    lost, far = unexplained(engine, space, values).tolist(), _strange(space, values).tolist()
    return [
        (math.log(0.02 + share) + NEAR * math.log(0.1 + distance) + one.rare, share)
        for share, distance, one in zip(lost, far, tries, strict=True)
    ]


def _strange(space: ImageSpace, values: Float[Tensor, "n c s s"]) -> Float[Tensor, " n"]:
    """Mean square difference to the nearest training picture, as a share of the variance of each."""
    size = values.shape[-2:]
    real = F.interpolate(space.originals(space.train.tolist()), size=size, mode="area").flatten(1)
    flat = values.flatten(1)
    near = torch.cat([torch.cdist(part, real).amin(1) for part in flat.split(AT_ONCE)])
    return near.square() / flat.shape[1] / _variance(values)


def _variance(values: Float[Tensor, "n c s s"]) -> Float[Tensor, " n"]:
    return values.clamp(0, 1).flatten(1).var(1).clamp(min=LEAST_SPREAD**2)


def _other_frequency(one: _Try, best: _Try) -> bool:
    omegas = one.meaning.omegas
    return omegas is not None and best.meaning.omegas is not None and omegas != best.meaning.omegas


def _meant(best: _Try, scales: dict[str, tuple[Scale, float]], channels: int) -> Function:
    run, way, scaled = best.meaning.run, best.way, scales[best.way.scale][0]

    def meant(points: Float[Tensor, "n 2"]) -> Float[Tensor, "n c"]:
        values = in_channels(scaled(run(way.asked(points)).float().mT), channels).mT
        return 1 - values if way.inverted else values

    return meant
