"""What a space of shapes is worth: measured, and said on its model card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.cards import joined, table
from explorer.explore.measure.drawn import drawn_card
from explorer.kinds.protocols import Noise, Report
from explorer.kinds.shapes.evaluate import Evaluation, evaluate_space, parts_of
from explorer.kinds.shapes.unseen import RESOLUTION
from explorer.space.bundle import Space
from explorer.space.naming import spoken

Metrics = Mapping[str, Any]

PATHS = {
    "zoo_path": "path through the zoo",
    "latent": "straight in latent space",
    "raw": "raw weights (the baseline)",
    "ends": "the decoded ends themselves, for comparison",
}
EXACT = "the exact shape"  # what networks are compared with, where older measurements do not say it
MADE = {
    "decoded": "decoded",
    "nearest": "nearest training network",
    "noisy_neighbour": "the same with noise of 0.1",
    "raw_average": "raw average of the ends",
    "ensemble_of_ends": "ensemble of the ends (mean distance)",
    "held_out": "held out: one of the ends itself",
    "exact": "the exact piece",
}

NOISE = (
    Noise("reconstruction/*ratio", 0.3, "200 steps of refining, which rounding sends another way"),
    Noise("reconstruction/*refined", 0.02, "200 steps of refining, which rounding sends another way"),
    Noise("between_shapes/*/one_piece", 0.012, "two shapes of 180 whose pieces touch in one sample"),
    Noise("novelty/*/one_piece", 0.05, "one shape of 20 whose pieces touch in one sample"),
    Noise("drawn/points/*/quality/*", 3.0, "a loose piece that touches in one sample"),
    Noise("drawn/rows/*/quality", 0.1, "the same pieces"),
    Noise("drawn/rows/*/[nb]*", 0.026, "one shape of 40 whose pieces touch in one sample, or at the limit"),
    Noise("steering/classes/*", 0.03, "one network of 40 that is read as either class"),
    Noise("*", 0.0005, "samples and vertices that lie on the surface to the last digit"),
)


class ShapeMeasuring:
    """See `protocols.Measuring`, and `protocols.Repeating`."""

    noise = NOISE

    def evaluate(self, engine: Engine, space: Space, report: Report) -> dict[str, Any]:
        """See `evaluate.evaluate_space`."""
        return evaluate_space(engine, space, progress=report)

    def parts(self, engine: Engine, space: Space, report: Report) -> Mapping[str, Callable[[], dict[str, Any]]]:
        """See `evaluate.parts_of`."""
        return parts_of(engine, space, Evaluation(), report)

    def card(self, info: Mapping[str, Any]) -> str:
        """The tables of those measurements that `space.json` holds."""
        metrics = info["metrics"]
        if "measured" not in metrics:
            return ""
        parts = (_networks(info), _surfaces(info), _paths(metrics), _sliders(metrics), _buttons(metrics))
        return joined([*parts, _novelty(metrics), _drawn(metrics), _unseen(metrics), _reconstruction(metrics)])


MEASURING = ShapeMeasuring()


def _networks(info: Mapping[str, Any]) -> str:
    metrics = info["metrics"]
    counts, measured = metrics["networks"], metrics["measured"]
    trained = info["provenance"].get("trained_on", counts["train"])
    rows = [
        [
            f"networks (trained on {trained:,}; {measured['train']:,} of the training ones measured)",
            f"{counts['train']:,}",
            f"{counts['heldout']:,}",
        ],
        ["IoU of the decoded with the input network, mean (tenth percentile)", *_both(metrics["iou"])],
    ]
    if "iou_exact" in metrics:
        exact = metrics["iou_exact"]
        rows += [
            [f"IoU of the decoded network with {measured.get('exact', EXACT)}", *_both(exact["decoded"])],
            [f"IoU of the input network with {measured.get('exact', EXACT)}", *_both(exact["input"])],
        ]
    rows.append(
        ["IoU of the nearest network of the zoo instead (the baseline)", "", _spread(metrics["nearest"]["heldout"])]
    )
    return table([f"space `{metrics['space']}`, on a {measured['resolution']}³ grid", "training", "held out"], rows)


def _surfaces(info: Mapping[str, Any]) -> str:
    said = []
    chamfer = info["metrics"].get("chamfer_exact")
    if chamfer:
        said.append(
            f"The mean Chamfer distance to the exact surface is {chamfer['input']:.4f} for the input networks and "
            f"{chamfer['decoded']:.4f} for the decoded ones, in cube units; most of it is the spacing of the sample "
            "points."
        )
    kept = info["provenance"].get("zoo_precision", {}).get("iou_against_full")
    if kept is not None:
        said.append(f"Storing the zoo at reduced precision costs {1 - kept:.4f} of IoU.")
    return " ".join(said)


def _paths(metrics: Metrics) -> str:
    between = metrics["between_shapes"]
    rows = [
        [title, f"{row['one_piece']:.3f}", f"{row['loose_volume']:.4f}", _or_dash(row["eikonal"], ".2f")]
        for name, title in PATHS.items()
        if (row := between.get(name))
    ]
    if not rows:
        return ""
    pairs = metrics["measured"]["pairs"]
    head = f"{pairs} paths between held-out networks{_mixed(metrics)}, at 1/4, 1/2 and 3/4"
    meaning = (
        "In one piece: share of the shapes. Loose volume: share of a shape's volume outside its largest piece. Of a "
        "true signed distance the gradient has length 1 everywhere."
    )
    return joined([table([head, "in one piece", "loose volume", "mean abs(‖∇f‖ − 1)"], rows), meaning]).rstrip()


def _sliders(metrics: Metrics) -> str:
    labels = metrics["steering"]["labels"]
    if not labels:
        return ""
    rows = [
        [
            f"{spoken(name)} ({row['networks']:.0f})",
            _or_dash(row.get("r2"), ".3f"),
            f"{row['asked']:.3f}",
            f"{row['share']:.0%}",
            f"{row['error']:.3f}",
            _or_dash(row.get("others"), ".1%"),
        ]
        for name, row in labels.items()
    ]
    head = (
        "steering: a slider moved by 0.3 of its label's range, on held-out networks that have such a part (how many); "
        "the label measured on the decoded surface"
    )
    columns = ["R² of the reading", "asked for", "share of it that is there (median)", "mean error"]
    return joined([table([head, *columns, "other labels change by"], rows), "Lengths in cube units."]).rstrip()


def _buttons(metrics: Metrics) -> str:
    classes = metrics["steering"]["classes"]
    rows = [
        [
            spoken(name.replace("=", ": ")),
            f"{row['networks']:.0f}",
            f"{row['reached']:.0%}",
            f"{row['seen']:.0%}" if "seen" in row else "",
        ]
        for name, row in classes.items()
    ]
    head = "buttons, on held-out networks whose kind can have the value"
    return table([head, "networks", "read back by the encoder", "on the surface"], rows) if rows else ""


def _novelty(metrics: Metrics) -> str:
    found = metrics["novelty"]
    exact = any("iou" in row for row in found.values())
    rows = [
        [
            title,
            *([f"{row['iou']:.3f}"] if exact else []),
            f"{row['one_piece']:.0%}",
            _or_dash(row.get("chamfer"), ".3f"),
        ]
        for name, title in MADE.items()
        if (row := found.get(name))
    ]
    if not rows:
        return ""
    head = f"is it new, is it better? in the middle of pairs of held-out networks{_mixed(metrics)}"
    columns = [*(["IoU with the exact piece in between"] if exact else []), "in one piece"]
    meaning = (
        "A decoded shape is new if it is as far from the training networks as held-out ones are. (The nearest training "
        "network is not at distance 0 of itself because the two meshes differ in fineness.)"
    )
    head_row = [head, *columns, "Chamfer distance to the nearest training network"]
    return joined([table(head_row, rows), meaning]).rstrip()


def _drawn(metrics: Metrics) -> str:
    columns = (("volume in the largest piece, %", ".1f"), ("Chamfer distance to the nearest training network", ".3f"))
    return drawn_card(metrics.get("drawn"), *columns, better="in one piece")


def _unseen(metrics: Metrics) -> str:
    found = metrics.get("unseen")
    if not found:
        return ""
    ways = {
        "network": "the network that was fitted to it", "read": "as read in one pass",
        "refined": f"refined ({found['steps']} steps, {found['seconds']:.1f} s)",
        **({} if "fitted" not in found else {"fitted": _fitted(found)}),
        "nearest": "the nearest training network instead (the baseline)",
    }  # fmt: skip
    columns = {"one_piece": f"in one piece, of the {found['whole']} that are"}
    meaning = (
        "The encoder reads the network that was fitted to the mesh; what is decoded is compared with the mesh, on the "
        "half of the samples that refining does not learn (fitting learns none)."
    )
    if "together" in found:  # older measurements do not have it
        columns["together"] = f"together to the eye, of the {found['together']} that are"
        meaning += (
            f" In one piece: its samples of {RESOLUTION} an axis share faces, which a rod thinner than a sample does "
            f"not. Together to the eye: pieces less than three samples apart ({6 / (RESOLUTION - 1):.2f} cube units) "
            "are one."
        )
    if "thin" in found:  # nor this
        columns["thin"] = f"thin parts that are inside, of the {found['thin']} that have any"
        meaning += f" Thin: less than 3 samples, {6 / RESOLUTION:.2f} cube units."
    rows = [
        [title, _spread(found[way]), *[_or_dash(found[way][column], ".0%") for column in columns]]
        for way, title in ways.items()
    ]
    head = [f"{found['meshes']} held-out meshes", "IoU with it, mean (tenth percentile)", *columns.values()]
    return joined([table(head, rows), meaning]).rstrip()


def _fitted(found: Metrics) -> str:
    of = found["fitted"]
    return f"refined, then fitted in weight space ({of['seconds']:.1f} s; {of['meshes']} of them), no longer decoded"


def _reconstruction(metrics: Metrics) -> str:
    found = metrics.get("reconstruction")
    if not found:
        return ""
    pieces = found["exact"]["pieces"]
    exact = {f"{pieces} exact pieces of furniture, never seen": found["exact"]} if pieces else {}
    named = {**exact, **found["meshes"]}
    rows = []
    for name, row in named.items():
        if "refused" in row:
            rows.append([name, "refused: " + row["refused"], *[""] * 4])
        elif "encoded" in row:
            values = [_or_dash(row[key], ".3f") for key in ("encoded", "refined", "nearest", "best_of_near")]
            further = "" if row["refined_ratio"] is None else f" ({row['refined_ratio']:.1f} ×)"
            rows.append([name, *values, f"{row['ratio']:.1f} ×{further}"])
    if not rows:
        return ""
    head = "shapes that no network represents, read in one pass, then refined"
    columns = ["IoU as read", "refined", "nearest network", "best of the 8 nearest", "distance to the zoo (refined)"]
    meaning = (
        "The nearest networks are the baselines. The distance is a multiple of the usual one between neighbours: "
        "beyond 2.5 × the space knows nothing of a shape."
    )
    return joined([table([head, *columns], rows), meaning]).rstrip()


def _mixed(metrics: Metrics) -> str:
    """What joins the pairs that are measured; older measurements do not say it."""
    return " of different kinds" if metrics["measured"].get("mixed", True) else ""


def _both(values: Metrics) -> list[str]:
    return [_spread(values["train"]), _spread(values["heldout"])]


def _spread(values: Metrics) -> str:
    return f"{values['mean']:.3f} ({values['p10']:.3f})"


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)
