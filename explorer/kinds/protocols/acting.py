"""Reading files into a space, optimizing in it, steering."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from explorer.kinds.protocols.told import Report

if TYPE_CHECKING:
    import numpy as np
    from jaxtyping import Float
    from torch import Tensor, nn

    from explorer.explore.engine.engine import Engine
    from explorer.explore.read.encode import Encoded
    from explorer.explore.read.fitted import Fitted
    from explorer.explore.read.optimize import Loss, Outcome, Score, Step
    from explorer.foreign.hints import Hints
    from explorer.space.bundle import Space


@runtime_checkable
class Probing(Protocol):
    """Networks read by running them: what a `probe` encoder asks them."""

    def inputs(self, space: Space) -> Tensor:
        """The probe inputs, as a network of this kind takes them: the batch axis in front.

        Raises:
            SelectionError: the space's encoder reads networks of its own architecture alone.
        """
        ...

    def latent(self, space: Space, answers: Tensor, module: nn.Module | None = None) -> Float[np.ndarray, " d"]:
        """The latent of what answers so at the probe inputs; of `module` the encoder may read its form, too.

        Raises:
            DataError: the answers have another shape, or are not finite.
        """
        ...


@runtime_checkable
class Running(Protocol):
    """Networks of this kind run on data of the user's, and told from those of other architectures."""

    def batch(self, space: Space, data: Tensor) -> Tensor:
        """What networks of the space take, from data as people have it: the batch axis in front.

        Raises:
            DataError: it has another shape.
        """
        ...

    def own(self, space: Space, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
        """The latent of a network of the space's own architecture, known by names and shapes; None: of another."""
        ...

    def meant(self, space: Space, run: Callable[[Tensor], Tensor], hints: Hints) -> Callable[[Tensor], Tensor]:
        """A network from elsewhere, as one that takes what networks of the space take.

        What its inputs are scaled by is told, or found out; where there is nothing to find out it is `run` itself.

        Args:
            space: the space.
            run: runs it on what networks of the space take.
            hints: what need not be found out.
        """
        ...


@runtime_checkable
class Reading(Protocol):
    """Files read into a space: networks made elsewhere, and whatever else is a function of the same form.

    Attributes:
        title: of the panel.
        uploads: what can be dropped, for the uploader's label.
        formats: suffixes that are read, networks' first.
        titles: of the numbers in `Encoded.measured` that are shown: what each is, and how it is written, as a format.
        by_factory: whether `Hints.network`, what makes a module, is used.
    """

    title: str
    by_factory: bool
    uploads: str
    formats: tuple[str, ...]
    titles: Mapping[str, tuple[str, str]]

    def read(self, engine: Engine, space: Space, data: bytes, name: str, hints: Hints) -> Encoded:
        """Read a file.

        Raises:
            DataError: it cannot be read or does not fit; names the file and the reason.
            SelectionError: the space's encoder cannot read it.
        """
        ...

    def likeness(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
        """How like what was read the network at a latent is (IoU, PSNR), as `Encoded.measured` has it first.

        Raises:
            SelectionError: what was read cannot be compared so.
        """
        ...

    def show(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], called: str, read: Encoded) -> Any:
        """A plotly figure (a function of theme and height) of what was read beside what is decoded; None: none."""
        ...


@runtime_checkable
class Fitting(Protocol):
    """Decoded networks moved toward what was read in weight space: from then on *fitted*, no longer decoded.

    Attributes:
        enough: a likeness (`Encoded.likeness`). What is decoded of a file and is less like it is fitted by itself.
    """

    enough: float

    def fit(
        self,
        engine: Engine,
        space: Space,
        latent: Float[np.ndarray, " d"],
        read: Encoded,
        seed: int = 0,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Fitted:
        """Fit the network that a latent decodes to.

        Args:
            engine: decodes.
            space: the space.
            latent: where to begin.
            read: what it is fitted to.
            seed: of the draws.
            progress: called with what is done, of how much; what it raises ends the fitting.

        Raises:
            SelectionError: nothing was read that it could be fitted to.
        """
        ...

    def show(self, space: Space, fitted: Fitted, read: Encoded) -> Any:
        """A plotly figure (a function of theme and height) of what was read beside the fitted network."""
        ...


@dataclass(frozen=True)
class Aim:
    """Something that latents of a space can be optimized toward.

    Attributes:
        key: how commands, the wire and the link write it: "accuracy", "arch:ResNet8", "shape:12".
        title: in words.
        target: what the kind's `task` makes of it: any frozen value.
        start: the latent that the encoder reads of the target, where there is one: the start unless another is chosen.
        rate: of Adam, in standard deviations of the latents.
    """

    key: str
    title: str
    target: Any
    start: Float[np.ndarray, " d"] | None = None
    rate: float = 0.1


@runtime_checkable
class Optimizing(Protocol):
    """Latents moved toward an aim.

    Attributes:
        measure: what the steps are chosen by, in words: the title of its curve.
        form: the same of one step, as a format of the measured number: "error {:.4f}".
        help: what `optimize --toward` may say.
        weakest: the label by which the weakest network is found, as a start; None: no such start.
    """

    measure: str
    form: str
    help: str
    weakest: str | None

    def choices(self, space: Space) -> tuple[str, list[tuple[str, str]]]:
        """A label for the choice of aims, and those that are offered, as keys and titles; the default first."""
        ...

    def stays(self, key: str) -> bool:
        """Whether walks toward the aim of this key stay near training networks, unless somebody asks otherwise."""
        ...

    def aim(self, engine: Engine, space: Space, key: str, seed: int = 0) -> Aim:
        """The aim of a key, or of a file's path.

        Raises:
            SelectionError: there is no such aim here.
            DataError: the file cannot be read.
        """
        ...

    def task(self, engine: Engine, space: Space, aim: Aim, seed: int) -> tuple[Loss, Score]:
        """The loss of a latent, and how it is measured."""
        ...

    def outcome(self, engine: Engine, space: Space, first: Step, best: Step) -> dict[str, Any]:
        """What the best step is worth on data kept for the end; looked at here and nowhere else.

        Plain data: "test" and "start" in the measure's unit, "zoo" the best of the zoo, where they apply.
        """
        ...

    def concluded(self, space: Space, found: Outcome) -> str:
        """What it came to, as the middle of a sentence."""
        ...

    def stated(self, space: Space, found: Outcome) -> dict[str, Any]:
        """What the command prints of it, beside what is the same for all kinds."""
        ...


@runtime_checkable
class Steering(Protocol):
    """Labels as directions: which mean something, and what moving along them does.

    Attributes:
        hidden: labels that are of training or decoding and not of the network.
        bent: labels along which networks lie on a bent line (see `explorer.space.bends`).
    """

    hidden: frozenset[str]
    bent: frozenset[str]

    def hides(self, space: Space, label: str) -> bool:
        """Whether a label of this very space is no direction, beside `hidden`."""
        ...

    def applies(self, space: Space, label: str) -> np.ndarray:
        """Which networks a label says something about (bool, one each)."""
        ...

    def measured(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
        """The labels of the decoded network as they are measured on it; "none" for a part that it has not."""
        ...

    def effects(self, engine: Engine, space: Space, count: int, report: Report) -> dict[str, Any]:
        """What steering does to held-out networks: "labels" and "classes" (see `explorer.explore.measure.effects`)."""
        ...


@runtime_checkable
class Placing(Protocol):
    """Models that say themselves where networks with a value of a discrete label lie."""

    def places(self, space: Space, label: str) -> Mapping[str, Float[np.ndarray, " d"]] | None:
        """A latent for each value, up to one shift for all.

        None: this space's model does not say so; where they lie is then fitted to the training networks.
        """
        ...
