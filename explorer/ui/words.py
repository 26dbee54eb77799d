"""Names and short texts of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.explore.travel.paths import PathKind
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.space.bundle import Space
from explorer.ui.state import Shown

PATHS = {PathKind.ZOO: "Through the zoo", PathKind.STRAIGHT: "Straight", PathKind.RAW: "Raw weights"}
PLACE = "a place on the map"
SHOWN = {Shown.PLACE: PLACE.capitalize(), Shown.MEAN: "Mean of the selection", Shown.SUM: "A sum of latents"}
PATHS_HELP = (
    "**Through the zoo**: from network to neighbouring network, smoothed. **Straight**: the straight line between "
    "the two latents. **Raw weights**: the two networks' weights averaged, without the space: what it must beat."
)
RAW_DISTANCE = "Averaged weights have no latent: the space cannot say how far to trust them."
ENDS = {
    "width": ("narrower", "wider"),
    "depth": ("less deep", "deeper"),
    "seat_height": ("lower seat", "higher seat"),
    "seat_thickness": ("thinner seat", "thicker seat"),
    "leg_width": ("thinner legs", "thicker legs"),
    "leg_depth": ("legs less deep", "legs deeper"),
    "back_height": ("lower back", "higher back"),
    "back_thickness": ("thinner back", "thicker back"),
    "arm_height": ("lower arms", "higher arms"),
    "arm_width": ("thinner arms", "wider arms"),
    "stretcher_height": ("lower stretchers", "higher stretchers"),
    "accuracy": ("worse", "better"),
}
"""What less and more of a label is called."""

NO_WEBGL = (
    "**This browser draws no WebGL**, so this is the plain view: shapes change when a control is let go, not while it "
    "is dragged. WebGL can be switched on in the browser's settings (hardware acceleration); then open the page again "
    "without `plain=1` in its address."
)
NO_SPACES = "There are no spaces in {root}."
NO_SPACES_REMEDY = (
    "Put a space there, or make one:\n\n```\npython -m explorer zoo furniture --count 1500 --out zoo\n"
    "python -m explorer train furniture --zoo zoo --out pretrained/furniture\n```\n\nThen reload this page."
)


def name(space: Space, network: int) -> str:
    """A network as one says it: its kind or architecture, and its id."""
    return f"{space.labels[space.group][network]} {network}"


def sentence(text: str) -> str:
    """With a capital, and nothing else changed: LeNetLike stays LeNetLike."""
    return text[:1].upper() + text[1:]


def measure(space: Space) -> str:
    """What the steps of an optimization are chosen by."""
    return "accuracy on validation images" if isinstance(space, ClassifierSpace) else "error of the shape"


NO_AVERAGE = "No average: A and B differ in architecture."


def nothing(no_average: str | None) -> str:
    """Why there is nothing to show: nothing was chosen, or what was chosen cannot be (`subject.no_average`)."""
    return no_average or "Nothing is selected: click a point on the map."


def mean(count: int) -> str:
    """What the mean of a selection is called."""
    return f"mean of {count} networks"


def ends(label: str) -> tuple[str, str]:
    """What less and more of a label is called."""
    spoken = label.replace("_", " ")
    return ENDS.get(label, (f"less {spoken}", f"more {spoken}"))


def sum_of(space: Space, ids: Sequence[int]) -> str:
    """What a - b + c of three networks is called."""
    a, b, c = (name(space, i) for i in ids)
    return f"{a} - {b} + {c}"


def split_name(split: str) -> str:
    """A split in words."""
    return {"train": "training", "heldout": "held out"}.get(split, split)


def summary(space: Space) -> str:
    """A space in one line."""
    if isinstance(space, ClassifierSpace):
        counts = sorted(arch.count for arch in space.archs)
        range_ = f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"
        what = space.archs[0].name if len(counts) == 1 else f"{len(counts)} architectures"
        return f"{len(space):,} networks, {what}, {range_} parameters · {space.latents.shape[1]} numbers a latent"
    return f"{len(space):,} networks of {space.layout.count:,} parameters · {space.latents.shape[1]} numbers a latent"
