"""Directions against a space whose latents are made from its labels: what must come out is known."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.cli.steer import _offered
from explorer.errors import SelectionError
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.space.directions import (
    LARGEST,
    LEAST_R2,
    MOST_MOVES,
    applies,
    directions,
    fit_directions,
    keys_of,
    known_directions,
)
from explorer.ui.live.mapdata import directions_text


@pytest.fixture(scope="module")
def made() -> ShapeSpace:
    """The shipped space with latents that are a linear function of labels drawn at random."""
    space = load_shapes(Path(__file__).parent.parent.parent / "pretrained" / "furniture")
    rng = np.random.default_rng(0)
    count, size = 300, 8
    arms = rng.choice(["none", "open"], count)
    labels = {
        "kind": rng.choice(["chair", "table"], count),
        "arms": arms,
        "width": rng.uniform(0.5, 1.5, count).astype(np.float32),
        "arm_height": np.where(arms == "none", 0, rng.uniform(0.1, 0.3, count)).astype(np.float32),
        "arm_width": rng.uniform(0.1, 0.2, count).astype(np.float32),
        "iou": rng.uniform(0, 1, count).astype(np.float32),
    }
    labels["seat"] = (labels["width"] + rng.normal(0, 0.1, count)).astype(np.float32)  # goes with the width
    axes = rng.standard_normal((6, size))
    columns = [labels["width"], labels["seat"], labels["arm_height"], labels["arm_width"] * (arms == "open")]
    columns += [labels["kind"] == "table", arms == "open"]
    latents = np.stack(columns, 1) @ axes + 0.001 * rng.standard_normal((count, size))
    return dataclasses.replace(
        space,
        version="made",
        latents=latents.astype(np.float32),
        positions=space.positions[:count],
        zoo_rows=space.zoo_rows[:count],
        labels=labels,
        split=np.asarray(["heldout" if k % 5 == 0 else "train" for k in range(count)]),
    )


def test_labels_are_read_off_latents(made: ShapeSpace) -> None:
    learned = fit_directions(made)
    names = [one.label for one in learned.labels]
    assert set(names) == {"width", "seat", "arm_height", "arm_width"}  # how well it fits is no property of a piece
    for one in learned.labels:
        assert one.r2 is not None
        assert one.r2 > 0.99
        assert one.low < one.high
    k = int(made.heldout[0])
    read = dict(zip(names, learned.read(made.latents[k]), strict=True))
    assert read["width"] == pytest.approx(made.labels["width"][k], abs=0.01)
    assert all(one.accuracy == 1 for one in learned.classes)
    assert learned.classify(made.latents[k]) == [str(made.labels[one.label][k]) for one in learned.classes]


@settings(max_examples=30, deadline=None)
@given(network=st.integers(0, 299), amount=st.floats(-0.5, 0.5))
def test_a_move_changes_its_label_and_no_other(made: ShapeSpace, network: int, amount: float) -> None:
    """Also where two labels go together in the zoo: reading weights alone would change both."""
    learned = directions(made)
    names = [one.label for one in learned.labels]
    before, after = (
        learned.read(z) for z in (made.latents[network], learned.moved(made.latents[network], {"width": amount}))
    )
    change = dict(zip(names, after - before, strict=True))
    assert change["width"] == pytest.approx(amount, abs=0.02)
    assert change["seat"] == pytest.approx(0, abs=0.05)
    assert change["arm_height"] == pytest.approx(0, abs=0.02)


def test_a_turn_takes_what_is_tied_with_it(made: ShapeSpace) -> None:
    learned = directions(made)
    arms = next(one for one in learned.classes if one.label == "arms")
    assert [learned.labels[k].label for k in arms.tied] == ["arm_height"]
    armed = int(np.flatnonzero(made.labels["arms"] == "open")[0])
    moved = learned.moved(made.latents[armed], {"arms=none": 1.0})
    read = dict(zip([one.label for one in learned.labels], learned.read(moved), strict=True))
    assert arms.values[arms.of(moved)] == "none"
    assert read["arm_height"] == pytest.approx(0, abs=0.02)
    assert read["width"] == pytest.approx(made.labels["width"][armed], abs=0.05)
    assert np.array_equal(learned.moved(made.latents[armed], {"arms=open": 1.0}), made.latents[armed])  # it has them


def test_moves_add_up(made: ShapeSpace) -> None:
    learned, z = directions(made), made.latents[3]
    both = learned.moved(z, {"width": 0.1, "seat": -0.2})
    one_by_one = learned.moved(learned.moved(z, {"width": 0.1}), {"seat": -0.2})
    np.testing.assert_allclose(both, one_by_one, atol=1e-5)
    assert np.array_equal(learned.moved(z, {}), z)


@pytest.mark.parametrize(
    "moves", [{"mass": 0.1}, {"arms=golden": 1.0}, {"width": float("nan")}, {"width": LARGEST + 1}, {"": 1.0}]
)
def test_what_cannot_be_moved_is_refused(made: ShapeSpace, moves: dict[str, float]) -> None:
    with pytest.raises(SelectionError, match=r"moved"):
        directions(made).moved(made.latents[0], moves)


def test_too_many_moves_are_refused(made: ShapeSpace) -> None:
    with pytest.raises(SelectionError, match="too many"):
        directions(made).moved(made.latents[0], {f"label{k}": 0.1 for k in range(MOST_MOVES + 1)})


def test_they_are_fitted_on_training_networks_alone(made: ShapeSpace) -> None:
    labels = {name: values.copy() for name, values in made.labels.items()}
    labels["width"][made.heldout] = 100
    other = fit_directions(dataclasses.replace(made, labels=labels))
    for one, same in zip(fit_directions(made).labels, other.labels, strict=True):
        np.testing.assert_array_equal(one.filter, same.filter)
        np.testing.assert_array_equal(one.pattern, same.pattern)


def test_a_label_applies_where_there_is_such_a_part(made: ShapeSpace) -> None:
    np.testing.assert_array_equal(applies(made, "arm_width"), made.labels["arms"] == "open")
    assert applies(made, "width").all()


def test_what_is_offered_is_known_without_fitting(made: ShapeSpace) -> None:
    assert list(keys_of(made)) == directions(made).keys()


def test_few_networks_say_nothing(made: ShapeSpace) -> None:
    split = np.asarray(["train"] * 5 + ["heldout"] * 295)
    few = fit_directions(dataclasses.replace(made, split=split))
    assert few.labels == ()
    assert few.classes == ()


def test_they_are_remembered(made: ShapeSpace) -> None:
    assert known_directions(dataclasses.replace(made, version="never seen")) is None
    learned = directions(made)
    assert directions(made) is learned
    assert known_directions(made) is learned


def test_the_shipped_space_is_read_well(furniture_dir: Path) -> None:
    learned = directions(load_shapes(furniture_dir))
    r2 = {one.label: one.r2 or 0 for one in learned.labels}
    assert min(r2[name] for name in ("width", "depth", "seat_height", "back_height", "arm_height")) > 0.99
    assert min(r2.values()) > 0.6


def test_what_latents_do_not_tell_is_not_offered(made: ShapeSpace) -> None:
    chance = np.random.default_rng(3).normal(size=len(made)).astype(np.float32)
    noisy = dataclasses.replace(made, labels={**made.labels, "chance": chance})
    learned = fit_directions(noisy)
    left = [one.label for one in learned.labels if not one.offered]
    assert "chance" in left
    r2 = next(one for one in learned.labels if one.label == "chance").r2
    assert r2 is not None
    assert r2 < LEAST_R2
    listed = _offered(learned)
    assert "chance" not in listed["labels"]
    (why,) = [name for name in listed if name.startswith("not offered")]
    assert "0.2" in why
    assert "chance" in listed[why]
    assert {one.label for one in learned.labels if one.offered} == set(listed["labels"])
    assert directions_text(noisy, learned)["least"] == LEAST_R2


def test_a_value_that_no_network_has_is_turned_to_where_the_model_knows_its_place(
    made: ShapeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an architecture whose networks training never saw, but whose form the model was told."""
    step = fit_directions(made).classes[0]
    chair, table = step.means[step.values.index("chair")], step.means[step.values.index("table")]
    aside = np.linalg.qr(np.stack([table - chair, *np.eye(8)], 1))[0][:, 1] * np.linalg.norm(table - chair)
    places = {"chair": chair, "bench": chair + aside, "table": table}
    monkeypatch.setattr(
        "explorer.space.directions._places", lambda space, name: places if name == space.group else None
    )
    learned = fit_directions(made)
    group = next(one for one in learned.classes if one.label == "kind")
    assert group.values == ("chair", "table", "bench")
    assert set(keys_of(made)) == set(learned.keys())
    assert group.without[2] == ()
    for network in made.heldout[:10].tolist():
        own = str(made.labels["kind"][network])
        there = learned.moved(made.latents[network], {"kind=bench": 1.0})
        np.testing.assert_allclose(there - made.latents[network], places["bench"] - places[own], atol=1e-5)
        assert group.values[group.of(there.astype(np.float64))] == "bench", "so that it is turned back from there"
        np.testing.assert_allclose(learned.read(there), learned.read(made.latents[network]), atol=0.02)
        np.testing.assert_allclose(learned.moved(there, {f"kind={own}": 1.0}), made.latents[network], atol=1e-5)
    assert all(np.isfinite(one).all() for one in (group.filters, group.offsets, group.means))
    directions_text(made, learned)
