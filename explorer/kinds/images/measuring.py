"""What a space of pictures is worth: measured, and said on its model card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.cards import joined, table
from explorer.explore.measure.drawn import drawn_card
from explorer.kinds.images.evaluate import Evaluation, evaluate_space, parts_of
from explorer.kinds.images.space import images_only
from explorer.kinds.protocols import Noise, Report
from explorer.space.bundle import Space

BETWEEN = {
    "zoo_path": "path through the zoo",
    "latent": "straight in latent space",
    "raw": "raw weights",
    "cross_fade": "a cross-fade of the two pictures (the baseline)",
    "outline": "the outline moved by hand (what training aims at)",
    "ends": "the decoded ends themselves, for comparison",
    "pictures": "held-out pictures themselves, for comparison",
}


class ImageMeasuring:
    """See `protocols.Measuring`, and `protocols.Repeating`."""

    noise = (
        Noise("between_pictures/*/agree", 0.002, "two real pictures at nearly the same distance change places"),
        Noise("drawn/points/*/quality/*", 0.7, "a pixel of a hundred that is faint to the last digit"),
        Noise("drawn/*/quality", 0.05, "the same pixels"),
        Noise("drawn/rows/*/[nb]*", 0.026, "one picture of 40 at the limit"),
    )

    def evaluate(self, engine: Engine, space: Space, report: Report) -> dict[str, Any]:
        """See `evaluate.evaluate_space`."""
        return evaluate_space(engine, images_only(space), progress=report)

    def parts(self, engine: Engine, space: Space, report: Report) -> Mapping[str, Callable[[], dict[str, Any]]]:
        """See `evaluate.parts_of`."""
        return parts_of(engine, images_only(space), Evaluation(), report)

    def card(self, info: Mapping[str, Any]) -> str:
        """The tables of those measurements that `space.json` holds."""
        metrics = info["metrics"]
        if "measured" not in metrics:
            return ""
        return joined([_networks(info), _said(info), _between(metrics), _drawn(metrics)])


MEASURING = ImageMeasuring()


def _networks(info: Mapping[str, Any]) -> str:
    metrics = info["metrics"]
    counts, measured, picture = metrics["networks"], metrics["measured"], metrics["psnr_picture"]
    trained = info["provenance"].get("trained_on", counts["train"])
    rows = [
        [
            f"networks (trained on {trained:,}; {measured['train']:,} of the training ones measured)",
            f"{counts['train']:,}",
            f"{counts['heldout']:,}",
        ],
        ["decoded against input network, mean (tenth percentile)", *_both(metrics["psnr"])],
        ["the same on a grid four times as fine", *_both(metrics["psnr_finer"])],
        ["input network against its picture", *_both(picture["input"])],
        ["decoded network against the picture", *_both(picture["decoded"])],
        ["nearest training network instead (the baseline)", "", _spread(metrics["nearest"]["heldout"])],
    ]
    return table([f"space `{metrics['space']}`, PSNR in dB at {measured['side']} x {measured['side']} pixels",
                  "training", "held out"], rows)  # fmt: skip


def _said(info: Mapping[str, Any]) -> str:
    said = []
    probes = info["metrics"].get("probes")
    if probes:
        said.append(
            f"The class ({probes['classes']} of them) is read off held-out latents with an accuracy of "
            f"{probes['linear']:.1%} by logistic regression and {probes['knn']:.1%} by the nearest neighbours."
        )
    kept = info["provenance"].get("zoo_precision")
    if kept:
        said.append(
            f"Storing the zoo at reduced precision costs {kept['psnr_full'] - kept['psnr_stored']:.2f} dB of the input "
            "networks' PSNR."
        )
    return " ".join(said)


def _between(metrics: Mapping[str, Any]) -> str:
    rows = [
        [
            title,
            f"{row['faint']:.0%}",
            f"{row['distance']:.3f}",
            f"{row['agree']:.0%}",
            f"{row['outline']:.1f}" if "outline" in row else "",
        ]
        for name, title in BETWEEN.items()
        if (row := metrics["between_pictures"].get(name))
    ]
    if not rows:
        return ""
    head = f"{metrics['measured']['pairs']} paths between held-out networks of different kinds, at 1/4, 1/2 and 3/4"
    columns = ["faint", "distance", "nearest ten of one class", "PSNR to the outline moved"]
    meaning = (
        "Faint: the share of what is lit that is much darker than the rest: where two outlines lie over each other, as "
        "in a cross-fade. Distance: of the pixels to the nearest training picture, root mean square. A picture in "
        "between is natural if both are as for held-out pictures. A path through the zoo passes training pictures, so "
        "that it is near them says little."
    )
    return joined([table([head, *columns], rows), meaning]).rstrip()


def _drawn(metrics: Mapping[str, Any]) -> str:
    columns = (("not faint, %", ".1f"), ("difference to the nearest training network's picture", ".3f"))
    return drawn_card(metrics.get("drawn"), *columns, better="no fainter than that one")


def _both(values: Mapping[str, Any]) -> list[str]:
    return [_spread(values["train"]), _spread(values["heldout"])]


def _spread(values: Mapping[str, Any]) -> str:
    return f"{values['mean']:.1f} ({values['p10']:.1f})"
