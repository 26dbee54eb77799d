"""Zoos of functions, recognised: those that `import` made, and what becomes of networks that it will."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.jobs.plan import Step, space_steps
from explorer.kinds.protocols.recognising import Chosen, Option, Places, Recognised

if TYPE_CHECKING:
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder

RECIPE = "functions"
LEAST = 10  # networks
LENGTHS = (("2000", "as the recipe says"), ("400", "a quick look"), ("6000", "three times as long"))
STEP_S, REST_S = 0.06, 40.0  # seconds of a step on one core, and of what else there is to do


class FunctionSources:
    """See `protocols.Recognising`."""

    zoos: tuple[str, ...] = ("functions",)
    examples: Mapping[str, Callable[[], Recognised]] = MappingProxyType({})

    def zoo(self, folder: ZooFolder) -> Recognised:
        """A zoo that `import` made."""
        from explorer.zoo.imported import ImportedZoo  # noqa: PLC0415

        zoo = ImportedZoo.open(folder.path, "functions")
        names = [zoo.graphs[record.arch].name for record in zoo.records]
        architectures = {name: names.count(name) for name in dict.fromkeys(names)}
        return _recognised("A zoo of functions", len(names), {"architecture": architectures}, folder.path)

    def files(self, found: Listing) -> Recognised | None:
        """None: networks of others are recognised by `explorer.importing`."""
        del found
        return None

    def networks(self, count: int) -> Recognised:
        """What a zoo of so many imported networks becomes."""
        return _recognised("Networks", count, {}, None)


def _recognised(what: str, count: int, labels: Mapping[str, Mapping[str, int]], zoo: Path | None) -> Recognised:
    def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
        argv = ("functions", "--zoo", str(zoo or places.zoo), "--recipe", RECIPE, "--title", chosen["title"])
        return space_steps(argv, int(chosen["steps"]), places.space, places.run)

    few = count < LEAST
    return Recognised(
        "functions", what, (("networks", count),), labels=labels,
        options=(Option("steps", "Training of the space", LENGTHS),), steps=steps,
        seconds=lambda chosen, workers: int(chosen["steps"]) * STEP_S + REST_S,
        problem=f"A space needs at least {LEAST} networks; these are {count}." if few else "",
        remedy="Put more networks into the folder." if few else "",
    )  # fmt: skip


SOURCES = FunctionSources()
