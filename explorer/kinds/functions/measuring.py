"""What a space of functions is worth: measured, and said on its model card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.cards import joined, table
from explorer.kinds.functions.evaluate import evaluate_functions
from explorer.kinds.functions.forms import Form
from explorer.kinds.functions.space import functions_only
from explorer.kinds.functions.task import Task
from explorer.kinds.protocols import Brief, Report
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
        return joined([_said(info), _networks(info), metrics["too_few"] or "", _between(info)])

    def brief(self, info: Mapping[str, Any]) -> Brief | None:
        """Held-out networks as they are decoded, beside the nearest training network in their place."""
        metrics = info["metrics"]
        if "measured" not in metrics:
            return None
        classes, worth = info["task"]["form"] != Form.VALUES, metrics["worth"]
        rows = []
        for title, row in (
            ("decoded", metrics["decoded"]["heldout"]),
            ("the nearest training network instead", metrics["baselines"]["nearest"]),
        ):
            cells = [f"{row['agreement']:.1%}" if classes else f"{row['agreement']:.3f}"]
            if worth is not None:
                cells += [amount(worth, row["gap"]), "–" if row["rank"] is None else f"{row['rank']:.3f}"]
            rows.append((title, tuple(cells)))
        same = "same predictions" if classes else "agreement (R²)"
        columns = (same, *((f"gap in {worth_name(worth)}", "rank correlation") if worth is not None else ()))
        return Brief(columns, tuple(rows), metrics.get("too_few") or "")


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
    worth = metrics["worth"]
    if key == "gap":
        told = (
            f"a new network is decoded {amount(worth, held[key])} off its {worth_name(worth)}; the nearest of the "
            f"{count:,} training networks is {amount(worth, near[key])} off"
        )
    else:
        told = (
            f"a new network, decoded, agrees with itself at {held[key]:.3f}; the nearest of the {count:,} training "
            f"networks agrees with it at {near[key]:.3f}"
        )
    return f"Too few networks: {told}. The command learning-curve says what more would bring."


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
    task = Task.of(info["task"])
    values = "one value" if task.size == 1 else f"{task.size} values"
    what = f"They tell {task.size} classes apart" if task.classes else f"They give {values} for an input"
    right = (
        f"Targets are known there: {'accuracy' if task.classes else 'R²'} is judged by them."
        if metrics["measured"]["targets"]
        else "No targets are known there: networks are compared with each other alone."
    )
    kept = provenance.get("zoo_precision", {}).get("agreement")
    share = "" if kept is None else f"{kept:.2%} the same predictions" if task.classes else f"an R² of {kept:.5f}"
    stored = f" Stored at reduced precision, the zoo's networks keep {share}." if share else ""
    return (
        f"Trained on {provenance.get('trained_on', counts['train']):,} networks of "
        f"{', '.join(provenance.get('architectures_trained_on', []))}, {counts['train']:,} of them shipped; "
        f"{counts['heldout']:,} held out. {what}. Measured on {metrics['measured']['test_inputs']:,} test inputs "
        f"({data.get('source', 'examples')}) that training never sees. {right}{stored}"
    )


def _networks(info: Mapping[str, Any]) -> str:
    metrics, classes = info["metrics"], info["task"]["form"] != Form.VALUES
    worth = metrics["worth"]
    name = worth_name(worth)
    rows = []
    places = [
        ("training networks, decoded", metrics["decoded"]["train"]),
        ("held-out networks, decoded", metrics["decoded"]["heldout"]),
        *((f"held-out networks: {title}", metrics["baselines"][key]) for key, title in INSTEAD.items()),
    ]
    for title, row in places:
        cells = [f"{row['agreement']:.1%}" if classes else f"{row['agreement']:.3f}"]
        if worth is not None:
            rank = "–" if row["rank"] is None else f"{row['rank']:.3f}"
            gap, most = (amount(worth, row[key]) for key in ("gap", "largest_gap"))
            cells += [f"{gap} ({most})", rank, written(worth, row["worth"])]
        rows.append([title, *cells])
    more = [f"gap in {name}, mean (largest)", "rank correlation", name] if worth is not None else []
    meaning = _meaning(classes)
    if worth is not None:
        meaning += f" The gap is between the {name} of a network and of what stands in its place."
    same = "same predictions" if classes else "agreement (R²)"
    return joined([table([f"space `{metrics['space']}`", same, *more], rows), meaning]).rstrip()


def _meaning(classes: bool) -> str:
    if classes:
        return "Same predictions: the share of test inputs that both take for the same class."
    return "Agreement: R² of what the one gives against what the other gives at the test inputs; 1 is the same."


def _between(info: Mapping[str, Any]) -> str:
    metrics, classes = info["metrics"], info["task"]["form"] != Form.VALUES
    between, worth = metrics["between"], metrics["worth"]
    if not between["pairs"]:
        return ""
    rows = []
    for key, title in MIDDLE.items():
        row = between[key]
        same = f"{row['agreement']:.1%}" if classes else f"{row['agreement']:.3f}"
        rows.append([title, *([written(worth, row["worth"])] if worth else []), same])
    head = f"half way between {between['pairs']} pairs of held-out networks of one architecture"
    with_mean = f"{'same predictions as' if classes else 'agreement (R²) with'} the mean answer of the ends"
    return table([head, *([worth_name(worth)] if worth else []), with_mean], rows)
