"""Where a new space is made, and whether it can be."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from explorer.errors import DataError, JobError
from explorer.jobs.estimates import slowness
from explorer.jobs.plan import Plan
from explorer.jobs.store import runs_root
from explorer.kinds.protocols import Places, Recognised
from explorer.sources.roots import Roots, folder_name, unused
from explorer.ui import resources

NEEDED_BYTES = 2**30  # that must be free where a space is made
MOST_WORKERS = 8
LONGEST = 80  # letters of a title


def workers() -> int:
    """How many processes a training may use."""
    return max(min(os.cpu_count() or 1, MOST_WORKERS), 1)


def space_name(title: str) -> str:
    """The folder of a space of this title; another than those that are there."""
    return unused(resources.spaces_root(), folder_name(title) or "space").name


def make_plan(found: Recognised, chosen: dict[str, str], title: str, source: str) -> Plan:
    """The job that makes a space of what was recognised.

    Args:
        found: what was recognised.
        chosen: by the keys of its options.
        title: of the space.
        source: what it is made from, in words.

    Raises:
        DataError: no space can be made of it, or not here.
        JobError: the title is empty or too long.
    """
    if found.steps is None or found.problem:
        raise DataError(found.problem or f"{found.what} cannot be trained on here.", found.remedy)
    title = " ".join(title.split())
    if not 1 <= len(title) <= LONGEST:
        raise JobError("The space needs a name.", f"Give it 1 to {LONGEST} letters.")
    checked = checked_choices(found, chosen)
    name = space_name(title)
    root, zoos = resources.spaces_root(), Roots.configured().zoos
    for folder in (root, zoos, runs_root()):
        _check_room(folder)
    here = Path.cwd()
    places = Places(
        zoo=_short(unused(zoos, name), here),
        space=_short(root / name, here),
        run=_short(unused(runs_root(), name), here),
        workers=workers(),
    )
    steps = found.steps({**checked, "title": title}, places)
    return Plan(
        title=title, space=name, what=f"{found.what} · {source}", steps=steps,
        seconds=sum(step.seconds for step in steps) * slowness(),
    )  # fmt: skip


def seconds_of(found: Recognised, chosen: dict[str, str]) -> float:
    """How long the commands take on this machine, as busy as it is now.

    Raises:
        DataError: something was chosen that is not offered.
    """
    assert found.steps is not None
    nowhere = Places(Path("zoo"), Path("space"), Path("run"), workers())
    steps = found.steps({**checked_choices(found, chosen), "title": ""}, nowhere)
    return sum(step.seconds for step in steps) * slowness()


def checked_choices(found: Recognised, chosen: dict[str, str]) -> dict[str, str]:
    """What was chosen, where it is one of what is offered; the default where nothing was.

    Raises:
        DataError: it is not.
    """
    checked = {}
    for option in found.options:
        value = chosen.get(option.key, option.default)
        if option.least is not None:
            good = value.isdecimal() and option.least <= int(value) <= (option.most or option.least)
        else:
            good = value in dict(option.choices)
        if not good:
            raise DataError(f"{option.title} is {value[:40]!r}, which is not offered.", "Choose another.")
        checked[option.key] = value
    return checked


def _short(path: Path, here: Path) -> Path:
    """Relative where it can be: what a space states of its making is then the same on another machine."""
    return path.relative_to(here) if path.is_relative_to(here) else path


def _check_room(folder: Path) -> None:
    there = folder
    while not there.exists():
        there = there.parent
    if not os.access(there, os.W_OK):
        raise DataError(f"{folder} cannot be written.", "Give the app a folder that it may write, or its permissions.")
    free = shutil.disk_usage(there).free
    if free < NEEDED_BYTES:
        raise DataError(
            f"The disk of {folder} has {free / 2**20:,.0f} MB free.", "Free a gigabyte, then start it again."
        )
