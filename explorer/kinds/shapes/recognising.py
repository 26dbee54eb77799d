"""Zoos of shapes and folders of meshes, recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.jobs.plan import Step, space_steps
from explorer.kinds.protocols.recognising import LENGTH_HELP, Chosen, Option, Places, Recognised
from explorer.kinds.shapes.meshformats import FORMATS

if TYPE_CHECKING:
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder

SUFFIXES = tuple(f".{one}" for one in FORMATS)
FURNITURE = "furniture"
LEAST_FURNITURE = 21  # networks: three of each kind
LEAST = 10
HELD = 7  # of so many pieces of furniture one is held out
FURNITURE_LENGTHS = (("6000", "standard"), ("1000", "a quick look"), ("36000", "thorough: hours"))
LENGTHS = (("6000", "as the recipe says"), ("600", "a quick look"), ("20000", "thorough"))
# Seconds on one core: of a step of training, of measuring a network, of fitting one, of bending shapes before
# a training, and of the pairs that are measured.
STEP_S, NETWORK_S, FIT_S, BEND_S, REST_S = 0.3, 0.4, 4.0, 120.0, 120.0


class ShapeSources:
    """See `protocols.Recognising`."""

    zoos: tuple[str, ...] = (FURNITURE, "shapes")
    examples: Mapping[str, Callable[[], Recognised]] = MappingProxyType({})

    def zoo(self, folder: ZooFolder) -> Recognised:
        """A zoo of furniture, of meshes of one's own, or of Sirens that others trained."""
        count = int(folder.config["count"])
        if folder.config.get("kind") != FURNITURE:
            return _shapes("A zoo of shapes", count, folder.path)

        def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
            held = str(count // HELD)
            named = ("--recipe", FURNITURE, "--heldout", held, "--title", chosen["title"])
            argv = ("shapes", "--zoo", str(folder.path), *named)
            return space_steps(argv, int(chosen["steps"]), places.space, places.run, _seconds(count))

        return Recognised(
            "sdf", "A zoo of furniture", (("networks", count),),
            options=(Option("steps", "Training", FURNITURE_LENGTHS),), steps=steps,
            problem=_too_few(count, LEAST_FURNITURE), remedy="Make the zoo longer with --resume and a larger --count.",
        )  # fmt: skip

    def files(self, found: Listing) -> Recognised | None:
        """A folder of meshes: at least half of what lies in it, materials and textures not counted."""
        names = found.ending(*SUFFIXES)
        beside = found.ending(".mtl", ".bin", ".png", ".jpg", ".jpeg", ".csv", ".txt", ".json")
        if not names or 2 * len(names) < len(found.files) - len(beside):
            return None
        from explorer.kinds.shapes.mesh_folder import read_folder  # noqa: PLC0415

        folder = read_folder(found.folder)
        kinds = Counter(str(one.labels["kind"]) for one in folder.files)
        count = len(folder.files)
        trained = _shapes("A folder of meshes", count, None)
        assert trained.steps is not None
        train = trained.steps

        def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
            how = ("--scale", chosen["scale"], "--up", chosen["up"], "--workers", str(places.workers))
            argv = ("zoo", "shapes", str(found.folder), "--out", str(places.zoo), *how)
            fit = Step("Fitting a network to each mesh", argv, resumable=True, seconds=count * FIT_S / places.workers)
            return (fit, *train(chosen, places))

        return Recognised(
            "sdf", trained.what, (("meshes", count),),
            refused=tuple((one.file, one.reason) for one in folder.refused),
            labels={"kind": dict(kinds.most_common())} if len(kinds) > 1 else {},
            options=(
                *trained.options,
                Option("up", "The axis that is up", (("auto", "found out"), ("y", "y"), ("z", "z")), fine=True),
                Option("scale", "Sizes", (("each", "each to one size"), ("common", "as they are")), fine=True),
            ),
            steps=steps, problem=trained.problem, remedy=trained.remedy,
        )  # fmt: skip

    def networks(self, count: int, largest: int) -> Recognised:
        """What a zoo of so many imported Sirens becomes."""
        del largest
        return _shapes("Networks of shapes", count, None)


def _shapes(what: str, count: int, zoo: Path | None) -> Recognised:
    def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
        argv = ("shapes", "--zoo", str(zoo or places.zoo), "--recipe", "shapes", "--title", chosen["title"])
        return space_steps(argv, int(chosen["steps"]), places.space, places.run, _seconds(count))

    problem = _too_few(count, LEAST)
    return Recognised(
        "sdf", what, (("networks", count),),
        options=(Option("steps", "Training of the space", LENGTHS, help=LENGTH_HELP),),
        steps=steps, problem=problem,
        remedy="Put more of them into the folder." if problem else "",
    )  # fmt: skip


def _too_few(count: int, least: int) -> str:
    return f"A space needs at least {least} networks; these are {count}." if count < least else ""


def _seconds(count: int) -> tuple[float, float, float]:
    return BEND_S, STEP_S, count * NETWORK_S + REST_S


SOURCES = ShapeSources()
