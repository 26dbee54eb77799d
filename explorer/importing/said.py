"""Whether what a user says of networks means any of them, looked at before all are read."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence

from explorer.errors import DataError, SelectionError
from explorer.importing.found import FoundNetwork
from explorer.importing.rules import Rules

LOOKED = 64  # networks at most that are looked into
SHOWN = 8


def check_said(rules: Rules, networks: Sequence[FoundNetwork]) -> None:
    """Refuse a label that names architectures and patterns of tensors that no network has.

    Args:
        rules: what the user says.
        networks: as they were found; some are read, until all that is said was met.

    Raises:
        SelectionError: something was not met.
    """
    unmet, asked = set(rules.without), bool(rules.label)
    labels, tensors = dict[str, None](), dict[str, None]()
    looked = 0
    for network in networks:
        if (not unmet and not asked) or looked == LOOKED:
            break
        labels |= dict.fromkeys(network.labels)
        if rules.label not in labels or unmet:
            try:
                held = network.load()
            except DataError:  # said of this network when it is read
                continue
            looked += 1
            labels |= dict.fromkeys(held.facts)
            tensors |= dict.fromkeys([*held.tensors, *(name for part in held.parts.values() for name in part)])
            unmet = {pattern for pattern in unmet if not fnmatch.filter(tensors, pattern)}
        asked = asked and rules.label not in labels
    if asked and looked:
        raise SelectionError(
            f"No network has the label {rules.label!r} of --architecture-label.", f"There are: {_some(labels)}."
        )
    if unmet and looked:
        said = ", ".join(repr(pattern) for pattern in sorted(unmet))
        raise SelectionError(f"--without {said} means no tensor of the networks.", f"They have: {_some(tensors)}.")


def _some(names: dict[str, None]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return (", ".join(list(names)[:SHOWN]) or "none") + more
