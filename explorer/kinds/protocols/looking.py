"""What the screen shows of a kind's networks, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from explorer.kinds.protocols.told import Check

if TYPE_CHECKING:
    import numpy as np
    from jaxtyping import Float

    from explorer.explore.engine.engine import Engine
    from explorer.explore.engine.jobs import Cancelled
    from explorer.explore.engine.network_refs import Source
    from explorer.explore.travel.paths import Tour
    from explorer.space.bundle import Space
    from explorer.ui.state import View
    from explorer.ui.subject import Subject


@runtime_checkable
class Frames(Protocol):
    """What the live view, the contact sheet and small pictures show of a network.

    Attributes:
        patient: whether finer frames take so long that a hand in motion would notice them.
    """

    patient: bool

    def frame(
        self, engine: Engine, space: Space, source: Source, network: int | None, resolution: int, cancelled: Cancelled
    ) -> tuple[dict[str, Any], bytes]:
        """Facts for a frame's header, and its body, for the kind's part of the browser.

        A fact "resolution" says that the frame is coarser than was asked for, as a finer one would take too long.

        Args:
            engine: decodes.
            space: the space.
            source: which network.
            network: the id of the network that it decodes, if it does.
            resolution: how finely.
            cancelled: see `Engine.once`.

        Raises:
            Dropped: nobody waits any more.
            SelectionError: the source is not possible.
        """
        ...

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """A PNG of `size` x `size` pixels; `colour` ("#rrggbb") is that of a surface, if it has one."""
        ...

    def about(self, space: Space) -> dict[str, Any]:
        """What the kind's part of the browser must know of a space before the first frame; goes with the map."""
        ...


@dataclass(frozen=True)
class Curve:
    """What networks along a path are worth.

    Attributes:
        values: one a share of the path.
        groups: an index of what each is (its architecture), or None.
    """

    values: Float[np.ndarray, " s"]
    groups: Sequence[int] | None


@dataclass(frozen=True)
class Worth:
    """A number that says what networks are worth.

    Attributes:
        low: least value that the terrain tells apart.
        high: greatest.
        title: what the number is.
        form: how one is written: "{:.2f} %".
    """

    low: float
    high: float
    title: str
    form: str


@runtime_checkable
class Valuing(Protocol):
    """What many networks are worth at once, by one number each: the curve of a path, the terrain of a map."""

    def worth(self, space: Space) -> Worth | None:
        """The number; None where nobody can say what networks of this very space are worth."""
        ...

    def along(self, engine: Engine, space: Space, tour: Tour, shares: Sequence[float], check: Check) -> Curve:
        """At shares of a tour, all in one batch; to be looked at, so on few samples."""
        ...

    def at(self, engine: Engine, space: Space, latents: Float[np.ndarray, "n d"], check: Check) -> Curve:
        """Of the networks at latents, on data that may be optimized with, in one batch."""
        ...

    def groups(self, space: Space) -> tuple[str, ...]:
        """Names of the groups; empty without."""
        ...


@dataclass(frozen=True)
class Soundness:
    """Whether what is decoded is of one piece, or whatever else tells a network from rubble.

    Attributes:
        said: in words that go on after a comma: "in 3 loose pieces".
        sound: whether it may stand under a good verdict.
    """

    said: str
    sound: bool


@runtime_checkable
class Sounding(Protocol):
    """What tells a decoded network from rubble, whatever its distance to the zoo's networks."""

    def sound(self, engine: Engine, space: Space, source: Source) -> Soundness:
        """How sound a network is.

        Raises:
            SelectionError: the source is not possible.
        """
        ...


@dataclass(frozen=True)
class Opening:
    """What the screen shows first of a space.

    Attributes:
        a: where a path starts until another is chosen.
        b: where it ends.
        colours: labels that can colour the map, the default first ("split" is always among them).
        path: how to get from A to B until it is chosen: a `PathKind`.
    """

    a: int
    b: int
    colours: tuple[str, ...]
    path: str = "zoo"


@runtime_checkable
class Explaining(Protocol):
    """What the help says of a kind.

    Attributes:
        glossary: words that the screen says of it, and what they mean.
        source: what is needed to make a space of it: "A folder of meshes".
        commands: that make one of it.
    """

    glossary: Sequence[tuple[str, str]]
    source: str
    commands: Sequence[str]


@runtime_checkable
class Words(Protocol):
    """What is said of a space and its networks. No streamlit here.

    Attributes:
        ends: for labels, what less and more of it is called: ("narrower", "wider").
        units: for labels, what their numbers are in: "%"; none for plain numbers and shares.
    """

    ends: Mapping[str, tuple[str, str]]
    units: Mapping[str, str]

    def summary(self, space: Space) -> str:
        """The space in one line."""
        ...

    def opening(self, space: Space) -> Opening:
        """What is shown first."""
        ...

    def facts(self, engine: Engine, space: Space, source: Source, network: int | None) -> list[tuple[str, str]]:
        """Facts of a network as rows of name and value; `network`: the id of the one that it decodes, if it does."""
        ...

    def caption(self, space: Space, network: int) -> str:
        """What stands under the small picture of a network of the zoo; may be empty."""
        ...


@runtime_checkable
class Panels(Protocol):
    """The kind's parts of the page (the only module of a kind that imports streamlit)."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """The main figure of the plain view: none, one or two networks. Moves the journey on the map (`follow`)."""
        ...

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        """What stands below the controls of the path; may be nothing."""
        ...

    def strip(self, space: Space, view: View) -> bool:
        """The figure under the slider of the path; False: the distance along the path is to be drawn."""
        ...

    def more(self, space: Space, view: View, subject: Subject) -> None:
        """Further facts, each in an expander of its own; may be nothing."""
        ...
