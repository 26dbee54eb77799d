"""What steering does, measured: the label read back from the decoded network, against the one that was asked for.

Every held-out network is moved along each direction by a share of the label's range, decoded, and measured again, as
its kind measures it (`protocols.Steering`). The networks play no part in fitting the directions.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Bool, Float, Int

from explorer.explore.engine.engine import Engine
from explorer.kinds.protocols import Steering
from explorer.kinds.registry import promise
from explorer.space.bundle import Space
from explorer.space.directions import Classes, directions

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


def turns(
    space: Space,
    count: int,
    others: Callable[[str, str], Bool[np.ndarray, " n"]],
    measured: Callable[[Classes, str, list[int], Float[np.ndarray, "k d"]], dict[str, float]],
) -> dict[str, dict[str, float]]:
    """What the buttons of discrete labels do to held-out networks.

    Args:
        space: the space.
        count: networks turned to each value, at most.
        others: by label and value, which of all networks can be turned to it.
        measured: of a label, a value, the networks and their latents after the turn: what came of it.

    Returns:
        Per `label=value`: `networks` turned, and what was measured. Values that no network is turned to are left out.
    """
    learned = directions(space)
    out: dict[str, dict[str, float]] = {}
    for group in learned.classes:
        for value in group.values:
            ids = few(space.heldout[others(group.label, value)[space.heldout]], count)
            if ids:
                key = f"{group.label}={value}"
                latents = np.stack([learned.moved(space.latents[i], {key: 1.0}) for i in ids])
                out[key] = {"networks": float(len(ids)), **measured(group, value, ids, latents)}
    return out


def without(space: Space, label: str, value: str) -> Bool[np.ndarray, " n"]:
    """Networks that have another value of a label."""
    return np.asarray(space.labels[label] != value)


def read_as(
    engine: Engine, space: Space, group: Classes, value: str, latents: Float[np.ndarray, "k d"], like: int
) -> float:
    """Share of the networks decoded from latents that the encoder reads as a value; `like`: see `Space.encode`."""
    read = space.encode(engine.decode(space, latents).cpu(), like).numpy()
    return round(float(np.mean([group.values[group.of(z)] == value for z in read])), 4)
