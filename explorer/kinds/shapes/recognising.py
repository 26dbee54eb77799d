"""Zoos of furniture, recognised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.jobs.plan import Step, space_steps
from explorer.kinds.protocols.recognising import Chosen, Option, Places, Recognised

if TYPE_CHECKING:
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder

LEAST = 21  # networks: three of each kind of furniture
HELD = 7  # of so many networks one is held out
LENGTHS = (("6000", "standard"), ("1000", "a quick look"), ("36000", "thorough: hours"))
STEP_S, NETWORK_S, REST_S = 0.3, 0.4, 240.0


class ShapeSources:
    """See `protocols.Recognising`."""

    zoos: tuple[str, ...] = ("furniture",)
    examples: Mapping[str, Callable[[], Recognised]] = MappingProxyType({})

    def zoo(self, folder: ZooFolder) -> Recognised:
        """A finished zoo of furniture."""
        count = min(int(folder.config["count"]), folder.finished() * int(folder.config["batch"]))

        def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
            held = str(count // HELD)
            argv = ("furniture", "--zoo", str(folder.path), "--heldout", held, "--title", chosen["title"])
            return space_steps(argv, int(chosen["steps"]), places.space, places.run)

        few = count < LEAST
        return Recognised(
            "sdf", "A zoo of furniture", (("networks", count),),
            options=(Option("steps", "Training", LENGTHS),), steps=steps,
            seconds=lambda chosen, workers: int(chosen["steps"]) * STEP_S + count * NETWORK_S + REST_S,
            problem=f"A space needs at least {LEAST} networks; these are {count}." if few else "",
            remedy="Make the zoo longer with --resume and a larger --count.",
        )  # fmt: skip

    def files(self, found: Listing) -> Recognised | None:
        """None: shapes are recognised by their zoo."""
        del found
        return None


SOURCES = ShapeSources()
