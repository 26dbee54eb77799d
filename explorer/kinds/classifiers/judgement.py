"""What one image classifier is worth: accuracy and confusion on the test images of its space."""

from __future__ import annotations

from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import classifiers_only
from explorer.space.bundle import Space


class ClassifierJudging:
    """See `protocols.Judging`."""

    def judge(self, engine: Engine, space: Space, source: Source) -> dict[str, Any]:
        """On all test images, n of them, of k classes.

        `architecture`, `accuracy` (percent), `test_images`, `confusion` (k, k; rows are true classes), `precision` and
        `recall` (k), `predicted` and `confidence` (n).
        """
        found = classifiers_only(space)
        judged = judge_network(engine, found, source)
        return {
            "architecture": found.archs[judged.arch].name,
            "accuracy": round(judged.accuracy, 3),
            "test_images": len(judged.predicted),
            "confusion": judged.confusion,
            "precision": judged.precision,
            "recall": judged.recall,
            "predicted": judged.predicted,
            "confidence": judged.confidence,
        }


JUDGING = ClassifierJudging()
