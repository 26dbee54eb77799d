"""Functions that long work is given, to tell how far it is and to be ended."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[str, int, int], None]
"""Told what is measured, how much of it is done, and of how much."""

Check = Callable[[], None]
"""Called between steps of long work; raises when nobody waits any more."""
