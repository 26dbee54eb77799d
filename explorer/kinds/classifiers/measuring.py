"""What a space of classifiers is worth: measured, and said on its model card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.cards import joined, table
from explorer.explore.measure.drawn import drawn_card
from explorer.kinds.classifiers.evaluate import HARDLY, ClassifierEvaluation, evaluate_classifiers, parts_of
from explorer.kinds.classifiers.optimizing import REACH
from explorer.kinds.classifiers.space import classifiers_only
from explorer.kinds.protocols import Noise, Report
from explorer.space.bundle import Space
from explorer.space.naming import spoken

Metrics = Mapping[str, Any]

MADE = {
    "decoded": "decoded",
    "held_out": "held out: one of the ends itself",
    "raw_average": "raw average of the ends",
    "aligned_average": "average after Git Re-Basin alignment",
    "noisy_neighbour": "nearest training network with noise of 0.1",
    "ensemble_of_ends": "ensemble of the ends (two networks)",
}

NOISE = (
    Noise(
        "optimize/*reached",
        1.0,
        "an optimization of hundreds of steps, which rounding sends another way, ends near the limit",
    ),
    Noise("optimize/*farthest", 0.3, "an optimization of hundreds of steps, which rounding sends another way"),
    Noise("optimize/*accuracy", 0.3, "an optimization of hundreds of steps, which rounding sends another way"),
    Noise("path_spearman/raw", 0.02, "networks at chance: which of two is the better is one image of 5,000"),
    Noise("*rank_correlation*", 0.005, "accuracies of two networks that are one image of 5,000 apart change places"),
    Noise("drawn/points/*/quality/*", 0.5, "an image of 500 that two classes share to the last digit"),
    Noise("drawn/*/distance*", 0.003, "the same images"),
    Noise("drawn/rows/*/weights", 0.01, "another local optimum of the alignment"),
    Noise("drawn/rows/*/quality", 0.03, "an image of 500 that two classes share to the last digit"),
    Noise("drawn/*", 0.026, "one network of 40 that is at the limit"),
    Noise("accuracy_read/*/boosting/*", 0.02, "trees that split at another network"),
    Noise("accuracy_read/*", 0.002, "least squares to the last digit"),
    Noise("*accuracy*", 0.02, "an image of 5,000 that two classes share to the last digit"),
    Noise("*disagreement", 0.0005, "the same images"),
    Noise("agreement/*", 0.0005, "the same images"),
)


class ClassifierMeasuring:
    """See `protocols.Measuring`, and `protocols.Repeating`."""

    noise = NOISE

    def evaluate(self, engine: Engine, space: Space, report: Report) -> dict[str, Any]:
        """See `evaluate.evaluate_classifiers`."""
        return evaluate_classifiers(engine, classifiers_only(space), progress=report)

    def parts(self, engine: Engine, space: Space, report: Report) -> Mapping[str, Callable[[], dict[str, Any]]]:
        """See `evaluate.parts_of`."""
        return parts_of(engine, classifiers_only(space), ClassifierEvaluation(), report)

    def card(self, info: Mapping[str, Any]) -> str:
        """The tables of those measurements that `space.json` holds."""
        metrics = info["metrics"]
        if "measured" not in metrics:
            return ""
        parts = (
            _said(info),
            _networks(metrics),
            _within(metrics),
            _paths(metrics),
            _architectures(info),
            _steering(metrics),
        )
        return joined([*parts, _novelty(metrics), _drawn(metrics), _accuracy_read(metrics)])


MEASURING = ClassifierMeasuring()


def _said(info: Mapping[str, Any]) -> str:
    metrics, provenance = info["metrics"], info["provenance"]
    counts = metrics["networks"]
    lost = provenance.get("zoo_precision", {}).get("points_lost")
    stored = "" if lost is None else f" Storing the zoo at reduced precision costs {lost:.2f} points of accuracy."
    return (
        f"Trained on {provenance.get('trained_on', counts['train']):,} networks, {counts['train']:,} of them shipped; "
        f"{counts['heldout']:,} held out. Measured on {metrics['measured']['test_images']:,} class-balanced test "
        f"images of {info['images']['name']} that neither training nor optimization sees; the teacher has "
        f"{metrics['teacher']:.1f} % of them right.{stored}"
    )


def _networks(metrics: Metrics) -> str:
    gap, rank, same = (metrics[key] for key in ("accuracy_gap_points", "accuracy_rank_correlation", "agreement"))
    near = metrics["nearest"]
    rows = [
        [
            "mean gap between the decoded and the input network's accuracy, in points (largest)",
            *(f"{gap[part]['mean']:.2f} ({gap[part]['max']:.1f})" for part in ("train", "heldout")),
            f"{near['accuracy_gap_points']:.2f}",
        ],
        [
            "rank correlation of the two accuracies",
            *(_or_dash(rank[part], ".3f") for part in ("train", "heldout")),
            _or_dash(near["accuracy_rank_correlation"], ".3f"),
        ],
        ["share of the images that the two take for the same class", *_shares(same), ""],
    ]
    if "hardly_trained" in metrics:
        weak = metrics["hardly_trained"]
        cells = [
            f"{row['gap']:.2f} ({row['networks']}; {row['bias']:+.1f})" if (row := weak.get(part)) else ""
            for part in ("train", "heldout")
        ]
        rows.append([f"gap of those below {HARDLY:g} % (how many; decoded minus input on average)", *cells, ""])
    if "architecture_right" in metrics:
        rows.append(["decoded as its own architecture", *_shares(metrics["architecture_right"]), ""])
    if "loss" in metrics:
        loss = metrics["loss"]
        rows += [
            [
                f"softened KL to the input network: {name}",
                *(f"{loss[part][key]:.3f}" for part in ("train", "heldout")),
                "",
            ]
            for key, name in (("decoded", "decoded"), ("constant", "best constant network (a baseline)"))
        ]
    head = f"space `{metrics['space']}`: networks"
    return table([head, "training", "held out", "nearest training network instead (the baseline)"], rows)


def _within(metrics: Metrics) -> str:
    """Of spaces that carry architecture and accuracy: how well the latter is kept within each."""
    rows = [
        [name, f"{row['networks']}", f"{row['gap']:.2f}", _or_dash(row["rank"], ".3f")]
        for name, row in metrics.get("within_architectures", {}).items()
    ]
    head = ["held-out networks of one architecture", "networks", "mean gap in points", "rank correlation"]
    return table(head, rows) if rows else ""


def _optimized(found: Metrics) -> str:
    """Where walks toward accuracy end; older measurements know only of such as may leave where networks are."""
    if "anywhere" not in found:
        return (
            f"Optimized toward accuracy from the {found['of']} weakest networks, {found['reached']} end within "
            f"{REACH:g} point of the zoo's best on the test images."
        )
    ways = {"near networks (as it is done unless one asks otherwise)": found, "anywhere": found["anywhere"]}
    rows = [
        [title, f"{row['reached']} of {row['of']}", f"{row['accuracy']:.1f} %", f"{row['farthest']:.1f} ×"]
        for title, row in ways.items()
    ]
    head = f"optimized toward accuracy from the {found['of']} weakest networks"
    columns = [f"end within {REACH:g} point of the zoo's best on the test images", "mean accuracy there"]
    return table([head, *columns, "farthest from the nearest network, in usual distances"], rows)


def _shares(values: Metrics) -> list[str]:
    return [f"{values[part]:.1%}" for part in ("train", "heldout")]


def _paths(metrics: Metrics) -> str:
    """Of one architecture: from weak to strong networks, and optimization from the weakest."""
    parts = []
    if "path_spearman" in metrics:
        found = metrics["path_spearman"]
        names = {"latent": "straight", "zoo_path": "through the zoo", "raw": "raw weights (the baseline)"}
        middle = found["accuracy_in_the_middle"]
        rows = [[title, _or_dash(found[name], ".3f"), f"{middle[name]:.1f} %"] for name, title in names.items()]
        head = f"{found['paths']} paths from weak to strong held-out networks"
        columns = ["mean Spearman correlation of accuracy with the share of the path", "accuracy half way"]
        parts.append(table([head, *columns], rows))
    if "optimize" in metrics:
        parts.append(_optimized(metrics["optimize"]))
    return joined(parts).rstrip()


def _architectures(info: Mapping[str, Any]) -> str:
    metrics = info["metrics"]
    if "accuracy_by_architecture" not in metrics:
        return ""
    held, between = metrics["accuracy_by_architecture"], metrics["between"]
    names = [arch["name"] for arch in info["architectures"]]
    zoo = {name: (held.get(name) or between.get(name) or {}).get("zoo") for name in names}
    rows = [
        ["the zoo's networks, trained directly (the baseline): mean accuracy", *(_percent(zoo[n]) for n in names)],
        ["held-out networks, decoded", *(_percent(held.get(n, {}).get("decoded")) for n in names)],
        [
            f"at its place on {metrics['paths']} straight paths from the first architecture to the last",
            *(_percent(between.get(n, {}).get("accuracy")) for n in names),
        ],
    ]
    learned = set(info["provenance"].get("architectures_trained_on", names))
    unseen = [name for name in names if name not in learned]
    said = f"The architectures come in order on {metrics['in_order']:.0%} of the paths."
    if unseen:
        said += f" No network of {' or '.join(unseen)} was seen in training."
    return joined([table(["accuracy in percent", *names], rows), said]).rstrip()


def _steering(metrics: Metrics) -> str:
    steering = metrics["steering"]
    parts = []
    if steering["labels"]:
        rows = [
            [
                f"{spoken(name)} ({row['networks']:.0f})",
                _or_dash(row.get("r2"), ".3f"),
                f"{row['asked']:.1f}",
                f"{row['share']:.0%}",
                f"{row['error']:.1f}",
            ]
            for name, row in steering["labels"].items()
        ]
        head = "steering: a slider moved by 0.3 of its label's range, on held-out networks (how many); in points"
        columns = ["R² of the reading", "asked for", "share of it that is there (median)", "mean error"]
        parts.append(table([head, *columns], rows))
    if steering["classes"]:
        joint = "within_architectures" in metrics
        rows = [
            [
                spoken(name.replace("=", ": ")),
                f"{row['networks']:.0f}",
                f"{row['reached']:.0%}",
                _percent(row.get("accuracy")),
                *([_or_dash(row.get("gap"), ".1f")] if joint else []),
            ]
            for name, row in steering["classes"].items()
        ]
        titles = ["buttons, on held-out networks", "networks", "reached", "accuracy there, in percent"]
        parts.append(table([*titles, *(["points from the accuracy before"] if joint else [])], rows))
    return joined(parts).rstrip()


def _novelty(metrics: Metrics) -> str:
    found = metrics["novelty"]
    rows = [
        [title, f"{row['accuracy']:.1f}", f"{row['disagreement']:.0%}", _or_dash(row.get("weights"), ".2f")]
        for name, title in MADE.items()
        if (row := found.get(name))
    ]
    if not rows:
        return ""
    middles = metrics["measured"]["middles"]
    head = f"is it new, is it better? in the middle of {middles} pairs of held-out networks of one architecture"
    columns = ["accuracy", "disagrees with the nearest training network on", "weights differ, aligned"]
    meaning = (
        "Networks trained independently lie as far from each other as the row *held out* says. Weights differ by so "
        "many times the norm of the nearest training network's, after permutation alignment."
    )
    return joined([table([head, *columns], rows), meaning]).rstrip()


def _drawn(metrics: Metrics) -> str:
    columns = (("accuracy", ".1f"), ("disagrees with the nearest training network on", ".1%"))
    return drawn_card(metrics.get("drawn"), *columns, better="more accurate than that one")


def _accuracy_read(metrics: Metrics) -> str:
    """How well accuracy is read off latents and off statistics of weights, each architecture by itself."""
    rows = [
        [
            f"{name} ({found['train']} training, {found['heldout']} held out)",
            *(
                f"{_or_dash(one['r2'], '.3f')}; {_or_dash(one['tau'], '.3f')}"
                for what in ("latents", "statistics")
                for one in (found[what]["linear"], found[what]["boosting"])
            ),
        ]
        for name, found in metrics.get("accuracy_read", {}).items()
    ]
    if not rows:
        return ""
    head = "accuracy read off held-out networks, learned from the training ones: R²; Kendall's tau"
    columns = ["latents, linear", "latents, boosting", "weight statistics, linear", "weight statistics, boosting"]
    meaning = (
        "Statistics (the baseline): mean, deviation and five quantiles of each layer's weights and biases. An R² below "
        "0 is worse than to guess the mean."
    )
    return joined([table([head, *columns], rows), meaning]).rstrip()


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)
