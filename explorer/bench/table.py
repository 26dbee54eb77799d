"""All rows of the benchmark by name: what each measures, and how much of it in a hurry."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from explorer.bench.costs import processor
from explorer.bench.drag import drag
from explorer.bench.films import film
from explorer.bench.floors import floor_decode, floor_field, floor_judge
from explorer.bench.holding import memory
from explorer.bench.judging import judge, judge_path
from explorer.bench.mapwork import map_work
from explorer.bench.meshes import mesh
from explorer.bench.optimizing import optimize_classifier
from explorer.bench.rows import Row, Setting
from explorer.bench.scale import scale
from explorer.bench.starting import start_export, start_page, start_spaces
from explorer.bench.training import train_classifiers, train_shapes
from explorer.bench.zoos import zoo_classifiers, zoo_pictures, zoo_shapes
from explorer.errors import BenchError
from explorer.zoo.workers import cores

Measure = Callable[[Setting], Row]

ROWS: Mapping[str, Measure] = {
    "mesh-64": lambda setting: mesh(setting, 64),
    "mesh-128": lambda setting: mesh(setting, 128),
    "mesh-256": lambda setting: mesh(setting, 256),
    "drag": drag,
    "film": film,
    "judge-1": lambda setting: judge(setting, 1),
    "judge-16": lambda setting: judge(setting, 16),
    "judge-path": judge_path,
    "train-shapes": train_shapes,
    "train-classifiers": train_classifiers,
    "optimize": optimize_classifier,
    "zoo-shapes": zoo_shapes,
    "zoo-pictures": zoo_pictures,
    "zoo-classifiers": zoo_classifiers,
    "floor-decode": floor_decode,
    "floor-field": floor_field,
    "floor-judge": floor_judge,
    "scale-1k": lambda setting: scale(setting, 1_000),
    "scale-10k": lambda setting: scale(setting, 10_000),
    "scale-100k": lambda setting: scale(setting, 100_000),
    "map-100k": map_work,
    "memory": memory,
    "start-spaces": start_spaces,
    "start-export": start_export,
    "start-page": start_page,
}
# Left out in a hurry: each as long as all the others together, or in want of Node.
SLOW = ("mesh-256", "scale-10k", "scale-100k", "map-100k", "start-page")


@dataclass(frozen=True)
class Machine:
    """What the rows were measured on.

    Attributes:
        processor: its model.
        cores: that this process may use.
        threads: that torch uses.
        device: of the engine.
        versions: of Python, torch and NumPy.
        commit: of this program, if it lies in a git repository; else "".
        load: the machine's load average over the last minute, when the rows began.
    """

    processor: str
    cores: int
    threads: int
    device: str
    versions: Mapping[str, str]
    commit: str
    load: float


def names_of(wanted: Sequence[str] | None, quick: bool) -> tuple[str, ...]:
    """The rows to measure, in order.

    Args:
        wanted: their names; None: all, in a hurry without `SLOW`.
        quick: whether there is a hurry.

    Raises:
        BenchError: there is no row of that name.
    """
    unknown = [name for name in wanted or () if name not in ROWS]
    if unknown:
        raise BenchError(f"There is no row {unknown[0]!r}.", f"Choose from: {', '.join(ROWS)}.")
    if wanted is None:
        return tuple(name for name in ROWS if not (quick and name in SLOW))
    return tuple(name for name in ROWS if name in wanted)


def run_rows(names: Sequence[str], setting: Setting, progress: Callable[[str], None]) -> list[Row]:
    """Measure rows, one after the other.

    Args:
        names: of `ROWS`.
        setting: which spaces, and how much.
        progress: told which row was measured, and how long that took.

    Raises:
        BundleError: a folder holds no sound space.
        BenchError: a baseline needs a package that is not installed.
    """
    rows = []
    for name in names:
        start = time.perf_counter()
        rows.append(ROWS[name](setting))
        progress(f"{name}: {time.perf_counter() - start:.1f} s")
    return rows


def this_machine() -> Machine:
    """What the rows are measured on."""
    versions = {name: importlib.metadata.version(name) for name in ("torch", "numpy")}
    return Machine(
        processor(), cores(), torch.get_num_threads(), "cuda" if torch.cuda.is_available() else "cpu",
        {"python": platform.python_version(), **versions}, _commit(),
        round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0,
    )  # fmt: skip


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - a fixed command
        [git, "rev-parse", "--short", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
