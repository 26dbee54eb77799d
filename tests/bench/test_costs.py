"""What zoos cost: by hand, and from a measurement."""

from __future__ import annotations

import math

import pytest

from explorer.bench import costs as module
from explorer.bench.costs import ZOOS, Unit, costs
from explorer.errors import BenchError
from explorer.kinds.classifiers.networks import Classifier

NAMES = {part.unit for parts in ZOOS.values() for part in parts}


def test_costs_by_hand() -> None:
    units = [Unit(name, "image", 0.001) for name in NAMES]
    found = {z.name: z for z in costs(units, passes=10.0, machines=[1, 10], cores=4, price=0.5)}
    one = found["paper: ResNet8 on CIFAR-10"]
    assert one.networks == 132
    assert one.core_hours == pytest.approx(132 * 50_000 * 10 * 0.001 / 3600)
    assert one.hours == pytest.approx((one.core_hours / 4, one.core_hours / 40))
    assert one.price == pytest.approx(one.core_hours / 2)
    shapes = found["a million shapes, 3-64-64-64-1"]
    assert shapes.core_hours == pytest.approx(1_000_000 * 0.001 / 3600)  # a fit takes no passes over data
    assert {z.price for z in costs(units, passes=10.0, machines=[1], cores=4, price=None)} == {None}


@pytest.mark.parametrize(
    "wrong",
    [{"passes": 0.0}, {"passes": math.inf}, {"price": -1.0}, {"price": math.nan}, {"cores": 0}, {"machines": [0]}],
)
def test_numbers_that_cannot_be(wrong: dict[str, float]) -> None:
    with pytest.raises(BenchError, match="more than 0"):
        costs([], **{"passes": 1.0, "machines": [1], "cores": 1, "price": None, **wrong})


def test_a_larger_network_takes_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 6)
    small, large = (module._of_classifier(Classifier("ResNet8", 1, 16, 10, width), "x") for width in (4, 32))
    assert 0 < small < large
