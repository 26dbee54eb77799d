"""Labels of functions as directions: how good they are, and whatever their zoo says of them."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.measure.effects import SHARE, effect, few, read_as, turns, without
from explorer.kinds.functions.judging import judge_network, network_answers, worths
from explorer.kinds.functions.space import ARCHITECTURE, FunctionSpace, functions_only
from explorer.kinds.protocols import Report
from explorer.space.bundle import Space
from explorer.space.directions import Classes, directions
from explorer.zoo.columns import MISSING, NAME, RUN

TURNED = 12  # networks, to each value
FEWEST = 2  # networks that have a value


class FunctionSteering:
    """See `protocols.Steering`."""

    hidden = frozenset({"agreement", "decoded_accuracy", "decoded_r2", NAME, RUN})
    bent = frozenset[str]()

    def hides(self, space: Space, label: str) -> bool:
        """How good networks are, where there are several architectures: a step would be one to another of them."""
        found = functions_only(space)
        return len(found.archs) > 1 and label == found.worth

    def applies(self, space: Space, label: str) -> Bool[np.ndarray, " n"]:
        """Those of which it is known."""
        values = space.labels[label]
        return np.asarray(np.isfinite(values) if values.dtype.kind == "f" else values != MISSING)

    def measured(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
        """How good it is, where that is known, and the architecture."""
        found = functions_only(space)
        judged = judge_network(engine, found, Decoded.of(latent))
        out: dict[str, Any] = {ARCHITECTURE: found.archs[judged.arch].name}
        return out if judged.worth is None else {found.task.worth: round(judged.worth, 4), **out}

    def effects(self, engine: Engine, space: Space, count: int, report: Report) -> dict[str, Any]:
        """Of the slider of how good networks are, measured; of the buttons, as the encoder reads what is decoded."""
        found = functions_only(space)
        learned = directions(space)
        labels = {}
        for one in learned.labels:
            if one.label == found.worth:
                ids = few(space.heldout, count)
                before = _worths(engine, found, space.latents[ids])
                span = SHARE * (one.high - one.low)
                asked = np.where(before + span <= one.high, span, -span)
                moved = np.stack(
                    [learned.moved(space.latents[i], {one.label: float(a)}) for i, a in zip(ids, asked, strict=True)]
                )
                got = _worths(engine, found, moved) - before
                labels[one.label] = effect(np.stack([asked, got, np.full(len(ids), np.nan)], 1), one.r2)
            report("steering", 1, 1)

        def reached(group: Classes, value: str, ids: list[int], latents: Float[np.ndarray, "k d"]) -> dict[str, float]:
            return {"reached": read_as(engine, space, group, value, latents, ids[0])}

        return {"labels": labels, "classes": turns(space, TURNED, partial(without, space), reached)}


STEERING = FunctionSteering()


def _worths(engine: Engine, space: FunctionSpace, latents: Float[np.ndarray, "n d"]) -> Float[np.ndarray, " n"]:
    inputs, targets = space.examples.only("test")
    assert targets is not None  # there is such a label
    answers = network_answers(engine, space, [Decoded.of(z) for z in latents], inputs)[1]
    return worths(space.task, answers, targets)
