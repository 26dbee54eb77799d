"""Steps along a label whose networks lie on a bent line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.space import classifiers_only
from explorer.space.bends import KEPT, SHARE, Bend, fit_bend
from explorer.space.bundle import load_space
from explorer.space.directions import directions

SPACES = Path(__file__).parent.parent.parent / "pretrained"
RNG = np.random.default_rng(0)
VALUES = RNG.uniform(0, 100, 400)
STRAIGHT = np.array([0.3, -0.2])


def on_an_arc(level: np.ndarray | float) -> np.ndarray:
    """The label is how far along it is."""
    return np.stack([np.cos(np.asarray(level) / 100 * np.pi), np.sin(np.asarray(level) / 100 * np.pi)], -1)


def bend_of(latents: np.ndarray, values: np.ndarray = VALUES, span: float = 90.0) -> Bend:
    return fit_bend([(values, latents)], span, STRAIGHT)


ARC = bend_of(on_an_arc(VALUES))


@pytest.mark.parametrize(("start", "amount"), [(10.0, 40.0), (50.0, 40.0), (90.0, -60.0)])
def test_a_step_follows_the_arc(start: float, amount: float) -> None:
    there = on_an_arc(start) + ARC.step(on_an_arc(start), start, amount)
    np.testing.assert_allclose(there, on_an_arc(start + amount), atol=0.05)


def test_on_a_straight_line_it_is_the_straight_step() -> None:
    bend = bend_of(VALUES[:, None] * STRAIGHT)
    np.testing.assert_allclose(bend.step(20.0 * STRAIGHT, 20.0, 55.0), 55 * STRAIGHT, atol=1e-3)
    np.testing.assert_allclose(bend.step(-30 * STRAIGHT, -30.0, 200.0), 200 * STRAIGHT, atol=1e-3)  # beyond both ends


def test_what_is_aside_of_the_line_comes_nearer_to_it() -> None:
    aside = np.array([0.0, 0.0, 0.4])
    line = np.concatenate([on_an_arc(VALUES), np.zeros((len(VALUES), 1))], 1)
    bend = fit_bend([(VALUES, line)], 100.0, np.zeros(3))
    step = bend.step(np.append(on_an_arc(20.0), 0) + aside, 20.0, SHARE * 100)
    assert step[2] == pytest.approx((KEPT - 1) * 0.4, abs=1e-6)
    np.testing.assert_array_equal(bend.step(aside, 20.0, 0.0), 0)


def test_each_group_has_its_own_centre() -> None:
    apart = np.array([50.0, -50.0])
    low, high = VALUES[VALUES < 60], VALUES[VALUES >= 30]
    bend = fit_bend([(low, on_an_arc(low)), (high, on_an_arc(high) + apart)], 90.0, STRAIGHT)
    for centre in (np.zeros(2), apart):
        moved = on_an_arc(45.0) + centre + bend.step(on_an_arc(45.0) + centre, 45.0, 10.0)
        assert np.linalg.norm(moved - centre) < 2


@given(st.floats(-50, 150), st.floats(-100, 100))
def test_there_and_back_along_the_line(start: float, amount: float) -> None:
    there = ARC.step(ARC.centres[0] + ARC._at(start), start, amount)
    back = ARC.step(ARC.centres[0] + ARC._at(start + amount), start + amount, -amount)
    np.testing.assert_allclose(there, -back, atol=1e-7)


@pytest.mark.parametrize("values", [[0.0, 0.0, 100.0], [1.0, 50.0, 50.0]])
def test_few_networks_far_apart_give_numbers(values: list[float]) -> None:
    assert np.isfinite(bend_of(RNG.normal(size=(3, 2)), np.array(values)).places).all()


@pytest.mark.parametrize(("name", "most"), [("fashion-resnet8", 7), ("fashion-joint", 12)])
def test_the_slider_of_accuracy_gives_about_what_is_asked(name: str, most: float) -> None:
    """On held-out networks and test images; a straight direction is 15 and 20 points off."""
    space = classifiers_only(load_space(SPACES / name))
    (slider,) = (one for one in directions(space).labels if one.label == "accuracy")
    ids, images, engine = space.heldout[:20], space.images.test[:500], Engine("cpu")
    archs, before = accuracies(engine, space, [Decoded.of(space.latents[i]) for i in ids], images)
    asked = np.where(np.asarray(before) < 60, 15.0, -15.0)
    steps = [slider.step(space.latents[i], float(a)) for i, a in zip(ids, asked, strict=True)]
    moved = [Decoded.of(space.latents[i] + step) for i, step in zip(ids, steps, strict=True)]
    same, after = accuracies(engine, space, moved, images)
    assert same == archs
    assert np.abs(np.asarray(after) - np.asarray(before) - asked).mean() < most
