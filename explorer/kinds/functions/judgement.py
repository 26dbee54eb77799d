"""What one function is worth, on the test inputs of its space."""

from __future__ import annotations

from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.kinds.functions.judging import judge_network
from explorer.kinds.functions.space import functions_only
from explorer.space.bundle import Space


class FunctionJudging:
    """See `protocols.Judging`."""

    def judge(self, engine: Engine, space: Space, source: Source) -> dict[str, Any]:
        """On all test inputs, n of them.

        `architecture`, `test_inputs`, `answers` (n, size: logits, or values in their own units); where it is known what
        is right, `accuracy` in percent or `r2`; of classes `predicted` and `confidence` (n), and `confusion` (k, k;
        rows are true classes).
        """
        found = functions_only(space)
        judged = judge_network(engine, found, source)
        out: dict[str, Any] = {
            "architecture": found.archs[judged.arch].name,
            "test_inputs": len(judged.answers),
            "answers": judged.answers,
        }
        if found.worth is not None and judged.worth is not None:
            out[found.worth] = round(judged.worth, 4)
        if found.task.classes:
            out |= {"predicted": judged.predicted, "confidence": judged.confidence}
        return out if judged.confusion is None else {**out, "confusion": judged.confusion}


JUDGING = FunctionJudging()
