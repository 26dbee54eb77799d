"""Zoos of image classifiers, recognised; and handwritten digits, which are there already, as an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.jobs.plan import Step, space_steps
from explorer.kinds.protocols.recognising import LENGTH_HELP, Chosen, Option, Places, Recognised

if TYPE_CHECKING:
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder

LEAST = 12  # networks
HELD = 8  # of so many networks one is held out
COUNTS = (("120", "120"), ("40", "40: a quick look"), ("240", "240: as the README does"))
# Steps of each recipe, and seconds of a step on one core.
RECIPES: Mapping[tuple[str, bool], tuple[str, int, float]] = {
    ("digits", False): ("digits-single", 2_500, 0.03),
    ("digits", True): ("digits-multi", 1_500, 0.06),
    ("fashion-mnist", False): ("fashion-single", 10_000, 0.35),
    ("fashion-mnist", True): ("fashion-multi", 3_000, 0.5),
}
OTHERS = {False: ("classifiers-single", 4_000, 0.3), True: ("classifiers-multi", 3_000, 0.5)}  # images of one's own
SHARES = (("1", "as the recipe says"), ("0.2", "a quick look"), ("2", "twice as long"))
NETWORK_S, TEACHER_S, REST_S = 0.35, 12.0, 10.0


def _digits() -> Recognised:
    recipe = RECIPES["digits", False]

    def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
        argv = ("zoo", "digits", "--kind", "single", "--count", chosen["count"], "--out", str(places.zoo))
        long = TEACHER_S + int(chosen["count"]) * NETWORK_S / places.workers
        make = Step("Training the networks", (*argv, "--workers", str(places.workers)), resumable=True, seconds=long)
        return (make, *_train(str(places.zoo), recipe, int(chosen["count"]), chosen, places))

    return Recognised(
        "classifier",
        "Handwritten digits of scikit-learn, on which networks are trained for different times",
        (("images", 1_797), ("classes", 10)),
        options=(
            Option("count", "Networks", COUNTS, help="Each is a small residual network that is trained for a while."),
            _length(),
        ),
        steps=steps,
    )


def _length() -> Option:
    return Option("share", "Training of the space", SHARES, help=LENGTH_HELP)


def _too_few(count: int) -> str:
    return f"A space needs at least {LEAST} networks; these are {count}." if count < LEAST else ""


def _steps(recipe: tuple[str, int, float], chosen: Chosen) -> int:
    return max(round(recipe[1] * float(chosen["share"])), 1)


def _train(
    zoo: str, recipe: tuple[str, int, float], count: int, chosen: Chosen, places: Places
) -> tuple[Step, ...]:  # fmt: skip
    held = str(max(count // HELD, 1))
    argv = ("classifiers", "--zoo", zoo, "--recipe", recipe[0], "--heldout", held, "--title", chosen["title"])
    return space_steps(argv, _steps(recipe, chosen), places.space, places.run, (0.0, recipe[2], REST_S))


class ClassifierSources:
    """See `protocols.Recognising`."""

    zoos: tuple[str, ...] = ("classifiers",)

    examples: Mapping[str, Callable[[], Recognised]] = MappingProxyType({"Handwritten digits": _digits})

    def zoo(self, folder: ZooFolder) -> Recognised:
        """A finished zoo, its architectures, and the recipe that suits them."""
        from explorer.kinds.classifiers.zoo import read_zoo  # noqa: PLC0415

        zoo = read_zoo(folder.path)
        names = Counter[str]()
        for arch, count in zip(zoo.plan.archs, zoo.plan.counts, strict=True):
            names[arch.name] += count
        data = str(zoo.stated.get("data"))
        several = len(zoo.plan.archs) > 1
        found = RECIPES.get((data, several)) or OTHERS[several]
        count = sum(names.values())

        def steps(chosen: Chosen, places: Places) -> tuple[Step, ...]:
            return _train(str(folder.path), found, count, chosen, places)

        return Recognised(
            "classifier", f"A zoo of classifiers of {data}", (("networks", count),),
            labels={"architecture": dict(names)}, options=(_length(),), steps=steps,
            problem=_too_few(count), remedy="Make the zoo longer with --resume and a larger --count.",
        )  # fmt: skip

    def networks(self, count: int, largest: int) -> Recognised | None:
        """None: networks of others do not become such a space without their data."""
        del count, largest
        return None

    def files(self, found: Listing) -> Recognised | None:
        """None: classifiers are recognised by their zoo."""
        del found
        return None


SOURCES = ClassifierSources()
