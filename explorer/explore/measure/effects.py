"""What steering does, measured: the label read back from the decoded network, against the one that was asked for.

Every held-out network is moved along each direction by a share of the label's range, decoded, and measured again, as
its kind measures it (`protocols.Steering`). The networks play no part in fitting the directions.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int

from explorer.kinds.protocols import Steering
from explorer.kinds.registry import promise
from explorer.space.bundle import Space

SHARE = 0.3  # of a label's range that is asked for


def steering(space: Space) -> Steering:
    """What the kind of a space knows of its labels.

    Raises:
        SelectionError: nothing.
    """
    return promise(space.kind, Steering, "be steered")


def few(ids: Int[np.ndarray, " n"], count: int) -> list[int]:
    """So many of these networks, spread over all of them."""
    some: list[int] = ids[:: max(1, len(ids) // max(count, 1))][:count].tolist()
    return some


def effect(rows: Float[np.ndarray, "n 3"], r2: float | None) -> dict[str, float]:
    """What moving networks along one label did.

    Args:
        rows: of each network the change asked for, the one measured, and the mean change of the other labels as a
            share of their ranges (NaN: there are none).
        r2: of the label's reading.

    Returns:
        `r2`; `networks` measured; `asked`, the mean change asked for, and `error`, the mean distance of the measured
        change to it, in the label's unit; `share` of the asked change that is there (median); `others`. Those that are
        not defined are left out.
    """
    asked, got, others = rows.T
    found = {
        "r2": round(float("nan") if r2 is None else r2, 4),
        "networks": float(len(rows)),
        "asked": round(float(np.abs(asked).mean()), 4),
        "share": round(float(np.median(got / asked)), 4),
        "error": round(float(np.abs(got - asked).mean()), 4),
        "others": round(float(np.nanmean(others)), 4) if np.isfinite(others).any() else float("nan"),
    }
    return {name: value for name, value in found.items() if np.isfinite(value)}
