"""What the page of new spaces says."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.jobs.states import State

TITLE = "New space"
LEAD = (
    "A space is learned from many networks of one kind. Give it a folder: networks that are there already, or data "
    "that networks are first trained on. It is trained on this computer and goes on when you close this page."
)
ICONS: Mapping[State, str] = {
    State.QUEUED: ":material/hourglass_empty:",
    State.RUNNING: ":material/model_training:",
    State.STOPPING: ":material/stop:",
    State.STOPPED: ":material/pause_circle:",
    State.INTERRUPTED: ":material/power_off:",
    State.FAILED: ":material/error:",
    State.FINISHED: ":material/check_circle:",
}
COLOURS: Mapping[State, str] = {
    State.QUEUED: "gray",
    State.RUNNING: "blue",
    State.STOPPING: "orange",
    State.STOPPED: "orange",
    State.INTERRUPTED: "orange",
    State.FAILED: "red",
    State.FINISHED: "green",
}
SAID: Mapping[State, str] = {
    State.QUEUED: "It waits for its turn: one training is at work at a time.",
    State.RUNNING: "It goes on when you close this page or stop the server.",
    State.STOPPING: "It finishes what it writes, then stops.",
    State.STOPPED: "It was stopped. Resumed, it goes on from its last checkpoint.",
    State.INTERRUPTED: "It was ended from outside (a kill, a power cut). Resumed, it goes on from its last checkpoint.",
    State.FAILED: "It failed.",
    State.FINISHED: "The space is ready.",
}


def duration(seconds: float) -> str:
    """A duration as one says it: "40 s", "12 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    if minutes >= 600:
        return f"{round(minutes / 60)} h"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def estimate(seconds: float) -> str:
    """The same of an estimate: no more exact than it is."""
    step = 10 if seconds < 90 else 60 if seconds < 1800 else 600
    return f"about {duration(float(max(round(seconds / step), 1) * step))}"


_ONE = {"entries": "entry", "meshes": "mesh", "classes": "class"}


def plural(count: int, word: str) -> str:
    """A count of what there is: `word` is in the plural."""
    return f"1 {_ONE.get(word, word.removesuffix('s'))}" if count == 1 else f"{count:,} {word}"
