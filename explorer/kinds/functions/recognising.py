"""Zoos of functions, recognised: those that `import` made, and what becomes of networks that it will."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.jobs.plan import Step, space_steps
from explorer.kinds.functions.recipes import function_recipes
from explorer.kinds.protocols.recognising import LENGTH_HELP, Chosen, Option, Places, Recognised
from explorer.recipes.fitting import fitting_recipe

if TYPE_CHECKING:
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder

LEAST = 10  # networks
STEP_S = {"functions": 0.06, "functions-large": 0.35}  # on one core
REFINED = 4.0  # steps' times to refine a network's latent: 24 networks of 802 parameters took those of 100 steps
REST_S = 25.0  # of measuring
QUICK, LONG = 0.2, 3  # of a recipe's steps


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
        largest = max(graph.count for graph in zoo.graphs)
        return _recognised("A zoo of functions", len(names), largest, {"architecture": architectures}, folder.path)

    def files(self, found: Listing) -> Recognised | None:
        """None: networks of others are recognised by `explorer.importing`."""
        del found
        return None

    def networks(self, count: int, largest: int) -> Recognised:
        """What a zoo of so many imported networks becomes."""
        return _recognised("Networks", count, largest, {}, None)


def _recognised(
    what: str, count: int, largest: int, labels: Mapping[str, Mapping[str, int]], zoo: Path | None
) -> Recognised:
    recipe = fitting_recipe("functions", largest, 1)
    usual = function_recipes()[recipe].steps
    lengths = (
        (str(usual), "as the recipe says"),
        (str(round(QUICK * usual)), "a quick look"),
        (str(LONG * usual), "three times as long"),
    )

    def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
        argv = ("functions", "--zoo", str(zoo or places.zoo), "--recipe", recipe, "--title", chosen["title"])
        refining = count * REFINED * STEP_S[recipe]
        times = (0.0, STEP_S[recipe], REST_S)
        return space_steps(argv, int(chosen["steps"]), places.space, places.run, times, refining)

    few = count < LEAST
    return Recognised(
        "functions", what, (("networks", count),), labels=labels,
        options=(Option("steps", "Training of the space", lengths, help=LENGTH_HELP),), steps=steps,
        problem=f"A space needs at least {LEAST} networks; these are {count}." if few else "",
        remedy="Put more networks into the folder." if few else "",
    )  # fmt: skip


SOURCES = FunctionSources()
