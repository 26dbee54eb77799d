"""Shapes on the page: the main figure of the plain view."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.figures.map import journey_layout
from explorer.kinds.shapes.figure import ShapeFacts, draw_shapes, shape_facts
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import meshes_of
from explorer.space.bundle import Space
from explorer.ui import chart, look, map_panel, resources
from explorer.ui.state import View
from explorer.ui.subject import Subject, journey

HEIGHT = 400
RESOLUTION = 96  # samples per axis of one shape
RESOLUTION_OF_TWO = 80  # of two at once


class ShapePanels:
    """See `protocols.Panels`."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """One shape, or two side by side."""
        chart.chart(
            draw_shapes(_shapes(space, shown), look.theme(), HEIGHT),
            key="shape",
            height=HEIGHT,
            description=", ".join(s.title for s in shown) or "No shape",
            follow={map_panel.KEY: journey_layout(journey(space, view), look.theme())},
        )

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """Nothing."""

    def strip(self, space: Space, view: View) -> bool:
        """The distance along the path is drawn: it says how far to trust a shape."""
        del space, view
        return False

    def more(self, space: Space, view: View, subject: Subject) -> None:
        """Nothing."""


PANELS = ShapePanels()


def _shapes(space: Space, shown: Sequence[Subject]) -> list[ShapeFacts]:
    resolution = RESOLUTION if len(shown) < 2 else RESOLUTION_OF_TWO
    meshes = meshes_of(resources.engine(), space, [s.source for s in shown], resolution)
    return [shape_facts(s.title, np.asarray(m.points), triangles(m)) for s, m in zip(shown, meshes, strict=True)]
