"""What is drawn of a function: facts of curves, planes and scatters, from the engine."""

from __future__ import annotations

import numpy as np

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Input, Source
from explorer.kinds.functions.figures import CurveFacts, PlaneFacts, ScatterFacts
from explorer.kinds.functions.judging import Judgement
from explorer.kinds.functions.response import Axis, Directions, Plane, answers_at, classes_at
from explorer.kinds.functions.space import FunctionSpace

SIDE = 48  # points of a plane along each axis
MOST_POINTS = 200  # test inputs over a plane, or in a scatter


def curve_facts(
    engine: Engine, space: FunctionSpace, source: Source, found: Directions, axis: Axis, own: Input | None
) -> CurveFacts:
    """What a network gives along an input, and the input network beside it."""
    flat = found.sweep(axis)
    assert axis.index is not None
    return CurveFacts(
        axis.name,
        axis.values(len(flat)),
        space.output_names,
        answers_at(engine, space, source, flat),
        None if own is None else answers_at(engine, space, own, flat),
        float(found.base[axis.index]),
        space.task.classes,
    )


def plane_facts(engine: Engine, space: FunctionSpace, source: Source, plane: Plane, output: int) -> PlaneFacts:
    """What a network gives over a plane: the class, or one of its values."""
    shown = answers_at(engine, space, source, plane.inputs(SIDE))
    inputs, targets = space.examples.only("test")
    places = plane.places(inputs[:MOST_POINTS].flatten(1).numpy())
    classes, amount = classes_at(shown) if space.task.classes else (None, shown[:, output])
    right = None if targets is None or not space.task.classes else targets[:MOST_POINTS].numpy()
    centre, scale = (float(one[output]) for one in (space.model.centre, space.model.scale))
    return PlaneFacts(
        plane.x.name,
        plane.y.name,
        plane.x.values(SIDE),
        plane.y.values(SIDE),
        space.output_names if space.task.classes else (space.output_names[output],),
        None if classes is None else classes.reshape(SIDE, SIDE),
        amount.reshape(SIDE, SIDE),
        places,
        right,
        (0.0, 1.0) if space.task.classes else (centre - 2.5 * scale, centre + 2.5 * scale),
    )


def scatter_facts(space: FunctionSpace, judged: Judgement, own: Judgement | None) -> ScatterFacts:
    """Values against targets; without any against the input network; without that, each against itself."""
    targets = space.examples.only("test")[1]
    given = judged.answers[:MOST_POINTS] if not space.task.classes else probabilities(judged)[:MOST_POINTS]
    if not space.task.classes and targets is not None:
        return ScatterFacts(space.output_names, given, targets[:MOST_POINTS].numpy(), "target")
    if own is not None:
        other = own.answers if not space.task.classes else probabilities(own)
        return ScatterFacts(space.output_names, given, other[:MOST_POINTS], "the input network")
    return ScatterFacts(space.output_names, given[:0], given[:0], "")


def probabilities(judged: Judgement) -> np.ndarray:
    """Probabilities of the classes, (n, classes)."""
    shifted = np.exp(judged.answers - judged.answers.max(1, keepdims=True))
    return np.asarray(shifted / shifted.sum(1, keepdims=True))
