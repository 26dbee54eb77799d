"""What the plain view shows of a space: what its kind shows, or a box where the kind shows nothing."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.figures.map import journey_layout
from explorer.figures.style import empty_figure
from explorer.kinds.protocols import Panels
from explorer.kinds.registry import kind, promised
from explorer.space.bundle import Space
from explorer.ui import chart, look
from explorer.ui.map_panel import KEY
from explorer.ui.state import View
from explorer.ui.subject import Subject, journey

HEIGHT = 240


def panels_of(space: Space) -> Panels:
    """What is shown of a space."""
    return promised(space.kind, Panels) or PANELS


class NeutralPanels:
    """See `protocols.Panels`: a box that says so; the facts are in their panel, the map goes on as ever."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """The names of the networks."""
        title = " and ".join(one.title for one in shown) or "No network"
        said = f"Nothing is drawn of {kind(space.kind).networks}." if shown else "Choose a network on the map."
        chart.chart(
            empty_figure(title, said, look.theme(), HEIGHT),
            key="neutral",
            height=HEIGHT,
            scroll_zoom=False,
            description=title,
            follow={KEY: journey_layout(journey(space, view), look.theme())},
        )

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """Nothing."""

    def strip(self, space: Space, view: View) -> bool:
        """The distance along the path is drawn."""
        del space, view
        return False

    def more(self, space: Space, view: View, subject: Subject) -> None:
        """Nothing."""


PANELS = NeutralPanels()
