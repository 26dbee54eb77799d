"""Names and short texts of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.explore.travel.paths import PathKind
from explorer.space.bundle import Space
from explorer.space.naming import network_name, spoken
from explorer.ui.neutral_words import words_of
from explorer.ui.state import Shown

PATHS = {PathKind.ZOO: "Through the zoo", PathKind.STRAIGHT: "Straight", PathKind.RAW: "Raw weights"}
PLACE = "a place on the map"
SHOWN = {
    Shown.PLACE: PLACE.capitalize(),
    Shown.MEAN: "Mean of the selection",
    Shown.SUM: "A sum of latents",
    Shown.POINT: "A point of this session",
}
PATHS_HELP = (
    "**Through the zoo**: from network to neighbouring network, smoothed. **Straight**: the straight line between "
    "the two latents. **Raw weights**: the two networks' weights averaged, without the space: what it must beat."
)
RAW_DISTANCE = "Averaged weights have no latent: the space cannot say how far to trust them."
NO_WEBGL = (
    "**This browser draws no WebGL**, so this is the plain view: it changes when a control is let go, not while it "
    "is dragged. WebGL can be switched on in the browser's settings (hardware acceleration); then open the page again "
    "without `plain=1` in its address."
)
NOTHING = "Nothing is selected: click a point on the map."
ON_ITS_WAY = "An optimization moves what is shown: facts and files are of it as soon as it rests."
NO_SPACES = "There are no spaces in {root}."


def sentence(text: str) -> str:
    """With a capital, and nothing else changed: LeNetLike stays LeNetLike."""
    return text[:1].upper() + text[1:]


def mean(count: int) -> str:
    """What the mean of a selection is called."""
    return f"mean of {count} networks"


def ends(space: Space, label: str) -> tuple[str, str]:
    """What less and more of a label is called."""
    called = spoken(label)
    return words_of(space).ends.get(label, (f"less {called}", f"more {called}"))


def sum_of(space: Space, ids: Sequence[int]) -> str:
    """What a - b + c of three networks is called."""
    a, b, c = (network_name(space, i) for i in ids)
    return f"{a} - {b} + {c}"
