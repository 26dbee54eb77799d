"""What a job does, as plain data: commands of this program, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from explorer.errors import JobError

MOST_STEPS = 20
MODULE = "explorer"
LINES = 40  # of a training's curve: it is looked at while it grows
START_S = 8.0  # to start a command and, after a training, to lay out the map
MOST_APART = 250  # steps between two of them


@dataclass(frozen=True)
class Step:
    """One command: `python -m explorer ARGUMENTS`.

    Attributes:
        title: what it does, in words: "Fitting networks".
        argv: its arguments.
        resumable: whether `--resume` goes on with it; else it is done again.
        run: the folder of its training run, where it is one.
        seconds: how long it takes, estimated, on an idle machine like the one that the estimates were measured on.
        after: of these, how long after the last step of a training's optimizer.
    """

    title: str
    argv: tuple[str, ...]
    resumable: bool = False
    run: str | None = None
    seconds: float = 0.0
    after: float = 0.0


@dataclass(frozen=True)
class Plan:
    """A job before it is begun.

    Attributes:
        title: of the space that comes of it.
        space: name of that space's folder among the spaces.
        what: what it is made from, in words.
        steps: the commands.
        seconds: how long it may take, estimated for this machine as busy as it was then; None: nobody knows.
        module: what `python -m` runs.
    """

    title: str
    space: str
    what: str
    steps: tuple[Step, ...]
    seconds: float | None = None
    module: str = MODULE

    def __post_init__(self) -> None:
        if not 1 <= len(self.steps) <= MOST_STEPS:
            raise JobError(f"A job of {len(self.steps)} commands is none.", f"Give 1 to {MOST_STEPS}.")

    def stated(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Plan:
        """From JSON.

        Raises:
            JobError: it is no plan.
        """
        try:
            steps = tuple(
                Step(
                    str(one["title"]),
                    _texts(one["argv"]),
                    bool(one["resumable"]),
                    one["run"],
                    float(one.get("seconds", 0.0)),
                    float(one.get("after", 0.0)),
                )
                for one in data["steps"]
            )
            seconds = data["seconds"]
            return cls(
                title=str(data["title"]), space=str(data["space"]), what=str(data["what"]), steps=steps,
                seconds=None if seconds is None else float(seconds), module=str(data["module"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise JobError(f"job.json is no plan of a job: {error!r}.", "Remove the job's folder.") from error


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(one, str) for one in values):
        raise TypeError(f"arguments must be texts, not {values!r}")
    return tuple(values)


def space_steps(
    argv: Sequence[str],
    steps: int,
    space: Path,
    run: Path,
    seconds: tuple[float, float, float],
    after: float = 0.0,
) -> tuple[Step, ...]:
    """The commands that train a space and measure it.

    Args:
        argv: the training's own: "images", "--zoo", a folder, ...
        steps: of the optimizer.
        space: the space's folder.
        run: a folder for checkpoint and curve.
        seconds: before the first step of the optimizer, of a step, and of measuring.
        after: seconds after the last step, beside the map.
    """
    every = min(max(steps // LINES, 1), MOST_APART)
    options = ("--out", str(space), "--steps", str(steps), "--run", str(run), "--every", str(every))
    training = START_S + seconds[0] + steps * seconds[1] + after
    return (
        Step("Training the space", ("train", *argv, *options), True, str(run), training, after),
        Step("Measuring it", ("evaluate", str(space), "--write"), seconds=START_S + seconds[2]),
    )
