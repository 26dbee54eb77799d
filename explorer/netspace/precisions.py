"""Names of the precisions that can be trained in; without torch, for the command line's sake."""

from __future__ import annotations

PRECISIONS = ("float32", "bfloat16")
