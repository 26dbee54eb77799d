"""What a space recorded against what it measures now: equal up to rounding, and to the noise that its kind states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from explorer.kinds.protocols import Measuring, Noise, Repeating
from explorer.kinds.registry import promised

Verdict = Literal["the same", "within noise", "off", "not measured", "not recorded"]
ROUNDING = Noise("*", 0.0, "rounding alone")


@dataclass(frozen=True)
class Compared:
    """A figure of a space, recorded and measured again.

    Attributes:
        key: the way to it in `metrics`, "iou/heldout/mean".
        recorded: what `space.json` holds; None: nothing.
        now: what is measured now; None: nothing.
        rounding: what rounding may make of it, either way.
        noise: what else may, and why.
        verdict: what comes of it. A figure that is "not recorded" is claimed nowhere, and nothing is wrong with it.
    """

    key: str
    recorded: Any
    now: Any
    rounding: float
    noise: Noise
    verdict: Verdict

    @property
    def wrong(self) -> bool:
        """Whether a card that states it is not to be trusted."""
        return self.verdict in ("off", "not measured")


def compare(recorded: Mapping[str, Any], now: Mapping[str, Any], noise: Sequence[Noise] = ()) -> list[Compared]:
    """Every figure of `metrics`, in the order in which they are recorded; then those that are new.

    Args:
        recorded: as in `space.json`.
        now: the same measured again.
        noise: of the kind; of several that fit a key the first holds.
    """
    old, new = dict(_leaves(recorded)), dict(_leaves(now))
    return [_compared(key, old.get(key), new.get(key), noise, key in old, key in new) for key in {**old, **new}]


def noise_of(kind: str) -> Sequence[Noise]:
    """What a kind states; nothing where it states none."""
    measuring = promised(kind, Measuring)
    return measuring.noise if isinstance(measuring, Repeating) else ()


def _compared(key: str, old: Any, new: Any, noise: Sequence[Noise], was: bool, there: bool) -> Compared:
    stated = next((one for one in noise if fnmatchcase(key, one.keys)), ROUNDING)
    numbers = _is_number(old) and _is_number(new)
    rounding = _unit(old, new) if numbers else 0.0
    verdict: Verdict
    if not there:
        verdict = "not measured"
    elif not was:
        verdict = "not recorded"
    elif old == new or (numbers and abs(old - new) <= rounding * 1.001):
        verdict = "the same"
    elif numbers and abs(old - new) <= rounding + stated.amount:
        verdict = "within noise"
    else:
        verdict = "off"
    return Compared(key, old, new, rounding, stated, verdict)


def _leaves(numbers: Mapping[str, Any], way: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in numbers.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{way}{name}/")
        elif isinstance(value, list):
            yield from _leaves({str(k): one for k, one in enumerate(value)}, f"{way}{name}/")
        else:
            yield f"{way}{name}", value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unit(old: int | float, new: int | float) -> float:
    """One step of the last digit that either has: two values a hair apart may be rounded to either side."""
    if isinstance(old, int) and isinstance(new, int):
        return 0.0
    return 10.0 ** -max(_digits(old), _digits(new))


def _digits(value: int | float) -> int:
    """Digits behind the point."""
    text = f"{value:.10f}".rstrip("0")
    return len(text.partition(".")[2])
