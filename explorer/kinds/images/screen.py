"""Pictures on the page: the main figure of the plain view."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.explore.engine.network_refs import Input
from explorer.figures.map import journey_layout
from explorer.kinds.images.figure import PictureFacts, draw_pictures
from explorer.kinds.images.rendering import likeness_to_input, original_of, picture_of
from explorer.space.bundle import Space
from explorer.ui import chart, look, map_panel, resources
from explorer.ui.state import View
from explorer.ui.subject import Subject, journey

HEIGHT = 400
SIDE = 256  # pixels of a picture


class ImagePanels:
    """See `protocols.Panels`."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """One picture, or two side by side; a network of the zoo with its input network and the original."""
        pictures, beside = _pictures(space, view, shown)
        chart.chart(
            draw_pictures(pictures, look.theme(), HEIGHT, beside),
            key="pictures",
            height=HEIGHT,
            scroll_zoom=False,
            description=", ".join(one.title for one in shown) or "No picture",
            follow={map_panel.KEY: journey_layout(journey(space, view), look.theme())},
        )

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """Nothing."""

    def strip(self, space: Space, view: View) -> bool:
        """The distance along the path is drawn: it says how far to trust a picture."""
        del space, view
        return False

    def more(self, space: Space, view: View, subject: Subject) -> None:
        """Nothing."""


PANELS = ImagePanels()


def _pictures(space: Space, view: View, shown: Sequence[Subject]) -> tuple[list[PictureFacts], list[PictureFacts]]:
    """What is shown, and what stands beside it: for a network of the zoo its input network and the original."""
    engine = resources.engine()
    drawn = [picture_of(engine, space, one.source, SIDE) for one in shown]
    if view.alone is None or len(drawn) != 1:
        titles = [one.title if len(shown) > 1 else "" for one in shown]
        return [PictureFacts(title, pixels) for title, pixels in zip(titles, drawn, strict=True)], []
    like = likeness_to_input(engine, space, shown[0].source, view.alone)
    own, original = picture_of(engine, space, Input(view.alone), SIDE), original_of(space, view.alone)
    decoded = PictureFacts(f"decoded, {like:.1f} dB to the input network", drawn[0])
    return [decoded], [PictureFacts("input network", own), PictureFacts("original", original)]
