"""What a space of functions is worth: measured, and said on its model card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.cards import joined, table
from explorer.kinds.functions.evaluate import evaluate_functions
from explorer.kinds.functions.space import functions_only
from explorer.kinds.protocols import Report
from explorer.space.bundle import Space

Metrics = Mapping[str, Any]

INSTEAD = {
    "nearest": "the training network nearest in what it does, instead (the baseline)",
    "ensemble": "the mean answer of all training networks, instead",
    "typical": "the most typical training network, instead",
}
MIDDLE = {
    "decoded": "decoded",
    "raw": "raw average of the ends' weights (the baseline)",
    "ensemble": "ensemble of the ends (two networks)",
    "ends": "one of the ends itself",
}


class FunctionMeasuring:
    """See `protocols.Measuring`."""

    def evaluate(self, engine: Engine, space: Space, report: Report) -> dict[str, Any]:
        """See `evaluate.evaluate_functions`; and `too_few`, in words, where the zoo is too small."""
        numbers = evaluate_functions(engine, functions_only(space), progress=report)
        return {**numbers, "too_few": too_few(numbers)}

    def card(self, info: Mapping[str, Any]) -> str:
        """The tables of those measurements that `space.json` holds."""
        metrics = info["metrics"]
        if "measured" not in metrics:
            return ""
        return joined([_said(info), _networks(metrics), metrics["too_few"] or "", _between(metrics)])


MEASURING = FunctionMeasuring()


def too_few(metrics: Metrics) -> str | None:
    """That a zoo is too small, where its held-out networks are decoded worse than the nearest training network is."""
    if "decoded" not in metrics:
        return None
    held, near = metrics["decoded"]["heldout"], metrics["baselines"]["nearest"]
    key = "gap" if "gap" in held else "agreement"
    worse = held[key] > near[key] if key == "gap" else held[key] < near[key]
    if not worse:
        return None
    count = metrics["networks"]["train"]
    name = worth_name(metrics["worth"])
    if key == "gap":
        told = (
            f"the decoded network's {name} is {amount(metrics['worth'], held[key])} from its own on average, the "
            f"nearest training network's {amount(metrics['worth'], near[key])}"
        )
    else:
        told = f"the decoded network agrees with it at {held[key]:.3f}, the nearest training network at {near[key]:.3f}"
    return f"Too few networks: of a network that was not among the {count:,} trained on, {told}."


def worth_name(worth: str | None) -> str:
    """What says how good networks are, as one says it."""
    return {"accuracy": "accuracy", "r2": "R²"}.get(worth or "", "agreement")


def amount(worth: str | None, value: float) -> str:
    """A difference in how good networks are."""
    return f"{value:.2f} points" if worth == "accuracy" else f"{value:.3f}"


def written(worth: str | None, value: float) -> str:
    """How good a network is."""
    return f"{value:.1f} %" if worth == "accuracy" else f"{value:.3f}"


def _said(info: Mapping[str, Any]) -> str:
    metrics, provenance = info["metrics"], info["provenance"]
    counts, data = metrics["networks"], provenance.get("data", {})
    what = "Classes are told apart" if info["task"]["form"] != "values" else "Values are given"
    right = "It is known what is right there." if metrics["measured"]["targets"] else "Nobody says what is right there."
    kept = provenance.get("zoo_precision", {}).get("agreement")
    stored = "" if kept is None else f" Stored at reduced precision the zoo's networks agree with themselves at {kept}."
    return (
        f"Trained on {provenance.get('trained_on', counts['train']):,} networks of "
        f"{', '.join(provenance.get('architectures_trained_on', []))}, {counts['train']:,} of them shipped; "
        f"{counts['heldout']:,} held out. {what}. Measured on {metrics['measured']['test_inputs']:,} test inputs "
        f"({data.get('source', 'examples')}) that training never sees. {right}{stored}"
    )


def _networks(metrics: Metrics) -> str:
    worth = metrics["worth"]
    name = worth_name(worth)
    rows = []
    places = [
        ("training networks, decoded", metrics["decoded"]["train"]),
        ("held-out networks, decoded", metrics["decoded"]["heldout"]),
        *((f"held-out networks: {title}", metrics["baselines"][key]) for key, title in INSTEAD.items()),
    ]
    for title, row in places:
        cells = [f"{row['agreement']:.3f}"]
        if worth is not None:
            rank = "–" if row["rank"] is None else f"{row['rank']:.3f}"
            gap, most = (amount(worth, row[key]) for key in ("gap", "largest_gap"))
            cells += [f"{gap} ({most})", rank, written(worth, row["worth"])]
        rows.append([title, *cells])
    same = "same predictions" if worth == "accuracy" else "agreement"
    more = [f"gap in {name}, mean (largest)", "rank correlation", name] if worth is not None else []
    meaning = (
        "Agreement is the share of test inputs that both take for the same class, or R² of the one's values against "
        "the other's. The gap is between how good the network is and what stands in its place."
    )
    return joined([table([f"space `{metrics['space']}`", same, *more], rows), meaning]).rstrip()


def _between(metrics: Metrics) -> str:
    between, worth = metrics["between"], metrics["worth"]
    if not between["pairs"]:
        return ""
    rows = []
    for key, title in MIDDLE.items():
        row = between[key]
        rows.append([title, *([written(worth, row["worth"])] if worth else []), f"{row['agreement']:.3f}"])
    head = f"half way between {between['pairs']} pairs of held-out networks of one architecture"
    return table([head, *([worth_name(worth)] if worth else []), "agreement with the mean answer of the ends"], rows)
