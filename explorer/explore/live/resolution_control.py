"""How fine a frame may be while a hand moves, so that frames keep coming."""

from __future__ import annotations

LEVELS = (32, 40, 48, 64, 80, 96)
START = 64
FRAME_S = 1 / 30
SLOWER = 0.9  # a level that takes more than this share of a frame's time is left
FASTER = 0.7  # and one that would take less than this is taken up
MEMORY = 0.3  # weight of the newest measurement


class ResolutionControl:
    """Chooses the resolution from what the last frames took; the cost is taken to grow with its square."""

    def __init__(self) -> None:
        self.resolution = START
        self._unit: float | None = None  # seconds for a resolution of 1

    def observe(self, resolution: int, seconds: float, sharing: int = 1) -> None:
        """Learn from a frame.

        Args:
            resolution: its resolution.
            seconds: what it took, from its start until it was packed.
            sharing: how many clients take turns.
        """
        unit = seconds / resolution**2
        if self._unit is not None:
            # A frame that was already there takes no time and tells nothing: no measurement counts for less than half.
            unit = (1 - MEMORY) * self._unit + MEMORY * max(unit, self._unit / 2)
        self._unit = unit
        at = LEVELS.index(self.resolution)
        while at > 0 and self._share(LEVELS[at], sharing) > SLOWER:
            at -= 1
        if LEVELS[at] == self.resolution and at + 1 < len(LEVELS) and self._share(LEVELS[at + 1], sharing) < FASTER:
            at += 1
        self.resolution = LEVELS[at]

    def _share(self, resolution: int, sharing: int) -> float:
        """Of a frame's time."""
        return (self._unit or 0.0) * resolution**2 * sharing / FRAME_S
